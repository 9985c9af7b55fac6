"""What is written otherwise before pandoc's LaTeX reader sees it, which would misread it."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A label as bookdown and knitr write it, in a caption of LaTeX or behind it.
BOOKDOWN_LABEL = re.compile(r"\(\\?#(?P<key>(?:fig|tab|tbl|lst|alg)[:-][^()\s{}\\]+)\)")
#: The star behind the end of a row forbids a new page there; the reader takes it for a cell.
_ROW_END = re.compile(r"(?<!\\)(?:\\\\)+(?P<star>\*)")
#: Commands of siunitx whose last argument is a unit.
_UNITS = re.compile(r"\\(?:si|SI|SIrange|SIlist|unit|qty|qtyrange|qtylist|qtyproduct)(?![A-Za-z])")
#: A unit whose first word says that it is one in the denominator, which the reader forgets.
_INVERSE = re.compile(r"\{\s*(?=\\per(?![A-Za-z]))")


def with_inverse_units(source: str) -> str:
    r"""A call with an empty group before a unit that begins with ``\per``: s⁻¹ and not s."""
    return _INVERSE.sub(r"\g<0>{}", source) if _UNITS.match(source) else source


def changes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What is written otherwise in an environment: from where to where, and how."""
    if "\\per" in text[start:end]:
        for found in _INVERSE.finditer(text, start, end):
            yield found.end(), found.end(), "{}"
    for found in _ROW_END.finditer(text, start, end):
        yield *found.span("star"), ""
