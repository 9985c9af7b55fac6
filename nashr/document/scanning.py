"""Which stretches of a Markdown text are not prose: code, formulas, comments, addresses.

The scan follows the rules of pandoc's Markdown reader for fences, code spans and ``$``. It need
not agree with pandoc everywhere: what is replaced before the reader runs is put back where the
tree shows that it stood in code after all (``document.rewriting``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from nashr.document.rst_headings import underlined
from nashr.records import dataclass

Kind = Literal["fence", "code", "math", "comment", "address"]
#: The signs of quotations before a line, as part of a pattern. A space belongs to one sign alone:
#: those of a thousand could be parted in too many ways.
QUOTED = r"(?:(?:[ ]{0,4}>)+[ ]?)?"


def line_before(text: str, start: int) -> str:
    """The line above that which begins at ``start``; empty where there is none."""
    end = text.rfind("\n", 0, start)
    return text[text.rfind("\n", 0, end) + 1 : end] if end > 0 else ""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text, from ``start`` up to ``end``."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: its lines, what stands behind the opening fence, whether it ends."""

    start: int
    end: int
    mark: int
    info: str
    content: str
    closed: bool


@dataclass(frozen=True)
class Scan:
    """A text and its regions in order; they do not overlap."""

    text: str
    regions: Sequence[Region]
    fences: Sequence[Fence]
    _starts: Sequence[int]

    def region_at(self, offset: int) -> Region | None:
        """The region that an offset stands in."""
        n = bisect_right(self._starts, offset) - 1
        return self.regions[n] if n >= 0 and offset < self.regions[n].end else None

    def matches(self, pattern: re.Pattern[str], sign: str = "") -> Iterator[re.Match[str]]:
        """The matches of a pattern that begin in prose; none are looked for without ``sign``."""
        for found in pattern.finditer(self.text) if sign in self.text else ():
            if self.region_at(found.start()) is None:
                yield found

    def prose(self) -> Iterator[tuple[int, int]]:
        """The stretches between the regions."""
        here = 0
        for region in self.regions:
            if region.start > here:
                yield here, region.start
            here = region.end
        if here < len(self.text):
            yield here, len(self.text)


def scan(text: str) -> Scan:
    """Find the regions of a Markdown text."""
    fences = tuple(_fences(text)) if "```" in text or "~~~" in text else ()
    regions: list[Region] = []
    here = 0
    for fence in fences:
        regions += _inline_regions(text, here, fence.start)
        regions.append(Region("fence", fence.start, fence.end))
        here = fence.end
    regions += _inline_regions(text, here, len(text))
    return Scan(text, regions, fences, [region.start for region in regions])


_OPENING = re.compile(
    r"^(?P<before>[ \t>]*"
    r"(?:(?:[-*+:]|\(?(?:\d{1,9}|[a-z]|[ivx]{2,5}|#)[.)]|\[\^[^\]\s]+\]:)[ \t]+)?)"
    r"(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)$",
    re.M,
)


def _fences(text: str) -> Iterator[Fence]:
    here = 0
    headings = {found.start("line") for found in underlined(text)}
    while (opening := _OPENING.search(text, here)) is not None:
        mark, info = opening["mark"], opening["info"].strip()
        if mark[0] in info or (mark[0] == "~" and opening.start() in headings):
            # A code span of many marks; or tildes below a heading.
            here = opening.end()
            continue
        closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.M)
        end = closing.search(text, opening.end())
        if end is None:
            yield Fence(
                opening.start(), opening.end(), opening.start("mark"), info, "", closed=False
            )
            here = opening.end()
            continue
        content = text[opening.end() : end.start()]
        yield Fence(opening.start(), end.end(), opening.start("mark"), info, content, closed=True)
        here = end.end()


_MARK = re.compile(
    r"""
      \\[^A-Za-z]
    | (?P<comment><!--)
    | (?P<auto><(?:https?|ftp|mailto|doi):[^<>\s]*>)
    | (?P<code>`+)
    | (?P<display>\$\$)
    | (?P<inline>\$)
    | (?P<url>\b(?:https?|ftp)://[^\s<>]*)
    | (?P<target>(?<=\]\()[^\s()<>]+)
    """,
    re.X,
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
#: ``$x$`` as pandoc reads it: no space inside the signs, no digit after the second.
_INLINE_MATH = re.compile(r"\$(?![\s$])(?:\\.|[^\\$\n]|\n(?![ \t]*\n))*?(?<![\s\\])\$(?!\d)", re.S)
_DISPLAY_MATH = re.compile(r"\$\$(?:\\.|[^\\$]|\$(?!\$))*?\$\$", re.S)


def _inline_regions(text: str, start: int, end: int) -> Iterator[Region]:
    here = start
    while (mark := _MARK.search(text, here, end)) is not None:
        here = mark.end()
        found: int | None = None
        kind: Kind = "address"
        match mark.lastgroup:
            case "comment":
                close = text.find("-->", mark.end(), end)
                kind, found = "comment", close + 3 if close >= 0 else None
            case "code":
                kind, found = "code", code_span_end(text, mark.start(), end)
                if found is None and len(mark[0]) == 1:
                    continue
            case "display":
                kind, found = "math", _math_end(_DISPLAY_MATH, text, mark.start(), end)
            case "inline":
                kind, found = "math", _math_end(_INLINE_MATH, text, mark.start(), end)
            case "auto" | "url" | "target":
                found = mark.end()
        if found is not None:
            yield Region(kind, mark.start(), found)
            here = found


def code_span_end(text: str, start: int, end: int) -> int | None:
    """Where the code span ends that opens at ``start``; None where nothing closes it.

    Two marks that both open a quotation of LaTeX (```` ``one and ``two ````) are no code.
    """
    length = len(text) - len(text[start:].lstrip("`")) - start
    limit = _BLANK_LINE.search(text, start, end)
    stop = limit.start() if limit else end
    close = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(text, start + length, stop)
    if close is None or (length == 2 and _opens_quotation(text, start, close)):
        return None
    return close.end()


def _opens_quotation(text: str, start: int, close: re.Match[str]) -> bool:
    """Whether the marks that would close code stand before a word, as those that open it do."""
    spaced = text[close.start() - 1].isspace() and not text[start + 2].isspace()
    return spaced and text[close.end() : close.end() + 1].isalpha()


def _math_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = pattern.match(text, start, end)
    return found.end() if found and not _BLANK_LINE.search(found[0]) else None
