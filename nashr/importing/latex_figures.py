r"""Figures of LaTeX with several captions, each in a ``minipage`` of its own: pandoc's reader keeps
the last caption alone, where LaTeX counts a figure for each.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments

_FIGURE = re.compile(
    r"\\begin\{(figure|table)(\*?)\}(?:\[[^\]]*\])?(?P<inside>.*?)\\end\{\1\2\}", re.DOTALL
)
_DESCRIPTION = re.compile(r"\\Description(?:\[[^\]]*\])?\s*(?=\{)")
_PICTURE = re.compile(r"\\includegraphics\s*(?:\[(?P<options>[^\]]*)\])?\s*(?=\{)")
_ANY_FIGURE = re.compile(
    r"\\begin\s*\{(\w*figure)(\*?)\}(?P<inside>.*?)\\end\s*\{\1\2\}", re.DOTALL
)
_MINIPAGE = re.compile(r"\\begin\{minipage\}(?P<inside>.*?)\\end\{minipage\}", re.DOTALL)
_CAPTION = re.compile(r"\\caption\b")


_OLD_PICTURE = re.compile(
    r"\\(?:eps|ps)fig\s*\{[^{}]*?\b(?:file|figure)\s*=\s*(?P<old>[^,{}\s]+)[^{}]*\}"
    r"|\\include(?:svg|pdf)\s*(?:\[[^\]]*\])?\s*\{(?P<other>[^{}]+)\}"
)


def with_descriptions(text: str) -> str:
    r"""A source whose pictures are those that pandoc knows, and whose figures have the
    ``\Description`` of acmart as that of their picture.
    """
    text = _OLD_PICTURE.sub(lambda m: f"\\includegraphics{{{m['old'] or m['other']}}}", text)
    return _ANY_FIGURE.sub(_described, text) if "\\Description" in text else text


def _described(found: re.Match[str]) -> str:
    inside = found["inside"]
    said = _DESCRIPTION.search(inside)
    if said is None or len(_PICTURE.findall(inside)) != 1:
        return found[0]
    _, needed, end = arguments(inside, said.end(), "m", len(inside))
    if not needed:
        return found[0]
    words = " ".join(re.sub(r"[{}\[\]%]", "", needed[0].text).split())
    rest = inside[: said.start()] + inside[end:]
    picture = _PICTURE.search(rest)
    if picture is None:
        return found[0]
    options = ",".join(filter(None, (picture["options"], f"alt={{{words}}}")))
    shown = f"{rest[: picture.start()]}\\includegraphics[{options}]{rest[picture.end() :]}"
    start = found.start()
    return (
        found[0][: found.start("inside") - start] + shown + found[0][found.end("inside") - start :]
    )


def with_separate_figures(text: str) -> str:
    """A source with a figure for each such caption; what stands beside the minipages follows."""
    return _FIGURE.sub(_separate, text)


def _separate(found: re.Match[str]) -> str:
    inside = found["inside"]
    pages = list(_MINIPAGE.finditer(inside))
    with_captions = [page for page in pages if len(_CAPTION.findall(page[0])) == 1]
    if len(with_captions) < 2 or len(_CAPTION.findall(inside)) != len(with_captions):
        return found[0]
    if any(re.search(r"\\begin\{sub(?:figure|table)\}", page[0]) for page in pages):
        return found[0]
    name = found[1]
    figures = []
    for page in pages:
        _, _, start = arguments(page["inside"], 0, "ooom", len(page["inside"]))
        words = page["inside"][start:]
        is_figure = page in with_captions
        figures.append(f"\\begin{{{name}}}{words}\\end{{{name}}}" if is_figure else words)
    rest = _MINIPAGE.sub("", inside)
    rest = re.sub(
        r"\\(?:centering|hfill|hspace\*?\{[^{}]*\}|quad|qquad|vspace\*?\{[^{}]*\})\b", "", rest
    )
    return "\n\n".join((*figures, rest.strip()))
