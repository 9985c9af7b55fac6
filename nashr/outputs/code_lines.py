"""Blocks of code in the markup: a ``span`` for each line, with its number where lines have one.

Numbers are no text: an empty ``span`` of the class ``line-number`` holds one as ``data-number``,
which style sheets show. It is not copied, not read aloud, and counts for nothing in the account
of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from nashr.document.code_blocks import NUMBERED, UNCOLOURED

_LINE = re.compile(r".*-(\d+)\Z")
#: Pandoc's classes of blocks of code, and ours.
_OURS = frozenset({"sourceCode", "numberSource", NUMBERED, UNCOLOURED})
#: Pandoc's classes of the parts of code: keywords, strings, comments …
TOKENS = frozenset(
    """
    al an at bn bu cf ch cn co do dt dv er ex fl fu im in kw op ot pp re sc ss st va vs wa
    """.split()
)


def set_code_lines(root: HtmlElement) -> None:
    """Change the code below ``root`` in place, as pandoc wrote it."""
    for code in list(root.iter("code")):
        for anchor in code.xpath(".//a[not(node())]"):
            anchor.drop_tree()  # pandoc's line anchors: links that lead nowhere of use
        block = code.getparent()
        is_block = block is not None and block.tag == "pre"
        around = block if is_block and block is not None else code
        if UNCOLOURED in _classes(around):
            _set_classes(around, [name for name in _classes(around) if name != UNCOLOURED])
            for token in code.xpath(".//span"):
                if not TOKENS.isdisjoint(_classes(token)):
                    token.drop_tag()
        if is_block and block is not None:
            _set_lines(block, code)


def unknown_language(block: HtmlElement) -> str | None:
    """The class of a block of code that names no language that pandoc knows; None for others."""
    code = block.find("code")
    if code is None or set(_classes(code)) - _OURS:
        return None
    named = [name for name in _classes(block) if name not in _OURS]
    return named[0] if named else None


def _set_lines(block: HtmlElement, code: HtmlElement) -> None:
    numbered = NUMBERED in _classes(block)
    lines = list(_lines(code))
    first = _LINE.match(lines[0].get("id", "")) if lines else None
    for number, line in enumerate(lines, start=int(first[1]) if first else 1):
        _set_classes(line, ["line", *_classes(line)])
        if numbered:
            mark = lxml.html.Element("span")
            mark.set("class", "line-number")
            mark.set("aria-hidden", "true")
            mark.set("data-number", str(number))
            mark.tail, line.text = line.text, None
            line.insert(0, mark)


def _lines(code: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of the lines, which are made where the code is one text."""
    if len(code):
        if all(child.tag == "span" and child.get("id") for child in code):
            yield from code
        return
    texts = (code.text or "").split("\n")
    ends = texts[-1] == ""
    code.text = None
    for number, text in enumerate(texts[:-1] if ends else texts):
        line = lxml.html.Element("span")
        line.text = text
        line.tail = "\n" if ends or number + 1 < len(texts) else None
        code.append(line)
        yield line


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _set_classes(element: HtmlElement, names: list[str]) -> None:
    if names:
        element.set("class", " ".join(names))
    else:
        element.attrib.pop("class", None)
