"""Signs in citations that pandoc takes for others.

Semicolons where no work follows, ``[@one; @two;]``, ``[@one; p. 5]``: it takes none of these for a
citation, and prints the brackets. Hyphens in ranges, ``@eq:one-@eq:two``: it takes them for those
that leave out what stands before a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan

#: Brackets with a key, which are no words of a link, an image, a note or a definition.
_BRACKETS = re.compile(
    r"(?<![\\!\]\[])\[(?P<inside>(?!\^)[^\[\]\\]*?(?<![\w.@])-?@[\w{][^\[\]\\]*)\](?![\[({:])"
)
#: A work that is named before the brackets.
_NAMED = re.compile(r"(?<![\w.@])-?@[\w{][^\s\[\]]*[ \n]?\Z")
_KEY = re.compile(r"(?<![\w.@])-?@[\w{]")


_RANGE = re.compile(
    r"@(?:fig|tbl|tab|eq|sec|lst)[:-](?:[\w:.]|-(?!@))+(?=-@(?:fig|tbl|tab|eq|sec|lst)[:-])", re.I
)


def edits(scan: Scan) -> Iterator[Edit]:
    """The edits that leave out a semicolon with nothing beside it, make a comma of one beside
    words without a work of their own, and put a dash between two references.
    """
    if "@" not in scan.text:
        return
    for found in scan.matches(_RANGE, "-@"):
        yield Edit(found.end(), found.end(), "–")
    for found in scan.matches(_BRACKETS, ";"):
        inside = found["inside"]
        if ";" not in inside or re.search(r"\n[ \t>]*\n", inside):
            continue
        at = found.start("inside")
        before, *others = inside.split(";")
        named = _NAMED.search(scan.text, max(0, found.start() - 100), found.start())
        has_key = named is not None or _KEY.search(before) is not None
        at += len(before)
        for other in others:
            of_work = _KEY.search(other) is not None
            if not before.strip() or not other.strip():
                yield Edit(at, at + 1, "")
            elif not (has_key and of_work):
                yield Edit(at, at + 1, ",")
            has_key = has_key or of_work
            before = other
            at += 1 + len(other)
