"""Formulas that are set apart stand one by one, with their numbers."""

from __future__ import annotations

import pytest
from word_kit import imported, paragraph, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")


def _run(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def _apart(*formulas: str) -> str:
    inside = "".join(f"<m:oMath>{one}</m:oMath>" for one in formulas)
    return f"<w:p><m:oMathPara>{inside}</m:oMathPara></w:p>"


def _numbered(*label: str) -> str:
    return f"<m:eqArr><m:e>{_run('E=m')}{''.join(label)}</m:e></m:eqArr>"


def test_formulas_of_one_paragraph_are_parted() -> None:
    data = word_file(_FIRST + _apart(_run("a=b"), _run("c=d")))
    assert written(data).text.endswith("$$a = b$$ $$c = d$$\n")
    assert imported(data)[1].findings == []


@pytest.mark.parametrize(
    "label",
    [
        [_run("#(1)")],
        [_run("#"), f"<m:d><m:e>{_run('1')}</m:e></m:d>"],
        [_run("c#"), f"<m:d><m:e>{_run('1')}</m:e></m:d>"],
    ],
)
def test_a_number_behind_a_sign_is_that_of_the_formula(label: list[str]) -> None:
    made = written(word_file(_FIRST + _apart(_numbered(*label)))).text
    assert made.endswith("$$ {#eq:1}\n")
    assert "\\#" not in made


def test_a_sign_that_is_no_number_stays() -> None:
    made = written(word_file(_FIRST + _apart(_numbered(_run("#A"))))).text
    assert "\\#" in made
