"""The macros of a style: that each is there, and that they end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nashr.citations.errors import StyleError

_CHOOSE = "{http://purl.org/net/xbiblio/csl}choose"
#: The elements that an area may carry out for one entry, the longest branch of each choice
#: taken; the most that a style of the CSL project has is 4500.
MOST = 50_000
#: Levels of elements in elements, macros unfolded; theirs are 72 at most.
DEEPEST = 120


@dataclass(frozen=True, slots=True)
class _Size:
    """How many elements are carried out, and how many levels deep they stand."""

    count: int
    depth: int


def check_macros(
    every: Sequence[Any], macros: Mapping[str, Any], areas: Sequence[Any] = ()
) -> None:
    """Raise ``StyleError`` where a macro is missing, calls itself, or takes too long.

    ``every`` are the elements of the style, ``areas`` its ``cs:citation`` and
    ``cs:bibliography``.
    """
    for element in every:
        name = element.get("macro")
        if name is not None and name not in macros:
            raise StyleError(f"The style calls the macro “{name}”, which it does not define.")
    sizes: dict[str, _Size] = {}
    for name in macros:
        _measure_macro(name, macros, sizes)
    for area in areas:
        size = _size(area, sizes)
        if size.count > MOST:
            raise StyleError(
                f"The style asks for more than {MOST} steps for one entry; "
                "its macros call each other too often."
            )
        if size.depth > DEEPEST:
            raise StyleError(f"The style nests more than {DEEPEST} levels deep.")


def _measure_macro(name: str, macros: Mapping[str, Any], sizes: dict[str, _Size]) -> None:
    """Size a macro after those that it calls; by a stack, since chains of macros may be long."""
    path = [name]
    while path:
        here = path[-1]
        waiting = sorted(_called(macros[here]) - sizes.keys()) if here not in sizes else []
        if waiting:
            if waiting[0] in path:
                raise StyleError(f"The style's macro “{waiting[0]}” calls itself.")
            path.append(waiting[0])
            continue
        if here not in sizes:
            sizes[here] = _size(macros[here], sizes)
        path.pop()


def _called(macro: Any) -> set[str]:
    return {str(element.get("macro")) for element in macro.iter() if element.get("macro")}


def _size(element: Any, sizes: Mapping[str, _Size]) -> _Size:
    parts = [_size(child, sizes) for child in element]
    macro = element.get("macro")
    if macro:
        parts.append(sizes[macro])
    counts = [part.count for part in parts]
    count = max(counts, default=0) + len(counts) if element.tag == _CHOOSE else sum(counts)
    return _Size(1 + count, 1 + max((part.depth for part in parts), default=0))
