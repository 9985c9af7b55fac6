"""Typed notes become notes of the text."""

from __future__ import annotations

import pytest
from word_kit import paragraph, text, word_file, written

from nashr.importing.writing import Written

_HEAD = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş", style="Balk1")
_RAISED = '<w:vertAlign w:val="superscript"/>'


def _made(*blocks: str) -> Written:
    return written(word_file(_HEAD + "".join(blocks)))


def _body(*blocks: str) -> str:
    return _made(*blocks).text.split("---\n", 2)[2].strip()


_TEXT = paragraph("Birinci fikir", text("1", _RAISED), " və ikinci.", text("2", _RAISED))


@pytest.mark.parametrize("heading", ["Qeydlər", "NOTLAR", "Notes:", "Примечания"])
@pytest.mark.parametrize("number", ["{}. ", "[{}] ", "{}) "])
def test_notes_below_a_heading_stand_at_their_calls(heading: str, number: str) -> None:
    notes = [paragraph(f"{number.format(n)}Qeyd {n}.") for n in (1, 2)]
    made = _body(_TEXT, paragraph(heading), *notes)
    assert made.endswith("Birinci fikir[^1] və ikinci.[^2]\n\n[^1]: Qeyd 1.\n\n[^2]: Qeyd 2.")


def test_notes_stand_before_the_list_of_references() -> None:
    made = _body(
        _TEXT,
        paragraph("Qeydlər", style="Balk1"),
        paragraph("1. Qeyd bir."),
        paragraph("2. Qeyd iki."),
        paragraph("Ədəbiyyat", style="Balk1"),
        paragraph("Nümunə A. Kitabın adı. Bakı: Elm, 2001. 200 s."),
    )
    assert "Birinci fikir[^1]" in made
    assert "# Qeydlər" not in made


@pytest.mark.parametrize(
    "blocks",
    [
        [_TEXT, paragraph("Qeydlər"), paragraph("1. Qeyd bir.")],
        [_TEXT, paragraph("Nəticə"), paragraph("1. Bir."), paragraph("2. İki.")],
        [
            paragraph("x", text("1", _RAISED), " və y", text("2", _RAISED)),
            paragraph("Qeydlər"),
            paragraph("1. Bir."),
            paragraph("2. İki."),
            paragraph("3. Üç."),
        ],
    ],
    ids=["too-few", "other-heading", "powers"],
)
def test_other_lists_stay(blocks: list[str]) -> None:
    assert "[^1]" not in _body(*blocks)


def test_letterspaced_words_are_slanted_and_told_of() -> None:
    spacing = '<w:spacing w:val="60"/>'
    made = _made(paragraph("Bu ", text("vurğulu", spacing), " sözdür."))
    assert "Bu *vurğulu* sözdür." in made.text
    assert [one.finding.kind for one in made.findings] == ["letterspacing"]
    whole = _made(paragraph(text("Hamısı seyrək yazılıb.", spacing)))
    assert "*" not in whole.text
