"""Footnotes on the pages of the finished PDF: each once, at the foot of the page of its call."""

from __future__ import annotations

import io
import subprocess
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from columns_kit import built
from notes_kit import (
    Manuscript,
    Word,
    faults,
    heavy_manuscript,
    random_manuscript,
    read_pages,
    seeds,
)
from pdf_kit import ENGINES, build, cite, make
from random_articles import write_project
from structure_kit import Heard, listen

from nashr.cli.main import main
from nashr.model import PageSize
from nashr.outputs.pdf import render as pdf
from nashr.typesetting import weasyprint as typesetter
from nashr.typesetting.pages.note_places import NotePlace, note_places

#: The smallest part of a page's width that a rule above notes has, and its distance in points.
_RULE_WIDTH, _RULE_ABOVE = 0.6, 9.0
#: Pixels a point.
SCALE = 4
LINE = "Bir iki üç dörd beş."


def words(number: int, count: int) -> str:
    """The words of a note, all different."""
    return " ".join(f"n{number}x{n}n" for n in range(count))


def pages_of(data: bytes) -> dict[str, list[int]]:
    """The pages of each word of the text and the notes, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for token, word in read_pages(data).tokens():
        found[token].append(word.page)
    return found


def rows(data: bytes, place: Word) -> list[bytes]:
    """The rows of pixels of a place on a page, ``SCALE`` of them a point, black as 0."""
    command = ["pdftoppm", "-gray", "-r", str(72 * SCALE), "-f", str(place.page)]
    box = (place.left, place.top, place.right - place.left, place.bottom - place.top)
    for option, value in zip(("-x", "-y", "-W", "-H"), box, strict=True):
        command += [option, str(round(value * SCALE))]
    command += ["-l", str(place.page), "-"]
    image = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width, height = map(int, size.split())
    return [pixels[row * width : (row + 1) * width] for row in range(height)]


def rules(data: bytes, page: int) -> list[float]:
    """The heights of the long horizontal lines of a page, in points from its top."""
    width, height = read_pages(data).sizes[page - 1]
    whole = rows(data, Word("", page, 0, 0, width, height))
    return [
        row / SCALE
        for row, line in enumerate(whole)
        if sum(value < 200 for value in line) > _RULE_WIDTH * len(line)
    ]


def first_notes(data: bytes) -> dict[int, Word]:
    """The highest word of a note on each page that has one."""
    found: dict[int, Word] = {}
    for token, word in read_pages(data).tokens():
        if token[0] == "n" and (word.page not in found or word.top < found[word.page].top):
            found[word.page] = word
    return found


# --- any article ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(range(5), range(5, 15)))
def test_every_note_stands_once_on_the_page_of_its_call(seed: int) -> None:
    made = random_manuscript(seed)
    lang = ("az", "en", "tr", "fa", "ar")[seed % 5]
    data, _, diagnostics = build(made.text(), lang=lang)
    assert not diagnostics
    assert faults(made, read_pages(data)) == []


@pytest.mark.parametrize("seed", seeds(range(1000, 1001), range(1001, 1004)))
def test_notes_as_long_as_a_page_stand_once_and_over_nothing(seed: int) -> None:
    made = random_manuscript(seed, longest=500)
    data, _, _ = build(made.text(), lang="en")
    assert faults(made, read_pages(data), shared=True) == []


@pytest.mark.parametrize("seed", seeds(range(1), range(1, 60)))
def test_many_long_notes_begin_on_the_pages_of_their_calls(seed: int) -> None:
    """In cells, captions and headings, in one column or two: see ``heavy_manuscript``."""
    body, lang = heavy_manuscript(seed).text(), ("az", "en", "ar")[seed % 3]
    found = built(body, lang=lang)[1] if seed % 4 == 3 else build(body, lang=lang)[2]
    assert not {one.code for one in found}


@pytest.mark.parametrize("size", [PageSize("110mm", "178mm"), PageSize("210mm", "297mm")])
def test_notes_stand_on_pages_of_any_size(size: PageSize) -> None:
    made = random_manuscript(6)
    edition = make(made.text())
    edition = replace(edition, journal=replace(edition.journal, page=size))
    data = pdf.render(edition, ENGINES).value[0].data
    assert faults(made, read_pages(data)) == []


def test_an_article_may_have_300_notes() -> None:
    made = random_manuscript(0)
    made = Manuscript(made.source, longest=20)
    while made.notes < 300:
        made.blocks.append(made.line(60, 5))
    data, _, _ = build(made.text())
    assert faults(made, read_pages(data)) == []


# --- where notes went wrong ----------------------------------------------------------------


@pytest.mark.parametrize("before", seeds(range(12, 22, 2), range(13, 22, 2)))
def test_a_note_whose_line_is_moved_moves_with_it(before: int) -> None:
    """The page's first note takes the room of a line that has a call itself."""
    long = "Bir iki üç dörd beş altı yeddi səkkiz doqquz on. "
    text = [f"Çağırış c1c.^[{words(1, 8)}]", *[LINE] * before]
    text.append(f"{long} c2c.^[{words(2, 8)}] {long * 5}")
    found = pages_of(build("\n\n".join(text))[0])
    for number in (1, 2):
        assert found[f"n{number}x0n"] == found[f"c{number}c"], number
        assert len(found[f"n{number}x7n"]) == 1


@pytest.mark.parametrize("before", seeds(range(16, 24, 2), range(17, 24, 2)))
def test_a_page_that_is_laid_out_again_shows_its_notes_once(before: int) -> None:
    """The folios of the reference list change what stands on the last pages."""
    text = [f"Mətn {cite(1)}.", *[LINE] * before]
    text += [f"Söz {cite(n)} c{n}c.^[{words(n, 30)}]" for n in range(2, 6)]
    data, _, _ = build("\n\n".join(text))
    found = pages_of(data)
    for number in range(2, 6):
        shown = [found[f"n{number}x{word}n"] for word in range(30)]
        assert all(len(pages) == 1 for pages in shown), number
        assert shown[0] == found[f"c{number}c"], number
    shown = [word.text.strip("(") for word in read_pages(data).words]
    assert shown.count("Oran,") == 6, "five citations and the reference"


def test_a_long_note_goes_on_at_the_next_foot() -> None:
    text = [*[LINE] * 8, f"Söz c1c.^[{words(1, 900)}] {LINE * 3}", *[LINE * 6] * 20]
    data, _, _ = build("\n\n".join(text))
    found = pages_of(data)
    shown = [found[f"n1x{word}n"] for word in range(900)]
    assert all(len(pages) == 1 for pages in shown)
    pages = [numbers[0] for numbers in shown]
    assert pages == sorted(pages)
    assert pages[0] == found["c1c"][0]
    assert len(set(pages)) > 1
    for page, word in first_notes(data).items():
        # On the first page the article's facts stand between the rule and the first note.
        room = 110 if page == 1 else _RULE_ABOVE
        above = [y for y in rules(data, page) if word.top - room < y < word.top + 2]
        assert above, f"no rule above the notes of page {page}"


def test_notes_that_go_on_behind_the_text_have_pages_of_their_own() -> None:
    data, pages, _ = build(f"{LINE} c1c.^[{words(1, 2500)}]")
    found = pages_of(data)
    assert all(len(found[f"n1x{word}n"]) == 1 for word in range(2500))
    assert found["n1x0n"] == [1]
    assert found["n1x2499n"] == [pages]
    assert pages > 3


@pytest.mark.parametrize("before", seeds(range(20, 30, 2), range(21, 30, 2)))
def test_a_line_of_five_notes_keeps_them_together(before: int) -> None:
    calls = " ".join(f"c{n}c^[{words(n, 20)}]" for n in range(1, 6))
    data, _, _ = build("\n\n".join([*[LINE] * before, calls]))
    found = pages_of(data)
    assert [found[f"n{n}x0n"] for n in range(1, 6)] == [found[f"c{n}c"] for n in range(1, 6)]


def test_no_line_of_a_note_stands_alone() -> None:
    """A note is cut so that two of its lines at least stand on either page."""
    for before in range(10, 30, 3):
        body = "\n\n".join([*[LINE] * before, f"Söz c1c.^[{words(1, 60)}]", *[LINE] * 30])
        tops = defaultdict(set)
        for token, word in read_pages(build(body)[0]).tokens():
            if token[0] == "n":
                tops[word.page].add(round(word.top))
        assert all(len(lines) > 1 for lines in tops.values()), before


# --- where notes may be called -------------------------------------------------------------

EVERYWHERE = """
# Başlıq c1c^[n1x0n]

Mətn c2c[^2] və mətn.

- maddə c3c^[n3x0n]

> sitat c4c^[n4x0n]

| Sütun | İkinci |
|---|---|
| xana c6c^[n6x0n] | bir |

: Cədvəl c5c^[n5x0n]

![Şəkil c7c^[n7x0n]](media/square.svg)

Termin c8c^[n8x0n]

:   tərif c9c^[n9x0n]

| misra c10c^[n10x0n]

[^2]: n2x0n, birinci abzas.

    - n2x1n maddə

    > n2x2n sitat
"""


def test_a_note_may_be_called_anywhere() -> None:
    data, _, diagnostics = build(EVERYWHERE)
    assert not diagnostics
    found = pages_of(data)
    for number in range(1, 11):
        assert found[f"n{number}x0n"] == found[f"c{number}c"], number
    assert len(found["n2x1n"]) == len(found["n2x2n"]) == 1


def test_a_row_with_long_notes_stays_whole() -> None:
    """Its notes have no room on one page: each begins there and goes on on the next."""
    cells = " | ".join(f"bir iki üç dörd c{n}c[^{n}] beş altı b{n}b" for n in (1, 2, 3))
    notes = [f"[^{n}]: {words(n, 500)}" for n in (1, 2, 3)]
    table = f"| A | B | C |\n|---|---|---|\n| {cells} |\n| bir | iki | üç |\n"
    data, _, _ = build("\n\n".join([*[LINE] * 10, table, LINE, *notes]))
    found = pages_of(data)
    row = found["c1c"]
    for number in (1, 2, 3):
        assert found[f"c{number}c"] == found[f"b{number}b"] == row, "the row is parted"
        assert found[f"n{number}x0n"] == row
        assert all(len(found[f"n{number}x{word}n"]) == 1 for word in range(500))


@pytest.mark.parametrize("count", [300, 380])
def test_text_above_a_note_that_is_cut_is_not_moved_down_into_it(count: int) -> None:
    """The page is short of lines for its text, which stands above a table."""
    rows = "".join(f"| {'cell ' * 5} | b{n} |\n" for n in range(3))
    table = f"| {'Head ' * 40} | B |\n|---|---|\n{rows}"
    text = " ".join(f"b{n}b" for n in range(count))
    body = f"{text}.\n\nc1c[^1].\n\n{table}\n{LINE * 60}\n\n[^1]: {words(1, 900)}"
    _, _, found = build(body)
    assert not {one.code for one in found} & {"text-overprinted", "text-lost", "note-misplaced"}


def test_the_call_in_a_repeated_table_head_has_one_note() -> None:
    rows = "\n".join(f"| {n} | {LINE} |" for n in range(90))
    data, pages, _ = build(f"| No c1c^[n1x0n] | Mətn |\n|---|---|\n{rows}\n")
    found = pages_of(data)
    assert pages > 2
    assert len(found["c1c"]) > 1
    assert found["n1x0n"] == found["c1c"][:1]


# --- languages, proofs, the print file -----------------------------------------------------


@pytest.mark.parametrize("lang", ["ar", "fa"])
def test_notes_from_right_to_left_stand_one_under_the_other(lang: str) -> None:
    phrase = "این متن فارسی است که باید چند سطر طول بکشد تا شکستن سطرها دیده شود. "
    body = " ".join(f"{phrase * 2} c{n}c.[^{n}]" for n in range(1, 4))
    notes = [f"[^{n}]: n{n}x0n {phrase * 4} n{n}x1n\n\n    n{n}x2n {phrase}" for n in range(1, 4)]
    data, _, _ = build("\n\n".join([body, *notes]), lang=lang)
    tokens = read_pages(data).tokens()
    tops = {token: 1000 * word.page + word.top for token, word in tokens if token[0] == "n"}
    in_order = [tops[f"n{n}x{word}n"] for n in range(1, 4) for word in range(3)]
    for above, below in pairwise(in_order):
        assert below - above > 9, in_order


@pytest.mark.parametrize("lang", ["ar", "fa", "az"])
def test_the_number_before_a_note_is_raised(lang: str) -> None:
    data, _, _ = build("Mətn.[^7]\n\n[^7]: Haşiyə.", lang=lang)
    found = read_pages(data).words
    note = next(w for w in found if "Haşiyə" in w.text)
    numbers = [word for word in found if word.text in {"1", "۱", "١"}]
    number = min(numbers, key=lambda word: abs(word.top - note.top))
    dark = [row for row, line in enumerate(rows(data, number)) if min(line) < 128]
    assert dark[-1] - dark[0] > 4
    assert dark[-1] < 0.7 * (number.bottom - number.top) * SCALE, "it stands on the base line"


def test_queries_in_the_margin_leave_notes_alone() -> None:
    text = [f"Söz {cite(n)} c{n}c.^[{words(n, 40)}] {LINE * 4}" for n in range(1, 12)]
    data, _, _ = build("\n\n".join(text), proof=True)
    found = pages_of(data)
    for number in range(1, 12):
        assert found[f"n{number}x0n"] == found[f"c{number}c"], number
        assert all(len(found[f"n{number}x{word}n"]) == 1 for word in range(40))


# --- what is told of notes -----------------------------------------------------------------


def test_a_note_on_two_pages_is_read_as_one_behind_its_call() -> None:
    text = [*[LINE] * 8, f"Söz c1c.^[{words(1, 900)}] Son.", "Növbəti."]
    data, _, _ = build("\n\n".join(text))
    heard = listen(io.BytesIO(data)).document
    notes = heard.all("Note")
    assert len(notes) == 1
    assert " ".join(words(1, 900).split()) in notes[0].text
    kids = [kid for kid in heard.all("Art")[0].kids if isinstance(kid, Heard)]
    place = next(n for n, kid in enumerate(kids) if kid.role == "Note")
    assert "c1c" in kids[place - 1].text
    assert kids[place + 1].text.startswith("Növbəti")


def places(body: str, monkeypatch: pytest.MonkeyPatch) -> list[NotePlace]:
    found: list[NotePlace] = []

    def look(document: Any) -> None:
        found.extend(note_places(document))

    monkeypatch.setattr(typesetter, "drop_nested_links", look)
    build(body)
    return found


def test_where_notes_stand_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = [f"Bir.^[{words(1, 5)}]", *[LINE] * 40, f"İki.^[{words(2, 900)}]", *[LINE] * 40]
    found = places("\n\n".join(text), monkeypatch)
    *opening, first, second = found
    assert [note.element.get("class") for note in opening] == ["facts", "licence"]
    assert (first.element.get("id"), first.call, first.pages) == ("fn1", 1, (1,))
    assert second.element.get("id") == "fn2"
    assert second.pages[0] == second.call > 1
    assert len(second.pages) > 1
    assert second.pages == tuple(range(second.call, second.call + len(second.pages)))


def test_a_note_whose_line_was_taken_back_is_not_cut(project: Path) -> None:
    """The paragraph of the line goes to the next page as a whole, before its second line."""
    write_project(project, range(76, 77))
    code = main(["build", "a0076", "--project", str(project), "--format", "pdf", "--jobs", "0"])
    assert code == 0
