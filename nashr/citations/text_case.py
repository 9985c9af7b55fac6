"""``text-case`` and ``strip-periods`` of an element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nashr.citations.casing import recase
from nashr.citations.cite import Cite

#: Changes the case of a text and strips its periods; takes text, cite, and the text's language.
Recase = Callable[[str, Cite, str], str]


def recaser(attributes: Any) -> Recase | None:
    """The change that ``text-case`` and ``strip-periods`` ask for, or None."""
    strip = attributes.get("strip-periods") == "true"
    case = attributes.get("text-case", "")
    if not strip and not case:
        return None

    def change(text: str, cite: Cite, language: str) -> str:
        if strip:
            text = text.replace(".", "")
        if not case or not text:
            return text
        tag = language or cite.locale.lang
        if case == "title" and not tag.lower().startswith("en"):
            # Title case is for English (CSL 1.0.2, "Non-English Items").
            return text
        return recase(text, case, tag)

    return change
