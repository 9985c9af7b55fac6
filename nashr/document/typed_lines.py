"""Lines that an author typed as lines, and that Markdown would let flow into one paragraph.

These are items with the bullets that word processors set, items that are counted in a manner that
pandoc does not know, the sentences of a dialogue behind dashes, and the name below a quotation.
Bullets become lists; all others become paragraphs of their own, with their marks as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nashr import ast
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass

#: The bullets of word processors.
BULLETS = "•▪●◦‣⁃∙·■□❖➢➤✓"
DASHES = "–—―−"
_BULLET = re.compile(rf"[{BULLETS}][\s\u00a0]")
#: A hyphen right before a word speaks as well where the word has a capital.
_DASH = re.compile(rf"[{DASHES}]|-(?=[^\W\d_])")
_COUNTED = re.compile(
    r"(?:\[\d{1,3}\](?=\s)|[¹²³⁴-⁹][⁰¹²³⁴-⁹]?|\(?(?:[^\W\d_]|الف)\)|\(?[۰-۹٠-٩]{1,2}[.)]|[۰-۹٠-٩]{1,2}[-–]\)?|\d{1,2}[-–]\)?"
    r"|§\s?\d{1,3}(?=[.\s])|[→⇒►▶★☆✓✔✗✘✅❌☑](?=\s)|[^\W\d_]-\)|\d{1,2}(?:\.\d{1,2})+[.)]?|[IVX]{1,5}[.)]|[аəα]\.|[бβ]\.|\d{1,2}[.)](?=[^\W\d_]))\s?"
)
_LETTERED = re.compile(r"([^\W\d_])\.\s")
_SPEAKER = re.compile(r"[^\W\d_](?<=[^a-zа-яəöüğçşı])(?:[.][\s\u00a0]?[^\W\d_])?[.]?:[\s\u00a0]")
_WITH_NUMBER = re.compile(
    r"(?P<word>[^\W\d_]{2,})[\s\u00a0](?P<number>\d{1,3})(?!\w)[.:)]?[\s\u00a0]"
)
_JOINT = re.compile(r"(?<=\w)[-=](?=\w)")
_GLOSS = re.compile(r"[-=](?:[1-3]?[A-Z]{2,6}|[1-3](?:sg|pl))(?![a-z\d])")
#: What a line ends with below which other lines begin anew.
_ENDS = re.compile(r"[.:;!?…։][\"»”’')]*\Z")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"»”’')\]]*\Z|[\"»”’')\]]\Z")
#: The name of an author behind a dash, or one with initials by itself.
_NAME = re.compile(
    rf"(?:[{DASHES}]|-(?=\s))[\s\u00a0]*(?P<name>.+)"
    r"|(?=(?:[^\W\d_]\.[\s\u00a0]*){1,3}[^\W\d_][\w’'-]+\Z)(?P<alone>.+)"
)
_LONGEST_NAME = 120


def with_typed_lines(blocks: Blocks) -> Blocks:
    """The blocks with such lines by themselves."""
    parted: Blocks = ast.rewrite(blocks, _parted)
    return parted


def _parted(node: Node) -> list[Node] | None:
    if node["t"] == "BlockQuote":
        return [{"t": "BlockQuote", "c": list(_above_names(node["c"]))}]
    if node["t"] == "Div" and "epigraph" in node["c"][0][1]:
        return [ast.div(list(_above_names(node["c"][1])), node["c"][0])]
    if node["t"] not in ("Para", "Plain"):
        return None
    if not any(one["t"] in ("SoftBreak", "LineBreak") for one in node["c"]):
        return None
    lines = _lines(node["c"])
    if _is_glossed(lines):
        inlines = [{"t": "LineBreak"} if one["t"] == "SoftBreak" else one for one in node["c"]]
        return [{"t": node["t"], "c": inlines}]
    starts = _starts(lines)
    return list(_in_parts(lines, starts)) if starts else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, the break before it, and its words."""

    before: Node | None
    inlines: Inlines
    text: str


def _lines(inlines: Inlines) -> list[_Line]:
    found: list[_Line] = []
    before: Node | None = None
    here: Inlines = []
    for one in [*inlines, {"t": "End"}]:
        if one["t"] in ("SoftBreak", "LineBreak", "End"):
            found.append(_Line(before, here, ast.plain_text(here)))
            before, here = one, []
        else:
            here.append(one)
    return found


def _starts(lines: list[_Line]) -> list[int]:
    """The lines at which something begins anew; none where the lines are mere text."""
    for pattern in (_BULLET, _DASH, _COUNTED):
        marked = [n for n, line in enumerate(lines) if pattern.match(line.text)]
        if pattern is _DASH:
            marked = _speeches(lines, marked)
        if pattern is _DASH and len(marked) == 1 and marked[0]:
            # One sentence that somebody says, below a colon.
            said = lines[marked[0]].text[1:].lstrip('\u00a0 «“"')
            if lines[marked[0] - 1].text.endswith(":") and said[:1].isupper():
                return marked
        if len(marked) < 2:
            continue
        above = lines[marked[0] - 1].text if marked[0] else ""
        adjacent = any(n + 1 in marked for n in marked)
        if not marked[0] or adjacent or _ENDS.search(above):
            return marked
    return _lettered(lines) or _labelled(lines)


def _labelled(lines: list[_Line]) -> list[int]:
    """Lines that each begin with who speaks, *Q: … A: …*, or with a word and the next number,
    *Article 1. … Article 2. …*.
    """
    if len(lines) > 1 and all(_SPEAKER.match(line.text) for line in lines):
        return list(range(len(lines)))
    found = [_WITH_NUMBER.match(line.text) for line in lines]
    first = found[0]
    is_counted = first is not None and all(
        one is not None and one["word"] == first["word"] and int(one["number"]) == n
        for n, one in enumerate(found, start=int(first["number"]))
    )
    return list(range(len(lines))) if is_counted and len(lines) > 1 else []


def _is_glossed(lines: list[_Line]) -> bool:
    """Whether a line has the glosses of the line above, morpheme by morpheme: *ev-PL-ABL* below
    *ev-lər-dən*.
    """
    for above, line in pairwise(lines):
        words, glosses = above.text.split(), line.text.split()
        words = words[1:] if len(words) == len(glosses) + 1 else words  # behind the number
        if len(words) == len(glosses) and any(
            _JOINT.findall(word)
            and len(_JOINT.findall(word)) == len(_JOINT.findall(gloss))
            and _GLOSS.search(gloss)
            and not any(char.isdecimal() or char.isupper() for char in word[1:])
            for word, gloss in zip(words, glosses, strict=True)
        ):
            return True
    return False


def _speeches(lines: list[_Line], marked: list[int]) -> list[int]:
    """Of lines with dashes those that begin something: where the first one begins a sentence, so
    does each, and a dash before a small letter is one of the text.
    """
    marked = [n for n in marked if lines[n].text[0] != "-" or lines[n].text[1].isupper()]
    small = [n for n in marked if lines[n].text[1:].lstrip('\u00a0 «“"')[:1].islower()]
    return marked if marked[:1] == small[:1] else [n for n in marked if n not in small]


def _lettered(lines: list[_Line]) -> list[int]:
    """Lines that count A., B., C. without a gap, from the first one on; two may be names."""
    found = [_LETTERED.match(line.text) for line in lines]
    letters = "".join(one[1] if one else "" for one in found)
    is_counted = all(found) and any(
        row.startswith(letters)
        for row in ("ABC", "ABCDEF", "АБВ", "АБВГД", "ABCÇDEƏ", "ΑΒΓ", "ԱԲԳ")
    )
    return list(range(len(lines))) if is_counted and len(lines) > 1 else []


def _in_parts(lines: list[_Line], starts: list[int]) -> Iterator[Node]:
    bounds = [0, *[n for n in starts if n], len(lines)]
    items: list[Blocks] = []
    is_list = all(_BULLET.match(lines[n].text) for n in starts)
    for first, last in pairwise(bounds):
        inlines: Inlines = []
        for n, line in enumerate(lines[first:last]):
            inlines += [line.before] if n and line.before else []
            inlines += line.inlines
        if first in starts and is_list:
            items.append([ast.plain(_without_mark(inlines))])
        else:
            yield ast.para(inlines)
    if items:
        yield {"t": "BulletList", "c": items}


def _without_mark(inlines: Inlines) -> Inlines:
    first, *others = inlines
    if first["t"] == "Str":
        rest = first["c"][1:].lstrip("\u00a0")
        inlines = [ast.text(rest), *others] if rest else others
    while inlines and inlines[0]["t"] == "Space":
        inlines = inlines[1:]
    return inlines


def _above_names(blocks: Blocks) -> Iterator[Any]:
    """The blocks of a quotation, the name at its end in a paragraph of its own."""
    for block in blocks:
        if block["t"] not in ("Para", "Plain"):
            yield block
            continue
        *others, last = _lines(block["c"])
        marked = _NAME.match(last.text)
        if (
            not others
            or marked is None
            or len(last.text) > _LONGEST_NAME
            or (marked["name"] or marked["alone"]).lstrip('«“"(')[:1].islower()
            or any(_DASH.match(line.text) for line in others)
            or not _SENTENCE_ENDS.search(others[-1].text)
        ):
            yield block
            continue
        inlines: Inlines = []
        for line in others:
            inlines += [line.before] if line.before else []
            inlines += line.inlines
        yield ast.para(inlines)
        yield ast.para(last.inlines)
