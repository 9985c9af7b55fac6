"""PDFs joined to one that keeps their tags, links, ids and languages.

Each part keeps its structure tree as one element of the new tree, its own numbers of marked
content, and its own names of destinations and elements, so that a link of an article leads to its
own note or reference. What belongs to the document as a whole (metadata, output intent) is that of
a file of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from nashr.records import dataclass, field

#: How links to other parts begin in their own PDFs: the rest is the key of the part, or ``PAGE``
#: and an arabic page number.
LINK = "issue-part:"
PAGE = "page:"
#: How the page numbers of a part are written (ISO 32000-1, table 159).
DECIMAL, ROMAN = "/D", "/r"


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF that becomes a part of another.

    Attributes:
        key: its name in links of other parts; it is unique, and of letters, digits and hyphens.
        pdf: its bytes.
        title: its title, for the outline; empty where its pages have no entry of their own.
        first: the number of its first page, and in ``numbers`` how numbers are written.
        group: the title of those that it stands below in the outline and in the structure.
        kind: the type of its structure element; none where nothing of it is to be read.
        in_outline: whether what its own outline has stands below its title.
    """

    key: str
    pdf: bytes
    title: str
    first: int
    numbers: str = DECIMAL
    group: str = ""
    kind: str = "Part"
    lang: str = ""
    in_outline: bool = True


@dataclass(slots=True)
class _Target:
    """The PDF that is made, with what is collected for its trees."""

    pdf: pikepdf.Pdf
    #: Marked content and annotations, by their numbers.
    parents: list[tuple[int, Any]] = field(default_factory=list)
    next_parent: int = 0
    ids: list[tuple[bytes, Any]] = field(default_factory=list)
    destinations: list[tuple[bytes, Any]] = field(default_factory=list)
    elements: list[tuple[Part, Any]] = field(default_factory=list)
    outline: list[tuple[Part, Any, list[Any]]] = field(default_factory=list)
    labels: list[tuple[int, str, int]] = field(default_factory=list)
    starts: dict[str, Any] = field(default_factory=dict)


def join(parts: Iterable[Part], metadata: bytes, language: str) -> pikepdf.Pdf:
    """The parts as one PDF. ``metadata`` is a PDF with the metadata of the whole, of which no page
    is taken.
    """
    whole = pikepdf.open(io.BytesIO(metadata))
    del whole.pages[:]
    for key in ("/StructTreeRoot", "/Outlines", "/Names", "/PageLabels"):
        if key in whole.Root:
            del whole.Root[key]
    target = _Target(whole)
    for part in parts:
        _append(target, part)
    _write_structure(target, language)
    _write_outline(target)
    _write_names(target)
    _link_parts(target)
    nums = Array()
    for page, style, first in target.labels:
        nums.append(page)
        nums.append(Dictionary(S=Name(style), St=first))
    whole.Root.PageLabels = Dictionary(Nums=nums)
    return whole


def _append(target: _Target, part: Part) -> None:
    """Copy the pages of a part with all that belongs to them."""
    with pikepdf.open(io.BytesIO(part.pdf)) as source:
        copied = target.pdf.copy_foreign(_bundle(source))
        copied = target.pdf.make_indirect(copied)
        number = len(target.pdf.pages)
        prefix = f"{part.key}."
        for page in copied.Pages:
            page.Type = Name.Page
            target.pdf.pages.append(pikepdf.Page(page))
        pages = [target.pdf.pages[at].obj for at in range(number, len(target.pdf.pages))]
    if not pages:
        return
    target.labels.append((number, part.numbers, part.first))
    target.starts[part.key] = Array([pages[0], Name.XYZ, None, None, 0])
    for folio, page in enumerate(pages, part.first) if part.numbers == DECIMAL else ():
        target.starts[f"{PAGE}{folio}"] = Array([page, Name.XYZ, None, None, 0])
    if not part.kind:
        for page in pages:
            if "/StructParents" in page:
                del page["/StructParents"]
        return
    _number_parents(target, copied, pages)
    for page in pages:
        for annotation in page.get("/Annots", ()):
            _rename_destination(annotation, prefix)
    if "/Struct" in copied:
        _take_structure(target, part, copied.Struct, prefix)
    if "/Dests" in copied:
        for name, place in _tree(copied.Dests, "/Names"):
            target.destinations.append((prefix.encode() + bytes(name), place))
    items = list(_items(copied.Outlines)) if "/Outlines" in copied else []
    target.outline.append((part, target.starts[part.key], items))


def _bundle(source: pikepdf.Pdf) -> Any:
    """Pages, structure, destinations and outline of a PDF, as one object. Its pages are no pages
    there: qpdf copies pages one by one, without what leads from one to another.
    """
    source_pages = [page.obj for page in source.pages]
    root = source.Root
    bundle = Dictionary(Pages=Array(source_pages))
    if "/StructTreeRoot" in root:
        bundle.Struct = root.StructTreeRoot
    if "/Names" in root and "/Dests" in root.Names:
        bundle.Dests = root.Names.Dests
    if "/Outlines" in root:
        bundle.Outlines = root.Outlines
    for page in source_pages:
        for key in ("/MediaBox", "/Resources"):
            if key not in page and key in page.Parent:
                page[key] = page.Parent[key]
        del page.Parent
        del page.Type
    return source.make_indirect(bundle)


# --- structure -----------------------------------------------------------------------------


def _number_parents(target: _Target, copied: Any, pages: Sequence[Any]) -> None:
    """Give marked content and annotations numbers that no other part has."""
    if "/Struct" not in copied or "/ParentTree" not in copied.Struct:
        return
    base, highest = target.next_parent, -1
    for number, value in _tree(copied.Struct.ParentTree, "/Nums"):
        target.parents.append((base + int(number), value))
        highest = max(highest, int(number))
    target.next_parent = base + highest + 1
    seen: set[tuple[int, int]] = set()
    for page in pages:
        _shift(page, "/StructParents", base)
        for annotation in page.get("/Annots", ()):
            _shift(annotation, "/StructParent", base)
        for drawn in _drawn_forms(page, seen):
            _shift(drawn, "/StructParents", base)


def _shift(holder: Any, key: str, base: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + base


def _drawn_forms(page: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The forms of a page that have numbers of their own, each once for the part."""
    forms = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for form in forms.values():
        if "/StructParents" in form and form.objgen not in seen:
            seen.add(form.objgen)
            yield form


def _take_structure(target: _Target, part: Part, tree: Any, prefix: str) -> None:
    """Keep the elements at the top of a tree, and give all ids the part's prefix."""
    kids = tree.K if isinstance(tree.K, Array) else [tree.K]
    target.elements += [(part, kid) for kid in kids]
    for _, element in _tree(tree.get("/IDTree", Dictionary()), "/Names"):
        identifier = prefix.encode() + bytes(element.ID)
        element.ID = String(identifier)
        target.ids.append((identifier, element))
    for kid in kids:
        _rename_headers(kid, prefix)


def _rename_headers(element: Any, prefix: str) -> None:
    """Header cells are named by their ids, and so the names get the prefix too."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        kids = one.get("/K")
        if isinstance(kids, Array):
            waiting += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
        elif isinstance(kids, Dictionary) and "/S" in kids:
            waiting.append(kids)
        attributes = one.get("/A")
        if attributes is None:
            continue
        for row in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(row, Dictionary) and "/Headers" in row:
                named = [String(prefix.encode() + bytes(name)) for name in row.Headers]
                row.Headers = Array(named)


def _write_structure(target: _Target, language: str) -> None:
    """One tree: a document, in it the groups, and in these the parts."""
    pdf = target.pdf
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(), Lang=String(language))
    )
    group, title = document, ""
    for part, element in target.elements:
        if part.group != title:
            group, title = document, part.group
            if title:
                group = Dictionary(Type=Name.StructElem, S=Name.Part, P=document, K=Array())
                group = pdf.make_indirect(group)
                group.T = String(title)
                document.K.append(group)
        element.S = Name(f"/{part.kind}")
        element.P = group
        if part.title:
            element.T = String(part.title)
        if part.lang:
            element.Lang = String(part.lang)
        group.K.append(element)
    root.K = Array([document])
    nums = Array()
    for number, value in target.parents:
        nums.append(number)
        nums.append(value)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=nums))
    root.ParentTreeNextKey = target.next_parent
    if target.ids:
        root.IDTree = pdf.make_indirect(Dictionary(Names=_named(target.ids)))
    pdf.Root.StructTreeRoot = root


# --- links and destinations ----------------------------------------------------------------


def _rename_destination(annotation: Any, prefix: str) -> None:
    """Give a link to a named place of its own part the part's prefix."""
    for holder, key in ((annotation, "/Dest"), (annotation.get("/A"), "/D")):
        if holder is not None and isinstance(holder.get(key), String):
            holder[key] = String(prefix.encode() + bytes(holder[key]))


def _link_parts(target: _Target) -> None:
    """Lead links to other parts to their first pages."""
    for page in target.pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(LINK):
                del annotation["/A"]
                annotation.Dest = target.starts[address.removeprefix(LINK)]


def _write_names(target: _Target) -> None:
    if target.destinations:
        names = target.pdf.make_indirect(Dictionary(Names=_named(target.destinations)))
        target.pdf.Root.Names = Dictionary(Dests=names)


def _named(rows: Sequence[tuple[bytes, Any]]) -> Array:
    """The rows of a name tree, in the order of their bytes."""
    names = Array()
    for name, value in sorted(rows, key=lambda row: row[0]):
        names.append(String(name))
        names.append(value)
    return names


def _tree(node: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """The names, or numbers, of a tree with their values."""
    flat = list(node.get(key, ()))
    yield from zip(flat[::2], flat[1::2], strict=True)
    for kid in node.get("/Kids", ()):
        yield from _tree(kid, key)


# --- the outline ---------------------------------------------------------------------------


def _items(outline: Any) -> Iterator[Any]:
    """The items at the top of an outline."""
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _write_outline(target: _Target) -> None:
    """One outline: the groups, in them the parts by their titles, and what they have below."""
    pdf = target.pdf
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    top: list[Any] = []
    groups: dict[str, tuple[Any, list[Any]]] = {}
    for part, start, items in target.outline:
        below = [item for one in items for item in _items(one)] if part.title else items
        if not part.title:
            top += items
            continue
        item = _item(pdf, part.title, start)
        _hang(item, below if part.in_outline else [])
        if not part.group:
            top.append(item)
            continue
        if part.group not in groups:
            groups[part.group] = (_item(pdf, part.group, start), [])
            top.append(groups[part.group][0])
        groups[part.group][1].append(item)
    for heading, members in groups.values():
        _hang(heading, members)
    _hang(root, top)
    if top:
        pdf.Root.Outlines = root


def _item(pdf: pikepdf.Pdf, title: str, place: Any) -> Any:
    return pdf.make_indirect(Dictionary(Title=String(title), Dest=place))


def _hang(parent: Any, items: Sequence[Any]) -> None:
    """Make the items the members of an item, or of the outline, which shows them all."""
    if not items:
        return
    for number, item in enumerate(items):
        item.Parent = parent
        for key, other in (("/Prev", number - 1), ("/Next", number + 1)):
            if 0 <= other < len(items):
                item[key] = items[other]
            elif key in item:
                del item[key]
    parent.First, parent.Last = items[0], items[-1]
    parent.Count = sum(1 + max(0, int(item.get("/Count", 0))) for item in items)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of the PDF, the same for the same parts."""
    written = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        written,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return written.getvalue()
