"""Folios that come out alike: a work cited twice on a page.

A reference list tells the pages on which a work is cited, each number a link, and only the
typesetter knows them. Where two are the same, the second becomes *bis*, a third *ter*, as indexes
have it, so that every place keeps its link and no number stands twice.
"""

from __future__ import annotations

from typing import Any

#: The class of the element whose links show nothing but folios, with a comma between them.
FOLIOS = "cited-on"

_TIMES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_OWN = "nashr_folio"


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
