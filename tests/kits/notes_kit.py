"""Random articles with footnotes, and what their pages show, word by word.

Every word of such an article is different from all others: ``b12b`` in the text, ``c7c`` before
the call of note 7, ``n7x3n`` in the note. What a page shows is read from the finished PDF.
"""

from __future__ import annotations

import html
import random
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_TOKEN = re.compile(r"b\d+b|c\d+c|n\d+x\d+n")
_NOTE = re.compile(r"n(\d+)x(\d+)n")


@dataclass
class Manuscript:
    """A text in Markdown that is written piece by piece, with the words that it must show."""

    source: random.Random
    longest: int = 60
    blocks: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    notes: int = 0

    def words(self, count: int) -> str:
        made = [f"b{len(self.expected) + n}b" for n in range(count)]
        self.expected += made
        return " ".join(made)

    def call(self, length: int | None = None) -> str:
        """A word, and the call of a new note of so many words."""
        self.notes += 1
        number = self.notes
        count = length or self.source.choice((2, 6, 15, 30, self.longest))
        made = [f"n{number}x{n}n" for n in range(count)]
        self.expected += [f"c{number}c", *made]
        self.definitions.append(f"[^{number}]: {self._note(made)}")
        return f"c{number}c[^{number}]"

    def _note(self, words: list[str]) -> str:
        """A note of one or more paragraphs, a list or a quotation."""
        if len(words) < 20 or self.source.random() < 0.6:
            return " ".join(words)
        first, rest = words[: len(words) // 2], words[len(words) // 2 :]
        middle = len(rest) // 2
        before, after = " ".join(rest[:middle]), " ".join(rest[middle:])
        kind = self.source.choice(("paragraphs", "list", "quotation"))
        following = {
            "paragraphs": f"    {before}\n\n    {after}",
            "list": f"    - {before}\n    - {after}",
            "quotation": f"    > {before}\n\n    {after}",
        }[kind]
        return f"{' '.join(first)}\n\n{following}"

    def line(self, words: int, calls: int) -> str:
        """Text of so many words with so many calls in it."""
        places = sorted(self.source.randrange(words + 1) for _ in range(calls))
        pieces, before = [], 0
        for place in places:
            if place > before:
                pieces.append(self.words(place - before))
            pieces.append(self.call())
            before = place
        if words > before:
            pieces.append(self.words(words - before))
        return " ".join(pieces)

    def text(self) -> str:
        return "\n\n".join([*self.blocks, *self.definitions])


def seeds(quick: Iterable[int], more: Iterable[int]) -> list[Any]:
    """Seeds of random manuscripts; ``more`` are for the tests that take long."""
    return [*quick, *(pytest.param(seed, marks=pytest.mark.long) for seed in more)]


def random_manuscript(seed: int, *, longest: int = 60) -> Manuscript:
    """An article of some pages, with notes wherever a manuscript may have them."""
    source = random.Random(seed)
    made = Manuscript(source, longest)
    density = source.choice((0, 1, 1, 2, 5))
    for _ in range(source.randrange(8, 30)):
        made.blocks.append(_block(made, source.randrange(0, density + 1)))
    return made


def heavy_manuscript(seed: int) -> Manuscript:
    """A short article with notes of up to 900 words, many of them in one line, row or caption."""
    source = random.Random(seed)
    made = Manuscript(source, longest=source.choice((150, 300, 900)))
    made.blocks.append(made.words(source.randrange(10, 250)))
    for _ in range(source.randrange(2, 5)):
        match source.choice("line table table heading list figure".split()):
            case "line":
                made.blocks.append(made.line(source.randrange(3, 30), source.randrange(1, 7)))
            case "table":
                made.blocks.append(_heavy_table(made))
            case "heading":
                made.blocks.append(f"# {made.line(3, 2)}\n\n{made.words(80)}")
            case "list":
                items = (made.line(source.randrange(2, 20), 2) for _ in range(3))
                made.blocks.append("\n".join(f"- {item}" for item in items))
            case _:
                made.blocks.append(f"![{made.line(5, 2)}](media/square.svg)")
    made.blocks.append(made.words(60))
    return made


def _heavy_table(made: Manuscript) -> str:
    source = made.source
    caption = made.line(4, source.randrange(2))
    columns, part = source.choice(((2, 0.4), (6, 0.1), (12, 0.08)))
    rows = [
        " | ".join(made.line(source.choice((1, 3)), source.random() < part) for _ in range(columns))
        for _ in range(source.choice((2, 4, 9)))
    ]
    lines = [f"| {rows[0]} |", "|---" * columns + "|", *(f"| {row} |" for row in rows[1:])]
    return "\n".join(lines) + f"\n\n: {caption}\n\n{made.words(2)}"


def _block(made: Manuscript, calls: int) -> str:
    source = made.source
    kinds = "paragraph paragraph paragraph heading list quotation table figure terms short".split()
    match source.choice(kinds):
        case "heading":
            return f"{'#' * source.choice((1, 2))} {made.line(3, min(calls, 1))}"
        case "list":
            items = [made.line(source.randrange(2, 30), calls) for _ in range(3)]
            return "\n".join(f"- {item}" for item in items)
        case "quotation":
            return f"> {made.line(source.randrange(5, 60), calls)}"
        case "table":
            caption = made.line(4, min(calls, 1))  # read, and numbered, before the table
            rows = [
                [made.line(source.randrange(1, 4), min(calls, 1)) for _ in range(3)]
                for _ in range(source.randrange(2, 8))
            ]
            lines = ["| A | B | C |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
            return "\n".join(lines) + f"\n\n: {caption}\n\n{made.words(2)}"
        case "figure":
            return f"![{made.line(5, min(calls, 2))}](media/square.svg)"
        case "terms":
            terms = f"{made.line(1, min(calls, 1))}\n\n:   {made.line(12, calls)}"
            return f"{terms}\n\n{made.words(2)}"  # pandoc takes the next table's caption for a term
        case "short":
            return made.line(3, calls)
        case _:
            return made.line(source.randrange(20, 150), calls)


@dataclass(frozen=True)
class Word:
    """A word on a page, from 1; lengths in points from its left upper corner."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Pages:
    """The words of a PDF, and the sizes of its pages in points."""

    words: tuple[Word, ...]
    sizes: tuple[tuple[float, float], ...]

    def tokens(self) -> Iterator[tuple[str, Word]]:
        for word in self.words:
            for token in _TOKEN.findall(word.text):
                yield token, word


def read_pages(data: bytes) -> Pages:
    command = ["pdftotext", "-enc", "UTF-8", "-bbox", "-", "-"]
    found = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    words, sizes = [], []
    for number, (width, height, content) in enumerate(_PAGE.findall(found), start=1):
        sizes.append((float(width), float(height)))
        for *bounds, text in _WORD.findall(content):
            words.append(Word(html.unescape(text), number, *map(float, bounds)))
    return Pages(tuple(words), tuple(sizes))


def faults(made: Manuscript, pages: Pages, *, shared: bool = False) -> list[str]:
    """What a reader would find wrong with the words and notes; ``shared`` allows a note to begin
    late where the notes of one line have more words than a page.
    """
    shown = Counter(token for token, _ in pages.tokens())
    found = [f"lost: {word}" for word in made.expected if not shown[word]]
    found += [f"doubled: {word}" for word, times in shown.items() if times > 1]
    found += list(_misplaced(pages))
    if not shared:
        found += list(_late(pages))
    return found


def _late(pages: Pages) -> Iterator[str]:
    begins, calls = {}, {}
    for token, word in pages.tokens():
        if token.startswith("c"):
            calls[token[1:-1]] = word.page
        elif note := _NOTE.fullmatch(token):
            begins[note[1]] = min(begins.get(note[1], word.page), word.page)
    for number, page in calls.items():
        if begins.get(number) != page:
            yield f"note {number} is called on page {page} and begins on page {begins.get(number)}"


def _misplaced(pages: Pages) -> Iterator[str]:
    """Notes out of order, over the text, over one another or beyond the page."""
    on_page: dict[int, list[tuple[str, Word]]] = defaultdict(list)
    for token, word in pages.tokens():
        on_page[word.page].append((token, word))
    for page, tokens in on_page.items():
        width, height = pages.sizes[page - 1]
        text = [word for token, word in tokens if token[0] != "n"]
        notes = [(_key(token), word) for token, word in tokens if token[0] == "n"]
        for token, word in tokens:
            if word.left < 0 or word.top < 20 or word.right > width or word.bottom > height - 20:
                yield f"beyond page {page}: {token}"
        if notes and text:
            gap = min(w.top for _, w in notes) - max(w.bottom for w in text)
            if gap < 0:
                yield f"page {page}: notes begin {-gap:.1f} pt above the end of the text"
        lines = sorted({(round(w.top, 1), round(w.bottom, 1)) for _, w in notes})
        for (_, bottom), (top, _) in pairwise(lines):
            if bottom - top > 4 and top - lines[0][0] > 1:
                yield f"page {page}: lines of notes {bottom - top:.1f} pt over each other"
        notes = sorted(n for n in notes if (n[0][0], 0) in {key for key, _ in notes})
        for (before, above), (after, below) in pairwise(notes):
            if below.top < above.top - 2:
                yield f"page {page}: {after} stands above {before}"


def _key(token: str) -> tuple[int, int]:
    found = _NOTE.fullmatch(token)
    assert found is not None
    return int(found[1]), int(found[2])
