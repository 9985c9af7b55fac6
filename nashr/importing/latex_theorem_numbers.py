r"""The numbers of theorems that a source counts anew in each section, as by
``\newtheorem{a}{A}[section]``: pandoc's reader counts them through the whole text.

Sources: the manuals of amsthm, thmtools and chngcntr.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from nashr import ast
from nashr.importing.latex_code import is_in, kept, without_comments
from nashr.importing.latex_theorems import Theorem, theorems_of
from nashr.model import Blocks

_HEADINGS = ("chapter", "section", "subsection", "subsubsection")
_STEP = re.compile(
    r"\\(?P<heading>chapter|(?:sub){0,2}section)(?P<star>\*?)(?=\s*[\[{])"
    r"|\\begin\s*\{(?P<name>[A-Za-z]+\*?)\}"
    r"|\\(?P<appendix>appendix|appendices)(?![A-Za-z])"
    r"|\\setcounter\s*\{(?P<counter>[A-Za-z]+)\}\s*\{(?P<value>\d+)\}"
)
_WITHIN = re.compile(r"\\(?:numberwithin|counterwithin\*?)\s*\{([A-Za-z]+)\}\s*\{([A-Za-z]+)\}")
_DOCUMENT = "\\begin{document}"
_MOST_LETTERS = 26


def numbers_of_theorems(source: str) -> tuple[tuple[str, str], ...]:
    """The environment and the number of each theorem in the order of the text; nothing where none
    is counted within a heading or another theorem.
    """
    text = without_comments(source)
    theorems = theorems_of(text)
    within = {name: one.within for name, one in theorems.items() if one.within}
    within |= {name: what for name, what in _WITHIN.findall(text) if name in theorems}
    if not within:
        return ()
    return tuple(_counted(text, theorems, within))


def _counted(
    text: str, theorems: dict[str, Theorem], within: dict[str, str]
) -> Iterator[tuple[str, str]]:
    counts: dict[str, int] = {}
    is_appendix = False
    begin = max(text.find(_DOCUMENT), 0)
    has_chapters = bool(re.search(r"\\chapter(?![A-Za-z])", text[begin:]))
    spans = kept(text)

    def step(counter: str) -> None:
        counts[counter] = counts.get(counter, 0) + 1
        anew = [counter]
        while anew:
            outer = anew.pop()
            later = [name for name, what in within.items() if what == outer]
            if outer in _HEADINGS:
                later += _HEADINGS[_HEADINGS.index(outer) + 1 :][:1]
            for name in later:
                counts[name] = 0
            anew += later

    def shown(counter: str, depth: int = 0) -> str:
        number = counts.get(counter, 0)
        if counter in _HEADINGS:
            place = _HEADINGS.index(counter)
            is_top = counter == ("chapter" if has_chapters else "section")
            if is_top:
                is_letter = is_appendix and 0 < number <= _MOST_LETTERS
                return chr(ord("A") + number - 1) if is_letter else str(number)
            return f"{shown(_HEADINGS[place - 1])}.{number}" if place else str(number)
        outer = within.get(counter, "")
        return f"{shown(outer, depth + 1)}.{number}" if outer and depth < 5 else str(number)

    for found in _STEP.finditer(text, begin):
        if is_in(found.start(), spans):
            continue
        if found["heading"]:
            if not found["star"]:
                step(found["heading"])
        elif found["appendix"] or found["name"] == "appendices":
            is_appendix = True
            counts["chapter" if has_chapters else "section"] = 0
        elif found["counter"]:
            counts[found["counter"]] = int(found["value"])
        elif (one := theorems.get(found["name"])) and one.is_numbered:
            counter = one.counted_with or one.name
            step(counter)
            yield found["name"], shown(counter)


def with_theorem_numbers(blocks: Blocks, numbers: Sequence[tuple[str, str]]) -> None:
    """Write the numbers into the tree of pandoc, if it has as many theorems."""
    names = {name for name, _ in numbers}
    there: list[tuple[str, list[Any]]] = []
    for node in ast.nodes(blocks):
        match node:
            case {"t": "Div", "c": [[_, [str(name), *_], _], [{"t": "Para", "c": inlines}, *_]]}:
                if name in names and inlines and inlines[0]["t"] == "Strong":
                    there.append((name, inlines[0]["c"]))
    if [name for name, _ in there] != [name for name, _ in numbers]:
        return
    for (_, words), (_, number) in zip(there, numbers, strict=True):
        if words and words[-1]["t"] == "Str":
            words[-1] = ast.text(number)
