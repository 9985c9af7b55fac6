"""The fields of an entry for the list in Latin letters, read from all kinds of bibliographies.

``VARIABLE-romanized`` is a variable of CSL in Latin letters, ``VARIABLE-translated`` a title in
translation; ``romanization`` says that what is generated was checked. They stand beside the others
in an item. BibLaTeX calls most variables by another name; in Zotero a field is a line of *Extra*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.bibliography import tex
from nashr.bibliography.names import split_and

ROMANIZED, TRANSLATED = "-romanized", "-translated"
#: The field that says that the romanization was checked, and the value that it has.
CHECKED, CONFIRMED = "romanization", "confirmed"
#: The variables of CSL by the fields of BibLaTeX, where they have other names.
_VARIABLES = {
    "journaltitle": "container-title",
    "journal": "container-title",
    "booktitle": "container-title",
    "shorttitle": "title-short",
    "series": "collection-title",
    "eventtitle": "event-title",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "location": "publisher-place",
    "address": "publisher-place",
    "type": "genre",
}
_MAKERS = frozenset("author editor translator director compiler illustrator".split())
_IN_NOTE = re.compile(
    rf"^[ \t]*([A-Za-z][A-Za-z-]*(?:{ROMANIZED}|{TRANSLATED})|{CHECKED})"
    r"[ \t]*:[ \t]*(\S.*?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def is_latin_field(name: str) -> bool:
    """Whether a field is for the list in Latin letters."""
    return name.endswith((ROMANIZED, TRANSLATED)) or name == CHECKED


def of_entry(fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an entry of BibLaTeX, by the variables of CSL."""
    return {
        _variable(name): _value(name, value)
        for name, value in fields.items()
        if is_latin_field(name) and value.strip()
    }


def with_latin_fields(item: dict[str, Any]) -> dict[str, Any]:
    """The item with the fields that its note has a line for each, and its names as names."""
    note = item.get("note")
    found = dict[str, Any]()
    if isinstance(note, str) and ":" in note:
        found = {name.lower(): value for name, value in _IN_NOTE.findall(note)}
        if found:
            item["note"] = _IN_NOTE.sub("", note).strip()
            if not item["note"]:
                del item["note"]
    for name, value in found.items():
        item.setdefault(name, value)
    for name, value in item.items():
        if is_latin_field(name) and isinstance(value, str) and _is_names(name):
            item[name] = _names(value)
    return item


def _variable(name: str) -> str:
    for suffix in (ROMANIZED, TRANSLATED):
        base = name.removesuffix(suffix)
        if base != name:
            return f"{_VARIABLES.get(base, base)}{suffix}"
    return name


def _value(name: str, value: str) -> Any:
    return _names(value) if _is_names(name) else tex.decoded(value)


def _is_names(name: str) -> bool:
    return name.endswith(ROMANIZED) and name.removesuffix(ROMANIZED) in _MAKERS


def _names(text: str) -> list[dict[str, str]]:
    """Names as ``Family, Given and Family, Given``, or with semicolons between them."""
    named = [part for piece in split_and(text) for part in piece.split(";")]
    return [_name(part.strip()) for part in named if part.strip()]


def _name(text: str) -> dict[str, str]:
    if text == "others":
        return {"literal": text}
    if text.startswith("{") and text.endswith("}"):
        return {"literal": tex.decoded(text)}
    family, comma, given = tex.decoded(text).partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    before, _, last = family.rpartition(" ")
    return {"family": last, "given": before} if before else {"literal": last}
