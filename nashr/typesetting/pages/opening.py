"""The first page: what gives way where the article's text would begin too late.

The lines of the text on the first page are counted as soon as it is made. Where they are too few,
the layout goes no further: the opening is laid out by itself, with the beginning of the text, and
one thing after the other gives way to it: ``_STEPS`` lists them. The first step with
enough lines is taken, else the one with the most. Where nothing helps, as after an abstract of a
whole page, all stays as it was.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_REMAKE_PAGE = "weasyprint.layout.page:remake_page"

#: The lines of text that the first page has at least.
LEAST_LINES = 8
#: Where even the last step brings fewer, nothing gives way.
_WORTHWHILE = 4
#: More lines than a page can have.
_ANY = 10_000
#: What gives way, in this order: a class of ``body`` that the style sheet knows, and the parts, by
#: their class, that move behind the article in theirs.
_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("facts",)),
    ("", ("affiliations", "facts")),
    ("closest", ("affiliations", "facts")),
    ("closest", ("affiliations", "facts", "licence")),
)
#: Characters of the text that are laid out with an opening: more than its lines have.
_BEGINNING = 1500
_TEXT = "text"


def least_lines(root: Any) -> int:
    """How many lines of the text the first page of this tree has to have: none without an opening
    above a text.
    """
    articles = root.iter("article")
    return LEAST_LINES if any(_is(part, _TEXT) for one in articles for part in one) else 0


class FirstPage(Exception):
    """The layout was broken off behind the first page, which has so many lines of the text."""

    def __init__(self, lines: int) -> None:
        super().__init__(lines)
        self.lines = lines


def stop_behind_first_page(least: int) -> AbstractContextManager[None]:
    """Break a layout off, with ``FirstPage``, that goes on behind a first page with less lines of
    the text than ``least``.
    """
    remake_page = original(_REMAKE_PAGE)

    def remake(index: int, *others: Any) -> Any:
        page, resume = remake_page(index, *others)
        if not index and resume is not None and (lines := _lines_of(page)) < least:
            raise FirstPage(lines)
        return page, resume

    return patched({_REMAKE_PAGE: remake})


def make_room(root: Any, lines: int, render: Callable[[Any], Any]) -> None:
    """Change the opening in the tree ``root`` so that its text begins on the first page.

    ``lines`` of it stand there now, and ``render`` lays out another tree.
    """
    beginning = _beginning_of(root)
    most, best = lines, None
    for step in range(len(_STEPS)):
        tried = copy.deepcopy(beginning)
        _take(tried, step)
        lines = _lines_with(render, tried)
        if lines > most:
            most, best = lines, step
        if lines >= LEAST_LINES:
            break
    if best is not None and most >= _WORTHWHILE:
        _take(root, best)


def _lines_with(render: Callable[[Any], Any], root: Any) -> int:
    try:
        with stop_behind_first_page(_ANY):
            document = render(root)
    except FirstPage as stopped:
        return stopped.lines
    return _lines_of(document.pages[0]._page_box)


def _lines_of(page: Any) -> int:
    """The lines of the article's text on the first page, headings and displays included."""
    from weasyprint.formatting_structure import boxes

    def count(box: Any, inside: bool) -> int:
        inside = inside or (box.element is not None and _is(box.element, _TEXT))
        if isinstance(box, boxes.LineBox):
            return int(inside)
        return sum(count(child, inside) for child in getattr(box, "children", ()))

    return sum(
        count(child, False)
        for child in page.children
        if not isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox)
    )


def _is(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _body(root: Any) -> Any:
    return next(root.iter("body"))


def _take(root: Any, step: int) -> None:
    """Let give way what a step names; the parts that move stand behind the article, in order."""
    names, moved = _STEPS[step]
    body = _body(root)
    for name in names.split():
        _add_class(body, name)
    place = next((element for element in root.iter() if _is(element, "about")), None)
    for name in moved:
        for around, part in _with_parents(root, name):
            around.remove(part)
            if place is not None:
                place.append(part)
                _add_class(place, "filled")


def _with_parents(root: Any, name: str) -> list[tuple[Any, Any]]:
    """The elements of a class, each behind its parent."""
    return [(around, part) for around in root.iter() for part in around if _is(part, name)]


def _add_class(element: Any, name: str) -> None:
    if not _is(element, name):
        element.set("class", " ".join((element.get("class") or "", name)).strip())


def _beginning_of(root: Any) -> Any:
    """A copy of the tree that ends soon after the first page."""
    copied = copy.deepcopy(root)
    article = next(copied.iter("article"))
    for part in list(article):
        if _is(part, _TEXT):
            _cut(part, _BEGINNING)
        elif part.tag != "header":
            article.remove(part)
    return copied


def _cut(element: Any, room: int) -> int:
    """Take away what stands behind ``room`` characters; returns the room that is left."""
    for child in list(element):
        if room <= 0:
            element.remove(child)
            continue
        left = room - len("".join(child.itertext()))
        room = _cut(child, room) if left < 0 and child.tag in ("section", "div") else left
    return room
