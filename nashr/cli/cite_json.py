"""The form of ``cite``: one JSON object in, one JSON object out.

For programs that want the citation processor without a journal. The form is that of the
``citeproc`` program, as its manual page, citeproc(1), describes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nashr import citations
from nashr.citations.works import DATES, NAMES
from nashr.diagnostics import nearest
from nashr.records import dataclass

KEYS = (
    "references",
    "citations",
    "style",
    "lang",
    "abbreviations",
    "format",
    "reference-language",
)
FORMATS = ("html", "plain")
_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_DEFAULT_LOCALE = re.compile(r"<style\b[^>]*\bdefault-locale=[\"']([A-Za-z0-9-]+)[\"']")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


class Refused(ValueError):
    """The input cannot be used. The text is one sentence that says what and where."""


@dataclass(frozen=True, slots=True)
class Library:
    """Where styles and locales come from: each call gives CSL text, or None."""

    style: Callable[[str], str | None]
    style_names: Callable[[], Sequence[str]]
    locale: Callable[[str], str | None]


def answer(text: str, library: Library) -> str:
    """The citations and the list of references that the JSON object in ``text`` asks for.

    Gives ``{"citations": […], "bibliography": [[id, text], …], "warnings": […]}``; the list has
    every reference, cited or not, as with ``citeproc``. Raises ``Refused``.
    """
    asked = _object(_parsed(text), "the input")
    notes = [_unread(key) for key in asked if key not in KEYS]
    style = _style(asked.get("style"), library)
    items = _references(asked.get("references"), notes)
    groups = [
        _citation(value, f"citations[{n}]", items, notes)
        for n, value in enumerate(_list(asked.get("citations", []), "citations"))
    ]
    form = asked.get("format", "html")
    if form not in FORMATS:
        raise Refused(f"format: it is “html” or “plain”, not {_shown(form)}.")
    whose = asked.get("reference-language", "article")
    if whose not in ("article", "item"):
        raise Refused(f"reference-language: it is “article” or “item”, not {_shown(whose)}.")
    everything = {"citationItems": [{"id": key} for key in items]}
    cited = [citations.read_citation(group, f"cite-{n}") for n, group in enumerate(groups, 1)]
    try:
        done = citations.process(
            style,
            library.locale,
            items,
            [*cited, citations.read_citation(everything, "nocite")],
            _language(asked.get("lang"), style),
            abbreviations=_abbreviations(asked.get("abbreviations")),
            item_language=whose == "item",
        )
    except citations.StyleError as error:
        reason = " ".join(str(error).split(" (<", 1)[0].split()).rstrip(".")
        raise Refused(f"style: {reason}.") from None
    write = citations.as_html if form == "html" else citations.as_plain
    result = {
        "citations": [write(citation.text) for citation in done.citations],
        "bibliography": [[entry.key, write(entry.text)] for entry in done.bibliography],
        "warnings": [*notes, *done.warnings],
    }
    return json.dumps(result, ensure_ascii=False, indent=1)


# --- the input as a whole ------------------------------------------------------------------


def _parsed(text: str) -> Any:
    if not text.strip():
        raise Refused("The input is empty: one JSON object is read from standard input.")
    try:
        value = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"The input is not JSON: {error.msg} at {place}.") from None
    except RecursionError:
        raise Refused("The input is nested too deeply.") from None
    except Refused:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise Refused(f"The input has a number that cannot be read: {error}.") from None
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise Refused("The input has half of a surrogate pair (\\ud800 to \\udfff).") from None
    return value


def _no_number(name: str) -> Any:
    raise Refused(f"The input is not JSON: {name} is no number.")


def _unread(key: str) -> str:
    near = nearest(key, KEYS)
    hint = f"; did you mean “{near}”?" if near else "."
    return f"The key “{key}” is not known and was not read{hint}"


def _style(value: Any, library: Library) -> str:
    if value is None:
        raise Refused("style: it is missing; give the text of a CSL style, or a style's name.")
    style = _text(value, "style").strip()
    if style.startswith(("<", "\ufeff")):
        return style.lstrip("\ufeff")
    found = library.style(style) if style else None
    if found is None:
        near = citations.meant_style(style, library.style_names())
        hint = f"; did you mean “{near}”?" if near else "."
        raise Refused(f"style: there is no style “{style}”{hint}")
    return found


def _language(value: Any, style: str) -> str:
    if value is None:
        own = _DEFAULT_LOCALE.search(style)
        return own[1] if own else "en-US"
    tag = _text(value, "lang").strip()
    if not _TAG.fullmatch(tag):
        raise Refused(f"lang: “{tag}” is not a language tag such as az, tr or en-GB.")
    return tag.replace("_", "-")


def _abbreviations(value: Any) -> citations.Abbreviations | None:
    if value is None:
        return None
    for court, variables in _object(value, "abbreviations").items():
        place = f"abbreviations.{court}"
        for variable, table in _object(variables, place).items():
            for full, short in _object(table, f"{place}.{variable}").items():
                _text(short, f"{place}.{variable}[{json.dumps(full, ensure_ascii=False)}]")
    checked: citations.Abbreviations = value
    return checked


# --- references ----------------------------------------------------------------------------


def _references(value: Any, notes: list[str]) -> dict[str, Mapping[str, Any]]:
    if value is None:
        raise Refused("references: they are missing; give a list of CSL JSON items.")
    items: dict[str, Mapping[str, Any]] = {}
    for n, one in enumerate(_list(value, "references")):
        place = f"references[{n}]"
        item = _object(one, place)
        if item.get("id") in (None, ""):
            raise Refused(f"{place}: it has no “id”.")
        key = _id(item["id"], f"{place}.id")
        if key in items:
            notes.append(f"{place}: the id “{key}” was used before; this item was left out.")
            continue
        _check_item(item, place)
        items[key] = item
    return items


def _check_item(item: Mapping[str, Any], place: str) -> None:
    if item.get("type") is not None:
        _text(item["type"], f"{place}.type")
    for variable, value in item.items():
        at = f"{place}.{variable}"
        if value is None:
            continue
        if variable in NAMES:
            for n, name in enumerate(_list(value, at)):
                _object(name, f"{at}[{n}]")
        elif variable in DATES:
            _check_date(value, at)
        elif variable in _TEXTS and isinstance(value, list | dict):
            raise Refused(f"{at}: it takes a text, not {_kind(value)}.")


def _check_date(value: Any, place: str) -> None:
    if isinstance(value, str):
        return
    parts = _object(value, place).get("date-parts")
    if parts is None:
        return
    for n, day in enumerate(_list(parts, f"{place}.date-parts")):
        for part in _list(day, f"{place}.date-parts[{n}]"):
            if part is not None and (isinstance(part, bool) or not isinstance(part, str | int)):
                raise Refused(
                    f"{place}.date-parts[{n}]: year, month and day are numbers, not {_kind(part)}."
                )


#: What CSL 1.0.2, appendix IV, calls standard and number variables: those that may be printed.
_TEXTS = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority "
    "call-number chapter-number citation-key citation-label collection-number collection-title "
    "container-title container-title-short dimensions division DOI edition event event-place "
    "event-title genre ISBN ISSN issue journalAbbreviation jurisdiction language license medium "
    "note number number-of-pages number-of-volumes original-publisher original-publisher-place "
    "original-title page page-first part-number part-title PMCID PMID printing-number publisher "
    "publisher-place references reviewed-genre reviewed-title scale section shortTitle source "
    "status supplement-number title title-short URL version volume volume-title".split()
) - {"ISBN", "ISSN"}  # Crossref and others list several, and no style can do without one


# --- citations -----------------------------------------------------------------------------


def _citation(
    value: Any, place: str, items: Mapping[str, Any], notes: list[str]
) -> Mapping[str, Any]:
    """A citation as an object; also a bare list of items, or citeproc-js's list of three."""
    if isinstance(value, list):
        first = value[0] if value else None
        if isinstance(first, dict) and "citationItems" in first:
            return _citation(first, f"{place}[0]", items, notes)
        value = {"citationItems": value}
    citation = dict(_object(value, place))
    if "citationItems" not in citation:
        raise Refused(f"{place}: it has no “citationItems”.")
    listed = _list(citation["citationItems"], f"{place}.citationItems")
    citation["citationItems"] = [
        _cited(one, f"{place}.citationItems[{n}]", items, notes) for n, one in enumerate(listed)
    ]
    properties = citation.get("properties")
    properties = {} if properties is None else dict(_object(properties, f"{place}.properties"))
    note = properties.get("noteIndex", citation.get("citationNoteNumber"))
    if note is not None and (isinstance(note, bool) or not _whole(note)):
        name = "properties.noteIndex" if "noteIndex" in properties else "citationNoteNumber"
        raise Refused(f"{place}.{name}: it is the number of a footnote, not {_shown(note)}.")
    properties["noteIndex"] = int(note or 0)
    citation["properties"] = properties
    return citation


def _whole(value: Any) -> bool:
    text = str(value).strip()
    return isinstance(value, int | str) and text.isascii() and text.isdigit() and len(text) < 10


def _cited(value: Any, place: str, items: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    one = dict(_object(value, place))
    if one.get("id") in (None, ""):
        raise Refused(f"{place}: it has no “id”.")
    key = one["id"] = _id(one["id"], f"{place}.id")
    if key not in items:
        notes.append(f"{place}: there is no reference “{key}”.")
    for name in ("locator", "label", "prefix", "suffix"):
        if one.get(name) is not None:
            one[name] = _text(one[name], f"{place}.{name}", numbers=name == "locator")
    for name in ("suppress-author", "author-only"):
        if one.get(name) not in (None, True, False, 0, 1):
            raise Refused(f"{place}.{name}: it is true or false, not {_shown(one[name])}.")
        one[name] = bool(one.get(name)) or one.get("type") == name
    return one


# --- kinds of values -----------------------------------------------------------------------


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refused(f"{_opened(place)}: it takes an object, not {_kind(value)}.")
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise Refused(f"{place}: it takes a list, not {_kind(value)}.")
    return value


def _text(value: Any, place: str, *, numbers: bool = False) -> str:
    if isinstance(value, str):
        return value
    if numbers and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Refused(f"{place}: it takes a text, not {_kind(value)}.")


def _id(value: Any, place: str) -> str:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise Refused(f"{place}: an id is a text or a whole number, not {_kind(value)}.")


def _opened(place: str) -> str:
    return place[0].upper() + place[1:] if place.startswith("the ") else place


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str | int | float) else _kind(value)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
