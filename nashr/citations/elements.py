"""The rendering elements of CSL, on those of citeproc-py.

Each class extends the element of the same name in ``citeproc.model`` and is found through the
lookup of ``sheet``; the stock library is left as it is. None of them names
``CitationStylesElement`` as its base, since citeproc-py would then take it up for every style in
the process. An element prints a string (see ``richtext``), an empty one where it has nothing to
print; what it must remember stands in the ``Cite``.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from citeproc import model

from nashr.citations import numbers
from nashr.citations.casing import recase
from nashr.citations.cite import Cite
from nashr.citations.richtext import (
    BREAK,
    CLOSE_QUOTE,
    OPEN_QUOTE,
    affixed,
    formatted,
    glue,
    join,
)
from nashr.citations.works import NUMBERS

#: Numbers whose ranges are printed with an en dash; in others a hyphen is part of the number.
_RANGED = frozenset({"volume", "issue", "edition", "number-of-pages", "chapter-number"})
_DOI_PREFIX = re.compile(r"https?://(?:dx\.)?doi\.org/$")


class Rendering:
    """What an element that prints has in common."""

    def show(self, cite: Cite) -> str:
        """The element's text for ``cite``, empty where it has nothing to print."""
        raise NotImplementedError


def decorated(attributes: Any, text: str) -> str:
    """``text`` with an element's formatting, quotes, affixes and place of its own."""
    if not text:
        return text
    text = formatted(attributes, text)
    if attributes.get("quotes") == "true":
        text = f"{OPEN_QUOTE}{text}{CLOSE_QUOTE}"
    text = affixed(attributes, text)
    return f"{BREAK}{text}{BREAK}" if attributes.get("display") else text


def cased(attributes: Any, text: str, cite: Cite, language: str | None = None) -> str:
    """``text`` without its periods and in the case that the element asks for.

    ``language`` is that of the text; where it is unknown the article's is taken.
    """
    if attributes.get("strip-periods") == "true":
        text = text.replace(".", "")
    case = attributes.get("text-case")
    if not case or not text:
        return text
    tag = language or cite.sheet.lang
    if case == "title" and not tag.lower().startswith("en"):
        return text
    return recase(text, case, tag)


def pieces(element: Any, cite: Cite, delimiter: str = "") -> list[str]:
    """What the children of an element print. ``cs:choose`` is transparent to a delimiter."""
    texts: list[str] = []
    for child in element.iterchildren():
        if isinstance(child, Choose):
            branch = child.branch(cite)
            if branch is not None:
                texts.extend(pieces(branch, cite, delimiter))
        elif isinstance(child, Rendering):
            texts.append(child.show(cite))
    return texts


class Macro(Rendering, model.Macro):
    def show(self, cite: Cite) -> str:
        return join(pieces(self, cite))


class Text(Rendering, model.Text):
    """``cs:text``: a variable, a macro, a term or a fixed text."""

    def show(self, cite: Cite) -> str:
        if variable := self.get("variable"):
            return self._variable_text(variable, cite)
        if macro := self.get("macro"):
            text = cite.sheet.macros[macro].show(cite)
            if text:
                # CSL 1.0.2, cs:group: a macro that prints counts as a variable that does.
                cite.called += 1
                cite.filled += 1
            return decorated(self, cased(self, text, cite))
        if term := self.get("term"):
            text = cite.sheet.term(term, self.get("form", "long"), self.get("plural") == "true")
            return decorated(self, cased(self, text, cite))
        return decorated(self, cased(self, self.get("value", ""), cite))

    def _variable_text(self, variable: str, cite: Cite) -> str:
        text = variable_text(variable, cite, short=self.get("form") == "short")
        cite.note(variable, text)
        if not text or cite.sort is not None:
            return text
        if variable in ("DOI", "URL"):
            return self._address(variable, text, cite)
        return decorated(self, cased(self, text, cite, cite.work.language))

    def _address(self, variable: str, text: str, cite: Cite) -> str:
        """A DOI or URL as a link; the resolver's address in a prefix becomes part of it."""
        attributes = dict(self.attrib)
        if variable == "DOI":
            url = "https://doi.org/" + quote(text, safe="/:;()._-~!*,+$@=")
            prefix = attributes.get("prefix", "")
            resolver = _DOI_PREFIX.search(prefix)
            if resolver:
                attributes["prefix"] = prefix[: resolver.start()]
                text = "https://doi.org/" + text
        else:
            url = text
        if re.match(r"(?:https?|ftp)://", url, re.IGNORECASE):
            text = cite.attachments.link(text, url)
        return decorated(attributes, text)


def variable_text(variable: str, cite: Cite, *, short: bool = False) -> str:
    """The text of a standard or number variable, before its formatting."""
    match variable:
        case "locator":
            return _locator(cite)
        case "citation-number":
            return str(cite.number) if cite.number else ""
        case "year-suffix":
            cite.suffix_printed = True
            return cite.detail.year_suffix
        case "first-reference-note-number":
            return str(cite.first_note) if cite.first_note else ""
        case "language":
            return cite.work.language
    text = (short and cite.text(f"{variable}-short")) or cite.text(variable)
    if variable == "page":
        return _pages(text, cite)
    if variable in _RANGED and numbers.is_numeric(text):
        return numbers.number_list(text)
    return text


def _pages(text: str, cite: Cite) -> str:
    delimiter = cite.sheet.term("page-range-delimiter") or "–"
    return numbers.pages(text, cite.sheet.root.get("page-range-format"), delimiter)


def _locator(cite: Cite) -> str:
    if cite.label == "page":
        return _pages(cite.locator, cite)
    return re.sub(r"(?<=\d)\s*(?:--|-)\s*(?=\d)", "–", cite.locator)


class Number(Rendering, model.Number):
    def show(self, cite: Cite) -> str:
        variable = self.get("variable", "")
        text = variable_text(variable, cite)
        cite.note(variable, text)
        if cite.sort is not None:
            return re.sub(r"\d+", lambda digits: digits[0].zfill(8), text)
        if text and numbers.is_numeric(text) and variable not in ("page", "locator"):
            form = self.get("form", "numeric")
            text = re.sub(r"\d+", lambda m: self._form(m[0], form, variable, cite), text)
            text = numbers.number_list(text)
        return decorated(self, cased(self, text, cite, cite.work.language))

    def _form(self, digits: str, form: str, variable: str, cite: Cite) -> str:
        number = int(digits)
        match form:
            case "ordinal":
                return digits + cite.sheet.ordinal(number, cite.sheet.gender(variable))
            case "long-ordinal":
                long = cite.sheet.term(f"long-ordinal-{number:02}") if number <= 10 else ""
                return long or digits + cite.sheet.ordinal(number, cite.sheet.gender(variable))
            case "roman":
                return numbers.roman(number)
            case _:
                return digits


class Label(Rendering, model.Label):
    """``cs:label`` for a number or the locator; inside ``cs:names`` see ``names``."""

    def show(self, cite: Cite) -> str:
        variable = self.get("variable", "")
        if variable == "locator":
            value, term = cite.locator, cite.label
        else:
            value = variable_text(variable, cite)
            term = variable
        if not value:
            return ""
        if variable.startswith("number-of"):
            plural = value.strip() != "1"
        else:
            plural = numbers.is_plural(value)
        return self.term_text(term, plural, cite)

    def term_text(self, term: str, plural: bool, cite: Cite) -> str:
        wish = self.get("plural", "contextual")
        several = plural if wish == "contextual" else wish == "always"
        text = cite.sheet.term(term, self.get("form", "long"), several)
        return decorated(self, cased(self, text, cite))


class Group(Rendering, model.Group):
    """``cs:group``: silent when it asks for variables and none has anything to print."""

    def show(self, cite: Cite) -> str:
        called, filled = cite.called, cite.filled
        delimiter = self.get("delimiter", "")
        text = join(pieces(self, cite, delimiter), delimiter)
        if cite.called > called and cite.filled == filled:
            return ""
        if text:
            cite.called += 1
            cite.filled += 1
        return decorated(self, text)


class Choose(model.Choose):
    def branch(self, cite: Cite) -> Any:
        """The first branch whose conditions hold, or None."""
        for child in self.iterchildren():
            if isinstance(child, Else) or (isinstance(child, If | ElseIf) and child.holds(cite)):
                return child
        return None


class _Conditions:
    """The tests of ``cs:if``; those of one attribute are counted singly, as ``match`` says."""

    def holds(self, cite: Cite) -> bool:
        results: list[bool] = []
        element: Any = self
        for attribute, value in element.attrib.items():
            test = _TESTS.get(attribute)
            if test is not None:
                results.extend(test(cite, word) for word in value.split())
        match element.get("match"):
            case "any":
                return any(results)
            case "none":
                return not any(results)
            case _:
                return bool(results) and all(results)


def _test_position(cite: Cite, position: str) -> bool:
    return cite.area == "citation" and position in cite.positions


def _test_uncertain(cite: Cite, variable: str) -> bool:
    date = cite.date(variable)
    return date is not None and date.circa


def _test_numeric(cite: Cite, variable: str) -> bool:
    text = cite.locator if variable == "locator" else cite.text(variable)
    return variable in NUMBERS and bool(text) and numbers.is_numeric(text)


def _test_locator(cite: Cite, label: str) -> bool:
    return bool(cite.locator) and cite.label.replace(" ", "-") == label.replace(" ", "-")


_TESTS: dict[str, Callable[[Cite, str], bool]] = {
    "type": lambda cite, kind: cite.work.type == kind,
    "variable": Cite.has,
    "is-numeric": _test_numeric,
    "is-uncertain-date": _test_uncertain,
    "locator": _test_locator,
    "position": _test_position,
    "disambiguate": lambda cite, _value: cite.detail.condition,
}


class If(_Conditions, model.If):
    pass


class ElseIf(_Conditions, model.Else_If):
    pass


class Else(model.Else):
    pass


class Layout(Rendering, model.Layout):
    """``cs:layout``: what one cite or one entry prints, without the layout's own affixes."""

    def show(self, cite: Cite) -> str:
        parts = pieces(self, cite)
        if cite.area == "bibliography" and self.getparent().get("second-field-align"):
            filled = [part for part in parts if part]
            if len(filled) > 1:
                return glue(filled[0] + BREAK, join(filled[1:]))
        return join(parts)
