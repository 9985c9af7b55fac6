"""What a typed reference says of a book beside its title: edition, volume, translators, series."""

from __future__ import annotations

from nashr.importing.training import vocabulary as v
from nashr.importing.training.habits import of
from nashr.importing.training.rarer_works import named_edition
from nashr.importing.training.writing import Writing, initials, plain_names

_EDITED_BY = v.typed("edited_by")
_TRANSLATED = v.typed("translated")
_VOLUME = v.typed("volume")
_EDITION = v.typed("edition")


class BookParts(Writing):
    """A reference with the parts that books have."""

    def _edition(self, force: bool = False) -> None:
        work, random = self.work, self.random
        if not work.edition and not force:
            return
        work.edition = work.edition or random.randint(2, 5)
        number, language = work.edition, work.language
        if language not in ("az", "tr", "ru") and random.random() < 0.2:
            self.add("edition", named_edition(random))
            work.edition = 0
            return
        word = of(_EDITION, language, random)
        if language == "en":
            nth = {2: "2nd", 3: "3rd"}.get(number, f"{number}th")
            spelled = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"][
                number - 2
            ]
            text = random.choice(
                [
                    f"{nth} {word}",
                    f"{nth} {word}",
                    f"{spelled} edition",
                    "Rev. ed.",
                    "revised edition",
                    f"{nth} rev. {word}",
                    f"{spelled.capitalize()} ed.",
                    f"{number} {word}",
                    "Reprint",
                ]
            )
        elif language == "az":
            text = random.choice(
                [f"{number}-ci {word}", f"{number}-cü nəşri", "II nəşr", "təkrar nəşr"]
            )
        elif language == "ru":
            text = random.choice(
                [
                    f"{number}-е {word}",
                    f"{number}-е изд., доп.",
                    f"{number}-е изд., перераб. и доп.",
                    f"Изд. {number}-е",
                ]
            )
        else:
            text = random.choice(
                [f"{number}. {word}", f"{number}e {word}"]
                if language == "fr"
                else [f"{number}. {word}"]
            )
        if random.random() < 0.35:
            text = f"({text})"
        self.add("edition", text)
        work.edition = 0

    def _volume_of_book(self) -> None:
        work, random = self.work, self.random
        if work.volume:
            word = of(_VOLUME, work.language, random)
            text = random.choice(
                [
                    f"{word} {work.volume}",
                    f"{word} {work.volume}",
                    f"{work.volume} vols.",
                    f"{word}{work.volume}",
                    f"{['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'][int(work.volume) % 12]} {of(_VOLUME, work.language, random)}",
                ]
            )
            nth = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][
                int(work.volume) % 12 - 1
            ]
            many = random.randint(max(2, int(work.volume)), 12)
            spelled = random.choice("İki Üç Dörd Beş Altı Yeddi Səkkiz On iki üç".split())
            text = {
                "az": random.choice(
                    [
                        f"{many} cilddə. {nth} cild",
                        f"{many} cilddə",
                        f"{many} cilddə",
                        f"{spelled} cilddə. {nth} cild",
                        f"{spelled} cilddə",
                        f"{spelled} hissədə. {nth} hissə",
                        f"{nth} cild",
                        f"{many} hissədə. {nth} hissə",
                        f"{nth} hissə",
                        f"{many} cilddə. {nth} c.",
                        f"İki cilddə. {work.volume}-ci cild",
                        f"{work.volume}-ci cild",
                        text,
                    ]
                ),
                "ru": random.choice(
                    [
                        f"в {many} т. Т. {work.volume}",
                        f"В {many} т. Т. {work.volume}",
                        f"Т. {work.volume}",
                        f"Ч. {work.volume}",
                        f"Кн. {nth}",
                        f"В {many} томах",
                        f"Кн. {work.volume}",
                        text,
                    ]
                ),
                "tr": random.choice(
                    [
                        f"Cilt {work.volume}",
                        f"C. {nth}",
                        f"{work.volume}. Cilt",
                        f"Cilt {nth}",
                        f"c. {work.volume}",
                        text,
                    ]
                ),
            }.get(work.language, text)
            self.add("volume", text)
            work.volume = ""

    def _translators(self) -> None:
        work, random = self.work, self.random
        if not work.translators:
            return
        names = self.people(work.translators, inverted=random.random() < 0.1)
        word = of(_TRANSLATED, work.language, random)
        text = f"{word} {names}" if random.random() < 0.75 else f"{names} ({word.strip('()')})"
        bracketed = random.random() < (0.5 if work.language == "tr" else 0.2)
        if bracketed and ")" not in text:
            plain = ", ".join(
                f"{initials(given, '. ' if random.random() < 0.6 else '.')} {family}"
                for given, family, _ in work.translators
            )
            text = (
                f"({plain}, {of({'en': ['Trans.', 'trans.'], 'tr': ['Çev.', 'çev.'], 'az': ['tərc.'], 'ru': ['пер.'], 'de': ['Übers.'], 'fr': ['trad.']}, work.language, random)})"
                if random.random() < 0.75
                else f"({text})"
            )
            if self.segments and self.segments[-1][0] == "title" and random.random() < 0.8:
                self.segments[-1] = ("title", self.segments[-1][1].rstrip(".,"))
        elif work.language == "ru" and random.random() < 0.6:
            text = random.choice(
                [
                    "/ Пер. с нем.",
                    "Пер. с англ.",
                    "/ пер. с фр. " + plain_names(work.translators, random),
                    "/ Пер. " + plain_names(work.translators, random),
                ]
            )
        self.add("translator", text)

    def _editors_of_book(self) -> None:
        work = self.work
        if work.type == "book" and work.editors:
            slash = "/ " if work.language == "ru" and self.random.random() < 0.7 else ""
            names = (
                plain_names(work.editors, self.random)
                if self.random.random() < 0.5
                else self.people(work.editors, inverted=self.random.random() < 0.3)
            )
            word = (
                self.random.choice(["гл. ред.", "отв. ред.", "под ред."])
                if slash
                else of(_EDITED_BY, work.language, self.random)
            )
            if slash or self.random.random() < 0.65:
                self.add("editor", f"{slash}{word} {names}")
            else:
                self.add("editor", f"{names}{self.random.choice([' ', ', '])}{self.edited()}")

    def _series(self) -> None:
        work, random = self.work, self.random
        if not work.series:
            return
        if work.series_number and random.random() < 0.55:
            if random.random() < 0.7:
                word = random.choice(["volume", "volume", "vol.", "Vol.", "number", "v."])
                self.add("volume", f"{word} {work.series_number}", random.choice(["", "", "", ","]))
                self.add("collection-title", f"of {work.series}")
            else:
                self.add("collection-title", work.series, ",")
                self.add(
                    "volume", random.choice(["volume ", "vol. ", "", "No. "]) + work.series_number
                )
            return
        text = work.series
        if work.series_number:
            text += random.choice([" ", ", ", ", No. ", " Nr. "]) + work.series_number
        if random.random() < 0.35:
            text = f"({text})"
        self.add("collection-title", text)
