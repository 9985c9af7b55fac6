"""The folios in a reference list: the pages on which a work is cited, each number a link.

Only the typesetter knows them. Where two are the same, the second becomes *bis*, a third *ter*,
as indexes have it, so that every place keeps its link and no number stands twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

#: The class of the element whose links show nothing but folios, with a comma between them.
FOLIOS = "cited-on"

_TIMES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_OWN, _INDEX = "nashr_folio", "nashr_waiting"


@contextlib.contextmanager
def known_folios() -> Iterator[None]:
    """Let WeasyPrint write a page number as soon as the page that it names is made.

    By itself it sets the reference list without the numbers, sets it again with them, and once
    more because the number of pages is known by then. It also asks every number of every
    reference whether it is concerned by every place.
    """
    from weasyprint.css.targets import TargetCollector

    collect = TargetCollector.collect_missing_counters
    cache = TargetCollector.cache_target_page_counters

    def note(collector: Any, box: Any, token: str, parse: Any, own: Any, named: Any) -> None:
        if token == "content" and named and not _tells_own_page(box):
            own, named = {}, {_anchor(box, name): counters for name, counters in named.items()}
        collect(collector, box, token, parse, own, named)

    def remember(collector: Any, anchor: str, values: Any, page: int, pages: Any) -> None:
        waiting = _waiting(collector).get(anchor, ())
        every, collector.counter_lookup_items = collector.counter_lookup_items, dict(waiting)
        cache(collector, anchor, values, page, pages)
        collector.counter_lookup_items = every
        for _, lookup in waiting:
            if lookup.pending:
                lookup.parse_again({})
                lookup.pending = False

    TargetCollector.collect_missing_counters = note
    TargetCollector.cache_target_page_counters = remember
    try:
        yield
    finally:
        TargetCollector.collect_missing_counters = collect
        TargetCollector.cache_target_page_counters = cache


def _tells_own_page(box: Any) -> bool:
    """Whether the box's text holds a counter of the page on which it stands."""
    content = box.style["content"]
    return any(part[0] in ("counter()", "counters()") for part in content)


def _anchor(box: Any, name: str | None) -> str | None:
    """The anchor; WeasyPrint knows none where an attribute names it."""
    href = box.element.get("href", "")
    return href[1:] if name is None and href.startswith("#") else name


def _waiting(collector: Any) -> dict[str, list[Any]]:
    """The numbers to be written, with their keys, by the anchor that they name."""
    if collector.collecting:
        return {}
    if not hasattr(collector, _INDEX):
        index: dict[str, list[Any]] = {}
        for item in collector.counter_lookup_items.items():
            for anchor in item[1].missing_target_counters:
                index.setdefault(anchor, []).append(item)
        setattr(collector, _INDEX, index)
    found: dict[str, list[Any]] = getattr(collector, _INDEX)
    return found


def name_repeats(box: Any) -> None:
    """Rename repeated folios in a line box, in place; to do so twice changes nothing."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if not isinstance(child, boxes.InlineBox):
            continue
        if child.element is not None and child.element.get("class") == FOLIOS:
            _rename(child, boxes)
        else:
            name_repeats(child)


def _rename(folios: Any, boxes: Any) -> None:
    before, times, comma = "", 0, None
    for child in folios.children:
        if isinstance(child, boxes.TextBox):
            comma = child
            continue
        text_box = _only_text(child, boxes)
        if text_box is None or child.element_tag != "a":
            continue
        folio = _own_text(text_box)
        times = times + 1 if folio == before else 0
        text_box.text = _TIMES[min(times, len(_TIMES)) - 1] if times else folio
        if comma is not None:
            between = _own_text(comma)
            comma.text = "\u00a0" if times else between
        before = folio


def _own_text(text_box: Any) -> str:
    """The text that the box had at first. A new page number comes in a new box."""
    if not hasattr(text_box, _OWN):
        setattr(text_box, _OWN, text_box.text)
    own: str = getattr(text_box, _OWN)
    return own


def _only_text(box: Any, boxes: Any) -> Any:
    """The text box of a link that holds nothing else; None for another box."""
    while isinstance(box, boxes.InlineBox) and len(box.children) == 1:
        box = box.children[0]
    return box if isinstance(box, boxes.TextBox) else None
