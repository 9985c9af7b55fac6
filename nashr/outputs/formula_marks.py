"""Formulas in a line, kept with the marks around them.

A browser may end a line between a formula and the comma behind it, as between two pictures
(CSS Text 3, 5.1: atomic inlines are treated as ideographs).
"""

from __future__ import annotations

import re
from typing import Any

#: The class of the span around both; the style sheets say that its lines do not end.
KEEP = "keep"
_BEFORE = re.compile(r"[(\[{«“„‘‚¿¡]+\Z")
_BEHIND = re.compile(r"[.,;:!?…)\]}»”’%،؛؟]+")


def keep_marks(formula: Any) -> None:
    """Put a formula and the marks around it into a span that is not divided."""
    around = formula.getparent()
    if around is None:
        return
    previous = formula.getprevious()
    text = (around.text if previous is None else previous.tail) or ""
    before = _BEFORE.search(text)
    behind = _BEHIND.match(formula.tail or "")
    if before is None and behind is None:
        return
    namespace = around.tag.rpartition("}")[0]
    span = formula.makeelement(f"{namespace}}}span" if namespace else "span", {"class": KEEP})
    if before is not None:
        span.text = before.group()
        if previous is None:
            around.text = text[: before.start()]
        else:
            previous.tail = text[: before.start()]
    end = behind.end() if behind is not None else 0
    tail = formula.tail or ""
    around.replace(formula, span)
    span.append(formula)
    formula.tail, span.tail = tail[:end], tail[end:]
