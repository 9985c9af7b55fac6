"""The formatting and affixes that a CSL element gives its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nashr.citations.markup import affix_text
from nashr.citations.richtext import (
    BASELINE,
    BLOCK,
    BOLD,
    CLOSE,
    CLOSE_QUOTE,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    MEDIUM,
    NO_CAPS,
    NO_LINE,
    OPEN_QUOTE,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    UPRIGHT,
    glue,
)
from nashr.records import dataclass

_FORMAT_MARKS = (
    ("font-style", {"italic": ITALIC, "oblique": ITALIC, "normal": UPRIGHT}),
    ("font-variant", {"small-caps": SMALL_CAPS, "normal": NO_CAPS}),
    ("font-weight", {"bold": BOLD, "normal": MEDIUM, "light": MEDIUM}),
    ("text-decoration", {"underline": UNDERLINE, "none": NO_LINE}),
    ("vertical-align", {"sup": SUPERSCRIPT, "sub": SUBSCRIPT, "baseline": BASELINE}),
)
DISPLAY_MARKS = {
    "block": BLOCK,
    "left-margin": LEFT_MARGIN,
    "right-inline": RIGHT_INLINE,
    "indent": INDENT,
}


@dataclass(frozen=True, slots=True)
class Formatting:
    """The formatting, affixes and display of an element."""

    prefix: str = ""
    suffix: str = ""
    opening: str = ""
    closing: str = ""
    display: str = ""

    def format(self, text: str) -> str:
        """``text`` in the element's formatting and quotes."""
        return f"{self.opening}{text}{self.closing}" if text and self.opening else text

    def affix(self, text: str) -> str:
        """``text`` between the element's affixes; empty if ``text`` is."""
        if not text:
            return text
        if self.prefix:
            text = glue(self.prefix, text)
        if self.suffix:
            text = glue(text, self.suffix)
        return text

    def __call__(self, text: str) -> str:
        # ``affix(format(text))``, written out: it is called for every element of every cite.
        if not text:
            return text
        if self.opening:
            text = f"{self.opening}{text}{self.closing}"
        if self.prefix:
            text = glue(self.prefix, text)
        if self.suffix:
            text = glue(text, self.suffix)
        return f"{self.display}{text}{CLOSE}" if self.display else text


NO_FORMATTING = Formatting()


def formatting_of(attributes: Mapping[str, str] | Any) -> Formatting:
    """The formatting that an element's ``attributes`` ask for."""
    opening = closing = ""
    for name, marks in _FORMAT_MARKS:
        mark = marks.get(attributes.get(name, ""))
        if mark:
            opening, closing = mark + opening, closing + CLOSE
    if attributes.get("quotes") == "true":
        opening, closing = OPEN_QUOTE + opening, closing + CLOSE_QUOTE
    return Formatting(
        prefix=_affix(attributes.get("prefix")),
        suffix=_affix(attributes.get("suffix")),
        opening=opening,
        closing=closing,
        display=DISPLAY_MARKS.get(attributes.get("display", ""), ""),
    )


def _affix(text: str | None) -> str:
    return affix_text(text) if text else ""
