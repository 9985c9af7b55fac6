"""Semicolons in citations where no work follows: the citation is one all the same."""

from __future__ import annotations

import pytest
from document_kit import cited, clean

from nashr import ast


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[@a; @b;]", ["a", "b"]),
        ("[@a;; @b]", ["a", "b"]),
        ("[;@a]", ["a"]),
        ("[@a; p. 5]", ["a 5"]),
        ("[@a; @b; and others\nthere]", ["a", "b, and others there"]),
        ("[see @a; also Sample 2000; @b]", ["see a, also Sample 2000", "b"]),
        ("[see; @a]", ["see, a"]),
        ("@a [p. 5; @b]", ["a 5", "b"]),
        ("[@a, p. 5; @b]", ["a 5", "b"]),
    ],
)
def test_a_semicolon_without_a_work_behind_it_leaves_the_citation_one(
    body: str, expected: list[str]
) -> None:
    (citation,), diagnostics = cited(f"Text {body}.", "a b")
    assert diagnostics == ()
    found = []
    for item in citation.items:
        words = f"{ast.plain_text(item.prefix)} {item.key} {item.locator or ''}".strip()
        found.append(words + ast.plain_text(item.suffix))
    assert found == expected


@pytest.mark.parametrize(
    "body",
    ["[me@example.org; you@example.org]", "`[@a; p. 5]`", "[a; b](https://example.org/@a)"],
)
def test_other_brackets_stay(body: str) -> None:
    assert ast.plain_text(clean(body).blocks).replace(" ", "") == body.split("](")[0].strip(
        "`"
    ).replace(" ", "").removeprefix("[" if "](" in body else "")
