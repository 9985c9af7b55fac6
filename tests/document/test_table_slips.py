"""Rows of pipe tables that pandoc would drop or read as text are told of."""

from __future__ import annotations

from random import Random

import pytest
from document_kit import loaded, places

from nashr import ast


def told(body: str) -> list[tuple[str, int, int]]:
    return list(places(loaded(body).diagnostics))


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("| a | b |\n|---|---|\n| c | d | e |", 6, 11),
        ("| a | b | c |\n|---|---|\n| d | e |", 4, 11),
        ("a|b\n-|-\nc|d|e", 6, 5),
        ("> | a | b |\n> |---|---|\n> | c | d | e |", 6, 13),
        ("- x\n\n  | a | b |\n  |---|---|\n  | c | d | e |", 8, 13),
        ("A.[^1]\n\n[^1]: b\n\n    | a |\n    |---|\n    | c | d", 10, 11),
        ("| a | b |\n|---|---|\n| $c|d$ | `e|f` | g |", 6, 19),
        ("| Ad | İl |\n|:--|--:|\n| [x|y](https://example.org) | 1999 |", 6, 32),
    ],
)
def test_a_cell_beyond_the_columns_is_an_error(body: str, line: int, column: int) -> None:
    assert told(body) == [("text-lost", line, column)]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("Text.\na | b\n---|---\nc | d", 5, 1),
        ("| a | b |\n\n|---|---|\n| c | d |", 4, 1),
        ("| a | b |\n| c | d |\n\nText.", 4, 1),
        ("Ad\tSay\nBakı\t2\nGəncə\t3\n\nText.", 4, 1),
        (" Ad   Standart\n----- ---\n bir  iki\n bircəbiri  iki\n\nText.", 7, 2),
        (
            "-----------\n Ad Standart\n---- ------\n a   b\n-----------\n\nT.",
            5,
            5,
        ),
        ("Text.\n\n----- ---\n bir  iki\n çoxuzun iki\n----- ---\n\nText.", 8, 2),
        (" Ad       İki\n -------- ---\n <p>bir</p> iki\n\nText.", 6, 2),
        (
            "--------------\n Ad    Söz\n----- --------\n bir   iki\n\n dördlər beş\n"
            "--------------",
            9,
            2,
        ),
    ],
)
def test_rows_that_are_no_table_are_told_of(body: str, line: int, column: int) -> None:
    assert told(body) == [("markdown-slip", line, column)]


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n|---|---|\n| c |\n| d | e |  |\n| `f|g` | h\\|i |\n| $x|y$ | z",
        "a | b\n--|--\nc | d",
        "- | a | b |\n  |---|---|\n  | c | d |\n\n1. | e |\n   |---|\n   | f |",
        "One.[^n]\n\n[^n]: | a | b |\n    |---|---|\n    | c | d |",
        "| a | b |\n|---+---|\n| c | d |",
        "| A line of verse\n| another | with a bar\n|   a third",
        "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+",
        "```\nText\n| a | b |\n|---|---|\n| c | d | e |\n```",
        "One | two\n---------\n\nText.",
        " Ad   İki\n----- -----------\n bir  iki\n üç   uzun xanadır burada\n\nText.",
        "--------------\n Ad    Standart\n ad    söz\n----- --------\n bir   iki\n\n üç    dörd\n"
        "--------------\n\nText.",
        "The cardinal |A| and $|B|$.\n\n---\n\nText.",
        "<!--\n| a |\n|---|\n| b | c |\n-->\n\nText.",
    ],
)
def test_nothing_is_told_of_what_is_right(body: str) -> None:
    assert told(body) == []


def test_one_table_that_is_read_as_text_is_told_of_alone() -> None:
    table = "| a | *b* |\n|---|---|\n| c | d |"
    other = "e | *b*\n---|---\nc | d"
    assert told(f"{table}\n\nText.\n{other}\n\n{table}") == [("markdown-slip", 9, 1)]
    assert told(f"Text.\n{other}\n\n{table}\n\n> {table}") == [("markdown-slip", 5, 1)]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_told_to_be_lost_is_what_pandoc_drops(seed: int) -> None:
    random = Random(seed)
    words = [f"{letter}söz{letter}" for letter in "bcdfghjklmnpqrstvwxyz"]
    unused = iter(words)
    columns, before = random.randint(1, 3), random.choice(["", "> "])

    def row(cells: int) -> str:
        shapes = ["{}", "*{}*", "`{}`", "${}$", "[{}](https://example.org)", "{}\\|"]
        text = " | ".join(random.choice(shapes).format(next(unused)) for _ in range(cells))
        return f"{before}| {text} |"

    rows = [row(columns + random.choice([0, 0, 1])), f"{before}|{'---|' * columns}"]
    rows += [row(max(1, columns + random.choice([-1, 0, 0, 1, 2]))) for _ in range(3)]
    read = loaded("\n".join([*random.choice([[], ["> Söz.", ">"]]), *rows, "", "Son."]))
    assert read.value is not None
    shown = ast.plain_text(read.value.blocks)
    lost = [word for word in words[: words.index(next(unused))] if word not in shown]
    told_of = [one for one in read.diagnostics if one.code == "text-lost"]
    assert bool(told_of) == bool(lost), f"lost: {lost}, told: {told_of}"


def test_rows_of_a_quotation_that_is_none_are_not_lost() -> None:
    rows = "> | a | b | c |\n> |---|---|\n> | d | e | fgh |"
    assert [code for code, _, _ in told(rows)] == ["text-lost", "text-lost"]
    read = loaded(f"Text.\n{rows}")
    assert [one.code for one in read.diagnostics] == ["text-lost", "text-lost"]
