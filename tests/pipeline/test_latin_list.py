"""The list of references in Latin letters, in every product."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pytest

from nashr import ast, citations
from nashr.diagnostics import Diagnostic
from nashr.model import (
    Article,
    Citation,
    CiteItem,
    CslItem,
    LatinList,
    LatinSettings,
    LocalText,
    Reference,
    ReferenceEntry,
    RenderedCitations,
)
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.pipeline.latin_list import latin_list
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace

NUMBERED = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>N</title><id>n</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
<bibliography><sort><key variable="author"/></sort><layout suffix=".">
<text variable="citation-number" suffix=". "/><names variable="author"><name/></names>
<text variable="title" prefix=", "/><date variable="issued" prefix=", "><date-part name="year"/>
</date></layout></bibliography></style>"""
DATED = (
    NUMBERED.replace('<text variable="citation-number" suffix=". "/>', "")
    .replace('<key variable="author"/>', '<key variable="author"/><key variable="title"/>')
    .replace(
        '<citation><layout prefix="[" suffix="]"><text variable="citation-number"/>',
        '<citation disambiguate-add-year-suffix="true"><layout><names variable="author">'
        '<name form="short"/></names><date variable="issued"><date-part name="year"/></date>',
    )
)


def work(key: str, family: str, title: str, lang: str = "ru", **more: Any) -> Reference:
    item: CslItem = {
        "id": key,
        "type": "book",
        "author": [{"family": family, "given": "А."}],
        "title": title,
        "issued": {"date-parts": [[2001]]},
        "language": lang,
        **more,
    }
    return Reference(key, item, "x.bib", 3)


def both(
    style: str, *works: Reference, lang: str = "ru", settings: LatinSettings | None = None
) -> tuple[list[str], LatinList | None, tuple[Diagnostic, ...]]:
    references = {one.key: one for one in works}
    items = {one.key: one.item for one in works}
    cited = [Citation(f"cite-{n}", (CiteItem(one.key),)) for n, one in enumerate(works)]
    first = citations.format_citations(style, lambda _: None, items, cited, lang)

    def render(items: Any, tag: str) -> tuple[ReferenceEntry, ...]:
        return citations.format_second_list(style, lambda _: None, items, cited, tag, first)

    article = Article("a", lang, (LocalText(lang, "T"),))
    found = latin_list(article, settings or LatinSettings(), first, references, render)
    return shown(first), found.value, found.diagnostics


def shown(made: RenderedCitations | LatinList | None) -> list[str]:
    return [ast.plain_text(entry.inlines) for entry in made.entries] if made else []


YUDIN = work("y", "Юдин", "Язык")
ABAEV = work("a", "Абаев", "Осетия")
ZHUKOV = work("z", "Жуков", "Атлас")


def test_a_numbered_list_keeps_its_numbers_and_its_order() -> None:
    first, latin, _ = both(NUMBERED, YUDIN, ZHUKOV, ABAEV)
    assert [line[:6] for line in first] == ["1. А. ", "2. А. ", "3. А. "]
    assert shown(latin) == [
        "1. A. Abayev, Osetiya, 2001. (In Russian)",
        "2. A. Zhukov, Atlas, 2001. (In Russian)",
        "3. A. Yudin, Yazyk, 2001. (In Russian)",
    ]


def test_a_list_by_names_is_sorted_by_the_latin_alphabet() -> None:
    first, latin, _ = both(DATED, ZHUKOV, YUDIN, ABAEV, work("s", "Шенин", "Мир"))
    assert [line.split()[1] for line in first] == ["Абаев,", "Жуков,", "Шенин,", "Юдин,"]
    assert [line.split()[1] for line in shown(latin)] == ["Abayev,", "Shenin,", "Yudin,", "Zhukov,"]


def test_the_letters_behind_years_are_those_of_the_citations() -> None:
    works = [work("b", "Юдин", "Щит"), work("a", "Юдин", "Эра")]
    first, latin, _ = both(DATED, *works)
    assert [re.findall(r"2001\w", line) for line in first] == [["2001a"], ["2001b"]]
    # In Latin letters Era stands before Shchit.
    assert shown(latin) == [
        "A. Yudin, Era, 2001b. (In Russian)",
        "A. Yudin, Shchit, 2001a. (In Russian)",
    ]


def test_names_that_are_alike_in_latin_letters_alone_get_no_letter() -> None:
    _, latin, _ = both(DATED, work("a", "Юдин", "Эра"), work("b", "Yudin", "Era", "en"))
    assert all(re.search(r"2001[a-z]", line) is None for line in shown(latin))


def test_without_a_work_of_another_script_there_is_no_list() -> None:
    latin = work("a", "Elçin", "Kitab", "az", author=[{"family": "Elçin"}])
    assert both(NUMBERED, latin)[1:] == (None, ())
    translated = work("b", "", "Kitab", "az", author=[], **{"title-translated": "The Book"})
    [line] = shown(both(NUMBERED, translated)[1])
    assert line == "1. Kitab [The Book], 2001. (In Azerbaijani)"


def test_the_language_of_the_work_may_be_left_out() -> None:
    settings = LatinSettings(original_language=False)
    assert shown(both(NUMBERED, ABAEV, settings=settings)[1]) == ["1. A. Abayev, Osetiya, 2001."]
    turkish = LatinSettings("tr")
    assert shown(both(NUMBERED, ABAEV, settings=turkish)[1]) == ["1. A. Abayev, Osetiya, 2001."]


def test_the_words_of_a_translation_have_their_language() -> None:
    translated = work(
        "a", "Абаев", "<i>Осетия</i> и мир", **{"title-translated": "Two <b>words</b>"}
    )
    plain = work("b", "Юдин", "Язык", **{"title-translated": "Language"})
    _, latin, _ = both(NUMBERED, plain, translated)
    assert latin is not None
    spans = [
        (ast.plain_text(node["c"][1]), ast.keyvals(node["c"][0]))
        for node in ast.nodes([entry.inlines for entry in latin.entries])
        if node["t"] == "Span"
    ]
    assert ("Language", {"lang": "en"}) in spans


def test_the_keys_are_those_of_no_other_work() -> None:
    odd = work("latin-a", "Юдин", "Язык")
    _, latin, _ = both(NUMBERED, ABAEV, odd)
    assert latin is not None
    keys = [entry.key for entry in latin.entries]
    assert len({*keys, "a", "latin-a"}) == 4
    assert keys == [work.key for work in latin.works]


def test_what_is_generated_is_a_query_until_it_is_confirmed() -> None:
    sure = work("s", "Шенин", "Мир", romanization="confirmed")
    given = work("g", "Гусев", "Мир", **{"author-romanized": [{"family": "Goussev"}]})
    _, latin, found = both(NUMBERED, ABAEV, sure, given)
    assert latin is not None
    queries = {one.key.removeprefix("latin-"): one.query for one in latin.works}
    assert queries["s"] is None
    assert queries["a"] == "Транслитерация выполнена автоматически: проверьте её."
    assert queries["g"] == queries["a"]  # its title is generated
    assert [(one.code, one.entry, one.span.line) for one in found] == [
        ("reference-romanized", "a", 3),
        ("reference-romanized", "g", 3),
    ]
    assert "Abayev, A.; Osetiya" in found[0].message
    assert found[0].hint is not None
    assert "author-romanized = {…}" in found[0].hint
    assert "romanization = {confirmed}" in found[0].hint


def test_what_cannot_be_generated_is_asked_for() -> None:
    persian = work("p", "رضایی", "تاریخ", "fa", author=[{"family": "رضایی"}])
    _, _, [found] = both(NUMBERED, persian)
    assert found.code == "reference-not-romanized"
    assert found.hint == "Write it: author-romanized = {…}, title-romanized = {…}."


# --- in the products -----------------------------------------------------------------------

BIB = """@book{abaev,
  author = {Абаев, Василий Иванович},
  title = {Осетинский язык и фольклор},
  title-translated = {The Ossetic Language and Folklore},
  publisher = {Изд-во АН СССР},
  location = {Москва},
  date = {1949},
  langid = {russian},
}
@book{elcin, author = {Elçin}, title = {Kitab}, publisher = {Elm}, location = {Bakı},
  date = {1980}, langid = {azerbaijani}, doi = {10.5555/elcin}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The products of an article that cites a Russian and an Azerbaijani work, in a proof too."""
    folder = tmp_path_factory.mktemp("latin")
    (folder / "manuscript/a").mkdir(parents=True)
    (folder / "bibliography").mkdir()
    (folder / "manuscript/journal.yaml").write_text(
        "title: Jurnal\nlanguage: az\nreferences-latin: true\n", encoding="utf-8"
    )
    (folder / "bibliography/references.bib").write_text(BIB, encoding="utf-8")
    text = "---\ntitle: Məqalə\n---\n\nBirinci əsər [@abaev, 5] ikincidən [@elcin] fərqlidir.\n"
    (folder / "manuscript/a/article.md").write_text(text, encoding="utf-8")
    for proof in (False, True):
        request = Request(formats=("pdf", "epub", "html", "jats", "docx"), proof=proof)
        done = list(build(Workspace(folder), request, InProcessPool()))
        codes = [one.code for report in done for one in report.diagnostics]
        assert "text-lost" not in codes and "text-doubled" not in codes, codes
    yield folder / "output/a"
    shutil.rmtree(folder)


def html_of(built: Path, name: str) -> Any:
    return lxml.html.document_fromstring((built / name).read_bytes())


def test_the_web_page_has_both_lists_and_the_second_leads_nowhere(built: Path) -> None:
    page = html_of(built, "a.html")
    first, second = page.xpath("//section[@role='doc-bibliography']")
    assert [part.xpath("string(h2)") for part in (first, second)] == ["Ədəbiyyat", "References"]
    assert second.get("lang") == "en"
    entries = second.xpath(".//li")
    assert [entry.get("lang") for entry in entries] == ["ru-Latn", "az"]
    assert "Osetinskiy yazyk i fol’klor" in entries[0].text_content()
    assert entries[0].xpath("string(.//*[@lang='en'])") == "The Ossetic Language and Folklore"
    assert entries[0].text_content().strip().endswith("(In Russian)")
    assert "https://doi.org/10.5555/elcin" in entries[1].text_content()
    assert len(first.xpath(".//a[@role='doc-backlink']")) == 2
    assert second.xpath(".//a[@role='doc-backlink']") == []
    assert page.xpath("//nav//a[@href='#nashr-references-latin']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_book_has_both_lists(built: Path) -> None:
    with ZipFile(built / "a.epub") as book:
        pages = {n: book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml")}
    text = "".join(pages.values())
    assert text.count('epub:type="bibliography"') >= 2
    assert "Osetinskiy yazyk i fol’klor" in text
    assert re.search(r"nav.xhtml", " ".join(pages))
    nav = next(page for name, page in pages.items() if name.endswith("nav.xhtml"))
    assert ">References</a>" in nav


def test_the_pdf_has_both_lists_in_their_order(built: Path) -> None:
    command = ["pdftotext", "-enc", "UTF-8", str(built / "a.pdf"), "-"]
    read = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    text = " ".join(read.stdout.split())
    first, second = text.index("Ədəbiyyat"), text.index("References")
    assert first < text.index("Осетинский") < second < text.index("Osetinskiy")


def test_a_proof_asks_the_author(built: Path) -> None:
    page = html_of(built, "a-proof.html")
    [query] = page.xpath("//section[@id='nashr-references-latin']//*[@class='query']")
    assert query.get("lang") == "az"
    assert "yoxlayın" in query.text_content()
    assert html_of(built, "a.html").xpath("//*[@class='query']") == []


def test_jats_has_a_second_list_that_counts_no_work_twice(built: Path) -> None:
    root = lxml.etree.parse(built / "a.xml").getroot()
    first, second = root.findall("back/ref-list")
    assert second.get("content-type") == "romanized"
    assert [len(part.findall("ref/element-citation")) for part in (first, second)] == [2, 0]
    assert root.find(".//ref-count").get("count") == "2"
    translated = first.find("ref/element-citation/trans-source")
    assert translated.text == "The Ossetic Language and Folklore"
    languages = [
        one.get("{http://www.w3.org/XML/1998/namespace}lang")
        for one in second.findall("ref/mixed-citation")
    ]
    assert languages == ["ru-Latn", "az"]


def test_the_word_file_has_both_lists(built: Path) -> None:
    with ZipFile(built / "a.docx") as file:
        text = lxml.etree.fromstring(file.read("word/document.xml")).xpath("string()")
    assert text.index("Осетинский") < text.index("References") < text.index("Osetinskiy")
    assert text.count("10.5555/elcin") >= 2
