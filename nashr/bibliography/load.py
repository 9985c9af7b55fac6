"""Load references from bibliography files: BibLaTeX, CSL JSON and YAML, RIS and EndNote's XML.

All entries but those of CSL go to pandoc in one call. If pandoc fails, the entries that it cannot
read are found by bisection, reported, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from nashr.bibliography import (
    bibtex,
    bibtex_values,
    endnote,
    entries,
    entry_types,
    expansion,
    extra_fields,
    field_meanings,
    field_names,
    items,
    language_names,
    latin_fields,
    ris,
    tex,
)
from nashr.bibliography.bibtex import Entry
from nashr.bibliography.entries import DATES, QUERY, UNDETERMINED, Prepared
from nashr.diagnostics import Diagnostic, Outcome, Span, sort_diagnostics
from nashr.messages import Message
from nashr.model import CslItem, Reference, Source
from nashr.records import dataclass, replace

#: Converts BibLaTeX to CSL JSON.
ToCsl: TypeAlias = Callable[[str], list[CslItem]]

#: Types of BibLaTeX that pandoc leaves without one of CSL.
_TYPES = {"misc": "document", "conference": "paper-conference"}

#: What the names of bibliography files end with.
SUFFIXES = (".bib", ".json", ".yaml", ".yml", ".ris", ".xml")
_KINDS = Message(
    "Use .bib (BibLaTeX), .json (CSL JSON), .yaml (CSL YAML), .ris (RIS) or .xml (EndNote)."
)
#: What to do with the files of programs that only those can read.
_EXPORTS = {
    **dict.fromkeys(
        (".enl", ".enlx", ".enlp"),
        Message(
            "It is a library of EndNote: export it there (File, Export) as XML, and name that file."
        ),
    ),
    **dict.fromkeys(
        (".sqlite", ".rdf"),
        Message("Export the works from Zotero as BibLaTeX, and name that file."),
    ),
}

#: Fields that BibLaTeX does not have, and CSL has by the same name.
_OF_CSL = ("archive", "dimensions", "medium", "scale")
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

    ``language`` is the language of entries that name none, by which their dates are read.
    Titles stay as typed. ``to_csl`` raises ``converter_error`` for text that it cannot read. If it
    cannot read a valid entry either, the error is not the author's and is raised again.
    """
    diagnostics: list[Diagnostic] = []
    found: list[Entry | Reference] = []
    for source in sources:
        read, faults = _entries_of(source, language)
        found.extend(read)
        diagnostics.extend(faults)
    unique = _first_of_each_key(found)
    diagnostics.extend(unique.diagnostics)
    bounded = expansion.entries_within_limits([e for e in unique.value if isinstance(e, Entry)])
    diagnostics.extend(bounded.diagnostics)
    prepared = _prepared(bounded.value, language)
    diagnostics.extend(finding for one in prepared for finding in one.findings)
    converted = _Converter(to_csl, converter_error).convert(prepared)
    diagnostics.extend(converted.diagnostics)
    by_key = {str(item["id"]): item for item in converted.value}
    made = {one.entry.key: _reference(one, by_key) for one in prepared if one.entry.key in by_key}
    diagnostics.extend(
        finding
        for one in prepared
        if one.entry.key in made
        for finding in _unread(one.entry, made[one.entry.key].item)
    )
    references = (made.get(e.key) if isinstance(e, Entry) else e for e in unique.value)
    return Outcome(tuple(r for r in references if r is not None), sort_diagnostics(diagnostics))


def _prepared(found: Sequence[Entry], language: str | None) -> list[Prepared]:
    """The entries as pandoc is to read them, with the dates that they have or inherit."""
    meanings: dict[tuple[bibtex_values.StringDefinition, ...], dict[str, str]] = {}
    whole: dict[str, Entry] = {}
    for entry in found:
        if entry.strings not in meanings:
            meanings[entry.strings] = bibtex_values.meanings(entry.strings)
        fields = {
            name: bibtex_values.evaluated(value, meanings[entry.strings])
            for name, value in entry.values.items()
        }
        whole[entry.key] = replace(entry, fields=fields)
    known = bibtex.Keys(whole)
    return [
        entries.prepare(entry, expansion.ancestors(entry, whole, known), language, known=known)
        for entry in whole.values()
    ]


def _entries_of(
    source: Source, language: str | None
) -> tuple[Sequence[Entry | Reference], Sequence[Diagnostic]]:
    suffix = PurePosixPath(source.path).suffix.lower()
    if suffix == ".bib":
        bib = bibtex.split_entries(source)
        return bib.value, bib.diagnostics
    if suffix in (".ris", ".xml"):
        made = ris.load_ris(source) if suffix == ".ris" else endnote.load_endnote(source)
        return made.value, made.diagnostics
    from nashr.bibliography import csl_items  # it takes the parser of YAML with it

    csl = csl_items.load_csl_items(source, language)
    return csl.value, csl.diagnostics


def unsupported(path: str) -> Diagnostic | None:
    """Why a file of this name is not read, or None; to be asked before it is read."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in SUFFIXES:
        return None
    message = Message(
        "nashr does not read bibliographies of the kind “{kind}”.", kind=suffix or path
    )
    hint = _EXPORTS.get(suffix, _KINDS)
    return Diagnostic("bib-unsupported-format", Span(path), message, hint)


def _first_of_each_key(found: list[Entry | Reference]) -> Outcome[list[Entry | Reference]]:
    """The entries without those whose key is taken, and diagnostics: one that says the same is no
    harm, one that says something else is.
    """
    first: dict[str, Entry | Reference] = {}
    diagnostics: list[Diagnostic] = []
    for entry in found:
        before = first.setdefault(entry.key, entry)
        if before is entry:
            continue
        if _content(before) == _content(entry):
            message = Message(
                "The entry “{key}” stands twice and says the same, first at {place}.",
                key=entry.key,
                place=str(_span(before)),
            )
            hint = Message("Remove one of the two.")
            diagnostics.append(Diagnostic("bib-repeated", _span(entry), message, hint, entry.key))
            continue
        message = Message(
            "The key “{key}” is taken: it stands first at {place}.",
            key=entry.key,
            place=str(_span(before)),
        )
        hint = Message("Give this entry another key, or remove one of the two.")
        diagnostics.append(Diagnostic("bib-duplicate-key", _span(entry), message, hint, entry.key))
    return Outcome(list(first.values()), tuple(diagnostics))


def _content(entry: Entry | Reference) -> object:
    """What an entry says, wherever it stands."""
    if isinstance(entry, Entry):
        return entry.type.lower(), dict(entry.fields)
    return entry.item


def _span(entry: Entry | Reference) -> Span:
    if isinstance(entry, Entry):
        return entry.span
    return Span(entry.file, entry.line, entry.column)


# --- from pandoc ---------------------------------------------------------------------------


def _reference(prepared: Prepared, made: Mapping[str, CslItem]) -> Reference:
    entry = prepared.entry
    item = made[entry.key]
    span = entry.span
    kept = {
        name: tex.restored(value, prepared.formulas) if isinstance(value, str) else value
        for name, value in {**item, **extra_fields.read_back(entry.key, made)}.items()
        if name not in ("language", QUERY, *DATES)
    }
    kind = entry.type.lower()
    known = entry.csl_type or entry_types.OF_CSL.get(kind) or item.get("type")
    kept["type"] = known or _TYPES.get(kind, "document")
    if "issue" not in kept and (issue := _said(entry, "issue")):
        kept["issue"] = issue  # pandoc has one for articles alone: a law has that of its gazette
    if shelf_mark := _said(entry, "library"):
        kept["call-number"] = shelf_mark  # whose TeX pandoc does not read
    if (page := kept.get("page")) and page in (_said(entry, "eid"), _said(entry, "articleno")):
        kept["eid"] = page
    for name in _OF_CSL:
        if text := _said(entry, name):
            kept.setdefault(name, text)
    if kind == "periodical":
        field_meanings.settle_periodical(kept)
    kept.update(prepared.dates)
    kept.update(latin_fields.of_entry(entry.fields))
    if prepared.language:
        # Pandoc knows more of a language that it knows: “turkish” is tr-TR.
        known = language_names.language_tag(str(item.get("language", "")))
        kept["language"] = prepared.language if known in (None, UNDETERMINED) else known
    query = entry.fields.get(QUERY, "").replace("{", "").replace("}", "") or None
    return Reference(
        entry.key,
        items.settled(_with_particles(kept, entry)),
        span.file,
        span.line,
        span.column,
        query,
        _aliases(entry),
        prepared.parents,
    )


def _said(entry: Entry, name: str) -> str:
    """A field of which pandoc reads nothing, as text."""
    return tex.decoded(entry.fields.get(name, "")).replace("---", "—").replace("--", "–")


def _unread(entry: Entry, item: CslItem) -> Iterator[Diagnostic]:
    """The fields that entries of this type do not have."""
    for name in field_names.unread_fields(entry.fields, item):
        message = Message(
            "{name} of “{key}” is printed nowhere: an entry of the type @{type} has no such field.",
            name=name,
            key=entry.key,
            type=entry.type.lower(),
        )
        hint = Message("Give the entry another type that fits, or say it in note.")
        yield Diagnostic("bib-field-unread", entry.place_of(name), message, hint, entry.key)


def _with_particles(item: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """The item with its particles as the entry wants them (BibLaTeX 3.20, ``useprefix``)."""
    options = re.sub(r"\s", "", entry.fields.get("options", "")).lower()
    return item if "useprefix=false" in options else items.with_whole_families(item)


def _aliases(entry: Entry) -> tuple[str, ...]:
    """The keys that the entry had before (BibLaTeX 3.20, ``ids``)."""
    named = (key.strip() for key in entry.fields.get("ids", "").split(","))
    return tuple(key for key in dict.fromkeys(named) if key and key != entry.key)


# --- converting ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Batch:
    """Entries that were converted together, or one entry that could not be converted."""

    entries: Sequence[Prepared]
    items: list[CslItem]
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Converter:
    to_csl: ToCsl
    converter_error: type[Exception]

    def convert(self, entries: Sequence[Prepared]) -> Outcome[list[CslItem]]:
        """The items of all entries that can be read, and a ``bib-syntax`` for each that cannot."""
        if not entries:
            return Outcome([])
        try:
            return Outcome(self.to_csl(_text_of(entries)))
        except self.converter_error as error:
            if _is_too_slow(error):
                return Outcome([], (_too_slow(entries),))
            self.to_csl(_VALID_ENTRY)
        batches = list(self._batches(entries))
        diagnostics = tuple(_fault(batch.entries, batch.error) for batch in batches if batch.error)
        converted = [item for batch in batches for item in batch.items]
        if len(batches) > 1:
            # Once more together: an entry may inherit from one that stood in another batch.
            readable = [e for batch in batches if not batch.error for e in batch.entries]
            whole = next(self._batches(readable), None) if readable else None
            if whole and len(whole.entries) == len(readable):
                converted = whole.items
        return Outcome(converted, diagnostics)

    def _batches(self, entries: Sequence[Prepared]) -> Iterator[_Batch]:
        try:
            yield _Batch(entries, self.to_csl(_text_of(entries)))
        except self.converter_error as error:
            if len(entries) == 1 or _is_too_slow(error):
                yield _Batch(entries, [], error)
                return
            middle = len(entries) // 2
            yield from self._batches(entries[:middle])
            yield from self._batches(entries[middle:])


def _text_of(entries: Sequence[Prepared]) -> str:
    return "\n".join([*(prepared.text for prepared in entries), ""])


def _is_too_slow(error: Exception) -> bool:
    """Whether the converter timed out; retrying would take as long again."""
    return bool(getattr(error, "too_slow", False))


def _too_slow(entries: Sequence[Prepared]) -> Diagnostic:
    message = Message("The entries cannot be read in time.")
    hint = Message("Look for what no bibliography needs: very long fields, signs without end.")
    first = entries[0].entry
    alone = len(entries) == 1
    at = first.span if alone else Span(first.span.file)
    return Diagnostic("input-too-large", at, message, hint, first.key if alone else None)


def _fault(entries: Sequence[Prepared], error: Exception) -> Diagnostic:
    return _too_slow(entries) if _is_too_slow(error) else _unreadable(entries[0], error)


def _unreadable(prepared: Prepared, error: Exception) -> Diagnostic:
    """The finding of an entry that pandoc refuses, at the field in which it gave up."""
    entry = prepared.entry
    position = _POSITION.search(str(error))
    lines = prepared.text.split("\n")
    number = int(position[1]) - 1 if position else 0
    name = lines[number].partition(" = ")[0] if 0 < number < len(lines) else ""
    at = entry.place_of(name) if name else entry.span
    message = Message("The entry “{key}” cannot be read.", key=entry.key)
    hint = Message("Look for a brace, or a macro of TeX, that is not closed.")
    return Diagnostic("bib-syntax", at, message, hint, entry.key)
