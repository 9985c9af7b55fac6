"""Ids, numbers and captions: what a cross-reference can point to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.positions import Placed, Places, offset_of
from nashr.languages import Labels, language
from nashr.model import Blocks, Inlines, Node

Kind = Literal["figure", "table", "equation", "section"]
#: The beginning of an id, and what it names.
KINDS: Mapping[str, Kind] = {
    "fig": "figure",
    "tbl": "table",
    "eq": "equation",
    "sec": "section",
}
_UNNUMBERED = frozenset({"unnumbered", "unlisted"})
#: Ids that the outputs give: those of citations, notes, references and a page's own parts.
_RESERVED = re.compile(r"(?:cite-\d+|ref-.*|fn\d+|fnref\d+|nashr-.*)\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """What an id stands for. ``number`` is None where the element is not numbered."""

    id: str
    kind: Kind
    number: str | None
    title: Inlines = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Blocks with ids, numbers and captions, and their targets by id."""

    blocks: Blocks
    targets: Mapping[str, Target]
    diagnostics: tuple[Diagnostic, ...]


def number(blocks: Blocks, tag: str, places: Places) -> Numbered:
    """Give every heading, figure, table and display equation its id and number.

    A heading's number stands in its attribute ``number``; ``show_heading_numbers`` prints it.
    Figures and tables are numbered when they have a caption, equations when the author gave
    them an id.
    """
    blocks = _equations(ast.rewrite(blocks, _figure_of_div))
    taken, diagnostics = _author_ids(blocks, places)
    counter = _Counter(language(tag).labels, taken, _top_level(blocks))
    return Numbered(counter.walk(blocks), counter.targets, tuple(diagnostics))


def show_heading_numbers(blocks: Blocks) -> Blocks:
    """The headings with their numbers before their words."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Header":
            return None
        level, attributes, inlines = node["c"]
        shown = ast.keyvals(attributes).get("number")
        if not shown:
            return None
        label = ast.span([ast.text(shown)], ast.attr("", ["heading-number"]))
        return [{"t": "Header", "c": [level, attributes, [label, ast.SPACE, *inlines]]}]

    numbered: Blocks = ast.rewrite(blocks, change)
    return numbered


# --- ids that the author gave --------------------------------------------------------------


def _author_ids(blocks: Blocks, places: Places) -> tuple[set[str], list[Diagnostic]]:
    first: dict[str, str] = {}
    diagnostics = []
    for node in ast.nodes(blocks, leaves=False):
        identifier = (ast.attr_of(node) or [""])[0]
        if not identifier or (node["t"] == "Header" and offset_of(identifier) is None):
            continue  # a heading whose id has no place has it from pandoc
        before = first.setdefault(identifier, identifier)
        if _RESERVED.match(identifier):
            message = f"The id “{identifier}” is one of those that nashr gives itself."
            hint = "Give it another id."
        elif before is identifier or offset_of(before) == offset_of(identifier):
            continue
        else:
            message = f"The id “{identifier}” stands here for the second time."
            line = places.of_name(before).line
            hint = f"The first is in line {line}; give one of them another id."
        place = places.of_name(identifier)
        diagnostics.append(Diagnostic("id-duplicate", place, message, hint))
    return set(first), diagnostics


# --- equations and figures in their full shape ---------------------------------------------


def _is_display(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Math" and node["c"][0]["t"] == "DisplayMath"


def _equations(tree: Any) -> Any:
    """Display maths inside a ``Span`` of class ``equation``, which takes ``{#eq:id}``."""
    if isinstance(tree, dict):
        if tree.get("t") == "Span" and tree["c"][0][0].startswith("eq:"):
            identifier, classes, values = tree["c"][0]
            return ast.span(tree["c"][1], [identifier, [*classes, "equation"], values])
        return {k: v if k == "t" else _equations(v) for k, v in tree.items()}
    if not isinstance(tree, list):
        return tree
    done: list[Any] = []
    after = 0
    for n, node in enumerate(tree):
        if n < after:
            continue  # the id of the formula before it
        if not _is_display(node):
            done.append(node if ast.is_leaf(node) else _equations(node))
            continue
        identifier, classes, behind, used = _equation_id(tree[n + 1 : n + 1 + _ID_NODES])
        after = n + 1 + used
        done += [ast.span([node], ast.attr(identifier, ["equation", *classes])), *behind]
    return done


#: How many nodes the id and classes of an equation can take.
_ID_NODES = 20
_EQUATION_ID = re.compile(r"\{#(eq:[^\s{}]+)((?:\s+\.[\w-]+)*)\s*\}(.*)", re.DOTALL)


def _equation_id(after: Inlines) -> tuple[str, list[str], Inlines, int]:
    """The id and classes that follow a formula, what stands behind them, the nodes used."""
    texts: list[str] = []
    offset: int | None = None
    for n, node in enumerate(after):
        if node["t"] in ("Space", "SoftBreak"):
            texts.append(" ")
            continue
        if node["t"] != "Str":
            break
        offset = offset_of(node["c"]) if offset is None else offset
        texts.append(node["c"])
        whole = "".join(texts).lstrip()
        if not whole.startswith("{#eq:"):
            break
        found = _EQUATION_ID.fullmatch(whole)
        if found:
            identifier = found[1] if offset is None else Placed(found[1], offset)
            classes = found[2].replace(".", " ").split()
            return identifier, classes, [ast.text(found[3])] if found[3] else [], n + 1
    return "", [], [], 0


def _figure_of_div(node: Node) -> list[Node] | None:
    """A ``Div`` with a figure's id: several images, and the caption as last paragraph."""
    if node["t"] != "Div" or not node["c"][0][0].startswith("fig:"):
        return None
    attributes, blocks = node["c"]
    if len(blocks) == 1 and blocks[0]["t"] == "Figure" and not blocks[0]["c"][0][0]:
        return [{"t": "Figure", "c": [attributes, *blocks[0]["c"][1:]]}]
    caption: Blocks = []
    if len(blocks) > 1 and blocks[-1]["t"] == "Para":
        *blocks, last = blocks
        caption = [ast.plain(last["c"])]
    return [{"t": "Figure", "c": [attributes, [None, caption], blocks]}]


# --- counting ------------------------------------------------------------------------------


def _top_level(blocks: Blocks) -> int:
    levels = (node["c"][0] for node in ast.nodes(blocks, leaves=False) if node["t"] == "Header")
    return min(levels, default=1)


class _Counter:
    """One walk in document order."""

    def __init__(self, labels: Labels, taken: set[str], top: int) -> None:
        self.targets: dict[str, Target] = {}
        self._captions = {"figure": labels.figure_caption, "table": labels.table_caption}
        self._taken = taken
        self._top = top
        self._sections: list[int] = []
        self._numbers: dict[Kind, int] = {"figure": 0, "table": 0, "equation": 0}
        self._unnumbered: dict[Kind, int] = {}

    def walk(self, tree: Any, *, in_figure: bool = False) -> Any:
        if isinstance(tree, list):
            return [i if ast.is_leaf(i) else self.walk(i, in_figure=in_figure) for i in tree]
        if not isinstance(tree, dict):
            return tree
        match tree.get("t"):
            case "Header":
                return self._heading(tree)
            case "Figure" if not in_figure:
                tree, in_figure = self._captioned(tree, "figure"), True
            case "Table":
                tree = self._captioned(tree, "table")
            case "Span" if "equation" in tree["c"][0][1]:
                return self._equation(tree)
        return {k: v if k == "t" else self.walk(v, in_figure=in_figure) for k, v in tree.items()}

    def _heading(self, node: Node) -> Node:
        level, (identifier, classes, values), inlines = node["c"]
        if offset_of(identifier) is None:
            identifier = self._free(_plain_id(identifier) or "section")
        shown = None
        if _UNNUMBERED.isdisjoint(classes):
            shown = self._section_number(level - self._top + 1)
            values = [*values, ["number", shown]]
        self.targets[identifier] = Target(identifier, "section", shown, inlines)
        return {"t": "Header", "c": [level, [identifier, classes, values], inlines]}

    def _section_number(self, depth: int) -> str:
        counts = (self._sections + [0] * depth)[:depth]
        counts[-1] += 1
        self._sections = counts
        return ".".join(map(str, counts))

    def _captioned(self, node: Node, kind: Kind) -> Node:
        (identifier, classes, values), (short, caption), *rest = node["c"]
        shown = None
        if caption:
            shown = self._next(kind)
            caption = _labelled(caption, self._captions[kind].format(n=shown))
        identifier = identifier or self._own_id(kind)
        self.targets[identifier] = Target(identifier, kind, shown)
        attributes = [identifier, classes, values]
        return {"t": node["t"], "c": [attributes, [short, caption], *rest]}

    def _equation(self, node: Node) -> Node:
        (identifier, classes, values), inlines = node["c"]
        shown = None
        if identifier:
            shown = f"({self._next('equation')})"
            label = ast.span([ast.text(shown)], ast.attr("", ["equation-number"]))
            inlines = [*inlines, label]
        identifier = identifier or self._own_id("equation")
        self.targets[identifier] = Target(identifier, "equation", shown)
        return ast.span(inlines, [identifier, classes, values])

    def _next(self, kind: Kind) -> str:
        self._numbers[kind] += 1
        return str(self._numbers[kind])

    def _own_id(self, kind: Kind) -> str:
        self._unnumbered[kind] = self._unnumbered.get(kind, 0) + 1
        return self._free(f"{kind}-{self._unnumbered[kind]}")

    def _free(self, wanted: str) -> str:
        found, n = wanted, 0
        while found in self._taken or _RESERVED.match(found):
            n += 1
            found = f"{wanted}-{n}"
        self._taken.add(found)
        return found


def _plain_id(identifier: str) -> str:
    """Pandoc's id without the dot that lowering İ may leave behind, and composed."""
    return unicodedata.normalize("NFC", identifier.replace("\u0307", ""))


def _labelled(caption: Blocks, label: str) -> Blocks:
    mark = ast.span(ast.words(label), ast.attr("", ["caption-label"]))
    first, *others = caption
    if first["t"] not in ("Plain", "Para"):
        return [ast.plain([mark]), *caption]
    return [{"t": first["t"], "c": [mark, ast.SPACE, *first["c"]]}, *others]
