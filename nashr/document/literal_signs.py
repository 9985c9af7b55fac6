"""Signs that pandoc takes for marks and their author has for themselves: the apostrophe before the
last digits of a year, *the '60s*, and in *'tis*, and the underlines around names of Python. And a
mark that it takes for another: that of a note in the line behind a raised comma.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan

_APOSTROPHE = re.compile(
    r"(?<![\w'’\\])'(?=(?P<decade>\d\ds|[Tt]was|[Tt]is|[Tt]were|em|til)\b|\d\d\b(?![\w'’]))"
)
#: A word that leads to a year.
_LEADING = re.compile(
    r"\b(?:in|since|of|from|by|until|till|before|after|during|summer|winter|spring|autumn|fall"
    r"|class)\s\Z",
    re.I,
)
#: Arrows of hyphens, of which pandoc makes dashes with a bracket.
_ARROW = re.compile(r"(?<![\\<!-])(?:<-{2,}>?|-{2,}>)(?![->])")
_OF_COMMENTS = re.compile("<!--|-->")
_AND = re.compile(r"(?<=\w[ \n])'n'(?=[ \n]\w)")
#: A bar in code in a row of a table, which GitHub asks to be escaped; pandoc prints both signs.
_BAR = re.compile(r"\\\|")
_ROW = re.compile(r"[ \t>]*\|")
#: A comma between two notes, ``^[One.]^,^[Two.]``, whose second sign pandoc takes for its end.
_NEXT_NOTE = re.compile(r"\]\^,\^(?=\[(?!\^))")
#: Forms that alternate, *-da~-də~-ta* and *q~k~x*; a subscript follows what it is below.
_ALTERNATING = re.compile(
    r"(?<=[^\W\d_])~(?P<ending>-[^\W\d_]+)~(?=-?[^\W\d_])"
    r"|(?<![\w~])(?<=\W)(?=[^\W\d_]~)(?P<letters>[^\W\d_A-ZА-Я]~[^\W\d_A-ZА-Я]~[^\W\d_A-ZА-Я])(?![\w~])"
)
#: Numbers in raised brackets, which would begin a note.
_RAISED = re.compile(r"\^\[(?P<inside>\d{1,3}(?:[ ]?[,–-][ ]?\d{1,3})*|[a-z*†‡])\]\^(?![\[,])")
#: A year or a page behind brackets, which is no address of a link: [Oran](1998).
_NO_ADDRESS = re.compile(
    r"(?<=[^\]\[\\\n])\](?=\((?:(?:1[5-9]|20)\d\d[a-z]?(?:[,:;][^()\n]*)?"
    r"|[^\W\d_]{1,4}\.[ ]?\d[\d–-]*)\))"
)
_NAME = re.compile(
    r"(?<![\w\\])__(?=(?:init|new|del|name|main|file|all|doc|version|call|str|repr|len|iter|next|"
    r"contains|getitem|setitem|getattr|setattr|enter|exit|eq|lt|gt|hash|add|sub|mul|dict|class|"
    r"slots|array|future)__(?!\w))"
)


def edits(scan: Scan) -> Iterator[Edit]:
    """The edits that write these signs as pandoc leaves them."""
    text = scan.text
    for found in scan.matches(_APOSTROPHE, "'"):
        before = text[max(0, found.start() - 12) : found.start()]
        if found["decade"] or _LEADING.search(before):
            yield Edit(found.start(), found.end(), "’")
    marks = list(_OF_COMMENTS.finditer(text)) if "<!--" in text and "-->" in text else []
    starts = [mark.start() for mark in marks]
    for found in scan.matches(_ARROW, "--"):
        above = bisect_left(starts, found.start()) - 1
        if above >= 0 and marks[above][0] == "<!--":
            continue  # the end of a comment
        yield Edit(found.start(), found.end(), found[0].replace("-", r"\-").replace("<", r"\<"))
    for found in scan.matches(_AND, "'n'"):
        yield Edit(found.start(), found.end(), "’n’")
    for found in _BAR.finditer(text) if "\\|" in text else ():
        region = scan.region_at(found.start())
        line = text.rfind("\n", 0, found.start()) + 1
        if region is not None and region.kind == "code" and _ROW.match(text, line):
            yield Edit(found.start(), found.end(), "|")
    for found in scan.matches(_ALTERNATING, "~"):
        yield Edit(found.start(), found.end(), found[0].replace("~", r"\~"))
    for found in scan.matches(_RAISED, "]^"):
        inside = found["inside"].replace(" ", r"\ ")
        yield Edit(found.start(), found.end(), rf"^\[{inside}\]^")
    for found in scan.matches(_NO_ADDRESS, "]("):
        yield Edit(found.start(), found.end(), r"\]")
    for found in scan.matches(_NEXT_NOTE, "^,^["):
        yield Edit(found.end(), found.end(), "^")
    for found in scan.matches(_NAME, "__"):
        end = text.index("__", found.end())
        yield Edit(found.start(), end + 2, rf"\_\_{text[found.end() : end]}\_\_")
