"""Citations that are no fields: in bookmarks (Zotero, Mendeley Desktop in LibreOffice), whose data
stand among the properties of the file, and in content controls (Mendeley Cite).
"""

from __future__ import annotations

import base64
import binascii
import json
import re

from lxml import etree

from nashr.importing.fields import BibliographyField, CitationField
from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import Element, WordPackage, find_all, paragraph_text, tag, value

_PROPERTIES = "docProps/custom.xml"
_BOOKMARK = re.compile(r"ZOTERO_BREF_\w+|Mendeley_Bookmark_\w+")
_CONTROL = re.compile(r"MENDELEY_CITATION_v\d+_([A-Za-z0-9+/=_-]+)")
_LIST_CONTROL = re.compile(r"MENDELEY_BIBLIOGRAPHY")


def mark_stored_citations(package: WordPackage, marks: Marks) -> None:
    """Put marks in the place of citations that are kept in bookmarks and content controls."""
    stored = _stored(package)
    for _, story in package.stories():
        for control in list(story.iter(tag("w:sdt"))):
            _mark_control(control, marks)
        if stored:
            for start in list(story.iter(tag("w:bookmarkStart"))):
                name = value(start, "w:name")
                if _BOOKMARK.fullmatch(name) and name in stored:
                    _mark_bookmark(start, stored[name], marks)


def _stored(package: WordPackage) -> dict[str, str]:
    """The properties of the file whose values are cut into pieces: name_1, name_2 …"""
    if _PROPERTIES not in package.files:
        return {}
    pieces: dict[str, dict[int, str]] = {}
    for one in package.tree(_PROPERTIES).iter("{*}property"):
        name, _, number = str(one.get("name", "")).rpartition("_")
        if number.isdecimal():
            pieces.setdefault(name, {})[int(number)] = "".join(one.itertext())
    return {name: "".join(found[n] for n in sorted(found)) for name, found in pieces.items()}


def _mark_control(control: Element, marks: Marks) -> None:
    name = value(next(iter(find_all(control, "./w:sdtPr/w:tag")), None))
    content = control.find(tag("w:sdtContent"))
    if content is None or control.getparent() is None:
        return
    shown = paragraph_text(content)
    if found := _CONTROL.match(name):
        thing: object = CitationField("csl", f"ADDIN CSL_CITATION {_decoded(found[1])}", shown)
    elif _LIST_CONTROL.match(name):
        thing = BibliographyField("csl", shown)
    else:
        return
    run = text_run(marks.add(thing))
    if content.find(tag("w:p")) is not None:  # around whole paragraphs
        paragraph = etree.Element(tag("w:p"))
        paragraph.append(run)
        run = paragraph
    put_in_place(control, [run])


def _decoded(data: str) -> str:
    try:
        plain = data.replace("-", "+").replace("_", "/")
        return base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _mark_bookmark(start: Element, data: str, marks: Marks) -> None:
    """The runs of a bookmark become a mark, where it begins and ends in one paragraph."""
    number = value(start, "w:id")
    runs = []
    for one in start.itersiblings():
        if one.tag == tag("w:bookmarkEnd") and value(one, "w:id") == number:
            break
        if one.tag == tag("w:r"):
            runs.append(one)
    else:
        return
    shown = "".join("".join(run.itertext(tag("w:t"))) for run in runs)
    if not shown.strip():  # of several bookmarks around one citation, the first has become a mark
        return
    if re.match(r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL|Mendeley\s+Bibliography)", data):
        thing: object = BibliographyField("zotero", shown)
        before = ""
    else:
        before = _text_before(shown, data)
        program = "zotero" if "ZOTERO" in data[:30] else "csl"
        thing = CitationField(program, data.strip(), shown[len(before) :])
    start.addprevious(text_run(before + marks.add(thing)))
    for run in runs:
        run.getparent().remove(run)


def _text_before(shown: str, data: str) -> str:
    """What the bookmark has come to hold before the citation itself, by typing at its edge."""
    try:
        begin = data.index("{")
        plain = json.loads(data[begin:])["properties"]["plainCitation"]
    except (ValueError, KeyError, TypeError):
        return ""
    at = shown.rfind(plain) if isinstance(plain, str) and plain else -1
    return shown[:at] if at > 0 else ""
