"""Tables made ready for paper: heads that say that a table goes on, columns of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from nashr.languages import Labels

#: A number, with a sign, groups of figures, a decimal sign and a unit, as tables have them.
_NUMBER = re.compile(
    r"(?P<sign>[-+−–±<>≤≥~≈]?\s?)"
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3})+|\d+)?"
    r"(?P<fraction>[.,٫]\d+)?"
    r"(?P<unit>\s?[%‰°])?"
)
#: What stands for “nothing” in a column of numbers.
_NOTHING = frozenset({"", "-", "–", "—", "−", "…", "...", "n/a", "x", "×"})
#: About how many letters a line of the page holds, and how many lines a table's head may have.
_LINE, _HEAD_LINES = 80, 15
#: A group of three figures after a full stop or comma may also be a fraction.
_DECIMAL_POINT = re.compile(r"\d[.](?:\d{1,2}|\d{4,})(?!\d)|[.]\d+[,]|\A0[.]\d")
_DECIMAL_COMMA = re.compile(r"\d[,](?:\d{1,2}|\d{4,})(?!\d)|\A0[,]\d")


def prepare_table(table: HtmlElement, labels: Labels, *, rtl: bool) -> None:
    """Let a table say where it goes on, and align its columns of numbers by the decimal sign."""
    rows = [_cells(row) for row in table.iter("tr") if _table_of(row) is table]
    columns = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if not columns:
        return
    _align_numbers(table, columns, rtl=rtl)
    _end_tall_head(table, columns)
    _add_continued(table, columns, labels)


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: HtmlElement) -> int:
    value = cell.get("colspan", "1")
    return int(value) if value.isdecimal() else 1


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


# --- columns of numbers --------------------------------------------------------------------


def _align_numbers(table: HtmlElement, columns: int, *, rtl: bool) -> None:
    for column in range(columns):
        body = list(_column(table, column, "td"))
        texts = [_text(cell) for cell in body]
        numbers = [text for text in texts if text not in _NOTHING]
        if len(numbers) < 2 or not all(_is_number(text) for text in numbers):
            continue
        for cell in (*body, *_column(table, column, "th")):
            if "text-align" not in cell.get("style", ""):
                cell.set("class", f"{cell.get('class', '')} numbers".strip())
        if not rtl:
            _pad(body, texts, _decimal_sign(numbers))


def _column(table: HtmlElement, column: int, tag: str) -> Iterator[HtmlElement]:
    """The cells of a column that span no other; none where the rows are joined."""
    for row in table.iter("tr"):
        if _table_of(row) is not table:
            continue
        place = 0
        for cell in _cells(row):
            if any(c.get("rowspan", "1") != "1" for c in _cells(row)):
                return
            if place == column and _span(cell) == 1 and cell.tag == tag:
                yield cell
            place += _span(cell)


def _text(cell: HtmlElement) -> str:
    """What a cell shows, if it is plain; something that is no number otherwise."""
    if cell.find(".//*") is not None and any(
        element.tag not in {"p", "strong", "em"} for element in cell.iterdescendants()
    ):
        return "?"
    return " ".join(cell.text_content().split())


def _is_number(text: str) -> bool:
    found = _NUMBER.fullmatch(text)
    return found is not None and bool(found["whole"] or found["fraction"])


def _decimal_sign(numbers: list[str]) -> str:
    """The sign before the fractions of a column, “” where there are none."""
    text = [number.replace("\u00a0", " ") for number in numbers]
    if any(_DECIMAL_COMMA.search(number) for number in text):
        return ","
    if any(_DECIMAL_POINT.search(number) for number in text):
        return "."
    return ""


def _parts(text: str, sign: str) -> tuple[str, str]:
    """What stands before the decimal sign, and from it on."""
    if text in _NOTHING:
        return "", ""
    figures = re.search(r"\d(?=\D*\Z)", text)
    place = text.rfind(sign) if sign else -1
    if place < 0:
        place = figures.end() if figures is not None else len(text)
    return text[:place], text[place:]


def _pad(cells: list[HtmlElement], texts: list[str], sign: str) -> None:
    """Give each number invisible figures on both sides, so that all are equally wide."""
    parts = [_parts(text, sign) for text in texts]
    before, after = (max((pair[n] for pair in parts), key=_width) for n in (0, 1))
    if len({pair[1] for pair in parts if pair != ("", "")}) <= 1 and not sign:
        return  # whole numbers: their last figures stand below each other anyway
    for cell, text, (whole, fraction) in zip(cells, texts, parts, strict=True):
        if text in _NOTHING:
            continue
        if missing := before[: len(before) - len(whole)]:
            cell.set("data-before", _figures(missing))
        if missing := after[len(fraction) :]:
            cell.set("data-after", _figures(missing))


def _width(part: str) -> tuple[int, str]:
    return len(part), part


def _figures(text: str) -> str:
    return re.sub(r"\d", "0", text)
