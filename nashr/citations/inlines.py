"""Convert rich text to Pandoc inlines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nashr import ast
from nashr.citations.html import separate_displays
from nashr.citations.richtext import (
    CLOSE,
    CLOSE_QUOTE,
    HOLD,
    MARK,
    NODE,
    OPEN_QUOTE,
    RETRIEVED,
    SPLIT,
    TERM,
    Attachments,
    Quotes,
    move_punctuation,
)
from nashr.model import Inlines, Node
from nashr.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class _TextStyle:
    """The formatting of a run of text; the fields are in the order of nesting."""

    link: int | None = None
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    underline: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    style: _TextStyle
    #: Text, or one attached node.
    inlines: str | Node


def to_inlines(text: str, attachments: Attachments, quotes: Quotes) -> Inlines:
    """The finished string as Pandoc inlines.

    Italics inside italics are upright; quotations inside quotations have the inner marks.
    """
    text = move_punctuation(separate_displays(text), quotes).strip(" ")
    return _build_nodes(_runs(text, attachments, quotes), attachments)


def _runs(text: str, attachments: Attachments, quotes: Quotes) -> list[_Run]:
    runs: list[_Run] = []
    style, stack, depth = _PLAIN, list[_TextStyle](), 0
    for piece in SPLIT.split(text):
        if not piece:
            continue
        if not MARK.match(piece):
            runs.append(_Run(style, piece))
        elif piece[0] == NODE:
            runs.append(_Run(style, attachments.nodes[int(piece[1:-1])]))
        elif piece == OPEN_QUOTE:
            runs.append(_Run(style, (quotes.inner if depth % 2 else quotes.outer)[0]))
            depth += 1
        elif piece == CLOSE_QUOTE:
            depth = max(depth - 1, 0)
            runs.append(_Run(style, (quotes.inner if depth % 2 else quotes.outer)[1]))
        elif piece == CLOSE:
            style = stack.pop() if stack else style
        elif piece not in (HOLD, TERM, RETRIEVED):
            stack.append(style)
            style = _style_inside(style, piece)
    return runs


def _style_inside(style: _TextStyle, mark: str) -> _TextStyle:
    match mark[0]:
        case "\ufdd0":
            return replace(style, italic=not style.italic)
        case "\ufdd1":
            return replace(style, italic=False)
        case "\ufdd2":
            return replace(style, bold=not style.bold)
        case "\ufdd3":
            return replace(style, bold=False)
        case "\ufdd4":
            return replace(style, small_caps=True)
        case "\ufdd5":
            return replace(style, small_caps=False)
        case "\ufdd6":
            return replace(style, raised="Superscript")
        case "\ufdd7":
            return replace(style, raised="Subscript")
        case "\ufdd8":
            return replace(style, underline=True)
        case "\ufde1":
            return replace(style, underline=False)
        case "\ufde2":
            return replace(style, raised="")
        case "\ufdda":
            # Links cannot be nested; the inner one is dropped.
            return replace(style, link=int(mark[1:-1])) if style.link is None else style
        case _:
            return style


#: Text without any formatting.
_PLAIN = _TextStyle()
_LEVELS = ("link", "bold", "italic", "small_caps", "underline", "raised")
_TAGS = {"bold": "Strong", "italic": "Emph", "small_caps": "SmallCaps", "underline": "Underline"}


def _build_nodes(runs: Sequence[_Run], attachments: Attachments, level: int = 0) -> Inlines:
    plain = all(run.style is _PLAIN for run in runs)
    if level == len(_LEVELS) or plain:
        return _leaf_nodes(runs)
    name = _LEVELS[level]
    inlines: Inlines = []
    for value, group in groupby(runs, lambda run: getattr(run.style, name)):
        inner = _build_nodes(list(group), attachments, level + 1)
        if value is None or value is False or value == "":
            inlines.extend(inner)
        elif name == "link":
            url, attributes = attachments.links[value]
            inlines.append(ast.link(inner, url, attributes))
        else:
            inlines.append({"t": _TAGS.get(name, value), "c": inner})
    return inlines


def _leaf_nodes(runs: Sequence[_Run]) -> Inlines:
    inlines: Inlines = []
    for is_text, group in groupby(runs, lambda run: isinstance(run.inlines, str)):
        if is_text:
            inlines.extend(ast.words("".join(str(run.inlines) for run in group)))
        else:
            inlines.extend(run.inlines for run in group if isinstance(run.inlines, dict))
    return inlines
