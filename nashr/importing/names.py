"""Read the names of authors as manuscripts have them above the abstract."""

from __future__ import annotations

import re

from nashr.importing.front_words import article_type, is_institution
from nashr.languages import capitalize_first, lower
from nashr.records import dataclass, replace

#: Words before names that say whose they are.
AUTHORS = re.compile(
    r"\s*(?:məqalənin\s+|makalenin\s+)?(?:müəlliflər|müəllifi?|yazarlar|yazarı?|authors?|"
    r"авторы?)\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:(?:and|və|ve|и|та|&)\s+)?|\s+(?:and|və|ve|и|та|&)\s+")
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Degrees and titles, which are no part of a name.
_TITLES = re.compile(
    r"\b(?:prof|dr|doç|dos|öğr|gör|üyesi|arş|phd|ph\.d|dphil|mphil|msc|mscn|bscn|msn|bsn|rn|mph|mba|mbbs|llm|edd|ma|ba|bsc|md|f\.e\.d|t\.ü\.f\.d|к\.\s?\w\.\s?н|"
    r"д\.\s?\w\.\s?н|проф|доц|assoc|asst|yrd|akad|akademik)\b\.?",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"\s*(?:(?:{_TITLES.pattern})[\s,]*)+", re.IGNORECASE)
#: Degrees as those of Azerbaijan and Russia are shortened: “f.ü.f.d., dos.”, “к.ф.н.”.
DEGREES = re.compile(r"(?<![^\W_])(?:[a-zəğıışçöüа-яё]{1,3}\.\s?){2,}\s*,?\s*")
#: One of several signs that lead from a name to an affiliation or to a note, and such signs that
#: stand behind a name without being raised.
_CALL = re.compile(r"\d+|[^\W\d_]+|[*†‡§]+|[^\w\s,;]")
_TYPED_CALL = re.compile(
    r"(?<=[^\W\d_])(\d{1,2}(?:,\d{1,2})*[*†‡§]?|[*†‡§]{1,4})(?=[\s,;]|$)"
    r"|(?<=[^\W\d_])\s?[(\[](\d{1,2}(?:,\s?\d{1,2})*)[)\]](?=[\s,;]|$)"
)
#: A name with its family in capitals before a comma.
_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_]+(?:[ -][^\W\d_]+)?),\s*(?P<given>[^,;]+)")
_WORD = re.compile(r"[^\W\d_][^\W\d_’'ʼ‘ʻ`-]*(?:[-’'ʼ‘ʻ`][^\W\d_]+)*\.?|[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and the numbers or signs behind it that lead to affiliations."""

    given: str
    family: str
    calls: tuple[str, ...] = ()
    #: The titles that stand before it, as “Doç. Dr.”.
    title: str = ""


def orcids_in(text: str) -> list[str]:
    return [found.upper() for found in _ORCID.findall(text)]


def emails_in(text: str) -> list[str]:
    return _EMAIL.findall(text)


def persons(text: str, language: str) -> list[Person]:
    """The persons of a line that has names alone; none where it has anything else. Calls stand as
    ``^1^`` in it.
    """
    if article_type(text) or is_institution(text) or _EMAIL.search(text) or _ORCID.search(text):
        return []
    found: list[Person] = []
    if said := AUTHORS.match(text):
        text = text[said.end() :]
    # Initials, as “Ə.B.Məmmədov” has them, are no degree.
    text = DEGREES.sub(lambda one: one[0] if one[0] == one[0].upper() else " ", text)
    text = _GLUED.sub(r"\1 ", text)
    for piece in _pieces(_TYPED_CALL.sub(lambda one: f"^{one[1] or one[2]}^", text)):
        calls = tuple(_CALL.findall(" ".join(re.findall(r"\^([^^]*)\^", piece))))
        bare = _TITLES.sub(" ", re.sub(r"\^[^^]*\^|[*†‡§]", "", piece)).strip(" .,:;()")
        if not bare:
            if calls and found:  # behind a degree: “MD, PhD¹”
                found[-1] = replace(found[-1], calls=(*found[-1].calls, *calls))
            continue
        person = _person(bare, language, calls)
        if person is None:
            return []
        titles = _LEADING.match(piece)
        found.append(replace(person, title=titles[0].strip(" ,")) if titles else person)
    return found


def _pieces(text: str) -> list[str]:
    """The text cut at commas and *and*, but not inside of calls; also at dashes where degrees or
    signs say that it has names.
    """
    named = [_FAMILY_FIRST.fullmatch(one.strip()) for one in text.split(";")]
    if all(one and one["family"] == one["family"].upper() != one["given"].upper() for one in named):
        return [f"{one['given'].strip()} {one['family']}" for one in named if one]
    if "^" in text or _TITLES.search(text):
        text = re.sub(r"\s+[-–—]\s+", ", ", text)
    # Names may have no more than their signs between them.
    text = re.sub(r"(?<=\S)(\^[^^]+\^)\s+(?=[^\W\d_])", r"\1, ", text)
    kept = re.sub(r"\^[^^]*\^", lambda call: call[0].replace(",", ";;"), text)
    pieces = _BETWEEN.split(kept.replace(";;", "\x00"))
    return [piece.replace("\x00", ",") for piece in pieces]


def _person(text: str, language: str, calls: tuple[str, ...]) -> Person | None:
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return None
    small = [w for w in words if w[0] == lower(w[0], language) and w.lower() not in _SMALL]
    if small:
        return None
    capitals = [w for w in words if len(w) > 1 and w == w.upper() and "." not in w]
    if len(capitals) == 1:  # “Baskın ORAN”, “ORAN Baskın”
        given = " ".join(w for w in words if w is not capitals[0])
        return Person(given, _in_small(capitals[0], language), calls)
    if 1 < len(capitals) < len(words) and capitals in (words[-len(capitals) :],):
        family = " ".join(_in_small(word, language) for word in capitals)
        return Person(" ".join(words[: -len(capitals)]), family, calls)
    if len(words[0]) > 2 and all(_INITIAL.fullmatch(word) for word in words[1:]):
        return Person(" ".join(f"{word[0]}." for word in words[1:]), words[0], calls)
    if len(capitals) > 1 and not _OF_TITLES.isdisjoint(map(_folded, capitals)):
        return None
    if len(capitals) == len(words):
        words = [_in_small(word, language) for word in words]
    # “Həsənov Əli Məmməd oğlu”, “Иванова Мария Петровна”
    if words[-1].lower() in _PATRONYMIC or (len(words) == 3 and _OF_FATHER.search(words[-1])):
        return Person(" ".join(words[1:]), words[0], calls)
    return Person(" ".join(words[:-1]), words[-1], calls)


def without_patronymic(given: str) -> str:
    """A given name without that of the father behind it, which names in English mostly lack:
    *Nərgiz Əli qızı*, *Мария Петровна*.
    """
    words = given.split()
    if len(words) > 2 and _folded(words[-1]) in _OF_PARENT:
        return " ".join(words[:-2])
    if len(words) > 1 and _OF_FATHER.search(words[-1]):
        return " ".join(words[:-1])
    return given


def _folded(word: str) -> str:
    return word.replace("İ", "i").lower().replace("ı", "i")


def _in_small(word: str, language: str) -> str:
    """A name in capitals with its first letters alone in capitals."""
    parts = re.split(r"([-’'ʼ])", lower(word, language))
    return "".join(capitalize_first(part, language) if part else part for part in parts)


#: Words of titles in capitals, which no name has, with one i.
_OF_TITLES = frozenset(
    """
    in of for from with the into under between ilə ile üçün için kimi gibi üzrə üzerine üzerinde
    haqqinda hakkinda dair görə göre olaraq məsələsi məsələləri о об в на из для при по
    """.split()
)
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)(?=[^\W\d_])")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_OF_FATHER = re.compile(r"(?:[ое]вич|[ое]вна|ьич|[ии]чна|[oe]vich|[oe]vna|[oe]viç)$", re.IGNORECASE)
#: Words behind the father's name, with one i, in the letters of several languages.
_OF_PARENT = frozenset("oğlu qizi oglu kizi kyzy gizi ogly оглы кызы".split())
_PATRONYMIC = frozenset("oğlu qızı оглы кызы".split())
_SMALL = frozenset("oğlu qızı оглы кызы de da di van von der den la le bin al el".split())
