"""Styles made for Turkish, whose order of words is not that of the article's language.

Turkish has *in* behind the title and *retrieved from* behind the address (*Kitap içinde*; *6 Mayıs
2024 tarihinde https://… adresinden erişildi*). In other languages each belongs before.
"""

from __future__ import annotations

from typing import Any

from nashr.citations.locales import are_of_one_language

_NS = "{http://purl.org/net/xbiblio/csl}"
_MADE_FOR = "tr"
#: Languages whose word for *in* may stand behind the title as well.
_ALIKE = ("az", "crh", "tk", "uz", "kk", "ky", "tt", "ug")


def reorder_words(root: Any, tag: str) -> None:
    """Put the terms of a style in the order of the language ``tag``, in place."""
    made_for = root.get("default-locale") or "en-US"
    if not are_of_one_language(made_for, _MADE_FOR) or are_of_one_language(tag, _MADE_FOR):
        return
    if not any(are_of_one_language(tag, one) for one in _ALIKE):
        for term in list(root.iter(f"{_NS}text")):
            if term.get("term") == "in":
                _put_before_title(term)
    for group in root.iter(f"{_NS}group"):
        _put_before_address(group)


def _put_before_title(term: Any) -> None:
    """Move *in*, with the condition that it stands in, before the title of the container, and
    before its editors where these stand before it.
    """
    moved = term
    while moved.getparent().tag in (f"{_NS}choose", f"{_NS}if") and len(moved.getparent()) == 1:
        moved = moved.getparent()
    title = moved.getprevious()
    if title is None or title.get("variable") != "container-title":
        return
    _set_affixes(term, "", " ")
    term.set("text-case", "capitalize-first")
    choose = term.makeelement(f"{_NS}choose", {})
    where = term.makeelement(f"{_NS}if", {"variable": "container-title"})
    _start_of_whole(title).addprevious(choose)
    choose.append(where)
    where.append(moved)


def _start_of_whole(title: Any) -> Any:
    """The first element of what is said of the container: its editors, or its title."""
    macro = title.getparent()
    while macro.tag != f"{_NS}macro" and macro.getparent() is not None:
        macro = macro.getparent()
    root = title.getroottree().getroot()
    names = {
        one.get("name")
        for one in root.iterchildren(f"{_NS}macro")
        if next(one.iter(f"{_NS}names"), None) is not None
        and next((text for text in one.iter(f"{_NS}text") if text.get("variable")), None) is None
    }
    for caller in root.iter(f"{_NS}text"):
        if caller.get("macro") != macro.get("name") or caller.get("macro") is None:
            continue
        at = caller
        while at.getparent().tag == f"{_NS}group":
            before = list(at.itersiblings(preceding=True))
            if any(one.get("macro") not in names for one in before):
                break
            if before:
                return before[-1]
            at = at.getparent()
    return title


def _put_before_address(group: Any) -> None:
    """*Retrieved* first, *from* before the address; *retrieved* of an archive is left out."""
    children = list(group)
    terms = {child.get("term"): child for child in children if child.get("term")}
    retrieved, origin = terms.get("retrieved"), terms.get("from")
    address = next((child for child in children if child.get("variable") == "URL"), None)
    if retrieved is None or children.index(retrieved) == 0:
        return
    if address is None or origin is None:
        if any(child.get("variable") == "archive" for child in children):
            group.remove(retrieved)
        return
    if children.index(address) > children.index(origin):
        return
    for term in list(group.iter(f"{_NS}text")):
        if term.get("term") == "on":
            term.getparent().remove(term)
    between = "" if group.get("delimiter") else " "
    _set_affixes(origin, "", between)
    address.addprevious(origin)
    _set_affixes(retrieved, "", between)
    retrieved.set("text-case", "capitalize-first")
    group.insert(0, retrieved)
    # The full stop behind the verb would now stand behind the address.
    if group.get("suffix") == ".":
        del group.attrib["suffix"]


def _set_affixes(element: Any, prefix: str, suffix: str) -> None:
    for name, value in (("prefix", prefix), ("suffix", suffix)):
        element.attrib.pop(name, None)
        if value:
            element.set(name, value)
