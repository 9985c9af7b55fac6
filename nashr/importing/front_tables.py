"""Tables that lay out the front matter, as templates of journals have them: the title in a box,
*ARTICLE INFO* beside *ABSTRACT*. Their cells become paragraphs, in the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr import ast
from nashr.importing.captions import is_caption
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_dates import dates_in
from nashr.importing.front_words import (
    begins_text,
    classified,
    doi_of,
    is_contact_field,
    is_institution,
    is_silent_field,
    labelled,
    names_information,
)
from nashr.importing.marks import without_marks
from nashr.importing.names import emails_in, orcids_in
from nashr.importing.ooxml import one_line
from nashr.messages import plural
from nashr.model import Blocks, Node

#: So far is a table of the front sought, in blocks, and it has no more rows and columns.
_LONGEST_FRONT, _MOST_ROWS, _MOST_COLUMNS = 40, 20, 3
#: So far where no heading says where the text begins.
_LONGEST_UNKNOWN = 12
#: A table with a label has a text as long as this, or a label of keywords.
_SHORTEST_TEXT = 60
#: A label of a form, beside which its value stands, is no longer.
_LONGEST_LABEL = 40
#: What a cell of the front has.
_PARAGRAPHS = frozenset({"Para", "Plain", "Header", "BulletList", "OrderedList", "LineBlock"})
#: A cell: its blocks, its column, and how many columns it takes.
_Cell = tuple[Blocks, int, int]


def flatten_front_tables(draft: Draft) -> None:
    """Make paragraphs of the tables before the text that have parts of the front matter."""
    end = _end(draft.blocks)
    kept: Blocks = []
    count = 0
    for place, block in enumerate(draft.blocks):
        if place < end and block["t"] == "Table" and not _is_captioned(draft, place):
            rows = list(_rows(block))
            if _lays_out(rows, place == 0 and len(draft.blocks) > 1):
                kept += _flat(rows)
                count += 1
                continue
        kept.append(block)
    draft.blocks = kept
    if count:
        first = draft.paragraph_of(kept)
        message = plural(
            "A table that laid out the front matter became paragraphs.",
            "{n} tables that laid out the front matter became paragraphs.",
            count,
        )
        draft.add("front-table", Outcome.DONE, message, first)


def _end(blocks: Blocks) -> int:
    """The number of blocks before the text begins, as far as that is known."""
    for place, block in enumerate(blocks[:_LONGEST_FRONT]):
        if block["t"] in ("Para", "Plain", "Header") and begins_text(_text([block])):
            return place
    return min(len(blocks), _LONGEST_UNKNOWN)


def _is_captioned(draft: Draft, place: int) -> bool:
    """Whether a table has a caption: it is one of the text."""
    blocks = draft.blocks
    beside = [blocks[n] for n in (place - 1, place + 1) if 0 <= n < len(blocks)]
    return bool(blocks[place]["c"][1][1]) or any(is_caption(draft, one) for one in beside)


def _lays_out(rows: list[list[_Cell]], is_first: bool) -> bool:
    """Whether rows have parts of the front matter: a label, and a text for it; or, in one cell at
    the head of the file, anything; or an institution and an address.
    """
    cells = [cell for row in rows for cell in row]
    columns = max((column + width for _, column, width in cells), default=0)
    if not cells or len(rows) > _MOST_ROWS or columns > _MOST_COLUMNS:
        return False
    if any(block["t"] not in _PARAGRAPHS for blocks, _, _ in cells for block in blocks):
        return False
    texts = [_text([block]) for blocks, _, _ in cells for block in blocks]
    is_long = any(len(text) >= _SHORTEST_TEXT for text in texts)
    if any(labelled(text, "keywords") or (is_long and _is_label(text)) for text in texts):
        return True
    if len([text for text in texts if text]) and len(cells) == 1 and is_first:
        return True
    return any(map(is_institution, texts)) and any(map(_is_contact, texts))


def _is_label(text: str) -> bool:
    return bool(
        labelled(text, "abstract")
        or names_information(text)
        or classified(text)
        or dates_in(text)
        or doi_of(text)
    )


def _is_contact(text: str) -> bool:
    return bool(emails_in(text) or orcids_in(text))


def _rows(table: Node) -> Iterator[list[_Cell]]:
    """The rows of a table, each with the cells that begin in it."""
    _, _, _, (_, head), bodies, (_, foot) = table["c"]
    open_cells: dict[int, int] = {}
    for _, cells in [*head, *(row for _, _, a, b in bodies for row in (*a, *b)), *foot]:
        row: list[_Cell] = []
        column = 0
        for _, _, height, width, blocks in cells:
            while open_cells.get(column, 0) > 0:
                column += 1
            row.append((blocks, column, width))
            for taken in range(column, column + width):
                open_cells[taken] = height
            column += width
        open_cells = {n: left - 1 for n, left in open_cells.items()}
        yield row


def _flat(rows: list[list[_Cell]]) -> Blocks:
    """The blocks of cells: rows of one cell in their order, of others one column after the other,
    unless the first cells are labels of what stands beside them.
    """
    flat: Blocks = []
    group: list[list[_Cell]] = []
    for row in [*rows, []]:
        if len(row) > 1:
            group.append(row)
            continue
        flat += _columns(group)
        group = []
        flat += [block for blocks, _, _ in row for block in _paragraphs(blocks)]
    return flat


def _columns(rows: list[list[_Cell]]) -> Blocks:
    if _is_form(rows):
        return [block for row in rows for block in _filled(row)]
    firsts = [_text(row[0][0]) for row in rows]
    if all(not text or _is_label_alone(text) for text in firsts):
        cells = [cell for row in rows for cell in row]
    else:
        cells = sorted((cell for row in rows for cell in row), key=lambda cell: cell[1])
    return [block for blocks, _, _ in cells for block in _paragraphs(blocks)]


def _is_form(rows: list[list[_Cell]]) -> bool:
    """Whether rows are those of a form: beside the label of a field its value, for most of them."""
    if len(rows) < 2 or any(len(row) != 2 for row in rows):
        return False
    pairs = [(_text(label), _text(value)) for (label, *_), (value, *_) in rows]
    if any(not 0 < len(label) <= _LONGEST_LABEL for label, _ in pairs):
        return False
    return sum(_names_field(*pair) for pair in pairs) > len(pairs) / 2


def _names_field(label: str, value: str) -> bool:
    line = f"{label.rstrip(' :')}: {value}"
    return (
        is_silent_field(label)
        or is_contact_field(label)
        or _is_label_alone(label)
        or bool(classified(line) or dates_in(line))
    )


def _filled(row: list[_Cell]) -> Iterator[Node]:
    """A row of a form as lines: its label before the value, which is needed to read some."""
    (label, *_), (value, *_) = row
    first, *rest = list(_paragraphs(value)) or [ast.para([])]
    text = _text(label)
    if not is_silent_field(text) and first["t"] == "Para":
        first = ast.para([*ast.words(f"{text.rstrip(' :')}:"), {"t": "Space"}, *first["c"]])
    yield from (first, *rest)


def _is_label_alone(text: str) -> bool:
    lengths = [found[1] for kind in ("abstract", "keywords") if (found := labelled(text, kind))]
    return any(length >= len(text) for length in lengths)


def _paragraphs(blocks: Blocks) -> Iterator[Node]:
    """The blocks as paragraphs; each item of a list is some of its own."""
    for block in blocks:
        match block:
            case {"t": "Plain", "c": inlines}:
                if _text([block]) or any(node["t"] == "Image" for node in ast.nodes(block)):
                    yield ast.para(inlines)
            case {"t": "BulletList", "c": items}:
                for item in items:
                    yield from _paragraphs(item)
            case {"t": "OrderedList", "c": [_, items]}:
                for item in items:
                    yield from _paragraphs(item)
            case _:
                yield block


def _text(blocks: Blocks) -> str:
    return one_line(without_marks(ast.plain_text(blocks)))
