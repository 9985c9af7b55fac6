"""A definition above a table, which pandoc would take for the caption of the table.

Pandoc reads a paragraph that begins with a colon as a caption wherever a table follows it. A
table that has a caption below it needs no other: then the paragraph is the definition that it
looks like, and a comment keeps the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan

_BLOCK = re.compile(r"^[ ]{0,3}\S.*(?:\n[ \t]*\S.*)*", re.M)
_DEFINITION = re.compile(r"[ ]{0,3}[:~][ \t]+\S")
_TABLE = re.compile(r"[ ]{0,3}(?:\||\+[-=:])")
_CAPTION = re.compile(r"[ ]{0,3}(?:[Tt]able)?:[ \t]*\S")


#: A tilde for *about* before a number, with which no definition begins.
_ABOUT = re.compile(r"^[ ]{0,3}(?P<sign>~)(?=[ \t]+\d)", re.M)
#: A definition right below its term, with the next term right below.
_NEXT_TERM = re.compile(
    r"^(?![ ]{0,3}[:|+])[ ]{0,3}\S.*\n:[ \t]+\S.*\n(?=[ ]{0,3}[^\s:|+#>-].*\n:[ \t]+\S)", re.M
)


def edits(scan: Scan) -> Iterator[Edit]:
    """A comment between each such definition and its table, an empty line between a definition and
    the next term, and a backslash before a tilde that begins no definition.
    """
    for found in scan.matches(_ABOUT, "~ "):
        yield Edit(found.start("sign"), found.end("sign"), r"\~")
    if "\n:" not in scan.text and "\n~" not in scan.text:
        return
    for found in scan.matches(_NEXT_TERM, "\n: "):
        yield Edit(found.end(), found.end(), "\n")
    blocks = [found for found in _BLOCK.finditer(scan.text) if not scan.region_at(found.start())]
    for above, table, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if _DEFINITION.match(above[0]) and _TABLE.match(table[0]) and _CAPTION.match(below[0]):
            yield Edit(table.start(), table.start(), "<!-- -->\n\n")
