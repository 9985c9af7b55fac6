"""Texts that readers of a PDF take for others, when they put them together from the glyphs.

They go by the order of the glyphs and the text of each. That is wrong where glyphs stand in another
order than the letters, as in Indic scripts and in letters with several marks; where a character has
no glyph, as the joiners of Indic scripts; and in old scripts from right to left, of whose direction
readers do not know. The marked content of such a text says it (``ActualText``, ISO 32000-1,
14.9.4).

Arabic, Hebrew and Syriac are turned by readers, also in ``ActualText``, which would be wrong then.
"""

from __future__ import annotations

import re

#: Joiners, marks on letters, vowel signs that may stand before their letter, old scripts.
_MISREAD = re.compile(
    "[\u200c\u200d\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]"
    "|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "|[\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_TURNED_BY_READERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
#: Where a word may be divided, which nobody copies.
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060")


def said(text: str, *, hyphen: bool) -> str:
    """The text that a piece has to say; empty where its glyphs say it. ``hyphen`` tells whether the
    last character is a hyphen that hyphenation inserted, which is said as a soft one.
    """
    if text.isascii() or not _MISREAD.search(text) or _TURNED_BY_READERS.search(text):
        return ""
    spoken = text.translate(_UNSEEN)
    return f"{spoken[:-1]}\u00ad" if hyphen else spoken
