"""Texts of other scripts in Latin letters, by the published table of their language.

Scripts that do not write their vowels (Arabic, Hebrew), and those whose signs stand for syllables
or words, cannot be romanized letter by letter; for them there is no result.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, TypeAlias, get_args

from nashr.languages.casing import upper
from nashr.languages.records import primary
from nashr.languages.romanization.tables import ISO_9, PASSPORT, TABLES, Table
from nashr.languages.scripts import CYRILLIC, GREEK, scripts_of

#: BGN/PCGN, the official Latin alphabet or the national system that it adopted; ISO 9; passports.
Scheme: TypeAlias = Literal["bgn-pcgn", "iso-9", "passport"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

#: A word: letters, with the apostrophes between them that Ukrainian and Belarusian have.
_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'`][^\W\d_]+)*")
#: The languages of scripts that have one table each.
_OF_SCRIPT = {GREEK: "el", "GEORGIAN": "ka", "ARMENIAN": "hy"}
#: Letters that tell a language in Cyrillic letters, in the order in which they are looked for.
_SIGNS = (
    ("az", "ҝҹ"),
    ("tg", "ҷӣӯ"),
    ("uz", "ҳ"),
    ("kk", "ұ"),
    ("be", "ў"),
    ("uk", "їєґ"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћљњџ"),
)
#: Those by which a text is in none of the languages that have a table of their own.
_OF_OTHERS = frozenset("әғқңөүһҡҙҫӑӗҥҕ")
_STRESS = re.compile("(?<=[\u0400-\u04ff])\u0301")
#: How the names begin of letters that stand in Latin texts.
_LATIN_NAMES = ("LATIN", "MODIFIER")


def romanize(
    text: str, lang: str | None, scheme: Scheme = "bgn-pcgn", *, is_name: bool = False
) -> str | None:
    """``text`` in Latin letters; None where it has words for which there is no table.

    ``lang`` is the language of the work, which may be another than the text's; then, and without
    it, the text's letters tell the language. A script without capitals gets them at the beginning
    of the text, in a name at the beginning of each word.
    """
    text = _STRESS.sub("", unicodedata.normalize("NFC", text))
    tags = _tags(text, lang)
    pieces: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        script = _script(word[0])
        pieces.append(text[end : word.start()])
        end = word.end()
        if script is None:
            pieces.append(word[0])
            continue
        table = _table(script, tags, scheme)
        if table is None:
            return None
        latin = _romanized(word[0], table)
        if not table.has_capitals and (is_name or not text[: word.start()].strip(" «„“\"'([")):
            latin = latin[:1].upper() + latin[1:]
        pieces.append(latin)
    return "".join([*pieces, text[end:]])


def is_latin(text: str) -> bool:
    """Whether all words are in Latin letters. A Greek letter alone is a sign."""
    return all(_script(word) is None for word in _WORD.findall(unicodedata.normalize("NFC", text)))


def _script(word: str) -> str | None:
    """The script of the first letter that is not Latin; None where there is none."""
    if word.isascii():
        return None
    scripts = [script for letter in word if (script := _script_of_letter(letter)) is not None]
    return None if not scripts or scripts == [GREEK] else scripts[0]


def _script_of_letter(letter: str) -> str | None:
    """The script of a letter, None for a Latin one; variants such as ⁿ are told by the letter."""
    name = unicodedata.name(unicodedata.normalize("NFKC", letter)[0], "")
    return (
        name.partition(" ")[0] if letter.isalpha() and not name.startswith(_LATIN_NAMES) else None
    )


def _tags(text: str, lang: str | None) -> dict[str, str]:
    """The language of the words of each script."""
    tags = dict(_OF_SCRIPT)
    named = primary(lang) if lang else ""
    if named == "grc":
        del tags[GREEK]
    is_named = lang is not None and CYRILLIC in scripts_of(lang)
    tags[CYRILLIC] = named if is_named else _likely(text.lower())
    return tags


def _likely(text: str) -> str:
    """The language of a text in Cyrillic letters; ``und`` for one that has no table."""
    letters = frozenset(text)
    found = next((tag for tag, signs in _SIGNS if not letters.isdisjoint(signs)), None)
    if found:
        return found
    if not letters.isdisjoint(_OF_OTHERS):
        return "kk" if "і" in letters else "und"
    return "uk" if "і" in letters and letters.isdisjoint("ыэъѣ") else "ru"


def _table(script: str, tags: dict[str, str], scheme: Scheme) -> Table | None:
    tag = tags.get(script)
    if tag is None:
        return None
    if script != CYRILLIC:
        return PASSPORT.get(tag, TABLES[tag]) if scheme == "passport" else TABLES[tag]
    if scheme == "iso-9":
        return ISO_9
    if scheme == "passport" and tag in PASSPORT:
        return PASSPORT[tag]
    return TABLES.get(tag, ISO_9)


def _romanized(word: str, table: Table) -> str:
    word = _without_breathings(word) if table.tag == "el" else word
    pattern, outs = _compiled(table)
    in_capitals = len(word) > 1 and word.isupper()
    pieces: list[str] = []
    end = 0
    for found in pattern.finditer(word.lower()):
        out = outs[(found.lastindex or 1) - 1]
        if in_capitals:
            out = upper(out, table.tag)
        elif word[found.start()].isupper():
            out = upper(out[:1], table.tag) + out[1:]
        pieces += [word[end : found.start()], out]
        end = found.end()
    latin = "".join([*pieces, word[end:]])
    # A letter that the table does not have, of another language or of an old orthography.
    return latin if table is ISO_9 or _script(latin) is None else _romanized(latin, ISO_9)


@cache
def _compiled(table: Table) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What is looked for in a word, a group each, and what stands for each group."""
    letters = sorted(table.letters.items(), key=lambda pair: -len(pair[0]))
    rules = (*table.rules, *((re.escape(letter), out) for letter, out in letters))
    return re.compile("|".join(f"({rule})" for rule, _ in rules)), tuple(out for _, out in rules)


#: Smooth and rough breathing, and the iota below a vowel; grave and circumflex become the acute.
_DROPPED = dict.fromkeys(map(ord, "\u0313\u0314\u0345")) | dict.fromkeys((0x300, 0x342), "\u0301")


def _without_breathings(word: str) -> str:
    """Greek of the polytonic orthography as of the monotonic one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_DROPPED))
