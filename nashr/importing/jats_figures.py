"""Groups of figures in JATS that have one number, as figures of several pictures."""

from __future__ import annotations

from typing import Any

from lxml import etree

from nashr.importing.ooxml import one_line

Element = Any


def join_groups(root: Element) -> None:
    """Make one figure of each group with a label or a caption: the labels and captions of its parts
    stand behind its own.
    """
    for group in list(root.iter("fig-group")):
        label, caption = group.find("label"), group.find("caption")
        parts = group.findall("fig")
        if (label is None and caption is None) or not parts:
            continue
        if caption is None:
            caption = etree.Element("caption")
            group.insert(0 if label is None else 1, caption)
        for part in parts:
            _append_words(caption, part)
            for graphic in part.iter("graphic"):
                if not graphic.get("id") and part.get("id"):
                    graphic.set("id", str(part.get("id")))  # a call leads to the whole
                graphic.tail = None
            rest = [one for one in part if one.tag not in ("label", "caption")]
            for one in rest:
                part.addprevious(one)
            group.remove(part)
        group.tag = "fig"


def _append_words(caption: Element, part: Element) -> None:
    """The label of a part in bold type, and the words of its caption, as one paragraph."""
    label, own = part.find("label"), part.find("caption")
    paragraph = etree.Element("p")
    words = "" if label is None else one_line("".join(label.itertext()))
    if words:
        etree.SubElement(paragraph, "bold").text = words
        paragraph[-1].tail = " "
    for inner in [] if own is None else list(own):
        inner.tag = "named-content"
        inner.attrib.clear()
        inner.tail = " "
        paragraph.append(inner)
    if len(paragraph):
        caption.append(paragraph)
