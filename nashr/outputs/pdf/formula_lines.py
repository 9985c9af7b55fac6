"""Formulas that are wider than a line, parted at their relations and operators.

A formula is read as a row of MathML: ``parts`` cuts the row where a line may end, ``in_lines``
puts the parts into lines. A relation or operator begins a line of a displayed formula and ends
one of a formula in the text, as mathematicians set them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from nashr.outputs import page_geometry
from nashr.outputs.markup import MATHML

_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊆⊃⊇→⇒⇔↔↦:⟶⟹⟺≪≫⊢⊨≔")
_OPERATORS = frozenset("+-−±∓×·⋅∪∩∧∨⊕⊗∘")
_SEPARATORS = frozenset(",;")
_OPEN, _CLOSE = frozenset("([{⟨⌈⌊"), frozenset(")]}⟩⌉⌋")
_CLOSING = frozenset(")]}⟩⌉⌋|‖∥!")
#: How far lines that go on without a relation are indented, in em.
INDENT = 2.0
#: The space that two parts may have between them when they are drawn as one, in em.
_JOINT = 0.3
#: From how many em on a space parts two formulas.
_QUAD = 1.0
#: The space between two lines, and above the first and below the last, in points.
_BETWEEN = 3.0


#: Where a formula is cut: at relations outside of brackets, at operators and commas there too, or
#: at all of them.
Cuts = Literal["relations", "terms", "all"]


def parts(
    math: HtmlElement, *, before: bool, deep: bool = False, cuts: Cuts = "all"
) -> list[HtmlElement]:
    """The formula as formulas between which a line may end.

    ``before``: the cut is before a relation or operator, not behind it. ``deep``: also inside of
    fences that grow with what they hold.
    """
    rows = _rows(math, deep=deep)
    display = math.get("display")
    found = []
    for row in rows:
        for number, piece in enumerate(_pieces(row, before=before, cuts=cuts)):
            # The sign at a cut keeps the space of one that stands between two terms.
            sign = _break_of(piece, first=number == 0, before=before)
            if sign is not None:
                sign.set("form", "infix")
            found.append(_formula(piece, display))
    return found


def starts_with_relation(math: HtmlElement) -> bool:
    """Whether a part begins with a relation."""
    row = math.find("semantics/mrow")
    return row is not None and len(row) > 0 and _sign(row[0]) in _RELATIONS


def starts_with_space(math: HtmlElement) -> bool:
    """Whether a part begins with a wide space, and so another formula."""
    row = math.find("semantics/mrow")
    return row is not None and len(row) > 0 and _is_wide_space(row[0])


def _is_wide_space(element: HtmlElement) -> bool:
    width = (element.get("width") or "").removesuffix("em") if element.tag == "mspace" else ""
    return width.replace(".", "", 1).isdigit() and float(width) >= _QUAD


def in_lines(
    widths: Sequence[float], room: float, indent: float, apart: Sequence[int] = ()
) -> list[list[int]]:
    """The numbers of the parts by line; ``room`` is the length of a line, ``indent`` that of what
    goes before all lines but the first. ``apart`` are the parts with which another formula begins,
    which is not parted where it fits a line.
    """
    lines: list[list[int]] = []
    used = 0.0
    for number, width in enumerate(widths):
        end = min((other for other in apart if other > number), default=len(widths))
        group = sum(widths[number:end]) + _JOINT * (end - number)
        begins = number in apart and used + group > room >= indent + group
        if lines and used + _JOINT + width <= room and not begins:
            lines[-1].append(number)
            used += _JOINT + width
        else:
            used = width + (indent if lines else 0.0)
            lines.append([number])
    return lines


def room_around(heights: Iterable[float], whole: HtmlElement, size: float, leading: float) -> float:
    """The room above and below a formula in lines of these heights in em, in points, by which it
    stands in the middle of as many lines of text as it needs.
    """
    scale = re.search(r"font-size:([\d.]+)em", whole.get("style", ""))
    drawn = [height * size * (float(scale[1]) if scale else 1.0) for height in heights]
    taken = sum(drawn) + _BETWEEN * leading / page_geometry.LEADING * (len(drawn) + 1)
    return (ceil(taken / leading) * leading - taken) / 2


def joined(some: Sequence[HtmlElement]) -> HtmlElement:
    """Parts that stand on one line as one formula."""
    rows = [part.find("semantics/mrow") for part in some]
    children = [child for row in rows if row is not None for child in row]
    return _formula(children, some[0].get("display") if some else None)


def as_xml(math: HtmlElement) -> str:
    """The formula as a document of MathML, without its TeX."""
    whole = copy.deepcopy(math)
    whole.tail = None
    for annotation in list(whole.iter("annotation")):
        annotation.drop_tree()
    for element in whole.iter(lxml.etree.Element):
        element.attrib.pop("style", None)
    whole.set("xmlns", MATHML)
    text: str = lxml.etree.tostring(whole, encoding="unicode")
    return text


def _rows(math: HtmlElement, *, deep: bool) -> list[list[HtmlElement]]:
    """The rows of a formula: those of an aligned one, else one."""
    row = math.find("semantics/mrow")
    if row is None:
        row = math.find("semantics")
    children = [child for child in (row if row is not None else math) if child.tag != "annotation"]
    while len(children) == 1 and children[0].tag in {"mrow", "mstyle"}:
        children = list(children[0])
    if len(children) == 1 and children[0].tag == "mtable":
        return [[child for cell in line for child in _unwrapped(cell)] for line in children[0]]
    return [_opened(children) if deep else children]


def _unwrapped(cell: HtmlElement) -> list[HtmlElement]:
    children = list(cell)
    while len(children) == 1 and children[0].tag in {"mrow", "mstyle"}:
        children = list(children[0])
    return children


def _opened(children: list[HtmlElement]) -> list[HtmlElement]:
    """The children with groups in place of the rows that hold them."""
    found: list[HtmlElement] = []
    for child in children:
        if child.tag in {"mrow", "mstyle"} and len(child) > 1:
            found += _opened(list(child))
        else:
            found.append(child)
    return found


def _sign(element: HtmlElement) -> str:
    return (element.text or "").strip() if element.tag == "mo" else ""


def _pieces(row: list[HtmlElement], *, before: bool, cuts: Cuts) -> list[list[HtmlElement]]:
    pieces: list[list[HtmlElement]] = [[]]
    depth = 0
    for number, element in enumerate(row):
        sign = _sign(element)
        follows = number + 1 < len(row)
        depth += (sign in _OPEN) - (sign in _CLOSE) if sign else 0
        is_inside = depth > 0 and cuts != "all"
        signs = _RELATIONS if cuts == "relations" else _RELATIONS | _OPERATORS
        is_break = bool(sign) and sign in signs and not is_inside
        is_comma = sign in _SEPARATORS and cuts != "relations" and not is_inside
        if is_break and (not pieces[-1] or _is_unary(row, number)):
            is_break = False
        is_apart = _is_wide_space(element) and cuts != "relations" and not is_inside
        if pieces[-1] and ((is_break and before) or is_apart):
            pieces.append([])
        pieces[-1].append(element)
        if follows and ((is_break and not before) or is_comma):
            pieces.append([])
    return [piece for piece in pieces if piece]


def _is_unary(row: list[HtmlElement], number: int) -> bool:
    """Whether a sign belongs to what follows: it begins, or stands after another or a bracket."""
    if number == 0:
        return True
    last = _sign(row[number - 1])
    return bool(last) and last not in _CLOSING and not last.isalpha()


def _formula(children: Sequence[HtmlElement], display: str | None) -> HtmlElement:
    math: HtmlElement = lxml.html.Element("math")
    if display is not None:
        math.set("display", display)
    semantics = lxml.etree.SubElement(math, "semantics")
    row = lxml.etree.SubElement(semantics, "mrow")
    row.extend(copy.deepcopy(list(children)))
    return math


def _break_of(piece: list[HtmlElement], *, first: bool, before: bool) -> HtmlElement | None:
    """The relation or operator at which a piece was cut from its neighbour."""
    if before and first:
        return None
    sign = piece[0] if before else piece[-1]
    return sign if _sign(sign) and _sign(sign) in _RELATIONS | _OPERATORS else None


def part_from_display(equation: HtmlElement) -> None:
    """A displayed formula that no line of text introduces may begin a page: ``parted``."""
    around = equation.getparent()
    if around is None or around[0] is not equation or (around.text or "").strip():
        return
    before = around.getprevious()
    if before is not None and before.tag == "p":
        last = before[-1] if len(before) else None
        if last is None or not is_equation(last) or (last.tail or "").strip():
            return
    equation.set("class", f"{equation.get('class')} parted")


def is_equation(element: HtmlElement) -> bool:
    """Whether an element is a displayed formula, which stands on lines of its own."""
    return "equation" in element.get("class", "").split()


def name_bookmarks(root: HtmlElement) -> None:
    """Headings with formulas say what their bookmarks are called: pictures have no text."""
    for picture in root.find_class("formula"):
        for heading in picture.iterancestors("h2", "h3", "h4", "h5", "h6"):
            heading.set("data-bookmark", " ".join("".join(_words_of(heading)).split()))


def _words_of(element: HtmlElement) -> Iterator[str]:
    """The text of an element with that of its formulas, and without notes."""
    if element.get("class") not in ("footnote", "note-call"):
        yield element.get("data-text") or element.text or ""
        for child in element:
            yield from (*_words_of(child), child.tail or "")
