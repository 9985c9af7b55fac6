"""Check what concerns several keys of front matter together: affiliations, dates, languages,
shares, pages.

The values are checked as the file has them, before validation, so that an error elsewhere does not
hide these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import reduce
from typing import Any

from nashr import identifiers
from nashr.diagnostics import Diagnostic, nearest
from nashr.frontmatter.shares import author_named, makes_a_whole, percent
from nashr.messages import Message, either
from nashr.untrusted.yaml import Located, as_list, as_mappings

#: The keys of ``dates`` in chronological order; those of one row may follow each other in any.
_DATE_KEYS = (
    ("received",),
    ("sent",),
    ("reviewed", "revised", "resubmitted"),
    ("accepted",),
    ("published",),
)
#: Keys of authors that institutions and groups do not have.
_OF_PERSONS = ("orcid", "degree", "academic-title", "position", "patronymic")
#: The lists of front matter whose members have names in other languages.
_TRANSLATED = ("authors", "affiliations", "funding")


def check_consistency(document: Located, journal_language: str) -> Iterator[Diagnostic]:
    """Unknown and duplicate affiliations, dates out of order, translations that are needless or
    that nothing prints, shares that do not fit the authors, pages beside an article number.
    """
    value = document.value if isinstance(document.value, dict) else {}
    yield from _check_names(document, value)
    yield from _check_affiliations(document, value)
    yield from _check_date_order(document, value)
    yield from _check_translations(document, value, journal_language)
    yield from _check_shares(document, value)
    yield from _check_pages(document, value)


def _check_names(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    """Persons whose whole name is written as that of a body is, as other programs have them."""
    for n, author in enumerate(as_mappings(value.get("authors"))):
        name = author.get("name")
        key = next((key for key in _OF_PERSONS if key in author), None)
        if key and isinstance(name, str) and not {"given", "family"} & author.keys():
            message = Message(
                "“{name}” has “{key}”, as persons have, and is written as an institution or a "
                "group is.",
                name=name,
                key=key,
            )
            hint = Message("Write “given: …” and “family: …” in place of “name”.")
            yield Diagnostic(
                "value-invalid", document.key_span(("authors", n, "name")), message, hint
            )


def _check_affiliations(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    listed: dict[str, int] = {}
    for n, affiliation in enumerate(as_mappings(value.get("affiliations"))):
        name = affiliation.get("id")
        if not isinstance(name, str):
            continue
        if name in listed:
            at = document.span(("affiliations", n, "id"))
            first = document.span(("affiliations", listed[name], "id")).line
            message = Message(
                "The affiliation “{name}” is listed twice: first on line {first}.",
                name=name,
                first=first,
            )
            yield Diagnostic(
                "value-invalid", at, message, Message("Give each affiliation its own id.")
            )
        listed.setdefault(name, n)
    for n, author in enumerate(as_mappings(value.get("authors"))):
        for m, name in enumerate(as_list(author.get("affiliations"))):
            if isinstance(name, str) and name not in listed:
                at = document.span(("authors", n, "affiliations", m))
                near = nearest(name, listed)
                hint = (
                    Message("Did you mean “{near}”?", near=near)
                    if near
                    else Message("List it under “affiliations”.")
                )
                message = Message("No affiliation has the id “{name}”.", name=name)
                yield Diagnostic("affiliation-unknown", at, message, hint)


def _check_date_order(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    dates = value.get("dates")
    if not isinstance(dates, dict):
        return
    order = tuple(reduce(lambda one, other: either((one, other)), row) for row in _DATE_KEYS)
    latest: tuple[str, dt.date] | None = None
    for row in _DATE_KEYS:
        found = [(name, day) for name in row if (day := _day(dates.get(name)))]
        for name, day in found:
            if latest and day < latest[1]:
                at = document.span(("dates", name))
                message = Message(
                    "The article was “{key}” ({day}) before it was “{earlier}” ({earlier_day}).",
                    key=name,
                    day=str(day),
                    earlier=latest[0],
                    earlier_day=str(latest[1]),
                )
                yield Diagnostic(
                    "value-invalid", at, message, Message("The order is {keys}.", keys=order)
                )
        latest = max((*found, *([latest] if latest else ())), key=lambda one: one[1], default=None)


def _day(value: Any) -> dt.date | None:
    try:
        return identifiers.date(str(value).strip())
    except identifiers.Invalid:
        return None


def _check_translations(
    document: Located, value: dict[str, Any], journal_language: str
) -> Iterator[Diagnostic]:
    own = str(value.get("lang") or journal_language)
    translations = value.get("translations")
    for name, text in translations.items() if isinstance(translations, dict) else ():
        yield from _check_title(document, name, text)
        if name.lower() == own.lower():
            at = document.key_span(("translations", name))
            message = Message(
                "“{name}” is the article's own language and needs no translation.", name=name
            )
            hint = Message("Put its title and abstract beside “lang”, not under “translations”.")
            yield Diagnostic("value-invalid", at, message, hint)
    yield from _check_local_names(document, value, own)


def _check_title(document: Located, tag: str, text: Any) -> Iterator[Diagnostic]:
    """A language without a title: where it has an abstract or keywords, these can be printed under
    their own heading until the title is there; anything else hangs on the title.
    """
    if not isinstance(text, dict) or text.get("title"):
        return
    at = document.key_span(("translations", tag))
    if (text.get("abstract") or text.get("keywords")) and not text.get("subtitle"):
        message = Message("The article has no title in the language “{tag}”.", tag=tag)
        hint = Message("Ask the author for it, and put it before the abstract as “title”.")
        yield Diagnostic("title-untranslated", at, message, hint)
        return
    message = Message("The key “{key}” is missing in “{outer}”.", key="title", outer=tag)
    hint = Message("{key}: {meaning}", key="title", meaning=Message("The title in this language."))
    yield Diagnostic("key-missing", at, message, hint)


def _check_local_names(document: Located, value: dict[str, Any], own: str) -> Iterator[Diagnostic]:
    """Names in a language in which the article has no title, and so no place for them."""
    titles = value.get("translations")
    known = {str(tag).lower() for tag in titles} if isinstance(titles, dict) else set()
    for key in _TRANSLATED:
        for n, member in enumerate(as_mappings(value.get(key))):
            translations = member.get("translations")
            for tag in translations if isinstance(translations, dict) else ():
                at = document.key_span((key, n, "translations", tag))
                if tag.lower() == own.lower():
                    message = Message(
                        "“{tag}” is the article's own language and needs no translation.", tag=tag
                    )
                    hint = Message("Put what stands here beside “translations”, not under it.")
                    yield Diagnostic("value-invalid", at, message, hint)
                elif tag.lower() not in known:
                    message = Message("What stands here in “{tag}” is printed nowhere.", tag=tag)
                    hint = Message(
                        "Give the article a title in “{tag}”, under its own “translations”.",
                        tag=tag,
                    )
                    yield Diagnostic("value-invalid", at, message, hint)


def _check_shares(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    shares = value.get("contribution-share")
    if not isinstance(shares, dict):
        return
    authors = [
        (author.get("given"), str(author.get("family") or author.get("name") or ""))
        for author in as_mappings(value.get("authors"))
    ]
    given: dict[int, str] = {}
    sound = True
    for key, text in shares.items():
        at = document.key_span(("contribution-share", key))
        number, share = author_named(str(key), authors), _percent(text)
        if number is None:
            near = nearest(str(key), [family for _, family in authors])
            hint = Message("Write the family name, or the number of the author in the list: 1, 2.")
            message = Message("“{key}” is not one of the authors.", key=key)
            yield Diagnostic("value-invalid", at, message, _meant(near) or hint)
        elif number in given:
            message = Message(
                "The author “{key}” has two shares: the other is that of “{given}”.",
                key=key,
                given=given[number],
            )
            yield Diagnostic("value-invalid", at, message, Message("Take one of them out."))
        elif share is None:
            at = document.span(("contribution-share", key))
            message = Message("“{text}” is not a share in percent.", text=text)
            yield Diagnostic("value-invalid", at, message, Message("Write a number from 1 to 100."))
        sound = sound and number is not None and number not in given and share is not None
        if number is not None:
            given.setdefault(number, str(key))
    numbers = [share for text in shares.values() if (share := _percent(text))]
    if sound and numbers and not makes_a_whole(numbers):
        at = document.key_span(("contribution-share",))
        total = float(sum(map(float, numbers)))
        message = Message(
            "The shares of the authors make {total:g} percent together, not 100.", total=total
        )
        yield Diagnostic(
            "value-invalid", at, message, Message("Correct them, or write a sentence instead.")
        )


def _percent(value: Any) -> str | None:
    return percent(value) if isinstance(value, str) else None


def _meant(near: str | None) -> Message | None:
    return Message("Did you mean “{near}”?", near=near) if near else None


def _check_pages(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    if value.get("article-number") and (page := value.get("first-page")):
        at = document.key_span(("article-number",))
        message = Message(
            "An article has a number or pages, and this one also begins on page {page}.", page=page
        )
        yield Diagnostic(
            "value-invalid", at, message, Message("Take out “article-number” or “first-page”.")
        )
