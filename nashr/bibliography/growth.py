"""How far entries of a ``.bib`` file grow when they are read, found out before they are.

An abbreviation may stand for others, and an entry inherits from others; forty lines of either can
stand for a terabyte. Pandoc carries both out, and follows a ring without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nashr.bibliography.bibtex import Definition, Entry
from nashr.diagnostics import Diagnostic, Outcome

#: Characters of an entry with all that it stands for; one with 5000 authors has 200 000.
LONGEST = 250_000
#: The same of all entries together.
LARGEST = 16_000_000
#: Entries from which an entry inherits by way of others.
DEEPEST = 10

#: The fields that name an entry to inherit from (BibLaTeX 3.20, section 2.2.3).
_PARENTS = ("crossref", "xref", "xdata")
_WORD = re.compile(r"[^\W\d][\w:.+-]*")


def bounded(entries: Sequence[Entry]) -> Outcome[list[Entry]]:
    """The entries that may be read, their definitions those that may; a finding for the others."""
    findings: dict[Diagnostic, None] = {}
    kept: list[Entry] = []
    known: dict[tuple[Definition, ...], Mapping[str, int]] = {}
    family = _Family({entry.key: entry for entry in entries})
    total = 0
    for entry in entries:
        if entry.strings not in known:
            known[entry.strings] = _lengths(entry.strings)
            findings |= dict.fromkeys(_endless(entry.strings, known[entry.strings]))
        own = _length(entry.raw, known[entry.strings])
        family.sizes[entry.key] = own
    for entry in entries:
        finding = family.fault(entry)
        if finding is None:
            total += family.size(entry)
            finding = _all_too_large(entry) if total > LARGEST else None
        if finding is None:
            kept.append(entry)
        else:
            findings[finding] = None
            if total > LARGEST:
                break
    return Outcome(kept, tuple(findings))


# --- abbreviations -------------------------------------------------------------------------


def _lengths(definitions: Sequence[Definition]) -> dict[str, int]:
    """What each abbreviation stands for, in characters, and never more than too much."""
    lengths: dict[str, int] = {}
    for definition in definitions:
        value = definition.raw.partition("=")[2]
        lengths[definition.name] = min(_length(value, lengths), LONGEST + 1)
    return lengths


def _length(raw: str, lengths: Mapping[str, int]) -> int:
    if not lengths:
        return len(raw)
    # Words that stand in braces count as well: too much rather than too little.
    return len(raw) + sum(lengths.get(word.lower(), 0) for word in _WORD.findall(raw))


def _endless(definitions: Sequence[Definition], lengths: Mapping[str, int]) -> Iterator[Diagnostic]:
    for definition in definitions:
        if lengths[definition.name] > LONGEST:
            message = f"“{definition.name}” stands for more than {LONGEST:,} characters."
            yield Diagnostic("input-too-large", definition.span, message)
            return


# --- inheritance ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Family:
    """Who inherits from whom."""

    entries: Mapping[str, Entry]
    sizes: dict[str, int] = field(default_factory=dict)
    _whole: dict[str, int] = field(default_factory=dict)

    def parents(self, entry: Entry) -> list[Entry]:
        named = ",".join(entry.fields.get(name, "") for name in _PARENTS).split(",")
        keys = dict.fromkeys(key.strip() for key in named)
        return [self.entries[key] for key in keys if key in self.entries]

    def fault(self, entry: Entry) -> Diagnostic | None:
        """Why an entry may not be read: a ring, a chain that is too long, or its size."""
        if not self.parents(entry):
            too_long = self.sizes[entry.key] > LONGEST
            return _too_large(entry) if too_long else None
        generation, depth = {entry.key: entry}, 0
        while generation:
            older = {p.key: p for one in generation.values() for p in self.parents(one)}
            if entry.key in older:
                message = f"The entry “{entry.key}” inherits from itself."
                hint = "Look at the fields crossref, xref and xdata."
                return Diagnostic("bib-entry-invalid", entry.span, message, hint)
            depth += 1
            if depth > DEEPEST:
                message = f"The entry “{entry.key}” inherits by way of more than {DEEPEST} others."
                return Diagnostic("bib-entry-invalid", entry.span, message)
            generation = older
        return _too_large(entry) if self.size(entry) > LONGEST else None

    def size(self, entry: Entry) -> int:
        """An entry's characters with what it inherits; only for one that is in no ring."""
        if entry.key not in self._whole:
            older = sum(self.size(parent) for parent in self.parents(entry))
            self._whole[entry.key] = min(self.sizes[entry.key] + older, LARGEST)
        return self._whole[entry.key]


def _too_large(entry: Entry) -> Diagnostic:
    message = f"The entry “{entry.key}” has more than {LONGEST:,} characters."
    hint = "Count what it inherits, and what its abbreviations stand for."
    return Diagnostic("input-too-large", entry.span, message, hint)


def _all_too_large(entry: Entry) -> Diagnostic:
    message = f"With this entry the bibliography has more than {LARGEST:,} characters."
    hint = "The entries from here on are not read."
    return Diagnostic("input-too-large", entry.span, message, hint)
