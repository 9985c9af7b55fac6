"""Captions of tables that are much narrower than their line.

CSS makes the caption of a table as wide as the table. Above two columns of figures it would be a
column of single words, so there it is wider than the table, and centred above it.
"""

from __future__ import annotations

from typing import Any

#: How wide a caption may be that is wider than its table: as a part of the line, and in any case in
#: em of the caption, for short lines.
_PART, _LEAST = 0.75, 25.0
#: A table that takes this part of the line is wide enough for its caption.
_WIDE = 0.6
#: What is added to the width of a caption in one line, in pixels: sums are rounded.
_ROUNDING = 0.5


def widen_captions(context: Any, wrapper: Any, available: float) -> None:
    """Give the captions of a table, whose own width is known, the room that they need."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.preferred import max_content_width

    width = wrapper.get_wrapped_table().border_width()
    for caption in wrapper.children:
        if not isinstance(caption, boxes.TableCaptionBox) or not _is_centred(wrapper.style):
            continue
        em = caption.style["font_size"]
        most = min(available, max(_PART * available, _LEAST * em))
        is_narrow = width < min(_WIDE * available, most)
        wanted = max_content_width(context, caption, outer=False) + _ROUNDING if is_narrow else 0.0
        beside = max(min(wanted, most) - width, 0.0) / 2
        _set_margins(caption, beside)


def _is_centred(style: Any) -> bool:
    return bool(style["margin_left"] == style["margin_right"] == "auto")


def _set_margins(caption: Any, beside: float) -> None:
    """Let a caption reach out of its table on both sides."""
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes

    for side in ("margin_left", "margin_right"):
        caption.style[side] = Dimension(-beside, "px")
    for line in caption.descendants():
        if beside and isinstance(line, boxes.LineBox):
            line.style["text_align_all"] = line.style["text_align_last"] = "center"
