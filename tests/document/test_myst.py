"""MyST in the text of a manuscript."""

from __future__ import annotations

import re
from typing import Any

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


def _cells(table: dict[str, Any]) -> list[list[str]]:
    _, _, _, (_, head), bodies, _ = table["c"]
    rows = [*head, *(row for body in bodies for row in body[3])]
    return [[ast.plain_text(cell[4]) for cell in row[1]] for row in rows]


@pytest.mark.parametrize(
    "body",
    [
        "```{list-table} The *caption*\n:header-rows: 1\n:name: t\n\n"
        "* - Ad\n  - Say, ədəd\n* - *Bakı*\n  - 1\n* - Şuşa\n  - 2\n```",
        ":::{list-table} The *caption*\n:header-rows: 1\n:name: t\n\n"
        "* - Ad\n  - Say, ədəd\n* - *Bakı*\n  - 1\n* - Şuşa\n  - 2\n:::",
        '```{csv-table} The *caption*\n:header: Ad, "Say, ədəd"\n:name: t\n\n'
        "*Bakı*, 1\nŞuşa, 2\n```",
        "```{csv-table} The *caption*\n:header-rows: 1\n:name: t\n:delim: ;\n\n"
        "Ad; Say, ədəd\n*Bakı*; 1\n\nŞuşa; 2\n```",
        "> ```{list-table} The *caption*\n> :header-rows: 1\n> :name: t\n>\n"
        "> * - Ad\n>   - Say, ədəd\n> * - *Bakı*\n>   - 1\n> * - Şuşa\n>   - 2\n> ```",
    ],
)
def test_tables_of_lists_and_of_csv(body: str) -> None:
    blocks = clean(f"See {{numref}}`t`.\n\n{body}").blocks
    (table,) = of_type(blocks, "Table")
    assert _cells(table) == [["Ad", "Say, ədəd"], ["Bakı", "1"], ["Şuşa", "2"]]
    assert len(table["c"][3][1]) == 1
    assert ast.plain_text(table["c"][1]) == "Table 1. The caption"
    assert len(of_type(table, "Emph")) == 2
    assert of_class(blocks, "cross-reference") == ["table\xa01"]


def test_rows_of_a_table_that_are_too_short_are_filled() -> None:
    body = "```{csv-table} C\na, b, c\n1.\n```"
    (table,) = of_type(clean(body).blocks, "Table")
    assert _cells(table) == [["a", "b", "c"], ["1.", "", ""]]


@pytest.mark.parametrize(
    "body",
    [
        "```{list-table} Caption\nNo list.\n```",
        "```{list-table} Caption\n* one\n* two\n```",
        '```{csv-table} Caption\n"open, 1\n```',
        "```{csv-table} Caption\n:file: a.csv\n```",
    ],
)
def test_a_table_that_cannot_be_read_is_told_of(body: str) -> None:
    assert places(loaded(body).diagnostics) == [("dialect-unsupported", 4, 1)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "````{tab-set}\n```{tab-item} One\n:sync: a\n\nA *text*.\n```\n"
            "```{tab-item} Two\n- item\n```\n````",
            "One A text. Two item",
        ),
        ("::::{grid} 1 2\n:gutter: 1\n\n:::{grid-item}\nA *text*.\n:::\n::::", "A text."),
        (
            "::::{grid} 2\n\n:::{grid-item-card} *Title*\nHead\n^^^\nText.\n+++\nFoot\n:::\n::::",
            "Title Head Text. Foot",
        ),
        (":::{card}\n:link: https://example.org\n*Text*.\n:::", "Text. https://example.org"),
        ("```{glossary}\n*Term*\n: Its definition.\n```", "TermIts definition."),
        ("```{aside}\n*Beside*.\n```", "Beside."),
    ],
)
def test_frames_are_what_they_hold(body: str, words: str) -> None:
    blocks = clean(body).blocks
    assert " ".join(ast.plain_text(blocks).split()) == words
    assert of_type(blocks, "Emph")


def test_a_card_with_a_picture_and_an_address() -> None:
    body = ":::{card} Title\n:img-top: a.png\n:img-alt: x\n:link: https://example.org\nText.\n:::"
    blocks = clean(body, files={"a.png": PNG}).blocks
    assert [link["c"][2][0] for link in of_type(blocks, "Link")] == ["https://example.org"]
    assert len(of_type(blocks, "Image")) == 1


@pytest.mark.parametrize("body", ["```{contents}\n```", "```{bibliography}\n:style: x\n```"])
def test_what_an_article_has_anyway(body: str) -> None:
    assert ast.plain_text(clean(f"Text.\n\n{body}").blocks) == "Text."


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("See {doc}`intro`.", (4, 5)),
        ("See {cite}`see oran, p. 4`.", (4, 5)),
        ("```{toctree}\na\n```", (4, 1)),
        ("Text.\n\n:::{iframe} a\na\n:::", (6, 1)),
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


NUMBERED = "$$\na = b\n$$ (sum_of_b)\n\n# Way {#sec:way}\n\n![Cap](a.png){#fig:map alt=x}\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("In [](#sum_of_b).", "equation (1)"),
        ("In {eq}`sum_of_b`.", "(1)"),
        ("In [](#fig:map).", "figure 1"),
        ("In [](#sec:way).", "Way"),
    ],
)
def test_a_link_without_words_and_a_label_behind_a_formula(body: str, words: str) -> None:
    done = clean(f"{body}\n\n{NUMBERED}", files={"a.png": PNG})
    (link,) = of_class(done.blocks, "cross-reference")
    assert link.replace("\u00a0", " ") == words
    assert "sum_of_b" not in ast.plain_text(done.blocks)


LABELLED = """(way)=
# The way

:::{figure} a.png
:label: fig-a
:alt: x
Cap
:::

```{math}
:label: my
a = b
```

(third)=
![Cap](a.png){alt="x"}
"""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("See @fig-a and @third.", "See figure 1 and figure 2."),
        ("As known [@fig-a].", "As known (figure 1)."),
        ("As known [see @fig-a; @third].", "As known (see figure 1; figure 2)."),
        ("By @my, in @way.", "By equation (1), in The way."),
        ("Write to a@way or `@way`.", "Write to a@way or @way."),
    ],
)
def test_an_at_sign_before_a_label_is_a_reference(body: str, words: str) -> None:
    done = clean(f"{body}\n\n{LABELLED}", files={"a.png": PNG})
    assert ast.plain_text(done.blocks[0]).replace("\u00a0", " ") == words


def test_an_at_sign_before_no_label_is_a_citation() -> None:
    assert _keys("See [@oran; @way] and @fig-b.\n\n## Next") == [
        ("oran", "NormalCitation"),
        ("way", "NormalCitation"),
        ("fig-b", "AuthorInText"),
    ]


def test_an_address_without_words_is_printed() -> None:
    done = clean("At [](https://example.org/a_b), [ ](mailto:a@example.org).")
    assert ast.plain_text(done.blocks) == "At https://example.org/a_b, a@example.org."


def test_a_number_behind_a_formula_is_no_label() -> None:
    assert ast.plain_text(clean("$$a$$ (A1)").blocks).endswith("(A1)")


@pytest.mark.parametrize("mark", ["```", ":::"])
def test_theorems_and_proofs(mark: str) -> None:
    body = f"""{mark}{{prf:theorem}} Sums
:label: thm-sum
All *sums*.
{mark}

{mark}{{prf:proof}}
Seen.
{mark}

By {{prf:ref}}`thm-sum`.
"""
    words = ast.plain_text(clean(body).blocks).replace("\u00a0", " ")
    assert words.split(" ") == "Theorem 1 (Sums). All sums. Proof. Seen. □ By theorem 1.".split()


def test_words_for_places_elsewhere_stay() -> None:
    assert (
        ast.plain_text(clean("A {term}`cell`, {doc}`the way <way>`.").blocks) == "A cell, the way."
    )
