"""Hyphenation of Turkic languages in the Latin script and of Georgian, by their syllables.

Pyphen has no patterns for these languages, and they need no word list: a syllable has exactly
one vowel, and of the consonants before that vowel exactly one belongs to it (*al-ma*,
*türk-lər*, *mü-əl-lim*, *e-lekt-rik*, *prog-ram*), whatever the parts of the word are
(*ba-şöğ-ret-men*). The rules are those of the Turkish Language Association (Yazım Kılavuzu, "Hece
yapısı ve satır sonunda kelimelerin bölünmesi") and of Azerbaijani school grammar ("Sözlərin
sətirdən sətrə keçirilməsi"). They are written down as patterns of Liang ("Word Hy-phen-a-tion by
Com-put-er", 1983): an odd number allows a break, a greater even number forbids it.

In Azerbaijani the parts of a compound stay whole (*şə-hər-içi*, not *şə-hə-ri-çi*): where the
letters tell a compound, the language's file lists its seam, and the pattern of a seam is stronger
than that of a syllable.

What patterns cannot say is kept here as well: no break beside an apostrophe, a hyphen or a digit,
none that leaves a single letter or a part without a vowel, none in an abbreviation, in a word that
other languages' letters show to be theirs, or in a name written without spaces behind initials.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from io import BytesIO
from typing import IO, Any

from nashr.languages.base import SyllableRules
from nashr.languages.casing import lower
from nashr.languages.records import language, syllable_rules

MIN_PART = 2
"""Letters that must stay before a break and go after it."""

_INITIALS = re.compile("(?:\\w[\u0300-\u036f]*\\.)+\\w")
_MARK = "'"
_COMBINING = re.compile("[\u0300-\u036f]")
_LETTER = re.compile(".[\u0300-\u036f]*", re.DOTALL)
_RUN = re.compile(f"[^{_MARK}]+")


def rules_of(tag: str) -> SyllableRules:
    """The syllable rules of a language; KeyError where it has none."""
    rules = language(tag).syllables
    if rules is None:
        raise KeyError(tag)
    return rules


def patterns(tag: str) -> tuple[str, ...]:
    """List the Liang patterns of a language, in the notation of TeX and hunspell."""
    return tuple(_patterns(rules_of(tag)))


def _patterns(rules: SyllableRules) -> Iterator[str]:
    for vowel in rules.vowels:
        yield from (f"{vowel}1{other}" for other in rules.vowels)
        yield from (f"1{consonant}{vowel}" for consonant in rules.consonants)
    # Consonants that open the word belong to its first syllable: stra-te-ji.
    for first in rules.consonants:
        yield f".{first}2"
        yield from (f".{first}{second}2" for second in rules.consonants)
    for first in rules.quads:
        yield from (f"{first}s3{stop}4{liquid}" for stop in "ptkqf" for liquid in "rl")
    for onset in rules.onsets:
        before, after = onset.split("-")
        yield f"{before[:-1]}3{before[-1]}4{after}"
    for seam in rules.seams:
        yield _seam_pattern(seam, rules.vowels)


def _seam_pattern(seam: str, vowels: str) -> str:
    """A break at the hyphen, none among the consonants before it or after a vowel behind it; for
    a ``=``, none there.
    """
    if "=" in seam:
        return seam.replace("=", "6")
    before, after = seam.split("-")
    stem = before.rstrip("".join(letter for letter in before if letter not in vowels + "."))
    return f"{stem}{''.join(f'6{letter}' for letter in before[len(stem) :])}7{after[0]}6{after[1:]}"


class _PatternFile:
    """A hunspell dictionary in memory, read by Pyphen as it reads a path."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._text = "\n".join(("UTF-8", *lines))

    def open(self, mode: str) -> IO[bytes]:
        del mode
        return BytesIO(self._text.encode())

    def read_text(self, encoding: str) -> str:
        del encoding
        return self._text


class SyllableDictionary:
    """A dictionary of a language with syllable rules, as ``pyphen.Pyphen`` uses it.

    ``positions`` counts in characters of the word given to it, capitals, İ and combining marks
    included. (Pyphen's own dictionaries put a word into small letters first, by which İ grows to
    two characters and every break after it moves.)
    """

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._rules = rules_of(tag)
        self.positions = lru_cache(maxsize=20_000)(self._positions)
        self._letter = lru_cache(maxsize=2_000)(self._reduced)

    def take(self, patterns: Any) -> None:
        """Use patterns that were parsed before, a ``pyphen.HyphDict``, instead of parsing them."""
        self.__dict__["liang"] = patterns

    @cached_property
    def liang(self) -> Any:
        """The patterns as Pyphen reads them."""
        # Imported on use: Pyphen lists its dictionaries as it is imported.
        from pyphen import HyphDict

        return HyphDict(_PatternFile(patterns(self._tag)))

    @property
    def patterns(self) -> dict[str, tuple[int, tuple[int, ...]]]:
        """The patterns as Pyphen keeps them."""
        found: dict[str, tuple[int, tuple[int, ...]]] = self.liang.patterns
        return found

    def _positions(self, word: str) -> list[int]:
        from pyphen import DataInt

        if _INITIALS.match(word) or self._is_foreign(word):
            return []
        letters, offsets = self._fold(word)
        breaks: list[int] = []
        for run in _RUN.finditer(letters):
            start, end = run.span()
            if _is_in_capitals(word[offsets[start] : offsets[end]]):
                continue
            breaks.extend(start + position for position in self._run(run.group()))
        return [DataInt(offsets[position]) for position in breaks]

    def _is_foreign(self, word: str) -> bool:
        written = f".{lower(word, self._tag)}."
        return any(letters in written for letters in self._rules.foreign)

    def _run(self, letters: str) -> Iterator[int]:
        """Yield the breaks of letters between two marks or ends."""
        vowels = [i for i, letter in enumerate(letters) if letter in self._rules.vowels]
        if not vowels:
            return
        for position in self.liang.positions(letters):
            if max(MIN_PART, vowels[0] + 1) <= position <= len(letters) - MIN_PART:
                yield int(position)

    def _fold(self, word: str) -> tuple[str, list[int]]:
        """Reduce a word to the letters of the rules, one a written letter.

        Returns the letters, and the place of each in ``word`` with the word's length at the end.
        Accented letters of other languages become their base, everything else a mark.
        """
        if not _COMBINING.search(word):
            return "".join(map(self._letter, word)), list(range(len(word) + 1))
        letters: list[str] = []
        offsets: list[int] = []
        for match in _LETTER.finditer(word):
            letters.append(self._letter(match.group()))
            offsets.append(match.start())
        return "".join(letters), [*offsets, len(word)]

    def _reduced(self, written: str) -> str:
        letter = lower(unicodedata.normalize("NFC", written), self._tag)
        if letter in self._rules.vowels or letter in self._rules.consonants:
            return letter
        base = unicodedata.normalize("NFD", letter)[:1]
        known = base and (base in self._rules.vowels or base in self._rules.consonants)
        return base if known else _MARK


def _is_in_capitals(letters: str) -> bool:
    """Say whether letters are an abbreviation, by itself (NATO) or with a suffix (TÜBİTAK'ın).

    A word of a heading in capitals cannot be told from one, and headings are not divided.
    """
    letters = unicodedata.normalize("NFC", letters)
    return len(letters) > 1 and letters.isupper()


def register_hyphenation() -> None:
    """Make the languages with syllable rules known to Pyphen, and so to ``hyphens: auto``.

    Tags with script and region (``az-Latn-AZ``, ``tr-TR``) find them too. No file is written; a
    second call changes nothing.
    """
    from pathlib import PurePosixPath

    import pyphen

    for tag in syllable_rules():
        path = PurePosixPath(f"nashr.languages/hyph_{tag}.dic")
        if pyphen.LANGUAGES.get(tag) == path:
            continue
        pyphen.LANGUAGES[tag] = path
        pyphen.LANGUAGES_LOWERCASE[tag] = tag
        pyphen.hdcache[path] = SyllableDictionary(tag)
