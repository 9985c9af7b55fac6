"""The input of the processor: citations, each a group of cited items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.citations.affixes import prefix_text, suffix_text
from nashr.citations.markup import author_text, field_text
from nashr.citations.richtext import Attachments, clean, plain
from nashr.model import Citation, CiteItem
from nashr.records import dataclass

#: A locator that contains its label, such as ``vol. 1, fol. 186``.
_LABELLED = re.compile(
    r"(?:art|bk|ch|chap|col|fig|fol|l|n|no|op|p|para|pp|pt|r|s\.v|sec|st|v|vol|vv)s?\.\s*\S"
)


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One cited work. The texts are rich text (see ``richtext``)."""

    key: str
    locator: str = ""
    label: str = "page"
    #: What is printed for the label, where the author has a sign for it.
    sign: str = ""
    #: The locators behind the first: the label, the number and the sign of each.
    more: tuple[tuple[str, str, str], ...] = ()
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    #: The name is part of the sentence, the rest is in the citation.
    author_in_text: bool = False
    #: A position given by the caller: 0 first, 1 subsequent, 2 ibid, 3 ibid with locator.
    position: int | None = None
    near_note: bool | None = None
    first_note: int = 0


@dataclass(frozen=True, slots=True)
class CitedGroup:
    """A citation: the works cited at one place, and the number of its footnote (0 for none)."""

    id: str
    items: tuple[CitedItem, ...]
    note_number: int = 0
    #: ``composite``, ``author-only``, ``suppress-author`` or empty.
    mode: str = ""
    #: Whether the items keep their order.
    unsorted: bool = False
    #: The text between the names in the sentence and the citation.
    infix: str = ""
    #: Whether words of its sentence stand before it in its note.
    in_sentence: bool = False


def read_citation(value: Mapping[str, Any], identifier: str = "") -> CitedGroup:
    """Read a citation in the format of ``citeproc``: ``citationItems``, ``properties``.

    Invalid values are converted to text or ignored; nothing is raised.
    """
    properties = value.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    items = value.get("citationItems")
    items = items if isinstance(items, list) else []
    return CitedGroup(
        id=identifier or _text(value.get("citationID")),
        items=tuple(read_cited(item) for item in items if isinstance(item, Mapping)),
        note_number=_number(properties.get("noteIndex")),
        mode=_text(properties.get("mode")),
        unsorted=bool(properties.get("unsorted")),
        infix=field_text(_text(properties.get("infix"))),
    )


def read_cited(value: Mapping[str, Any]) -> CitedItem:
    """Read one item of ``citationItems``."""
    near = value.get("near-note")
    position = value.get("position")
    locator = field_text(_text(value.get("locator")))
    label = clean(_text(value.get("label")))
    return CitedItem(
        key=_text(value.get("id")),
        locator=locator,
        label=label or ("" if _LABELLED.match(locator) else "page"),
        prefix=author_text(_text(value.get("prefix"))),
        suffix=author_text(_text(value.get("suffix"))),
        suppress_author=bool(value.get("suppress-author")),
        author_only=bool(value.get("author-only")),
        position=_number(position) if position not in (None, "") else None,
        near_note=None if near is None else bool(near),
        first_note=_number(value.get("first-reference-note-number")),
    )


def from_citation(citation: Citation, attachments: Attachments) -> CitedGroup:
    """Convert a citation of the article; nodes in its affixes are added to ``attachments``."""
    return CitedGroup(
        id=citation.id,
        items=tuple(_from_item(item, attachments) for item in citation.items),
        note_number=citation.note_number,
        in_sentence=citation.in_sentence,
    )


def _from_item(item: CiteItem, attachments: Attachments) -> CitedItem:
    suffix = suffix_text(item.suffix, attachments)
    if item.author_in_text and suffix.startswith(" ") and plain(suffix)[1:2].isalnum():
        # Behind @key the brackets begin with it, and no comma is typed: @key [s. 40].
        suffix = f",{suffix}"
    return CitedItem(
        key=item.key,
        locator=clean(str(item.locator or "")),
        label=item.label or "page",
        sign=item.sign,
        more=tuple((label, clean(number), sign) for label, number, sign in item.more),
        prefix=prefix_text(item.prefix, attachments),
        suffix=suffix,
        suppress_author=item.suppress_author,
        author_in_text=item.author_in_text,
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0
