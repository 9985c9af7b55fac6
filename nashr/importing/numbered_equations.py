"""Formulas with numbers that are typed beside them, in a paragraph or in a table that sets them
apart, and the words that refer to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.importing.caption_numbers import cross_reference
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_words import small_letters
from nashr.importing.marks import number_of, without_marks
from nashr.importing.table_balance import cells_of
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass

_LABEL = re.compile(r"\(\s*(\d{1,3}(?:[.\-–]\d{1,3})*[a-zа-я]?)\s*\)")
_CALLED = re.compile(r"\((\d{1,3})\)(.*)", re.DOTALL)
_MARKS = ".,;:"
#: Beginnings of the words for a formula, in small letters: az, tr, ru, en.
_NAMES = (
    "düstur tənlik tənliy bərabərli ifadə denklem eşitli formül bağıntı formul формул уравнени "
    "равенств выражени соотношени equation eq. eqs. eqn expression relation"
).split()


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A formula, the marks beside it, the sign that ends it, and its number as typed."""

    marks: Inlines
    tex: str
    sign: str
    label: str


def bind_equations(draft: Draft) -> None:
    """Give formulas with typed numbers their ids, and link the references to them. nashr counts
    formulas by itself: one whose number is not the next keeps it as text, which is told.
    """
    binding = _Binding(draft)
    draft.blocks = list(binding.blocks(draft.blocks))
    if binding.known:
        draft.blocks = binding.linked(draft.blocks)


class _Binding:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.known: set[int] = set()

    def blocks(self, blocks: Blocks) -> Iterator[Node]:
        for block in blocks:
            found = list(_in_table(block)) if block["t"] == "Table" else list(_in_paragraph(block))
            if not found:
                yield block
            for one in found:
                yield self._written(one)

    def _written(self, found: _Numbered) -> Node:
        math = {"t": "Math", "c": [{"t": "DisplayMath"}, f"{found.tex}{found.sign}"]}
        shown: Inlines = []
        if found.label == str(len(self.known) + 1):
            self.known.add(int(found.label))
            shown = [{"t": "Space"}, ast.raw_markdown(f"{{#eq:{found.label}}}")]
        elif found.label:
            shown = [{"t": "Space"}, ast.text(f"({found.label})")]
            self._draft.add(
                "equation-number",
                Outcome.DOUBTFUL,
                Message("The number ({label}) of a formula stands as text.", label=found.label),
                self._draft.paragraph_of(found.marks),
                Message("nashr counts formulas from 1: write {{#eq:name}} in place of the number."),
            )
        return ast.para([*found.marks, math, *shown])

    def linked(self, tree: Any) -> Any:
        """A copy of a tree in which “formula (1)” leads to the formula with that number."""
        if isinstance(tree, list):
            if tree and all(isinstance(one, dict) and "t" in one for one in tree):
                walked = [self.linked(one) for one in tree]
                return [new for n, one in enumerate(walked) for new in self._call(walked, n, one)]
            return [self.linked(one) for one in tree]
        if isinstance(tree, dict):
            if tree.get("t") in ("Link", "Image", "Cite", "Header"):
                return tree
            return {key: self.linked(one) if key != "t" else one for key, one in tree.items()}
        return tree

    def _call(self, inlines: Inlines, place: int, node: Node) -> Inlines:
        found = _CALLED.fullmatch(node["c"]) if node["t"] == "Str" else None
        if found is None or int(found[1]) not in self.known:
            return [node]
        before = ast.plain_text(inlines[max(0, place - 4) : place]).split()[-1:]
        follows = ast.plain_text(inlines[place + 1 : place + 4]).split()[:1]
        behind = [] if found[2] else follows
        if not any(_names_formula(word) for word in (*before, *behind)):
            return [node]
        # The number of a formula is printed in brackets.
        call = cross_reference(f"eq:{found[1]}", f"({found[1]})")
        return [call, ast.text(found[2])] if found[2] else [call]


def _names_formula(word: str) -> bool:
    return small_letters(without_marks(word)).lstrip("([").startswith(tuple(_NAMES))


def _in_paragraph(block: Node) -> Iterator[_Numbered]:
    """A paragraph of one formula and its number."""
    if block["t"] not in ("Para", "Plain"):
        return
    formula = [one for one in block["c"] if one["t"] == "Math"]
    if len(formula) != 1 or any(one["t"] not in _PLAIN for one in block["c"]):
        return
    place = block["c"].index(formula[0])
    before = without_marks(ast.plain_text(block["c"][:place])).strip()
    behind = without_marks(ast.plain_text(block["c"][place + 1 :])).strip()
    sign = behind[:1] if behind[:1] and behind[:1] in _MARKS else ""
    label = _LABEL.fullmatch(behind.removeprefix(sign).strip())
    if label and not before:
        yield _Numbered(_marks(block), formula[0]["c"][1], sign, label[1])


_PLAIN = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Math"})


def _in_table(table: Node) -> Iterator[_Numbered]:
    """The formulas of a table that has a formula and a number in each row, and nothing else."""
    rows: dict[int, list[Node]] = {}
    for place, blocks in cells_of(table):
        rows.setdefault(place.row, []).append({"t": "Div", "c": [ast.attr(), list(blocks)]})
    found = [_in_row(cells) for cells in rows.values()]
    if table["c"][1][1] or not any(one and one.label for one in found) or None in found:
        return
    yield from (one for one in found if one)


def _in_row(cells: list[Node]) -> _Numbered | None:
    formulas = [one for one in ast.nodes(cells) if one["t"] == "Math"]
    with_formula = [n for n, cell in enumerate(cells) if _has_formula(cell)]
    if len(formulas) != 1 or any(one["t"] in _OTHERS for one in ast.nodes(cells)):
        return None
    texts = [without_marks(_text_of(cell)).strip() for cell in cells]
    sign = texts[with_formula[0]]
    others = [text for n, text in enumerate(texts) if text and n != with_formula[0]]
    label = _LABEL.fullmatch(others[0]) if len(others) == 1 else None
    if (sign and sign not in _MARKS) or (others and label is None):
        return None
    return _Numbered(_marks(cells), formulas[0]["c"][1], sign, label[1] if label else "")


_OTHERS = frozenset({"Image", "Note", "Table", "CodeBlock", "BulletList", "OrderedList"})


def _has_formula(cell: Node) -> bool:
    return any(one["t"] == "Math" for one in ast.nodes(cell))


def _text_of(cell: Node) -> str:
    """The text of a cell without its formulas."""
    return "".join(one["c"] for one in ast.nodes(cell) if one["t"] == "Str")


def _marks(tree: Any) -> Inlines:
    return [one for one in ast.nodes(tree) if one["t"] == "Str" and number_of(one["c"]) is not None]
