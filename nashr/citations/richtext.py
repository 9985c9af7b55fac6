"""Formatted text on its way through the engine.

citeproc-py's elements join and case plain strings. So that they can, formatting travels inside
the string as single noncharacters of Unicode (U+FDD0 to U+FDEF, reserved for use inside a
program), which no author's text may bring in. ``inlines`` and ``html`` turn the finished string
into what an output needs. Until then nothing is HTML, so nothing needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nashr import ast
from nashr.model import Node

ITALIC, UPRIGHT = "\ufdd0", "\ufdd1"
BOLD, MEDIUM = "\ufdd2", "\ufdd3"
SMALL_CAPS, NO_CAPS = "\ufdd4", "\ufdd5"
SUPERSCRIPT, SUBSCRIPT, BASELINE = "\ufdd6", "\ufdd7", "\ufde2"
UNDERLINE, NO_LINE = "\ufdd8", "\ufde1"
NO_CASE = "\ufdd9"
CLOSE = "\ufde0"
OPEN_QUOTE, CLOSE_QUOTE = "\ufddd", "\ufdde"
#: What ``display`` sets apart; each ends with ``CLOSE``. In running text they part words.
BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT = "\ufde3", "\ufde4", "\ufde5", "\ufde6"
#: Ends of texts that are not to be changed where they meet others.
HOLD = "\ufde7"
#: In front of a term, until it is known whether the term begins a sentence.
TERM = "\ufde8"
#: ``LINK`` or ``NODE``, the number of the target in the ``Attachments``, ``END``.
LINK, NODE, END = "\ufdda", "\ufddc", "\ufddb"

DISPLAYS = BLOCK + LEFT_MARGIN + RIGHT_INLINE + INDENT
FORMATS = ITALIC + UPRIGHT + BOLD + MEDIUM + SMALL_CAPS + NO_CAPS + UNDERLINE + NO_LINE
FORMATS += SUPERSCRIPT + SUBSCRIPT + BASELINE + NO_CASE
_REFERENCE = f"[{LINK}{NODE}]\\d+{END}"
#: One mark with its number, if it has one.
MARK = re.compile(f"{_REFERENCE}|[\ufdd0-\ufdef]")
SPLIT = re.compile(f"({_REFERENCE}|[\ufdd0-\ufdef])")
_LEADING = re.compile(f"(?:[{FORMATS}{DISPLAYS}{OPEN_QUOTE}{TERM}]|{LINK}\\d+{END})*")
_RESERVED = re.compile("[\ufdd0-\ufdef\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Attachments:
    """What a string of marks refers to by number: link targets with attributes, foreign nodes."""

    links: list[tuple[str, ast.Attr]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)

    def link(self, text: str, url: str, attributes: ast.Attr | None = None) -> str:
        number = self._known.get(url)
        if number is None:
            number = self._known[url] = len(self.links)
            self.links.append((url, attributes or ast.attr()))
        return f"{LINK}{number}{END}{text}{CLOSE}"

    def node(self, node: Node) -> str:
        self.nodes.append(node)
        return f"{NODE}{len(self.nodes) - 1}{END}"


@dataclass(frozen=True, slots=True)
class Quotes:
    """A locale's quotation marks, and whether full stop and comma go before the closing one."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


def without_reserved(text: str) -> str:
    """``text`` without what is reserved for marks, and without control characters."""
    return _RESERVED.sub("", text)


def clean(text: str) -> str:
    """``text`` without reserved and control characters, its white space as single spaces."""
    return _SPACES.sub(" ", _RESERVED.sub("", text)).strip(" ")


def plain(text: str) -> str:
    """``text`` without its marks."""
    return MARK.sub("", text)


# --- joining -------------------------------------------------------------------------------

#: What is left of two marks that meet; two that are not here both stay. From citeproc-js.
_MEETING: Mapping[str, str] = {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?",
    ":!": "!", ":?": "?", ":.": ":", ";!": "!", ";?": "?", ";:": ";", ";.": ";",
    "!!": "!", "??": "?", "..": ".", "::": ":", ",,": ",", ";;": ";",
    "  ": " ", " \u00a0": "\u00a0", "\u00a0 ": "\u00a0", "\u00a0\u00a0": "\u00a0",
}  # fmt: skip
_MEETS = frozenset(pair[1] for pair in _MEETING)
_STOPS = frozenset(".,;:")


def glue(left: str, right: str) -> str:
    """``left`` and ``right`` together, without a doubled space or mark where they meet.

    A mark that the other already implies is dropped: no second full stop after an abbreviation,
    none after a question mark (CSL 1.0.2 leaves this to the processor; the rules are those of
    citeproc-js). Inside the two texts nothing changes.
    """
    first = right[:1]
    at = 0
    if first >= "\ufdd0":
        opening = _LEADING.match(right)
        at = opening.end() if opening else 0
        first = right[at : at + 1]
    if first not in _MEETS and first != ",":
        return left + right
    while left:
        end = len(left)
        while end and left[end - 1] == CLOSE:
            end -= 1
        last = left[end - 1] if end else ""
        kept = _MEETING.get(last + first)
        if kept is not None and kept == last:
            return left + right[:at] + right[at + 1 :]
        # A mark after a space belongs to the word before it, if that has none already.
        if kept is None and not (last == " " and first in _STOPS):
            break
        left = left[: end - 1] + left[end:]
    return left + right


def join(parts: Iterable[str], delimiter: str = "") -> str:
    """The parts that are not empty, with ``delimiter`` between them."""
    result = ""
    for part in parts:
        if part:
            if result:
                if delimiter:
                    result = glue(result, delimiter)
                result = glue(result, part)
            else:
                result = part
    return result


def begun(text: str) -> tuple[str, bool]:
    """``text`` without the marks of terms, and whether it begins with a term."""
    if TERM not in text:
        return text, False
    opening = _LEADING.match(text)
    return text.replace(TERM, ""), opening is not None and TERM in opening[0]


def first_letter(text: str) -> str:
    """The first character that is not a mark."""
    opening = _LEADING.match(text)
    at = opening.end() if opening else 0
    return text[at : at + 1]


def ended(text: str, suffix: str) -> str:
    """``text`` with ``suffix``, whose marks go into the last thing that is set apart."""
    inside = suffix.rstrip(" \u00a0")
    if not inside or not text.endswith(CLOSE) or not _ends_apart(text):
        return glue(text, suffix)
    return glue(text[:-1].rstrip(" "), inside) + CLOSE + suffix[len(inside) :]


def _ends_apart(text: str) -> bool:
    """Whether the last mark closes a ``display``."""
    opened: list[str] = []
    last = ""
    for mark in MARK.findall(text):
        if mark == CLOSE:
            last = opened.pop() if opened else ""
        elif mark[0] in FORMATS or mark[0] in DISPLAYS or mark[0] == LINK:
            opened.append(mark[0])
    return bool(last) and last in DISPLAYS


# --- punctuation and quotes ----------------------------------------------------------------

_AFTER_QUOTE = re.compile(f"([{CLOSE}{CLOSE_QUOTE}]*{CLOSE_QUOTE}{CLOSE}*)([.,!?]+)")
_BEFORE_QUOTE = re.compile(f"(?<=[.,;:!?])([{CLOSE}{CLOSE_QUOTE}]*{CLOSE_QUOTE}{CLOSE}*)([.,;:!?])")
_LEAVING = re.compile(f"([,;:])([{CLOSE}{CLOSE_QUOTE}]*{CLOSE_QUOTE}{CLOSE}*)([.,;:!?])")


def settled(text: str, quotes: Quotes) -> str:
    """``text`` with its marks of punctuation on the right side of closing quotes."""
    if CLOSE_QUOTE not in text:
        return text
    text = _BEFORE_QUOTE.sub(_met, text)
    return _AFTER_QUOTE.sub(_moved_in, text) if quotes.punctuation_inside else text


def _met(match: re.Match[str]) -> str:
    """A mark behind the quote, unless the one before the quote implies it."""
    last = match.string[match.start() - 1]
    kept = _MEETING.get(last + match[2])
    return match[1] if kept == last else match[0]


def _moved_in(match: re.Match[str]) -> str:
    at = match[1].index(CLOSE_QUOTE)  # outside what ends before the quote does, such as italics
    return match[1][:at] + match[2] + match[1][at:]
