"""The drop cap with which the text of an article begins, where the theme has one."""

from __future__ import annotations

import re

import lxml.html

from nashr.outputs.markup import inner, parse

#: The first letter of a paragraph, with the signs before it.
_INITIAL = re.compile(r"\s*([“‘«„\"(]*[^\W\d_])")


def with_drop_cap(html: str) -> str:
    """The text of an article with the first letter of its first paragraph in a span of class
    ``drop-cap``; as it is where it begins with anything but a paragraph, or a heading before one.
    """
    root = parse(html)
    first = next(iter(root), None)
    if first is not None and first.tag == "section" and len(first) > 1:
        first = first[1]
    found = _INITIAL.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or found is None:
        return html
    letter = lxml.html.Element("span")
    letter.set("class", "drop-cap")
    letter.text, letter.tail = found[1], (first.text or "")[found.end() :]
    first.text = None
    first.insert(0, letter)
    return inner(root)
