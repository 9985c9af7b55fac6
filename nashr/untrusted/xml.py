"""Parse untrusted XML (drawings, citation styles, locales, templates) safely.

The parser loads no files or addresses and knows only XML's five predefined entities. A document
type with declarations is refused: entities can expand to gigabytes or include files (CWE-776,
CWE-611). libxml2's own limits stay in force: 256 levels of nesting, 10 MB for one text.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from nashr.messages import Message, verbatim

#: Encodings that are accepted: those that drawings and styles are found in.
_ENCODINGS = frozenset(
    "utf-8 ascii iso8859-1 iso8859-2 iso8859-5 iso8859-9 iso8859-15 "
    "cp1250 cp1251 cp1252 cp1254 cp1256 koi8-r utf-16".split()
)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b")


class XmlError(ValueError):
    """The text cannot be parsed: a sentence, and the line and column (0 if unknown)."""

    def __init__(self, message: Message, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def parse_xml(source: str | bytes, *, classes: Any = None, trusted: bool = False) -> Any:
    """The root element. ``classes`` is a class lookup for lxml's elements.

    ``trusted`` is for documents that nashr itself wrote: libxml2's limits do not apply, and
    comments and processing instructions are kept. Raises ``XmlError``.
    """
    text = (decode_xml(source) if isinstance(source, bytes) else source).lstrip("\ufeff")
    declared = _DECLARATION.search(text)
    if declared and not trusted:
        raise XmlError(
            Message("The document type declares entities of its own"), *_place(text, declared)
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        resolve_entities=False,
        remove_comments=not trusted,
        remove_pis=not trusted,
        huge_tree=trusted,
    )
    if classes is not None:
        parser.set_element_class_lookup(classes)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlError(_sentence(error), line or 0, column or 0) from error
    except ValueError as error:
        raise XmlError(verbatim(str(error))) from error
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise XmlError(
            Message("The entity {entity} is not known in XML", entity=entity.text),
            entity.sourceline or 0,
        )
    return root


def decode_xml(data: bytes) -> str:
    """Decode an XML file by its byte order mark or declaration. Raises ``XmlError``."""
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
        raise XmlError(
            Message("The encoding “{name}” is not one that nashr reads", name=name), 1
        ) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise XmlError(
            Message("The text is not in its encoding, {name}", name=name), line
        ) from None


def _place(text: str, match: re.Match[str]) -> tuple[int, int]:
    before = text[: match.start()]
    return before.count("\n") + 1, match.start() - before.rfind("\n")


#: What libxml2 says of the faults that people make, and the same in the words of nashr.
_FAULTS = (
    (
        r"Opening and ending tag mismatch: (?P<start>\S+) line (?P<line>\d+) and (?P<end>\S+)",
        Message("</{end}> stands where <{start}> of line {line} is still open"),
    ),
    (
        r"Premature end of data in tag (?P<start>\S+) line (?P<line>\d+)",
        Message("<{start}> of line {line} is not closed"),
    ),
    (r"Couldn't find end of Start Tag (?P<start>\S+)", Message("The tag <{start} has no end")),
    (
        r"Document is empty|Start tag expected|Document is blank",
        Message("It is empty, or no XML"),
    ),
    (
        r"Extra content at the end of the document",
        Message("Something stands behind the element that holds all others"),
    ),
    (
        r"xmlParseEntityRef: no name|EntityRef: expecting ';'",
        Message("The sign & is written &amp; in XML"),
    ),
    (r"Entity '(?P<name>[^']+)' not defined", Message("XML does not know &{name};")),
    (
        r"Attribute (?P<name>\S+) redefined",
        Message("The attribute “{name}” stands twice in one tag"),
    ),
    (
        r"AttValue: |attributes construct error|Specification mandates? value for attribute",
        Message("The value of an attribute stands between quotation marks in XML"),
    ),
    (r"Unescaped '<' not allowed", Message("The sign < is written &lt; in XML")),
    (
        r"Namespace prefix (?P<name>\S+) ",
        Message("The prefix “{name}:” is declared nowhere (xmlns:{name})"),
    ),
    (
        r"PCDATA invalid Char value|Char 0x",
        Message("It has a control character, which XML does not allow"),
    ),
    (
        r"Excessive depth|Maximum .*depth",
        Message("Its elements are nested too deep"),
    ),
)


def _sentence(error: etree.XMLSyntaxError) -> Message:
    """What is wrong, without the position, which is reported separately; in libxml2's own words
    where they are of another kind.
    """
    said = re.sub(r",\s*line \d+, column \d+.*", "", str(error), flags=re.DOTALL).strip()
    for pattern, sentence in _FAULTS:
        if found := re.match(pattern, said):
            return sentence.having(**found.groupdict()) if found.groupdict() else sentence
    return verbatim(said)
