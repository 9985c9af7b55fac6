"""What a page of HTML or XHTML shows, as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import unquote

import lxml.html

from nashr.document.author_classes import LONG_DESCRIPTION
from nashr.outputs.account.passages import (
    CALL,
    FORMULA,
    IMAGE,
    Shape,
    counted,
    key_of,
    key_with_calls,
)

_NOT_SHOWN = frozenset({"head", "script", "style", "template", "annotation", "nav", "footer"})
#: Also of a formula that pandoc could not read: its source stands there.
_FORMULAS = frozenset({"formula", "formula-source", "whole-formula", "math"})
#: The ids of notes, also where several texts of an issue stand in one document.
_NOTE = re.compile(r"(?:text-[0-9a-f]{8}-)?fn[0-9]+")
#: The levels of headings, and 0 for a list of numbers, by the names of elements.
_SHAPES: dict[Any, int] = {
    f"{space}{name}": level
    for space in ("", "{http://www.w3.org/1999/xhtml}")
    for name, level in (("ol", 0), *((f"h{level}", level) for level in range(1, 7)))
}
_CAPTIONS = frozenset({"caption", "figcaption"})
#: The class of a line below a table or figure that a page has taken into it.
SOURCE = "source-line"
#: The roles of links between a note and its call.
_CALL, _BACK = "doc-noteref", "doc-backlink"
#: Marks and running heads of ours, and what is for those who do not see.
_OUR_CLASSES = frozenset(
    {"cite", "own-citation", "unseen", "cited-on", "backs", "query", "query-mark", "note-number"}
    | {"running-authors", "running-title", "running-source", LONG_DESCRIPTION}
)


class Piece(NamedTuple):
    """A stretch of a page's own text, in the order in which pages are compared.

    ``owner`` is the element whose text it is; ``element`` the one that it stands in, or behind
    where ``is_tail``; ``note`` the note that it is part of. What is in an ``opaque`` element is not
    read: it is a formula, an image, the call of a note, or left out.
    """

    owner: Any
    element: Any
    is_tail: bool
    text: str
    note: Any
    opaque: bool = False


def shown(roots: Iterable[Any]) -> str:
    """The key of what the pages show (see ``read``)."""
    return key_with_calls(read(roots).text)


class Shown(NamedTuple):
    """The text of pages, and for each sign for a formula or an image in it the element, None where
    it is a character of the text; then the places of links in the key of the text, and those of
    what they lead to, and the places of headings with their levels and of lists with their numbers.
    """

    text: str
    formulas: list[Any]
    images: list[Any]
    links: list[tuple[int, int]]
    shapes: dict[Shape, list[tuple[int, int]]]


def read(roots: Iterable[Any]) -> Shown:
    """What the pages show: first the text, then the notes in their order.

    Navigation, the suggested citation and what leads back from a note are left out: they repeat
    what stands elsewhere, and are written by the templates.
    """
    texts: dict[Any, list[str]] = {None: []}
    found: dict[str, dict[Any, list[Any]]] = {FORMULA: {}, IMAGE: {}}
    named: dict[str, tuple[Any, int]] = {}
    leading: list[tuple[Any, int, str]] = []
    shaped: list[tuple[Any, int, Shape, int]] = []
    for root in roots:
        for piece in pieces(root):
            before = texts.setdefault(piece.note, [])
            if not piece.is_tail and (attributes := piece.element.attrib):
                if name := attributes.get("id"):
                    named.setdefault(name, (piece.note, len(before)))
                page, sign, part = attributes.get("href", "").partition("#")
                if sign and ":" not in page:
                    leading.append((piece.note, len(before), unquote(part)))
            if not piece.is_tail and (shape := _SHAPES.get(piece.element.tag)) is not None:
                first = piece.element.get("start", "1")
                level = shape or (int(first) if first.lstrip("-").isdecimal() else 1)
                kind: Shape = "heading" if shape else "list"
                shaped.append((piece.note, len(before), kind, level))
            before.append(piece.text)
            for sign, elements in found.items():
                if sign in piece.text:
                    signs = [piece.element] if piece.opaque else [None] * piece.text.count(sign)
                    elements.setdefault(piece.note, []).extend(signs)
    notes = _notes_in_order(texts)
    text = "".join(text for note in notes for text in texts[note])
    ordered = (
        [element for note in notes for element in elements.get(note, ())]
        for elements in found.values()
    )
    formulas, images = ordered
    places = _places(notes, texts) if leading or shaped else {}
    shapes: dict[Shape, list[tuple[int, int]]] = {"heading": [], "list": []}
    for note, number, kind, level in shaped:
        shapes[kind].append((places[note][number], level))
    return Shown(text, formulas, images, list(_links(leading, named, places)), shapes)


def _places(notes: Iterable[Any], texts: Mapping[Any, Sequence[str]]) -> dict[Any, list[int]]:
    """Where in the key of the texts each piece of them begins."""
    places: dict[Any, list[int]] = {}
    at = 0
    for note in notes:
        places[note] = [*accumulate(map(counted, texts[note]), initial=at)]
        at = places[note][-1]
    return places


def _links(
    leading: Sequence[tuple[Any, int, str]],
    named: Mapping[str, tuple[Any, int]],
    places: Mapping[Any, Sequence[int]],
) -> Iterator[tuple[int, int]]:
    """The places of links and of what they lead to, in the key of the text; -1 for nothing."""
    for note, number, name in leading:
        target = named.get(name)
        yield places[note][number], places[target[0]][target[1]] if target else -1


def _notes_in_order(notes: Iterable[Any]) -> list[Any]:
    """The notes by their numbers where they stand at their calls: the caption of a table has the
    first ones, and is read behind it. ``None``, for the text, stays in its place.
    """
    listed = list(notes)
    at_calls = [one for one in listed if one is not None and one.tag == "span"]
    first: dict[str, int] = {}
    parts = {one: one.get("id").rpartition("fn") for one in at_calls}
    for number, (text, _, _) in enumerate(parts.values()):
        first.setdefault(text, number)
    ordered = iter(sorted(at_calls, key=lambda one: (first[parts[one][0]], int(parts[one][2]))))
    return [next(ordered) if one in parts else one for one in listed]


def alternatives(roots: Iterable[Any]) -> list[str]:
    """The keys of the alternative texts of all images."""
    return [key_of(image.get("alt", "")) for root in roots for image in root.iter("{*}img")]


def parsed(page: bytes | str) -> Any:
    """A page for ``shown``."""
    return lxml.html.document_fromstring(page)


def pieces(root: Any) -> Iterator[Piece]:
    """The text below an element, without recursion: a stranger's page may be deep."""
    stack: list[tuple[Iterator[Any], Any, Any]] = [(iter([root]), None, None)]
    while stack:
        children, note, around = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            if around is not None:
                outside = stack[-1][2]
                yield Piece(outside, around, True, around.tail or "", stack[-1][1])
            continue
        opaque = _text_of_opaque(element)
        if opaque is not None:
            if isinstance(element.tag, str):
                yield Piece(element, element, False, opaque, note, True)
            yield Piece(around, element, True, element.tail or "", note)
            continue
        inside = element if _is_note(element) else note
        text = " " if _name(element) == "br" else element.text or ""
        yield Piece(element, element, False, text, inside)
        stack.append((iter(_in_order(element)), inside, element))


def _text_of_opaque(element: Any) -> str | None:
    """What stands for an element that is not read; None for one that is."""
    if not isinstance(element.tag, str) or _is_left_out(element):
        return ""
    tag, classes = _name(element), _classes(element)
    if element.get("role") == _CALL:
        return CALL
    if tag == "math" or not _FORMULAS.isdisjoint(classes):
        return FORMULA
    if tag in {"img", "svg", "object"}:
        return "" if "checkbox" in classes else IMAGE
    return None


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_left_out(element: Any) -> bool:
    tag = _name(element)
    return (
        tag in _NOT_SHOWN
        or element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and tag not in _CAPTIONS)
        or element.get("role") == _BACK
        or not _OUR_CLASSES.isdisjoint(_classes(element))
    )


def _is_note(element: Any) -> bool:
    return _NOTE.fullmatch(element.get("id") or "") is not None


def _in_order(element: Any) -> list[Any]:
    """The children, a caption behind its figure or table wherever it is set, and behind that the
    lines that stood below both.
    """
    children = list(element)
    if _name(element) in {"figure", "table"}:
        children.sort(key=lambda child: (SOURCE in _classes(child), _name(child) in _CAPTIONS))
    return children


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
