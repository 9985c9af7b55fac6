"""The drawing that stands for a picture which is not there: an empty frame with a cross in it.

A build shows it, and warns of it; the manuscript says in a query which picture is missing.
"""

from __future__ import annotations

_MARK = "nashr: a picture is missing here"
PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160" viewBox="0 0 320 160">'
    f"<!-- {_MARK} -->"
    '<rect x="1" y="1" width="318" height="158" fill="#f4f4f4" stroke="#666666"/>'
    '<path d="M1 1L319 159M319 1L1 159" stroke="#999999" fill="none"/></svg>\n'
).encode()


def is_placeholder(data: bytes) -> bool:
    return _MARK.encode() in data[:400]
