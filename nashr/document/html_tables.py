"""Tables that are typed in HTML as tables of the document, so that every output sets them.

Pandoc reads the text of the cells as Markdown and leaves each tag as a raw block of its own. A
table that is not well formed, or whose cells span more than a table may have, stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.document.html_images import attributes_of
from nashr.model import Blocks, Node
from nashr.records import dataclass, field

_TAG = re.compile(
    r"\s*<(?P<close>/?)(?P<name>table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)\b"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)/?>\s*\Z",
    re.I,
)
_TYPED = re.compile(r"<table\b", re.I)
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.I)
_ALIGNMENTS = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}
_DEFAULT = {"t": "AlignDefault"}
#: Columns of a table, and rows or columns that a cell may span.
_MOST = 200
_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def with_tables(tree: Any, body: str) -> Any:
    """The tree with the blocks from ``<table>`` to ``</table>`` as a table. ``body`` is the
    manuscript's text: where it has none, the tree is not walked.
    """
    return _with_tables(tree) if _TYPED.search(body) else tree


def _with_tables(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {k: v if k == "t" else _with_tables(v) for k, v in tree.items()}
    if isinstance(tree, list):
        done = [one if ast.is_leaf(one) else _with_tables(one) for one in tree]
        return _tables_in(done) if any(_is(one, "table") for one in done) else done
    return tree


def _tag(item: Any) -> re.Match[str] | None:
    if not isinstance(item, dict) or item.get("t") != "RawBlock":
        return None
    form, source = item["c"]
    return _TAG.match(source) if ast.is_html(form) else None


def _is(item: Any, name: str, *, close: bool = False) -> bool:
    tag = _tag(item)
    return tag is not None and tag["name"].lower() == name and bool(tag["close"]) == close


def _tables_in(items: list[Any]) -> list[Any]:
    done: list[Any] = []
    n = 0
    while n < len(items):
        end = _end(items, n) if _is(items[n], "table") else None
        table = _table(items[n], _tables_in(items[n + 1 : end])) if end is not None else None
        if table is not None and end is not None:
            done.append(table)
            n = end + 1
        else:
            done.append(items[n])
            n += 1
    return done


def _end(items: list[Any], start: int) -> int | None:
    """Where the table ends that begins at ``start``."""
    depth = 0
    for n in range(start, len(items)):
        depth += _is(items[n], "table") - _is(items[n], "table", close=True)
        if depth == 0:
            return n
    return None


@dataclass(slots=True)
class _Cell:
    tag: str
    attributes: dict[str, str]
    blocks: Blocks = field(default_factory=list)

    def span(self, name: str) -> int:
        """So many rows or columns, at most one more than a table may have."""
        text = self.attributes.get(name, "").strip()
        if not (text.isascii() and text.isdigit()):
            return 1
        digits = text.lstrip("0")
        return min(int(digits[:6] or 1), _MOST + 1)

    def node(self, rows: int, columns: int) -> list[Any]:
        """The cell as pandoc has it, so many rows high and columns wide."""
        styled = _ALIGNED.search(self.attributes.get("style", ""))
        named = styled[1] if styled else self.attributes.get("align", "")
        alignment = _ALIGNMENTS.get(named.lower())
        classes = self.attributes.get("class", "").split()
        about = ast.attr(self.attributes.get("id", ""), classes)
        return [about, {"t": alignment} if alignment else _DEFAULT, rows, columns, self.blocks]


@dataclass(slots=True)
class _Group:
    tag: str
    rows: list[list[_Cell]] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Reads the blocks of a table; ``place`` is where the next block goes, if it may stand there.

    An end tag that HTML lets an author leave out may be missing.
    """

    groups: list[_Group] = field(default_factory=list)
    caption: Blocks = field(default_factory=list)
    place: Blocks | None = None
    is_open: bool = False

    def read(self, blocks: Blocks) -> bool:
        """Whether the blocks are a table."""
        return all(self._block(block) for block in blocks)

    def _block(self, block: Node) -> bool:
        tag = _tag(block)
        if tag is None:
            place = self._last_cell() if self.place is None and _is_comment(block) else self.place
            if place is not None:
                place.append(block)
            return place is not None
        name = tag["name"].lower()
        if name in ("table", "col", "colgroup"):
            return name != "table"
        self.place = None
        if tag["close"]:
            self.is_open = self.is_open and name not in _GROUPS
            return True
        if name == "caption":
            self.place = self.caption
        elif name in _GROUPS:
            self.groups.append(_Group(name))
            self.is_open = True
        elif name == "tr":
            if not self.is_open:
                self.groups.append(_Group("tbody"))
                self.is_open = True
            self.groups[-1].rows.append([])
        elif self.is_open and self.groups[-1].rows:
            cell = _Cell(name, attributes_of(tag["attributes"]))
            self.groups[-1].rows[-1].append(cell)
            self.place = cell.blocks
        else:
            return False
        return True

    def _last_cell(self) -> Blocks | None:
        row = self.groups[-1].rows[-1] if self.groups and self.groups[-1].rows else []
        return row[-1].blocks if row else None


def _is_comment(block: Node) -> bool:
    return bool(block["t"] == "RawBlock" and block["c"][1].lstrip().startswith("<!--"))


def _table(opening: Node, blocks: Blocks) -> Node | None:
    """The table of these blocks; None where they are none."""
    reader = _Reader()
    tag = _tag(opening)
    if tag is None or not reader.read(blocks):
        return None
    groups = [group for group in reader.groups if group.rows]
    cells = [cell for group in groups for row in group.rows for cell in row]
    if not cells or any(
        cell.span(name) > _MOST for cell in cells for name in ("rowspan", "colspan")
    ):
        return None
    _move_head(groups)
    laid_out = [(group, *_rows(group.rows)) for group in groups]
    columns = max(width for *_, width in laid_out)
    if columns > _MOST:
        return None
    heads, bodies, feet = (
        [
            (group, _filled(rows, taken, columns))
            for group, rows, taken, _ in laid_out
            if group.tag == name
        ]
        for name in ("thead", "tbody", "tfoot")
    )
    none = ast.attr()
    about = attributes_of(tag["attributes"])
    return {
        "t": "Table",
        "c": [
            ast.attr(about.get("id", ""), about.get("class", "").split()),
            [None, reader.caption],
            [[_DEFAULT, {"t": "ColWidthDefault"}] for _ in range(columns)],
            [none, [row for _, rows in heads for row in rows]],
            [[none, _row_heads(group.rows), [], rows] for group, rows in bodies],
            [none, [row for _, rows in feet for row in rows]],
        ],
    }


def _move_head(groups: list[_Group]) -> None:
    """Make rows of nothing but ``<th>`` that begin a table without a head its head."""
    first = groups[0]
    if first.tag != "tbody" or any(group.tag == "thead" for group in groups):
        return
    count = 0
    while count < len(first.rows) - 1 and all(cell.tag == "th" for cell in first.rows[count]):
        count += 1
    if count:
        groups.insert(0, _Group("thead", first.rows[:count]))
        del first.rows[:count]


def _rows(rows: list[list[_Cell]]) -> tuple[list[list[Any]], list[set[int]], int]:
    """The cells of each row as pandoc has them, the columns that are taken in it, and how many
    columns there are. No cell is higher than its group.
    """
    taken: list[set[int]] = [set() for _ in rows]
    made: list[list[Any]] = []
    for number, row in enumerate(rows):
        made.append([])
        column = 0
        for cell in row:
            while column in taken[number]:
                column += 1
            wide, high = cell.span("colspan"), min(cell.span("rowspan"), len(rows) - number)
            while wide > 1 and any(column + n in taken[number] for n in range(wide)):
                wide -= 1
            for below in taken[number : number + high]:
                below.update(range(column, column + wide))
            made[-1].append(cell.node(high, wide))
            column += wide
    return made, taken, max((max(columns, default=-1) + 1 for columns in taken), default=0)


def _filled(rows: list[list[Any]], taken: list[set[int]], columns: int) -> list[list[Any]]:
    """The rows as pandoc has them, with empty cells where there are too few."""
    none = ast.attr()
    return [
        [none, [*row, *([none, _DEFAULT, 1, 1, []] for n in range(columns) if n not in there)]]
        for row, there in zip(rows, taken, strict=True)
    ]


def _row_heads(rows: list[list[_Cell]]) -> int:
    """In how many first columns all cells of a group are ``<th>``."""
    count = 0
    while all(len(row) > count and row[count].tag == "th" for row in rows):
        count += 1
    return count if all(len(row) > count for row in rows) else 0
