r"""Environments of LaTeX that pandoc's reader does not know: it prints their arguments as text.

Sources: the manuals of changepage, babel, setspace, CJK, rotating, textpos, paracol, enumitem,
csquotes, IEEEtrantools and breqn.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments
from nashr.importing.latex_code import is_in, kept, outside
from nashr.importing.latex_quotations import in_brackets

#: Environments around paragraphs that say nothing themselves, and the shape of their arguments.
_AROUND = {
    **dict.fromkeys("adjustwidth changemargin narrow hangparas".split(), "omm"),
    **dict.fromkeys("spacing Spacing hyphenrules addmargin paracol varwidth lrbox".split(), "om"),
    **dict.fromkeys("parcolumns landscape fullwidth leftbar".split(), "o"),
    "CJK": "omm",
    "textblock": "mp",
}
#: The same within a line, as in the heads of columns.
_WITHIN = {"turn": "m", "rotate": "m", "sideways": "o"}
#: Environments that another one is like.
_LIKE = {
    "enumerate*": "enumerate", "itemize*": "itemize", "description*": "description",
    **dict.fromkeys("inparaenum compactenum asparaenum".split(), "enumerate"),
    **dict.fromkeys("inparaitem compactitem asparaitem".split(), "itemize"),
    "labeling": "description", "abbreviations": "description",
    "otherlanguage*": "otherlanguage", "quoting": "quote",
    "dmath": "equation", "dmath*": "equation*",
    "IEEEeqnarray": "eqnarray", "IEEEeqnarray*": "eqnarray*",
}  # fmt: skip
_MARK = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_QUOTED = re.compile(
    r"\\begin\s*\{(displayquote|displaycquote|blockquotation)\}(?P<inside>.*?)\\end\s*\{\1\}",
    re.DOTALL,
)
_IEEE = re.compile(r"\\IEEE(?:yes|no|eqnarray)(?:sub)?num(?:ber|space)\*?(?![A-Za-z])")
_NESTED = frozenset("quote enumerate itemize description otherlanguage".split())


#: How many arguments of an environment are no text.
SILENT_ARGUMENTS = {
    **{name: shape.count("m") for name, shape in {**_AROUND, **_WITHIN}.items()},
    **{f"{name}*": shape.count("m") for name, shape in _AROUND.items()},
    "list": 2,
    "labeling": 1,
    **dict.fromkeys("IEEEeqnarray IEEEeqnarray*".split(), 1),
    **dict.fromkeys("quoting description enumerate* itemize* description*".split(), 0),
}


def with_known_environments(text: str) -> str:
    """A source with environments that are known, and without arguments that are no text."""
    text = outside(text, _QUOTED, _quoted)
    text = _IEEE.sub("", text) if "\\IEEE" in text else text
    spans = kept(text)
    opened: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for found in _MARK.finditer(text):
        if is_in(found.start(), spans):
            continue
        edit = _edit(text, found, opened)
        if edit is not None:
            edits.append((found.start(), *edit))
    for begin, end, new in reversed(edits):
        text = text[:begin] + new + text[end:]
    return text


def _edit(text: str, found: re.Match[str], opened: list[str]) -> tuple[int, str] | None:
    is_begin, name = found[1] == "begin", found[2]
    plain = name.removesuffix("*")
    if name == "list":
        if not is_begin:
            return found.end(), f"\\end{{{opened.pop()}}}" if opened else ""
        _, needed, end = arguments(text, found.end(), "mm", len(text))
        label = needed[0].text if needed else ""
        is_numbered = re.search(r"\\(?:arabic|[rR]oman|[aA]lph|the[a-z]+)", label) is not None
        opened.append("enumerate" if is_numbered else "itemize")
        return end, f"\\begin{{{opened[-1]}}}"
    if name == "description" and is_begin:
        optional, _, end = arguments(text, found.end(), "o", len(text))
        return (end, "\\begin{description}") if optional else None
    if name in _LIKE:
        end = found.end()
        if is_begin and not _LIKE[name].startswith(tuple(_NESTED)):
            shape = "om" if plain == "IEEEeqnarray" else "o"
            *_, end = arguments(text, end, shape, len(text))
        elif is_begin and plain == "labeling":
            *_, end = arguments(text, end, "om", len(text))
        elif is_begin and plain == "quoting":
            *_, end = arguments(text, end, "o", len(text))
        return end, f"\\{found[1]}{{{_LIKE[name]}}}"
    shape = _AROUND.get(plain, "") or _WITHIN.get(plain, "")
    if not shape:
        return None
    end = arguments(text, found.end(), shape, len(text))[2] if is_begin else found.end()
    return end, "" if plain in _WITHIN else "\n\n"


def _quoted(found: re.Match[str]) -> str:
    """A quotation with the work that it is from behind it."""
    inside = found["inside"]
    optional, needed, start = arguments(inside, 0, "oom", len(inside))
    ending, _, behind = arguments(inside, start, "o", len(inside))
    words = inside[behind:] if found[1] == "displaycquote" else inside
    if ending and needed:
        words = f"{words.rstrip()}{ending[0].text}"
    cited = ""
    if found[1] == "displaycquote" and needed:
        notes = "".join(f"[{one.text}]" for one in optional)
        cited = f" \\cite{notes}{{{needed[0].text}}}"
    elif found[1] != "displaycquote":
        optional, _, start = arguments(inside, 0, "oo", len(inside))
        words = inside[start:]
        bare = (re.fullmatch(r"\{(.*)\}|(.*)", one.text.strip(), re.DOTALL) for one in optional)
        cited = "".join(in_brackets(one[1] or one[2] or "") for one in bare if one)
    return f"\\begin{{quote}}{words.rstrip()}{cited}\\end{{quote}}"
