r"""The columns of a LaTeX table in the letters that pandoc's reader knows.

Sources: the manuals of array, tabularx, siunitx, dcolumn and tabularray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.latex_losses import parts_of_long_table, repeated_parts
from nashr.document.latex_syntax import arguments, group_end

#: Columns of numbers, which stand to the right: of siunitx, dcolumn, rccol, numprint.
_NUMBERS = frozenset("SsDNnd")
#: Columns whose letter is followed by a width; those of capitals are what authors define.
_OF_WIDTH = {"p": "l", "m": "l", "b": "l", "w": "", "W": "", "L": "l", "R": "r", "C": "c",
             "P": "l", "M": "l", "B": "l", "J": "l"}  # fmt: skip
_ALIGNED = {"centering": "c", "raggedleft": "r", "raggedright": "l"}
_SPECIFIED = re.compile(r"\b(?:colspec|cells?|columns?)\s*=\s*\{")
#: No table has so many columns.
_MOST = 200


def plain_columns(specified: str) -> str:
    """``l``, ``c`` and ``r``, and ``p`` with the width that a column has."""
    found = _SPECIFIED.search(specified)
    if found is not None and (end := group_end(specified, found.end() - 1, len(specified))):
        specified = specified[found.end() : end - 1]
    return "".join(_columns(specified)) or "l"


def _columns(text: str) -> Iterator[str]:
    place, aligned, count = 0, "", 0
    while place < len(text) and count < _MOST:
        char = text[place]
        place += 1
        if char == "*":
            times, place = _group(text, place)
            inside, place = _group(text, place)
            number = int(times) if times.strip().isdecimal() else 1
            yield plain_columns(inside) * min(number, _MOST)
        elif char in "><@!":
            words, place = _group(text, place)
            if char == ">":
                named = [letter for name, letter in _ALIGNED.items() if f"\\{name}" in words]
                aligned = named[-1] if named else ""
        elif char.isalpha():
            options, place = _options(text, place)
            arguments, place = _groups(text, place)
            yield _column(char, aligned or _alignment(options), arguments)
            aligned, count = "", count + 1


def _column(letter: str, aligned: str, arguments: list[str]) -> str:
    if letter in "lcr" or letter in _NUMBERS:
        return letter if letter in "lcr" else "r"
    if letter in "wW" and arguments:
        return arguments[0].strip()[:1] if arguments[0].strip()[:1] in ("l", "c", "r") else "l"
    if aligned in ("c", "r"):
        return aligned
    if letter in "pmb" and arguments:
        return f"p{{{arguments[0].strip()}}}"
    return _OF_WIDTH.get(letter, "l") or "l"


def _alignment(options: str) -> str:
    """Of tabularray’s ``Q[c, 3cm]``."""
    found = re.search(r"(?:halign\s*=\s*)?\b([lcr])\b", options)
    return found[1] if found else ""


def _group(text: str, place: int) -> tuple[str, int]:
    while place < len(text) and text[place].isspace():
        place += 1
    if text[place : place + 1] != "{":
        return text[place : place + 1], place + 1
    end = group_end(text, place, len(text))
    return (text[place + 1 : end - 1], end) if end else ("", len(text))


def _groups(text: str, place: int) -> tuple[list[str], int]:
    found: list[str] = []
    while text[place : place + 1] == "{":
        group, place = _group(text, place)
        found.append(group)
    return found, place


def _options(text: str, place: int) -> tuple[str, int]:
    if text[place : place + 1] != "[":
        return "", place
    end = group_end(text, place, len(text))
    return (text[place + 1 : end - 1], end) if end else ("", len(text))


_LONG_TABLE = re.compile(
    r"\\begin\s*\{(?P<name>longtable|xltabular|longtabu)\*?\}(?P<inside>.*?)(?P<end>\\end\s*\{(?P=name)\*?\})",
    re.DOTALL,
)
_FOOT = re.compile(r"\\end(?:last)?foot(?![A-Za-z])")


def with_whole_tables(text: str) -> str:
    """A source whose tables of several pages have one head, and their foot at their end: a page of
    LaTeX repeats what further pages have.
    """
    return _LONG_TABLE.sub(_whole_table, text)


def _whole_table(found: re.Match[str]) -> str:
    inside = found["inside"]
    parts = parts_of_long_table(inside, 0, len(inside))
    gone = repeated_parts(parts)
    foot = parts.get("endlastfoot") or parts.get("endfoot")
    moved = ""
    if foot:
        moved = _FOOT.sub("", inside[slice(*foot)])
        gone.append(foot)
    for begin, end in sorted(gone, reverse=True):
        inside = inside[:begin] + inside[end:]
    head = found[0][: found.start("inside") - found.start()]
    return f"{head}{inside}{moved}{found['end']}"


_TABULAR = re.compile(r"\\(begin|end)\s*\{(tabular[xy*]?|longtable|xltabular|tabulary)\}")


def with_lines_in_cells(text: str) -> str:
    """A source whose tables of one column within a cell, which set its text in lines, are that
    text.
    """
    opened: list[re.Match[str]] = []
    edits: list[tuple[int, int, str]] = []
    for found in _TABULAR.finditer(text):
        if found[1] == "begin":
            opened.append(found)
            continue
        if not opened:
            continue
        begin = opened.pop()
        if not opened or begin[2] != "tabular":
            continue
        _, columns, start = arguments(text, begin.end(), "om", found.start())
        if columns and len(_LETTERS.findall(_RULES.sub("", columns[0].text))) == 1:
            inside = re.sub(r"\\\\(?:\[[^\]]*\])?|\\hline\b", " ", text[start : found.start()])
            edits.append((begin.start(), found.end(), f"{{{' '.join(inside.split())}}}"))
    for first, last, new in reversed(edits):
        text = text[:first] + new + text[last:]
    return text


#: What stands between columns, and the columns that are no more than a letter.
_RULES, _LETTERS = re.compile(r"[@>!<]\{[^{}]*\}|p\{[^{}]*\}|[|\s]"), re.compile(r"[lcrpmb]")
