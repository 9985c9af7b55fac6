"""The pages before and behind the articles in the page list of the book.

Where they begin, the typesetter has told of the issue's PDF (``Matter.starts``). A mark stands at
the beginning of the paragraph or line in which the page begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import lxml.etree
from lxml.etree import _Element as Element

from nashr.citations.numbers import roman
from nashr.issue.epub.matter import NAVIGATION
from nashr.issue.pdf.matter import Matter
from nashr.issues import MatterPart
from nashr.model import PageStart
from nashr.outputs.account.passages import key_of
from nashr.outputs.account.shown_html import pieces
from nashr.outputs.epub.package import PageLine
from nashr.outputs.epub.xhtml import XhtmlPage
from nashr.outputs.page_breaks import mark_id
from nashr.records import dataclass

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_BLOCKS = frozenset(f"{_XHTML}{name}" for name in "p li td th dt dd h1 h2 h3 h4 h5 h6".split())
#: The files of parts that are no pages of their own.
_OTHERS = {"cover": "cover.xhtml", "inner-cover": "title.xhtml", "contents": NAVIGATION}


@dataclass(frozen=True, slots=True)
class _Begun:
    """A page of the PDF: its number as it is printed, the file that it begins in, and how many
    letters of the part are before it.
    """

    label: str
    file: str
    offset: int


def mark_pages(
    parts: Sequence[MatterPart],
    matter: Sequence[Matter],
    stem: str,
    pages: Mapping[str, XhtmlPage],
    *,
    in_roman: bool,
) -> tuple[PageLine, ...]:
    """Put marks into the pages of the book, in place, and give the lines of its page list.

    ``stem`` begins the names of the parts' files. A page of a part that the book does not have, as
    a back cover, is left out.
    """
    files = {
        f"{stem}-{number}": _OTHERS.get(part.kind, f"{stem}-{number}.xhtml")
        for number, part in enumerate(parts, 1)
    }
    lines = []
    for one in _begun(matter, files, in_roman=in_roman):
        page = pages.get(one.file)
        if page is not None:
            _mark(page.root, one)
        if page is not None or one.file == NAVIGATION:
            lines.append(PageLine(one.label, f"{one.file}#{mark_id(one.label)}"))
    return tuple(lines)


def mark_contents(navigation: XhtmlPage, lines: Sequence[PageLine]) -> None:
    """Put the marks of the pages of the contents before the book's, which have other words."""
    for line in reversed(lines):
        if line.href == f"{NAVIGATION}#{mark_id(line.folio)}":
            _mark(navigation.root, _Begun(line.folio, NAVIGATION, 0))


def _begun(
    matter: Sequence[Matter], files: Mapping[str, str], *, in_roman: bool
) -> Iterator[_Begun]:
    for one in matter:
        for at, start in enumerate(_with_parts(one)):
            number = one.first + at
            label = roman(number) if in_roman else str(number)
            yield _Begun(label, files.get(start.part, ""), start.offset)


def _with_parts(matter: Matter) -> Iterator[PageStart]:
    """Where the pages begin: the first with the first of the parts."""
    for number, start in enumerate(matter.starts):
        yield start if number else PageStart(matter.parts[0] if matter.parts else "")


def _mark(root: Element, begun: _Begun) -> None:
    body = root.find(f"{_XHTML}body")
    if body is None:
        return
    mark = lxml.etree.Element(
        f"{_XHTML}span",
        {
            "class": "page-break",
            "role": "doc-pagebreak",
            _EPUB_TYPE: "pagebreak",
            "id": mark_id(begun.label),
            "aria-label": begun.label,
        },
    )
    around = _block_at(body, begun.offset) if begun.offset else body
    if around is body and begun.offset:
        body.append(mark)
        return
    mark.tail, around.text = around.text, None
    around.insert(0, mark)


def _block_at(body: Element, offset: int) -> Element:
    """The paragraph or line with the letter behind so many others; the body if there is none."""
    count = 0
    for piece in pieces(body):
        if piece.note is not None:
            continue
        count += len(key_of(piece.text))
        if count > offset:
            found: Element = next(_around(piece.element, is_tail=piece.is_tail), body)
            return found
    return body


def _around(element: Element, *, is_tail: bool) -> Iterator[Element]:
    own = () if is_tail else (element,)
    return (one for one in (*own, *element.iterancestors()) if one.tag in _BLOCKS)
