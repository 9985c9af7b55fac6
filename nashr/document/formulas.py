"""Formulas: the author's own commands written out, labels and numbers taken from their TeX.

Sources: the amsmath user's guide (American Mathematical Society, 2020) on ``\\tag``, ``\\notag``
and the environments for displayed formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.formula_commands import known
from nashr.document.labels import as_id
from nashr.document.latex_commands import FORMULAS
from nashr.document.latex_syntax import Macro, with_definitions, without_definitions
from nashr.document.positions import Placed, Places, offset_of
from nashr.messages import Message
from nashr.model import Document, Inlines, Node, ReferenceEntry
from nashr.records import dataclass, field, replace

_LABEL = re.compile(r"\s*(?:\\label\s*\{(?P<tex>[^{}\n]*)\}|\(\\#(?P<bookdown>eq:[^()\s]+)\))")
_TAG = re.compile(r"\s*\\tag(?P<star>\*?)\s*\{(?P<tag>(?:[^{}]|\{[^{}]*\})*)\}")
_UNNUMBERED = re.compile(r"\s*\\(?:notag|nonumber|allowdisplaybreaks)(?![A-Za-z])")
_WHOLE = re.compile(
    r"\s*\\begin\s*\{(?P<name>" + "|".join(FORMULAS) + r")\*?\}(?P<content>.*)"
    r"\\end\s*\{(?P=name)\*?\}\s*(?P<after>(?:\\label\{[^{}]*\})?)\s*\Z",
    re.S,
)
#: What is left of a paragraph whose formula only defined commands.
_EMPTY: Node = {"t": "Para", "c": []}


@dataclass(slots=True)
class Formulas:
    """One walk over a tree; ``diagnostics`` grows."""

    macros: Mapping[str, Macro]
    places: Places
    aliases: dict[str, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _cursor: int = 0

    def settle(self, tree: Any) -> Any:
        """A copy of the tree: TeX that knows its place, numbered formulas in spans."""
        if isinstance(tree, list):
            done: list[Any] = []
            for item in tree:
                if ast.is_leaf(item):
                    done.append(item)
                elif isinstance(item, dict) and item.get("t") == "Math":
                    done += self._formula(item)
                else:
                    settled = self.settle(item)
                    if settled != _EMPTY or item == _EMPTY:
                        done.append(settled)
            return done
        if isinstance(tree, dict):
            return {key: v if key == "t" else self.settle(v) for key, v in tree.items()}
        return tree

    def _formula(self, node: Node) -> Inlines:
        kind, tex = node["c"]
        tex = self._placed(tex)
        if "\\" in tex:
            rest, defined = without_definitions(tex)
            if defined and not rest.strip():
                return []
            tex = Placed(rest, offset_of(tex) or -1) if defined else tex
        name = node.get("environment", "")
        whole = None if name else _WHOLE.match(tex)
        if whole is not None and kind["t"] == "DisplayMath":
            name = whole["name"]
            tex = Placed(whole["content"] + whole["after"], _moved(tex, whole.start("content")))
        if kind["t"] == "InlineMath" and name != "math":
            plain = _UNNUMBERED.sub("", _LABEL.sub("", tex)) if "\\" in tex else str(tex)
            return [_math(kind, self._written_out(plain, tex), tex)]
        return self._displayed(kind, tex, name)

    def _placed(self, tex: str) -> Placed:
        """The TeX with its place in the text, which is read from its beginning to its end."""
        if isinstance(tex, Placed):
            return tex
        body = self.places.manuscript.body
        found = body.find(tex, self._cursor)
        if found < 0:
            found = body.find(tex)
        else:
            self._cursor = found + len(tex)
        return Placed(tex, found)

    def _displayed(self, kind: Node, tex: Placed, name: str) -> Inlines:
        inner = FORMULAS.get(name, "")
        if name == "alignat":
            tex = Placed(re.sub(r"\A\s*\{\d+\}", "", tex), offset_of(tex) or -1)
        rows: list[Placed] = list(_rows(tex)) if inner else [tex]
        named = [row for row in rows if _LABEL.search(row) or _TAG.search(row)]
        groups = [rows] if len(named) < 2 else list(_groups(rows))
        done: Inlines = []
        for group in groups:
            joined = Placed("\\\\".join(group), offset_of(group[0]) or -1)
            done.append(self._equation(kind, joined, group, name, inner))
        return done

    def _equation(self, kind: Node, tex: Placed, rows: list[Placed], name: str, inner: str) -> Node:
        keys = [
            Placed(m["tex"] or m["bookdown"], _moved(row, m.start("tex" if m["tex"] else 0)))
            for row in rows
            for m in _LABEL.finditer(row)
        ]
        tag = _TAG.search(tex)
        bare = _UNNUMBERED.sub("", _TAG.sub("", _LABEL.sub("", tex))).strip()
        bare = re.sub(r"\n\s*\n", "\n", bare)
        if name == "eqnarray":
            bare = "\\\\".join(
                re.sub(r"&([^&]*)&", r"&\1", row, count=1) for row in _rows(Placed(bare))
            )
        if inner and ("&" in bare or "\\\\" in bare):
            bare = f"\\begin{{{inner}}}{bare}\\end{{{inner}}}"
        math = _math(kind, self._written_out(bare, tex), tex)
        if not keys and tag is None:
            return math
        first, *others = [as_id(key) for key in keys] or [Placed("")]
        self.aliases.update({key: first for key in (*keys, *others) if key != first})
        number = {"tag": f"{tag['tag']}" if tag["star"] else f"({tag['tag']})"} if tag else {}
        return ast.span([math], [first, ["equation"], [list(pair) for pair in number.items()]])

    def _written_out(self, tex: str, placed: str) -> str:
        try:
            written = with_definitions(tex, self.macros)
        except RecursionError:
            message = Message("Commands that the manuscript defines call each other without end.")
            place = self.places.of_name(placed)
            self.diagnostics.append(Diagnostic("math-unsupported", place, message))
            return tex
        return known(written, self.macros)


def _math(kind: Node, tex: str, placed: str) -> Node:
    offset = offset_of(placed)
    return {"t": "Math", "c": [kind, Placed(tex, -1 if offset is None else offset)]}


def _moved(tex: str, by: int) -> int:
    offset = offset_of(tex)
    return -1 if offset is None else offset + by


def _rows(tex: Placed) -> Iterator[Placed]:
    """The rows of a formula between ``\\\\``, those inside other environments apart."""
    depth = here = 0
    for mark in re.finditer(r"\\\\(?:\[[^\]\n]{0,12}\])?|\\(?:begin|end)\b|\\.|[{}]", tex, re.S):
        sign = mark[0]
        if sign in ("{", "\\begin"):
            depth += 1
        elif sign in ("}", "\\end"):
            depth -= 1
        elif sign.startswith("\\\\") and not depth:
            yield Placed(tex[here : mark.start()], _moved(tex, here))
            here = mark.end()
    yield Placed(tex[here:], _moved(tex, here))


def _groups(rows: list[Placed]) -> Iterator[list[Placed]]:
    """Rows up to the next one that has a label or a number of its own."""
    group: list[Placed] = []
    for row in rows:
        group.append(row)
        if _LABEL.search(row) or _TAG.search(row):
            yield group
            group = []
    if any(row.strip() for row in group):
        yield group


# --- what pandoc could not translate -------------------------------------------------------


def as_source(document: Document, untranslated: frozenset[str]) -> Document:
    """The document with the TeX of these formulas set as code, which wraps and can be read."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Span" and "equation" in node["c"][0][1]:
            (identifier, classes, values), inlines = node["c"]
            if not any(one["t"] == "Code" for one in inlines):
                return None
            return [ast.span(inlines, [identifier, [*classes, "source"], values])]
        if node["t"] != "Math" or spaced(node["c"][1]) not in untranslated:
            return None
        return [{"t": "Code", "c": [ast.attr("", ["tex"]), spaced(node["c"][1])]}]

    def entries(listed: Iterable[ReferenceEntry]) -> tuple[ReferenceEntry, ...]:
        return tuple(replace(one, inlines=ast.rewrite(one.inlines, change)) for one in listed)

    latin = document.latin
    return replace(
        document,
        blocks=ast.rewrite(document.blocks, change),
        fields={name: ast.rewrite(blocks, change) for name, blocks in document.fields.items()},
        references=entries(document.references),
        latin=replace(latin, entries=entries(latin.entries)) if latin else None,
    )


def findings(
    document: Document, untranslated: frozenset[str], places: Places
) -> Iterator[Diagnostic]:
    """A warning for each formula of these, at its place."""
    for node in ast.nodes([*document.fields.values(), document.blocks], leaves=False):
        if node["t"] != "Math" or spaced(node["c"][1]) not in untranslated:
            continue
        tex = node["c"][1]
        shown = spaced(tex) if len(tex) <= 60 else f"{spaced(tex)[:60]}…"
        message = Message(
            "The formula {shown} cannot be understood and is shown as its TeX source.", shown=shown
        )
        hint = Message(
            "Look for a command that is not TeX's own, and for a brace that is not closed."
        )
        yield Diagnostic("math-unsupported", places.of_name(tex), message, hint)


def spaced(tex: str) -> str:
    """TeX in one line."""
    return " ".join(tex.split())
