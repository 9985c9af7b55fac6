"""The article as a Word file: for authors who answer proofs there, and journals that ask for it.

Pandoc writes the text from a tree in which styles, fields and bookmarks are set; the parts around
it (styles, page, heads and feet, properties) are made here, from the theme and the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from nashr import __version__, ast
from nashr.diagnostics import Outcome
from nashr.importing.ooxml import tag
from nashr.messages import Message
from nashr.model import Artifact, Blocks, Node, Source
from nashr.outputs import fragments, page_geometry
from nashr.outputs.account.findings import account
from nashr.outputs.docx import styles
from nashr.outputs.docx.blocks import Writer, in_style
from nashr.outputs.docx.citation_fields import CitationFields, plain_words
from nashr.outputs.docx.fields import Bookmarks, raw_block
from nashr.outputs.docx.formula_lines import set_lines
from nashr.outputs.docx.front import Front
from nashr.outputs.docx.package import Furniture, Parts, package, parts_of
from nashr.outputs.docx.pictures import Pictures, Room
from nashr.outputs.docx.prose import Prose
from nashr.outputs.docx.shown import alternatives, facts, looks_of, read
from nashr.outputs.docx.tidying import tidy
from nashr.outputs.edition import Edition, Finish
from nashr.outputs.phrases import joined_names
from nashr.ports import Engines
from nashr.untrusted.xml import parse_xml
from nashr.untrusted.yaml import load_yaml
from nashr.word_files import BODY, formula_shape, formula_signs

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What a picture leaves of the page's height to its caption, in points.
_CAPTION = 48.0


def begin(edition: Edition, engines: Engines) -> Finish:
    """Make ``SLUG.docx`` once it is known on which page the article ends."""
    del edition
    return partial(render, engines=engines)


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """``SLUG.docx``, with what it does not show as it should."""
    assert engines.write_docx is not None
    document, words = edition.document, edition.language
    sheet = page_geometry.sheet(edition.journal.page, edition.theme.settings)
    size = page_geometry.text_size(edition.theme.settings)
    pictures = Pictures(
        {resource.name: resource for resource in document.resources},
        Room(sheet.text_width, sheet.height - sheet.top - sheet.bottom - _CAPTION, size),
        engines.draw_svg,
    )
    bookmarks = Bookmarks(_numbered(document.blocks))
    citations = CitationFields(
        {citation.id: citation for citation in document.citations},
        {reference.key: reference for reference in document.cited},
        document.citation_style,
        f"{edition.journal.title}/{document.article.slug}",
        words.locator_terms,
    )
    targets = frozenset(_ids(document.blocks))
    prose = Prose(words, bookmarks, citations, pictures, targets, edition.journal.title)
    writer = Writer(prose)
    front = Front(edition, writer)
    text = _without_first_indent(writer.blocks(document.blocks))
    before, behind = front.opening(), front.closing()
    start, end = bookmarks.ends(BODY)
    blocks = [*before, raw_block(start), *text, raw_block(end), *behind]
    parts = parts_of(engines.write_docx(blocks, words.direction))
    tidy(parts, sheet.text_width)
    with_tex = list(_with_tex(blocks, parts))
    for formula, tex in with_tex:
        set_lines(formula, tex)
    record = {
        **_record(edition, writer),
        "formulas": _formulas(with_tex, formula_shape),
        "formula-signs": _formulas(with_tex, formula_signs),
        "languages": sorted(_languages(blocks)),
        "printed": front.printed([*before, *behind]),
        "references": [plain_words(entry) for entry in front.references],
    }
    data = package(
        parts,
        _furniture(edition, citations, sheet),
        pictures.files,
        pictures.ids,
        record,
    )
    product, said = Message("the Word file"), alternatives(parts.document, parts.notes)
    seen, formulas, images = read(parts.document, parts.notes)
    around = facts(parts.document)
    stories = [one for one in (parts.document, parts.notes) if one is not None]
    found = account(
        edition,
        product,
        seen,
        said,
        raw_formulas=False,
        facts=around,
        formulas=formulas,
        pictures=images,
        looks=looks_of(stories, _addresses(parts.files)),
    )
    return Outcome((Artifact(edition.file_name(".docx"), data, MEDIA_TYPE),), found)


def _without_first_indent(text: Blocks) -> Blocks:
    """The text, its first paragraph set as those below headings are; pandoc does so only where
    nothing stands above it.
    """
    if text and text[0]["t"] == "Para":
        return [in_style("First Paragraph", [text[0]]), *text[1:]]
    return text


def _addresses(files: Mapping[str, bytes]) -> Iterator[str]:
    """The addresses that links of the file lead to."""
    for name, data in files.items():
        if name.endswith(".rels") and b"TargetMode" in data:
            for one in parse_xml(data, trusted=True):
                yield one.get("Target", "")


def _numbered(tree: Any) -> frozenset[str]:
    """The ids of headings, figures, tables and formulas that have a number."""
    found = set()
    for node in ast.nodes(tree, leaves=False):
        if node["t"] in ("Header", "Figure", "Table") or "equation" in _classes(node):
            attributes = ast.attr_of(node) or ast.attr()
            part = node["c"][1] if node["t"] in ("Figure", "Table") else node["c"]
            if any(_NUMBERS & set(_classes(one)) for one in ast.nodes(part, leaves=False)):
                found.add(str(attributes[0]))
    return frozenset(found - {""})


_NUMBERS = {"heading-number", "caption-label", "equation-number"}


def _classes(node: Node) -> list[str]:
    return list((ast.attr_of(node) or ast.attr())[1])


def _ids(tree: Any) -> list[str]:
    """The ids of a text that bookmarks are made for."""
    found = []
    for node in ast.nodes(tree, leaves=False):
        attributes = ast.attr_of(node)
        if attributes and attributes[0] and "citation" not in attributes[1]:
            found.append(attributes[0])
    return found


def _furniture(
    edition: Edition, citations: CitationFields, sheet: page_geometry.Sheet
) -> Furniture:
    article, journal, words = edition.document.article, edition.journal, edition.language
    theme = edition.theme.settings
    authors = joined_names([author.short_name for author in article.authors], words)
    title = article.short_title or edition.record.text.title
    issue = fragments.issue_facts(article, words)
    issns = (fact.replace("-", "\u2011") for fact in fragments.issn_facts(journal, words))
    foot = (journal.short_title or journal.title, *issue, *issns)
    name = journal.short_title or journal.title
    rtl = words.direction == "rtl"
    return Furniture(
        styles=styles.styles_xml(theme, article.lang, rtl=rtl),
        fonts=styles.font_table_xml(theme),
        sheet=sheet,
        first_page=article.first_page or 1,
        lang=article.lang,
        rtl=rtl,
        heads=(authors or title, title),
        foot=" · ".join([*foot, *filter(None, (edition.record.doi_url,))]),
        about={
            "title": edition.record.title,
            "creator": "; ".join(author.name for author in article.authors),
            "subject": words.listed([name, *issue]),
            "description": edition.record.text.abstract,
            "keywords": words.listed(article.text.keywords),
            "identifier": edition.record.doi_url or "",
            "language": article.lang,
            "last-modified-by": journal.title,
        },
        custom=_custom(edition, citations),
        date=edition.date,
        generator=f"nashr {__version__}",
    )


def _custom(edition: Edition, citations: CitationFields) -> Mapping[str, str]:
    """The custom properties: facts of the article that core properties have no names for."""
    article, record = edition.document.article, edition.record
    facts = {
        "Journal": edition.journal.title,
        "ISSN": ", ".join(record.issns),
        "Volume": article.volume,
        "Issue": article.issue,
        "Year": str(record.year) if record.year else None,
        "Pages": record.pages,
        "DOI": article.doi,
        "License": record.license_url,
    }
    own = {name: value for name, value in facts.items() if value}
    has_list = bool(edition.document.references)
    return {**own, **citations.properties(has_list=has_list)}


def _record(edition: Edition, writer: Writer) -> dict[str, Any]:
    """What an import needs to make the manuscript again, beside the text itself."""
    manuscript = edition.manuscript
    given: Any = None
    if manuscript is not None:
        source = Source(manuscript.source.path, manuscript.front_matter)
        read = load_yaml(source, schema="text").value
        given = read.value if read is not None else None
    return {
        "version": 1,
        "article": edition.document.article.slug,
        "front": given if isinstance(given, dict) else {},
        "in-notes": edition.document.citation_style.in_notes,
        "bookmarks": writer.prose.bookmarks.ids,
        "code": writer.code,
        "classes": writer.classes,
        "images": writer.prose.pictures.attributes,
        "works": list(writer.prose.citations.only_listed()),
    }


def _languages(blocks: Blocks) -> set[str]:
    """The tags that passages say they are in."""
    found = (ast.attr_of(node) for node in ast.nodes(blocks, leaves=False))
    return {value for one in found if one for name, value in one[2] if name == "lang"}


def _formulas(formulas: Iterable[tuple[Any, str]], reading: Callable[[Any], str]) -> dict[str, str]:
    """The TeX of formulas by how they read in Word, but of several that read the same."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for formula, source in formulas:
        shape = reading(formula)
        if found.setdefault(shape, source) != source:
            several.add(shape)
    # Where two sources look alike in Word, it is the formula itself that tells them apart.
    return {shape: source for shape, source in found.items() if shape not in several}


def _with_tex(blocks: Blocks, parts: Parts) -> Iterator[tuple[Any, str]]:
    """Each formula of the file with its TeX."""
    text: list[str] = []
    notes: list[str] = []
    _collect_tex(blocks, text, notes)
    for story, sources in ((parts.document, text), (parts.notes, notes)):
        formulas = [] if story is None else list(story.iter(tag("m:oMath")))
        if len(formulas) == len(sources):
            yield from zip(formulas, sources, strict=True)


def _collect_tex(tree: Any, text: list[str], notes: list[str]) -> None:
    """The formulas of a tree in their order: those of the text, and those of its notes."""
    if isinstance(tree, list):
        for one in tree:
            _collect_tex(one, text, notes)
    elif isinstance(tree, dict):
        match tree.get("t"):
            case "Math":
                text.append(tree["c"][1])
            case "Note":
                _collect_tex(tree["c"], notes, notes)
            case _:
                _collect_tex(tree.get("c"), text, notes)
