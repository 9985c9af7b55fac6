"""The catalogues of messages: gettext's PO files, read as they stand.

Babel writes them (``make messages``). They are read here and not compiled beforehand, so that a
checkout and an installed package have one and the same file. A catalogue takes some milliseconds,
and is read where the editor's language is not English.
"""

from __future__ import annotations

import json
import os
import re

#: The folder of the catalogues, one folder a language.
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")
_NAME = os.path.join("LC_MESSAGES", "nashr.po")

_ENTRY = re.compile(
    r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ("(?:[^"\\]|\\.)*"(?:\n".*")*)$', re.M
)

#: The signs between thousands and before decimals, by language.
_SIGNS = {"ru": "\u00a0,", "az": "\u00a0,", "tr": ".,"}


class Number:
    """A number that is written with the signs of a language, in whatever format."""

    __slots__ = ("_signs", "_value")

    def __init__(self, value: float, signs: str) -> None:
        self._value = value
        self._signs = str.maketrans(",.", signs)

    def __format__(self, spec: str) -> str:
        return format(self._value, spec).translate(self._signs)


class Catalogue:
    """The translations of one language."""

    def __init__(self, language: str, translations: dict[str, list[str]]) -> None:
        self.language = language
        self._translations = translations

    def singular(self, template: str) -> str:
        """The translation of a template; the template itself where there is none."""
        found = self._translations.get(template)
        return found[0] if found else template

    def plural(self, one: str, many: str, number: object) -> str:
        """The translation of a message for a number of things."""
        found = self._translations.get(one)
        if not found:
            return one if number == 1 else many
        return found[_form(self.language, number) if len(found) > 1 else 0]

    def number(self, value: float) -> Number:
        """A number for a format string."""
        return Number(value, _SIGNS[self.language])


def _form(language: str, number: object) -> int:
    """Which of the plural forms a number takes, by the rule in the catalogue's head.

    Azerbaijani and Turkish have one form, since a noun has no ending of the plural after a number.
    """
    if language != "ru" or not isinstance(number, int):
        return 0
    tens, ones = number % 100 // 10, number % 10
    if ones == 1 and tens != 1:
        return 0
    return 1 if 2 <= ones <= 4 and tens != 1 else 2


def load(language: str) -> Catalogue | None:
    """The catalogue of a language; None where it has none, or none that can be read."""
    if language not in _SIGNS:
        return None
    try:
        with open(os.path.join(FOLDER, language, _NAME), encoding="utf-8") as file:
            return Catalogue(language, parse(file.read()))
    except (OSError, ValueError):
        return None


def parse(text: str) -> dict[str, list[str]]:
    """The translations in a PO file, by their ``msgid``; a fuzzy or empty one counts as none."""
    found: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        if "\n#, fuzzy" in f"\n{block}":
            continue
        strings = {m[1]: _string(m[2]) for m in _ENTRY.finditer(block)}
        forms = [value for name, value in strings.items() if name.startswith("msgstr")]
        if strings.get("msgid") and all(forms):
            found[strings["msgid"]] = forms
    return found


def _string(literal: str) -> str:
    """The text of a PO file's string, which may stand on several lines. Its escapes are JSON's."""
    text: str = json.loads(literal.replace('"\n"', ""))
    return text
