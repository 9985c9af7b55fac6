"""An OpenDocument text for pandoc: what its reader passes over, or has without its words, is
written so that it reads it (OASIS, Open Document Format 1.3, part 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from nashr import ast
from nashr.importing.capitals import Capitals, tell_capitals
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.letterspacing import tell_spaced
from nashr.importing.library import Library
from nashr.importing.odt_changes import take_changes
from nashr.importing.odt_lists import write_numbers
from nashr.importing.odt_looks import with_looks_of_odt, write_looks
from nashr.importing.ooxml import remove_element
from nashr.importing.query_marks import with_queries
from nashr.importing.settling import tell_hidden, tell_inner_tables
from nashr.messages import Message
from nashr.model import Node
from nashr.records import dataclass
from nashr.untrusted.archives import write_archive
from nashr.untrusted.xml import parse_xml

_CONTENT, _STYLES = "content.xml", "styles.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _DRAW, _STYLE, _SVG, _TABLE = (
    f"{{{_NAMES}{name}:1.0}}" for name in ("text", "drawing", "style", "svg-compatible", "table")
)
#: What only says something of the text in it, and pandoc drops with it.
_TRANSPARENT = (
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}content-control",
    f"{_TEXT}meta",
    *(f"{_TABLE}table-{name}" for name in ("row-group", "rows", "columns", "column-group")),
)
#: The text of cells in a row that only shows how many columns a table has.
_COLUMN = "\u2063\u2063\u2063"
_XLINK = "{http://www.w3.org/1999/xlink}"
#: Shapes with paragraphs of their own.
_SHAPES = tuple(
    f"{_DRAW}{name}"
    for name in (
        "caption circle connector custom-shape ellipse line measure path polygon polyline rect "
        "regular-polygon"
    ).split()
)
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
    "note-ref reference-ref sequence-ref word-count"
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
    hidden: tuple[str, ...] = ()
    has_contents: bool = False
    #: What is said of pictures for those who cannot see them, by their paths.
    alternatives: Mapping[str, str] | None = None
    inner_tables: int = 0
    #: What was done of words in capitals, and how many places are letterspaced.
    capitals: Capitals = Capitals()
    spaced: int = 0


def prepare_odt(files: Mapping[str, bytes], treatment: Treatment) -> OdtSource:
    """The source for the files of an OpenDocument. Raises ``XmlError``."""
    root = parse_xml(files[_CONTENT])
    queries: list[str] = []
    take_changes(root, queries, treatment)
    hidden = _take_hidden(root, _hidden_styles(files, root))
    contents = _take_contents(root)
    works, is_whole = _take_works(root)
    has_list = _take_list(root, is_whole and bool(works))
    for name in _FIELDS:
        for one in list(root.iter(f"{_TEXT}{name}")):
            remove_element(one, "".join(one.itertext()))
    etree.strip_tags(root, *_TRANSPARENT)
    _write_out(root)
    write_numbers(files, root)
    capitals, spaced = write_looks(files, root)
    tables = _write_out_tables(root)
    for one in root.iter(f"{_TABLE}table"):
        _show_columns(one)
    alternatives = _take_alternatives(root)
    boxes = _move_boxes(root)
    written = {name: files[name] for name in files}
    written[_CONTENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return OdtSource(
        write_archive(written),
        written,
        tuple(queries),
        works,
        boxes,
        has_list,
        hidden,
        contents,
        alternatives,
        tables,
        capitals,
        spaced,
    )


def settle_odt(draft: Draft, library: Library, source: OdtSource) -> None:
    """Put queries, keys and formulas of the draft in order, and tell what was done."""
    keys = {name: library.add_item(item) for name, item in (source.works or {}).items()}

    alternatives = source.alternatives or {}

    def change(node: Node) -> list[Node] | None:
        match node:
            case {"t": "Cite", "c": [cites, words]}:
                new = [{**one, "citationId": _key(one["citationId"], keys)} for one in cites]
                return [{"t": "Cite", "c": [new, words]}]
            case {"t": "Image", "c": [attributes, words, [path, _]]} if path in alternatives:
                said = ast.words(alternatives[path]) or words
                return [{"t": "Image", "c": [attributes, said, [path, ""]]}]
            case {"t": "Table", "c": [*_, bodies, _]}:
                for body in bodies:
                    body[3] = [row for row in body[3] if not _is_of_columns(row)]
            case {"t": "Para", "c": inlines} if _is_in_line(inlines):
                inner = [_in_line(one) for one in inlines]
                return [ast.para(inner)] if inner != inlines else None
        return None

    draft.blocks = with_looks_of_odt(ast.rewrite(draft.blocks, change))
    tell_capitals(draft, source.capitals)
    tell_spaced(draft, source.spaced)
    draft.blocks = with_queries(draft.blocks, source.queries)
    for _ in range(source.boxes):
        message = Message("A text box stands behind the paragraph that it was tied to.")
        draft.add("text-box", Outcome.DOUBTFUL, message)
    tell_inner_tables(draft, source.inner_tables)
    tell_hidden(draft, source.hidden)
    if source.has_contents:
        message = Message("The table of contents was left out: nashr makes it.")
        draft.add("contents-list", Outcome.DONE, message)
    if source.has_list:
        message = Message("The list of references was left out: nashr makes it.")
        draft.add("list-of-references", Outcome.DONE, message)


def _is_of_columns(row: list[Any]) -> bool:
    return all(ast.plain_text(cell[4]) == _COLUMN for cell in row[1])


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


def _text_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


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


def _hidden_styles(files: Mapping[str, bytes], root: Element) -> frozenset[str]:
    """The styles whose text is not shown."""
    roots = [root, *(parse_xml(files[name]) for name in (_STYLES,) if name in files)]
    return frozenset(
        style.get(f"{_STYLE}name") or ""
        for one in roots
        for style in one.iter(f"{_STYLE}style")
        if any(
            shown.get(f"{_TEXT}display") == "none"
            for shown in style.iter(f"{_STYLE}text-properties")
        )
    )


def _take_hidden(root: Element, styles: frozenset[str]) -> tuple[str, ...]:
    """Take out what is hidden, and give its words."""
    found = []
    hidden = f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"
    for one in list(root.iter(*hidden, f"{_TEXT}span", f"{_TEXT}section")):
        is_hidden = one.tag in hidden or one.get(f"{_TEXT}display") == "none"
        if is_hidden or (one.tag == f"{_TEXT}span" and one.get(f"{_TEXT}style-name") in styles):
            if text := _text_of(one):
                found.append(text)
            remove_element(one)
    return tuple(found)


def _take_contents(root: Element) -> bool:
    """Take out tables of contents, and lists of figures and of tables."""
    names = ("table-of-content", "illustration-index", "table-index")
    lists = list(root.iter(*(f"{_TEXT}{name}" for name in names)))
    for one in lists:
        remove_element(one)
    return bool(lists)


def _write_out(root: Element) -> None:
    """Write readings above words in parentheses behind these, and take numbered paragraphs out of
    what they stand in.
    """
    for one in list(root.iter(f"{_TEXT}ruby")):
        parts = (one.iter(f"{_TEXT}ruby-{name}") for name in ("base", "text"))
        base, reading = (" ".join(map(_text_of, part)) for part in parts)
        remove_element(one, f"{base} ({reading})" if reading else base)
    for one in list(root.iter(f"{_TEXT}numbered-paragraph")):
        for inside in reversed(list(one)):
            one.addnext(inside)
        one.getparent().remove(one)


def _write_out_tables(root: Element) -> int:
    """Put the paragraphs of tables in cells in their place: pandoc drops such tables."""
    inner = [
        one
        for one in root.iter(f"{_TABLE}table")
        if any(True for _ in one.iterancestors(f"{_TABLE}table-cell"))
    ]
    for one in inner:
        for inside in reversed(list(one.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list"))):
            if not any(True for _ in inside.iterancestors(f"{_TEXT}list")):
                inside.tail = None
                one.addnext(inside)
        one.getparent().remove(one)
    return len(inner)


def _show_columns(table: Element) -> None:
    """Add a row with a cell for each column, where no row has so many: pandoc counts the cells of
    the longest row, and drops what stands behind them where all rows have cells that are joined.
    """
    cell, covered = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"

    def width(row: Element, *names: str) -> int:
        repeated = (one.get(f"{_TABLE}number-columns-repeated", "1") for one in row.iter(*names))
        return sum(int(n) if n.isdecimal() and len(n) < 4 else 1 for n in repeated)

    rows = list(table.iter(f"{_TABLE}table-row"))
    columns = max((width(row, cell, covered) for row in rows), default=0)
    if not rows or any(width(row, cell) == columns for row in rows):
        return
    added = etree.SubElement(table, f"{_TABLE}table-row")
    for _ in range(columns):
        etree.SubElement(etree.SubElement(added, cell), f"{_TEXT}p").text = _COLUMN


def _take_alternatives(root: Element) -> dict[str, str]:
    """Take out the titles and descriptions of pictures, which pandoc reads as something else."""
    found = {}
    for frame in root.iter(f"{_DRAW}frame"):
        said = [frame.find(f"{_SVG}{name}") for name in ("desc", "title")]
        texts = [_text_of(one) for one in said if one is not None]
        image = frame.find(f"{_DRAW}image")
        if image is not None and any(texts):
            found[image.get(f"{_XLINK}href") or ""] = next(filter(None, texts))
            for one in said:
                if one is not None:
                    remove_element(one)
    return found


def _move_boxes(root: Element) -> int:
    """Put the paragraphs of text boxes and shapes behind the paragraph that they are tied to, or in
    their place. Boxes with a picture are figures with captions, which pandoc reads.
    """
    count = 0
    for box in reversed(list(root.iter(f"{_DRAW}text-box", *_SHAPES))):
        frame = box if box.tag in _SHAPES else box.getparent()
        inside = [one for one in box if isinstance(one.tag, str) and one.tag.startswith(_TEXT)]
        words = _text_of(box)
        if frame is None or not words or any(True for _ in box.iter(f"{_DRAW}image")):
            continue
        at = next(box.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), frame)
        for one in reversed(inside if box.tag in _SHAPES else list(box)):
            one.tail = None
            at.addnext(one)
        remove_element(frame)
        count += 1
    return count
