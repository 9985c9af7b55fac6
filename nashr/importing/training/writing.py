"""The parts of a typed reference that works of all types have: names, dates, numbers, places."""

from __future__ import annotations

from random import Random

from nashr.importing.training import vocabulary as v
from nashr.importing.training.habits import Habit, habit, of
from nashr.importing.training.rarer import key_of
from nashr.importing.training.works import Work

#: A label of ``nashr.importing.reference_labels`` and its text.
Segment = tuple[str, str]

_OTHERS = v.typed("others")
_EDITED = v.typed("edited")
_EDITED_MANY = v.typed("edited_many")
_PAGES = v.typed("pages")
_WHOLE = v.typed("whole")
_VOLUME = v.typed("volume")
_ISSUE = v.typed("issue")
_MONTHS = v.typed("months")
_SHORT = v.typed("short")


class Writing:
    """One reference while it is written, as segments in order."""

    _title_done = False
    #: Whether the day and the month of the date stand apart from its year.
    _day_apart = False
    _glue_next = False

    def __init__(self, work: Work, random: Random, style: Habit | None = None) -> None:
        self.work = work
        self.random = random
        self.habit = style or habit(random, work.language)
        self.segments: list[Segment] = []
        self.dated = False

    def add(self, label: str, text: str, sign: str | None = None) -> None:
        """One segment, with the sign behind it."""
        if not text:
            return
        sign = self.habit.sign if sign is None else sign
        if self.random.random() < 0.05:
            sign = self.random.choice([".", ",", "", ";", ","])
        if text[-1] in "?!" and sign[:1] in (".", ","):
            sign = sign[1:] if len(sign) > 1 else ""
        elif text.endswith(".") and sign[:1] == ".":
            sign = sign[1:]
        elif (
            text.endswith(tuple('”"»’'))
            and sign in (",", ".")
            and self.random.random() < 0.55
            and not text.endswith(("”.", "”,"))
        ):
            text, sign = text[:-1] + sign + text[-1], ""
        self.segments.append((label, text + sign))

    def _label(self) -> None:
        if self.random.random() < 0.02:
            self.add("citation-number", key_of(self.random), "")
        elif self.random.random() < 0.2:
            n = self.random.randint(1, 160)
            self.add(
                "citation-number",
                self.random.choice(
                    [f"[{n}]", f"[{n}]", f"{n}.", f"{n}.", f"({n})", f"{n}", f"{n})", f"[{n}]."]
                ),
                "",
            )

    def _names(self) -> None:
        work, random = self.work, self.random
        if random.random() < 0.025 and work.authors:
            self.add(
                "author",
                random.choice(
                    ["———.", "———", "--------.", "_____.", "–––––.", "________,", "Id.,", "Ibid."]
                ),
                "",
            )
            return
        if work.authors:
            text = self.people(work.authors)
            if len(work.authors) == 1 and random.random() < 0.008:
                text += f" ({' '.join(work.authors[0][:2])})"  # “Smith, J. (John Smith)”
            self.add("author", text, self._behind_names(text))
        elif work.body:
            self.add("author", work.body, self._behind_names(work.body))
        elif work.type == "edited" and work.editors:
            word = self.edited().rstrip(",")
            text = self.people(work.editors) + random.choice([" ", ", ", " "]) + word
            self.add("editor", text, self._behind_names(text))

    def edited(self) -> str:
        """The word that says that the names are those of editors, of one or of several."""
        work = self.work
        are_many = len(work.editors) > 1 and work.language in _EDITED_MANY
        return of(_EDITED_MANY if are_many else _EDITED, work.language, self.random)

    def _behind_names(self, text: str) -> str:
        if self.habit.date_place == "after-names" and self.habit.date_brackets:
            return "" if self.random.random() < 0.75 or text.endswith(".") else self.habit.names_end
        return self.habit.names_end

    def people(self, people: list[tuple[str, str, str]], inverted: bool = True) -> str:
        habit = self.habit
        names = [
            self.name(one, (habit.inverted == "all" or n == 0) and inverted)
            for n, one in enumerate(people)
        ]
        others = of(_OTHERS, self.work.language, self.random)
        if habit.most and len(names) > habit.most:
            return (
                habit.between.join(names[: habit.most]) + self.random.choice([", ", " "]) + others
            )
        if self.random.random() < 0.025:
            return habit.between.join(names) + self.random.choice([", ", " "]) + others
        if len(names) == 1:
            return names[0]
        if habit.names == "vancouver" and self.random.random() < 0.8:
            return habit.between.join(names)
        if habit.conjunction == ",":
            return ", ".join(names)
        comma = (
            self.random.choice([", ", " "])
            if habit.between == ", "
            else habit.between
            if self.random.random() < 0.5
            else " "
        )
        if len(names) == 2 and self.random.random() < 0.6:
            comma = " "
        return habit.between.join(names[:-1]) + comma + habit.conjunction + " " + names[-1]

    def name(self, person: tuple[str, str, str], inverted: bool) -> str:
        given, family, particle = person
        habit, random = self.habit, self.random
        if habit.capitals:
            family = family.upper()
        junior = (
            random.choice([", Jr.", " Jr.", ", III", " III", ", Jr"])
            if random.random() < 0.008
            else ""
        )
        last = f"{particle} {family}".strip()
        if habit.names == "vancouver":
            return f"{last} {initials(given, '')}{junior if 'II' not in junior else ''}"
        full = habit.names.startswith("full") or habit.names == "mixed"
        first = given if full else initials(given, habit.initials)
        if habit.names == "inverted-bare":
            return f"{last} {first}"
        if habit.names in ("plain", "full-plain") or not inverted:
            return f"{first} {last}{junior}"
        if habit.bracketed and habit.initials != " ":
            return f"{last} ({first})"
        if particle and random.random() < 0.4:
            return f"{family}{habit.name_sign}{first} {particle}"
        return f"{last}{habit.name_sign}{first}{junior}"

    def date_text(self, year_only: bool = False) -> str:
        work, random = self.work, self.random
        year = str(work.year)
        if random.random() < 0.03:
            year += random.choice("abcde")
        if random.random() < 0.015:
            last = work.year + random.randint(1, 9)
            return f"{year[:4]}{random.choice('-–/')}{random.choice([str(last), str(last)[2:]])}"
        if random.random() < 0.008:
            return random.choice(
                [
                    "n.d.",
                    "in press",
                    "forthcoming",
                    "t.y.",
                    "б.г.",
                    f"[{year}]",
                    f"c{year}",
                    f"{year} [{work.year - 30}]",
                ]
            )
        if year_only or not work.month:
            return year
        if random.random() < 0.05:
            return random.choice(
                [
                    f"{work.day or 1:02}/{work.month:02}/{year}",
                    f"{_SHORT[work.month - 1]}{year}",
                    f"{_MONTHS['en'][work.month - 1]}({work.day or 3}) {year}",
                    f"c{year}",
                    f"cop. {year}",
                    f"{_MONTHS['en'][work.month - 1]}-{_MONTHS['en'][work.month % 12]}, {year}",
                    f"{_MONTHS['en'][work.month - 1]}/{_MONTHS['en'][work.month % 12]} {year}",
                ]
            )
        month = _MONTHS.get(work.language, _MONTHS["en"])[work.month - 1]
        if work.language == "en" and random.random() < 0.35:
            month = _SHORT[work.month - 1]
        if (
            work.type in ("article", "book", "conference")
            and work.language == "en"
            and random.random() < 0.1
        ):
            month = random.choice(
                ["Spring", "Summer", "Fall", "Winter", "Jan./Feb.", "March-April", "July–August",
                 "March/April", "August-September", "Sept.-Oct.", "Winter/Spring", "Autumn"]
            )  # fmt: skip
            return f"{month} {year}"
        if (
            self.habit.date_place == "after-names"
            and work.language == "en"
            and random.random() < 0.75
        ):
            return f"{year}, {month} {work.day}" if work.day else f"{year}, {month}"
        if not work.day:
            return random.choice([f"{month} {year}", f"{month} {year}", f"{month}, {year}"])
        if work.language == "en":
            return random.choice(
                [
                    f"{month} {work.day}, {year}",
                    f"{work.day} {month} {year}",
                    f"{work.day} {month}, {year}",
                ]
            )
        if random.random() < 0.35:
            return f"{work.day:02}.{work.month:02}.{year}"
        if work.language in ("ru", "az") and random.random() < 0.35:
            return random.choice([f"{year}. {work.day} {month}", f"{year}. – {work.day} {month}"])
        return f"{work.day} {month} {year}"

    def _date(self, after_names: bool = False, sign: str | None = None) -> None:
        if self.dated:
            return
        self.dated = True
        if self.random.random() < 0.012:
            return
        habit = self.habit
        text = self.date_text(
            year_only=after_names
            and (self._day_apart or self.work.type not in ("newspaper", "web", "film"))
        )
        if habit.date_brackets and (after_names or self.random.random() < 0.5):
            text = f"({text})"
        if after_names:
            sign = (
                self.random.choice([habit.sign.split(" ")[0], ".", ",", "", ":"])
                if habit.date_brackets
                else self.random.choice([".", ".", ",", "", ":"])
            )
        self.add("date", text, sign)

    def _title(self, quoted: bool = True, sign: str | None = None) -> None:
        if self._title_done or self.random.random() < 0.006:
            return
        work = self.work
        first, last = self.habit.quotes if quoted else ("", "")
        text = f"{first}{work.title}{last}"
        if self.random.random() < 0.02 and work.language != "en":
            text += f" [{work.title.split(':')[0]}]"
        if sign is None:
            sign = self.habit.sign
            roll = self.random.random()
            if self.habit.sign == "," and roll < 0.25 and not first:
                sign = "."
        self.add("title", text, sign)
        if self.habit.date_place == "after-title":
            self._date()

    def _volume(self) -> None:
        work, random, habit = self.work, self.random, self.habit
        if not work.volume and not work.issue:
            return
        language = work.language
        volume, issue = work.volume, work.issue
        how = habit.volume
        word, number = of(_VOLUME, language, random), of(_ISSUE, language, random)
        if not volume:
            text = f"{number} {issue}"
        elif how == "brackets":
            text = f"{volume}{random.choice(['', '', ' '])}({issue})" if issue else volume
        elif how == "colon":
            text = f"{volume}:{issue}" if issue else volume
        elif how == "dot":
            text = f"{volume}.{issue}" if issue else volume
        elif how == "comma":
            text = f"{volume}, {random.choice([issue, number + ' ' + issue])}" if issue else volume
        elif how == "bare":
            text = (
                volume
                if random.random() < 0.6 or not issue
                else f"{volume}, {number} {issue}"
                if random.random() < 0.5
                else f"{volume} {number} {issue}"
            )
        else:
            space = random.choice([" ", " ", ""]) if not word.isalpha() else " "
            if language == "en" and random.random() < 0.05:
                word, number, space = "v.", "n.", ""  # “v.13 n.4”
            if language == "tr" and random.random() < 0.2:
                word, number, space = "Cilt:", "Sayı:", " "
            text = f"{word}{space}{volume}"
            if issue:
                text += random.choice([", ", ", ", " ", "; ", ","]) + (
                    f"{number}{random.choice([' ', ' ', ''])}{issue}"
                    if random.random() < 0.9
                    else f"({issue})"
                )
        if language == "en" and random.random() < 0.025:
            text += random.choice(
                [", Part 1", ", Part II", ", Supplement", " Suppl.", ", pt. 2", ", Issue 3"]
            )
        sign = random.choices((",", ":", ".", "", ";", ", "), (42, 28, 8, 18, 2, 2))[0]
        if habit.sign.startswith(". ") or habit.sign == ".-":
            sign = habit.sign
        if self._glue_next and self.segments:
            label, before = self.segments[-1]
            self.segments[-1] = (
                label,
                before.rstrip(";") + ";" + ("\u2060" if random.random() < 0.8 else ""),
            )
            sign = ":" + ("\u2060" if random.random() < 0.5 else "")
            text = text.replace(" ", "")
        elif random.random() < 0.06 and work.pages:
            sign = ":\u2060"
        self.add("volume", text, sign)

    def _page_range(self, sign: str | None = None) -> None:
        work, random, habit = self.work, self.random, self.habit
        if not work.pages:
            return
        text = work.pages
        if text.endswith("p"):
            text = f"{text[:-1]}{random.choice([' ', ' ', ''])}{of(_WHOLE, work.language, random)}"
        else:
            roll = random.random()
            before, behind = " " * (roll < 0.03 or 0.95 < roll < 0.955), " " * (roll < 0.05)
            text = text.replace("-", f"{before}{habit.dash}{behind}")
            word = habit.pages_word
            if (
                not word
                and work.type in ("chapter", "conference", "newspaper")
                and random.random() < 0.6
            ):
                word = of(_PAGES, work.language, random)
            if word:
                text = (
                    f"{word}{random.choice([' ', ' ', ' ', ''])}{text}"
                    if word[-1] == "."
                    else f"{word} {text}"
                )
            if random.random() < (0.2 if work.type == "chapter" else 0.02):
                text = f"({text})"
        self.add("pages", text, sign)

    def _place(self, date: bool = True) -> None:
        """Publisher, city and the date with them."""
        work, random, habit = self.work, self.random, self.habit
        order = habit.publisher_order
        wants = date and not self.dated
        opened = wants and habit.date_brackets and random.random() < 0.55
        place, house = work.city, work.publisher
        if order == "publisher":
            place = "" if random.random() < 0.8 else place
        if order == "city" and place:
            house = ""
        pieces: list[tuple[str, str, str]] = []
        if order.startswith("publisher"):
            pieces += [
                ("publisher", house, random.choices((",", ":", ".", ""), (68, 12, 8, 12))[0]),
                ("location", place, ","),
            ]
        else:
            mark = ":" if order != "city, publisher" else ","
            if random.random() < 0.07:
                mark = random.choice([" :", ".", ",", " -", " –"])
            pieces += [("location", place, mark if house else ","), ("publisher", house, ",")]
        pieces = [piece for piece in pieces if piece[1]]
        if wants:
            self.dated = True
            if random.random() < 0.985:
                text = self.date_text()
                pieces.insert(len(pieces) if random.random() < 0.97 else 0, ("date", text, ","))
        for n, (label, text, sign) in enumerate(pieces):
            if n == len(pieces) - 1:
                sign = habit.sign if not opened else ")" + habit.sign.split(" ")[0]
            elif label == "publisher" and pieces[n + 1][0] == "date" and not opened:
                sign = random.choices((sign, ".", ""), (75, 12, 13))[0]
            elif label == "location" and pieces[n + 1][0] == "date":
                sign = random.choices((sign, ".", ""), (75, 12, 13))[0] if sign == "," else sign
            if opened and n == 0:
                text = "(" + text
            if n < len(pieces) - 1:
                self.segments.append(
                    (label, text + (sign if not (text.endswith(".") and sign == ".") else ""))
                )
            else:
                self.add(label, text, sign)


def plain_names(people: list[tuple[str, str, str]], random: Random) -> str:
    """Names with their initials before them."""
    mark = random.choice([". ", "."])
    return ", ".join(f"{initials(given, mark)} {family}" for given, family, _ in people)


def initials(given: str, mark: str) -> str:
    """Given names as initials: with points and spaces, points alone, or neither."""
    parts = given.replace("-", " -").split()
    letters = [
        ("-" if part.startswith("-") else "") + part.strip("-.")[:1].upper() for part in parts
    ]
    if mark == "":
        return "".join(letters).replace("-", "")
    if mark == " ":
        return " ".join(letters).replace(" -", "-")
    text = "".join(letter + mark for letter in letters).strip()
    return text.replace(" -", "-")
