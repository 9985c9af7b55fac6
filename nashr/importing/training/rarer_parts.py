"""Parts of a typed reference that are rarer: theses, films, days apart from their year, days of a
meeting."""

from __future__ import annotations

from nashr.importing.training import vocabulary as v
from nashr.importing.training.book_parts import BookParts
from nashr.importing.training.habits import of
from nashr.importing.training.invented import city, publisher, title_of
from nashr.importing.training.names import person

_MONTHS = v.typed("months")
_SHORT = v.typed("short")
_THESIS = v.typed("thesis")
_MEDIA = (
    "[DVD]",
    "DVD",
    "Film",
    "motion picture",
    "[Film]",
    "[Motion picture]",
    "[Motion Picture]",
    "Print",
    "television program",
    "[Television series]",
    "[Video file]",
    "exhibition catalogue",
)
_STUDIOS = (
    "Warner Bros. Pictures",
    "Touchstone Pictures",
    "Paramount",
    "Twentieth-Century Fox",
    "Criterion Collection",
    "British Film Institute",
    "Universal Studios",
    "Miramax",
    "Producer",
    "BBC",
    "United Artists",
)


class RarerParts(BookParts):
    """A reference with parts that few references have."""

    def _thesis(self) -> None:
        work, random = self.work, self.random
        self._title(random.random() < 0.6)
        genre = of(_THESIS, work.language, random)
        if random.random() < 0.3:
            genre = random.choice(["({})", "[{}]"]).format(genre)
        if work.language in ("ru", "az") and random.random() < 0.5:
            self.segments[-1] = ("title", self.segments[-1][1].rstrip(".–— ") + ":")
        self.add("genre", genre)
        if random.random() < 0.35:
            self.add("publisher", work.publisher)
            self.add("location", work.city)
            self._date()
        else:
            self._place()
        if random.random() < 0.2:
            self._page_range()
        self._date()

    def _film(self) -> None:
        """A film by its title, or by those who made it, with its medium and studio."""
        work, random = self.work, self.random
        title_first = not work.authors and not work.body
        self._title(random.random() < 0.3)
        if title_first and random.random() < 0.7:
            given, family, _ = person(random, "en")
            word = random.choice(["Dir.", "Dir.", "Dir.", "Directed by", "dir.", "Dir,"])
            self.add("author", f"{word} {given} {family}", ".")
            if random.random() < 0.6:
                cast = ", ".join(
                    " ".join(person(random, "en")[:2]) for _ in range(random.randint(1, 5))
                )
                self.add("note", f"{random.choice(['Perf.', 'Featuring', 'With'])} {cast}", ".")
        if random.random() < 0.35:
            self._date()
        if random.random() < 0.75:
            self.add("genre", random.choice(_MEDIA))
        work.city = random.choice(
            [work.city, "United States", "United Kingdom", "USA", "Burbank, Calif.", "Los Angeles"]
        )
        work.publisher = random.choice([work.publisher, *_STUDIOS])
        self._place()

    def _day_of_newspaper(self) -> None:
        """A day and a month that stand apart from the year, which is behind the names."""
        work, random = self.work, self.random
        if not self._day_apart or not work.month:
            return
        self._day_apart = False
        month = _MONTHS.get(work.language, _MONTHS["en"])[work.month - 1]
        if work.language == "en" and random.random() < 0.3:
            month = _SHORT[work.month - 1]
        day = work.day or random.randint(1, 28)
        forms = [f"{day} {month}", f"{day} {month}", f"{month} {day}", f"{month}({day})"]
        self.add("date", random.choice(forms) if random.random() < 0.85 else month)

    def _meeting(self) -> None:
        """Where and when a conference met, before its proceedings' publisher and year."""
        work, random = self.work, self.random
        month = random.choice(_MONTHS["en"])
        day = random.randint(1, 25)
        days = random.choice([f"{month} {day}-{day + 3}", f"{day}–{day + 2} {month}", month])
        town = city(random, "en")
        opened = random.random() < 0.4
        year = f", {work.year}" if month in days[-len(month) :] or random.random() < 0.7 else ""
        self.add("location", f"{'(' if opened else ''}{town}", ",")
        self.add("date", f"{days}{year}{')' if opened else ''}")
        if random.random() < 0.4:
            self.dated = True

    def _part_of_works(self) -> None:
        """“Vol. 4 of Collected Works”: the works are what the volume is in."""
        work, random = self.work, self.random
        number = random.choice([work.volume, "1", "2", "3", "XI"])
        word = random.choice(["Vol.", "vol.", "Volume", "Vols. 1 and", "Bk.", "Part"])
        self.add("volume", f"{word} {number}", "")
        works = random.choice(
            [
                f"{random.choice(['Collected', 'Complete', 'Selected'])} {random.choice(['Works', 'Writings', 'Papers', 'Essays'])}",
                random.choice(
                    ["Gesammelte Werke", "Sämtliche Werke", "Obras completas", "Œuvres complètes"]
                ),
                title_of(random, work.language, "book"),
            ]
        )
        self.add("container-title", f"of {works}")
        work.volume = ""

    def _two_places(self) -> None:
        """Two publishers, each with its place."""
        work, random = self.work, self.random
        language = work.language
        first = random.choice([" &", " and", ";", " /"])
        self.segments += [
            ("location", f"{work.city}:"),
            ("publisher", f"{work.publisher}{first}".replace("  ", " ")),
            ("location", f"{city(random, language)}:"),
        ]
        self.add("publisher", publisher(random, language), ",")
        work.city = work.publisher = ""
