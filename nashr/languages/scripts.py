"""The script of a text, and the language that it seems to be in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

LATIN, CYRILLIC, ARABIC, GREEK = "LATIN", "CYRILLIC", "ARABIC", "GREEK"
#: Scripts, and the languages whose books have been printed in them, old books too. A language that
#: is not here is written in Latin letters.
_TABLE = """
CYRILLIC: ru uk be bg mk ab ba ce cv os sah tyv udm av lez mhr
LATIN CYRILLIC: sr bs mo ro gag
LATIN CYRILLIC ARABIC: az uz tk kk ky tt tg crh ku ug
CYRILLIC MONGOLIAN: mn
LATIN ARABIC: tr ms so sw
ARABIC: fa ar ur ps ckb sd
LATIN ARABIC ARMENIAN: ota
HEBREW: he yi
GREEK: el grc
GEORGIAN: ka
ARMENIAN: hy
ETHIOPIC: am
CJK: zh
CJK HIRAGANA KATAKANA: ja
HANGUL CJK: ko
DEVANAGARI: hi mr ne
DEVANAGARI LATIN: sa
BENGALI: bn
THAI: th
"""
_SCRIPTS = {
    tag: frozenset(scripts.split())
    for scripts, _, tags in (line.partition(":") for line in _TABLE.strip().splitlines())
    for tag in tags.split()
}
_BY_SUBTAG = {
    "latn": LATIN,
    "cyrl": CYRILLIC,
    "arab": ARABIC,
    "grek": GREEK,
    "hebr": "HEBREW",
    "geor": "GEORGIAN",
    "armn": "ARMENIAN",
}
#: Letters and short words that stand in texts of one language and in few others, for a guess.
_SIGNS = {"az": "əƏ", "uk": "іїєґІЇЄҐ", "kk": "әқңұһӘҚҢҰҺ", "fa": "پچژگ", "ru": "ыэъЫЭЪ"}
_TURKISH = frozenset("ığşİĞŞ")
#: Those that tell a language alone, a bar, and those of which it takes two.
_SHORT_WORDS = {
    "en": "the of and | in on for to from with at by is what how between its an",
    "tr": "ve ile için | bir olarak üzerine göre bu",
    "az": "və ilə üçün | haqqında üzrə",
    "de": "der die und | das im zur von für über eine des dem",
    "fr": "les des et | la le du dans pour une sur aux",
    "pt": "dos em da ao à não | das do e o os as na no para por uma com",
    "es": "los las y del | el en la para una por",
    "it": "gli della delle di | il nel per una dei",
    "ru": "и | в на о об из для",
    "uk": "та | і в у на про",
}
#: The share of a title's letters that must be in one script, and the fewest letters.
_SHARE = 0.7
_FEWEST = 4


def main_script(text: str) -> str | None:
    """The script of most letters, by the first word of their names in Unicode; None where none has
    most, or where there are few letters.
    """
    names = (unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    counts = Counter(name for name in names if name)
    total = sum(counts.values())
    if total < _FEWEST:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= _SHARE * total else None


def likely_language(title: str, script: str, around: str = "") -> str | None:
    """The language that a title seems to be in, by its letters and short words; None where it is
    open, as in most titles of few words. That of the text ``around`` decides between Turkish and
    Azerbaijani, which share most letters.
    """
    for tag, signs in _SIGNS.items():
        if not set(signs).isdisjoint(title):
            return tag
    words = title.lower().split()
    counts = {tag: _count(words, tag) for tag in _SHORT_WORDS if script in scripts_of(tag)}
    best = max(counts.values(), default=0)
    tags = [tag for tag, count in counts.items() if count == best]
    if best >= 2:
        return tags[0] if len(tags) == 1 else None
    if _TURKISH.isdisjoint(title):
        return None
    return "az" if around == "az" else "tr"


def _count(words: Sequence[str], tag: str) -> int:
    """How much the words speak for a language: one that tells it alone counts twice."""
    alone, _, others = (part.split() for part in _SHORT_WORDS[tag].partition("|"))
    return sum(2 * (word in alone) + (word in others) for word in words)


def scripts_of(tag: str) -> frozenset[str]:
    """The scripts that texts in a language are printed in; that of the tag where it names one."""
    primary, *more = tag.lower().replace("_", "-").split("-")
    named = next((_BY_SUBTAG[part] for part in more if part in _BY_SUBTAG), None)
    if named:
        return frozenset({named})
    return _SCRIPTS.get(primary, frozenset({LATIN}))
