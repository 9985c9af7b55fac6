"""Split a ``.bib`` file into entries with their positions, and report syntax errors.

The LaTeX inside the fields is not interpreted here: pandoc converts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from nashr.bibliography import bibtex_slips
from nashr.bibliography.bibtex_values import (
    NoValue,
    StringDefinition,
    evaluated,
    unwrapped,
    value_end,
)
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import Source
from nashr.records import dataclass, replace
from nashr.untrusted.text import MAX_LENGTH, character_diagnostics

#: The types of BibLaTeX and BibTeX that pandoc knows.
TYPES = tuple(
    "article artwork audio book bookinbook booklet collection conference "
    "dataset electronic image inbook incollection inproceedings inreference jurisdiction legal "
    "legislation letter manual "
    "mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent "
    "performance periodical phdthesis proceedings reference report review software standard "
    "suppbook suppcollection suppperiodical techreport thesis unpublished video www".split()
)
#: Entries that only lend their fields to others.
DATA_ONLY = "xdata"
#: Braces that may be open at once, characters of a key or a type, and entries of a file.
MAX_BRACE_DEPTH = 50
MAX_NAME_LENGTH = 200
MAX_ENTRIES = 20_000
#: A file with more faults is no bibliography; it is read no further.
MAX_DIAGNOSTICS = 500
_MAX_PER_ENTRY = 20

_OPENING = re.compile(r"@\s*(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,={}\"]*)")
_AT = re.compile(r"^[ \t]*@|(?<=[}\s])@(?=\w+[{(])", re.MULTILINE)
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
_NOT_IN_KEYS = re.compile(r"[\s\"#%={}\\~]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENTS = re.compile(r"^[ \t]*%[^\n]*|@[ \t]*\w+\s*[{(]|\\.|[{}]", re.MULTILINE)
#: BibLaTeX's type, which bibtexparser takes for an @comment; it is read as another type of books
#: whose name is as long, so that nothing changes its place.
_COMMENTARY = re.compile(r"^([ \t]*@[ \t]*)commentary(?=\s*[{(])", re.MULTILINE | re.IGNORECASE)
_ABBREVIATION = re.compile(r"[^\W\d][\w:.+-]*")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_MISSING_AT = re.compile(rf"^[ \t]*({'|'.join(TYPES)})\s*\{{", re.MULTILINE | re.IGNORECASE)


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
    #: The values of the fields as they are written, with their braces and abbreviations.
    values: Mapping[str, str]
    #: The definitions of its file.
    strings: tuple[StringDefinition, ...] = ()
    #: Its type in CSL, where that does not follow from ``type``.
    csl_type: str = ""

    def place_of(self, name: str) -> Span:
        """Where a field stands in the file; the place of the key where it has no such field."""
        found = re.search(rf"[,\s]({re.escape(name)})\s*=", self.raw, re.IGNORECASE)
        if found is None:
            return self.span
        line = self.raw.count("\n", 0, found.start(1))
        column = found.start(1) - self.raw.rfind("\n", 0, found.start(1))
        shift = 0 if line else self.start.column - 1
        return Span(self.span.file, self.start.line + line, column + shift)


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
    diagnostics: list[Diagnostic] = list(character_diagnostics(source))
    text = _COMMENTARY.sub(r"\1collection", _without_comments(source.text))
    source = replace(source, text=text)
    reader = _Reader(source)
    library: Any = parse_string(source.text, parse_stack=[])
    found: list[tuple[Any, int]] = []
    failed = False
    for block in library.blocks:
        if len(diagnostics) > MAX_DIAGNOSTICS:
            break
        offset = reader.find(block)
        if isinstance(block, blocks.ImplicitComment):
            diagnostics.extend(() if failed else reader.missing_at_signs(str(block.raw), offset))
            diagnostics.extend(() if failed else reader.behind_entry(str(block.raw), offset, found))
        failed = isinstance(block, blocks.ParsingFailedBlock)
        if isinstance(block, blocks.DuplicateBlockKeyBlock | blocks.DuplicateFieldKeyBlock):
            found.append((block.ignore_error_block, offset))
            failed = False
        elif failed:
            broken = reader.unparsable(block.raw, block.error.abort_reason, offset)
            diagnostics.extend(reader.about(reader.key_of(block.raw), [broken]))
        else:
            found.append((block, offset))
    definitions = [(b, at) for b, at in found if isinstance(b, blocks.String)]
    diagnostics.extend(fault for b, at in definitions if (fault := reader.undefinable(b, at)))
    strings = tuple(
        reader.definition(b, at) for b, at in definitions if not reader.undefinable(b, at)
    )
    defined = {definition.name for definition in strings}
    entries: list[Entry] = []
    for block, offset in found:
        if isinstance(block, blocks.Entry):
            too_large = reader.exceeded_limit(block, offset)
            if too_large is not None:
                diagnostics.append(too_large)
                continue
            entry = reader.entry(block, offset, strings)
            faults = list(reader.syntax_errors(block, offset))
            told = islice(reader.duplicate_fields(block, offset), _MAX_PER_ENTRY)
            diagnostics.extend(reader.about(block.key, told))
            told = islice(reader.undefined_abbreviations(block, offset, defined), _MAX_PER_ENTRY)
            diagnostics.extend(reader.about(block.key, told))
            diagnostics.extend(reader.about(block.key, faults))
            entries.extend(() if faults else (entry,))
    return Outcome(tuple(entries), tuple(by_entry(diagnostics, entries)))


def by_entry(diagnostics: Iterable[Diagnostic], entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """The diagnostics; one that stands within an entry and names none is about that entry."""
    starts = [(entry.start.line, entry.start.column) for entry in entries]
    for finding in diagnostics:
        at = (finding.span.line, finding.span.column)
        before = bisect_right(starts, at) - 1
        if finding.entry is None and before >= 0:
            entry = entries[before]
            if finding.span.line <= entry.start.line + entry.raw.count("\n"):
                finding = replace(finding, entry=entry.key)
        yield finding


def _file_too_large(source: Source) -> Diagnostic | None:
    """``input-too-large`` for a file with too many characters or entries."""
    if len(source.text) > MAX_LENGTH:
        message = Message(
            "The file has {number:,} characters; the most is {most:,}.",
            number=len(source.text),
            most=MAX_LENGTH,
        )
        return Diagnostic("input-too-large", Span(source.path), message)
    entries = 0
    for entries, match in enumerate(_AT.finditer(source.text), start=1):
        if entries > MAX_ENTRIES:
            line = source.text.count("\n", 0, match.start()) + 1
            message = Message("The file has more than {most:,} entries.", most=MAX_ENTRIES)
            return Diagnostic("input-too-large", Span(source.path, line), message)
    return None


def _without_comments(text: str) -> str:
    """Blanks in place of the lines that begin with “%”, outside of entries and between fields.

    BibTeX knows no such comments, but whoever writes %@book{… means one. In a field “%” is text.
    """
    pieces: list[str] = []
    at = depth = 0
    for found in _COMMENTS.finditer(text):
        token = found[0]
        if token.lstrip().startswith("%"):
            if depth < 2:
                pieces.append(text[at : found.start()] + " " * len(token))
                at = found.end()
            elif (brace := token.count("{") - token.count("}")) and depth + brace > 0:
                depth += brace
        elif token[0] == "@":
            begins = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip() == ""
            depth = 1 if begins or not depth else depth + (token[-1] == "{")
        elif token in "{}" and depth:
            depth += 1 if token == "{" else -1
    return "".join([*pieces, text[at:]])


def _silence_library_log() -> None:
    """What cannot be read becomes a diagnostic; the library's log would say it once more."""
    import logging

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _named(key: str, defines: bool) -> Message:
    """An entry, or a definition, as the first words of a sentence."""
    if defines:
        return Message("The definition “{key}”", key=key) if key else Message("This definition")
    return Message("The entry “{key}”", key=key) if key else Message("This entry")


def key_fault(key: str) -> str | None:
    """The first character that no key may have, in words."""
    wrong = _NOT_IN_KEYS.search(key)
    if wrong is None:
        return None
    return Message("a space") if wrong.group().isspace() else f"“{wrong.group()}”"


class Keys:
    """The keys of all entries, found by a name whose capitals may differ, as BibTeX has it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.all = frozenset(keys)
        self._folded = {key.lower(): key for key in sorted(self.all)}

    def find(self, name: str) -> str | None:
        name = name.strip()
        return name if name in self.all else self._folded.get(name.lower())


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
        return StringDefinition(
            block.key.lower(), block.value, self.span(self._key_at(block.raw, offset))
        )

    def undefinable(self, block: Any, offset: int) -> Diagnostic | None:
        """Why a definition cannot be read."""
        try:
            evaluated(block.value, {})
        except NoValue:
            message = Message("The definition of “{key}” cannot be read.", key=block.key)
            hint = Message("Write it as @string{name = {text}}.")
            return self._syntax(self._key_at(block.raw, offset), message, hint)
        return None

    def about(self, key: str, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The diagnostics as those of an entry."""
        return (replace(finding, entry=key or None) for finding in diagnostics)

    def entry(self, block: Any, offset: int, strings: tuple[StringDefinition, ...]) -> Entry:
        key_at, start = self.span(self._key_at(block.raw, offset)), self.span(offset)
        fields = {field.key.lower(): unwrapped(field.value) for field in reversed(block.fields)}
        values = {field.key.lower(): field.value for field in reversed(block.fields)}
        return Entry(block.key, block.entry_type, key_at, block.raw, start, fields, values, strings)

    def exceeded_limit(self, block: Any, offset: int) -> Diagnostic | None:
        """The limit that an entry exceeds, or None; such an entry must not be examined further."""
        at = self.span(self._key_at(block.raw, offset))
        if max(len(block.key), len(block.entry_type)) > MAX_NAME_LENGTH:
            message = Message(
                "A key, or a type, has more than {most} characters.",
                most=MAX_NAME_LENGTH,
            )
            return Diagnostic("bib-syntax", at, message, entry=block.key[:MAX_NAME_LENGTH])
        deep = _first_brace_too_deep(block.raw)
        if deep is not None:
            message = Message("Here more than {most} braces are open.", most=MAX_BRACE_DEPTH)
            return Diagnostic(
                "nesting-too-deep", self.span(offset + deep), message, entry=block.key
            )
        return None

    # --- syntax errors ---------------------------------------------------------------------

    def syntax_errors(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        """Errors that pandoc would stop at and bibtexparser accepts."""
        at = self._key_at(block.raw, offset)
        if not block.key:
            yield self._syntax(
                at,
                Message(
                    "This entry of type “{entry_type}” has no key.", entry_type=block.entry_type
                ),
                _KEY_HINT,
            )
            return
        sign = key_fault(block.key)
        if sign:
            hint = Message("Use letters, digits, hyphens and colons.")
            yield self._syntax(
                at, Message("The key “{key}” contains {sign}.", key=block.key, sign=sign), hint
            )
        for field in block.fields:
            if not bibtex_slips.is_name(field.key):
                message = Message(
                    "“{name}” in the entry “{key}” is no name of a field.",
                    name=field.key,
                    key=block.key,
                )
                where = offset + max(block.raw.find(field.key), 0)
                yield self._syntax(where, message, Message("Write name = {value}."))
                continue
            after = value_end(field.value)
            following = _FIELD.match(field.value, after)
            if following:
                name = following.group().strip(" \t\n=")
                where = offset + block.raw.find(field.value) + after
                where += len(following.group()) - len(following.group().lstrip())
                message = Message(
                    "A comma is missing before the field “{name}” of “{key}”.",
                    name=name,
                    key=block.key,
                )
                yield self._syntax(
                    where, message, Message("End the field “{key}” with a comma.", key=field.key)
                )
                continue
            try:
                evaluated(field.value, {})
            except NoValue as unfit:
                where = offset + block.raw.find(field.value) + unfit.at
                message = Message(
                    "From here on the field “{field}” of “{key}” cannot be read.",
                    field=field.key,
                    key=block.key,
                )
                yield self._syntax(where, message, _VALUE)

    def duplicate_fields(self, block: Any, offset: int) -> Iterator[Diagnostic]:
        seen: dict[str, str] = {}
        for field in block.fields:
            name = field.key.lower()
            if name in seen and seen[name] == unwrapped(field.value):
                message = Message(
                    "The field “{name}” of “{key}” stands twice and says the same.",
                    name=name,
                    key=block.key,
                )
                at = self.span(self._key_at(block.raw, offset))
                yield Diagnostic("bib-repeated", at, message, Message("Remove one of the two."))
            elif name in seen:
                places = re.finditer(rf"[,\s]({re.escape(field.key)})\s*=", block.raw, re.I)
                where = offset + ([m.start(1) for m in places] or [0])[-1]
                message = Message(
                    "The field “{name}” stands twice in the entry “{key}”.",
                    name=name,
                    key=block.key,
                )
                yield self._syntax(where, message, Message("Keep one of the two."))
            seen.setdefault(name, unwrapped(field.value))

    def undefined_abbreviations(
        self, block: Any, offset: int, defined: set[str]
    ) -> Iterator[Diagnostic]:
        for field in block.fields:
            name = field.value.lower()
            if _ABBREVIATION.fullmatch(name) and name not in defined and name not in _MONTHS:
                match = re.search(rf"=\s*({re.escape(field.value)})\b", block.raw)
                at = match.start(1) if match else 0
                message = Message(
                    "No @string defines “{value}” in the entry “{key}”.",
                    value=field.value,
                    key=block.key,
                )
                hint = Message("If it is the text itself, put it in braces.")
                yield self._syntax(offset + at, message, hint)

    def behind_entry(
        self, raw: str, offset: int, before: Sequence[tuple[Any, int]]
    ) -> Iterator[Diagnostic]:
        """The fields behind an entry that a brace too many has closed."""
        field = bibtex_slips.first_field(raw)
        if field is None or not before:
            return
        key = getattr(before[-1][0], "key", "")
        message = Message(
            "The field “{name}” stands behind the end of the entry “{key}”.", name=field[0], key=key
        )
        hint = Message("A brace before it closes the entry too early: take it out.")
        yield replace(self._syntax(offset + field[1], message, hint), entry=key or None)

    def missing_at_signs(self, raw: str, offset: int) -> Iterator[Diagnostic]:
        for match in _MISSING_AT.finditer(raw):
            name = match.group(1)
            message = Message(
                "What looks like an entry of type “{name}” has no “@” before it.", name=name
            )
            yield self._syntax(
                offset + match.start(1), message, Message("Write @{name}{{….", name=name)
            )

    def unparsable(self, raw: str, reason: str, offset: int) -> Diagnostic:
        """The diagnostic for a block that bibtexparser could not parse, by the reason it gives."""
        opening = _OPENING.match(raw)
        key = opening["key"] if opening else ""
        name = _named(key, opening is not None and opening["type"].lower() == "string")
        where = self._key_at(raw, offset)
        end = offset + len(raw)
        if "after entry key, but found =" in reason and opening:
            between = raw[opening.end("key") : -1].strip()
            if between:
                message = Message("A comma is missing after the key “{key}”.", key=key)
                return self._syntax(offset + opening.end("key"), message, _KEY_HINT)
            message = Message("This entry of type “{type}” has no key.", type=opening["type"])
            return self._syntax(where, message, _KEY_HINT)
        if "Expected a `=`" in reason:
            inner = raw[:-1] if "end of the entry" in reason else raw
            field = inner.rpartition(",")[2].strip()
            if not field:
                return self._syntax(
                    end,
                    Message("{name} has a comma too many.", name=name),
                    Message("Remove this comma."),
                )
            message = Message("The field “{field}” of “{key}” has no value.", field=field, key=key)
            return self._syntax(
                offset + inner.rfind(field), message, Message("Write name = {value}.")
            )
        if "block start" in reason or "end of file" in reason:
            unclosed = bibtex_slips.unclosed_field(raw)
            message = Message(
                "{name} is not closed: a brace or a quotation mark is missing.", name=name
            )
            hint = (
                Message("Look at the end of this field.")
                if unclosed
                else Message("Count its braces.")
            )
            return self._syntax(offset + unclosed if unclosed else where, message, hint)
        return self._syntax(
            where,
            Message("{name} cannot be read.", name=name),
            Message("Write each field as name = {value}."),
        )

    def key_of(self, raw: str) -> str:
        """The key of a block that cannot be read; nothing where it has none, or is no entry."""
        opening = _OPENING.match(raw)
        is_entry = opening is not None and opening["type"].lower() not in ("string", "preamble")
        return opening["key"] if opening is not None and is_entry else ""

    def _key_at(self, raw: str, offset: int) -> int:
        opening = _OPENING.match(raw)
        return offset + (opening.start("key") if opening else 0)

    def _syntax(self, offset: int, message: Message, hint: Message) -> Diagnostic:
        return Diagnostic("bib-syntax", self.span(offset), message, hint)


_VALUE = Message("Put its text in braces, and “#” between several texts.")
_KEY_HINT = Message("An entry begins with its key and a comma: @book{key, title = {…}}.")


def _first_brace_too_deep(raw: str) -> int | None:
    """The offset of the first brace beyond ``MAX_BRACE_DEPTH``, or None."""
    depth = 0
    for match in _BRACE.finditer(raw):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth > MAX_BRACE_DEPTH:
            return match.start()
    return None
