"""Pictures that float beside a paragraph (ISO/IEC 29500-1, 20.4.2.3): they are tied to some word of
it, and stand in the middle of its text when that is read as it is written.

Each gets a paragraph of its own behind the one that it is tied to, as text boxes do, so that a
caption below binds to it; before it where that one is the caption.
"""

from __future__ import annotations

import re

from lxml import etree

from nashr.importing.captions import begins_as_caption
from nashr.importing.ooxml import Element, WordPackage, find_all, tag

#: The width of the largest icon, in English Metric Units and in points.
_WIDEST_ICON, _WIDEST_ICON_POINTS = 457_200, 36.0
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*(\d+(?:\.\d+)?)(pt|in|mm|cm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 2.835, "cm": 28.35, "px": 0.75, "": 0.75}
_BOXES = (tag("w:txbxContent"), tag("w:tc"))
_HOLDERS = (tag("w:drawing"), tag("w:pict"))


def part_floating_pictures(package: WordPackage) -> None:
    """Put floating pictures of paragraphs with words into paragraphs of their own."""
    for paragraph in list(package.document.iter(tag("w:p"))):
        floating = [one for one in paragraph.iter(*_HOLDERS) if _floats(one, paragraph)]
        if not floating:
            continue
        words = _words(paragraph)
        if not words.strip():
            continue
        is_caption = begins_as_caption(words.strip())
        place = paragraph
        for one in floating:
            one.getparent().remove(one)
            own = etree.Element(tag("w:p"))
            etree.SubElement(own, tag("w:r")).append(one)
            if is_caption:
                paragraph.addprevious(own)
            else:
                place.addnext(own)
                place = own


def _floats(holder: Element, paragraph: Element) -> bool:
    """Whether a drawing is a picture that floats in a paragraph of the text, and no icon."""
    is_own = next(holder.iterancestors(tag("w:p"), *_BOXES), None) is paragraph
    if not is_own or any(True for _ in paragraph.iterancestors(*_BOXES)):
        return False
    if not find_all(holder, ".//a:blip | .//v:imagedata"):
        return False
    for anchor in find_all(holder, "./wp:anchor"):
        widths = [one.get("cx") or "" for one in find_all(anchor, "./wp:extent")]
        is_wide = not any(one.isdecimal() and int(one) <= _WIDEST_ICON for one in widths)
        return is_wide and anchor.get("behindDoc") not in ("1", "true")
    styles = [one.get("style") or "" for one in holder]
    return any("position:absolute" in one and _points(one) > _WIDEST_ICON_POINTS for one in styles)


def _points(style: str) -> float:
    found = _WIDTH.search(style)
    return float(found[1]) * _POINTS[found[2] or ""] if found else 0.0


def _words(paragraph: Element) -> str:
    """The words of a paragraph without those in its drawings."""
    return "".join(
        one.text or ""
        for one in paragraph.iter(tag("w:t"))
        if next(one.iterancestors(tag("w:p"))) is paragraph
    )
