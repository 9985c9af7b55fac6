"""A link inside the article leads somewhere, or is told of in every output."""

from __future__ import annotations

import pytest
from document_kit import loaded, of_type, places

from nashr import ast


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("See [there](#nowhere).", 4, 13),
        ("A[^1].\n\n[^1]: See [there](#nowhere).", 6, 19),
        ("See [this][none].", 4, 5),
        ("See [this][].", 4, 5),
        ("| [a](#none) |\n|---|\n| b |", 4, 7),
    ],
)
def test_a_broken_link_is_told_where_it_stands(body: str, line: int, column: int) -> None:
    outcome = loaded(body)
    assert ("link-broken", line, column) in places(outcome.diagnostics)
    assert outcome.value is not None
    assert not of_type(outcome.value.blocks, "Link")


def test_the_words_of_a_broken_link_stay() -> None:
    outcome = loaded("See *the [next **part**](#nowhere)*.")
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks[0]["c"]) == "See the next part."


@pytest.mark.parametrize(
    "body",
    [
        "# Başlıq\n\nSee [it](#başlıq).",
        "# Başlıq\n\nSee [it](#ba%C5%9Fl%C4%B1q).",
        "# The End\n\nSee [it][The End] and [the end].",
        "[x]{#here} and [it](#here).",
        '<a id="here"></a> and [it](#here).',
        "# A \\label{here}\n\nB and [it](#here).",
        "![A](a.png){#fig:a}\n\nSee [it](#fig:a).",
        "[1][2] [a]\\[b\\]",
    ],
)
def test_nothing_is_told_of_a_link_that_leads_somewhere(body: str) -> None:
    assert "link-broken" not in {d.code for d in loaded(body, files={"a.png": b""}).diagnostics}
