"""Several locators in one cite."""

from __future__ import annotations

from pathlib import Path

import pytest
from citations_kit import locale

from nashr import citations
from nashr.model import Citation, CiteItem

WORKS = {
    "a": {
        "id": "a",
        "type": "book",
        "title": "Kitab",
        "author": [{"family": "Göl", "given": "A."}],
        "issued": {"date-parts": [[2001]]},
        "language": "az",
    },
    "case": {
        "id": "case",
        "type": "legal_case",
        "title": "A v. B",
        "container-title": "U.S.",
        "volume": "347",
        "page": "483",
        "authority": "Court",
        "issued": {"date-parts": [[1954]]},
    },
}
STYLES = Path(__file__).resolve().parents[2] / "bibliography" / "styles"


def cited(
    style: str, lang: str, *places: tuple[tuple[str, str, str], ...], key: str = "a"
) -> list[str]:
    own = STYLES / f"{style}.csl"
    text = own.read_text("utf-8") if own.is_file() else citations.style_text(style)
    assert text is not None
    made = [
        Citation(
            f"cite-{n}",
            (CiteItem(key, label=first[0], locator=first[1], sign=first[2], more=more),),
            n,
        )
        for n, (first, *rest) in enumerate(places, start=1)
        for more in [tuple(rest)]
    ]
    done = citations.process(text, locale, WORKS, made, lang)
    return [citations.as_plain(one.text).replace("\u00a0", " ") for one in done.citations]


PLACE = (("volume", "2", ""), ("page", "15-20", ""))


@pytest.mark.parametrize(
    ("style", "lang", "text"),
    [
        ("nashr-author-date", "az", "(Göl, 2001: c. 2, s. 15–20)"),
        ("nashr-author-date", "en", "(Göl, 2001: vol. 2, pp. 15–20)"),
        ("aak-alphabetical", "ru", "[1, т. 2, с. 15–20]"),
        ("apa", "tr", "(Göl, 2001, Cilt 2, ss. 15–20)"),
        ("apa", "uk", "(Göl, 2001, Том 2, с. 15–20)"),
    ],
)
def test_each_has_its_word_in_the_language_of_the_list(style: str, lang: str, text: str) -> None:
    assert cited(style, lang, PLACE) == [text]


def test_a_style_of_raised_numbers_prints_all() -> None:
    (text,) = cited("american-medical-association", "en", PLACE)
    assert text == "1(vol2, pp. 15-20)"


def test_another_page_of_the_same_volume_is_not_the_same_place() -> None:
    other = (PLACE[0], ("page", "16", ""))
    style = "uludag-universitesi-sosyal-bilimler-enstitusu-full-note-with-ibid"
    _, again, same = cited(style, "tr", PLACE, other, other)
    assert "s. 16" in again
    assert "s. 16" not in same


def test_a_chapter_is_no_page_in_a_note_that_was_cited_before() -> None:
    page, chapter = (("page", "12", ""),), (("chapter", "5", ""),)
    found = cited("isnad", "tr", page, page, chapter)
    assert [text.rpartition(", ")[2] for text in found] == ["12.", "12.", "böl. 5."]


@pytest.mark.parametrize(
    ("style", "lang", "says"),
    [
        ("chicago-notes-bibliography", "tr", "s. 485"),
        ("chicago-notes-bibliography", "ru", "с. 485"),
        ("chicago-notes-bibliography", "en", "at 485"),
        ("isnad", "az", "s. 485"),
    ],
)
def test_at_a_page_of_a_case_is_page_in_languages_without_at(
    style: str, lang: str, says: str
) -> None:
    place = (("page", "485", ""),)
    assert any(says in text for text in cited(style, lang, place, place, key="case"))
    assert not any(
        f" {word} 485" in text
        for word in ("de", "на", "ünvan")
        for text in cited(style, lang, place, place, key="case")
    )
