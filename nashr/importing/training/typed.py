"""References as people type them: an order of parts for each type of work.

Each reference has one habit (``habits``), drawn at random, and keeps to it as people do: mostly.
"""

from __future__ import annotations

from nashr.importing.training import vocabulary as v
from nashr.importing.training.habits import of
from nashr.importing.training.rarer import short_journal
from nashr.importing.training.rarer_parts import RarerParts
from nashr.importing.training.rarer_works import physics_note, report_name
from nashr.importing.training.writing import Segment, plain_names

_EDITED_BY = v.typed("edited_by")
_REPORT = v.typed("report")
_MONTHS = v.typed("months")
_ACCESSED = v.typed("accessed")
_FOUND_AT = v.typed("found_at")
#: What says that a work is on the web.
_ONLINE = v.typed("online")


class Typed(RarerParts):
    """One reference of any type."""

    def run(self) -> list[Segment]:
        work, random = self.work, self.random
        self._label()
        self._names()
        kind = work.type
        if self.habit.date_place == "after-names":
            self._day_apart = kind in ("newspaper", "web") and random.random() < 0.5
            if not any((work.authors, work.body, work.editors)) and random.random() < 0.75:
                self._title()  # “Title of the article. (1996, September).”
                self._title_done = True
            self._date(after_names=True)
        if (
            self.segments
            and random.random() < 0.012
            and kind in ("article", "book", "chapter")
            and not self.dated
        ):
            first = self.segments.pop()  # the names stand behind the title
            self._title()
            self.segments.append(first)
            self._title_done = True
        if kind in ("article", "newspaper"):
            self._article()
        elif kind in ("chapter", "conference"):
            self._part()
        elif kind in ("book", "edited"):
            self._book()
        elif kind == "thesis":
            self._thesis()
        elif kind == "report":
            self._report()
        else:
            self._other()
        self._tail()
        if random.random() < 0.75 and self.segments:
            label, text = self.segments[-1]
            if text[-1] not in ".!?/" and label not in ("url",):
                self.segments[-1] = (label, text.rstrip(",;: ") + ".")
        elif random.random() < 0.7 and self.segments:
            label, text = self.segments[-1]
            self.segments[-1] = (label, text.rstrip(",.;:"))
        return [(label, " ".join(text.split())) for label, text in self.segments if text.strip()]

    def _article(self) -> None:
        work, random, habit = self.work, self.random, self.habit
        slashes = work.language in ("ru", "az") and random.random() < 0.75
        if slashes and work.authors and random.random() < 0.12:  # “Title / A. Author //”
            self._title(sign=" /")
            self._title_done = True
            self.add("author", plain_names(work.authors, random), " //")
            slashes_done = True
        else:
            slashes_done = False
        untitled = work.language == "en" and work.type == "article" and random.random() < 0.07
        if untitled and random.random() < 0.6:
            work.container = short_journal(random)
            if random.random() < 0.4 and work.volume.isdigit():
                work.volume = random.choice("ABCD") + work.volume
            if random.random() < 0.35:
                work.note = physics_note(random)
        if not untitled and not slashes_done:
            self._title(sign=random.choice([" //", "//", ". //"]) if slashes else None)
        special = random.random() < 0.02
        if special and random.random() < 0.5:
            self.add(
                "note",
                random.choice(
                    [
                        "Special Issue on " + work.title.split(":")[0],
                        "[in Russian]",
                        "(in French)",
                        "(with discussion)",
                    ]
                ),
            )
        container = work.container
        if random.random() < 0.06:
            container = random.choice(
                [
                    "“{}”",
                    "«{}»",
                    '"{}"',
                    "In {}",
                    "in {}",
                    "In: {}",
                    "<italic>{}</italic>",
                    "{} (Online)",
                    "{} [Internet]",
                ]
            ).format(container)
        behind = random.choices((habit.sign.split(" ")[0], ",", "", "."), (35, 25, 30, 10))[0]
        if work.type == "newspaper":
            behind = random.choices((habit.sign, ",", "", "."), (35, 40, 15, 10))[0]
        self.add("container-title", container, behind)
        if special and self.segments[-1][0] == "container-title":
            self.add(
                "note",
                random.choice(
                    ["Special Issue on ", "Special issue: ", "Sonderheft: ", "Theme issue on "]
                )
                + work.title.split(":")[0],
            )
        if random.random() < 0.015:
            self.add(
                "location",
                random.choice(["({}),", "{},", "({})"]).format(
                    random.choice(
                        [
                            "London",
                            "New York",
                            "Paris",
                            "Malibu",
                            "Berlin",
                            "Bakı",
                            "Washington, DC",
                            "Chicago",
                        ]
                    )
                ),
                "",
            )
        order = random.choices(
            ("volume date pages", "date volume pages", "volume pages date", "volume pages date"),
            (25, 20, 45, 10),
        )[0]
        if habit.date_place == "in-volume":
            order = random.choices(("volume date pages", "date volume pages"), (60, 40))[0]
        if slashes:
            order = "date volume pages"
        if work.type == "newspaper":
            order = random.choice(["date volume pages", "date pages volume"])
        for part in order.split():
            if part == "date":
                self._day_of_newspaper()
                compound = (
                    order.startswith("date volume")
                    and habit.volume in ("bare", "brackets")
                    and random.random() < 0.25
                )
                self._date(sign=";" if compound else None)
                if compound and self.segments[-1][0] == "date":
                    self._glue_next = True
            elif part == "volume":
                self._volume()
            else:
                self._page_range()
        self._date()
        if random.random() < 0.012:
            self.add("date", str(work.year))

    def _book(self) -> None:
        work, random = self.work, self.random
        quoted = random.random() < 0.15
        self._title(
            quoted,
            sign=""
            if self.habit.date_brackets
            and self.habit.date_place != "after-names"
            and random.random() < 0.4
            else None,
        )
        volume = self._volume_of_book
        if work.volume and work.language not in ("az", "ru", "tr") and random.random() < 0.35:
            volume = self._part_of_works
        tail = [self._edition, volume, self._translators, self._editors_of_book]
        random.shuffle(tail)
        for each in tail:
            each()
        self._series()
        if random.random() < 0.06 and work.pages:
            self._page_range()
            work.pages = ""
        if random.random() < 0.03:
            self._edition(force=True)
        if work.city and work.publisher and random.random() < 0.012:
            self._two_places()
        self._place()
        self._page_range()
        if work.isbn:
            self.add("isbn", random.choice(["ISBN ", "ISBN: ", "ISBN: "]) + work.isbn)
        self._date()

    def _part(self) -> None:
        work, random, habit = self.work, self.random, self.habit
        slashes = work.language in ("ru", "az") and random.random() < 0.75
        self._title(sign=random.choice([" //", "//"]) if slashes else None)
        word = "" if slashes else habit.in_word if habit.in_word != "//" else "In"
        if work.editors and random.random() < 0.02:  # “In Name and Name, 15–51”
            families = random.choice([" and ", ", "]).join(name for _, name, _ in work.editors)
            self.add("editor", f"{word or 'In'} {families}", random.choice([",", ",", ""]))
            self._page_range()
            self._date()
            return
        if work.type == "conference" and work.language == "en":
            word = random.choices(("In", "", "in", "In:", "in:"), (45, 40, 10, 3, 2))[0]
        if work.language == "tr":
            word = random.choice(["In", "", "", "İçinde", "in", "içinde"])
        lead = f"{word} " if word else ""
        container = work.container
        if random.random() < 0.07:
            container = random.choice(
                ["“{}”", '"{}"', "‘{}’", "«{}»", "<italic>{}</italic>"]
            ).format(container)
        if work.editors and not habit.editors_after:
            editors = self.people(
                work.editors,
                inverted=random.random() < (0.6 if habit.names == "vancouver" else 0.2),
            )
            mark = self.edited()
            text = (
                f"{lead}{editors}{random.choice([' ', ', ', ' '])}{mark}"
                if random.random() < 0.9
                else f"{lead}{editors}"
            )
            self.add(
                "editor",
                text,
                random.choice([",", ",", ".", ":", ""]) if not text.endswith(",") else "",
            )
            self.add("container-title", container, self._behind_container())
        else:
            self.add(
                "container-title",
                f"{lead}{container}",
                self._behind_container() if not work.editors else None,
            )
            if work.editors:
                names = self.people(work.editors, inverted=random.random() < 0.15)
                text = (
                    f"{of(_EDITED_BY, work.language, random)} {names}"
                    if random.random() < 0.7
                    else f"{names}{random.choice([' ', ', '])}{self.edited()}"
                )
                roll = random.random()
                if (
                    roll < 0.1 and work.city and work.publisher and not self.dated
                ):  # “(ed. A. Name; City: Press, 1991)”
                    self.dated = True
                    for label, part, mark in (
                        ("editor", f"({text}", ";"),
                        ("location", work.city, ":"),
                        ("publisher", work.publisher, ","),
                        ("date", self.date_text(True), "),"),
                    ):
                        self.segments.append((label, part + mark))
                    work.city = work.publisher = ""
                    text = ""
                elif roll < 0.25 or (work.language == "tr" and roll < 0.4):
                    text = f"({text})" if ")" not in text else text
                self.add("editor", text)
        if (
            work.language == "tr"
            and random.random() < 0.35
            and self.segments[-1][0] == "container-title"
        ):
            self.segments[-1] = ("container-title", self.segments[-1][1].rstrip(".,:") + " içinde")
        self._edition()
        if work.volume:
            self._volume_of_book()
        self._series()
        early = random.random() < 0.55
        if early:
            self._page_range()
        if work.type == "conference" and random.random() < 0.1:
            self._meeting()
        elif work.type == "conference" and random.random() < 0.15:
            self.add("location", work.city)
            work.city = ""
        if work.publisher or work.city:
            self._place()
        else:
            self._date()
        if not early:
            self._page_range()
        self._date()

    def _behind_container(self) -> str:
        return self.random.choices((self.habit.sign, ",", "", "."), (45, 35, 12, 8))[0]

    def _report(self) -> None:
        work, random = self.work, self.random
        self._title(random.random() < 0.7)
        genre = random.choice(_REPORT)
        if work.number:
            genre += (
                random.choice([" ", " ", ", "]) + work.number.removeprefix("No. ")
                if "No." in genre
                else " " + work.number
            )
        if random.random() < 0.2:
            genre = f"({genre})"
        if random.random() < 0.35 and work.language == "en":
            genre = report_name(random)
        elif random.random() < 0.15:
            letters = random.choice(["TR", "CS-TR-", "LCS/TR-", "RR-", "AIM-", "UCB/ERL M"])
            genre = f"{letters}{work.year % 100:02}-{random.randint(1, 300)}"
        if random.random() < 0.2 and work.publisher:
            self.add("publisher", work.publisher, ",")
            work.publisher = ""
        if random.random() < 0.85:
            bare = random.random() < 0.12
            self.add("genre", genre, "" if bare else None)
        self._place()
        if random.random() < 0.5:
            self._page_range()
        self._date()

    def _other(self) -> None:
        work, random = self.work, self.random
        if work.type == "unpublished":
            if random.random() < 0.12:
                self._date()
                self.add("genre", "Personal communication")
                return
            self._title()
            self.add("note", work.note)
            work.note = ""
            if random.random() < 0.2:
                self._place()
            self._date()
            return
        if work.type == "film":
            self._film()
            return
        self._title(random.random() < 0.5)
        if random.random() < 0.3:
            self.add(
                "genre",
                random.choice(
                    [
                        *_ONLINE.get(work.language, _ONLINE["en"]),
                        "[Blog post]",
                        "[Press release]",
                    ]
                ),
            )
        roll = random.random()
        if roll < 0.25:
            self.add(
                "publisher",
                random.choice([*"BBC;CNN;Reuters;NIST;UNESCO".split(";"), work.body])
                or work.container,
            )
        elif roll < 0.45:
            self.add(
                "container-title",
                random.choice(
                    [
                        "The Why? Pages",
                        "Wikipedia",
                        "The Online Archive",
                        "Encyclopaedia Britannica Online",
                        "Anadolu Ajansı",
                        "Trend",
                        "Report.az",
                        "Lenta.ru",
                        *v.SINGLE_JOURNALS,
                    ]
                ),
            )
        self._day_of_newspaper()
        self._date()

    def _tail(self) -> None:
        work, random = self.work, self.random
        if work.note:
            self.add("note", work.note)
        if work.doi:
            self.add(
                "doi",
                random.choice(
                    [
                        "doi: ",
                        "doi:",
                        "DOI: ",
                        "https://doi.org/",
                        "http://dx.doi.org/",
                        "doi:",
                        "DOI ",
                        "[doi>",
                    ]
                )
                + work.doi,
                random.choice([".", "", ""]),
            )
        if work.url and not (work.doi and random.random() < 0.7):
            self._address()
        elif random.random() < 0.012 and work.language == "en":
            self.add(
                "genre",
                random.choice(
                    [
                        "Print",
                        "Web",
                        "Print",
                        "[Online]",
                        "Press release",
                        "White paper",
                        "exhibition catalogue",
                    ]
                ),
            )
        elif random.random() < 0.018:
            self.add(
                "note",
                random.choice(
                    [
                        "Cited in " + work.title[:40],
                        "Special Issue",
                        "Reprinted in " + work.title[:30],
                        "with an introduction by J. Smith",
                        "(see p. 12)",
                        "Available at SSRN 1234567",
                        "Order No. AB-1234",
                        "quoted in Smith",
                        "Last modified May 9, 2013",
                        "(Xerox)",
                        "(mimeograph)",
                        "Uncorrected manuscript",
                        "Paper presented at the annual meeting",
                        "[PubMed]",
                        "PMID: 12345678",
                        "Originally published " + str(work.year - 20),
                        "See also p. 34.",
                        "MR1234567",
                        "(in Turkish)",
                        "IF: 3.2",
                    ]
                ),
            )

    def _address(self) -> None:
        work, random = self.work, self.random
        day = Typed(work, random, self.habit)
        day.habit = self.habit
        month = _MONTHS.get(work.language, _MONTHS["en"])[random.randint(1, 12) - 1]
        number, year = random.randint(1, 28), random.randint(max(1998, min(work.year, 2024)), 2024)
        when = random.choice(
            [
                f"{number} {month} {year}",
                f"{month} {number}, {year}"
                if work.language == "en"
                else f"{number:02}.{random.randint(1, 12):02}.{year}",
                f"{number}/{random.randint(1, 12)}/{year}",
            ]
        )
        found = of(_FOUND_AT, work.language, random).replace("{}", when)
        if work.language == "en" and random.random() < 0.15:
            found = f"Retrieved {when}, from {random.choice([work.publisher or 'the University Library', 'EBL', 'netLibrary', random.choice(['Alderman Library, University of Virginia', 'World Bank Group', 'Department of Health'])])} website:"
        accessed = of(_ACCESSED, work.language, random).replace("{}", when)
        address = work.url
        if random.random() < 0.12:
            address = random.choice(["<{}>", "({})", "[{}]"]).format(address)
        elif random.random() < 0.25:
            address = address.split("//", 1)[1]
        shape = random.random()
        if shape < 0.3:
            self.add("note", found, "")
            self.add("url", address, random.choice(["", "."]))
        elif shape < 0.55:
            self.add("url", address, random.choice(["", "", ",", "."]))
        elif shape < 0.7:
            self.add("note", accessed)
            self.add("url", address, random.choice(["", "."]))
        elif shape < 0.85:
            self.add("note", found, "")
            self.add("url", address, random.choice(["", ",", "."]))
            self.add("note", accessed)
        else:
            self.add("url", address, random.choice(["", "", ",", "."]))
            self.add("note", accessed)
