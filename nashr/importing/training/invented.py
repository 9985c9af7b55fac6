"""Titles, journals, publishers and addresses that are made up."""

from __future__ import annotations

from random import Random

from nashr.importing.training import vocabulary as v
from nashr.importing.training.names import capital, given, made_up, surname

#: *And* before the last part of a title.
_AND = {
    "az": "və", "tr": "ve", "ru": "и", "de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e",
    "nl": "en", "pl": "i",
}  # fmt: skip


def phrase(random: Random, language: str, count: int) -> list[str]:
    """Words of a title, ``count`` of them with meaning."""
    words = v.TITLE_WORDS[language]
    little = v.LITTLE_WORDS[language]
    found: list[str] = []
    for n in range(count):
        if n and random.random() < 0.55:
            found.append(random.choice(little))
            if random.random() < 0.2 and language == "en":
                found.append(random.choice(["the", "a"]))
        roll = random.random()
        if roll < 0.07:
            found.append(random.choice(v.PROPER))
        elif roll < 0.1:
            found.append(city(random, language).split(",")[0].rstrip("."))
        elif roll < 0.115:
            found.append(random.choice(v.SCIENCE_BITS))
        elif roll < 0.14:
            found.append(
                surname(random, language)
                + ("'s" if language == "en" and random.random() < 0.7 else "")
            )
        elif roll < 0.22 and language not in ("ru",):
            found.append(
                made_up(random).lower()
                + random.choice(
                    ["ic", "al", "ation", "ity", "ing", "s", "ology", "ed", "er", "ism", "um", "a"]
                )
            )
        else:
            found.append(random.choice(words))
        if random.random() < 0.05 and language == "en":
            found[-1] += "-" + random.choice(words)
    return found


def _cased(words: list[str], language: str, how: str) -> str:
    little = set(v.LITTLE_WORDS[language]) | {"a", "the", "and", "or", "its"}
    text = []
    for n, word in enumerate(words):
        if n == 0 or (how == "title" and word not in little):
            text.append(capital(word))
        else:
            text.append(word)
    if how == "upper":
        return " ".join(text).upper()
    return " ".join(text)


def title_of(random: Random, language: str, kind: str) -> str:
    """A title, with what titles have: subtitles, years, questions, brackets."""
    titled = {"en": 0.45, "tr": 0.6, "az": 0.15}.get(language, 0.1)
    how = "title" if random.random() < titled else "sentence"
    if random.random() < 0.015:
        how = "upper"
    low, high = (1, 6) if kind in ("book", "edited", "film") else (2, 11)
    text = _cased(phrase(random, language, random.randint(low, high)), language, how)
    if random.random() < 0.13:
        more = [
            _cased(phrase(random, language, random.randint(1, 2)), language, how)
            for _ in range(random.choice([1, 2, 2, 3]))
        ]
        if how == "sentence":
            more = [one[:1].lower() + one[1:] for one in more]
        last = more.pop() if random.random() < 0.75 else ""
        text = ", ".join([text, *more]) + (
            random.choice([", ", " "]) + _AND.get(language, "and") + " " + last if last else ""
        )
    if random.random() < 0.06 and language == "en":
        text = random.choice(
            ["The ", "A ", "On the ", "An ", "Towards a ", "What is the ", "How to ", "Some "]
        ) + (text if how == "title" else text[:1].lower() + text[1:])
    if random.random() < 0.07:  # “Anti-Oedipus: …”, “La Bestia: …”
        head = random.choice(
            [
                made_up(random),
                random.choice(v.PROPER),
                surname(random, language),
                capital(random.choice(v.TITLE_WORDS[language])),
                f"{capital(random.choice(v.TITLE_WORDS[language]))} {random.choice('ABCDEX')}",
                f"{given(random, language).split()[0]} {surname(random, language)}",
                f"{capital(random.choice(v.TITLE_WORDS[language]))} {capital(random.choice(v.TITLE_WORDS[language]))}",
            ]
        )
        return f"{head}{random.choice([':', ':', ':', ' :', ',', '.', '?'])} {text if random.random() < 0.6 else text[:1].lower() + text[1:]}"
    if random.random() < 0.03:
        return random.choice(
            [
                f"{given(random, language).split()[0]} {surname(random, language)}",
                made_up(random),
                random.choice(v.PROPER),
                str(random.randint(100, 2000)),
                f"The {made_up(random)}",
                f"{capital(random.choice(v.TITLE_WORDS[language]))} {capital(random.choice(v.TITLE_WORDS[language]))}",
            ]
        )
    if random.random() < 0.02:  # “Rusiya – Azərbaycan …”, “Qorus – 2010: …”
        head = capital(random.choice([made_up(random), random.choice(v.PROPER)]))
        other = random.choice([str(random.randint(1900, 2020)) + ":", random.choice(v.PROPER)])
        return f"{head} {random.choice('–-—')} {other} {text[:1].lower() + text[1:]}"
    if random.random() < 0.04 and language in ("az", "tr", "ru"):  # several sentences
        text += ". " + _cased(phrase(random, language, random.randint(2, 4)), language, how)
    roll = random.random()
    if roll < 0.27:
        rest = _cased(phrase(random, language, random.randint(2, 7)), language, how)
        if how == "sentence" and random.random() < 0.5:
            rest = rest[:1].lower() + rest[1:]
        text += (
            random.choices(
                [": ", " : ", ". ", " – ", "? ", " - ", "; "],
                (64, 5, 14, 4, 7, 4, 2)
                if language not in ("az", "tr", "ru")
                else (50, 4, 28, 8, 3, 5, 2),
            )[0]
            + rest
        )
    elif roll < 0.31:
        text += random.choice(["?", "!", "?"])
    elif roll < 0.37:
        start = random.randint(1500, 2000)
        text += (
            random.choice([", ", " ", " (", ": "])
            + f"{start}{random.choice(['–', '-'])}{start + random.randint(1, 60)}"
        )
        text += ")" if "(" in text[-12:] and ")" not in text[-6:] else ""
    elif roll < 0.40:
        text += f" ({random.choice(['abstract', 'in Russian', 'II', 'Part 1', 'with discussion', made_up(random).upper()[:4], 'review'])})"
    elif roll < 0.42:
        text += random.choice(
            [" II", ", Part 2", " in the 1990s", " of 2008", " 2.0", ", I", ". III. "]
        ).rstrip()
    elif roll < 0.45:
        quoted = " ".join(phrase(random, language, 2))
        text = (
            f"{random.choice(['“', '‘', '«'])}{capital(quoted)}" + "”: " + text
            if random.random() < 0.3
            else f"{text} ‘{quoted}’"
        )
    if random.random() < 0.02 and language == "en":
        text = f"Review of {text}, by {given(random, 'en')} {surname(random, 'en')}"
    return text


def journal(random: Random, language: str) -> str:
    roll = random.random()
    if language in ("en", "de", "fr", "nl", "pl", "es", "it", "pt"):
        if (roll < 0.17 and language == "en") or roll < 0.05:
            count = random.randint(2, 5)
            words = random.sample(v.ABBREVIATIONS, count)
            if random.random() < 0.5:
                words[0] = random.choice(
                    ["J.", "J.", "Phys.", "Ann.", "Proc.", "Am.", "Acta", "Int."]
                )
            text = " ".join(dict.fromkeys(words))
            if random.random() < 0.12:
                text = text.replace(". ", ".")
            return text.replace(".", "") if random.random() < 0.4 else text
        if roll < 0.33:
            return random.choice(v.SINGLE_JOURNALS)
    elif roll < 0.08:
        return random.choice(v.SINGLE_JOURNALS)
    pattern = random.choice(v.JOURNALS[language])
    fields = v.FIELDS[language]
    while "{}" in pattern:
        pattern = pattern.replace("{}", random.choice(fields), 1)
    if random.random() < 0.06 and language == "en":
        pattern += random.choice(
            [
                ", Series B",
                ": Series A",
                " B",
                ", Part C",
                " (London)",
                " & Society",
                " and Practice",
                ", USA",
                " A",
                " D",
            ]
        )
    return pattern


def encyclopedia(random: Random, language: str) -> str:
    fields = v.FIELDS[language]
    return random.choice({
        "en": ["Encyclopedia of {}", "The {} Encyclopedia", "Handbook of {}", "Dictionary of {}", "The Oxford Handbook of {}", "World Book Encyclopedia", "Encyclopaedia Britannica"],
        "tr": ["Türkiye Diyanet Vakfı İslam Ansiklopedisi", "{} Ansiklopedisi", "İslam Ansiklopedisi"],
        "az": ["Azərbaycan Sovet Ensiklopediyası", "{} ensiklopediyası"], "ru": ["Большая советская энциклопедия", "Энциклопедия {}"],
    }.get(language, ["Encyclopedia of {}", "Lexikon der {}"])).replace("{}", random.choice(fields))  # fmt: skip


def conference(random: Random, language: str) -> str:
    """The name of a conference as it is named in references."""
    field_name = random.choice(v.FIELDS[language])
    number = random.choice(
        [
            "",
            "",
            f"{random.randint(4, 39)}th ",
            "Third ",
            "Second ",
            "5th ",
            "21st ",
            "2nd ",
            "First ",
            "Fourteenth ",
            "Twelfth ",
            "XII ",
            "1st ",
            "3rd ",
            f"{random.randint(1985, 2019)} ",
            "Annual ",
            f"{random.randint(4, 39)}th Annual ",
        ]
    )
    who = random.choice(
        [
            "",
            "",
            "International ",
            "International ",
            "ACM ",
            "IEEE ",
            "IEEE International ",
            "Int. ",
            "European ",
            "ACM SIGMOD ",
            "ACM SIGPLAN ",
            "National ",
            "AAAI ",
            "World ",
            "IFIP ",
            "Intl. ",
            "Intern. ",
        ]
    )
    what = random.choice(
        [
            "Conference",
            "Conference",
            "Conference",
            "Conf.",
            "Symposium",
            "Symp.",
            "Workshop",
            "Congress",
            "Meeting",
            "Conf",
        ]
    )
    name = f"{number}{who}{what} on {field_name}"
    if random.random() < 0.2:
        name = f"{number}{who}{field_name} {what}"
    if random.random() < 0.2:
        name += " and " + random.choice(v.FIELDS[language])
    if random.random() < 0.22:
        letters = "".join(random.choice("ABCDEFGHILMNOPRSTV") for _ in range(random.randint(3, 6)))
        year = f"{random.choice([' ', '-', ' ’', chr(39), ' 20', ' 19'])}{random.randint(80, 99)}"
        name += random.choice(
            [f" ({letters})", f" ({letters}{year})", f", {letters}{year}", f" {letters}"]
        )
    start = random.choice(
        [
            "Proceedings of the ",
            "Proceedings of the ",
            "Proceedings of the ",
            "Proc. ",
            "Proc. of the ",
            "Proc. of ",
            "",
            "",
            "Proceedings of ",
            "Proceedings of the ",
            "Proc ",
            "Proceedings, ",
            "Conference Record of the ",
            "Presented at the ",
            "Paper presented at the ",
            "Poster session presented at ",
        ]
    )
    name = start + name
    if random.random() < 0.09:
        letters = "".join(random.choice("ABCDEFGHILMNOPRSTV") for _ in range(random.randint(3, 7)))
        year = random.choice(
            [
                "",
                f" {random.randint(1980, 2018)}",
                f"'{random.randint(80, 99)}",
                f" ’0{random.randint(0, 9)}",
                f"-{random.randint(80, 99)}",
            ]
        )
        name = (
            random.choice(
                ["Proc. ", "Proceedings of ", "Proc. of ", "", "Proceedings ", "Proc. IEEE "]
            )
            + letters
            + year
        )
    elif random.random() < 0.08:
        name = random.choice(
            [
                "Advances in Neural Information Processing Systems",
                "Advances in Cryptology",
                "Advances in {}",
                "Lecture Notes in {}",
                "{} Proceedings",
                "Frontiers of {}",
                "Proceedings of the {} Society",
                "Computer Vision and Pattern Recognition (CVPR)",
            ]
        ).replace("{}", field_name)
    elif random.random() < 0.09:
        name = random.choice(v.ACRONYMS) + random.choice(
            [
                "",
                "",
                f" {random.randint(1990, 2015)}",
                f" ’{random.randint(10, 99)}",
                f"'{random.randint(80, 99)}",
                f"-{random.randint(80, 99)}",
            ]
        )
        name = (
            random.choice(
                ["", "", "Proc. ", "Proc. of ", "Proceedings of ", "Proceedings of the ACM "]
            )
            + name
        )
        if random.random() < 0.25:
            name += f": Proceedings of the {number}{who}{what} on {field_name}"
    if random.random() < 0.06:
        name += f", {random.choice(['Lecture Notes in Computer Science', 'LNCS 1234', 'Vol. 2', 'ACM', 'IEEE', 'AMS', university(random)])}"
    if random.random() < 0.08:
        name += f", {city(random, 'en').split(',')[0]}"
    if random.random() < 0.05:
        name += f", {random.randint(1975, 2015)}"
    if random.random() < 0.04:
        name += f": {_cased(phrase(random, language, 3), language, 'title')}"
    return {
        "az": random.choice([f"{field_name} məsələləri. Beynəlxalq elmi konfransın materialları", f"“{field_name}” mövzusunda respublika konfransının materialları", "Gənc tədqiqatçıların II beynəlxalq elmi konfransı"]),
        "tr": random.choice([f"{random.randint(1, 12)}. Uluslararası {field_name} Kongresi Bildirileri", f"Uluslararası {field_name} Sempozyumu", f"{field_name} Sempozyumu Bildirileri", f"VIII. Türk {field_name} Kongresi"]),
        "ru": random.choice([f"Материалы международной научной конференции «Проблемы {field_name}»", "Сборник научных трудов", f"Тезисы докладов {random.randint(1, 9)}-й Всесоюзной конференции", "Сб. статей"]),
        "fr": random.choice([f"Actes du colloque international de {field_name}", f"Actes du {random.randint(2, 20)}e congrès de {field_name}"]),
        "de": random.choice([f"Tagungsband der {random.randint(2, 30)}. Tagung {field_name}", f"Verhandlungen des Kongresses für {field_name}"]),
    }.get(language, name) if random.random() < 0.85 else name  # fmt: skip


def publisher(random: Random, language: str) -> str:
    roll = random.random()
    if roll < 0.62:
        return random.choice(v.PUBLISHERS[language])
    name, other = surname(random, language), surname(random, language)
    town = city(random, language).split(",")[0].strip()
    return random.choice({
        "en": [f"{name} Press", f"{name} & {other}", f"{name} and {other}", f"{name} Books", f"{town} University Press", f"University of {town} Press", f"{name} Publishing", f"{name} Publishers", f"{name} & Co.", f"{name}", f"{name} Publishing Company", f"University Press of {town}", f"{name}, {other} & Co.", f"{name} Inc.", f"{town} Press", f"{name} Publications, Inc", f"{name} & Sons", institute(random), f"{name} House"],
        "az": [f"{name} nəşriyyatı", f"{name}", "Nəşriyyat-poliqrafiya mərkəzi", f"{town} nəşriyyatı", f"“{name}”"],
        "tr": [f"{name} Yayınları", f"{name} Yayınevi", f"{name} Kitabevi", f"{name} Matbaası", f"{name}", f"{name} Yay."],
        "ru": [f"Изд-во «{name}»", f"{name}", f"Изд-во {town}", f"«{random.choice(v.PUBLISHERS['ru'])}»"],
        "de": [f"{name} Verlag", f"Verlag {name}", f"{name}", f"{name} & {other}", f"{name}-Verlag"],
        "fr": [f"Éditions {name}", f"{name}", f"Presses universitaires de {town}", f"Librairie {name}", f"Imprimerie {name}", f"Éd. {name}"],
        "es": [f"Editorial {name}", f"{name}", f"Ediciones {name}"], "pt": [f"Editora {name}", f"{name}"],
        "it": [f"Edizioni {name}", f"{name}", f"{name} Editore"],
    }.get(language, [name, f"{name} Press"]))  # fmt: skip


def institute(random: Random) -> str:
    field_name = random.choice(v.FIELDS["en"])
    return random.choice(
        [
            f"Institute for {field_name}",
            f"American {field_name} Association",
            f"Society of {field_name}",
            f"Center for {field_name}",
            f"{field_name} Research Center",
            f"International Association for {field_name}",
            f"Academy of {field_name}",
            f"Bureau of {field_name}",
            f"National Institute of {field_name}",
            f"{surname(random, 'en')} Institute",
            f"{surname(random, 'en')} Laboratories",
            "AT&T Bell Laboratories",
            f"Office of {field_name}",
        ]
    )


def university(random: Random) -> str:
    name = random.choice(v.UNIVERSITIES)
    if random.random() < 0.3:
        name = f"University of {city(random, 'en').split(',')[0]}"
    if random.random() < 0.3:
        department = random.choice(v.DEPARTMENTS)
        name = f"{department}, {name}" if random.random() < 0.7 else f"{name}, {department}"
    return name


def city(random: Random, language: str) -> str:
    if random.random() < 0.07:
        name = made_up(random)
        return name + random.choice(
            ["", "", ", NJ", ", UK", ", CA", "ville", "burg", ", Ontario", ", Germany"]
        )
    name = random.choice(v.CITIES[language])
    if "," not in name and language not in ("az", "tr", "ru") and random.random() < 0.16:
        name += ", " + random.choice(v.REGIONS)
    return name


def pages(random: Random) -> str:
    first = random.choices(
        (random.randint(1, 60), random.randint(60, 999), random.randint(1000, 9999)), (3, 7, 2)
    )[0]
    roll = random.random()
    if roll < 0.09:
        return str(first)
    if roll < 0.12:
        return f"{random.choice('eLSRBA')}{first}"
    last = first + random.randint(1, 40)
    short = str(last)
    if random.random() < 0.14 and len(short) == len(str(first)) > 2:
        short = short[-2:]
    if roll < 0.135:
        return f"S{first}-S{last}"
    return f"{first}-{short}"


def url(random: Random) -> str:
    host = (
        random.choice(["www.", "", "www.", "en.", "news."])
        + made_up(random).lower()
        + random.choice(
            [
                ".org",
                ".com",
                ".edu",
                ".net",
                ".gov",
                ".az",
                ".com.tr",
                ".ru",
                ".de",
                ".fr",
                ".ac.uk",
            ]
        )
    )
    path = "/".join(made_up(random).lower() for _ in range(random.randint(0, 4)))
    end = random.choice(
        ["", ".html", ".pdf", "/", ".php?id=" + str(random.randint(1, 9999)), ".htm"]
    )
    return random.choice(["http://", "https://", "https://", "http://"]) + host + "/" + path + end


def doi_tail(random: Random) -> str:
    return random.choice(
        [
            f"j.{made_up(random).lower()}.{random.randint(1990, 2022)}.{random.randint(1, 99):02}.{random.randint(1, 999):03}",
            f"s{random.randint(10000, 99999)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}-{random.randint(0, 9)}",
            f"{random.randint(10**6, 10**9)}",
        ]
    )


def isbn(random: Random) -> str:
    return f"{random.choice(['', '978-'])}{random.randint(0, 9)}-{random.randint(100, 999)}-{random.randint(10000, 99999)}-{random.choice('0123456789X')}"


def arxiv(random: Random) -> str:
    number = f"{random.randint(7, 20):02}{random.randint(1, 12):02}.{random.randint(1000, 9999)}"
    old = f"{random.choice(['hep-th', 'astro-ph', 'cond-mat', 'math'])}/{random.randint(92, 99)}{random.randint(1, 12):02}{random.randint(100, 999)}"
    return random.choice(
        [
            f"arXiv preprint arXiv:{number}",
            f"arXiv:{number}",
            f"[arXiv:{old}]",
            f"Preprint, arXiv:{number}",
            f"arXiv:{number} [cs.LG]",
            f"arXiv:{old}",
        ]
    )
