"""Load references from bibliography files: BibLaTeX, CSL JSON and CSL YAML.

The entries of all ``.bib`` files go to pandoc in one call. If pandoc fails, the entries that it
cannot read are found by bisection, reported, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from nashr.bibliography import bibtex, csl_items, expansion, language_names
from nashr.bibliography.bibtex import Entry, StringDefinition
from nashr.bibliography.csl_items import QUERY
from nashr.diagnostics import Diagnostic, Outcome, Span, nearest, sort_diagnostics
from nashr.model import CslItem, Reference, Source

#: Converts BibLaTeX to CSL JSON.
ToCsl: TypeAlias = Callable[[str], list[CslItem]]

#: The ISO 639-2 code for an undetermined language; pandoc does not change the case of its titles.
UNDETERMINED = "und"

#: BibLaTeX types for which pandoc gives no CSL type.
_TYPES = {"misc": "document", "conference": "paper-conference"}

_POSITION = re.compile(r"\(line (\d+), column (\d+)\)")
_VALID_ENTRY = "@misc{valid, title = {Valid}}\n"


def load_bibliography(
    sources: Sequence[Source],
    to_csl: ToCsl,
    *,
    language: str | None = None,
    converter_error: type[Exception] = ValueError,
) -> Outcome[tuple[Reference, ...]]:
    """The references of all files, in the order of the files and of the entries in them.

    ``language`` is the language of ``.bib`` entries that name none. Pandoc converts the titles of
    English entries to sentence case; with ``language`` None, titles of entries without a language
    stay as typed. ``to_csl`` raises ``converter_error`` for text that it cannot read. If it
    cannot read a valid entry either, the error is not the author's and is raised again.
    """
    diagnostics: list[Diagnostic] = []
    found: list[Entry | Reference] = []
    for source in sources:
        entries, errors = _entries_of(source)
        found.extend(entries)
        diagnostics.extend(errors)
    unique = _first_of_each_key(found)
    diagnostics.extend(unique.diagnostics)
    bounded = expansion.entries_within_limits([e for e in unique.value if isinstance(e, Entry)])
    diagnostics.extend(bounded.diagnostics)
    prepared = [_PreparedEntry.of(entry, language) for entry in bounded.value]
    converted = _Converter(to_csl, converter_error).convert([w.entry for w in prepared])
    diagnostics.extend(converted.diagnostics)
    items = {str(item["id"]): item for item in converted.value}
    made: dict[str, Reference] = {}
    for each in prepared:
        item = items.get(each.entry.key)
        if item is not None:
            result = _reference(each, item)
            diagnostics.extend(result.diagnostics)
            made.update({each.entry.key: result.value} if result.value else {})
    references = (made.get(e.key) if isinstance(e, Entry) else e for e in unique.value)
    return Outcome(tuple(r for r in references if r is not None), sort_diagnostics(diagnostics))


def _entries_of(source: Source) -> tuple[Sequence[Entry | Reference], Sequence[Diagnostic]]:
    suffix = PurePosixPath(source.path).suffix.lower()
    if suffix == ".bib":
        bib = bibtex.split_entries(source)
        return bib.value, bib.diagnostics
    if suffix in (".json", ".yaml", ".yml"):
        csl = csl_items.load_csl_items(source)
        return csl.value, csl.diagnostics
    message = f"nashr does not read bibliographies of the kind “{suffix or source.path}”."
    hint = "Use .bib (BibLaTeX), .json (CSL JSON) or .yaml (CSL YAML)."
    return (), [Diagnostic("bib-unsupported-format", Span(source.path), message, hint)]


def _first_of_each_key(found: list[Entry | Reference]) -> Outcome[list[Entry | Reference]]:
    first: dict[str, Entry | Reference] = {}
    diagnostics: list[Diagnostic] = []
    for entry in found:
        if entry.key not in first:
            first[entry.key] = entry
            continue
        message = f"The key “{entry.key}” is taken: it stands first at {_span(first[entry.key])}."
        hint = "Give this entry another key, or remove one of the two."
        diagnostics.append(Diagnostic("bib-duplicate-key", _span(entry), message, hint))
    return Outcome(list(first.values()), tuple(diagnostics))


def _span(entry: Entry | Reference) -> Span:
    if isinstance(entry, Entry):
        return entry.span
    return Span(entry.file, entry.line, entry.column)


# --- the languages of entries --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PreparedEntry:
    """An entry as it is passed to pandoc, and the language that its author gave it."""

    entry: Entry
    #: A tag; None where the author gave no language, or one without a tag.
    language: str | None
    #: The value of ``langid`` if it is not a known language.
    unknown: str | None = None

    @classmethod
    def of(cls, entry: Entry, default: str | None) -> _PreparedEntry:
        """``langid`` is added: without it pandoc assumes English, or the language of ``LANG``."""
        named = entry.fields.get("langid") or entry.fields.get("hyphenation")
        if named:
            tag = language_names.language_tag(named)
            return cls(entry, tag, None if tag else named)
        tag = language_names.language_tag(entry.fields.get("language", "").split(" and ")[0])
        spoken = tag or default or UNDETERMINED
        body = entry.raw[:-1].rstrip()
        comma = "" if body.endswith(",") else ","
        raw = f"{body}{comma}\nlangid = {{{spoken}}}}}"
        return cls(replace(entry, raw=raw), tag)


def _reference(prepared: _PreparedEntry, item: CslItem) -> Outcome[Reference | None]:
    entry = prepared.entry
    span = entry.span
    kind = item.get("type") or _TYPES.get(entry.type)
    if not kind:
        near = nearest(entry.type, bibtex.TYPES)
        hint = f"did you mean “@{near}”?" if near else "Use @misc where no other type fits."
        message = f"“@{entry.type}” is not a type of entry."
        diagnostic = Diagnostic("bib-entry-invalid", entry.start, message, hint)
        return Outcome(None, (diagnostic,))
    kept = {k: v for k, v in item.items() if k not in ("language", QUERY)}
    kept["type"] = kind
    if prepared.language:
        # Pandoc may give a more precise tag: tr-TR for “turkish”.
        known = language_names.language_tag(str(item.get("language", "")))
        kept["language"] = known or prepared.language
    query = entry.fields.get(QUERY, "").replace("{", "").replace("}", "") or None
    reference = Reference(entry.key, kept, span.file, span.line, span.column, query)
    if not prepared.unknown:
        return Outcome(reference)
    message = f"“{prepared.unknown}” is not a language that nashr knows."
    hint = language_names.language_hint(prepared.unknown)
    return Outcome(reference, (Diagnostic("bib-language-unknown", span, message, hint),))


# --- converting ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Batch:
    """Entries that were converted together, or one entry that could not be converted."""

    entries: Sequence[Entry]
    items: list[CslItem]
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Converter:
    to_csl: ToCsl
    converter_error: type[Exception]

    def convert(self, entries: Sequence[Entry]) -> Outcome[list[CslItem]]:
        """The items of all readable entries, and a ``bib-syntax`` for each of the others."""
        if not entries:
            return Outcome([])
        try:
            return Outcome(self.to_csl(bibtex.join_entries(entries)))
        except self.converter_error as error:
            if _is_too_slow(error):
                return Outcome([], (_too_slow(entries),))
            self.to_csl(_VALID_ENTRY)
        broken = self._broken_definitions(entries)
        entries = [
            replace(e, strings=tuple(d for d in e.strings if d not in broken)) for e in entries
        ]
        batches = list(self._batches(entries))
        diagnostics = (
            *(_unreadable_definition(definition) for definition in broken),
            *(_unreadable_batch(batch.entries, batch.error) for batch in batches if batch.error),
        )
        items = [item for batch in batches for item in batch.items]
        if len(batches) > 1:
            # Convert once more together: an entry may inherit from one of another batch.
            readable = [e for batch in batches if not batch.error for e in batch.entries]
            whole = next(self._batches(readable), None) if readable else None
            items = whole.items if whole and len(whole.entries) == len(readable) else items
        return Outcome(items, diagnostics)

    def _broken_definitions(self, entries: Sequence[Entry]) -> list[StringDefinition]:
        """The ``@string`` definitions that pandoc cannot read; they would make every entry fail."""
        definitions = list(dict.fromkeys(d for entry in entries for d in entry.strings))
        if self._is_readable("\n".join(definition.raw for definition in definitions)):
            return []
        return [definition for definition in definitions if not self._is_readable(definition.raw)]

    def _is_readable(self, text: str) -> bool:
        try:
            self.to_csl(f"{text}\n{_VALID_ENTRY}")
        except self.converter_error:
            return False
        return True

    def _batches(self, entries: Sequence[Entry]) -> Iterator[_Batch]:
        try:
            yield _Batch(entries, self.to_csl(bibtex.join_entries(entries)))
        except self.converter_error as error:
            if len(entries) == 1 or _is_too_slow(error):
                yield _Batch(entries, [], error)
                return
            middle = len(entries) // 2
            yield from self._batches(entries[:middle])
            yield from self._batches(entries[middle:])


def _is_too_slow(error: Exception) -> bool:
    """Whether the converter timed out; retrying would take as long again."""
    return bool(getattr(error, "too_slow", False))


def _too_slow(entries: Sequence[Entry]) -> Diagnostic:
    message = "The entries cannot be read in time."
    hint = "Look for what no bibliography needs: very long fields, signs without end."
    at = entries[0].span if len(entries) == 1 else Span(entries[0].span.file)
    return Diagnostic("input-too-large", at, message, hint)


def _unreadable_definition(definition: StringDefinition) -> Diagnostic:
    message = f"The definition of “{definition.name}” cannot be read."
    hint = "Write it as @string{name = {text}}."
    return Diagnostic("bib-syntax", definition.span, message, hint)


def _unreadable_batch(entries: Sequence[Entry], error: Exception) -> Diagnostic:
    return _too_slow(entries) if _is_too_slow(error) else _unreadable_entry(entries[0], error)


def _unreadable_entry(entry: Entry, error: Exception) -> Diagnostic:
    position = _POSITION.search(str(error))
    if position is None:
        message = f"The entry “{entry.key}” cannot be read."
        return Diagnostic("bib-syntax", entry.span, message, "Check its braces and commas.")
    at = bibtex.span_in_entry(entry, int(position[1]), int(position[2]))
    message = f"From here on the entry “{entry.key}” cannot be read."
    hint = "Look for a missing comma, brace or quotation mark here and just before."
    return Diagnostic("bib-syntax", at, message, hint)
