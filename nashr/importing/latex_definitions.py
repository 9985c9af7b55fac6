r"""Commands that a source defines as LaTeX3 has them, ``\NewDocumentCommand`` (usrguide, 2), as
``\newcommand``, which pandoc's reader knows: of the others it drops the text.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import group_end

DEFINITION = re.compile(
    r"\\(?P<kind>New|Renew|Provide|Declare)DocumentCommand\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*(?=\{)"
)
_SHAPE = re.compile(r"\s*(?:(?P<optional>o)|O\s*\{(?P<usual>[^{}]*)\})?\s*(?P<needed>(?:\+?m\s*)*)")
#: What asks for an argument that may not be there.
_ASKED = re.compile(r"\\If(?:No)?Value")


def with_plain_definitions(source: str) -> str:
    r"""The source with those whose arguments ``\newcommand`` can have: one that may be left out,
    and others behind it.
    """
    for found in reversed(list(DEFINITION.finditer(source))):
        first = group_end(source, found.end(), len(source))
        start = None if first is None else re.compile(r"\s*(?=\{)").match(source, first)
        last = None if start is None else group_end(source, start.end(), len(source))
        if first is None or start is None or last is None:
            continue
        shape = _SHAPE.fullmatch(source[found.end() + 1 : first - 1])
        body = source[start.end() : last]
        if shape is None or _ASKED.search(body):
            continue
        usual = "" if shape["optional"] else shape["usual"]
        count = shape["needed"].count("m") + (usual is not None)
        command = "renewcommand" if found["kind"] in ("Renew", "Declare") else "newcommand"
        numbers = (f"[{count}]" if count else "") + ("" if usual is None else f"[{usual}]")
        name = found["braced"] or found["bare"]
        source = f"{source[: found.start()]}\\{command}{{{name}}}{numbers}{body}{source[last:]}"
    return source
