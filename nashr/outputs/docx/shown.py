"""What a Word file shows, as one text; see ``outputs.account``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nashr.importing.ooxml import tag
from nashr.outputs.account.passages import CALL, FORMULA, IMAGE, key_of, key_with_calls
from nashr.outputs.docx.styles import style_id
from nashr.word_files import FACTS, LAST_FACTS

_FACTS, _CAPTION = {style_id(FACTS), style_id(LAST_FACTS)}, style_id("Table Caption")
_REFERENCES = style_id("Bibliography Heading")
_PARAGRAPH, _TABLE, _TEXT = tag("w:p"), tag("w:tbl"), tag("w:t")
_SAID = tag("wp:docPr")
_FORMULA, _IMAGE, _CALL = tag("m:oMath"), tag("w:drawing"), tag("w:footnoteReference")


def shown(document: Any, notes: Any | None) -> str:
    """The key of the text: the document up to its references, the notes in their order, and the
    rest, as other products have them: a note may be the beginning of an entry. Facts of the title
    block are left out, which repeat what stands elsewhere.
    """
    paragraphs = list(_paragraphs(document))
    styles = [style for style, _, _ in paragraphs]
    end = styles.index(_REFERENCES) if _REFERENCES in styles else len(styles)
    of_notes = list(_paragraphs(notes)) if notes is not None else []
    parts = (paragraphs[:end], of_notes, paragraphs[end:])
    return key_with_calls("".join(piece for part in parts for piece in _in_order(part)))


def facts(document: Any) -> str:
    """The key of the facts of the title block, and of those above abstracts."""
    texts = (_text(one) for style, one in _styled(document) if style in _FACTS)
    return "\n".join(map(key_of, texts))


def alternatives(document: Any, notes: Any | None) -> list[str]:
    """The keys of the alternative texts of all images."""
    stories = (document, *(() if notes is None else (notes,)))
    return [key_of(one.get("descr", "")) for story in stories for one in story.iter(_SAID)]


def _paragraphs(story: Any) -> Iterator[tuple[str, str, Any]]:
    """The paragraphs: style, text, and the outermost table that each stands in."""
    for name, paragraph in _styled(story):
        if name in _FACTS:
            continue
        tables = list(paragraph.iterancestors(_TABLE))
        yield name, _text(paragraph), tables[-1] if tables else None


def _styled(story: Any) -> Iterator[tuple[str, Any]]:
    """The paragraphs, each behind its style."""
    for paragraph in story.iter(_PARAGRAPH):
        properties = paragraph.find(tag("w:pPr"))
        style = None if properties is None else properties.find(tag("w:pStyle"))
        yield "" if style is None else style.get(tag("w:val"), ""), paragraph


def _in_order(paragraphs: Iterable[tuple[str, str, Any]]) -> Iterator[str]:
    """The texts; the caption of a table behind it, as they are compared."""
    caption: list[str] = []
    table = None
    for style, text, within in paragraphs:
        if caption and table is not None and within is not table:
            yield from caption
            caption, table = [], None
        if style == _CAPTION:
            caption.append(text)
            continue
        if caption and within is not None:
            table = within
        yield text
    yield from caption


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag == _FORMULA:
            pieces.append(FORMULA)
        elif child.tag == _IMAGE:
            pieces.append(IMAGE)
        elif child.tag == _CALL:
            pieces.append(CALL)
        elif isinstance(child.tag, str) and child.tag != _PARAGRAPH:
            stack.append(iter(child))
    return "".join(pieces)
