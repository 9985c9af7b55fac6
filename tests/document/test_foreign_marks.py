"""Marks of GitHub, Obsidian, MkDocs, reStructuredText, CriticMarkup and Word in the text."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places, slips

from nashr import ast


def _words(body: str) -> str:
    outcome = loaded(body)
    return ast.plain_text(outcome.value.blocks if outcome.value else [])


@pytest.mark.parametrize(
    ("body", "kind", "tex"),
    [
        ("```math\na^2\n```", "DisplayMath", "a^2"),
        ("- item\n\n  ```math\n  a^2\n  ```", "DisplayMath", "a^2"),
        ("A $`a^2`$ here.", "InlineMath", "a^2"),
    ],
)
def test_formulas_of_github(body: str, kind: str, tex: str) -> None:
    (formula,) = of_type(clean(body).blocks, "Math")
    assert formula["c"] == [{"t": kind}, tex]


@pytest.mark.parametrize(
    "body",
    [
        "> [!note] The *title*\n> The text.\n>\n> More.",
        "> [!TIP]- The *title*\n> The text.\n>\n> More.",
        '!!! note "The *title*"\n    The text.\n\n    More.\n',
        '???+ tip "The *title*"\n\n    The text.\n\n    More.\n',
    ],
)
def test_callouts_have_their_title_in_bold(body: str) -> None:
    blocks = clean(body).blocks
    assert [block["t"] for block in blocks] == ["Div"]
    assert ast.plain_text(of_type(blocks, "Strong")) == "The title"
    assert ast.plain_text(blocks) == "The title The text. More."


def test_tabs_of_mkdocs_are_their_titled_parts() -> None:
    body = '=== "The *first*"\n    Text.\n\n    - item\n\n=== "Second"\n    More.\n\nBehind.'
    blocks = clean(body).blocks
    assert [ast.plain_text(one) for one in of_type(blocks, "Strong")] == ["The first", "Second"]
    assert " ".join(ast.plain_text(blocks).split()) == "The first Text. item Second More. Behind."


def test_a_quotation_is_no_callout() -> None:
    (block,) = clean("> [!] No mark.").blocks
    assert block["t"] == "BlockQuote"


@pytest.mark.parametrize(
    ("body", "width"), [("A ![[a.png]].", []), ("A ![[a.png|300]].", [["width", "225pt"]])]
)
def test_an_embedded_image(body: str, width: list[list[str]]) -> None:
    outcome = loaded(body, files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("image-without-alt", 4, 3)]
    (image,) = of_type(outcome.value.blocks if outcome.value else [], "Image")
    assert [pair for pair in image["c"][0][2] if pair[0] == "width"] == width


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("A %%hidden%% word.", (4, 3)),
        ("A word.\n\n%%\nhidden\n\nhidden\n%%\n", (6, 1)),
        ("A word.\n\n% hidden\n%hidden too\n", (6, 1)),
    ],
)
def test_comments_are_left_out_and_told_of(body: str, place: tuple[int, int]) -> None:
    assert places(loaded(body).diagnostics) == [("content-dropped", *place)]
    assert _words(body) == "A word."


@pytest.mark.parametrize(
    "body",
    [
        *("%20 artım.", "% 5 artım.", "50\n% of all.", "\\% of all.", "100%% here and 5%% there."),
        *("a == b == c", "C++ and C++.", "`[[x]]`", "[[1]](https://example.org)", "\\[\\[x\\]\\]"),
        *("```\n.. note::\n```", "So.. yes:: no", "The set {+} and {--}.", "A :b: `c`."),
        *("Error! It is wrong.", "He wrote ..., then left.", "$5 and `x`$"),
    ],
)
def test_what_is_none_of_these_marks(body: str) -> None:
    clean(body)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("See [[Another note]].", (4, 5)),
        ("See [[note|words]].", (4, 5)),
        ("The ==marked words== here.", (4, 5)),
        ("The ++new words++ here.", (4, 5)),
        ("A.\n\n[TOC]\n\nB.", (6, 1)),
        ("A.\n\n[[_TOC_]]\n\nB.", (6, 1)),
        ("Words\n% TODO more\nwords.", (5, 1)),
        ("See Error! Reference source not found.", (4, 5)),
        ("Şəkil SEQ Figure \\* ARABIC 1", (4, 7)),
        ("```mermaid\ngraph TD\n```", (4, 1)),
    ],
)
def test_marks_that_stay_text_are_told_of(body: str, place: tuple[int, int]) -> None:
    assert slips(body) == [place]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (".. note::\n\n   The text.", (4, 1)),
        ("A.\n\n.. _goal:\n\nB.", (6, 1)),
        ("See :ref:`goal`.", (4, 5)),
        ("See `words <https://example.org>`_.", (4, 5)),
        ("A word [1]_.", (4, 8)),
        ("A {++new++} word.", (4, 3)),
        ("A {~~old~>new~~} word.", (4, 3)),
        ("A {>>why?<<} word.", (4, 3)),
        ("See ![[Note]].", (4, 5)),
    ],
)
def test_what_has_no_meaning_is_an_error(body: str, place: tuple[int, int]) -> None:
    assert places(loaded(body).diagnostics) == [("dialect-unsupported", *place)]
    assert not any(sign in _words(body) for sign in ("..", "{", "`", "]_", "[["))


def test_numbered_examples_are_counted_and_referred_to() -> None:
    done = clean(
        "(@) One.\n\n(@good) Two,\n    more.\n\nAs (@good) and\n(@good) say.\n\n(@) Three."
    )
    lists = of_type(done.blocks, "OrderedList")
    assert [one["c"][0][0] for one in lists] == [1, 3]
    assert all(one["c"][0][2]["t"] == "TwoParens" for one in lists)
    assert ast.plain_text(done.blocks) == "One. Two, more. As (2) and (2) say. Three."


def test_a_citation_in_round_brackets_is_no_example() -> None:
    assert slips("(@oran) says so.") == [(4, 1)]
    # An example that the text does not call, in a list of which it calls another.
    assert slips("(@a) One\n(@b) Two, as (@a) does\n(@c) Three.") == []
    assert slips("(@oran) says so.\n\nSee (@kuzio).") == [(4, 1), (6, 5)]


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ("![c](a.png =100x20)", {"width": "75pt", "height": "15pt"}),
        ('![c](a.png "title" =50%x)', {"width": "50%"}),
        ("![c](a.png =x30){#fig:a}", {"height": "22.5pt"}),
    ],
)
def test_the_size_of_an_image_behind_its_name(body: str, size: dict[str, str]) -> None:
    outcome = loaded(body, files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("image-without-alt", 4, 1)]
    (image,) = of_type(outcome.value.blocks if outcome.value else [], "Image")
    assert ast.keyvals(image["c"][0]) == size


@pytest.mark.parametrize("tag", ['tag="A"', "tag=A"])
def test_the_number_of_a_formula_in_its_attributes(tag: str) -> None:
    done = clean(f"$$a = b$$ {{#eq:x {tag}}}\n\nSee @eq:x.")
    assert of_class(done.blocks, "cross-reference") == ["equation\xa0(A)"]
    assert "tag" not in ast.plain_text(done.blocks)


@pytest.mark.parametrize(
    "line",
    [
        "!include two.md",
        "{!two.md!}",
        "{{two.md}}",
        "<<[two.md]",
        '@import "two.md"',
        '--8<-- "two.md"',
        "![](two.md)",
        ":[Two](two.md)",
        "!!!include(two.md)!!!",
    ],
)
def test_a_line_that_puts_in_another_file_is_an_error(line: str) -> None:
    outcome = loaded(f"Text.\n\n{line}\n\nMore.")
    assert places(outcome.diagnostics) == [("dialect-unsupported", 6, 1)]


def test_examples_behind_a_list_with_their_brackets_keep_their_numbers() -> None:
    done = clean("(1) One\n(2) Two\n\n(@) Three\n\n(@b) Four\n\nSee (@b).\n")
    lists = of_type(done.blocks, "OrderedList")
    assert [one["c"][0][0] for one in lists] == [1, 1]
    assert ast.plain_text(done.blocks[-1]) == "See (2)."


def test_comments_beside_an_environment_of_latex_are_left_out() -> None:
    table = "\\begin{tabular}{l}\na \\\\\n\\end{tabular}"
    outcome = loaded(f"% made by a program\n% at noon\n{table}\n% end of it\n\nText.")
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks).split() == ["a", "Text."]
    assert {one.code for one in outcome.diagnostics} == {"content-dropped"}
