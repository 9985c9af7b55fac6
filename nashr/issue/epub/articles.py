"""The finished EPUB of an article as a part of the issue's: its pages and files in a folder.

Links between the pages of an article lead from file to file in one folder, and so lead to the same
places where all of them are moved into another. Ids are of a file, and need no prefix.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

from lxml.etree import _Element as Element

from nashr.issue.edition import NumberedArticle
from nashr.issue.products import BOOK
from nashr.outputs.epub.package import PageLine
from nashr.outputs.epub.render import COVER_IMAGE, FOLDER, XHTML
from nashr.outputs.epub.xhtml import XhtmlPage
from nashr.records import dataclass
from nashr.untrusted.xml import parse_xml

_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
#: What the issue has of its own: its cover, its navigation, typefaces and style sheets.
_LEFT_OUT = frozenset({"cover.xhtml", "nav.xhtml", COVER_IMAGE, "toc.ncx"})
_SHARED_FOLDERS = ("fonts/", "styles/")


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file that a page shows."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """An article in the book: its pages in their order, the text of each in the article's own EPUB,
    the files that they show by their paths, and the pages of the PDF.
    """

    article: NumberedArticle
    pages: tuple[XhtmlPage, ...]
    texts: Mapping[str, str]
    files: Mapping[str, BookFile]
    page_list: tuple[PageLine, ...]

    @property
    def start(self) -> str:
        """The file that the article begins with."""
        return self.pages[0].name


def folder_of(number: int) -> str:
    """The folder of an article, counted from 1; a slug may be no name of a file in a book."""
    return f"article-{number:02}"


def article_part(article: NumberedArticle, folder: str) -> ArticlePart:
    """The article's EPUB with its files moved into ``folder``."""
    with zipfile.ZipFile(io.BytesIO(article.products[BOOK].data)) as archive:
        package = _parsed(archive, "package.opf")
        items = {
            str(one.get("id")): (unquote(one.get("href", "")), one.get("media-type", ""))
            for one in package.iter(f"{_OPF}item")
        }
        spine = [items[one.get("idref", "")][0] for one in package.iter(f"{_OPF}itemref")]
        names = [name for name in spine if name not in _LEFT_OUT]
        pages = tuple(_moved(archive, name, folder) for name in names)
        files = {
            f"{folder}/{name}": BookFile(archive.read(f"{FOLDER}/{name}"), media_type)
            for name, media_type in items.values()
            if media_type != XHTML
            and name not in _LEFT_OUT
            and not name.startswith(_SHARED_FOLDERS)
        }
        page_list = _page_list(_parsed(archive, "nav.xhtml"), folder)
    texts = {one.name: text_of(one.root) for one in pages}
    return ArticlePart(article, pages, texts, files, page_list)


def text_of(page: Element) -> str:
    """All text of a page's body, marks for those who do not see included."""
    body = page.find(f"{_XHTML}body")
    return "".join(map(str, body.itertext())) if body is not None else ""


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    root: Element = parse_xml(archive.read(f"{FOLDER}/{name}").decode(), trusted=True)
    return root


def _moved(archive: zipfile.ZipFile, name: str, folder: str) -> XhtmlPage:
    """The page in its folder, with the style sheet that all pages share."""
    root = _parsed(archive, name)
    for sheet in root.iter(f"{_XHTML}link"):
        sheet.set("href", posixpath.relpath(sheet.get("href", ""), folder))
    return XhtmlPage(f"{folder}/{name}", root)


def _page_list(navigation: Element, folder: str) -> tuple[PageLine, ...]:
    return tuple(
        PageLine("".join(map(str, link.itertext())), f"{folder}/{link.get('href')}")
        for part in navigation.iter(f"{_XHTML}nav")
        if part.get(_EPUB_TYPE) == "page-list"
        for link in part.iter(f"{_XHTML}a")
    )
