"""Headings of reStructuredText that Markdown does not have: a line of signs below the words.

Source: docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Words on a line of their own and the line below them, perhaps one above as well. Markdown has
#: ``=`` and ``-``; lines of other signs stand for what is left out, or are to be filled in.
_UNDERLINED = re.compile(
    r"(?:\A|(?<=\n)(?<=\n\n)|(?<=\n[ \t]\n))(?:(?P<sign>[~^\"'+*#`])(?P=sign){2,}[ \t]*\n[ ]?)?"
    r"(?P<words>[^\W_].*(?<![\s.,:;!?…]))[ \t]*\n"
    r"(?P<line>(?P<under>[~^\"'+*#`])(?P=under){2,})[ \t]*(?=\n[ \t]*\n|\Z|\n\Z)"
)


def underlined(text: str) -> Iterator[re.Match[str]]:
    """Each such heading: its ``words``, and the ``line`` below them."""
    if not _SIGNS.search(text):
        return
    for found in _UNDERLINED.finditer(text):
        if len(found["line"]) >= 0.6 * len(found["words"].strip()):
            yield found


_SIGNS = re.compile(r"\n([~^\"'+*#`])\1\1")
