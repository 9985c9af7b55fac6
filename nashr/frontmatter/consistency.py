"""Check what concerns several keys of front matter together: affiliations, dates, languages.

The values are checked as the file has them, before validation, so that an error elsewhere does not
hide these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr import identifiers
from nashr.diagnostics import Diagnostic, nearest
from nashr.untrusted.yaml import Located

#: The keys of ``dates`` in chronological order.
_DATE_KEYS = ("received", "revised", "accepted", "published")


def check_consistency(document: Located, journal_language: str) -> Iterator[Diagnostic]:
    """Unknown and duplicate affiliations, dates out of order, and needless translations."""
    value = document.value if isinstance(document.value, dict) else {}
    yield from _check_affiliations(document, value)
    yield from _check_date_order(document, value)
    yield from _check_translations(document, value, journal_language)


def _check_affiliations(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    listed: dict[str, int] = {}
    for n, affiliation in enumerate(_mappings(value.get("affiliations"))):
        name = affiliation.get("id")
        if not isinstance(name, str):
            continue
        if name in listed:
            at = document.span(("affiliations", n, "id"))
            first = document.span(("affiliations", listed[name], "id")).line
            message = f"The affiliation “{name}” is listed twice: first on line {first}."
            yield Diagnostic("value-invalid", at, message, "Give each affiliation its own id.")
        listed.setdefault(name, n)
    for n, author in enumerate(_mappings(value.get("authors"))):
        for m, name in enumerate(_list(author.get("affiliations"))):
            if isinstance(name, str) and name not in listed:
                at = document.span(("authors", n, "affiliations", m))
                near = nearest(name, listed)
                hint = f"did you mean “{near}”?" if near else "List it under “affiliations”."
                message = f"No affiliation has the id “{name}”."
                yield Diagnostic("affiliation-unknown", at, message, hint)


def _check_date_order(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    dates = value.get("dates")
    if not isinstance(dates, dict):
        return
    before = None
    for name in _DATE_KEYS:
        try:
            day = identifiers.date(str(dates.get(name)).strip())
        except identifiers.Invalid:
            continue
        if before and day < before[1]:
            at = document.span(("dates", name))
            message = f"The article was “{name}” ({day}) before it was “{before[0]}” ({before[1]})."
            yield Diagnostic("value-invalid", at, message, f"The order is {', '.join(_DATE_KEYS)}.")
        before = (name, day)


def _check_translations(
    document: Located, value: dict[str, Any], journal_language: str
) -> Iterator[Diagnostic]:
    own = str(value.get("lang") or journal_language)
    translations = value.get("translations")
    for name in translations if isinstance(translations, dict) else ():
        if name.lower() == own.lower():
            at = document.key_span(("translations", name))
            message = f"“{name}” is the article's own language and needs no translation."
            hint = "Put its title and abstract beside “lang”, not under “translations”."
            yield Diagnostic("value-invalid", at, message, hint)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """The items of a list, with an empty mapping for each item that is no mapping."""
    for item in _list(value):
        yield item if isinstance(item, dict) else {}
