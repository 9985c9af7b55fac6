"""Where the pages of a laid-out document begin in the text, as ``outputs.page_breaks`` tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nashr.model import PageStart
from nashr.outputs.account.passages import key_of
from nashr.outputs.account.shown_html import Piece, pieces
from nashr.outputs.page_breaks import ENTRY, PART

_FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class First:
    """What a page begins with: an element, and how much of its own text is on earlier pages, as the
    length of a key.
    """

    element: Any
    drawn: int = 0


@dataclass(slots=True)
class PageOpening:
    """What a page shows first, the figure that this is in, and what it shows first outside of
    figures. Notes do not count.
    """

    first: First | None = None
    figure: Any = None
    outside: First | None = None

    def see(self, element: Any, drawn: Callable[[], int], figure: Any) -> None:
        """Take the next text or picture of the page, in a figure or None."""
        if self.outside is not None or (figure is not None and self.first is not None):
            return
        found = First(element, drawn())
        if self.first is None:
            self.first, self.figure = found, figure
        if figure is None:
            self.outside = found


def page_starts(
    root: Any,
    order: Mapping[Any, int],
    openings: Sequence[PageOpening],
    key: Callable[[str], str],
) -> tuple[PageStart, ...]:
    """The beginnings of the pages.

    ``order`` is the position of each element in the text, which a figure has left that was moved to
    fill a page; ``key`` gives what is counted in ``First``.
    """
    if not openings:
        return ()
    moved = set(_moved_figures(root, order))
    wanted = [one.outside if one.figure in moved else one.first for one in openings[1:]]
    search = _Search(order, moved, key, [one for one in wanted if one is not None])
    places = search.places(root)
    starts: list[PageStart] = []
    following = search.end
    for one in reversed(wanted):  # a page without text begins where the next one does
        following = places[one] if one is not None else following
        starts.append(following)
    return (PageStart(), *reversed(starts))


def _moved_figures(root: Any, order: Mapping[Any, int]) -> Iterator[Any]:
    last = 0
    for element in root.iter():
        position = order.get(element, last)
        if element.tag == _FIGURE and position < last:
            yield element
        last = max(last, position)


def _part_of(element: Any) -> str:
    identifier = element.get("id") or ""
    return element.get(PART) or (identifier if identifier.startswith(ENTRY) else "")


@dataclass(slots=True)
class _Search:
    """Reads a document and finds the places of what pages begin with."""

    order: Mapping[Any, int]
    moved: set[Any]
    key: Callable[[str], str]
    wanted: Sequence[First]
    #: The end of the last part.
    end: PageStart = field(default_factory=PageStart)
    _counts: Counter[str] = field(default_factory=Counter)
    #: The lengths of moved figures, by their position in the text and their part.
    _moved: Counter[tuple[int, str]] = field(default_factory=Counter)
    #: What is not found yet, by element, and how much of the element's own text was read.
    _sought: dict[Any, list[First]] = field(default_factory=dict)
    _drawn: Counter[Any] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for one in self.wanted:
            self._sought.setdefault(one.element, []).append(one)

    def places(self, root: Any) -> dict[First, PageStart]:
        """The place of each. What is in no part is at the beginning of the next one."""
        found: dict[First, PageStart] = {}
        waiting: list[First] = []
        for piece, part in self._read(root):
            met = list(self._met(piece))
            if part and waiting:
                found |= dict.fromkeys(waiting, PageStart(part, self._counts[part]))
                waiting = []
            for one, inside in met:
                if part:
                    found[one] = PageStart(part, self._counts[part] + inside)
                else:
                    waiting.append(one)
        return {one: self._with_moved(one, found.get(one, self.end)) for one in self.wanted}

    def _read(self, root: Any) -> Iterator[tuple[Piece, str]]:
        """The pieces outside of notes and moved figures with their parts, before they count."""
        part, last, figure = "", None, None
        for piece in pieces(root):
            if piece.note is not None:
                continue
            if piece.is_tail:
                figure = None if piece.element is figure else figure
                part = "" if piece.element is last else part
            elif figure is None:
                figure = piece.element if piece.element in self.moved else None
                if not part and (part := _part_of(piece.element)):
                    last = piece.element
            length = len(key_of(piece.text))
            if figure is not None:
                self._moved[self.order[figure], part] += length
                continue
            yield piece, part
            if part:
                self._counts[part] += length
                self.end = PageStart(part, self._counts[part])

    def _met(self, piece: Piece) -> Iterator[tuple[First, int]]:
        """What begins in a piece, with the number of counted characters of the piece before it."""
        if piece.opaque:
            for element in piece.element.iter() if self._sought else ():
                yield from ((one, 0) for one in self._sought.pop(element, ()))
            return
        sought = self._sought.get(piece.owner)
        counted = 0
        for char in piece.text if sought else "":
            length = len(self.key(char))
            for one in list(sought or ()) if length else ():
                if one.drawn <= self._drawn[piece.owner]:
                    yield one, counted
                    self._sought[piece.owner].remove(one)
            self._drawn[piece.owner] += length
            counted += bool(key_of(char))

    def _with_moved(self, one: First, place: PageStart) -> PageStart:
        """The place with the figures counted that stood before it in the text."""
        position = self.order.get(one.element, 0)
        before = sum(
            length
            for (at, part), length in self._moved.items()
            if part == place.part and at < position
        )
        return PageStart(place.part, place.offset + before)
