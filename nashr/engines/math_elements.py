"""Elements of MathML: their class, their operator, their lengths, their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol
from xml.etree.ElementTree import Element

from nashr.engines import math_classes
from nashr.engines.math_boxes import Box
from nashr.engines.math_classes import Class
from nashr.engines.math_font import MathFont
from nashr.engines.math_stretching import Stretching
from nashr.records import dataclass

LENGTH = re.compile(r"([-+]?)\s*(\d*\.?\d+)\s*(%|[a-z]*)\Z")
_UNITS = {"": 1.0, "em": 1.0, "ex": 0.45, "px": 1 / 16, "pt": 0.1, "mu": 1 / 18}
_UNITS |= {"in": 7.2, "cm": 2.83, "mm": 0.283, "pc": 1.2}
_NAMED = {
    f"{sign}{'very' * very}{name}mathspace": (-1 if sign else 1) * width / 18
    for sign in ("", "negative")
    for very, name, width in (
        (2, "thin", 1),
        (1, "thin", 2),
        (0, "thin", 3),
        (0, "medium", 4),
        (0, "thick", 5),
        (1, "thick", 6),
        (2, "thick", 7),
    )
}


class Undrawable(Exception):
    """The formula holds what is not drawn. The text says what."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a part of a formula is set: as in TeX, displayed or not, in scripts of which level."""

    display: bool
    level: int = 0
    cramped: bool = False
    variant: str = ""
    depth: int = 0
    #: A size by itself, beside that of the level.
    scale: float = 1.0


class Layouter(Protocol):
    """What the parts of the layout ask of the whole."""

    font: MathFont
    stretching: Stretching

    def box(self, element: Element, style: Style) -> Box: ...

    def row(self, element: Element, style: Style) -> Box: ...

    def members(self, children: Sequence[Element], style: Style) -> Box: ...

    def text(self, text: str, style: Style, features: Mapping[str, int] | None = None) -> Box: ...

    def size(self, style: Style) -> float: ...

    def constant(self, name: str, style: Style) -> float: ...


def class_of(element: Element) -> Class | None:
    """The class of an element in its row; None where it takes part in no spacing."""
    if element.tag in {"mspace", "none"}:
        return None
    core = operator_core(element)
    if core is not None:
        char = text_of(core)
        if not char or char in math_classes.INVISIBLE:
            return None
        if element.tag in {"mover", "munder"} and char in math_classes.BRACES:
            return "op"
        grows = core.get("stretchy") == "true"
        return math_classes.of_operator(char, core.get("form"), stretchy=grows)
    if element.tag in {"mover", "munder", "munderover", "msub", "msup", "msubsup"} and len(element):
        return class_of(element[0]) or "ord"
    if element.tag in {"mrow", "mstyle"}:
        return _class_of_row(list(element))
    return _class_of_letters(element) if element.tag == "mi" else "ord"


def _class_of_letters(element: Element) -> Class:
    """The class of an ``mi``. Pandoc writes signs so that begin a term: those behind a bar."""
    text = text_of(element)
    if len(text) > 1:
        return "op"
    return "bin" if text and math_classes.is_binary(text) else "ord"


def _class_of_row(children: Sequence[Element]) -> Class | None:
    if len(children) == 1:
        return class_of(children[0])
    if not children:
        return None
    if text_of(children[-1]) == math_classes.APPLICATION:
        return "op"
    first, last = children[0], children[-1]
    if first.tag == "mo" and first.get("stretchy") == "true" and first.get("form") == "prefix":
        return "inner"
    if last.tag == "mo" and last.get("stretchy") == "true" and last.get("form") == "postfix":
        return "inner"
    return "ord"


def operator_core(element: Element) -> Element | None:
    """The ``mo`` that an element is, or that it embellishes."""
    while True:
        if element.tag == "mo":
            return element
        if element.tag in {"msub", "msup", "msubsup", "munder", "mover", "munderover"}:
            if not len(element):
                return None
            element = element[0]
        elif element.tag in {"mrow", "mstyle", "mphantom", "mpadded"} and len(element) == 1:
            element = element[0]
        else:
            return None


def length(value: str | None) -> float | None:
    """A length of MathML in em; None where there is none."""
    if value is None:
        return None
    if value in _NAMED:
        return _NAMED[value]
    found = LENGTH.match(value.strip())
    if found is None:
        return None
    sign, number, unit = found.groups()
    factor = 0.01 if unit == "%" else _UNITS.get(unit)
    return None if factor is None else float(f"{sign}{number}") * factor


def in_variant(text: str, variant: str) -> str:
    """The text in letters of a style, as far as Unicode has them."""
    if variant in {"", "normal"}:
        return text
    letters = _letters()
    return "".join(letters.get((variant, char), char) for char in text)


@cache
def _letters() -> Mapping[tuple[str, str], str]:
    """The letters of Unicode's block for mathematics, by style and plain letter."""
    found = {}
    for char in (*map(chr, range(0x1D400, 0x1D800)), *map(chr, range(0x2100, 0x2140))):
        kind, _, plain_code = unicodedata.decomposition(char).partition(" ")
        plain = chr(int(plain_code, 16)) if kind == "<font>" else char
        words = unicodedata.name(char, "").split(" ")
        if plain == char:
            continue
        if words[0] == "MATHEMATICAL":
            style = [word for word in words[1:] if word in _STYLES]
        else:
            style = [_LETTERLIKE.get(words[0], "")]
        if name := "-".join(_STYLES.get(word, word) for word in style):
            found[_ORDERED.get(name, name), plain] = char
    found["italic", "h"] = "\u210e"
    return found


_STYLES = {
    "BOLD": "bold",
    "ITALIC": "italic",
    "SCRIPT": "script",
    "FRAKTUR": "fraktur",
    "DOUBLE-STRUCK": "double-struck",
    "SANS-SERIF": "sans-serif",
    "MONOSPACE": "monospace",
}
_LETTERLIKE = {"SCRIPT": "script", "BLACK-LETTER": "fraktur", "DOUBLE-STRUCK": "double-struck"}
#: Unicode's order of the words of a style, where MathML has another.
_ORDERED = {
    "sans-serif-bold": "bold-sans-serif",
    "sans-serif-bold-italic": "sans-serif-bold-italic",
}


def text_of(element: Element) -> str:
    return " ".join((element.text or "").split())
