"""A title for books in which the labeller found none, and a name for what a work stands in."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.importing.reference_tokens import Token, seen
from nashr.importing.reference_words import given_names

#: What a work has that was published by itself, and an article in a journal has not.
_OF_BOOKS = frozenset({"publisher", "location"})
#: What an article in a journal has not.
_NOT_OF_ARTICLES = _OF_BOOKS | {"genre"}
_CONTAINERS = ("collection-title", "container-title")
_MAKERS = ("author", "editor")


def with_title(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels; where a book has no title, that is what was taken for a series or for what it
    stands in, or what stands among the makers at the start and is no name.
    """
    found = list(labels)
    if "title" in found or _OF_BOOKS.isdisjoint(found):
        return found
    for label in _CONTAINERS:
        if label in found:
            start = found.index(label)
            end = next((n for n in range(start, len(found)) if found[n] != label), len(found))
            return [*found[:start], *["title"] * (end - start), *found[end:]]
    start = next((n for n, label in enumerate(found) if label != "citation-number"), len(found))
    if start < len(found) and found[start] in _MAKERS:
        end = next((n for n in range(start, len(found)) if found[n] != found[start]), len(found))
        first, last = _among_makers(tokens[start:end])
        found[start + first : start + last] = ["title"] * (last - first)
    return found


def with_container(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels; where a work stands in nothing, but in a series, though it has no publisher or
    editors stand before that (“In A. Name, editor, …”), the series is what it stands in.
    """
    found = list(labels)
    if "title" not in found or "container-title" in found or "collection-title" not in found:
        return found
    start = found.index("collection-title")
    end = next((n for n in range(start, len(found)) if found[n] != "collection-title"), len(found))
    is_part = (
        "editor" in found[:start]
        and "in" in seen(tokens[found.index("editor")], 1).kinds
        and found.index("title") < found.index("editor")
    )
    if is_part or _NOT_OF_ARTICLES.isdisjoint(found):
        found[start:end] = ["container-title"] * (end - start)
    return found


def _among_makers(tokens: Sequence[Token]) -> tuple[int, int]:
    """Where a title stands among words that were taken for makers; an empty range for nowhere."""
    known = [seen(token, n + 1) for n, token in enumerate(tokens)]
    role = next((n for n, one in enumerate(known) if "editor" in one.kinds), len(known))
    if role < len(known):  # “Title. Ed. by A. Name”
        sentence = (
            role > 0 and tokens[role - 1].trail.startswith((".", ":")) and not known[0].initials
        )
        plain = not any(one.initials or "," in one.trail for one in known[:role])
        return (0, role) if sentence and plain else (0, 0)
    initials = [n for n, one in enumerate(known) if one.initials]
    if initials and len(known) > initials[-1] + 1 > 1:  # “Name A. B. Title.”
        return initials[-1] + 1, len(known)
    is_named = any(one.word in given_names() for one in known) or any(
        "," in one.trail for one in known
    )
    return (0, 0) if initials or is_named or len(known) < 2 else (0, len(known))
