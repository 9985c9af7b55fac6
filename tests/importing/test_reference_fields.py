"""From labelled words to an item of CSL JSON. The labels are given, so that only this is tested."""

from __future__ import annotations

import re
from typing import Any

import pytest
from labelled_references_kit import of_lines

from nashr.importing.reference_fields import item_of, year_letter
from nashr.importing.reference_labels import Labelled
from nashr.importing.reference_tokens import tokens_of


def _labelled(line: str) -> Labelled:
    [words] = of_lines(line)
    text = " ".join(word for word, _ in words)
    starts = [
        (match.start(), label)
        for match, (_, label) in zip(re.finditer(r"\S+", text), words, strict=True)
    ]
    tokens = tuple(tokens_of(text))
    labels = tuple([label for at, label in starts if at <= token.start][-1] for token in tokens)
    return Labelled(text, tokens, labels, 1.0)


def _item(line: str) -> dict[str, Any]:
    return item_of(_labelled(line), "az")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{a}Ad A. {t}Başlıq // {c}Tarix. {d}1998. {v}№ 3. {p}S. 3–9.", "article-journal"),
        ("{a}Ad A. {t}Başlıq. {l}Bakı: {b}Elm, {d}1998. {p}116 s.", "book"),
        ("{a}Ad, A. {t}A. {e}In B. Ad (Ed.), {c}Book {p}(pp. 3–9). {l}Bakı: {b}Elm.", "chapter"),
        ("{a}Ad, A. {t}A. {c}In Proceedings of the Workshop, {p}3–9.", "paper-conference"),
        ("{a}Ad A. {t}Başlıq. {g}Doktora tezi, {b}Ankara Üniversitesi, {d}1998.", "thesis"),
        ("{a}Ad A. {t}Title. {g}Technical report 12, {b}Institute, {d}1998.", "report"),
        ("{t}Başlıq // {c}Xalq qəzeti, {d}12 mart 1998.", "article-newspaper"),
        ("{a}TÜİK. {d}(2019). {t}A. {u}http://example.org/ {o}(erişim: 4.5.2020)", "webpage"),
        ("{t}Başlık, {c}İslam Ansiklopedisi, {v}C. 3, {p}s. 3-9.", "entry-encyclopedia"),
        ("{a}Cheng, Y. {t}Title. {o}arXiv:1301.12345, {d}2013.", "article"),
    ],
)  # fmt: skip
def test_the_type_is_seen_by_the_fields(line: str, kind: str) -> None:
    assert _item(line)["type"] == kind


@pytest.mark.parametrize(
    ("typed", "volume", "issue"),
    [
        ("12(3),", "12", "3"),
        ("Cilt: 7, Sayı: 2,", "7", "2"),
        ("Т. 19. № 4.", "19", "4"),
        ("vol. 12, no. 3", "12", "3"),
        ("12:3", "12", "3"),
        ("№ 11.", None, "11"),
        ("XXVII,", "XXVII", None),
        ("C. 1,", "1", None),
    ],
)
def test_volume_and_issue_are_parted(typed: str, volume: str | None, issue: str | None) -> None:
    item = _item(f"{{a}}Ad A. {{t}}Başlıq // {{c}}Tarix. {{v}}{typed} {{p}}3–9.")
    assert (item.get("volume"), item.get("issue")) == (volume, issue)


def test_volumes_of_a_book_are_counted() -> None:
    item = _item("{a}Ad A. {t}Əsərləri. {v}3 cilddə. II cild. {l}Bakı: {b}Elm, {d}2005.")
    assert (item["number-of-volumes"], item["volume"]) == ("3", "II")


def test_marks_of_typing_are_no_part_of_the_fields() -> None:
    item = _item(
        "{n}[3] {a}Ad, A., {d}(1998a). {t}“Uzun baş- lıq?”, {c}In: Kitab içinde, {p}ss. 12 - 15. "
        "{l}(Bakı : {b}Elm), {x}2-ci nəşr. {i}doi:10.1234/abc."
    )
    assert item["title"] == "Uzun başlıq?"
    assert item["container-title"] == "Kitab"
    assert item["page"] == "12–15"
    assert (item["publisher-place"], item["publisher"]) == ("Bakı", "Elm")
    assert item["edition"] == "2"
    assert item["DOI"] == "10.1234/abc"
    assert item["issued"] == {"date-parts": [[1998]]}


def test_the_day_of_access_is_read_in_the_languages_of_authors() -> None:
    item = _item("{t}Başlıq. {u}https://example.org/a. {o}(müraciət tarixi: 12.03.2021)")
    assert item["accessed"] == {"date-parts": [[2021, 3, 12]]}
    assert item["URL"] == "https://example.org/a"
    assert "note" not in item


def test_what_is_in_no_other_field_stays_in_the_note() -> None:
    assert _item("{a}Ad A. {t}Başlıq. {o}To appear.")["note"] == "To appear"


def test_the_language_is_that_of_the_title() -> None:
    assert _item("{a}Ад А. {t}История литературы. {l}М., {d}1998.")["language"] == "ru"
    assert _item("{a}Ad A. {t}Ədəbiyyat tarixi. {l}Bakı, {d}1998.")["language"] == "az"


def test_the_letter_behind_a_year_is_kept_for_citations() -> None:
    assert year_letter(_labelled("{a}Ad A. {d}1998b. {t}Başlıq.")) == "b"


@pytest.mark.parametrize(
    ("title", "around", "language"),
    [
        ("Kitabın adı", "az", "az"),
        ("Kitabın adı", "en", "tr"),
        ("Название книги", "az", "ru"),
        ("Название книги", "uk", "uk"),
        ("Kitab", "az", "az"),
    ],
)
def test_the_language_of_a_title_that_does_not_tell_it(
    title: str, around: str, language: str
) -> None:
    item = item_of(_labelled(f"{{a}}Ad A. {{t}}{title}. {{d}}1998."), around)
    assert item["language"] == language
