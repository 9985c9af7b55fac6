"""The EPUB of an issue: its articles as parts, its navigation, links, metadata and judges."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.etree
import pypdfium2
import pytest
from issue_kit import ISSUES, MadeIssue, made_issues
from PIL import Image

from nashr.checking.validators import epub as judges
from nashr.languages import language

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


@dataclass(frozen=True)
class Book:
    """An EPUB that was made."""

    path: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {
                name.removeprefix("EPUB/"): archive.read(name)
                for name in archive.namelist()
                if name.startswith("EPUB/")
            }

    @cached_property
    def trees(self) -> dict[str, lxml.etree._Element]:
        named = (name for name in self.files if name.endswith((".xhtml", ".opf", ".ncx")))
        return {name: lxml.etree.fromstring(self.files[name]) for name in named}

    def find(self, name: str, path: str) -> list[lxml.etree._Element]:
        return list(self.trees[name].xpath(path, namespaces=NS))

    @cached_property
    def spine(self) -> list[str]:
        hrefs = {e.get("id"): e.get("href") for e in self.find("package.opf", "//opf:item")}
        return [hrefs[e.get("idref")] for e in self.find("package.opf", "//opf:itemref")]

    def words(self, folder: str = "") -> str:
        """The text of an article's pages, in the order of the spine."""
        own = {f"{folder}{name}" for name in ("cover.xhtml", "nav.xhtml")}
        pages = [name for name in self.spine if name.startswith(folder) and name not in own]
        return "\n".join(
            str(self.trees[name].xpath("string(//x:body)", namespaces=NS)) for name in pages
        )

    @property
    def folios(self) -> list[str]:
        links = self.find("nav.xhtml", "//x:nav[@epub:type='page-list']//x:a")
        return [str(link.text) for link in links]


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeIssue]:
    return {one.name: one for one in made_issues(tmp_path_factory)}


@pytest.fixture(scope="module")
def books(issues: dict[str, MadeIssue]) -> dict[str, Book]:
    return {name: Book(one.folder / f"{name}.epub") for name, one in issues.items()}


@pytest.mark.parametrize("name", ISSUES)
def test_each_article_has_the_words_of_its_own_book(
    name: str, issues: dict[str, MadeIssue], books: dict[str, Book]
) -> None:
    issue, book = issues[name], books[name]
    for number, slug in enumerate(issue.folios, 1):
        own = Book(issue.product(slug, ".epub"))
        assert len(own.words()) > 500
        assert book.words(f"article-{number:02}/") == own.words(), slug


@pytest.mark.parametrize("name", ISSUES)
def test_the_page_list_has_the_folios_of_the_articles_and_the_pdf(
    name: str, issues: dict[str, MadeIssue], books: dict[str, Book]
) -> None:
    issue, book = issues[name], books[name]
    of_articles = [
        str(page) for first, last in issue.folios.values() for page in range(first, last + 1)
    ]
    pdf = pypdfium2.PdfDocument(issue.folder / f"{name}.pdf")
    written = [page.get_textpage().get_text_range().strip() for page in pdf]
    labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    pdf.close()
    # A page that is left over has nothing that a reader could be led to.
    expected = [label for label, text in zip(labels, written, strict=True) if text]
    assert expected[:3] == ["i", "ii", "iii"]
    assert [label for label in expected if label in set(of_articles)] == of_articles
    assert book.folios == expected
    assert [e.get("value") for e in book.find("toc.ncx", "//ncx:pageTarget")] == expected
    marks = {"i": "cover.xhtml", "ii": "title.xhtml", expected[-1]: book.spine[-1]}
    for label, file in marks.items():
        (mark,) = book.find(file, f"//x:span[@role='doc-pagebreak'][@id='nashr-page-{label}']")
        assert mark.get("aria-label") == label
    (start,) = book.find("package.opf", "//opf:meta[@property='schema:pageStart']")
    assert start.text == of_articles[0]


def leads(book: Book) -> Iterator[tuple[str, str]]:
    """Each address in the book with the file that it stands in."""
    for name, tree in book.trees.items():
        for found in tree.xpath("//@href | //@src | //@altimg"):
            yield name, str(found)


@pytest.mark.parametrize("name", ISSUES)
def test_every_link_leads_somewhere_and_stays_in_its_article(
    name: str, books: dict[str, Book]
) -> None:
    book = books[name]
    seen = 0
    for source, address in leads(book):
        parts = urlsplit(address)
        if parts.scheme:
            assert parts.scheme in ("http", "https", "mailto"), address
            continue
        folder = posixpath.dirname(source)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        target = path if parts.path else source
        assert target in book.files, (source, address)
        if parts.fragment:
            ids = book.trees[target].xpath("//@id")
            assert ids.count(unquote(parts.fragment)) == 1, (source, address)
            if folder:
                assert posixpath.dirname(target) == folder, (source, address)
        seen += 1
    assert seen > 100


def test_contents_have_two_levels_in_the_order_of_the_issue(
    issues: dict[str, MadeIssue], books: dict[str, Book]
) -> None:
    book = books["2026-1"]
    (toc,) = book.find("nav.xhtml", "//x:nav[@epub:type='toc']/x:ol")
    lines = [
        (str(li.findtext("x:a", namespaces=NS)), len(li.findall("x:ol/x:li", NS))) for li in toc
    ]
    names = [line for line, _ in lines]
    assert dict(lines)["Məqalələr"] == 5
    assert dict(lines)["Rəylər"] == 1
    assert not toc.xpath("./x:li/x:ol/x:li/x:ol", namespaces=NS)
    index, colophon = (language("az").labels.author_index, language("az").labels.colophon)
    assert names[-2:] == [index, colophon]
    hrefs = toc.xpath(".//x:a[contains(@href, '#nashr-title')]/@href", namespaces=NS)
    assert [str(one).partition("/")[0] for one in hrefs] == [
        f"article-{number:02}" for number in range(1, len(issues["2026-1"].folios) + 1)
    ]
    languages = toc.xpath(".//x:a/@lang", namespaces=NS)
    assert {"en", "tr", "ru", "ar"} <= set(languages)
    landmarks = book.find("nav.xhtml", "//x:nav[@epub:type='landmarks']//x:a")
    kinds = [one.get(f"{{{NS['epub']}}}type") for one in landmarks]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter"]


def test_the_package_tells_authors_and_languages_of_all(books: dict[str, Book]) -> None:
    book = books["2026-1"]

    def said(path: str) -> list[str]:
        return [str(one.text) for one in book.find("package.opf", path)]

    assert said("//dc:language") == ["az", "tr", "en", "ru", "ar"]
    creators = said("//dc:creator")
    assert len(creators) == len(set(creators)) >= 6
    (title,) = said("//dc:title")
    assert title.startswith("Nümunə Kitabxana Araşdırmaları. ")
    assert "12" in title and "2026" in title
    assert said("//opf:meta[@property='group-position']") == ["12.1"]
    assert "urn:issn:8765-4326" in said("//opf:meta[@property='dcterms:identifier']")
    assert said("//dc:source") == ["urn:issn:1234-5679"]
    assert "pageNavigation" in said("//opf:meta[@property='schema:accessibilityFeature']")
    assert said("//opf:meta[@property='dcterms:conformsTo']")
    mathml = book.find("package.opf", "//opf:item[contains(@properties,'mathml')]/@href")
    assert mathml == [name for name in book.spine if b"<math" in book.files[name]]


def test_texts_and_index_stand_behind_the_articles(books: dict[str, Book]) -> None:
    book = books["2026-1"]
    last = max(at for at, name in enumerate(book.spine) if name.startswith("article-"))
    behind = book.spine[last + 1 :]
    assert len(behind) == 3
    index = book.find(behind[1], "//x:ul[@class='index']//x:a/@href")
    assert len(index) >= 6
    assert all(str(one).startswith("article-") for one in index)
    title = "".join(book.trees["title.xhtml"].itertext()).replace("\u00a0", " ")
    for said in ("Nümunə Kitabxana Araşdırmaları", "Səməd Nümunəzadə", "1234-5679", "31 mart 2026"):
        assert said in title


def test_fonts_and_style_sheet_are_there_once(books: dict[str, Book]) -> None:
    book = books["2026-1"]
    fonts = [name for name in book.files if name.endswith((".ttf", ".otf", ".woff2"))]
    assert len(fonts) == len({posixpath.basename(name) for name in fonts})
    assert all(name.startswith("fonts/") for name in fonts)
    assert [name for name in book.files if name.endswith(".css")] == ["styles/article.css"]


def test_the_cover_shows_the_picture_of_the_issue(books: dict[str, Book]) -> None:
    image = Image.open(io.BytesIO(books["2026-1"].files["images/cover.png"])).convert("RGB")
    assert image.size == (1400, 2240)
    colours = image.crop((140, 1600, 1260, 1980)).getcolors(1 << 20)
    assert colours is not None and len(colours) > 4
    (shown,) = books["2026-1"].find("cover.xhtml", "//x:img")
    assert "Kitabxananın rəfləri" in shown.get("alt", "")


@pytest.mark.usefixtures("java_kept")
@pytest.mark.parametrize("name", ISSUES)
def test_the_judges_find_nothing(name: str, books: dict[str, Book]) -> None:
    for judge in (judges.epubcheck, judges.ace):
        assert judge(books[name].path).findings == ()
