"""Parse the rich text of CSL JSON into marks: tags, quotation marks, apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nashr.citations.richtext import (
    BOLD,
    CLOSE,
    CLOSE_QUOTE,
    HOLD,
    ITALIC,
    MARK,
    MEDIUM,
    NO_CAPS,
    NO_CASE,
    NO_LINE,
    OPEN_QUOTE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UPRIGHT,
    clean,
    without_reserved,
)

_TAG = re.compile(r"<(/?)(i|b|sc|sup|sub|span)((?:\s[^<>]*)?)>", re.IGNORECASE)
_TAG_MARKS = {
    "i": ITALIC,
    "b": BOLD,
    "sc": SMALL_CAPS,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
}
#: The most tags, or quotation marks, open at once; further ones stay as text.
_MAX_DEPTH = 50
_SPECIAL = re.compile("[<\"'“‘«»]")
#: Superscript characters, which are replaced by formatted ordinary ones.
_SUPERSCRIPT_CHARACTERS = re.compile("[ª²³¹ºʰ-ʸˀˁˠ-ˤ\u06e5\u06e6ᴬ-ᵪᵸ⁰ⁱ⁴-ⁿ℠™㆒-㆟]+")
_NOT_IN_UNICODE = {"ˀ": "ʔ", "ˁ": "ʕ", "\u06e5": "و", "\u06e6": "ي"}


def mark_superscripts(text: str) -> str:
    """``text`` with superscript characters as formatted ordinary ones, as in citeproc-js."""
    return _SUPERSCRIPT_CHARACTERS.sub(lambda run: "".join(map(_superscript, run[0])), text)


def _superscript(char: str) -> str:
    parts = unicodedata.decomposition(char).split()
    if parts[:1] == ["<super>"]:
        return f"{SUPERSCRIPT}{''.join(chr(int(part, 16)) for part in parts[1:])}{CLOSE}"
    other = _NOT_IN_UNICODE.get(char)
    return f"{SUPERSCRIPT}{other}{CLOSE}" if other else char


@lru_cache(maxsize=8192)
def field_text(value: str, *, trim: bool = True) -> str:
    """A field of CSL JSON, with marks for tags and quotes, and typographic apostrophes.

    Tags: CSL 1.0.2, "Rich text markup within fields". An unclosed tag stays as text.
    """
    text = clean(value) if trim else without_reserved(value)
    if not text.isascii():
        text = mark_superscripts(text)
    if not _SPECIAL.search(text):
        return text
    text = _parse_quotes(_parse_tags(_GUILLEMETS.sub("\u202f", text)))
    return _ASKED.sub(rf"\g<0>{HOLD}", text)


#: Closing marks before a question mark of the author's: it asks of the words quoted, is none of
#: them, and stays outside where a style's own full stop goes inside. Nor does the question mark of
#: the words quoted replace what the author has behind them.
_ASKED = re.compile(f"({CLOSE_QUOTE}{CLOSE}*)(?=[?!:;])|(?<=[?!])({CLOSE_QUOTE}{CLOSE}*)(?=[.])")
#: The spaces inside French quotation marks.
_GUILLEMETS = re.compile("(?<=«) | (?=»)")
#: A placeholder for a quotation mark that is not to be parsed.
_PRESERVED = "\ue000"


def author_text(value: str) -> str:
    """A cite's prefix or suffix: like a field, but punctuation is not moved into quotes."""
    text = field_text(value.replace("‘", _PRESERVED), trim=False)
    return text.replace(_PRESERVED, "‘").replace(CLOSE_QUOTE, CLOSE_QUOTE + HOLD)


def affix_text(value: str) -> str:
    """An affix of a style: tags are parsed, quotation marks are not."""
    return _parse_tags(mark_superscripts(without_reserved(value)))


def verbatim_text(value: str) -> str:
    """A field whose characters are not changed, such as an address."""
    return clean(value)


def _parse_tags(text: str) -> str:
    if "<" not in text:
        return text
    tags = list(_TAG.finditer(text))
    marks: dict[int, str] = {}
    opened: list[int] = []
    for n, tag in enumerate(tags):
        if not tag[1]:
            if len(opened) < _MAX_DEPTH:
                opened.append(n)
            continue
        if tag[3].strip():
            continue  # a tag that closes has no attributes: these are words
        partner = next((m for m in reversed(opened) if tags[m][2].lower() == tag[2].lower()), None)
        if partner is None:
            continue
        del opened[opened.index(partner) :]
        mark = _opening_mark(tags[partner])
        if mark is not None:
            marks[partner], marks[n] = mark, CLOSE * len(mark)
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
    if "nodecor" in rest:
        return NO_CASE + UPRIGHT + MEDIUM + NO_CAPS + NO_LINE
    return SMALL_CAPS if "font-variant:small-caps" in rest else None


# --- quotes --------------------------------------------------------------------------------

_QUOTE = re.compile("[\"'“”‘’]")
_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_OPENS_AFTER = frozenset(" \u00a0([{-–—/“‘«„\"'")


def _parse_quotes(text: str) -> str:
    """Paired quotation marks become marks, unpaired single ones apostrophes."""
    found = list(_QUOTE.finditer(text))
    if not found:
        return text
    bare = [m.start() for m in found]
    result = list(text)
    opened: list[tuple[str, int]] = []
    for at in bare:
        char = text[at]
        before, after = _neighbour(text, at, -1), _neighbour(text, at, 1)
        if before == char and not (opened and opened[-1][1] == at - 1):
            before = "’" if char == "'" else before
        if opened and char == _PAIRS[opened[-1][0]] and _closes(char, before, after):
            _, start = opened.pop()
            result[start], result[at] = OPEN_QUOTE, CLOSE_QUOTE
        elif any(char == _PAIRS[c] for c, _ in opened) and _closes(char, before, after):
            while opened and _PAIRS[opened[-1][0]] != char:
                opened.pop()
            _, start = opened.pop()
            result[start], result[at] = OPEN_QUOTE, CLOSE_QUOTE
        elif char in _PAIRS and len(opened) < _MAX_DEPTH and _opens(char, before, after):
            opened.append((char, at))
        elif char == "'":
            result[at] = "’"
    for char, at in opened:
        if char == "'":
            result[at] = "’"
    return "".join(result)


def _neighbour(text: str, at: int, step: int) -> str:
    """The next character from ``at`` that is no mark; empty at an end of the text."""
    at += step
    while 0 <= at < len(text) and MARK.match(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _opens(char: str, before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return char in "“" or not before or before in _OPENS_AFTER


def _closes(char: str, before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    return char in "”" or not after.isalnum()
