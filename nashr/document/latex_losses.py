"""Words of a LaTeX text that are missing in what pandoc's LaTeX reader made of it.

The reader passes over some commands with their arguments, and over what it does not expect in a
cell, without a word. A text is compared with its tree by the words that LaTeX would print.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from nashr.document.latex_commands import CITATIONS, MULTIPLE, REFERENCES, SILENT
from nashr.document.latex_syntax import ANY_COMMAND, arguments, call

#: The arguments of a command that print nothing themselves, by their shape.
_NOT_PRINTED = {
    **dict.fromkeys("color textcolor colorbox parbox raisebox rotatebox label".split(), "om"),
    **dict.fromkeys("foreignlanguage scalebox selectlanguage includegraphics".split(), "om"),
    **dict.fromkeys("multicolumn resizebox".split(), "mm"),
    "multirow": "omom",
    **dict.fromkeys([*CITATIONS, *MULTIPLE, *REFERENCES], "*"),
    **SILENT,
}
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONG_TABLE = re.compile(
    r"\\begin\s*\{longtable\*?\}(?:\[[^\]]*\])?(?P<content>.*?)\\end\s*\{longtable\*?\}", re.S
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")


def lost_word(source: str, tree: Any) -> tuple[str, int] | None:
    """The first word that stands more often in the source than in the tree, and its offset."""
    printed = _printed(source)
    words = Counter(found[0] for found in _WORD.finditer(printed))
    if not words:
        return None
    shown = json.dumps(tree, ensure_ascii=False)
    folded = shown.casefold()
    for word, times in words.items():
        if shown.count(word) < times and folded.count(word.casefold()) < times:
            return word, printed.index(word)
    return None


_PART = re.compile(r"\\(?P<name>endfirsthead|endhead|endfoot|endlastfoot)(?![A-Za-z])[ \t]*\n?")


def parts_of_long_table(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """From where to where the heads and feet of a ``longtable`` go, by the command that ends each;
    ``start`` is that of its content.
    """
    found: dict[str, tuple[int, int]] = {}
    for mark in _PART.finditer(text, start, end):
        found[mark["name"]] = (start, mark.end())
        start = mark.end()
    return found


def repeated_parts(parts: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that stand on further pages alone: a second head, a foot that is not the last."""
    pairs = (("endhead", "endfirsthead"), ("endfoot", "endlastfoot"))
    return [parts[name] for name, once in pairs if name in parts and once in parts]


def _printed(source: str) -> str:
    """The source with spaces in the place of what LaTeX does not print."""
    text = list(_COMMENT.sub(lambda found: " " * len(found[0]), source))
    whole = "".join(text)

    def clear(start: int, end: int) -> None:
        text[start:end] = " " * (end - start)

    for table in _LONG_TABLE.finditer(whole):
        for start, end in repeated_parts(parts_of_long_table(whole, *table.span("content"))):
            clear(start, end)
    whole = "".join(text)
    for found in ANY_COMMAND.finditer(whole):
        name = found[1]
        clear(found.start(), found.end())
        if name in ("begin", "end"):
            *_, end = arguments(whole, found.end(), "m*", len(whole))
            clear(found.end(), end)
        elif name in _NOT_PRINTED:
            clear(found.start(), call(whole, found, _NOT_PRINTED[name], len(whole)).end)
        elif name and name != "item":
            *_, end = arguments(whole, found.end(), "o", len(whole))
            clear(found.end(), end)
    return "".join(text)
