"""How facing pages end, read from the pages."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pages_kit import last_baselines, pages_of
from pdf_kit import ENGINES, SENTENCE, build, cite, make

from nashr.model import PageSize
from nashr.outputs.pdf import page_geometry
from nashr.outputs.pdf import render as pdf
from nashr.typesetting import weasyprint

#: How far apart the last lines of facing pages may stand, in points.
EXACT = 0.25
LEADING = page_geometry.LEADING
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


#: Pages of paragraphs alone have nothing but these to give a line, and not always one that can.
_NOTHING_TO_GIVE = pytest.mark.xfail(strict=True, reason="no paragraph of the right page can give")
KINDS = [
    pytest.param((), marks=_NOTHING_TO_GIVE),
    ("heading",),
    ("heading", "list"),
    ("quotation", "heading"),
    ("note", "heading"),
]


@pytest.mark.parametrize("kinds", KINDS, ids=lambda kinds: "-".join(kinds) or "paragraphs")
def test_facing_pages_end_on_the_same_line(kinds: tuple[str, ...]) -> None:
    data = build(text_of(0, *kinds))[0]
    assert uneven(data) == []
    sheet = page_geometry.sheet(PageSize("170mm", "240mm"))
    foot = sheet.top + sheet.lines * LEADING
    for left, _ in facing(last_baselines(data)):
        assert foot - left < 2 * LEADING, "no spread is more than a line short"


def test_facing_pages_end_apart_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "patch_spreads", contextlib.nullcontext)
    assert uneven(build(text_of(0, "heading"))[0])


@pytest.mark.parametrize("more", [0, 2])
def test_a_last_page_has_at_least_five_lines(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join([SENTENCE * 3] * 13 + ["Bir sözlə."] * more)
    assert len(pages_of(_without_end(text))[-1]) >= 5
    monkeypatch.setattr(weasyprint, "patch_spreads", contextlib.nullcontext)
    assert len(pages_of(_without_end(text))[-1]) < 5


def test_a_page_of_nothing_but_a_table_leaves_no_room_to_a_short_last_page() -> None:
    rows = "".join(f"| cell{number} | b |\n" for number in range(16))
    table = f"::: {{.landscape}}\n| A | B |\n|---|---|\n{rows}:::"
    pages = pages_of(_without_end(f"{SENTENCE * 6}{cite(1)}\n\n{table}"))
    assert len(pages[-1]) < 5
    assert sum("cell" in row.text for row in pages[-2]) == 16


def _without_end(text: str) -> bytes:
    """The PDF of an article without what stands behind its text."""
    edition = make(text)
    article = edition.document.article
    own = replace(article, texts=article.texts[:1])
    document = replace(edition.document, article=own)
    return pdf.render(replace(edition, document=document), ENGINES).value[0].data
