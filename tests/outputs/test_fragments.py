"""What front matter gives the page of an article: in every output, each in its place."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx_kit
import edition_kit
import front_kit
import lxml.html
import pdf_kit
import pytest

from nashr.engines.fonts import shop
from nashr.identifiers import LICENCES
from nashr.languages import LICENSES, language, supported
from nashr.model import Article, Author, Issn, Journal, LocalText
from nashr.outputs import fragments
from nashr.outputs.docx import render as docx
from nashr.outputs.edition import Edition
from nashr.outputs.epub import render as epub
from nashr.outputs.html import render as html
from nashr.outputs.jats import render as jats
from nashr.outputs.pdf import render as pdf

#: What JATS has in other words: a share without its author, an address as an attribute.
NOT_AS_TEXT = {"jats": {"https://example.org/thesis"}}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return edition_kit.edition(front_kit.article(), "Mətn.", journal=front_kit.journal())


def _text(markup: str) -> str:
    markup = re.sub(r"</?wbr/?>", "", markup)  # where an address may end its line
    root = lxml.html.document_fromstring(
        markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    for element in root.iter("style", "script"):
        element.text = ""
    return " ".join(" ".join(root.itertext()).split())


@pytest.fixture(scope="module")
def shown(edition: Edition) -> dict[str, str]:
    """The text of each product."""
    (page,) = html.render(edition, edition_kit.ENGINES).value
    (book,) = epub.render(edition, replace(edition_kit.ENGINES, fonts=shop())).value
    with zipfile.ZipFile(BytesIO(book.data)) as archive:
        pages = [n for n in archive.namelist() if n.endswith(".xhtml") and "nav" not in n]
        texts = [archive.read(name).decode() for name in pages]
    (file, *_) = jats.render(edition, edition_kit.ENGINES).value
    (word,) = docx.render(edition, docx_kit.ENGINES).value
    pages_of_pdf = pdf.prepare_pages(edition, edition_kit.ENGINES)
    return {
        "html": _text(page.data.decode()),
        "epub": " ".join(_text(re.sub(r"<\?xml.*?\?>", "", text)) for text in texts),
        "pdf": _text(pages_of_pdf.html),
        "docx": " ".join(
            words for _, words in docx_kit.paragraphs(docx_kit.WordPackage(word.data))
        ),
        "jats": _text(re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", file.data.decode(), flags=re.S)),
    }


@pytest.mark.parametrize("output", ["pdf", "html", "epub", "jats", "docx"])
def test_every_output_shows_all_of_the_front_matter(shown: dict[str, str], output: str) -> None:
    text = shown[output]
    left_out = NOT_AS_TEXT.get(output, set())
    names = {  # JATS has the parts of a name as elements of their own
        "jats": {name for name in front_kit.SHOWN if name.count(" ") and name[0].isupper()},
    }.get(output, set())
    missing = [
        words
        for words in front_kit.SHOWN
        if words not in text
        and words not in left_out
        and not (words in names and all(part in text for part in words.split()))
    ]
    assert missing == []


@pytest.mark.parametrize("output", ["pdf", "html", "epub", "docx"])
def test_dates_stand_with_the_words_of_the_country(shown: dict[str, str], output: str) -> None:
    text = shown[output].lower()
    for label, date in front_kit.DATED:
        assert re.search(rf"{label.lower()}:? {date}", text), label
    assert "15 january 2026" in text
    assert "15 января 2026" in text


# --- each part -----------------------------------------------------------------------------


def test_classifications_have_the_names_of_each_language(edition: Edition) -> None:
    article = edition.document.article
    assert fragments.classification_lines(article, language("az")) == (
        "UOT 78.01(479.24)",
        "KBT 85.31(5Аз)",
        "Elm sahəsi: Sənətşünaslıq",
    )
    assert fragments.classification_lines(article, language("ru")) == (
        "УДК 78.01(479.24)",
        "ББК 85.31(5Аз)",
    )
    assert fragments.code_lines(article, language("en")) == (
        "JEL: Z11, L82",
        "MSC: 00A65",
        "PACS: 43.75.Bc",
    )


def test_a_part_in_another_language_has_its_own_byline(edition: Edition) -> None:
    own, english, russian = fragments.abstracts(edition)
    assert not own.byline.authors and not own.classification and not own.dates
    assert [a.name for a in russian.byline.authors] == [
        "Айнур Сынаг гызы Сынагова",
        "Кямран Нюмунели",
    ]
    assert russian.byline.ranks == ("Айнур Сынаг гызы Сынагова: доктор философии",)
    assert [place.text for place in russian.byline.affiliations] == [
        "Пробная академия",
        "Sınaq Universiteti",
    ]
    assert english.byline.ranks[0].endswith("PhD in Art Studies, Associate Professor, Head")
    assert english.source == "The Trial Journal, Trial Press, Baku"
    assert russian.dates[0].label == "Поступила в редакцию"


def test_a_part_without_names_of_its_own_repeats_none() -> None:
    article = Article("a", "az", (LocalText("az", "T"), LocalText("en", "E", None, "Abstract.")))
    made = edition_kit.edition(
        replace(article, authors=(Author("F", "G"),)), "Mətn.", journal=Journal("J", "az")
    )
    (part,) = fragments.abstracts(made)
    assert (part.byline.authors, part.dates, part.source) == ((), (), "")


def test_dates_may_be_written_in_numbers(edition: Edition) -> None:
    made = replace(edition, journal=replace(edition.journal, dates_style="numbers"))
    assert fragments.date_lines(made, language("az"))[0].text == "12.01.2026"
    assert fragments.date_lines(made, language("en"))[0].text == "2026-01-12"


def test_the_holder_of_the_copyright(edition: Edition) -> None:
    assert fragments.copyright_line(edition) == "© 2025 Sınaq Nəşriyyatı"
    article = replace(edition.document.article, copyright_holder=(), copyright_year=None)
    made = replace(edition, document=replace(edition.document, article=article))
    assert fragments.copyright_line(made) == ("© 2026 Aynur Sınaq qızı Sınaqova və Kamran Nümunəli")


@pytest.mark.parametrize("lang", supported())
def test_one_page_has_the_word_of_one_page(lang: str) -> None:
    words = language(lang)
    article = replace(edition_kit.ARTICLE, lang=lang, first_page=17, last_page=None)
    unknown = replace(edition_kit.edition(article), language=words)
    one, several = replace(unknown, last_page=17), replace(unknown, last_page=18)
    assert fragments.pages_label(one, is_set=True) == words.labels.page
    assert fragments.pages_label(several) == words.labels.pages
    assert fragments.pages_label(unknown, is_set=True) == words.labels.pages
    assert fragments.pages_label(unknown) == words.labels.page
    assert words.labels.page != words.labels.pages


def test_a_single_reviewer_is_one() -> None:
    article = front_kit.article("title: T\nreviewers: Bir Oxucu\n")
    (line,) = fragments.people_lines(article, language("az"))
    assert (line.label, line.names) == ("Rəyçi", "Bir Oxucu")


def test_the_package_of_the_book_names_authors_in_their_scripts(edition: Edition) -> None:
    (book,) = epub.render(edition, replace(edition_kit.ENGINES, fonts=shop())).value
    with zipfile.ZipFile(BytesIO(book.data)) as archive:
        package = archive.read("EPUB/package.opf").decode()
    assert (
        '<meta refines="#author-1" property="alternate-script" xml:lang="ru">'
        "Айнур Сынаг гызы Сынагова</meta>" in package
    )
    assert '<meta refines="#code-1" property="authority">UDC</meta>' in package
    assert "<dc:rights>© 2025 Sınaq Nəşriyyatı. Bu açıq girişli məqalə" in package
    assert '<dc:contributor id="editor-1">Lalə Redaktorlu</dc:contributor>' in package


def test_names_stand_below_a_title_without_an_abstract() -> None:
    front = "title: T\ntranslations: {ru: {title: Заглавие}}\nauthors:\n"
    front += "  - {given: A, family: B, translations: {ru: {given: А, family: Б}}}\n"
    made = edition_kit.edition(front_kit.article(front), "Mətn.", journal=front_kit.journal())
    shown = _text(pdf.prepare_pages(made, edition_kit.ENGINES).html)
    assert shown.index("Заглавие") < shown.index("А Б")
    assert shown.count("Заглавие") == 1


def test_names_of_another_direction_keep_their_marks_and_their_place() -> None:
    front = "title: T\ntranslations: {fa: {title: متن}}\nauthors:\n"
    front += "  - {given: A, family: B, affiliations: [a], translations: {fa: {given: علی}}}\n"
    front += "  - {name: Mövlana}\n  - {given: C, family: D, affiliations: [b]}\n"
    front += "affiliations: [{id: a, name: Sınaq}, {id: b, name: İkinci}]\n"
    made = edition_kit.edition(front_kit.article(front), "Mətn.", journal=front_kit.journal())
    page = lxml.html.fromstring(pdf.prepare_pages(made, edition_kit.ENGINES).html)
    (own,) = page.xpath("//p[@class='authors']")
    assert own.text_content() == "A B1, Mövlana, C D2"
    (translated,) = page.xpath("//p[@class='byline']")
    assert translated.text_content() == "علی B۱، Mövlana\u200f، C D\u200f۲"
    (web,) = html.render(made, edition_kit.ENGINES).value
    assert "Mövlana\u200f، C D\u200f" in web.data.decode()


def test_a_title_that_stands_twice_calls_its_notes_once() -> None:
    texts = (
        LocalText("az", "Başlıq", None, "Xülasə.", ()),
        LocalText("en", "On two^[A note.] countries", None, "Abstract.", ()),
    )
    made = pdf_kit.make("Mətn.", texts=texts)
    fields = {**made.markup.fields, "extended-abstract.en": "<p>Long.</p>"}
    made = replace(made, markup=replace(made.markup, fields=fields))
    _, above = fragments.abstracts(made)
    (extended,) = fragments.extended_abstracts(made)
    assert "doc-noteref" in str(above.title)
    assert extended.title == "On two countries"


def test_issns_are_told_apart_where_there_are_two() -> None:
    words = language("az")
    assert fragments.named_issns(Issn("1234-5679", "8765-4326"), words) == (
        ("p-ISSN", "1234-5679"),
        ("e-ISSN", "8765-4326"),
    )
    assert fragments.named_issns(Issn(None, "8765-4326"), words) == (("ISSN", "8765-4326"),)


@pytest.mark.parametrize("licence", LICENCES)
def test_each_licence_that_may_be_named_has_a_sentence_and_leads_to_its_deed(
    licence: str, edition: Edition
) -> None:
    article = replace(edition.document.article, license=licence)
    named = replace(edition, document=replace(edition.document, article=article))
    line = fragments.license_line(named)
    assert line is not None
    parts = licence.removeprefix("CC").strip("-0123456789.").lower() or "zero"
    assert line.url is not None
    assert line.url.rsplit("/", 3)[1] == parts
    assert "Creative Commons" in line.text
    assert len(line.text) > len(LICENSES[licence])  # a sentence of the language, not the name alone
