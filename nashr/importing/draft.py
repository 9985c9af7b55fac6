"""The manuscript that is made of an author's file, while one step after the other works on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.importing.findings import Finding, Outcome
from nashr.importing.marks import numbers_in, without_marks
from nashr.importing.paragraphs import Paragraph
from nashr.messages import Message
from nashr.model import Blocks, Node
from nashr.records import dataclass, field


@dataclass(slots=True)
class Draft:
    """What is known of the manuscript so far. Each paragraph of ``blocks`` has its mark."""

    blocks: Blocks
    #: What the marks stand for.
    things: Mapping[int, object]
    #: Front matter, as it will be written.
    front: dict[str, Any] = field(default_factory=dict)
    #: The works that are cited, as a bibliography file.
    bibliography: str = ""
    #: The same as items of CSL JSON, of a file that nashr made.
    items: str = ""
    #: Files that go beside the manuscript, by the name in it.
    files: dict[str, bytes] = field(default_factory=dict)
    #: The frames that stand for pictures, by name, each with the file that cannot be shown.
    missing_pictures: dict[str, str] = field(default_factory=dict)
    #: How many there are of what in the file, and in the manuscript (``ledger.NAMES``).
    counts: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    #: The ids that the file itself gives to its parts; those that Word gives are no words.
    ids: set[str] = field(default_factory=set)

    def add(
        self,
        kind: str,
        outcome: Outcome,
        message: str,
        paragraph: Paragraph | None = None,
        hint: str = "",
    ) -> None:
        """One more finding."""
        self.findings.append(Finding(kind, outcome, message, paragraph, hint))

    def add_lost_words(
        self,
        words: Sequence[str],
        most: int,
        paragraph: Paragraph | None = None,
        cell: tuple[int, int, int] | None = None,
    ) -> None:
        """A finding that names the first ``most`` of the words that the manuscript lacks; ``cell``
        is the table, the row and the column that they stood in, from 1.
        """
        shown = " ".join(words[:most]) + (" …" if len(words) > most else "")
        message = Message("Words of the file are not in the manuscript: “{words}”.", words=shown)
        if cell is not None:
            message = Message(
                "Words of table {table}, row {row}, column {column} are not in the manuscript: "
                "“{words}”.",
                table=cell[0],
                row=cell[1],
                column=cell[2],
                words=shown,
            )
        self.add("words-lost", Outcome.LOST, message, paragraph, Message("put them in by hand."))

    def text(self) -> str:
        """The text of all nodes, without marks."""
        return without_marks("".join(map(text_of, ast.nodes(self.blocks))))

    def places_of(self, characters: Collection[str]) -> Iterator[Paragraph]:
        """The paragraphs of Word that have one of the characters."""
        for thing in self.things_in(self.blocks):
            if isinstance(thing, Paragraph) and not frozenset(characters).isdisjoint(thing.text):
                yield thing

    def paragraph_of(self, node: Any) -> Paragraph | None:
        """The first paragraph of Word that is in a node or in a list of nodes."""
        return next(self.paragraphs_in(node), None)

    def paragraphs_in(self, node: Any) -> Iterator[Paragraph]:
        """The paragraphs of Word in a node, in order."""
        for thing in self.things_in(node):
            if isinstance(thing, Paragraph):
                yield thing

    def things_in(self, node: Any) -> Iterator[object]:
        """What the marks in a node stand for, in order."""
        for one in ast.nodes(node):
            for number in numbers_in(text_of(one)):
                yield self.things[number]


def text_of(node: Node) -> str:
    """The text that a node has itself: of words, code, formulas and raw text."""
    match node:
        case {"t": "Str", "c": str(text)}:
            return text
        case {"t": "Code" | "CodeBlock" | "Math" | "RawInline" | "RawBlock", "c": [_, str(text)]}:
            return text
        case _:
            return ""
