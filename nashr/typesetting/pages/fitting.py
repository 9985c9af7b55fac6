"""What does not fit its page is changed in the HTML, and laid out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.typesetting.pages.columns import has_columns
from nashr.typesetting.pages.note_places import called_notes, notes_at_foot
from nashr.typesetting.pages.tables import LANDSCAPE, TableFitter, allow_breaks_in_tall_rows

#: The least part of its height that a picture keeps when it makes room for its caption.
_LEAST = 0.25
#: The room that a picture leaves for the beginning of each note of its caption that has none, in
#: pixels: the rule and two lines.
_BEGINNING = 64.0


def fit(document: Any, root: Any, tables: TableFitter) -> bool:
    """Change tables, rows and figures in the tree ``root`` that do not fit their page, or column.

    Returns whether there were any, so that the document has to be laid out again.
    """
    turned = max((page._page_box.width for page in document.pages if _is_turned(page)), default=0.0)
    if not turned:
        box = document.pages[-1]._page_box
        turned = box.margin_height() - box.margin_top - box.margin_bottom
    changed = tables.change(root, turned, in_columns=has_columns(document))
    changed = allow_breaks_in_tall_rows(document, root) or changed
    changed = _shrink_figures(document, root) or changed
    return tables.end_heads(wait=changed) or changed


def _is_turned(page: Any) -> bool:
    return bool(page._page_box.page_type.name == LANDSCAPE)


def _shrink_figures(document: Any, root: Any) -> bool:
    """Make the pictures of figures smaller that are taller than their page, or leave no room there
    for the notes of their captions.
    """
    if next(root.iter("figure"), None) is None:
        return False
    changed = False
    for page in document.pages:
        box = page._page_box
        bottom = box.content_box_y() + box.height
        shown = {note.element for note in notes_at_foot(box)}
        for figure in _figures(box):
            beyond = figure.position_y + figure.margin_top + figure.border_height() - bottom
            missing = [note for note in called_notes(figure) if note.element not in shown]
            beyond = max(beyond, len(missing) * _BEGINNING)
            if beyond > 1:
                pictures = list(_pictures(figure))
                tallest = max((picture.height for picture in pictures), default=0.0)
                height = max(tallest - beyond - 1, tallest * _LEAST)
                for picture in pictures:
                    if picture.height > height:
                        _limit(picture.element, height)
                        changed = True
    return changed


def _figures(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "figure":
            yield child
        else:
            yield from _figures(child)


def _pictures(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.ReplacedBox) and box.element is not None:
        yield box
    for child in getattr(box, "children", ()):
        yield from _pictures(child)


def _limit(picture: Any, height: float) -> None:
    """Let a picture be no taller, in CSS pixels; its width follows."""
    picture.set("style", f"height:{height:.1f}px;width:auto")
