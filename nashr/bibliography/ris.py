"""Split an RIS file into records, with their lines.

A record begins with ``TY  - `` and ends with ``ER  - ``; each line is a tag, a hyphen and a value,
and a line without a tag goes on with the value before it.
"""

from __future__ import annotations

import re
from itertools import islice

from nashr.bibliography import bibtex, records
from nashr.bibliography.bibtex import Entry
from nashr.bibliography.records import Record
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import Source
from nashr.untrusted.text import MAX_LENGTH, character_diagnostics

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])\s{0,4}-(?:\s(.*)|\s*)$")


def load_ris(source: Source) -> Outcome[tuple[Entry, ...]]:
    """The records of a file as entries, in order."""
    if len(source.text) > MAX_LENGTH:
        message = Message(
            "The file has {number:,} characters; the most is {most:,}.",
            number=len(source.text),
            most=MAX_LENGTH,
        )
        return Outcome((), (Diagnostic("input-too-large", Span(source.path), message),))
    split = _split(source)
    if len(split.value) > bibtex.MAX_ENTRIES:
        at = split.value[bibtex.MAX_ENTRIES].span
        message = Message("The file has more than {most:,} entries.", most=bibtex.MAX_ENTRIES)
        return Outcome((), (Diagnostic("input-too-large", at, message),))
    made = records.as_entries(split.value)
    found = (*character_diagnostics(source), *split.diagnostics, *made.diagnostics)
    return Outcome(made.value, tuple(bibtex.by_entry(found, made.value)))


#: What databases write before the first record, as in “Provider: A Library”.
_PREAMBLE = re.compile(r"\ufeff?[A-Za-z][\w -]{0,30}:\s")


def _split(source: Source) -> Outcome[list[Record]]:
    found: list[Record] = []
    stray: list[Diagnostic] = []
    record: Record | None = None
    lines: list[str] = []
    tag = ""
    for number, text in enumerate(source.text.split("\n"), start=1):
        line = _LINE.match(text)
        if line is not None and line[1] == "TY":
            _close(record, lines)
            record = Record((line[2] or "").strip().upper(), Span(source.path, number, 1))
            found.append(record)
            lines, tag = [], ""
        elif record is None:
            if text.strip() and (found or line is not None or not _PREAMBLE.match(text)):
                message = Message("This line belongs to no record.")
                hint = Message("A record begins with a line such as “TY  - JOUR”.")
                stray.append(Diagnostic("bib-syntax", Span(source.path, number, 1), message, hint))
            continue
        elif line is not None and line[1] == "ER":
            _close(record, [*lines, text])
            record = None
            continue
        elif line is not None:
            tag = line[1]
            record.add(tag, line[2] or "")
            if tag == "ID":
                record.key_span = Span(source.path, number, line.start(2) + 1)
        elif tag and text.strip():
            _continue(record, tag, text)
        lines.append(text)
    _close(record, lines)
    # One line is told of: those behind it are mostly of the same text.
    return Outcome(found, tuple(islice(stray, 1)))


def _close(record: Record | None, lines: list[str]) -> None:
    if record is not None:
        record.raw = "\n".join(lines).rstrip()


def _continue(record: Record, tag: str, text: str) -> None:
    values = record.values.get(tag)
    if values:
        values[-1] = f"{values[-1]} {' '.join(text.split())}"
    else:
        record.add(tag, text)
