"""Names with a patronymic: *Əliyev Həsən oğlu*, *Достоевский Фёдор Михайлович*; or a title behind
the given name: *Topçubaşov, Əlimərdan bəy*.

BibTeX takes the last word of a name without a comma for the family name. Azerbaijani, Russian and
Central Asian lists of names often begin with the family name and end with the patronymic, in words
that are never family names or, behind a given name, hardly ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: *Son of*, *daughter of*, behind the father's name.
_DESCENT = frozenset(
    "oğlu oglu oğlı ogly qızı qizi kızı kizi gyzy kyzy uulu uly ulı oʻgʻli o‘g‘li o’g’li o'g'li "
    "ogli qızi оғлу оғлы гызы оглы оглу огли кызы кизи гызы ұлы улы уулу қызы ўғли угли".split()
)
#: Titles behind a given name, which are no particles of the family name: *bey*, *agha*, *khan*,
#: *pasha*, *effendi*, *lady*; and the Russian *junior* and *senior*.
_TITLES = frozenset(
    "bəy bey beg bek бәј бей бек ağa aga ага xan han khan хан paşa pasha паша əfəndi efendi "
    "effendi эфенди xanım hanım khanum ханым ханум bəyim begüm bikə bikeç hacı hoca мл. ст. "
    "мол.".split()
)
#: Patronymics of East Slavic languages: those of women are never family names, and those of men are
#: family names too (Абрамович).
_OF_WOMEN = re.compile(r"[А-ЯЁІЇЄ][а-яёіїє]+(?:[оеё]вн|[иі]ничн|[иі]чн|[оеє]ївн|[іи]вн)а")
_OF_MEN = re.compile(r"[А-ЯЁІЇЄ][а-яёіїє]+(?:ович|евич|йович|ьич|[кмф]ич)")


#: How family names of Azerbaijan and its neighbours end, and given names that end so.
_FAMILY = re.compile(
    r"\w{2,}(?:yev|yeva|[oe]v|[oe]va|zadə|zade|ский|ская|[оеё]в|[оеё]ва|заде|швили|дзе)",
    re.IGNORECASE,
)
_GIVEN = frozenset("yakov яков geneva lev лев gustav arev svyatoslav prov neva".split())


def _is_family(first: str, second: str) -> bool:
    """Whether the first of two words can only be the family name: *Əliyev Həsən*."""
    if not second[:1].isupper() or first.isupper() != second.isupper() or "." in second:
        return False
    is_family = bool(_FAMILY.fullmatch(first)) and first.lower() not in _GIVEN
    return is_family and not _FAMILY.fullmatch(second)


def is_descent(word: str) -> bool:
    """Whether a word says *son of* or *daughter of* behind the father's name."""
    return word.lower() in _DESCENT


def is_behind_given(word: str) -> bool:
    """Whether a word in small letters belongs behind a given name and not before a family name."""
    return is_descent(word) or word in _TITLES


def family_first(name: str) -> str:
    """A name without a comma as ``family, given`` where a patronymic or a title at its end shows
    the order; *Banu xanım*, who has no family name, as one name.
    """
    words = name.split()
    if len(words) == 2 and words[1] in _TITLES and "," not in name and "{" not in name:
        return f"{{{name}}}"
    if len(words) == 2 and "," not in name and "{" not in name and _is_family(*words):
        return f"{words[0]}, {words[1]}"
    if len(words) < 3 or "," in name or "{" in name or not _ends_in_patronymic(words):
        return name
    return f"{words[0]}, {' '.join(words[1:])}"


def parted(pieces: Sequence[str]) -> list[str]:
    """The names of a list that has commas between them: whole names that end in patronymics, or
    family names and given names by turns. Nothing where it is not seen that they are.
    """
    whole = [family_first(piece) for piece in pieces]
    if len(pieces) > 1 and all("," in name for name in whole):
        return whole
    givens = [piece.split() for piece in pieces[1::2]]
    if (
        len(pieces) < 4
        or len(pieces) % 2
        or not all(words and is_behind_given(words[-1]) for words in givens)
    ):
        return []
    return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]


def _ends_in_patronymic(words: list[str]) -> bool:
    if is_behind_given(words[-1]):
        return True
    *_, before, last = words
    if len(words) != 3 or _OF_MEN.fullmatch(before) or _OF_WOMEN.fullmatch(before):
        return False
    return bool(_OF_WOMEN.fullmatch(last) or _OF_MEN.fullmatch(last))
