r"""What of a LaTeX source is no running text: comments, code and formulas."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable
from functools import partial

from nashr.document.latex_commands import VERBATIM

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_VERBATIM = "|".join(sorted(VERBATIM))
#: What is no text: code, and formulas, whose commands are others.
_KEPT = re.compile(
    rf"\\begin\{{(?P<code>(?:{_VERBATIM}|comment)\*?)\}}.*?\\end\{{(?P=code)\}}"
    r"|\\(?:[vV]erb\*?|lstinline(?:\s*\[[^\]\n]*\])?"
    r"|mintinline(?:\s*\[[^\]\n]*\])?\s*\{[\w+-]+\})(?![A-Za-z])"
    r"(?:(?P<sign>[^\w\s{*\\\[])[^\n]*?(?P=sign)"
    r"|(?P<braces>\{(?:[^{}\n]|\{[^{}\n]*\})*\}))"
    # The sign of percent in an address begins no comment.
    r"|\\(?:url|href|nolinkurl|path|burl)\s*(?P<address>\{(?:\\.|[^{}\n\\]|\{[^{}\n]*\})*\})"
    r"|\\begin\{(?P<math>(?:equation|align|gather|multline|eqnarray|flalign|alignat|math|displaymath)"
    r"\*?)\}.*?\\end\{(?P=math)\}"
    r"|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|(?<!\\)\$\$(?:[^$\\]|\\.)*\$\$|(?<!\\)\$(?:[^$\\\n]|\\.|\n(?!\s*\n))+\$",
    re.DOTALL,
)


def without_comments(source: str) -> str:
    """The source with empty comments, which still join lines; code is as it is."""
    return _with_comments(source, lambda m: f"{m[1]}%")


def with_blank_comments(source: str) -> str:
    """The source with blanks in place of its comments; code is as it is."""
    return _with_comments(source, lambda m: m[1] + " " * (len(m[0]) - len(m[1])))


def _with_comments(source: str, change: Callable[[re.Match[str]], str]) -> str:
    parts = []
    place = 0
    for found in _KEPT.finditer(source):
        if found["code"] or found["sign"] or found["braces"] or found["address"]:
            parts += [_COMMENT.sub(change, source[place : found.start()]), found[0]]
            place = found.end()
    return "".join((*parts, _COMMENT.sub(change, source[place:])))


#: A character that a package makes a short form of code, and where code begins and ends with it.
_SHORT = re.compile(
    r"\\(?:MakeShortVerb\*?|DefineShortVerb(?:\[[^\]]*\])?|lstMakeShortInline(?:\[[^\]]*\])?)"
    r"\s*\{?\s*\\?(?P<sign>[^\w\s{}\\])\s*\}?"
)
_INLINE = re.compile(r"\\(?:Verb|lstinline|mintinline|path(?=\{))(?![A-Za-z])")
_COLUMNS = r"\\begin\s*\{\w+\*?\}(?:\s*\[[^\]\n]*\])?(?:\s*\{[^{}\n]*\})*"


def with_plain_code(source: str) -> str:
    r"""A source in which all code within a line is ``\verb``, also that between signs that
    ``\MakeShortVerb`` has chosen.
    """
    for sign, found in {found["sign"]: found for found in _SHORT.finditer(source)}.items():
        one = re.escape(sign)
        short = re.compile(rf"{_COLUMNS}|\\.|(?<!\\)%[^\n]*|{one}([^{one}\n]+){one}", re.DOTALL)
        head, rest = source[: found.end()], source[found.end() :]
        spans = kept(rest)
        rest = short.sub(partial(_long, spans), rest)
        source = _SHORT.sub(lambda m, s=sign: "" if m["sign"] == s else m[0], head) + rest  # type: ignore[misc]
    return _KEPT.sub(_plain_code, source) if _INLINE.search(source) else source


def _long(spans: list[tuple[int, int]], found: re.Match[str]) -> str:
    if found[1] is None or is_in(found.start(), spans):
        return found[0]
    return _verbatim(found[1]) or found[0]


def _plain_code(found: re.Match[str]) -> str:
    if not _INLINE.match(found[0]):
        return found[0]
    code = found["braces"] or found["address"] or found[0][found.start("sign") - found.start() :]
    return _verbatim(code[1:-1]) or found[0]


def _verbatim(code: str) -> str:
    """Code as the command that all readers know, between a sign that it does not have."""
    sign = next((sign for sign in "|!+/;\"'@" if sign not in code), "")
    return f"\\verb{sign}{code}{sign}" if sign and code else ""


def kept(text: str) -> list[tuple[int, int]]:
    """Where code and formulas stand."""
    return [found.span() for found in _KEPT.finditer(text)]


def code_in(text: str) -> list[tuple[int, int]]:
    """Where code stands."""
    found = _KEPT.finditer(text)
    return [m.span() for m in found if m["code"] or m["sign"] or m["braces"]]


def formulas_in(text: str) -> int:
    """How many formulas stand in the text of a source."""
    begin = max(0, text.find("\\begin{document}"))
    found = _KEPT.finditer(text, begin)
    return sum(1 for m in found if not (m["code"] or m["sign"] or m["braces"] or m["address"]))


def is_in(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans, which stand in their order and apart."""
    before = bisect_right(spans, (place, sys.maxsize)) - 1
    return before >= 0 and place < spans[before][1]


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in their order, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if made and begin < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((begin, end))
    return made


def outside(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """The text with what ``change`` makes of each find of a pattern in the running text."""
    spans = kept(text)
    return pattern.sub(lambda m: m[0] if is_in(m.start(), spans) else change(m), text)
