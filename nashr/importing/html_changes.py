"""Tracked changes of a page that a word processor has saved: insertions and deletions that have a
time or an author, which pandoc shows underlined and struck through beside each other.
"""

from __future__ import annotations

import html
import re

from nashr.importing.changes import Treatment
from nashr.importing.query_marks import ask

_CHANGE = re.compile(
    r"<(?P<kind>ins|del)\b(?=[^<>]*\s(?:cite|datetime)\s*=)[^<>]*>(?P<inside>.*?)</(?P=kind)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LAST_BLOCK = re.compile(r"(?:\s*</(?:p|div|li|ul|ol|td|tr|h[1-6])\s*>)+\s*\Z", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|li|table|h[1-6])\b", re.IGNORECASE)
_KEPT = {Treatment.ACCEPT: "ins", Treatment.REJECT: "del"}


def with_settled_changes(source: str, treatment: Treatment, queries: list[str]) -> str:
    """The page with its changes accepted or rejected, or with queries of each."""

    def settle(found: re.Match[str]) -> str:
        kind, inside = found["kind"].lower(), found["inside"]
        if treatment is not Treatment.ASK:
            return inside if kind == _KEPT[treatment] else ""
        words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", inside)).split())
        if not words:
            return inside if kind == "ins" else ""
        number = len(queries) + 1
        if kind == "del":
            mark = ask(queries, f"{number}. deleted here: “{words}”")
            return f"<p>{mark}</p>" if _BLOCK.search(inside) else mark
        mark = ask(queries, f"{number}. inserted before this")
        last = _LAST_BLOCK.search(inside)
        place = last.start() if last else len(inside)
        return f"{inside[:place]}{mark}{inside[place:]}"

    return _CHANGE.sub(settle, source)
