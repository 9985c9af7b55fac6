"""How one author types all references: the order, the marks and the words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from nashr.importing.training import vocabulary as v

_AND = v.typed("and")
_IN = v.typed("in")
_PAGES = v.typed("pages")


def of(table: dict[str, list[str]], language: str, random: Random) -> str:
    """One of the words of a language, or of English where there are none."""
    return random.choice(table.get(language, table["en"]))


@dataclass
class Habit:
    """How one author types all references."""

    names: str
    initials: str
    name_sign: str
    between: str
    inverted: str
    conjunction: str
    names_end: str
    date_place: str
    date_brackets: bool
    sign: str
    quotes: tuple[str, str]
    in_word: str
    volume: str
    pages_word: str
    dash: str
    publisher_order: str
    editors_after: bool
    spell_month: bool
    bracketed: bool
    capitals: bool
    most: int


def habit(random: Random, language: str) -> Habit:
    """A habit that is likely in a language."""
    russian = language == "ru" or (language == "az" and random.random() < 0.5)
    comma_style = random.random() < 0.38
    names = random.choices(
        ("inverted", "plain", "vancouver", "full-inverted", "full-plain"), (42, 17, 12, 18, 11)
    )[0]
    if russian:
        names = random.choices(("inverted-bare", "inverted", "full-inverted"), (7, 2, 1))[0]
    place = random.choices(("after-names", "end", "in-volume", "after-title"), (46, 34, 17, 3))[0]
    if russian:
        place = random.choices(("end", "after-names"), (8, 2))[0]
    return Habit(
        names=names,
        initials=random.choices((". ", ".", "", " "), (50, 36, 10, 4))[0],
        name_sign=", " if names != "inverted-bare" and random.random() < 0.9 else " ",
        between=random.choices((", ", "; ", " / "), (84, 14, 2))[0],
        inverted=random.choices(("all", "first"), (70, 30) if language != "ru" else (95, 5))[0],
        conjunction=of(_AND, language, random),
        names_end=random.choices((".", ",", ":", "", ";"), (48, 34, 10, 7, 1) if not russian else (80, 15, 3, 2, 0))[0] if not comma_style else ",",
        date_place=place,
        date_brackets=random.random() < (0.62 if place == "after-names" else 0.3),
        sign=random.choices((". –", ". —", ".", ".-"), (55, 20, 15, 10))[0] if russian and random.random() < 0.8 else ("," if comma_style else "."),
        quotes=_quotes(random, language),
        in_word=of(_IN, language, random),
        volume=random.choices(("bare", "brackets", "words", "colon", "dot", "words-space", "comma"), (26, 34, 20, 7, 4, 4, 5))[0] if language == "en" else random.choices(("bare", "brackets", "words"), (15, 20, 65))[0],
        pages_word=random.choices(("", of(_PAGES, language, random)), (55, 45) if language == "en" else (20, 80))[0],
        dash=random.choices(("-", "–", "—", "--"), (45, 50, 3, 2))[0],
        publisher_order=random.choices(("city: publisher", "publisher, city", "publisher", "city", "city, publisher"), (58, 23, 9, 5, 5))[0] if not russian else random.choices(("city: publisher", "city"), (90, 10))[0],
        editors_after=random.random() < 0.35,
        spell_month=random.random() < 0.8,
        bracketed=random.random() < 0.035,
        capitals=random.random() < 0.05,
        most=random.choices((0, 1, 3, 6), (80, 5, 8, 7))[0],
    )  # fmt: skip


def _quotes(random: Random, language: str) -> tuple[str, str]:
    if language in ("fr", "ru", "az"):
        return random.choices((("", ""), ("« ", " »"), ("«", "»"), ("“", "”")), (60, 14, 16, 10))[0]
    return random.choices(
        (
            ("", ""),
            ("“", "”"),
            ('"', '"'),
            ("‘", "’"),
            ("„", "“"),
            ("``", "''"),
            ("”", "”"),
            ("« ", " »"),
        ),
        (66, 14, 13, 2.5, 1, 1, 1, 1),
    )[0]
