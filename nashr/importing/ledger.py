"""Count what a Word file has, and what the manuscript that is made of it has."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.importing.ooxml import Element, WordPackage, find_all, one_line, tag, value
from nashr.messages import Message
from nashr.model import Blocks

#: What is counted, by the key that ``import.json`` has for it, in the order of the report. A key
#: may be followed by a colon and a kind, as ``fields: REF``.
NAMES: Mapping[str, Message] = {
    "paragraphs": Message("Paragraphs"),
    "headings": Message("Headings"),
    "lists": Message("Lists"),
    "notes": Message("Notes"),
    "comments": Message("Comments"),
    "insertions": Message("Insertions"),
    "deletions": Message("Deletions"),
    "moves": Message("Moves"),
    "changes of format": Message("Changes of format"),
    "queries": Message("Queries"),
    "formulas": Message("Formulas"),
    "formulas of old editors": Message("Formulas of old editors"),
    "tables": Message("Tables"),
    "merged cells": Message("Merged cells"),
    "pictures": Message("Pictures"),
    "charts": Message("Charts"),
    "diagrams": Message("Diagrams"),
    "text boxes": Message("Text boxes"),
    "embedded objects": Message("Embedded objects"),
    "citations": Message("Citations"),
    "cross-references": Message("Cross-references"),
    "links": Message("Links"),
    "fields": Message("Fields"),
    "content controls": Message("Content controls"),
    "bookmarks": Message("Bookmarks"),
    "headers and footers": Message("Heads and feet of pages"),
    "section breaks": Message("Section breaks"),
    "languages": Message("Languages"),
    "styles": Message("Styles of paragraphs"),
}
_OLD_FORMULAS = ("equation.", "mathtype", "opendocument.math", "starmath")
_MANY: Mapping[str, str] = {
    "paragraphs": "//w:p[.//w:t]",
    "insertions": "//w:ins[not(parent::w:rPr or parent::w:trPr)]",
    "deletions": "//w:del[not(parent::w:rPr or parent::w:trPr)]",
    "moves": "//w:moveTo[not(parent::w:rPr)]",
    "changes of format": "//w:rPrChange | //w:pPrChange | //w:tblPrChange | //w:sectPrChange",
    "notes": "//w:footnoteReference | //w:endnoteReference",
    "formulas": "//m:oMath[not(ancestor::m:oMath)]",
    "tables": "//w:tbl[.//w:t or .//w:drawing or .//w:pict or .//w:object or .//m:oMath]",
    "charts": "//c:chart[@r:id] | //cx:chart",
    "diagrams": "//dgm:relIds",
    "text boxes": "//w:txbxContent[.//w:t]",
    "content controls": "//w:sdt",
    "bookmarks": "//w:bookmarkStart[not(starts-with(@w:name, '_GoBack'))]",
    "links": "//w:hyperlink[@r:id]",
    "section breaks": "//w:pPr/w:sectPr",
}


def count_package(package: WordPackage) -> dict[str, int]:
    """What the running text of a file has, before anything is changed in it; what stands in two
    forms for old and new programs is counted once.
    """
    counts: Counter[str] = Counter()
    for kind, story in package.stories():
        part = package.main if kind == "document" else package.related(kind)[0]
        for name, path in _MANY.items():
            counts[name] += sum(1 for one in find_all(story, path) if not _is_fallback(one))
        counts["merged cells"] += sum(map(_merged_in, story.iter(tag("w:tbl"))))
        _count_objects(counts, story)
        _count_pictures(counts, package, part, story)
        _count_languages(counts, story)
        for one in find_all(story, "//w:pPr/w:pStyle"):
            counts[f"styles: {value(one)}"] += 1
        _count_fields(counts, story)
    comments = package.related_tree("comments")
    if comments is not None:
        counts["comments"] = len(comments.findall(tag("w:comment")))
    counts["headers and footers"] = sum(len(package.related(k)) for k in ("header", "footer"))
    return {name: number for name, number in counts.items() if number}


def _is_fallback(element: Element) -> bool:
    return next(element.iterancestors(tag("mc:Fallback")), None) is not None


def _count_objects(counts: Counter[str], story: Element) -> None:
    for one in find_all(story, "//o:OLEObject"):
        is_formula = str(one.get("ProgID", "")).lower().startswith(_OLD_FORMULAS)
        counts["formulas of old editors" if is_formula else "embedded objects"] += 1


def _count_pictures(counts: Counter[str], package: WordPackage, part: str, story: Element) -> None:
    relationships = package.relationships(part)
    for one in find_all(story, "//a:blip[@r:embed] | //v:imagedata[@r:id]"):
        if _is_fallback(one) or next(one.iterancestors(tag("w:object")), None) is not None:
            continue
        target = relationships.get(value(one, "r:embed") or value(one, "r:id"))
        ending = posixpath.splitext(target.target if target else "")[1].lstrip(".").lower()
        counts["pictures"] += 1
        counts[f"pictures: {ending or '?'}"] += 1


def _count_languages(counts: Counter[str], story: Element) -> None:
    for one in find_all(story, "//w:r[w:t]/w:rPr/w:lang[@w:val]"):
        counts[f"languages: {value(one)}"] += 1


def _count_fields(counts: Counter[str], story: Element) -> None:
    """The fields by the first word of their instruction, or by the program that made them."""
    instructions = [value(one, "w:instr") for one in story.iter(tag("w:fldSimple"))]
    texts = ("".join(one.itertext()) for one in story.iter(tag("w:instrText")))
    instructions += [text for text in texts if text[:1].isspace() or text[:1].isupper()]
    for instruction in instructions:
        words = one_line(instruction).split(" ")
        kind = " ".join(words[:2]) if words[0] == "ADDIN" else words[0]
        if kind.replace(" ", "").replace(".", "").replace("_", "").isalpha():
            counts["fields"] += 1
            counts[f"fields: {kind.upper()}"] += 1


def _merged_in(table: Element) -> int:
    """The cells of a table that take the room of several, those of tables within it left out."""
    open_cells: dict[int, tuple[Element, bool]] = {}
    merged = 0
    for row in table.findall(tag("w:tr")):
        column = 0
        for cell in row.iter(tag("w:tc")):
            if next(cell.iterancestors(tag("w:tbl"))) is not table:
                continue
            properties = cell.find(tag("w:tcPr"))
            width = _span(properties)
            vertical = None if properties is None else properties.find(tag("w:vMerge"))
            goes_on = vertical is not None and value(vertical) != "restart"
            if goes_on and column in open_cells:
                above, is_counted = open_cells[column]
                merged += not is_counted
                open_cells[column] = (above, True)
            else:
                merged += width > 1
                open_cells.pop(column, None)
                if vertical is not None:
                    open_cells[column] = (cell, width > 1)
            column += width
    return merged


def _span(properties: Element | None) -> int:
    spanned = "" if properties is None else value(properties.find(tag("w:gridSpan")))
    return int(spanned) if spanned.isdecimal() else 1


_NODES: Mapping[str, str] = {
    "Header": "headings",
    "BulletList": "lists",
    "OrderedList": "lists",
    "Note": "notes",
    "Math": "formulas",
    "Table": "tables",
    "Image": "pictures",
}
_OWN_TARGETS = ("fig:", "tbl:", "eq:", "sec:")


def count_result(blocks: Blocks) -> dict[str, int]:
    """What a manuscript has."""
    counts: Counter[str] = Counter()
    for node in ast.nodes(blocks):
        match node:
            case {"t": "Para" | "Plain"}:
                counts["paragraphs"] += 1
            case {"t": "Cite", "c": [cited, _]}:
                own = all(one["citationId"].startswith(_OWN_TARGETS) for one in cited)
                counts["cross-references" if own else "citations"] += 1
            case {"t": "Link", "c": [_, _, [target, _]]}:
                counts["cross-references" if target.startswith("#") else "links"] += 1
            case {"t": "RawInline", "c": [_, str(text)]} if text.startswith("<!-- query"):
                counts["queries"] += 1
            case {"t": kind} if kind in _NODES:
                counts[_NODES[kind]] += 1
        if node["t"] == "Table":
            counts["merged cells"] += sum(1 for cell in _cells(node) if max(cell[2:4]) > 1)
    return {name: number for name, number in counts.items() if number}


def _cells(table: Any) -> Iterator[Any]:
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    for row in rows:
        yield from row[1]
