"""An OpenDocument text for pandoc: what its reader passes over, or has without its words, is
written so that it reads it (OASIS, Open Document Format 1.3, part 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from nashr import ast
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.library import Library
from nashr.importing.ooxml import remove_element
from nashr.importing.query_marks import ask, with_queries
from nashr.messages import Message
from nashr.model import Node
from nashr.records import dataclass
from nashr.untrusted.archives import write_archive
from nashr.untrusted.xml import parse_xml

_CONTENT = "content.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _DRAW, _OFFICE = (
    f"{{{_NAMES}text:1.0}}",
    f"{{{_NAMES}drawing:1.0}}",
    f"{{{_NAMES}office:1.0}}",
)
_DC = "{http://purl.org/dc/elements/1.1/}"
#: Fields whose text pandoc leaves out.
_FIELDS = (
    "author-initials author-name chapter character-count conditional-text "
    "creation-date creation-time creator database-display database-name date dde-connection "
    "description drop-down editing-cycles editing-duration execute-macro expression file-name "
    "image-count initial-creator keywords measure meta-field modification-date modification-time "
    "object-count page-continuation page-variable-get paragraph-count placeholder print-date "
    "print-time printed-by script sender-city sender-company sender-country sender-email "
    "sender-fax sender-firstname sender-initials sender-lastname sender-phone-private "
    "sender-phone-work sender-position sender-postal-code sender-state-or-province sender-street "
    "sender-title sheet-name subject table-count table-formula template-name text-input time "
    "title user-defined user-field-get user-field-input variable-get variable-input variable-set "
    "word-count"
).split()
_TYPES = {
    "article": "article-journal",
    "journal": "article-journal",
    "book": "book",
    "booklet": "book",
    "manual": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
    "www": "webpage",
}
_VALUES = {
    "title": ("title",),
    "booktitle": ("container-title",),
    "journal": ("container-title",),
    "publisher": ("publisher",),
    "institution": ("publisher",),
    "school": ("publisher",),
    "organizations": ("publisher",),
    "address": ("publisher-place",),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "pages": ("page",),
    "edition": ("edition",),
    "series": ("collection-title",),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "url": ("URL",),
    "note": ("note",),
}
#: A query stands between these, by its number, while pandoc reads the text.
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+")
Element = Any


@dataclass(frozen=True, slots=True)
class OdtSource:
    """The file for pandoc, and what was taken out of it."""

    data: bytes
    files: Mapping[str, bytes]
    queries: tuple[str, ...] = ()
    #: The works of its marks of bibliography, by their identifiers.
    works: Mapping[str, Mapping[str, Any]] | None = None
    boxes: int = 0
    has_list: bool = False


def prepare_odt(files: Mapping[str, bytes], treatment: Treatment) -> OdtSource:
    """The source for the files of an OpenDocument. Raises ``XmlError``."""
    root = parse_xml(files[_CONTENT])
    queries: list[str] = []
    _take_comments(root, queries)
    _take_changes(root, queries, treatment)
    works, is_whole = _take_works(root)
    has_list = _take_list(root, is_whole and bool(works))
    for name in _FIELDS:
        for one in list(root.iter(f"{_TEXT}{name}")):
            remove_element(one, "".join(one.itertext()))
    boxes = _move_boxes(root)
    written = {name: files[name] for name in files}
    written[_CONTENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return OdtSource(write_archive(written), written, tuple(queries), works, boxes, has_list)


def settle_odt(draft: Draft, library: Library, source: OdtSource) -> None:
    """Put queries, keys and formulas of the draft in order, and tell what was done."""
    keys = {name: library.add_item(item) for name, item in (source.works or {}).items()}

    def change(node: Node) -> list[Node] | None:
        match node:
            case {"t": "Cite", "c": [cites, words]}:
                new = [{**one, "citationId": _key(one["citationId"], keys)} for one in cites]
                return [{"t": "Cite", "c": [new, words]}]
            case {"t": "Para", "c": inlines} if _is_in_line(inlines):
                inner = [_in_line(one) for one in inlines]
                return [ast.para(inner)] if inner != inlines else None
        return None

    draft.blocks = ast.rewrite(draft.blocks, change)
    draft.blocks = with_queries(draft.blocks, source.queries)
    for _ in range(source.boxes):
        message = Message("A text box stands behind the paragraph that it was tied to.")
        draft.add("text-box", Outcome.DOUBTFUL, message)
    if source.has_list:
        message = Message("The list of references was left out: nashr makes it.")
        draft.add("list-of-references", Outcome.DONE, message)


def _key(identifier: str, keys: Mapping[str, str]) -> str:
    return keys.get(identifier, identifier)


def _is_in_line(inlines: list[Node]) -> bool:
    """Whether words stand beside a formula."""
    rest = [one for one in inlines if one["t"] != "Math"]
    return len(rest) < len(inlines) and bool(re.search(r"\w", ast.plain_text(rest)))


def _in_line(node: Node) -> Node:
    is_formula = node["t"] == "Math"
    return {"t": "Math", "c": [{"t": "InlineMath"}, node["c"][1]]} if is_formula else node


# --- the file ------------------------------------------------------------------------------


def _asking(queries: list[str], text: str) -> str:
    return ask(queries, f"{len(queries) + 1}. {text}")


def _text_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _take_comments(root: Element, queries: list[str]) -> None:
    """Make queries of comments, where they begin."""
    for one in list(root.iter(f"{_OFFICE}annotation")):
        day = (one.findtext(f"{_DC}date") or "")[:10]
        said = ", ".join(filter(None, (one.findtext(f"{_DC}creator") or "", day)))
        words = " ".join(_text_of(part) for part in one.iter(f"{_TEXT}p"))
        remove_element(one, _asking(queries, f"{said}: {words}" if said else words))
    for one in list(root.iter(f"{_OFFICE}annotation-end")):
        remove_element(one)


def _take_changes(root: Element, queries: list[str], treatment: Treatment) -> None:
    """Make queries of changes; where they are accepted, the text is what pandoc reads."""
    regions = {
        region.get(f"{_TEXT}id") or "": region for region in root.iter(f"{_TEXT}changed-region")
    }
    if treatment is not Treatment.ACCEPT:
        for kind in ("change", "change-end"):
            for one in list(root.iter(f"{_TEXT}{kind}")):
                region = regions.get(one.get(f"{_TEXT}change-id") or "")
                asked = None if region is None else _change(region)
                if asked:
                    remove_element(one, _asking(queries, asked))
    for one in list(root.iter(f"{_TEXT}tracked-changes")):
        one.getparent().remove(one)


def _change(region: Element) -> str:
    deleted = region.find(f"{_TEXT}deletion")
    if deleted is not None:
        words = " ".join(map(_text_of, deleted.iter(f"{_TEXT}p", f"{_TEXT}h")))
        return f"deleted here: “{words}”"
    return "inserted before this" if region.find(f"{_TEXT}insertion") is not None else ""


def _take_works(root: Element) -> tuple[dict[str, dict[str, Any]], bool]:
    """The works of marks of bibliography by their identifiers, and whether all marks have one; a
    mark that says nothing of its work becomes its text.
    """
    works: dict[str, dict[str, Any]] = {}
    is_whole = True
    for mark in list(root.iter(f"{_TEXT}bibliography-mark")):
        identifier = mark.get(f"{_TEXT}identifier") or ""
        item = _item(mark, identifier)
        if identifier and item.get("title"):
            works.setdefault(identifier, item)
        else:
            is_whole = False
            remove_element(mark, "".join(mark.itertext()))
    return works, is_whole


def _item(mark: Element, identifier: str) -> dict[str, Any]:
    def text(name: str) -> str:
        return " ".join((mark.get(f"{_TEXT}{name}") or "").split())

    kind = _TYPES.get(text("bibliography-type"), "document")
    item: dict[str, Any] = {"type": kind, "citation-key": identifier}
    for name, variables in _VALUES.items():
        # The number of an article is that of its issue, of others their own.
        variable = variables[0] if kind == "article-journal" else variables[-1]
        if text(name):
            item.setdefault(variable, text(name))
    for role in ("author", "editor"):
        if names := list(_names(text(role))):
            item[role] = names
    if year := re.search(r"\d{4}", text("year")):
        item["issued"] = {"date-parts": [[int(year[0])]]}
    elif text("year"):
        item["issued"] = {"literal": text("year")}
    return item


def _names(text: str) -> Iterator[dict[str, str]]:
    """The names in a field: “Oran, Baskın; Kuzio, Taras”, “Baskın Oran and Taras Kuzio”."""
    for name in re.split(r"\s*;\s*|\s+(?:and|və|ve|и|&)\s+", text):
        parts = [part.strip() for part in name.split(",") if part.strip()]
        if len(parts) > 2 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
            pairs = zip(parts[::2], parts[1::2], strict=False)
            yield from ({"family": family, "given": given} for family, given in pairs)
        elif len(parts) == 2:
            yield {"family": parts[0], "given": parts[1]}
        elif len(parts) > 2:
            yield {"literal": name}
        elif parts:
            given, _, family = parts[0].rpartition(" ")
            yield {"family": family, "given": given} if given else {"literal": family}


def _take_list(root: Element, is_made: bool) -> bool:
    """Take the list of references out where nashr makes it; else leave its paragraphs as text."""
    lists = list(root.iter(f"{_TEXT}bibliography"))
    for one in lists:
        parent, place = one.getparent(), one.getparent().index(one)
        inside: Iterable[Element] = () if is_made else list(one.iter(f"{_TEXT}p", f"{_TEXT}h"))
        parent.remove(one)
        for n, paragraph in enumerate(inside):
            parent.insert(place + n, paragraph)
    return bool(lists) and is_made


def _move_boxes(root: Element) -> int:
    """Put the paragraphs of text boxes behind the paragraph that they are tied to. Those with a
    picture are figures with captions, which pandoc reads.
    """
    count = 0
    for box in list(root.iter(f"{_DRAW}text-box")):
        frame = box.getparent()
        anchor = next(box.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), None)
        if anchor is None or frame is None or any(True for _ in box.iter(f"{_DRAW}image")):
            continue
        for one in reversed(list(box)):
            anchor.addnext(one)
        remove_element(frame)
        count += 1
    return count
