"""Labels in the manner of LaTeX: each becomes the id of the figure, table or heading it names.

A label inside a figure, a caption or a heading names that; one in the text names the heading
above it, as ``\\label`` does. A second label of the same element is another name for its id. An
empty span with an id at the end of a caption is a label too, as pandoc-crossref writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.positions import Placed, Places, offset_of
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, field

_BLANK = ("Space", "SoftBreak", "LineBreak")
#: Prefixes of labels that name no heading.
_NO_HEADING = re.compile(r"(?:fig|figure|tab|tbl|table|eq|eqn|equation|lst|alg)[:\-_.]", re.I)


def as_id(key: str) -> Placed:
    """A label as an id, which has no spaces."""
    offset = offset_of(key)
    return Placed(re.sub(r"[^\w:.\-]+", "-", key), -1 if offset is None else offset)


@dataclass(slots=True)
class Labels:
    """One walk over a document. ``aliases`` leads from further labels to ids."""

    places: Places
    aliases: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _heading: Node | None = None
    _before: Node | None = None

    def settle(self, tree: Any) -> Any:
        """A copy of the tree without labels, their names given to what they name."""
        if isinstance(tree, list):
            done = []
            for item in tree:
                if isinstance(item, dict) and "t" in item:
                    done += self._node(item)
                else:
                    done.append(self.settle(item))
            return done
        if isinstance(tree, dict):
            return {key: v if key == "t" else self.settle(v) for key, v in tree.items()}
        return tree

    def _node(self, node: Node) -> list[Node]:
        if ast.is_leaf(node):
            return [node]
        match node["t"]:
            case "Header":
                level, attributes, inlines = node["c"]
                bare, keys = without_labels(inlines)
                named = {"t": "Header", "c": [level, list(attributes), self.settle(bare)]}
                self._heading = self._before = named
                self._name_all(named, keys)
                return [named]
            case "Figure" | "Table":
                bare, keys = without_labels(self._with_parts(node))
                if node["t"] == "Table":
                    bare, more = _caption_ids(bare)
                    keys += more
                named = {"t": node["t"], "c": [list(bare["c"][0]), *bare["c"][1:]]}
                self._before = named
                self._name_all(named, keys)
                return [named]
            case "Para" | "Plain":
                return self._paragraph(node)
        return [self.settle(node)]

    def _with_parts(self, node: Node) -> Node:
        """A figure whose parts have the labels that stand in them."""
        if node["t"] == "Table":
            return node
        attributes, caption, blocks = node["c"]
        parts = ast.rewrite(blocks, lambda one: self._node(one) if one["t"] == "Figure" else None)
        return {"t": "Figure", "c": [attributes, caption, parts]}

    def _paragraph(self, node: Node) -> list[Node]:
        if not any(inline["t"] == "Label" for inline in ast.nodes(node["c"], leaves=False)):
            self._before = None
            return [self.settle_notes(node)]
        bare, keys = without_labels(node["c"])
        if not bare and self._before is not None:
            self._name_all(self._before, keys)
            return []
        for key in keys:
            self._name_heading(key)
        return [{"t": node["t"], "c": bare}] if bare else []

    def settle_notes(self, node: Node) -> Node:
        """The paragraph, labels inside its notes resolved."""
        return {"t": node["t"], "c": self.settle(node["c"])}

    def _name_heading(self, key: str) -> None:
        if self._heading is not None and not _NO_HEADING.match(key):
            self._name_all(self._heading, [key])
            return
        message = Message(
            "The label “{key}” stands in no figure, table, formula or heading.", key=key
        )
        hint = Message("Put it into the caption that it belongs to, or right behind that.")
        place = self.places.of_name(key)
        self.diagnostics.append(Diagnostic("dialect-unsupported", place, message, hint))

    def _name_all(self, node: Node, keys: list[str]) -> None:
        """Give a copied node the labels: the first is its id where it has none of its own."""
        attributes = node["c"][1 if node["t"] == "Header" else 0]
        for key in keys:
            given = attributes[0]
            own = given and not (node["t"] == "Header" and offset_of(given) is None)
            if own:
                self.aliases[key] = given
            else:
                attributes[0] = as_id(key)
                if attributes[0] != key:
                    self.aliases[key] = attributes[0]


def without_labels(tree: Any) -> tuple[Any, list[str]]:
    """A copy of the tree without labels and the blanks beside them, and the labels."""
    keys: list[str] = []

    def strip(here: Any) -> Any:
        if isinstance(here, list):
            found = [i for i in here if isinstance(i, dict) and i.get("t") == "Label"]
            done = [strip(i) for i in here if not (isinstance(i, dict) and i.get("t") == "Label")]
            done = [i for i in done if not _is_empty(i)] if len(found) or done != here else done
            keys.extend(i["c"] for i in found)
            return _trimmed(done) if found else done
        if isinstance(here, dict) and not ast.is_leaf(here):
            return {key: v if key == "t" else strip(v) for key, v in here.items()}
        return here

    bare = strip(tree)
    return bare, list(dict.fromkeys(keys))


def _is_empty(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") in ("Para", "Plain") and not item["c"]


def _trimmed(inlines: list[Any]) -> list[Any]:
    def blank(item: Any) -> bool:
        return isinstance(item, dict) and item.get("t") in _BLANK

    while inlines and blank(inlines[0]):
        inlines = inlines[1:]
    while inlines and blank(inlines[-1]):
        inlines = inlines[:-1]
    return inlines


def _caption_ids(table: Node) -> tuple[Node, list[str]]:
    """The table without empty spans that end its caption, and their ids."""
    attributes, (short, caption), *others = table["c"]
    if not caption or caption[-1]["t"] not in ("Para", "Plain"):
        return table, []
    inlines = list(caption[-1]["c"])
    ids = list(_spans_at_end(inlines))
    if not ids:
        return table, []
    last = {"t": caption[-1]["t"], "c": _trimmed(inlines)}
    return {"t": "Table", "c": [attributes, [short, [*caption[:-1], last]], *others]}, ids


def _spans_at_end(inlines: Inlines) -> Iterator[str]:
    while inlines and inlines[-1]["t"] == "Span":
        (identifier, _, _), inside = inlines[-1]["c"]
        if inside or not identifier:
            return
        inlines.pop()
        yield identifier


def drop_labels(blocks: Blocks) -> Blocks:
    """Blocks of the front matter, where a label can name nothing."""
    bare: Blocks = without_labels(blocks)[0]
    return bare
