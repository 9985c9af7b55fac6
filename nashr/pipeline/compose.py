"""Compose an article: from its files to the edition that all outputs are rendered from.

A stage returns its value and its findings; at an error, the article stops there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from nashr import citations
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors
from nashr.document import code_blocks, formulas
from nashr.document.citing import insert_citations, list_citations
from nashr.document.load import MARKDOWN_FORMAT, front_matter_texts, load_document
from nashr.document.positions import Places
from nashr.document.reading import prepare
from nashr.engines import pandoc
from nashr.issues import IssuePlace
from nashr.languages import is_supported, language
from nashr.messages import Message, reason_of, verbatim
from nashr.model import (
    Article,
    Citation,
    CitationStyle,
    CslItem,
    Document,
    Journal,
    LatinList,
    LocalText,
    Manuscript,
    OwnCitation,
    Reference,
    ReferenceEntry,
    RenderedCitations,
    Source,
)
from nashr.outputs import markup
from nashr.outputs.catalogue import catalogue_record
from nashr.outputs.edition import Edition
from nashr.outputs.page_geometry import sheet
from nashr.outputs.table import rows, usual
from nashr.pipeline import front_matter, placing
from nashr.pipeline.front_matter import parse_article, split_manuscript
from nashr.pipeline.listed_works import listed_works, unlisted
from nashr.pipeline.logo import load_logo
from nashr.pipeline.own_citation import own_citation, title_in_csl
from nashr.pipeline.press import printing_condition
from nashr.pipeline.references import Bibliography, journal_place, load_references
from nashr.pipeline.themes import load_theme
from nashr.pipeline.unprinted import unprinted_fields
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import (
    ARTICLE,
    JOURNAL,
    LOCALES,
    MANUSCRIPTS,
    STYLES,
    Workspace,
)
from nashr.records import dataclass, field, replace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. No articles means all of them; ``strict`` stops on warnings too."""

    articles: tuple[str, ...] = ()
    formats: tuple[str, ...] = field(default_factory=usual)
    strict: bool = False
    proof: bool = False
    #: Whether each work that no article cites is told of; else, a line for each file.
    list_uncited: bool = False
    #: Whether what is there is published before what is typeset is, and that when it is.
    piecemeal: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Where articles stand in the issue that is made, by their slugs.
    places: Mapping[str, IssuePlace] = field(default_factory=dict)

    @property
    def for_a_printer(self) -> bool:
        """Whether an output is wanted that depends on the printer's ICC profile."""
        return any(output.printing_condition for output in rows(self.formats))


#: Says that an article has bibliography files of its own, which are not known where its front
#: matter has errors.
_OWN_FILES = re.compile(r"^bibliography\s*:", re.MULTILINE)


class Stopped(Exception):
    """An article has an error, and is not composed further; its findings are in the log."""


class Log:
    """Collects an article's findings and stops it at errors."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.found: list[Diagnostic] = []
        #: What was found in bibliographies and is told once for all articles.
        self.of_bibliographies: list[Diagnostic] = []

    def take(self, outcome: Outcome[T]) -> T:
        """The outcome's value; its findings go into the log."""
        self.found.extend(outcome.diagnostics)
        return outcome.value

    def need(self, outcome: Outcome[T | None]) -> T:
        """The outcome's value; ``Stopped`` when there is none."""
        value = self.take(outcome)
        if value is None:
            raise Stopped
        return value

    def checkpoint(self) -> None:
        """``Stopped`` when an error was found up to here."""
        if has_errors(self.found, strict=self.strict):
            raise Stopped


def compose(
    workspace: Workspace,
    request: Request,
    journal: Journal,
    slug: str,
    log: Log,
    bibliography: Callable[[Bibliography], None] = lambda _: None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Edition:
    """Everything that the outputs are made from; ``Stopped`` at the first stage with errors.

    ``bibliography`` is called with that of the article, whether the article has errors or not.
    ``meanwhile`` is called in a thread of its own while pandoc reads the text.
    """
    manuscript, article = load_article(workspace, journal, slug, log)
    place = request.places.get(slug)
    if place is not None and article is not None:
        log.found[:] = placing.without_said(log.found)
        article = log.take(placing.placed(article, place, manuscript, journal.language))
    workspace.read_bytes(JOURNAL)  # so that it counts among the article's sources
    # With errors in the front matter the text is checked too, so that all errors show at once.
    body_of = article or Article(slug, journal.language, (LocalText(journal.language, "?"),))
    folder = f"{MANUSCRIPTS}/{slug}"

    def read(path: str, at: Span) -> Outcome[bytes | None]:
        found = workspace.read_bytes(f"{folder}/{path}", at=at)
        return Outcome(found.value, tuple(_from_its_folder(d, folder) for d in found.diagnostics))

    look = load_theme(workspace, journal)
    journal, templates = look.journal, look.templates
    log.found.extend(look.diagnostics)
    prepared = prepare(manuscript, front_matter_texts(body_of))
    parse = partial(pandoc.parse_markdown, reader=MARKDOWN_FORMAT)
    # Pandoc is a process of its own: while it reads the text, this one reads the rest.
    with ThreadPoolExecutor(5) as executor:
        body = executor.submit(parse, prepared.body)
        fields = executor.submit(pandoc.parse_fields, prepared.texts, reader=MARKDOWN_FORMAT)
        reading = executor.submit(load_references, workspace, journal, article, manuscript)
        executor.submit(_preload_citations, workspace, journal, body_of.lang)
        executor.submit(meanwhile)
        loaded = log.take(
            load_document(
                manuscript,
                body_of,
                lambda text: body.result() if text is prepared.body else parse(text),
                lambda _: fields.result(),
                read,
                proof=request.proof,
                parser_error=pandoc.PandocError,
                parse_latex=pandoc.parse_latex,
                prepared=prepared,
                measure=sheet(journal.page, journal.theme).measure,
                number_headings=journal.theme.headings == "numbered",
            )
        )
        works = log.take(reading.result())
    bibliography(works)
    cited = None
    if loaded is not None and article is not None:
        is_first_known = place is None or place.first_page is not None
        cited = cite(
            *(workspace, journal, loaded, manuscript, works, log), is_first_known=is_first_known
        )
    elif loaded is not None and not _OWN_FILES.search(manuscript.front_matter):
        wanted_works(workspace, journal, loaded, manuscript, works, log)
    log.checkpoint()
    if cited is None or article is None:
        raise Stopped
    log.found.extend(_queries(cited))
    condition = log.need(printing_condition(workspace, journal)) if request.for_a_printer else None
    logo = log.take(load_logo(workspace, journal, look.logo))
    log.checkpoint()
    # All files that the article is made from have been read, and so it can be dated.
    with ThreadPoolExecutor(1) as executor:
        dating = executor.submit(workspace.build_date, request.environment)
        cited, fragments = _with_markup(cited, manuscript, log)
    dated = log.need(dating.result())
    return Edition(
        journal=journal,
        document=cited,
        markup=fragments,
        language=language(article.lang),
        templates=templates.texts,
        assets=templates.assets,
        theme=look.theme,
        logo=logo,
        date=dated.date,
        dated_by=dated.origin,
        proof=request.proof,
        printing_condition=condition,
        manuscript=manuscript,
        stem=placing.stem(place, slug) if place else "",
    )


def _with_markup(
    cited: Document, manuscript: Manuscript, log: Log
) -> tuple[Document, markup.Markup]:
    """The document and its markup; formulas that pandoc cannot translate are code in both."""
    fragments = markup.to_markup(cited, pandoc.write_html)
    if unknown := fragments.unknown_languages:
        known = pandoc.highlighted_languages
        log.found.extend(code_blocks.unknown_languages(cited, unknown, known, Places(manuscript)))
    faulty = fragments.untranslated
    if not faulty:
        return cited, fragments
    log.found.extend(formulas.findings(cited, faulty, Places(manuscript)))
    cited = formulas.as_source(cited, faulty)
    return cited, markup.to_markup(cited, pandoc.write_html)


# --- the stages, with their files ----------------------------------------------------------


def _from_its_folder(found: Diagnostic, folder: str) -> Diagnostic:
    """The finding as a manuscript names files: from its own folder."""
    near = found.hint.values.get("near") if found.hint else None
    if found.hint is None or not isinstance(near, str):
        return found
    return replace(found, hint=found.hint.having(near=near.removeprefix(f"{folder}/")))


def load_article(
    workspace: Workspace, journal: Journal, slug: str, log: Log
) -> tuple[Manuscript, Article | None]:
    """An article's manuscript, and its front matter unless that has errors."""
    source = log.need(workspace.read_text(f"{MANUSCRIPTS}/{slug}/{ARTICLE}"))
    manuscript = log.need(split_manuscript(source))
    article = log.take(parse_article(manuscript, slug, journal))
    for tag in dict.fromkeys(text.lang for text in article.texts) if article else ():
        if not is_supported(tag):
            message = Message(
                "nashr has no words in the language “{tag}” yet; English ones are printed.", tag=tag
            )
            log.found.append(Diagnostic("language-unsupported", Span(source.path), message))
    return manuscript, article


def cite(
    workspace: Workspace,
    journal: Journal,
    loaded: Document,
    manuscript: Manuscript,
    works: Bibliography,
    log: Log,
    *,
    is_first_known: bool = True,
) -> Document | None:
    """The document with its citations and reference list; None when the style is not there.
    ``is_first_known`` is false where the first page of the article becomes known later.
    """
    references = works.references
    style, wanted = wanted_works(workspace, journal, loaded, manuscript, works, log)
    if style is None:
        return None
    in_notes = is_note_style(style)
    by_item = journal.reference_language == "item"
    rendered = log.take(
        render_citations(workspace, style, references, wanted, loaded.article.lang, by_item)
    )
    if rendered is None:
        return None
    log.found.extend(unlisted(loaded.article, works, manuscript, wanted, rendered))
    log.of_bibliographies.extend(
        _without_language(references[key], loaded.article) for key in rendered.without_language
    )
    log.of_bibliographies.extend(unprinted_fields(rendered.unprinted, references))
    cited = insert_citations(loaded, wanted, rendered, references)
    cited = replace(cited, citation_style=CitationStyle(style_id(style), in_notes))
    own = _own_citation(workspace, journal, cited, style, is_first_known=is_first_known)
    return replace(
        cited,
        latin=_latin(workspace, cited, style, wanted, rendered, references, log),
        own_citation=own,
    )


def wanted_works(
    workspace: Workspace,
    journal: Journal,
    loaded: Document,
    manuscript: Manuscript,
    works: Bibliography,
    log: Log,
) -> tuple[Source | None, Sequence[Citation]]:
    """The style, where it is there, and the citations of the document, with that of works that are
    only listed; those of works that are nowhere are told of.
    """
    style = log.take(find_style(workspace, journal))
    wanted = list_citations(
        loaded,
        works.references,
        manuscript,
        in_notes=style is not None and is_note_style(style),
        faults=works.faults(strict=log.strict),
        hiding=works.hiding(),
    )
    listed = listed_works(loaded.article, works, manuscript, strict=log.strict)
    return style, (*log.take(wanted), *log.take(listed))


def _latin(
    workspace: Workspace,
    cited: Document,
    style: Source,
    wanted: Sequence[Citation],
    rendered: RenderedCitations,
    references: Mapping[str, Reference],
    log: Log,
) -> LatinList | None:
    """The references in Latin letters, where the article lists them twice."""
    settings = cited.article.references_latin
    if settings is None or not rendered.entries:
        return None
    from nashr.pipeline.latin_list import latin_list  # most journals have one list

    def render(items: Mapping[str, CslItem], lang: str) -> Sequence[ReferenceEntry]:
        known = [_of_items(citation, items) for citation in wanted]
        locales = partial(_locale, workspace)
        return citations.format_second_list(style.text, locales, items, known, lang, rendered)

    found = latin_list(cited.article, settings, rendered, references, render)
    log.of_bibliographies.extend(found.diagnostics)
    return found.value


def _own_citation(
    workspace: Workspace,
    journal: Journal,
    cited: Document,
    style: Source,
    *,
    is_first_known: bool,
) -> OwnCitation:
    """The article as its readers may cite it."""

    def render(item: CslItem, citation: Citation) -> RenderedCitations | None:
        key, own = citation.items[0].key, cited.article
        works = {key: Reference(key, item, ARTICLE, 0)}
        return render_citations(workspace, style, works, [citation], own.lang, False).value

    record = catalogue_record(journal, cited)
    return own_citation(record, title_in_csl(cited, record), render, is_first_known=is_first_known)


def find_style(workspace: Workspace, journal: Journal) -> Outcome[Source | None]:
    """A CSL style: the journal's own in ``bibliography/styles/``, else one of the known ones."""
    name = journal.style
    path = f"{STYLES}/{name}.csl"
    listed = workspace.shipped_names(STYLES)
    if listed.diagnostics:
        return Outcome(None, listed.diagnostics)
    names = [n.removesuffix(".csl") for n in listed.value]
    if name in names:
        return workspace.shipped_text(path)
    text = citations.style_text(name)
    if text is not None:
        return Outcome(Source(f"{name}.csl", text))
    near = citations.meant_style(name, names)
    hint = (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("Put the style's file at {path}.", path=path)
    )
    message = Message("There is no citation style “{name}”.", name=name)
    unknown = Diagnostic("style-unknown", journal_place(workspace, "style"), message, hint)
    return Outcome(None, (unknown,))


def is_note_style(style: Source) -> bool:
    """Whether the style cites in notes."""
    return bool(_NOTE_STYLE.search(style.text))


def style_id(style: Source) -> str:
    """The id that the style's file gives itself; empty where it gives none."""
    found = _STYLE_ID.search(style.text)
    return found[1].strip() if found else ""


def render_citations(
    workspace: Workspace,
    style: Source,
    references: Mapping[str, Reference],
    wanted: Sequence[Citation],
    lang: str,
    by_item: bool,
) -> Outcome[RenderedCitations | None]:
    """The citations and the reference list in the style."""
    keys = {item.key for citation in wanted for item in citation.items}
    items = {key: references[key].item for key in references if key in keys}
    known = [_of_items(citation, items) for citation in wanted]
    try:
        rendered = citations.format_citations(
            style.text, partial(_locale, workspace), items, known, lang, item_language=by_item
        )
    except citations.StyleError as error:
        return Outcome(None, (_faulty_style(style.path, reason_of(error)),))
    warnings = tuple(
        Diagnostic("style-unsupported", Span(style.path), verbatim(text))
        for text in rendered.warnings
    )
    return Outcome(rendered, warnings)


def _of_items(citation: Citation, items: Mapping[str, CslItem]) -> Citation:
    """The citation without works that are not among the items."""
    return replace(citation, items=tuple(one for one in citation.items if one.key in items))


def _locale(workspace: Workspace, tag: str) -> str | None:
    found = workspace.shipped_text(f"{LOCALES}/locales-{tag}.xml").value
    return found.text if found is not None else None


def _preload_citations(workspace: Workspace, journal: Journal, lang: str) -> None:
    """Import what renders citations, and compile their style and its locale: both are kept. What is
    wrong with them is told where they are used.
    """
    citations.preload()
    style = find_style(workspace, journal).value
    if style is not None:
        citations.preload_style(style.text, partial(_locale, workspace), lang)


def preload(journal: Journal) -> None:
    """Do once, where there are several articles, what each would have to do.

    A style or a locale of the project is not loaded here, but in the articles' processes, which
    have limits.
    """
    front_matter.preload(every=True)
    citations.preload()
    shipped = Workspace(Path(shipped_folder()))
    style = find_style(shipped, journal).value
    if style is not None:
        for tag in dict.fromkeys((journal.language, *journal.titles, "en")):
            citations.preload_style(style.text, partial(_locale, shipped), tag)


# --- small parts ---------------------------------------------------------------------------


#: The root of a style that cites in notes.
_NOTE_STYLE = re.compile(r"""<style\b[^>]*\bclass=["']note["']""")
_STYLE_ID = re.compile(r"<info>.*?<id>([^<]*)</id>", re.DOTALL)
_XML_PLACE = re.compile(r",? line (\d+)(?:, column (\d+))?")


def _faulty_style(path: str, message: str) -> Diagnostic:
    """A finding at the line that the XML parser names in its message."""
    named = _XML_PLACE.findall(message)
    line, column = named[-1] if len(named) == 1 else next((n for n in named if n[1]), ("0", "0"))
    place = Span(path, int(line), int(column or 0))
    return Diagnostic("style-invalid", place, verbatim(message))


def _without_language(reference: Reference, article: Article) -> Diagnostic:
    place = Span(reference.file, reference.line, reference.column)
    message = Message(
        "“{key}” has no language, and its capitals are those of the article's language.",
        key=reference.key,
    )
    hint = Message("Name its language, as in langid = {{{lang}}}.", lang=article.lang)
    return Diagnostic("bib-language-missing", place, message, hint, reference.key)


def _queries(cited: Document) -> Iterator[Diagnostic]:
    for reference in cited.cited:
        if reference.query:
            place = Span(reference.file, reference.line, reference.column)
            message = verbatim(f"{reference.key}: {reference.query}")
            yield Diagnostic("reference-query", place, message)
