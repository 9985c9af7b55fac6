"""Formulas whose numbers are typed, and what refers to them."""

from __future__ import annotations

import pytest
from word_kit import imported, paragraph, text, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş.")
_TAB = "<w:r><w:tab/></w:r>"


def _formula(letters: str) -> str:
    return f"<m:oMath><m:r><m:t>{letters}</m:t></m:r></m:oMath>"


def _apart(letters: str) -> str:
    return f"<w:p><m:oMathPara>{_formula(letters)}</m:oMathPara></w:p>"


def _table(*rows: tuple[str, ...]) -> str:
    lines = ("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _body(*blocks: str) -> str:
    made = written(word_file(_FIRST + "".join(blocks))).text
    return made.split("---\n", 2)[2].strip().removeprefix("Giriş.\n\n")


@pytest.mark.parametrize(
    "block",
    [
        _table(("<w:p/>", _apart("x"), paragraph("(1)"))),
        _table((_apart("x"), paragraph("(1)"))),
        paragraph(_formula("x"), _TAB, "(1)"),
        paragraph(_TAB, _formula("x"), _TAB, "( 1 )"),
    ],
)
def test_a_formula_with_its_number_gets_an_id(block: str) -> None:
    assert _body(block) == "$$x$$ {#eq:1}"


def test_rows_of_a_table_are_formulas_one_below_the_other() -> None:
    rows = (
        (_apart("x"), paragraph("(1)")),
        (_apart("y"), "<w:p/>"),
        (_apart("z"), paragraph("(2)")),
    )
    assert _body(_table(*rows)) == "$$x$$ {#eq:1}\n\n$$y$$\n\n$$z$$ {#eq:2}"


def test_the_sign_behind_a_formula_stays_with_it() -> None:
    assert _body(paragraph(_formula("x"), ",", _TAB, "(1)")) == "$$x,$$ {#eq:1}"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("Bax: düstur (1).", "Bax: düstur [-@eq:1]."),
        ("(1) tənliyindən alınır.", "[-@eq:1] tənliyindən alınır."),
        ("Denklem (1)’de", "Denklem [-@eq:1]’de"),
        ("из формулы (1) следует", "из формулы [-@eq:1] следует"),
        ("by Eq. (1),", "by Eq. [-@eq:1],"),
        ("bənd (1). Düstur yoxdur.", "bənd (1). Düstur yoxdur."),
        ("düstur (2)", "düstur (2)"),
    ],
)
def test_words_that_refer_to_a_formula_lead_there(typed: str, made: str) -> None:
    assert _body(paragraph(_formula("x"), _TAB, "(1)"), paragraph(typed)).split("\n\n")[1] == made


def test_a_number_that_is_not_the_next_stays_and_is_told() -> None:
    block = paragraph(_formula("x"), _TAB, "(2.5)")
    assert _body(block) == "$$x$$ (2.5)"
    found = imported(word_file(_FIRST + block))[1].findings
    assert [one.message for one in found if one.kind == "equation-number"] == [
        "The number (2.5) of a formula stands as text."
    ]


@pytest.mark.parametrize(
    "block",
    [
        _table((paragraph("a"), paragraph(_formula("x")), paragraph("(1)"))),
        _table((paragraph(_formula("x")), paragraph("12"))),
        paragraph("Burada ", _formula("x"), " (1)"),
        paragraph(_formula("x"), text(" olduqda (1)")),
    ],
)
def test_formulas_in_other_company_stay(block: str) -> None:
    assert "eq:" not in _body(block)
