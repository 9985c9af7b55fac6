"""Justification of lines: spaces as much wider as the line lacks.

A line is not filled that lacks very much, since the next one begins with what is nearly as wide as
it, such as a picture: a few words would stand scattered above that.

Shaped lines need no new layout for that. All others, such as those of a text from right to left,
get one, in which Pango shapes each word by itself once the spaces between them are wider. What a
font says of a letter beside a space has no effect there: Arabic letters that it brings closer to
the space before them would make the line too long, and its beginning would stand in the margin.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.paragraphs.shaping import ShapedLine
from nashr.typesetting.patching.apply import original, patched

_ADD_WORD_SPACING = "weasyprint.layout.inline:add_word_spacing"
#: By how many pixels a line may be wider or narrower than the measure.
_EXACT = 0.01
#: By how much each space of a line may be widened at most, in em of its paragraph.
_LOOSEST = 1.5


def patch_justification() -> AbstractContextManager[None]:
    """Let WeasyPrint justify shaped lines, and make the others as wide as they are to be."""
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout.inline import count_expandable_spaces

    add_word_spacing = original(_ADD_WORD_SPACING)

    def add(context: Any, box: Any, spacing: float, x_advance: float) -> float:
        if isinstance(box, LineBox) and spacing > _LOOSEST * box.style["font_size"]:
            return x_advance
        layout = getattr(box, "pango_layout", None)
        if not isinstance(layout, ShapedLine):
            advance = float(add_word_spacing(context, box, spacing, x_advance))
            if layout is not None and (spaces := count_expandable_spaces(box)):
                box.pango_layout = justified_layout(box, box.text, box.style, spaces)
            return advance
        box.justification_spacing = spacing
        box.position_x += x_advance
        added = spacing * count_expandable_spaces(box)
        box.width += added
        return float(x_advance + added)

    return patched({_ADD_WORD_SPACING: add})


def justified_layout(box: Any, text: str, style: Any, spaces: int) -> Any:
    """WeasyPrint's layout of the text of a justified box, as wide as the box; ``spaces`` are those
    that can give what it lacks.
    """
    from weasyprint.text.line_break import Layout, line_size

    layout = Layout(style, box.justification_spacing)
    layout.set_text(text, justify=True)
    missing = box.width - line_size(layout.get_first_line()[0], style)[0]
    if spaces and abs(missing) > _EXACT:
        layout.justification_spacing += missing / spaces
    layout.deactivate()
    return layout
