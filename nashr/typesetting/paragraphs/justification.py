"""Justification of shaped lines."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.paragraphs.shaping import ShapedLine
from nashr.typesetting.patching.apply import original, patched

_ADD_WORD_SPACING = "weasyprint.layout.inline:add_word_spacing"


def patch_justification() -> AbstractContextManager[None]:
    """Let WeasyPrint justify shaped lines, which need no new layout with other spaces."""
    from weasyprint.layout.inline import count_expandable_spaces

    add_word_spacing = original(_ADD_WORD_SPACING)

    def add(context: Any, box: Any, spacing: float, x_advance: float) -> float:
        if not isinstance(getattr(box, "pango_layout", None), ShapedLine):
            return float(add_word_spacing(context, box, spacing, x_advance))
        box.justification_spacing = spacing
        box.position_x += x_advance
        added = spacing * count_expandable_spaces(box)
        box.width += added
        return float(x_advance + added)

    return patched({_ADD_WORD_SPACING: add})
