"""How facing pages end, read from the pages."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from columns_kit import built, columns_of
from columns_kit import edition as columns_edition
from pages_kit import last_baselines, pages_of
from pdf_kit import ENGINES, SENTENCE, build, cite, make

from nashr.model import PageSize, ThemeSettings
from nashr.outputs import page_geometry
from nashr.outputs.edition import Edition, Theme
from nashr.outputs.pdf import render as pdf
from nashr.typesetting import weasyprint

#: How far apart the last lines of facing pages may stand, in points.
EXACT = 0.25
LEADING = page_geometry.LEADING
#: The size of what is said of an article at the foot of its first page, in points.
SMALL_PRINT = 8.0
#: The number of a formula, and how far above the formula's foot it may stand, in points.
NUMBER, FORMULA = re.compile(r"\(\d+\)"), 20.0
_WORDS = SENTENCE.split()


def text_of(seed: int, *kinds: str) -> str:
    """Some pages of paragraphs, headings between them, and other blocks of the given kinds."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))

    made = {
        "heading": lambda: f"{'#' * chance.randint(1, 4)} {words(2, 5)}",
        "list": lambda: "\n".join(f"- {words(3, 30)}" for _ in range(3)),
        "quotation": lambda: f"> {words(20, 60)}",
        "formula": lambda: f"{words(8, 30)}\n$$\\sum_{{i=1}}^{{n}} a_i = b$$\n{words(8, 30)}",
        "note": lambda: f"{words(8, 30)}^[{words(5, 40)}] {words(8, 30)}",
    }
    blocks = []
    for _ in range(36):
        blocks.append(words(25, 80))
        if kinds and chance.random() < 0.4:
            blocks.append(made[chance.choice(kinds)]())
            if blocks[-1].startswith("#"):
                blocks.append(words(25, 80))
    return "\n\n".join(blocks)


def facing(ends: list[float]) -> Iterator[tuple[float, float]]:
    """The ends of facing pages of an article that begins on a right-hand page, without its last."""
    yield from zip(ends[1:-1:2], ends[2:-1:2], strict=False)


def uneven(data: bytes) -> list[tuple[float, float]]:
    return [pair for pair in facing(last_baselines(data)) if abs(pair[0] - pair[1]) > EXACT]


KINDS = [
    (),
    ("heading", "list"),
    ("note", "heading"),
    pytest.param(("heading",), marks=pytest.mark.long),
    pytest.param(("quotation", "heading"), marks=pytest.mark.long),
]


@pytest.mark.parametrize("kinds", KINDS, ids=lambda kinds: "-".join(kinds) or "paragraphs")
def test_facing_pages_end_on_the_same_line(kinds: tuple[str, ...]) -> None:
    data = build(text_of(0, *kinds))[0]
    assert uneven(data) == []
    sheet = page_geometry.sheet(PageSize("170mm", "240mm"))
    foot = sheet.top + sheet.lines * LEADING
    most = 1 if kinds else 2  # paragraphs alone have nothing but two pages that end as they may
    for left, _ in facing(last_baselines(data)):
        assert foot - left < (most + 1) * LEADING, f"no spread is more than {most} lines short"


def test_facing_pages_full_of_rows_end_on_the_same_line() -> None:
    rows = "".join(f"| {number} | {SENTENCE[: 9 + number * 7 % 130]} |\n" for number in range(170))
    text = f"{text_of(1)}\n\n| A | B |\n|---|---|\n{rows}\n: Uzun cədvəl\n\n{text_of(2)}"
    assert uneven(build(text)[0]) == []


def test_facing_pages_of_ragged_text_end_on_the_same_line() -> None:
    """As in a reference list: nothing but paragraphs of some lines, whose ends are uneven."""
    made = make(text_of(3))
    theme = Theme(ThemeSettings(text="ragged"))
    data = pdf.render(replace(made, theme=theme), ENGINES).value[0].data
    assert uneven(data) == []


@pytest.mark.parametrize("kinds", [(), ("heading", "quotation", "note")], ids=["text", "all"])
def test_the_columns_of_facing_pages_end_on_the_same_line(kinds: tuple[str, ...]) -> None:
    data, _ = built(f"{text_of(0, *kinds)}\n\n{text_of(50, *kinds)}")
    pages = [[rows[-1] for rows in page if rows] for page in columns_of(data)][:-1]
    assert len(pages) > 4
    for spread in [pages[:1], *(pages[n : n + 2] for n in range(1, len(pages), 2))]:
        ends = [end.baseline for page in spread for end in page if end.size > SMALL_PRINT]
        assert max(ends) - min(ends) < EXACT, ends


@pytest.mark.parametrize("name", ["article", "kitchen_sink", "stress"])
def test_facing_pages_of_the_journals_end_on_the_same_line(
    name: str, request: pytest.FixtureRequest
) -> None:
    """All of them; both begin on a right-hand page. A formula ends with its foot on the line, and
    its number stands above.
    """
    pages = pages_of(request.getfixturevalue(name).path("pdf").read_bytes())
    ends = [page[-1] for page in pages]
    pairs = list(zip(ends[1:-1:2], ends[2:-1:2], strict=False))
    assert pairs
    for left, right in pairs:
        off = abs(left.baseline - right.baseline)
        formulas = any(NUMBER.fullmatch(row.text) for row in (left, right))
        assert off < (FORMULA if formulas else EXACT), f"{left.text} / {right.text}"


def test_facing_pages_end_apart_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "patch_spreads", contextlib.nullcontext)
    assert uneven(build(text_of(0, "heading"))[0])


@pytest.mark.parametrize("more", [0, 2])
def test_a_last_page_has_at_least_five_lines(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join([SENTENCE * 3] * 13 + ["Bir sözlə."] * more)
    assert len(pages_of(_without_end(text))[-1]) >= 5
    monkeypatch.setattr(weasyprint, "patch_spreads", contextlib.nullcontext)
    assert len(pages_of(_without_end(text))[-1]) < 5


@pytest.mark.parametrize("more", [8, 9])
def test_a_last_page_of_columns_has_at_least_five_lines_in_all(
    more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join([SENTENCE * 3] * 26 + ["Bir sözlə."] * more)

    def lines() -> int:
        made = _without_end_matter(columns_edition(text))
        return sum(map(len, columns_of(pdf.render(made, ENGINES).value[0].data)[-1]))

    assert lines() >= 5
    monkeypatch.setattr(weasyprint, "patch_spreads", contextlib.nullcontext)
    assert lines() < 5


def test_a_page_of_nothing_but_a_table_leaves_no_room_to_a_short_last_page() -> None:
    rows = "".join(f"| cell{number} | b |\n" for number in range(16))
    table = f"::: {{.landscape}}\n| A | B |\n|---|---|\n{rows}:::"
    pages = pages_of(_without_end(f"{SENTENCE * 6}{cite(1)}\n\n{table}"))
    assert len(pages[-1]) < 5
    assert sum("cell" in row.text for row in pages[-2]) == 16


def _without_end(text: str) -> bytes:
    """The PDF of an article without what stands behind its text."""
    return pdf.render(_without_end_matter(make(text)), ENGINES).value[0].data


def _without_end_matter(edition: Edition) -> Edition:
    article = edition.document.article
    own = replace(article, texts=article.texts[:1])
    return replace(edition, document=replace(edition.document, article=own))
