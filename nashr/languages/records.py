"""Finding the record of a language: in a module of this package named by its primary subtag, in
an installed package, or else the English one with what is known of the language.
"""

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from nashr.extensions import LANGUAGES, Extension, extensions, load
from nashr.languages.base import TURKISH_CONSONANTS, Direction, Language, Respelling, SyllableRules
from nashr.records import replace

#: Primary subtags have two or three letters (BCP 47); the other modules here have longer names.
_LONGEST_SUBTAG = 3

#: Languages that have no file yet, and what is known of them: it replaces fields of the English
#: record. Whoever writes the file moves the line there.
_WITHOUT_FILE: dict[str, dict[str, Any]] = {
    "be": {"marks_before_stop": True},
    "ckb": {"direction": "rtl", "comma": "، ", "digits": "٠١٢٣٤٥٦٧٨٩"},
    "dv": {"direction": "rtl", "comma": "، "},
    "gag": {
        "dotted_i": True,
        "syllables": SyllableRules("aäeêıioöuü", TURKISH_CONSONANTS + "ţ"),
    },
    "he": {"direction": "rtl"},
    "ps": {"direction": "rtl", "comma": "، ", "digits": "۰۱۲۳۴۵۶۷۸۹"},
    "sd": {"direction": "rtl", "comma": "، "},
    "ug": {"direction": "rtl", "comma": "، "},
    "ur": {"direction": "rtl", "comma": "، "},
    "yi": {"direction": "rtl"},
}
#: Where Arabic is printed with the digits of Europe (Unicode CLDR, ``defaultNumberingSystem``).
_EUROPEAN_DIGITS = frozenset({"ar-ae", "ar-dz", "ar-eh", "ar-ly", "ar-ma", "ar-mr", "ar-tn"})
#: A numbering system in a tag (BCP 47, extension U): *ar-u-nu-latn*.
_NUMBERS = re.compile(r"-u-(?:[a-z0-9]{2,8}-)*?nu-([a-z]{3,8})", re.IGNORECASE)
_DIGITS = {"latn": "", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa"})
#: Scripts that have a comma of their own.
_COMMAS = {"arab": "، ", "syrc": "، ", "thaa": "، "}


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag; a tag with an underscore is understood as well."""
    return tag.replace("_", "-").partition("-")[0].lower()


@cache
def supported() -> tuple[str, ...]:
    """The primary subtags of the languages that have a record of their own, sorted."""
    return tuple(sorted({*own(), *_brought()}))


@cache
def _brought() -> dict[str, Extension]:
    """The languages of installed packages. One that nashr has is not replaced."""
    found = {one.name.lower(): one for one in extensions(LANGUAGES)}
    return {name: one for name, one in found.items() if name not in own()}


@cache
def own() -> frozenset[str]:
    """The primary subtags of the modules of this package that are languages."""
    folders = import_module("nashr.languages").__path__
    names = (name for folder in folders for name in os.listdir(folder))  # noqa: PTH208
    stems = (name.removesuffix(".py") for name in names if name.endswith(".py"))
    return frozenset(stem for stem in stems if 1 < len(stem) <= _LONGEST_SUBTAG)


def is_supported(tag: str) -> bool:
    """Say whether the language of a BCP 47 tag has a record of its own."""
    return primary(tag) in supported()


@lru_cache(maxsize=256)
def language(tag: str) -> Language:
    """Find the record for a BCP 47 tag; a tag with an underscore is understood as well.

    The record is that of the primary subtag (``az`` for ``az-Latn-AZ``), or the English one
    for a language without a record, but without its alphabet. It carries the tag asked for,
    direction and comma of the script that the tag names, and the digits of its region.
    """
    subtag = primary(tag)
    tag = tag.replace("_", "-")
    if subtag in supported():
        record = _record(subtag)
        if tag == record.tag:
            return record
    else:
        known = _WITHOUT_FILE.get(subtag, {})
        record = replace(_record("en"), endonym=tag, alphabet=(), **known)
    script, digits = _script(tag), _digits(tag, record)
    if script is None:
        return replace(record, tag=tag, digits=digits)
    if rules := record.respellings.get(script):
        from nashr.languages.respelling import respelled  # few articles need it

        record = respelled(record, rules)
    direction: Direction = "rtl" if script in _RTL_SCRIPTS else "ltr"
    comma = _COMMAS.get(script, ", ")
    digits = digits if script == "arab" else ""
    return replace(record, tag=tag, direction=direction, comma=comma, digits=digits)


def respelling(tag: str) -> Respelling | None:
    """How the words of a language are spelled in the script that the tag names, where its file has
    them in another.
    """
    subtag, script = primary(tag), _script(tag.replace("_", "-"))
    return _record(subtag).respellings.get(script or "") if subtag in supported() else None


def _digits(tag: str, record: Language) -> str:
    if found := _NUMBERS.search(tag):
        return _DIGITS.get(found[1].lower(), record.digits)
    return "" if tag.lower() in _EUROPEAN_DIGITS else record.digits


def _record(subtag: str) -> Language:
    record: Language
    if subtag in own():
        record = import_module(f"nashr.languages.{subtag}").LANGUAGE
    else:
        record = load(_brought()[subtag])
    return record


def _script(tag: str) -> str | None:
    subtags = tag.split("-")[1:]
    return next((part.lower() for part in subtags if len(part) == 4 and part.isalpha()), None)


def nearest_first(tag: str) -> Iterator[Language]:
    """The language of a tag, English, and then all others: for words that may stand in a text of
    any language. Each is imported as it is reached.
    """
    seen = (primary(tag), "en")
    for subtag in dict.fromkeys((*seen, *supported())):
        yield language(tag if subtag == seen[0] else subtag)


def all_languages() -> Iterator[Language]:
    """Every record, in the order of the subtags."""
    return map(language, supported())


def syllable_rules() -> dict[str, SyllableRules]:
    """The rules of hyphenation of the languages that have some here, by primary subtag."""
    found = {record.tag: record.syllables for record in all_languages()}
    found |= {tag: language(tag).syllables for tag in _WITHOUT_FILE}
    return {tag: rules for tag, rules in found.items() if rules is not None}
