"""Tables, figures and other blocks of footnotes, on their way through a parser of HTML.

A footnote stands at its call, inside a paragraph. A parser of HTML ends the paragraph where such a
block begins (HTML Living Standard, 13.2.6.4.7), and what follows would stand in the text. So these
elements are spans that remember their names until the page was parsed.
"""

from __future__ import annotations

from typing import Any

#: What ends a paragraph, or is dropped outside a table. Paragraphs, lists and code of notes are
#: spans for good: the style sheet has classes for them.
_BLOCKS = frozenset(
    """
    address article aside caption center col colgroup dd details dir dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav search section summary
    table tbody td tfoot th thead tr
    """.split()
)
_NAME = "data-nashr-element"


def as_spans(root: Any) -> None:
    """Make the blocks of the footnotes below ``root`` (of lxml) spans."""
    for note in root.find_class("footnote"):
        for element in note.iter(*_BLOCKS):
            element.set(_NAME, element.tag)
            element.tag = "span"


def restore(root: Any) -> None:
    """Give the spans their names again, in a tree of lxml or ElementTree."""
    for element in root.iter("span"):
        name = element.attrib.pop(_NAME, None)
        if name in _BLOCKS:
            element.tag = name
