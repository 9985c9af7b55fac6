"""The account of words of an issue: what its file, its texts and its articles say, held against
what a product of the issue shows.

What is wanted (``wanted``) is read from the sources and not from the templates, which may be a
project's own. Every value must stand in the part that is made of it, as often as it is wanted
there; an article's titles stand in the order of the issue, each with its page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

from nashr.diagnostics import Diagnostic, Span
from nashr.issue.wanted import Wanted, WantedRow, WantedWords
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.compare import Discrepancy, compare, free_place
from nashr.outputs.account.findings import passage_findings
from nashr.outputs.account.passages import Passage, key_of
from nashr.records import dataclass

#: So many letters that stand twice are no chance: some eight words.
_LONG = 48


@dataclass(frozen=True, slots=True)
class _Found:
    """Wanted words that a product does not show as they are wanted."""

    kind: Literal["lost", "doubled", "disordered"]
    wanted: Wanted

    @property
    def discrepancy(self) -> Discrepancy:
        one = self.wanted
        return Discrepancy(self.kind, Passage("field", one.text, one.key), one.text)


def findings(product: Message, wanted: WantedWords, shown: str) -> tuple[Diagnostic, ...]:
    """What of the words a product lacks, has twice or in another order. ``shown`` is the key of its
    text, ``product`` its name in a sentence.
    """
    found = [*_unshown(wanted.words, shown), *_unordered(wanted.rows, shown)]
    told = list(lost_words(product, found))
    others = frozenset(one.key for one in wanted.words)
    for text in wanted.texts:
        lacking = compare(text.passages, shown, lambda: others)
        told += passage_findings(product, lacking, partial(_place_in, text.place_of))
    return tuple(told)


def lost_words(product: Message, found: Sequence[_Found]) -> tuple[Diagnostic, ...]:
    """The findings as diagnostics."""
    listed = [(one.discrepancy, one.wanted) for one in found]
    of_each = {id(discrepancy): wanted for discrepancy, wanted in listed}
    return passage_findings(
        product,
        [discrepancy for discrepancy, _ in listed],
        lambda one: of_each[id(one)].place,
        lambda one: of_each[id(one)].hint if one.kind == "lost" else None,
    )


def missing(product: Message, wanted: Sequence[Wanted]) -> tuple[Diagnostic, ...]:
    """The findings for words that are known not to be shown."""
    return lost_words(product, [_Found("lost", one) for one in wanted])


def _place_in(place_of: Callable[[str], Span], found: Discrepancy) -> Span:
    return place_of(found.words)


def text_of_page(root: Any) -> str:
    """The key of all that a page of the contents shows, its foot and its navigation included."""
    for element in list(root.iter("footer", "nav")):
        element.tag = "div"
    return shown_html.shown([root])


def _unshown(words: Sequence[Wanted], shown: str) -> list[_Found]:
    """The words that are not there as often as they are wanted, and long ones that stand there
    more often. Long ones are placed first: a short one may be a part of them.
    """
    spans: list[tuple[int, int]] = []
    found: dict[int, _Found] = {}
    ordered = sorted(range(len(words)), key=lambda number: (-len(words[number].key), number))
    for number in ordered:
        one = words[number]
        at = free_place(one.key, shown, spans)
        if at < 0:
            found[number] = _Found("lost", one)
        else:
            spans.append((at, at + len(one.key)))
    lost = {one.wanted.key for one in found.values()}
    for number in ordered:
        one = words[number]
        at = free_place(one.key, shown, spans) if len(one.key) >= _LONG else -1
        if at >= 0 and one.key not in lost:
            spans.append((at, at + len(one.key)))
            found[number] = _Found("doubled", one)
    return [found[number] for number in sorted(found)]


def _unordered(rows: Sequence[WantedRow], shown: str) -> list[_Found]:
    """The titles that do not stand in their order, and those whose page does not stand between the
    title before and the one behind. A title that stands nowhere is found as other words are.
    """
    place, found = 0, []
    places: list[tuple[WantedRow, int, int]] = []
    for row in rows:
        at = shown.find(row.title.key, place)
        if at >= 0:
            place = at + len(row.title.key)
            places.append((row, at, place))
        elif row.title.key in shown:
            found.append(_Found("disordered", row.title))
    if found:
        return found
    for number, (row, start, end) in enumerate(places):
        before = places[number - 1][2] if number else 0
        behind = places[number + 1][1] if number + 1 < len(places) else len(shown)
        page = key_of(row.page)
        if not (page in shown[before:start] or page in shown[end:behind]):
            words = Wanted(f"{row.title.text}, {row.page}", page, row.title.place, row.title.hint)
            found.append(_Found("lost", words))
    return found
