"""Paragraphs that begin with an ordinal are no lists."""

from __future__ import annotations

import pytest
from document_kit import clean, loaded, of_type

from nashr import ast


@pytest.mark.parametrize(
    "text",
    [
        "XIX. yüzyılda ticaret gelişti.",
        "1. Dünya Savaşı sonrası.",
        "1918. ildə oldu.",
        "> II. Meşrutiyet.",
        "- XIX. yüzyıl",
        "s. 25’te yazılıdır.",
    ],
)
def test_one_item_is_a_paragraph_with_its_number(text: str) -> None:
    blocks = clean(f"Before.\n\n{text}\n\nAfter.\n", "tr").blocks
    assert not of_type(blocks, "OrderedList")
    assert text.lstrip("> -") in ast.plain_text(blocks)


def test_a_note_that_begins_with_the_edition_has_its_number() -> None:
    (note,) = of_type(clean("Text[^1].\n\n[^1]: 2. baskı, İstanbul.\n").blocks, "Note")
    assert ast.plain_text(note["c"]) == "2. baskı, İstanbul."


def test_an_abstract_that_begins_with_a_century_has_it() -> None:
    (one,) = clean("Text.", acknowledgements="XIX. yüzyıl.").fields["acknowledgements"]
    assert (one["t"], ast.plain_text(one)) == ("Para", "XIX. yüzyıl.")


def test_a_list_right_below_one_with_bullets_has_all_its_items() -> None:
    blocks = clean("- One\n  - two\n1. Three\n2. Four\n").blocks
    (found,) = of_type(blocks, "OrderedList")
    assert [ast.plain_text(item) for item in found["c"][1]] == ["Three", "Four"]


def test_numbers_that_do_not_count_are_those_that_were_typed() -> None:
    outcome = loaded("1. Dünya Savaşı.\n\n1918. yılda.\n")
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks) == "1. Dünya Savaşı. 1918. yılda."


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("1. One\n2. Two\n", [2]),
        ("3. One\n\n4. Two\n", [2]),
        ("1. One\n1. Two\n", [2]),
        ("1. One\n\n   goes on.\n", [1]),
        ("1. One\n   - a\n   - b\n", [1]),
        ("II. One\nIII. Two\n", [2]),
        ("a. One\nb. Two\n", [2]),
        ("1. One\ngoes on\n2. Two\n\n   more\n\n3. Three\n", [3]),
        ("1) One\n", [1]),
        ("> 7. One\n> 8. Two\n", [2]),
        ("> 1. One\n>\n> 2. Two\n", [2]),
        ("- 1. One\n  2. Two\n", [2]),
        ("Text[^1].\n\n[^1]: 5. One\n    6. Two\n", [2]),
        ("a. One\n\nb. Two\n\n1. Three\n\nText.\n", [2]),
        ("```\n1. One\n```\n", []),
        ("1918. One\n\n1919. Two\n", [2]),
    ],
)
def test_lists_stay_lists(body: str, items: list[int]) -> None:
    lists = of_type(clean(body).blocks, "OrderedList")
    assert [len(one["c"][1]) for one in lists] == items


@pytest.mark.parametrize(
    ("body", "starts"),
    [
        ("a) One\nc) Three\nd) Four\n", [1, 3]),
        ("(a) One\n\n(d) Four\n", [1, 4]),
        ("i. One\niii. Three\n", [1, 3]),
        ("a) One\nb) Two\n\na) Other\nb) More\n", [1, 1]),
        ("A) One\nC) Three\n", [1, 3]),
        ("> a) One\n> c) Three\n", [1, 3]),
        ("a) One\nb) Two\nc) Three\n", [1]),
        ("h) One\ni) Two\nj) Three\n", [8]),
        ("i) One\nii) Two\niii) Three\niv) Four\nv) Five\nvi) Six\n", [1]),
    ],
)
def test_items_have_the_letters_that_were_typed(body: str, starts: list[int]) -> None:
    lists = of_type(clean(body).blocks, "OrderedList")
    assert [one["c"][0][0] for one in lists] == starts
