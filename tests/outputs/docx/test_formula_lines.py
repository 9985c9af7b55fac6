"""The lines of arrays in a Word file."""

from __future__ import annotations

import docx_kit
import edition_kit
import pytest

from nashr.importing.ooxml import find_all, tag


def _cells(tex: str) -> list[list[str]]:
    """The cells of the first matrix of a formula: their letters, and the sides that are drawn."""
    file = docx_kit.package(edition_kit.edition(text=f"$${tex}$$"))
    matrix = next(file.document.iter(tag("m:m")))
    return [[_cell(cell) for cell in row.findall(tag("m:e"))] for row in matrix.iter(tag("m:mr"))]


def _cell(cell: object) -> str:
    letters = "".join(find_all(cell, ".//m:t/text()"))
    if not find_all(cell, "./m:borderBox"):
        return letters
    hidden = {one.tag for one in find_all(cell, "./m:borderBox/m:borderBoxPr/*")}
    names = {"hideTop": "t", "hideBot": "b", "hideLeft": "l", "hideRight": "r"}
    return letters + ":" + "".join(s for n, s in names.items() if tag(f"m:{n}") not in hidden)


@pytest.mark.parametrize(
    ("tex", "cells"),
    [
        (
            r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
            [["a:br", "b:b"], ["c:r", "d"]],
        ),
        (r"\begin{array}{r|l} a & b \\ c & d \end{array}", [["a:r", "b"], ["c:r", "d"]]),
        (
            r"\begin{array}{|c|} \hline a \\ b \\ \hline \end{array}",
            [["a:tlr"], ["b:blr"]],
        ),
        (r"\left[\begin{array}{cc|c} a & b & c \end{array}\right]", [["a", "b:r", "c"]]),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", [["a", "b"], ["c", "d"]]),
    ],
)
def test_lines_are_sides_of_boxes(tex: str, cells: list[list[str]]) -> None:
    assert _cells(tex) == cells
