"""The values of BibTeX's fields: texts in braces or quotation marks, numbers, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nashr.diagnostics import Span
from nashr.records import dataclass

#: Characters of a value with its abbreviations written out.
MAX_VALUE_LENGTH = 250_000
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[^\s#,{}\"=%]+")


@dataclass(frozen=True, slots=True)
class StringDefinition:
    """An ``@string`` definition; ``span`` is the position of its name."""

    name: str
    #: What it stands for, as it is written: texts and abbreviations with “#” between them.
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoValue(Exception):
    """A value is no text, number or abbreviation; ``at`` is the offset of what is in the way."""

    at: int


def evaluated(value: str, meanings: Mapping[str, str]) -> str:
    """A value's text, its parts put together and its abbreviations written out.

    An abbreviation that has no meaning, as those of months, stands for itself. What grows beyond
    ``MAX_VALUE_LENGTH`` is nothing. Raises ``NoValue``.
    """
    parts: list[str] = []
    at = size = 0
    while size <= MAX_VALUE_LENGTH:
        at = _SPACE.match(value, at).end()  # type: ignore[union-attr]
        if value[at : at + 1] in ("{", '"'):
            end = at + value_end(value[at:])
            if end > len(value):
                raise NoValue(at)
            parts.append(value[at + 1 : end - 1])
        else:
            word = _BARE.match(value, at)
            if word is None:
                raise NoValue(min(at, max(len(value) - 1, 0)))
            parts.append(meanings.get(word[0].lower(), word[0]))
            end = word.end()
        size += len(parts[-1])
        at = _SPACE.match(value, end).end()  # type: ignore[union-attr]
        if at >= len(value):
            return " ".join("".join(parts).split())
        if value[at] != "#":
            raise NoValue(at)
        at += 1
    return ""


def meanings(definitions: Sequence[StringDefinition]) -> dict[str, str]:
    """What abbreviations stand for. A definition may use those that stand before it."""
    found: dict[str, str] = {}
    for definition in definitions:
        found[definition.name] = evaluated(definition.value, found)
    return found


def unwrapped(value: str) -> str:
    """A field's value without its outer braces or quotation marks, its white space as one space."""
    text = value.strip()
    while text and value_end(text) == len(text) and text[0] in '{"':
        text = text[1:-1].strip()
    return " ".join(text.split())


def value_end(value: str) -> int:
    """The offset after the delimiter that closes a value; 0 for a value without delimiters."""
    if value[:1] not in ("{", '"'):
        return 0
    depth, quoted, escaped = 0, value[0] == '"', False
    for n, sign in enumerate(value):
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth == 0 and not quoted:
                return n + 1
        elif sign == '"' and quoted and n and depth == 0:
            return n + 1
    return len(value) + 1
