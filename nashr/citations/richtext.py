"""Formatted text on its way through the engine, and out of it as Pandoc inlines.

citeproc-py's elements join and case plain strings. So that they can, formatting travels inside
the string as single noncharacters of Unicode (U+FDD0 to U+FDEF, reserved for use inside a
program), which no author's text may bring in. ``to_inlines`` turns the finished string into
nodes. Nothing is ever written as HTML, so nothing needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from nashr import ast
from nashr.model import Inlines, Node

ITALIC, UPRIGHT = "\ufdd0", "\ufdd1"
BOLD, MEDIUM = "\ufdd2", "\ufdd3"
SMALL_CAPS, NO_CAPS = "\ufdd4", "\ufdd5"
SUPERSCRIPT, SUBSCRIPT = "\ufdd6", "\ufdd7"
UNDERLINE = "\ufdd8"
NO_CASE = "\ufdd9"
CLOSE = "\ufde0"
OPEN_QUOTE, CLOSE_QUOTE = "\ufddd", "\ufdde"
#: Where a style's ``display`` begins a block of its own; in running text it is a space.
BREAK = "\ufddf"
#: ``LINK`` or ``NODE``, the number of the target in the ``Attachments``, ``END``.
LINK, NODE, END = "\ufdda", "\ufddc", "\ufddb"

_FORMATS = ITALIC + UPRIGHT + BOLD + MEDIUM + SMALL_CAPS + NO_CAPS
_FORMATS += SUPERSCRIPT + SUBSCRIPT + UNDERLINE + NO_CASE
_REFERENCE = f"[{LINK}{NODE}]\\d+{END}"
#: One mark with its number, if it has one.
MARK = re.compile(f"{_REFERENCE}|[\ufdd0-\ufdef]")
_LEADING = re.compile(f"(?:[{_FORMATS}{OPEN_QUOTE}]|{LINK}\\d+{END})*")
_RESERVED = re.compile("[\ufdd0-\ufdef\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPLIT = re.compile(f"({_REFERENCE}|[\ufdd0-\ufdef])")


@dataclass(slots=True)
class Attachments:
    """What a string of marks refers to by number: link targets with attributes, foreign nodes."""

    links: list[tuple[str, ast.Attr]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def link(self, text: str, url: str, attributes: ast.Attr | None = None) -> str:
        self.links.append((url, attributes or ast.attr()))
        return f"{LINK}{len(self.links) - 1}{END}{text}{CLOSE}"

    def node(self, node: Node) -> str:
        self.nodes.append(node)
        return f"{NODE}{len(self.nodes) - 1}{END}"


def clean(text: str) -> str:
    """``text`` without reserved and control characters, its white space as single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", _RESERVED.sub("", text)).strip(" ")


def plain(text: str) -> str:
    """``text`` without its marks."""
    return MARK.sub("", text)


# --- CSL JSON's rich text ------------------------------------------------------------------

_TAG = re.compile(r"<(/?)(i|b|sc|sup|sub|span)((?:\s[^<>]*)?)>", re.IGNORECASE)
_TAG_MARKS = {
    "i": ITALIC,
    "b": BOLD,
    "sc": SMALL_CAPS,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
}
_DOUBLE = re.compile(r'(?<!\w)"(?=\S)([^"]*[^\s"])"(?!\w)')
_SINGLE = re.compile(r"(?<!\w)'(?=\S)([^']*[^\s'])'(?!\w)")


def field_text(value: str) -> str:
    """A field of CSL JSON with its tags as marks and typographic quotes and apostrophes.

    Tags: CSL 1.0.2, "Rich text markup within fields". One that is not closed stays as text.
    """
    return _quoted(_tagged(clean(value)))


def _tagged(text: str) -> str:
    if "<" not in text:
        return text
    tags = list(_TAG.finditer(text))
    marks: dict[int, str] = {}
    opened: list[int] = []
    for n, tag in enumerate(tags):
        if not tag[1]:
            opened.append(n)
            continue
        partner = next((m for m in reversed(opened) if tags[m][2].lower() == tag[2].lower()), None)
        if partner is None:
            continue
        del opened[opened.index(partner) :]
        mark = _opening_mark(tags[partner])
        if mark is not None:
            marks[partner], marks[n] = mark, CLOSE
    pieces, end = [], 0
    for n, tag in enumerate(tags):
        pieces.append(text[end : tag.start()])
        pieces.append(marks.get(n, tag[0]))
        end = tag.end()
    return "".join([*pieces, text[end:]])


def _opening_mark(tag: re.Match[str]) -> str | None:
    name, rest = tag[2].lower(), tag[3].lower().replace(" ", "")
    if name != "span":
        return _TAG_MARKS[name] if not rest else None
    if "nocase" in rest:
        return NO_CASE
    return SMALL_CAPS if "font-variant:small-caps" in rest else None


def _quoted(text: str) -> str:
    if '"' in text:
        text = _DOUBLE.sub(f"{OPEN_QUOTE}\\1{CLOSE_QUOTE}", text)
    if "'" in text:
        text = _SINGLE.sub(f"{OPEN_QUOTE}\\1{CLOSE_QUOTE}", text).replace("'", "’")
    return text


# --- joining -------------------------------------------------------------------------------


def glue(left: str, right: str) -> str:
    """``left`` and ``right`` together, without a doubled space or mark where they meet.

    A mark that the other already implies is dropped: no second full stop after an abbreviation,
    none after a question mark (CSL 1.0.2 leaves this to the processor; so do citeproc-js and
    pandoc). Inside the two texts nothing changes.
    """
    if not left or not right:
        return left or right
    last = left.rstrip(CLOSE)[-1:]
    opening = _LEADING.match(right)
    at = opening.end() if opening else 0
    first = right[at : at + 1]
    if first and _implied(last, first):
        return left + right[:at] + right[at + 1 :]
    if last == " " and first in ".,;" and left.endswith(" "):
        # A mark after a space belongs to the word before it, if that has none already.
        before = left.rstrip(f" {CLOSE}")[-1:]
        if before and _implied(before, first):
            return glue(left, right[:at] + right[at + 1 :])
        return left.rstrip(" ") + right
    return left + right


def _implied(last: str, first: str) -> bool:
    if first in " ,;:!?.":
        return (
            last == first
            or (first in ".:" and last in "!?")
            or (first == "." and last in ":;")
            or (first == " " and last == BREAK)
        )
    return False


def join(parts: Sequence[str], delimiter: str = "") -> str:
    """The parts that are not empty, with ``delimiter`` between them.

    A part that begins with a comma, semicolon or full stop of its own takes no delimiter.
    """
    result = ""
    for part in parts:
        if not part:
            continue
        own = _first(part) in (",", ";", ".")
        result = glue(result, part) if own or not result else glue(glue(result, delimiter), part)
    return result


def _first(text: str) -> str:
    opening = _LEADING.match(text)
    at = opening.end() if opening else 0
    return text[at : at + 1]


_FORMAT_MARKS = (
    ("font-style", {"italic": ITALIC, "oblique": ITALIC, "normal": UPRIGHT}),
    ("font-variant", {"small-caps": SMALL_CAPS, "normal": NO_CAPS}),
    ("font-weight", {"bold": BOLD, "normal": MEDIUM, "light": MEDIUM}),
    ("text-decoration", {"underline": UNDERLINE}),
    ("vertical-align", {"sup": SUPERSCRIPT, "sub": SUBSCRIPT}),
)


def formatted(attributes: Any, text: str) -> str:
    """``text`` in the formatting that an element's ``attributes`` ask for."""
    if not text:
        return text
    for name, marks in _FORMAT_MARKS:
        mark = marks.get(attributes.get(name, ""))
        if mark:
            text = f"{mark}{text}{CLOSE}"
    return text


def affixed(attributes: Any, text: str) -> str:
    """``text`` between the element's prefix and suffix; nothing when it is empty."""
    if not text:
        return text
    return glue(glue(attributes.get("prefix", ""), text), attributes.get("suffix", ""))


# --- to Pandoc -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotes:
    """A locale's quotation marks, and whether full stop and comma go before the closing one."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """The formatting of a run of text. Slots in the order in which nodes are nested."""

    link: int | None = None
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    underline: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    look: _Look
    #: Text, or one node that was carried along.
    inlines: str | Node


def to_inlines(text: str, attachments: Attachments, quotes: Quotes) -> Inlines:
    """The finished string as Pandoc inlines.

    Italics inside italics are set upright, and quotations inside quotations with the inner
    marks.
    """
    if quotes.punctuation_inside:
        text = _punctuation_into_quotes(text)
    text = re.sub(f" *{BREAK} *", " ", text).strip(" ")
    return _nested(_runs(text, attachments, quotes), attachments)


_AFTER_QUOTE = re.compile(f"({CLOSE}*{CLOSE_QUOTE}{CLOSE}*)([.,])")


def _punctuation_into_quotes(text: str) -> str:
    def moved(match: re.Match[str]) -> str:
        before = text[: match.start()].rstrip(CLOSE)[-1:]
        if before == match[2] or before in "?!" or (before == "." and match[2] == "."):
            return match[1]
        return match[2] + match[1]

    return _AFTER_QUOTE.sub(moved, text)


def _runs(text: str, attachments: Attachments, quotes: Quotes) -> list[_Run]:
    runs: list[_Run] = []
    look, stack, depth = _Look(), list[_Look](), 0
    for piece in _SPLIT.split(text):
        if not piece:
            continue
        if not MARK.match(piece):
            runs.append(_Run(look, piece))
        elif piece[0] == NODE:
            runs.append(_Run(look, attachments.nodes[int(piece[1:-1])]))
        elif piece == OPEN_QUOTE:
            runs.append(_Run(look, (quotes.inner if depth % 2 else quotes.outer)[0]))
            depth += 1
        elif piece == CLOSE_QUOTE:
            depth = max(depth - 1, 0)
            runs.append(_Run(look, (quotes.inner if depth % 2 else quotes.outer)[1]))
        elif piece == CLOSE:
            look = stack.pop() if stack else look
        else:
            stack.append(look)
            look = _opened(look, piece)
    return runs


def _opened(look: _Look, mark: str) -> _Look:
    match mark[0]:
        case "\ufdd0":
            return replace(look, italic=not look.italic)
        case "\ufdd1":
            return replace(look, italic=False)
        case "\ufdd2":
            return replace(look, bold=not look.bold)
        case "\ufdd3":
            return replace(look, bold=False)
        case "\ufdd4":
            return replace(look, small_caps=True)
        case "\ufdd5":
            return replace(look, small_caps=False)
        case "\ufdd6":
            return replace(look, raised="Superscript")
        case "\ufdd7":
            return replace(look, raised="Subscript")
        case "\ufdd8":
            return replace(look, underline=True)
        case "\ufdda":
            # A link inside a link is none.
            return replace(look, link=int(mark[1:-1])) if look.link is None else look
        case _:
            return look


_LEVELS = ("link", "bold", "italic", "small_caps", "underline", "raised")
_TAGS = {"bold": "Strong", "italic": "Emph", "small_caps": "SmallCaps", "underline": "Underline"}


def _nested(runs: Sequence[_Run], attachments: Attachments, level: int = 0) -> Inlines:
    if level == len(_LEVELS):
        return _leaves(runs)
    name = _LEVELS[level]
    inlines: Inlines = []
    for value, group in groupby(runs, lambda run: getattr(run.look, name)):
        inner = _nested(list(group), attachments, level + 1)
        if value is None or value is False or value == "":
            inlines.extend(inner)
        elif name == "link":
            url, attributes = attachments.links[value]
            inlines.append(ast.link(inner, url, attributes))
        else:
            inlines.append({"t": _TAGS.get(name, value), "c": inner})
    return inlines


def _leaves(runs: Sequence[_Run]) -> Inlines:
    inlines: Inlines = []
    for is_text, group in groupby(runs, lambda run: isinstance(run.inlines, str)):
        if is_text:
            inlines.extend(ast.words("".join(str(run.inlines) for run in group)))
        else:
            inlines.extend(run.inlines for run in group if isinstance(run.inlines, dict))
    return inlines
