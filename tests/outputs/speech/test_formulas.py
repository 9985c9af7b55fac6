"""Formulas as they are said: all samples in each language, and the rules one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from formula_kit import formulas_of, samples, tex_of

from nashr.outputs.speech.formulas import speech

GOLDEN = Path(__file__).parents[2] / "golden" / "formulas"
LANGUAGES = ("az", "en", "ru", "tr")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_formulas_are_said_as_they_were(tag: str, update_golden: bool) -> None:
    said = {tex_of(formula): speech(formula, tag)[0] for formula in samples()}
    found = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)
    expected = GOLDEN / f"{tag}.yaml"
    if update_golden:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_sign_of_tex_is_said(tag: str) -> None:
    odd = formulas_of(
        r"$a\_b$ $\hat{}$ $x\backslash y$ $\text{a_b^{c}}$ $\{ x$ $\widehat{ab}^{\prime}$"
    )
    for formula in (*samples(), *odd):
        assert not set(speech(formula, tag)[0]) & set("\\^_{}"), tex_of(formula)


def test_every_formula_is_said_with_words() -> None:
    assert all(speech(formula, "en")[0] for formula in samples())


def test_a_language_without_words_has_english_ones_and_says_so() -> None:
    (formula,) = formulas_of("$x^2$")
    assert speech(formula, "qya") == ("x squared", "en")
    assert speech(formula, "tr-TR") == ("x kare", "tr")


def said(tex: str, tag: str = "en") -> str:
    (formula,) = formulas_of(tex)
    return speech(formula, tag)[0]


def test_what_is_longer_than_a_letter_has_an_end() -> None:
    assert said(r"$\sqrt{x}+1$") == "the square root of x plus 1"
    assert said(r"$\sqrt{x+1}$") == "the square root of x plus 1, end root"
    assert said(r"$\sqrt{x+1}+1$") == "the square root of x plus 1, end root, plus 1"


def test_capitals_are_named_where_their_small_letters_stand_beside_them() -> None:
    assert said("$N + n$") == "capital N plus n"
    assert said("$N + m$") == "N plus m"


def test_the_stop_of_a_sentence_is_not_a_part_of_its_formula() -> None:
    assert said("$$a = b.$$") == "a equals b"


def test_a_minus_before_a_number_is_a_sign_and_between_two_an_operation() -> None:
    assert said("$-a - b = -1$") == "negative a minus b equals negative 1"


def test_bars_are_fences_in_pairs_and_a_condition_alone() -> None:
    assert said("$|a| + |b|$") == "the absolute value of a plus the absolute value of b"
    assert said("$P(A|B)$").startswith("P of open paren A ")


def test_units_are_named_behind_numbers_alone() -> None:
    assert said(r"$5\,\mathrm{m}$") == "5 metres"
    assert said(r"$\mathrm{m} + 1$") == "m plus 1"
    assert said(r"$20\,\mathrm{km/h}$") == "20 kilometres per hour"
