"""The parts of a Word file: pandoc's text, and around it styles, settings, heads and feet,
properties, pictures and the record of the manuscript. The same parts give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from nashr.importing.ooxml import tag
from nashr.languages import language
from nashr.outputs.page_geometry import Sheet
from nashr.records import dataclass
from nashr.untrusted.archives import Archive, write_archive
from nashr.untrusted.xml import parse_xml
from nashr.word_files import RECORD_NAMESPACE, RECORD_PART

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument"
_WORD_TYPE = f"{_TYPES}.wordprocessingml"
#: What of pandoc's file is kept: its own styles and settings are not.
_KEPT = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/comments.xml",
    "word/theme/theme1.xml",
)
_RELATIONSHIP = f"{{{_PACKAGE}/relationships}}Relationship"
_ENDINGS = {
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}
#: The format of a custom property that is text (ISO/IEC 29500-4, 22.3).
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RECORD_ID = "{6E617368-7200-4000-8000-000000000001}"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a file has beside its text."""

    styles: bytes
    fonts: bytes
    sheet: Sheet
    first_page: int
    lang: str
    rtl: bool
    #: The heads of left and right pages, and the line in the foot.
    heads: tuple[str, str]
    foot: str
    #: The core properties: title, creator, subject, description, keywords, identifier, language.
    about: Mapping[str, str]
    custom: Mapping[str, str]
    date: dt.datetime
    generator: str


@dataclass(slots=True)
class Parts:
    """The trees of pandoc's file."""

    document: Any
    notes: Any | None
    files: dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    """The parts of the file that pandoc wrote."""
    archive = Archive(data)
    files = {name: archive[name] for name in archive}
    notes = files.get("word/footnotes.xml")
    return Parts(
        parse_xml(files["word/document.xml"], trusted=True),
        parse_xml(notes, trusted=True) if notes else None,
        files,
    )


def package(
    parts: Parts,
    furniture: Furniture,
    pictures: Mapping[str, bytes],
    picture_ids: Mapping[str, str],
    record: Mapping[str, Any],
) -> bytes:
    """The bytes of the whole file. ``pictures`` are files by their names in ``word``."""
    _finish(parts.document, furniture)
    if parts.notes is not None:
        _say_directions(parts.notes)
    files = {
        "[Content_Types].xml": b"",
        "_rels/.rels": _relationships(_ROOT_RELATIONS),
        "word/document.xml": _bytes(parts.document),
        "word/styles.xml": furniture.styles,
        "word/settings.xml": _settings(furniture),
        "word/fontTable.xml": furniture.fonts,
        "docProps/core.xml": _core(furniture),
        "docProps/app.xml": _app(furniture),
        "docProps/custom.xml": _custom(furniture.custom),
        RECORD_PART: _record(record),
        "customXml/itemProps1.xml": _RECORD_PROPERTIES.encode(),
        "customXml/_rels/item1.xml.rels": _relationships(
            [("rId1", f"{_OFFICE}/relationships/customXmlProps", "itemProps1.xml", False)]
        ),
    }
    has_comments = bool(re.search(rb"<w:comment\b", parts.files.get("word/comments.xml", b"")))
    for name in _KEPT:
        if name == "word/footnotes.xml" and parts.notes is not None:
            files[name] = _bytes(parts.notes)
        elif name == "word/comments.xml" and has_comments:
            files[name] = _dated(parts.files[name], furniture.date)
        elif name in parts.files and name not in files and name != "word/comments.xml":
            files[name] = parts.files[name]
    heads = {
        "header1.xml": _head("hdr", furniture.heads[1], furniture, folio=True),
        "header2.xml": _head("hdr", furniture.heads[0], furniture, folio=True),
        "header3.xml": _head("hdr", "", furniture),
        "footer1.xml": _head("ftr", furniture.foot, furniture),
    }
    files |= {f"word/{name}": data for name, data in heads.items()}
    files |= {f"word/{name}": data for name, data in pictures.items()}
    relations = _own_relations(parts, files, has_comments=has_comments)
    relations += [
        (identifier, f"{_OFFICE}/relationships/image", name, False)
        for name, identifier in picture_ids.items()
    ]
    files["word/_rels/document.xml.rels"] = _relationships(relations)
    if "word/_rels/footnotes.xml.rels" in parts.files:
        used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', files["word/footnotes.xml"]))
        of_notes = [*_links(parts.files["word/_rels/footnotes.xml.rels"]), *relations]
        kept = {one[0]: one for one in of_notes if one[0].encode() in used}
        files["word/_rels/footnotes.xml.rels"] = _relationships(kept.values())
    files["[Content_Types].xml"] = _content_types(files)
    return write_archive(files)


# --- the text ------------------------------------------------------------------------------


def _finish(document: Any, furniture: Furniture) -> None:
    """Put the page, its heads and feet behind the text; say what is right to left."""
    _say_directions(document)
    body = document.find(tag("w:body"))
    for found in body.findall(tag("w:sectPr")):
        body.remove(found)
    page = furniture.sheet
    size = f'w:w="{_twentieths(page.width)}" w:h="{_twentieths(page.height)}"'
    left, right = (page.outer, page.inner) if furniture.rtl else (page.inner, page.outer)
    margins = (
        f'w:top="{_twentieths(page.top)}" w:right="{_twentieths(right)}" '
        f'w:bottom="{_twentieths(page.bottom)}" w:left="{_twentieths(left)}" '
        f'w:header="{_twentieths(page.top * 0.5)}" w:footer="{_twentieths(page.bottom * 0.4)}" '
        'w:gutter="0"'
    )
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{identifier}"/>'
        for kind, which, identifier in (
            ("header", "even", "rIdHeader2"),
            ("header", "default", "rIdHeader1"),
            ("footer", "even", "rIdFooter1"),
            ("footer", "default", "rIdFooter1"),
            ("header", "first", "rIdHeader3"),
            ("footer", "first", "rIdFooter1"),
        )
    )
    section = (
        f'<w:sectPr xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships">{references}'
        f"<w:pgSz {size}/><w:pgMar {margins}/>"
        f'<w:pgNumType w:start="{furniture.first_page}"/><w:titlePg/>'
        f"{'<w:bidi/>' if furniture.rtl else ''}</w:sectPr>"
    )
    body.append(etree.fromstring(section))


def _say_directions(story: Any) -> None:
    """Of a run from right to left, Word reads the language of complex scripts."""
    for found in story.iter(tag("w:lang")):
        properties = found.getparent()
        given = found.get(tag("w:val"))
        if given and (
            properties.find(tag("w:rtl")) is not None or language(given).direction == "rtl"
        ):
            found.set(tag("w:bidi"), given)


def _head(root: str, text: str, furniture: Furniture, *, folio: bool = False) -> bytes:
    """A head or a foot: a line, and the number of the page behind it."""
    style = "header" if root == "hdr" else "footer"
    runs = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    if folio:
        gap = "\u2003" if text else ""
        runs += (
            f'<w:r><w:t xml:space="preserve">{gap}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f"<w:r><w:t>{furniture.first_page}</w:t></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    bidi = "<w:bidi/>" if furniture.rtl else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>'
    written = f'<w:{root} xmlns:w="{_WORD}"><w:p>{properties}{runs}</w:p></w:{root}>'
    return f"{_DECLARATION}{written}".encode()


def _settings(furniture: Furniture) -> bytes:
    lang = quoteattr(furniture.lang)
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{_WORD}" xmlns:m="{_OFFICE}/math">'
        '<w:zoom w:percent="100"/><w:mirrorMargins/><w:defaultTabStop w:val="720"/>'
        "<w:autoHyphenation/>"
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:defJc m:val="centerGroup"/></m:mathPr>'
        f'<w:themeFontLang w:val={lang}/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    ).encode()


def _dated(comments: bytes, date: dt.datetime) -> bytes:
    """Comments with the date of the product."""
    tree = parse_xml(comments, trusted=True)
    for one in tree.iter(tag("w:comment")):
        one.set(tag("w:date"), _stamp(date))
    return _bytes(tree)


# --- properties ----------------------------------------------------------------------------


def _core(furniture: Furniture) -> bytes:
    names = {
        "title": "dc:title",
        "creator": "dc:creator",
        "subject": "dc:subject",
        "description": "dc:description",
        "identifier": "dc:identifier",
        "language": "dc:language",
        "keywords": "cp:keywords",
        "last-modified-by": "cp:lastModifiedBy",
    }
    told = "".join(
        f"<{names[name]}>{escape(text)}</{names[name]}>"
        for name, text in furniture.about.items()
        if text
    )
    stamp = _stamp(furniture.date)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{_DECLARATION}<cp:coreProperties "
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{told}{dates}</cp:coreProperties>"
    ).encode()


def _app(furniture: Furniture) -> bytes:
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{escape(furniture.generator)}</Application></Properties>"
    ).encode()


def _custom(properties: Mapping[str, str]) -> bytes:
    told = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), start=2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{told}</Properties>'
    ).encode()


def _record(record: Mapping[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return (
        f'{_DECLARATION}<manuscript xmlns="{RECORD_NAMESPACE}">{escape(text)}</manuscript>'
    ).encode()


_RECORD_PROPERTIES = (
    f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_RECORD_ID}" xmlns:ds="{_OFFICE}/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{RECORD_NAMESPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
)

# --- the package ---------------------------------------------------------------------------

_Relation = tuple[str, str, str, bool]
_ROOT_RELATIONS: list[_Relation] = [
    ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml", False),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml", False),
    ("rId4", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml", False),
]
_FURNITURE: tuple[tuple[str, str, str], ...] = (
    ("rIdStyles", "styles", "styles.xml"),
    ("rIdSettings", "settings", "settings.xml"),
    ("rIdFonts", "fontTable", "fontTable.xml"),
    ("rIdTheme", "theme", "theme/theme1.xml"),
    ("rIdNumbering", "numbering", "numbering.xml"),
    ("rIdNotes", "footnotes", "footnotes.xml"),
    ("rIdComments", "comments", "comments.xml"),
    ("rIdHeader1", "header", "header1.xml"),
    ("rIdHeader2", "header", "header2.xml"),
    ("rIdHeader3", "header", "header3.xml"),
    ("rIdFooter1", "footer", "footer1.xml"),
)


def _own_relations(
    parts: Parts, files: Mapping[str, bytes], *, has_comments: bool
) -> list[_Relation]:
    """What the document refers to: our parts, and pandoc's links."""
    found: list[_Relation] = [
        (identifier, f"{_OFFICE}/relationships/{kind}", name, False)
        for identifier, kind, name in _FURNITURE
        if f"word/{name}" in files and (kind != "comments" or has_comments)
    ]
    found.append(("rIdRecord", f"{_OFFICE}/relationships/customXml", f"../{RECORD_PART}", False))
    return [*found, *_links(parts.files["word/_rels/document.xml.rels"])]


def _links(relations: bytes) -> list[_Relation]:
    """The addresses that pandoc's text leads to."""
    return [
        (one.get("Id"), one.get("Type"), one.get("Target"), True)
        for one in parse_xml(relations, trusted=True).iter(_RELATIONSHIP)
        if one.get("TargetMode") == "External"
    ]


def _relationships(relations: Iterable[_Relation]) -> bytes:
    told = "".join(
        f"<Relationship Id={quoteattr(identifier)} Type={quoteattr(kind)} "
        f"Target={quoteattr(target)}{' TargetMode=' + quoteattr('External') if external else ''}/>"
        for identifier, kind, target, external in relations
    )
    space = f"{_PACKAGE}/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{space}">{told}</Relationships>'.encode()


def _content_types(files: Mapping[str, bytes]) -> bytes:
    kinds = {
        "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
        "word/numbering.xml": f"{_WORD_TYPE}.numbering+xml",
        "word/footnotes.xml": f"{_WORD_TYPE}.footnotes+xml",
        "word/comments.xml": f"{_WORD_TYPE}.comments+xml",
        "word/theme/theme1.xml": f"{_TYPES}.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_TYPES}.extended-properties+xml",
        "docProps/custom.xml": f"{_TYPES}.custom-properties+xml",
        "customXml/itemProps1.xml": f"{_TYPES}.customXmlProperties+xml",
    }
    for name in files:
        if re.fullmatch(r"word/(?:header|footer)\d\.xml", name):
            kinds[name] = f"{_WORD_TYPE}.{name[5:11]}+xml"
    endings = {name.rpartition(".")[2].lower() for name in files} & _ENDINGS.keys()
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    defaults |= {"xml": "application/xml", **{e: _ENDINGS[e] for e in sorted(endings)}}
    told = "".join(
        f"<Default Extension={quoteattr(ending)} ContentType={quoteattr(kind)}/>"
        for ending, kind in defaults.items()
    )
    told += "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
        for name, kind in kinds.items()
        if name in files
    )
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{told}</Types>'.encode()


def _bytes(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _stamp(date: dt.datetime) -> str:
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def _twentieths(points: float) -> int:
    return round(points * 20)
