"""Bibliography files as references: BibLaTeX, CSL JSON and CSL YAML, each entry with its place.

The entries of all ``.bib`` files go to pandoc in one call. Where it refuses them, the entry that
it stumbles over is found by halving, reported and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from nashr.bibliography import bibtex, csl_items, growth, language_names
from nashr.bibliography.bibtex import Definition, Entry
from nashr.bibliography.csl_items import QUERY
from nashr.diagnostics import Diagnostic, Outcome, Span, nearest, sort_diagnostics
from nashr.model import CslItem, Reference, Source

#: BibLaTeX to CSL JSON, as pandoc does it.
ToCsl: TypeAlias = Callable[[str], list[CslItem]]

#: ISO 639-2 for a language that is not determined; pandoc leaves titles in it alone.
UNDETERMINED = "und"

#: Types of BibLaTeX that pandoc leaves without one of CSL.
_TYPES = {"misc": "document", "conference": "paper-conference"}

_POSITION = re.compile(r"\(line (\d+), column (\d+)\)")
_SOUND = "@misc{sound, title = {Sound}}\n"


def load(
    sources: Sequence[Source],
    to_csl: ToCsl,
    *,
    language: str | None = None,
    refusal: type[Exception] = ValueError,
) -> Outcome[tuple[Reference, ...]]:
    """The references of all files, in the order of the files and of the entries in them.

    ``language`` is that of the ``.bib`` entries which name none, the journal's by BibLaTeX's rule.
    Pandoc writes the titles of English entries in sentence case; where ``language`` is None, such
    titles stay as they are typed. ``to_csl`` raises ``refusal`` for a text that it cannot read;
    where it refuses a sound one too, the fault is not the author's and the exception goes on.
    """
    findings: list[Diagnostic] = []
    found: list[Entry | Reference] = []
    for source in sources:
        entries, faults = _read(source)
        found.extend(entries)
        findings.extend(faults)
    unique = _first_of_each_key(found)
    findings.extend(unique.diagnostics)
    bounded = growth.bounded([e for e in unique.value if isinstance(e, Entry)])
    findings.extend(bounded.diagnostics)
    written = [_Written.of(entry, language) for entry in bounded.value]
    converted = _Converter(to_csl, refusal).convert([w.entry for w in written])
    findings.extend(converted.diagnostics)
    items = {str(item["id"]): item for item in converted.value}
    made: dict[str, Reference] = {}
    for each in written:
        item = items.get(each.entry.key)
        if item is not None:
            result = _reference(each, item)
            findings.extend(result.diagnostics)
            made.update({each.entry.key: result.value} if result.value else {})
    references = (made.get(e.key) if isinstance(e, Entry) else e for e in unique.value)
    return Outcome(tuple(r for r in references if r is not None), sort_diagnostics(findings))


def _read(source: Source) -> tuple[Sequence[Entry | Reference], Sequence[Diagnostic]]:
    suffix = PurePosixPath(source.path).suffix.lower()
    if suffix == ".bib":
        bib = bibtex.split(source)
        return bib.value, bib.diagnostics
    if suffix in (".json", ".yaml", ".yml"):
        csl = csl_items.load(source)
        return csl.value, csl.diagnostics
    message = f"nashr does not read bibliographies of the kind “{suffix or source.path}”."
    hint = "Use .bib (BibLaTeX), .json (CSL JSON) or .yaml (CSL YAML)."
    return (), [Diagnostic("bib-unsupported-format", Span(source.path), message, hint)]


def _first_of_each_key(found: list[Entry | Reference]) -> Outcome[list[Entry | Reference]]:
    first: dict[str, Entry | Reference] = {}
    findings: list[Diagnostic] = []
    for entry in found:
        if entry.key not in first:
            first[entry.key] = entry
            continue
        message = f"The key “{entry.key}” is taken: it stands first at {_span(first[entry.key])}."
        hint = "Give this entry another key, or remove one of the two."
        findings.append(Diagnostic("bib-duplicate-key", _span(entry), message, hint))
    return Outcome(list(first.values()), tuple(findings))


def _span(entry: Entry | Reference) -> Span:
    if isinstance(entry, Entry):
        return entry.span
    return Span(entry.file, entry.line, entry.column)


# --- the languages of entries --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Written:
    """An entry as pandoc gets it, and the language that its author gave it."""

    entry: Entry
    #: A tag; None where the author gave no language, or one without a tag.
    language: str | None
    #: What the author wrote as ``langid``, where that is no language.
    unknown: str | None = None

    @classmethod
    def of(cls, entry: Entry, default: str | None) -> _Written:
        """Pandoc takes an entry without ``langid`` for English, or for what LANG says."""
        named = entry.fields.get("langid") or entry.fields.get("hyphenation")
        if named:
            tag = language_names.tag(named)
            return cls(entry, tag, None if tag else named)
        tag = language_names.tag(entry.fields.get("language", "").split(" and ")[0])
        spoken = tag or default or UNDETERMINED
        body = entry.raw[:-1].rstrip()
        comma = "" if body.endswith(",") else ","
        raw = f"{body}{comma}\nlangid = {{{spoken}}}}}"
        return cls(replace(entry, raw=raw), tag)


def _reference(written: _Written, item: CslItem) -> Outcome[Reference | None]:
    entry = written.entry
    span = entry.span
    kind = item.get("type") or _TYPES.get(entry.type)
    if not kind:
        near = nearest(entry.type, bibtex.TYPES)
        hint = f"did you mean “@{near}”?" if near else "Use @misc where no other type fits."
        message = f"“@{entry.type}” is not a type of entry."
        finding = Diagnostic("bib-entry-invalid", entry.start, message, hint)
        return Outcome(None, (finding,))
    kept = {k: v for k, v in item.items() if k not in ("language", QUERY)}
    kept["type"] = kind
    if written.language:
        # Pandoc knows more of a language that it knows: “turkish” is tr-TR.
        known = language_names.tag(str(item.get("language", "")))
        kept["language"] = known or written.language
    query = entry.fields.get(QUERY, "").replace("{", "").replace("}", "") or None
    reference = Reference(entry.key, kept, span.file, span.line, span.column, query)
    if not written.unknown:
        return Outcome(reference)
    message = f"“{written.unknown}” is not a language that nashr knows."
    hint = language_names.hint(written.unknown)
    return Outcome(reference, (Diagnostic("bib-language-unknown", span, message, hint),))


# --- converting ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """Entries that were converted together, or the one entry that could not be."""

    entries: Sequence[Entry]
    items: list[CslItem]
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Converter:
    to_csl: ToCsl
    refusal: type[Exception]

    def convert(self, entries: Sequence[Entry]) -> Outcome[list[CslItem]]:
        """The items of all entries that can be read, and a ``bib-syntax`` for each that cannot."""
        if not entries:
            return Outcome([])
        try:
            return Outcome(self.to_csl(bibtex.text_of(entries)))
        except self.refusal as error:
            if _is_too_slow(error):
                return Outcome([], (_too_slow(entries),))
            self.to_csl(_SOUND)
        broken = self._broken_definitions(entries)
        entries = [
            replace(e, strings=tuple(d for d in e.strings if d not in broken)) for e in entries
        ]
        pieces = list(self._pieces(entries))
        findings = (
            *(_undefinable(definition) for definition in broken),
            *(_fault(piece.entries, piece.error) for piece in pieces if piece.error),
        )
        items = [item for piece in pieces for item in piece.items]
        if len(pieces) > 1:
            # Once more together: an entry may inherit from one that stood in another piece.
            readable = [e for piece in pieces if not piece.error for e in piece.entries]
            whole = next(self._pieces(readable), None) if readable else None
            items = whole.items if whole and len(whole.entries) == len(readable) else items
        return Outcome(items, findings)

    def _broken_definitions(self, entries: Sequence[Entry]) -> list[Definition]:
        """The ``@string`` definitions that cannot be read, by which every entry would fail."""
        definitions = list(dict.fromkeys(d for entry in entries for d in entry.strings))
        if self._reads("\n".join(definition.raw for definition in definitions)):
            return []
        return [definition for definition in definitions if not self._reads(definition.raw)]

    def _reads(self, text: str) -> bool:
        try:
            self.to_csl(f"{text}\n{_SOUND}")
        except self.refusal:
            return False
        return True

    def _pieces(self, entries: Sequence[Entry]) -> Iterator[_Piece]:
        try:
            yield _Piece(entries, self.to_csl(bibtex.text_of(entries)))
        except self.refusal as error:
            if len(entries) == 1 or _is_too_slow(error):
                yield _Piece(entries, [], error)
                return
            middle = len(entries) // 2
            yield from self._pieces(entries[:middle])
            yield from self._pieces(entries[middle:])


def _is_too_slow(error: Exception) -> bool:
    """Whether the converter gave up for time; to ask it again would take as long."""
    return bool(getattr(error, "too_slow", False))


def _too_slow(entries: Sequence[Entry]) -> Diagnostic:
    message = "The entries cannot be read in time."
    hint = "Look for what no bibliography needs: very long fields, signs without end."
    at = entries[0].span if len(entries) == 1 else Span(entries[0].span.file)
    return Diagnostic("input-too-large", at, message, hint)


def _undefinable(definition: Definition) -> Diagnostic:
    message = f"The definition of “{definition.name}” cannot be read."
    hint = "Write it as @string{name = {text}}."
    return Diagnostic("bib-syntax", definition.span, message, hint)


def _fault(entries: Sequence[Entry], error: Exception) -> Diagnostic:
    return _too_slow(entries) if _is_too_slow(error) else _unreadable(entries[0], error)


def _unreadable(entry: Entry, error: Exception) -> Diagnostic:
    position = _POSITION.search(str(error))
    if position is None:
        message = f"The entry “{entry.key}” cannot be read."
        return Diagnostic("bib-syntax", entry.span, message, "Check its braces and commas.")
    at = bibtex.place_in(entry, int(position[1]), int(position[2]))
    message = f"From here on the entry “{entry.key}” cannot be read."
    hint = "Look for a missing comma, brace or quotation mark here and just before."
    return Diagnostic("bib-syntax", at, message, hint)
