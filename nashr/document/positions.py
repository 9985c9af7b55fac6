"""Find the positions of names in the manuscript.

Pandoc's Markdown reader keeps no positions. So before it reads the text, every name that an
author can get wrong (citation keys, ids, image files, languages, raw formats) is replaced by a
unique placeholder of the same length, so that tables keep their columns, made of letters of a
script that the text does not use. In the tree that pandoc returns, each placeholder is replaced
by the name again, as a ``Placed`` string that knows its offset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Span
from nashr.model import Manuscript
from nashr.records import dataclass


class Placed(str):
    """A string of the tree, with the offset of its name in the body (-1 if unknown)."""

    offset: int

    def __new__(cls, value: str, offset: int = -1) -> Placed:
        placed = super().__new__(cls, value)
        placed.offset = offset
        return placed


def offset_of(value: str) -> int | None:
    """The offset of a name in the body, or None if it is not known."""
    return value.offset if isinstance(value, Placed) and value.offset >= 0 else None


# --- placeholders --------------------------------------------------------------------------

#: Code points of scripts without upper and lower case: cuneiform, Egyptian and Anatolian
#: hieroglyphs, Canadian syllabics. The first script that does not occur in the text is used.
_SCRIPTS = ((0x12000, 0x12399), (0x13000, 0x1342F), (0x14400, 0x14646), (0x1401, 0x166C))

#: The key is as pandoc reads it (``simpleCiteIdentifier`` in Text.Pandoc.Parsing.Citations).
_NAME = re.compile(
    r"""
      (?<!\\)\]\([ \t]*<?(?P<target>[^\s()<>\\"'{}]+)(?=>?\s{0,99}(?:["'][^\n]{0,200})?\))
    | (?<![^\W_]) (?<!\\) @\{(?P<braced>[^\s{}]+)\}
    | (?<![^\W_]) (?<!\\) @(?P<key>(?:\w|\*)(?:\w|[:.\#$%&\-+?<>~/](?=\w)|[:/](?=/))*)
    | \{=(?P<format>\w[\w-]*)\}
    | \blang[ ]*=[ ]*["']?(?P<lang>[A-Za-z][A-Za-z0-9_-]*)
    | (?<=[\s{])\#(?P<id>[^\W\d_][\w:.\-]*)(?=[^{}]{0,300}\})
    | <[a-z][^<>]{0,300}\bid=["'](?P<html>[^"'\s<>]+)["']
    """,
    re.VERBOSE,
)


def citation_keys(text: str) -> Iterator[str]:
    """What may be citation keys in a Markdown text, as pandoc reads them, in code too."""
    for found in _NAME.finditer(text) if "@" in text else ():
        if key := found["key"] or found["braced"]:
            yield key


@dataclass(frozen=True, slots=True)
class TracedText:
    """A body with placeholders, the name for each, and a pattern that finds runs of them."""

    body: str
    names: Mapping[str, Placed]
    pattern: re.Pattern[str] | None


class Placeholders:
    """Replaces names by placeholders in several texts, each name by one of its own."""

    def __init__(self, *texts: str) -> None:
        self._script = _unused_script("".join(texts))
        self._names: dict[str, Placed] = {}
        self._used: dict[int, int] = {}

    def insert(self, text: str, origin: Callable[[int], int] | None = None) -> str:
        """The text with placeholders; ``origin`` leads from its offsets to those of the body."""
        if self._script is None:
            return text
        first, last = self._script

        def replace(match: re.Match[str]) -> str:
            group = match.lastgroup or ""
            name, start = match[group], match.start(group)
            number = self._used.get(len(name), 0)
            placeholder = _placeholder(number, len(name), first, last - first + 1)
            if placeholder is None:
                return match[0]
            self._used[len(name)] = number + 1
            self._names[placeholder] = Placed(name, origin(start) if origin else start)
            before = start - match.start()
            return match[0][:before] + placeholder + match[0][before + len(name) :]

        return _NAME.sub(replace, text)

    def traced(self, body: str) -> TracedText:
        """A body with placeholders, and what was replaced in all texts."""
        if self._script is None:
            return TracedText(body, {}, None)
        first, last = self._script
        return TracedText(body, self._names, re.compile(f"[{chr(first)}-{chr(last)}]+"))


def insert_placeholders(body: str) -> TracedText:
    """Replace the names of a Markdown text by placeholders of the same length."""
    placeholders = Placeholders(body)
    return placeholders.traced(placeholders.insert(body))


def _unused_script(body: str) -> tuple[int, int] | None:
    if body.isascii():
        return _SCRIPTS[0]
    seen = {ord(char) for char in set(body)}
    for first, last in _SCRIPTS:
        if not any(first <= code <= last for code in seen):
            return first, last
    return None


def _placeholder(number: int, length: int, first: int, base: int) -> str | None:
    letters = []
    for _ in range(length):
        number, digit = divmod(number, base)
        letters.append(chr(first + digit))
    return None if number else "".join(letters)


def restore_names(tree: Any, traced: TracedText) -> Any:
    """A copy of pandoc's tree with placeholders replaced by names, as ``Placed`` strings."""
    if isinstance(tree, str):
        return _restored(tree, traced)
    if isinstance(tree, list):
        return [item if _is_ascii_leaf(item) else restore_names(item, traced) for item in tree]
    if isinstance(tree, dict):
        return {key: restore_names(value, traced) for key, value in tree.items()}
    return tree


def _is_ascii_leaf(item: Any) -> bool:
    """Whether it is a leaf without a placeholder, as nearly all leaves are."""
    return ast.is_leaf(item) and item.get("c", "").isascii()


def _restored(value: str, traced: TracedText) -> str:
    if value.isascii() or traced.pattern is None:
        return value
    found = traced.names.get(value)
    if found is not None:
        return found
    first = -1

    def name(match: re.Match[str]) -> str:
        nonlocal first
        names = _names_in(match[0], traced.names)
        if names and first < 0:
            first = names[0].offset
        return "".join(names)

    text = traced.pattern.sub(name, value)
    return Placed(text, first) if first >= 0 else text


def _names_in(run: str, names: Mapping[str, Placed]) -> list[Placed]:
    """The names for adjacent placeholders, as they may occur in an id."""
    found: list[Placed] = []
    while run:
        length = next((n for n in range(len(run), 0, -1) if run[:n] in names), 0)
        if not length:
            break
        found.append(names[run[:length]])
        run = run[length:]
    return found


# --- places --------------------------------------------------------------------------------


#: Matches from an image's target over an optional title to ``alt`` in its attributes.
_ALT = re.compile(r"[^\s{}]*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)\{[^{}]*\b(?:fig-)?alt\s*=")


@dataclass(frozen=True)
class Places:
    """Converts offsets and names to positions in a manuscript."""

    manuscript: Manuscript

    @property
    def whole(self) -> Span:
        return Span(self.manuscript.source.path)

    @property
    def end_of_front_matter(self) -> Span:
        """The ``---`` below the front matter."""
        line = self.manuscript.front_matter.rstrip("\n").count("\n") + 3
        return Span(self.manuscript.source.path, line, 1)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of the first character of every line of the body."""
        lengths = (len(line) + 1 for line in self.manuscript.body.split("\n"))
        return [0, *accumulate(lengths)]

    def at(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self.manuscript.source.path, line, offset - self._starts[line - 1] + 1)

    def of_name(self, name: str) -> Span:
        """The position of an id, language tag, file name or format."""
        offset = offset_of(name)
        return self.of_text(name, unquote(name)) if offset is None else self.at(offset)

    def of_key(self, key: str) -> Span:
        """The position of the ``@`` of a citation or cross-reference."""
        offset = offset_of(key)
        if offset is None:
            return self.of_text(f"@{key}", f"@{{{key}}}", key)
        before = self.manuscript.body[max(offset - 2, 0) : offset]
        if before.endswith("@"):
            return self.at(offset - 1)
        return self.at(offset - 2 if before == "@{" else offset)

    def of_image(self, target: str) -> Span:
        """The position of the ``!`` of an image with this target."""
        offset, body = offset_of(target), self.manuscript.body
        if offset is None:
            return self.of_text(target, unquote(target))
        if body[:offset].endswith("![["):  # as Obsidian embeds it
            return self.at(offset - 3)
        if not body[:offset].rstrip(" \t<").endswith("]("):
            return self.at(offset)
        here, depth = body.rfind("](", 0, offset), 0
        while here >= 0:
            depth += {"]": 1, "[": -1}.get(body[here], 0)
            if not depth:
                break
            here -= 1
        return self.at(here - 1 if here > 0 and body[here - 1] == "!" else offset)

    def names_alt(self, target: str) -> bool:
        """Whether the attributes of the image with this target include ``alt``."""
        offset = offset_of(target)
        return offset is not None and _ALT.match(self.manuscript.body, offset) is not None

    def of_words(self, words: Sequence[str]) -> Span:
        """The position of these words in sequence, whatever punctuation is between them.

        If they are not found, the line with the longest markup prefix, where nesting is deepest.
        """
        text = self.manuscript.source.text
        found = re.search(r"[\W_]+".join(map(re.escape, words)), text) if words else None
        if found is None:
            lines = text.split("\n")
            signs = [len(line) - len(line.lstrip(" \t>*+-:#.)_~^\"'0123456789")) for line in lines]
            return Span(self.manuscript.source.path, signs.index(max(signs)) + 1, 1)
        return self._in_source(found.start())

    def of_text(self, *needles: str) -> Span:
        """The position of the first needle that occurs as a word; else the file as a whole.

        For names without an offset, such as those of the front matter.
        """
        text = self.manuscript.source.text
        for needle in needles:
            found = re.search(rf"{re.escape(needle)}(?!\w)", text)
            if found:
                return self._in_source(found.start())
        return self.whole

    def _in_source(self, offset: int) -> Span:
        text = self.manuscript.source.text
        line = text.count("\n", 0, offset) + 1
        return Span(self.manuscript.source.path, line, offset - text.rfind("\n", 0, offset))
