"""Lines that are lines of the text: of code and of verse.

In the structure each is a paragraph of its own, so that a screen reader stops at its end and what
is copied has lines; a line that was divided on the page is one. Which line a text belongs to is
told by counting letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.typesetting.tagging.roles import classes

_UNCOUNTED = re.compile("[\\s\u200b\u00ad]+")
_VERSE, _NOTE, _NOTE_CODE = "line-block", "footnote", "note-code"


def is_listing(source: Any) -> bool:
    """Whether the lines of an element are lines of the text."""
    return source.tag == "pre" or not classes(source).isdisjoint({_VERSE, _NOTE_CODE})


def listing_around(source: Any, above: Mapping[Any, Any]) -> Any:
    """The listing that an element is in, None where there is none."""
    while source is not None:
        if is_listing(source):
            return source
        if _NOTE in classes(source):
            return None
        source = above.get(source)
    return None


class Lines:
    """How far the lines of a listing have been read."""

    def __init__(self, source: Any) -> None:
        text = "".join(_text(source))
        self._lengths = [len(_UNCOUNTED.sub("", line)) for line in text.split("\n")]
        self._line = self._read = 0

    def current(self) -> int:
        """The number of the line that the next text belongs to."""
        while self._line + 1 < len(self._lengths) and self._read >= self._lengths[self._line]:
            self._line, self._read = self._line + 1, 0
        return self._line

    def take(self, text: str) -> None:
        """Go on behind a text."""
        self._read += len(_UNCOUNTED.sub("", text))


def _text(element: Any) -> Iterator[str]:
    """The text of a listing without that of its notes; each line ends in a newline."""
    is_verse = _VERSE in classes(element)
    yield _flat(element.text, is_verse)
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str) and _NOTE not in classes(child):
            inside = "".join(_text(child))
            yield _flat(inside, is_verse) if child.find(".//br") is None else inside
        yield _flat(child.tail, is_verse)


def _flat(text: str | None, is_verse: bool) -> str:
    """In verse only ``br`` ends a line."""
    return (text or "").replace("\n", " ") if is_verse else (text or "")
