"""Split a ``.bib`` file into entries with their positions, and report syntax errors.

The LaTeX inside the fields is not interpreted here: pandoc converts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.model import Source
from nashr.untrusted.text import MAX_LENGTH, character_diagnostics

#: The types of BibLaTeX and BibTeX that pandoc knows.
TYPES = tuple(
    "article artwork audio book bookinbook booklet collection conference dataset electronic image "
    "inbook incollection inproceedings inreference jurisdiction legal legislation letter manual "
    "mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent "
    "performance periodical phdthesis proceedings reference report review software standard "
    "suppbook suppcollection suppperiodical techreport thesis unpublished video www".split()
)
#: Limits: braces open at once, characters of a key or a type, entries of a file.
MAX_BRACE_DEPTH = 50
MAX_NAME_LENGTH = 200
MAX_ENTRIES = 20_000
#: A file with more syntax_errors is no bibliography; it is read no further.
MAX_DIAGNOSTICS = 500
#: Diagnostics of one kind for one entry.
_MAX_PER_ENTRY = 20

_OPENING = re.compile(r"@\s*(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,={}\"]*)")
_AT = re.compile(r"^[ \t]*@|(?<=[}\s])@(?=\w+[{(])", re.MULTILINE)
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
_NOT_IN_KEYS = re.compile(r"[\s\"#%={}\\~]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ABBREVIATION = re.compile(r"[^\W\d][\w:.+-]*")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_MISSING_AT = re.compile(rf"^[ \t]*({'|'.join(TYPES)})\s*\{{", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StringDefinition:
    """An ``@string`` definition; ``span`` is the position of its name."""

    name: str
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written. ``fields``: lower-case names, values without their outer braces."""

    key: str
    type: str
    #: The position of the key.
    span: Span
    raw: str
    #: The position of the ``@``.
    start: Span
    fields: Mapping[str, str]
    #: The ``@string`` definitions of the same file.
    strings: tuple[StringDefinition, ...] = ()


def split_entries(source: Source) -> Outcome[tuple[Entry, ...]]:
    """The entries of a file, in order; those with ``bib-syntax`` errors are left out.

    Duplicate fields and undefined abbreviations are reported too, but their entries are kept.
    """
    from bibtexparser import model as blocks
    from bibtexparser.entrypoint import parse_string

    _silence_library_log()
    too_large = _file_too_large(source)
    if too_large is not None:
        return Outcome((), (too_large,))
    reader = _Reader(source)
    library: Any = parse_string(source.text, parse_stack=[])
    found: list[tuple[Any, int]] = []
    diagnostics: list[Diagnostic] = list(character_diagnostics(source))
    failed = False
    for block in library.blocks:
        if len(diagnostics) > MAX_DIAGNOSTICS:
            break
        offset = reader.find(block)
        if isinstance(block, blocks.ImplicitComment):
            diagnostics.extend(() if failed else reader.missing_at_signs(str(block.raw), offset))
        failed = isinstance(block, blocks.ParsingFailedBlock)
        if isinstance(block, blocks.DuplicateBlockKeyBlock | blocks.DuplicateFieldKeyBlock):
            found.append((block.ignore_error_block, offset))
            failed = False
        elif failed:
            diagnostics.append(reader.unparsable(block.raw, block.error.abort_reason, offset))
        else:
            found.append((block, offset))
    strings = tuple(reader.definition(b, at) for b, at in found if isinstance(b, blocks.String))
    defined = {definition.name for definition in strings}
    entries: list[Entry] = []
    for block, offset in found:
        if isinstance(block, blocks.Entry):
            too_large = reader.exceeded_limit(block, offset)
            if too_large is not None:
                diagnostics.append(too_large)
                continue
            entry = reader.entry(block, offset, strings)
            syntax_errors = list(reader.syntax_errors(block, offset))
            diagnostics.extend(islice(reader.duplicate_fields(block, offset), _MAX_PER_ENTRY))
            diagnostics.extend(
                islice(reader.undefined_abbreviations(block, offset, defined), _MAX_PER_ENTRY)
            )
            diagnostics.extend(syntax_errors)
            entries.extend(() if syntax_errors else (entry,))
    return Outcome(tuple(entries), tuple(diagnostics))


def _file_too_large(source: Source) -> Diagnostic | None:
    """``input-too-large`` for a file with too many characters or entries."""
    if len(source.text) > MAX_LENGTH:
        message = f"The file has {len(source.text):,} characters; the most is {MAX_LENGTH:,}."
        return Diagnostic("input-too-large", Span(source.path), message)
    entries = 0
    for entries, match in enumerate(_AT.finditer(source.text), start=1):
        if entries > MAX_ENTRIES:
            line = source.text.count("\n", 0, match.start()) + 1
            message = f"The file has more than {MAX_ENTRIES:,} entries."
            return Diagnostic("input-too-large", Span(source.path, line), message)
    return None


def _silence_library_log() -> None:
    """Keep bibtexparser from logging what is reported as a diagnostic."""
    import logging

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def join_entries(entries: Sequence[Entry]) -> str:
    """The entries as one BibLaTeX text; a file's definitions come before its first entry."""
    parts: list[str] = []
    strings: tuple[StringDefinition, ...] = ()
    for entry in entries:
        if entry.strings != strings:
            strings = entry.strings
            parts.extend(definition.raw for definition in strings)
        parts.append(entry.raw)
    return "\n".join([*parts, ""])


def span_in_entry(entry: Entry, line: int, column: int) -> Span:
    """The position in the file of a line and column of ``join_entries([entry])``."""
    inner = line - sum(definition.raw.count("\n") + 1 for definition in entry.strings)
    last = entry.raw.count("\n") + 1
    if not 1 <= inner <= last:
        return entry.span
    shift = entry.start.column - 1 if inner == 1 else 0
    return Span(entry.span.file, entry.start.line + inner - 1, column + shift)


# --- reading -------------------------------------------------------------------------------


class _Reader:
    """Maps the blocks of bibtexparser to positions in one file, and describes their errors."""

    def __init__(self, source: Source) -> None:
        self._file = source.path
        self._text = source.text
        self._starts = [0, *(m.end() for m in re.finditer("\n", source.text))]
        self._cursor = 0

    def find(self, block: Any) -> int:
        """The offset of the next block; bibtexparser gives only its text and its line."""
        offset = self._text.find(block.raw, self._cursor)
        if offset < 0:
            return self._starts[min(block.start_line or 0, len(self._starts) - 1)]
        self._cursor = offset + len(block.raw)
        return offset

    def span(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self._file, line, offset - self._starts[line - 1] + 1)

    def definition(self, block: Any, offset: int) -> StringDefinition:
        at = self.span(self._key_at(block.raw, offset))
        return StringDefinition(block.key.lower(), _with_braces(block.raw), at)

    def entry(self, block: Any, offset: int, strings: tuple[StringDefinition, ...]) -> Entry:
        key_at, start = self.span(self._key_at(block.raw, offset)), self.span(offset)
        raw = _with_braces(block.raw)
        fields = {field.key.lower(): unwrapped(field.value) for field in reversed(block.fields)}
        return Entry(block.key, block.entry_type, key_at, raw, start, fields, strings)

    def exceeded_limit(self, block: Any, offset: int) -> Diagnostic | None:
        """The limit that an entry exceeds, or None; such an entry must not be examined further."""
        at = self.span(self._key_at(block.raw, offset))
        if max(len(block.key), len(block.entry_type)) > MAX_NAME_LENGTH:
            message = f"A key, or a type, has more than {MAX_NAME_LENGTH} characters."
            return Diagnostic("bib-syntax", at, message)
        deep = _first_brace_too_deep(block.raw)
        if deep is not None:
            message = f"Here more than {MAX_BRACE_DEPTH} braces are open."
            return Diagnostic("nesting-too-deep", self.span(offset + deep), message)
        return None

    # --- syntax errors ---------------------------------------------------------------------

    def syntax_errors(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        """Errors that pandoc would stop at and bibtexparser accepts."""
        at = self._key_at(block.raw, offset)
        if not block.key:
            yield self._syntax(
                at, f"This entry of type “{block.entry_type}” has no key.", _KEY_HINT
            )
            return
        wrong = _NOT_IN_KEYS.search(block.key)
        if wrong:
            sign = "a space" if wrong.group().isspace() else f"“{wrong.group()}”"
            hint = "Use letters, digits, hyphens and colons."
            yield self._syntax(at, f"The key “{block.key}” contains {sign}.", hint)
        for field in block.fields:
            after = _value_end(field.value)
            following = _FIELD.match(field.value, after)
            if following:
                name = following.group().strip(" \t\n=")
                where = offset + block.raw.find(field.value) + after
                where += len(following.group()) - len(following.group().lstrip())
                message = f"A comma is missing before the field “{name}” of “{block.key}”."
                yield self._syntax(where, message, f"End the field “{field.key}” with a comma.")

    def duplicate_fields(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for field in block.fields:
            name = field.key.lower()
            if name in seen:
                places = re.finditer(rf"[,\s]({re.escape(field.key)})\s*=", block.raw, re.I)
                where = offset + ([m.start(1) for m in places] or [0])[-1]
                message = f"The field “{name}” stands twice in the entry “{block.key}”."
                yield self._syntax(where, message, "Keep one of the two.")
            seen.add(name)

    def undefined_abbreviations(
        self, block: Any, offset: int, defined: set[str]
    ) -> Iterator[Diagnostic]:
        for field in block.fields:
            name = field.value.lower()
            if _ABBREVIATION.fullmatch(name) and name not in defined and name not in _MONTHS:
                match = re.search(rf"=\s*({re.escape(field.value)})\b", block.raw)
                at = match.start(1) if match else 0
                message = f"No @string defines “{field.value}” in the entry “{block.key}”."
                hint = "If it is the text itself, put it in braces."
                yield self._syntax(offset + at, message, hint)

    def missing_at_signs(self, raw: str, offset: int) -> Iterator[Diagnostic]:
        for match in _MISSING_AT.finditer(raw):
            name = match.group(1)
            message = f"What looks like an entry of type “{name}” has no “@” before it."
            yield self._syntax(offset + match.start(1), message, f"Write @{name}{{….")

    def unparsable(self, raw: str, reason: str, offset: int) -> Diagnostic:
        """The diagnostic for a block that bibtexparser could not parse, by the reason it gives."""
        opening = _OPENING.match(raw)
        key = opening["key"] if opening else ""
        what = "definition" if opening and opening["type"].lower() == "string" else "entry"
        name = f"The {what} “{key}”" if key else f"This {what}"
        where = self._key_at(raw, offset)
        end = offset + len(raw)
        if "after entry key, but found =" in reason and opening:
            between = raw[opening.end("key") : -1].strip()
            if between:
                message = f"A comma is missing after the key “{key}”."
                return self._syntax(offset + opening.end("key"), message, _KEY_HINT)
            message = f"This entry of type “{opening['type']}” has no key."
            return self._syntax(where, message, _KEY_HINT)
        if "Expected a `=`" in reason:
            inner = raw[:-1] if "end of the entry" in reason else raw
            field = inner.rpartition(",")[2].strip()
            if not field:
                return self._syntax(end, f"{name} has a comma too many.", "Remove this comma.")
            message = f"The field “{field}” of “{key}” has no value."
            return self._syntax(offset + inner.rfind(field), message, "Write name = {value}.")
        if "block start" in reason or "end of file" in reason:
            unclosed = _unclosed_field(raw)
            message = f"{name} is not closed: a brace or a quotation mark is missing."
            hint = "Look at the end of this field." if unclosed else "Count its braces."
            return self._syntax(offset + unclosed if unclosed else where, message, hint)
        return self._syntax(where, f"{name} cannot be read.", "Write each field as name = {value}.")

    def _key_at(self, raw: str, offset: int) -> int:
        opening = _OPENING.match(raw)
        return offset + (opening.start("key") if opening else 0)

    def _syntax(self, offset: int, message: str, hint: str) -> Diagnostic:
        return Diagnostic("bib-syntax", self.span(offset), message, hint)


_KEY_HINT = "An entry begins with its key and a comma: @book{key, title = {…}}."


def _with_braces(raw: str) -> str:
    """A block ``@type(…)`` as ``@type{…}``, the only form that pandoc reads."""
    opening = _OPENING.match(raw)
    if opening and raw[opening.end("type") :].lstrip()[:1] == "(":
        return re.sub(r"\(", "{", raw, count=1)[:-1] + "}"
    return raw


def unwrapped(value: str) -> str:
    """A field's value without outer braces or quotation marks; white space is collapsed."""
    text = value.strip()
    while text and _value_end(text) == len(text) and text[0] in '{"':
        text = text[1:-1].strip()
    return " ".join(text.split())


def _first_brace_too_deep(raw: str) -> int | None:
    """The offset of the first brace beyond ``MAX_BRACE_DEPTH``, or None."""
    depth = 0
    for match in _BRACE.finditer(raw):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth > MAX_BRACE_DEPTH:
            return match.start()
    return None


def _value_end(value: str) -> int:
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


def _unclosed_field(raw: str) -> int:
    """The offset of the first field of an entry that leaves a brace open, or 0."""
    depth, offset, field = 0, 0, 0
    for line in raw.splitlines(keepends=True):
        if _FIELD.match(line):
            if depth > 1:
                return field
            field = offset + len(line) - len(line.lstrip())
        depth += len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line))
        offset += len(line)
    return field if depth > 1 else 0
