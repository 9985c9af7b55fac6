"""XMP (ISO 16684-1): the metadata of a PDF, and the standards that it conforms to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

#: PDF/A requires a description of the schemas that it does not predefine, such as PDF/UA's
#: (ISO 19005-2, 6.6.2.3).
_EXTENSION = """
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
ACCESSIBLE_ARCHIVE = (
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    f"<pdfuaid:part>1</pdfuaid:part>{_EXTENSION}"
)
#: PDF/UA-2 and PDF/A-4, with files attached to it where the first letter of F is given.
ACCESSIBLE_ARCHIVE_2 = (
    "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>{conformance}"
    "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"
)
WITH_FILES = "<pdfaid:conformance>F</pdfaid:conformance>"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def packet(metadata: Any, producer: str, standard: str) -> bytes:
    """The XMP packet for WeasyPrint's metadata of a document.

    ``standard`` is the part that names standards, ready as XML.
    """
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    properties = "\n".join(filter(None, (standard, *_properties(metadata, producer))))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">\n'
        f'<rdf:Description rdf:about=""{spaces}>\n{properties}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _properties(metadata: Any, producer: str) -> Iterable[str]:
    language = metadata.lang or "x-default"
    yield "<dc:format>application/pdf</dc:format>"
    yield _listed("dc:title", "Alt", [metadata.title], language)
    yield _listed("dc:creator", "Seq", metadata.authors)
    yield _listed("dc:description", "Alt", [metadata.description], language)
    yield _listed("dc:subject", "Bag", metadata.keywords)
    yield _listed("dc:language", "Bag", [metadata.lang])
    yield _simple("pdf:Keywords", ", ".join(metadata.keywords))
    yield _simple("pdf:Producer", producer)
    yield _simple("xmp:CreatorTool", metadata.generator)
    yield _simple("xmp:CreateDate", metadata.created)
    yield _simple("xmp:ModifyDate", metadata.modified)
    yield _simple("xmp:MetadataDate", metadata.modified)


def _simple(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _listed(name: str, kind: str, values: Iterable[str | None], language: str = "") -> str:
    """A property of several values, or of one in several languages."""
    given = [escape(value) for value in values if value]
    if not given:
        return ""
    tags = [""]
    if kind == "Alt":
        tags = [' xml:lang="x-default"']
        if language != "x-default":
            tags.append(f' xml:lang="{escape(language)}"')
    items = "".join(f"<rdf:li{tag}>{value}</rdf:li>" for value in given for tag in tags)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
