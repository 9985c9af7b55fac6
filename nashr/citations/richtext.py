"""Rich text: strings in which formatting is encoded as *marks*.

A mark is a single Unicode noncharacter (U+FDD0 to U+FDEF, reserved for internal use by programs),
so that rich text can be joined and changed like any string. Marks are removed from input text.
``inlines`` and ``html`` convert the result; until then nothing is HTML or needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nashr import ast
from nashr.model import Node
from nashr.records import dataclass, field

ITALIC, UPRIGHT = "\ufdd0", "\ufdd1"
BOLD, MEDIUM = "\ufdd2", "\ufdd3"
SMALL_CAPS, NO_CAPS = "\ufdd4", "\ufdd5"
SUPERSCRIPT, SUBSCRIPT, BASELINE = "\ufdd6", "\ufdd7", "\ufde2"
UNDERLINE, NO_LINE = "\ufdd8", "\ufde1"
NO_CASE = "\ufdd9"
CLOSE = "\ufde0"
OPEN_QUOTE, CLOSE_QUOTE = "\ufddd", "\ufdde"
#: The values of ``display``; each ends with ``CLOSE``. In running text they separate words.
BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT = "\ufde3", "\ufde4", "\ufde5", "\ufde6"
#: Keeps punctuation on both sides of it from being merged.
HOLD = "\ufde7"
#: Before a term, until it is known whether the term begins a sentence.
TERM = "\ufde8"
#: Behind a title, where a postposition of the language belongs.
POSTPOSITION = "\ufde9"
#: Where a postposition would stand if it were a preposition.
POSTPONED = "\ufdeb"
#: Before the term *retrieved*, until it is known whether a date follows.
RETRIEVED = "\ufdea"
#: ``LINK`` or ``NODE``, the number of the target in the ``Attachments``, ``END``.
LINK, NODE, END = "\ufdda", "\ufddc", "\ufddb"

DISPLAYS = BLOCK + LEFT_MARGIN + RIGHT_INLINE + INDENT
FORMATS = ITALIC + UPRIGHT + BOLD + MEDIUM + SMALL_CAPS + NO_CAPS + UNDERLINE + NO_LINE
FORMATS += SUPERSCRIPT + SUBSCRIPT + BASELINE + NO_CASE
_REFERENCE = f"[{LINK}{NODE}]\\d+{END}"
#: One mark with its number, if it has one.
MARK = re.compile(f"{_REFERENCE}|[\ufdd0-\ufdef]")
SPLIT = re.compile(f"({_REFERENCE}|[\ufdd0-\ufdef])")
_LEADING = re.compile(f"(?:[{FORMATS}{DISPLAYS}{OPEN_QUOTE}{TERM}{RETRIEVED}]|{LINK}\\d+{END})*")
#: What is printed of the same title goes before it: *Kitap: III*.
_MARKED_END = re.compile(
    f"{POSTPOSITION}((?:: [^(),:\ufdd0-\ufdef]+(?=[{CLOSE}{CLOSE_QUOTE}]))?[{CLOSE}{CLOSE_QUOTE}]*)"
)
_POSTPONED = re.compile(f"{POSTPONED}[:,.; \u00a0]*")
_RESERVED = re.compile("[\ufdd0-\ufdef\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Attachments:
    """What marks refer to by number: link targets with attributes, and Pandoc nodes."""

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
    """A locale's quotation marks, and whether full stop and comma go inside them."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


def without_reserved(text: str) -> str:
    """``text`` without the characters of marks and control characters."""
    return _RESERVED.sub("", text)


def clean(text: str) -> str:
    """``text`` without marks and control characters, with white space collapsed."""
    return _SPACES.sub(" ", _RESERVED.sub("", text)).strip(" ")


def plain(text: str) -> str:
    """``text`` without its marks."""
    return MARK.sub("", text)


# --- joining -------------------------------------------------------------------------------

#: What is kept of two adjacent punctuation marks or spaces; other pairs are kept. From
#: citeproc-js.
_COLLISIONS: Mapping[str, str] = {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?",
    "№.": "№",
    ":!": "!", ":?": "?", ":.": ":", ";!": "!", ";?": "?", ";:": ";", ";.": ";",
    "!!": "!", "??": "?", "..": ".", "::": ":", ",,": ",", ";;": ";",
    "  ": " ", " \u00a0": "\u00a0", "\u00a0 ": "\u00a0", "\u00a0\u00a0": "\u00a0",
}  # fmt: skip
_SECOND_OF_COLLISION = frozenset(pair[1] for pair in _COLLISIONS)
_STOPS = frozenset(".,;:")
_AREA_END = re.compile(rf"\.{CLOSE}* {CLOSE}*\Z")


def glue(left: str, right: str) -> str:
    """Join ``left`` and ``right`` without doubled spaces or punctuation where they meet.

    There is no second full stop after an abbreviation, and none after a question mark (CSL 1.0.2
    leaves this to the processor; the rules are those of citeproc-js). The rest of both texts is
    not changed.
    """
    first = right[:1]
    at = 0
    if first >= "\ufdd0":
        opening = _LEADING.match(right)
        at = opening.end() if opening else 0
        first = right[at : at + 1]
    if first not in _SECOND_OF_COLLISION and first != ",":
        return left + right
    while left:
        end = len(left)
        while end and left[end - 1] == CLOSE:
            end -= 1
        last = left[end - 1] if end else ""
        if last == "," and first == "." and plain(left[:end])[-2:-1].isdigit():
            # A style has set the comma before pages that the work does not have: 12,.
            left = left[: end - 1] + left[end:]
            break
        kept = _COLLISIONS.get(last + first)
        if kept is not None and kept == last:
            return left + right[:at] + right[at + 1 :]
        if last == " " and first in ",;" and _AREA_END.search(left):
            # The end of an area, which a style has before its comma: no. 3. , London
            return left + right[:at] + right[at + 1 :].removeprefix(" ")
        # Punctuation after a space is moved to the word before the space.
        if kept is None and not (last == " " and first in _STOPS):
            break
        left = left[: end - 1] + left[end:]
    return left + right


def join(parts: Iterable[str], delimiter: str = "") -> str:
    """Join the parts that are not empty with ``delimiter``."""
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


def strip_term_marks(text: str) -> tuple[str, bool]:
    """``text`` without ``TERM`` marks, and whether it begins with a term."""
    if TERM not in text:
        return text, False
    opening = _LEADING.match(text)
    return text.replace(TERM, ""), opening is not None and TERM in opening[0]


def place_postposition(text: str, word: str) -> str:
    """``text`` with ``word`` behind the title that is marked, outside its quotes and formatting.

    What a style has behind a preposition (*in:*) is not printed where none stands.
    """
    return _MARKED_END.sub(lambda found: f"{found[1]} {word}", _POSTPONED.sub("", text))


def first_letter(text: str) -> str:
    """The first character that is not a mark."""
    opening = _LEADING.match(text)
    at = opening.end() if opening else 0
    return text[at : at + 1]


_LEFT_MARK = re.compile(
    rf"(?:[,:][ \u00a0]+|;[ \u00a0]*|(?<=\w),|(?<=\w{CLOSE}),)(?=[{CLOSE} ]*\Z)"
)


def without_left_mark(text: str) -> str:
    """``text`` without a semicolon, a comma behind a word, or a comma or colon with a space, at its
    end: a style has set them before what the work does not have.
    """
    return _LEFT_MARK.sub("", text)


def append_suffix(text: str, suffix: str) -> str:
    """``text`` with ``suffix``, whose punctuation goes inside a ``display`` block at the end."""
    inside = suffix.rstrip(" \u00a0")
    if not inside or not text.endswith(CLOSE) or not _ends_apart(text):
        return glue(text, suffix)
    return glue(text[:-1].rstrip(" "), inside) + CLOSE + suffix[len(inside) :]


def _ends_apart(text: str) -> bool:
    """Whether the last mark closes a ``display`` block."""
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


def move_punctuation(text: str, quotes: Quotes) -> str:
    """``text`` with punctuation moved inside or outside closing quotes as ``quotes`` says."""
    if CLOSE_QUOTE not in text:
        return text
    text = _nested(text, quotes)
    text = _BEFORE_QUOTE.sub(_keep_one, text)
    return _AFTER_QUOTE.sub(_move_inside, text) if quotes.punctuation_inside else text


def _nested(text: str, quotes: Quotes) -> str:
    """The text with the quotation marks that an author typed inside those of the style as quotes
    in quotes, where they are the same: «О „новых“ данных», and not «О «новых» данных».
    """
    opening, closing = quotes.outer
    if opening == closing or opening not in text:
        return text
    pieces, depth = list(text), 0
    typed: list[tuple[int, int]] = []
    for n, piece in enumerate(pieces):
        if piece == OPEN_QUOTE:
            depth += 1
        elif piece == CLOSE_QUOTE:
            depth -= 1
        elif piece == opening and depth > 0:
            typed.append((n, depth))
        elif piece == closing and typed:
            start, level = typed.pop()
            if level == depth:
                pieces[start], pieces[n] = OPEN_QUOTE, CLOSE_QUOTE
    return "".join(pieces)


def _keep_one(match: re.Match[str]) -> str:
    """The punctuation after a quote, dropped if the punctuation before the quote replaces it."""
    last = match.string[match.start() - 1]
    kept = _COLLISIONS.get(last + match[2])
    return match[1] if kept == last else match[0]


def _move_inside(match: re.Match[str]) -> str:
    at = match[1].index(
        CLOSE_QUOTE
    )  # outside formatting that ends before the quote, such as italics
    return match[1][:at] + match[2] + match[1][at:]
