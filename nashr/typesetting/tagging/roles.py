"""The structure type of each element of the HTML.

The names are the standard structure types of ISO 32000-1, 14.8.4. An element without a role is
transparent: its content belongs to the element around it.
"""

from __future__ import annotations

from typing import Any

#: Elements that stand in a line of text.
INLINE = frozenset({"Span", "Link", "Reference", "Code", "Quote", "Formula", "BibEntry"})
#: Elements that hold blocks and no text of their own.
GROUPS = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote", "Note"})
#: Elements that hold either text or blocks.
MIXED = frozenset({"LBody", "TD", "TH", "Caption"})

_BY_TAG = {
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "p": "P",
    "pre": "Div",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "tt": "Code",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_BY_CLASS = {
    "epigraph": "BlockQuote",
    "line-block": "Div",
    "footnote": "Note",
    "note-opening": "P",
    "note-paragraph": "P",
    "note-quote": "BlockQuote",
    "note-list": "L",
    "note-item": "LBody",
    "note-code": "Div",
    "checkbox": "Lbl",
    "source-line": "Source",
    "whole-formula": "Formula",
}
_INLINE_TAGS = frozenset(
    """
    a abbr b bdi bdo br cite code del dfn em i img ins kbd label mark q s samp small span strong
    sub sup time tt u var
    """.split()
)
_NUMBERING = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman"}
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


def classes(source: Any) -> frozenset[str]:
    return frozenset((source.get("class") or "").split())


def role_of(source: Any) -> str | None:
    """The structure type for an element of the HTML, None for a transparent one.

    List items, figures, images and links depend on what is around and inside them; theirs is
    ``LBody``, ``Figure`` and ``Link`` here. The line below a table or figure is ``Source``, which
    becomes a paragraph behind it.
    """
    for name in classes(source):
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    tag = source.tag
    if tag in {"ul", "ol"}:
        return "L"
    if tag == "li":
        return "LBody"
    if tag == "a":
        return "Link" if source.get("href") else None
    if tag == "img":
        return "Formula" if "formula" in classes(source) else "Figure"
    if tag == "figure":
        images = source.findall(".//img")
        is_figure = len(images) == 1 and images[0].get("alt") != ""  # an ornament is none
        return "Figure" if is_figure else None
    if tag == "figcaption":
        return "Caption"
    if tag == "abbr":
        return "Span" if source.get("title") else None
    return _BY_TAG.get(tag)


def is_inline(source: Any) -> bool:
    return source.tag in _INLINE_TAGS


def numbering(source: Any) -> str:
    """The value of ``ListNumbering`` (ISO 32000-1, table 347) for a list."""
    if source.tag == "ul" and not {"task-list"} & classes(source):
        return "Disc"
    if source.tag == "span":
        return "Decimal" if "numbered" in classes(source) else "Disc"
    if source.tag == "ol":
        return _NUMBERING.get(source.get("type") or "1", "UpperRoman")
    return "None"


def scope(source: Any) -> str:
    """The value of ``Scope`` (ISO 32000-1, table 349) for a header cell of a table."""
    return _SCOPES.get(source.get("scope") or "", "Column")
