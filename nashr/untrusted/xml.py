"""XML that others wrote (drawings, citation styles, locales, templates), read by itself alone.

The parser loads nothing, neither a file nor an address, and knows no entities but the five of
XML: a document type that declares any is refused, since with them a text of a few lines can grow
to gigabytes or take in files (CWE-776, CWE-611). libxml2's own limits stay in force: 256 levels
of nesting, 10 MB for one text.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

#: Encodings in which drawings and styles are found.
_ENCODINGS = frozenset(
    "utf-8 ascii iso8859-1 iso8859-2 iso8859-5 iso8859-9 iso8859-15 "
    "cp1250 cp1251 cp1252 cp1254 cp1256 koi8-r utf-16".split()
)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b")


class XmlError(ValueError):
    """The text cannot be read as XML: a sentence, and the place (0 where there is none)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def parse(source: str | bytes, *, classes: Any = None, ours: bool = False) -> Any:
    """The root element. ``classes`` is a lookup for lxml's elements.

    ``ours`` is for pages that nashr itself wrote, which may be longer than libxml2 likes.
    Comments and processing instructions are left out of what others wrote. Raises ``XmlError``.
    """
    text = (decoded(source) if isinstance(source, bytes) else source).lstrip("\ufeff")
    declared = _DECLARATION.search(text)
    if declared and not ours:
        raise XmlError("The document type declares entities of its own", *_place(text, declared))
    parser = etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        resolve_entities=False,
        remove_comments=not ours,
        remove_pis=not ours,
        huge_tree=ours,
    )
    if classes is not None:
        parser.set_element_class_lookup(classes)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlError(_sentence(error), line or 0, column or 0) from error
    except ValueError as error:
        raise XmlError(str(error)) from error
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise XmlError(f"The entity {entity.text} is not known in XML", entity.sourceline or 0)
    return root


def decoded(data: bytes) -> str:
    """The text of an XML file by its byte order mark or declaration. Raises ``XmlError``."""
    name = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
    declared = _ENCODING.match(data)
    if declared:
        name = declared[1].decode("ascii")
    try:
        name = codecs.lookup(name).name
        if name not in _ENCODINGS:
            raise LookupError
        return data.decode(name)
    except LookupError:
        raise XmlError(f"The encoding “{name}” is not one that nashr reads", 1) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise XmlError(f"The text is not in its encoding, {name}", line) from None


def _place(text: str, match: re.Match[str]) -> tuple[int, int]:
    before = text[: match.start()]
    return before.count("\n") + 1, match.start() - before.rfind("\n")


def _sentence(error: etree.XMLSyntaxError) -> str:
    """libxml2's words without the place, which it says twice."""
    return re.sub(r",\s*line \d+, column \d+.*", "", str(error), flags=re.DOTALL).strip()
