"""Pages of an EPUB: parsed, given what XHTML and e-readers ask for, linked with each other.

A template writes a page as XHTML with fragments that have passed ``markup.to_xhtml``. Here the
page is read by an XML parser, so that nothing ill-formed can come into a container.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

import lxml.etree

from nashr.languages import language
from nashr.outputs.formula_marks import keep_marks
from nashr.outputs.markup import MATHML
from nashr.outputs.together import keep_on_lines
from nashr.records import dataclass
from nashr.untrusted.xml import parse_xml

Element = lxml.etree._Element

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MATH = f"{{{MATHML}}}"
#: A formula in a line whose TeX is no longer fits the narrowest screen.
_NARROW = 30
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = tuple(f"{_XHTML}h{n}" for n in range(1, 7))
_VOID = frozenset(
    f"{_XHTML}{tag}" for tag in "area base br col embed hr img input link meta source wbr".split()
)
#: What roles are called in ``epub:type`` (EPUB Structural Semantics Vocabulary); verse is of the
#: vocabulary of Z39.98, for there is no other that knows it.
_TYPES = {
    "doc-noteref": "noteref",
    "doc-biblioref": "biblioref",
    "doc-backlink": "backlink",
    "doc-epigraph": "epigraph",
    "doc-pagebreak": "pagebreak",
}
_QUOTED = frozenset(f"{_XHTML}{tag}" for tag in ("aside", "blockquote", "div", "section"))
#: Elements that hold words, and elements that may not stand inside them (HTML, section 3.2.5).
_PHRASING = frozenset(
    f"{_XHTML}{tag}"
    for tag in (
        "abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup u var"
    ).split()
)
_FLOW = frozenset(
    f"{_XHTML}{tag}"
    for tag in (
        "article aside blockquote details div dl figure footer h1 h2 h3 h4 h5 h6 header hr main "
        "ol p pre section table ul"
    ).split()
)


@dataclass(slots=True)
class XhtmlPage:
    """A page of the container. ``name`` is its file name."""

    name: str
    root: Element

    def has(self, tags: Iterable[str], inside: Iterable[str] = ()) -> bool:
        """Whether an XHTML element of these names stands on the page, within one of ``inside``."""
        found = self.root.iter(*(_XHTML + tag for tag in tags))
        around = {_XHTML + tag for tag in inside}
        return any(not around or any(a.tag in around for a in e.iterancestors()) for e in found)

    def clusters(self) -> str:
        """The words that ``outputs.clusters`` sets apart."""
        spans = self.root.iterfind(f".//{_XHTML}span[@class='cluster']")
        return "".join("".join(map(str, span.itertext())) for span in spans)

    def small_capitals(self, inside: Iterable[str] = ()) -> str:
        """The text that stands in small capitals, within one of ``inside`` where any are given."""
        around = {_XHTML + tag for tag in inside}
        return "".join(
            "".join(map(str, element.itertext()))
            for element in self.root.iter(f"{_XHTML}span")
            if "smallcaps" in (element.get("class") or "").split()
            and (not around or any(a.tag in around for a in element.iterancestors()))
        )

    @property
    def has_math(self) -> bool:
        return next(self.root.iter(_MATH + "math"), None) is not None

    @property
    def formula_texts(self) -> Iterator[str]:
        """The texts of formulas, without their sources."""
        for formula in self.root.iter(_MATH + "math"):
            for element in formula.iter(lxml.etree.Element):
                if element.tag != _MATH + "annotation" and element.text:
                    yield element.text

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(str(element.get("id")) for element in self.root.iterfind(".//*[@id]"))

    @property
    def images(self) -> tuple[Element, ...]:
        return tuple(self.root.iter(_XHTML + "img"))

    def serialized(self) -> bytes:
        """The page as a file. Only void elements are written without an end tag, so that a
        reader that takes the page for HTML sees the same.
        """
        for element in self.root.iter(lxml.etree.Element):
            if not len(element) and element.text is None and element.tag not in _VOID:
                element.text = ""
        return lxml.etree.tostring(
            self.root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>"
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the navigation: its words, where it leads, and the lines below it."""

    text: str
    href: str
    lang: str | None = None
    children: tuple[Heading, ...] = ()


def page(name: str, source: str, images: Iterable[str] = ()) -> XhtmlPage:
    """The page that a template wrote. ``images`` are the files that it may show.

    Raises ``xml_source.XmlError`` for a template whose XHTML is not well-formed.
    """
    found = XhtmlPage(name, parse_xml(source, trusted=True))
    known = frozenset(images)
    for element in list(found.root.iter(lxml.etree.Element)):
        _dress(element, known)
    _scroll_tables(found.root)
    _scroll_formulas(found.root)
    _once(found.root)
    keep_on_lines(found.root)
    return found


def link(pages: Iterable[XhtmlPage]) -> None:
    """Lead every link to the page where its target stands; a link to nothing becomes words.

    An address of the web stays; a file that is not in the container cannot be linked.
    """
    pages = list(pages)
    home: dict[str, str] = {}
    for one in pages:
        for identifier in one.ids:
            home.setdefault(identifier, one.name)
    names = {one.name for one in pages}
    own = {one.name: frozenset(one.ids) for one in pages}
    for one in pages:
        for anchor in one.root.iter(_XHTML + "a"):
            _lead(anchor, own[one.name], home, names)


def headings(page: XhtmlPage) -> tuple[Heading, ...]:
    """The headings of a page's sections, nested as the sections are."""
    body = page.root.find(f"{_XHTML}body")
    return tuple(_headings(body, page.name)) if body is not None else ()


# --- one element ---------------------------------------------------------------------------


def _dress(element: Element, images: frozenset[str]) -> None:
    lang = element.get("lang")
    if lang:
        element.set(_XML_LANG, lang)
        _direct(element, lang)
    classes = frozenset((element.get("class") or "").split())
    if "epigraph" in classes and element.tag in _QUOTED and not element.get("role"):
        element.set("role", "doc-epigraph")
    kind = _TYPES.get(element.get("role", ""))
    if "line-block" in classes:
        kind = "z3998:verse"
    if kind == "pagebreak" and element.get("title"):
        element.set("aria-label", str(element.attrib.pop("title")))  # as reading systems look for
    if kind and _EPUB_TYPE not in element.attrib:
        element.set(_EPUB_TYPE, kind)
    if element.tag == f"{_MATH}math":
        _name_formula(element)
    elif element.tag == f"{_XHTML}img":
        _show(element, images)
    elif element.tag == f"{_XHTML}input":
        element.set("disabled", "disabled")
    elif element.tag == f"{_XHTML}pre":
        element.set("dir", "ltr")
    elif element.tag == f"{_XHTML}th" and not element.get("scope"):
        _scope(element)
    elif element.tag == f"{_XHTML}p" and _is_display(element):
        element.set("class", f"{element.get('class', '')} display".strip())
    elif element.tag in _PHRASING and any(child.tag in _FLOW for child in element.iter()):
        _widen(element)


def _scroll_tables(root: Element) -> None:
    """A region around each table that is no part of another: one that is wider than the screen is
    scrolled, and not cut off.
    """
    for table in list(root.iter(f"{_XHTML}table")):
        if next(table.iterancestors(f"{_XHTML}table"), None) is not None:
            continue
        around = table.getparent()
        if around is None:
            continue
        region = lxml.etree.Element(f"{_XHTML}div", {"class": "scroller", "tabindex": "0"})
        region.tail, table.tail = table.tail, None
        around.replace(table, region)
        region.append(table)


def _scroll_formulas(root: Element) -> None:
    """A region around each long formula in a line: no reading system parts one."""
    for formula in list(root.iter(f"{_MATH}math")):
        source = formula.findtext(f".//{_MATH}annotation") or ""
        around = formula.getparent()
        in_table = next(formula.iterancestors(f"{_XHTML}table"), None) is not None
        if formula.get("display") == "block":
            continue
        if len(source) <= _NARROW:
            keep_marks(formula)
        if around is None or len(source) <= _NARROW or in_table:
            continue
        region = lxml.etree.Element(f"{_XHTML}span", {"class": "in-line", "tabindex": "0"})
        region.tail, formula.tail = formula.tail, None
        around.replace(formula, region)
        region.append(formula)


def _is_display(paragraph: Element) -> bool:
    """Whether the paragraph is an equation and nothing else."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    return "equation" in (paragraph[0].get("class") or "").split()


def _direct(element: Element, lang: str) -> None:
    if element.get("dir"):
        return
    around = next((a.get("dir") for a in element.iterancestors() if a.get("dir")), "ltr")
    direction = language(lang).direction
    if direction != around:
        element.set("dir", direction)


def _name_formula(formula: Element) -> None:
    """What is said for a formula also where a reading system does not say MathML itself."""
    if formula.get("alttext"):
        formula.set("aria-label", formula.get("alttext", ""))


def _show(image: Element, images: frozenset[str]) -> None:
    if image.get("src") in images:
        image.set("alt", image.get("alt", ""))
        if image.get("src", "").endswith(".svg"):
            image.set("class", f"{image.get('class', '')} drawing".strip())
    else:
        _replace_by_words(image, image.get("alt", ""))


def _scope(head: Element) -> None:
    row = head.getparent()
    group = row.getparent() if row is not None else None
    if group is None:
        return
    several = head.get("colspan", "1") != "1"
    if group.tag == f"{_XHTML}thead":
        head.set("scope", "colgroup" if several else "col")
    elif group.tag == f"{_XHTML}tbody":
        head.set("scope", "row")


def _widen(element: Element) -> None:
    """Words' elements around a block become blocks themselves, or leave it alone."""
    parent = element.getparent()
    inside_words = parent is not None and (
        parent.tag in _PHRASING or parent.tag in (f"{_XHTML}p", *_HEADINGS)
    )
    if not inside_words:
        element.tag = f"{_XHTML}div"


def _once(root: Element) -> None:
    """An id that stands a second time is taken off."""
    seen: set[str] = set()
    for element in root.iterfind(".//*[@id]"):
        identifier = str(element.get("id"))
        if identifier in seen or not identifier or re.search(r"\s", identifier):
            del element.attrib["id"]
        seen.add(identifier)


def _replace_by_words(element: Element, words: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    words += element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(element)


# --- links ---------------------------------------------------------------------------------


def _lead(anchor: Element, own: frozenset[str], home: Mapping[str, str], names: set[str]) -> None:
    href = anchor.get("href")
    if href is None:
        return
    if href.startswith("#"):
        target = unquote(href[1:])
        if target in own:
            anchor.set("href", f"#{target}")
        elif target in home:
            anchor.set("href", f"{home[target]}#{target}")
        else:
            _unlink(anchor)
        return
    if href.partition("#")[0] in names:
        return
    address = _web_address(href)
    if address is None:
        _unlink(anchor)
    else:
        anchor.set("href", address)


def _unlink(anchor: Element) -> None:
    for name in {"href", "role", _EPUB_TYPE} & set(map(str, anchor.attrib)):
        del anchor.attrib[name]


def _web_address(href: str) -> str | None:
    """The address with what the URL standard forbids escaped; None for one that is none."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return re.sub(r"\s+", "", href) if parts.path else None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    if re.search(r"[\s<>\"{}|\\^`\[\]]", parts.netloc.rpartition("@")[2].strip("[]")):
        return None
    return _FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", href.strip())


#: Characters that no address may hold (URL standard, section 1.3), and a percent sign alone.
_FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")


# --- navigation ----------------------------------------------------------------------------


def _headings(parent: Element, name: str) -> Iterator[Heading]:
    for child in parent:
        if child.tag == f"{_XHTML}section":
            head = next((e for e in child if e.tag in _HEADINGS), None)
            if head is None and (inner := child.find(f"{_XHTML}header")) is not None:
                head = next((e for e in inner if e.tag in _HEADINGS), None)
            below = tuple(_headings(child, name))
            identifier = child.get("id") or (head.get("id") if head is not None else None)
            if head is None or not identifier:
                yield from below
            else:
                yield Heading(words_of(head), f"{name}#{identifier}", _language_of(head), below)
        elif child.tag in (f"{_XHTML}div", f"{_XHTML}main", f"{_XHTML}article"):
            yield from _headings(child, name)


def _language_of(element: Element) -> str | None:
    around = (element, *element.iterancestors())
    return next((str(e.get("lang")) for e in around if e.get("lang")), None)


def words_of(element: Element) -> str:
    """What the element says in one line: without notes, queries and the sources of formulas."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_XHTML}br":
            yield " "
        elif isinstance(child.tag, str) and not _is_silent(child):
            yield from _words(child)
        if child.tail:
            yield child.tail


def _is_silent(element: Element) -> bool:
    if element.tag == f"{_MATH}annotation" or element.get("role") == "doc-noteref":
        return True
    return "query" in (element.get("class") or "").split()
