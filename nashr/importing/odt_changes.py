"""Comments and tracked changes of an OpenDocument: as queries at their places, or as they are
accepted or rejected (OASIS, Open Document Format 1.3, part 3, 5.5).
"""

from __future__ import annotations

from typing import Any

from nashr.importing.changes import Treatment
from nashr.importing.ooxml import remove_element
from nashr.importing.query_marks import ask

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _OFFICE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}office:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_ANNOTATION = f"{_OFFICE}annotation"
#: The place of a deletion, and both ends of an insertion.
_DELETED, _BEGIN, _END = f"{_TEXT}change", f"{_TEXT}change-start", f"{_TEXT}change-end"
Element = Any


def take_changes(root: Element, queries: list[str], treatment: Treatment) -> None:
    """Make queries of comments, where they begin, and of changes that are asked of, in the order of
    the text. Where changes are accepted or rejected, the text is what pandoc reads.
    """
    regions = {
        region.get(f"{_TEXT}id") or "": region for region in root.iter(f"{_TEXT}changed-region")
    }
    for one in list(root.iter(f"{_TEXT}tracked-changes")):
        one.getparent().remove(one)
    if treatment is Treatment.REJECT:
        _reject(root, regions)
    for one in list(root.iter(_ANNOTATION, _DELETED, _END)):
        asked = ""
        if one.tag == _ANNOTATION:
            asked = _comment(one)
        elif treatment is Treatment.ASK:
            region = regions.get(_region_of(one))
            asked = "" if region is None else _change(region)
        _replace(one, ask(queries, f"{len(queries) + 1}. {asked}") if asked else "")
    for one in list(root.iter(f"{_OFFICE}annotation-end", _BEGIN)):
        remove_element(one)


def _region_of(mark: Element) -> str:
    return mark.get(f"{_TEXT}change-id") or ""


def _comment(element: Element) -> str:
    day = (element.findtext(f"{_DC}date") or "")[:10]
    said = ", ".join(filter(None, (element.findtext(f"{_DC}creator") or "", day)))
    words = " ".join(_text_of(part) for part in element.iter(f"{_TEXT}p"))
    return f"{said}: {words}" if said else words


def _text_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _change(region: Element) -> str:
    deleted = region.find(f"{_TEXT}deletion")
    if deleted is not None:
        words = " ".join(map(_text_of, deleted.iter(*_PARAGRAPHS)))
        return f"deleted here: “{words}”"
    return "inserted before this" if region.find(f"{_TEXT}insertion") is not None else ""


def _replace(mark: Element, query: str) -> None:
    """Put a query in the place of a mark; at the end of the paragraph before it, or else at the
    head of the next one, where the mark stands between paragraphs.
    """
    if not query or _paragraph_of(mark) is not None:
        remove_element(mark, query)
        return
    last, following = _paragraphs_around(mark)
    remove_element(mark)
    if last is not None:
        children = list(last)
        if children:
            children[-1].tail = (children[-1].tail or "") + query
        else:
            last.text = (last.text or "") + query
    elif following is not None:
        following.text = query + (following.text or "")


def _paragraph_of(mark: Element) -> Element | None:
    return next(mark.iterancestors(*_PARAGRAPHS), None)


def _paragraphs_around(mark: Element) -> tuple[Element | None, Element | None]:
    """The last paragraph before a mark, and the first one behind it."""
    before = None
    passed = False
    for one in mark.getroottree().getroot().iter(*_PARAGRAPHS, mark.tag):
        if one is mark:
            passed = True
        elif one.tag in _PARAGRAPHS:
            if passed:
                return before, one
            before = one
    return before, None


# --- as the text was before ----------------------------------------------------------------


def _reject(root: Element, regions: dict[str, Element]) -> None:
    """Take out what was inserted, and put in what was deleted."""
    ends = {_region_of(one): one for one in root.iter(_END)}
    for begin in list(root.iter(_BEGIN)):
        region, end = regions.get(_region_of(begin)), ends.get(_region_of(begin))
        is_insertion = region is not None and region.find(f"{_TEXT}insertion") is not None
        if is_insertion and end is not None and _is_inside(begin, root):
            _take_out(root, begin, end)
    for mark in list(root.iter(_DELETED)):
        region = regions.get(_region_of(mark))
        deleted = None if region is None else region.find(f"{_TEXT}deletion")
        if deleted is not None and _is_inside(mark, root):
            _put_in(mark, [one for one in deleted if not str(one.tag).endswith("change-info")])


def _is_inside(element: Element, root: Element) -> bool:
    """Whether an element still is in the text: an insertion may be inside another."""
    return any(one is root for one in element.iterancestors())


def _take_out(root: Element, begin: Element, end: Element) -> None:
    """Remove what stands between two marks. Where they stand in two paragraphs, the end of the
    first one was inserted too: both are one.
    """
    order = {one: n for n, one in enumerate(root.iter())}
    first, last = order[begin], order[end]

    def close(one: Element) -> int:
        inside = one
        while len(inside):
            inside = inside[-1]
        return order[inside]

    own, other = _paragraph_of(begin), _paragraph_of(end)
    gone = []
    for one, place in order.items():
        closes = close(one)
        if first < place < last:
            if closes < last:
                gone.append(one)
            else:
                one.text = None
        elif place <= first <= closes < last:
            one.tail = None
    for one in gone:
        if (parent := one.getparent()) is not None:
            one.tail = None
            parent.remove(one)
    if own is not None and other is not None and own is not other:
        _append(own, other)
        other.getparent().remove(other)


def _append(paragraph: Element, more: Element) -> None:
    """Add what a paragraph has to the end of another."""
    text = more.text or ""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + text
    else:
        paragraph.text = (paragraph.text or "") + text
    for one in list(more):
        paragraph.append(one)


def _put_in(mark: Element, blocks: list[Element]) -> None:
    """Put what was deleted in the place of its mark. Of several paragraphs, the first one goes on
    the paragraph of the mark, and the last one has what stands behind it.
    """
    paragraph = _paragraph_of(mark)
    if paragraph is None or any(one.tag not in _PARAGRAPHS for one in blocks):
        at = mark if paragraph is None else paragraph
        for one in reversed(blocks):
            one.tail = None
            at.addnext(one)
        return
    if mark.getparent() is not paragraph or not blocks:
        remove_element(mark, " ".join(map(_text_of, blocks)))
        return
    behind = paragraph.makeelement(paragraph.tag, paragraph.attrib)
    behind.text, mark.tail = mark.tail, None
    for one in list(mark.itersiblings()):
        behind.append(one)
    paragraph.remove(mark)
    _append(paragraph, blocks[0])
    if len(blocks) == 1:
        _append(paragraph, behind)
        return
    _append(blocks[-1], behind)
    for one in reversed(blocks[1:]):
        one.tail = None
        paragraph.addnext(one)
