"""A journal of many articles, and a book in one manuscript, made up for the benchmarks.

    .venv/bin/python benchmarks/archive.py FOLDER --articles 200
    .venv/bin/python benchmarks/archive.py FOLDER --book 600

The same numbers give the same files. The articles are in Azerbaijani, Turkish and English by
turns, each of 2,300 to 2,700 words with some twenty citations and notes; figures, tables and
formulas stand in some. Words are real, and in the Turkic languages bear their endings, so that
lines and hyphens are sought as in a real text; what the sentences say is of no account. People,
works and the journal are samples and say so.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tongues import TONGUES, Tongue

WORKS = 400
ARTICLE = "article.md"
#: Words of text on a page of the book, figures and tables included.
_PAGE = 230
_CHAPTER_PAGES = 15

_JOURNAL = """\
title: Nümunə jurnalı  # nümunə
short-title: Nümunə j.  # nümunə
publisher:
  name: Nümunə Nəşriyyatı  # nümunə
  place: Nümunə şəhəri  # nümunə
issn: {online: 9999-9994}  # nümunə
url: https://example.org/numune-jurnali  # nümunə
language: az
style: nashr-author-date
bibliography: [bibliography/references.bib]
license: CC-BY-4.0  # nümunə
page: {width: 170mm, height: 240mm}
limits: {time: 3600, memory: 2000, output: 500}
sample-values: [title, short-title, publisher, issn, url, license]
"""

_FRONT = """\
---
title: {title}
short-title: {short}
lang: {lang}
type: research-article
abstract: |
  {abstract}
keywords: [{keywords}]
authors:
  - given: Nümunə  # nümunə
    family: Müəllif {number}  # nümunə
    affiliations: [numune]  # nümunə
affiliations:
  - id: numune  # nümunə
    name: Nümunə Universiteti  # nümunə
    city: Nümunə şəhəri  # nümunə
dates: {{received: 2025-01-12, accepted: 2025-03-02, published: 2025-03-31}}  # nümunə
doi: 10.5555/nashr.sample.{number}  # nümunə
volume: "{volume}"  # nümunə
issue: "{issue}"  # nümunə
year: 2025  # nümunə
first-page: {page}  # nümunə
sample-values: [title, authors, affiliations, dates, doi, volume, issue, year, first-page]
---

"""


def generate(folder: Path, *, articles: int) -> list[str]:
    """Write a journal of so many articles into the folder; their slugs."""
    _journal(folder)
    return [_article(folder, number) for number in range(1, articles + 1)]


def generate_book(folder: Path, *, pages: int, slug: str = "") -> str:
    """Write a journal with one manuscript of about so many pages; its slug.

    Several books may stand in one folder.
    """
    _journal(folder)
    slug = slug or f"kitab-{pages:04}"
    tongue = TONGUES[0]
    scribe = _Scribe(tongue, slug, folder / "manuscript" / slug)
    parts = [_front(scribe, pages)]
    words, chapter = 0, 0
    while words < pages * _PAGE:
        chapter += 1
        made = scribe.chapter(chapter, min(_CHAPTER_PAGES * _PAGE, pages * _PAGE - words))
        words += sum(len(part.split()) for part in made)
        parts += made
    scribe.write("\n".join(parts))
    return slug


# --- the journal and its bibliography ------------------------------------------------------


def _journal(folder: Path) -> None:
    _write(folder / "manuscript" / "journal.yaml", _JOURNAL)
    entries = "\n".join(_work(number) for number in range(1, WORKS + 1))
    _write(folder / "bibliography" / "references.bib", entries)


def key(number: int) -> str:
    return f"numune{number:03}"


def _work(number: int) -> str:
    """A work under a name and a title that nobody takes for real."""
    tongue = TONGUES[number % len(TONGUES)]
    chance = random.Random(f"work {number}")
    title = f"{tongue.title(chance)} ({tongue.sample} {number})"
    people = [f"Müəllif {(number * 7 + 40 * k) % 120 + 1}, Nümunə" for k in range(number % 3 + 1)]
    fields = {
        "author": " and ".join(people),
        "title": title,
        "date": str(1960 + number * 13 % 65),
        "langid": tongue.langid,
    }
    first = number % 280 + 1
    match number % 4:
        case 0 | 1:
            kind = "article"
            fields |= {
                "journaltitle": f"{tongue.sample} jurnalı {number % 12 + 1}",
                "volume": str(number % 40 + 1),
                "number": str(number % 4 + 1),
                "pages": f"{first}--{first + 14}",
            }
        case 2:
            kind = "book"
            fields |= {"publisher": "Nümunə Nəşriyyatı", "location": "Nümunə şəhəri"}
        case _:
            kind = "incollection"
            fields |= {
                "booktitle": tongue.title(chance),
                "editor": f"Redaktor {number % 30 + 1}, Nümunə",
                "publisher": "Nümunə Nəşriyyatı",
                "location": "Nümunə şəhəri",
                "pages": f"{first}--{first + 20}",
            }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key(number)},\n{rows}}}\n"


# --- a manuscript --------------------------------------------------------------------------


def _article(folder: Path, number: int) -> str:
    tongue = TONGUES[number % len(TONGUES)]
    slug = f"meqale-{number:04}"
    scribe = _Scribe(tongue, slug, folder / "manuscript" / slug)
    length = scribe.chance.randint(2300, 2700)
    figures, tables, formulas = number % 3 > 0, number % 4 > 0, number % 5 == 0
    sections = 6
    parts = [_front(scribe, number), scribe.paragraph(), ""]
    for section in range(1, sections + 1):
        parts += [f"# {scribe.title()} {{#sec:{section}}}", ""]
        parts += scribe.prose((length - 600) // sections, section)
        if figures and section in (2, 5):
            parts += scribe.figure(f"{section}", svg=section == 2)
        if tables and section in (3, 4):
            parts += scribe.table(f"{section}")
        if formulas and section in (2, 4):
            parts += scribe.formula(f"{section}")
    scribe.write("\n".join(parts))
    return slug


def _front(scribe: _Scribe, number: int) -> str:
    tongue = scribe.tongue
    words = [tongue.noun(scribe.chance) for _ in range(5)]
    return _FRONT.format(
        title=f"{scribe.title()} ({tongue.sample} {number})",
        short=f"{tongue.sample} {number}",
        lang=tongue.tag,
        abstract="\n  ".join(scribe.sentence() for _ in range(6)),
        keywords=", ".join(dict.fromkeys(words)),
        number=number,
        volume=number // 24 + 1,
        issue=number // 6 % 4 + 1,
        page=number % 20 * 20 + 5,
    )


class _Scribe:
    """Writes one manuscript."""

    def __init__(self, tongue: Tongue, slug: str, folder: Path) -> None:
        self.tongue = tongue
        self.folder = folder
        self.chance = random.Random(slug)
        self._notes = itertools.count(1)
        self._named: list[str] = []

    def write(self, text: str) -> None:
        _write(self.folder / ARTICLE, text)

    def title(self) -> str:
        return self.tongue.title(self.chance)

    def sentence(self) -> str:
        return self.tongue.sentence(self.chance)

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(4, 8)))

    def chapter(self, number: int, length: int) -> list[str]:
        parts = [f"# {self.title()} {{#sec:c{number}}}", ""]
        sections = max(1, length // 1000)
        for section in range(1, sections + 1):
            place = f"c{number}-{section}"
            parts += [f"## {self.title()} {{#sec:{place}}}", ""]
            parts += self.prose(length // sections, number)
            makers: list[Callable[[str], list[str]]] = [self.figure, self.table, self.formula]
            parts += makers[(number + section) % 3](place)
        return parts

    def prose(self, length: int, turn: int) -> list[str]:
        """Paragraphs of ``length`` words together, with what stands in paragraphs."""
        parts: list[str] = []
        left = length
        while left > 0:
            block = "\n".join(self._furnished(self.paragraph(), turn + len(parts)))
            left -= len(block.split())
            parts += [block, ""]
        return parts

    def _furnished(self, text: str, turn: int) -> Iterator[str]:
        """A paragraph with citations, a note or a reference, sometimes as a list."""
        chance = self.chance
        text = f"{text[:-1]} {self._citation()}."
        note = ""
        if chance.random() < 0.35:
            number = next(self._notes)
            text += f"[^{number}]"
            note = f"[^{number}]: {self.sentence()[:-1]} {self._citation()}."
        if self._named and chance.random() < 0.3:
            text += f" {self.tongue.see} @{chance.choice(self._named)}."
        if turn % 9 == 4:
            yield f"{text}\n"
            yield from (f"{n}. **{self.title()}.** {self.sentence()}" for n in range(1, 4))
        elif turn % 13 == 6:
            yield f"> {text}"
        else:
            yield text
        if note:
            yield f"\n{note}"

    def _citation(self) -> str:
        works = [key(n) for n in sorted(self.chance.sample(range(1, WORKS + 1), 2))]
        page = self.chance.randint(1, 400)
        if self.chance.random() < 0.2:
            return f"[@{works[0]}, {page}; @{works[1]}]"
        return f"[@{works[0]}, {page}–{page + 3}]" if page % 3 else f"[@{works[0]}]"

    def figure(self, place: str, *, svg: bool = False) -> list[str]:
        suffix = "svg" if svg else "png"
        name = f"figure-{place}.{suffix}"
        heights = [self.chance.randint(10, 100) for _ in range(8)]
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(_svg(heights) if svg else _png(heights))
        self._named.append(f"fig:{place}")
        alt = f"{self.tongue.chart}: {', '.join(map(str, heights))}."
        return [f'![{self.title()}.]({name}){{#fig:{place} alt="{alt}"}}', ""]

    def table(self, place: str) -> list[str]:
        self._named.append(f"tbl:{place}")
        rows = [
            f"| {self.tongue.noun(self.chance)} | {self.chance.randint(1900, 2025)} "
            f"| {self.chance.randint(1, 999) / 10} |"
            for _ in range(6)
        ]
        head = [f"| {' | '.join(self.tongue.columns)} |", "|:-----|----:|----:|"]
        return [*head, *rows, "", f": {self.title()}. {{#tbl:{place}}}", ""]

    def formula(self, place: str) -> list[str]:
        self._named.append(f"eq:{place}")
        power = self.chance.randint(2, 9)
        text = rf"\sum_{{i=1}}^{{n}} x_i^{{{power}}} = \frac{{a + {power} b}}{{\sqrt{{c}}}}"
        return [f"$${text}$$ {{#eq:{place}}}", ""]


# --- pictures ------------------------------------------------------------------------------


def _svg(heights: list[int]) -> bytes:
    bars = "".join(
        f'<rect x="{20 + 45 * n}" y="{110 - h}" width="30" height="{h}" fill="#246"/>'
        for n, h in enumerate(heights)
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120">'
    return f"{head}{bars}</svg>\n".encode()


def _png(heights: list[int]) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (800, 240), "white")
    draw = ImageDraw.Draw(image)
    for n, height in enumerate(heights):
        draw.rectangle((40 + 90 * n, 220 - 2 * height, 100 + 90 * n, 220), fill=(34, 68, 102))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=0, metavar="N")
    parser.add_argument("--book", type=int, default=0, metavar="PAGES")
    options = parser.parse_args()
    if options.articles:
        generate(options.folder, articles=options.articles)
    if options.book:
        generate_book(options.folder, pages=options.book)


if __name__ == "__main__":
    main()
