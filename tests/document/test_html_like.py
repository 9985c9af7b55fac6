"""Words in angle brackets that are no tags of HTML are printed, and told of."""

from __future__ import annotations

import pytest
from document_kit import clean, loaded, places

from nashr import ast


@pytest.mark.parametrize(
    ("body", "shown", "told"),
    [
        ("O, <<söz>> dedi.", "O, <<söz>> dedi.", [(4, 5)]),
        ("Write to <Ad Soyad>.", "Write to <Ad Soyad>.", [(4, 10)]),
        ("If a<b and c>d, then.", "If a<b and c>d, then.", [(4, 5)]),
        ("If a<b and c>d, <b>then</b>.", "If a<b and c>d, then.", [(4, 5)]),
        ("If p<q> r.", "If p<q> r.", [(4, 5)]),
        ("<x> and <x>", "<x> and <x>", [(4, 1), (4, 9)]),
        ("One.^[In <söz> a note.]", "One. In <söz> a note.", [(4, 10)]),
        ("<Ünvan>\n\nText.", "<Ünvan> Text.", [(4, 1)]),
    ],
)
def test_what_is_no_tag_is_text(body: str, shown: str, told: list[tuple[int, int]]) -> None:
    outcome = loaded(body)
    assert outcome.value is not None
    text = " ".join(ast.plain_text(outcome.value.blocks).split())
    notes = [n["c"] for n in ast.nodes(outcome.value.blocks, leaves=False) if n["t"] == "Note"]
    assert " ".join([text, *map(ast.plain_text, notes)]) == shown
    assert [one[1:] for one in places(outcome.diagnostics)] == told


@pytest.mark.parametrize(
    "body",
    [
        "<b>bold</b> and <sup>2</sup> H<sub>2</sub>O <br> x<br/>y",
        "<b>One.\n\nTwo.</b>",
        "Word <o:p></o:p> and <st1:place>Bakı</st1:place>",
        "<https://example.org> and <a@example.org>",
        "`<söz>` and\n\n```\n<söz>\n```",
        "<div>\n\nText.\n\n</div>\n\n<!-- <söz> -->",
        "a < b and c > d",
    ],
)
def test_tags_and_addresses_stay(body: str) -> None:
    clean(body)


def test_a_tag_that_is_not_closed_is_told_of_as_that() -> None:
    [found] = loaded("One <i>two.").diagnostics
    assert found.message == "“<i>” is not closed, and is read as text."
    assert found.hint == "Close it with </i>, or write \\<i>"
