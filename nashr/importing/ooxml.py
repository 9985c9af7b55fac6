"""A Word file (ISO/IEC 29500, WordprocessingML) as its parts: XML trees that can be changed.

Files in the strict form are read in the transitional one: the namespaces are all that differs in
what is read here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from nashr.records import dataclass
from nashr.untrusted.archives import Archive, ArchiveError, write_archive
from nashr.untrusted.xml import XmlError, parse_xml

_TRANSITIONAL = "http://schemas.openxmlformats.org"
NAMESPACES: Mapping[str, str] = {
    "w": f"{_TRANSITIONAL}/wordprocessingml/2006/main",
    "r": f"{_TRANSITIONAL}/officeDocument/2006/relationships",
    "m": f"{_TRANSITIONAL}/officeDocument/2006/math",
    "wp": f"{_TRANSITIONAL}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_TRANSITIONAL}/drawingml/2006/main",
    "pic": f"{_TRANSITIONAL}/drawingml/2006/picture",
    "c": f"{_TRANSITIONAL}/drawingml/2006/chart",
    "dgm": f"{_TRANSITIONAL}/drawingml/2006/diagram",
    "mc": f"{_TRANSITIONAL}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The strict namespaces, and what they are called in the transitional form.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", "a"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", "c"),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"),
)
#: An element of the text that early programs wrote in another namespace in strict files.
_EARLY_BOX = "{http://schemas.microsoft.com/office/word/2006/wordml}txbxContent"
Element = Any


def tag(name: str) -> str:
    """lxml's name of an element or attribute: ``w:p`` as ``{http://…}p``."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find_all(element: Element, path: str) -> list[Element]:
    """The elements of an XPath, with the prefixes of ``NAMESPACES``."""
    found: list[Element] = element.xpath(path, namespaces=NAMESPACES)
    return found


def value(element: Element | None, name: str = "w:val") -> str:
    """An attribute, or nothing where there is no such attribute or element."""
    return "" if element is None else str(element.get(tag(name), ""))


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a property that is on or off is on: ``<w:b/>`` is, ``<w:b w:val="0"/>`` is not."""
    found = None if properties is None else properties.find(tag(name))
    return found is not None and value(found) not in ("0", "false", "off", "none")


class WordError(ValueError):
    """The file is no Word file that can be read: a sentence says why."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the end of its type's address, and a part, or an outside address."""

    kind: str
    target: str
    external: bool = False


class WordPackage:
    """The parts of a Word file. Trees are parsed when they are asked for, and may be changed."""

    def __init__(self, data: bytes) -> None:
        """Raises ``WordError``."""
        try:
            self.files = Archive(data)
        except ArchiveError as error:
            raise WordError(str(error)) from error
        self._trees: dict[str, Element] = {}
        main = [r.target for r in self.relationships("").values() if r.kind == "officeDocument"]
        if not main or main[0] not in self.files:
            raise WordError("It has no document inside.")
        self.main = main[0]
        if self.document.tag != tag("w:document"):
            raise WordError("It is not a text of Word (a table or a presentation, perhaps).")

    @property
    def document(self) -> Element:
        return self.tree(self.main)

    @property
    def body(self) -> Element:
        found = self.document.find(tag("w:body"))
        if found is None:
            raise WordError("Its document has no body.")
        return found

    def tree(self, part: str) -> Element:
        """The root element of a part. Raises KeyError, and ``WordError`` where it is not XML."""
        if part not in self._trees:
            try:
                data = self.files[part]
                for strict, prefix in _STRICT:
                    data = data.replace(strict, NAMESPACES[prefix].encode())
                self._trees[part] = parse_xml(data)
                for box in self._trees[part].iter(_EARLY_BOX):
                    box.tag = tag("w:txbxContent")
            except (ArchiveError, XmlError) as error:
                raise WordError(f"Its part “{part}” cannot be read: {error}") from error
        return self._trees[part]

    def related(self, kind: str) -> list[str]:
        """The parts of a kind, as ``footnotes``, that the document refers to and that are there."""
        targets = [r.target for r in self.relationships(self.main).values() if r.kind == kind]
        return [target for target in targets if target in self.files]

    def related_tree(self, kind: str) -> Element | None:
        """The tree of the one part of a kind, or None."""
        found = self.related(kind)
        return self.tree(found[0]) if found else None

    def stories(self) -> Iterator[tuple[str, Element]]:
        """The trees that have running text, by kind: the document, then notes of both kinds."""
        yield "document", self.document
        for kind in ("footnotes", "endnotes"):
            tree = self.related_tree(kind)
            if tree is not None:
                yield kind, tree

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part refers to, by id; an empty name stands for the package."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self.files:
            return {}
        found = {}
        for one in self.tree(listing).iter(_RELATIONSHIPS):
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rsplit("/", 1)[-1]
            found[one.get("Id", "")] = Relationship(kind, target, external)
        return found

    def write(self) -> bytes:
        """The Word file with the trees as they are now. What refers outside of it, to a template or
        to a linked object, is written as it was: pandoc opens nothing.
        """
        files = {}
        for name in self.files:
            if name in self._trees:
                files[name] = etree.tostring(
                    self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
                )
            else:
                files[name] = self.files[name]
        return write_archive(files)


def paragraph_text(paragraph: Element, left_out: Callable[[Element], bool] | None = None) -> str:
    """The text of a paragraph's runs: tabs and breaks as white space, without what is deleted, and
    without the letters of runs that are ``left_out``.
    """
    pieces = []
    for one in paragraph.iter(tag("w:t"), tag("w:tab"), tag("w:br"), tag("w:noBreakHyphen")):
        if one.tag == tag("w:t"):
            is_out = left_out is not None and left_out(one.getparent())
            pieces.append("" if is_out else one.text or "")
        elif one.tag == tag("w:noBreakHyphen"):
            pieces.append("\u2011")
        elif one.getparent().tag == tag("w:r"):  # and not a tab stop among the properties
            pieces.append("\t" if one.tag == tag("w:tab") else "\n")
    return "".join(pieces)


_SPACES = re.compile(r"\s+")


def remove_element(element: Element, instead: str = "") -> None:
    """Remove an element, and leave the text behind it, with another text in its place."""
    parent, before = element.getparent(), element.getprevious()
    text = instead + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def one_line(text: str) -> str:
    """The text with single spaces, and none around it."""
    return _SPACES.sub(" ", text).strip()
