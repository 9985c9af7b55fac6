"""LaTeX that is marked as such, in fences with ``{=latex}`` and in code with it behind.

It is read like LaTeX without the marks. Sources: pandoc.org/MANUAL.html (generic raw attribute);
visual editors of R Markdown and Quarto put the marks around each environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.latex_reading import Latex, Origin, Reading
from nashr.document.latex_syntax import Argument
from nashr.document.meanings import Wrapped
from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan, scan

_INFO = re.compile(r"\{\s*=(?:la)?tex\s*\}")


def scan_with_latex(text: str) -> Scan:
    """The scan of a text in whose fences of LaTeX there are spaces for the marks."""
    scanned = scan(text)
    if "tex" not in text:
        return scanned
    fences = [one for one in scanned.fences if one.closed and _INFO.fullmatch(one.info)]
    if not fences:
        return scanned
    parts: list[str] = []
    here = 0
    for fence in fences:
        opened = text.index("\n", fence.mark)
        closing = text.rindex("\n", fence.mark, fence.end) + 1
        mark = fence.end - len(text[closing : fence.end].lstrip(" \t>"))
        parts += [text[here : fence.mark], " " * (opened - fence.mark), text[opened:mark]]
        parts.append(" " * (fence.end - mark))
        here = fence.end
    return scan("".join([*parts, text[here:]]))


def edits(latex: Latex, scan: Scan, origin: Origin, depth: int) -> Iterator[Edit]:
    """The edits that take the marks from LaTeX in the line."""
    reading = Reading(latex, scan, origin, depth)
    for found in _INFO.finditer(scan.text) if "tex}" in scan.text else ():
        region = scan.region_at(found.start() - 1)
        if region is None or region.kind != "code" or region.end != found.start():
            continue
        source = scan.text[region.start : region.end]
        inside = source.strip("`")
        start = region.start + source.index(inside) if inside else region.start
        whole = scan.text[region.start : found.end()]
        meaning = Wrapped(whole, "Span", reading.fragment(Argument(inside, start)))
        yield reading.token(region.start, found.end(), meaning)
