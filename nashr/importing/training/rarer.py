"""What is rarer in titles, names and notes, and that a labeller has to have seen all the same."""

from __future__ import annotations

from random import Random

from nashr.importing.training import vocabulary as v
from nashr.importing.training.invented import (
    city,
    institute,
    phrase,
    publisher,
    title_of,
    university,
)
from nashr.importing.training.names import capital, made_up, person, surname

#: Articles at the start of a title, by language.
_ARTICLES = {
    "en": ["The", "A", "An", "The", "A", "On", "In", "Some", "Toward a", "Notes on"],
    "de": ["Die", "Der", "Das", "Ein", "Zur", "Im"],
    "fr": ["Le", "La", "Les", "L’", "Un", "Une", "De la", "À la"],
    "es": ["La", "El", "Los", "Una", "En", "Hacia una"],
    "pt": ["O", "A", "Os", "As", "Um", "Uma"],
    "it": ["Il", "La", "Le", "I", "Un", "L’"],
    "nl": ["De", "Het", "Een"],
}
_COUNTRIES = ["USA", "U.S.A.", "UK", "Canada", "Australia", "Mexico", "South Africa", "Germany"]
_MONTHS = "January February March April May June July August September October November December"
_HONOURS = ["Essays Presented to", "Essays in Honor of", "Studies in Honour of", "Festschrift for"]
_BODY_HEADS = [
    "American",
    "National",
    "International",
    "European",
    "Royal",
    "World",
    "Canadian",
    "Australian",
    "British",
    "U.S.",
]
_BODY_KINDS = [
    "Association",
    "Society",
    "Council",
    "Institute",
    "Commission",
    "Foundation",
    "Center",
    "Academy",
    "Agency",
    "Bureau",
    "Office",
    "Federation",
    "Alliance",
    "Committee",
    "Group",
]


def retitled(title: str, language: str, kind: str, random: Random) -> str:
    """A title, now and then with what is rarer in titles: an article before it, a place, a span of
    days, a species or a name behind it.
    """
    roll = random.random()
    articles = _ARTICLES.get(language)
    if articles and roll < (0.13 if kind in ("book", "edited", "film", "chapter") else 0.075):
        article = random.choice(articles)
        rest = title if random.random() < 0.6 else title[:1].lower() + title[1:]
        return f"{article}{'' if article.endswith('’') else ' '}{rest}"
    if title[-1:] in "?!)”’»" or language not in ("en", "de", "fr", "es", "it", "pt"):
        return title
    if roll < 0.16 and kind == "article":
        place = city(random, "en").split(",")[0]
        return title + random.choice(
            [
                f", {place}, {random.choice(_COUNTRIES)}",
                f", {random.choice(_COUNTRIES)}",
                f", {place}, {random.choice(v.REGIONS)}",
                f" ({made_up(random)}, {made_up(random)})",
                f" ({made_up(random)}: {made_up(random)}idae)",
                f", {made_up(random)} {made_up(random).lower()}us",
            ]
        )
    if roll < 0.175:
        first, last = random.sample(_MONTHS.split(), 2)
        year = random.randint(1800, 2015)
        return title + random.choice(
            [
                f", {first} {year}–{last} {year + 1}",
                f": {random.randint(1, 28)} {first} {year} to {random.randint(1, 28)} {last} {year}",
                f", {year}",
                f" ({year})",
                f" ({year})",
                f" {year}",
                f", {year}-{str(year + random.randint(1, 40))[2:]}",
                f" from {year} to {year + random.randint(1, 90)}",
            ]
        )
    if roll < 0.19 and kind in ("book", "edited", "chapter"):
        given, family, _ = person(random, language)
        first = given.split()[0]
        letters = f"{given[:1]}. {random.choice('ABCDEHJLMRSTW')}."
        return f"{title}: {random.choice(_HONOURS)} {random.choice([first, letters])} {family}"
    return title


def body_of(random: Random) -> str:
    """The name of a body that writes as an author."""
    if random.random() < 0.45:
        return random.choice(v.BODIES)
    field = random.choice(v.FIELDS["en"])
    kind = random.choice(_BODY_KINDS)
    name = random.choice(
        [
            f"{random.choice(_BODY_HEADS)} {field} {kind}",
            f"{random.choice(_BODY_HEADS)} {kind} for {field}",
            f"{random.choice(_BODY_HEADS)} {kind} on {field} and {random.choice(v.FIELDS['en'])}",
            f"{kind} for {field}",
            f"{kind} of {field}",
            f"{kind} on {field} in {city(random, 'en').split(',')[0]}",
            f"The {surname(random, 'en')} {kind}",
            f"Department of {field}",
            f"Ministry of {field}",
            institute(random),
        ]
    )
    if random.random() < 0.15:
        name += random.choice([", ", ". "]) + f"{random.choice(_BODY_KINDS)} on {field}"
    if random.random() < 0.12:
        name += f" ({''.join(word[0] for word in name.split() if word[0].isupper())})"
    return name


def long_note(random: Random) -> str:
    """A note that names another work, which is no field of this one."""
    given, family, _ = person(random, "en")
    other = title_of(random, "en", "book")
    year = random.randint(1950, 2012)
    house, town = publisher(random, "en"), city(random, "en").split(",")[0]
    return random.choice(
        [
            f"Reprinted in {other}, {given[0]}. {family} (ed.), {house}, {year}, {random.randint(1, 300)}-{random.randint(301, 600)}.",
            f"Reprinted in {family} (ed.) {other}, {house} ({year}).",
            f"(Reprinted {town}: {house}, {year})",
            f"Also in {other}, {house}, {year}.",
            f"Also available as Technical Report {made_up(random)[:2].upper()}-{random.randint(80, 99)}-{random.randint(1, 90)}, {university(random)}.",
            f"Published as {made_up(random)} Technical Report {random.randint(1, 900)}.",
            f"(Original work published {random.randint(1850, 1960)})",
            f"[Original work published {random.randint(1850, 1960)}]",
            f"Originally published in {town}, {random.randint(1850, 1960)}.",
            f"Quoted in {given} {family}, {other} ({town}: {house}, {year}), {random.randint(10, 400)}.",
            f"Special Issue on {capital(' '.join(phrase(random, 'en', 3)))}",
            f"Special Issue of the Journal of {random.choice(v.FIELDS['en'])}",
            f"Paper presented at the {random.choice(v.FIELDS['en'])} Conference, {town}",
            f"Prepared for the {body_of(random)}",
            f"Submitted to {random.choice(['Journal of ', 'IEEE Transactions on '])}{random.choice(v.FIELDS['en'])}",
            f"to be presented at {random.choice(v.ACRONYMS)} {random.randint(80, 99)}",
            f"Perf. {given} {family}, {' '.join(person(random, 'en')[:2])}",
            f"MR{random.randint(100000, 999999)}",
            f"IF: {random.randint(1, 9)},{random.randint(100, 999)}",
            "(Unpublished)",
            "(il manque les pages 3-4)",
            "[in preparation]",
        ]
    )


def key_of(random: Random) -> str:
    """A label made of the name and the year, as BibTeX and AMS styles have them."""
    name, year = made_up(random), random.randint(1970, 2018)
    return random.choice(
        [
            f"[{name}{year}]",
            f"[{name[:3]}{str(year)[2:]}]",
            f"[{name[:2].upper()}{str(year)[2:]}]",
            f"[{name} {year}]",
            f"[{name}{year}-{name[:3].upper()}]",
            f"[{name[:1]}{made_up(random)[:1]}{str(year)[2:]}]",
        ]
    )


def short_journal(random: Random) -> str:
    """A journal by the first letters of its words, or by shortened words without their dots."""
    letters = "".join(random.choice("ABCDEFHIJLMNPRST") for _ in range(random.randint(3, 5)))
    words = [random.choice(v.ABBREVIATIONS) for _ in range(random.randint(2, 4))]
    return random.choice(
        [
            letters,
            letters,
            random.choice("AJPM") + random.choice(["pJ", "&A", "&A Suppl.", "mJ"]),
            "J. " + " ".join(dict.fromkeys(words)),
            " ".join(dict.fromkeys(words)) + " " + random.choice("ABCD"),
            "J." + "".join(dict.fromkeys(words)),
        ]
    )


def series_of(random: Random) -> str:
    """The name of a series of books, in full or shortened."""
    if random.random() < 0.5:
        return random.choice(v.SERIES)
    field = random.choice(v.FIELDS["en"])
    words = " ".join(dict.fromkeys(random.choice(v.ABBREVIATIONS) for _ in range(3)))
    return random.choice(
        [
            f"Studies in {field}",
            f"{field} Monographs",
            f"{surname(random, 'en')} {words}",
            words,
            f"Advances in {field}",
            f"{field} Series",
            f"{surname(random, 'en')} International Series",
            f"{made_up(random)[:3].upper()} Conf. Series",
            f"ser. {surname(random, 'en')} Series in {field}",
            f"Collected Papers of the {field} Society",
            f"Bibliotheca {made_up(random)}ana {field.lower()}",
            f"{field} Reports",
            f"Library of {field}",
            f"{made_up(random)} Lectures in {field}",
            f"{surname(random, 'en')} Texts in {field}",
            f"Publications of the {field} Society",
            f"Coll. {capital(' '.join(phrase(random, 'fr', 2)))}",
            f"Beiträge zur {random.choice(v.FIELDS['de'])}",
        ]
    )
