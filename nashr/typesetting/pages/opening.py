"""The first page: what gives way where the article's text would begin too late.

After a first layout, the lines of the text on the first page are counted. Where they are too few,
the opening is laid out by itself, with the beginning of the text, and one thing after the other
gives way to it: ``_STEPS`` lists them. The first step with enough lines is taken, else the one with
the most. Where nothing helps, as below an abstract of a whole page, all stays as it was.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

#: The lines of text that the first page has at least.
LEAST_LINES = 8
#: Where even the last step brings fewer, nothing gives way.
_WORTHWHILE = 4
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
#: The attribute of a body whose opening was looked at.
_SETTLED = "data-opening"


def make_room(document: Any, root: Any, render: Callable[[Any], Any]) -> bool:
    """Change the opening in the tree ``root`` so that its text begins on the first page.

    ``document`` are the pages of the tree, ``render`` lays out another. Returns whether there was
    anything to change, so that the document has to be laid out again.
    """
    lines = _lines(document)
    if lines >= LEAST_LINES or len(document.pages) < 2 or _has_given_way(root):
        return False
    beginning = _beginning_of(root)
    most, best = lines, None
    for step in range(len(_STEPS)):
        tried = copy.deepcopy(beginning)
        _take(tried, step)
        lines = _lines(render(tried))
        if lines > most:
            most, best = lines, step
        if lines >= LEAST_LINES:
            break
    if best is None or most < _WORTHWHILE:
        _body(root).set(_SETTLED, "")
        return False
    _take(root, best)
    return True


def _lines(document: Any) -> int:
    """The lines of the article's text on the first page, headings and displays included."""
    from weasyprint.formatting_structure import boxes

    def count(box: Any, inside: bool) -> int:
        inside = inside or (box.element is not None and _is(box.element, _TEXT))
        if isinstance(box, boxes.LineBox):
            return int(inside)
        return sum(count(child, inside) for child in getattr(box, "children", ()))

    return sum(
        count(child, False)
        for child in document.pages[0]._page_box.children
        if not isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox)
    )


def _is(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _has_given_way(root: Any) -> bool:
    return _body(root).get(_SETTLED) is not None


def _body(root: Any) -> Any:
    return next(root.iter("body"))


def _take(root: Any, step: int) -> None:
    """Let give way what a step names; the parts that move stand behind the article, in order."""
    names, moved = _STEPS[step]
    body = _body(root)
    body.set(_SETTLED, "")
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
