r"""Tables of a LaTeX source that have parts, ``\subcaptionbox{A}{…}`` in one ``table``: pandoc's
reader gives each part the caption and the label of the whole.

Sources: the manuals of subcaption and subfig.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments, group_end
from nashr.importing.latex_code import outside

_TABLE = re.compile(
    r"\\begin\{(?P<name>table\*?)\}(?:\[[^\]]*\])?(?P<inside>.*?)\\end\{(?P=name)\}", re.DOTALL
)
_PART = re.compile(r"\\(?P<box>subcaptionbox|subfloat)(?=\s*[\[{])|\\begin\s*\{subtable\}")
_END = re.compile(r"\\end\s*\{subtable\}")
_CAPTION = re.compile(r"\\caption\s*(?:\[[^\]]*\])?\s*(?=\{)")
_LABEL = re.compile(r"\\label\s*\{([^{}]+)\}")
_TABULAR = re.compile(r"\\begin\s*\{(?:tabular|tblr)")
_REFERENCE = re.compile(r"\\(?P<name>ref|[cC]ref|autoref)\s*\{(?P<label>[^{}]+)\}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_table_parts(text: str) -> str:
    """A source in which the first part has the caption of the whole, and the others follow it."""
    called: dict[str, tuple[str, str]] = {}
    made = _TABLE.sub(lambda m: _parted(m, called), text)
    if not called:
        return made

    def call(found: re.Match[str]) -> str:
        place = called.get(found["label"].strip())
        return f"\\{found['name']}{{{place[0]}}}{place[1]}" if place else found[0]

    return outside(made, _REFERENCE, call)


def _parted(found: re.Match[str], called: dict[str, tuple[str, str]]) -> str:
    inside = found["inside"]
    parts: list[tuple[str, str]] = []
    rest: list[str] = []
    place = 0
    for part in _PART.finditer(inside):
        if part.start() < place:
            continue
        read = _part(inside, part)
        if read is None:
            return found[0]
        caption, body, end = read
        parts.append((caption, body))
        rest.append(inside[place : part.start()])
        place = end
    whole = "".join((*rest, inside[place:]))
    main = _CAPTION.search(whole)
    close = group_end(whole, main.end(), len(whole)) if main else None
    if len(parts) < 2 or main is None or close is None:
        return found[0]
    if not all(_TABULAR.search(body) for _, body in parts) or _TABULAR.search(whole):
        return found[0]
    label = _LABEL.search(whole)
    shown: list[str] = []
    for letter, (caption, body) in zip(_LETTERS, parts, strict=False):
        if label:
            called |= dict.fromkeys(_LABEL.findall(f"{caption}{body}"), (label[1], letter))
        words = _LABEL.sub("", caption).strip()
        shown += [f"({letter}) {words}".strip(), _LABEL.sub("", body).strip()]
    title = whole[main.end() + 1 : close - 1]
    named = f"\\label{{{label[1]}}}" if label and label[0] not in title else ""
    beside = _LABEL.sub("", whole[: main.start()] + whole[close:]).strip()
    beside = re.sub(r"\\(?:centering|hfill|quad|qquad)(?![A-Za-z])", "", beside).strip()
    first = f"\\begin{{table}}\\caption{{{title} {shown[0]}}}{named}{shown[1]}\\end{{table}}"
    return "\n\n".join(filter(None, (first, *shown[2:], beside)))


def _part(inside: str, part: re.Match[str]) -> tuple[str, str, int] | None:
    """The caption and the text of a part, and where it ends."""
    if part["box"]:
        shape = "mom" if part["box"] == "subcaptionbox" else "oom"
        optional, needed, end = arguments(inside, part.end(), shape, len(inside))
        if len(needed) < shape.count("m"):
            return None
        if part["box"] == "subcaptionbox":
            return needed[0].text, needed[1].text, end
        return (optional[-1].text if optional else ""), needed[0].text, end
    close = _END.search(inside, part.end())
    if close is None:
        return None
    _, _, start = arguments(inside, part.end(), "om", close.start())
    body = inside[start : close.start()]
    caption = _CAPTION.search(body)
    end_of_caption = group_end(body, caption.end(), len(body)) if caption else None
    if caption is None or end_of_caption is None:
        return "", body, close.end()
    words = body[caption.end() + 1 : end_of_caption - 1]
    return words, body[: caption.start()] + body[end_of_caption:], close.end()
