"""Shaped lines in place of WeasyPrint's layouts, for text that fits on its line."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.paragraphs.shaping import shaper_of
from nashr.typesetting.patching.apply import original, patched

#: Characters that end a line, or that show only at the end of one.
_NOT_PLAIN = re.compile("[\n\r\t\f\v\x85\xad\u2028\u2029]")
#: The most characters that are tried as one line, per em of its width.
_DENSEST = 4
_SPLIT_FIRST_LINE = "weasyprint.text.line_break:split_first_line"


def patch_line_splitting() -> AbstractContextManager[None]:
    """Let WeasyPrint take a line that fits from the shaper of its style."""
    split_first_line = original(_SPLIT_FIRST_LINE)

    def split(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        *others: Any,
        **named: Any,
    ) -> Any:
        if _may_fit(text, style, max_width):
            line = shaper_of(style).line(text, max_width)
            if max_width is None or line.width <= max_width or style["white_space"] == "nowrap":
                return line, len(text.encode()), None, line.width, line.height, line.baseline
        return split_first_line(
            text, style, context, max_width, justification_spacing, *others, **named
        )

    return patched({_SPLIT_FIRST_LINE: split})


def _may_fit(text: str, style: Any, max_width: float | None) -> bool:
    if not text or not style["font_size"] or _NOT_PLAIN.search(text):
        return False
    return max_width is None or len(text) * style["font_size"] <= max_width * _DENSEST
