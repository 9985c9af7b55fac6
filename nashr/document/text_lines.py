"""The lines of running text as pandoc read them, to tell text from what it took for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.model import Inlines, Node

_SIGNS = re.compile(r"[\W_]+")


#: What pandoc makes of straight quotation marks, hyphens and full stops.
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
)


def squeezed(text: str) -> str:
    """Text without spaces and as it is typed on any keyboard, for a comparison that neither spacing
    nor the marks of the language must disturb.
    """
    return re.sub(r"\s+", "", text).translate(_STRAIGHT)


class TextLines:
    """The lines of the paragraphs of a tree, without their spaces."""

    def __init__(self, tree: Any) -> None:
        self._lines: set[str] = set()
        self._further: set[str] = set()
        self._text: list[str] = []
        verbatim: list[str] = []
        for node in ast.nodes(tree, leaves=False):
            if node["t"] in ("Code", "CodeBlock", "RawInline", "RawBlock"):
                verbatim.append(squeezed(node["c"][1]))
            for inlines in _texts(node):
                for n, line in enumerate(_lines(inlines)):
                    self._lines.add(line)
                    self._text.append(line)
                    if n:
                        self._further.add(line)
        self._whole = "\n".join(self._text)
        self._verbatim = "\n".join(verbatim)

    def begins(self, line: str, marks: str) -> bool:
        """Whether a line of text begins with these signs and the words of ``line`` after them."""
        return _one_begins(self._lines, line, marks)

    def goes_on(self, line: str, marks: str) -> bool:
        """Whether a line that is not the first of its paragraph begins so."""
        return _one_begins(self._further, line, marks)

    def holds(self, text: str) -> bool:
        """Whether these signs stand in the text."""
        return squeezed(text) in self._whole

    def shows_rule(self, heads: str, rule: str, number: int) -> bool:
        """Whether the line of hyphens of a table stands in the text, below the row of heads;
        ``number`` is how often the manuscript has such a line. Marks of a quotation that is none
        stand before it.
        """
        shape = ">*" + re.sub(r"-+", "-+", re.sub(r"[|+]", r"\\\g<0>", squeezed(rule)))
        if len(re.findall(f"^{shape}$", self._whole, re.M)) >= number:
            return True
        above = re.findall(f"^(.*)\n{shape}$", self._whole, re.M)
        return _SIGNS.sub("", heads) in {_SIGNS.sub("", line) for line in above}

    def holds_verbatim(self, text: str) -> bool:
        """Whether these signs stand in code, or in a comment or another raw text."""
        return squeezed(text) in self._verbatim


def _one_begins(lines: set[str], line: str, marks: str) -> bool:
    words, marks = _SIGNS.sub("", line)[:12], squeezed(marks)
    return any(
        one.startswith(marks) and _SIGNS.sub("", one[len(marks) :])[: len(words)] == words
        for one in lines
        if one[:1] == marks[:1]
    )


def _texts(node: Node) -> list[Inlines]:
    """The running texts that a block holds itself."""
    match node["t"]:
        case "Para" | "Plain":
            return [node["c"]]
        case "Header":
            return [node["c"][2]]
        case "LineBlock":
            return list(node["c"])
        case "DefinitionList":
            return [term for term, _ in node["c"]]
        case _:
            return []


def _lines(inlines: Inlines) -> Iterator[str]:
    here: list[Any] = []
    for inline in [*inlines, {"t": "SoftBreak"}]:
        if inline["t"] in ("SoftBreak", "LineBreak"):
            yield squeezed(ast.plain_text(here))
            here = []
        else:
            here.append(inline)
