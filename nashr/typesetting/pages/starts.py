"""Where the pages of a laid-out document begin in the text, as ``outputs.page_breaks`` tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from nashr.model import PageStart
from nashr.outputs.account.passages import is_counted, key_of
from nashr.outputs.account.shown_html import Piece, pieces
from nashr.outputs.page_breaks import ENTRY, PART
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class First:
    """What a page begins with: an element, and how much of its own text is on earlier pages, as the
    length of a key.
    """

    element: Any
    drawn: int = 0


@dataclass(slots=True)
class PageOpening:
    """What a page shows first, and first and last outside of figures and tables, which may have
    waited for it. Notes do not count.
    """

    first: First | None = None
    outside: First | None = None
    last: Any = None

    def see(self, element: Any, drawn: Callable[[], int], *, may_wait: bool) -> None:
        """Take the next text or picture of the page."""
        if not may_wait:
            self.last = element
        if self.outside is not None or (may_wait and self.first is not None):
            return
        found = First(element, drawn())
        self.first = self.first or found
        if not may_wait:
            self.outside = found


def page_starts(
    root: Any,
    order: Mapping[Any, int],
    openings: Sequence[PageOpening],
    key: Callable[[str], str],
) -> tuple[PageStart, ...]:
    """The beginnings of the pages.

    A figure at the head of a page does not count if text behind it is on an earlier page. ``order``
    is the position of each element in the text; ``key`` gives what is counted in ``First``.
    """
    if not openings:
        return ()
    wanted = _wanted(order, openings)
    search = _Search(key, [one for one in wanted if one is not None])
    places = search.places(root)
    starts: list[PageStart] = []
    following = search.end
    for one in reversed(wanted):  # a page without text begins where the next one does
        following = places[one] if one is not None else following
        starts.append(following)
    return (PageStart(), *reversed(starts))


def _wanted(order: Mapping[Any, int], openings: Sequence[PageOpening]) -> list[First | None]:
    """What each page but the first begins with in the text."""
    wanted: list[First | None] = []
    latest = 0
    for before, opening in pairwise(openings):
        latest = max(latest, order.get(before.last, 0))
        first = opening.first
        has_waited = first is not None and order.get(first.element, latest) < latest
        wanted.append(opening.outside if has_waited else first)
    return wanted


def _part_of(element: Any) -> str:
    identifier = element.get("id") or ""
    return element.get(PART) or (identifier if identifier.startswith(ENTRY) else "")


@dataclass(slots=True)
class _Search:
    """Reads a document and finds the places of what pages begin with."""

    key: Callable[[str], str]
    wanted: Sequence[First]
    #: The end of the last part.
    end: PageStart = field(default_factory=PageStart)
    _counts: Counter[str] = field(default_factory=Counter)
    #: What is not found yet, by element, and how much of the element's own text was read.
    _sought: dict[Any, list[First]] = field(default_factory=dict)
    _drawn: Counter[Any] = field(default_factory=Counter)
    _lengths: dict[str, int] = field(default_factory=dict)

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
        return {one: found.get(one, self.end) for one in self.wanted}

    def _read(self, root: Any) -> Iterator[tuple[Piece, str]]:
        """The pieces outside of notes with their parts, before they count."""
        part, last = "", None
        for piece in pieces(root):
            if piece.note is not None:
                continue
            if piece.is_tail:
                part = "" if piece.element is last else part
            elif not part and (part := _part_of(piece.element)):
                last = piece.element
            yield piece, part
            if part:
                self._counts[part] += len(key_of(piece.text))
                self.end = PageStart(part, self._counts[part])

    def _met(self, piece: Piece) -> Iterator[tuple[First, int]]:
        """What begins in a piece, with the number of counted characters of the piece before it."""
        if piece.opaque:
            for element in piece.element.iter() if self._sought else ():
                yield from ((one, 0) for one in self._sought.pop(element, ()))
            return
        sought = self._sought.get(piece.owner)
        if not sought:
            return
        counted, drawn = 0, self._drawn[piece.owner]
        for char in piece.text:
            length = self._length_of(char)
            for one in list(sought) if length else ():
                if one.drawn <= drawn:
                    yield one, counted
                    sought.remove(one)
            if not sought:
                return  # what is read of the element no longer counts
            drawn += length
            counted += is_counted(char)
        self._drawn[piece.owner] = drawn

    def _length_of(self, char: str) -> int:
        """The length of the key of a character; the same ones come again and again."""
        if char not in self._lengths:
            self._lengths[char] = len(self.key(char))
        return self._lengths[char]
