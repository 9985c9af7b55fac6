"""HTML of blocks inside one line, where pandoc loses it: in cells, headings, terms and brackets.

What pandoc reads as inlines ends for it at a tag such as ``<p>`` or ``<li>``, and the words behind
it are in no tree. There such tags become new lines, and the items of lists get their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nashr.document.dash_tables import dash_tables
from nashr.document.meanings import Left, Words
from nashr.document.rewriting import Edit, Tokens
from nashr.document.scanning import Scan

_BLOCKS = (
    "address article aside blockquote body canvas caption center col colgroup dd details dir div dl"
    " dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " html isindex legend li main menu meta nav noframes ol output p pre script section style"
    " summary table tbody td textarea tfoot th thead title tr ul"
)
_TAG = re.compile(
    rf"<(?P<closes>/?)(?P<name>{'|'.join(_BLOCKS.split())})(?=[\s/>])[^<>\n]*>", re.IGNORECASE
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(?P<inside>[^\n]*)$", re.M)
_BAR = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
#: Words in brackets, with brackets inside them: a note in the line, a span, a link, a caption.
_BRACKETS = re.compile(
    r"(?<!\\)\[(?P<inside>(?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]\n]*\])*<[^\[\]]*)\]"
)
#: A term and the colon of its definition below it. Pandoc reads a line that begins with a tag as
#: HTML before it looks for terms.
_TERM = re.compile(
    r"^[ ]{0,3}(?P<inside>[^\s<|][^\n]*<[^\n]*)(?=\n(?:[ \t]*\n)?[ ]{0,3}[:~][ \t]+\S)", re.M
)
#: Raised and lowered words, which have no spaces but those of a tag.
_RAISED = re.compile(
    r"(?<![\\^~])(?P<mark>[\^~])(?P<inside>(?:[^\s^~<\[]|<[^<>\n]*>)+)(?P=mark)(?!(?P=mark))"
)


def edits(scan: Scan, tokens: Tokens) -> Iterator[Edit]:
    """The edits that take these tags out of such places."""
    if _TAG.search(scan.text) is None:
        return
    for start, end in _ranges(scan):
        yield from _in_range(scan, tokens, start, end)


def _ranges(scan: Scan) -> Iterator[tuple[int, int]]:
    """The stretches that pandoc reads as inlines, as far as tags of blocks may stand in them."""
    text = scan.text
    for found in _HEADING.finditer(text):
        yield found.span("inside")
    yield from _cells(text)
    for table in dash_tables(scan):
        yield from table.cells()
    for found in _TERM.finditer(text):
        yield found.span("inside")
    for found in _RAISED.finditer(text):
        yield found.span("inside")
    for found in _BRACKETS.finditer(text) if "[" in text else ():
        yield found.span("inside")


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells of pipe tables, and the lines of verse."""
    here = 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        start, here = here, here + len(block)
        lines = block.split("\n")
        is_grid = lines[0].lstrip().startswith(("+-", "+="))
        is_table = any("|" in line and _DELIMITERS.match(line) for line in lines)
        for line in lines:
            begin, start = start, start + len(line) + 1
            if is_grid or "<" not in line or not (is_table or line.lstrip().startswith("| ")):
                continue
            bars = [found.start() for found in _BAR.finditer(line)]
            ends = [-1, *bars, len(line)]
            for left, right in pairwise(ends):
                yield begin + left + 1, begin + right


def _in_range(scan: Scan, tokens: Tokens, start: int, end: int) -> Iterator[Edit]:
    tags = [
        found
        for found in _TAG.finditer(scan.text, start, end)
        if scan.region_at(found.start()) is None
    ]
    counts: list[int | None] = []
    before = start
    has_text = False
    for n, tag in enumerate(tags):
        has_text = has_text or bool(scan.text[before : tag.start()].strip())
        before = tag.end()
        name, closes = tag["name"].lower(), bool(tag["closes"])
        if name in ("ul", "ol"):
            counts = counts[:-1] if closes else [*counts, 0 if name == "ol" else None]
        following = scan.text[tag.end() : tags[n + 1].start() if n + 1 < len(tags) else end]
        mark = ""
        if name == "li" and not closes:
            count = counts[-1] if counts else None
            if count is not None:
                counts[-1] = count + 1
            mark = "•\u00a0" if count is None else f"{count + 1}.\u00a0"
        is_break = has_text and bool(following.strip() or mark)
        source = tag[0]
        if is_break or mark:
            words = Words(source, ("\n" if is_break else "") + mark)
            yield Edit(tag.start(), tag.end(), tokens.make(words))
        else:
            yield Edit(tag.start(), tag.end(), tokens.make(Left(source, -1)))
        has_text = has_text and not is_break
