"""Slips in ``.bib`` files at which no parser stops: what they leave out, and where it stands."""

from __future__ import annotations

import re

_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*[{\"\d]")
#: What may be the name of a field.
_NAME = re.compile(r"[^\s\"#%'(),={}:;]+")
_OPENED = re.compile(r"^\s*[A-Za-z][\w-]*\s*=\s*\"")


def first_field(text: str) -> tuple[str, int] | None:
    """The name and the offset of the field that a text between entries begins with: the entry
    before it was closed by a brace too many.
    """
    found = _FIELD.match(text)
    return (found[1], found.start(1)) if found else None


def is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name))


def unclosed_field(raw: str) -> int:
    """The offset of the first field that leaves a brace or a quotation mark open, or 0."""
    depth, offset, field = 0, 0, 0
    lines = raw.splitlines(keepends=True)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        inner = len(line) - len(line.lstrip())
        if re.match(r"\s*[A-Za-z][\w-]*\s*=", line):
            if depth > 1:
                return field
            field = offset + inner
            quotes = len(re.findall(r"(?<!\\)\"", line))
            ends = not following or re.match(r"\s*([A-Za-z][\w-]*\s*=|[})]|@)", following)
            if depth == 1 and _OPENED.match(line) and quotes == 1 and ends:
                return field
        depth += len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line))
        offset += len(line)
    return field if depth > 1 else 0
