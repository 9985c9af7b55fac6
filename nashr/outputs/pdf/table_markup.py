"""Tables made ready for paper: heads that say that a table goes on, values that stay on a line."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

from nashr.languages import Labels
from nashr.outputs.together import kept_together, with_spaces_bound

#: About how many letters a line of the page holds, and how many lines a table's head may have.
_LINE, _HEAD_LINES = 80, 15
#: What is kept on one line of a cell is no longer, in letters.
_LONGEST_VALUE = 18


def prepare_table(table: HtmlElement, labels: Labels) -> None:
    """Let a table say where it goes on, and keep its values whole."""
    rows = [_cells(row) for row in table.iter("tr") if _table_of(row) is table]
    columns = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if not columns:
        return
    for row in rows:
        for cell in row:
            _keep_values(cell)
    _end_tall_head(table, columns)
    _add_continued(table, columns, labels)


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: HtmlElement) -> int:
    value = cell.get("colspan", "1")
    return int(value) if value.isdecimal() else 1


# --- values ---------------------------------------------------------------------------------


def _keep_values(cell: HtmlElement) -> None:
    """Let no line end within *3,1 ± 0,2* or *< 0,05*. The typesetter finds the least width of a
    column by the spaces at which lines may end, and keeps nothing together in short lines.
    """
    for element in cell.iter():
        if isinstance(element.tag, str) and element.text:
            element.text = _with_values(element.text)
        if element is not cell and element.tail:
            element.tail = _with_values(element.tail)


def _with_values(text: str) -> str:
    kept = kept_together(text) if " " in text.strip() else set()
    bound = with_spaces_bound(text, kept)
    if bound == text:
        return text
    start, words = 0, []
    for word in bound.split(" "):
        whole = len(word) <= _LONGEST_VALUE
        words.append(word if whole else text[start : start + len(word)])
        start += len(word) + 1
    return " ".join(words)


# --- a table that goes on ------------------------------------------------------------------


def _end_tall_head(table: HtmlElement, columns: int) -> None:
    """Make a head of very long cells the first rows of the body: what is repeated on each page
    cannot be continued on the next, and where no page holds it, it would not be set at all.
    """
    head = table.find("thead")
    body = table.find("tbody")
    if head is None or body is None:
        return
    cells = [cell for row in head.iter("tr") for cell in _cells(row)]
    letters = _LINE / columns
    if any(len(cell.text_content()) / (letters * _span(cell)) > _HEAD_LINES for cell in cells):
        body[:0] = list(head)
        table.remove(head)


def _add_continued(table: HtmlElement, columns: int, labels: Labels) -> None:
    """A first row of the head for the pages on which the table goes on."""
    caption = table.find("caption")
    label = caption.find(".//span[@class='caption-label']") if caption is not None else None
    number = label.text_content().strip().rstrip(".:") if label is not None else ""
    head = table.find("thead")
    if head is None:
        head = lxml.html.Element("thead")
        head.set("class", "bare")
        body = next((child for child in table if child.tag in {"tbody", "tr", "tfoot"}), None)
        if body is None:
            return
        body.addprevious(head)
    row, cell = lxml.html.Element("tr"), lxml.html.Element("td")
    row.set("class", "continued")
    cell.set("colspan", str(columns))
    cell.set("data-label", f"{number} {labels.table_continued}".strip())
    row.append(cell)
    head.insert(0, row)
    table.set("class", f"{table.get('class', '')} continuing".strip())
