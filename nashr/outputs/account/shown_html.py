"""What a page of HTML or XHTML shows, as one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html

from nashr.outputs.account.passages import FORMULA, IMAGE, key_of

_NOT_SHOWN = frozenset({"head", "script", "style", "template", "annotation", "nav", "footer"})
#: Links of ours between a note or a reference and the text, and marks for those who do not see.
#: Also of a formula that pandoc could not read: its source stands there.
_FORMULAS = frozenset({"formula", "formula-source", "whole-formula", "math"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_OURS = frozenset({"doc-noteref", "doc-backlink"})
_OUR_CLASSES = frozenset({"cite", "unseen", "cited-on", "backs", "query", "query-mark"})


def shown(roots: Iterable[Any]) -> str:
    """The key of what the pages show: first the text, then the notes in their order.

    Navigation, the suggested citation and what leads back from a note are left out: they repeat
    what stands elsewhere, and are written by the templates.
    """
    pieces: list[str] = []
    notes: list[list[str]] = []
    for root in roots:
        _read(root, pieces, notes)
    return key_of("".join([*pieces, *(text for note in notes for text in note)]))


def parsed(page: bytes | str) -> Any:
    """A page for ``shown``."""
    return lxml.html.document_fromstring(page)


def _read(root: Any, pieces: list[str], notes: list[list[str]]) -> None:
    """Walk without recursion: a stranger's page may be deep."""
    stack: list[tuple[Iterator[Any], list[str], str]] = [(iter([root]), pieces, "")]
    while stack:
        children, out, after = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            if stack and after:
                stack[-1][1].append(after)
            continue
        tail = element.tail or ""
        into = out
        if not isinstance(element.tag, str) or _is_left_out(element):
            out.append(tail)
            continue
        tag = element.tag.rpartition("}")[2]
        if tag == "math" or not _FORMULAS.isdisjoint(_classes(element)):
            out.append(FORMULA + tail)
            continue
        if tag in {"img", "svg", "object"}:
            out.append(("" if "checkbox" in _classes(element) else IMAGE) + tail)
            continue
        if _is_note(element):
            into = []
            notes.append(into)
        into.append(element.text or "")
        stack.append((iter(_in_order(element, tag)), into, ""))
        if into is out:
            stack[-1] = (stack[-1][0], into, tail)
        else:
            out.append(tail)


def _is_left_out(element: Any) -> bool:
    tag = element.tag.rpartition("}")[2]
    return (
        tag in _NOT_SHOWN
        or element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and tag not in _CAPTIONS)
        or element.get("role") in _OURS
        or not _OUR_CLASSES.isdisjoint(_classes(element))
    )


def _is_note(element: Any) -> bool:
    identifier = element.get("id") or ""
    return identifier.startswith("fn") and identifier[2:].isdecimal()


def _in_order(element: Any, tag: str) -> list[Any]:
    """The children, a caption behind its figure or table wherever it is set."""
    children = list(element)
    if tag in {"figure", "table"}:
        children.sort(key=lambda child: str(child.tag).rpartition("}")[2] in _CAPTIONS)
    return children


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
