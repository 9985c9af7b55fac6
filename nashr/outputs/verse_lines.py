"""Lines of verse as elements, so that what a narrow page turns over can be indented; and short
lines of paragraphs, such as a sentence with its glosses, which are not filled on a page.
"""

from __future__ import annotations

import lxml.html

_LINE = "verse-line"
#: The class of a paragraph of short lines; how long these are at most, and how many.
_TYPED, _LONGEST, _MOST = "typed-lines", 120, 8


def set_verse_lines(root: lxml.html.HtmlElement) -> None:
    """A ``span`` around each line of a ``line-block``, with the ``br`` that ends it."""
    for block in root.find_class("line-block"):
        if any(br.getparent() is not block for br in block.iter("br")):
            continue
        children = list(block)
        line = _line(block.text)
        block.text = None
        lines = [line]
        for child in children:
            tail, child.tail = child.tail, None
            if child.tag == "br":
                _end(line)
                line.append(child)
                line = _line((tail or "").lstrip("\n"))
                lines.append(line)
            else:
                line.append(child)
                child.tail = tail
        for one in lines:
            block.append(one)


def mark_typed_lines(root: lxml.html.HtmlElement) -> None:
    """Give their class to paragraphs and items whose lines an author ended, and which are short."""
    for around in {br.getparent() for br in root.iter("br")}:
        if around.tag not in ("p", "li", "dd"):
            continue
        lines = [around.text or ""]
        for child in around:
            if child.tag == "br":
                lines.append("")
            elif child.tag != "span" or child.get("class") != "footnote":
                lines[-1] += child.text_content()
            lines[-1] += child.tail or ""
        if len(lines) <= _MOST and all(len(line) <= _LONGEST for line in lines):
            around.set("class", " ".join(filter(None, (around.get("class"), _TYPED))))


def _line(text: str | None) -> lxml.html.HtmlElement:
    line: lxml.html.HtmlElement = lxml.html.Element("span")
    line.set("class", _LINE)
    line.text = text
    return line


def _end(line: lxml.html.HtmlElement) -> None:
    """A space before the ``br``, so that words of two lines stay apart where only text is taken;
    one behind it would begin a line of its own.
    """
    if len(line):
        line[-1].tail = f"{line[-1].tail or ''} "
    elif line.text:
        line.text += " "
