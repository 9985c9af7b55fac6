"""Tables that are wider, longer or taller than a page: all of them stands, inside the page."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from pages_kit import characters
from pdf_kit import ENGINES, build, make

from nashr.languages import all_languages, language
from nashr.model import PageSize
from nashr.outputs.edition import Theme
from nashr.outputs.pdf import render as pdf
from nashr.typesetting import weasyprint as typesetter
from nashr.typesetting.pages.table_widths import is_crushed, narrow

LONG = {
    "az": "beynəlmiləlləşdirilmişlərdən",
    "tr": "Avrupalılaştıramadıklarımızdan",
    "en": "internationalization",
    "ru": "высокопревосходительство",
    "ar": "والاستقلالية",
}
FAULTS = {"text-lost", "text-outside-page", "text-overprinted", "text-doubled", "table-too-wide"}


def table(columns: int, rows: list[str], caption: str = "Cədvəlin adı") -> str:
    line = "|" + "|".join(["---"] * columns) + "|"
    return "\n".join([rows[0], line, *rows[1:]]) + f"\n\n: {caption}\n\n"


def row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def text_of(data: bytes, page: int | None = None) -> str:
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-enc", "UTF-8", *pages, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.replace("\u00ad", ""))


def font_sizes(data: bytes) -> set[float]:
    """The sizes of all letters, in points."""
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.add(round(float(operands[1]) * 0.75, 1))
    return sizes


@pytest.mark.parametrize(
    ("lang", "columns", "count"),
    [
        ("az", 2, 500),
        ("ar", 2, 500),
        pytest.param("az", 1, 900, marks=pytest.mark.long),
        pytest.param("az", 5, 300, marks=pytest.mark.long),
    ],
)
def test_a_head_that_no_page_holds_is_continued(lang: str, columns: int, count: int) -> None:
    word = LONG[lang]
    long = " ".join(f"{word[:5]}{n}" for n in range(count))
    rows = [row(long, *["s"] * (columns - 1)), row(*["1"] * columns), row(*["2"] * columns)]
    data, _, found = build("Mətn.\n\n" + table(columns, rows) + "Mətn.", lang=lang)
    assert not FAULTS & {one.code for one in found}, found
    assert f"{word[:5]}0" in text_of(data) or lang == "ar"


@pytest.mark.parametrize("rows", [2, 4])
def test_a_head_without_room_above_a_row_is_kept(rows: int) -> None:
    def cells(word: str, count: int) -> str:
        return row(*(f"{word}{n} {'söz ' * count}" for n in range(8)))

    lines = table(8, [cells("Head", 30), *[cells("cell", 20)] * rows])
    data, _, found = build(f"Mətn.\n\n::: {{.landscape}}\n{lines}\n:::\n\nMətn.")
    assert not FAULTS & {one.code for one in found}, found
    assert all(text_of(data).count(f"Head{n}") == 1 for n in range(8))


def html_table(head: list[str], bodies: list[list[str]], foot: list[str]) -> str:
    """A table of rows that are given as the HTML of their cells."""
    parts = [("thead", head), *(("tbody", body) for body in bodies), ("tfoot", foot)]
    groups = (f"<{tag}>{''.join(f'<tr>{r}</tr>' for r in rows)}</{tag}>" for tag, rows in parts)
    return f"<table>{''.join(groups)}</table>"


def told(name: str, count: int) -> str:
    """A cell of so many words that are told apart."""
    return f"<td>{' '.join(f'{name}{n}z' for n in range(count))}</td>"


def built_small(body: str) -> tuple[str, list[str]]:
    """The text on small pages, and the codes of what is wrong with it."""
    edition = make(body)
    edition = replace(edition, journal=replace(edition.journal, page=PageSize("110mm", "178mm")))
    outcome = pdf.render(edition, ENGINES)
    return text_of(outcome.value[0].data), [one.code for one in outcome.diagnostics]


def test_rows_that_are_kept_together_are_parted_where_no_page_holds_them() -> None:
    """A row of nearly a page, the last of its group, and groups of one row behind it."""
    bodies = [[told("a", 4), told("b", 180)], [told("c", 30)], [told("d", 30)], [told("e", 30)]]
    text, found = built_small(html_table([told("h", 2)], bodies, []))
    assert not FAULTS & set(found)
    assert all(text.count(f"{word}z") == 1 for word in ("a3", "b179", "c29", "d29", "e29"))


@pytest.mark.parametrize("rows", [1, 5])
def test_a_foot_without_room_beside_a_row_stands_behind_the_last(rows: int) -> None:
    """It would take more than a page of its own."""
    bodies = [[told(f"r{n}x", 20) for n in range(rows)]]
    text, found = built_small(html_table([told("h", 2)], bodies, [told("f", 150), told("g", 90)]))
    assert not FAULTS & set(found)
    assert text.count("f149z") == text.count("g89z") == 1
    assert text.index(f"r{rows - 1}x19z") < text.index("f0z") < text.index("g89z")


def test_a_head_of_half_a_page_is_not_repeated() -> None:
    head = [told("h", 250), told("i", 4)]
    text, found = built_small(html_table(head, [[told(f"r{n}x", 20) for n in range(12)]], []))
    assert not FAULTS & set(found)
    assert text.count("h0z") == text.count("i3z") == 1
    assert all(f"r{n}x19z" in text for n in range(12))


def turned(data: bytes) -> list[bool]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(v) for v in page.mediabox] for page in pdf.pages]
    return [box[2] > box[3] for box in boxes]


# The longest words, and a script from right to left; the others are no harder.
@pytest.mark.parametrize(
    "lang",
    ["tr", "ar", *(pytest.param(lang, marks=pytest.mark.long) for lang in ("az", "en", "ru"))],
)
def test_tables_that_are_too_wide_are_made_to_fit(lang: str) -> None:
    """Those of one article, of any number of columns."""
    word, body = LONG[lang], "Mətn.\n\n"
    for columns in (2, 3, 4, 6, 8, 10, 12, 14):
        rows = [row(*(f"{word[:6]}{n}" for n in range(columns)))]
        rows += [row(*(f"{word}{r}{n}" for n in range(columns))) for r in range(2)]
        body += table(columns, rows, f"{columns} sütun") + "Mətn.\n\n"
    data, _, found = build(body, lang=lang)
    assert not FAULTS & {one.code for one in found}, found
    assert min(font_sizes(data)) >= 7.5


CELLS = (
    "x" * 80,
    "1234567890" * 6,
    "<https://example.org/" + "a-long-path/" * 8 + ">",
    "`" + "identifier_without_end_" * 4 + "`",
    "a note^[Its text.] and *words*",
    "$a_1 + a_2 + a_3 + a_4 + a_5 = b$",
)


@pytest.mark.parametrize("columns", [2, 4, 7])
def test_cells_of_any_content_stay_in_the_page(columns: int) -> None:
    head = row(*(f"Head {n}" for n in range(columns)))
    tables = [table(columns, [head, row(*([cell] * columns))], cell) for cell in CELLS]
    _, _, found = build("".join(tables), lang="en")
    assert not FAULTS & {one.code for one in found}, found


def test_what_no_page_holds_is_an_error_that_says_so() -> None:
    columns = 60
    rows = [row(*(f"Head{n}" for n in range(columns))), row(*(["Word"] * columns))]
    _, _, found = build(table(columns, rows, "Too wide"), lang="en")
    wide = [one for one in found if one.code == "table-too-wide"]
    assert [one.message.partition(" is ")[0] for one in wide] == ["The table “Too wide”"]


def test_a_wide_table_is_turned_on_a_page_of_its_own() -> None:
    rows = [row(*(["Environmental"] * 12)), row(*(["Transcontinental"] * 12))]
    data, _, _ = build("Before.\n\n" + table(12, rows) + "After.", lang="en")
    assert turned(data) == [False, True]
    # The text goes on past it on the page before.
    assert "Before" in text_of(data, 1) and "After" in text_of(data, 1)
    assert "Environ" in text_of(data, 2)


@pytest.mark.parametrize(("columns", "word"), [(6, "Landscape"), (9, "Transcontinental")])
def test_a_table_is_never_set_smaller_than_its_style_sheet_allows(columns: int, word: str) -> None:
    """It is turned at its own size, and breaks its words where it is too wide even then."""
    rows = [row(*([f"{word}s"] * columns)), row(*([word] * columns))]
    made = make("Before.\n\n" + table(columns, rows) + "After.", lang="en")
    sheet = """table, caption, .running-authors { font-size: 14pt; --least-size: 14pt }
    .running-authors { font-variant-caps: normal } .running-source { display: none }"""
    outcome = pdf.render(replace(made, theme=Theme(sheets={"pdf": sheet})), ENGINES)
    data = outcome.value[0].data
    assert not FAULTS & {one.code for one in outcome.diagnostics}, outcome.diagnostics
    assert turned(data) == [False, True]
    letters = [one for one in characters(pypdfium2.PdfDocument(data)[1]) if one.char in word]
    assert {round(one.size) for one in letters} == {14}


def test_a_table_is_turned_on_request() -> None:
    rows = [row("A", "B"), row("1", "2")]
    by_div = "::: {.landscape}\n" + table(2, rows) + ":::\n\nAfter."
    assert True in turned(build(by_div, lang="en")[0])


def test_a_table_that_fits_is_left_alone() -> None:
    rows = [row("Name", "Number"), row("Bakı", "1")]
    data, _, _ = build(table(2, rows))
    assert turned(data) == [False]
    assert 9.0 in font_sizes(data)


def test_wished_widths_give_way_to_what_the_columns_hold() -> None:
    text = "some words that go on and on " * 6
    rows = [row("Name", "Text", "Number"), row("One", text, "1")]
    data, _, _ = build(table(3, rows), lang="en")
    lines = [line for line in text_of(data, 1).splitlines() if "words" in line]
    assert max(len(line) for line in lines) > 50, lines


# --- tables that go on ---------------------------------------------------------------------


# A cell's paragraph that is higher than what the head leaves of a page waits for a page of its own.
@pytest.mark.parametrize("height", [90, 170, 180, 190])
@pytest.mark.parametrize("short", ["", "<td>short</td>"])
def test_a_cell_that_gets_no_room_on_a_page_goes_on_where_it_was(height: int, short: str) -> None:
    sheet = f"""@page {{ size: 300px 200px; margin: 0 }} p, table {{ margin: 0 }}
    html {{ font: 16px/20px "Nashr Last Resort"; orphans: 1; widows: 1 }}
    th, td {{ padding: 0; vertical-align: top }} .high {{ height: {height}px }}"""
    lines = "<br>".join(f"line{n}" for n in range(24))
    cells = f'<td>{lines}</td><td><p>first<br>second</p><p class="high">high</p></td>{short}'
    page = f"""<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>
    <p style="height: 120px">Before</p><table><thead><tr><th>A</th><th>B</th></tr></thead>
    <tbody><tr>{cells}</tr></tbody></table></body></html>"""
    made = typesetter.typeset(page, [sheet], {})
    assert made.faults == ()
    words = text_of(made.pdf).split()
    assert [words.count(word) for word in ("first", "second", "high", "line0", "line23")] == [1] * 5


@pytest.mark.parametrize("lang", ["az", "tr", "en", "ru", "fa"])
def test_a_table_that_goes_on_says_so_in_the_language_of_the_article(lang: str) -> None:
    rows = [row("Name", "Number"), *(row(f"Row{n}x", str(n)) for n in range(90))]
    data, pages, found = build(table(2, rows), lang=lang)
    assert not FAULTS & {one.code for one in found}, found
    words = letters(language(lang).labels.table_continued)
    shown = [letters(text_of(data, page)) for page in range(1, pages + 1)]
    with_rows = [text for text in shown if "Row" in text]
    assert [words in text for text in with_rows] == [False, *[True] * (len(with_rows) - 1)]
    assert all("Name" in text for text in with_rows)


def test_every_language_can_say_that_a_table_goes_on() -> None:
    assert all(record.labels.table_continued for record in all_languages())


def test_a_row_taller_than_a_page_goes_on_inside_its_cells_under_the_head() -> None:
    text = " ".join(f"word{n}" for n in range(1600))
    data, pages, found = build(table(2, [row("Key", "Text"), row("One", text)]), lang="en")
    assert not FAULTS & {one.code for one in found}, found
    with_text = [text_of(data, page) for page in range(1, pages + 1)]
    assert all("Key" in page for page in with_text if "word" in page)
    assert all(f"word{n}" in "".join(with_text) for n in range(0, 1600, 7))


# --- columns of numbers --------------------------------------------------------------------


def left_edges(data: bytes, signs: str) -> set[float]:
    command = ["pdftotext", "-bbox", "-", "-"]
    html = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    words = re.finditer(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]*)<', html)
    return {round(float(m[2]), 0) for m in words if m[3] in signs.split()}


def baselines(data: bytes, pattern: str) -> list[float]:
    """The heights of words from the top of the page, in points."""
    command = ["pdftotext", "-bbox", "-", "-"]
    html = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    words = re.finditer(r'yMin="([\d.]+)"[^>]*>([^<]*)<', html)
    return [float(m[1]) for m in words if re.fullmatch(pattern, m[2])]


def test_ten_rows_with_their_gaps_take_whole_lines_of_the_grid() -> None:
    rows = [row("Name", "Number"), *(row(f"row{n}", str(n)) for n in range(1, 13))]
    heights = baselines(build(table(2, rows), lang="en")[0], r"row\d+")
    # On a page break the heights begin anew.
    steps = [round(b - a, 1) for a, b in pairwise(heights) if b > a]
    assert set(steps) == {16.0, 20.5}
    assert steps.count(20.5) in (1, 2)
    assert (5 * 16 + 4.5) * 2 == 13 * 13


def test_whole_numbers_end_below_each_other() -> None:
    rows = [row("Name", "Number"), row("One", "4711"), row("Two", "91234"), row("Three", "37")]
    data, _, _ = build(table(2, rows), lang="en")
    assert len(left_edges(data, "4711 91234 37")) == 1


def test_fractions_of_one_length_end_where_those_do() -> None:
    rows = [row("Ad", "Pay"), row("Bir", "1,25"), row("İki", "120,5"), row("Üç", "3,75")]
    data, _, _ = build(table(2, rows))
    edges = left_edges(data, "1,25 3,75")
    assert len(edges) == 1
    assert left_edges(data, "120,5").pop() < edges.pop()


def test_widths_between_the_lowest_and_the_wanted() -> None:
    assert narrow([10, 20], [5, 5], 40) == [10, 20]
    assert narrow([10, 20], [5, 5], 20) == [7.5, 12.5]
    assert narrow([10, 20], [5, 5], 8) == [5, 5]


@pytest.mark.parametrize(
    ("minimal", "maximal", "available", "crushed"),
    [
        ([30, 30, 30], [40, 300, 300], 220, True),  # sentences of ten lines
        ([30, 30], [60, 60], 220, False),  # all stands in one line
        ([30, 100], [60, 500], 220, False),  # few letters beside a wide text
        ([30, 30, 30], [80, 80, 80], 220, False),  # two lines
        ([100, 100, 100], [100, 100, 100], 220, False),  # single words
    ],
)
def test_a_table_is_crushed_that_has_many_short_lines(
    minimal: list[float], maximal: list[float], available: float, crushed: bool
) -> None:
    assert is_crushed(minimal, maximal, available, 10) is crushed


def test_values_are_whole_in_narrow_cells() -> None:
    """A value of a narrow column was parted behind its ±, and a probability behind its sign."""
    words = " ".join(["vegetation"] * 6)
    rows = [row(words, "3,1 ± 0,2", words, "< 0,05", words, f"12 km {words}")] * 3
    heads = [row("Names", "Mean", "Words", "p", "More words", "Much more")]
    data, _, found = build("Mətn.\n\n" + table(6, heads + rows))
    assert not FAULTS & {one.code for one in found}
    page = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
    lines = [line.split() for line in page.replace("\r", "").split("\n")]
    assert not [line for line in lines if line and line[-1] in ("±", "<", "3,1")], lines
