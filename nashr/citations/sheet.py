"""A CSL style, read and ready: its elements, macros and locale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from citeproc import model
from lxml import etree

from nashr.citations import dates, elements, names, sorting
from nashr.citations.cite import Area
from nashr.citations.disambiguation import Methods
from nashr.citations.errors import StyleError
from nashr.citations.locales import Locale, layers
from nashr.citations.richtext import Quotes

_NS = "{http://purl.org/net/xbiblio/csl}"

#: The classes that stand in for citeproc-py's.
_ELEMENTS: dict[str, Any] = {
    "choose": elements.Choose,
    "date": dates.Date,
    "else": elements.Else,
    "else-if": elements.ElseIf,
    "group": elements.Group,
    "if": elements.If,
    "key": sorting.Key,
    "label": elements.Label,
    "layout": elements.Layout,
    "macro": elements.Macro,
    "names": names.Names,
    "number": elements.Number,
    "sort": sorting.Sort,
    "substitute": names.Substitute,
    "text": elements.Text,
}


@lru_cache(maxsize=1)
def _lookup() -> Any:
    """citeproc-py's element classes with ours in their places, for our parser alone."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace("http://purl.org/net/xbiblio/csl")
    namespace[None] = model.CitationStylesElement
    for cls in model.CitationStylesElement.__subclasses__():
        namespace[cls.__name__.replace("_", "-").lower()] = cls
    namespace.update(_ELEMENTS)
    return lookup


def parse(text: str) -> Any:
    """The root element of a style or locale. Raises ``StyleError`` for what is not XML."""
    parser = etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
    )
    parser.set_element_class_lookup(_lookup())
    try:
        return etree.fromstring(text.lstrip("\ufeff").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StyleError(f"The style is not well-formed XML: {error}") from error


@dataclass(eq=False, slots=True)
class Sheet:
    """A style as the elements see it while they render."""

    root: Any
    lang: str
    locale: Locale
    citation: Any
    #: None for a style without a reference list.
    bibliography: Any
    macros: dict[str, Any]
    #: Whether the style places the year suffix itself.
    prints_year_suffix: bool
    methods: Methods
    name_options: dict[tuple[Any, Area], names.NameOptions] = field(default_factory=dict)
    #: lxml makes an element anew whenever none refers to it; this keeps them all.
    elements: list[Any] = field(default_factory=list)

    def area(self, area: Area) -> Any:
        return self.citation if area == "citation" else self.bibliography

    def layout(self, area: Area) -> Any:
        return self.area(area).find(f"{_NS}layout")

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """A term's text, empty where no locale has it."""
        term = self.locale.find(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def gender(self, term: str) -> str:
        found = self.locale.find(term, "long")
        return found.gender if found else ""

    def ordinal(self, number: int, gender: str = "") -> str:
        return self.locale.ordinal(number, gender)

    def date(self, form: str) -> Any:
        return self.locale.date(form)

    def option(self, name: str) -> str:
        return self.locale.option(name)

    @property
    def quotes(self) -> Quotes:
        return Quotes(
            outer=(self.term("open-quote"), self.term("close-quote")),
            inner=(self.term("open-inner-quote"), self.term("close-inner-quote")),
            punctuation_inside=self.option("punctuation-in-quote") == "true",
        )


def load_sheet(style: str, project: Callable[[str], str | None], lang: str) -> Sheet:
    """Read a style for an article in ``lang``; ``project`` gives the project's own locales.

    Raises ``StyleError`` where the text is no style that can be used.
    """
    root = parse(style)
    if root.tag != f"{_NS}style":
        raise StyleError("The file is not a CSL style: its first element is not <style>.")
    citation = root.find(f"{_NS}citation")
    if citation is None or citation.find(f"{_NS}layout") is None:
        raise StyleError(_without_citation(root))
    bibliography = root.find(f"{_NS}bibliography")
    if bibliography is not None and bibliography.find(f"{_NS}layout") is None:
        raise StyleError("The style's <bibliography> has no <layout>.")
    tag = lang.replace("_", "-") or root.get("default-locale") or "en-US"
    every = list(root.iter())
    macros = {m.get("name", ""): m for m in reversed(list(root.iterchildren(f"{_NS}macro")))}
    _check_macros(every, macros)
    return Sheet(
        root=root,
        lang=tag,
        locale=Locale(layers(root, parse, project, tag)),
        citation=citation,
        bibliography=bibliography,
        macros=macros,
        prints_year_suffix=any(e.get("variable") == "year-suffix" for e in every),
        methods=_methods(citation, every),
        elements=every,
    )


def _methods(citation: Any, every: list[Any]) -> Methods:
    given = 0
    if citation.get("disambiguate-add-givenname") == "true":
        rule = citation.get("givenname-disambiguation-rule", "by-cite")
        given = 1 if rule.endswith("with-initials") else 2
    return Methods(
        names=citation.get("disambiguate-add-names") == "true",
        given=given,
        condition=any(element.get("disambiguate") == "true" for element in every),
        year_suffix=citation.get("disambiguate-add-year-suffix") == "true",
    )


def _without_citation(root: Any) -> str:
    for link in root.iter(f"{_NS}link"):
        if link.get("rel") == "independent-parent":
            return f"The style only refers to another one, {link.get('href')}; name that instead."
    return "The style has no <citation> with a <layout>."


def _check_macros(every: list[Any], macros: dict[str, Any]) -> None:
    """Every macro that is called exists, and none calls itself."""
    for element in every:
        name = element.get("macro")
        if name is not None and name not in macros:
            raise StyleError(f"The style calls the macro “{name}”, which it does not define.")
    calls = {
        name: {e.get("macro") for e in m.iter() if e.get("macro")} for name, m in macros.items()
    }
    finished: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise StyleError(f"The style's macro “{name}” calls itself.")
        if name not in finished:
            for called in calls[name]:
                visit(called, (*path, name))
            finished.add(name)

    for name in macros:
        visit(name, ())
