"""Rich text as Pandoc inlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from nashr import ast
from nashr.citations.html import spaced
from nashr.citations.richtext import (
    CLOSE,
    CLOSE_QUOTE,
    HOLD,
    MARK,
    NODE,
    OPEN_QUOTE,
    SPLIT,
    TERM,
    Attachments,
    Quotes,
    settled,
)
from nashr.model import Inlines, Node


@dataclass(frozen=True, slots=True)
class _Look:
    """The formatting of a run of text. Slots in the order in which nodes are nested."""

    link: int | None = None
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    underline: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    look: _Look
    #: Text, or one node that was carried along.
    inlines: str | Node


def to_inlines(text: str, attachments: Attachments, quotes: Quotes) -> Inlines:
    """The finished string as Pandoc inlines.

    Italics inside italics are set upright, and quotations inside quotations with the inner
    marks.
    """
    text = settled(spaced(text), quotes).strip(" ")
    return _nested(_runs(text, attachments, quotes), attachments)


def _runs(text: str, attachments: Attachments, quotes: Quotes) -> list[_Run]:
    runs: list[_Run] = []
    look, stack, depth = _PLAIN, list[_Look](), 0
    for piece in SPLIT.split(text):
        if not piece:
            continue
        if not MARK.match(piece):
            runs.append(_Run(look, piece))
        elif piece[0] == NODE:
            runs.append(_Run(look, attachments.nodes[int(piece[1:-1])]))
        elif piece == OPEN_QUOTE:
            runs.append(_Run(look, (quotes.inner if depth % 2 else quotes.outer)[0]))
            depth += 1
        elif piece == CLOSE_QUOTE:
            depth = max(depth - 1, 0)
            runs.append(_Run(look, (quotes.inner if depth % 2 else quotes.outer)[1]))
        elif piece == CLOSE:
            look = stack.pop() if stack else look
        elif piece not in (HOLD, TERM):
            stack.append(look)
            look = _opened(look, piece)
    return runs


def _opened(look: _Look, mark: str) -> _Look:
    match mark[0]:
        case "\ufdd0":
            return replace(look, italic=not look.italic)
        case "\ufdd1":
            return replace(look, italic=False)
        case "\ufdd2":
            return replace(look, bold=not look.bold)
        case "\ufdd3":
            return replace(look, bold=False)
        case "\ufdd4":
            return replace(look, small_caps=True)
        case "\ufdd5":
            return replace(look, small_caps=False)
        case "\ufdd6":
            return replace(look, raised="Superscript")
        case "\ufdd7":
            return replace(look, raised="Subscript")
        case "\ufdd8":
            return replace(look, underline=True)
        case "\ufde1":
            return replace(look, underline=False)
        case "\ufde2":
            return replace(look, raised="")
        case "\ufdda":
            # A link inside a link is none.
            return replace(look, link=int(mark[1:-1])) if look.link is None else look
        case _:
            return look


#: Text without any formatting.
_PLAIN = _Look()
_LEVELS = ("link", "bold", "italic", "small_caps", "underline", "raised")
_TAGS = {"bold": "Strong", "italic": "Emph", "small_caps": "SmallCaps", "underline": "Underline"}


def _nested(runs: Sequence[_Run], attachments: Attachments, level: int = 0) -> Inlines:
    plain = all(run.look is _PLAIN for run in runs)
    if level == len(_LEVELS) or plain:
        return _leaves(runs)
    name = _LEVELS[level]
    inlines: Inlines = []
    for value, group in groupby(runs, lambda run: getattr(run.look, name)):
        inner = _nested(list(group), attachments, level + 1)
        if value is None or value is False or value == "":
            inlines.extend(inner)
        elif name == "link":
            url, attributes = attachments.links[value]
            inlines.append(ast.link(inner, url, attributes))
        else:
            inlines.append({"t": _TAGS.get(name, value), "c": inner})
    return inlines


def _leaves(runs: Sequence[_Run]) -> Inlines:
    inlines: Inlines = []
    for is_text, group in groupby(runs, lambda run: isinstance(run.inlines, str)):
        if is_text:
            inlines.extend(ast.words("".join(str(run.inlines) for run in group)))
        else:
            inlines.extend(run.inlines for run in group if isinstance(run.inlines, dict))
    return inlines
