"""Names and titles for which CSL has no variable, in all styles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from citations_kit import listed, process, process_by

from nashr import citations
from nashr.citations.varnames import CONTRIBUTORS
from nashr.languages import language
from nashr.languages.records import own as languages

STYLES = Path(__file__).resolve().parents[2] / "bibliography" / "styles"


def person(family: str, given: str) -> list[dict[str, str]]:
    return [{"family": family, "given": given}]


BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Kitab",
    "author": person("Göl", "Anar"),
    "foreword": person("Dağ", "Səməd"),
    "annotator": [*person("Çay", "Cəmil"), *person("Yol", "Eldar")],
    "publisher": "Nəşr",
    "issued": {"date-parts": [[2001]]},
    "language": "az",
}
ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "Məqalə",
    "author": person("Göl", "Anar"),
    "container-title": "Jurnal",
    "issue-title": "Xüsusi buraxılış",
    "volume": "3",
    "issued": {"date-parts": [[2001]]},
    "language": "az",
}


def own(style: str, work: dict[str, Any], lang: str) -> str:
    done = process_by((STYLES / f"{style}.csl").read_text("utf-8"), [work], lang)
    return citations.as_plain(done.bibliography[0].text)


@pytest.mark.parametrize(
    ("style", "lang", "entry"),
    [
        (
            "apa",
            "en",
            "Göl, A. (2001). Kitab. Foreword by S. Dağ, annotated by C. Çay and E. Yol. Nəşr.",
        ),
        ("apa", "tr", "Göl, A. (2001). Kitab. Ön söz: S. Dağ, notlar: C. Çay ve E. Yol. Nəşr."),
        (
            "chicago-notes-bibliography",
            "de",
            "Göl, Anar. Kitab. Vorwort von Səməd Dağ, Anmerkungen von Cəmil Çay und Eldar Yol."
            " Nəşr, 2001.",
        ),
    ],
)
def test_a_foreword_is_printed_where_a_style_knows_none(style: str, lang: str, entry: str) -> None:
    assert listed(style, [BOOK], lang) == [entry]


def test_own_styles_have_a_place_for_it() -> None:
    assert own("aak-alphabetical", BOOK, "az").endswith(
        "Göl, A. Kitab: / ön söz: S. Dağ, qeydlər: C. Çay və E. Yol. – Nəşr, – 2001."
    )
    assert " / A. Göl ; авт. предисл. S. Dağ, авт. примеч. C. Çay и E. Yol. – Nəşr" in own(
        "gost-r-7-0-100-2018", BOOK, "ru"
    )


def test_a_note_has_it_once_and_a_citation_in_the_text_not() -> None:
    note = process("chicago-notes-bibliography", [BOOK], "en").citations[0]
    assert citations.as_plain(note.text) == (
        "Anar Göl, Kitab, foreword by Səməd Dağ, annotated by Cəmil Çay and Eldar Yol (Nəşr, 2001)."
    )
    untitled = {name: value for name, value in BOOK.items() if name != "author"}
    cited = process("apa", [untitled], "en").citations[0]
    assert citations.as_plain(cited.text) == "(Kitab, 2001)"


def test_a_compiler_is_printed_where_a_style_has_no_place_for_one() -> None:
    work = {**BOOK, "compiler": person("Bağ", "Bahar")}
    (entry,) = listed("nlm-citation-sequence", [work], "en")
    assert "compiled by" in entry.lower()
    (entry,) = listed("apa", [work], "en")
    assert entry.count("Bağ") == 1


def test_the_title_of_an_issue_stands_behind_that_of_the_journal() -> None:
    assert listed("apa", [ARTICLE], "az") == [
        "Göl, A. (2001). Məqalə. Jurnal: Xüsusi buraxılış, 3."
    ]
    abbreviated = {**ARTICLE, "container-title-short": "Jurn."}
    (entry,) = listed("american-medical-association", [abbreviated], "az")
    assert "Jurn: Xüsusi buraxılış. 2001" in entry


@pytest.mark.parametrize("tag", sorted(languages()))
def test_every_language_has_words_for_them(tag: str) -> None:
    assert set(language(tag).contributors) == set(CONTRIBUTORS)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("aak-alphabetical", "Söhbət: / müs. apar. S. Dağ // Qəzet. – 1990, 5 may. – № 7."),
        ("gost-r-7-0-100-2018", "Söhbət / A. Göl ; müs. apar. S. Dağ // Qəzet. – 1990. – 5 may."),
    ],
)
def test_an_interviewer_is_printed(style: str, printed: str) -> None:
    work = {
        "type": "interview",
        "title": "Söhbət",
        "author": person("Göl", "Anar"),
        "interviewer": person("Dağ", "Səməd"),
        "container-title": "Qəzet",
        "issue": "7",
        "issued": {"date-parts": [[1990, 5, 5]]},
    }
    assert printed in own(style, work, "az").replace("\u00a0", " ")


@pytest.mark.parametrize("style", ["aak-alphabetical", "aak-by-appearance", "gost-r-7-0-100-2018"])
def test_a_reprint_has_the_year_of_its_first_edition(style: str) -> None:
    work = {**BOOK, "original-date": {"date-parts": [[1918]]}}
    assert "2001" in own(style, work, "az")
    assert "Əsərin ilk nəşri: 1918" in own(style, work, "az")
    assert own(style, work, "az").count("1918") == 1


@pytest.mark.parametrize("style", ["aak-alphabetical", "gost-r-7-0-100-2018"])
def test_a_decree_has_its_number(style: str) -> None:
    work = {
        "type": "document",
        "title": "Fərman",
        "author": [{"literal": "Prezident"}],
        "number": "506",
        "issued": {"date-parts": [[2001, 6, 18]]},
    }
    assert "№ 506" in own(style, work, "az").replace("\u00a0", " ")


@pytest.mark.parametrize("style", ["aak-alphabetical", "aak-by-appearance"])
def test_a_chapter_has_the_series_of_its_book(style: str) -> None:
    work = {
        "type": "chapter",
        "title": "Fəsil",
        "author": person("Göl", "Anar"),
        "container-title": "Kitab",
        "collection-title": "Seriya",
        "collection-number": "4",
        "page": "5-9",
        "issued": {"date-parts": [[1990]]},
    }
    assert own(style, work, "az").replace("\u00a0", " ").endswith("s. 5–9. – (Seriya, № 4).")
