"""Formulas, words, pictures and titles that are wider than a line stay inside the page."""

from __future__ import annotations

import pytest
from pdf_kit import build
from shared_kit import for_long

SUM = " + ".join(f"a_{{{n}}}x^{{{n}}}" for n in range(30))
#: Where a formula and a word may stand; an article has all of them.
OF_FORMULAS = (
    "$$ {} $$ {{#eq:a}}",
    "$$ {} $$",
    "In the text ${}$ it stands.",
    "- ${}$",
    "> $$ {} $$",
)
OF_WORDS = (
    "{}",
    "# {}",
    "- {}",
    "> {}",
    "Note.^[{}]",
    "`{}`",
    "~~~\n{}\n~~~",
    "**{}**",
    "Term\n:   {}",
)
FAULTS = {"text-lost", "text-outside-page", "text-overprinted", "text-doubled"}


def codes(body: str, **options: object) -> set[str]:
    return {one.code for one in build(body, **options)[2]}


@pytest.mark.parametrize(
    "tex",
    [
        f"f(x) = \\left( {SUM} \\right)",
        f"\\begin{{aligned}} a &= {SUM} \\\\ b &= {SUM} \\end{{aligned}}",
        "(a, b, c) = (" + ", ".join(f"x_{{{n}}}" for n in range(40)) + ")",
        *for_long(
            [
                SUM,
                f"S = {SUM}",
                f"\\|u - v\\|^2 = {SUM} \\leq {SUM}",
                "A = B " + "".join(f"\\cup C_{{{n}}}" for n in range(30)),
            ]
        ),
    ],
)
def test_a_formula_is_parted_at_its_relations_and_operators(tex: str) -> None:
    found = codes("\n\n".join(frame.format(tex) for frame in OF_FORMULAS), lang="en")
    assert not (FAULTS | {"formula-too-wide", "math-unsupported"}) & found


def test_what_no_line_holds_is_reported_and_stands_as_its_source() -> None:
    tex = f"\\sqrt{{{SUM}}}"
    _, _, found = build(f"$$ {tex} $$\n", lang="en")
    assert "formula-too-wide" in {one.code for one in found}
    assert not FAULTS & {one.code for one in found}


@pytest.mark.parametrize("word", ["x" * 200, "1234567890" * 9, "Donaudampfschifffahrt" * 7])
def test_a_long_word_breaks_wherever_it_stands(word: str) -> None:
    assert not FAULTS & codes("\n\n".join(frame.format(word) for frame in OF_WORDS), lang="en")
