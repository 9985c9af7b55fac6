"""Lists that are read otherwise than they were typed are told of."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_type, slips

from nashr import ast


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("1. a\n2. b\n\n5. c\n6. d", 7, 1),
        ("3) a\n5) b", 5, 1),
        ("(1) a\n\n(1) b\n(2) c", 6, 2),
        ("1. a\n1. b\n2. c", 5, 1),
        ("1. a\n\n   Text.\n\n3. b", 8, 1),
    ],
)
def test_a_list_that_is_read_otherwise(body: str, line: int, column: int) -> None:
    assert slips(body) == [(line, column)]


@pytest.mark.parametrize(
    "body",
    [
        "• bir\n\n• iki",
        "A.  Bir.\nB.  İki.",
        "a. bir\nb. iki",
        "-Hara?\n\n-Evə.",
        "Bakı və Gəncə\n-dən gələn\nson.",
        "(1) bir\n(2) iki\n\n(3) üç",
        "A. Sınaqov\nK. Nümunəyeva",
        "а) первый\n\nб) второй",
        "a) bir\nb) iki\nc) üç",
        "a) bir\nb) iki\nc) üç\nç) dörd\nd) beş",
        "(a) bir\n(b) iki",
        "Слово (см. раздел\nа) и другое.",
        "```\nа) x\nб) y\n```",
        "Text – a word\n– and another line",
        "1. a\n2. b\n3. c",
        "1. a\n1. b\n1. c",
        "4. a\n5. b\n\n   Text.\n\n6. c",
        "1. a\n2. b\n\nText.\n\n5. c\n6. d",
        "1. a\n2. b\n\n<!-- -->\n\n5. c",
        "1. a\n2) b",
        "It was in\n1998. Then\n2001. And so on.",
        "1. a\n\n   - b\n\n2. c",
        "1. a\n   1. b\n   2. c\n2. d",
        " 1. a\n 2. b",
        "```\n• a\n• b\n1. x\n3. y\n```",
    ],
)
def test_a_list_that_is_read_as_it_is_typed(body: str) -> None:
    assert slips(body) == []


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "letters", ["a) b) c) ç) d)", "(e) (ə) (f) (g) (ğ) (h) (x) (ı)", "d. e. ə. f."]
)
def test_letters_of_the_own_alphabet_go_on_with_their_list(letters: str, between: str) -> None:
    marks = letters.split()
    document = clean("Mətn:\n\n" + between.join(f"{mark} söz" for mark in marks) + "\n\nMətn.")
    shown = [ast.plain_text(block) for block in document.blocks]
    assert shown == ["Mətn:", *(f"{mark} söz" for mark in marks), "Mətn."]


@pytest.mark.parametrize(
    "body", ["a) bir\nb) iki\nc) üç\n\nMətn.\n\nç) dörd", "a) bir\n\n    söz\n\nb) iki\n\nç) üç"]
)
def test_a_list_that_ends_before_another_letter_stays_one(body: str) -> None:
    outcome = loaded(body)
    assert outcome.value is not None
    assert of_type(outcome.value.blocks, "OrderedList")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_years_keep_their_numbers(between: str) -> None:
    body = f"1918. Elan.{between}1920. İşğal.{between}1921. Müqavilə.{between}1918. Yenə."
    outcome = loaded(body)
    assert outcome.value is not None and outcome.diagnostics == ()
    lists = of_type(outcome.value.blocks, "OrderedList")
    assert [(one["c"][0][0], len(one["c"][1])) for one in lists] == [
        (1918, 1),
        (1920, 2),
        (1918, 1),
    ]


def test_a_hyphen_right_before_an_image_makes_no_sign_of_a_figure() -> None:
    body = 'Text.\n\n-![A *map*.](a.png){alt="x"}\n\n- ![B](a.png){alt="y"}'
    blocks = clean(body, files={"a.png": PNG}).blocks
    assert [block["t"] for block in blocks] == ["Para", "Figure", "BulletList"]
    assert ast.plain_text(blocks[1]["c"][1][1]) == "Figure 1. A map."
