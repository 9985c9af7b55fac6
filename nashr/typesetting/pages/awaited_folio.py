"""Pages that are laid out before the number of the first one is known.

An article of an issue begins where the one before it ends. Of its layout, a folio changes little:
which pages are right-hand ones, and lines that show folios. So the layout begins with a guess that
is odd or even as the folio will be, and waits for the folio when it meets the first line that shows
one, in the list of references or behind the first page. By then most pages are laid out. From
there on all is as if the folio had been known from the start; the first page, which is always laid
out again for the number of the last page, gets its folios then.

The pages have to be the same as those of a layout that knew the folio. Where that is not certain,
``FolioMismatch`` is raised, and the document is laid out from its beginning: where the guess is odd
and the folio even, where the numbers change the lines of the first page, or what a template shows
changes in another way than by its text.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from nashr.ports import AwaitedFolio
from nashr.records import dataclass, field
from nashr.typesetting.patching.apply import original, patched

#: Where a layout context, and its collector of targets, keep the folio that they wait for.
_STATE = "nashr_awaited_folio"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
_ITER_LINE_BOXES = "weasyprint.layout.inline:iter_line_boxes"
_CACHE = "weasyprint.css.targets:TargetCollector.cache_target_page_counters"
_MARGIN_BOXES = "weasyprint.layout.page:make_margin_boxes"
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RESET = "counter-reset:page {}"
#: By what another number differs from the guess: to find out which texts show the folio.
_OTHER = 1112


class FolioMismatch(Exception):
    """The pages that were laid out with the guess would be others with the folio."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text of the HTML that shows the folio: the ``part`` (text or tail) of an element, and its
    number among all texts of the HTML.
    """

    element: Any
    part: str
    number: int


@dataclass(slots=True)
class FolioLayout:
    """The layout of a document whose first folio is awaited, over all its rounds."""

    awaited: AwaitedFolio
    html: str
    sheets: Sequence[str]
    root: Any
    is_settled: bool = False
    shown: list[_Shown] = field(default_factory=list)
    #: The elements whose text shows the folio.
    elements: set[Any] = field(default_factory=set)
    parents: Mapping[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.shown = self._find_shown()
        self.elements = {self._element_of(one) for one in self.shown}

    @property
    def beyond(self) -> int:
        """By how much the folio, once it is known, is greater than the guess."""
        return self.awaited.page.wait() - self.awaited.page.guess

    # --- which texts show the folio --------------------------------------------------------

    def _find_shown(self) -> list[_Shown]:
        """The texts that change with the folio."""
        numbers = self._changed(self.awaited.page.guess + _OTHER)
        texts = _texts(self.html)
        wanted = {texts[number] for number in numbers}
        places = [number for number, text in enumerate(texts) if text in wanted]
        found = [one for one in _in_order(self.root) if getattr(*one) in wanted]
        if len(found) != len(places):
            raise FolioMismatch
        pairs = zip(found, places, strict=True)
        return [_Shown(*place, number) for place, number in pairs if number in numbers]

    def _changed(self, folio: int) -> set[int]:
        """The numbers of the texts that another folio changes. Raises ``FolioMismatch`` where it
        changes more than texts.
        """
        html, sheets = self.awaited.pages_by(folio)
        if _TAG.findall(html) != _TAG.findall(self.html):
            raise FolioMismatch
        before, after = _RESET.format(self.awaited.page.guess), _RESET.format(folio)
        if [sheet.replace(before, after) for sheet in self.sheets] != list(sheets):
            raise FolioMismatch
        both = zip(_texts(self.html), _texts(html), strict=True)
        return {number for number, (own, other) in enumerate(both) if own != other}

    def _element_of(self, shown: _Shown) -> Any:
        """The element that the box of a text has."""
        return shown.element if shown.part == "text" else self.parents[shown.element]

    # --- the folio becomes known -----------------------------------------------------------

    def settle(self) -> dict[_Shown, tuple[str, str]]:
        """Wait for the folio and write it into the HTML; the texts that changed, as they were and
        as they are.
        """
        self.is_settled = True
        folio = self.awaited.page.wait()
        if self.beyond % 2:
            raise FolioMismatch
        if not self.beyond:
            return {}
        if not self._changed(folio) <= {one.number for one in self.shown}:
            raise FolioMismatch
        texts = _texts(self.awaited.pages_by(folio)[0])
        changed = {}
        for one in self.shown:
            before = getattr(one.element, one.part)
            setattr(one.element, one.part, texts[one.number])
            changed[one] = (before, texts[one.number])
        return changed


def _in_order(element: Any) -> Iterator[tuple[Any, str]]:
    """The places of the texts in an element, in their order."""
    yield element, "text"
    for child in element:
        yield from _in_order(child)
        yield child, "tail"


def _texts(html: str) -> list[str]:
    """The texts between the tags, in their order."""
    return [html_entities.unescape(text) for text in _TAG.split(html)]


def patch_awaited_folio(layout: FolioLayout) -> AbstractContextManager[None]:
    """Let WeasyPrint lay out pages whose folios are known later."""
    make_all_pages, iter_line_boxes = original(_MAKE_ALL_PAGES), original(_ITER_LINE_BOXES)
    cache, make_margin_boxes = original(_CACHE), original(_MARGIN_BOXES)

    def make_all(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        if html.etree_element is not layout.root:  # a layout on trial
            yield from make_all_pages(context, root_box, html, pages)
            return
        state = getattr(context, _STATE, None)
        if state is None:
            state = _Round(layout, context, root_box)
            for holder in (context, context.target_collector):
                setattr(holder, _STATE, state)
        state.begin(pages)
        for page in make_all_pages(context, root_box, html, pages):
            if layout.awaited.page.is_there():
                state.settle()
            yield page

    def lines(context: Any, box: Any, *others: Any) -> Any:
        if not layout.is_settled and hasattr(context, _STATE):
            getattr(context, _STATE).meet(box)
        return iter_line_boxes(context, box, *others)

    def cache_counters(collector: Any, anchor: str, values: Any, page: int, pages: Any) -> None:
        state = getattr(collector, _STATE, None)
        if state is not None:
            if not layout.is_settled and state.shows_page_of(anchor):
                state.settle()
            values = state.real(values)
        cache(collector, anchor, values, page, pages)

    def margin_boxes(context: Any, page: Any, state: Any) -> Any:
        if hasattr(context, _STATE):
            getattr(context, _STATE).finish(page)
            quotes, counters, *others = state
            state = (quotes, getattr(context, _STATE).real(counters), *others)
        return make_margin_boxes(context, page, state)

    return patched(
        {
            _MAKE_ALL_PAGES: make_all,
            _ITER_LINE_BOXES: lines,
            _CACHE: cache_counters,
            _MARGIN_BOXES: margin_boxes,
        }
    )


@dataclass(slots=True)
class _Round:
    """One layout of the whole document."""

    layout: FolioLayout
    context: Any
    root_box: Any
    footnotes: list[Any] = field(default_factory=list)
    #: The first page as it was when all pages had been laid out once.
    first: Any = None
    #: Whether the folio was written into boxes of this layout, and not before it.
    is_rewritten: bool = False
    rounds: int = 0

    def __post_init__(self) -> None:
        self.footnotes = list(self.context.footnotes)
        lookups = self.context.target_collector.counter_lookup_items
        for (_, token), lookup in lookups.items():
            own = "page" in lookup.missing_counters
            if own or (token != "content" and lookup.missing_target_counters):
                raise FolioMismatch

    def begin(self, pages: Sequence[Any]) -> None:
        """All pages are laid out, the first time or again."""
        self.rounds += 1
        if self.rounds == 2 and pages:
            self.first = pages[0]
            self.settle()

    def meet(self, line: Any) -> None:
        """The lines of a paragraph are about to be made."""
        from weasyprint.formatting_structure import boxes

        lookups = self.context.target_collector.counter_lookup_items
        is_first = (self.context.current_page or 1) == 1
        for child in line.descendants():
            if child.missing_link is not None:
                lookup = lookups.get((child.missing_link, "content"))
                if lookup is not None and self._is_written(lookup):
                    self.settle()
                    return
            shows = isinstance(child, boxes.TextBox) and child.element in self.layout.elements
            if shows and not is_first:
                self.settle()
                return

    def _is_written(self, lookup: Any) -> bool:
        """Whether the page of one of its targets is known."""
        targets = self.context.target_collector.target_lookup_items
        names = lookup.missing_target_counters
        return any(name in targets and targets[name].cached_page_counter_values for name in names)

    def shows_page_of(self, anchor: str) -> bool:
        """Whether a page that is laid out shows the number of the page of an anchor."""
        lookups = self.context.target_collector.counter_lookup_items.values()
        return any(
            anchor in one.missing_target_counters and one.page_maker_index is not None
            for one in lookups
        )

    def real(self, counters: Mapping[str, list[int]]) -> Any:
        """The counters of a page, with its folio; with the guess where that is not known yet."""
        if not self.layout.is_settled or "page" not in counters:
            return counters
        return {**counters, "page": [n + self.layout.beyond for n in counters["page"]]}

    def settle(self) -> None:
        """Have the folio in all that is laid out from now on."""
        if self.layout.is_settled:
            return
        changed = self.layout.settle()
        if not changed and not self.layout.beyond:
            return
        self.is_rewritten = True
        self._rewrite(changed)
        collector = self.context.target_collector
        for target in collector.target_lookup_items.values():
            if target.cached_page_counter_values:
                target.cached_page_counter_values = self.real(target.cached_page_counter_values)
        for lookup in collector.counter_lookup_items.values():
            if self._is_written(lookup):
                lookup.parse_again({})

    def _rewrite(self, changed: Mapping[_Shown, tuple[str, str]]) -> None:
        """Write the changed texts into the boxes that are still to be laid out."""
        from weasyprint.formatting_structure import boxes

        by_element: dict[Any, list[tuple[str, str]]] = {}
        for one, (before, after) in changed.items():
            pair = _collapsed(before), _collapsed(after)
            by_element.setdefault(self.layout._element_of(one), []).append(pair)
        written: set[tuple[Any, str]] = set()
        for root in (self.root_box, *self.footnotes):
            for box in root.descendants():
                pairs = by_element.get(box.element) if isinstance(box, boxes.TextBox) else None
                for before, after in pairs or ():
                    if box.text.strip() == before:
                        box.text = box.text.replace(before, after)
                        written.add((box.element, before))
                        break
        if len(written) != len({(e, pair[0]) for e, pairs in by_element.items() for pair in pairs}):
            raise FolioMismatch
        self._measure_tables(by_element)

    def _measure_tables(self, changed: Container[Any]) -> None:
        """Compute the widths of columns anew where a text of these elements stands in them: it is
        done once in a layout, before the number of the last page is known.
        """
        from weasyprint.layout.preferred import table_and_columns_preferred_widths

        for box in self.root_box.descendants():
            table = box.get_wrapped_table() if box.is_table_wrapper else None
            if table is None or table not in self.context.tables:
                continue
            if any(inner.element in changed for inner in table.descendants()):
                del self.context.tables[table]
                table_and_columns_preferred_widths(self.context, box)

    def finish(self, page: Any) -> None:
        """The pages are laid out for good; ``page`` is one of them."""
        if self.context.current_page != 1:
            return
        self.settle()
        if self.is_rewritten:
            if self.first is None or self.first is page or _lines_of(self.first) != _lines_of(page):
                raise FolioMismatch
            self.first = None
        resets = page.style["counter_reset"]
        page.style["counter_reset"] = tuple(
            (name, value + self.layout.beyond if name == "page" else value)
            for name, value in resets
        )


def _collapsed(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _lines_of(page: Any) -> list[tuple[Any, float, float]]:
    """The lines of a page: their elements, places and heights."""
    from weasyprint.formatting_structure import boxes

    root, *areas = page.children
    return [
        (box.element, box.position_y, box.height)
        for area in (root, *areas[:1])
        for box in area.descendants()
        if isinstance(box, boxes.LineBox)
    ]
