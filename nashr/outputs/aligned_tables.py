"""Tables of the markup: columns of numbers aligned by their decimal sign, rows in groups of five.

No browser aligns by a character. Each number of a column is therefore as wide as the widest from
the decimal sign on: behind it stand empty elements, ``span`` and ``sup`` of the class ``pad``, and
the style sheets show their ``data-pad`` invisibly. They hold no text, are hidden from screen
readers and count for nothing in the account of words.
"""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from nashr.outputs.number_columns import Column, Number, column, padding
from nashr.outputs.units import bound

#: A table of more rows has a gap behind each fifth row.
_LONG = 10
_ROWS = 5
#: Elements around or in a plain number.
_PLAIN = frozenset({"p", "strong", "em", "b", "i", "span", "u", "s", "small", "mark", "bdi"})
#: Elements whose text stays as it is.
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "math"})
_RAISED = frozenset({"sup", "sub"})


def set_tables(root: HtmlElement, decimal_sign: str, *, rtl: bool = False) -> None:
    """Change the tables below ``root`` in place. ``decimal_sign`` is that of the language.

    Numbers read from left to right in every script; in a text from right to left (``rtl``) their
    cells say so, for what is behind a number must not come before it.
    """
    for table in list(root.iter("table")):
        _mark_fifth_rows(table)
        for cells in _columns(table):
            if _align(cells, decimal_sign) and rtl:
                _set_direction(cells)
        for cell in table.iter("td", "th"):
            _bind_units(cell)


def _bind_units(element: HtmlElement) -> None:
    """In narrow columns no line ends between a number and its unit."""
    if element.text and element.tag not in _VERBATIM:
        element.text = bound(element.text)
    for child in element if element.tag not in _VERBATIM else ():
        if isinstance(child.tag, str):
            _bind_units(child)
        child.tail = bound(child.tail) if child.tail else child.tail


def _mark_fifth_rows(table: HtmlElement) -> None:
    for body in table.iterchildren("tbody"):
        rows = list(body.iterchildren("tr"))
        if len(rows) > _LONG:
            for row in rows[_ROWS - 1 : -1 : _ROWS]:
                _add_class(row, "fifth")


# --- columns -------------------------------------------------------------------------------


def _columns(table: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of each column that span no other column, those of the head too."""
    found: dict[int, list[HtmlElement]] = {}
    for group in table.iterchildren("thead", "tbody", "tfoot"):
        open_: dict[int, int] = {}
        for row in group.iterchildren("tr"):
            place = 0
            taken = {n for n, left in open_.items() if left > 0}
            open_ = {n: left - 1 for n, left in open_.items() if left > 1}
            for cell in row.iterchildren("td", "th"):
                while place in taken:
                    place += 1
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                if wide == 1:
                    found.setdefault(place, []).append(cell)
                for n in range(place, place + wide):
                    if high > 1:
                        open_[n] = high - 1
                place += wide
    return [found[n] for n in sorted(found)]


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return int(value) if value.isdecimal() else 1


def _set_direction(cells: list[HtmlElement]) -> None:
    for cell in cells:
        if cell.tag == "td":
            cell.set("dir", "ltr")
            if "text-align" not in cell.get("style", ""):
                cell.set("style", f"{cell.get('style', '')}text-align: right")


def _align(cells: list[HtmlElement], decimal_sign: str) -> bool:
    """Whether the column is one of numbers, which are aligned then."""
    body = [cell for cell in cells if cell.tag == "td"]
    read = [_read(cell) for cell in body]
    texts, marks = [text for text, _ in read], [mark for _, mark in read]
    found = column(texts, marks, decimal_sign)
    if found is None:
        return False
    for cell in cells:
        if "text-align" not in cell.get("style", ""):
            _add_class(cell, "numbers")
    for cell, number in zip(body, found.numbers, strict=True):
        _pad(cell, found, number)
    return True


def _read(cell: HtmlElement) -> tuple[str, str]:
    """What a cell shows, and the raised marks behind it; something that is no number where it
    holds more than a number.
    """
    text, marks = [], []
    for kind, piece in _pieces(cell):
        if kind == "other":
            return "?!", ""
        if kind == "raised":
            marks.append(piece)
        elif piece.strip() and marks:
            return "?!", ""
        else:
            text.append(piece)
    return " ".join("".join(text).split()), "".join("".join(marks).split())


def _pieces(element: HtmlElement) -> Iterator[tuple[str, str]]:
    yield "text", element.text or ""
    for child in element:
        if child.tag in _RAISED or child.get("role") == "doc-noteref":
            yield "raised", child.text_content()
        elif child.tag in _PLAIN:
            yield from _pieces(child)
        else:
            yield "other", ""
        yield "text", child.tail or ""


# --- padding -------------------------------------------------------------------------------


def _pad(cell: HtmlElement, found: Column, number: Number | None) -> None:
    own = number or Number("", "", "", "", "")
    within = next((p for p in cell.iterchildren("p")), cell)
    behind = "".join(
        padding(wanted, there)
        for wanted, there in (
            (found.fraction, own.fraction),
            (found.rest, own.rest),
            (found.marks, own.marks),
        )
    )
    if behind:
        within.append(_empty("span", behind))
    if lacking := padding(found.raised, own.raised):
        within.append(_empty("sup", lacking))
    style = cell.get("style", "")
    if "left" in style or "center" in style or "justify" in style:
        before = padding(found.whole, own.whole if number else "0")
        if before:
            _insert(within, before)


def _insert(within: HtmlElement, pad: str) -> None:
    element = _empty("span", pad)
    element.tail, within.text = within.text, None
    within.insert(0, element)


def _empty(tag: str, pad: str) -> HtmlElement:
    element: HtmlElement = lxml.html.Element(tag)
    element.set("class", "pad figures" if tag == "sup" and pad.isdigit() else "pad")
    element.set("aria-hidden", "true")
    element.set("data-pad", pad)
    return element


def _add_class(element: HtmlElement, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
