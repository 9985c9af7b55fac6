"""``cs:sort`` and ``cs:key``: sort by the collation of the article's language."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from citeproc import model

from nashr.citations.cite import Cite, Renderer, SortMode
from nashr.citations.compiling import Compiler
from nashr.citations.datevalues import literal_sort_text
from nashr.citations.namewriting import IN_FULL, NameOptions, write_name
from nashr.citations.numbers import parse_whole_number
from nashr.citations.people import without_others
from nashr.citations.richtext import CLOSE_QUOTE, OPEN_QUOTE, plain
from nashr.citations.variables import variable_text
from nashr.citations.works import DATES, NAMES
from nashr.languages import SortKey as SortKeyValue
from nashr.languages import sort_key
from nashr.records import dataclass

T = TypeVar("T")
#: Numbers sort before text: (0 or 1, number, text key).
_Value: TypeAlias = tuple[int, int, Any]
_DIGITS = re.compile(r"-?\d+")
_NAMES_IN_FULL = NameOptions(inverted="all")
_LEADING = re.compile(f"^[\\s\"'“”‘’«»„\\[\\](){{}}{OPEN_QUOTE}{CLOSE_QUOTE}]+")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One ``cs:key``, compiled."""

    render: Renderer
    mode: SortMode
    descending: bool

    def value(self, cite: Cite) -> _Value | None:
        """The value of ``cite`` for this key; None if it is empty."""
        cite.sort = self.mode
        text = _LEADING.sub("", plain(self.render(cite)).strip())
        if not text:
            return None
        if len(text) < 1000 and _DIGITS.fullmatch(text) and text.isascii():
            return (0, int(text), ())
        return (1, 0, text_key(text, cite.style.lang))


class Sort(model.Sort):
    def keys(self, compiler: Compiler) -> tuple[SortKey, ...]:
        return tuple(c.compiled(compiler) for c in self.iterchildren() if isinstance(c, Key))


class Key(model.Key):
    def compiled(self, compiler: Compiler) -> SortKey:
        macro, variable = self.get("macro"), self.get("variable", "")
        return SortKey(
            render=compiler.macro(macro) if macro else _of_variable(variable),
            mode=SortMode(
                names_min=_number(self.get("names-min")),
                names_use_first=_number(self.get("names-use-first")),
                names_use_last=_flag(self.get("names-use-last")),
            ),
            descending=self.get("sort") == "descending",
        )


def sort_by_keys(
    things: Sequence[T], keys: Sequence[SortKey], cite_of: Callable[[T], Cite]
) -> list[T]:
    """Sort ``things`` by the keys; things without a value for a key come last.

    ``cite_of`` gives a new ``Cite`` for a thing. The sort is stable.
    """
    if not keys or len(things) < 2:
        return list(things)
    key, others = keys[0], keys[1:]
    alike: dict[_Value, list[T]] = {}
    absent: list[T] = []
    for thing in things:
        value = key.value(cite_of(thing))
        if value is None:
            absent.append(thing)
        else:
            alike.setdefault(value, []).append(thing)
    result: list[T] = []
    for value in sorted(alike, reverse=key.descending):
        # Only ties are compared by the next key.
        result.extend(sort_by_keys(alike[value], others, cite_of))
    return [*result, *sort_by_keys(absent, others, cite_of)]


@lru_cache(maxsize=20_000)
def _word_key(word: str, tag: str) -> SortKeyValue:
    return sort_key(word, tag)


@lru_cache(maxsize=64)
def _space(tag: str) -> tuple[int, int, int]:
    letters, accents, cases, _ = sort_key("a a", tag)
    return letters[1], accents[1], cases[1]


def text_key(text: str, tag: str) -> SortKeyValue:
    """The sort key of ``text`` in the language of ``tag``, combined from cached keys of words."""
    words = text.split()
    if len(words) < 2:
        return _word_key(text, tag)
    letter, accent, case = _space(tag)
    letters: list[int] = []
    accents: list[int] = []
    cases: list[int] = []
    for n, word in enumerate(words):
        if n:
            letters.append(letter)
            accents.append(accent)
            cases.append(case)
        found = _word_key(word, tag)
        letters += found[0]
        accents += found[1]
        cases += found[2]
    return tuple(letters), tuple(accents), tuple(cases), " ".join(words)


def _of_variable(variable: str) -> Renderer:
    if variable in NAMES:
        return lambda cite: _names(variable, cite)
    if variable in DATES:
        return lambda cite: _date(variable, cite)
    return lambda cite: variable_text(variable, cite)


def _names(variable: str, cite: Cite) -> str:
    people = cite.names(variable)
    if cite.sort is not None and cite.sort.names_min and len(people) >= cite.sort.names_min:
        people = people[: cite.sort.names_use_first or 1]
    options = _NAMES_IN_FULL if cite.style.demotes_in_sorting else _UNDEMOTED
    names = (write_name(p, options, True, IN_FULL, cite) for p in without_others(people))
    return "  ".join(names)


_UNDEMOTED = NameOptions(inverted="all", demote="never")


def _date(variable: str, cite: Cite) -> str:
    date = cite.date(variable)
    if date is None:
        return ""
    if date.begin is None:
        return literal_sort_text(date.literal)
    return date.begin.sort_key + (f"/{date.end.sort_key}" if date.end else "")


def _number(value: str | None) -> int | None:
    return parse_whole_number(value, None)


def _flag(value: str | None) -> bool | None:
    return None if value is None else value == "true"
