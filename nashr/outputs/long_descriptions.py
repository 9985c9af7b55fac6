"""Long descriptions of images: folded below them, or as a text to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from nashr.document.author_classes import LONG_DESCRIPTION


def fold_descriptions(root: HtmlElement, label: str) -> None:
    """Make each long description a ``details`` that its image refers to, in place."""
    for number, box in enumerate(list(root.find_class(LONG_DESCRIPTION)), start=1):
        if box.tag != "div":
            continue
        box.tag = "details"
        summary = lxml.html.Element("summary")
        summary.text = label
        box.insert(0, summary)
        box.set("id", f"nashr-description-{number}")
        image = _image_of(box)
        if image is not None:
            image.set("aria-details", box.get("id"))


def say_descriptions(root: HtmlElement) -> None:
    """Let each image say its long description itself, behind its alternative text, in place."""
    for box in list(root.find_class(LONG_DESCRIPTION)):
        image = _image_of(box)
        if image is not None:
            image.set("alt", " ".join([image.get("alt", ""), *_sentences(box)]).strip())
            image.attrib.pop("aria-details", None)
        box.drop_tree()


def _image_of(box: HtmlElement) -> HtmlElement | None:
    before: list[HtmlElement] = box.xpath("preceding-sibling::*/descendant-or-self::img[last()]")
    return before[-1] if before else None


def _sentences(box: HtmlElement) -> Iterator[str]:
    """Paragraphs, items and rows, each as one sentence."""
    for block in box.iter("p", "li", "tr", "dt", "dd"):
        if block.tag != "tr" and (block.find(".//p") is not None or _in_table(block)):
            continue
        parts = list(block) if block.tag == "tr" else [block]
        text = ", ".join(" ".join(part.text_content().split()) for part in parts)
        if text:
            yield text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _in_table(block: HtmlElement) -> bool:
    return next(block.iterancestors("tr"), None) is not None
