"""Tables that lay out pictures become figures."""

from __future__ import annotations

import re

from word_kit import paragraph, picture, table, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")
_TEXT = paragraph("Mətn belədir və davam edir.")


def _cells(*rows: list[str]) -> str:
    lines = ("".join(f"<w:tc>{one}</w:tc>" for one in row) for row in rows)
    columns = '<w:gridCol w:w="3000"/>' * max(map(len, rows))
    return (
        f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
    )


def _pictures(count: int = 2) -> list[str]:
    return [paragraph(picture("")) for _ in range(count)]


def _body(*blocks: str) -> str:
    made = written(word_file(_FIRST + _TEXT + "".join(blocks) + _TEXT, pictures=1)).text
    body = made.split("---\n", 2)[2].strip()
    return re.sub(r' width="[^"]*"|\n+(?=\n\n)|\n(?=\n!)', "", body)


def test_pictures_with_a_caption_each_are_figures() -> None:
    made = _body(
        _cells(_pictures(), [paragraph("Şəkil 1. Bir"), paragraph("Şəkil 2. İki")]),
        paragraph("Bax: şəkil 2."),
    )
    assert "![Bir](figure-1.png){#fig:1}" in made
    assert "![İki](figure-1.png){#fig:2}" in made
    assert "Bax: şəkil [-@fig:2]." in made


def test_pictures_with_letters_and_one_caption_are_a_figure_of_parts() -> None:
    made = _body(
        _cells(_pictures(), [paragraph("a) sol"), paragraph("b) sağ")]),
        paragraph("Şəkil 1. İki hissə"),
        paragraph("Bax: şəkil 1a və şəkil 1."),
    )
    parts = "![sol](figure-1.png){#fig:1a}\n![sağ](figure-1.png){#fig:1b}\n\nİki hissə\n:::"
    assert f"::: {{#fig:1}}\n{parts}" in made
    assert "Bax: şəkil [-@fig:1a] və şəkil [-@fig:1]." in made


def test_a_caption_in_the_last_row_is_that_of_all() -> None:
    made = _body(_cells(_pictures(), [paragraph("Şəkil 1. İki hissə")]))
    assert made.count("figure-1.png") == 2
    assert "İki hissə\n:::" in made


def test_other_tables_with_pictures_stay_tables() -> None:
    beside = _body(_cells([paragraph(picture("")), paragraph("mətn")]), paragraph("Şəkil 1. Bir"))
    assert "| mətn" in beside
    without = _body(_cells(_pictures(), [paragraph("sol"), paragraph("sağ")]))
    assert "| sol" in without
    assert "fig:" not in without
    assert "| b" in _body(table([["a", "b"]]))


def test_the_letter_behind_the_number_of_a_figure_is_not_lost() -> None:
    made = _body(
        paragraph(picture("")), paragraph("Şəkil 1. Bir"), paragraph("Bax: şəkil 1b və şəkil 1-də.")
    )
    assert "Bax: şəkil [-@fig:1]b və şəkil [-@fig:1]-də." in made


def test_figures_whose_numbers_have_letters_are_told_apart() -> None:
    made = _body(
        paragraph(picture("")), paragraph("Şəkil 2a. Bir"),
        paragraph(picture("")), paragraph("Şəkil 2b. İki"), paragraph("Bax: şəkil 2b."),
    )  # fmt: skip
    assert "![İki](figure-1.png){#fig:2b}" in made
    assert "Bax: şəkil [-@fig:2b]." in made
