"""Formulas that Word keeps in its linear format, built up: “〖a/b〗^2” is a fraction with a power.

The format is M. Sargent’s “UnicodeMath, a nearly plain-text encoding of mathematics” (Unicode
Technical Note 28). Word writes such a formula as runs of text in ``m:oMath``; pandoc would pass its
signs on as they are.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from nashr.importing.ooxml import Element, WordPackage, tag
from nashr.records import dataclass

_APPLY, _OF = "\u2061", "▒"
#: A closing bracket that is not shown.
_CLOSE = "┤"
#: Signs that no formula in the usual format has as text.
_LINEAR = re.compile(f"[〖〗{_APPLY}{_OF}√∛∜■█┬┴¦┤^_]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "〖": "〗", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
_CLOSING = frozenset(_BRACKETS.values())
_NARY = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_ROOTS = {"√": "", "∛": "3", "∜": "4"}
_MATRICES = {"■": "m:m", "█": "m:eqArr"}
_FUNCTIONS = re.compile(
    "(?:arc)?(?:sinh?|cosh?|tanh?|coth?|sec|csc|tg|ctg)|sh|ch|th|log|ln|lg|exp|lim|max|min|sup|inf|"
    f"det|dim|ker|gcd|arg|Pr(?={_APPLY})"
)
#: Signs behind an operand that belong to it.
_POSTFIX = frozenset("!′″‴")
_STOPS = frozenset("&@¦")


class _Unbalanced(ValueError):
    """The brackets of a formula do not match."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character with the properties of its run."""

    char: str
    run: Element


def build_up_formulas(package: WordPackage) -> int:
    """Build up the formulas in linear format; gives how many there were. One whose brackets do not
    match stays as it is.
    """
    number = 0
    for _, story in package.stories():
        for formula in list(story.iter(tag("m:oMath"))):
            number += any(list(map(_build_up, _sequences(formula))))
    return number


def _sequences(formula: Element) -> Iterator[list[Element]]:
    """The sequences of runs that stand side by side."""
    for parent in [formula, *formula.iter(tag("m:e"))]:
        runs: list[Element] = []
        for one in [*parent, None]:
            if one is not None and one.tag == tag("m:r"):
                runs.append(one)
            elif runs:
                yield runs
                runs = []


def _build_up(runs: list[Element]) -> bool:
    signs = [
        _Sign(char, run)
        for run in runs
        for text in run.iter(tag("m:t"))
        for char in text.text or ""
    ]
    text = "".join(sign.char for sign in signs)
    if not _LINEAR.search(text):
        return False
    try:
        built = _Parser(signs).formula()
    except (_Unbalanced, RecursionError):
        return False
    for one in built:
        runs[0].addprevious(one)
    for run in runs:
        run.getparent().remove(run)
    return True


class _Parser:
    """Reads signs from left to right; each method gives elements of Office Math."""

    def __init__(self, signs: list[_Sign]) -> None:
        self._signs = signs
        self._text = "".join(sign.char for sign in signs)
        self._place = 0

    def formula(self) -> list[Element]:
        """The whole of it. Raises ``_Unbalanced``."""
        built = self._expression("")
        if self._place < len(self._text):
            raise _Unbalanced
        return built

    def _next(self) -> str:
        return self._text[self._place : self._place + 1]

    def _take(self) -> _Sign:
        self._place += 1
        return self._signs[self._place - 1]

    def _expression(self, closing: str, stops: frozenset[str] = frozenset()) -> list[Element]:
        """What stands before a closing bracket or a stop, which is not read."""
        built: list[Element] = []
        while (sign := self._next()) and sign not in (closing, _CLOSE) and sign not in stops:
            if sign in _CLOSING:
                raise _Unbalanced
            if sign == " ":
                self._take()  # it only ends an operand
            elif self._is_operand(sign):
                built += self._fraction()
            else:
                built.append(_run(self._take()))
        return built

    @staticmethod
    def _is_operand(sign: str) -> bool:
        return sign.isalnum() or sign in _BRACKETS or sign in "∞…√∛∜■█" or sign in _NARY

    def _fraction(self) -> list[Element]:
        built = self._operand()
        while self._next() in ("/", "¦") and self._next():
            is_binomial = self._take().char == "¦"
            fraction = etree.Element(tag("m:f"))
            if is_binomial:
                _property(fraction, "m:fPr", "m:type", "noBar")
            _child(fraction, "m:num", _bare(built))
            _child(fraction, "m:den", _bare(self._operand()))
            built = [fraction]
        return built

    def _operand(self) -> list[Element]:
        """Factors side by side, as “2ab^2”."""
        built: list[Element] = []
        while (sign := self._next()) and self._is_operand(sign):
            built += self._factor()
            while self._next() and self._next() in _POSTFIX:
                built.append(_run(self._take()))
        return built

    def _factor(self) -> list[Element]:
        sign = self._next()
        if sign in _NARY:
            return [self._nary()]
        base = self._scripted(self._atom())
        if self._next() == _APPLY:
            self._take()
            while self._next() == " ":
                self._take()
            function = etree.Element(tag("m:func"))
            _child(function, "m:fName", base)
            _child(function, "m:e", self._factor() if self._is_operand(self._next() or " ") else [])
            return [function]
        return base

    def _atom(self) -> list[Element]:
        sign = self._next()
        if sign in _ROOTS:
            return [self._root()]
        if sign in _MATRICES:
            return [self._matrix()]
        if sign in _BRACKETS:
            return self._bracketed()
        named = _FUNCTIONS.match(self._text, self._place)
        if named and self._text[named.end() : named.end() + 1] in (_APPLY, "_", "^", "┬"):
            signs = [self._take() for _ in named[0]]
            return [_upright("".join(one.char for one in signs), signs[0].run)]
        number = re.compile(r"\d+(?:[.,]\d+)?").match(self._text, self._place)
        return [_run(self._take()) for _ in (number[0] if number else sign)]

    def _bracketed(self) -> list[Element]:
        opening = self._take().char
        built = self._expression(_BRACKETS[opening])
        if not self._next():
            raise _Unbalanced
        is_open = self._take().char == _CLOSE
        if opening == "〖":
            return built
        brackets = etree.Element(tag("m:d"))
        properties = etree.SubElement(brackets, tag("m:dPr"))
        etree.SubElement(properties, tag("m:begChr")).set(tag("m:val"), opening)
        etree.SubElement(properties, tag("m:endChr")).set(
            tag("m:val"), "" if is_open else _BRACKETS[opening]
        )
        _child(brackets, "m:e", built)
        return [brackets]

    def _scripts(self) -> dict[str, list[Element]]:
        """What stands below and above, by the sign that says so."""
        found: dict[str, list[Element]] = {}
        while self._next() and self._next() in "^_┬┴" and self._next() not in found:
            sign = self._take().char
            signed = [_run(self._take())] if self._next() and self._next() in "+-−" else []
            found[sign] = [*signed, *_bare(self._letters())]
        return found

    def _letters(self) -> list[Element]:
        """Factors without scripts of their own, as scripts are."""
        built: list[Element] = []
        while (sign := self._next()) and self._is_operand(sign) and sign not in _NARY:
            built += self._atom()
        return built

    def _scripted(self, base: list[Element]) -> list[Element]:
        found = self._scripts()
        below, above = found.get("_"), found.get("^")
        if below is not None or above is not None:
            name = "m:sSubSup" if below and above else "m:sSub" if below else "m:sSup"
            scripted = etree.Element(tag(name))
            _child(scripted, "m:e", base)
            if below:
                _child(scripted, "m:sub", below)
            if above or not below:
                _child(scripted, "m:sup", above or [])
            base = [scripted]
        for sign, name in (("┬", "m:limLow"), ("┴", "m:limUpp")):
            if sign in found:
                limit = etree.Element(tag(name))
                _child(limit, "m:e", base)
                _child(limit, "m:lim", found[sign])
                base = [limit]
        return base

    def _nary(self) -> Element:
        nary = etree.Element(tag("m:nary"))
        _property(nary, "m:naryPr", "m:chr", self._take().char)
        found = self._scripts()
        _child(nary, "m:sub", found.get("_", found.get("┬", [])))
        _child(nary, "m:sup", found.get("^", found.get("┴", [])))
        if self._next() == _OF:
            self._take()
        while self._next() == " ":
            self._take()
        _child(nary, "m:e", self._fraction() if self._is_operand(self._next() or " ") else [])
        return nary

    def _root(self) -> Element:
        degree = (
            [_upright(_ROOTS[sign.char], sign.run)] if _ROOTS[(sign := self._take()).char] else []
        )
        if self._next() == "(":
            self._take()
            radicand = self._expression(")", _STOPS)
            if self._next() == "&":
                self._take()
                degree, radicand = radicand, self._expression(")")
            if self._next() != ")":
                raise _Unbalanced
            self._take()
        else:
            radicand = self._factor() if self._is_operand(self._next() or " ") else []
        root = etree.Element(tag("m:rad"))
        if not degree:
            _property(root, "m:radPr", "m:degHide", "1")
        _child(root, "m:deg", degree)
        _child(root, "m:e", radicand)
        return root

    def _matrix(self) -> Element:
        name = _MATRICES[self._take().char]
        if self._next() != "(":
            raise _Unbalanced
        self._take()
        rows: list[list[list[Element]]] = [[]]
        while True:
            rows[-1].append(self._expression(")", _STOPS))
            match self._next():
                case "&" | "¦":
                    self._take()
                case "@":
                    self._take()
                    rows.append([])
                case ")":
                    self._take()
                    break
                case _:
                    raise _Unbalanced
        matrix = etree.Element(tag(name))
        for row in rows:
            if name == "m:eqArr":
                _child(matrix, "m:e", [one for cell in row for one in cell])
                continue
            line = etree.SubElement(matrix, tag("m:mr"))
            for cell in row:
                _child(line, "m:e", cell)
        return matrix


def _run(sign: _Sign) -> Element:
    return _text_run(sign.char, sign.run)


def _text_run(text: str, like: Element) -> Element:
    """A run of a text with the properties of another."""
    run = etree.Element(tag("m:r"))
    run.extend(copy.deepcopy(one) for one in like if one.tag in (tag("m:rPr"), tag("w:rPr")))
    etree.SubElement(run, tag("m:t")).text = text
    return run


def _upright(text: str, like: Element) -> Element:
    run = _text_run(text, like)
    properties = run.find(tag("m:rPr"))
    if properties is None:
        properties = etree.Element(tag("m:rPr"))
        run.insert(0, properties)
    for one in properties.findall(tag("m:sty")):
        properties.remove(one)
    etree.SubElement(properties, tag("m:sty")).set(tag("m:val"), "p")
    return run


def _child(parent: Element, name: str, contents: Iterable[Element]) -> None:
    etree.SubElement(parent, tag(name)).extend(list(contents))


def _property(parent: Element, group: str, name: str, setting: str) -> None:
    properties = etree.SubElement(parent, tag(group))
    etree.SubElement(properties, tag(name)).set(tag("m:val"), setting)


def _bare(built: list[Element]) -> list[Element]:
    """The contents of round brackets that only hold a part together."""
    if len(built) != 1 or built[0].tag != tag("m:d"):
        return built
    opening = built[0].find(f"{tag('m:dPr')}/{tag('m:begChr')}")
    inside = built[0].find(tag("m:e"))
    is_round = opening is not None and opening.get(tag("m:val")) == "("
    return list(inside) if is_round and inside is not None else built
