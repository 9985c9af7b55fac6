"""Marks at the ends of lines hang into the margin, read from the pages."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import cache
from statistics import median

import pytest
from pages_kit import Row, pages_of
from pdf_kit import ENGINES, SENTENCE, TEMPLATES, make

from nashr.outputs.pdf import render as pdf

TEXT = "\n\n".join(f"{SENTENCE * 3}{SENTENCE[: 40 + 9 * n]}" for n in range(24))
#: Lines of which end in full stops, and begin with quotation marks.
SHORT = " ".join("“Söz” oldu. " * (1 + n % 3) + "Münasibət. Mərhələ." for n in range(160))
#: Marks in which lines end, by what part of their size they hang out at least and at most.
MARKS = {"-": (0.1, 0.35), ".": (0.08, 0.3), "”": (0.1, 0.4)}


@cache
def set_text(hanging: str, text: str = TEXT) -> bytes:
    sheets = {
        name: text.replace("--hanging: 100%", f"--hanging: {hanging}")
        for name, text in TEMPLATES.items()
    }
    assert sheets != TEMPLATES or hanging == "100%"
    outcome = pdf.render(replace(make(text), templates=sheets), ENGINES)
    return outcome.value[0].data


def rows_of(data: bytes) -> list[Row]:
    """The lines of the text on the second page."""
    return [row for row in pages_of(data)[1] if row.size == 9.8]


def ends(data: bytes) -> tuple[float, list[Row]]:
    """Where full lines that end in a letter end, and all lines that end near there or beyond."""
    rows = rows_of(data)
    edge = median(row.right for row in rows if row.text[-1].isalpha())
    return edge, [row for row in rows if row.right > edge - 1.5]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_at_the_end_of_a_line_hangs_out(mark: str) -> None:
    edge, _ = ends(set_text("100%"))
    full = [row for row in rows_of(set_text("100%", SHORT)) if row.right > edge - 1.5]
    beyond = [(row.right - edge) / row.size for row in full if _last(row) == mark]
    least, most = MARKS[mark]
    assert beyond
    assert all(least < part < most for part in beyond), beyond


def _last(row: Row) -> str:
    return "-" if row.text[-1] in "\u00ad\u2010\ufffe\x02" else row.text[-1]


def test_letters_end_at_the_margin() -> None:
    edge, rows = ends(set_text("100%"))
    letters = [row.right - edge for row in rows if _last(row).isalpha()]
    assert len(letters) > 20
    assert max(map(abs, letters)) < 0.5


def test_quotation_marks_hang_out_to_the_left() -> None:
    rows = rows_of(set_text("100%", SHORT))
    letters = median(row.left for row in rows if row.text[0].isalpha())
    quotes = [row.left - letters for row in rows if row.text[0] == "“"]
    assert quotes
    assert -4 < min(quotes) <= max(quotes) < -1


def test_nothing_hangs_out_where_the_style_sheet_says_so() -> None:
    edge, rows = ends(set_text("0%"))
    assert max(row.right for row in rows) < edge + 0.6


def test_the_text_is_the_same_whether_marks_hang_out_or_not() -> None:
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    said = [
        subprocess.run(command, input=set_text(hanging), capture_output=True, check=True)
        .stdout.decode()
        .replace("\u00ad\n", "")
        .split()
        for hanging in ("0%", "100%")
    ]
    words = [[word for word in one if len(word) > 3] for one in said]
    assert sorted(words[0]) == sorted(words[1])
