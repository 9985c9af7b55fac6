"""The languages and directions of passages, entries and citations that are not in the article's.

Each is isolated by its ``dir``, so that the marks and numbers around it keep their places (HTML,
section 3.2.6.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import lxml.etree
import lxml.html

from nashr import ast
from nashr.languages import language
from nashr.languages.directions import letter_direction, text_direction
from nashr.model import CslItem, Inlines, Node
from nashr.records import dataclass

_NO_LETTERS = re.compile(r"[\W_]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class EntryLanguage:
    """The language of an entry of the reference list, None where that is not known, and its
    direction, None where it has no letters.
    """

    lang: str | None
    direction: str | None


def entry_language(inlines: Inlines, item: CslItem) -> EntryLanguage:
    """What the bibliography says, unless the entry's own letters say something else."""
    return _text_language(ast.plain_text(inlines), item)


def _text_language(text: str, item: CslItem) -> EntryLanguage:
    direction = text_direction(text)
    tag = str(item.get("language") or "").strip()
    is_true = _TAG.fullmatch(tag) is not None and direction in (None, language(tag).direction)
    return EntryLanguage(tag if is_true else None, direction)


def set_title_languages(
    root: lxml.html.HtmlElement, items: Mapping[str, CslItem], own: str
) -> None:
    """Give the language of the work to each citation that shows its title, as those of styles that
    cite in notes do. ``items`` are the works by the ids of their entries, ``own`` is the article's
    language.
    """
    for link in root.xpath(".//a[@role='doc-biblioref'][not(@lang)]"):
        item = items.get(link.get("href", "").removeprefix("#"))
        if item is None or not item.get("language"):
            continue
        text = link.text_content()
        lang = _text_language(text, item).lang
        if lang is None or lang == own or not _shows_title(text, item):
            continue
        whole: lxml.html.HtmlElement = lxml.html.Element("span", {"lang": lang})
        whole.text, link.text = link.text, None
        whole.extend(list(link))
        link.append(whole)


def _shows_title(text: str, item: CslItem) -> bool:
    shown = _letters(text)
    titles = (_letters(str(item.get(name) or "")) for name in ("title", "title-short"))
    return any(title and title in shown for title in titles)


def _letters(text: str) -> str:
    """What of a title a style keeps: it may change its case and its punctuation."""
    return _NO_LETTERS.sub("", re.sub("<[^>]*>", "", text)).casefold()


def set_directions(root: lxml.html.HtmlElement, base: str) -> None:
    """Give ``dir`` to what has a language, and to the words of citations, of another direction."""
    for element in root.iter(lxml.etree.Element):
        is_link = element.get("role") == "doc-biblioref"
        if element.get("dir") or not (is_link or element.get("lang")):
            continue
        around = _direction_around(element, base)
        if element.get("lang"):
            direction: str | None = language(element.get("lang")).direction
        elif around == "rtl":
            direction = "ltr" if _is_left_to_right(element.text_content()) else None
        else:
            continue
        if direction is not None and direction != around:
            element.set("dir", direction)
    is_plain = base == "ltr" and not root.xpath("boolean(.//@dir)")
    for citation in root.xpath(".//span[contains(concat(' ', @class, ' '), ' citation ')]"):
        if not (is_plain and citation.text_content().isascii()):
            isolate_words(citation, _direction_around(citation, base), _isolated_in_html)


def _direction_around(element: lxml.html.HtmlElement, base: str) -> str:
    """The direction of the nearest element that has one, the element itself included."""
    return str(element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)")) or base


def _is_left_to_right(text: str) -> bool:
    """Whether all letters are: such a cite has Latin punctuation, and is isolated as a whole."""
    return {letter_direction(char) for char in text} - {None} == {"ltr"}


# --- the words of a citation ---------------------------------------------------------------

#: Makes an isolate of a text that has the direction, in the tree of an output.
Isolate = Callable[[str, str], lxml.etree._Element]
_OPENING, _CLOSING = "“„«‘‹", "”“»’›"
_PARTING = r",;:()\[\]/،؛" + _OPENING + _CLOSING
#: A part of a citation that stands by itself, such as a name; one in quotation marks is a title.
_PART = re.compile(f"(?<=[{_OPENING}])[^{_OPENING}{_CLOSING}]+(?=[{_CLOSING}])|[^{_PARTING}]+")
#: An abbreviation's full stop, and the numbers of a locator behind it, as in *pp. 5–9*.
_AFTER = re.compile(r"\.(?:\s*\d+(?:\s*[–-]\s*\d+)?(?!\w))?")


def words_by_direction(text: str, around: str) -> Iterator[tuple[str, str | None]]:
    """The text of a citation in pieces: those of another direction than ``around`` with it.

    A piece is a name, a title or a locator. Commas, brackets and years between them belong to the
    text around them, and keep their places when each piece is isolated.
    """
    end = 0
    for part in _PART.finditer(text):
        for first, last in _runs(text, part.start(), part.end(), around):
            yield text[end:first], None
            yield text[first:last], "ltr" if around == "rtl" else "rtl"
            end = last
    yield text[end:], None


def _runs(text: str, start: int, end: int, around: str) -> Iterator[tuple[int, int]]:
    """From the first to the last letter of another direction, with no letter of ``around``."""
    first = last = None
    for at in range(start, end + 1):
        direction = letter_direction(text[at]) if at < end else around
        if direction == around and first is not None and last is not None:
            after = _AFTER.match(text, last, end)
            yield first, after.end() if after else last
            first = last = None
        elif direction not in (None, around):
            first, last = at if first is None else first, at + 1


def isolate_words(element: lxml.etree._Element, around: str, isolate: Isolate) -> None:
    """Isolate what reads in another direction in the texts below the element.

    Elements that have a direction or a language of their own are left as they are.
    """
    for child in list(element.iterchildren(lxml.etree.Element)):
        if not (child.get("dir") or child.get("lang")):
            isolate_words(child, around, isolate)
        _isolate_text(element, child, around, isolate)
    _isolate_text(element, None, around, isolate)


def _isolate_text(
    element: lxml.etree._Element,
    after: lxml.etree._Element | None,
    around: str,
    isolate: Isolate,
) -> None:
    """Isolate words in the text behind a child, or in the one before the first child."""
    text = (element.text if after is None else after.tail) or ""
    pieces = list(words_by_direction(text, around)) if not text.isascii() or around == "rtl" else []
    if len(pieces) < 2:
        return
    place = 0 if after is None else element.index(after) + 1
    rest: lxml.etree._Element | None = after
    for piece, direction in pieces:
        if direction is not None:
            rest = isolate(piece, direction)
            element.insert(place, rest)
            place += 1
            rest.tail = ""
        elif rest is None:
            element.text = piece
        else:
            rest.tail = piece


def _isolated_in_html(text: str, direction: str) -> lxml.etree._Element:
    isolated: lxml.etree._Element = lxml.html.Element("bdi", {"dir": direction})
    isolated.text = text
    return isolated


#: LRI and RLI, which isolate what reads in a direction, and PDI, which ends it (Unicode Standard
#: Annex 9, section 2.4). They are for outputs whose markup has no directions.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"
_SIMPLE = frozenset("Emph Strong Underline Strikeout Superscript Subscript SmallCaps".split())


def isolated_by_characters(inlines: Inlines, around: str) -> Inlines:
    """A citation in which what reads in another direction is isolated by characters."""
    if ast.plain_text(inlines).isascii() and around == "ltr":
        return inlines
    return [_isolated(node, around) for node in ast.merge_strings(inlines)]


def _isolated(node: Node, around: str) -> Node:
    content: Any = node.get("c")
    match node["t"]:
        case "Str":
            pieces = words_by_direction(content, around)
            return ast.text("".join(_between(piece, way) for piece, way in pieces))
        case "Link" if around == "rtl" and _is_left_to_right(ast.plain_text(content[1])):
            inside = [ast.text(_ISOLATES["ltr"]), *content[1], ast.text(_END)]
            return {"t": "Link", "c": [content[0], inside, content[2]]}
        case "Span" if "lang" in ast.keyvals(content[0]):
            return node
        case "Link" | "Span" | "Quoted":
            inside = isolated_by_characters(content[1], around)
            return {"t": node["t"], "c": [content[0], inside, *content[2:]]}
        case kind if kind in _SIMPLE:
            return {"t": kind, "c": isolated_by_characters(content, around)}
        case _:
            return node


def _between(text: str, direction: str | None) -> str:
    return text if direction is None else f"{_ISOLATES[direction]}{text}{_END}"
