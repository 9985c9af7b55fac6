"""Tagging: the logical structure, written into the PDF in place of WeasyPrint's own.

WeasyPrint tags a finished document in one function, which gets its pages and their content
streams; ``patch_tagging`` replaces that function.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

from nashr.typesetting.patching.apply import patched
from nashr.typesetting.tagging import roles
from nashr.typesetting.tagging.marked_content import Mark, Streams
from nashr.typesetting.tagging.structure import POINT, Element, Piece, Structure
from nashr.typesetting.tagging.structure_builder import structure_of

#: The bidirectional classes of letters that are written from right to left.
_RIGHT_TO_LEFT = {"R", "AL"}
#: No letter of these classes comes before it in Unicode.
_FIRST_RIGHT_TO_LEFT = "\u0590"
_HEADER, _FOOTER = ("Header", "Top"), ("Footer", "Bottom")


def patch_tagging(
    root: Any, order: Mapping[Any, int], *, in_pdf_2: bool = False
) -> AbstractContextManager[None]:
    """Let WeasyPrint tag a document by the elements of its HTML, of which ``root`` is the root.

    ``order`` is the position of each element in the text, see ``structure_builder.structure_of``.
    ``in_pdf_2`` asks for the structure of PDF 2.0.
    """

    def add(pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
        structure = structure_of(document.pages, [s._tags for s in streams], root, order)
        tagger = _Tagger(pdf, document, structure)
        tagger.write(streams)
        if in_pdf_2:
            from nashr.typesetting.tagging.pdf2 import Tagged, upgrade

            tagged = [Tagged(element, made) for element, made in tagger.made]
            upgrade(pdf, tagged, str(getattr(pdf.info.get("ModDate"), "string", "")))

    return patched({"weasyprint.pdf:add_tags": add})


def drop_nested_links(document: Any) -> None:
    """Drop the link annotations of elements inside a link, which has one for each line itself."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


class _Tagger:
    def __init__(self, pdf: Any, document: Any, structure: Structure) -> None:
        self._pdf = pdf
        self._structure = structure
        self._heights = [page.height for page in document.pages]
        self._fonts = {font.hash: font for font in document.fonts.values()}
        self._parents: list[list[bytes]] = [[] for _ in document.pages]
        self._annotations: list[bytes] = []
        self._ids: list[tuple[str, bytes]] = []
        self._marks: dict[tuple[int, int], Mark] = {}
        self._folio = ""
        #: Each element, and the object that was made of it, in the order of reading.
        self.made: list[tuple[Element, Any]] = []

    def write(self, streams: list[Any]) -> None:
        import pydyf

        root = self._object({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(self._structure.document, root, "").reference])
        numbers = pydyf.Array()
        for page, parents in enumerate(self._parents):
            numbers.extend([page, pydyf.Array(parents)])
        for key, parent in enumerate(self._annotations, start=len(self._parents)):
            numbers.extend([key, parent])
        root["ParentTree"] = self._object({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(self._parents) + len(self._annotations)
        if self._ids:
            names = pydyf.Array()
            for name, reference in sorted(self._ids):
                names.extend([pydyf.String(name), reference])
            root["IDTree"] = self._object({"Names": names}).reference
        catalog = self._pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._mark_artifacts()
        Streams(self._marks, self._fonts).rewrite(streams)

    def _object(self, entries: dict[str, Any]) -> Any:
        import pydyf

        made = pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    # --- elements --------------------------------------------------------------------------

    def _element(self, element: Element, parent: Any, lang: str) -> Any:
        import pydyf

        made = self._object({"Type": "/StructElem", "S": f"/{element.role}", "P": parent.reference})
        self.made.append((element, made))
        if element.lang and element.lang != lang:
            made["Lang"] = pydyf.String(element.lang)
        for key, value in (("Alt", element.alt), ("E", element.expansion)):
            if value:
                made[key] = pydyf.String(value)
        if element.role == "Note":
            made["ID"] = pydyf.String(element.source.get("id"))
            self._ids.append((element.source.get("id"), made.reference))
        attributes = self._attributes(element)
        if attributes:
            made["A"] = pydyf.Dictionary(attributes)
        page = next((piece.page for piece in element.pieces()), 0)
        made["Pg"] = self._page(page)
        kids: list[Any] = [self._link(n, note, element, made) for n, note in element.annotations]
        for is_reversed, run in groupby(element.kids, _is_reversed):
            if is_reversed:
                kids.append(self._reversed([k for k in run if isinstance(k, Piece)], made))
                continue
            for kid in run:
                if isinstance(kid, Piece):
                    kids.append(self._piece(kid, made, page))
                else:
                    kids.append(self._element(kid, made, element.lang).reference)
        if kids:
            made["K"] = pydyf.Array(kids)
        return made

    def _reversed(self, pieces: list[Piece], parent: Any) -> bytes:
        """Text whose glyphs are written from left to right and that is read from right to left.

        ``ActualText`` belongs to the element here: with the marked content it would mislead
        programs that reorder the glyphs themselves.
        """
        import pydyf

        words = "".join(piece.text + " " * piece.space for piece in pieces)
        page = pieces[0].page
        made = self._object(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "P": parent.reference,
                "Pg": self._page(page),
                "ActualText": pydyf.String(words),
            }
        )
        made["K"] = pydyf.Array([self._piece(piece, made, page) for piece in pieces])
        reference: bytes = made.reference
        return reference

    def _page(self, number: int) -> bytes:
        reference: bytes = self._pdf.page_references[number]
        return reference

    def _piece(self, piece: Piece, parent: Any, page: int) -> Any:
        import pydyf

        parents = self._parents[piece.page]
        number = len(parents)
        parents.append(parent.reference)
        self._marks[piece.page, piece.mark] = Mark(number, piece)
        if piece.page == page:
            return number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._page(piece.page), "MCID": number})

    def _name_of(self, link: Element) -> str:
        """What a link is called. The way back from a reference names its page, which is its text,
        or that of the one before it where several places are on one page.
        """
        name: str = link.source.get("aria-label") or link.text
        if "{page}" not in name:
            return name
        if link.text.isdigit():
            self._folio = link.text
        return name.replace("{page}", self._folio)

    def _link(self, page: int, annotation: Any, link: Element, parent: Any) -> Any:
        import pydyf

        annotation["StructParent"] = len(self._parents) + len(self._annotations)
        annotation["Contents"] = pydyf.String(self._name_of(link))
        self._annotations.append(parent.reference)
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page(page)}
        )

    def _attributes(self, element: Element) -> dict[str, Any]:
        import pydyf

        source = element.source
        if element.role in {"Figure", "Formula"}:
            placement = "/Inline" if element.inline else "/Block"
            box = pydyf.Array(self._bounds(element))
            return {"O": "/Layout", "Placement": placement, "BBox": box}
        if element.role == "L":
            return {"O": "/List", "ListNumbering": f"/{self._numbering(element)}"}
        if element.role not in {"TH", "TD"}:
            return {}
        entries: dict[str, Any] = {}
        if element.role == "TH":
            entries["Scope"] = f"/{roles.scope(source)}"
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            span = source.get(name) or "1"
            if span.isdigit() and int(span) > 1:
                entries[key] = int(span)
        return {"O": "/Table", **entries} if entries else {}

    def _numbering(self, element: Element) -> str:
        labelled = any(e.role == "Lbl" for kid in element.kids for e in _child_elements(kid))
        return roles.numbering(element.source) if labelled else "None"

    def _bounds(self, element: Element) -> tuple[float, ...]:
        """The bounding box of the images of an element, on the first page that has any of them."""
        images = [p for p in element.pieces() if not p.text] or list(element.pieces())
        first = images[0].page
        boxes = [p.bounds(self._heights[first]) for p in images if p.page == first]
        left, bottom, right, top = zip(*boxes, strict=True)
        return (min(left), min(bottom), max(right), max(top))

    # --- artifacts -------------------------------------------------------------------------

    def _mark_artifacts(self) -> None:
        import pydyf

        for piece, margin in self._structure.margins:
            height = self._heights[piece.page]
            x, y = margin.position_x, margin.position_y
            right, bottom = x + margin.margin_width(), y + margin.margin_height()
            subtype, edge = _HEADER if y < height / 2 else _FOOTER
            box = (x, height - bottom, right, height - y)
            properties = pydyf.Dictionary(
                {
                    "Type": "/Pagination",
                    "Subtype": f"/{subtype}",
                    "Attached": pydyf.Array([f"/{edge}"]),
                    "BBox": pydyf.Array([value * POINT for value in box]),
                }
            )
            self._marks[piece.page, piece.mark] = Mark(None, piece, properties)
        for piece in self._structure.repeated:
            properties = pydyf.Dictionary({"Type": "/Pagination"}) if piece.text.strip() else None
            self._marks[piece.page, piece.mark] = Mark(None, piece, properties)


def _is_reversed(kid: Element | Piece) -> bool:
    """Whether a text is right-to-left, or has right-to-left letters."""
    if not isinstance(kid, Piece) or not kid.text:
        return False
    if kid.place.is_right_to_left:
        return True
    high = filter(_FIRST_RIGHT_TO_LEFT.__le__, kid.text)
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in high)


def _child_elements(kid: Element | Piece) -> list[Element]:
    """The element's child elements."""
    return [k for k in kid.kids if isinstance(k, Element)] if isinstance(kid, Element) else []
