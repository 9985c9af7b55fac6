"""The inlines of a paragraph as one text in which citations are sought, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from nashr import ast
from nashr.importing.bracketed_numbers import FORMULA
from nashr.importing.draft import Draft
from nashr.importing.marks import number_of
from nashr.importing.open_changes import hidden
from nashr.model import Inlines, Node
from nashr.records import dataclass

#: What stands in the text in the place of a node that is no text.
HOLE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a paragraph's text, and what stands in its place."""

    start: int
    end: int
    nodes: Inlines


class FlatText:
    """Inlines as one text, and the way back. What is no text is a sign of its own; open changes,
    comments and what is deleted have no room in the text.
    """

    def __init__(self, draft: Draft, inlines: Inlines) -> None:
        self._draft = draft
        self._inlines = inlines
        self._hidden = hidden(draft, inlines)
        pieces = []
        #: Where each node begins in the text.
        self._starts: list[int] = []
        start = 0
        for n, node in enumerate(inlines):
            text = "" if n in self._hidden else self._text(node)
            self._starts.append(start)
            start += len(text)
            pieces.append(text)
        self.text = "".join(pieces)

    @staticmethod
    def _text(node: Node) -> str:
        match node["t"]:
            case "Str":
                return HOLE if number_of(node["c"]) is not None else str(node["c"])
            case "Space" | "SoftBreak":
                return " "
            case "Math":
                return FORMULA
            case "Emph" | "Strong" if all(one["t"] in ("Str", "Space") for one in node["c"]):
                return ast.plain_text(node["c"])
            case _:
                return HOLE

    def replaced(self, matches: Sequence[Match]) -> Inlines:
        """The inlines with the nodes of the matches in their places. What is hidden in the text of
        a match stands behind it.
        """
        result: list[Node] = []
        here = 0
        for match in matches:
            if not self._cuts_well(match):
                continue
            result += self._between(here, match.start)
            result += match.nodes
            result += self._hidden_within(match)
            here = match.end
        return [*result, *self._between(here, len(self.text))]

    def _cuts_well(self, match: Match) -> bool:
        """Whether both ends of a match fall into plain text, or between nodes."""
        for place in (match.start, match.end):
            number = bisect_right(self._starts, place) - 1
            is_inside = self._starts[number] < place < self._end(number)
            if is_inside and self._inlines[number]["t"] != "Str":
                return False
        return True

    def _end(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)

    def _hidden_within(self, match: Match) -> Iterator[Node]:
        for n in sorted(self._hidden):
            if match.start < self._starts[n] < match.end:
                yield self._inlines[n]

    def _between(self, start: int, end: int) -> Iterator[Node]:
        for number, node in enumerate(self._inlines):
            begin, stop = self._starts[number], self._end(number)
            if number in self._hidden:
                if start <= begin <= end:
                    yield node
            elif begin < end and stop > start:
                if node["t"] == "Str" and number_of(node["c"]) is None:
                    yield ast.text(node["c"][max(start - begin, 0) : end - begin])
                else:
                    yield node
