"""MyST in the text of a manuscript."""

from __future__ import annotations

import re

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places

from nashr import ast

FIGURE = '![Cap](a.png){alt="x"}'


def _keys(body: str) -> list[tuple[str, str]]:
    cites = of_type(clean(body).blocks, "Cite")
    return [(one["citationId"], one["citationMode"]["t"]) for c in cites for one in c["c"][0]]


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("See {cite}`oran`.", [("oran", "NormalCitation")]),
        ("See {cite:p}`a, b`.", [("a", "NormalCitation"), ("b", "NormalCitation")]),
        ("See {cite:t}`oran`.", [("oran", "AuthorInText")]),
        ("See {cite:year}`oran`.", [("oran", "SuppressAuthor")]),
        ("See.{footcite}`oran`", [("oran", "NormalCitation")]),
    ],
)
def test_roles_that_cite(body: str, cited: list[tuple[str, str]]) -> None:
    assert _keys(body) == cited


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("H{sub}`2`O and x{sup}`2`.", "H2O and x2."),
        ("Press {kbd}`Ctrl`.", "Press Ctrl."),
        ("The {abbr}`UN (United Nations)`.", "The UN (United Nations)."),
        ("The code {code}`a_b`.", "The code a_b."),
        ("A \\{x}`code` of the text.", "A {x}code of the text."),
    ],
)
def test_roles_of_words(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


def test_a_role_of_a_formula() -> None:
    (formula,) = of_type(clean("The {math}`a^2` here.").blocks, "Math")
    assert formula["c"] == [{"t": "InlineMath"}, "a^2"]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (f"See {{numref}}`fig-a`.\n\n(fig-a)=\n{FIGURE}", "figure\xa01"),
        (f"See {{numref}}`Pic. %s <fig-a>`.\n\n(fig-a)=\n{FIGURE}", "1"),
        ("See {ref}`way`.\n\n(way)=\n# The way", "The way"),
        ("See {ref}`way`.\n\n(way)=\n\n## The way {#own}", "The way"),
        ("See {eq}`my`.\n\n```{math}\n:label: my\na = b\n```", "(1)"),
        ("See {numref}`t`.\n\n:::{table} Cap\n:name: t\n\n| a |\n|---|\n| 1 |\n:::", "table\xa01"),
        ("See {numref}`f`.\n\n```{figure} a.png\n:name: f\n:alt: x\nCap\n```", "figure\xa01"),
        ("See {numref}`f`.\n\n(f)=\n```{figure} a.png\n---\nalt: x\n---\nCap\n```", "figure\xa01"),
    ],
)
def test_targets_and_references(body: str, label: str) -> None:
    assert of_class(clean(body, files={"a.png": PNG}).blocks, "cross-reference") == [label]


@pytest.mark.parametrize(
    "body",
    [
        "See {ref}`words <p>`.\n\n(p)=\nA paragraph.",
        "See {ref}`words <p>`.\n\n(p)=\n# A heading {#own}",
    ],
)
def test_a_reference_with_words_of_its_own_leads_to_its_goal(body: str) -> None:
    done = clean(body)
    (link,) = of_type(done.blocks, "Link")
    goals = {(ast.attr_of(node) or [""])[0] for node in ast.nodes(done.blocks)}
    assert (ast.plain_text(link), link["c"][2][0][1:] in goals) == ("words", True)
    assert "(p)=" not in ast.plain_text(done.blocks)


@pytest.mark.parametrize(
    "body",
    [
        "```{note}\nThe *words*, {math}`a`.\n```",
        ":::{note}\nThe *words*, {math}`a`.\n:::",
        "::::{note}\n:class: x\n\n:::{tip}\nThe *words*, {math}`a`.\n:::\n::::",
        ":::{note} The *words*, {math}`a`.\n:::",
        "> :::{note}\n> The *words*, {math}`a`.\n> :::",
        "- item\n\n  ```{note}\n  The *words*, {math}`a`.\n  ```",
    ],
)
def test_admonitions_are_the_text_that_they_hold(body: str) -> None:
    blocks = clean(body).blocks
    assert re.sub("item |(Note|Tip) ", "", ast.plain_text(blocks)) == "The words, a."
    assert of_type(blocks, "Emph")
    assert any("callout-" in name for n in of_type(blocks, "Div") for name in n["c"][0][1])


def test_the_title_of_an_admonition_is_bold() -> None:
    (title,) = of_type(clean(":::{admonition} A *title*\nText.\n:::").blocks, "Strong")
    assert ast.plain_text(title) == "A title"


def test_a_figure_with_a_legend_below_its_caption() -> None:
    body = "```{figure} a.png\n:alt: x\nThe *caption*\nof it.\n\nA legend.\n```"
    figure, legend = clean(body, files={"a.png": PNG}).blocks
    assert ast.plain_text(figure["c"][1]) == "Figure 1. The caption of it."
    assert ast.plain_text(legend) == "A legend."


def test_code_with_a_caption() -> None:
    title, code = clean("```{code-block} python\n:caption: It\nx = 1\n```").blocks
    assert (ast.plain_text(title), code["c"][0][1][0], code["c"][1]) == ("It", "python", "x = 1")


@pytest.mark.parametrize("body", ["```{contents}\n```", "```{bibliography}\n:style: x\n```"])
def test_what_an_article_has_anyway(body: str) -> None:
    assert ast.plain_text(clean(f"Text.\n\n{body}").blocks) == "Text."


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("See {doc}`intro`.", (4, 5)),
        ("See {cite}`see oran, p. 4`.", (4, 5)),
        ("```{toctree}\na\n```", (4, 1)),
        ("Text.\n\n:::{grid} 2\na\n:::", (6, 1)),
        ("```{note}\nA {doc}`intro`.\n```", (5, 3)),
        ("(way)=\n\n| a |\n|---|\n| 1 |\n", (4, 1)),
    ],
)
def test_what_has_no_meaning_is_told_of(body: str, place: tuple[int, int]) -> None:
    outcome = loaded(body)
    assert places(outcome.diagnostics) == [("dialect-unsupported", *place)]
    words = ast.plain_text(outcome.value.blocks if outcome.value else [])
    assert not any(sign in words for sign in ("{", ")=", "intro", ":::"))


def test_a_notebook_cell_was_not_run() -> None:
    outcome = loaded("```{code-cell} python\nx\n```")
    assert places(outcome.diagnostics) == [("chunk-unexecuted", 4, 1)]


@pytest.mark.parametrize(
    "body", ["`{cite}`", "```\n{cite}`a`\n```", "``` {.python}\nx\n```", "The set {a} `b`."]
)
def test_what_is_no_myst(body: str) -> None:
    clean(body)
