"""The folios in a reference list: the pages on which a work is cited, each number a link.

They are known only after layout. Where a work is cited several times on a page, its second place
there is shown as (2), the third as (3) …: every citation keeps its link, and no folio is repeated.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.modules import box_classes
from nashr.typesetting.patching.apply import original, patched

#: The class of the element whose links show nothing but folios, with a comma between them.
FOLIOS = "cited-on"

#: Where a text box keeps its folio, and a target collector the numbers that wait for a page, and
#: those that were written while the page was laid out that has the given index.
_FOLIO, _WAITING, _WRITTEN = "nashr_folio", "nashr_waiting", "nashr_written"
_COLLECT = "weasyprint.css.targets:TargetCollector.collect_missing_counters"
_CACHE = "weasyprint.css.targets:TargetCollector.cache_target_page_counters"


def patch_page_counters() -> AbstractContextManager[None]:
    """Let WeasyPrint write a page number as soon as the page of its target is known.

    WeasyPrint itself lays the reference list out without the numbers, again with them, and once
    more because by then the number of pages is known, which it takes them to depend on. It also
    compares every number of every reference with every target.

    Where a reference stands on the page of its target, it was laid out before the number was known.
    Such a number stays ``pending``, by which WeasyPrint lays that page out again.
    """
    collect, cache = original(_COLLECT), original(_CACHE)

    def collect_target_only(
        collector: Any, box: Any, token: str, parse: Any, own: Any, named: Any
    ) -> None:
        if token == "content" and named and not _shows_own_page(box):
            own, named = {}, {_anchor(box, name): counters for name, counters in named.items()}
        collect(collector, box, token, parse, own, named)

    def cache_and_write(collector: Any, anchor: str, values: Any, page: int, pages: Any) -> None:
        waiting = _waiting(collector).get(anchor, ())
        written = _written_on(collector, page)
        every, collector.counter_lookup_items = collector.counter_lookup_items, dict(waiting)
        cache(collector, anchor, values, page, pages)
        collector.counter_lookup_items = every
        for _, lookup in waiting:
            if lookup.pending:
                lookup.parse_again({})
                written.append(lookup)

    return patched({_COLLECT: collect_target_only, _CACHE: cache_and_write})


def _written_on(collector: Any, page: int) -> list[Any]:
    """The numbers that were written while this page was laid out. Those of an earlier page are not
    on that page, or they would not be pending any more: they need no new layout.
    """
    before: tuple[int, list[Any]] = getattr(collector, _WRITTEN, (page, []))
    if before[0] != page:
        for lookup in before[1]:
            lookup.pending = False
        before = (page, [])
    setattr(collector, _WRITTEN, before)
    return before[1]


def _shows_own_page(box: Any) -> bool:
    """Whether the box's text has a counter of the page that the box itself is on."""
    content = box.style["content"]
    return any(part[0] in ("counter()", "counters()") for part in content)


def _anchor(box: Any, name: str | None) -> str | None:
    """The anchor; WeasyPrint gives None where its name comes from an attribute."""
    href = box.element.get("href", "")
    return href[1:] if name is None and href.startswith("#") else name


def _waiting(collector: Any) -> dict[str, list[Any]]:
    """The page numbers still to be written, with their keys, by the anchor whose page they are."""
    if collector.collecting:
        return {}
    if not hasattr(collector, _WAITING):
        index: dict[str, list[Any]] = {}
        for item in collector.counter_lookup_items.items():
            for anchor in item[1].missing_target_counters:
                index.setdefault(anchor, []).append(item)
        setattr(collector, _WAITING, index)
    found: dict[str, list[Any]] = getattr(collector, _WAITING)
    return found


def mark_repeats(box: Any) -> None:
    """Replace repeated folios in a line box by (2), (3) …, in place; idempotent."""
    boxes = box_classes()

    for child in box.children:
        if not isinstance(child, boxes.InlineBox):
            continue
        if child.element is not None and child.element.get("class") == FOLIOS:
            _rename(child, boxes)
        else:
            mark_repeats(child)


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
        text_box.text = f"({times + 1})" if times else folio
        if comma is not None:
            between = _own_text(comma)
            # (2) stays with its folio; a line may end before the others, which can be many.
            comma.text = {0: between, 1: "\u00a0"}.get(times, " ")
        before = folio


def _own_text(text_box: Any) -> str:
    """The text that the box had at first. WeasyPrint puts a new page number into a new box."""
    if not hasattr(text_box, _FOLIO):
        setattr(text_box, _FOLIO, text_box.text)
    own: str = getattr(text_box, _FOLIO)
    return own


def _only_text(box: Any, boxes: Any) -> Any:
    """The text box of a link that holds nothing else; None for another box."""
    while isinstance(box, boxes.InlineBox) and len(box.children) == 1:
        box = box.children[0]
    return box if isinstance(box, boxes.TextBox) else None
