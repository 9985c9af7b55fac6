"""Passages held against the text that a product shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from nashr.outputs.account.passages import CALL, Expected, Passage, key_with_calls
from nashr.outputs.account.printed_values import is_made_of
from nashr.records import dataclass

#: A passage of at least so many letters is looked for on its own; a shorter one (a cell, say)
#: between its neighbours, since it may be a part of any other.
_LONG = 16
#: So many letters may stand between short passages and their neighbours: what a journal's template
#: writes before a note, as its number.
_BESIDE = 24
#: So many letters that stand twice are no chance: some eight words, four of a whole passage.
_WINDOW = 48
_WHOLE = _WINDOW // 2
#: So many are none where they are all that stands between two passages.
_REPEATED = 4
_REPEATED_KINDS = ("text", "note", "reference")
#: Kinds of passages between which a template may write what it wants.
_LISTED_KINDS = ("note", "reference")

#: Where passages begin and end.
Spans: TypeAlias = Sequence[tuple[int, int]]
#: The passages that were found, each with where it begins.
Placed: TypeAlias = Sequence[tuple[Passage, int]]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A passage that is not shown, shown again or in another order, or that has words before it
    which are no part of the text; ``words`` are where it begins to be so. ``source`` is the key of
    the front matter that says them, where that is known. A formula that is another has its TeX as
    ``words``, and stands before the words ``near``.
    """

    kind: Literal[
        "lost",
        "doubled",
        "disordered",
        "added",
        "changed",
        "unmarked",
        "unlinked",
        "misled",
        "unled",
        "heading",
        "list",
        "respelt",
    ]
    passage: Passage
    words: str
    source: str = ""
    near: str = ""


def compare(
    wanted: Expected,
    shown: str,
    printed: Callable[[], frozenset[str]] = frozenset,
    alternatives: Iterable[str] | None = None,
    around: Callable[[Spans, Placed], Iterable[Discrepancy]] | None = None,
) -> list[Discrepancy]:
    """What of the passages ``shown`` lacks or has twice. ``shown`` is a key (``key_of``);
    ``printed`` gives those of what products print beside the passages, where it is needed;
    ``alternatives`` are the keys of the alternative texts of the product's images; ``around`` says
    what is wrong around the passages and within them, given their places.
    """
    found: list[Discrepancy] = []
    spans: list[tuple[int, int]] = []
    placed: list[tuple[Passage, int]] = []
    whole_groups: list[tuple[tuple[Passage, ...], int, int]] = []
    parted: list[tuple[Passage, ...]] = []
    # The text first: an abstract that an author repeats in it has its place elsewhere.
    for group in sorted(wanted.groups, key=lambda one: -sum(len(p.key) for p in one)):
        whole = "".join(passage.key for passage in group)
        if not whole:
            continue
        at = free_place(whole, shown, spans)
        if at < 0:
            parted.append(group)
            continue
        spans.append((at, at + len(whole)))
        whole_groups.append((group, at, at + len(whole)))
    # What stands whole has its place first: a lost note may have the words of an entry.
    for group in parted:
        alignment = _Alignment(group, shown, spans)
        found += alignment.discrepancies()
        placed += alignment.places
    for group, start, end in whole_groups:
        found += _beside(group, shown, start, end, spans)
        for passage in group:
            placed.append((passage, start))
            start += len(passage.key)
    if around is not None:
        found += around(spans, placed)
    rest = _rest(shown, spans)
    found += (_lost(one) for one in wanted.values if not any(one.key in piece for piece in rest))
    if alternatives is not None:
        found += _unsaid(wanted.alternatives, alternatives)
    if any(len(piece) >= _WHOLE for piece in rest):
        told = {id(one.passage) for one in found}
        found += _doubled(wanted, rest, told, printed())
    return found


def free_place(key: str, shown: str, taken: Sequence[tuple[int, int]], start: int = 0) -> int:
    """Where ``key`` stands outside of what is taken, from ``start`` on; -1 if nowhere."""
    at = shown.find(key, start)
    while at >= 0 and any(first < at + len(key) and at < end for first, end in taken):
        at = shown.find(key, at + 1)
    return at


def certain(places: Iterable[tuple[Passage, int]]) -> list[tuple[Passage, int]]:
    """The passages, in the order of their places, of which it is sure that they stand there: a few
    letters with none beside them, or an image alone, may have been found in words that are none of
    the text.
    """
    runs: list[list[tuple[Passage, int]]] = []
    end = -1
    for passage, start in sorted(places, key=lambda one: one[1]):
        if start != end:
            runs.append([])
        runs[-1].append((passage, start))
        end = start + len(passage.key)
    return [one for run in runs if sum(len(p.key) for p, _ in run) >= _LONG for one in run]


def _lost(passage: Passage) -> Discrepancy:
    return Discrepancy("lost", passage, words_from(passage, 0))


def _unsaid(wanted: Sequence[Passage], alternatives: Iterable[str]) -> Iterator[Discrepancy]:
    """The alternative texts that no image has; its long description may stand behind it."""
    left = list(alternatives)
    for one in sorted(wanted, key=lambda passage: -len(passage.key)):
        found = next((said for said in left if said.startswith(one.key)), None)
        if found is None:
            yield _lost(one)
        else:
            left.remove(found)


def _beside(
    group: Sequence[Passage], shown: str, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[Discrepancy]:
    """The first passage of a group that stands before it too, and the last one behind it."""
    for one, at in ((group[0], start - len(group[0].key)), (group[-1], end)):
        is_repeated = len(one.key) >= _LONG and one.kind in _REPEATED_KINDS
        if is_repeated and at >= 0 and free_place(one.key, shown, taken, at) == at:
            yield Discrepancy("doubled", one, words_from(one, 0))


class _Alignment:
    """A group that does not stand whole: its passages, looked for one after the other.

    ``spans`` is what passages take of ``shown``; the places of these are entered there.
    """

    def __init__(self, group: Sequence[Passage], shown: str, spans: list[tuple[int, int]]) -> None:
        self._group, self._shown, self._spans = group, shown, spans
        #: The passages that were found, each with where it begins and ends.
        self._placed: list[tuple[Passage, int, int]] = []

    def discrepancies(self) -> list[Discrepancy]:
        lost: list[Passage] = []
        short: list[Passage] = []
        for number, passage in enumerate(self._group):
            if len(passage.key) < _LONG:
                short += [passage] if passage.key else []
                continue
            at = self._place_of(passage, self._group[number + 1 :])
            if at < 0:
                lost.append(passage)
                continue
            lost += self._between(short, at)
            short = []
            self._take(passage, at)
        lost += self._between(short, None)
        return [self._missing(passage) for passage in lost] or [*self._strays()]

    @property
    def places(self) -> Iterator[tuple[Passage, int]]:
        return ((passage, start) for passage, start, _ in self._placed)

    @property
    def _reached(self) -> int:
        return self._placed[-1][2] if self._placed else 0

    def _take(self, passage: Passage, at: int) -> None:
        self._placed.append((passage, at, at + len(passage.key)))
        self._spans.append((at, at + len(passage.key)))

    def _place_of(self, passage: Passage, rest: Sequence[Passage]) -> int:
        """Where a long passage stands behind those before it, and not behind the next long one:
        then what was found there is another.
        """
        at = free_place(passage.key, self._shown, self._spans, self._reached)
        following = next((p for p in rest if len(p.key) >= _LONG), None)
        if at > self._reached and following is not None:
            next_at = free_place(following.key, self._shown, self._spans, self._reached)
            return -1 if 0 <= next_at < at else at
        return at

    def _between(self, short: Sequence[Passage], end: int | None) -> Iterator[Passage]:
        """Take the places of short passages, which stand between the long one before and another,
        which begins at ``end``; the result is those that have none.
        """
        room = sum(len(passage.key) + _BESIDE for passage in short)
        start = self._reached
        if end is None:
            end = start + room if self._placed else len(self._shown)
        elif not self._placed:
            start = max(0, end - room)
        for passage in short:
            at = free_place(passage.key, self._shown, self._spans, start)
            if at < 0 or at + len(passage.key) > end:
                yield passage
                continue
            self._take(passage, at)
            start = self._reached

    def _missing(self, passage: Passage) -> Discrepancy:
        """What is told of a passage that has no place among those around it."""
        elsewhere = len(passage.key) >= _LONG
        if elsewhere and free_place(passage.key, self._shown, self._spans) >= 0:
            return Discrepancy("disordered", passage, words_from(passage, 0))
        return Discrepancy("lost", passage, _missing_words(passage, self._shown))

    def _strays(self) -> Iterator[Discrepancy]:
        """What stands between the passages where all were found in their order."""
        for (before, _, start), (behind, end, _) in pairwise(self._placed):
            gap = self._shown[start:end]
            if not gap or any(first < end and start < last for first, last in self._spans):
                continue
            near = next((one for one in (before, behind) if _repeats(gap, one)), None)
            again = near or next((one for one in self._group if gap == one.key), None)
            if again is not None:
                yield Discrepancy("doubled", again, words_from(again, 0))
            elif behind.kind not in _LISTED_KINDS:
                yield Discrepancy("added", behind, words_from(behind, 0))


def _repeats(gap: str, passage: Passage) -> bool:
    """Whether what stands beside a passage is the passage again, or a part of it."""
    key = passage.key
    return gap == key or (min(len(gap), len(key)) >= _REPEATED and (key in gap or gap in key))


def _missing_words(passage: Passage, shown: str) -> str:
    """The words of a passage from the first on that is not shown with those before it."""
    low, high = 0, len(passage.key)
    while low < high:
        middle = (low + high + 1) // 2
        if shown.find(passage.key[:middle]) >= 0:
            low = middle
        else:
            high = middle - 1
    return words_from(passage, low)


def words_from(passage: Passage, offset: int) -> str:
    """Up to eight words of a passage, from the one on that has the key's letter at ``offset``."""
    words = passage.text.split()
    passed = 0
    for number, word in enumerate(words):
        passed += len(key_with_calls(word))
        if passed > offset:
            return " ".join(words[number : number + 8]).replace(CALL, "")
    return " ".join(words[:8]).replace(CALL, "")


def _rest(shown: str, spans: list[tuple[int, int]]) -> list[str]:
    """What no passage accounts for: headings of the template, and whatever stands there twice."""
    pieces, place = [], 0
    for start, end in sorted(spans):
        if start > place:
            pieces.append(shown[place:start])
        place = max(place, end)
    pieces.append(shown[place:])
    return pieces


def _doubled(
    wanted: Expected, rest: Sequence[str], told: set[int], printed: frozenset[str]
) -> Iterator[Discrepancy]:
    """Passages of which all, or some eight words, stand in what no passage accounts for."""
    windows = {
        piece[at : at + _WHOLE]
        for piece in rest
        if len(piece) >= _WHOLE
        for at in range(len(piece) - _WHOLE + 1)
    }
    titles = [p.key for group in wanted.groups for p in group if p.kind not in _REPEATED_KINDS]
    for group in wanted.groups:
        for passage in group:
            if passage.kind not in _REPEATED_KINDS or id(passage) in told:
                continue
            at = _first_of(passage.key, windows, rest, titles, printed)
            if at >= 0:
                yield Discrepancy("doubled", passage, words_from(passage, at))


def _first_of(
    key: str,
    windows: set[str],
    rest: Sequence[str],
    titles: Sequence[str],
    printed: frozenset[str],
) -> int:
    """Where in ``key`` the first long run begins that the rest holds as well, and neither a title
    or abstract, which may be repeated, nor what is printed beside; -1 if none does.
    """
    # Each run has a part in it that begins at a multiple of its length.
    if not any(key[at : at + _WHOLE] in windows for at in range(0, len(key), _WHOLE)):
        return -1
    length = min(len(key), _WINDOW)
    for at in range(len(key) - length + 1):
        if key[at : at + _WHOLE] in windows:
            run = key[at : at + length]
            if any(run in piece for piece in rest) and not (
                any(run in one for one in titles) or is_made_of(run, printed)
            ):
                return at
    return -1
