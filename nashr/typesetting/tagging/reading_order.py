"""Reading order: blocks in the order of the text, notes behind the blocks that call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr.typesetting.tagging.roles import GROUPS, MIXED
from nashr.typesetting.tagging.structure import Element, Piece

_TABLE_ORDER = ("Caption", "THead", "TBody", "TR", "TFoot")
#: Elements that no note is put into.
_UNDIVIDED = {"Table", "Figure", "TOC"}


def set_reading_order(
    document: Element, calls: Mapping[Element, Element], order: Mapping[Any, int]
) -> None:
    """Bring a tree into reading order, in place.

    ``calls`` are the notes, which are not in the tree yet, each with its call; ``order`` is the
    position of the HTML's elements in the text.
    """
    _sort(document, order)
    for note, call in calls.items():
        _sort(note, order)
        _insert_note(note, call)
    _drop_empty(document)
    _wrap_text(document)


def _sort(element: Element, order: Mapping[Any, int]) -> None:
    """Sort blocks by their order in the text, the parts of a table as ISO 32000-1, 14.8.4.3.4."""
    kids = [kid for kid in element.kids if isinstance(kid, Element)]
    for kid in kids:
        _sort(kid, order)
    if element.role == "Table":
        kids.sort(key=lambda kid: _TABLE_ORDER.index(kid.role))
        element.kids[:] = kids
    elif len(kids) == len(element.kids) and all(kid.source is not None for kid in kids):
        kids.sort(key=lambda kid: order[kid.source])
        element.kids[:] = kids


def _insert_note(note: Element, call: Element) -> None:
    """Insert a note behind the block that calls it."""
    host = call
    while host.parent is not None and host.inline:
        host = host.parent
    for above in _ancestors(host):
        if above.role in _UNDIVIDED:
            host = above
    around = host.parent
    if host.role in GROUPS | MIXED or around is None:
        index = _index_behind_line(host, call)
    elif host.role == "Lbl":
        host, index = _body_of(around), 0
    else:
        host, index = around, around.kids.index(host) + 1
    while index < len(host.kids) and _is_note(host.kids[index]):
        index += 1
    host.kids.insert(index, note)
    note.parent = host


def _ancestors(element: Element) -> Iterator[Element]:
    above: Element | None = element
    while above is not None:
        yield above
        above = above.parent


def _is_note(kid: Element | Piece) -> bool:
    return isinstance(kid, Element) and kid.role == "Note"


def _body_of(item: Element) -> Element:
    for kid in item.kids:
        if isinstance(kid, Element) and kid.role == "LBody":
            return kid
    return item.add("LBody")


def _is_inline(kid: Element | Piece) -> bool:
    return isinstance(kid, Piece) or kid.inline


def _index_behind_line(host: Element, call: Element) -> int:
    """The index behind the run of text in ``host`` that has the call."""
    kid = next((e for e in _ancestors(call) if e.parent is host), None)
    index = host.kids.index(kid) if kid is not None else len(host.kids) - 1
    while index < len(host.kids) and _is_inline(host.kids[index]):
        index += 1
    return index


def _drop_empty(element: Element) -> None:
    for kid in list(element.kids):
        if isinstance(kid, Element):
            _drop_empty(kid)
            if not kid.kids and not kid.annotations and kid.role not in {"TD", "TH"}:
                element.kids.remove(kid)


def _wrap_text(element: Element) -> None:
    """Wrap text that stands among blocks in paragraphs."""
    for kid in element.kids:
        if isinstance(kid, Element):
            _wrap_text(kid)
    lines = [_is_inline(kid) for kid in element.kids]
    if element.role not in GROUPS and (element.role not in MIXED or all(lines) or not any(lines)):
        return
    kids, element.kids = element.kids, []
    paragraph: Element | None = None
    for kid in kids:
        if not _is_inline(kid):
            element.kids.append(kid)
            paragraph = None
            continue
        if paragraph is None:
            paragraph = element.add("P")
        paragraph.kids.append(kid)
        if isinstance(kid, Element):
            kid.parent = paragraph
