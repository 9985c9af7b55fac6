"""The text of a YAML or JSON file as PyYAML can parse it, and positions in it."""

from __future__ import annotations

import bisect
import re
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Source

#: Characters that YAML forbids, and line separators that YAML counts as lines and editors do not.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

#: In JSON: escaped surrogate pairs, and characters that only YAML forbids.
_JSON_ONLY = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|([\x7f-\x9f\u2028\u2029])"
)


class YamlText:
    """The text as passed to the YAML parser, and the mapping back to positions in the file."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.file = source.path
        self.first_line = first_line
        self.lines = source.text.split("\n")
        self._ends: list[int] = []
        self._shortened_by: list[int] = [0]
        self.yaml = source.text
        if source.path.lower().endswith(".json"):
            self.yaml = self._without_json_only(source.text)

    def _without_json_only(self, text: str) -> str:
        def escape(match: re.Match[str]) -> str:
            high, low, raw = match.groups()
            pair = bytes.fromhex(high + low).decode("utf-16-be") if high else raw
            new = f"\\U{ord(pair):08X}"
            shortened_by = self._shortened_by[-1] + len(match.group()) - len(new)
            self._ends.append(match.end() - shortened_by)
            self._shortened_by.append(shortened_by)
            return new

        return _JSON_ONLY.sub(escape, text)

    def column(self, mark: Any) -> int:
        """The column of a mark in the file, from 0."""
        here = self._shortened_by[bisect.bisect(self._ends, mark.index)]
        start = self._shortened_by[bisect.bisect(self._ends, mark.index - mark.column)]
        return int(mark.column) + here - start

    def span(self, mark: Any, further: int = 0) -> Span:
        """The position of a mark, or of what stands so many characters behind it in its line."""
        line = min(mark.line, len(self.lines) - 1)
        column = self.column(mark) + further if line == mark.line else len(self.lines[line])
        return Span(self.file, line + self.first_line, column + 1)

    def before(self, mark: Any) -> str:
        """The text before a mark in its line."""
        return self._line(mark)[: self.column(mark)]

    def behind(self, mark: Any) -> str:
        """The text behind a mark in its line."""
        return self._line(mark)[self.column(mark) :]

    def at(self, mark: Any) -> str:
        """The character at a mark; empty at the end of a line."""
        return self._line(mark)[self.column(mark) :][:1]

    def place(self, line: int, offset: int) -> Span:
        """The position of a character of a line; both count from 0."""
        return Span(self.file, line + self.first_line, offset + 1)

    def line(self, number: int) -> str:
        """A line, counted from 0; empty behind the last."""
        return self.lines[number] if number < len(self.lines) else ""

    def _line(self, mark: Any) -> str:
        return self.line(mark.line)


def forbidden_character(text: YamlText) -> Diagnostic | None:
    """The ``yaml-syntax`` for the first character that YAML forbids, or None."""
    match = _FORBIDDEN.search(text.yaml)
    if match is None:
        return None
    before = text.yaml[: match.start()]
    column = match.start() - (before.rfind("\n") + 1) + 1
    span = Span(text.file, text.first_line + before.count("\n"), column)
    code = f"U+{ord(match.group()):04X}"
    message = Message("An invisible character ({code}) stands here.", code=code)
    return Diagnostic("yaml-syntax", span, message, Message("Delete it, and type the space again."))
