"""Works of rarer kinds: proceedings and journals known by letters, houses named after a person,
reports by their number, editions with a name of their own.
"""

from __future__ import annotations

from random import Random

from nashr.importing.training import vocabulary as v
from nashr.importing.training.invented import institute, phrase, publisher, title_of, university
from nashr.importing.training.names import capital, given, made_up, surname

_LETTERS = "ABCDEFGHIJLMNOPRSTUVW"
_INITIALS = "ABCDEFGHJLMNPRSTW"
#: Languages whose houses are not named after people in the ways of this module.
_OTHER_HOUSES = ("az", "tr", "ru")


def letters(random: Random, low: int = 3, high: int = 6) -> str:
    """A name by its first letters."""
    return "".join(random.choice(_LETTERS) for _ in range(random.randint(low, high)))


def short_meeting(random: Random) -> str:
    """Proceedings as they are named in short: by letters, a number, a year."""
    field = random.choice(v.FIELDS["en"])
    name = random.choice(v.ACRONYMS) if random.random() < 0.4 else letters(random)
    topic = capital(random.choice(v.TITLE_WORDS["en"])) + "computing"
    year = random.choice(
        ["", f" {random.randint(1980, 2018)}", f" '{random.randint(80, 99)}", f"'{random.randint(80, 99)}",
         f"-{random.randint(80, 99)}", f" ’{random.randint(10, 99)}", f"*{random.randint(80, 99)}", f" {random.randint(80, 99)}"]
    )  # fmt: skip
    number = random.choice([str(random.randint(1, 31)), "II", "III", "IV", "V", "VI"])
    head = random.choice(
        ["Proceedings of ", "Proc. ", "Proc. of ", "Proceedings ", "Proceedings of the "]
    )
    return random.choice(
        [
            name,
            name + year,
            head + name + year,
            f"{head}{topic} {year.strip() or number}",
            f"{head}{random.choice(['European ', 'Int. ', 'IEEE ', ''])}{field} {year.strip() or number}",
            f"Advances in {field} {number}",
            f"Advances in {field} {number} ({name}{year})",
            f"Advances in {field} Systems, {number}",
            f"{head}{field} ({name}{year})",
            f"{field} Software and Systems {number}",
            f"Proceedings of the {random.choice(['First', 'Second', 'Third', 'Sixth', 'Eighth', 'Tenth'])} {name}",
            f"{name}{year}: Proceedings of the Conference on {field}",
            f"Trends in {field} {number}",
            f"{random.choice(['Automata', 'Machines', 'Methods', 'Models', 'Languages'])}, {field}, and {random.choice(v.FIELDS['en'])}",
        ]
    )  # fmt: skip


def house(random: Random, language: str) -> str:
    """A publisher; now and then one by the whole name of a person, or one that is an institution."""
    if language in _OTHER_HOUSES or random.random() > 0.2:
        return publisher(random, language)
    name, other = surname(random, language), surname(random, language)
    first = random.choice(_INITIALS)
    full = given(random, language).split()[0]
    field = random.choice(v.FIELDS["en"])
    return random.choice(
        [
            f"{first}. {name}",
            f"{first}. {random.choice(_INITIALS)}. {name}",
            f"{first}. {random.choice(_INITIALS)}. {name} & Co.",
            f"{first}.{random.choice(_INITIALS)}. {name}",
            f"{first}. {name} and {random.choice(_INITIALS)}. {other}",
            f"{full} {name}",
            f"{full} {name} Verlag" if language == "de" else f"{full} {name} and Sons",
            f"de {name}",
            f"van {name}" if language == "nl" else f"De {name}",
            f"{name} / {other}",
            f"{name}-{other}",
            f"{name} Pr",
            f"{name} Academy Pr.",
            f"{name} UP",
            f"U of {name} P",
            f"Univ. of {name} Press",
            f"Univ. {name} Press",
            f"{name} University",
            f"{name} University, {other} Institution Press",
            f"National Library of {random.choice(v.REGIONS[30:])}",
            f"National {field} Association",
            f"{field} Council",
            f"{field} Book Service",
            f"Academy of {field}",
            f"Board of {field}",
            f"Printed for {first}. {name}",
            f"{name} Brothers",
            f"{name}, {other}",
            f"{name}, {other} & Co.",
            f"{name} et Cie",
            f"{name} Software Engineering Ltd.",
            f"{name} International",
            f"{name} Trust",
            f"Library of {name}",
            institute(random),
            university(random),
        ]
    )


def report_name(random: Random) -> str:
    """What a report is called, with its number, or what says that a work is a patent."""
    body = random.choice(
        [
            letters(random, 2, 4),
            surname(random, "en"),
            random.choice(["NASA", "USGS", "MIT AI", "RAND", "SRI"]),
        ]
    )
    number = random.choice(
        [f"{letters(random, 2, 4)}-{random.randint(60, 99)}-{random.randint(1, 300)}", f"#{random.randint(1, 400)}",
         f"No. {random.randint(1, 900)}", str(random.randint(1, 999)), f"{letters(random, 2, 5)}-TR-{random.randint(1, 200)}"]
    )  # fmt: skip
    word = random.choice(
        ["Tech Report", "Technical Report", "Technical report", "Tech. Rep.", "Tech. rep.", "Report", "Memo", "Technical Note", "Working Paper", "Research Report"]
    )  # fmt: skip
    patent = random.choice(
        [
            "U.S. Patent",
            "US Patent",
            "USA Patent",
            "Provisional patent",
            "European Patent",
            "Patent",
        ]
    )
    return random.choice(
        [
            f"{body} {word} {number}",
            f"{body} {word}",
            f"{word} {number}",
            f"{word} {number}",
            word,
            f"({word})",
            f"[{word}]",
            f"{patent} {random.choice(['', 'No. ', 'WO', 'PT'])}{random.randint(10**5, 10**7)}",
            f"{patent} {random.randint(1, 9)},{random.randint(100, 999)},{random.randint(100, 999)}",
        ]
    )  # fmt: skip


def named_edition(random: Random) -> str:
    """An edition that has words and no number, or a year."""
    return random.choice(
        [f"{surname(random, 'en')} critical edition", "Critical edition", "Kindle edition", "Kindle ed.", "Student ed.",
         f"{random.randint(1960, 2015)} ed.", f"{random.randint(1960, 2015)} edition", "International edition", "Unabridged ed.",
         "New ed.", "new edition", "Kritische Ausgabe", "Kritische Studienausgabe", "Neuausgabe", "nouvelle édition", "éd. revue", "Editio altera", "Editio quarta",
         "Bicentennial ed.", "2d ed.", "3d ed.", "paperback ed.", "Expanded ed.", "1st ed.", "First edition", "2nd revised edition"]
    )  # fmt: skip


def plain_note(random: Random) -> str:
    """What is said of a work that no house has published, or of where it was read out."""
    field = random.choice(v.FIELDS["en"])
    name = random.choice(v.ACRONYMS) if random.random() < 0.5 else letters(random)
    return random.choice(
        [f"paper submitted to {name} '{random.randint(80, 99)}", f"submitted to {name}", "Unpublished lecture notes", "Lecture notes",
         "lecture notes, unpublished", "unpublished data", "personal communication", "manuscript", f"Submitted to {field}",
         f"held at {university(random)}", f"Paper presented at {name}", f"paper presented at the {field} meeting",
         f"as reprinted in {title_of(random, 'en', 'book')}", "in preparation", "accepted", "(to appear)", "to be published", "preprint",
         f"Special issue: {capital(' '.join(phrase(random, 'en', 2)))}", f"[hep-th/{random.randint(92, 99)}{random.randint(10**4, 10**5)}]",
         f"Cited in {surname(random, 'en')}, {random.randint(1950, 2010)}", f"(Eds. {surname(random, 'en')} and {surname(random, 'en')})"]
    )  # fmt: skip


def physics_note(random: Random) -> str:
    """A number of arXiv behind the pages."""
    old = f"{random.choice(['hep-th', 'hep-ph', 'astro-ph', 'cond-mat', 'gr-qc', 'math'])}/{random.randint(92, 99)}{random.randint(1, 12):02}{random.randint(100, 999)}"
    number = f"{random.randint(7, 20):02}{random.randint(1, 12):02}.{random.randint(1000, 9999)}"
    return random.choice(
        [f"[{old}]", f"[arXiv:{old}]", f"[arXiv:{number}]", old, f"arXiv:{number}", f"({old})"]
    )


def entry_title(random: Random) -> str:
    """The title of an article in a lexicon: a name turned round, or one word."""
    name = surname(random, "en")
    return random.choice(
        [
            f"{name}, {given(random, 'en').split()[0]}",
            made_up(random),
            capital(random.choice(v.TITLE_WORDS["en"])),
        ]
    )
