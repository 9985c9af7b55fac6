"""YAML and JSON texts as plain values, with the line and column of every key and value.

The rules are those of the core schema of YAML 1.2 (chapter 10.3): ``no`` and ``12:30`` are texts,
dates are texts, ``010`` is ten. What an editor never means is refused with a sentence: anchors
and aliases, tags, keys that are lists, a key that stands twice. JSON is read by the same code.

The text is read as a stream of events. PyYAML's own composer calls itself for every level of
nesting and, written in C, takes the process down when a file nests deeply enough.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import yaml

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.model import Source
from nashr.untrusted.text import forbidden, odd_characters

#: Where a value stands in its document: ``("authors", 0, "orcid")``; ``()`` is the whole.
Path: TypeAlias = tuple[str | int, ...]
#: ``core`` gives numbers, truth values and null; ``text`` gives texts and null alone.
Schema: TypeAlias = Literal["core", "text"]

#: Levels of nesting; the deepest that a bibliography needs is six.
DEEPEST = 50

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"

_NULL = re.compile(r"|~|null|Null|NULL")
_TRUTH = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

#: What YAML does not allow, and the line separators that it counts as lines and editors do not.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: In JSON: characters outside the first plane as two escapes, and what only YAML forbids.
_JSON_ONLY = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|([\x7f-\x9f\u2028\u2029])"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A document: its value, made of dict, list, str, int, float, bool and None, and its places."""

    value: Any
    #: The place of each value, by its path; ``()`` is always there.
    values: Mapping[Path, Span]
    #: The place of each key of a mapping, by the path of its value.
    keys: Mapping[Path, Span]

    def span(self, path: Path = ()) -> Span:
        """The place of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path]

    def key_span(self, path: Path) -> Span:
        """The place of the key at ``path``; the value's where it has none, as in a list."""
        return self.keys.get(path) or self.span(path)


def load(
    source: Source, *, first_line: int = 1, schema: Schema = "core"
) -> Outcome[Located | None]:
    """The document in ``source``; ``first_line`` is the line of the file that its text begins on.

    An empty text has the value None. The outcome is None after ``yaml-syntax``; a key that stands
    twice is a ``yaml-duplicate-key``, and its first value counts.
    """
    text = _Text(source, first_line)
    forbidden = _FORBIDDEN.search(text.yaml)
    if forbidden:
        return Outcome(None, (_invisible(text, forbidden),))
    builder = _Builder(text, schema)
    try:
        for event in yaml.parse(text.yaml, Loader=_LOADER):
            builder.feed(event)
    except _Refused as refused:
        return Outcome(None, (*builder.findings, refused.diagnostic))
    except yaml.MarkedYAMLError as error:
        return Outcome(None, (*builder.findings, _explained(error, text, builder.innermost)))
    return Outcome(Located(builder.root, builder.values, builder.keys), tuple(builder.findings))


# --- the text and its places ---------------------------------------------------------------


class _Text:
    """The text as YAML can read it, and the way back from there to the places of the file."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.file = source.path
        self.first_line = first_line
        self.lines = source.text.split("\n")
        self._ends: list[int] = []
        self._lost: list[int] = [0]
        self.yaml = source.text
        if source.path.lower().endswith(".json"):
            self.yaml = self._without_json_only(source.text)

    def _without_json_only(self, text: str) -> str:
        def escape(match: re.Match[str]) -> str:
            high, low, raw = match.groups()
            pair = bytes.fromhex(high + low).decode("utf-16-be") if high else raw
            new = f"\\U{ord(pair):08X}"
            lost = self._lost[-1] + len(match.group()) - len(new)
            self._ends.append(match.end() - lost)
            self._lost.append(lost)
            return new

        return _JSON_ONLY.sub(escape, text)

    def column(self, mark: Any) -> int:
        """The column of a mark in the file, from 0."""
        here = self._lost[bisect.bisect(self._ends, mark.index)]
        start = self._lost[bisect.bisect(self._ends, mark.index - mark.column)]
        return int(mark.column) + here - start

    def span(self, mark: Any) -> Span:
        line = min(mark.line, len(self.lines) - 1)
        column = self.column(mark) if line == mark.line else len(self.lines[line])
        return Span(self.file, line + self.first_line, column + 1)

    def before(self, mark: Any) -> str:
        """What stands before a mark in its line."""
        return self._line(mark)[: self.column(mark)]

    def at(self, mark: Any) -> str:
        """The character at a mark; empty at the end of a line."""
        return self._line(mark)[self.column(mark) :][:1]

    def _line(self, mark: Any) -> str:
        return self.lines[mark.line] if mark.line < len(self.lines) else ""


def _invisible(text: _Text, match: re.Match[str]) -> Diagnostic:
    before = text.yaml[: match.start()]
    column = match.start() - (before.rfind("\n") + 1) + 1
    span = Span(text.file, text.first_line + before.count("\n"), column)
    message = f"An invisible character (U+{ord(match.group()):04X}) stands here."
    return Diagnostic("yaml-syntax", span, message, "Delete it, and type the space again.")


# --- building the value --------------------------------------------------------------------


class _Refused(Exception):
    def __init__(self, span: Span, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic("yaml-syntax", span, message, hint)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read."""

    container: dict[str, Any] | list[Any]
    path: Path
    mark: Any
    #: The key whose value comes next; None where a key comes next, and in lists.
    key: str | None = None
    #: Whether the value that comes next belongs to a key that stood before.
    again: bool = False


@dataclass(slots=True)
class _Builder:
    text: _Text
    schema: Schema
    root: Any = None
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    #: What is wrong and does not keep the rest from being read.
    findings: list[Diagnostic] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def __post_init__(self) -> None:
        self.values[()] = Span(self.text.file, self.text.first_line, 1)

    @property
    def innermost(self) -> Any:
        """The mark of the list or mapping that was opened last and not closed."""
        return self._open[-1].mark if self._open else None

    def feed(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    message = "A line of three hyphens begins a second text in this file."
                    raise _Refused(self.text.span(event.start_mark), message, "Remove the line.")
            case yaml.AliasEvent():
                raise self._marker("*", event)
            case yaml.ScalarEvent():
                self._refuse_properties(event)
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._begin({}, event)
            case yaml.SequenceStartEvent():
                self._begin([], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._marker("&", event)
        if event.tag not in (None, f"{_CORE}str"):
            raise self._marker("!", event)

    def _marker(self, sign: str, event: Any) -> _Refused:
        message = f"A text that begins with “{sign}” must stand in quotation marks."
        return _Refused(self.text.span(event.start_mark), message, f'Write "{sign}…".')

    def _begin(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        self._refuse_properties(event)
        span = self.text.span(event.start_mark)
        if len(self._open) >= DEEPEST:
            raise _Refused(span, f"Lists and keys are nested more than {DEEPEST} levels deep.")
        if self._open and isinstance(self._open[-1].container, dict) and self._open[-1].key is None:
            hint = f"A text that begins with “{self.text.at(event.start_mark)}” needs quotes."
            raise _Refused(span, "A key must be a word, not a list.", hint)
        self._open.append(_Open(container, self._put(container, span), event.start_mark))

    def _scalar(self, event: Any) -> None:
        top = self._open[-1] if self._open else None
        span = self.text.span(event.start_mark)
        self._look_at_characters(event.value, span)
        if top is None or isinstance(top.container, list) or top.key is not None:
            self._put(self._resolved(event), span)
            return
        key: str = event.value
        if not key and event.implicit[0]:
            raise _Refused(span, "A key is missing before this colon.")
        path = (*top.path, key)
        top.key, top.again = key, key in top.container
        if top.again:
            self.findings.append(_twice(key, span, self.keys[path]))
        else:
            self.keys[path] = span

    def _look_at_characters(self, value: str, span: Span) -> None:
        """What may not stand in a text may not come in by an escape either."""
        for odd in () if value.isascii() and value.isprintable() else odd_characters(value):
            self.findings.append(forbidden(span, odd))

    def _put(self, value: Any, span: Span) -> Path:
        """Give ``value`` its room in what is open; the path that it has there."""
        if not self._open:
            self.root, self.values[()] = value, span
            return ()
        top = self._open[-1]
        if isinstance(top.container, list):
            path: Path = (*top.path, len(top.container))
            top.container.append(value)
        elif top.again:
            path = (*top.path, "\0again")
        else:
            path = (*top.path, str(top.key))
            top.container[str(top.key)] = value
        top.key = None
        self.values[path] = span
        return path

    def _resolved(self, event: Any) -> Any:
        text: str = event.value
        plain = event.implicit[0] and event.tag is None
        if not plain:
            return text
        if _NULL.fullmatch(text):
            return None
        return text if self.schema == "text" else _core(text)


def _core(text: str) -> str | int | float | bool:
    """A plain scalar by the core schema; what no number can hold stays a text."""
    if _TRUTH.fullmatch(text):
        return text.lower() == "true"
    if _WHOLE.fullmatch(text) and len(text) < 1000:
        return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
    if _FRACTION.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _twice(key: str, span: Span, first: Span) -> Diagnostic:
    message = f"The key “{key}” stands twice: first on line {first.line}, and again here."
    return Diagnostic("yaml-duplicate-key", span, message, "Keep one of the two.")


# --- what is wrong, in a sentence ----------------------------------------------------------

_QUOTE_IT = "If it is part of the text, put the whole text in quotation marks."
_LOOK = "Look for a missing colon, bracket or quotation mark here and in the line above."


def _explained(error: yaml.MarkedYAMLError, text: _Text, innermost: Any) -> Diagnostic:
    at: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or at
    what, doing = error.problem or "", error.context or ""
    where, message, hint = at, "This line cannot be read.", _LOOK
    if "cannot start any token" in what or text.at(at) == "\t":
        message, hint = _unusual_start(text.at(at))
    elif "mapping values are not allowed" in what:
        message, hint = _stray_colon(text.before(at))
    elif "quoted scalar" in doing:
        where, message, hint = _quotation(what, opened, at)
    elif "flow" in doing:
        where = opened if text.at(opened) in ("[", "{") else innermost or opened
        sign = text.at(where)
        message = f"The bracket “{sign}” that opens here is not closed, or a comma is missing."
        hint = _QUOTE_IT
    elif "simple key" in doing:
        where, message = opened, "This line has no colon after its key."
        hint = "Write key: value; the lines of a longer text are indented."
    elif "block mapping" in doing or "block collection" in doing:
        message, hint = _out_of_line(text.before(at).rstrip()[-1:])
    elif "block scalar" in doing:
        sign = text.at(opened)
        message = f"After “{sign}” the line must end; the text begins on the next line."
        hint = _QUOTE_IT
    elif any(word in doing for word in ("alias", "anchor", "tag", "directive")):
        where = opened
        message, hint = _unusual_start(text.at(opened))
    return Diagnostic("yaml-syntax", text.span(where), message, hint)


def _unusual_start(sign: str) -> tuple[str, str]:
    if sign == "\t":
        return "A tab stands where only spaces may indent.", "Indent with two spaces a level."
    return f"A text that begins with “{sign}” must stand in quotation marks.", f'Write "{sign}…".'


def _stray_colon(before: str) -> tuple[str, str]:
    if re.search(r":\s", before):
        message = "A text with a colon and a space in it must stand in quotation marks."
        return message, 'Write, for example, title: "Baku: a history".'
    message = "This line is indented deeper than the line above it allows."
    return message, "Keys of the same level begin in the same column."


def _quotation(what: str, opened: Any, at: Any) -> tuple[Any, str, str]:
    if "escape" in what or "Unicode" in what or "hex" in what:
        message = "A backslash in double quotation marks begins an escape, and this is none."
        return at, message, "Write two backslashes for one, or use single quotation marks."
    message = "The quotation mark that opens here is never closed."
    return opened, message, "Close it at the end of the text."


def _out_of_line(last: str) -> tuple[str, str]:
    if last and last in "'\"":
        message = "Text stands after the closing quotation mark."
        return message, "Put the whole text in one pair of quotation marks."
    if last and last in "]}":
        return f"Text stands after the closing bracket “{last}”.", _QUOTE_IT
    message = "This line does not line up with the lines above it."
    return message, "Keys of the same level begin in the same column, list items with “- ”."
