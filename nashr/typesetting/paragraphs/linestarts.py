"""Where the lines begin that WeasyPrint breaks itself.

It breaks a word between any two letters where the word begins its line and is wider than it
(``overflow-wrap``). In the elements of a line it takes each text for the beginning, so that a word
of another language at the end of a line would be broken behind its first letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class LineStarts:
    """Where the first text of each line stands that is laid out: of one, and of those around it."""

    firsts: list[float | None] = field(default_factory=list)

    def lay_out(self, split_inline_box: Callable[..., Any]) -> Callable[..., Any]:
        """WeasyPrint's function for an inline box, which tells when a line begins."""
        from weasyprint.formatting_structure import boxes

        def split(context: Any, box: Any, *others: Any) -> Any:
            if not isinstance(box, boxes.LineBox):
                return split_inline_box(context, box, *others)
            self.firsts.append(None)
            try:
                return split_inline_box(context, box, *others)
            finally:
                self.firsts.pop()

        return split

    def may_begin(self, box: Any) -> bool:
        """Whether a text box stands where its line begins."""
        first = self.firsts[-1] if self.firsts else None
        return first is None or box.position_x <= first

    def note(self, box: Any) -> None:
        """Note a text box that was laid out."""
        if self.firsts and self.firsts[-1] is None and box.width > 0:
            self.firsts[-1] = box.position_x
