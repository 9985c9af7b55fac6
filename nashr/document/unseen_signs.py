"""Spaces that do not break and signs without width, where they keep pandoc from seeing a mark.

They come with text that is pasted from Word or a web page, and with a keyboard on which a space
typed together with another key does not break; nobody sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan

_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_NO_WIDTH = "\ufeff\u200b\u2060"
_ANY = re.compile(f"[{_SPACES}{_NO_WIDTH}\u00ad]")
#: Before the first sign of a line.
_BEFORE = re.compile(rf"^[{_NO_WIDTH}]+", re.M)
#: A line that looks empty.
_EMPTY = re.compile(rf"^(?=[^\n]*[{_SPACES}{_NO_WIDTH}])[ \t{_SPACES}{_NO_WIDTH}]+$", re.M)
#: Behind the marks of headings and quotations.
_BEHIND = re.compile(rf"^[{_NO_WIDTH}]*[ ]{{0,3}}(?:#{{1,6}}|>)(?P<space>[ \t]*[{_SPACES}]+)", re.M)
#: A word that was divided at the end of a line in what it is copied from.
_DIVIDED = re.compile(r"(?<=[^\W\d_])\u00ad[ \t]*\n[ \t]*(?=[^\W\d_])")
_LINE = rf"[{_NO_WIDTH}]*[ ]{{0,3}}"
#: Behind those of two items and more; behind one of them alone it may be meant, *1920. ildə*.
_ITEMS = re.compile(
    rf"^{_LINE}(?:(?P<mark>[-*+])|\(?\d{{1,3}}(?P<end>[.)]))[ \t]*[{_SPACES}]+\S[^\n]*"
    rf"(?:\n(?:[ \t]*\n)?{_LINE}(?:(?P=mark)|\(?\d{{1,3}}(?P=end))[ \t{_SPACES}]+\S[^\n]*)+",
    re.M,
)
_ITEM = re.compile(
    rf"^[{_NO_WIDTH}]*[ ]{{0,3}}(?:[-*+]|\(?\d{{1,3}}[.)])(?P<space>[ \t]*[{_SPACES}]+)", re.M
)


def edits(scan: Scan) -> Iterator[Edit]:
    """The edits that let pandoc see the marks of a text."""
    text = scan.text
    if text.isascii() or _ANY.search(text) is None:
        return
    for pattern in (_EMPTY, _BEFORE):
        for found in pattern.finditer(text):
            if scan.region_at(found.start()) is None:
                yield Edit(found.start(), found.end(), "")
    for found in _DIVIDED.finditer(text) if "\u00ad" in text else ():
        if scan.region_at(found.start()) is None:
            yield Edit(found.start(), found.end(), "\u00ad")
    for found in _BEHIND.finditer(text):
        if scan.region_at(found.start()) is None:
            yield Edit(*found.span("space"), " ")
    for items in _ITEMS.finditer(text):
        for found in _ITEM.finditer(text, items.start(), items.end()):
            if scan.region_at(found.start()) is None:
                yield Edit(*found.span("space"), " ")
