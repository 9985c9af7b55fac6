"""Text case by language, on strings that carry marks (see ``richtext``)."""

from __future__ import annotations

import re
from collections.abc import Callable

from nashr.citations.richtext import CLOSE, END, LINK, MARK, NO_CASE, NODE
from nashr.languages import capitalize_first, lower, upper

_PIECES = re.compile(f"([{LINK}{NODE}]\\d+{END}|[\ufdd0-\ufdef])")
#: CSL 1.0.2, "Title Case Conversion".
_STOP_WORDS = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via "
    "with yet v vs".split()
)
_WORD = re.compile(r"[^\s\-–—/]+")


def recase(text: str, case: str, tag: str) -> str:
    """``text`` in the ``text-case`` of CSL, by the rules of the language of ``tag``.

    Text under ``nocase`` stays as it is. ``title`` is an English habit: for other languages the
    caller leaves it out (CSL 1.0.2, "Non-English Items").
    """
    match case:
        case "lowercase":
            return _each(text, lambda piece: lower(piece, tag))
        case "uppercase":
            return _each(text, lambda piece: upper(piece, tag))
        case "capitalize-first":
            return _first(text, tag)
        case "capitalize-all":
            return _each(text, lambda piece: _capitalized_words(piece, tag))
        case "sentence":
            return _sentence(text, tag)
        case "title":
            return _title(text, tag)
        case _:
            return text


def _each(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` applied to the stretches between marks, save under ``nocase``."""
    stack: list[str] = []
    result: list[str] = []
    for piece in _PIECES.split(text):
        if MARK.match(piece):
            _follow(stack, piece)
            result.append(piece)
        else:
            result.append(piece if NO_CASE in stack or not piece else change(piece))
    return "".join(result)


def _follow(stack: list[str], mark: str) -> None:
    if mark == CLOSE:
        if stack:
            stack.pop()
    elif mark[0] not in "\ufdda\ufddc\ufddb\ufddd\ufdde\ufddf":
        stack.append(mark)
    elif mark[0] == LINK:
        stack.append(LINK)


def _first(text: str, tag: str) -> str:
    done = False

    def change(piece: str) -> str:
        nonlocal done
        if done or not any(char.isalnum() for char in piece):
            return piece
        done = True
        return _capitalized_word(piece, tag)

    if _starts_without_case(text):
        return text
    return _each(text, change)


def _capitalized_word(piece: str, tag: str) -> str:
    """A capital for the first word, unless it has capitals of its own, as in *arXiv*."""
    word = _WORD.search(piece)
    return capitalize_first(piece, tag) if word and word[0].islower() else piece


def _starts_without_case(text: str) -> bool:
    """Whether the first letter stands under ``nocase``."""
    stack: list[str] = []
    for piece in _PIECES.split(text):
        if MARK.match(piece):
            _follow(stack, piece)
        elif any(char.isalnum() for char in piece):
            return NO_CASE in stack
    return False


def _capitalized_words(piece: str, tag: str) -> str:
    return re.sub(r"\S+", lambda word: capitalize_first(word[0], tag), piece)


def _sentence(text: str, tag: str) -> str:
    letters = MARK.sub("", text)
    if letters == upper(letters, tag):
        text = _each(text, lambda piece: lower(piece, tag))
    return _first(text, tag)


def _title(text: str, tag: str) -> str:
    """English title case: first and last word and what follows a colon always get a capital."""
    letters = MARK.sub("", text)
    shouting = letters == letters.upper() and " " in letters
    words = _WORD.findall(letters)
    count, last, opening = 0, len(words), True

    def word_of(match: re.Match[str]) -> str:
        nonlocal count, opening
        count += 1
        word = match[0]
        bare = word.strip(".,:;!?\"'()[]“”‘’«»")
        must = opening or count == last
        opening = word.endswith((":", "?", "!", "."))
        if shouting:
            word, bare = word.lower(), bare.lower()
        if not must and bare.lower() in _STOP_WORDS:
            return word.lower() if word[:1].isupper() and word[1:].islower() else word
        return capitalize_first(word, tag) if bare.islower() else word

    return _each(text, lambda piece: _WORD.sub(word_of, piece))
