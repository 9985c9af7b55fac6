"""Passages held against the text that a product shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from nashr.outputs.account.passages import Expected, Passage
from nashr.outputs.account.printed_values import is_made_of
from nashr.records import dataclass

#: A passage of at least so many letters is looked for on its own; a shorter one (a cell, say)
#: between its neighbours, since it may be a part of any other.
_LONG = 16
#: So many letters that stand twice are no chance: some eight words.
_WINDOW = 48
_REPEATED_KINDS = ("text", "note", "reference")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A passage that is not shown, shown again or in another order; ``words`` are where it begins
    to be so.
    """

    kind: Literal["lost", "doubled", "disordered"]
    passage: Passage
    words: str


def compare(
    wanted: Expected, shown: str, printed: Callable[[], frozenset[str]] = frozenset
) -> list[Discrepancy]:
    """What of the passages ``shown`` lacks or has twice. ``shown`` is a key (``key_of``);
    ``printed`` gives those of what products print beside the passages, where it is needed.
    """
    found: list[Discrepancy] = []
    spans: list[tuple[int, int]] = []
    # The text first: an abstract that an author repeats in it has its place elsewhere.
    for group in sorted(wanted.groups, key=lambda one: -sum(len(p.key) for p in one)):
        whole = "".join(passage.key for passage in group)
        at = free_place(whole, shown, spans)
        if at >= 0:
            spans.append((at, at + len(whole)))
        else:
            found += _align(group, shown, spans)
    rest = _rest(shown, spans)
    if any(len(piece) >= _WINDOW for piece in rest):
        found += _doubled(wanted, rest, printed())
    return found


def free_place(key: str, shown: str, taken: Sequence[tuple[int, int]]) -> int:
    """Where ``key`` stands outside of what is taken; -1 if nowhere."""
    at = shown.find(key)
    while at >= 0 and any(start < at + len(key) and at < end for start, end in taken):
        at = shown.find(key, at + 1)
    return at


def _align(group: Sequence[Passage], shown: str, spans: list[tuple[int, int]]) -> list[Discrepancy]:
    """Find the passages of a group one after the other, and enter their places in ``spans``."""
    found: list[Discrepancy] = []
    place = 0
    short: list[Passage] = []
    for number, passage in enumerate(group):
        if len(passage.key) < _LONG:
            short.append(passage)
            continue
        at = shown.find(passage.key, place)
        if at > place and _stands_before(group[number + 1 :], shown, place, at):
            at = -1
        if at < 0:
            found.append(Discrepancy("lost", passage, _missing_words(passage, shown, place)))
            continue
        found += _between(short, shown, place, at, spans)
        short = []
        spans.append((at, at + len(passage.key)))
        place = at + len(passage.key)
    return found + _between(short, shown, place, len(shown), spans)


def _stands_before(rest: Sequence[Passage], shown: str, place: int, at: int) -> bool:
    """Whether the next long passage stands before ``at``: then what was found there is another."""
    following = next((p for p in rest if len(p.key) >= _LONG), None)
    return following is not None and 0 <= shown.find(following.key, place) < at


def _between(
    short: Sequence[Passage], shown: str, start: int, end: int, spans: list[tuple[int, int]]
) -> list[Discrepancy]:
    """Short passages, looked for between two long ones."""
    found: list[Discrepancy] = []
    for passage in short:
        at = shown.find(passage.key, start, end)
        if at < 0:
            found.append(Discrepancy("lost", passage, passage.text))
            continue
        spans.append((at, at + len(passage.key)))
        start = at + len(passage.key)
    return found


def _missing_words(passage: Passage, shown: str, place: int) -> str:
    """The words of a passage from the first on that is not shown with those before it."""
    low, high = 0, len(passage.key)
    while low < high:
        middle = (low + high + 1) // 2
        if shown.find(passage.key[:middle], place) >= 0:
            low = middle
        else:
            high = middle - 1
    return words_from(passage, low)


def words_from(passage: Passage, offset: int) -> str:
    """Up to eight words of a passage, from the one on that has the key's letter at ``offset``."""
    words = passage.text.split()
    passed = 0
    for number, word in enumerate(words):
        passed += sum(char.isalnum() for char in word)
        if passed > offset:
            return " ".join(words[number : number + 8])
    return " ".join(words[:8])


def _rest(shown: str, spans: list[tuple[int, int]]) -> list[str]:
    """What no passage accounts for: headings of the template, and whatever stands there twice."""
    pieces, place = [], 0
    for start, end in sorted(spans):
        if start > place:
            pieces.append(shown[place:start])
        place = max(place, end)
    pieces.append(shown[place:])
    return pieces


def _doubled(wanted: Expected, rest: Sequence[str], printed: frozenset[str]) -> list[Discrepancy]:
    """Passages of which some eight words stand in what no passage accounts for."""
    windows = {
        piece[at : at + _WINDOW // 2]
        for piece in rest
        if len(piece) >= _WINDOW
        for at in range(len(piece) - _WINDOW // 2 + 1)
    }
    found = []
    titles = [p.key for group in wanted.groups for p in group if p.kind not in _REPEATED_KINDS]
    for group in wanted.groups:
        for passage in group:
            if passage.kind not in _REPEATED_KINDS:
                continue
            at = _first_of(passage.key, windows, rest, titles, printed)
            if at >= 0:
                found.append(Discrepancy("doubled", passage, words_from(passage, at)))
    return found


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
    half = _WINDOW // 2
    # Each run has a part in it that begins at a multiple of its length.
    if not any(key[at : at + half] in windows for at in range(0, len(key), half)):
        return -1
    for at in range(len(key) - _WINDOW + 1):
        if key[at : at + half] in windows:
            run = key[at : at + _WINDOW]
            if any(run in piece for piece in rest) and not (
                any(run in one for one in titles) or is_made_of(run, printed)
            ):
                return at
    return -1
