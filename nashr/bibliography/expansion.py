"""Limit the size of BibLaTeX entries after expansion, before pandoc expands them.

An ``@string`` may use others, and an entry may inherit from others (``crossref``, ``xdata``), so
that forty lines can expand to a terabyte. Pandoc expands both without a limit, and loops for ever
on entries that inherit from each other in a circle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nashr.bibliography.bibtex import Entry, Keys
from nashr.bibliography.bibtex_values import StringDefinition
from nashr.diagnostics import Diagnostic, Outcome
from nashr.messages import Message
from nashr.records import dataclass, field

#: Characters of an entry after expansion; an entry with 5000 authors has 200 000.
MAX_ENTRY_LENGTH = 250_000
#: Characters of all entries together after expansion.
MAX_TOTAL_LENGTH = 16_000_000
#: The length of a chain of entries that inherit from each other.
MAX_DEPTH = 10

#: The fields that name an entry to inherit from (BibLaTeX 3.20, section 2.2.3).
_PARENTS = ("crossref", "xref", "xdata")
_WORD = re.compile(r"[^\W\d][\w:.+-]*")


def entries_within_limits(entries: Sequence[Entry]) -> Outcome[list[Entry]]:
    """The entries that stay within the limits, and a diagnostic for each of the others."""
    diagnostics: dict[Diagnostic, None] = {}
    kept: list[Entry] = []
    known: dict[tuple[StringDefinition, ...], Mapping[str, int]] = {}
    by_key = {entry.key: entry for entry in entries}
    inheritance = _Inheritance(by_key, Keys(by_key))
    total = 0
    for entry in entries:
        if entry.strings not in known:
            known[entry.strings] = _definition_lengths(entry.strings)
            diagnostics |= dict.fromkeys(_too_long_definitions(entry.strings, known[entry.strings]))
        own = _expanded_length(entry.raw, known[entry.strings])
        inheritance.sizes[entry.key] = own
    for entry in entries:
        diagnostic = inheritance.error(entry)
        if diagnostic is None:
            total += inheritance.size(entry)
            diagnostic = _all_too_large(entry) if total > MAX_TOTAL_LENGTH else None
        if diagnostic is None:
            kept.append(entry)
        else:
            diagnostics[diagnostic] = None
            if total > MAX_TOTAL_LENGTH:
                break
    return Outcome(kept, tuple(diagnostics))


# --- abbreviations -------------------------------------------------------------------------


def _definition_lengths(definitions: Sequence[StringDefinition]) -> dict[str, int]:
    """The length of each ``@string`` after expansion, capped just above ``MAX_ENTRY_LENGTH``."""
    lengths: dict[str, int] = {}
    for definition in definitions:
        length = _expanded_length(definition.value, lengths)
        lengths[definition.name] = min(length, MAX_ENTRY_LENGTH + 1)
    return lengths


def _expanded_length(raw: str, lengths: Mapping[str, int]) -> int:
    if not lengths:
        return len(raw)
    # Words inside braces are counted too, so this is an upper bound.
    return len(raw) + sum(lengths.get(word.lower(), 0) for word in _WORD.findall(raw))


def _too_long_definitions(
    definitions: Sequence[StringDefinition], lengths: Mapping[str, int]
) -> Iterator[Diagnostic]:
    for definition in definitions:
        if lengths[definition.name] > MAX_ENTRY_LENGTH:
            message = Message(
                "“{name}” stands for more than {most:,} characters.",
                name=definition.name,
                most=MAX_ENTRY_LENGTH,
            )
            yield Diagnostic("input-too-large", definition.span, message)
            return


# --- inheritance ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Inheritance:
    """Which entries inherit from which, and how long they are with what they inherit."""

    entries: Mapping[str, Entry]
    keys: Keys
    sizes: dict[str, int] = field(default_factory=dict)
    _expanded_sizes: dict[str, int] = field(default_factory=dict)

    def parents(self, entry: Entry) -> list[Entry]:
        named = ",".join(entry.fields.get(name, "") for name in _PARENTS).split(",")
        known = dict.fromkeys(self.keys.find(key) for key in named)
        return [self.entries[key] for key in known if key is not None]

    def error(self, entry: Entry) -> Diagnostic | None:
        """The limit that an entry exceeds: a circle, a chain that is too long, or its size."""
        if not self.parents(entry):
            too_long = self.sizes[entry.key] > MAX_ENTRY_LENGTH
            return _too_large(entry) if too_long else None
        generation, depth = {entry.key: entry}, 0
        while generation:
            older = {p.key: p for one in generation.values() for p in self.parents(one)}
            if entry.key in older:
                message = Message("The entry “{key}” inherits from itself.", key=entry.key)
                hint = Message("Look at the fields crossref, xref and xdata.")
                return Diagnostic("bib-entry-invalid", entry.span, message, hint, entry.key)
            depth += 1
            if depth > MAX_DEPTH:
                message = Message(
                    "The entry “{key}” inherits by way of more than {most} others.",
                    key=entry.key,
                    most=MAX_DEPTH,
                )
                return Diagnostic("bib-entry-invalid", entry.span, message, None, entry.key)
            generation = older
        return _too_large(entry) if self.size(entry) > MAX_ENTRY_LENGTH else None

    def size(self, entry: Entry) -> int:
        """An entry's length with what it inherits. The entry must not be part of a circle."""
        if entry.key not in self._expanded_sizes:
            older = sum(self.size(parent) for parent in self.parents(entry))
            self._expanded_sizes[entry.key] = min(self.sizes[entry.key] + older, MAX_TOTAL_LENGTH)
        return self._expanded_sizes[entry.key]


def ancestors(entry: Entry, entries: Mapping[str, Entry], keys: Keys) -> list[Entry]:
    """The entries whose fields an entry inherits (not those of ``xref``), the nearest first."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting:
        one = waiting.pop(0)
        for name in ("crossref", "xdata"):
            for key in one.fields.get(name, "").split(","):
                known = keys.find(key)
                if known is not None and known not in found:
                    found[known] = entries[known]
                    waiting.append(entries[known])
    return list(found.values())


def _too_large(entry: Entry) -> Diagnostic:
    message = Message(
        "The entry “{key}” has more than {most:,} characters.",
        key=entry.key,
        most=MAX_ENTRY_LENGTH,
    )
    hint = Message("Count what it inherits, and what its abbreviations stand for.")
    return Diagnostic("input-too-large", entry.span, message, hint, entry.key)


def _all_too_large(entry: Entry) -> Diagnostic:
    message = Message(
        "With this entry the bibliography has more than {most:,} characters.",
        most=MAX_TOTAL_LENGTH,
    )
    hint = Message("The entries from here on are not read.")
    return Diagnostic("input-too-large", entry.span, message, hint)
