"""Asterisks and underlines that stand for themselves, and that pandoc takes for marks of emphasis.

Pandoc ends an emphasis at a mark behind a space, and begins one at a mark before a comma. So the
asterisks vanish of *p<.05, **p<.01 below a table, of 0.5*, 0.6* within it, and of reconstructed
forms, *kök and *bar. Here marks are paired as CommonMark pairs them, and those without a partner
get a backslash. Source: spec.commonmark.org (emphasis and strong emphasis).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan
from nashr.records import dataclass

_RUN = re.compile(r"(?<![\\*])\*{1,3}(?!\*)|(?<![\\_@])_{1,3}(?!_)")
#: Where no emphasis goes on: an empty line, an item, a row, a heading.
_APART = re.compile(
    r"\n[ \t>]*\n(?:[ \t>]*\n)*|\n(?=[ \t>]*(?:[-*+]|\(?\w{1,3}[.)])[ \t])|\n(?=[ \t>]*[|#:])"
)
#: A table whose columns are counted in characters: no sign may be put in.
_MEASURED = re.compile(r"^[ \t>]*(?:\+[-=:+]+\+|-{3,}(?:[ ]+-+)*|-+(?:[ ]+-+)+)[ \t]*$", re.M)
#: An item of a list, a rule, the long form of an abbreviation, which begin with marks, and the
#: address that a label stands for.
_OF_LINE = re.compile(
    r"^[ \t>]*(?:(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|\*(?=[ \t])|\*\[[^\]\n]+\]:(?![^\n]*\*[ \t]*$)"
    r"|\[(?![\^@])[^\]\n]+\]:[ ]?(?![*_])\S+)",
    re.M,
)
#: Tags of HTML, attributes and commands of LaTeX.
_CLOSED = re.compile(
    r"</?[A-Za-z][\w-]*(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>"
    r"|<[A-Za-z][\w.+-]*[:@][^<>\s]*>|\{[^{}\n]*\}|\\[A-Za-z]+\*?|\]\[[^\]\n]*\]"
)
#: So many marks side by side have no meaning that could be kept.
_HEAP = re.compile(r"[*_]{7,}")
#: An item of a list with an asterisk, and a line that is not empty.
_ITEM = re.compile(r"^[ ]{0,3}(?P<mark>\*)[ \t]+(?=[^\s*])", re.M)
_LINE = re.compile(r"^[^\S\n]*\S.*$", re.M)
#: So many characters may stand between a note of this kind and its call.
_FARTHEST = 4000
#: What only programs write with a backslash, and how often they do.
_ESCAPED = re.compile(r"(?<=[^\W\d_])\\[.!-]")
_FEWEST = 3
_SPACE = re.compile(r"\s")
#: What parts two forms or signs.
_BETWEEN = "/~<>=+&|#→←"
#: These, and what parts a word from its suffix.
_BEHIND = f"{_BETWEEN}-–—"
_OPENING, _CLOSING = "([{«„‚¿¡", ")]}».,;:!?…"
#: What asterisks of significance stand before.
_SIGNIFICANCE = re.compile(r"[pPрР]\s*[<>=≤≥]")
#: What a scan takes for the end of an address, and may stand behind it.
_BEHIND_ADDRESS = "*_.,;:!?)\"'"
#: A quotation mark that opens, up to where a mark stands; and one that closes.
_LEFT_OF_WORD = re.compile(r"(?:\A|[\s(\[])[\"']\Z")
_RIGHT_OF_WORD = re.compile(r"[\"'](?:\Z|[\s)\],.;:!?])")
_QUOTES = "\"'“”‘’"


@dataclass(slots=True)
class _Run:
    """Marks side by side, and from where to where those stand that have no partner yet."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    #: Whether letters or digits stand on both sides.
    is_inside: bool
    #: How many marks there are.
    number: int

    @property
    def left(self) -> int:
        return self.end - self.start


def edits(scan: Scan) -> Iterator[Edit]:
    """The edits that put a backslash before marks without a partner."""
    text = scan.text
    if ("*" not in text and "_" not in text) or _is_converted(text):
        return
    patterns = _CLOSED, _OF_LINE, _HEAP
    closed = _joined([*(s for one in patterns for s in _spans(one, text)), *_measured(text)])
    starts = [start for start, _ in closed]
    blocks: dict[int, list[_Run]] = {}
    ends = [found.start() for found in _APART.finditer(text)]
    for found in _RUN.finditer(text):
        begin = found.start()
        n = bisect_right(starts, begin) - 1
        if n >= 0 and begin < closed[n][1]:
            continue
        region = scan.region_at(begin)
        if region is not None and (
            region.kind != "address" or text[found.end() : region.end].strip(_BEHIND_ADDRESS)
        ):
            continue
        blocks.setdefault(bisect_right(ends, begin), []).append(_run(text, found))
    calls: list[int] = []
    for runs in blocks.values():
        for run in _alone(text, list(_unpaired(text, runs))):
            if scan.region_at(run.start) is not None:
                continue  # a part of the address
            yield Edit(run.start, run.end, f"\\{run.sign}" * run.left)
            if run.sign == "*" and not text[run.start - 1 : run.start].isspace():
                calls.append(run.start)
    calls.sort()
    for found in scan.matches(_ITEM, "* "):
        if _is_note(text, found, calls):
            yield Edit(*found.span("mark"), "\\*")


def _is_converted(text: str) -> bool:
    """Whether a program wrote the text that has a backslash before every sign of its own: what has
    none is a mark, also *so *as Word divides its runs.
    """
    return len(list(islice(_ESCAPED.finditer(text), _FEWEST))) == _FEWEST if "\\" in text else False


def _is_note(text: str, found: re.Match[str], calls: list[int]) -> bool:
    """Whether what looks like the only item of a list is a note that an asterisk calls, or says
    what one means: * p < 0.05. ``calls`` are the places of asterisks behind words.
    """
    line_end = text.find("\n", found.end())
    line_end = line_end if line_end >= 0 else len(text)
    below = _LINE.search(text, line_end, line_end + _FARTHEST)
    above = text[max(0, found.start() - _FARTHEST) : found.start()].rstrip().rpartition("\n")[2]
    if _ITEM.match(above) or (below and (_ITEM.match(below[0]) or below[0][:1] in " \t")):
        return False
    words = text[found.end() : line_end]
    call = bisect_right(calls, found.start()) - 1
    return (
        _SIGNIFICANCE.match(words) is not None
        or "** " in words
        or (below is not None and below[0].startswith("** "))
        or (call >= 0 and found.start() - calls[call] < _FARTHEST)
    )


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _measured(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs that hold a line of a table whose columns are counted in characters."""
    end = 0
    for found in _MEASURED.finditer(text) if "--" in text or "+=" in text else ():
        if found.start() >= end:
            start = text.rfind("\n\n", 0, found.start()) + 1
            end = text.find("\n\n", found.end())
            end = end if end >= 0 else len(text)
            yield start, end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in their order, as ones that do not overlap."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start < done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def _alone(text: str, unpaired: list[_Run]) -> list[_Run]:
    """The runs without those that a converter left around a word with its space, **so **here."""
    bold = [run for run in unpaired if run.sign == "*" and run.left == 2 and run.opens]
    if len(bold) == 2 and not _SIGNIFICANCE.match(text, bold[0].end):
        return [run for run in unpaired if run not in bold]
    return unpaired


def _run(text: str, found: re.Match[str]) -> _Run:
    """What marks may do by the characters beside them."""
    before = text[found.start() - 1 : found.start()] or " "
    after = text[found.end() : found.end() + 1] or " "
    if before in _QUOTES and (
        _LEFT_OF_WORD.search(text[max(0, found.start() - 2) : found.start()]) or before in "“‘"
    ):
        before = "("  # it opens a quotation
    if after in _QUOTES and (_RIGHT_OF_WORD.match(text, found.end()) or after == "”"):
        after = ")"
    opens = not after.isspace() and after not in _CLOSING
    closes = not before.isspace() and before not in _OPENING
    if before.isspace() or before in _OPENING or (before in _BETWEEN and after.isalnum()):
        closes = False
    elif after.isspace() or after in _CLOSING or (after in _BEHIND and before.isalnum()):
        opens = False
    elif (
        (found[0][0] == "_" and before.isalnum() and after.isalnum())
        or (before.isdigit() and after.isdigit())
        # A sign that is quoted, and no title whose suffix stands behind an apostrophe.
        or (
            before in _QUOTES
            and after in _QUOTES
            and not text[found.end() + 1 : found.end() + 2].isalpha()
        )
    ):
        opens = closes = False
    if _SIGNIFICANCE.match(text, found.end()):
        opens = False
    is_inside = before.isalnum() and after.isalnum()
    return _Run(found[0][0], found.start(), found.end(), opens, closes, is_inside, len(found[0]))


def _unpaired(text: str, runs: list[_Run]) -> Iterator[_Run]:
    """The runs of which marks have no partner. A mark within a word opens nothing that goes on
    beyond the word: z*w + b*x.
    """
    openers: list[_Run] = []
    waiting = Counter[str]()
    for run in runs:
        while run.closes and run.left and waiting[run.sign]:
            partner = openers[-1]
            if partner.is_inside and _SPACE.search(text, partner.end, run.start):
                waiting[openers.pop().sign] -= 1
                continue
            if run.number > partner.number and text[run.start - 1].isdigit():
                break  # asterisks of significance: *kök … 0.6**
            if partner.sign == run.sign and (run.opens or partner.closes):
                whole = partner.number + run.number
                if whole % 3 == 0 and (partner.number % 3 or run.number % 3):
                    break  # **so*me*thing**: the rule of three of CommonMark
            if partner.sign == run.sign:
                pair = 2 if min(partner.left, run.left) > 1 else 1
                partner.end -= pair
                run.start += pair
            if partner.sign != run.sign or not partner.left:
                waiting[openers.pop().sign] -= 1
        if run.opens and run.left:
            openers.append(run)
            waiting[run.sign] += 1
    yield from (run for run in runs if run.left)
