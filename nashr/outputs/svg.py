"""SVG drawings as a book may hold them: pictures, with nothing that runs or calls out."""

from __future__ import annotations

import re

import lxml.etree

_XLINK = "{http://www.w3.org/1999/xlink}href"
_RUNNING = ("script", "foreignObject", "handler", "listener", "iframe", "audio", "video")
_REMOTE = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)


def still(data: bytes) -> bytes:
    """The drawing without scripts, without what it would fetch, and without a document type.

    EPUB 3.3 (sections 5.6.2.1 and 3.6) asks a book to declare such things; a figure needs none.
    What is not well-formed is read as far as it can be.
    """
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True
    )
    root = lxml.etree.fromstring(data, parser)
    if root is None:
        return data
    for element in list(root.iter(lxml.etree.Element)):
        name = lxml.etree.QName(element).localname
        if name in _RUNNING:
            _drop(element)
            continue
        for attribute, value in list(element.attrib.items()):
            if _is_unwanted(str(attribute), str(value)):
                del element.attrib[attribute]
        if name == "image" and not (element.get("href") or element.get(_XLINK)):
            _drop(element)
        if name == "a":
            element.tag = str(element.tag).replace("}a", "}g")
        if name == "style" and element.text and _REMOTE.search(element.text):
            element.text = ""
    for instruction in list(root.iter(lxml.etree.ProcessingInstruction)):
        _drop(instruction)
    return lxml.etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _is_unwanted(attribute: str, value: str) -> bool:
    if attribute.lower().startswith("on"):
        return True
    if attribute in ("href", _XLINK):
        return not value.strip().startswith(("#", "data:image/"))
    return _REMOTE.search(value) is not None


def _drop(node: lxml.etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
