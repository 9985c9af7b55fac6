"""Where the pages of the PDF begin, marked in outputs that have no pages of their own.

A place is told by the part of the article (the text, an abstract, an entry of the reference list)
and by the number of letters, digits, formulas and images before it there. All outputs show the
same of these, as the account of words sees to, whatever elements are around them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from nashr.model import PageStart
from nashr.outputs.account.passages import COUNTED, key_of
from nashr.outputs.account.shown_html import Piece, pieces
from nashr.outputs.markup import inner, parse
from nashr.records import dataclass, field

#: The attribute by which the typesetter knows the outermost elements of a part.
PART = "data-part"
TEXT = "text"
#: The prefix of the ids of entries of the reference list, each of which is a part.
ENTRY = "ref-"

_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
#: A mark at the beginning of one of these stands before it.
_OUTSIDE = _HEADINGS | frozenset(
    "a abbr b bdi bdo cite code del dfn em figure i ins kbd mark math pre q s samp small span "
    "strong sub sup tt u var".split()
)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of a page: its folio, and its place."""

    folio: int
    start: PageStart


def page_breaks(starts: Iterable[PageStart], first: int | None) -> tuple[PageBreak, ...]:
    """The pages that begin at these places; ``first`` is the article's first page, or None."""
    return tuple(PageBreak(folio, start) for folio, start in enumerate(starts, start=first or 1))


def abstract_part(lang: str) -> str:
    return f"abstract.{lang}"


def extended_part(lang: str) -> str:
    return f"extended-abstract.{lang}"


def mark_id(folio: int | str) -> str:
    """The id of the mark of a page."""
    return f"nashr-page-{folio}"


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of pages, by the parts of the article that they are put in."""

    breaks: tuple[PageBreak, ...] = ()
    _by_part: Mapping[str, list[PageBreak]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_part: dict[str, list[PageBreak]] = {}
        for one in self.breaks:
            by_part.setdefault(one.start.part, []).append(one)
        object.__setattr__(self, "_by_part", by_part)

    @property
    def opening(self) -> Markup:
        """The mark before everything: that of the first page."""
        return self.before("")

    def page_at(self, part: str) -> str:
        """The page on which a part begins; empty where there are no pages."""
        inside = self._by_part.get(part)
        if inside:
            return str(inside[0].folio - bool(inside[0].start.offset))
        return str(self.breaks[0].folio) if self.breaks else ""

    def before(self, part: str) -> Markup:
        """The marks before a part and its heading."""
        found = (one for one in self._by_part.get(part, ()) if not one.start.offset)
        return Markup("").join(_html(one.folio) for one in found)

    def within(self, part: str, html: str, *, beginning: bool = False) -> Markup:
        """A part's HTML with its marks; also those of its ``beginning`` where it has no heading of
        the template's.
        """
        least = 0 if beginning else 1
        found = [one for one in self._by_part.get(part, ()) if one.start.offset >= least]
        return Markup(_marked(html, found) if found else html)


def _html(folio: int) -> Markup:
    """The mark. It may not be named by ``aria-label`` in HTML (Digital Publishing WAI-ARIA Module
    1.1, ``doc-pagebreak``).
    """
    mark = '<span class="page-break" role="doc-pagebreak" id="{}" title="{}"></span>'
    return Markup(mark).format(mark_id(folio), folio)


def _marked(html: str, breaks: Sequence[PageBreak]) -> str:
    root = parse(html)
    places = {one.start.offset: _Place(root) for one in breaks}
    count = 0
    for piece in pieces(root):
        if piece.note is not None:
            continue
        length = len(key_of(piece.text))
        for offset in places:
            if count <= offset < count + length:
                places[offset] = _place(piece, offset - count)
        count += length
    for one in reversed(breaks):  # an earlier mark does not move the place of a later one
        places[one.start.offset].insert(lxml.html.fragment_fromstring(_html(one.folio)))
    return inner(root)


@dataclass(frozen=True, slots=True)
class _Place:
    """Before ``element`` where that is given as ``before``; else behind the first ``length``
    characters of an element's own text, or of the text behind it where ``is_tail``. None of them:
    at the end of the element.
    """

    element: HtmlElement
    length: int | None = None
    is_tail: bool = False
    before: bool = False

    def insert(self, mark: HtmlElement) -> None:
        element, parent = self.element, self.element.getparent()
        if self.before and parent is not None:
            element.addprevious(mark)
        elif self.length is None or (parent is None and self.is_tail):
            element.append(mark)
        elif self.is_tail and parent is not None:
            tail = element.tail or ""
            element.tail, mark.tail = tail[: self.length], tail[self.length :]
            parent.insert(parent.index(element) + 1, mark)
        else:
            text = element.text or ""
            element.text, mark.tail = text[: self.length], text[self.length :]
            element.insert(0, mark)


def _place(piece: Piece, offset: int) -> _Place:
    """The place before the letter of a piece that has ``offset`` others before it, or before its
    word. It is brought out of links and out of elements that begin there.
    """
    if piece.opaque:
        return _brought_out(piece.element)
    length = _word_start(piece.text, offset)
    around = piece.owner
    if not piece.is_tail and not piece.text[:length].strip():
        if around.tag in _OUTSIDE:
            return _brought_out(around)
        return _Place(around, length)
    link = next((one for one in (around, *around.iterancestors()) if one.tag == "a"), None)
    return _brought_out(link) if link is not None else _Place(piece.element, length, piece.is_tail)


def _brought_out(element: HtmlElement) -> _Place:
    while True:
        around = element.getparent()
        if (
            around is None
            or around.tag not in _OUTSIDE
            or element.getprevious() is not None
            or (around.text or "").strip()
        ):
            break
        element = around
    link = next((one for one in element.iterancestors("a")), None)
    return _Place(element if link is None else link, before=True)


def _word_start(text: str, offset: int) -> int:
    """The place in ``text`` where the word begins that has the letter after ``offset`` others."""
    found = next(itertools.islice(COUNTED.finditer(text), offset, None), None)
    index = found.start() if found is not None else len(text)
    while index and not text[index - 1].isspace():
        index -= 1
    return index
