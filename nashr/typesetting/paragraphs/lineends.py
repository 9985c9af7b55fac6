"""What a line's end hides: the space that was taken away there, the hyphen that was put there.

Both are lost when a line is set, and both are needed by those who listen: the space parts two
words, the hyphen does not.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from nashr.typesetting.patching.replace import replaced

_AFTER, _BEFORE, _HYPHEN = "nashr_after", "nashr_before", "nashr_hyphen"


def is_after_space(box: Any) -> bool:
    """Whether a space, perhaps taken away, ends the text of a text box."""
    return bool(getattr(box, _AFTER, False))


def is_before_space(box: Any) -> bool:
    """Whether a space was taken away before a text box."""
    return bool(getattr(box, _BEFORE, False))


def ends_in_hyphen(box: Any) -> bool:
    """Whether the last character of a text box is a hyphen that the text does not have."""
    return bool(getattr(box, _HYPHEN, False))


def note_space(box: Any) -> None:
    """Note that a space was taken away after a text box."""
    setattr(box, _AFTER, True)


def note_end(box: Any, taken: str, before: str, hyphen: str) -> None:
    """Note of a text box that was set what its line hides: ``taken`` is its text with the spaces
    round it, ``before`` what of it stood before that, ``hyphen`` what would end a divided word.
    """
    setattr(box, _AFTER, taken[-1:].isspace())
    setattr(box, _BEFORE, before.isspace())
    setattr(box, _HYPHEN, bool(hyphen) and box.text.endswith(hyphen) and not taken.endswith(hyphen))


@contextlib.contextmanager
def remembered_line_ends() -> Iterator[None]:
    """Mark the text boxes that WeasyPrint sets while the block runs."""
    from weasyprint.layout import inline

    split_text_box = inline.split_text_box
    last: list[Any] = [None]

    def split(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        result = split_text_box(context, box, width, skip, is_line_start)
        done, resume, _ = result
        text = box.text.encode()
        taken = text[skip:resume].decode()
        if done is not None:
            note_end(done, taken, text[:skip].decode(), done.style["hyphenate_character"])
            last[0] = done
        elif taken.isspace() and last[0] is not None:
            note_space(last[0])
        return result

    with replaced(split_text_box, split, inline):
        yield
