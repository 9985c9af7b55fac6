"""The changes to letters and periods that an element's attributes ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nashr.citations.casing import recase
from nashr.citations.cite import Cite

#: Text in a case and without its periods; the language is that of the text.
Recase = Callable[[str, Cite, str], str]


def recaser(attributes: Any) -> Recase | None:
    """What ``text-case`` and ``strip-periods`` ask for, None where they ask for nothing."""
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
