"""Random articles of everything that a manuscript may have, each from its seed alone."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

#: A few words of each language, of every length; they only have to be hyphenated and cased.
WORDS = {
    "az": "və bir üçün ölkə siyasət münasibət əməkdaşlıq beynəlxalq Bakı İstanbul müəyyənləşdirmək",
    "tr": "ve bir için ülke siyaset ilişki işbirliği uluslararası İzmir değerlendirilmesi çağdaş",
    "en": "and one for country policy relation cooperation international Baku acknowledgement the",
    "ru": "и один для страна политика отношение сотрудничество международный Москва значение",
    "de": "und ein für Land Politik Beziehung Zusammenarbeit international Köln Straße über",
    "fr": "et un pour pays politique relation coopération international Orléans évaluation",
    "fa": "و یک برای کشور سیاست رابطه همکاری بین‌المللی تهران ارزیابی",
    "ar": "و في من دولة سياسة علاقة تعاون دولي القاهرة تقييم",
}
LANGUAGES = tuple(WORDS)
FORMULAS = (r"a^2 + b^2 = c^2", r"\frac{x_1}{\sqrt{y}}", r"\sum_{n=1}^{N} n", "E = mc^2", r"\alpha")
WIDE_FORMULA = "s = " + " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(40))
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">'
    '<path d="M0 0h120v80H0z" fill="none" stroke="black"/></svg>'
)


@dataclass
class Writer:
    """Writes one article. What it has numbered before is told apart by ids of its own."""

    seed: int
    dice: random.Random = field(init=False)
    lang: str = field(init=False)
    notes: list[str] = field(default_factory=list)
    _count: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.lang = LANGUAGES[self.seed % len(LANGUAGES)]

    def article(self) -> str:
        front = (
            f"---\ntitle: {self.words(2, 9)}\nlang: {self.lang}\nabstract: {self.words(9, 40)}\n"
            f"short-title: {self.words(1, 2)}\n"
        )
        front += f"authors:\n  - family: {self.words(1, 1)}\n    given: {self.words(1, 1)}\n---\n"
        blocks = [self.text()]
        kinds = (
            *(self.text,) * 5,
            *(self.heading, self.table, self.figure, self.items, self.quotation, self.equation),
            *(self.code, self.verse, self.definitions),
            *(self.wide_table, self.noted_table, self.figures, self.image, self.wide_equation),
        )
        blocks += [self.dice.choice(kinds)() for _ in range(self.dice.randrange(4, 26))]
        blocks.append(self.text())
        return "\n\n".join([front, *blocks, *self.notes]) + "\n"

    # --- in a line -------------------------------------------------------------------------

    def words(self, least: int, most: int) -> str:
        """Words with a number among them, so that hardly two texts are the same."""
        self._count += 1
        listed = WORDS[self.lang].split()
        chosen = [self.dice.choice(listed) for _ in range(self.dice.randint(least, most))]
        return " ".join([*chosen, f"{self.seed}w{self._count}"])

    def line(self, least: int = 6, most: int = 40) -> str:
        """A text with whatever may stand in a line of it."""
        pieces = [self.words(least, most)]
        for _ in range(self.dice.choice((0, 0, 1, 1, 2, 4))):
            pieces.append(
                self.dice.choice(
                    (
                        lambda: f"*{self.words(1, 3)}*",
                        lambda: f"**{self.words(1, 3)}**",
                        lambda: f"`{self.words(1, 2)}`",
                        lambda: f"“{self.words(1, 4)}”",
                        lambda: f"${self.dice.choice(FORMULAS)}$",
                        lambda: f"^[{self.words(3, 40)}]",
                        lambda: f"[{self.words(1, 4)}]{{lang=en}}",
                        lambda: f"[@cornell2001, {self.dice.randrange(1, 300)}]",
                        lambda: f"[{self.words(1, 3)}](https://example.org/{self.seed})",
                        lambda: f"H~2~O m^{self.dice.randrange(2, 9)}^",
                        self.called_note,
                    )
                )()
            )
            pieces.append(self.words(1, 12))
        return " ".join(pieces) + "."

    def called_note(self) -> str:
        name = f"n{len(self.notes)}"
        body = self.words(5, 120)
        if self.dice.random() < 0.3:
            body += f"\n\n    {self.words(5, 60)}"
        self.notes.append(f"[^{name}]: {body}")
        return f"{self.words(1, 1)}[^{name}]"

    # --- blocks ----------------------------------------------------------------------------

    def text(self) -> str:
        return self.line(20, 120)

    def heading(self) -> str:
        note = f"^[{self.words(3, 30)}]" if self.dice.random() < 0.2 else ""
        level = "#" * self.dice.choice((1, 1, 2, 3))
        return f"{level} {self.words(1, 7)}{note}\n\n{self.text()}"

    def table(self) -> str:
        columns, rows = self.dice.randint(2, 5), self.dice.choice((1, 3, 8, 40))

        def row() -> str:
            return "| " + " | ".join(self.words(0, 3) for _ in range(columns)) + " |"

        rule = "|" + "---|" * columns
        caption = f"\n\n: {self.words(2, 9)} {{#tbl:{self.seed}t{self._count}}}"
        return "\n".join([row(), rule, *(row() for _ in range(rows))]) + caption

    def wide_table(self) -> str:
        """A table of many columns, or with a row that is taller than a page."""
        columns = self.dice.choice((2, 6, 9, 12))
        long = 900 if columns == 2 else 3
        rows = [
            "| " + " | ".join(self.words(1, most) for most in [long, *[2] * (columns - 1)]) + " |"
            for _ in range(3)
        ]
        return "\n".join([rows[0], "|" + "---|" * columns, *rows[1:]])

    def noted_table(self) -> str:
        """A table with notes in a cell and in its caption."""
        rows = [
            f"| {self.words(1, 3)}^[{self.words(2, 20)}] | {self.called_note()} |" for _ in "ab"
        ]
        caption = f": {self.words(1, 5)}^[{self.words(2, 20)}]"
        return f"| {self.words(1, 1)} | {self.words(1, 1)} |\n|---|---|\n" + "\n".join(
            [*rows, "", caption]
        )

    def figures(self) -> str:
        """Figures that share a number."""
        inside = "\n\n".join(self.figure() for _ in range(self.dice.randint(2, 3)))
        self._count += 1
        return f"::: {{#fig:f{self._count}}}\n{inside}\n\n{self.words(2, 9)}\n:::"

    def image(self) -> str:
        """An image in a line, and one in an item."""
        size = self.dice.choice(("", " width=900pt", " height=9pt", " width=40%"))
        line = f"{self.words(3, 20)} ![a](f.svg){{alt=a{size}}} {self.words(3, 20)}"
        return f"{line}\n\n- ![b](f.svg){{alt=b{size}}}"

    def wide_equation(self) -> str:
        self._count += 1
        return f"$$ {WIDE_FORMULA} $$ {{#eq:e{self._count}}}"

    def figure(self) -> str:
        """A figure of any size; a large one often has no room where it stands."""
        self._count += 1
        name = f"fig:f{self._count}"
        size = self.dice.choice(("", "", " width=60%", " width=100%", " height=140mm"))
        note = f"^[{self.words(3, 30)}]" if self.dice.random() < 0.1 else ""
        return f"![{self.words(2, 12)}{note}](f.svg){{#{name}{size} alt='A frame'}}"

    def items(self) -> str:
        mark = self.dice.choice(("- ", "1. "))
        inner = f"\n\n    - {self.words(1, 9)}\n    - {self.words(1, 9)}"
        lines = [
            mark + self.words(2, 30) + (inner if self.dice.random() < 0.3 else "")
            for _ in range(self.dice.randint(2, 6))
        ]
        return "\n".join(lines)

    def quotation(self) -> str:
        return f"> {self.line()}\n>\n> {self.line()}"

    def equation(self) -> str:
        self._count += 1
        return f"$$ {self.dice.choice(FORMULAS)} $$ {{#eq:e{self._count}}}"

    def code(self) -> str:
        return "```\n" + "\n".join(self.words(1, 4) for _ in range(3)) + "\n```"

    def verse(self) -> str:
        return "\n".join(f"| {self.words(2, 6)}" for _ in range(self.dice.randint(2, 8)))

    def definitions(self) -> str:
        return f"{self.words(1, 3)}\n\n:   {self.line()}"


def write_project(folder: Path, seeds: range) -> None:
    """A journal with an article for each seed."""
    for seed in seeds:
        article = folder / "manuscript" / f"a{seed:04}"
        article.mkdir(parents=True)
        (article / "article.md").write_text(Writer(seed).article(), "utf-8")
        (article / "f.svg").write_text(PICTURE, "utf-8")
