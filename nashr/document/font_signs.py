"""Bullets and arrows that are letters of the fonts Symbol and Wingdings, as Unicode has them.

Word keeps them as characters for private use, U+F0B7 for instance, and they come with text that is
pasted from it; no other font has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan

#: The bullets that Word offers. All but the first may be other signs elsewhere: the two fonts share
#: these characters.
_BULLETS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
}
#: The arrows that Word makes of ``-->`` and ``==>`` while one types.
_ARROWS = {"\uf0e0": "→", "\uf0e8": "➔"}
_BULLET = re.compile(rf"^[ \t>|]*(?P<sign>[{''.join(_BULLETS)}])(?=[\s\u00a0]|\Z)", re.M)
#: The letter o of Courier New, which Word offers as a bullet as well, before a tab in two lines.
_RINGS = re.compile(
    r"^[ \t]*o\t[^\n]*\n(?:[ \t]*\n)?(?:[ \t]*o\t[^\n]*(?:\n|\Z)(?:[ \t]*\n)?)+", re.M
)
_RING = re.compile(r"^[ \t]*(?P<sign>o)(?=\t)", re.M)
_ANYWHERE = re.compile("[\uf0b7\uf0e0\uf0e8]")


def edits(scan: Scan) -> Iterator[Edit]:
    """The edits that write such signs of a text as Unicode has them."""
    text = scan.text
    for items in scan.matches(_RINGS, "o\t"):
        for found in _RING.finditer(text, items.start(), items.end()):
            yield Edit(found.start(), found.end(), "•")
    if text.isascii() or not any(sign in text for sign in (*_BULLETS, *_ARROWS)):
        return
    for found in scan.matches(_BULLET):
        yield Edit(*found.span("sign"), _BULLETS[found["sign"]])
    for found in scan.matches(_ANYWHERE):
        yield Edit(*found.span(), {**_BULLETS, **_ARROWS}[found[0]])
