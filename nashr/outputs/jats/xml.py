"""What JATS XML is written with: elements, their names and ids, and the text of the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from nashr.outputs.markup import NOT_XML

XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"
MATHML = "http://www.w3.org/1998/Math/MathML"
ALI = "http://www.niso.org/schemas/ali/1.0/"

#: JATS 1.4, Journal Publishing (ANSI/NISO Z39.96-2024), with MathML 3.
PUBLIC_ID = "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN"
SYSTEM_ID = "https://jats.nlm.nih.gov/publishing/1.4/JATS-journalpublishing1-4-mathml3.dtd"

Element: TypeAlias = etree._Element

_ATTRIBUTES = {"lang": f"{{{XML}}}lang", "space": f"{{{XML}}}space", "href": f"{{{XLINK}}}href"}


def make(tag: str, text: str = "", **attributes: str | None) -> Element:
    """An element. ``lang`` and ``href`` get their namespaces, an underscore is a hyphen, and an
    attribute without a value is left out."""
    element = etree.Element(tag)
    for name, value in attributes.items():
        if value:
            key = _ATTRIBUTES.get(name) or name.rstrip("_").replace("_", "-")
            element.set(key, NOT_XML.sub("", value))
    write(element, text)
    return element


def add(parent: Element, tag: str, text: str = "", **attributes: str | None) -> Element:
    """A new last child of ``parent``."""
    element = make(tag, text, **attributes)
    parent.append(element)
    return element


def write(parent: Element, text: str) -> None:
    """Text at the end of what ``parent`` holds."""
    text = NOT_XML.sub("", text)
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def name_of(element: Element) -> str:
    """The element's tag without its namespace."""
    return etree.QName(element).localname


def unwrap(element: Element) -> None:
    """Put what the element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    before = parent[place - 1] if place else None
    _append(parent, before, element.text)
    children = list(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    _append(parent, children[-1] if children else before, element.tail)
    element.tail = None
    parent.remove(element)


def _append(parent: Element, before: Element | None, text: str | None) -> None:
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text


class Ids:
    """Ids of the document as ids of the file, which have to be names without a colon
    (Namespaces in XML 1.0, section 7). Each is given out once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._used: set[str] = set()
        self._claimed: set[str] = set()

    def name(self, identifier: str) -> str:
        """The name for an id, always the same; no two ids have one name."""
        if identifier not in self._names:
            name, n = _as_name(identifier), 1
            wanted = name
            while name in self._used:
                n += 1
                name = f"{wanted}-{n}"
            self._names[identifier] = name
            self._used.add(name)
        return self._names[identifier]

    def claim(self, identifier: str) -> str | None:
        """The name for the element that bears the id; None without an id and the second time."""
        if not identifier or identifier in self._claimed:
            return None
        self._claimed.add(identifier)
        return self.name(identifier)


def _as_name(identifier: str) -> str:
    text = unicodedata.normalize("NFC", identifier)
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in text)
    return name if name[0].isalpha() or name[0] == "_" else f"id-{name}"


# --- the text of the file ------------------------------------------------------------------

#: Elements that hold elements only, so that lines may be broken inside them.
_STRUCTURES = frozenset(
    """
    abstract ack aff-alternatives article article-categories article-meta author-notes
    award-group back body caption collab-alternatives contrib contrib-group counts date def
    def-item def-list disp-quote element-citation fig fig-group fn fn-group front funding-group
    history institution-wrap journal-meta journal-title-group kwd-group license list list-item
    name name-alternatives permissions pub-date publisher ref ref-list sec subj-group table
    table-wrap tbody tfoot thead title-group tr trans-abstract trans-title-group verse-group
    """.split()
)


def serialise(article: Element) -> bytes:
    """The file: declaration, document type, and the article with a line for each structure."""
    indent(article, lambda element: name_of(element) in _STRUCTURES)
    doctype = f'<!DOCTYPE article PUBLIC "{PUBLIC_ID}"\n  "{SYSTEM_ID}">'
    text: str = etree.tostring(article, encoding="unicode")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n'
    return f"{head}{text}\n".encode()


def indent(element: Element, is_structure: Callable[[Element], bool], depth: int = 0) -> None:
    """Line breaks around the children of structures, and nowhere else."""
    if not is_structure(element) or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        indent(child, is_structure, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
