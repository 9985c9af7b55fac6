"""Typing slips that pandoc takes for text: each is told where it stands.

A slip is found in the author's text and confirmed in pandoc's tree, where its signs must stand
among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.scanning import Scan
from nashr.document.text_lines import TextLines

_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<words>[^\s#!].*)$", re.M)
_ITEM = re.compile(r"^[ ]{0,3}(?P<mark>[-*+]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?P<words>\S.*)$", re.M)
_ROUND = re.compile(
    r"\((?P<before>(?:[^\W\d]{1,12}\.?:?[ ]){0,2})@(?P<key>[^\W_][\w:.#$%&\-+?<>~/]*\w)"
    r"(?P<after>[^()\n\[\]@]{0,60}(?:;[ ]*@[^()\n\[\]]{1,80})?)\)"
)
_REFERENCE_LINK = re.compile(
    r"(?<![\\!\]])(?P<whole>\[(?P<words>[^\[\]\n@^][^\[\]\n]*)\]\[(?P<label>[^\[\]\n@^]*)\])(?![(\[{:])"
)
_LINK_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\n^]+)\]:", re.M)
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|sec)[:\-]", re.I)


def slips(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """All slips of a text."""
    yield from _headings(scan, lines, places)
    yield from _lists(scan, lines, places)
    yield from _round_citations(scan, places)
    yield from _links(scan, lines, places)


def _told(places: Places, offset: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("markdown-slip", places.at(offset), message, hint)


def _line_before(text: str, start: int) -> str:
    end = text.rfind("\n", 0, start)
    return text[text.rfind("\n", 0, end) + 1 : end] if end > 0 else ""


def _headings(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``#Heading``, and a heading right below a line of text."""
    for found in _HEADING.finditer(scan.text) if "#" in scan.text else ():
        if scan.region_at(found.start()) or not lines.begins(found["words"], found["marks"]):
            continue
        marks = found["marks"]
        if not found["space"]:
            message = (
                f"“{marks}{found['words'][:40]}” is no heading without a space behind {marks}."
            )
            yield _told(places, found.start(), message, f"Write {marks} {found['words'][:40]}")
        elif _line_before(scan.text, found.start()).strip():
            message = f"“{marks} {found['words'][:40]}” is no heading right below a line of text."
            yield _told(places, found.start(), message, "Leave a line empty above it.")


def _lists(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A list whose first item stands right below a line of text."""
    behind = -1
    for found in _ITEM.finditer(scan.text):
        start, end = found.start(), found.end()
        goes_on, behind = start <= behind, end + 1
        before = _line_before(scan.text, start).rstrip()
        if goes_on or not before.strip() or _ITEM.match(before) or scan.region_at(start):
            continue
        following = _ITEM.match(scan.text, end + 1)
        if not (following or before.endswith((":", "։"))) or before.startswith((" ", "\t", ">")):
            continue
        if lines.begins(found["words"], found["mark"]):
            message = "A list right below a line of text is read as a part of that line."
            yield _told(places, start, message, "Leave a line empty above its first item.")


def _round_citations(scan: Scan, places: Places) -> Iterator[Diagnostic]:
    """``(@key, p. 7)``, which prints a year in brackets inside brackets."""
    for found in _ROUND.finditer(scan.text) if "(" in scan.text else ():
        after = found["after"].lstrip()
        if scan.region_at(found.start()) or _CROSS_REFERENCE.match(found["key"]):
            continue
        if after and after[0] not in ",;" and not re.match(r"[\w.]{1,5} ?\d", after):
            continue
        message = "A citation in round brackets prints brackets inside brackets."
        inside = found[0][1:-1]
        yield _told(places, found.start(), message, f"Write [{inside}]")


def _links(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``[words][label]`` where nothing defines the label."""
    if "][" not in scan.text:
        return
    defined = {_label(found["label"]) for found in _LINK_DEFINITION.finditer(scan.text)}
    for found in _REFERENCE_LINK.finditer(scan.text):
        label = found["label"] or found["words"]
        if _label(label) in defined or scan.region_at(found.start()):
            continue
        if label.isdigit() or not lines.holds(found["whole"]):
            continue
        message = f"{found['whole']} is no link: nothing defines [{label}]."
        hint = f"Define it on a line of its own, [{label}]: https://…, or take the brackets away."
        yield Diagnostic("link-broken", places.at(found.start()), message, hint)


def _label(text: str) -> str:
    return " ".join(text.casefold().split())
