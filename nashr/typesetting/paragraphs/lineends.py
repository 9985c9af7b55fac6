"""The spaces removed and the hyphens inserted at the ends of lines, noted on the text boxes.

Layout keeps neither, and the tagged text needs both: the space separates two words, the hyphen
does not.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.paragraphs.linestarts import LineStarts
from nashr.typesetting.patching.apply import original, patched

_AFTER, _BEFORE, _HYPHEN = "nashr_after", "nashr_before", "nashr_hyphen"
_SPLIT_TEXT_BOX = "weasyprint.layout.inline:split_text_box"
_SPLIT_INLINE_BOX = "weasyprint.layout.inline:split_inline_box"


def is_after_space(box: Any) -> bool:
    """Whether the text of a text box ends in a space, which may have been removed."""
    return bool(getattr(box, _AFTER, False))


def is_before_space(box: Any) -> bool:
    """Whether a space was removed before a text box."""
    return bool(getattr(box, _BEFORE, False))


def ends_in_hyphen(box: Any) -> bool:
    """Whether the last character of a text box is a hyphen that the text does not have."""
    return bool(getattr(box, _HYPHEN, False))


def note_space(box: Any) -> None:
    """Note that a space was removed after a text box."""
    setattr(box, _AFTER, True)


def note_end(box: Any, taken: str, before: str, hyphen: str) -> None:
    """Note the spaces and the hyphen at the ends of a text box that has been laid out.

    ``taken`` is its text with the spaces around it, ``before`` the text of the same element before
    that, ``hyphen`` the character that would end a divided word.
    """
    setattr(box, _AFTER, taken[-1:].isspace())
    setattr(box, _BEFORE, before.isspace())
    own = taken.rstrip("\n")  # which ends a line of code
    setattr(box, _HYPHEN, bool(hyphen) and box.text.endswith(hyphen) and not own.endswith(hyphen))


def _may_fit(box: Any, taken: bytes, resume: int | None) -> bool:
    """Whether the rest of a text may fit the line without the space at its end.

    WeasyPrint counts that space where another element follows. The rest is too wide then, has no
    place to be broken at that Pango knows of, and only its first word, or a part of it, is taken.
    """
    return (
        resume is not None
        and box.text.endswith(" ")
        and box.style["white_space"] == "normal"
        and b" " not in taken.strip(b" ")
    )


def patch_line_ends() -> AbstractContextManager[None]:
    """Let WeasyPrint note the ends of the text boxes that it lays out itself, break words only
    where they begin a line, and end no line early for a space that is not printed.
    """
    split_text_box = original(_SPLIT_TEXT_BOX)
    last: list[Any] = [None]
    starts = LineStarts()

    def split(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        begins = is_line_start and starts.may_begin(box)
        result = split_text_box(context, box, width, skip, begins)
        text = box.text.encode()
        if _may_fit(box, text[skip : result[1]], result[1]):
            bare = box.copy_with_text(box.text.rstrip(" "))
            fitting = split_text_box(context, bare, width, skip, begins)
            if fitting[0] is not None and fitting[1] is None:
                result = fitting[0], len(text), False
        done, resume, _ = result
        taken = text[skip:resume].decode()
        if done is not None:
            note_end(done, taken, text[:skip].decode(), done.style["hyphenate_character"])
            last[0] = done
            starts.note(done)
        elif taken.isspace() and last[0] is not None:
            note_space(last[0])
        return result

    lay_out = starts.lay_out(original(_SPLIT_INLINE_BOX))
    return patched({_SPLIT_TEXT_BOX: split, _SPLIT_INLINE_BOX: lay_out})
