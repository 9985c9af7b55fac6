"""``cs:choose`` and its conditions, compiled."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from citeproc import model

from nashr.citations import numbers
from nashr.citations.cite import Cite, Renderer
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.richtext import plain
from nashr.citations.works import DATES, NAMES

Test: TypeAlias = Callable[[Cite], bool]


class Choose(Rendering, model.Choose):
    """``cs:choose``; the delimiter of the group around it applies to its children."""

    def compiled(self, compiler: Compiler) -> Renderer:
        branches: list[tuple[Test, Renderer]] = []
        delimiter = compiler.delimiter
        for child in self.iterchildren():
            if isinstance(child, Else):
                branches.append((_always, compiler.children(child, delimiter)))
            elif isinstance(child, If | ElseIf):
                branches.append((child.test(), compiler.children(child, delimiter)))

        def render(cite: Cite) -> str:
            for test, branch in branches:
                if test(cite):
                    return branch(cite)
            return ""

        return render


def _always(_cite: Cite) -> bool:
    return True


class _Conditions:
    """The conditions of ``cs:if``; each word of an attribute is a condition for ``match``."""

    def test(self) -> Test:
        tests: list[Test] = []
        element: Any = self
        match = element.get("match", "all")
        for attribute, value in element.attrib.items():
            make = _MAKERS.get(attribute)
            if attribute == "type":
                # An item has one type, so several types are alternatives whatever ``match`` says.
                tests.append(_types(frozenset(value.split())))
            elif make is not None:
                tests.extend(make(word) for word in value.split())
        if match == "any":
            return _any(tests)
        return _none(tests) if match == "none" else _all(tests)


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def holds(cite: Cite) -> bool:
        for test in tests:  # noqa: SIM110  a loop takes half the time of any()
            if test(cite):
                return True
        return False

    return holds


def _none(tests: list[Test]) -> Test:
    found = _any(tests)
    return lambda cite: not found(cite)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def holds(cite: Cite) -> bool:
        for test in tests:  # noqa: SIM110  a loop takes half the time of all()
            if not test(cite):
                return False
        return True

    return holds


def _types(kinds: frozenset[str]) -> Test:
    return lambda cite: cite.work.type in kinds


def _type(kind: str) -> Test:
    return lambda cite: cite.work.type == kind


def _variable(name: str) -> Test:
    if name in NAMES:
        return lambda cite: name in cite.work.names
    if name in DATES:
        return lambda cite: name in cite.work.dates
    return lambda cite: cite.has(name)


def _numeric(name: str) -> Test:
    def test(cite: Cite) -> bool:
        if name == "locator":
            text = cite.locator
        elif name == "citation-number":
            text = str(cite.number)
        else:
            text = cite.work.fields.get(name, "")
        return bool(text) and numbers.is_numeric(plain(text))

    return test


def _uncertain(name: str) -> Test:
    def test(cite: Cite) -> bool:
        date = cite.work.dates.get(name)
        return date is not None and date.circa

    return test


def _locator(label: str) -> Test:
    wanted = label.replace(" ", "-")
    return lambda cite: bool(cite.locator) and cite.label.replace(" ", "-") == wanted


def _position(position: str) -> Test:
    return lambda cite: cite.area == "citation" and position in cite.positions


def _disambiguate(_value: str) -> Test:
    def test(cite: Cite) -> bool:
        # The first conditions hold, as many as this work needs to be disambiguated.
        cite.conditions += 1
        return cite.conditions <= cite.detail.conditions

    return test


_MAKERS: dict[str, Callable[[str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}


class If(_Conditions, model.If):
    pass


class ElseIf(_Conditions, model.Else_If):
    pass


class Else(model.Else):
    pass
