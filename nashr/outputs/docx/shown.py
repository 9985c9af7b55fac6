"""What a Word file shows, as one text; see ``outputs.account``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from nashr.importing.ooxml import tag
from nashr.outputs.account.formulas import Formulas, Reading, of_letters
from nashr.outputs.account.looks import Looks
from nashr.outputs.account.passages import CALL, FORMULA, IMAGE, Mark, key_of, key_with_calls
from nashr.outputs.account.pictures import Picture
from nashr.outputs.docx.styles import style_id
from nashr.word_files import FACTS, LAST_FACTS

_FACTS, _CAPTION = {style_id(FACTS), style_id(LAST_FACTS)}, style_id("Table Caption")
_REFERENCES = style_id("Bibliography Heading")
_PARAGRAPH, _TABLE, _TEXT = tag("w:p"), tag("w:tbl"), tag("w:t")
_ROOM = (tag("w:br"), tag("w:tab"))
_SAID = tag("wp:docPr")
_MATH_TEXT, _PHANTOM = tag("m:t"), tag("m:phant")
#: Structures of a formula, and what stands at their bases: indices, powers and limits.
_BASES = [tag(f"m:{name}") for name in "sSub sSup sSubSup sPre limLow limUpp nary".split()]
_SCRIPTS = [tag(f"m:{name}") for name in ("sub", "sup", "lim")]
_ACCENTS = ("acc", "bar", "groupChr")
_PROPERTIES = tag("w:rPr")
#: What is said of letters by the properties of their run; None where any value says it.
_MARKS: dict[tuple[str, str | None], Mark] = {
    (tag("w:vertAlign"), "superscript"): "super",
    (tag("w:vertAlign"), "subscript"): "sub",
    (tag("w:strike"), None): "strike",
    (tag("w:i"), None): "emphasis",
    (tag("w:b"), None): "strong",
    (tag("w:smallCaps"), None): "capitals",
    (tag("w:u"), None): "underline",
}
#: A paragraph's text, and for each sign for a formula and for an image in it the element; None
#: where it is typed.
_Text: TypeAlias = tuple[str, list[Any], list[Any]]
_FORMULA, _IMAGE, _CALL = tag("m:oMath"), tag("w:drawing"), tag("w:footnoteReference")


def shown(document: Any, notes: Any | None) -> str:
    """The key of the text (see ``read``)."""
    return key_with_calls(read(document, notes)[0])


def read(document: Any, notes: Any | None) -> tuple[str, Formulas, list[Picture | None]]:
    """The text: the document up to its references, the notes in their order, and the
    rest, as other products have them: a note may be the beginning of an entry. Facts of the title
    block are left out, which repeat what stands elsewhere. Then what is read of its formulas and
    images.
    """
    paragraphs = list(_paragraphs(document))
    styles = [style for style, *_ in paragraphs]
    end = styles.index(_REFERENCES) if _REFERENCES in styles else len(styles)
    of_notes = list(_paragraphs(notes)) if notes is not None else []
    parts = (paragraphs[:end], of_notes, paragraphs[end:])
    texts = [piece for part in parts for piece in _in_order(part)]
    formulas = (one for _, elements, _ in texts for one in elements)
    images = (one for *_, elements in texts for one in elements)
    readings = [None if one is None else _reading(one) for one in formulas]
    pictures = [None if one is None else _picture(one) for one in images]
    return "".join(text for text, *_ in texts), Formulas("omml", readings), pictures


def looks_of(stories: Sequence[Any], addresses: Iterable[str]) -> Looks:
    """What stands out of the text, by the properties of its runs; ``addresses`` are those of the
    file's links.
    """
    looks = Looks()
    for address in addresses:
        looks.see("link", address)
    for story in stories:
        for properties in story.iter(_PROPERTIES):
            run = properties.getparent()
            text = "".join(one.text or "" for one in run.iterfind(_TEXT))
            for one in properties if text else ():
                mark = _MARKS.get((one.tag, one.get(tag("w:val")))) or _MARKS.get((one.tag, None))
                if mark is not None:
                    looks.see(mark, text)
    return looks


def _picture(drawing: Any) -> Picture | None:
    for said in drawing.iter(_SAID):
        return Picture(said.get("name", ""), key_of(said.get("descr", "")))
    return None


def _reading(formula: Any) -> Reading:
    names = Counter(_names(formula))
    parts = (part for one in formula.iter(*_BASES) for part in one.iterchildren(*_SCRIPTS))
    scripts = sum(map(_is_filled, parts)) + sum(names[name] for name in _ACCENTS)
    return of_letters(_texts(formula), scripts, names["f"], names["rad"])


def _names(formula: Any) -> Iterator[str]:
    return (str(one.tag).rpartition("}")[2] for one in formula.iter())


def _is_filled(element: Any) -> bool:
    return bool("".join(element.itertext()).strip("\u200b \n"))


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _MATH_TEXT:
            yield child.text or ""
        elif child.tag != _PHANTOM:
            yield from _texts(child)


def facts(document: Any) -> str:
    """The key of the facts of the title block, and of those above abstracts."""
    texts = (_text(one)[0] for style, one in _styled(document) if style in _FACTS)
    return "\n".join(map(key_of, texts))


def alternatives(document: Any, notes: Any | None) -> list[str]:
    """The keys of the alternative texts of all images."""
    stories = (document, *(() if notes is None else (notes,)))
    return [key_of(one.get("descr", "")) for story in stories for one in story.iter(_SAID)]


def _paragraphs(story: Any) -> Iterator[tuple[str, _Text, Any]]:
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


def _in_order(paragraphs: Iterable[tuple[str, _Text, Any]]) -> Iterator[_Text]:
    """The texts; the caption of a table behind it, as they are compared."""
    caption: list[_Text] = []
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


def _text(paragraph: Any) -> _Text:
    pieces: list[str] = []
    formulas: list[Any] = []
    images: list[Any] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _TEXT:
            text = child.text or ""
            pieces.append(text)
            formulas += [None] * text.count(FORMULA)
            images += [None] * text.count(IMAGE)
        elif child.tag == _FORMULA:
            pieces.append(FORMULA)
            formulas.append(child)
        elif child.tag == _IMAGE:
            pieces.append(IMAGE)
            images.append(child)
        elif child.tag == _CALL:
            pieces.append(CALL)
        elif child.tag in _ROOM:
            pieces.append(" ")
        elif isinstance(child.tag, str) and child.tag != _PARAGRAPH:
            stack.append(iter(child))
    return "".join(pieces), formulas, images
