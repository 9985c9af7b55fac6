"""Parse and compile a CSL style: its layouts, macros, sort keys and locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from citeproc import model
from lxml import etree

from nashr.citations import conditions, dates, elements, names, sorting
from nashr.citations.cite import Area, Cite, Renderer
from nashr.citations.compiling import Compiler, Rendering, sequence
from nashr.citations.contributors import VARIABLE as CONTRIBUTORS
from nashr.citations.disambiguation import Methods, read_methods
from nashr.citations.errors import StyleError
from nashr.citations.formatting import Formatting, formatting_of
from nashr.citations.locales import Layer, Locale, layers
from nashr.citations.macros import check_macros
from nashr.citations.numbers import parse_whole_number
from nashr.citations.richtext import RETRIEVED, place_postposition
from nashr.citations.sorting import SortKey
from nashr.citations.style_options import GroupingOptions, StyleOptions
from nashr.citations.style_words import translate_words
from nashr.citations.unsupported import unsupported
from nashr.citations.word_order import reorder_words
from nashr.languages import capitalize_first, language
from nashr.messages import Message, reason_of
from nashr.records import dataclass, field, replace
from nashr.untrusted.xml import XmlError, parse_xml

_NS = "{http://purl.org/net/xbiblio/csl}"
#: Limits in characters; the longest style of the CSL project has 250 000, its longest text 2000.
_MAX_LENGTH, _MAX_TEXT_LENGTH = 2_000_000, 10_000

#: The classes that replace those of citeproc-py, by element.
_ELEMENTS: dict[str, Any] = {
    "choose": conditions.Choose,
    "date": dates.Date,
    "et-al": names.EtAl,
    "else": conditions.Else,
    "else-if": conditions.ElseIf,
    "group": elements.Group,
    "if": conditions.If,
    "key": sorting.Key,
    "label": elements.Label,
    "layout": elements.Layout,
    "macro": elements.Macro,
    "name": names.Name,
    "name-part": names.NamePart,
    "names": names.Names,
    "number": elements.Number,
    "sort": sorting.Sort,
    "substitute": names.Substitute,
    "text": elements.Text,
}


@lru_cache(maxsize=1)
def _lookup() -> Any:
    """A class lookup for one parser: citeproc-py's element classes, some replaced by ours."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace("http://purl.org/net/xbiblio/csl")
    namespace[None] = model.CitationStylesElement
    for cls in model.CitationStylesElement.__subclasses__():
        namespace[cls.__name__.replace("_", "-").lower()] = cls
    namespace.update(_ELEMENTS)
    return lookup


def parse_style_xml(text: str) -> Any:
    """The root element of a style or locale. Raises ``StyleError``."""
    if len(text) > _MAX_LENGTH:
        raise StyleError(Message("The style is longer than {most} characters.", most=_MAX_LENGTH))
    try:
        root = parse_xml(text, classes=_lookup())
    except XmlError as error:
        message = Message("The style is not well-formed XML: {reason}", reason=reason_of(error))
        if error.line:
            message = Message(
                "The style is not well-formed XML: {reason}, line {line}, column {column}",
                reason=reason_of(error),
                line=error.line,
                column=error.column,
            )
        raise StyleError(message) from error
    for element in root.iter():
        longest = max((len(value) for value in element.attrib.values()), default=0)
        if max(longest, len(element.text or "")) > _MAX_TEXT_LENGTH:
            raise StyleError(
                Message(
                    "A text of the style is longer than {most} characters, line {line}, column 1",
                    most=_MAX_TEXT_LENGTH,
                    line=element.sourceline,
                )
            )
    return root


@dataclass(frozen=True, slots=True)
class Layout:
    """One area of a style, compiled: renderers for an item, and the formatting of the whole."""

    render: Renderer
    #: With ``second-field-align``: the first element of an entry, and the others.
    first_field: Renderer | None
    other_fields: Renderer | None
    formatting: Formatting
    delimiter: str
    sort: tuple[SortKey, ...]


@dataclass(eq=False, slots=True)
class CompiledStyle:
    """A style, compiled for one language."""

    root: Any
    options: StyleOptions
    locale: Locale
    citation: Layout
    #: None for a style without a reference list.
    bibliography: Layout | None
    grouping: GroupingOptions
    #: Gives the locale of another language, if there is one, for entries in that language.
    other_locale: Callable[[str], Locale | None]
    #: What the style asks for and is not supported, a sentence each.
    unsupported: tuple[str, ...] = ()
    #: All elements: lxml makes new proxy objects for elements that nothing refers to.
    elements: list[Any] = field(default_factory=list)

    def with_abbreviations(
        self, given: Mapping[str, Mapping[str, Mapping[str, str]]]
    ) -> CompiledStyle:
        """The style with a caller's abbreviations."""
        merged: dict[str, dict[str, str]] = {}
        for lists in given.values():
            for variable, pairs in lists.items():
                merged.setdefault(variable, {}).update(pairs)
        return replace(self, options=replace(self.options, abbreviations=merged))


def load_style(style: str, project: Callable[[str], str | None], lang: str) -> CompiledStyle:
    """Compile a style for an article in ``lang``; ``project`` gives the project's own locales.

    Raises ``StyleError``.
    """
    compiled = _compiled(style, lang if language(lang).style_words else "")
    root = compiled.root
    tag = lang.replace("_", "-") or root.get("default-locale") or "en-US"

    @lru_cache(maxsize=64)
    def other_locale(wanted: str) -> Locale | None:
        own, fallback = layers(root, parse_style_xml, project, wanted)
        if not own.terms:
            return None
        # 02/03/2024 beside 03.02.2024 would say another day.
        dates = {**own.dates, "numeric": locale.date("numeric")}
        return Locale((replace(own, dates=dates), fallback), wanted)

    locale = Locale(layers(root, parse_style_xml, project, tag), tag)
    options = replace(compiled.options, lang=tag)
    return replace(compiled, options=options, locale=locale, other_locale=other_locale)


@lru_cache(maxsize=4)
def _compiled(style: str, words_of: str) -> CompiledStyle:
    """The style without a language, but for the words that the elements have themselves; cached,
    since the next article usually has the same.
    """
    root = parse_style_xml(style)
    if root.tag != f"{_NS}style":
        raise StyleError(Message("The file is not a CSL style: its first element is not <style>."))
    citation = root.find(f"{_NS}citation")
    if citation is None or citation.find(f"{_NS}layout") is None:
        raise StyleError(_without_citation(root))
    bibliography = root.find(f"{_NS}bibliography")
    if bibliography is not None and bibliography.find(f"{_NS}layout") is None:
        raise StyleError(Message("The style's <bibliography> has no <layout>."))
    if words_of:
        translate_words(root, words_of)
        reorder_words(root, words_of)
    every = list(root.iter())
    macros = {m.get("name", ""): m for m in reversed(list(root.iterchildren(f"{_NS}macro")))}
    check_macros(every, macros, [a for a in (citation, bibliography) if a is not None])
    return CompiledStyle(
        root=root,
        options=_style_options(root, citation, bibliography, every),
        locale=Locale((Layer(), Layer())),
        citation=_layout(root, citation, "citation", macros),
        bibliography=None
        if bibliography is None
        else _layout(root, bibliography, "bibliography", macros),
        grouping=_grouping_options(root, citation),
        other_locale=lambda _: None,
        unsupported=unsupported(root),
        elements=every,
    )


def _style_options(
    root: Any, citation: Any, bibliography: Any, every: Sequence[Any]
) -> StyleOptions:
    listing = {} if bibliography is None else bibliography.attrib
    names = [e for e in every if e.tag == f"{_NS}name"]
    initializes = sum(e.get("initialize") == "false" for e in names) * 2 <= len(names)
    return StyleOptions(
        made_for=root.get("default-locale") or "en-US",
        in_notes=root.get("class") == "note",
        hanging_indent=listing.get("hanging-indent") == "true",
        second_field_align=listing.get("second-field-align", ""),
        initialize_with=root.get("initialize-with") if initializes else None,
        page_range_format=root.get("page-range-format", ""),
        demotes_in_sorting=root.get("demote-non-dropping-particle") != "never",
        substitute=listing.get("subsequent-author-substitute"),
        substitute_rule=listing.get("subsequent-author-substitute-rule", "complete-all"),
        known_types=frozenset(kind for e in every for kind in e.get("type", "").split()),
        listed_variables=_variables_of(root, bibliography),
        prints_year_suffix=any(e.get("variable") == "year-suffix" for e in every),
        knows_circa=any(e.get("is-uncertain-date") for e in every),
        prints_volume_title=any(e.get("variable") == "volume-title" for e in every),
        prints_slashes=any(e.get("prefix", "").strip() == "//" for e in every),
        prints_italics=any(e.get("font-style") == "italic" for e in every),
        notes_in_full=root.get("class") == "note"
        and "publisher" in _variables_of(root, citation)
        and "short" not in root.findtext(f"{_NS}info/{_NS}title", "").lower(),
        prints_contributors=any(e.get("variable") == CONTRIBUTORS for e in every),
        prints_compiler=any("compiler" in e.get("variable", "").split() for e in every),
        knows_positions=any(e.get("position") or e.get("et-al-subsequent-min") for e in every),
        known_locators=frozenset(kind for e in every for kind in e.get("locator", "").split()),
        says_ibid=any(e.get("term") == "ibid" for e in every),
        methods=_methods(root, citation, every),
    )


def _methods(root: Any, citation: Any, every: Sequence[Any]) -> Methods:
    """The methods of the style; letters behind years wherever years are what tells works apart."""
    methods = read_methods(citation, every)
    dated = root.get("class") != "note" and "issued" in _variables_of(root, citation)
    return replace(methods, year_suffix=methods.year_suffix or dated)


def _variables_of(root: Any, area: Any) -> frozenset[str]:
    """The variables that the layout of an area may print, in its macros too."""
    macros = {macro.get("name"): macro for macro in root.iterchildren(f"{_NS}macro")}
    wanted = [] if area is None else list(area.iterchildren(f"{_NS}layout"))
    found: set[str] = set()
    seen: set[str] = set()
    while wanted:
        for element in wanted.pop().iter():
            if element.tag not in _CONDITIONS:
                found.update(element.get("variable", "").split())
            name = element.get("macro", "")
            if name in macros and name not in seen:
                seen.add(name)
                wanted.append(macros[name])
    return frozenset(found)


_CONDITIONS = frozenset({f"{_NS}if", f"{_NS}else-if"})


def _layout(root: Any, area: Any, name: Area, macros: Mapping[str, Any]) -> Layout:
    compiler = Compiler(root, area, name, macros)
    layout = area.find(f"{_NS}layout")
    children = [c for c in layout.iterchildren() if isinstance(c, Rendering)]
    renderers = [compiler.compile(child) for child in children]
    sort = next((c for c in area.iterchildren() if isinstance(c, sorting.Sort)), None)
    aligned = bool(area.get("second-field-align")) and len(renderers) > 1
    return Layout(
        render=_with_postpositions(sequence(renderers)),
        first_field=renderers[0] if aligned else None,
        other_fields=_with_postpositions(sequence(renderers[1:])) if aligned else None,
        formatting=formatting_of(layout),
        delimiter=layout.get("delimiter", ""),
        sort=() if sort is None else sort.keys(compiler),
    )


def _with_postpositions(render: Renderer) -> Renderer:
    def placed(cite: Cite) -> str:
        text = render(cite)
        if cite.retrieved is not None:
            text = _with_address(text, cite)
        return place_postposition(text, cite.postposition) if cite.postposition else text

    return placed


def _with_address(text: str, cite: Cite) -> str:
    """*Available at* in the place of a *retrieved* that has no date behind it."""
    before, mark, after = text.partition(RETRIEVED)
    if not (mark and cite.without_access):
        return f"{before}{after}"
    word = cite.locale.term("retrieved").rstrip(":")
    address = cite.locale.term("available at")
    if after[:1].isupper():
        address = capitalize_first(address, cite.locale.lang)
    return f"{before}{address}:{after[len(word) :].removeprefix(':')}"


def _grouping_options(root: Any, citation: Any) -> GroupingOptions:
    delimiter = citation.find(f"{_NS}layout").get("delimiter", "")
    near = citation.get("near-note-distance", "")
    return GroupingOptions(
        collapse=citation.get("collapse", ""),
        in_text=root.get("class") != "note",
        group_delimiter=citation.get("cite-group-delimiter"),
        after_collapse=citation.get("after-collapse-delimiter"),
        year_suffix_delimiter=citation.get(
            "year-suffix-delimiter", citation.get("cite-group-delimiter", delimiter)
        ),
        near_note=parse_whole_number(near, 5),
    )


def _without_citation(root: Any) -> str:
    for link in root.iter(f"{_NS}link"):
        if link.get("rel") == "independent-parent":
            return Message(
                "The style only refers to another one, {address}; name that instead.",
                address=link.get("href"),
            )
    return Message("The style has no <citation> with a <layout>.")
