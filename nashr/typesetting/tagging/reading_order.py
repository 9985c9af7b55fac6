"""Arranging the structure: blocks in the order of the text, notes behind what calls them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr.typesetting.tagging.roles import GROUPS, MIXED
from nashr.typesetting.tagging.structure import Element, Piece

_TABLE_ORDER = ("Caption", "THead", "TBody", "TR", "TFoot")
#: What no note may stand in.
_UNDIVIDED = {"Table", "Figure", "TOC"}


def arrange(document: Element, calls: Mapping[Element, Element], order: Mapping[Any, int]) -> None:
    """Arrange a tree, in place.

    ``calls`` are the notes, which stand nowhere yet, each with its call; ``order`` is the place
    of the page's elements in the text.
    """
    _sort(document, order)
    for note, call in calls.items():
        _sort(note, order)
        _place(note, call)
    _drop_empty(document)
    _wrap_lines(document)


def _sort(element: Element, order: Mapping[Any, int]) -> None:
    """Bring blocks into the order of the text, the parts of a table into theirs."""
    kids = [kid for kid in element.kids if isinstance(kid, Element)]
    for kid in kids:
        _sort(kid, order)
    if element.role == "Table":
        kids.sort(key=lambda kid: _TABLE_ORDER.index(kid.role))
        element.kids[:] = kids
    elif len(kids) == len(element.kids) and all(kid.source is not None for kid in kids):
        kids.sort(key=lambda kid: order[kid.source])
        element.kids[:] = kids


def _place(note: Element, call: Element) -> None:
    """Set a note behind the block that calls it."""
    host = call
    while host.parent is not None and host.inline:
        host = host.parent
    for above in _ancestors(host):
        if above.role in _UNDIVIDED:
            host = above
    around = host.parent
    if host.role in GROUPS | MIXED or around is None:
        place = _behind_line(host, call)
    elif host.role == "Lbl":
        host, place = _body_of(around), 0
    else:
        host, place = around, around.kids.index(host) + 1
    while place < len(host.kids) and _is_note(host.kids[place]):
        place += 1
    host.kids.insert(place, note)
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


def _is_in_line(kid: Element | Piece) -> bool:
    return isinstance(kid, Piece) or kid.inline


def _behind_line(host: Element, call: Element) -> int:
    """The place behind the run of text in ``host`` that the call stands in."""
    kid = next((e for e in _ancestors(call) if e.parent is host), None)
    place = host.kids.index(kid) if kid is not None else len(host.kids) - 1
    while place < len(host.kids) and _is_in_line(host.kids[place]):
        place += 1
    return place


def _drop_empty(element: Element) -> None:
    for kid in list(element.kids):
        if isinstance(kid, Element):
            _drop_empty(kid)
            if not kid.kids and not kid.annotations and kid.role not in {"TD", "TH"}:
                element.kids.remove(kid)


def _wrap_lines(element: Element) -> None:
    """Make paragraphs of text that stands among blocks."""
    for kid in element.kids:
        if isinstance(kid, Element):
            _wrap_lines(kid)
    lines = [_is_in_line(kid) for kid in element.kids]
    if element.role not in GROUPS and (element.role not in MIXED or all(lines) or not any(lines)):
        return
    kids, element.kids = element.kids, []
    paragraph: Element | None = None
    for kid in kids:
        if not _is_in_line(kid):
            element.kids.append(kid)
            paragraph = None
            continue
        if paragraph is None:
            paragraph = element.add("P")
        paragraph.kids.append(kid)
        if isinstance(kid, Element):
            kid.parent = paragraph
