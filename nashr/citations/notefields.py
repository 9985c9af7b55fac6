"""CSL variables in an item's note, for which a reference manager has no field.

A line ``variable: value`` at the head of ``note``, or ``{:variable: value}`` anywhere in it, sets
that variable, as in citeproc-js and Zotero. The item's own fields take precedence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.citations.varnames import DATES, NAMES, NUMBERS, STANDARD

_LINE = re.compile(r"\s*([A-Za-z][A-Za-z_-]+): *(\S.*?)\s*")
_BRACED = re.compile(r"\{:([A-Za-z][A-Za-z_-]+): *([^}]*)\}")
_KNOWN = DATES | NAMES | NUMBERS | STANDARD


def with_note_fields(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """``item`` with the variables of its note as fields, and without them in the note."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return item
    found: dict[str, Any] = {}
    lines = note.split("\n")
    while lines:
        match = _LINE.fullmatch(lines[0])
        if match is None or not _is_variable(match[1]):
            break
        _add(found, match[1], match[2])
        del lines[0]
    rest = "\n".join(lines)
    for match in _BRACED.finditer(rest):
        if _is_variable(match[1]):
            _add(found, match[1], match[2].strip())
    if not found:
        return item
    rest = _BRACED.sub(lambda m: "" if _is_variable(m[1]) else m[0], rest).strip()
    own = {name: value for name, value in item.items() if value not in (None, "", [])}
    return {**found, **own, "note": rest, **_types(found)}


def _is_variable(name: str) -> bool:
    return name.removesuffix("-short") in _KNOWN or name == "type"


def _types(found: Mapping[str, Any]) -> dict[str, Any]:
    """A type in the note replaces the item's own."""
    return {"type": found["type"]} if "type" in found else {}


def _add(found: dict[str, Any], name: str, value: str) -> None:
    if name in NAMES:
        family, bars, given = value.partition("||")
        person = {"family": family.strip(), "given": given.strip()} if bars else {"literal": value}
        found.setdefault(name, []).append(person)
    elif name in DATES:
        found[name] = {"raw": value}
    else:
        found[name] = value
