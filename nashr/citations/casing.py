"""Change the case of rich text (see ``richtext``) by the rules of a language."""

from __future__ import annotations

import re
from collections.abc import Callable

from nashr.citations.richtext import (
    BASELINE,
    CLOSE,
    CLOSE_QUOTE,
    DISPLAYS,
    END,
    FORMATS,
    ITALIC,
    LINK,
    MARK,
    NO_CASE,
    NODE,
    OPEN_QUOTE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
)
from nashr.languages import capitalize_first, lower, upper

_PIECES = re.compile(f"([{LINK}{NODE}]\\d+{END}|[\ufdd0-\ufdef])")
#: CSL 1.0.2, "Title Case Conversion", and the words that citeproc-js adds.
_STOP_WORDS = frozenset(
    "a about an and as at but by d’ de down for from in into nor of on onto or over per so the "
    "till to under up v van via von vs with yet".split()
)
_WORD = re.compile(r"[^\s\-–—/\u00a0]+")
#: The name of a genus, abbreviated, before that of a species: *E. coli*.
_GENUS = re.compile(r"[(\[]?[A-Z]\.")
#: Formats whose text keeps its case.
_FIXED = NO_CASE + SMALL_CAPS + SUPERSCRIPT + SUBSCRIPT
_OPENING = FORMATS + DISPLAYS + BASELINE
_STRIPPED = ".,:;!?\"'()[]{}“”‘’«»„¿¡*"


def recase(text: str, case: str, tag: str, *, of_item: bool = False) -> str:
    """``text`` in the ``text-case`` of CSL, by the rules of the language of ``tag``.

    Text in ``nocase`` stays as it is. ``title`` must only be used for English (CSL 1.0.2,
    "Non-English Items"). ``of_item`` for a field as its author wrote it, whose italics are the
    author's and no formatting of the style.
    """
    match case:
        case "lowercase":
            return _change_case(text, lambda piece: _lower(piece, tag))
        case "uppercase":
            return _change_case(text, lambda piece: upper(piece, tag))
        case "capitalize-first":
            return _capitalize_first_word(text, tag)
        case "capitalize-all":
            return _capitalize_all(text, tag)
        case "sentence":
            return _sentence(text, tag)
        case "title":
            return _title(text, tag, of_item)
        case _:
            return text


def _lower(text: str, tag: str) -> str:
    """Lower case; İ becomes i without a combining dot in languages that do not have it."""
    return lower(text, tag).replace("i\u0307", "i")


def _change_case(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` applied between marks, except where the case is fixed."""
    if not MARK.search(text):
        return change(text)
    return "".join(
        piece if fixed or not piece else change(piece) for piece, fixed in _stretches(text)
    )


def _stretches(text: str) -> list[tuple[str, bool]]:
    """The text split at marks: pieces, and whether each keeps its case (as marks do)."""
    stack: list[bool] = []
    result: list[tuple[str, bool]] = []
    for piece in _PIECES.split(text):
        if MARK.match(piece):
            if piece == CLOSE:
                if stack:
                    stack.pop()
            elif piece[0] in _OPENING or piece[0] == LINK:
                stack.append(piece in _FIXED)
            result.append((piece, True))
        else:
            result.append((piece, any(stack)))
    return result


def _capitalize_first_word(text: str, tag: str) -> str:
    """Capitalize the first word, unless it has capitals already, such as *arXiv*."""
    result: list[str] = []
    done = False
    for piece, fixed in _stretches(text):
        if not done and not MARK.match(piece) and any(char.isalnum() for char in piece):
            done = True
            if not fixed:
                word = _WORD.search(piece.lstrip(_STRIPPED + " "))
                if word and word[0].islower():
                    piece = capitalize_first(piece, tag)
        result.append(piece)
    return "".join(result)


def _capitalize_all(text: str, tag: str) -> str:
    result: list[str] = []
    before = ""
    for piece, fixed in _stretches(text):
        if MARK.match(piece) or not piece:
            result.append(piece)
            continue
        at = _word_end(piece) if _goes_on(before, piece) else 0
        rest = piece[at:]
        before = piece
        if not fixed:
            rest = re.sub(r"\S+", lambda word: capitalize_first(word[0], tag), rest)
        result.append(piece[:at] + rest)
    return "".join(result)


def _goes_on(before: str, piece: str) -> bool:
    """Whether a piece begins within a word, as in {NATO}’s and <i>S</i>pecies."""
    return before[-1:].isalnum() and (piece[:1].isalnum() or piece[:1] in ("’", "'"))


def _word_end(piece: str) -> int:
    found = _WORD.match(piece)
    return found.end() if found else 0


def _sentence(text: str, tag: str) -> str:
    """CSL 1.0.2, "Sentence Case Conversion": only the first word keeps an initial capital."""

    def small(match: re.Match[str]) -> str:
        word = match[0]
        if all_capitals or (word[:1].isupper() and word[1:] == lower(word[1:], tag)):
            return lower(word, tag)
        return word

    letters = MARK.sub("", text)
    all_capitals = letters == upper(letters, tag)
    first = _WORD.search(letters)
    head = capitalize_first(first[0], tag) if first else ""
    done = False
    pieces: list[str] = []
    for piece, fixed in _stretches(text):
        if fixed or not piece:
            pieces.append(piece)
            done = done or (bool(piece) and not MARK.match(piece))
            continue
        piece = _WORD.sub(small, piece)
        if not done:
            piece = capitalize_first(piece, tag) if head else piece
            done = True
        pieces.append(piece)
    return "".join(pieces)


def _with_names(stretches: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The stretches of a field; italics that begin with a capital keep their case.

    They name something that has capitals of its own: a species (*Homo sapiens*), a work, a ship.
    """
    result: list[tuple[str, bool]] = []
    depth = named = 0
    for n, (piece, fixed) in enumerate(stretches):
        if piece and (piece in _OPENING or piece[0] == LINK):
            depth += 1
            if piece == ITALIC and not named and _begins_with_capital(stretches[n:]):
                named = depth
        elif piece == CLOSE:
            named = 0 if named == depth else named
            depth -= 1
        result.append((piece, fixed or bool(named)))
    return result


def _begins_with_capital(stretches: list[tuple[str, bool]]) -> bool:
    text = "".join(piece for piece, _ in stretches if not MARK.match(piece))
    return text.lstrip(_STRIPPED + " ")[:1].isupper()


def _title(text: str, tag: str, of_item: bool) -> str:
    """English title case; the first and last word and words after a colon are capitalized."""
    stretches = _with_names(_stretches(text)) if of_item else _stretches(text)
    total = sum(len(_WORD.findall(p)) for p, _ in stretches if not MARK.match(p))
    count, opening, begins, genus = 0, True, False, False
    before = ""
    result: list[str] = []
    for piece, fixed in stretches:
        if MARK.match(piece) or not piece:
            result.append(piece)
            # A title within the title, or words quoted: their first word keeps the capital it has.
            begins = piece in (ITALIC, OPEN_QUOTE) or (begins and bool(MARK.match(piece)))
            # A question that is quoted ends no sentence of the title: “Why Not?” and Others.
            opening = opening and piece != CLOSE_QUOTE
            continue
        within, before = _goes_on(before, piece), piece
        at = 0
        for match in _WORD.finditer(piece):
            count += 1
            result.append(piece[at : match.start()])
            at = match.end()
            word = match[0]
            after_hyphen = match.start() > 0 and piece[match.start() - 1] in "-‐"
            before_hyphen = piece[at : at + 1] in ("-", "‐")
            force_capital = opening or count == total
            keeps = fixed or (within and not match.start()) or (begins and word[:1].isupper())
            if keeps or (genus and word.islower() and word not in _STOP_WORDS):
                result.append(word)
            else:
                result.append(_title_word(word, force_capital, after_hyphen or before_hyphen, tag))
            begins, genus = False, bool(_GENUS.fullmatch(word))
            if any(char.isalnum() for char in word):
                opening = word.rstrip("\"'”’»)]").endswith((":", "?", "!", "."))
                opening = opening and not fixed
            elif word[-1:] in ":?!.—–":
                opening = True
        tail = piece[at:]
        opening = opening or bool(re.search(r"\s[—–]\s*$|—$", tail))
        result.append(tail)
    return "".join(result)


def _title_word(word: str, force_capital: bool, hyphened: bool, tag: str) -> str:
    bare = word.strip(_STRIPPED)
    if hyphened and len(bare) == 1:
        return word
    small = lower(bare, tag)
    if not force_capital and (small in _STOP_WORDS or small.startswith("d’")):
        return word.lower() if word[:1].isupper() and word[1:].islower() else word
    return capitalize_first(word, tag) if bare.islower() else word
