"""The text of the book in several files, where it is too long for one.

Older reading systems load a whole file before they show a page of it, and those with Adobe's RMSDK
take no file of more than 300 kB. A file ends with a section where it can, else between the blocks
of a section, never behind a heading. A note goes with its call: most readers show a note in a
pop-up only where it is in the file of its call.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence

import lxml.etree

from nashr.outputs.epub.xhtml import XhtmlPage
from nashr.records import dataclass

Element = lxml.etree._Element

#: Bytes of a file.
LIMIT = 250_000

_XHTML = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = frozenset(f"{_XHTML}h{n}" for n in range(1, 7))
_DIVISIBLE = frozenset(f"{_XHTML}{tag}" for tag in ("body", "div", "section"))
_LIST, _SECTION, _HR = f"{_XHTML}ul", f"{_XHTML}section", f"{_XHTML}hr"
#: What an element has once, in the file in which it begins.
_ONCE = ("id", "role", "aria-labelledby", "{http://www.idpf.org/2007/ops}type")


@dataclass(frozen=True, slots=True)
class _Block:
    """What stays whole: elements that follow each other, each behind those around it."""

    paths: tuple[tuple[Element, ...], ...]
    notes: tuple[Element, ...]
    size: int


def split(page: XhtmlPage, limit: int = LIMIT) -> tuple[XhtmlPage, ...]:
    """The page as several of at most ``limit`` bytes each, the first under its own name.

    A block that is larger by itself, such as a table, stays whole.
    """
    body = page.root.find(f"{_XHTML}body")
    if body is None or len(page.serialized()) <= limit:
        return (page,)
    notes = _Notes(body)
    overhead = _size(page.root) - _size(body)
    blocks = _with_headings(_blocks(body, (), limit - overhead, notes))
    files = list(_packed(blocks, limit - overhead))
    stem, _, ending = page.name.rpartition(".")
    called = [[note for block in held for note in block.notes] for held in files]
    called[-1] += notes.uncalled(blocks)
    last = max((number for number, some in enumerate(called) if some), default=0)
    begun: set[Element] = set()
    pages = []
    for number, held in enumerate(files):
        root = _page(page.root, body, held, begun)
        notes.append(root, called[number], with_heading=number == last)
        name = f"{stem}-{number + 1}.{ending}" if number else page.name
        pages.append(XhtmlPage(name, root))
    return tuple(pages)


def _size(element: Element) -> int:
    return len(lxml.etree.tostring(element, encoding="UTF-8", with_tail=False))


# --- the blocks ----------------------------------------------------------------------------


def _blocks(
    element: Element, around: tuple[Element, ...], limit: int, notes: _Notes
) -> Iterator[_Block]:
    inside = (*around, element)
    for child in element:
        if child is notes.section or not isinstance(child.tag, str):
            continue
        called = tuple(notes.called_in(child))
        size = _size(child) + sum(map(_size, called))
        if size > limit and _is_divisible(child):
            yield from _blocks(child, inside, limit, notes)
        else:
            yield _Block(((*inside, child),), called, size)


def _is_divisible(element: Element) -> bool:
    """Whether a file may end between the children of an element: not in a list of the author's."""
    texts = (element.text, *(child.tail for child in element))
    if any(text and text.strip() for text in texts):
        return False
    around = element.getparent()
    if element.tag == _LIST and around is not None:
        return _is_references(around)
    return element.tag in _DIVISIBLE


def _with_headings(blocks: Iterable[_Block]) -> list[_Block]:
    """The blocks, a heading, or the mark of a page, together with what follows it there."""
    joined: list[_Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and _introduces(last.paths[-1], block.paths[0]):
            joined[-1] = _Block(
                last.paths + block.paths, last.notes + block.notes, last.size + block.size
            )
        else:
            joined.append(block)
    return joined


def _introduces(path: Sequence[Element], following: Sequence[Element]) -> bool:
    """Whether an element is a heading or the mark of a page, and the next one stands below it."""
    *around, element = path
    is_first = element.tag in _HEADINGS or element.get("role") == "doc-pagebreak"
    return is_first and list(following[: len(around)]) == around


def _packed(blocks: Iterable[_Block], limit: int) -> Iterator[list[_Block]]:
    held: list[_Block] = []
    size = 0
    for block in blocks:
        if held and size + block.size > limit:
            yield held
            held, size = [], 0
        held.append(block)
        size += block.size
    if held:
        yield held


# --- the files -----------------------------------------------------------------------------


def _page(root: Element, body: Element, blocks: Sequence[_Block], begun: set[Element]) -> Element:
    """A page of these blocks, with the elements around them as they are, or go on."""
    made = _shallow(root, begun)
    made.extend(copy.deepcopy(child) for child in root if child is not body)
    copies: dict[Element, Element] = {}
    for block in blocks:
        for *path, element in block.paths:
            into = made
            for around in path:
                if around not in copies:
                    copies[around] = _shallow(around, begun)
                    into.append(copies[around])
                into = copies[around]
            into.append(element)
    return made


def _shallow(element: Element, begun: set[Element]) -> Element:
    """An element without its children; where it goes on from an earlier file, without its name."""
    made = _bare(element)
    if element in begun and element.tag in (_SECTION, _LIST, f"{_XHTML}div"):
        for name in _ONCE:
            if name in made.attrib:
                del made.attrib[name]
    begun.add(element)
    return made


def _bare(element: Element) -> Element:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return lxml.etree.Element(str(element.tag), attributes, nsmap=element.nsmap)  # type: ignore[arg-type]


class _Notes:
    """The notes of a page, by the ids to which their calls lead."""

    def __init__(self, body: Element) -> None:
        self.section = next((one for one in body if one.get("class") == "notes"), None)
        found = self.section if self.section is not None else ()
        self._heading = next((one for one in found if one.tag in _HEADINGS), None)
        words = self._heading.itertext() if self._heading is not None else ()
        self._name = "".join(map(str, words))
        self._by_id = {one.get("id"): one for one in found if one.get("role") == "doc-footnote"}

    def called_in(self, element: Element) -> Iterator[Element]:
        """The notes that are called in an element, and those that are called in them."""
        for call in element.iter(f"{_XHTML}a"):
            note = self._by_id.get((call.get("href") or "").removeprefix("#"))
            if note is not None and call.get("role") == "doc-noteref":
                yield note
                yield from self.called_in(note)

    def uncalled(self, blocks: Iterable[_Block]) -> tuple[Element, ...]:
        called = {note for block in blocks for note in block.notes}
        return tuple(note for note in self._by_id.values() if note not in called)

    def append(self, root: Element, notes: Iterable[Element], *, with_heading: bool) -> None:
        """Put notes at the end of a page, before its reference list. The last ones have the
        heading, so that the contents have one line for it.
        """
        notes, body = list(dict.fromkeys(notes)), root.find(f"{_XHTML}body")
        if not notes or self.section is None or body is None:
            return
        made = _bare(self.section)
        if with_heading and self._heading is not None:
            made.append(self._heading)
        else:
            del made.attrib["aria-labelledby"], made.attrib["id"]
            made.set("aria-label", self._name)
            made.append(lxml.etree.Element(_HR))
        made.extend(notes)
        references = next((n for n, one in enumerate(body) if _is_references(one)), len(body))
        body.insert(references, made)


def _is_references(element: Element) -> bool:
    return "references" in (element.get("class") or "").split()
