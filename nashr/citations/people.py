"""The names of CSL JSON: persons in their parts, institutions as they are written.

Particles written into the family or given name are taken apart by the rules that citeproc-js
documents: words that begin with a small letter before the family name do not drop, those
behind the given name drop.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nashr.citations.markup import field_text

#: Words before a family name that are particles although they begin with a capital, or that
#: hang on the name.
_JOINED = re.compile(
    r"(?:(?:d|l|dell|dall|all|nell|sull|degl|qu|t|s)[’']|(?:al|el|ad|ash|at|as)[-‐])", re.IGNORECASE
)
_SUFFIX_MARK = re.compile(r"\s*,(!?)\s*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, or an institution's as ``literal``."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False


def read_names(value: Any) -> tuple[PersonName, ...]:
    """The names of a variable; what is no name is left out."""
    people = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_name, people) if name is not None)


def _name(value: Any) -> PersonName | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None

    def part(name: str) -> str:
        text = value.get(name)
        return field_text(text) if isinstance(text, str) else ""

    family, given, suffix = part("family"), part("given"), part("suffix")
    particle, dropping = part("non-dropping-particle"), part("dropping-particle")
    comma = flag(value.get("comma-suffix"))
    parse = not (flag(value.get("parse-names")) is False and "parse-names" in value)
    raw_family = value.get("family")
    if (
        isinstance(raw_family, str)
        and len(raw_family) > 2
        and raw_family[0] == raw_family[-1] == '"'
    ):
        family, parse = field_text(raw_family[1:-1]), False
    if parse:
        if not suffix and given:
            given, suffix, comma = _suffixed(given, comma)
        if not particle and not dropping:
            given, dropping = _dropping(given)
            particle, family = _leading(family)
    literal = part("literal")
    if not literal and not family:
        return PersonName(literal=given) if given else None
    return PersonName(
        family=family,
        given=given,
        dropping_particle=dropping,
        particle=particle,
        suffix=suffix,
        literal=literal,
        comma_suffix=comma,
        static_ordering=flag(value.get("static-ordering")),
    )


def _suffixed(given: str, comma: bool) -> tuple[str, str, bool]:
    """A suffix behind a comma of the given name; ``,!`` keeps the comma in front of it."""
    found = _SUFFIX_MARK.search(given)
    if found is None:
        return given, "", comma
    return given[: found.start()], given[found.end() :], comma or bool(found[1])


def _dropping(given: str) -> tuple[str, str]:
    """Words in small letters at the end of a given name are particles that drop."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and _is_small(words[at - 1]):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _leading(family: str) -> tuple[str, str]:
    """The particle at the head of a family name, and the rest."""
    particle: list[str] = []
    rest, hangs = family, False
    while True:
        word, space, behind = rest.partition(" ")
        if space and behind and _is_small(word):
            particle.append(word)
            rest = behind
            hangs = word.endswith(("’", "'"))
            continue
        joined = _JOINED.match(rest)
        if joined and rest[: joined.end()].islower() and len(rest) > joined.end():
            particle.append(joined[0])
            rest = rest[joined.end() :]
            hangs = False
        break
    # Behind an apostrophe the space is the author's: de’ Medici, but d’Alembert.
    return " ".join(particle) + (" " if hangs else ""), rest


def _is_small(word: str) -> bool:
    return word[:1].islower() or (word[:1] in "’'‘" and word[1:2].islower())


def flag(value: Any) -> bool:
    """A truth value as CSL JSON writes it: a boolean, a number or a string."""
    return value not in (None, False, 0, "", "0", "false")
