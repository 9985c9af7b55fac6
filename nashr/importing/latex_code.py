r"""What of a LaTeX source is no running text: comments, code and formulas."""

from __future__ import annotations

import re
from collections.abc import Callable

from nashr.document.latex_commands import VERBATIM

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_VERBATIM = "|".join(sorted(VERBATIM))
#: What is no text: code, and formulas, whose commands are others.
_KEPT = re.compile(
    rf"\\begin\{{(?P<code>(?:{_VERBATIM}|comment)\*?)\}}.*?\\end\{{(?P=code)\}}"
    r"|\\verb\*?(?P<sign>[^\w\s{*]).*?(?P=sign)"
    r"|\\begin\{(?P<math>(?:equation|align|gather|multline|eqnarray|flalign|alignat|math|displaymath)"
    r"\*?)\}.*?\\end\{(?P=math)\}"
    r"|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|(?<!\\)\$\$(?:[^$\\]|\\.)*\$\$|(?<!\\)\$(?:[^$\\\n]|\\.|\n(?!\s*\n))+\$",
    re.DOTALL,
)


def without_comments(source: str) -> str:
    """The source with empty comments, which still join lines; code is as it is."""
    parts = []
    place = 0
    for found in _KEPT.finditer(source):
        if found["code"] or found["sign"]:
            parts += [_COMMENT.sub(r"\1%", source[place : found.start()]), found[0]]
            place = found.end()
    return "".join((*parts, _COMMENT.sub(r"\1%", source[place:])))


def kept(text: str) -> list[tuple[int, int]]:
    """Where code and formulas stand."""
    return [found.span() for found in _KEPT.finditer(text)]


def formulas_in(text: str) -> int:
    """How many formulas stand in the text of a source."""
    begin = max(0, text.find("\\begin{document}"))
    return sum(1 for m in _KEPT.finditer(text, begin) if not (m["code"] or m["sign"]))


def is_in(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans."""
    return any(begin <= place < end for begin, end in spans)


def outside(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """The text with what ``change`` makes of each find of a pattern in the running text."""
    spans = kept(text)
    return pattern.sub(lambda m: m[0] if is_in(m.start(), spans) else change(m), text)
