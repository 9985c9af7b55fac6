"""Markdown in keywords and names, which are printed as they stand."""

from __future__ import annotations

import pytest

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.plain_values import check_plain_values, plain
from nashr.model import Source
from nashr.untrusted.yaml import load_yaml


def found(text: str) -> list[Diagnostic]:
    document = load_yaml(Source("article.md", text)).value
    assert document is not None
    return list(check_plain_values(document))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("*Triticum aestivum* L.", "Triticum aestivum L."),
        ("**buğda**", "buğda"),
        ("_Molla Nəsrəddin_ jurnalı", "Molla Nəsrəddin jurnalı"),
        ("H~2~O", "H₂O"),
        ("Ca^2+^ kanalları", "Ca²⁺ kanalları"),
        ("CO<sub>2</sub> emissiyası", "CO₂ emissiyası"),
        ("<i>Vitis vinifera</i>", "Vitis vinifera"),
        ("***in vitro***", "in vitro"),
        ("$x^2$ fəzası", "x² fəzası"),
        ("$H_{12}O^{2+}$, $p$-adik", "H₁₂O²⁺, p-adik"),
    ],
)
def test_markup_in_a_keyword_is_told_of_with_what_to_write(typed: str, printed: str) -> None:
    [diagnostic] = found(f"keywords:\n  - kənd təsərrüfatı\n  - '{typed}'\n")
    assert diagnostic.code == "markdown-slip"
    assert diagnostic.span is not None
    assert diagnostic.span.line == 3
    assert f"“{printed}”" in str(diagnostic.hint)
    assert plain(typed) == printed


def test_a_formula_without_plain_characters_is_told_of() -> None:
    [diagnostic] = found("keywords: ['$\\alpha$-spiral', '$5 və 10$', 'A$B']")
    assert "$\\alpha$" in str(diagnostic.message)
    assert "“" not in str(diagnostic.hint)


def test_names_and_translated_keywords_are_looked_at() -> None:
    told = found(
        "translations:\n  en:\n    keywords: ['*Homo sapiens*']\n"
        "authors:\n  - given: Rəna\n    family: '**Məmmədova**'\n"
        "affiliations:\n  - id: a\n    name: '*Bakı* Dövlət Universiteti'\n"
    )
    assert [one.span.line for one in told if one.span is not None] == [3, 6, 9]


@pytest.mark.parametrize(
    "text",
    [
        "C* cəbri",
        "p < 0.05",
        "a*b*c",
        "snake_case_name",
        "~30 ml",
        "2 * 3 * 4",
        "x^2",
        "Əliyev*",
        "“A* axtarışı” və “B* axtarışı”",
        "A<B>C",
    ],
)
def test_signs_that_are_no_markup_are_left_alone(text: str) -> None:
    assert found(f"keywords: ['{text}']\n") == []


@pytest.mark.parametrize("text", ["[]", "keywords: *a", "keywords: a", "authors: [1, {given: 2}]"])
def test_values_of_other_kinds_are_passed_over(text: str) -> None:
    outcome = load_yaml(Source("article.md", text))
    assert outcome.value is None or list(check_plain_values(outcome.value)) == []
