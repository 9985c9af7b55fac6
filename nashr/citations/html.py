"""Convert rich text to HTML, with the tags that the CSL test suite expects, and to plain text."""

from __future__ import annotations

import re

from nashr import ast
from nashr.citations import richtext as rt
from nashr.citations.processed import RichText
from nashr.records import dataclass

_TOGGLED = {
    rt.ITALIC: ("italic", "<i>", "</i>", "font-style:normal;"),
    rt.BOLD: ("bold", "<b>", "</b>", "font-weight:normal;"),
    rt.SMALL_CAPS: (
        "small-caps",
        '<span style="font-variant:small-caps;">',
        "</span>",
        "font-variant:normal;",
    ),
    rt.UNDERLINE: (
        "underline",
        '<span style="text-decoration:underline;">',
        "</span>",
        "text-decoration:none;",
    ),
}
_NORMAL = {
    rt.UPRIGHT: rt.ITALIC,
    rt.MEDIUM: rt.BOLD,
    rt.NO_CAPS: rt.SMALL_CAPS,
    rt.NO_LINE: rt.UNDERLINE,
}
_FIXED = {
    rt.SUPERSCRIPT: ("<sup>", "</sup>"),
    rt.SUBSCRIPT: ("<sub>", "</sub>"),
    rt.BASELINE: ('<span style="baseline">', "</span>"),
    rt.BLOCK: ('\n\n    <div class="csl-block">', "</div>\n"),
    rt.LEFT_MARGIN: ('\n    <div class="csl-left-margin">', "</div>"),
    rt.RIGHT_INLINE: ('<div class="csl-right-inline">', "</div>\n  "),
    rt.INDENT: ('<div class="csl-indent">', "</div>\n  "),
}
_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


@dataclass(slots=True)
class _State:
    """The formats that apply, and the depth of quotations."""

    on: frozenset[str] = frozenset()
    depth: int = 0


def to_html(rich: RichText) -> str:
    """HTML. Italics inside italics are upright; quotes inside quotes have inner marks."""
    quotes = rich.quotes
    pieces: list[str] = []
    stack: list[tuple[str, frozenset[str]]] = []
    state = _State()
    for piece in rt.SPLIT.split(rt.move_punctuation(rich.text, quotes)):
        if not piece:
            continue
        mark = piece[0]
        if not rt.MARK.match(piece):
            pieces.append(piece.translate(_ESCAPES))
        elif mark == rt.CLOSE:
            if stack:
                closing, state.on = stack.pop()
                pieces.append(closing)
        elif mark == rt.OPEN_QUOTE:
            pieces.append((quotes.inner if state.depth % 2 else quotes.outer)[0])
            state.depth += 1
        elif mark == rt.CLOSE_QUOTE:
            state.depth = max(state.depth - 1, 0)
            pieces.append((quotes.inner if state.depth % 2 else quotes.outer)[1])
        elif mark == rt.NODE:
            node = rich.attachments.nodes[int(piece[1:-1])]
            pieces.append(ast.plain_text([node]).translate(_ESCAPES))
        elif mark not in (rt.HOLD, rt.TERM, rt.RETRIEVED):
            opening, closing, on = _tags_for(mark, state.on)
            stack.append((closing, state.on))
            state.on = on
            pieces.append(opening)
    return "".join(pieces)


def _tags_for(mark: str, on: frozenset[str]) -> tuple[str, str, frozenset[str]]:
    """The tags for ``mark`` if the formats ``on`` apply, and the formats inside."""
    if mark in _TOGGLED:
        name, opening, closing, off = _TOGGLED[mark]
        if name in on:
            return f'<span style="{off}">', "</span>", on - {name}
        return opening, closing, on | {name}
    if mark in _NORMAL:
        name, _, _, off = _TOGGLED[_NORMAL[mark]]
        if name in on:
            return f'<span style="{off}">', "</span>", on - {name}
        return "", "", on
    opening, closing = _FIXED.get(mark, ("", ""))
    return opening, closing, on


_DISPLAY = re.compile(f" *[{rt.DISPLAYS}] *")


def separate_displays(text: str) -> str:
    """``text`` with a space instead of each start of a ``display`` block."""
    return _DISPLAY.sub(lambda found: " " + found[0].strip(" "), text)


def to_plain(rich: RichText) -> str:
    """Plain text."""
    quotes = rich.quotes
    pieces: list[str] = []
    depth = 0
    for piece in rt.SPLIT.split(rt.move_punctuation(separate_displays(rich.text), quotes)):
        if piece == rt.OPEN_QUOTE:
            pieces.append((quotes.inner if depth % 2 else quotes.outer)[0])
            depth += 1
        elif piece == rt.CLOSE_QUOTE:
            depth = max(depth - 1, 0)
            pieces.append((quotes.inner if depth % 2 else quotes.outer)[1])
        elif piece[:1] == rt.NODE:
            pieces.append(ast.plain_text([rich.attachments.nodes[int(piece[1:-1])]]))
        elif not rt.MARK.match(piece):
            pieces.append(piece)
    return "".join(pieces).strip(" ")
