"""Building the logical structure: from the boxes of laid-out pages to structure elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr.typesetting.modules import box_classes
from nashr.typesetting.pages.tables import is_continued
from nashr.typesetting.paragraphs.lineends import ends_in_hyphen, is_after_space, is_before_space
from nashr.typesetting.tagging.listings import Lines, listing_around
from nashr.typesetting.tagging.reading_order import set_reading_order
from nashr.typesetting.tagging.roles import classes, is_inline, role_of
from nashr.typesetting.tagging.structure import Element, Piece, Place, Structure

#: Pages of a document whose memory is worth the time that releasing it takes.
LONG = 40
#: Generated content without a meaning.
_ORNAMENTS = {"hr::before"}


def structure_of(
    pages: list[Any],
    tags: list[dict[Any, Any]],
    root: Any,
    order: Mapping[Any, int],
) -> Structure:
    """The structure of laid-out pages.

    ``tags`` are WeasyPrint's marked content by box, page by page. ``order`` is the position of each
    element in the text, from which a figure's position on the pages may differ. Of a long document
    the boxes of a page are released when they are read, but for the first page's, of which the
    file's finisher asks for the style: they are most of a book's memory.
    """
    builder = _Builder(root, order)
    for number, (page, marks) in enumerate(zip(pages, tags, strict=True)):
        builder.read_page(number, page._page_box, marks)
        if number and len(pages) >= LONG:
            marks.clear()
            _release(page)
    return builder.finish()


def _release(page: Any) -> None:
    for box in page._page_box.children:
        vars(box).pop("page", None)  # an area of notes has its page, which is a cycle
    page._page_box = None


class _Builder:
    def __init__(self, root: Any, order: Mapping[Any, int]) -> None:
        self._order = order
        self._above = {child: parent for parent in root.iter() for child in parent}
        document = Element("Document", root, root.get("lang") or "")
        self._structure = Structure(document)
        self._found: dict[Any, Element] = {root: document}
        self._notes: list[Element] = []
        self._last: Piece | None = None
        self._page = 0
        self._marks: dict[Any, Any] = {}
        self._heads: dict[Any, Any] = {}
        self._feet: dict[Any, list[tuple[Element, Piece]]] = {}
        self._foot: Any = None
        self._listings: dict[Any, Any] = {}
        self._indent = ""
        self._lines: dict[Any, Lines] = {}
        self._in_lines: dict[tuple[Any, int], dict[Any, Element]] = {}

    def read_page(self, number: int, page_box: Any, marks: dict[Any, Any]) -> None:
        self._page, self._marks = number, marks
        for box in page_box.children:
            self._read(box)
        for box in list(marks):  # boxes outside the tree of the page
            self._set_artifact(box)

    # --- reading boxes ---------------------------------------------------------------------

    def _read(self, box: Any) -> None:
        boxes = box_classes()

        box = getattr(box, "_box", box)  # the placeholder of an absolutely positioned box
        if isinstance(box, boxes.MarginBox):
            self._read_margin(box)
        elif isinstance(box, boxes.TextBox):
            self._read_text(box)
        elif isinstance(box, boxes.ReplacedBox):
            self._read_image(box)
        elif isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            self._read_repeated(box)
        elif isinstance(box, boxes.TableRowBox) and is_continued(box.element):
            self._set_artifacts(box)
        else:
            self._read_children(box)

    def _read_children(self, box: Any) -> None:
        boxes = box_classes()

        if isinstance(box, boxes.TableCellBox) and box.element is not None:
            self._element(box.element)
        if getattr(box, "link_annotation", None) and box.element_tag == "a":
            link = self._element(box.element)
            link.annotations.append((self._page, box.link_annotation))
        for child in getattr(box, "children", ()):
            self._read(child)

    def _read_margin(self, margin: Any) -> None:
        for box in _leaves(margin):
            if box in self._marks:
                self._structure.margins.append((self._piece(box), margin))

    def _read_repeated(self, group: Any) -> None:
        """A table's first head counts, and its last foot; others are artifacts."""
        if group.is_header:
            if self._heads.setdefault(group.element, group) is group:
                self._read_children(group)
            else:
                self._set_artifacts(group)
            return
        for element, piece in self._feet.pop(group.element, ()):
            element.kids.remove(piece)
            self._structure.repeated.append(piece)
        self._foot = group.element
        self._read_children(group)
        self._foot = None

    def _set_artifacts(self, around: Any) -> None:
        for box in _leaves(around):
            self._set_artifact(box)

    def _set_artifact(self, box: Any) -> None:
        if box in self._marks:
            self._structure.repeated.append(self._piece(box))

    def _read_text(self, box: Any) -> None:
        if box not in self._marks:
            self._note_indent(box)
            return
        if box.element is None or box.element_tag in _ORNAMENTS:
            self._set_artifact(box)
            return
        if self._last is not None and (is_before_space(box) or not box.text.strip()):
            self._last.space = not self._last.text.endswith(" ")
        listing = self._listing(box.element)
        if not box.text.strip():
            self._note_indent(box)
            self._set_artifact(box)
            return
        element = self._element(box.element)
        if listing is not None:
            self._lines_of(listing).take(box.text)
        if box.element_tag.endswith("::marker"):
            element = self._label(element)
        piece = self._piece(box)
        piece.indent, self._indent = self._indent, ""
        self._keep(element, piece)
        self._last = piece

    def _note_indent(self, box: Any) -> None:
        """Blanks before the first word of a line of code, which are not drawn where they stand by
        themselves.
        """
        if box.element is not None and not box.text.strip() and self._listing(box.element):
            self._indent = box.text

    def _read_image(self, box: Any) -> None:
        if box not in self._marks:
            return
        if box.element.get("alt") == "":  # the author calls it an ornament
            self._set_artifact(box)
            return
        self._keep(self._element(box.element), self._piece(box))
        self._last = None

    def _keep(self, element: Element, piece: Piece) -> None:
        element.kids.append(piece)
        if self._foot is not None:
            self._feet.setdefault(self._foot, []).append((element, piece))

    def _piece(self, box: Any) -> Piece:
        text = getattr(box, "text", "")
        return Piece(
            self._page,
            self._marks.pop(box)["mcid"],
            text,
            Place.of(box),
            space=is_after_space(box) and not text.endswith(" "),
            hyphen=ends_in_hyphen(box),
        )

    # --- elements --------------------------------------------------------------------------

    def _element(self, source: Any) -> Element:
        """The structure element for the content of an element of the HTML."""
        listing = self._listing(source)
        if listing is not None:
            return self._element_in_line(listing, source)
        return self._known(source)

    def _listing(self, source: Any) -> Any:
        if source not in self._listings:
            self._listings[source] = listing_around(source, self._above)
        return self._listings[source]

    def _lines_of(self, listing: Any) -> Lines:
        if listing not in self._lines:
            self._lines[listing] = Lines(listing)
        return self._lines[listing]

    def _element_in_line(self, listing: Any, source: Any) -> Element:
        """The structure element in the line of a listing that is being read."""
        made = self._in_lines.setdefault((listing, self._lines_of(listing).current()), {})
        if source not in made:
            if source is listing:
                whole = self._known(listing)
                made[source] = whole.add("P", None, whole.lang)
            else:
                around = self._element_in_line(listing, self._above[source])
                made[source] = self._found[source] = self._make(source, around)
        return made[source]

    def _known(self, source: Any) -> Element:
        found = self._found.get(source)
        if found is None:
            around = self._element(self._above[source])
            found = self._found[source] = self._make(source, around)
        return found

    def _make(self, source: Any, around: Element) -> Element:
        lang = source.get("lang") or self._lang(source)
        role = role_of(source)
        if role is None or (role == "Code" and around.role == "Code"):
            if lang == around.lang:
                return around
            return around.add("Span" if is_inline(source) else "Div", source, lang)
        make = getattr(self, f"_make_{role.lower()}", None)
        made: Element = make(source, around, lang) if make else around.add(role, source, lang)
        return made

    def _lang(self, source: Any) -> str:
        while source in self._above:
            source = self._above[source]
            if source.get("lang"):
                return str(source.get("lang"))
        return self._structure.document.lang

    def _make_note(self, source: Any, around: Element, lang: str) -> Element:
        note = Element("Note", source, lang, around)
        self._notes.append(note)
        return note

    def _make_link(self, source: Any, around: Element, lang: str) -> Element:
        if "note-number" in classes(source):
            around = around.add("Lbl", source, lang)
        elif source.get("href").startswith("#"):
            around = around.add("Reference", source, lang)
        return around.add("Link", source, lang)

    def _make_span(self, source: Any, around: Element, lang: str) -> Element:
        span = around.add("Span", source, lang)
        span.expansion = " ".join(source.get("title").split())
        return span

    def _make_figure(self, source: Any, around: Element, lang: str) -> Element:
        if source.tag == "figure":
            return around.add("Figure", source, lang)
        figure = around
        if not (around.role == "Figure" and around.source.tag == "figure"):
            figure = around.add("Figure", source, lang)
            figure.inline = True
        figure.alt = source.get("alt") or ""
        return figure

    def _make_formula(self, source: Any, around: Element, lang: str) -> Element:
        if around.role == "Formula":
            return around
        formula = around.add("Formula", source, lang)
        formula.alt = source.get("alt") or source.get("aria-label") or ""
        return formula

    def _make_caption(self, source: Any, around: Element, lang: str) -> Element:
        role = "Caption" if around.role in {"Figure", "Table"} else "P"
        return around.add(role, source, lang)

    def _make_source(self, source: Any, around: Element, lang: str) -> Element:
        """A table holds no paragraphs, and a figure is read as a whole."""
        if around.role in {"Figure", "Table"} and around.parent is not None:
            around = around.parent
        return around.add("P", source, lang)

    def _make_l(self, source: Any, around: Element, lang: str) -> Element:
        is_contents = around.role == "TOCI" or self._is_in(source, "nav")
        return around.add("TOC" if is_contents else "L", source, lang)

    def _make_lbody(self, source: Any, around: Element, lang: str) -> Element:
        if around.role == "TOC":
            return around.add("TOCI", source, lang)
        if source.tag == "dd":
            items = [kid for kid in around.kids if isinstance(kid, Element)]
            item = items[-1] if items else around.add("LI", source, lang)
            return item.add("LBody", source, lang)
        body = around.add("LI", source, lang).add("LBody", source, lang)
        is_reference = (source.get("id") or "").startswith("ref-")
        return body.add("BibEntry", source, lang) if is_reference else body

    def _make_lbl(self, source: Any, around: Element, lang: str) -> Element:
        if source.tag == "dt":
            item = around.kids[-1] if around.kids else None
            if not isinstance(item, Element) or _has(item, "LBody"):
                item = around.add("LI", source, lang)
            return item.add("Lbl", source, lang)
        label = self._label(around)
        label.alt = source.get("alt") or ""
        return label

    def _label(self, body: Element) -> Element:
        """The label of the list item whose body is given, or of a text around it."""
        while body.role not in {"LBody", "TOCI"} and body.parent is not None:
            body = body.parent
        item = body if body.role == "TOCI" else body.parent
        if item is None:
            return body
        for kid in item.kids:
            if isinstance(kid, Element) and kid.role == "Lbl":
                return kid
        label = Element("Lbl", None, item.lang, item)
        item.kids.insert(0, label)
        return label

    def _is_in(self, source: Any, tag: str) -> bool:
        while source in self._above:
            source = self._above[source]
            if source.tag == tag:
                return True
        return False

    # --- reading order ---------------------------------------------------------------------

    def finish(self) -> Structure:
        calls = {note: self._call_of(note) for note in self._notes}
        set_reading_order(self._structure.document, calls, self._order)
        return self._structure

    def _call_of(self, note: Element) -> Element:
        """The element that calls the note, or else the one around it."""
        siblings = list(self._above[note.source])
        before = siblings[: siblings.index(note.source)]
        call = self._found.get(before[-1]) if before else None
        return call or self._element(self._above[note.source])


def _leaves(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    children = getattr(box, "children", ())
    if not children:
        yield box
    for child in children:
        yield from _leaves(child)


def _has(element: Element, role: str) -> bool:
    return any(isinstance(kid, Element) and kid.role == role for kid in element.kids)
