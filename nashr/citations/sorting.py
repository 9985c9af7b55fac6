"""``cs:sort`` and ``cs:key``: the order of a list by the alphabet of the article's language."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from citeproc import model

from nashr.citations.cite import Cite, SortMode
from nashr.citations.elements import variable_text
from nashr.citations.names import NameOptions, format_list
from nashr.citations.richtext import plain
from nashr.citations.works import DATES, NAMES
from nashr.languages import sort_key

T = TypeVar("T")
#: Numbers before text; what compares within each.
_Value: TypeAlias = tuple[int, int, Any]


class Sort(model.Sort):
    def sorted_by_keys(self, things: Sequence[T], cite_of: Callable[[T], Cite]) -> list[T]:
        """``things`` in the order of the keys; what has nothing under a key stands last there.

        ``cite_of`` gives a fresh ``Cite`` for a thing. The order is stable.
        """
        result = list(things)
        for key in reversed([child for child in self.iterchildren() if isinstance(child, Key)]):
            present: list[tuple[_Value, T]] = []
            absent: list[T] = []
            for thing in result:
                value = key.value(cite_of(thing))
                if value is None:
                    absent.append(thing)
                else:
                    present.append((value, thing))
            present.sort(key=itemgetter(0), reverse=key.get("sort") == "descending")
            result = [*(thing for _, thing in present), *absent]
        return result


class Key(model.Key):
    def value(self, cite: Cite) -> _Value | None:
        """What ``cite`` is sorted by under this key, or None where it has nothing."""
        cite.sort = SortMode(
            names_min=_number(self.get("names-min")),
            names_use_first=_number(self.get("names-use-first")),
            names_use_last=_flag(self.get("names-use-last")),
        )
        if macro := self.get("macro"):
            text = cite.sheet.macros[macro].show(cite)
        else:
            text = self._variable(self.get("variable", ""), cite)
        text = plain(text).strip()
        if not text:
            return None
        if text.lstrip("-").isdigit() and text.isascii():
            return (0, int(text), ())
        return (1, 0, sort_key(text, cite.sheet.lang))

    def _variable(self, variable: str, cite: Cite) -> str:
        if variable in NAMES:
            options = NameOptions(et_al_min=0, inverted="all", demote=_demotion(cite))
            return format_list(cite.names(variable), options, None, cite)
        if variable in DATES:
            date = cite.date(variable)
            if date is None:
                return ""
            return date.begin.sort_key if date.begin else date.literal
        return variable_text(variable, cite)


def _demotion(cite: Cite) -> str:
    return cite.sheet.root.get("demote-non-dropping-particle") or "display-and-sort"


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdigit() else None


def _flag(value: str | None) -> bool | None:
    return None if value is None else value == "true"
