"""The formulas of the markup as the MathML of a JATS file."""

from __future__ import annotations

import lxml.html
from lxml import etree

from nashr.outputs.array_lines import outer_lines, with_attributes
from nashr.outputs.jats.xml import MATHML, Element
from nashr.outputs.markup import Markup, parse


class Formulas:
    """The formulas of a document, found by their TeX; display and inline ones are apart."""

    def __init__(self, markup: Markup) -> None:
        self._found: dict[tuple[bool, str], lxml.html.HtmlElement] = {}
        fragments = (
            markup.body,
            *markup.fields.values(),
            *(note.html for note in markup.notes),
            *(entry.html for entry in markup.entries),
        )
        for html in fragments:
            if "<math" in html:
                self._collect(parse(html))

    def _collect(self, root: lxml.html.HtmlElement) -> None:
        for formula in root.iter("math"):
            tex = "".join(formula.itertext("annotation"))
            self._found[_key(tex, display=formula.get("display") == "block")] = formula

    def find(self, tex: str, *, display: bool) -> Element | None:
        """A new ``mml:math``; None for TeX that pandoc could not translate."""
        formula = self._found.get(_key(tex, display=display))
        if formula is None:
            return None
        math = etree.Element(f"{{{MATHML}}}math", nsmap={"mml": MATHML})
        math.set("display", "block" if display else "inline")
        semantics = formula.find("semantics")
        for child in formula if semantics is None else semantics:
            if child.tag != "annotation":
                math.append(_namespaced(child))
        return math


def _key(tex: str, *, display: bool) -> tuple[bool, str]:
    return display, " ".join(tex.split())


def _namespaced(element: lxml.html.HtmlElement) -> Element:
    """The element in MathML's namespace. Styles are the page's and stay behind."""
    copy = etree.Element(f"{{{MATHML}}}{element.tag}")
    for name, value in element.attrib.items():
        if name not in ("style", "class"):
            copy.set(name, value)
    sides: list[str] = []
    if element.tag == "mtable":
        attributes = with_attributes(element)
        sides = [] if "frame" in attributes else outer_lines(element)
        for name, value in attributes.items():
            copy.set(name, value)
    copy.text = element.text
    for child in element:
        copy.append(_namespaced(child))
    if sides:  # a table itself has lines on all sides or on none
        enclosed = etree.Element(f"{{{MATHML}}}menclose", notation=" ".join(sides))
        enclosed.append(copy)
        copy = enclosed
    copy.tail = element.tail
    return copy
