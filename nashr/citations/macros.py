"""Check the macros of a style: missing ones, recursion, and the cost of expanding them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nashr.citations.errors import StyleError
from nashr.messages import Message
from nashr.records import dataclass

_CHOOSE = "{http://purl.org/net/xbiblio/csl}choose"
#: The most elements of an area, macros expanded, counting the longest branch of each choice;
#: styles of the CSL project have up to 4500.
MAX_ELEMENTS = 50_000
#: The most levels of nested elements, macros expanded; those styles have up to 72.
MAX_DEPTH = 120


@dataclass(frozen=True, slots=True)
class _Size:
    """The number of elements, and the levels of nesting, macros expanded."""

    count: int
    depth: int


def check_macros(
    every: Sequence[Any], macros: Mapping[str, Any], areas: Sequence[Any] = ()
) -> None:
    """Raise ``StyleError`` if a macro is missing, calls itself, or expands to too much.

    ``every`` is all elements of the style, ``areas`` its ``cs:citation`` and
    ``cs:bibliography``.
    """
    for element in every:
        name = element.get("macro")
        if name is not None and name not in macros:
            raise StyleError(
                Message("The style calls the macro “{name}”, which it does not define.", name=name)
            )
    sizes: dict[str, _Size] = {}
    for name in macros:
        _measure_macro(name, macros, sizes)
    for area in areas:
        size = _measure(area, sizes)
        if size.count > MAX_ELEMENTS:
            raise StyleError(
                Message(
                    "The style asks for more than {most} steps for one entry; its macros call each "
                    "other too often.",
                    most=MAX_ELEMENTS,
                )
            )
        if size.depth > MAX_DEPTH:
            raise StyleError(
                Message("The style nests more than {most} levels deep.", most=MAX_DEPTH)
            )


def _measure_macro(name: str, macros: Mapping[str, Any], sizes: dict[str, _Size]) -> None:
    """Measure a macro after those that it calls; iterative, since chains may be long."""
    path = [name]
    while path:
        here = path[-1]
        waiting = sorted(_called_macros(macros[here]) - sizes.keys()) if here not in sizes else []
        if waiting:
            if waiting[0] in path:
                raise StyleError(
                    Message("The style's macro “{waiting}” calls itself.", waiting=waiting[0])
                )
            path.append(waiting[0])
            continue
        if here not in sizes:
            sizes[here] = _measure(macros[here], sizes)
        path.pop()


def _called_macros(macro: Any) -> set[str]:
    return {str(element.get("macro")) for element in macro.iter() if element.get("macro")}


def _measure(element: Any, sizes: Mapping[str, _Size]) -> _Size:
    parts = [_measure(child, sizes) for child in element]
    macro = element.get("macro")
    if macro:
        parts.append(sizes[macro])
    counts = [part.count for part in parts]
    count = max(counts, default=0) + len(counts) if element.tag == _CHOOSE else sum(counts)
    return _Size(1 + count, 1 + max((part.depth for part in parts), default=0))
