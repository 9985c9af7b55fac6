"""The EPUB: what a reading system finds in the container, and what a reader sees on its pages."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.etree
import pytest
from PIL import Image

from nashr import ast
from nashr.checking.validators.epub import epubcheck
from nashr.engines import pandoc, svg_pictures
from nashr.engines.fonts import shop
from nashr.languages import language
from nashr.model import (
    Article,
    Author,
    Dates,
    Document,
    Issn,
    Journal,
    LocalText,
    PageStart,
    Publisher,
    Reference,
    ReferenceEntry,
    Resource,
)
from nashr.outputs import markup
from nashr.outputs.catalogue import catalogue_record
from nashr.outputs.edition import Edition
from nashr.outputs.epub import cover
from nashr.outputs.epub import render as epub
from nashr.ports import Engines, Typeset

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
DATE = dt.datetime(2026, 3, 31, 12, 0, 1, tzinfo=dt.UTC)
NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "epub": "http://www.idpf.org/2007/ops",
}
PICTURE = Resource(
    "media/map.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>',
    "image/svg+xml",
)

AZERBAIJANI = LocalText(
    "az",
    "İşıq və *kölgə*",
    "Bir nümunə",
    "Xülasənin mətni.",
    ("işıq", "kölgə"),
)
ENGLISH = LocalText("en", "Light and Shade", None, "The abstract.", ("light",))

ARTICLE = Article(
    slug="isiq",
    lang="az",
    texts=(AZERBAIJANI, ENGLISH),
    authors=(Author("Müəllif", "Nümunə", "0000-0000-0000-0001"), Author("İkinci", "Nümunə")),
    dates=Dates(published=dt.date(2026, 3, 31)),
    doi="10.5555/nashr.sample.1",
    volume="4",
    issue="2",
    year=2026,
    license="CC-BY-4.0",
    acknowledgements="Sağ olun.",
)
JOURNAL = Journal(
    "Nümunə Jurnalı",
    "az",
    titles={"en": "Sample Journal"},
    publisher=Publisher("Nümunə Nəşriyyatı", "Bakı"),
    issn=Issn("0000-0000", "9999-9994"),
)
TEXT = """
Giriş sözü [(Oran, 1998)]{#cite-1 .citation} və haşiyə.[^1]

# Birinci bölmə {#birinci}

Mətn *maili* $x^2$ `kod` [(Oran, 1998)]{#cite-2 .citation}.

## İçəridəki bölmə {#ic}

![Şəklin adı](media/map.svg){alt="Xəritə"}

[Birinci bölmə](#birinci)

[^1]: Haşiyənin mətni.
"""


@dataclass
class Book:
    """An EPUB, opened."""

    data: bytes

    @property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        return self.archive.read(f"EPUB/{name}")

    def tree(self, name: str) -> Any:
        return lxml.etree.fromstring(self.read(name))

    def find(self, name: str, path: str) -> list[Any]:
        return list(self.tree(name).xpath(path, namespaces=NS))

    def words(self, name: str, path: str) -> list[str]:
        return [" ".join(str(e.xpath("string()")).split()) for e in self.find(name, path)]

    def metadata(self, property: str) -> list[str]:
        found = self.find("package.opf", f"//o:meta[@property='{property}']/text()")
        return [str(text) for text in found]

    @property
    def pages(self) -> list[str]:
        return [n.removeprefix("EPUB/") for n in self.names if n.endswith(".xhtml")]


def _no_pdf(*_: object) -> Typeset:
    raise AssertionError("an EPUB needs no typesetter")


DRAWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1.5em" height="1.2em" '
    b'style="vertical-align:-0.2em"/>'
)


def _drawing(_: str) -> bytes | None:
    return DRAWN


ENGINES = Engines(shop(), _no_pdf, _drawing, svg_pictures.draw)


def edition(
    text: str = TEXT,
    article: Article = ARTICLE,
    journal: Journal = JOURNAL,
    *,
    proof: bool = False,
    query: str | None = None,
    resources: tuple[Resource, ...] = (PICTURE,),
) -> Edition:
    blocks = pandoc.parse_markdown(text)["blocks"]
    fields = {f"title.{t.lang}": t.title for t in article.texts}
    fields |= {f"subtitle.{t.lang}": t.subtitle for t in article.texts if t.subtitle}
    fields |= {f"abstract.{t.lang}": t.abstract for t in article.texts if t.abstract}
    if article.acknowledgements:
        fields["acknowledgements"] = article.acknowledgements

    def linked(node: Any) -> Any:
        if node["t"] == "Span" and "citation" in node["c"][0][1]:
            link = ast.link(node["c"][1], "#ref-oran", ast.attr("", ["citation-link"]))
            link["c"][0][2].append(["role", "doc-biblioref"])
            return [ast.span([link], node["c"][0])]
        return None

    blocks = ast.rewrite(blocks, linked)
    written = "".join((text, *(t.abstract or "" for t in article.texts)))
    ids = [f"cite-{n}" for n in (1, 2, 3) if f"#cite-{n} " in written]
    entries = (ReferenceEntry("oran", ast.words("Oran (1998)."), tuple(ids)),) if ids else ()
    cited = (Reference("oran", {"id": "oran"}, "references.bib", 1, query=query),) if ids else ()
    document = Document(
        article, blocks, pandoc.parse_fields(fields), resources, entries, True, cited
    )
    templates = {
        p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8")
        for p in (TEMPLATES / "epub").iterdir()
    }
    rendered = markup.to_markup(document, pandoc.write_html)
    return Edition(journal, document, rendered, language(article.lang), templates, DATE, proof)


def book(*arguments: Any, told: tuple[str, ...] = (), **options: Any) -> Book:
    """The book of an edition; ``told`` are the codes of what is found in it."""
    outcome = epub.render(edition(*arguments, **options), ENGINES)
    assert {found.code for found in outcome.diagnostics} == {*told}
    (artifact,) = outcome.value
    assert artifact.media_type == "application/epub+zip"
    return Book(artifact.data)


@pytest.fixture(scope="module")
def sample() -> Book:
    return book()


# --- the container -------------------------------------------------------------------------


def test_the_media_type_comes_first_and_uncompressed(sample: Book) -> None:
    first = sample.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert sample.data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_edition_gives_the_same_bytes(sample: Book) -> None:
    assert book().data == sample.data
    assert {entry.date_time for entry in sample.archive.infolist()} == {(2026, 3, 31, 12, 0, 0)}
    assert sample.names[1:] == sorted(sample.names[1:])


def test_a_date_before_zip_is_the_first_that_it_knows() -> None:
    old = replace(edition(), date=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    data = epub.render(old, ENGINES).value[0].data
    assert Book(data).archive.infolist()[0].date_time[0] == 1980


def test_every_file_stands_in_the_manifest_and_every_item_in_the_container(sample: Book) -> None:
    items = {str(href) for href in sample.find("package.opf", "//o:item/@href")}
    files = {n.removeprefix("EPUB/") for n in sample.names if n.startswith("EPUB/")}
    assert items == files - {"package.opf"}


def test_the_spine_leads_from_the_cover_to_the_text(sample: Book) -> None:
    href = dict(
        zip(
            sample.find("package.opf", "//o:item/@id"),
            sample.find("package.opf", "//o:item/@href"),
            strict=True,
        )
    )
    spine = [href[i] for i in sample.find("package.opf", "//o:itemref/@idref")]
    assert spine == [
        f"{name}.xhtml" for name in ("cover", "title", "nav", "abstracts", "text", "translations")
    ]


def test_every_link_of_the_book_leads_somewhere(sample: Book) -> None:
    ids = {name: set(sample.find(name, "//@id")) for name in sample.pages}
    count = 0
    for name in sample.pages:
        for href in sample.find(name, "//x:a/@href"):
            if "://" in href or href.startswith("mailto:"):
                continue
            file, _, target = unquote(href).partition("#")
            there = posixpath.normpath(file) if file else name
            assert not target or target in ids[there], href
            count += 1
    assert count > 10


def test_a_book_with_an_isbn_says_it() -> None:
    made = book(article=replace(ARTICLE, isbn="9780306406157"))
    identifiers = made.find("package.opf", "//dc:identifier/text()")
    assert "urn:isbn:9780306406157" in map(str, identifiers)
    assert not any(
        "isbn" in str(one) for one in book().find("package.opf", "//dc:identifier/text()")
    )


def test_the_article_is_part_of_its_issue_and_on_its_pages() -> None:
    article = replace(ARTICLE, first_page=81, last_page=95)
    made = book(article=article, journal=replace(JOURNAL, issn=Issn("1234-5679", "9999-9994")))
    assert made.metadata("belongs-to-collection") == ["Nümunə Jurnalı", "Nümunə Jurnalı, 4(2)"]
    assert made.metadata("collection-type") == ["series", "set"]
    assert made.metadata("dcterms:bibliographicCitation") == ["Nümunə Jurnalı, 4(2), 81–95"]
    assert made.metadata("schema:pageStart") == ["81"]
    assert made.metadata("schema:pageEnd") == ["95"]
    identifiers = made.metadata("dcterms:identifier")
    assert {"urn:issn:9999-9994", "urn:issn:1234-5679"} <= set(identifiers)
    sources = made.find("package.opf", "//dc:source/text()")
    assert [str(text) for text in sources] == ["urn:issn:1234-5679"]


# --- the pages of the PDF ------------------------------------------------------------------


def paged() -> Book:
    """The sample, of which a page begins with each of its parts, and one in its text."""
    starts = (("", 0), ("abstract.en", 0), ("text", 5), ("acknowledgements", 0), ("ref-oran", 0))
    made = edition(article=replace(ARTICLE, first_page=81, abstracts_at="front"))
    made = made.with_pages([PageStart(part, offset) for part, offset in starts])
    return Book(epub.render(made, ENGINES).value[0].data)


def test_the_page_list_leads_to_a_mark_for_each_page() -> None:
    made = paged()
    links = made.find("nav.xhtml", "//x:nav[@role='doc-pagelist']//x:a")
    assert [link.text for link in links] == ["81", "82", "83", "84", "85"]
    for link in links:
        name, _, target = link.get("href").partition("#")
        (mark,) = made.find(name, f"//*[@id='{target}']")
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get(f"{{{NS['epub']}}}type") == "pagebreak"
        assert mark.get("aria-label") == link.text
    targets = made.find("toc.ncx", "//n:pageTarget")
    assert [target.get("value") for target in targets] == ["81", "82", "83", "84", "85"]
    orders = [int(order) for order in made.find("toc.ncx", "//@playOrder")]
    assert orders == list(range(1, len(orders) + 1))


def test_marks_stand_where_the_pages_begin() -> None:
    made = paged()
    (first,) = made.find("title.xhtml", "//*[@id='nashr-page-81']")
    assert first.getnext().get("class") == "masthead"
    (second,) = made.find("abstracts.xhtml", "//*[@id='nashr-page-82']")
    assert second.getnext().get("lang") == "en"
    (third,) = made.find("text.xhtml", "//*[@id='nashr-page-83']")
    assert third.tail.startswith("sözü")
    (last,) = made.find("text.xhtml", "//*[@id='nashr-page-85']")
    assert last.getnext().get("id") == "nashr-references"


def test_the_metadata_say_that_there_are_pages_and_whose(sample: Book) -> None:
    made = paged()
    features = made.metadata("schema:accessibilityFeature")
    assert {"pageNavigation", "pageBreakMarkers"} <= set(features)
    assert made.metadata("pageBreakSource") == ["PDF, https://doi.org/10.5555/nashr.sample.1"]
    assert "pageNavigation" not in sample.metadata("schema:accessibilityFeature")
    assert not sample.metadata("pageBreakSource")
    assert not sample.find("nav.xhtml", "//x:nav[@role='doc-pagelist']")


# --- metadata ------------------------------------------------------------------------------


def test_the_shelf_shows_title_authors_journal_and_place(sample: Book) -> None:
    assert sample.words("package.opf", "//dc:title") == ["İşıq və kölgə", "Bir nümunə"]
    assert sample.metadata("title-type") == ["main", "subtitle"]
    assert sample.words("package.opf", "//dc:creator") == ["Nümunə Müəllif", "Nümunə İkinci"]
    assert sample.metadata("file-as") == ["Müəllif, Nümunə", "İkinci, Nümunə"]
    assert sample.metadata("role") == ["aut", "aut"]
    assert sample.words("package.opf", "//dc:publisher") == ["Nümunə Nəşriyyatı"]
    assert sample.words("package.opf", "//dc:date") == ["2026-03-31"]
    assert sample.words("package.opf", "//dc:language") == ["az"]
    assert sample.words("package.opf", "//dc:subject") == ["işıq", "kölgə", "light"]
    assert "CC BY 4.0" in sample.words("package.opf", "//dc:rights")[0]
    assert sample.metadata("belongs-to-collection") == ["Nümunə Jurnalı", "Nümunə Jurnalı, 4(2)"]
    assert sample.metadata("group-position") == ["4.2"]
    assert sample.metadata("dcterms:modified") == ["2026-03-31T12:00:01Z"]
    assert "urn:issn:9999-9994" in sample.metadata("dcterms:identifier")


def test_the_identifier_is_the_doi(sample: Book) -> None:
    found = sample.words("package.opf", "//dc:identifier[@id = /o:package/@unique-identifier]")
    assert found == ["https://doi.org/10.5555/nashr.sample.1"]


def test_without_a_doi_the_identifier_is_a_uuid_that_stays() -> None:
    bare = replace(ARTICLE, doi=None)
    found = [book(TEXT, bare).words("package.opf", "//dc:identifier")[0] for _ in (1, 2)]
    assert found[0].startswith("urn:uuid:") and found[0] == found[1]
    other = replace(bare, slug="another")
    assert book(TEXT, other).words("package.opf", "//dc:identifier")[0] != found[0]


def test_a_language_without_a_title_gives_no_empty_one() -> None:
    own, *others = ARTICLE.texts
    untitled = replace(ARTICLE, texts=(own, *(replace(text, title="") for text in others)))
    assert others and book(TEXT).metadata("dcterms:alternative")
    assert book(TEXT, untitled).metadata("dcterms:alternative") == []


def test_a_translated_title_alone_names_its_page_in_plain_text() -> None:
    own, other, *_ = ARTICLE.texts
    alone = LocalText(other.lang, "On *E. coli* and $x^2$")
    made = book(TEXT, replace(ARTICLE, texts=(replace(own, abstract=None, keywords=()), alone)))
    assert made.words("translations.xhtml", "//x:title") == ["On E. coli and x^2"]
    assert made.find("translations.xhtml", "//x:h1/x:em")


def test_headings_of_an_abstract_are_right_below_its_own() -> None:
    own, *others = ARTICLE.texts
    parted = replace(own, abstract="Bir.\n\n## Məqsəd\n\nİki.\n\n### Alt\n\nÜç.")
    made = book(TEXT, replace(ARTICLE, texts=(parted, *others)))
    levels = made.find("abstracts.xhtml", "//x:h1|//x:h2|//x:h3|//x:h4")
    assert [one.tag.rpartition("}")[2] for one in levels][:3] == ["h1", "h2", "h3"]


def test_an_issue_that_is_no_number_has_no_place_in_the_series() -> None:
    assert book(TEXT, replace(ARTICLE, issue="3–4")).metadata("group-position") == []


def test_the_access_metadata_say_what_the_book_has(sample: Book) -> None:
    features = set(sample.metadata("schema:accessibilityFeature"))
    assert {"tableOfContents", "readingOrder", "structuralNavigation", "MathML"} <= features
    assert "alternativeText" in features
    assert sample.metadata("schema:accessMode") == ["textual", "visual"]
    assert "textual" in sample.metadata("schema:accessModeSufficient")
    assert sample.metadata("schema:accessibilityHazard") == ["none"]
    assert sample.metadata("schema:accessibilitySummary")


def test_a_picture_without_words_is_not_claimed_to_have_them() -> None:
    silent = book(TEXT.replace('alt="Xəritə"', 'alt=""').replace("![Şəklin adı]", "![]"))
    assert "alternativeText" not in silent.metadata("schema:accessibilityFeature")
    assert silent.metadata("schema:accessModeSufficient") == ["textual,visual"]


def test_a_text_without_pictures_or_formulas_claims_neither() -> None:
    plain = book("Yalnız mətn.", resources=())
    assert plain.metadata("schema:accessMode") == ["textual"]
    assert "MathML" not in plain.metadata("schema:accessibilityFeature")
    assert plain.find("package.opf", "//o:item[contains(@properties, 'mathml')]") == []


# --- navigation ----------------------------------------------------------------------------


def test_the_contents_follow_the_headings(sample: Book) -> None:
    lines = sample.words("nav.xhtml", "//x:nav[@epub:type='toc']/x:ol/x:li/x:a")
    assert lines == [
        "Titul vərəqi", "Xülasə", "Birinci bölmə", "Təşəkkür", "Qeydlər", "Ədəbiyyat", "Abstract"
    ]  # fmt: skip
    below = sample.words("nav.xhtml", "//x:nav[@epub:type='toc']/x:ol/x:li/x:ol/x:li/x:a")
    assert below == ["İçəridəki bölmə"]
    assert sample.words("toc.ncx", "//n:navPoint/n:navLabel")[2:4] == ["Birinci bölmə", below[0]]


def test_a_line_in_another_language_says_so(sample: Book) -> None:
    assert sample.words("nav.xhtml", "//x:a[@xml:lang='en']") == ["Abstract"]


def test_the_landmarks_name_the_start_of_the_text(sample: Book) -> None:
    types = sample.find("nav.xhtml", "//x:nav[@epub:type='landmarks']//x:a/@epub:type")
    assert types == ["cover", "titlepage", "toc", "abstract", "bodymatter", "bibliography"]


def test_the_landmarks_are_named_by_what_they_are(sample: Book) -> None:
    nav = "//x:nav[@epub:type='landmarks']"
    assert sample.find("nav.xhtml", f"{nav}/@aria-label") == ["Əsas bölmələr"]
    named = sample.words("nav.xhtml", f"{nav}//x:a")
    assert named == [
        "Üz qabığı",
        "Titul vərəqi",
        "Mündəricat",
        "Xülasə",
        "Mətnin əvvəli",
        "Ədəbiyyat",
    ]


def test_a_line_of_the_old_contents_says_its_language_too(sample: Book) -> None:
    assert sample.words("toc.ncx", "//n:navLabel[@xml:lang='en']") == ["Abstract"]


def test_epigraph_and_verse_are_told_apart_from_other_text() -> None:
    found = book(
        "::: epigraph\nSu axar.\n\nAtalar sözü\n:::\n\n| Birinci misra\n| İkinci misra\n",
        resources=(),
    )
    (epigraph,) = found.find("text.xhtml", "//x:div[@epub:type='epigraph']")
    assert epigraph.get("role") == "doc-epigraph"
    (verse,) = found.words("text.xhtml", "//*[@epub:type='z3998:verse']")
    assert verse == "Birinci misra İkinci misra"


CONFORMS = "//o:meta[@property='dcterms:conformsTo']"


def test_the_book_says_what_it_conforms_to_and_who_says_so(sample: Book) -> None:
    stated = sample.words("package.opf", CONFORMS)
    assert stated == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    by = sample.words("package.opf", "//o:meta[@refines='#conformance']")
    assert by == sample.words("package.opf", "//dc:publisher")


def test_a_book_with_a_picture_that_nobody_described_claims_nothing() -> None:
    found = book(TEXT.replace('alt="Xəritə"', 'alt=""').replace("![Şəklin adı]", "![]"))
    assert not found.words("package.opf", CONFORMS)


def test_small_capitals_have_a_face_of_their_own() -> None:
    found = book("[Nizami]{.smallcaps} və **[Füzuli]{.smallcaps}**.", resources=())
    fonts = [name for name in found.names if "capitals" in name]
    assert fonts == [
        "EPUB/fonts/capitals-normal-400.ttf",
        "EPUB/fonts/capitals-normal-600.ttf",
    ]
    style = found.read("styles/article.css").decode()
    assert "fonts/capitals-normal-400.ttf" in style


def test_an_article_without_headings_still_has_contents() -> None:
    bare = replace(ARTICLE, texts=(LocalText("az", "Ad"),), acknowledgements=None)
    lines = book("Mətn.", bare).words("nav.xhtml", "//x:nav[@epub:type='toc']//x:a")
    assert lines == ["Titul vərəqi"]


# --- pages ---------------------------------------------------------------------------------


def test_the_title_page_bears_the_masthead(sample: Book) -> None:
    text = sample.words("title.xhtml", "//x:body")[0]
    for shown in (
        "Nümunə Jurnalı",
        "Cild 4 · № 2 · 2026",
        "Tədqiqat məqaləsi",
        "İşıq və kölgə",
        "Bir nümunə",
        "Nümunə Müəllif",
        "0000-0000-0000-0001",
        "10.5555/nashr.sample.1",
        "31 mart 2026",
        "p-ISSN 0000-0000 · e-ISSN 9999-9994",
        "CC BY 4.0",
    ):
        assert shown in text


def test_the_sign_of_the_journal_is_on_the_title_page_and_in_the_container() -> None:
    sign = Resource("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    made = Book(epub.render(replace(edition(), logo=sign), ENGINES).value[0].data)
    (image,) = made.find("title.xhtml", "//x:img")
    assert (image.get("src"), image.get("alt")) == ("assets/logo.svg", "Nümunə Jurnalı")
    assert made.read("assets/logo.svg") == sign.data


def test_the_title_page_says_how_to_cite_the_article() -> None:
    made = edition()
    made = replace(made, markup=replace(made.markup, own_citation="Oran, B. <em>Əsər</em>."))
    book = Book(epub.render(made, ENGINES).value[0].data)
    assert "İstinad üçün" in book.words("title.xhtml", "//x:dt")
    assert "Oran, B. Əsər." in book.words("title.xhtml", "//x:dd")


def test_each_abstract_stands_in_its_language(sample: Book) -> None:
    assert sample.words("translations.xhtml", "//x:section[@xml:lang='en']")[0].startswith(
        "Abstract"
    )
    assert "Açar sözlər: işıq, kölgə" in sample.words("abstracts.xhtml", "//x:section")[0]


def test_every_language_is_marked_for_xml_and_for_html(sample: Book) -> None:
    for name in sample.pages:
        for element in sample.find(name, "//*[@lang]"):
            assert element.get("lang") == element.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert sample.tree(name).get("lang") == "az"


def test_a_note_pops_up_and_leads_back(sample: Book) -> None:
    (call,) = sample.find("text.xhtml", "//x:a[@epub:type='noteref']")
    assert call.get("role") == "doc-noteref"
    (note,) = sample.find("text.xhtml", f"//x:aside[@id='{call.get('href')[1:]}']")
    assert note.get("role") == "doc-footnote"
    assert note.get("{http://www.idpf.org/2007/ops}type") == "footnote"
    (back,) = note.xpath(".//x:a[@role='doc-backlink']", namespaces=NS)
    assert back.get("href") == f"#{call.get('id')}"


def test_a_citation_leads_to_its_entry_and_the_entry_to_its_places(sample: Book) -> None:
    calls = sample.find("text.xhtml", "//x:a[@epub:type='biblioref']/@href")
    assert calls == ["#ref-oran", "#ref-oran"]
    backs = sample.find("text.xhtml", "//x:li[@id='ref-oran']//x:a/@href")
    assert backs == ["#cite-1", "#cite-2"]


def test_a_citation_in_an_abstract_is_linked_across_pages() -> None:
    abstract = "Bax [(Oran, 1998)]{#cite-3 .citation}."
    texts = (replace(AZERBAIJANI, abstract=abstract),)
    found = book(TEXT, replace(ARTICLE, texts=texts))
    backs = found.find("text.xhtml", "//x:li[@id='ref-oran']//x:a/@href")
    assert backs == ["#cite-1", "#cite-2", "abstracts.xhtml#cite-3"]


def test_a_formula_stays_mathml_and_is_named_in_words(sample: Book) -> None:
    (formula,) = sample.find("text.xhtml", "//m:math")
    assert formula.get("alttext") == formula.get("aria-label") == "x kvadrat"
    properties = sample.find("package.opf", "//o:item[@href='text.xhtml']/@properties")
    assert properties == ["mathml"]


def test_a_figure_travels_in_the_container(sample: Book) -> None:
    (image,) = sample.find("text.xhtml", "//x:figure/x:img")
    assert (image.get("src"), image.get("alt")) == ("media/map.svg", "Xəritə")
    # Black lines have a light edge on a page that was darkened, and no box around them.
    assert image.get("class") == "drawing"
    style = sample.read("styles/article.css").decode()
    assert re.search(r"img\.drawing \{ filter: drop-shadow", style)
    assert not re.search(r"img[^{]*\{[^}]*background", style)
    assert b"<rect" in sample.read("media/map.svg")


def test_only_void_elements_close_themselves() -> None:
    found = book('Söz <span id="yer"></span> söz.<br>Söz.', resources=()).read("text.xhtml")
    assert b'<span id="yer"></span>' in found
    assert b"<br/>" in found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[söz](#heç-yerdə)", "söz"),
        ("[söz](fayl.pdf)", "söz"),
        ("[söz](http://a b/)", "söz"),
        ("![söz](media/yoxdur.png)", "söz"),
    ],
)
def test_what_cannot_be_reached_becomes_words(text: str, shown: str) -> None:
    # An image that is not among the files is words now, which the account of words sees.
    told = ("text-lost",) if text.startswith("!") else ()
    found = book(f"Burada {text} durur.", told=told, resources=())
    assert f"Burada {shown} durur." in found.words("text.xhtml", "//x:div")
    assert found.find("text.xhtml", "//x:div//x:a/@href | //x:div//x:img") == []


def test_an_address_of_the_web_stays_a_link_and_is_escaped() -> None:
    found = book("[söz](https://example.org/a|b?q=100%)", resources=())
    assert found.find("text.xhtml", "//x:div//x:a/@href") == ["https://example.org/a%7Cb?q=100%25"]


HOSTILE = """
<p>A &#1; control, a <em><div>block among words</div></em>, &nbsp;<br>

<span id="twice">one</span> <span id="twice">two</span> <b data-a<b="x" data-é="y">b</b>

<table><tr><td>1<th>2</table>

<script>alert(1)</script> [x](#nowhere) [y](other.html) <math><mi>x</mi></math> ![](none.png)
"""


@pytest.mark.usefixtures("java_kept")
def test_whatever_html_an_author_writes_epubcheck_finds_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "hostile.epub"
    path.write_bytes(book(TEXT + HOSTILE, told=("text-lost",)).data)
    assert [found for found in epubcheck(path).findings if not found.remark] == []


# --- proofs --------------------------------------------------------------------------------

QUESTION = "Hansı əsərdir?"


def test_a_proof_asks_the_author_and_the_final_does_not() -> None:
    proof = book(proof=True, query=QUESTION).words("text.xhtml", "//x:li[@id='ref-oran']")[0]
    assert "Müəllifə sual" in proof and QUESTION in proof
    final = book(query=QUESTION)
    assert not any(QUESTION in final.words(name, "//x:body")[0] for name in final.pages)


# --- fonts and style -----------------------------------------------------------------------


def test_the_fonts_in_use_are_embedded_and_no_others(sample: Book) -> None:
    fonts = [n.removeprefix("EPUB/fonts/") for n in sample.names if n.startswith("EPUB/fonts/")]
    assert fonts == [
        "math-normal-400.ttf",
        "mono-normal-400.ttf",
        "sans-normal-400.ttf",
        "sans-normal-600.ttf",
        "serif-italic-400.ttf",
        "serif-italic-600.ttf",  # the title has an italic word
        "serif-normal-400.ttf",
        "serif-normal-600.ttf",
    ]
    style = sample.read("styles/article.css").decode()
    assert all(f'url("../fonts/{font}")' in style for font in fonts)


def test_the_arabic_face_comes_with_arabic() -> None:
    found = book("Söz [كلمة]{lang=ar}.", resources=())
    assert "EPUB/fonts/arabic-normal-400.ttf" in found.names
    (word,) = found.find("text.xhtml", "//x:span[@lang='ar']")
    assert word.get("dir") == "rtl"


def test_a_book_read_from_the_right_turns_its_pages_so() -> None:
    persian = replace(ARTICLE, lang="fa", texts=(LocalText("fa", "یک نمونه"),))
    found = book("متن.", persian, resources=())
    assert found.find("package.opf", "//o:spine/@page-progression-direction") == ["rtl"]
    assert found.tree("text.xhtml").get("dir") == "rtl"


def test_text_keeps_the_colours_and_sizes_of_the_reader(sample: Book) -> None:
    style = sample.read("styles/article.css").decode()
    assert re.findall(r"(?<![-\w])color\s*:(?!\s*inherit)[^;]*", style) == []
    # White is behind what is transparent of an image, grey marks beside lines of code that go on.
    style = style.replace(".transparent { background-color: #fff; }", "")
    style = re.sub(r"background: url\(\"data:[^\"]*%23808080[^\"]*\"\)", "", style)
    assert re.findall(r"background[^;]*|font-size\s*:\s*[\d.]+(?:px|pt|mm)", style) == []


# --- cover ---------------------------------------------------------------------------------


def picture(found: Book) -> Image.Image:
    return Image.open(io.BytesIO(found.read("images/cover.png"))).convert("RGB")


def test_the_cover_is_a_picture_for_shelves_with_words_for_ears(sample: Book) -> None:
    assert picture(sample).size == (1400, 2240)
    (item,) = sample.find("package.opf", "//o:item[@properties='cover-image']")
    assert item.get("href") == "images/cover.png"
    (image,) = sample.find("cover.xhtml", "//x:img")
    for shown in ("Nümunə Jurnalı", "İşıq və kölgə", "Nümunə Müəllif"):
        assert shown in image.get("alt")


def test_the_cover_is_drawn_with_two_inks_on_paper(sample: Book) -> None:
    image = picture(sample)
    counted = sorted(image.getcolors(10_000_000) or [], reverse=True)
    assert [colour for _, colour in counted[:2]] == [(122, 26, 43), (246, 242, 234)]
    title = image.crop((140, 400, 1260, 1300)).getcolors(10_000_000) or []
    share = sum(n for n, colour in title if colour == (246, 242, 234)) / (1120 * 900)
    assert 0.02 < share < 0.3, "the title is on the cover, and letters do not fill it"


def test_a_title_in_a_script_without_a_typeface_gives_way_to_its_translation() -> None:
    texts = (LocalText("ka", "𐰀𐰺"), LocalText("en", "Georgia"))
    one = edition("Söz.", replace(ARTICLE, lang="ka", texts=texts))
    shown = epub.cover_text(shop(), one, catalogue_record(one.journal, one.document))
    assert shown.title == "Georgia"


def test_lines_are_balanced_and_no_short_word_ends_one() -> None:
    words = "Türkiyə və Azərbaycan arasında daxili və xarici siyasət əlaqələri".split()

    def lines(width: float) -> tuple[str, ...]:
        return cover.balanced(words, width, lambda line: float(len(line)))

    assert lines(25) == ("Türkiyə və Azərbaycan", "arasında daxili və xarici", "siyasət əlaqələri")
    assert lines(18) == (
        "Türkiyə",
        "və Azərbaycan",
        "arasında daxili",
        "və xarici",
        "siyasət əlaqələri",
    )


def test_a_cover_template_with_other_svg_is_refused() -> None:
    drawer = cover.Drawer(shop(), frozenset("abc"), "az")
    with pytest.raises(cover.CoverError, match="circle"):
        drawer.draw('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle/></svg>')
