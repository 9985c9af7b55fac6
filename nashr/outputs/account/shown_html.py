"""What a page of HTML or XHTML shows, as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import lxml.html

from nashr.document.author_classes import LONG_DESCRIPTION
from nashr.outputs.account.passages import CALL, FORMULA, IMAGE, key_of, key_with_calls

_NOT_SHOWN = frozenset({"head", "script", "style", "template", "annotation", "nav", "footer"})
#: Also of a formula that pandoc could not read: its source stands there.
_FORMULAS = frozenset({"formula", "formula-source", "whole-formula", "math"})
#: The ids of notes, also where several texts of an issue stand in one document.
_NOTE = re.compile(r"(?:text-[0-9a-f]{8}-)?fn[0-9]+")
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
    return key_with_calls(read(roots)[0])


def read(roots: Iterable[Any]) -> tuple[str, list[Any]]:
    """What the pages show: first the text, then the notes in their order; and for each sign for a
    formula in it the element, None where it is a character of the text.

    Navigation, the suggested citation and what leads back from a note are left out: they repeat
    what stands elsewhere, and are written by the templates.
    """
    texts: dict[Any, list[str]] = {None: []}
    formulas: dict[Any, list[Any]] = {}
    for root in roots:
        for piece in pieces(root):
            texts.setdefault(piece.note, []).append(piece.text)
            if FORMULA in piece.text:
                signs = [piece.element] if piece.opaque else [None] * piece.text.count(FORMULA)
                formulas.setdefault(piece.note, []).extend(signs)
    notes = _notes_in_order(texts)
    text = "".join(text for note in notes for text in texts[note])
    return text, [element for note in notes for element in formulas.get(note, ())]


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
