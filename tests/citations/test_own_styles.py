"""The styles that come with nashr and nowhere else, on thirty works. The works are samples."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from citations_kit import locale, process_by

from nashr import citations
from nashr.model import Citation, CiteItem
from nashr.project.shipped import shipped_folder

HERE = Path(__file__).parent
FOLDER = Path(shipped_folder()) / "bibliography" / "styles"
STYLES = {
    ("aak-alphabetical", "az"): "own_styles_aak.txt",
    ("gost-r-7-0-100-2018", "ru"): "own_styles_gost.txt",
}


def people(names: str) -> list[dict[str, str]]:
    return [
        {"family": family, "given": given.strip()}
        for family, _, given in (name.partition(",") for name in names.split(";"))
    ]


def work(kind: str, title: str, year: str = "", **fields: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"type": kind, "title": title}
    if year:
        item["issued"] = {"date-parts": [[int(part) for part in year.split("-")]]}
    for name, value in fields.items():
        if name in ("author", "editor", "translator"):
            item[name] = people(value)
        elif name == "accessed":
            item[name] = {"date-parts": [[int(part) for part in value.split("-")]]}
        else:
            item[_NAMES.get(name, name)] = value
    return item


_NAMES = {
    "within": "container-title",
    "place": "publisher-place",
    "extent": "number-of-pages",
    "series": "collection-title",
}
JOURNAL = "Nümunə xəbərləri"
WORKS = (
    work(
        *("musical_score", "Nümunə operası", "1984"),
        author="Nümunəzadə, Ü.",
        medium="notlar",
        edition="Klavir",
        place="Bakı",
        publisher="İşıq",
        extent="240",
    ),
    work("book", "Bir müəllifli kitab", "2001", author="Əhmədov, Rauf Əli", extent="120"),
    work(
        *("book", "İki müəllifli kitab", "2005"),
        author="Cəfərli, A.; Çələbi, Ş.",
        place="Bakı",
        publisher="Elm",
        extent="350",
    ),
    work("book", "Üç müəllifli kitab", "2010", author="Ağa, A.; Bəy, B.; Can, C.", place="Gəncə"),
    work("book", "Beş müəllifli kitab", "2011", author="Əl, Ə.; Bə, B.; Ca, C.; De, D.; El, E."),
    work("book", "Müəllifsiz kitab", "1999", place="Bakı", publisher="Elm", extent="88"),
    work("book", "Redaktorlu kitab", "2003", author="Iğdırlı, T.", editor="İsmayıl, K."),
    work("book", "Tərcümə kitab", "2004", author="Oğuz, T.", translator="Ülkər, S.", edition="2"),
    work("book", "Çoxcildli kitab", "1998", author="Öz, M.", volume="3", place="Şəki"),
    work("book", "Tarixsiz kitab", author="Zəka, N.", place="Bakı"),
    work(
        *("article-journal", "Jurnal məqaləsi", "2015"),
        author="Qəmərli, Nizami Qulu",
        within=JOURNAL,
        place="Bakı",
        volume="4",
        issue="3",
        page="12-18",
    ),
    work(
        *("article-journal", "DOI ilə məqalə", "2020"),
        author="Ləman, L.",
        within=JOURNAL,
        issue="1",
        page="5",
        DOI="10.5555/sample.1",
    ),
    work("article-journal", "Cildsiz məqalə", "2021", author="Məmməd, M.", within=JOURNAL),
    work("article-journal", "Статья", "2019", author="Иванов, И. И.", within="Вестник", volume="7"),
    work("article-journal", "An article", "2018", author="Sample, J.", within="Review", page="1-9"),
    work(
        "article-newspaper", "Qəzet xəbəri", "1997-5-6", author="Ak, A.", within="Qəzet", page="3"
    ),
    work("article-newspaper", "İmzasız xəbər", "1998-12-31", within="Qəzet"),
    work("article-magazine", "Dərgi yazısı", "2012-3", author="Pərvin, P.", within="Dərgi"),
    work(
        *("chapter", "Fəsil", "2001"),
        author="Rza, R.",
        editor="Sona, S.",
        within="Toplu",
        place="İstanbul",
        publisher="İletişim",
        edition="10",
        page="366-439",
    ),
    work("paper-conference", "Məruzə", "2016", author="Şən, Ş.", within="Konfrans", page="7-9"),
    work("entry-encyclopedia", "Maddə", "1980", author="Tək, T.", within="ASE", volume="4"),
    work(
        *("thesis", "Dissertasiya işi", "2003"),
        author="Uğur, S. Y.",
        genre="fəlsəfə doktoru dissertasiyası",
        place="Bakı",
        publisher="Nümunə Universiteti",
        extent="222",
    ),
    work("thesis", "Avtoreferat", "2009", author="Üz, Ü.", genre="dissertasiyanın avtoreferatı"),
    work("report", "Hesabat", "2014", author="Vüsal, V.", genre="hesabat", publisher="İnstitut"),
    work(
        *("webpage", "Veb-səhifə", "2016"),
        publisher="Nazirlik",
        URL="https://example.org/a",
        accessed="2024-5-6",
    ),
    work("webpage", "Tarixsiz səhifə", URL="https://example.org/b", accessed="2024-1-31"),
    work(
        "legislation", "Nümunə haqqında Qanun", "1995-11-12", authority="Milli Məclis", number="1"
    ),
    work("map", "Xəritə", "2007", genre="xəritə", place="Bakı", publisher="Kartoqrafiya"),
    work("dataset", "Verilənlər", "2022", author="Yaz, Y.", medium="verilənlər", publisher="Arxiv"),
    work(
        "book", "Seriya kitabı", "2008", author="Zaman, Z.", publisher="Elm", DOI="10.5555/sample.2"
    ),
)


def entries(style: str, tag: str) -> list[str]:
    done = process_by((FOLDER / f"{style}.csl").read_text("utf-8"), WORKS, tag)
    assert done.warnings == ()
    return [citations.as_plain(entry.text) for entry in done.bibliography]


@pytest.mark.parametrize(("style", "tag"), STYLES)
def test_thirty_works_are_listed_as_by_hand(style: str, tag: str) -> None:
    path = HERE / STYLES[style, tag]
    found = "\n".join(entries(style, tag)) + "\n"
    if os.environ.get("NASHR_UPDATE"):
        path.write_text(found, "utf-8")
    assert len(WORKS) == 30
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("style", "tag", "cited"),
    [
        ("aak-alphabetical", "az", "[1, s. 119]"),
        ("aak-by-appearance", "az", "[1, s. 119]"),
        ("aak-by-appearance", "ru", "[1, с. 119]"),
        ("gost-r-7-0-100-2018", "ru", "[1, с. 119]"),
    ],
)
def test_a_citation_has_its_number_and_page(style: str, tag: str, cited: str) -> None:
    item = {"id": "a", **WORKS[0]}
    groups = [Citation("c", (CiteItem("a", locator="119", label="page"),))]
    text = (FOLDER / f"{style}.csl").read_text("utf-8")
    done = citations.process(text, locale, {"a": item}, groups, tag)
    assert citations.as_plain(done.citations[0].text) == cited


def test_the_two_orders_of_the_aak_differ_in_their_order_alone() -> None:
    one, other = entries("aak-alphabetical", "az"), entries("aak-by-appearance", "az")
    assert sorted(entry.partition(".  ")[2] for entry in one) == sorted(
        entry.partition(".  ")[2] for entry in other
    )
    assert other[0].startswith("1.  Nümunəzadə")


def one(style: str, tag: str, item: dict[str, Any]) -> str:
    text = (FOLDER / f"{style}.csl").read_text("utf-8")
    printed = citations.as_plain(process_by(text, [item], tag).bibliography[0].text)
    return printed.removeprefix("1.  ").removeprefix("۱.  ")


BODY = [{"literal": "Nümunə Akademiyası"}]
NOTE = "NDA. F. 50, siy. 1, iş 233, v. 17"


@pytest.mark.parametrize(
    ("style", "tag", "item", "printed"),
    [
        (
            *("aak-alphabetical", "az"),
            work("book", "Tarix", "2000") | {"author": BODY},
            "Nümunə Akademiyası. Tarix. – 2000.",
        ),
        (
            *("gost-r-7-0-100-2018", "ru"),
            work("book", "Tarix", "2000") | {"author": BODY},
            "Nümunə Akademiyası. Tarix / Nümunə Akademiyası. – 2000. – Текст : непосредственный.",
        ),
        (
            *("aak-by-appearance", "az"),
            work("document", "Protokol", "1908-5-14", note=NOTE),
            f"Protokol. – 1908, 14 may. – {NOTE}.",
        ),
        (
            *("gost-r-7-0-100-2018", "ru"),
            work("manuscript", "Xatirələr", "1961", note=NOTE),
            f"Xatirələr. – 1961. – {NOTE}. – Текст : непосредственный.",
        ),
        (
            *("nashr-author-date", "az"),
            work("manuscript", "Xatirələr", "1961", author="Ak, A.", note=NOTE),
            f"Ak, A. (1961). Xatirələr. Əlyazma. {NOTE}.",
        ),
        (
            *("aak-alphabetical", "az"),
            work("report", "Hesabat", "2005", genre="texniki hesabat", number="7"),
            "Hesabat: / texniki hesabat № 7. – 2005.",
        ),
        (
            *("aak-alphabetical", "az"),
            work("legislation", "Qanun", "2001-11-22", genre="Fərman", number="4", within="Qəzet"),
            "Qanun // Qəzet: / Fərman, – № 4, – 2001, 22 noyabr.",
        ),
        (
            *("gost-r-7-0-100-2018", "ru"),
            work("legislation", "О мерах", "2014-12-24", genre="Указ Президента", number="808"),
            "О мерах : Указ Президента от 24.12.2014 № 808. – Текст : непосредственный.",
        ),
        (
            *("aak-alphabetical", "az"),
            work("article-journal", "Məqalə", author="Ak, A.", within="Jurnal", status="çapda"),
            "Ak, A. Məqalə // Jurnal, – çapda.",
        ),
        (
            *("gost-r-7-0-100-2018", "ru"),
            work("article-journal", "Статья", within="Журнал", status="в печати"),
            "Статья // Журнал. – в печати. – Текст : непосредственный.",
        ),
        (
            *("aak-alphabetical", "az"),
            work("dataset", "D", "1999"),
            "D [Verilənlər toplusu]. – 1999.",
        ),
    ],
)
def test_what_an_entry_says_is_printed(
    style: str, tag: str, item: dict[str, Any], printed: str
) -> None:
    assert one(style, tag, item) == printed


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("az", "Title : 7 cilddə. – 2001. – Mətn : çap."),
        ("de", "Title : in 7 Bd. – 2001. – Text : gedruckt."),
        ("fa", "Title : در 7 ج. – 2001. – متن : چاپی."),
        ("fi", "Title : in 7 vol. – 2001. – Text : print."),
        ("ka", "Title : 7 ტომად. – 2001. – ტექსტი : ნაბეჭდი."),
        ("kk", "Title : 7 томдық. – 2001. – Мәтін : баспа."),
        ("ky", "Title : 7 томдук. – 2001. – Текст : басма."),
        ("ru", "Title : в 7 т. – 2001. – Текст : непосредственный."),
        ("sv", "Title : i 7 vol. – 2001. – Text : tryckt."),
        ("tk", "Title : 7 jiltde. – 2001. – Tekst : çap."),
        ("uk", "Title : у 7 т. – 2001. – Текст : друкований."),
        ("uz", "Title : 7 jildda. – 2001. – Matn : bosma."),
    ],
)
def test_a_record_of_gost_has_the_words_of_each_language(tag: str, printed: str) -> None:
    """In Kazakh the kind of content was *preprint*, what the locale calls an article by itself."""
    item = work("book", "Title", "2001", **{"number-of-volumes": "7"})
    assert one("gost-r-7-0-100-2018", tag, item) == printed


@pytest.mark.parametrize(
    ("tag", "printed"),
    [("az", "7 cilddə"), ("en", "7 vols."), ("ru", "в 7 т."), ("tr", "7 ciltte")],
)
def test_how_many_volumes_a_work_has_is_said_as_the_language_says_it(
    tag: str, printed: str
) -> None:
    item = work("book", "Title", "2001", **{"number-of-volumes": "7"})
    assert one("aak-alphabetical", tag, item) == f"Title: [{printed}]. – 2001."


def test_a_body_that_publishes_its_report_stands_behind_it_once() -> None:
    item = work("report", "Отчёт", "2001", publisher="Институт", place="Москва")
    item["author"] = [{"literal": "Институт"}]
    assert one("gost-r-7-0-100-2018", "ru", item) == (
        "Институт. Отчёт / Институт. – Москва, 2001. – Текст : непосредственный."
    )
    item["author"] = [{"literal": "Отдел"}]
    assert "/ Отдел ; Институт." in one("gost-r-7-0-100-2018", "ru", item)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("aak-alphabetical", "Hearing. – Senate, – № 117, – 2021."),
        ("gost-r-7-0-100-2018", "Hearing : 2021 № 117. – Senate, 2021. – Mətn : çap."),
    ],
)
def test_a_hearing_has_its_number_and_who_held_it(style: str, printed: str) -> None:
    item = work("hearing", "Hearing", "2021", authority="Senate", number="117")
    assert one(style, "az", item) == printed


def test_a_record_of_gost_has_its_version() -> None:
    item = work("dataset", "Данные", "2001", version="1.2")
    assert "– Версия 1.2. –" in one("gost-r-7-0-100-2018", "ru", item)


def test_a_record_of_gost_has_its_series() -> None:
    item = work("book", "Книга", "2001", series="Наследие", extent="90")
    item["collection-number"] = "5"
    assert one("gost-r-7-0-100-2018", "ru", item) == (
        "Книга. – 2001. – 90 с. – (Наследие ; 5). – Текст : непосредственный."
    )


def test_names_in_the_sentence_have_no_brackets_of_the_list() -> None:
    item = {"id": "a", **work("book", "Kitab", "2011", author="Əl, Ə.; Bə, B.; Ca, C.; De, D.")}
    groups = [Citation("c", (CiteItem("a", author_in_text=True),))]
    text = (FOLDER / "gost-r-7-0-100-2018.csl").read_text("utf-8")
    done = citations.process(text, locale, {"a": item}, groups, "ru")
    assert citations.as_plain(done.citations[0].text) == "Əl и др. [1]"
