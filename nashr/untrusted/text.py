"""Limits for text files: size, nesting, and forbidden characters.

Manuscripts come from strangers. Pandoc takes twice the time for each further level of square
brackets (with 37 it does not finish), and unbounded memory for a line of ten million characters.
Characters that override the text direction make text look different from what programs read
(Boucher and Anderson 2023, “Trojan Source”).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from nashr import messages
from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Source
from nashr.records import dataclass

#: Characters of a text, and of one line of it: a book of a thousand pages has three million.
MAX_LENGTH = 4_000_000
MAX_LINE_LENGTH = 100_000
#: Limits of nesting: square brackets, HTML elements, ``<span>`` elements.
MAX_BRACKET_DEPTH = 8
MAX_HTML_DEPTH = 30
MAX_SPAN_DEPTH = 8


def limit_diagnostics(source: Source) -> tuple[Diagnostic, ...]:
    """The limits of size and nesting that a manuscript exceeds; pandoc must not read it then."""
    return (*size_diagnostics(source), *_nesting_diagnostics(source))


def size_diagnostics(source: Source) -> tuple[Diagnostic, ...]:
    """An ``input-too-large`` for a text that is too long, or for its first line that is."""
    if len(source.text) > MAX_LENGTH:
        message = Message(
            "The file has {number:,} characters; the most is {most:,}.",
            number=len(source.text),
            most=MAX_LENGTH,
        )
        return (Diagnostic("input-too-large", Span(source.path), message),)
    if len(source.text) <= MAX_LINE_LENGTH:
        return ()
    for number, line in enumerate(source.text.split("\n"), start=1):
        if len(line) > MAX_LINE_LENGTH:
            message = Message(
                "This line has {number:,} characters; the most is {most:,}.",
                number=len(line),
                most=MAX_LINE_LENGTH,
            )
            hint = Message("Break it into paragraphs, with an empty line between them.")
            return (Diagnostic("input-too-large", Span(source.path, number, 1), message, hint),)
    return ()


# --- nesting -------------------------------------------------------------------------------

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_DELIMITER = re.compile(
    r"(?P<blank>\n[\s>]*\n)|\\.|(?P<code>`+)|\$\$(?:\\.|(?!\n[\s>]*\n)[^$\\])+\$\$"
    r"|\$[^$\n]+\$|(?P<open>\[)|(?P<close>\])"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])",
    re.DOTALL,
)
#: HTML elements whose end tag is forbidden or optional.
_WITHOUT_END_TAG = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta option p param rp rt source "
    "tbody td tfoot th thead tr track wbr".split()
)


def _nesting_diagnostics(source: Source) -> Iterator[Diagnostic]:
    found = _first_too_deep(_blank_code_blocks(source.text))
    if found is None:
        return
    offset, is_bracket = found
    if is_bracket:
        message = Message(
            "Here more than {most} square brackets are open.",
            most=MAX_BRACKET_DEPTH,
        )
        hint = Message("A bracket that is only text has a backslash before it: \\[.")
    else:
        message = Message(
            "Here more than {elements} HTML elements, or {spans} spans, are open.",
            elements=MAX_HTML_DEPTH,
            spans=MAX_SPAN_DEPTH,
        )
        hint = Message("Give each its end, such as </span>.")
    yield Diagnostic("nesting-too-deep", _span(source, offset), message, hint)


def _blank_code_blocks(text: str) -> str:
    """The text with the lines of fenced code replaced by spaces, so that offsets stay the same."""
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


def _first_too_deep(text: str) -> tuple[int, bool] | None:
    """The first offset beyond the limits of nesting, and whether brackets exceed it, or None.

    Brackets end with their paragraph; code spans and formulas are skipped.
    """
    brackets = position = paragraph = 0
    elements: list[str] = []
    while (sign := _DELIMITER.search(text, position)) is not None:
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
                _track_element(elements, sign["tag"].lower(), is_end=bool(sign["end"]))
        if brackets > MAX_BRACKET_DEPTH:
            return sign.start(), True
        if len(elements) > MAX_HTML_DEPTH or elements.count("span") > MAX_SPAN_DEPTH:
            return sign.start(), False
    return None


def _end_of_code(text: str, sign: re.Match[str], paragraph: int) -> int:
    """Where a code span ends; the end of its backticks if it is never closed."""
    closing = re.compile(rf"(?<!`){sign[0]}(?!`)").search(text, sign.end(), paragraph)
    return closing.end() if closing else sign.end()


def _track_element(elements: list[str], name: str, *, is_end: bool) -> None:
    if name in _WITHOUT_END_TAG:
        return
    if not is_end:
        elements.append(name)
    elif name in elements:
        while elements.pop() != name:
            pass


# --- characters ----------------------------------------------------------------------------

#: Combining marks; in living languages a letter has at most four.
_COMBINING_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
MAX_COMBINING_MARKS = 8
_PLANES = range(0x1FFFE, 0x110000, 0x10000)
#: Controls except tab and line feed, direction overrides, surrogates, noncharacters, tag
#: characters, and runs of too many combining marks.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(last) + chr(last + 1) for last in _PLANES)
    + f"\U000e0000-\U000e007f]|[{_COMBINING_MARKS}]{{{MAX_COMBINING_MARKS + 1},}}"
)
_DIRECTION_CONTROL = re.compile("[\u202a\u202b\u2066-\u2069\u202c]|\n[ \t>]*(?=\n)")
_EMBEDDING, _ISOLATE = "\u202a\u202b", "\u2066\u2067\u2068"


@dataclass(frozen=True, slots=True)
class ForbiddenCharacter:
    """A character that may not occur in a text, its offset, and a sentence about it."""

    offset: int
    char: str
    message: Message


def find_forbidden_characters(text: str) -> Iterator[ForbiddenCharacter]:
    """Each forbidden character, at its first occurrence.

    Right-to-left marks, joiners, and isolates and embeddings that are closed within their
    paragraph are allowed: Arabic and Persian text needs them.
    """
    seen: set[str] = set()
    for match in _FORBIDDEN.finditer(text):
        char = match[0][0]
        if char not in seen:
            seen.add(char)
            yield ForbiddenCharacter(match.start(), char, _describe(match[0]))
    for offset in _unpaired_direction_controls(text):
        char = text[offset]
        if char not in seen:
            seen.add(char)
            yield ForbiddenCharacter(
                offset,
                char,
                Message(
                    "{character} turns the direction of the text and has no pair.",
                    character=_code(char),
                ),
            )


def _unpaired_direction_controls(text: str) -> Iterator[int]:
    """Offsets of embeddings and isolates not closed in their paragraph, and of unmatched ends."""
    opened: list[int] = []
    for match in _DIRECTION_CONTROL.finditer(text):
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


def _describe(found: str) -> Message:
    if len(found) > 1:
        return messages.plural(
            "{n} mark stands on one letter here.", "{n} marks stand on one letter here.", len(found)
        )
    if found in "\u202d\u202e":
        message = Message(
            "The character {character} turns the direction of the text and may not stand here."
        )
    else:
        message = Message("The character {character} is invisible and may not stand here.")
    return message.having(character=_code(found))


def _code(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")


def character_diagnostics(source: Source) -> tuple[Diagnostic, ...]:
    """A ``character-forbidden`` for each forbidden character of a text."""
    return tuple(
        character_diagnostic(_span(source, found.offset), found)
        for found in find_forbidden_characters(source.text)
    )


def character_diagnostic(span: Span, found: ForbiddenCharacter) -> Diagnostic:
    """The diagnostic for a forbidden character at ``span``."""
    hint = Message("Delete it, and type what stands beside it again.")
    return Diagnostic("character-forbidden", span, found.message, hint)


def _span(source: Source, offset: int) -> Span:
    line = source.text.count("\n", 0, offset) + 1
    return Span(source.path, line, offset - source.text.rfind("\n", 0, offset))
