"""The EPUB of an issue: one book, of which the articles are parts.

The parts are the articles' own EPUBs, page for page (``articles``). Typefaces, style sheet, cover,
navigation and package document are those of the issue.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from nashr.diagnostics import Outcome
from nashr.issue import listing
from nashr.issue.edition import IssueEdition
from nashr.issue.epub.account import book_findings
from nashr.issue.epub.articles import ArticlePart, BookFile, article_part, folder_of
from nashr.issue.epub.cover import draw_cover
from nashr.issue.epub.matter import (
    BACK,
    FRONT,
    NAVIGATION,
    MatterPage,
    cover_page,
    matter_pages,
    title_page,
)
from nashr.issue.epub.page_list import mark_contents, mark_pages
from nashr.issue.matter_values import common_values
from nashr.issue.pdf.render import known_matter
from nashr.model import Artifact
from nashr.outputs import typefaces
from nashr.outputs.catalogue import DOI_RESOLVER, Contributor
from nashr.outputs.epub import package
from nashr.outputs.epub.container import container
from nashr.outputs.epub.package import Item, Landmark, PageLine
from nashr.outputs.epub.render import (
    CONTAINER,
    COVER_IMAGE,
    FOLDER,
    MEDIA_TYPE,
    XHTML,
    fonts_of,
    style_of,
)
from nashr.outputs.epub.xhtml import Heading, XhtmlPage, page
from nashr.outputs.shells import environment
from nashr.ports import Engines
from nashr.records import dataclass

SHEET, PACKAGE = "issue/book.css", "issue/package.opf.j2"
_STYLE, _NCX = "styles/article.css", "toc.ncx"


@dataclass(frozen=True, slots=True)
class Book:
    """All that is read in the book, in its order, but its navigation, and the names that its
    templates know.
    """

    front: tuple[XhtmlPage, ...]
    parts: tuple[ArticlePart, ...]
    back: tuple[XhtmlPage, ...]
    page_list: tuple[PageLine, ...]
    names: Mapping[str, Any]
    #: The pages before and behind the articles, with what they must show.
    matter: tuple[MatterPage, ...]

    def pages(self, navigation: XhtmlPage) -> list[XhtmlPage]:
        articles = [one for part in self.parts for one in part.pages]
        return [*self.front, navigation, *articles, *self.back]

    @property
    def files(self) -> dict[str, BookFile]:
        found = {name: one for part in self.parts for name, one in part.files.items()}
        of_matter = (file for one in self.matter for file in one.files)
        return found | {file.name: BookFile(file.data, file.media_type) for file in of_matter}


def render(edition: IssueEdition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The issue as ``ISSUE.epub``. What is wrong in its texts and its picture is told with its
    PDF.
    """
    book = _book(edition, engines)
    shells = environment(edition.templates)
    navigation = page(NAVIGATION, shells.get_template("epub/nav.xhtml.j2").render(book.names))
    mark_contents(navigation, book.page_list)
    pages = book.pages(navigation)
    shop = engines.fonts.themed(edition.theme.typefaces)
    headings = typefaces.SCREEN_HEADINGS if "headings" in edition.theme.typefaces else ()
    fonts = fonts_of(shop, pages, headings)
    style = style_of(edition.templates, edition.theme, fonts) + edition.templates[SHEET]
    files = {one.name: one.serialized() for one in pages}
    files |= {name: one.data for name, one in book.files.items()}
    files |= {f"fonts/{font.name}": font.data for font in fonts}
    files[_STYLE] = style.encode()
    files[COVER_IMAGE] = draw_cover(edition, engines)
    files[_NCX] = shells.get_template("epub/toc.ncx.j2").render(book.names).encode()
    items = [(one.name, XHTML, package.properties(one)) for one in pages]
    items += [(f"fonts/{font.name}", font.media_type, "") for font in fonts]
    items += [(name, one.media_type, "") for name, one in book.files.items()]
    items += [(COVER_IMAGE, "image/png", "cover-image"), (_STYLE, "text/css", "")]
    items += [(_NCX, "application/x-dtbncx+xml", "")]
    described = _package(edition, book, pages, [package.item(*one) for one in items])
    values = {**book.names, "book": described}
    files["package.opf"] = shells.get_template(PACKAGE).render(values).encode()
    written = {f"{FOLDER}/{name}": data for name, data in files.items()}
    written["META-INF/container.xml"] = edition.templates[CONTAINER].encode()
    data = container(written, edition.date, media_type=MEDIA_TYPE)
    found = book_findings(edition, book.matter, book.parts, data)
    return Outcome((Artifact(edition.file_name(".epub"), data, MEDIA_TYPE),), found)


def _book(edition: IssueEdition, engines: Engines) -> Book:
    draw_math = engines.draw_math
    parts = tuple(
        article_part(article, folder_of(number))
        for number, article in enumerate(edition.articles, 1)
    )
    starts = {part.article.slug: part.start for part in parts}
    title = title_page(edition, starts, draw_math)
    front = matter_pages(edition, edition.issue.front, FRONT, starts, draw_math)
    back = matter_pages(edition, edition.issue.back, BACK, starts, draw_math)
    cover = cover_page(edition)
    matter = (title, *front, *back)
    own = {one.name: one for one in (cover, *(one.page for one in matter))}
    before, behind = _mark_pages(edition, engines, own)
    of_articles = tuple(line for part in parts for line in part.page_list)
    lines = (*before, *of_articles, *behind)
    contents = (
        *title.headings,
        *(line for one in front for line in one.headings),
        *_contents(edition, {part.article.slug: part for part in parts}),
        *(line for one in back for line in one.headings),
    )
    landmarks = [
        Landmark("cover", "cover.xhtml"),
        Landmark("titlepage", title.page.name),
        Landmark("toc", NAVIGATION),
        *(Landmark("bodymatter", part.start) for part in parts[:1]),
    ]
    names = _names(edition) | {
        "contents": contents,
        "landmarks": landmarks,
        "page_list": lines,
        "folios": [line.folio for line in of_articles],
    }
    opening = (cover, title.page, *(one.page for one in front))
    return Book(opening, parts, tuple(one.page for one in back), lines, names, matter)


def _mark_pages(
    edition: IssueEdition, engines: Engines, pages: Mapping[str, XhtmlPage]
) -> tuple[tuple[PageLine, ...], tuple[PageLine, ...]]:
    """The page list before and behind the articles, and its marks in the pages, in place. Nothing
    where the pages of the PDF cannot be set, which is told with it.
    """
    matter = known_matter(edition, engines)
    if matter is None:
        return (), ()
    issue = edition.issue
    return (
        mark_pages(issue.front, matter.front, FRONT, pages, in_roman=True),
        mark_pages(issue.back, matter.back, BACK, pages, in_roman=False),
    )


def _contents(edition: IssueEdition, parts: Mapping[str, ArticlePart]) -> list[Heading]:
    """The sections with their articles; articles without a section by themselves."""
    lang = edition.journal.language
    found: list[Heading] = []
    for section in listing.sections(edition, lang, own_first=True):
        lines = tuple(_line(parts[row.slug]) for row in section.rows)
        if section.title and lines:
            start = parts[section.rows[0].slug].start
            found.append(Heading(section.title, start, section.lang, lines))
        else:
            found += lines
    return found


def _line(part: ArticlePart) -> Heading:
    """An article by its title, which its title page has in a heading of its own."""
    record = part.article.entry.record
    return Heading(record.title, f"{part.start}#nashr-title", record.lang)


def _names(edition: IssueEdition) -> dict[str, Any]:
    """What the templates of the book know."""
    own, records = edition.journal.language, [one.entry.record for one in edition.articles]
    title = listing.whole_title(edition, own)
    licenses = {one.license_url for one in records}
    return {
        **common_values(edition),
        "direction": edition.words.direction,
        "identifier": identifier(edition),
        "record": {"title": title},
        "alternatives": [
            (tag, listing.whole_title(edition, tag)) for tag in edition.languages if tag != own
        ],
        "book_languages": tuple(dict.fromkeys((own, *(one.lang for one in records)))),
        "contributors": _contributors(edition),
        "license_url": licenses.pop() if len(licenses) == 1 else None,
        "issn_print": edition.issn.print,
    }


def identifier(edition: IssueEdition) -> str:
    """What names the book: the issue's DOI, else a UUID made of journal and issue.

    The UUID is of version 5 (RFC 9562, section 5.5), the same at every build.
    """
    issue, issn = edition.issue, edition.issn
    if issue.doi:
        return f"{DOI_RESOLVER}{issue.doi}"
    journal = issn.online or issn.print or edition.journal.title
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{journal}/issues/{issue.id}')}"


def _contributors(edition: IssueEdition) -> tuple[Contributor, ...]:
    """The authors of all articles, each once: by the ORCID, or else by the name."""
    found: dict[str, Contributor] = {}
    for article in edition.articles:
        for one in article.entry.record.contributors:
            found.setdefault(one.author.orcid or one.author.name, one)
    return tuple(found.values())


def _package(
    edition: IssueEdition, book: Book, pages: Sequence[XhtmlPage], items: Sequence[Item]
) -> package.Package:
    issue, labels, own = edition.issue, edition.words.labels, edition.journal.language
    title = listing.whole_title(edition, own)
    source = f"PDF, {DOI_RESOLVER}{issue.doi}" if issue.doi else f"PDF, {title}"
    has_pages = bool(book.page_list)
    return package.Package(
        items=tuple(items),
        spine=tuple(package.item_id(one.name) for one in pages),
        ncx_id=package.item_id(_NCX),
        cover_id=package.item_id(COVER_IMAGE),
        modified=edition.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        rights="",
        position=package.position(issue.volume, issue.number),
        issue=package.issue_name(edition.journal.title, issue.volume, issue.number),
        page_source=source if has_pages else None,
        access=package.access(pages, items, labels, own, has_pages=has_pages),
    )
