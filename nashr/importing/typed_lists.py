"""Make lists of paragraphs that begin with typed bullets, numbers or letters."""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing.captions import without_start
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import without_marks
from nashr.messages import plural
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass

_BULLET = re.compile("([•·▪▫◦●○■□‣⁃➢➤✓\uf0b7\uf0a7\uf0d8*])[\\s\u00a0]*(?=\\S)")
_DASH = re.compile(r"([-–—−])[\s\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(\()?(\d{1,2}|[a-z]|[ivx]{2,5})([.)])[\s\u00a0]+(?=\S)")
#: Letters of alphabets with more than those of English, behind c, g, i, o, s and u.
_OTHER_LETTER = re.compile(r"[çəğıöşüñ]([.)])[\s\u00a0]+(?=\S)")
_DELIMITERS = {".": "Period", ")": "OneParen", "()": "TwoParens"}
_ROMAN = {"i": 1, "v": 5, "x": 10}
#: “i)” is a letter, and a number where “ii)” follows.
_LETTER_I = ("LowerAlpha", 9)
_FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Marker:
    """What a paragraph begins with: a bullet, or a number in one of the styles of pandoc; how many
    characters it takes with the space behind it.
    """

    style: str
    delimiter: str
    number: int
    length: int


def marker_of(inlines: Inlines) -> Marker | None:
    """The marker of a list that a paragraph begins with."""
    text = without_marks(ast.plain_text(inlines))
    if found := _BULLET.match(text):
        return Marker("bullet", found[1], 0, found.end())
    if found := _DASH.match(text):
        return Marker("dash", "", 0, found.end())
    found = _NUMBER.match(text)
    if found is None or (found[1] and found[3] == "."):
        return None
    delimiter = _DELIMITERS["()" if found[1] else found[3]]
    if found[2].isdecimal():
        return Marker("Decimal", delimiter, int(found[2]), found.end())
    if len(found[2]) > 1:
        return Marker("LowerRoman", delimiter, _roman(found[2]), found.end())
    return Marker("LowerAlpha", delimiter, ord(found[2]) - ord("a") + 1, found.end())


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -v if v < next_one else v for v, next_one in zip(values, [*values[1:], 0], strict=True)
    )


def find_lists(draft: Draft) -> None:
    """Make lists of two or more paragraphs side by side whose markers go on from one another."""
    result: Blocks = []
    made = place = 0
    in_references = False
    while place < len(draft.blocks):
        block = draft.blocks[place]
        if block["t"] == "Header":
            in_references = names_references(without_marks(ast.plain_text(block["c"][2])))
        run = [] if in_references else _run(draft.blocks, place)
        if not run or not _may_be_list(result[-1] if result else None, draft.blocks, place, run):
            result.append(block)
            place += 1
            continue
        result.append(_list(draft.blocks[place : place + len(run)], run))
        made += 1
        place += len(run)
    draft.blocks = result
    if made:
        draft.add(
            "list-guessed",
            Outcome.DOUBTFUL,
            plural(
                "Paragraphs with typed numbers or bullets became a list: {n} place.",
                "Paragraphs with typed numbers or bullets became lists: {n} places.",
                made,
            ),
        )


def _run(blocks: Blocks, start: int) -> list[Marker]:
    """The markers of the items that begin at a place; none where it is no list."""
    run: list[Marker] = []
    for block in blocks[start:]:
        marker = marker_of(block["c"]) if block["t"] == "Para" else None
        if marker is None or not _goes_on(run, marker):
            break
        run.append(_as_roman(marker) if _is_roman(run, marker) else marker)
    following = blocks[start + len(run) : start + len(run) + 1]
    if run and run[0].style == "LowerAlpha" and following and _is_other_letter(following[0], run):
        return []
    return run if len(run) >= _FEWEST_ITEMS else []


def _is_other_letter(block: Node, run: list[Marker]) -> bool:
    """Whether a paragraph goes on with a letter that pandoc's lists do not count, as “ç)”."""
    if block["t"] != "Para":
        return False
    found = _OTHER_LETTER.match(without_marks(ast.plain_text(block["c"])))
    return bool(found) and _DELIMITERS.get(found[1] if found else "") == run[0].delimiter


def _is_roman(run: list[Marker], marker: Marker) -> bool:
    return marker.style == "LowerAlpha" and bool(run) and run[0].style == "LowerRoman"


def _as_roman(marker: Marker) -> Marker:
    letter = chr(ord("a") + marker.number - 1)
    return Marker("LowerRoman", marker.delimiter, _ROMAN.get(letter, 0), marker.length)


def _goes_on(run: list[Marker], marker: Marker) -> bool:
    if not run:
        is_first = marker.number == 1 or (marker.style, marker.number) == _LETTER_I
        return marker.style in ("bullet", "dash", "Decimal") or is_first
    last = run[-1]
    is_letter_i = len(run) == 1 and (last.style, last.number) == _LETTER_I
    if is_letter_i and (marker.style, marker.number) == ("LowerRoman", 2):
        run[0] = _as_roman(last)
        return last.delimiter == marker.delimiter
    if _is_roman(run, marker):
        marker = _as_roman(marker)
    same = (marker.style, marker.delimiter) == (last.style, last.delimiter)
    return same and (marker.style in ("bullet", "dash") or marker.number == last.number + 1)


def _may_be_list(before: Node | None, blocks: Blocks, place: int, run: list[Marker]) -> bool:
    """Whether a run is one: with dashes, lines of a dialogue begin as well, so that a list of them
    is one behind a colon, or where its items end as the parts of a sentence do.
    """
    if run[0].style != "dash":
        return True
    if before is not None and without_marks(ast.plain_text(before["c"])).rstrip().endswith(":"):
        return True
    texts = [without_marks(ast.plain_text(b["c"])).rstrip() for b in blocks[place:][: len(run)]]
    return all(text.endswith((";", ",")) or text[-1:].isalnum() for text in texts[:-1])


def _list(blocks: Blocks, run: list[Marker]) -> Node:
    items: list[Any] = [
        [ast.plain(without_start(block["c"], marker.length))]
        for block, marker in zip(blocks, run, strict=True)
    ]
    first = run[0]
    if first.style in ("bullet", "dash"):
        return {"t": "BulletList", "c": items}
    attributes = [first.number, {"t": first.style}, {"t": first.delimiter}]
    return {"t": "OrderedList", "c": [attributes, items]}
