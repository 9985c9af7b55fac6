"""What a line's end hides: the space that was taken away there, the hyphen that was put there.

Both are lost when a line is set, and both are needed by those who listen: the space parts two
words, the hyphen does not.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

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


@contextlib.contextmanager
def remembered_line_ends() -> Iterator[None]:
    """Mark the text boxes that are set while the block runs."""
    from weasyprint.layout import inline

    split_text_box = inline.split_text_box
    last: list[Any] = [None]

    def split(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        result = split_text_box(context, box, width, skip, is_line_start)
        done, resume, _ = result
        text = box.text.encode()
        taken = text[skip:resume].decode()
        if done is None:
            if taken.isspace() and last[0] is not None:
                setattr(last[0], _AFTER, True)
            return result
        hyphen = done.style["hyphenate_character"]
        setattr(done, _AFTER, taken[-1:].isspace())
        setattr(done, _BEFORE, bool(skip) and text[:skip].isspace())
        setattr(done, _HYPHEN, done.text.endswith(hyphen) and not taken.endswith(hyphen))
        last[0] = done
        return result

    inline.split_text_box = split
    try:
        yield
    finally:
        inline.split_text_box = split_text_box
