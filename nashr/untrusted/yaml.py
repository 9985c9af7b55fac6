"""Read YAML and JSON as plain values, with the line and column of every key and value.

Scalars follow the core schema of YAML 1.2 (chapter 10.3): ``no``, ``12:30`` and dates are strings,
``010`` is ten. Anchors, aliases, tags, keys that are collections and duplicate keys are refused
with a diagnostic: editors do not mean them. JSON is read by the same code.

The text is read as a stream of events, because PyYAML's C composer recurses for every level of
nesting and crashes the process on deeply nested files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

import yaml

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import Source
from nashr.records import dataclass, field
from nashr.untrusted.text import character_diagnostic, find_forbidden_characters
from nashr.untrusted.yaml_errors import (
    QUOTE_HINT,
    SPACE_HINT,
    UNUSUAL_SPACES,
    explain_parser_error,
    unusual_space,
)
from nashr.untrusted.yaml_text import YamlText, forbidden_character

#: The path of a value in its document: ``("authors", 0, "orcid")``; ``()`` is the whole.
Path: TypeAlias = tuple[str | int, ...]
#: ``core`` gives numbers, booleans, null and strings; ``text`` only strings and null.
Schema: TypeAlias = Literal["core", "text"]

#: The most levels of nesting; bibliographies need six.
MAX_DEPTH = 50

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"

_NULL = re.compile(r"|~|null|Null|NULL")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


#: What nobody writes behind the sign of a comment: a word or a number right behind it, one space
#: away from the value.
_LOST_WORDS = re.compile(r"[ \t](?P<words>#(?:[^\W_]|[ ]?\d)[^\n]*)")


@dataclass(frozen=True, slots=True)
class Located:
    """A document: its value (dict, list, str, int, float, bool, None), and positions in it."""

    value: Any
    #: The position of each value, by its path; ``()`` is always present.
    values: Mapping[Path, Span]
    #: The position of each key of a mapping, by the path of its value.
    keys: Mapping[Path, Span]

    def span(self, path: Path = ()) -> Span:
        """The position of the value at ``path``, or of the innermost value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path]

    def key_span(self, path: Path) -> Span:
        """The position of the key at ``path``, or of the value if it has no key, as in a list."""
        return self.keys.get(path) or self.span(path)


def as_list(value: Any) -> list[Any]:
    """A value that should be a list; an empty one for any other."""
    return value if isinstance(value, list) else []


def as_mappings(value: Any) -> Iterator[dict[str, Any]]:
    """The items of what should be a list, with an empty mapping for each item that is none."""
    for item in as_list(value):
        yield item if isinstance(item, dict) else {}


def load_yaml(
    source: Source, *, first_line: int = 1, schema: Schema = "core"
) -> Outcome[Located | None]:
    """The document in ``source``; ``first_line`` is the line of the file that its text begins on.

    An empty text has the value None. The outcome is None after ``yaml-syntax``; a duplicate key is
    reported as ``yaml-duplicate-key``, and its first value is kept.
    """
    text = YamlText(source, first_line)
    forbidden = forbidden_character(text)
    if forbidden is not None:
        return Outcome(None, (forbidden,))
    builder = _Builder(text, schema)
    try:
        for event in yaml.parse(text.yaml, Loader=_LOADER):
            builder.feed(event)
    except _YamlError as error:
        return Outcome(None, (*builder.diagnostics, error.diagnostic))
    except yaml.MarkedYAMLError as error:
        return Outcome(
            None, (*builder.diagnostics, explain_parser_error(error, text, builder.innermost))
        )
    return Outcome(Located(builder.root, builder.values, builder.keys), tuple(builder.diagnostics))


# --- building the value --------------------------------------------------------------------


class _YamlError(Exception):
    def __init__(self, span: Span, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic("yaml-syntax", span, message, hint)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    container: dict[str, Any] | list[Any]
    path: Path
    mark: Any
    #: The key whose value comes next; None if a key comes next, and in lists.
    key: str | None = None
    #: Whether that key is a duplicate, so that its value is dropped.
    is_duplicate: bool = False


@dataclass(slots=True)
class _Builder:
    text: YamlText
    schema: Schema
    root: Any = None
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    #: Problems that do not stop the reading.
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0
    _may_lose_words: bool = False

    def __post_init__(self) -> None:
        self.values[()] = Span(self.text.file, self.text.first_line, 1)
        self._may_lose_words = " #" in self.text.yaml

    @property
    def innermost(self) -> Any:
        """The mark of the innermost open list or mapping."""
        return self._open[-1].mark if self._open else None

    def feed(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    message = Message("A line of three hyphens begins a second text in this file.")
                    raise _YamlError(
                        self.text.span(event.start_mark), message, Message("Remove the line.")
                    )
            case yaml.AliasEvent():
                raise self._must_be_quoted("*", event)
            case yaml.ScalarEvent():
                self._refuse_properties(event)
                if self._may_lose_words:
                    self._tell_comment(event)
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._begin({}, event)
            case yaml.SequenceStartEvent():
                self._begin([], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._must_be_quoted("&", event)
        if event.tag not in (None, f"{_CORE}str"):
            raise self._must_be_quoted("!", event)

    def _tell_comment(self, event: Any) -> None:
        """Words behind a sign of number, which YAML takes for a comment: *No. #5 of it*."""
        if event.style or not event.value:
            return
        lost = _LOST_WORDS.match(self.text.behind(event.end_mark))
        if lost is not None:
            self.diagnostics.append(
                Diagnostic(
                    "content-dropped",
                    self.text.span(event.end_mark, lost.start("words")),
                    Message(
                        "“{words}” is a comment of YAML, and is left out.", words=lost["words"]
                    ),
                    QUOTE_HINT,
                )
            )

    def _must_be_quoted(self, sign: str, event: Any) -> _YamlError:
        message = Message(
            "A text that begins with “{sign}” must stand in quotation marks.", sign=sign
        )
        return _YamlError(
            self.text.span(event.start_mark), message, Message('Write "{sign}…".', sign=sign)
        )

    def _begin(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        self._refuse_properties(event)
        span = self.text.span(event.start_mark)
        if len(self._open) >= MAX_DEPTH:
            raise _YamlError(
                span,
                Message(
                    "Lists and keys are nested more than {most} levels deep.",
                    most=MAX_DEPTH,
                ),
            )
        if self._open and isinstance(self._open[-1].container, dict) and self._open[-1].key is None:
            hint = Message(
                "A text that begins with “{at}” needs quotes.", at=self.text.at(event.start_mark)
            )
            raise _YamlError(span, Message("A key must be a word, not a list."), hint)
        self._open.append(_Open(container, self._put(container, span), event.start_mark))

    def _scalar(self, event: Any) -> None:
        top = self._open[-1] if self._open else None
        span = self.text.span(event.start_mark)
        self._check_characters(event.value, span)
        if top is None or isinstance(top.container, list) or top.key is not None:
            self._put(self._resolved(event), span)
            return
        key: str = event.value
        unusual = key.strip(UNUSUAL_SPACES) != key
        if unusual and event.implicit[0]:
            sign = next(char for char in key if char in UNUSUAL_SPACES)
            at = self.text.span(event.start_mark, key.index(sign))
            raise _YamlError(at, unusual_space(sign), SPACE_HINT)
        if not key and event.implicit[0]:
            raise _YamlError(span, Message("A key is missing before this colon."))
        path = (*top.path, key)
        top.key, top.is_duplicate = key, key in top.container
        if top.is_duplicate:
            self.diagnostics.append(_duplicate_key(key, span, self.keys[path]))
        else:
            self.keys[path] = span

    def _check_characters(self, value: str, span: Span) -> None:
        """Report forbidden characters, which may also be written as escapes."""
        for found in (
            () if value.isascii() and value.isprintable() else find_forbidden_characters(value)
        ):
            self.diagnostics.append(character_diagnostic(span, found))

    def _put(self, value: Any, span: Span) -> Path:
        """Add ``value`` to the innermost open collection, and return its path."""
        if not self._open:
            self.root, self.values[()] = value, span
            return ()
        top = self._open[-1]
        if isinstance(top.container, list):
            path: Path = (*top.path, len(top.container))
            top.container.append(value)
        elif top.is_duplicate:
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
    """A plain scalar by the core schema; numbers that are too large stay strings."""
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text) and len(text) < 1000:
        return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _duplicate_key(key: str, span: Span, first: Span) -> Diagnostic:
    message = Message(
        "The key “{key}” stands twice: first on line {line}, and again here.",
        key=key,
        line=first.line,
    )
    return Diagnostic("yaml-duplicate-key", span, message, Message("Keep one of the two."))
