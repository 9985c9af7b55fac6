"""Works that are made up, of every type and language, with known fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from nashr.importing.training import vocabulary as v
from nashr.importing.training.invented import (
    arxiv,
    city,
    conference,
    doi_tail,
    encyclopedia,
    institute,
    isbn,
    journal,
    pages,
    title_of,
    university,
    url,
)
from nashr.importing.training.names import person
from nashr.importing.training.rarer import (
    body_of,
    long_note,
    retitled,
    series_of,
    short_journal,
)
from nashr.importing.training.rarer_works import (
    entry_title,
    house,
    letters,
    plain_note,
    short_meeting,
)

TYPES = (
    "article",
    "book",
    "chapter",
    "conference",
    "thesis",
    "report",
    "newspaper",
    "web",
    "edited",
    "unpublished",
    "film",
)


_WEIGHTS = (40, 23, 12, 12, 4, 6, 6, 4, 6, 3, 3)


_LANGUAGE_WEIGHTS = (60, 7, 9, 8, 4, 5, 2, 2, 1, 1, 1)


@dataclass
class Work:
    """The fields of a work, as text; names as (given, family, particle)."""

    type: str
    language: str
    title: str
    authors: list[tuple[str, str, str]]
    body: str = ""
    editors: list[tuple[str, str, str]] = field(default_factory=list)
    translators: list[tuple[str, str, str]] = field(default_factory=list)
    container: str = ""
    series: str = ""
    series_number: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: int = 2000
    month: int = 0
    day: int = 0
    publisher: str = ""
    city: str = ""
    edition: int = 0
    genre: str = ""
    number: str = ""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    note: str = ""


def make_work(random: Random) -> Work:
    """A work of a random type and language."""
    kind = random.choices(TYPES, _WEIGHTS)[0]
    language = random.choices(v.LANGUAGES, _LANGUAGE_WEIGHTS)[0]
    count = random.choices((1, 2, 3, 4, 5, 6, 9, 14), (38, 25, 15, 9, 5, 4, 3, 1))[0]
    if kind in ("book", "edited", "thesis", "newspaper") or language in ("az", "tr", "ru"):
        count = random.choices(
            (1, 2, 3, 4),
            (77, 15, 5, 3)
            if language != "ru" or kind in ("thesis", "newspaper")
            else (66, 25, 9, 0),
        )[0]
    if kind == "edited":
        count = random.choices((1, 2, 3, 4, 5), (50, 28, 12, 6, 4))[0]
    work = Work(
        kind,
        language,
        retitled(title_of(random, language, kind), language, kind, random),
        [person(random, language) for _ in range(count)],
    )
    work.year = random.choices(
        (
            random.randint(1700, 1900),
            random.randint(1900, 1960),
            random.randint(1960, 1990),
            random.randint(1990, 2024),
        ),
        (3, 10, 30, 57),
    )[0]
    if random.random() < 0.25 or kind in ("newspaper", "web"):
        work.month = random.randint(1, 12)
        if random.random() < 0.4 or kind in ("newspaper", "web"):
            work.day = random.randint(1, 28)
    if kind == "thesis" or random.random() < 0.03:
        work.number = ""
    _fill(work, random)
    if random.random() < 0.15 and kind in ("report", "web", "unpublished", "newspaper", "book"):
        work.authors, work.body = [], body_of(random)
    anonymous = (
        0.2 if language in ("az", "ru", "tr") and kind in ("book", "newspaper", "web") else 0.035
    )
    if random.random() < anonymous and kind in ("report", "web", "newspaper", "edited", "book"):
        work.authors, work.body = [], ""
    if kind == "film" and random.random() < 0.6:
        work.authors = []
    if random.random() < 0.1 or kind == "web":
        work.url = url(random)
    if random.random() < 0.1 and kind in ("article", "conference", "chapter"):
        work.doi = f"10.{random.randint(1000, 9999)}/{doi_tail(random)}"
    return work


def _fill(work: Work, random: Random) -> None:
    language = work.language
    if work.type in ("article", "newspaper"):
        short = work.type == "article" and language == "en" and random.random() < 0.1
        work.container = short_journal(random) if short else journal(random, language)
        work.volume = str(
            random.choices((random.randint(1, 60), random.randint(60, 500)), (8, 2))[0]
        )
        if random.random() < 0.04:
            work.volume = random.choice(
                "II III IV V VI VII VIII IX X XI XII XV XX XXVII XLII LIV".split()
            )
        if random.random() < 0.5:
            work.issue = (
                str(random.randint(1, 24))
                if random.random() < 0.93
                else random.choice(["1-2", "3/4", "1–2", "Suppl. 1", "4 Pt 2", "3A"])
            )
        work.pages = pages(random)
        if work.type == "article" and random.random() < 0.08:
            work.pages = ""
        if work.type == "article" and language == "en" and random.random() < 0.04:
            work.container = random.choice([*v.ACRONYMS, *(letters(random) for _ in range(40))])
            work.volume = work.issue = work.pages = ""
        if work.type == "newspaper":
            work.volume, work.issue = (
                ("", "") if random.random() < 0.8 else ("", str(random.randint(1, 300)))
            )
            work.pages = (
                ""
                if random.random() < 0.6
                else str(random.choice([1, 2, 3, 4, 7, 12, "A1", "B4", "6-7"]))
            )
    elif work.type == "conference":
        latin = language not in ("az", "tr", "ru")
        is_short = latin and random.random() < 0.25
        work.container = short_meeting(random) if is_short else conference(random, language)
        if random.random() < 0.75:
            work.pages = pages(random)
        if random.random() < 0.12:
            work.volume = str(random.randint(1, 9))
        if random.random() < 0.2:
            work.editors = [person(random, language) for _ in range(random.randint(1, 3))]
    elif work.type == "chapter":
        work.container = (
            retitled(title_of(random, language, "book"), language, "chapter", random)
            if random.random() < 0.85
            else encyclopedia(random, language)
        )
        if language == "en" and "ncyclop" in work.container and random.random() < 0.6:
            work.title = entry_title(random)
        work.editors = [
            person(random, language)
            for _ in range(random.choices((0, 1, 2, 3), (15, 40, 35, 10))[0])
        ]
        if random.random() < 0.85:
            work.pages = pages(random)
        if random.random() < 0.12:
            work.volume = str(random.randint(1, 12))
    elif work.type in ("book", "edited"):
        if work.type == "edited":
            work.editors, work.authors = work.authors, []
        elif random.random() < (0.3 if language == "tr" else 0.12):
            work.translators = [person(random, language) for _ in range(random.choice([1, 1, 2]))]
        elif random.random() < 0.09:
            work.editors = [person(random, language) for _ in range(random.choice([1, 1, 1, 2]))]
        if random.random() < (
            0.25 if language in ("az", "ru") else 0.12 if language == "tr" else 0.08
        ):
            work.volume = str(random.randint(1, 5))
        if random.random() < (0.6 if language in ("ru", "az") else 0.12):
            work.pages = str(random.randint(90, 720)) + "p"
        if random.random() < 0.04:
            work.isbn = isbn(random)
    elif work.type == "thesis":
        work.publisher = university(random)
        if random.random() < 0.5:
            work.city = city(random, language)
    elif work.type == "report":
        work.publisher = random.choice(
            [university(random), university(random), body_of(random), institute(random)]
        )
        work.number = random.choice(
            [
                "",
                str(random.randint(1, 99)),
                f"{random.choice(['CS', 'TR', 'STAN-CS', 'CMU-CS', 'MIT/LCS/TR', 'UCB/CSD'])}-{random.randint(80, 99)}-{random.randint(1, 300)}",
                f"{random.randint(60, 99)}-{random.randint(1, 40)}",
                f"No. {random.randint(2, 9000)}",
            ]
        )
        if random.random() < 0.55:
            work.city = city(random, language)
        if random.random() < 0.15:
            work.pages = str(random.randint(10, 200)) + "p"
    elif work.type == "film":
        work.publisher = house(random, language)
        work.city = city(random, language)
    if work.type in ("book", "edited", "chapter", "conference"):
        if random.random() < (0.9 if work.type in ("book", "edited") else 0.55):
            work.publisher = house(random, language)
        if random.random() < (0.88 if work.type in ("book", "edited") else 0.5):
            work.city = city(random, language)
        if random.random() < 0.09:
            work.edition = random.randint(2, 9)
        if random.random() < (
            0.1 if work.type == "conference" else 0.02 if language in ("az", "tr") else 0.075
        ):
            work.series = series_of(random)
            work.series_number = str(random.randint(1, 900)) if random.random() < 0.6 else ""
        if work.type == "conference" and random.random() < 0.25:
            work.publisher = random.choice(
                [
                    "IEEE",
                    "ACM",
                    "ACM Press",
                    "IEEE Press",
                    "Springer",
                    "Morgan Kaufmann",
                    "AAAI Press",
                    "Springer-Verlag",
                ]
            )
    if work.type == "unpublished" or random.random() < 0.02:
        work.note = random.choice(
            "to appear;in press;submitted;Submitted for publication;Unpublished manuscript;unpublished;Manuscript in preparation;forthcoming;Preprint;To appear;In press;"
            "Mimeographed;mimeo;Accepted for publication;Work in progress;çapda;baskıda;в печати".split(
                ";"
            )
        )
        if random.random() < 0.35:
            work.note = arxiv(random)
        elif language == "en" and random.random() < 0.35:
            work.note = plain_note(random)
    elif random.random() < 0.03 and language == "en":
        work.note = long_note(random)
