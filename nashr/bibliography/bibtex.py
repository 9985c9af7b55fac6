"""A ``.bib`` file as entries with their places. What their LaTeX means is for pandoc to say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.model import Source
from nashr.untrusted.text import LARGEST, forbidden_characters

#: The types of BibLaTeX and BibTeX that pandoc knows.
TYPES = tuple(
    "article artwork audio book bookinbook booklet collection conference dataset electronic image "
    "inbook incollection inproceedings inreference jurisdiction legal legislation letter manual "
    "mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent "
    "performance periodical phdthesis proceedings reference report review software standard "
    "suppbook suppcollection suppperiodical techreport thesis unpublished video www".split()
)
#: Entries that only lend their fields to others.
DATA_ONLY = "xdata"
#: Braces that may be open at once, characters of a key or a type, and entries of a file.
DEEPEST = 50
LONGEST_NAME = 200
MOST_ENTRIES = 20_000
#: A file with more faults is no bibliography; it is read no further.
MOST_FINDINGS = 500
_MOST_TOLD = 20

_OPENING = re.compile(r"@\s*(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,={}\"]*)")
_AT = re.compile(r"^[ \t]*@|(?<=[}\s])@(?=\w+[{(])", re.MULTILINE)
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
_NOT_IN_KEYS = re.compile(r"[\s\"#%={}\\~]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ABBREVIATION = re.compile(r"[^\W\d][\w:.+-]*")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_FORGOTTEN_AT = re.compile(rf"^[ \t]*({'|'.join(TYPES)})\s*\{{", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """An ``@string``, and the place of its name."""

    name: str
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the file. ``fields`` has small letters and no outer braces."""

    key: str
    type: str
    #: The place of the key.
    span: Span
    raw: str
    #: The place of the ``@``.
    start: Span
    fields: Mapping[str, str]
    #: The definitions of its file.
    strings: tuple[Definition, ...] = ()


def split(source: Source) -> Outcome[tuple[Entry, ...]]:
    """The entries of a file, in order; those with ``bib-syntax`` are left out.

    A field that stands twice and an abbreviation that no ``@string`` defines are reported as
    well, but their entries are kept.
    """
    from bibtexparser import model as blocks
    from bibtexparser.entrypoint import parse_string

    _silence()
    refused = _refusal(source)
    if refused is not None:
        return Outcome((), (refused,))
    reader = _Reader(source)
    library: Any = parse_string(source.text, parse_stack=[])
    found: list[tuple[Any, int]] = []
    findings: list[Diagnostic] = list(forbidden_characters(source))
    failed = False
    for block in library.blocks:
        if len(findings) > MOST_FINDINGS:
            break
        offset = reader.find(block)
        if isinstance(block, blocks.ImplicitComment):
            findings.extend(() if failed else reader.forgotten(str(block.raw), offset))
        failed = isinstance(block, blocks.ParsingFailedBlock)
        if isinstance(block, blocks.DuplicateBlockKeyBlock | blocks.DuplicateFieldKeyBlock):
            found.append((block.ignore_error_block, offset))
            failed = False
        elif failed:
            findings.append(reader.broken(block.raw, block.error.abort_reason, offset))
        else:
            found.append((block, offset))
    strings = tuple(reader.definition(b, at) for b, at in found if isinstance(b, blocks.String))
    defined = {definition.name for definition in strings}
    entries: list[Entry] = []
    for block, offset in found:
        if isinstance(block, blocks.Entry):
            refused = reader.unbounded(block, offset)
            if refused is not None:
                findings.append(refused)
                continue
            entry = reader.entry(block, offset, strings)
            faults = list(reader.faults(block, offset))
            findings.extend(islice(reader.doubled(block, offset), _MOST_TOLD))
            findings.extend(islice(reader.undefined(block, offset, defined), _MOST_TOLD))
            findings.extend(faults)
            entries.extend(() if faults else (entry,))
    return Outcome(tuple(entries), tuple(findings))


def _refusal(source: Source) -> Diagnostic | None:
    """Why a file is not read at all: it is too large, or its braces stand too deep."""
    if len(source.text) > LARGEST:
        message = f"The file has {len(source.text):,} characters; the most is {LARGEST:,}."
        return Diagnostic("input-too-large", Span(source.path), message)
    entries = 0
    for entries, match in enumerate(_AT.finditer(source.text), start=1):
        if entries > MOST_ENTRIES:
            line = source.text.count("\n", 0, match.start()) + 1
            message = f"The file has more than {MOST_ENTRIES:,} entries."
            return Diagnostic("input-too-large", Span(source.path, line), message)
    return None


def _silence() -> None:
    """What cannot be read becomes a diagnostic; the library's log would say it once more."""
    import logging

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def text_of(entries: Sequence[Entry]) -> str:
    """The entries as one BibLaTeX text, the definitions of a file before its first entry."""
    parts: list[str] = []
    strings: tuple[Definition, ...] = ()
    for entry in entries:
        if entry.strings != strings:
            strings = entry.strings
            parts.extend(definition.raw for definition in strings)
        parts.append(entry.raw)
    return "\n".join([*parts, ""])


def place_in(entry: Entry, line: int, column: int) -> Span:
    """The place in the file of a line and column of ``text_of([entry])``."""
    inner = line - sum(definition.raw.count("\n") + 1 for definition in entry.strings)
    last = entry.raw.count("\n") + 1
    if not 1 <= inner <= last:
        return entry.span
    shift = entry.start.column - 1 if inner == 1 else 0
    return Span(entry.span.file, entry.start.line + inner - 1, column + shift)


# --- reading -------------------------------------------------------------------------------


class _Reader:
    """The text of one file, and where in it the blocks of bibtexparser stand."""

    def __init__(self, source: Source) -> None:
        self._file = source.path
        self._text = source.text
        self._starts = [0, *(m.end() for m in re.finditer("\n", source.text))]
        self._cursor = 0

    def find(self, block: Any) -> int:
        """The offset of the next block: bibtexparser knows its text and its line alone."""
        offset = self._text.find(block.raw, self._cursor)
        if offset < 0:
            return self._starts[min(block.start_line or 0, len(self._starts) - 1)]
        self._cursor = offset + len(block.raw)
        return offset

    def span(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self._file, line, offset - self._starts[line - 1] + 1)

    def definition(self, block: Any, offset: int) -> Definition:
        at = self.span(self._key_at(block.raw, offset))
        return Definition(block.key.lower(), _in_braces(block.raw), at)

    def entry(self, block: Any, offset: int, strings: tuple[Definition, ...]) -> Entry:
        key_at, start = self.span(self._key_at(block.raw, offset)), self.span(offset)
        raw = _in_braces(block.raw)
        fields = {field.key.lower(): bare(field.value) for field in reversed(block.fields)}
        return Entry(block.key, block.entry_type, key_at, raw, start, fields, strings)

    def unbounded(self, block: Any, offset: int) -> Diagnostic | None:
        """Why an entry may not be looked at more closely."""
        at = self.span(self._key_at(block.raw, offset))
        if max(len(block.key), len(block.entry_type)) > LONGEST_NAME:
            message = f"A key, or a type, has more than {LONGEST_NAME} characters."
            return Diagnostic("bib-syntax", at, message)
        deep = _too_deep(block.raw)
        if deep is not None:
            message = f"Here more than {DEEPEST} braces are open."
            return Diagnostic("nesting-too-deep", self.span(offset + deep), message)
        return None

    # --- what is wrong ---------------------------------------------------------------------

    def faults(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        """What makes an entry unreadable that bibtexparser lets pass."""
        at = self._key_at(block.raw, offset)
        if not block.key:
            yield self._syntax(at, f"This entry of type “{block.entry_type}” has no key.", _KEY)
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

    def doubled(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for field in block.fields:
            name = field.key.lower()
            if name in seen:
                places = re.finditer(rf"[,\s]({re.escape(field.key)})\s*=", block.raw, re.I)
                where = offset + ([m.start(1) for m in places] or [0])[-1]
                message = f"The field “{name}” stands twice in the entry “{block.key}”."
                yield self._syntax(where, message, "Keep one of the two.")
            seen.add(name)

    def undefined(self, block: Any, offset: int, defined: set[str]) -> Iterator[Diagnostic]:
        for field in block.fields:
            name = field.value.lower()
            if _ABBREVIATION.fullmatch(name) and name not in defined and name not in _MONTHS:
                match = re.search(rf"=\s*({re.escape(field.value)})\b", block.raw)
                at = match.start(1) if match else 0
                message = f"No @string defines “{field.value}” in the entry “{block.key}”."
                hint = "If it is the text itself, put it in braces."
                yield self._syntax(offset + at, message, hint)

    def forgotten(self, raw: str, offset: int) -> Iterator[Diagnostic]:
        for match in _FORGOTTEN_AT.finditer(raw):
            name = match.group(1)
            message = f"What looks like an entry of type “{name}” has no “@” before it."
            yield self._syntax(offset + match.start(1), message, f"Write @{name}{{….")

    def broken(self, raw: str, reason: str, offset: int) -> Diagnostic:
        """A block that bibtexparser gave up, in a sentence for its reason."""
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
                return self._syntax(offset + opening.end("key"), message, _KEY)
            message = f"This entry of type “{opening['type']}” has no key."
            return self._syntax(where, message, _KEY)
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


_KEY = "An entry begins with its key and a comma: @book{key, title = {…}}."


def _in_braces(raw: str) -> str:
    """A block in parentheses as one in braces, the only ones that pandoc knows."""
    opening = _OPENING.match(raw)
    if opening and raw[opening.end("type") :].lstrip()[:1] == "(":
        return re.sub(r"\(", "{", raw, count=1)[:-1] + "}"
    return raw


def bare(value: str) -> str:
    """A field's value without its outer braces or quotation marks, its white space as one space."""
    text = value.strip()
    while text and _value_end(text) == len(text) and text[0] in '{"':
        text = text[1:-1].strip()
    return " ".join(text.split())


def _too_deep(raw: str) -> int | None:
    """The offset of the brace that is one too many."""
    depth = 0
    for match in _BRACE.finditer(raw):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            return match.start()
    return None


def _value_end(value: str) -> int:
    """Where the brace or quotation mark that a value begins with is closed; 0 where it has none."""
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
    """The offset of the first line of an entry that leaves a brace open; 0 where none does."""
    depth, offset, field = 0, 0, 0
    for line in raw.splitlines(keepends=True):
        if _FIELD.match(line):
            if depth > 1:
                return field
            field = offset + len(line) - len(line.lstrip())
        depth += len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line))
        offset += len(line)
    return field if depth > 1 else 0
