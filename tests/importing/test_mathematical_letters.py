"""Mathematical letters in running text."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, word_file

_FIRST = paragraph("Başlıq", style="KonuBal")


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("𝑎 və 𝐱.", r"$a$ və $\mathbf{x}$."),
        ("𝔸, 𝔤, 𝒞, 𝙰", r"$\mathbb{A}$, $\mathfrak{g}$, $\mathcal{C}$, $\mathtt{A}$"),
        ("𝒇 və 𝛂, 𝛼", r"$\boldsymbol{f}$ və $\boldsymbol{α}$, $α$"),
        ("ℎ = 1", "$h$ = 1"),
        ("𝑥𝑦", "$xy$"),
        ("𝗤𝗮𝗹𝗶𝗻 söz", "**Qalin** söz"),
        ("𝑖𝑡𝑎𝑙𝑖𝑘", "*italik*"),
        ("ℝ və x² qalır", "ℝ və x² qalır"),
    ],
)
def test_variables_become_formulas_and_words_emphasis(typed: str, made: str) -> None:
    assert body_of(word_file(_FIRST + paragraph(typed))) == made


def test_that_they_did_is_told_once() -> None:
    _, draft = imported(word_file(_FIRST + paragraph("𝑎 və 𝑏.")))
    assert [one.message for one in draft.findings] == [
        "Mathematical letters in the text became formulas: 2 places."
    ]
