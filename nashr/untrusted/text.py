"""What a text must be before it is read at all: not too large, not too deep, nothing invisible.

Manuscripts come by mail from strangers. Pandoc needs twice the time for every further level of
square brackets (37 of them, and it does not come back), and memory without end for a line of ten
million characters. A character that turns the direction of the text shows a reader something else
than what a machine reads (Boucher and Anderson 2023, “Trojan Source”).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nashr.diagnostics import Diagnostic, Span
from nashr.model import Source

#: Characters of a text, and of one line of it: a book of a thousand pages has three million.
LARGEST = 4_000_000
LONGEST_LINE = 100_000
#: Square brackets, and HTML elements, that are open at the same place.
DEEPEST_BRACKETS = 8
DEEPEST_HTML = 30
DEEPEST_SPANS = 8


def refusals(source: Source) -> tuple[Diagnostic, ...]:
    """What keeps a manuscript from being given to pandoc: its size, or the depth of its nesting."""
    return (*too_large(source), *_too_deep(source))


def too_large(source: Source) -> tuple[Diagnostic, ...]:
    """An ``input-too-large`` for a text, or for the first line of it, beyond the limits."""
    if len(source.text) > LARGEST:
        message = f"The file has {len(source.text):,} characters; the most is {LARGEST:,}."
        return (Diagnostic("input-too-large", Span(source.path), message),)
    if len(source.text) <= LONGEST_LINE:
        return ()
    for number, line in enumerate(source.text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            message = f"This line has {len(line):,} characters; the most is {LONGEST_LINE:,}."
            hint = "Break it into paragraphs, with an empty line between them."
            return (Diagnostic("input-too-large", Span(source.path, number, 1), message, hint),)
    return ()


# --- nesting -------------------------------------------------------------------------------

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SIGN = re.compile(
    r"(?P<blank>\n[\s>]*\n)|\\.|(?P<code>`+)|\$[^$\n]+\$|(?P<open>\[)|(?P<close>\])"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])",
    re.DOTALL,
)
#: Elements of HTML that have no end, or need none.
_NO_END = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta option p param rp rt source "
    "tbody td tfoot th thead tr track wbr".split()
)


def _too_deep(source: Source) -> Iterator[Diagnostic]:
    found = _deep(_without_blocks_of_code(source.text))
    if found is None:
        return
    offset, is_bracket = found
    if is_bracket:
        message = f"Here more than {DEEPEST_BRACKETS} square brackets are open."
        hint = "A bracket that is only text has a backslash before it: \\[."
    else:
        message = (
            f"Here more than {DEEPEST_HTML} HTML elements, or {DEEPEST_SPANS} spans, are open."
        )
        hint = "Give each its end, such as </span>."
    yield Diagnostic("nesting-too-deep", _span(source, offset), message, hint)


def _without_blocks_of_code(text: str) -> str:
    """The text with the lines of fenced code made empty characters, at the same offsets."""
    if "```" not in text and "~~~" not in text:
        return text
    lines, fence = text.split("\n"), ""
    for n, line in enumerate(lines):
        sign = _FENCE.match(line)
        if fence:
            closes = sign is not None and sign[1].startswith(fence)
            lines[n] = " " * len(line)
            fence = "" if closes else fence
        elif sign is not None:
            fence = sign[1]
    return "\n".join(lines)


def _deep(text: str) -> tuple[int, bool] | None:
    """The offset at which too much is open, and whether that is brackets; None where all is well.

    A paragraph closes its brackets; spans of code and formulas hold none.
    """
    brackets = position = paragraph = 0
    elements: list[str] = []
    while (sign := _SIGN.search(text, position)) is not None:
        position = sign.end()
        match sign.lastgroup:
            case "blank":
                brackets, position = 0, position - 1
            case "code":
                if paragraph < position:
                    paragraph = text.find("\n\n", position) % (len(text) + 1)
                position = _end_of_code(text, sign, paragraph)
            case "open":
                brackets += 1
            case "close":
                brackets = max(0, brackets - 1)
            case "tag":
                _count(elements, sign["tag"].lower(), is_end=bool(sign["end"]))
        if brackets > DEEPEST_BRACKETS:
            return sign.start(), True
        if len(elements) > DEEPEST_HTML or elements.count("span") > DEEPEST_SPANS:
            return sign.start(), False
    return None


def _end_of_code(text: str, sign: re.Match[str], paragraph: int) -> int:
    """Where a span of code ends; where its sign ends when it is none."""
    closing = re.compile(rf"(?<!`){sign[0]}(?!`)").search(text, sign.end(), paragraph)
    return closing.end() if closing else sign.end()


def _count(elements: list[str], name: str, *, is_end: bool) -> None:
    if name in _NO_END:
        return
    if not is_end:
        elements.append(name)
    elif name in elements:
        while elements.pop() != name:
            pass


# --- characters ----------------------------------------------------------------------------

#: Marks that stand above, below or in a letter; in living languages a letter has at most four.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
MOST_MARKS = 8
_PLANES = range(0x1FFFE, 0x110000, 0x10000)
#: Controls but tab and line break; overrides; halves of pairs; noncharacters; tags; many marks.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(last) + chr(last + 1) for last in _PLANES)
    + f"\U000e0000-\U000e007f]|[{_MARKS}]{{{MOST_MARKS + 1},}}"
)
_TURN = re.compile("[\u202a\u202b\u2066-\u2069\u202c]|\n[ \t>]*(?=\n)")
_EMBEDDING, _ISOLATE = "\u202a\u202b", "\u2066\u2067\u2068"


@dataclass(frozen=True, slots=True)
class Odd:
    """A character that may not stand in a text, and where."""

    offset: int
    char: str
    message: str


def odd_characters(text: str) -> Iterator[Odd]:
    """Each forbidden character at the first of its places.

    Right-to-left marks, joiners, and isolates and embeddings that end within their paragraph are
    part of Arabic and Persian text.
    """
    seen: set[str] = set()
    for match in _FORBIDDEN.finditer(text):
        char = match[0][0]
        if char not in seen:
            seen.add(char)
            yield Odd(match.start(), char, _named(match[0]))
    for offset in _unpaired(text):
        char = text[offset]
        if char not in seen:
            seen.add(char)
            yield Odd(
                offset, char, f"{_code(char)} turns the direction of the text and has no pair."
            )


def _unpaired(text: str) -> Iterator[int]:
    """Offsets of embeddings and isolates that their paragraph does not end, and of lone ends."""
    opened: list[int] = []
    for match in _TURN.finditer(text):
        char = match[0]
        if char[0] == "\n":
            yield from opened
            opened = []
        elif char in _EMBEDDING or char in _ISOLATE:
            opened.append(match.start())
        elif opened and (text[opened[-1]] in _EMBEDDING) == (char == "\u202c"):
            opened.pop()
        else:
            yield match.start()
    yield from opened


def _named(found: str) -> str:
    if len(found) > 1:
        return f"{len(found)} marks stand on one letter here."
    kind = "turns the direction of the text" if found in "\u202d\u202e" else "is invisible"
    return f"The character {_code(found)} {kind} and may not stand here."


def _code(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")


def forbidden_characters(source: Source) -> tuple[Diagnostic, ...]:
    """A ``character-forbidden`` for every character of a text that may not stand there."""
    return tuple(forbidden(_span(source, odd.offset), odd) for odd in odd_characters(source.text))


def forbidden(span: Span, odd: Odd) -> Diagnostic:
    """The finding of a character at a place."""
    hint = "Delete it, and type what stands beside it again."
    return Diagnostic("character-forbidden", span, odd.message, hint)


def _span(source: Source, offset: int) -> Span:
    line = source.text.count("\n", 0, offset) + 1
    return Span(source.path, line, offset - source.text.rfind("\n", 0, offset))
