"""LaTeX's citations and cross-references."""

from __future__ import annotations

import re

from nashr.document import latex_commands as table
from nashr.document.latex_reading import Reading
from nashr.document.latex_syntax import Argument, Call, call
from nashr.document.meanings import Cited, CitedWork, Form, Linked, Referred
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit


def citation(reading: Reading, command: re.Match[str]) -> Edit:
    r"""``\cite`` and its kin, with their notes before and after."""
    name = command[1]
    multiple = name in table.MULTIPLE
    one = call(reading.text, command, "pp*" if multiple else "oom", len(reading.text))
    if not one.needed:
        return reading.lacking(command)
    works: list[CitedWork] = []
    if multiple:
        for argument in one.needed:
            notes = [n for n in one.optional if _belongs(n, argument, one)]
            works += _works(reading, argument, notes)
    else:
        works = _works(reading, one.needed[0], list(one.optional))
    mode = table.MULTIPLE[name] if multiple else table.CITATIONS[name]
    source = reading.text[one.start : one.end]
    meaning = Cited(source, tuple(works), mode, name in table.IN_NOTES)
    return reading.token(one.start, one.end, meaning)


def _belongs(note: Argument, keys: Argument, one: Call) -> bool:
    before = [n.start for n in one.needed if n.start < keys.start]
    return (before[-1] if before else one.start) < note.start < keys.start


def _works(reading: Reading, keys: Argument, notes: list[Argument]) -> list[CitedWork]:
    filled = [note if note.text.strip() else None for note in notes[:2]]
    before, after = ([None, None, *filled])[-2:] if len(filled) == 2 else (None, *filled, None)[:2]
    found = [
        Placed(m[0], reading.origin(keys.start + m.start()))
        for m in re.finditer(r"[^\s,]+", keys.text)
    ]
    last = len(found) - 1
    return [
        CitedWork(
            key,
            reading.fragment(before) if before and n == 0 else None,
            reading.fragment(after) if after and n == last else None,
        )
        for n, key in enumerate(found)
    ]


def reference(reading: Reading, command: re.Match[str]) -> Edit:
    r"""``\ref`` and its kin."""
    name = command[1]
    form: Form = table.REFERENCES[name]
    if name == "hyperref":
        return _linked_words(reading, command)
    one = call(reading.text, command, "mm" if name == "crefrange" else "m", len(reading.text))
    if not one.needed:
        return reading.lacking(command)
    keys = tuple(
        Placed(m[0].strip(), reading.origin(argument.start + m.start()))
        for argument in one.needed
        for m in re.finditer(r"[^\s,][^,]*", argument.text)
    )
    source = reading.text[one.start : one.end]
    return reading.token(one.start, one.end, Referred(source, form, keys))


def _linked_words(reading: Reading, command: re.Match[str]) -> Edit:
    one = call(reading.text, command, "om", len(reading.text))
    if not one.needed or not one.optional:
        return reading.lacking(command)
    key = reading.placed(one.optional[0])
    target = Placed(f"#{key}", key.offset)
    source = reading.text[one.start : one.end]
    return reading.token(
        one.start, one.end, Linked(source, target, reading.fragment(one.needed[0]))
    )
