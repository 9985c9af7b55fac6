"""``text-case`` and ``strip-periods`` of an element."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nashr.citations.casing import recase
from nashr.citations.cite import Cite
from nashr.languages import language as spoken

#: Letters that only languages with İ, the capital of i, have.
_OF_DOTTED = re.compile("[ğĞəƏ]")
_TURKIC = re.compile("[ıİğĞəƏşŞ]")
#: Changes the case of a text and strips its periods; takes text, cite, and the text's language.
Recase = Callable[[str, Cite, str], str]


def recaser(attributes: Any, *, of_item: bool = False) -> Recase | None:
    """The change that ``text-case`` and ``strip-periods`` ask for, or None.

    ``of_item`` for text of the item: where the case would be another in another language, and the
    item has none, the item is noted in ``Cite.without_language``.
    """
    strip = attributes.get("strip-periods") == "true"
    case = attributes.get("text-case", "")
    if not strip and not case:
        return None

    def change(text: str, cite: Cite, language: str) -> str:
        if strip:
            text = text.replace(".", "")
        if not case or not text:
            return text
        language = language or (_of_letters(text, cite) if of_item else "")
        tag = language or cite.locale.lang
        if case == "title" and not tag.lower().startswith("en"):
            # Title case is for English (CSL 1.0.2, "Non-English Items").
            return text
        if case == "capitalize-all" and not spoken(tag).capitalizes_words:
            return text
        changed = recase(text, case, tag, of_item=of_item)
        if of_item and not language and _differs(text, changed, case, tag):
            cite.without_language.add(cite.work.key)
        return changed

    return change


def _of_letters(text: str, cite: Cite) -> str:
    """The tag of a language with İ for the text of a work that names none but has letters of such
    a language, there or in its title: *Gəncəvi*.
    """
    return "az" if _OF_DOTTED.search(text + cite.work.fields.get("title", "")) else ""


def _differs(text: str, changed: str, case: str, tag: str) -> bool:
    """Whether the text may be in a language whose *i* has another capital than that of ``tag``."""
    if spoken(tag).dotted_i:
        return changed != recase(text, case, "en")
    return bool(_TURKIC.search(text)) and changed != recase(text, case, "tr")
