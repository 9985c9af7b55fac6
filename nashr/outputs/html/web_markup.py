"""An article's body made ready for a web page that carries everything in itself.

Images become ``data:`` addresses; inline styles become classes, so that the page's
Content-Security-Policy need not allow styles at large; tables and code can be scrolled by
keyboard; every passage in another script has its direction.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TypeAlias

import lxml.etree
import lxml.html
from markupsafe import Markup

from nashr.languages import Language, language
from nashr.model import Resource
from nashr.outputs.formula_marks import keep_marks
from nashr.outputs.html.line_art import is_drawing
from nashr.outputs.markup import inner, parse
from nashr.outputs.together import keep_on_lines
from nashr.records import dataclass

Element: TypeAlias = lxml.html.HtmlElement

#: A formula in a line whose TeX is no longer fits the narrowest screen.
_NARROW = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents, with those below it."""

    id: str
    html: Markup
    children: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of the page, its contents, and the style rules that its classes need."""

    html: Markup
    contents: tuple[Heading, ...]
    css: str


@dataclass(frozen=True, slots=True)
class Names:
    """What a screen reader calls the parts that have no visible name."""

    table: str
    footnote: str
    query: str
    equation: str
    code: str


def names(words: Language) -> Names:
    labels = words.labels
    return Names(
        table=_without_number(labels.table),
        footnote=labels.footnote,
        query=labels.author_query,
        equation=_without_number(labels.equation),
        code=labels.code,
    )


def _without_number(label: str) -> str:
    return label.format(n="").strip(" .:()")


class Styles:
    """Inline styles, turned into classes as they are met: the same style, the same class."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def class_for(self, style: str) -> str:
        """The class that says what the style says."""
        declarations = [d.strip() for d in style.split(";") if d.strip()]
        text = ";".join(sorted(re.sub(r"\s*:\s*", ":", d) for d in declarations))
        return self._classes.setdefault(text, f"s{len(self._classes) + 1}")

    @property
    def css(self) -> str:
        return "".join(f".{name}{{{text}}}\n" for text, name in self._classes.items())


def body(html: str, resources: Iterable[Resource], named: Names, styles: Styles) -> Body:
    """The body's HTML (see ``markup.Markup``) for the page."""
    root = parse(html)
    adapt(root, {resource.name: resource for resource in resources}, named, styles)
    return Body(Markup(inner(root)), _contents(root), styles.css)


def fragment(html: str, resources: Iterable[Resource], named: Names, styles: Styles) -> Markup:
    """A note, an abstract or a declaration for the page."""
    root = parse(html)
    adapt(root, {resource.name: resource for resource in resources}, named, styles)
    return Markup(inner(root))


def adapt(root: Element, resources: Mapping[str, Resource], named: Names, styles: Styles) -> None:
    """Change the tree below ``root`` in place."""
    for element in list(root.iter(lxml.etree.Element)):
        _direct(element)
        if element.tag == "math" and element.get("alttext"):
            element.set("aria-label", element.get("alttext", ""))
        match element.tag:
            case "img":
                _embed(element, resources)
            case "table":
                _scroll_table(element, named)
            case "pre":
                element.set("tabindex", "0")  # a listing scrolls
                element.set("role", "group")
                element.set("aria-label", named.code)
                element.set("dir", "ltr")
            case "math" if element.get("display") == "block":
                _scroll_formula(element, named, "formula")
            case "math" if len(element.findtext(".//annotation") or "") > _NARROW:
                _scroll_formula(element, named, "formula in-line")
            case "math":
                keep_marks(element)
            case "a" if "footnote-ref" in element.get("class", "").split():
                element.set("aria-label", f"{named.footnote} {element.text_content().strip()}")
            case "input":
                element.set("disabled", "")
            case "span" if "query" in element.get("class", "").split():
                element.set("role", "note")
                element.set("aria-label", named.query)
                element.set("data-label", named.query)
            case "figcaption":
                element.attrib.pop("aria-hidden", None)
            case _:
                pass
        style = element.attrib.pop("style", None)
        if style and style.strip(" ;"):
            _add_class(element, styles.class_for(style))
    keep_on_lines(root)


# --- one element each ----------------------------------------------------------------------


def _direct(element: Element) -> None:
    lang = element.get("lang")
    if lang and not element.get("dir"):
        parent = element.xpath("string(ancestor::*[@dir][1]/@dir)") or "ltr"
        direction = language(lang).direction
        if direction != parent:
            element.set("dir", direction)


def _embed(image: Element, resources: Mapping[str, Resource]) -> None:
    resource = resources.get(image.get("src", ""))
    if resource is None:  # nothing may be fetched from elsewhere
        image.tag, image.text = "span", image.get("alt", "")
        image.attrib.clear()
        return
    data = base64.b64encode(resource.data).decode("ascii")
    image.set("src", f"data:{resource.media_type};base64,{data}")
    if is_drawing(resource):
        _add_class(image, "drawing")
    if resource.width and resource.height:
        image.set("width", str(resource.width))
        image.set("height", str(resource.height))


def _scroll_table(table: Element, named: Names) -> None:
    """A figure around the table: its caption stands still while the table scrolls.

    The caption is heard as a text, once; what scrolls is named by its number, and the script takes
    name and role away while nothing is cut off.
    """
    for head in table.xpath("./thead/tr/th[not(@scope)]"):
        head.set("scope", "colgroup" if int(head.get("colspan", "1")) > 1 else "col")
    for head in table.xpath("./tbody/tr/th[not(@scope)]"):
        head.set("scope", "row")
    figure, region = _element("figure", "table"), _element("div", "scroller")
    region.set("tabindex", "0")
    region.set("role", "group")
    region.set("aria-label", named.table)
    if table.get("id"):
        figure.set("id", table.attrib.pop("id"))
    caption = table.find("caption")
    if caption is not None:
        caption.tag = "figcaption"
        if not caption.get("id"):
            caption.set("id", f"{figure.get('id') or f'nashr-table-{_count(table)}'}-caption")
        label = "".join(caption.xpath("string(.//*[@class='caption-label'])")).strip(" .:")
        region.set("aria-label", label or named.table)
        figure.append(caption)
        caption.tail = None
    _replace(table, figure)
    region.append(table)
    figure.append(region)


def _count(table: Element) -> int:
    return int(table.xpath("count(preceding::table)")) + 1


def _scroll_formula(math: Element, named: Names, classes: str) -> None:
    box = _element("span", classes)
    box.set("tabindex", "0")
    box.set("role", "group")
    box.set("aria-label", named.equation)
    _replace(math, box)
    box.append(math)


def _element(tag: str, name: str) -> Element:
    element: Element = lxml.html.fragment_fromstring(f"<{tag}></{tag}>")
    element.set("class", name)
    return element


def _replace(old: Element, new: Element) -> None:
    parent = old.getparent()
    if parent is None:
        return
    new.tail, old.tail = old.tail, None
    parent.replace(old, new)


def _add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


# --- contents ------------------------------------------------------------------------------

_HEADINGS = "./*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def _contents(root: Element) -> tuple[Heading, ...]:
    return tuple(
        Heading(section.get("id"), heading_html(heading), _contents(section))
        for section in root.iterchildren("section")
        for heading in section.xpath(_HEADINGS)
        if section.get("id")
    )


def heading_html(heading: Element) -> Markup:
    """A heading's HTML for a list of headings: no notes, no links, no ids."""
    copy = deepcopy(heading)
    for note in copy.xpath(".//a[contains(@class, 'footnote-ref')] | .//*[@class='query']"):
        note.drop_tree()
    for link in copy.xpath(".//a"):
        link.drop_tag()
    for element in copy.iter(lxml.etree.Element):
        element.attrib.pop("id", None)
    return Markup(inner(copy))
