"""The PDF: an article as the journal prints it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from markupsafe import Markup

from nashr import __version__
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.languages import language
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs import (
    assets,
    byline,
    declarations,
    digits,
    fragments,
    page_breaks,
    page_geometry,
    phrases,
    typefaces,
)
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import (
    layout_account,
    place_of_words,
)
from nashr.outputs.account.letters import unshown_of_article
from nashr.outputs.account.pages import account_of_pages
from nashr.outputs.cited_pages import in_reading_order
from nashr.outputs.clusters import with_clusters
from nashr.outputs.code_lines import TOKENS
from nashr.outputs.edition import Edition
from nashr.outputs.marks import ORCID_MARK
from nashr.outputs.pdf import drop_cap, engine_warnings, note_blocks, running_heads, theme_style
from nashr.outputs.pdf.galley import Galley
from nashr.outputs.pdf.pictures import in_srgb, pictures_of, texts_of_drawings, wide_pictures
from nashr.outputs.shells import environment
from nashr.outputs.typefaces import Cut, FontFile
from nashr.ports import AwaitedFolio, AwaitedPage, Engines, Face, Typeset
from nashr.project.workspace import ARTICLE, MANUSCRIPTS
from nashr.records import dataclass, replace

TEMPLATE = "pdf/article.html.j2"
FOLDER = theme_style.FOLDER
STYLE = f"{FOLDER}/article.css"
#: The number of the article's last page, which is known when the pages are set.
_LAST_PAGE = '<span class="last-page"></span>'

#: The parts of the first page, in their usual order.
FRONT = ("type", "title", "authors", "abstract")
#: Design sizes in points: notes and small print, running text, titles.
_SMALL, _TEXT, _TITLE = 8.0, 10.5, 20.0
#: All that the style sheet names.
FACES = (
    Cut(typefaces.SERIF, Face("serif", optical_size=_TEXT)),
    Cut(typefaces.SERIF, Face("serif", "italic", optical_size=_TEXT)),
    Cut(typefaces.SERIF, Face("serif", weight=600, optical_size=_TEXT)),
    Cut(typefaces.SERIF, Face("serif", "italic", 600, _TEXT)),
    Cut("Nashr Serif Caption", Face("serif", optical_size=_SMALL)),
    Cut("Nashr Serif Caption", Face("serif", "italic", optical_size=_SMALL)),
    Cut("Nashr Serif Caption", Face("serif", weight=600, optical_size=_SMALL)),
    Cut("Nashr Serif Caption", Face("serif", "italic", 600, _SMALL)),
    Cut("Nashr Serif Display", Face("serif", optical_size=_TITLE)),
    Cut("Nashr Serif Display", Face("serif", "italic", optical_size=_TITLE)),
    Cut("Nashr Serif Display", Face("serif", weight=600, optical_size=_TITLE)),
    Cut("Nashr Serif Display", Face("serif", "italic", 600, _TITLE)),
    Cut(typefaces.SANS, Face("sans")),
    Cut(typefaces.MONO, Face("mono")),
    Cut(typefaces.ARABIC, Face("arabic")),
    Cut(typefaces.ARABIC, Face("arabic", weight=700)),
    Cut(typefaces.BROAD, Face("broad")),
    Cut(typefaces.FURTHER, Face("further")),
    Cut(typefaces.FURTHER, Face("further", "italic")),
    Cut(typefaces.FURTHER, Face("further", weight=600)),
)


#: The typeface of headings, where the theme has one for them.
HEADINGS = (
    Cut(typefaces.HEADINGS, Face("headings", weight=600, optical_size=_TITLE)),
    Cut(typefaces.HEADINGS, Face("headings", optical_size=_TITLE)),
    Cut(typefaces.HEADINGS, Face("headings", "italic", 600, _TITLE)),
    Cut(typefaces.HEADINGS, Face("headings", "italic", optical_size=_TITLE)),
)


#: The faces that only drawings have.
DRAWINGS = (
    Cut(typefaces.SANS, Face("sans", "italic")),
    Cut(typefaces.SANS, Face("sans", weight=600)),
)

#: The faces of code whose keywords and comments are told apart.
CODE = (Cut(typefaces.MONO, Face("mono", weight=600)), Cut(typefaces.MONO, Face("mono", "italic")))
_COLOURED = re.compile('<span class="(?:' + "|".join(sorted(TOKENS)) + ')">')


def faces(edition: Edition) -> tuple[Cut, ...]:
    """The faces of the edition's theme, cut for the sizes in which it sets them."""
    theme = edition.theme
    cuts = FACES + (HEADINGS if "headings" in theme.typefaces else ())
    fragments = (edition.markup.body, *(note.html for note in edition.markup.notes))
    cuts += CODE if any(map(_COLOURED.search, fragments)) else ()
    scale = page_geometry.text_size(theme.settings) / page_geometry.SIZE
    if scale == 1:
        return cuts
    return tuple(
        replace(cut, face=replace(cut.face, optical_size=round(size * scale, 1)))
        if (size := cut.face.optical_size)
        else cut
        for cut in cuts
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """What the typesetter gets: the page as HTML, its style sheets, and all files that it may
    fetch. ``missing`` are characters that no font has, ``undrawn`` the TeX of formulas that
    cannot be drawn, ``too_wide`` that of formulas that no line holds.
    """

    html: str
    sheets: tuple[str, ...]
    files: Mapping[str, tuple[str, bytes]]
    missing: frozenset[str]
    undrawn: tuple[str, ...]
    too_wide: tuple[str, ...]


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The article as ``SLUG.pdf``, with what could not be shown as it should."""

    def typeset(pages: Pages) -> Typeset:
        return engines.typeset(pages.html, pages.sheets, pages.files)

    done = None
    if engines.first_page is not None:
        edition, pages, done = _set_late(edition, engines, engines.first_page)
    if done is None:
        pages, done = set_pages(edition, engines, typeset)
    artifact = Artifact(
        edition.file_name(".pdf"), done.pdf, "application/pdf", done.pages, done.starts
    )
    return Outcome((artifact,), findings(edition, Message("the PDF"), pages, done))


def _set_late(
    edition: Edition, engines: Engines, first: AwaitedPage
) -> tuple[Edition, Pages, Typeset | None]:
    """The edition with its first page, which is known later, its pages, and the same typeset; not
    typeset where it is of one page, and so to be set again.
    """
    assert engines.typeset_late is not None
    draft = _draft(edition.numbered(first.guess), engines)
    shop = engines.fonts.themed(edition.theme.typefaces)

    @cache
    def pages_by(number: int) -> tuple[str, tuple[str, ...]]:
        numbered = edition.numbered(number)
        page, _ = with_clusters(compose(numbered, draft.galley), shop)
        return page, style(numbered, draft.fonts)

    awaited = AwaitedFolio(first, pages_by)
    pages = draft.pages
    done = engines.typeset_late(pages.html, pages.sheets, pages.files, awaited)
    html, sheets = pages_by(first.wait())
    pages = replace(pages, html=html, sheets=sheets)
    return edition.numbered(first.wait()), pages, done if done.pages > 1 else None


def set_pages(
    edition: Edition, engines: Engines, typeset: Callable[[Pages], Typeset]
) -> tuple[Pages, Typeset]:
    """The pages of an edition, and the same typeset.

    An article of one page is set again: its masthead has one number, and not a range.
    """
    pages = prepare_pages(edition, engines)
    done = typeset(pages)
    first = edition.document.article.first_page
    if done.pages == 1 and first and edition.record.pages and edition.record.last_page is None:
        pages = prepare_pages(replace(edition, last_page=first), engines)
        done = typeset(pages)
    return pages, done


def last_page(edition: Edition, pages: int | None) -> int | None:
    """The last page of an article that has so many; None where it claims no pages."""
    first = edition.document.article.first_page
    return first + pages - 1 if first and pages else None


class _Last:
    """The edition that was prepared last: the PDF and the printer's PDF are of the same pages."""

    edition: Edition | None = None
    engines: Engines | None = None
    pages: Pages | None = None


def prepare_pages(edition: Edition, engines: Engines) -> Pages:
    """The pages of an edition, ready to be typeset."""
    if _Last.pages is None or _Last.edition is not edition or _Last.engines is not engines:
        _Last.edition, _Last.engines = edition, engines
        _Last.pages = _draft(edition, engines).pages
    return _Last.pages


@dataclass(frozen=True, slots=True)
class _Draft:
    """The pages of an edition with what their HTML and their style sheets were made by."""

    pages: Pages
    galley: Galley
    fonts: Sequence[FontFile]


def _draft(edition: Edition, engines: Engines) -> _Draft:
    galley = Galley(
        attaches_mathml=edition.journal.pdf_standard == "ua-2",
        notes={f"fn{note.number}": note for note in edition.markup.notes},
        draw_math=engines.draw_math,
        labels=edition.language.labels,
        direction=edition.language.direction,
        measure=page_geometry.sheet(edition.journal.page, edition.theme.settings).measure,
        size=page_geometry.text_size(edition.theme.settings),
        leading=page_geometry.leading(edition.theme.settings),
        wide=wide_pictures(edition),
    )
    shop = engines.fonts.themed(edition.theme.typefaces)
    html, clusters = with_clusters(compose(edition, galley), shop)
    counted = edition.language.digits + language(edition.journal.language).digits
    drawn = texts_of_drawings(pictures_of(edition))
    shown = typefaces.characters_of(html, counted, drawn)
    cuts = (*faces(edition), *(DRAWINGS if drawn else ()))
    has_scripts = any(face.script for face in shop.rare(shown))
    bold = typefaces.bold_characters(html) if has_scripts else frozenset()
    fonts = typefaces.with_ordinary(shop, cuts, shown, "ttf", clusters, bold)
    pages = Pages(
        html,
        style(edition, fonts),
        _files(edition, galley, fonts),
        shop.missing(shown),
        tuple(galley.undrawn),
        tuple(galley.too_wide),
    )
    return _Draft(pages, galley, fonts)


def compose(edition: Edition, galley: Galley) -> str:
    """The page as HTML, ready for the typesetter."""
    article = edition.document.article
    authors = byline.author_lines(article)
    abstracts = [
        _prepared_part(galley, part, page_breaks.abstract_part(part.lang))
        for part in fragments.abstracts(edition)
    ]
    cited = _cited_lines(edition)
    parts = {
        "edition": edition,
        "journal": edition.journal,
        "article": article,
        "words": edition.language,
        "words_of": language,
        "labels": edition.language.labels,
        "record": edition.record,
        "generator": f"nashr {__version__}",
        "created": edition.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "subject": _subject(edition),
        "front": edition.theme.settings.front or FRONT,
        "side_column": edition.theme.settings.side_column,
        "heads": running_heads.running_heads(edition),
        "holders": fragments.copyright_line(edition).removeprefix("© "),
        "pages": edition.language.in_digits(edition.record.pages or ""),
        "pages_label": fragments.pages_label(edition, is_set=True),
        # Where the last page is not known yet, it is counted when the pages are set.
        "pages_go_on": edition.record.last_page is None,
        "issue": fragments.issue_facts(article, edition.language),
        "special_issue": fragments.special_issue(article, edition.language),
        "classification": fragments.classification_lines(article, edition.language),
        "codes": fragments.code_lines(article, edition.language),
        "people": fragments.people_lines(article, edition.language),
        "origin": _prepared(galley, fragments.origin(edition)),
        "type": edition.article_type,
        "title": _prepared(galley, edition.title),
        "subtitle": _prepared(galley, edition.subtitle),
        "authors": authors,
        "contacts": byline.contacts(authors),
        "contacts_label": byline.contacts_label(authors, edition.language.labels),
        "affiliations": byline.affiliation_lines(article, edition.language),
        "ranks": byline.rank_lines(article.authors, edition.language),
        "dates": fragments.date_lines(edition, edition.language),
        "license": _unbroken(fragments.license_line(edition)),
        "issns": fragments.issn_facts(edition.journal, edition.language),
        "logo": edition.logo.name if edition.logo else None,
        "citation": _prepared(galley, fragments.own_citation(edition, _LAST_PAGE)),
        "as_member": lambda label, lang=article.lang: phrases.as_member(label, language(lang)),
        "abstract": next((part for part in abstracts if part.lang == article.lang), None),
        "translations": [part for part in abstracts if part.lang != article.lang],
        "abstracts_at": article.abstracts_at,
        "extended": [
            _prepared_part(galley, part, page_breaks.extended_part(part.lang))
            for part in fragments.extended_abstracts(edition)
        ],
        "body": _prepared(galley, _body(edition), page_breaks.TEXT),
        "declarations": [
            replace(part, html=_prepared(galley, part.html, part.id, part.direction or None))
            for part in declarations.declarations(edition)
        ],
        "references": _reference_lines(galley, cited),
        # Only then can a page have two citations of a work.
        "cites_again": any(len(line.back_links) > 1 for line in cited),
        "latin": _latin(galley, edition),
        "asset": assets.addresses(edition.assets, assets.file_name),
        "hanging": edition.document.hanging_indent,
    }
    return environment(edition.templates).get_template(TEMPLATE).render(parts)


def _reference_lines(
    galley: Galley, lines: Iterable[fragments.ReferenceLine]
) -> tuple[fragments.ReferenceLine, ...]:
    return tuple(
        replace(line, html=_prepared(galley, line.html, direction=line.direction)) for line in lines
    )


def _latin(galley: Galley, edition: Edition) -> fragments.LatinPart | None:
    """The list in Latin letters, ready for the template."""
    latin = fragments.latin_references(edition)
    return replace(latin, lines=_reference_lines(galley, latin.lines)) if latin else None


def _cited_lines(edition: Edition) -> tuple[fragments.ReferenceLine, ...]:
    """The reference list, its ways back named by pages that the typesetter fills in."""
    lines = in_reading_order(edition, fragments.references(edition))
    cited = (back.href[1:] for line in lines for back in line.back_links)
    return fragments.with_cited_pages(lines, edition.language, dict.fromkeys(cited, "{page}"))


def style(edition: Edition, fonts: Iterable[FontFile]) -> tuple[str, ...]:
    """The style sheet and what it cannot know by itself: fonts, page size, first folio."""
    theme, words = edition.theme, edition.language
    journal = language(edition.journal.language)
    page = page_geometry.sheet(edition.journal.page, theme.settings, proof=edition.proof)
    own = (
        theme_style.scaled(edition.templates[STYLE], theme.settings),
        theme_style.style(theme.settings),
        theme.sheets.get(FOLDER),
        digits.list_css(words),
        digits.raised_css(words),
    )
    return (
        typefaces.font_face_css(fonts, lambda font: f"fonts/{font.name}"),
        *(
            typefaces.with_scripts(digits.with_page_digits(sheet, words, journal), fonts)
            for sheet in own
            if sheet
        ),
        page_geometry.page_css(
            page,
            edition.document.article.first_page or 1,
            bound_right=journal.direction == "rtl",
        ),
    )


def _prepared(galley: Galley, html: str, part: str = "", direction: str | None = None) -> Markup:
    return Markup(galley.prepare(html, part, direction))


def _prepared_part(
    galley: Galley, part: fragments.AbstractPart, name: str
) -> fragments.AbstractPart:
    """An abstract as it goes into the page; ``page_breaks`` calls its text by the name."""
    heading = _prepared(galley, part.heading, direction=part.direction) if part.name else None
    return replace(
        part,
        heading=heading or part.heading,
        title=_prepared(galley, part.title, direction=part.direction) if part.title else None,
        html=_prepared(galley, part.html, name, part.direction),
        origin=_prepared(galley, part.origin, direction=part.direction),
    )


def _files(
    edition: Edition, galley: Galley, fonts: Iterable[FontFile]
) -> Mapping[str, tuple[str, bytes]]:
    files = dict(map(in_srgb, edition.document.resources))
    files |= {name: ("image/svg+xml", svg) for name, svg in galley.pictures.items()}
    files |= {"marks/orcid.svg": ("image/svg+xml", ORCID_MARK)}
    if edition.logo:
        files |= [in_srgb(edition.logo)]
    files |= {assets.file_name(a): (a.media_type, a.data) for a in edition.assets.values()}
    return files | {f"fonts/{font.name}": (font.media_type, font.data) for font in fonts}


def _body(edition: Edition) -> str:
    body = edition.markup.body
    return drop_cap.with_drop_cap(body) if edition.theme.settings.drop_cap else body


def _subject(edition: Edition) -> str:
    """Where the article stands, for the PDF's own description of itself."""
    issue = fragments.issue_facts(edition.document.article, edition.language)
    return " · ".join(filter(None, (edition.journal.title, *issue, edition.record.doi_url)))


def _unbroken(line: fragments.LicenseLine | None) -> fragments.LicenseLine | None:
    """The licence with its short name, as *CC BY 4.0*, on one line wherever it stands."""
    if line is None:
        return None
    short = line.short.replace(" ", "\u00a0")
    return replace(line, text=line.text.replace(line.short, short), short=short)


# --- what could not be shown ---------------------------------------------------------------


def findings(
    edition: Edition, product: Message, pages: Pages, typeset: Typeset
) -> tuple[Diagnostic, ...]:
    """What could not be shown as it should. ``product`` is its name in a sentence."""
    root = shown_html.parsed(pages.html)
    note_blocks.restore(root)
    return (
        *account_of_pages(edition, product, [root], form="drawn"),
        *layout_account(edition, product, typeset.faults),
        *running_heads.findings(edition),
        *_wrong_last_page(edition, product, typeset.pages),
        *_undrawn(edition, pages.undrawn),
        *_too_wide(edition, pages.too_wide),
        *unshown_of_article(edition, pages.missing),
        *_complaints(edition, typeset.warnings, pages.missing),
    )


def _wrong_last_page(edition: Edition, product: Message, pages: int) -> Iterator[Diagnostic]:
    given, real = edition.document.article.last_page, last_page(edition, pages)
    if given and real and given != real:
        message = Message(
            "Page {real}, not {given}, is the last of {product}.",
            real=real,
            given=given,
            product=product,
        )
        hint = Message("Write “last-page: {real}”, or take the key out.", real=real)
        yield Diagnostic("last-page-wrong", edition.place_of("last-page"), message, hint)


def _place(slug: str) -> Span:
    return Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")


def _undrawn(edition: Edition, formulas: Iterable[str]) -> Iterable[Diagnostic]:
    for tex in formulas:
        message = Message(
            "The formula “{tex}” cannot be drawn and stands in the PDF as its source.",
            tex=_short(tex),
        )
        yield Diagnostic("math-unsupported", place_of_words(edition, tex), message)


def _too_wide(edition: Edition, formulas: Iterable[str]) -> Iterable[Diagnostic]:
    for tex in formulas:
        message = Message(
            "The formula “{tex}” is wider than a line and stands in the PDF as its source.",
            tex=_short(tex),
        )
        hint = Message(
            "Give parts of it names, or divide it with \\begin{aligned} … \\end{aligned}."
        )
        yield Diagnostic("formula-too-wide", place_of_words(edition, tex), message, hint)


def _short(tex: str) -> str:
    return tex if len(tex) <= 60 else f"{tex[:60]}…"


def _complaints(
    edition: Edition, warnings: Iterable[str], missing: frozenset[str]
) -> Iterable[Diagnostic]:
    """The engine's warnings, without those about characters that are reported as missing."""
    codes = {f"(U+{ord(char):04X})" for char in missing}
    article = _place(edition.document.article.slug)
    sheets = engine_warnings.sheet_files(edition.theme, STYLE, edition.templates[STYLE])
    for warning in warnings:
        if not any(code in warning for code in codes):
            where = engine_warnings.place(warning, sheets) or article
            yield Diagnostic("layout-warning", where, engine_warnings.sentence(warning))
