"""Disambiguate works whose cites would read the same.

The four methods of CSL 1.0.2 ("Disambiguation") are tried in order: more names, given names,
``disambiguate="true"`` conditions, and year suffixes. Names are expanded step by step, as in
citeproc-js: the given name of the first, then the next name, its given name, and so on; only steps
that distinguish works are kept. Works are grouped by the texts of their cites, so that the time is
linear in their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from nashr.citations.people import PersonName
from nashr.citations.richtext import plain
from nashr.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Detail:
    """What a cite prints beyond its usual form."""

    #: How many names of each list are printed at least.
    names: tuple[int, ...] = ()
    #: For each name of each list: 1 for initials, 2 for the given name in full.
    givens: tuple[tuple[int, ...], ...] = ()
    #: How many of the ``disambiguate`` conditions hold.
    conditions: int = 0
    year_suffix: str = ""


#: A cite in its usual form.
DEFAULT_DETAIL = Detail()


@dataclass(frozen=True, slots=True)
class Methods:
    """The disambiguation methods that a style uses."""

    names: bool = False
    givens: bool = False
    #: The given-name rule: for each cite, or for a person everywhere.
    by_cite: bool = True
    primary_only: bool = False
    most_given: int = 2
    condition: bool = False
    year_suffix: bool = False

    @property
    def any(self) -> bool:
        return self.names or self.givens or self.condition or self.year_suffix


def read_methods(citation: Any, every: Iterable[Any]) -> Methods:
    """The methods that ``cs:citation`` asks for."""
    rule = citation.get("givenname-disambiguation-rule", "by-cite")
    return Methods(
        names=citation.get("disambiguate-add-names") == "true",
        givens=citation.get("disambiguate-add-givenname") == "true",
        by_cite=rule == "by-cite",
        primary_only=rule.startswith("primary-name"),
        most_given=1 if rule.endswith("with-initials") else 2,
        condition=any(element.get("disambiguate") == "true" for element in every),
        year_suffix=citation.get("disambiguate-add-year-suffix") == "true",
    )


@dataclass(frozen=True, slots=True)
class RenderedForm:
    """The text of a work's cite, and how many names its lists have and print."""

    text: str
    namesets: tuple[tuple[int, int], ...]
    #: How many ``disambiguate`` conditions were tested.
    conditions: int = 0


RenderForm = Callable[[str, Detail], RenderedForm]


# --- the global rules for given names ------------------------------------------------------


def given_levels(people: Iterable[PersonName], most: int) -> dict[PersonName, int]:
    """How far each given name must be written so that no two persons read the same."""
    families: dict[str, dict[str, set[str]]] = {}
    persons = {person for person in people if person.family}
    for person in persons:
        initials = families.setdefault(_family(person), {})
        initials.setdefault(_initials(person.given), set()).add(_full_given_name(person))
    levels: dict[PersonName, int] = {}
    for person in persons:
        initials = families[_family(person)]
        if most > 1 and len(initials[_initials(person.given)]) > 1:
            levels[person] = 2
        elif len(initials) > 1:
            levels[person] = 1
    return levels


def _family(person: PersonName) -> str:
    return plain(f"{person.particle} {person.family}".strip())


def _full_given_name(person: PersonName) -> str:
    return plain(person.given).replace(".", " ").replace("  ", " ").strip()


def _initials(given: str) -> str:
    return " ".join(word[0] for word in plain(given).replace(".", " ").replace("-", " ").split())


# --- cite by cite --------------------------------------------------------------------------


def find_details(
    order: Sequence[str], render_form: RenderForm, wanted: Methods, rank: dict[str, int]
) -> dict[str, Detail]:
    """The detail of each key that needs one; ``rank`` is the index in the reference list."""
    found: dict[str, Detail] = {}
    for group in _groups(order, DEFAULT_DETAIL, render_form):
        if len(group) > 1:
            _Resolver(render_form, wanted, rank, found).resolve(group)
    return found


def _groups(keys: Iterable[str], detail: Detail, render_form: RenderForm) -> list[list[str]]:
    texts: dict[str, list[str]] = {}
    for key in keys:
        texts.setdefault(render_form(key, detail).text, []).append(key)
    return list(texts.values())


@dataclass(slots=True)
class _Resolver:
    render_form: RenderForm
    wanted: Methods
    rank: dict[str, int]
    found: dict[str, Detail]

    def resolve(self, group: list[str]) -> None:
        for keys, detail in self._split_by_names(group, DEFAULT_DETAIL):
            if len(keys) == 1:
                self.found[keys[0]] = detail
            else:
                self._split_by_conditions(keys, detail)

    def _split_by_conditions(self, keys: list[str], detail: Detail) -> None:
        if not self.wanted.condition:
            self._add_year_suffixes(keys, detail)
            return
        conditioned = replace(detail, conditions=detail.conditions + 1)
        last = max(self.render_form(key, conditioned).conditions for key in keys)
        for part in _groups(keys, conditioned, self.render_form):
            if len(part) == 1:
                self.found[part[0]] = conditioned
                continue
            start = replace(DEFAULT_DETAIL, conditions=conditioned.conditions)
            for rest, more in self._split_by_names(part, start):
                if len(rest) == 1:
                    self.found[rest[0]] = more
                elif conditioned.conditions < last:
                    self._split_by_conditions(rest, more)
                else:
                    self._add_year_suffixes(rest, more)

    def _add_year_suffixes(self, keys: list[str], detail: Detail) -> None:
        keys = sorted(keys, key=self.rank.__getitem__)
        for n, key in enumerate(keys):
            suffix = year_suffix_letters(n) if self.wanted.year_suffix else ""
            self.found[key] = replace(detail, year_suffix=suffix)

    def _split_by_names(self, keys: list[str], start: Detail) -> list[tuple[list[str], Detail]]:
        """Split ``keys`` into groups that read differently with more names."""
        if not self.wanted.names and not (self.wanted.givens and self.wanted.by_cite):
            return [(keys, start)]
        namesets = max((self.render_form(key, start).namesets for key in keys), key=len)
        longest = [
            max(
                (
                    sets[n][0]
                    for sets in (self.render_form(k, start).namesets for k in keys)
                    if n < len(sets)
                ),
                default=0,
            )
            for n in range(len(namesets))
        ]
        shown = [count for _, count in namesets]
        steps = list(self._steps(longest, shown))
        parts: list[tuple[list[str], Detail]] = []
        self._split(keys, start, start, steps, 0, parts)
        return parts

    def _steps(self, totals: Sequence[int], shown: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The steps of expanding names: (index of the list, index of the name, level)."""
        for at, total in enumerate(totals):
            for name in range(total):
                if name >= shown[at]:
                    if not self.wanted.names:
                        break
                    yield at, name, 0
                if self.wanted.givens and self.wanted.by_cite:
                    yield at, name, 1
                    yield at, name, 2

    def _split(
        self,
        keys: list[str],
        base: Detail,
        better: Detail,
        steps: list[tuple[int, int, int]],
        at: int,
        parts: list[tuple[list[str], Detail]],
    ) -> None:
        while at < len(steps):
            step = steps[at]
            at += 1
            base = _with_step(base, step)
            groups = _groups(keys, base, self.render_form)
            if len(groups) > 1:
                better = _with_step(better, step)
                for group in groups:
                    if len(group) == 1:
                        parts.append((group, better))
                    else:
                        self._split(group, base, better, steps, at, parts)
                return
        parts.append((keys, better))


def _with_step(detail: Detail, step: tuple[int, int, int]) -> Detail:
    at, name, level = step
    names = list(detail.names) + [0] * (at + 1 - len(detail.names))
    names[at] = max(names[at], name + 1)
    givens = [list(row) for row in detail.givens]
    if level:
        givens += [[] for _ in range(at + 1 - len(givens))]
        row = givens[at]
        row += [0] * (name + 1 - len(row))
        row[name] = level
    return replace(detail, names=tuple(names), givens=tuple(map(tuple, givens)))


def year_suffix_letters(number: int) -> str:
    """0 as ``a``, 25 as ``z``, 26 as ``aa``."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
