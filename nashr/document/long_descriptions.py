"""Long descriptions of images: ``![…](chart.svg){alt="…" long-desc=chart.md}``.

The file stands beside the manuscript: Markdown, or the data of a chart as CSV, of which a table is
made.
What it says is for those who do not see the image: it is no part of the text, and has no numbers
and no ids.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.author_classes import LONG_DESCRIPTION
from nashr.document.images import ReadFile
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Blocks, Node
from nashr.records import dataclass, field

_KEY = "long-desc"
#: Rows of a table that anybody would listen to.
_MOST_ROWS = 500


@dataclass(slots=True)
class LongDescriptions:
    """One walk over a tree; ``diagnostics`` grows. ``parse`` parses Markdown, and raises
    ``parser_error`` for what it cannot read.
    """

    read: ReadFile
    parse: Callable[[str], Mapping[str, Any]]
    parser_error: type[Exception]
    places: Places
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, blocks: Blocks) -> Blocks:
        """The blocks with the long description of each figure's image behind it."""

        def change(node: Node) -> list[Node] | None:
            if node["t"] != "Figure":
                return None
            attributes, caption, content = node["c"]
            done: Blocks = []
            for block in content:
                if block["t"] == "Figure":  # a part that has been changed before
                    done.append(block)
                    continue
                without, targets = _without_key(block)
                done.append(without)
                for name, image in targets:
                    done += self._described(name, image)
            return [{"t": "Figure", "c": [attributes, caption, done]}]

        found: Blocks = ast.rewrite(blocks, change)
        return found

    def _described(self, name: str, image: str) -> Blocks:
        place = self.places.of_image(image)
        outcome = self.read(posixpath.normpath(unquote(name)), place)
        self.diagnostics += outcome.diagnostics
        if outcome.value is None:
            return []
        try:
            text = outcome.value.decode("utf-8-sig")
            if name.lower().endswith(".csv"):
                text = _as_table(text)
            blocks: Blocks = self.parse(text)["blocks"]
        except (ValueError, RecursionError, self.parser_error):
            message = Message("“{name}” cannot be read as a long description.", name=name)
            hint = Message("Save it as Markdown or CSV, in UTF-8.")
            self.diagnostics.append(Diagnostic("manuscript-unparsable", place, message, hint))
            return []
        return [ast.div(_plain(blocks), ast.attr("", [LONG_DESCRIPTION]))]


def _without_key(block: Node) -> tuple[Node, list[tuple[str, str]]]:
    """The block without the attribute on its images, and the files and images that it named."""
    found: list[tuple[str, str]] = []

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        (identifier, classes, values), inlines, target = node["c"]
        named = [value for key, value in values if key == _KEY]
        found.extend((name, target[0]) for name in named[:1])
        kept = [[key, value] for key, value in values if key != _KEY]
        return [{"t": "Image", "c": [[identifier, classes, kept], inlines, target]}]

    (done,) = ast.rewrite([block], change)
    return done, found


def _as_table(text: str) -> str:
    """CSV as a table of Markdown. Its first row is the head. Raises ``ValueError``."""
    import csv  # hardly any article has such a file
    import io

    separator = _separator(text)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    except csv.Error as error:
        raise ValueError(str(error)) from error
    width = max(map(len, rows), default=0)
    lines = []
    for row in rows[: _MOST_ROWS + 1]:
        cells = [_cell(cell) for cell in row] + [""] * (width - len(row))
        lines.append(f"| {' | '.join(cells)} |")
        if len(lines) == 1:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines) + "\n"


def _separator(text: str) -> str:
    """What parts the cells: the sign that stands in all rows alike, a comma last, since it may be
    that of decimals.
    """
    rows = [row for row in text.splitlines() if row.strip()]
    for sign in "\t;,":
        counts = {row.count(sign) for row in rows}
        if len(counts) == 1 and counts != {0}:
            return sign
    return max(",;\t", key=text.count)


def _cell(text: str) -> str:
    """A cell's text, in which no sign means anything to Markdown."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+!|$^~@\"'" else char for char in text)
    return " ".join(escaped.split())


def _plain(blocks: Blocks) -> Blocks:
    """The blocks without what is counted or referred to in the text."""

    def change(node: Node) -> list[Node] | None:
        match node["t"]:
            case "Header":
                return [ast.para([{"t": "Strong", "c": node["c"][2]}])]
            case "Table":
                (_, classes, values), (short, caption), *rest = node["c"]
                table = {"t": "Table", "c": [["", classes, values], [None, []], *rest]}
                return [*(caption or short or []), table]
            case "Figure" | "Note" | "Image":
                return []
            case "Cite":
                return list(node["c"][1])
            case "Span" | "Div":
                (_, classes, values), inside = node["c"]
                return [{"t": node["t"], "c": [["", classes, values], inside]}]
        return None

    done: Blocks = ast.rewrite(blocks, change)
    return done
