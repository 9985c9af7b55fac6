"""Read the names of CSL JSON: persons in parts, institutions as literals.

Particles in the family or given name are split off by the rules that citeproc-js documents:
lower-case words before the family name are non-dropping particles, those after the given name
are dropping particles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from nashr.citations.markup import field_text
from nashr.records import dataclass

#: Particles that are joined to the family name by an apostrophe or a hyphen.
_ELIDED_PARTICLE = re.compile(
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


#: The last "name" of a list with further names: BibTeX's ``and others``, and what others write.
_OTHERS = frozenset({"others", "and others", "et al", "et al."})


def read_names(value: Any) -> tuple[PersonName, ...]:
    """The names of a variable; values that are no names are skipped.

    If the list goes on with names that are not given, it ends with ``OTHERS``.
    """
    people = value if isinstance(value, list) else [value]
    names = tuple(name for name in map(_name, people) if name is not None)
    if len(names) > 1 and _stands_for_others(names[-1]):
        return (*names[:-1], OTHERS)
    return names


def _stands_for_others(name: PersonName) -> bool:
    family = " ".join(part for part in (name.particle.strip(), name.family) if part)
    text = name.literal or (family if not name.given else "")
    return text.lower() in _OTHERS


def without_others(people: Sequence[PersonName]) -> tuple[PersonName, ...]:
    """The persons of a list, without ``OTHERS``."""
    return tuple(people[:-1] if people and people[-1] is OTHERS else people)


#: Stands for the persons that a list leaves out; it is printed as et al.
OTHERS = PersonName(literal="others")


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
    comma = is_true(value.get("comma-suffix"))
    parse = not (is_true(value.get("parse-names")) is False and "parse-names" in value)
    raw_family = value.get("family")
    if (
        isinstance(raw_family, str)
        and len(raw_family) > 2
        and raw_family[0] == raw_family[-1] == '"'
    ):
        family, parse = field_text(raw_family[1:-1]), False
    if parse:
        if not suffix and given:
            given, suffix, comma = _split_suffix(given, comma)
        if not particle and not dropping:
            given, dropping = _split_dropping_particle(given)
            particle, family = _split_particle(family)
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
        static_ordering=is_true(value.get("static-ordering")),
    )


def _split_suffix(given: str, comma: bool) -> tuple[str, str, bool]:
    """Split a suffix after a comma off the given name; with ``,!`` the comma is printed."""
    found = _SUFFIX_MARK.search(given)
    if found is None:
        return given, "", comma
    return given[: found.start()], given[found.end() :], comma or bool(found[1])


def _split_dropping_particle(given: str) -> tuple[str, str]:
    """Split lower-case words, a dropping particle, off the end of a given name."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and _is_small(words[at - 1]):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _split_particle(family: str) -> tuple[str, str]:
    """Split the particle off the start of a family name."""
    particle: list[str] = []
    rest, elided = family, False
    while True:
        word, space, behind = rest.partition(" ")
        if space and behind and _is_small(word):
            particle.append(word)
            rest = behind
            elided = word.endswith(("’", "'"))
            continue
        joined = _ELIDED_PARTICLE.match(rest)
        if joined and rest[: joined.end()].islower() and len(rest) > joined.end():
            particle.append(joined[0])
            rest = rest[joined.end() :]
            elided = False
        break
    # After an apostrophe the space is kept as typed: de’ Medici, but d’Alembert.
    return " ".join(particle) + (" " if elided else ""), rest


def _is_small(word: str) -> bool:
    return word[:1].islower() or (word[:1] in "’'‘" and word[1:2].islower())


def is_true(value: Any) -> bool:
    """Whether a CSL JSON boolean is true; it may be a boolean, a number or a string."""
    return value not in (None, False, 0, "", "0", "false")
