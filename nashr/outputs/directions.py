"""The languages and directions of passages that are not in the article's.

Each is isolated by its ``dir``, so that the marks and numbers around it keep their places (HTML,
section 3.2.6.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.etree
import lxml.html

from nashr import ast
from nashr.languages import language
from nashr.languages.directions import text_direction
from nashr.model import CslItem, Inlines

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class EntryLanguage:
    """The language of an entry of the reference list, None where that is not known, and its
    direction, None where it has no letters.
    """

    lang: str | None
    direction: str | None


def entry_language(inlines: Inlines, item: CslItem) -> EntryLanguage:
    """What the bibliography says, unless the entry's own letters say something else."""
    direction = text_direction(ast.plain_text(inlines))
    tag = str(item.get("language") or "").strip()
    is_true = _TAG.fullmatch(tag) is not None and direction in (None, language(tag).direction)
    return EntryLanguage(tag if is_true else None, direction)


def set_directions(root: lxml.html.HtmlElement, base: str) -> None:
    """Give ``dir`` to what has a language, and to links to works, of another direction."""
    for element in root.iter(lxml.etree.Element):
        if element.get("dir"):
            continue
        if element.get("lang"):
            direction: str | None = language(element.get("lang")).direction
        elif element.get("role") == "doc-biblioref":
            direction = text_direction(element.text_content())
        else:
            continue
        around = element.xpath("string(ancestor::*[@dir][1]/@dir)") or base
        if direction is not None and direction != around:
            element.set("dir", direction)
