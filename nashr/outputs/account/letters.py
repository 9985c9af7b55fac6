"""Characters that no typeface has, told at each line that has any: no reader would see them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Source
from nashr.outputs.account.findings import AccountedEdition, place_of_words, whole
from nashr.outputs.account.passages import expected

#: A character, or a reference to it by its number.
_CHARACTER = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);|.", re.DOTALL)
CODE, MOST = "glyph-missing", "script-without-font"


def unshown_of_article(
    edition: AccountedEdition, characters: frozenset[str]
) -> tuple[Diagnostic, ...]:
    """The characters of an article that its products cannot show, by the lines that have them; one
    finding where they are most of what the author wrote.
    """
    if not characters:
        return ()
    sources = [edition.manuscript.source] if edition.manuscript else []
    written = (one for group in expected(edition.document).groups for one in group)
    text = "".join(one.key for one in written if one.kind != "reference")
    unseen = sum(char in characters for char in text)
    if unseen > len(text) / 2:
        message = Message(
            "No font has {unseen} of the article's {number} letters.",
            unseen=unseen,
            number=len(text),
        )
        hint = Message(
            "Give the journal's theme typefaces with these letters (“typefaces” in docs/themes.md)."
        )
        first = next(iter(_by_line(sources, characters)), None)
        return (Diagnostic(MOST, first[0] if first else whole(edition), message, hint),)
    latin = edition.document.latin
    works = (*edition.document.cited, *(latin.works if latin else ()))
    cited = [(Span(one.file, one.line, one.column), _text_of(one.item)) for one in works]
    drawn = [
        (place_of_words(edition, one.name.rpartition("/")[2]), one.data.decode())
        for one in edition.document.resources
        if one.media_type == "image/svg+xml"
    ]
    return unshown(sources, characters, whole(edition), (*cited, *drawn))


def unshown(
    sources: Iterable[Source],
    characters: frozenset[str],
    otherwise: Span,
    others: Iterable[tuple[Span, str]] = (),
) -> tuple[Diagnostic, ...]:
    """A finding for each line of the sources that has some of the characters, one for each of
    ``others``, a place and its text, and one at ``otherwise`` for those that stand in none.
    """
    sources, others = list(sources), list(others)
    found: list[Diagnostic] = []
    for hint, alike in _by_hint(characters):
        told: set[str] = set()
        in_others = ((span, _those(text, alike)) for span, text in others)
        for span, here in (*_by_line(sources, alike), *in_others):
            if here:
                found.append(_finding(span, here, hint))
                told |= set(here)
        if rest := "".join(sorted(alike - told)):
            found.append(_finding(otherwise, rest, hint))
    return tuple(found)


def _by_hint(characters: frozenset[str]) -> Iterator[tuple[Message, frozenset[str]]]:
    """The characters by what is to be done about them."""
    private = frozenset(char for char in characters if unicodedata.category(char) == "Co")
    unknown = frozenset(char for char in characters if unicodedata.category(char) == "Cn")
    if rest := characters - private - unknown:
        yield (
            Message("Write others, or give the theme a typeface with them (see docs/themes.md)."),
            rest,
        )
    if private:
        hint = Message(
            "These are characters that only the font of the file knows; write those that Unicode "
            "has for them."
        )
        yield hint, private
    if unknown:
        yield Message("Unicode has no such characters; write those that are meant."), unknown


def _by_line(sources: Iterable[Source], characters: frozenset[str]) -> Iterator[tuple[Span, str]]:
    for source in sources:
        for number, line in enumerate(source.text.split("\n"), 1):
            if "&#" not in line and characters.isdisjoint(line):
                continue
            if found := [one for one in _written(line) if one[1] in characters]:
                here = "".join(dict.fromkeys(char for _, char in found))
                yield Span(source.path, number, found[0][0] + 1), here


def _written(line: str) -> Iterator[tuple[int, str]]:
    """The characters of a line with their places, also those that are written by their numbers."""
    for one in _CHARACTER.finditer(line):
        yield one.start(), html.unescape(one[0])


def _those(text: str, characters: frozenset[str]) -> str:
    """Those of the characters that a text has, in its order, each once."""
    return "".join(dict.fromkeys(char for char in text if char in characters))


def _text_of(value: Any) -> str:
    """All texts of a CSL item, or of a part of it."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, Mapping) else value
    return " ".join(map(_text_of, parts)) if isinstance(parts, Iterable) else ""


def _finding(span: Span, characters: str, hint: Message) -> Diagnostic:
    message = Message("No font has these characters: {named}.", named=tuple(map(_name, characters)))
    return Diagnostic(CODE, span, message, hint)


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return code if unicodedata.category(char) in ("Co", "Cn") else f"{char} ({code})"
