"""Where the lines begin that WeasyPrint breaks itself.

It breaks a word between any two letters where the word begins its line and is wider than it
(``overflow-wrap``). In the elements of a line it takes each text for the beginning, so that a word
of another language at the end of a line would be broken behind its first letter. And the call of a
note could begin a line, behind a stop, a dash or a formula: by the rules of Unicode a number may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nashr.outputs.together import kept_together, with_spaces_bound
from nashr.records import dataclass, field

#: The class of the call of a note.
_NOTE_CALL = "note-call"
#: In lines that are shorter, in em, nothing is kept together: what is too wide would be broken
#: between any two letters.
_SHORTEST = 18


def bind_spaces(box: Any, width: float) -> None:
    """Let no line of a line box end at a space where ``kept_together`` says so."""
    from weasyprint.formatting_structure import boxes

    style = box.style
    if style["white_space"] != "normal" or width < _SHORTEST * style["font_size"]:
        return
    texts = [one for one in box.descendants() if isinstance(one, boxes.TextBox)]
    whole = "".join(one.text for one in texts)
    bound = with_spaces_bound(whole, kept_together(whole))
    start = 0
    for one in texts:
        stop = start + len(one.text)
        one.text = bound[start:stop]
        start = stop


@dataclass(slots=True)
class LineStarts:
    """Where the first text of each line stands that is laid out: of one, and of those around it."""

    firsts: list[float | None] = field(default_factory=list)

    def lay_out(self, split_inline_box: Callable[..., Any]) -> Callable[..., Any]:
        """WeasyPrint's function for an inline box, which tells when a line begins."""
        from weasyprint.formatting_structure import boxes

        def split(context: Any, box: Any, *others: Any) -> Any:
            if not isinstance(box, boxes.LineBox):
                result = split_inline_box(context, box, *others)
                return _kept_with_word(*result) if _is_note_call(box) else result
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


def _is_note_call(box: Any) -> bool:
    element = box.element
    return element is not None and _NOTE_CALL in (element.get("class") or "").split()


def _kept_with_word(made: Any, resume: Any, breaks: bool, first: Any, *others: Any) -> Any:
    """What WeasyPrint's function gives for an inline box, with no place for a line to end before
    it: that is what False says in place of its first letter.
    """
    del first
    return made, resume, breaks, False, *others
