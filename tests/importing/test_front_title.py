"""The title among the first lines of a manuscript, and what stands around it."""

from __future__ import annotations

from typing import Any

import pytest
from word_kit import imported, paragraph, text, word_file

_TEXT = "Bu abzas məqalənin mətnidir, çünki başlıqdan və açar sözlərdən sonra mətn gəlməlidir. "


def _bold(words: str, size: int = 24) -> str:
    return text(words, f'<w:b/><w:sz w:val="{size}"/>')


def _raised(words: str) -> str:
    return text(words, '<w:vertAlign w:val="superscript"/>')


def _front(*lines: str) -> dict[str, Any]:
    body = "".join(line if line.startswith("<w:p>") else paragraph(line) for line in lines)
    body += paragraph(text("Açar sözlər: ", "<w:b/>"), "dil, söz") + paragraph(_TEXT * 3)
    front = imported(word_file(body))[1].front
    del front["keywords"], front["lang"]
    return front


_NAMES = paragraph("Nümunə Əliyeva", _raised("1*"), ", Sınaq Məmmədov", _raised("1,2"))


@pytest.mark.parametrize(
    "lines",
    [
        ["UOT 81’373; UDC 811.512", paragraph(_bold("DİLİN TARİXİ HAQQINDA")), _NAMES],
        ["DOI: 10.5555/abc-1", _NAMES, paragraph(_bold("DİLİN TARİXİ HAQQINDA"))],
        [paragraph(_bold("FİLOLOGİYA", 20)), paragraph(_bold("DİLİN TARİXİ HAQQINDA", 28)), _NAMES],
        [
            paragraph(_bold("Nümunə Əliyeva")),
            "Bakı Dövlət Universiteti",
            paragraph(_bold("DİLİN TARİXİ HAQQINDA")),
        ],
        ["Daxil olub: 7 fevral 2023", paragraph(_bold("DİLİN TARİXİ HAQQINDA")), _NAMES],
        [paragraph(_bold("* * *", 40)), paragraph(_bold("DİLİN TARİXİ HAQQINDA")), _NAMES],
    ],
    ids=["codes", "names-first", "rubric", "bold-names", "dates", "sign"],
)
def test_the_title_is_the_line_that_is_nothing_else(lines: list[str]) -> None:
    assert _front(*lines)["title"] == "DİLİN TARİXİ HAQQINDA"


@pytest.mark.parametrize(
    "title", ["Dilin Tarixi", "Azərbaycan Dilində Frazeoloji Birləşmələrin Yeri"]
)
def test_a_title_in_capital_initials_is_no_name(title: str) -> None:
    front = _front(paragraph(_bold(title)), paragraph(_bold("Nümunə Əliyeva")))
    assert front["title"] == title
    assert front["authors"] == [{"given": "Nümunə", "family": "Əliyeva"}]


def test_codes_dates_and_an_identifier_are_fields() -> None:
    front = _front(
        "UOT 81’373; UDC 811.512 JEL: Z13, I20",
        "https://doi.org/10.5555/abc-1",
        paragraph(_bold("DİLİN TARİXİ")),
        "Daxil olub: 7 fevral 2023; qəbul edilib: 1 mart 2023",
        "UDC 811.512",
    )
    assert front["classification"] == {"udc": ["81’373", "811.512"], "jel": ["Z13", "I20"]}
    assert front["doi"] == "10.5555/abc-1"
    assert front["dates"] == {"received": "2023-02-07", "accepted": "2023-03-01"}


def test_who_answers_letters_is_known_by_the_sign() -> None:
    front = _front(
        paragraph(_bold("DİLİN TARİXİ")),
        paragraph("Nümunə Əliyeva", _raised("1"), ", Sınaq Məmmədov", _raised("1,2*")),
        paragraph(_raised("1"), "Bakı Dövlət Universiteti, Bakı (e-mail: a@example.org)"),
        paragraph(_raised("2"), "Dilçilik İnstitutu, Bakı"),
        paragraph(_raised("*"), "Müəllif ilə əlaqə: sinaq@example.org"),
    )
    assert [one["name"] for one in front["affiliations"]] == [
        "Bakı Dövlət Universiteti, Bakı",
        "Dilçilik İnstitutu, Bakı",
    ]
    first, second = front["authors"]
    assert first["affiliations"] == ["a1"]
    assert "corresponding" not in first
    assert second["affiliations"] == ["a1", "a2"]
    assert (second["email"], second["corresponding"]) == ("sinaq@example.org", True)


def test_signs_that_are_not_raised_lead_to_affiliations_too() -> None:
    front = _front(
        paragraph(_bold("DİLİN TARİXİ")),
        "Nümunə ƏLİYEVA1, Sınaq YILMAZ2*",
        "1 Bakı Dövlət Universiteti",
        "2 Dilçilik İnstitutu",
    )
    assert [(one["family"], one["affiliations"]) for one in front["authors"]] == [
        ("Əliyeva", ["a1"]),
        ("Yılmaz", ["a2"]),
    ]


def test_names_in_another_script_are_those_of_the_authors() -> None:
    front = _front(
        paragraph(_bold("DİLİN TARİXİ")),
        paragraph("Nümunə Əliyeva", _raised("1"), ", Sınaq Məmmədov", _raised("2")),
        paragraph("Нумуна Алиева", _raised("1"), ", Сынаг Мамедов", _raised("2")),
    )
    assert [one["translations"]["ru"]["family"] for one in front["authors"]] == [
        "Алиева",
        "Мамедов",
    ]


def test_a_title_in_capitals_with_a_star_for_a_note_is_no_author() -> None:
    front = _front(
        paragraph(
            _bold("OSMANLI DÖNEMİ MEKTUPLARINDA DİL", 32),
            _raised("*"),
            properties='<w:jc w:val="center"/>',
        ),
        paragraph(_bold("Sample YAZAR")),
        paragraph(_bold("Nümunə MÜƏLLİF")),
        "Örnek Üniversitesi",
    )
    assert front["title"].startswith("OSMANLI DÖNEMİ MEKTUPLARINDA DİL")
    assert [one["family"] for one in front["authors"]] == ["Yazar", "Müəllif"]


def test_days_that_are_given_once_more_in_english_are_taken() -> None:
    made = _front(
        paragraph(_bold("DİLİN TARİXİ HAQQINDA")),
        "Daxil olub: 12.03.2024",
        "Received: 12.03.2024",
        "Accepted: 20.04.2024",
    )
    assert made["dates"] == {"received": "2024-03-12", "accepted": "2024-04-20"}


@pytest.mark.parametrize("place", ["front", "end"])
def test_a_long_abstract_in_english_is_not_the_language_of_a_short_article(place: str) -> None:
    english = paragraph("Abstract: " + "The article is about the history of the press. " * 12)
    body = paragraph(_bold("QƏZETLƏRİN TARİXİ")) + (english if place == "front" else "")
    body += paragraph(f"Xülasə: {_TEXT}") + paragraph("Açar sözlər: dil, söz")
    text_of_it = "Qısa mətn." if place == "front" else _TEXT
    body += paragraph(_bold("Giriş")) + paragraph(text_of_it)
    if place == "end":
        body += paragraph(_bold("Summary")) + english.replace("Abstract: ", "")
    assert imported(word_file(body))[1].front["lang"] == "az"


def test_a_title_in_capital_initials_above_its_translation_is_no_author() -> None:
    front = _front(
        paragraph(_bold("Osmanlı Mektuplarında Hitap Biçimleri", 28)),
        paragraph(_bold("Forms of Address in Ottoman Letters", 28)),
        paragraph(_bold("Sample YAZAR"), _raised("1*"), ", Nümunə MÜƏLLİF", _raised("2")),
    )
    assert front["title"] == "Osmanlı Mektuplarında Hitap Biçimleri"
    assert [one["family"] for one in front["authors"]] == ["Yazar", "Müəllif"]


def test_the_title_of_a_review_stands_below_its_kind() -> None:
    body = paragraph(_bold("Kitap Tanıtımı")) + paragraph(
        _bold("Dil Tarihi. Ankara: Deneme, 2020.")
    )
    front = imported(word_file(body + paragraph(_TEXT * 3)))[1].front
    assert (front["type"], front["title"]) == ("book-review", "Dil Tarihi. Ankara: Deneme, 2020.")


def test_fields_of_a_form_lose_their_labels() -> None:
    front = _front(
        paragraph("Məqalənin adı: ", _bold("Dil və cəmiyyət")),
        "Müəllif: Nümunə Əliyeva",
        "İş yeri: Bakı Dövlət Universiteti",
    )
    assert front["title"] == "Dil və cəmiyyət"
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Dövlət Universiteti"}]
