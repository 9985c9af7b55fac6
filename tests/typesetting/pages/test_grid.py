"""The baseline grid, read from the pages: text stands on it, whatever stands between."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from pages_kit import characters, pages_of
from pdf_kit import SENTENCE, build

from nashr.model import PageSize
from nashr.outputs import page_geometry

#: How far a baseline may stand off the grid, in points.
EXACT = 0.2
#: Sizes of running text, from quotations and references to the text itself, in points.
SMALLEST, LARGEST = 9.3, 9.9
#: Sizes of running text and of notes.
ENDS = {9.8, 8.3}
#: How many characters the number of a formula has at most.
NUMBER = 5
FORMULA = "$$\\sum_{i=1}^{n} \\frac{a_i}{b_i} = \\sqrt{\\frac{x}{y}}$$"
BETWEEN = {
    "heading": "# Başlıq",
    "headings": "# Başlıq\n\n## Kiçik başlıq",
    "long heading": "## " + "Başlıq sözləri " * 9,
    "smallest heading": "#### Başlıq",
    "list": "- bir\n- iki\n- üç",
    "list of paragraphs": f"1. {SENTENCE}\n\n   {SENTENCE}\n\n2. {SENTENCE}",
    "terms": f"Ad\n:   {SENTENCE}",
    "quotation": f"> {SENTENCE}",
    "verse": "| bir\n| iki",
    "code": "```\nx = 1\n```",
    "formula": FORMULA,
    "formula inside": f"{SENTENCE} {FORMULA} {SENTENCE}",
    "high line": f"{SENTENCE} $\\dfrac{{\\sum a}}{{\\prod b}}$ {SENTENCE}",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cədvəl",
    "figure": "![Şəkil](media/square.svg){width=30%}",
    "rule": "***",
    "Arabic": "::: {lang=ar}\nقياس النهر في مصر\n:::",
    "note": f"{SENTENCE}[^1]\n\n[^1]: {SENTENCE}",
}


def baselines(path: Path) -> list[list[float]]:
    """For each page, the baselines of its running text in points from its top."""
    found = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        rows: Counter[float] = Counter()
        for one in characters(page):
            if one.char.isalpha() and SMALLEST < one.size < LARGEST:
                rows[round(one.baseline, 2)] += 1
        found.append(sorted(row for row, letters in rows.items() if letters > 2))
    return found


def off_the_grid(path: Path) -> dict[int, list[float]]:
    """By page, the baselines that stand off the grid."""
    found = baselines(path)
    assert any(found)
    sheet = page_geometry.sheet(PageSize("170mm", "240mm"))
    pitch = page_geometry.LEADING
    first = Counter(round((row - sheet.top) % pitch, 1) for page in found for row in page)
    usual = first.most_common(1)[0][0]
    off = {
        number: [
            row
            for row in page
            if abs((row - sheet.top - usual + pitch / 2) % pitch - pitch / 2) > EXACT
        ]
        for number, page in enumerate(found, start=1)
    }
    return {number: rows for number, rows in off.items() if rows}


@pytest.mark.parametrize(("heading", "lines"), [("#", 4), ("##", 3), ("###", 2)])
def test_what_a_heading_takes_to_the_grid_stands_above_it(heading: str, lines: int) -> None:
    """A table ends anywhere; the heading behind it is as far from its text as any other, and one
    between lines of text takes no more room than its style sheet gives it.
    """
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    texts = [SENTENCE * 9, f"{heading} Nəsr", SENTENCE, table, f"{heading} Nəzm", SENTENCE]
    rows = [row for page in pages_of(build("\n\n".join(texts))[0]) for row in page]
    usual, filled = (
        [row.baseline for row in rows[number - 1 : number + 2]]
        for number, row in enumerate(rows)
        if row.text in {"Nəsr", "Nəzm"}
    )
    assert usual[2] - usual[0] == pytest.approx((lines + 1) * page_geometry.LEADING, abs=EXACT)
    assert filled[2] - filled[1] == pytest.approx(usual[2] - usual[1], abs=EXACT)


@pytest.mark.parametrize("words", ["ქართული", "漢書", "עברית"])
def test_a_heading_of_other_letters_takes_no_more_room(words: str) -> None:
    texts = (f"{SENTENCE}\n\n# {heading}\n\n{SENTENCE}" for heading in ("Nəsr", words))
    latin, other = (
        [row.baseline for page in pages_of(build(text)[0]) for row in page] for text in texts
    )
    assert other == pytest.approx(latin, abs=EXACT)


@pytest.mark.parametrize("between", BETWEEN.values(), ids=list(BETWEEN))
def test_text_stands_on_the_grid_whatever_stands_between(between: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(build(f"{SENTENCE * 3}\n\n{between}\n\n{SENTENCE * 3}")[0])
    assert off_the_grid(path) == {}


@pytest.mark.parametrize("name", ["article", "kitchen_sink"])
def test_all_pages_of_the_journals_stand_on_the_grid(
    name: str, request: pytest.FixtureRequest
) -> None:
    assert off_the_grid(request.getfixturevalue(name).path("pdf")) == {}


def test_a_marker_stands_on_the_line_of_its_item(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(build(f"{SENTENCE}\n\n{FORMULA}\n\n1. Birinci\n2. İkinci")[0])
    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    said = text.get_text_range()
    tops = [text.get_charbox(said.index(word))[1] for word in ("1.", "Birinci")]
    assert tops[0] == pytest.approx(tops[1], abs=2)
