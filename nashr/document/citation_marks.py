"""The commas and semicolons of citations in the script of the words that they follow.

Citation styles give Latin ones in every language. In a Persian list of references an English entry
keeps them, and a Persian one has those of its script, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from nashr import ast
from nashr.languages import language
from nashr.languages.base import Direction
from nashr.languages.directions import letter_direction, text_direction
from nashr.model import Inlines, Node, ReferenceEntry

#: The language whose marks an entry has that is written from right to left in a list that is not.
_DEFAULT = "ar"
_CONTAINERS = frozenset(
    "Emph Strong Underline Strikeout Superscript Subscript SmallCaps Quoted Span Link".split()
)


def with_marks(inlines: Inlines, lang: str) -> Inlines:
    """A citation with the marks of its language behind words of that language's direction."""
    words = language(lang)
    marks = {",": words.comma.strip(), ";": words.semicolon.strip()}
    if all(old == new for old, new in marks.items()):
        return inlines
    return _Marks(marks, words.direction).of(inlines)


def entry_with_marks(entry: ReferenceEntry, lang: str) -> Inlines:
    """An entry of the reference list, whose own direction may not be that of the list."""
    direction = text_direction(ast.plain_text(entry.inlines))
    if direction == "rtl" and language(lang).direction != "rtl":
        lang = _DEFAULT
    return with_marks(entry.inlines, lang)


class _Marks:
    """Replaces marks in the order of the text. The last letter decides."""

    def __init__(self, marks: Mapping[str, str], direction: Direction) -> None:
        self._marks = marks
        self._direction = direction
        self._last: Direction = direction

    def of(self, inlines: Inlines) -> Inlines:
        return [self._node(node) for node in inlines]

    def _node(self, node: Node) -> Node:
        if node["t"] == "Str":
            return {"t": "Str", "c": self._text(node["c"])}
        if node["t"] not in _CONTAINERS or (node["t"] == "Link" and _is_address(node)):
            return node
        if isinstance(node["c"], list) and node["t"] in ("Quoted", "Span", "Link"):
            return {"t": node["t"], "c": [node["c"][0], self.of(node["c"][1]), *node["c"][2:]]}
        return {"t": node["t"], "c": self.of(node["c"])}

    def _text(self, text: str) -> str:
        done = []
        for n, char in enumerate(text):
            self._last = letter_direction(char) or self._last
            # A mark inside a number or an address is no mark.
            is_mark = char in self._marks and (n + 1 == len(text) or text[n + 1].isspace())
            done.append(self._marks[char] if is_mark and self._last == self._direction else char)
        return "".join(done)


def _is_address(link: Node) -> bool:
    return not str(link["c"][2][0]).startswith("#")
