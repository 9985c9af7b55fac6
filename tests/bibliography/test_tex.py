"""The TeX of a bibliography's fields as text."""

from __future__ import annotations

import itertools
import random

import pytest
from pylatexenc import latex2text, latexwalker

from nashr.bibliography.tex import Formulas, decoded, prepared, verbatim


def macros() -> list[str]:
    """The names of all macros that pylatexenc reads or writes."""
    found = {"begin", "end"}
    for module in (latex2text, latexwalker):
        known = module.get_default_latex_context_db()
        for category in known.categories():
            found.update(known.d[category]["macros"])
    return sorted(found)


@pytest.mark.parametrize("form", ["{0}", "{0} x", "{0}{{x}}", "{{{0}}}", "{0}[", "${0}$", "{0}{0}"])
def test_a_macro_in_any_surroundings_is_read(form: str) -> None:
    for name in macros():
        text = form.format(f"\\{name}")
        for read in (decoded(text), prepared(text, Formulas(), protects=True)):
            assert "%s" not in read, text


def test_any_row_of_macros_and_signs_is_read() -> None:
    chance = random.Random(1)
    pieces = [f"\\{name}" for name in macros()] + [*"{}$[]%&#~^_ ax"] * 40
    for length in itertools.islice(itertools.cycle(range(1, 9)), 2000):
        decoded("".join(chance.choices(pieces, k=length)))


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\alpha", "α"),
        (r"G\"odel \aa\ b\o c, \'e", "Gödel å bø c, é"),
        (r"\v{s}\c{c}Erd\H{o}s", "šçErdős"),
        (r"\frac{a}{b}", "a/b"),
        (r"a\footnote{n}", "an"),
        (r"\input{Baku}", "Baku"),
        (r"\title{Baku} \date{now}", "Baku now"),
        (r"\maketitle", ""),
        (r"50% and 60\%", "50% and 60%"),
    ],
)
def test_a_short_field_as_text(tex: str, text: str) -> None:
    assert decoded(tex) == text


def test_a_macro_that_nobody_knows_leaves_its_argument() -> None:
    assert prepared(r"\frac and \maketitle", Formulas(), protects=False).split() == ["and"]
    assert "passwd" in prepared(r"T \input{passwd}", Formulas(), protects=False)


@pytest.mark.parametrize(
    ("typed", "for_pandoc"),
    [
        # Letters and signs are written out; pandoc knows not all of them.
        (r"\th{} \ng\ \DH", "þ ŋ Ð"),
        (r"\dag x \S~5 \pounds3", "†x §~5 £3"),
        (r"\ldots{} x\slash y", "… x/y"),
        # A letter without a dot has its accent alone.
        (r"Na\"{\i}ve \^\i le", r"Na\"{i}ve \^ile"),
        # TeX takes the next letter for the argument; no letter is lost.
        (r"\textbf bold \emph{a}", r"bold \emph{a}"),
        (r"\underline{a}", r"\emph{a}"),
        (r"\raisebox{1ex}{up} \verb|a_b|", r"{up} a\_b"),
        (r"\LaTeX\ and", r"\LaTeX{} and"),
    ],
)
def test_what_pandoc_is_given(typed: str, for_pandoc: str) -> None:
    formulas = Formulas()
    assert prepared(typed, formulas, protects=False) == for_pandoc
    assert not formulas.unknown


def test_a_macro_that_leaves_nothing_is_noted() -> None:
    formulas = Formulas()
    prepared(r"\noindent \mystery \known{text} \empty{}", formulas, protects=False)
    assert formulas.unknown == ["mystery", "empty"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (r"\href{https://doi.org/10.1/x}{10.1/x}", "https://doi.org/10.1/x"),
        (r"\url{https://e.org/a\_b}", "https://e.org/a_b"),
    ],
)
def test_an_address(typed: str, address: str) -> None:
    assert verbatim(typed) == address
