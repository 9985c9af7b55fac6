"""Names and titles that are typed in capitals throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.languages import capitalize_first, lower
from nashr.messages import Message
from nashr.references.works import MAKERS, Work, names_of

CODE = "reference-capitals"

#: Fewer letters may be those of an abbreviation: NATO, PLOS ONE.
_TITLE = 10
_ABBREVIATION = 8
_INITIALS = 3
_TITLES = ("title", "container-title")
_LETTERS = re.compile(r"[^\W\d_]+")


def capitals(work: Work, default: str) -> Iterator[Diagnostic]:
    """A finding for the titles and one for the names of a work; ``default`` is the language of a
    work that names none.
    """
    tag = work.text("language") or default
    for variable in _TITLES:
        title = work.text(variable)
        if _shouts(title, _TITLE) and _has_words(title):
            message = Message(
                "The title of what “{key}” stands in is in capitals throughout: “{title}”."
            )
            if variable == "title":
                message = Message("The title of “{key}” is in capitals throughout: “{title}”.")
            message = message.having(key=work.key, title=title[:60])
            hint = Message("Type it with the capitals that it has in a sentence.")
            yield work.finding(CODE, message, hint, variable)
    for role in MAKERS:
        found = [(part, name) for name in names_of(work.item, role) if (part := _loud(name))]
        if found:
            named = tuple(f"“{part}”" for part, _ in found[:3])
            message = Message(
                "Names of “{key}” are in capitals throughout: {named}.", key=work.key, named=named
            )
            hint = Message(
                "Type {name}; a style that wants capitals makes them.",
                name=_small(found[0][0], tag),
            )
            yield work.finding(CODE, message, hint, role)


def _loud(name: dict[str, Any] | Any) -> str:
    """The part of a name that is in capitals, and is neither initials nor an abbreviation."""
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    if not given:
        whole = family or str(name.get("literal", ""))
        return whole if _shouts(whole, _ABBREVIATION + 1) else ""
    if _shouts(family, _INITIALS):
        return family
    words = [word for word in _LETTERS.findall(given) if len(word) > _INITIALS + 1]
    return given if words and _shouts(given, _INITIALS + 2) else ""


def _shouts(text: str, least: int) -> bool:
    """Whether at least ``least`` letters stand in a text, all of them capitals."""
    letters = "".join(_LETTERS.findall(text))
    return len(letters) >= least and letters.isupper()


def _has_words(title: str) -> bool:
    """Whether a title has words, and is not the signature of an archive or a row of initials."""
    lengths = sorted(map(len, _LETTERS.findall(title)), reverse=True)
    return lengths[0] >= _TITLE or (lengths[0] >= 5 and len(lengths) > 1 and lengths[1] >= 2)


def _small(text: str, tag: str) -> str:
    """A name with a capital at the beginning of each word."""
    return re.sub(r"[^\W\d_]+", lambda word: capitalize_first(lower(word[0], tag), tag), text)
