"""Marks of other tools that pandoc takes for text, so that they are printed as they stand.

Each is found in the author's text, confirmed in pandoc's tree, and told of; the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.scanning import Scan
from nashr.document.text_lines import TextLines
from nashr.messages import Message

_WIKI_LINK = re.compile(
    r"(?<![!\\\[])\[\[(?P<target>[^\[\]|\n@^]+)(?:\|(?P<words>[^\[\]\n]+))?\]\](?![(\[{\]])"
)
_HIGHLIGHT = re.compile(
    r"(?<![\w=!<>])(?P<sign>==|\+\+)(?=[^\s=+])[^=+\n]+?(?<=[^\s=+])(?P=sign)(?![\w=+])"
)
_CONTENTS = re.compile(
    r"^[ ]{0,3}(?:\[TOC\]|\[\[_?TOC_?\]\]|@\[TOC\]|\$\{toc\})[ \t]*$", re.M | re.I
)
_COMMENT_LINE = re.compile(r"^%+(?![\d%]|[ \t]*\d)[ \t]*(?P<words>[^\n]*)$", re.M)
#: What Word leaves where its fields are copied as text, and what it says of those that are broken.
_FIELD = re.compile(
    r"""
      \\\*[ ]?MERGEFORMAT | \bADDIN[ ](?:ZOTERO_|EN\.|CSL_|Mendeley)\w*
    | \bSEQ[ ]\w+[ ]\\\*[ ]ARABIC
    | \b(?:PAGEREF|NOTEREF|REF)[ ]_(?:Ref|Toc)\d+
    | (?:Error|Hata|Xəta|Səhv|Ошибка|Fehler|Erreur)[ ]?![ ]
      (?:Reference[ ]source|Bookmark|Başvuru[ ]kaynağı|Yer[ ]işareti|İstinad[ ]mənbəyi|Əlfəcin
        |Источник[ ]ссылки|Закладка|Verweisquelle|Textmarke|Source[ ]du[ ]renvoi)
    """,
    re.X,
)


def foreign_slips(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """All of them in a text."""
    yield from _wiki_links(scan, lines, places)
    yield from _highlights(scan, lines, places)
    yield from _contents(scan, lines, places)
    yield from _comments(scan, lines, places)
    yield from _fields(scan, lines, places)
    yield from _diagrams(scan, places)


def _told(places: Places, offset: int, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic("markdown-slip", places.at(offset), message, hint)


def _wiki_links(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    for found in _WIKI_LINK.finditer(scan.text) if "[[" in scan.text else ():
        line = scan.text[scan.text.rfind("\n", 0, found.start()) + 1 : found.end()]
        if scan.region_at(found.start()) or _CONTENTS.match(line) or not lines.holds(found[0]):
            continue
        message = Message(
            "{source} is a link of a wiki, and is printed with its brackets.", source=found[0]
        )
        hint = Message(
            "Write [words](address), or the words alone; \\[\\[ where the brackets are meant."
        )
        yield _told(places, found.start(), message, hint)


def _highlights(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    for found in _HIGHLIGHT.finditer(scan.text) if "==" in scan.text or "++" in scan.text else ():
        if scan.region_at(found.start()) or not lines.holds(found[0]):
            continue
        message = Message(
            "{source} is printed with its signs: {sign} marks nothing here.",
            source=found[0],
            sign=found["sign"],
        )
        hint = Message("Write *words* or **words**, or take the signs away.")
        yield _told(places, found.start(), message, hint)


def _contents(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    for found in _CONTENTS.finditer(scan.text):
        if scan.region_at(found.start()) or not lines.holds(found[0].replace("_", "")):
            continue
        message = Message(
            "{source} makes no table of contents here, and is printed as it stands.",
            source=found[0].strip(),
        )
        yield _told(places, found.start(), message, Message("Take the line out."))


def _comments(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A comment of LaTeX within a paragraph, which may be a sign of percent as well."""
    for found in _COMMENT_LINE.finditer(scan.text) if "\n%" in scan.text else ():
        before = scan.text[: found.start()].rstrip()
        if scan.region_at(found.start()) or before[-1:].isdigit():
            continue
        if found["words"] and lines.begins(found["words"], "%"):
            message = Message("A line that begins with % is no comment here, and is printed.")
            hint = Message("Write <!-- … --> around a comment; \\% where the sign is meant.")
            yield _told(places, found.start(), message, hint)


def _fields(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    for found in _FIELD.finditer(scan.text):
        if scan.region_at(found.start()) or not lines.holds(found[0].replace("\\*", "*")):
            continue
        message = Message(
            "“{source}” was left by a field of Word, and is printed.", source=found[0]
        )
        hint = Message("Write in its place what the field showed.")
        yield _told(places, found.start(), message, hint)


def _diagrams(scan: Scan, places: Places) -> Iterator[Diagnostic]:
    for fence in scan.fences:
        name = fence.info.strip("{}. ").lower()
        if fence.closed and name in ("mermaid", "plantuml", "graphviz"):
            message = Message(
                "The diagram is not drawn: its source in {language} is printed.", language=name
            )
            hint = Message(
                "Draw it with its own program, and put the picture in: ![…](diagram.svg)."
            )
            yield _told(places, fence.mark, message, hint)
