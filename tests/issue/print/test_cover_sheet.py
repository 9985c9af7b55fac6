"""The cover's sheet, measured: boxes, folds, spine, picture and barcode, as they are printed."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from cover_kit import ISSUE, JOURNAL, MadeCover, made_cover, project_with
from issue_kit import PROJECT

from nashr.checking.validators.plates import plates
from nashr.checking.validators.print_file import preflight_here

MM = 72 / 25.4
WIDTH, HEIGHT, SPINE, MARGIN = 170, 240, 6.5, 10
PAPER = "paper: {weight: 80 g/m², bulk: 1.3 cm³/g}\n  spine: 6.5mm"


@pytest.fixture(scope="module")
def cover() -> MadeCover:
    return made_cover(PROJECT)


@pytest.fixture(scope="module")
def sheet(cover: MadeCover) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(cover.pdf)) as pdf:
        yield pdf


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    names = ("/MediaBox", "/TrimBox", "/BleedBox")
    return {name: [round(float(side) / MM, 2) for side in page[name]] for name in names}


def letters(pdf: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """The letters of a page with their middle, in mm from the left upper corner of the trim."""
    with pypdfium2.PdfDocument(pdf) as document:
        one = document[page]
        text, height = one.get_textpage(), one.get_height()
        found = []
        for number in range(text.count_chars()):
            left, low, right, high = text.get_charbox(number)
            char = text.get_text_range(number, 1)
            x, y = (left + right) / 2, height - (low + high) / 2
            found.append((char, x / MM - MARGIN, y / MM - MARGIN))
    return found


def words(pdf: bytes, page: int = 0) -> str:
    return "".join(char for char, _, _ in letters(pdf, page))


def on_spine(pdf: bytes, text: str) -> list[tuple[float, float]]:
    """Where the letters of a text between the folds are, each."""
    found = [one for one in letters(pdf) if WIDTH < one[1] < WIDTH + SPINE]
    at = "".join(char for char, _, _ in found).index(text)
    return [(x, y) for _, x, y in found[at : at + len(text)]]


def pixels(pdf: bytes, dots: int = 600) -> pypdfium2.PdfBitmap:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots / 72).to_pil().convert("L")


# --- the sheet -----------------------------------------------------------------------------


def test_nothing_is_found_by_the_preflight(cover: MadeCover, tmp_path: Path) -> None:
    assert cover.codes == []
    file = tmp_path / "cover.pdf"
    file.write_bytes(cover.pdf)
    assert preflight_here(file).findings == ()
    if shutil.which("gs"):
        assert plates(file).findings == ()


def test_the_same_issue_gives_the_same_bytes(cover: MadeCover) -> None:
    assert made_cover(PROJECT).pdf == cover.pdf


def test_back_spine_and_front_on_one_sheet(sheet: pikepdf.Pdf) -> None:
    assert len(sheet.pages) == 1
    across = 2 * WIDTH + SPINE
    assert boxes(sheet.pages[0]) == {
        "/MediaBox": [0, 0, across + 2 * MARGIN, HEIGHT + 2 * MARGIN],
        "/TrimBox": [MARGIN, MARGIN, MARGIN + across, MARGIN + HEIGHT],
        "/BleedBox": [MARGIN - 3, MARGIN - 3, MARGIN + across + 3, MARGIN + HEIGHT + 3],
    }


def test_it_is_pdf_x_with_its_fonts(sheet: pikepdf.Pdf) -> None:
    assert b"PDF/X-4" in sheet.Root.Metadata.read_bytes()
    (intent,) = sheet.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    fonts = [one for one in sheet.objects if isinstance(one, pikepdf.Dictionary)]
    described = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
    assert described
    assert all("/FontFile2" in one for one in described)


def marks(page: pikepdf.Page) -> list[tuple[float, float, float, float]]:
    """The dashed lines in registration colour, in mm from the left lower corner of the sheet."""
    content = b"\n".join(one.read_bytes() for one in page.Contents).decode("latin-1")
    (block,) = re.findall(r"\[2\] 0 d(.*?)S", content, re.DOTALL)
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", block)
    return [tuple(round(float(n) / MM, 2) for n in line) for line in lines]  # type: ignore[misc]


def test_the_folds_are_marked_outside_of_the_trim(sheet: pikepdf.Pdf) -> None:
    left, right = MARGIN + WIDTH, MARGIN + WIDTH + SPINE
    top = HEIGHT + 2 * MARGIN
    assert sorted(marks(sheet.pages[0])) == sorted(
        [
            (left, 0, left, 5),
            (left, top - 5, left, top),
            (right, 0, right, 5),
            (right, top - 5, right, top),
        ]
    )


def test_without_marks_the_sheet_ends_with_the_bleed() -> None:
    pdf = made_cover(PROJECT, marks="none").pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = boxes(file.pages[0])
        assert found["/MediaBox"] == [0, 0, 2 * WIDTH + SPINE + 6, HEIGHT + 6]
        content = file.pages[0].Contents
        parts = content if isinstance(content, pikepdf.Array) else [content]
        assert not any(b"/All CS" in one.read_bytes() for one in parts)


def test_the_spine_is_as_wide_as_the_interior_is_thick(tmp_path: Path) -> None:
    other = {ISSUE: {PAPER: "paper: {thickness: 110 µm}"}}
    pdf = made_cover(project_with(tmp_path, other), pages=240).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        left, _, right, _ = boxes(file.pages[0])["/TrimBox"]
        assert right - left == pytest.approx(2 * WIDTH + 120 * 0.110, abs=0.02)


def test_a_stapled_issue_has_one_fold_and_no_spine(tmp_path: Path) -> None:
    other = {ISSUE: {PAPER: "binding: saddle"}}
    made = made_cover(project_with(tmp_path, other), pages=48)
    assert made.codes == []
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        left, _, right, _ = boxes(file.pages[0])["/TrimBox"]
        assert right - left == pytest.approx(2 * WIDTH, abs=0.02)
        assert {line[0] for line in marks(file.pages[0])} == {MARGIN + WIDTH}


def test_the_usual_paper_stands_in_where_none_is_known(tmp_path: Path) -> None:
    made = made_cover(project_with(tmp_path, {ISSUE: {PAPER: "spine-text: none"}}))
    assert made.codes == ["paper-unknown"]


# --- what stands on it ---------------------------------------------------------------------


def test_the_text_of_the_spine_runs_up_between_the_folds(cover: MadeCover) -> None:
    title, number = (on_spine(cover.pdf, text) for text in ("Nümunə Kitab", "Cild 12 · №"))
    assert all(WIDTH + 1 <= x <= WIDTH + SPINE - 1 for x, _ in (*title, *number))
    heights = [y for _, y in (*title, *number)]
    assert heights == sorted(heights, reverse=True)
    assert HEIGHT - 20 < heights[0] < HEIGHT - 10


def test_in_english_it_runs_down(tmp_path: Path) -> None:
    pdf = made_cover(project_with(tmp_path, {JOURNAL: {"language: az": "language: en"}})).pdf
    heights = [y for text in ("Nümunə Kitab", "Volume 12") for _, y in on_spine(pdf, text)]
    assert heights == sorted(heights)


def test_title_and_number_are_on_the_front(cover: MadeCover) -> None:
    found = letters(cover.pdf)
    front = "".join(char for char, x, _ in found if x > WIDTH + SPINE)
    assert "Nümunə Kitabxana" in front.replace("\r\n", " ")
    assert "Cild 12 · № 1 · 2026" in front
    back = "".join(char for char, x, _ in found if 0 < x < WIDTH)
    assert "Sample Library Studies" in back
    assert "Nümunə Nəşriyyatı, Bakı" in back


def test_the_picture_fills_the_front_through_the_bleed_and_no_more(cover: MadeCover) -> None:
    image = pixels(cover.pdf, 100)
    ground = 255

    def at(x: float, y: float) -> int:
        """The lightness of a place, in mm from the left upper corner of the trim."""
        pixel = image.getpixel((round((x + MARGIN) / 25.4 * 100), round((y + MARGIN) / 25.4 * 100)))
        assert isinstance(pixel, int)
        return pixel

    across = 2 * WIDTH + SPINE
    for x, y in [(across + 2.5, -2.5), (across + 2.5, HEIGHT + 2.5), (WIDTH + SPINE + 1, -2.5)]:
        assert at(x, y) < ground, (x, y)
    for x, y in [(across + 3.6, 120), (WIDTH + SPINE - 0.7, 5), (WIDTH / 2, 120), (across, -3.7)]:
        assert at(x, y) == ground, (x, y)


def test_a_journal_that_is_read_from_the_right_has_its_front_on_the_left(tmp_path: Path) -> None:
    pdf = made_cover(project_with(tmp_path, {JOURNAL: {"language: az": "language: ar"}})).pdf
    image = pixels(pdf, 50)
    assert image.getpixel((round((MARGIN - 2) / 25.4 * 50), 100)) != 255
    assert image.getpixel((image.width - round((MARGIN - 2) / 25.4 * 50), 100)) == 255
    places = on_spine(pdf, "Nümunə Kitab")
    assert all(WIDTH + 1 <= x <= WIDTH + SPINE - 1 for x, _ in places)
    (arrow,) = [one for one in letters(pdf) if one[0] == ">"]
    _, (_, _, right, _) = read_back(pdf, with_add_on=True)
    assert right < arrow[1] < right + 3


def test_the_inner_cover_on_the_inside_of_the_front(tmp_path: Path) -> None:
    other = {ISSUE: {"spine: 6.5mm": "spine: 6.5mm\n  inside-covers: inner-cover"}}
    made = made_cover(project_with(tmp_path, other))
    assert made.pages == 2
    assert "Redaksiya heyəti" in words(made.pdf, 1)
    assert all(x < WIDTH for char, x, _ in letters(made.pdf, 1) if char.strip())


# --- the barcode ---------------------------------------------------------------------------


def read_back(pdf: bytes, *, with_add_on: bool = False) -> tuple[str, list[float]]:
    """What a decoder reads, and where the bars are: left, top, right, bottom in mm of the trim."""
    add_on = zxingcpp.EanAddOnSymbol
    (found,) = zxingcpp.read_barcodes(
        pixels(pdf),
        formats=zxingcpp.BarcodeFormat.EAN13,
        ean_add_on_symbol=add_on.Require if with_add_on else add_on.Ignore,
    )
    corners = (found.position.top_left, found.position.bottom_right)
    return found.text, [v / 600 * 25.4 - MARGIN for one in corners for v in (one.x, one.y)]


def test_a_decoder_reads_number_and_add_on(cover: MadeCover) -> None:
    text, (left, top, right, bottom) = read_back(cover.pdf, with_add_on=True)
    assert text.replace(" ", "") == "977123456700301"
    assert right - left == pytest.approx(45.54 - (11 + 5) * 0.33, abs=0.2)
    edge = 40 / MM
    assert right + 5 * 0.33 + 1 == pytest.approx(WIDTH - edge, abs=0.2)
    assert 180 < top < bottom < HEIGHT - edge


def test_it_stands_at_the_outer_edge_where_that_is_asked(tmp_path: Path) -> None:
    other = {ISSUE: {'barcode: {add-on: "01"}': "barcode: {add-on: none, place: outer}"}}
    text, (left, _, right, _) = read_back(made_cover(project_with(tmp_path, other)).pdf)
    assert text == "9771234567003"
    assert left - 11 * 0.33 - 1 == pytest.approx(40 / MM, abs=0.2)
    assert right - left == pytest.approx(95 * 0.33, abs=0.2)


def test_the_isbn_stands_in_for_an_issn(tmp_path: Path) -> None:
    other = {
        ISSUE: {"number: 1": "number: 1\nisbn: 978-0-306-40615-7"},
        JOURNAL: {"issn:\n  print: 1234-5679\n": "issn:\n"},
    }
    made = made_cover(project_with(tmp_path, other))
    assert "ISBN 978-0-306-40615-7" in words(made.pdf)
    assert read_back(made.pdf)[0] == "9780306406157"


@pytest.mark.parametrize("tag", ["az", "ar"])
def test_the_digits_stand_below_the_bars_and_those_of_the_add_on_above(
    tmp_path: Path, tag: str
) -> None:
    other = {JOURNAL: {"language: az": f"language: {tag}"}}
    pdf = made_cover(project_with(tmp_path, other)).pdf
    _, (left, _, right, _) = read_back(pdf, with_add_on=True)
    found, top = letters(pdf), HEIGHT - 40 / MM - 1 - 25.93
    at = "".join(char for char, _, _ in found).index("771234")
    digits = found[at : at + 6]
    assert all(top + 22.85 < y - 1.2 < y + 1.2 < top + 25.93 for _, _, y in digits)
    middles = [left + (3 + 7 * (number + 0.5)) * 0.33 for number in range(6)]
    assert [x for _, x, _ in digits] == pytest.approx(middles, abs=0.45)
    above = [(char, x) for char, x, y in found if top < y - 1.2 < y + 1.2 < top + 2.97]
    assert [char for char, x in above if right - 8 < x < right] == ["0", "1"]


def test_its_bars_are_black_ink_alone(sheet: pikepdf.Pdf) -> None:
    forms = [
        one.read_bytes()
        for one in sheet.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
    ]
    page = b"\n".join(one.read_bytes() for one in sheet.pages[0].Contents)
    (bars,) = [one for one in (*forms, page) if one.count(b" l") + one.count(b" re") > 100]
    assert not re.search(rb"\b(?:rg|RG|sc|scn)\b", bars)


def test_a_cover_in_black_alone(tmp_path: Path) -> None:
    other = {ISSUE: {"spine: 6.5mm": "spine: 6.5mm\n  cover-colour: black"}}
    made = made_cover(project_with(tmp_path, other))
    assert made.coloured == ()
    file = tmp_path / "cover.pdf"
    file.write_bytes(made.pdf)
    assert preflight_here(file).findings == ()


def test_the_interior_in_black_leaves_the_cover_its_colours(cover: MadeCover) -> None:
    assert cover.coloured == (1,)
    assert made_cover(PROJECT, colour="black").coloured == (1,)
