"""The language that a text is most probably in, by its letters and its small words."""

from __future__ import annotations

import re
from collections import Counter

from nashr import ast
from nashr.importing.marks import without_marks
from nashr.model import Blocks

#: The languages that ``language_of`` can tell.
TELLING = frozenset("kk uk ru fa ar az tr en".split())
#: A text with more letters than this has enough of the letters that its language alone has: one
#: name with such a letter tells nothing there.
_LONG = 200
#: The least share of such letters in a long text: of ə in Azerbaijani every eleventh letter is one.
_LEAST_SHARE = 0.02
_LEAST_PERSIAN = 0.01
#: A block with fewer letters does not tell the language of a manuscript.
_FEWEST_LETTERS = 60
#: What is read of a manuscript at most, in characters.
_LONGEST_READ = 100_000
_ENGLISH = re.compile(r"\b(?:the|of|and|in|is|are|this|that|with|for)\b")
_TURKISH = re.compile(r"\b(?:ve|bir|bu|ile|için|olarak)\b")
#: Small words that one of the two languages has, and the other has not.
_TURKISH_ALONE = re.compile(r"\b(?:ve|ile|için|olarak|değil|gibi)\b")
_AZERBAIJANI = re.compile(r"\b(?:və|ilə|üçün|olaraq|deyil|kimi|haqqında|görə)\b")


def language_of(text: str) -> str:
    """The language of a text; empty where it does not tell."""
    small = text.lower()
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", small))
    latin = len(re.findall(r"[a-zəğışçöü]", small))
    if cyrillic > latin:
        if _has(small, "[әғқңөұүһ]", cyrillic, _LEAST_SHARE):
            return "kk"
        return "uk" if _has(small, "[іїєґ]", cyrillic, _LEAST_SHARE) else "ru"
    arabic = len(re.findall(r"[\u0600-\u06ff]", small))
    if arabic > latin:
        return "fa" if _has(small, "[پچژگ]", arabic, _LEAST_PERSIAN) else "ar"
    english = len(_ENGLISH.findall(small))
    if _has(small, "ə", latin, _LEAST_SHARE):
        others = max(english, len(_TURKISH_ALONE.findall(small)))
        if latin > _LONG or len(_AZERBAIJANI.findall(small)) >= others:
            return "az"
    if re.search("[ğış]", small) and len(_TURKISH.findall(small)) >= english:
        return "tr"
    if re.search("[çöü]", small) and len(_TURKISH_ALONE.findall(small)) > english:
        return "tr"
    return "en" if english else ""


def _has(text: str, letters: str, all_letters: int, least: float) -> bool:
    """Whether a text has letters of one language: a short one any of them, a long one its share."""
    found = len(re.findall(letters, text))
    return found > 0 and (all_letters <= _LONG or found >= least * all_letters)


def main_language(blocks: Blocks) -> str:
    """The language that most of the text of blocks is in. Each block tells for itself, so that
    long quotations and summaries do not outweigh it by their small words; headings and other short
    ones tell nothing. Empty where no block tells.
    """
    letters: Counter[str] = Counter()
    read = 0
    for block in blocks:
        text = without_marks(ast.plain_text([block]))
        count = sum(map(str.isalpha, text))
        if count >= _FEWEST_LETTERS and (language := language_of(text)):
            letters[language] += count
        read += len(text)
        if read > _LONGEST_READ:
            break
    return letters.most_common(1)[0][0] if letters else ""
