"""Widths of texts that are measured to find how wide a box may be, found once for each text.

The heads and feet of all pages say nearly the same, and WeasyPrint measures each on every page: as
a whole, and word by word for its least width. The cells of a table are measured so as well, and
anew in each layout. Each measurement makes a context and a layout of Pango's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from nashr.typesetting.paragraphs.shaping import shaper_of
from nashr.typesetting.patching.apply import original, patched

_SPLIT = "weasyprint.text.line_break:split_first_line"
#: Where a font configuration keeps the lines that were measured.
_MEASURED = "nashr_measured_lines"
#: What the end of a line depends on beside the shaper of its text.
_PROPERTIES = (
    *("white_space", "word_break", "tab_size", "hyphens", "hyphenate_character"),
    *("hyphenate_limit_chars", "hyphenate_limit_zone"),
)
#: So many lines are kept, which is a multiple of those of an article: the tables of a book have
#: more.
_MOST = 2000


@contextlib.contextmanager
def patch_measuring() -> Iterator[None]:
    """Measure a line for the width of a box once in a document while the block runs.

    Such a line is never drawn: of what the replaced function returns, WeasyPrint uses the place
    where the next line begins, and the width.
    """
    split = original(_SPLIT)

    def split_once(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        lines: dict[Any, Any] = style.font_config.__dict__.setdefault(_MEASURED, {})
        around = (max_width, justification_spacing, is_line_start, minimum)
        key = (text, shaper_of(style), *around, *(style[name] for name in _PROPERTIES))
        found: tuple[Any, ...] | None = lines.get(key)
        if found is None:
            line = split(
                *(text, style, context, max_width, justification_spacing), is_line_start, minimum
            )
            found = (None, None, *line[2:4], None, None)
            if len(lines) >= _MOST:
                lines.clear()
            lines[key] = found
        return found

    with patched({_SPLIT: split_once}):
        yield
