"""The words by which a language says formulas.

A table has a line for each sign or construction: its key, white space, and the words. What is
inside a construction stands for ``{0}``, ``{1}`` and so on. The English tables are the model:
the tests hold all others to their keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from nashr.languages.records import primary
from nashr.records import dataclass

_FOLDER = "nashr.languages.formulas"
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class FormulaWords:
    """The words of a language.

    Attributes:
        lang: its primary subtag.
        patterns: constructions, such as ``fraction``.
        signs: operators, relations and letters, by their characters.
        functions: functions by their names in formulas, such as ``sin``.
        units: units of measurement by their symbols.
        fractions: fractions of numbers that have names: ``1/2``, or ``/2`` for all halves.
    """

    lang: str
    patterns: Mapping[str, str]
    signs: Mapping[str, str]
    functions: Mapping[str, str]
    units: Mapping[str, str]
    fractions: Mapping[str, str]


def formula_words(tag: str) -> FormulaWords:
    """The words of the language of a BCP 47 tag, or English ones where it has none."""
    return _words(primary(tag))


@cache
def _words(subtag: str) -> FormulaWords:
    is_known = subtag.isascii() and subtag.isalpha() and find_spec(f"{_FOLDER}.{subtag}")
    words: FormulaWords = import_module(f"{_FOLDER}.{subtag if is_known else _FALLBACK}").WORDS
    return words


def table(lines: str) -> dict[str, str]:
    """A table of words by key, one key a line."""
    found = {}
    for line in lines.strip().splitlines():
        key, _, words = line.strip().partition(" ")
        found[key] = words.strip()
    return found
