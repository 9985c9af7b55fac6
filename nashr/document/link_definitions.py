"""Lines such as ``[Question]: How did it begin?``, which pandoc takes for the address of a link.

Pandoc reads every line that begins with words in brackets and a colon as the definition of a link,
whatever stands behind it, and prints nothing of it. What is no address was meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.rewriting import Edit
from nashr.document.scanning import QUOTED, Scan, line_before
from nashr.messages import Message

#: Elements of HTML whose words pandoc reads as it reads a text.
_ELEMENT = r"<(?:td|th|li|dd|dt|div|section|blockquote|figcaption|caption|summary)\b[^<>]*>"
_DEFINITION = re.compile(
    rf"(?P<before>^{QUOTED}[ \t]*(?:(?:[-*+:]|\(?\w{{1,3}}[.)])[ \t]+)*|{_ELEMENT}[ \t]*)"
    r"\[(?P<label>(?![\^@]|-@)(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])+)\]:(?=[ \t]*(?P<rest>[^\n]*)"
    rf"(?:\n(?P<below>{QUOTED}[ \t]*[^\s\[][^\n]*))?)",
    re.M,
)
_TITLE = re.compile(r"[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\))[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_ADDRESS = re.compile(
    r"<[^<>]*>|(?:https?|ftp|mailto|doi|file|data|urn|tel|javascript):\S+|#\S*|www\.\S+"
    r"|\S*/\S*|[^\s@]+@[^\s@]+\.\w+|\S*\w\.[A-Za-z]\w*|\S.*\.(?:png|jpe?g|svg|gif|webp|tiff?|pdf)",
    re.I,
)
_MARK = re.compile(r"[ \t]*(?:[-*+:~]|\(?\w{1,3}[.)])[ \t]")
_LABEL = re.compile(r"(?<!\\)\[(?P<label>(?:[^\[\]\n\\]|\\.)+)\]")
#: Definitions with these as their labels, or with these addresses, are remarks that nobody reads.
_REMARKS = ("//", "comment", "#", "<>")


def edits(scan: Scan) -> Iterator[Edit]:
    """A backslash before the bracket of each definition of what is no address."""
    for found in _definitions(scan):
        if not _is_address(found):
            at = found.end("before")
            yield Edit(at, at, "\\")


def uncalled(scan: Scan, places: Places) -> Iterator[Diagnostic]:
    """Addresses that no link has: nothing prints them."""
    definitions = [found for found in _definitions(scan) if _is_address(found)]
    if not definitions:
        return
    at = {found.end("before") for found in definitions}
    uses = (found for found in _LABEL.finditer(scan.text) if found.start() not in at)
    called = {_folded(found["label"]) for found in uses}
    for found in definitions:
        label = found["label"]
        if _folded(label) in called or label in _REMARKS or _target(found) in _REMARKS:
            continue
        message = Message(
            "[{label}] is defined here and called nowhere, so its address is not printed.",
            label=label,
        )
        hint = Message("Call it in the text, [words][{label}], or take the line out.", label=label)
        yield Diagnostic("content-dropped", places.at(found.end("before")), message, hint)


def _definitions(scan: Scan) -> Iterator[re.Match[str]]:
    if "]:" not in scan.text:
        return
    for found in _DEFINITION.finditer(scan.text):
        if scan.region_at(found.end("before")) is None and not _is_code(scan.text, found):
            yield found


def _is_code(text: str, found: re.Match[str]) -> bool:
    """Whether the line is indented as code is, and stands in no list or note."""
    indentation = len(found["before"].expandtabs(4)) if not found["before"].strip() else 0
    if indentation < 4:
        return False
    start = found.start()
    while start > 0:
        line = line_before(text, start)
        start -= len(line) + 1
        if line.strip() and len(line) - len(line.lstrip()) < 2:
            return _MARK.match(line) is None and not line.startswith("[^")
    return True


def _target(found: re.Match[str]) -> str:
    rest = found["rest"].partition("</")[0] if "<" in found["before"] else found["rest"]
    rest = _ATTRIBUTES.sub("", rest).strip()
    if not rest and not found["rest"].strip():
        rest = (found["below"] or "").lstrip("> \t").strip()
    without = _TITLE.sub("", rest).strip()
    return without or rest


def _is_address(found: re.Match[str]) -> bool:
    return _ADDRESS.fullmatch(_target(found)) is not None


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
