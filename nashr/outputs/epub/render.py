"""The EPUB 3.3: an article as a small book.

Cover, title page, contents, abstracts, and the whole text with its notes and references on one
page, because most reading systems pop a note up only when it stands on the page of its call.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from nashr.colours import legible
from nashr.diagnostics import Outcome
from nashr.languages import language, upper
from nashr.messages import Message
from nashr.model import Artifact, Resource
from nashr.outputs import (
    assets,
    byline,
    declarations,
    digits,
    fragments,
    page_breaks,
    phrases,
    typefaces,
)
from nashr.outputs.account.letters import unshown_of_article
from nashr.outputs.account.pages import account_of_pages
from nashr.outputs.catalogue import CatalogueRecord
from nashr.outputs.cited_pages import cited_pages, in_reading_order
from nashr.outputs.clusters import with_clusters
from nashr.outputs.edition import Edition, Finish, Theme
from nashr.outputs.epub import package, theme_style
from nashr.outputs.epub.container import container
from nashr.outputs.epub.cover import Drawer
from nashr.outputs.epub.cover_logo import cover_logo
from nashr.outputs.epub.media import Media, media
from nashr.outputs.epub.splitting import split
from nashr.outputs.epub.xhtml import Heading, XhtmlPage, headings, link, page
from nashr.outputs.page_breaks import PageMarks, mark_id
from nashr.outputs.shells import environment
from nashr.outputs.typefaces import ARABIC, BROAD, FURTHER, MONO, SANS, SERIF, Cut, FontFile
from nashr.ports import Engines, Face, FontShop
from nashr.records import dataclass, replace

MEDIA_TYPE = "application/epub+zip"
FOLDER = "EPUB"
FOLDER_OF_TEMPLATES = "epub"
STYLE = f"{FOLDER_OF_TEMPLATES}/article.css"
CONTAINER = f"{FOLDER_OF_TEMPLATES}/container.xml"
COVER_IMAGE = "images/cover.png"
#: The ground of a cover where the theme has no colour, and of its lower part.
COVER_COLOUR, COVER_PAPER = "#7a1a2b", "#f6f2ea"
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Shell:
    """The templates with the names that all of them know, and the assets that they have asked for,
    by the names of their files.
    """

    environment: jinja2.Environment
    names: dict[str, Any]
    assets: dict[str, Resource]

    def fill(self, template: str, **more: Any) -> str:
        return self.environment.get_template(f"epub/{template}.j2").render(self.names | more)


def begin(edition: Edition, engines: Engines) -> Finish:
    """Make the book ``SLUG.epub``, but for what its pages in the PDF tell."""
    shell = _shell(edition)
    files = media(edition.document.resources, engines.draw_math)
    shop = engines.fonts.themed(edition.theme.typefaces)
    pages = _pages(shell, edition, files, shop)
    written = frozenset("".join(str(text) for one in pages for text in one.root.itertext()))
    roots = [one.root for one in pages]
    found = (
        # The text has the names above it, as the title page has.
        *account_of_pages(edition, Message("the EPUB"), roots, heads=2),
        *unshown_of_article(edition, shop.missing(written)),
    )
    headings = typefaces.SCREEN_HEADINGS if "headings" in edition.theme.typefaces else ()
    fonts = fonts_of(shop, [*pages, _navigation(shell, edition, pages)], headings)
    cover = _cover(shell, replace(engines, fonts=shop), edition)

    def finish(edition: Edition) -> Outcome[tuple[Artifact, ...]]:
        shell = _shell(edition)
        pages = _pages(shell, edition, files, shop)
        written = _files(shell, edition, pages, files, fonts) | {COVER_IMAGE: cover}
        written = {f"{FOLDER}/{name}": data for name, data in written.items()}
        written["META-INF/container.xml"] = edition.templates[CONTAINER].encode()
        data = container(written, edition.date, media_type=MEDIA_TYPE)
        return Outcome((Artifact(edition.file_name(".epub"), data, MEDIA_TYPE),), found)

    return finish


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The book of an edition whose pages are set, or will not be; its bytes depend on the edition
    alone.
    """
    return begin(edition, engines)(edition)


def _files(
    shell: Shell,
    edition: Edition,
    pages: list[XhtmlPage],
    shown: Media,
    fonts: tuple[FontFile, ...],
) -> dict[str, bytes]:
    """All files of the book but the image of its cover."""
    nav = _navigation(shell, edition, pages)
    listed = _page_list(edition, pages)
    contents = _contents(edition, pages)
    pages.insert(2, nav)
    link(pages)
    files = {one.name: one.serialized() for one in pages}
    files |= {resource.name: resource.data for resource in shown.files}
    files |= {f"fonts/{font.name}": font.data for font in fonts}
    files["styles/article.css"] = (
        style_of(edition.templates, edition.theme, fonts) + digits.list_css(edition.language)
    ).encode()
    files |= {name: one.data for name, one in shell.assets.items()}
    files["toc.ncx"] = shell.fill("toc.ncx", contents=contents, page_list=listed).encode()
    resources = (*shown.files, *shell.assets.values())
    names = (*(one.name for one in shown.files), *shell.assets)
    items = [package.item(n, r.media_type) for n, r in zip(names, resources, strict=True)]
    book = _package(edition, pages, fonts, items, has_pages=bool(listed))
    files["package.opf"] = shell.fill("package.opf", book=book).encode()
    return files


def _navigation(shell: Shell, edition: Edition, pages: list[XhtmlPage]) -> XhtmlPage:
    """The page with contents, landmarks and page list."""
    filled = shell.fill(
        "nav.xhtml",
        contents=_contents(edition, pages),
        landmarks=_landmarks(pages),
        page_list=_page_list(edition, pages),
    )
    return page("nav.xhtml", filled)


def _page_list(edition: Edition, pages: Iterable[XhtmlPage]) -> tuple[package.PageLine, ...]:
    """The pages of the PDF that are marked in the book."""
    home = {identifier: one.name for one in pages for identifier in one.ids}
    marks = ((one.folio, mark_id(one.folio)) for one in edition.page_breaks)
    return tuple(
        package.PageLine(str(folio), f"{home[mark]}#{mark}")
        for folio, mark in marks
        if mark in home
    )


# --- the shell -----------------------------------------------------------------------------


def _shell(edition: Edition) -> Shell:
    record = edition.record
    article, words = edition.document.article, edition.language
    names = {
        "lang": article.lang,
        "direction": words.direction,
        "words": words,
        "comma": words.comma,
        "labels": words.labels,
        "with_colon": lambda label, tag=article.lang: phrases.with_colon(label, language(tag)),
        "comma_of": lambda tag: language(tag).comma,
        "upper": lambda text: upper(text, article.lang),
        "journal": edition.journal,
        "record": record,
        "proof": edition.proof,
        "identifier": identifier(record),
        "title": edition.title,
        "subtitle": edition.subtitle or None,
        "article_type": edition.article_type,
        "issue_facts": fragments.issue_facts(article, words),
        "special_issue": fragments.special_issue(article, words),
        "authors": byline.author_lines(article),
        "cover_image": COVER_IMAGE,
        "cover_alt": _cover_alt(edition, record),
        "cover_colour": legible(edition.theme.settings.accent or COVER_COLOUR, COVER_PAPER),
        "cover_paper": COVER_PAPER,
    }
    asked: dict[str, Resource] = {}

    def address(resource: Resource) -> str:
        name = assets.file_name(resource)
        asked[name] = resource
        return name

    names["asset"] = assets.addresses(edition.assets, address)
    names["logo"] = address(edition.logo) if edition.logo else None
    return Shell(environment(edition.templates), names, asked)


def identifier(record: CatalogueRecord) -> str:
    """What names the book: the article's DOI, else a UUID made of journal and article.

    The UUID is of version 5 (RFC 9562, section 5.5), the same at every build.
    """
    if record.doi_url:
        return record.doi_url
    journal = record.issns[0] if record.issns else record.journal
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{journal}/{record.slug}')}"


def _cover_alt(edition: Edition, record: CatalogueRecord) -> str:
    names = ", ".join(author.name for author in byline.author_lines(edition.document.article))
    shown = (record.journal, record.title, names)
    return f"{edition.language.labels.cover}. " + ". ".join(part for part in shown if part)


# --- pages ---------------------------------------------------------------------------------


def _pages(shell: Shell, edition: Edition, shown: Media, shop: FontShop) -> list[XhtmlPage]:
    article, words = edition.document.article, edition.language
    lang = article.lang
    images = [resource.name for resource in edition.document.resources]
    marks = edition.page_marks
    abstracts = [
        _below_its_own(_marked(part, marks, page_breaks.abstract_part(part.lang)))
        for part in fragments.abstracts(edition)
    ]
    body = marks.within(page_breaks.TEXT, edition.markup.body, beginning=True)
    entries = in_reading_order(edition, fragments.references(edition))
    entries = fragments.with_cited_pages(entries, words, cited_pages(edition))
    sources = {
        "cover.xhtml": shell.fill("cover.xhtml"),
        "title.xhtml": shell.fill(
            "title.xhtml",
            opening=marks.opening,
            affiliations=byline.affiliation_lines(article, words),
            dates=fragments.date_lines(edition, words),
            ranks=byline.rank_lines(article.authors, words),
            classification=fragments.classification_lines(article, words),
            people=fragments.people_lines(article, words),
            origin=fragments.origin(edition),
            holders=fragments.copyright_line(edition),
            citation=fragments.own_citation(edition),
            issns=fragments.issn_facts(edition.journal, edition.language),
            license=fragments.license_line(edition),
        ),
    }
    # As in the PDF, by whose pages the book is marked.
    at_front = [part for part in abstracts if article.abstracts_at == "front" or part.lang == lang]
    if at_front:
        sources["abstracts.xhtml"] = shell.fill("abstracts.xhtml", abstracts=at_front, before=0)
    sources["text.xhtml"] = shell.fill(
        "text.xhtml",
        body=body,
        declarations=[
            replace(part, before=marks.before(part.id), html=marks.within(part.id, part.html))
            for part in declarations.declarations(edition)
        ],
        notes=fragments.notes(edition),
        references=fragments.marked_references(entries, marks),
        before_references=fragments.before_references(entries, marks),
        latin=fragments.marked_latin(fragments.latin_references(edition), marks),
        hanging_indent=edition.document.hanging_indent,
        extended=[
            _marked(part, marks, page_breaks.extended_part(part.lang))
            for part in fragments.extended_abstracts(edition)
        ],
    )
    if at_end := [part for part in abstracts if part not in at_front]:
        sources["translations.xhtml"] = shell.fill(
            "abstracts.xhtml", abstracts=at_end, before=len(at_front)
        )
    marked = {name: with_clusters(source, shop)[0] for name, source in sources.items()}
    return [
        part
        for name, source in marked.items()
        for part in split(shown.show(page(name, source, (*images, *shell.assets, COVER_IMAGE))))
    ]


def _marked(part: fragments.AbstractPart, marks: PageMarks, name: str) -> fragments.AbstractPart:
    """The part with the marks of pages; ``name`` is its own among the parts of the article."""
    return replace(part, before=marks.before(name), html=marks.within(name, part.html))


#: The levels of headings within an abstract.
_LEVEL = re.compile(r"(?<=<h)[3-6](?=[\s>])|(?<=</h)[3-6](?=>)")


def _below_its_own(part: fragments.AbstractPart) -> fragments.AbstractPart:
    """An abstract whose headings are right below its own, which is the first of its page."""
    return replace(
        part, html=Markup(_LEVEL.sub(lambda level: str(int(level[0]) - 1), str(part.html)))
    )


def _contents(edition: Edition, pages: Iterable[XhtmlPage]) -> tuple[Heading, ...]:
    labels = edition.language.labels
    own_titles = {"title.xhtml": labels.title_page, "cover.xhtml": ""}
    entries: list[Heading] = []
    for one in pages:
        title = own_titles.get(one.name)
        if title:
            entries.append(Heading(title, one.name))
        elif title is None:
            entries += headings(one)
    return tuple(entries) or (Heading(labels.title_page, "title.xhtml"),)


def _landmarks(pages: Sequence[XhtmlPage]) -> tuple[package.Landmark, ...]:
    names = {one.name for one in pages}
    found = [package.Landmark("cover", "cover.xhtml"), package.Landmark("titlepage", "title.xhtml")]
    found.append(package.Landmark("toc", "nav.xhtml"))
    if "abstracts.xhtml" in names:
        found.append(package.Landmark("abstract", "abstracts.xhtml"))
    found.append(package.Landmark("bodymatter", "text.xhtml"))
    listing = next((one.name for one in pages if "nashr-references" in one.ids), None)
    if listing is not None:
        found.append(package.Landmark("bibliography", f"{listing}#nashr-references"))
    return tuple(found)


# --- style and fonts -----------------------------------------------------------------------


def fonts_of(
    shop: FontShop, pages: list[XhtmlPage], more: Iterable[Cut] = ()
) -> tuple[FontFile, ...]:
    """The typefaces that the pages need, with the characters that stand there."""
    counted = (language(one.root.get("lang") or "en").digits for one in pages)
    shown = typefaces.characters_of(*(one.serialized().decode() for one in pages), *counted)
    clusters = frozenset("".join(one.clusters() for one in pages))
    fonts = typefaces.with_ordinary(shop, (*_cuts(pages), *more), shown, "ttf", clusters)
    for cut, heavy in ((typefaces.CAPITALS, False), (typefaces.BOLD_CAPITALS, True)):
        small = frozenset("".join(one.small_capitals(_BOLD if heavy else ()) for one in pages))
        if small := small - frozenset("\n\r\t"):
            fonts += typefaces.cut(shop, (cut,), small, "ttf")
    formulas = typefaces.formula_characters(text for one in pages for text in one.formula_texts)
    if formulas:
        fonts += typefaces.cut(shop, (typefaces.FORMULAS,), formulas, "ttf")
    return fonts


#: The faces beside the upright serif and sans, and where a page needs them.
_ITALICS = ("em", "i", "cite", "dfn", "var", "h5", "h6")
_BOLD = ("h1", "h2", "h3", "strong", "b", "th", "dt")
_SANS = ("h4", "figcaption", "caption")
_MONO = ("code", "pre", "kbd", "samp")


def _cuts(pages: Iterable[XhtmlPage]) -> Iterator[Cut]:
    """The faces that the style sheet asks for on these pages."""
    pages = list(pages)

    def have(tags: Iterable[str], inside: Iterable[str] = ()) -> bool:
        return any(one.has(tags, inside) for one in pages)

    yield Cut(SERIF, Face("serif", plain=True))
    yield Cut(SERIF, Face("serif", weight=600, plain=True))
    yield Cut(SANS, Face("sans", plain=True))
    yield Cut(SANS, Face("sans", weight=600, plain=True))
    if have(_ITALICS):
        yield Cut(SERIF, Face("serif", "italic", plain=True))
    if have(_ITALICS, _BOLD):
        yield Cut(SERIF, Face("serif", "italic", 600, plain=True))
    if have(_ITALICS, _SANS):
        yield Cut(SANS, Face("sans", "italic", plain=True))
    if have(_MONO):
        yield Cut(MONO, Face("mono", plain=True))
    yield Cut(ARABIC, Face("arabic"))
    yield Cut(BROAD, Face("broad"))
    yield Cut(FURTHER, Face("further"))
    if have(_ITALICS):
        yield Cut(FURTHER, Face("further", "italic"))
    if have(_BOLD):
        yield Cut(FURTHER, Face("further", weight=600))
    if any(one.root.get("dir") == "rtl" for one in pages):
        yield Cut(ARABIC, Face("arabic", weight=600))


def style_of(templates: Mapping[str, str], theme: Theme, fonts: Collection[FontFile]) -> str:
    """The style sheet of a book with its typefaces and what the theme adds."""
    faces = typefaces.font_face_css(fonts, lambda font: f"../fonts/{font.name}")
    own = f"{theme_style.style(theme.settings)}{theme.sheets.get(FOLDER_OF_TEMPLATES, '')}"
    return faces + typefaces.with_scripts(f"{templates[STYLE]}{own}", fonts)


# --- cover ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoverText:
    """What the cover says; a part that no typeface can set is empty."""

    title: str
    subtitle: str
    journal: str
    authors: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def characters(self) -> str:
        return "".join((self.title, self.subtitle, self.journal, *self.authors, *self.facts))


def _cover(shell: Shell, engines: Engines, edition: Edition) -> bytes:
    text = cover_text(engines.fonts, edition, edition.record)
    lang = edition.document.article.lang
    letters = frozenset(text.characters + upper(text.characters, lang)) | typefaces.ORDINARY
    logo = cover_logo(edition.logo, engines.draw_svg) if edition.logo else None
    drawer = Drawer(engines.fonts, letters, lang, logo)
    size = logo.size if logo else (0, 0)
    return drawer.draw(shell.fill("cover.svg", text=text, fit=drawer.fit, logo_size=size))


def cover_text(shop: FontShop, edition: Edition, record: CatalogueRecord) -> CoverText:
    """The cover's words. A title in a script that no typeface has gives way to a translation."""

    def drawable(*candidates: str) -> str:
        return next((text for text in candidates if not shop.missing(frozenset(text))), "")

    title = drawable(*(text.full_title for text in record.texts))
    shown = next((text for text in record.texts if text.full_title == title), None)
    names = (author.name for author in byline.author_lines(edition.document.article))
    facts = fragments.issue_facts(edition.document.article, edition.language)
    return CoverText(
        title=shown.title if shown else "",
        subtitle=shown.subtitle if shown else "",
        journal=drawable(edition.journal.title, *edition.journal.titles.values()),
        authors=tuple(filter(None, map(drawable, names))),
        facts=tuple(filter(None, map(drawable, facts))),
    )


# --- package document ----------------------------------------------------------------------


def _package(
    edition: Edition,
    pages: Iterable[XhtmlPage],
    fonts: Iterable[FontFile],
    shown: Iterable[package.Item],
    *,
    has_pages: bool,
) -> package.Package:
    pages, record = list(pages), edition.record
    items = [package.item(one.name, XHTML, package.properties(one)) for one in pages]
    items += [package.item(f"fonts/{font.name}", font.media_type) for font in fonts]
    items += shown
    items += [
        package.item(COVER_IMAGE, "image/png", "cover-image"),
        package.item("styles/article.css", "text/css"),
        package.item("toc.ncx", "application/x-dtbncx+xml"),
    ]
    license_line, holder = fragments.license_line(edition), fragments.copyright_line(edition)
    return package.Package(
        items=tuple(items),
        ncx_id=package.item_id("toc.ncx"),
        cover_id=package.item_id(COVER_IMAGE),
        spine=tuple(package.item_id(one.name) for one in pages),
        modified=edition.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        rights=" ".join(
            filter(None, (_stopped(holder), license_line.text if license_line else ""))
        ),
        position=package.position(record.volume, record.issue),
        issue=package.issue_name(record.journal, record.volume, record.issue),
        page_source=package.page_source(record) if has_pages else None,
        access=package.access(
            pages, items, edition.language.labels, record.lang, has_pages=has_pages
        ),
    )


def _stopped(sentence: str) -> str:
    """A sentence with a full stop at its end, where it has words."""
    return f"{sentence.removesuffix('.')}." if sentence else ""
