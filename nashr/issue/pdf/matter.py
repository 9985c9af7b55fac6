"""The pages before and behind the articles of an issue, as HTML that is typeset."""

from __future__ import annotations

import functools
import io
import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pikepdf

from nashr import __version__
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors
from nashr.issue import listing
from nashr.issue.account import findings
from nashr.issue.cover import cover_picture
from nashr.issue.edition import IssueEdition
from nashr.issue.matter_values import common_values, section_titles
from nashr.issue.pdf.galleys import for_pages
from nashr.issue.pdf.join import LINK
from nashr.issue.texts import MatterText, text_of
from nashr.issue.wanted import IssueWords, WantedWords
from nashr.issues import MatterPart
from nashr.messages import Message
from nashr.model import PageStart, Resource
from nashr.outputs import digits, page_geometry, typefaces
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import layout_findings, span_of_words
from nashr.outputs.account.letters import unshown
from nashr.outputs.clusters import with_clusters
from nashr.outputs.pdf import theme_style
from nashr.outputs.pdf.engine_warnings import sentence
from nashr.outputs.pdf.pictures import original, texts_of_drawings
from nashr.outputs.pdf.render import DRAWINGS, FACES, FOLDER, STYLE
from nashr.outputs.shells import environment
from nashr.ports import Engines, Typeset, Typesetter
from nashr.project.cache import key_of
from nashr.records import dataclass, field
from nashr.untrusted.book_images import in_srgb

#: Stands for the date in the metadata of these pages, which are the same for issues of other dates.
NO_DATE = "2000-01-01T00:00:00Z"
#: The product in a sentence.
PRODUCT = Message("the PDF of the issue")
TEMPLATE, SHEET = "issue/matter.html.j2", "issue/matter.css"


@dataclass(frozen=True, slots=True)
class LaterPart:
    """A part behind the articles, as the contents list it."""

    title: str
    lang: str
    page: int


@dataclass(frozen=True, slots=True)
class Matter:
    """Pages that were set: the PDF, how many they are, and the number of the first; whether they
    are outer covers; of a print file the pages that need other inks than black, counted from 1;
    the names of its parts, ``front-1`` and so on, and where in them its pages begin.
    """

    pdf: bytes
    pages: int
    first: int
    is_cover: bool = False
    coloured: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    starts: tuple[PageStart, ...] = ()
    #: The headings of Markdown texts that are in another language than the journal, with it.
    foreign: Mapping[str, str] = field(default_factory=dict)


def set_matter(
    edition: IssueEdition,
    engines: Engines,
    parts: Sequence[MatterPart],
    first_page: int,
    later: Sequence[LaterPart] = (),
    *,
    is_front: bool,
) -> Outcome[tuple[Matter, ...] | None]:
    """Set the parts before or behind the articles, from a page on, covers by themselves; None where
    an error keeps a part from being set. ``later`` are those that the contents list behind the
    articles.
    """
    texts: dict[str, MatterText] = {}
    found: list[Diagnostic] = []
    for part in parts:
        if part.file is not None:
            text = text_of(edition, part)
            found += text.diagnostics
            if text.value is not None:
                ready = for_pages(edition, text.value, engines.draw_math)
                found += ready.diagnostics
                texts[part.file] = ready.value
    has_cover = any(part.kind == "cover" for part in parts)
    picture = cover_picture(edition) if has_cover else Outcome(None)
    found += picture.diagnostics
    if has_errors(found):
        return Outcome(None, tuple(found))
    done: list[Matter] = []
    page = first_page
    stem = "front" if is_front else "back"
    named = [(f"{stem}-{number}", part) for number, part in enumerate(parts, 1)]
    for is_cover, some in itertools.groupby(named, lambda row: row[1].kind in _COVERS):
        names, of_kind = zip(*some, strict=True)
        html = _html(edition, of_kind, texts, picture.value, later, is_front=is_front, names=names)
        found += _account(edition, of_kind, texts, html)
        name = "cover" if is_cover else stem
        of_texts = (one for text in texts.values() for one in text.resources)
        images = [one for one in (picture.value, *of_texts) if one and one.name in html]
        typeset = _typeset(edition, engines, html, images, page, name)
        found += _findings(edition, typeset, texts)
        shop = engines.fonts.themed(edition.theme.typefaces)
        sources = (*(text.source for text in texts.values()), edition.loaded.source)
        missing = shop.missing(_characters(edition, html, images))
        found += unshown(sources, missing, edition.loaded.span())
        foreign = _foreign_headings(edition, (texts[p.file] for p in of_kind if p.file in texts))
        more = (typeset.coloured, names, typeset.starts, foreign)
        done.append(Matter(typeset.pdf, typeset.pages, page, is_cover, *more))
        page += typeset.pages
    return Outcome(tuple(done), tuple(found))


def _foreign_headings(edition: IssueEdition, texts: Iterable[MatterText]) -> dict[str, str]:
    own = edition.journal.language
    return {title: one.lang for one in texts if one.lang != own for title in one.headings}


#: The parts whose pages have no margins for folios. A document has pages of one kind.
_COVERS = ("cover", "back-cover")


def set_title(edition: IssueEdition, engines: Engines) -> bytes:
    """A PDF with the metadata of the issue."""
    html = _html(edition, (MatterPart("colophon"),), {}, None, (), is_front=False)
    return _typeset(edition, engines, html, (), 1, "back").pdf


def set_blank_page(edition: IssueEdition, engines: Engines) -> bytes:
    """A page that is left over: empty, or with the journal's sign, which nobody has to hear."""
    if edition.logo is None or edition.issue.blank_pages != "sign":
        return _empty_page(edition)
    return typeset_blank_page(edition, engines).pdf


def typeset_blank_page(edition: IssueEdition, engines: Engines) -> Typeset:
    """The same as a page that is typeset in any case, with what the typesetter adds to each."""
    sign = edition.logo if edition.issue.blank_pages == "sign" else None
    values = {**_values(edition), "is_front": False, "is_blank": True, "sign": sign, "parts": ()}
    html = environment(edition.templates).get_template(TEMPLATE).render(values)
    return _typeset(edition, engines, html, (), 1, "auto")


def _empty_page(edition: IssueEdition) -> bytes:
    page = page_geometry.sheet(edition.journal.page, edition.theme.settings)
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        added = pdf.add_blank_page(page_size=(round(page.width, 3), round(page.height, 3)))
        added.obj.Tabs = pikepdf.Name.S
        pdf.save(written, static_id=True)
    return written.getvalue()


def _html(
    edition: IssueEdition,
    parts: Sequence[MatterPart],
    texts: Mapping[str, MatterText],
    picture: Resource | None,
    later: Sequence[LaterPart],
    *,
    is_front: bool,
    names: Sequence[str] = ("",),
) -> str:
    lang = edition.journal.language
    values = {
        **_values(edition),
        "is_front": is_front,
        "is_blank": False,
        "sign": None,
        "parts": parts,
        "names": names,
        "texts": texts,
        "picture": picture,
        "picture_text": edition.issue.cover.description or "",
        "sections": listing.sections(edition, lang, own_first=True),
        "section_titles": section_titles(edition),
        "later": later,
        "authors": listing.authors(edition),
        "link": LINK,
    }
    return environment(edition.templates).get_template(TEMPLATE).render(values)


def _values(edition: IssueEdition) -> dict[str, Any]:
    """What all of these pages are filled with."""
    return {
        "names": ("",),
        **common_values(edition),
        "generator": f"nashr {__version__}",
        "created": NO_DATE,
        "logo": edition.logo,
    }


def _typeset(
    edition: IssueEdition,
    engines: Engines,
    html: str,
    images: Sequence[Resource],
    first_page: int,
    first_name: str,
) -> Typeset:
    """The pages, which are all of the named kind."""
    theme = edition.theme
    shop = engines.fonts.themed(theme.typefaces)
    html, clusters = with_clusters(html, shop)
    shown = _characters(edition, html, images)
    cuts = (*FACES, *(DRAWINGS if texts_of_drawings((*images, edition.logo)) else ()))
    fonts = typefaces.with_ordinary(shop, cuts, shown, "ttf", clusters)
    page = page_geometry.sheet(edition.journal.page, theme.settings)
    bound_right = edition.words.direction == "rtl"
    sheets = (
        typefaces.font_face_css(fonts, lambda font: f"fonts/{font.name}"),
        theme_style.scaled(edition.templates[STYLE], theme.settings),
        *filter(None, (theme_style.style(theme.settings), theme.sheets.get(FOLDER))),
        page_geometry.page_css(page, first_page, bound_right=bound_right),
        theme_style.scaled(edition.templates[SHEET], theme.settings),
        f"html{{--columns:1;--span:none;page:{first_name}}}"
        f".cover{{height:{page.height - 2 * 40:.2f}pt}}.blank{{height:{page.height * 0.4:.2f}pt}}",
        ".cover.full .cover-picture img{left:-40pt;top:-40pt;"
        f"width:{page.width:.3f}pt;height:{page.height:.3f}pt}}",
        f"@page front:first{{margin-top:{page.top:.3f}pt}}"
        f"@page back:first{{margin-top:{page.top:.3f}pt}}",
        *filter(None, (theme.sheets.get("issue"),)),
    )
    files = {f"fonts/{font.name}": (font.media_type, font.data) for font in fonts}
    for image in (*images, edition.logo):
        if image is not None:
            data = original(image) if edition.is_for_print else _srgb(image)
            files[image.name] = (image.media_type, data)
    words = edition.words
    sheets = (
        sheets[0],
        *(
            typefaces.with_scripts(digits.with_page_digits(sheet, words, words), fonts)
            for sheet in sheets[1:]
        ),
    )
    return _set_once(engines, html, sheets, files)


def _characters(edition: IssueEdition, html: str, images: Iterable[Resource]) -> frozenset[str]:
    """The characters of the pages, and those of their drawings."""
    drawn = texts_of_drawings((*images, edition.logo))
    return typefaces.characters_of(html, edition.words.digits, drawn)


#: What was set in this process, which makes one issue: several products tell of these pages.
_SET: dict[tuple[Typesetter, str], Typeset] = {}


def _set_once(
    engines: Engines,
    html: str,
    sheets: tuple[str, ...],
    files: Mapping[str, tuple[str, bytes]],
) -> Typeset:
    """The pages, which are set once in a process."""
    named = (part for name, (_, data) in sorted(files.items()) for part in (name, data))
    key = (engines.typeset, key_of("issue-matter", html, *sheets, *named))
    if key not in _SET:
        _SET[key] = engines.typeset(html, sheets, files)
    return _SET[key]


def _srgb(image: Resource) -> bytes:
    return image.data if image.media_type == "image/svg+xml" else in_srgb(image.data)


def _account(
    edition: IssueEdition, parts: Sequence[MatterPart], texts: Mapping[str, MatterText], html: str
) -> tuple[Diagnostic, ...]:
    """What of the words of its parts the HTML does not show, from which the pages are set."""
    words = IssueWords(edition)
    rows = (words.part(part, texts.get(part.file or "")) for part in parts)
    wanted = functools.reduce(operator.add, rows, WantedWords())
    return findings(PRODUCT, wanted, shown_html.shown([shown_html.parsed(html)]))


def _findings(
    edition: IssueEdition, done: Typeset, texts: Mapping[str, MatterText]
) -> Sequence[Diagnostic]:
    """What the pages do not show as they should."""
    place = edition.loaded.span()
    sources = (*(text.source for text in texts.values()), edition.loaded.source)

    def place_of(words: str) -> Span:
        found = (span_of_words(source, words) for source in sources)
        return next((span for span in found if span.line), place)

    warnings = [Diagnostic("layout-warning", place, sentence(text)) for text in done.warnings]
    return (*layout_findings(PRODUCT, done.faults, place_of), *warnings)
