"""Telling apart works that would be cited alike.

The four methods of CSL 1.0.2 ("Disambiguation") in their order: more names, given names, what the
style keeps under ``disambiguate="true"``, and the year suffix. The names of a whole group are
changed together; to change only the cites that need it is not done yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Detail:
    """What a citation says beyond its usual form."""

    #: Names printed beyond those before et al.
    names: int = 0
    #: 0 for family names alone, 1 with given names as the style writes them, 2 in full.
    given: int = 0
    condition: bool = False
    year_suffix: str = ""


#: A citation in its usual form.
USUAL = Detail()


@dataclass(frozen=True, slots=True)
class Methods:
    """The methods that a style asks for."""

    names: bool = False
    given: int = 0
    condition: bool = False
    year_suffix: bool = False


#: What a work's citation reads with a detail.
CitedAs = Callable[[str, Detail], str]


def details(order: Sequence[str], cited_as: CitedAs, methods: Methods) -> dict[str, Detail]:
    """The detail of each key that needs one; ``order`` is that of the reference list."""
    found: dict[str, Detail] = {}
    for group in _alike(order, USUAL, cited_as):
        for part, detail in _parted(group, USUAL, cited_as, list(_steps(methods))):
            for n, key in enumerate(part):
                suffix = _letters(n) if len(part) > 1 and methods.year_suffix else ""
                found[key] = replace(detail, year_suffix=suffix)
    return found


def _alike(keys: Iterable[str], detail: Detail, cited_as: CitedAs) -> list[list[str]]:
    """The groups of several keys whose citations read the same."""
    return [group for group in _groups(keys, detail, cited_as) if len(group) > 1]


def _groups(keys: Iterable[str], detail: Detail, cited_as: CitedAs) -> list[list[str]]:
    texts: dict[str, list[str]] = {}
    for key in keys:
        texts.setdefault(cited_as(key, detail), []).append(key)
    return list(texts.values())


def _steps(methods: Methods) -> Iterator[tuple[dict[str, int], ...]]:
    """For each method its attempts, as changes of a ``Detail``."""
    if methods.names:
        yield tuple({"names": n} for n in range(1, 10))
    if methods.given:
        yield tuple({"given": n} for n in range(1, methods.given + 1))
    if methods.condition:
        yield ({"condition": True},)


def _parted(
    keys: list[str],
    detail: Detail,
    cited_as: CitedAs,
    steps: list[tuple[dict[str, int], ...]],
) -> Iterator[tuple[list[str], Detail]]:
    """``keys`` in parts that read differently, or that no method can tell apart."""
    if len(keys) == 1 or not steps:
        yield keys, detail
        return
    best, parts = detail, [keys]
    for change in steps[0]:
        attempt = _changed(detail, change)
        groups = _groups(keys, attempt, cited_as)
        if len(groups) > len(parts):
            best, parts = attempt, groups
    for part in parts:
        yield from _parted(part, best, cited_as, steps[1:])


def _changed(detail: Detail, change: dict[str, int]) -> Detail:
    return replace(
        detail,
        names=change.get("names", detail.names),
        given=change.get("given", detail.given),
        condition=bool(change.get("condition", detail.condition)),
    )


def _letters(number: int) -> str:
    """0 as ``a``, 25 as ``z``, 26 as ``aa``."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
