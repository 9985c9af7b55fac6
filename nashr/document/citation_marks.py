"""The commas and semicolons of citations in the script of the words that they follow.

Citation styles give Latin ones in every language. In a Persian list of references an English entry
keeps them, and a Persian one has those of its script, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
_WITH_ATTRIBUTES = frozenset({"Quoted", "Span", "Link"})


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
    """Replaces marks in the order of the text.

    The last letter decides. A semicolon parts two works, and has the script of the text as soon as
    one of them has.
    """

    def __init__(self, marks: Mapping[str, str], direction: Direction) -> None:
        self._marks = marks
        self._direction = direction
        self._last: Direction = direction
        #: The texts in their order, and how many of their characters have been passed.
        self._whole = ""
        self._passed = 0

    def of(self, inlines: Inlines) -> Inlines:
        self._whole = "".join(_texts(inlines))
        return self._all(inlines)

    def _all(self, inlines: Inlines) -> Inlines:
        return [self._node(node) for node in inlines]

    def _node(self, node: Node) -> Node:
        if node["t"] == "Str":
            return {"t": "Str", "c": self._text(node["c"])}
        if node["t"] not in _CONTAINERS or (node["t"] == "Link" and _is_address(node)):
            return node
        if node["t"] in _WITH_ATTRIBUTES:
            return {"t": node["t"], "c": [node["c"][0], self._all(node["c"][1]), *node["c"][2:]]}
        return {"t": node["t"], "c": self._all(node["c"])}

    def _text(self, text: str) -> str:
        done = []
        for n, char in enumerate(text):
            self._passed += 1
            self._last = letter_direction(char) or self._last
            # A mark inside a number or an address is no mark.
            is_mark = char in self._marks and (n + 1 == len(text) or text[n + 1].isspace())
            of_text = self._last == self._direction or (char == ";" and self._goes_on_so())
            done.append(self._marks[char] if is_mark and of_text else char)
        return "".join(done)

    def _goes_on_so(self) -> bool:
        """Whether the next letter is of the text's own direction."""
        letters = map(letter_direction, self._whole[self._passed :])
        return next(filter(None, letters), None) == self._direction


def _texts(inlines: Inlines) -> Iterator[str]:
    """The texts in which marks are replaced."""
    for node in inlines:
        if node["t"] == "Str":
            yield node["c"]
        elif node["t"] in _CONTAINERS and not (node["t"] == "Link" and _is_address(node)):
            yield from _texts(node["c"][1] if node["t"] in _WITH_ATTRIBUTES else node["c"])


def _is_address(link: Node) -> bool:
    return not str(link["c"][2][0]).startswith("#")
