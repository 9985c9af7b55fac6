"""Capitals and small letters, with the two i's of Azerbaijani, Turkish and their kin.

Where a language has no rule of its own the Unicode mappings of ``str`` hold. The rules for i
follow the conditional mappings for ``tr`` and ``az`` in Unicode's SpecialCasing.txt.
"""

import re

from nashr.languages.records import language

_DOT = "\u0307"
# Marks that may stand between a capital I and its dot: those below the letter.
_CAPITAL_I_DOT = re.compile("I([\u0316-\u0333]*)\u0307")
_SMALL_I_DOT = re.compile("i([\u0316-\u0333]*)\u0307")
_GEORGIAN = re.compile("[\u10d0-\u10ff]+")


def upper(text: str, tag: str) -> str:
    """Write ``text`` in capitals by the rules of the language of ``tag``.

    Georgian stays as it is: its capital letters are of little use in print, and text faces
    seldom have them.
    """
    record = language(tag)
    if record.dotted_i:
        text = _SMALL_I_DOT.sub(r"i\1", text).replace("i", "İ")
    for letter, capitals in record.capitals.items():
        text = text.replace(letter, capitals)
    if not _GEORGIAN.search(text):
        return text.upper()
    parts = re.split("([\u10d0-\u10ff]+)", text)
    return "".join(part if i % 2 else part.upper() for i, part in enumerate(parts))


def lower(text: str, tag: str) -> str:
    """Write ``text`` in small letters by the rules of the language of ``tag``."""
    if language(tag).dotted_i:
        text = _CAPITAL_I_DOT.sub(r"i\1", text).replace("İ", "i").replace("I", "ı")
    return text.lower()


def capitalize_first(text: str, tag: str) -> str:
    """Give the first letter of ``text`` a capital and leave the others as they are.

    Opening quotes and other punctuation are passed over; a text whose first word is a number
    (``2006-cı il``) is returned unchanged.
    """
    for index, char in enumerate(text):
        if char.isdigit():
            return text
        if char.isalpha():
            end = index + 2 if text[index + 1 : index + 2] == _DOT else index + 1
            return text[:index] + _title(text[index:end], tag) + text[end:]
    return text


def small_first(text: str, tag: str) -> str:
    """Give the first letter of ``text`` its small form, unless a capital follows it (*DOI*)."""
    if not text or text[1:2].isupper() or not text[0].isupper():
        return text
    end = 2 if text[1:2] == _DOT else 1
    return lower(text[:end], tag) + text[end:]


def _title(letter: str, tag: str) -> str:
    record = language(tag)
    if record.dotted_i and letter[0] == "i":
        return "İ"
    if letter in record.capitals:
        capitals = record.capitals[letter]
        return capitals[0] + capitals[1:].lower()
    return letter[0].title() + letter[1:]
