"""What lies beside the running text, or is meant without being written, comes into it."""

from __future__ import annotations

import pytest
from word_kit import body_of, paragraph, word_file, written

_X = "<m:e><m:r><m:t>x</m:t></m:r></m:e>"


def _made(group: str) -> str:
    limit = "<m:lim><m:r><m:t>n</m:t></m:r></m:lim>"
    formula = f"<m:oMath><m:limLow><m:e>{group}</m:e>{limit}</m:limLow></m:oMath>"
    first = paragraph("Başlıq", style="KonuBal")
    return written(word_file(f"{first}<w:p>{formula}</w:p>")).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    "properties",
    [
        "",
        "<m:groupChrPr/>",
        "<m:groupChrPr><m:ctrlPr/></m:groupChrPr>",
        '<m:groupChrPr><m:pos m:val="bot"/></m:groupChrPr>',
        '<m:groupChrPr><m:chr m:val="⏟"/><m:pos m:val="bot"/></m:groupChrPr>',
    ],
)
def test_the_brace_of_a_group_is_below_where_nothing_else_is_said(properties: str) -> None:
    made = _made(f"<m:groupChr>{properties}{_X}</m:groupChr>")
    assert made == r"$\underset{n}{\underbrace{x}}$"


def test_the_brace_of_a_group_is_above_where_that_is_said() -> None:
    above = '<m:groupChrPr><m:chr m:val="⏞"/><m:pos m:val="top"/></m:groupChrPr>'
    assert r"\overbrace{x}" in _made(f"<m:groupChr>{above}{_X}</m:groupChr>")


def test_boxes_of_one_paragraph_stand_in_their_order() -> None:
    boxes = "".join(
        f"<v:shape><v:textbox><w:txbxContent>{paragraph(words)}</w:txbxContent></v:textbox></v:shape>"
        for words in ("Birinci.", "İkinci.", "Üçüncü.")
    )
    group = f"<w:r><w:pict><v:group>{boxes}</v:group></w:pict></w:r>"
    made = written(
        word_file(paragraph("Başlıq") + paragraph("Öndə.", group) + paragraph("Arxada."))
    )
    assert made.text.endswith("Öndə.\n\nBirinci.\n\nİkinci.\n\nÜçüncü.\n\nArxada.\n")


def test_indices_before_a_sign_stand_behind_no_other() -> None:
    def part(name: str, sign: str) -> str:
        return f"<m:{name}><m:r><m:t>{sign}</m:t></m:r></m:{name}>"

    indices = f"<m:sPre>{part('sub', '1')}{part('sup', '2')}{part('e', 'H')}</m:sPre>"
    formula = f"<m:oMath><m:r><m:t>x</m:t></m:r>{indices}</m:oMath>"
    made = body_of(word_file(paragraph("Başlıq", style="KonuBal") + paragraph("a ", formula, ".")))
    assert made.endswith("a $x{}_{1}^{2}H$.")
