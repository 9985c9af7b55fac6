"""A bibliography of all habits through the styles that journals use most.

The works are samples: a seeded generator puts them together from plain word lists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from nashr import citations
from nashr.bibliography.load import load_bibliography
from nashr.diagnostics import has_errors
from nashr.engines import pandoc
from nashr.model import Citation, CiteItem, CslItem, Reference, Source
from nashr.project.shipped import shipped_folder

FOLDER = Path(shipped_folder()) / "bibliography"
STYLES = (
    "nashr-author-date",
    "apa",
    "chicago-notes-bibliography",
    "ieee",
    "vancouver-nlm",
    "gost-r-7-0-5-2008",
)
#: Styles that print a thesis without its school.
NO_SCHOOLS = frozenset({"gost-r-7-0-5-2008"})
#: Family and given names, and words of titles, by language.
WORDS: Mapping[str, tuple[str, str, str]] = {
    "en": (
        "Brook Field Hill Lake Marsh Stone Wood",
        "Ada Ben Carl Ivy Jane Max",
        "archive city history iron language market river trade village",
    ),
    "tr": (
        "Çınar Dağlı Göl Irmak Işık Öz Şimşek Yıldız",
        "Ali Can Ece İnci Ömer Şule",
        "arşiv çarşı dil ırmak iskele köy şehir tarih ülke",
    ),
    "az": (
        "Bulaqlı Çinarlı Dağlı Əncirli İpəkçi Şamlı",
        "Aydın Əli İlqar Nigar Şəfəq",
        "arxiv çay dil əsər iqtisadiyyat kənd şəhər tarix",
    ),
    "ru": (
        "Горин Зимин Лесной Озёров Полянский",
        "Анна Борис Иван Юлия",
        "архив город история река село торговля язык",
    ),
    "uk": (
        "Гай Їжакевич Ковальчук Річний",
        "Анна Іван Олена Юрій",
        "архів ґрунт історія місто мова річка",
    ),
    "ar": ("النهري الجبلي البحري", "أحمد ليلى سالم", "أرشيف تاريخ لغة مدينة نهر"),
}
#: How people write the letters of the Latin script in TeX.
TEX = {
    "ç": r"\c{c}", "Ç": r"{\c{C}}", "ğ": r"{\u g}", "ı": r"{\i}", "İ": r"{\.I}", "ö": r"{\"o}",
    "Ö": r"\"{O}", "ş": r"\c s", "Ş": r"{\c S}", "ü": r"\"u",
}  # fmt: skip
HABITS = ("zotero", "jabref", "mendeley", "scholar", "ads", "hand", "ris", "endnote", "csl")
#: Kinds of works: their types in BibLaTeX, RIS, EndNote (with its number) and CSL.
KINDS = {
    "article": ("article", "JOUR", "Journal Article", 17, "article-journal"),
    "book": ("book", "BOOK", "Book", 6, "book"),
    "chapter": ("incollection", "CHAP", "Book Section", 5, "chapter"),
    "paper": ("inproceedings", "CPAPER", "Conference Proceedings", 10, "paper-conference"),
    "thesis": ("phdthesis", "THES", "Thesis", 32, "thesis"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A sample, as it is meant. ``container`` has what the work stands in, or who published it."""

    key: str
    habit: str
    lang: str
    kind: str
    people: tuple[tuple[str, str], ...]
    title: str
    container: str
    year: int

    @property
    def is_part(self) -> bool:
        return self.kind in ("article", "chapter", "paper")


def works() -> Iterator[Work]:
    chance = random.Random(1998)
    for n in range(540):
        habit = HABITS[n % len(HABITS)]
        lang = list(WORDS)[n // len(HABITS) % len(WORDS)]
        kind = list(KINDS)[n // 7 % len(KINDS)]
        families, givens, words = (part.split() for part in WORDS[lang])
        people = tuple(
            (family, chance.choice(givens))
            for family in chance.sample(families, chance.randint(1, 3))
        )
        title = " ".join(chance.sample(words, 4))
        container = " ".join(chance.sample(words, 2))
        yield Work(
            f"k{n}",
            habit,
            lang,
            kind,
            people,
            f"{title[0].upper()}{title[1:]}",
            container.capitalize() if lang != "tr" else f"Yeni {container}",
            1900 + n % 120,
        )


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in text)


def _by_hand(work: Work, n: int) -> tuple[str, str]:
    """The names and the date as typists write them, each in its turn."""
    full = [f"{family}, {given}" for family, given in work.people]
    short = [f"{family} {given[0]}." for family, given in work.people]
    before = [f"{given[0]}. {family}" for family, given in work.people]
    joining = {"tr": "ve", "az": "və", "ru": "и", "uk": "та"}.get(work.lang, r"\&")
    names = (
        "; ".join(full),
        ", ".join(short),
        ", ".join(before[:-1]) + " and " * (len(before) > 1) + before[-1],
        f" {joining} ".join(full[:2]) if len(full) == 2 else " and ".join(full),
    )
    dates = (
        f"date = {{12.05.{work.year}}}",
        f"year = {{{work.year}}}, month = {{May}}",
        f"date = {{{work.year}/5/2}}",
        f"year = {{[{work.year}]}}",
        f"date = {{{work.year}~}}",
        f"year = {{{work.year} [Online]}}",
    )
    return names[n % len(names)], dates[n % len(dates)]


def bibtex(work: Work) -> str:
    """The work as a program, or a person, writes it into a ``.bib`` file."""
    names = " and ".join(f"{family}, {given}" for family, given in work.people)
    title, container, date = work.title, work.container, f"year = {{{work.year}}}"
    lang = f"langid = {{{work.lang}}}"
    match work.habit:
        case "zotero":
            date, title = f"date = {{{work.year}-05-12}}", _braced(title)
        case "jabref":
            date, names = f"year = {work.year}, month = may", _tex(names)
        case "mendeley":
            title = f"{{{title}}}"
        case "scholar":
            title, lang = _tex(title), f"language = {{{work.lang}}}"
            names = " and ".join(f"{given} {family}" for family, given in work.people)
        case "ads":
            names = " and ".join(f"{{{family}}}, {given[0]}." for family, given in work.people)
            date = f"year = {work.year}, eprint = {{1}}, adsnote = {{Provided}}"
        case _:
            names, date = _by_hand(work, int(work.key[1:]) // len(HABITS))
    place = {
        "article": f"journal = {{{container}}}, volume = {{3}}, pages = {{12--20}}",
        "book": f"publisher = {{{container}}}, address = {{Baku}}, edition = {{2nd}}",
        "chapter": f"booktitle = {{{container}}}, publisher = {{Press}}, pages = {{12-20}}",
        "paper": f"booktitle = {{{container}}}, pages = {{12–20}}",
        "thesis": f"school = {{{container}}}",
    }[work.kind]
    fields = f"author = {{{names}}}, title = {{{title}}}, {place}, {date}, {lang}"
    return f"@{KINDS[work.kind][0]}{{{work.key}, {fields}}}\n"


def _braced(title: str) -> str:
    first, _, rest = title.partition(" ")
    return f"{{{{{first}}}}} {rest}"


def ris(work: Work) -> str:
    people = "".join(f"AU  - {family}, {given}\n" for family, given in work.people)
    place = f"{'T2' if work.is_part else 'PB'}  - {work.container}\n"
    pages = "VL  - 3\nSP  - 12\nEP  - 20\n" if work.kind == "article" else ""
    return (
        f"TY  - {KINDS[work.kind][1]}\nID  - {work.key}\n{people}TI  - {work.title}\n{place}"
        f"Y1  - {work.year}/05/12/\n{pages}LA  - {work.lang}\nER  - \n"
    )


def endnote(work: Work) -> str:
    people = "".join(f"<author>{family}, {given}</author>" for family, given in work.people)
    _, _, name, number, _ = KINDS[work.kind]
    within = f"<secondary-title>{work.container}</secondary-title>" if work.is_part else ""
    publisher = "" if work.is_part else f"<publisher>{work.container}</publisher>"
    return (
        f'<record><ref-type name="{name}">{number}</ref-type><contributors><authors>{people}'
        f"</authors></contributors><titles><title>{work.title}</title>{within}</titles>"
        f"<pages>12-20</pages><volume>3</volume><dates><year>{work.year}</year></dates>{publisher}"
        f"<language>{work.lang}</language><label>{work.key}</label></record>"
    )


def csl(work: Work) -> str:
    people = ", ".join(f"{{family: {family}, given: {given}}}" for family, given in work.people)
    place = "container-title" if work.is_part else "publisher"
    return (
        f"- {{id: {work.key}, type: {KINDS[work.kind][4]}, author: [{people}], "
        f"title: {work.title}, {place}: {work.container}, issued: {{raw: 12.05.{work.year}}}, "
        f"language: {work.lang}}}\n"
    )


@cache
def read() -> dict[str, Reference]:
    every = list(works())
    assert len(every) >= 400
    texts = {
        "a.bib": "".join(bibtex(w) for w in every if w.habit not in ("ris", "endnote", "csl")),
        "b.ris": "".join(ris(w) for w in every if w.habit == "ris"),
        "c.xml": "<xml><records>"
        + "".join(endnote(w) for w in every if w.habit == "endnote")
        + "</records></xml>",
        "d.yaml": "".join(csl(w) for w in every if w.habit == "csl"),
    }
    sources = [Source(name, text) for name, text in texts.items()]
    found = load_bibliography(sources, pandoc.biblatex_to_csl, language="en")
    assert not has_errors(found.diagnostics, strict=True)
    return {one.key: one for one in found.value}


def _locale(tag: str) -> str | None:
    path = FOLDER / "locales" / f"locales-{tag}.xml"
    return path.read_text("utf-8") if path.is_file() else None


@cache
def listed(style: str, lang: str) -> dict[str, str]:
    """The entries of the list, in plain text."""
    return printed({key: reference.item for key, reference in read().items()}, style, lang)


def printed(items: Mapping[str, CslItem], style: str, lang: str) -> dict[str, str]:
    own = FOLDER / "styles" / f"{style}.csl"
    text = own.read_text("utf-8") if own.is_file() else citations.style_text(style)
    assert text is not None
    cited = [Citation(f"cite-{n}", (CiteItem(key),), n) for n, key in enumerate(items, 1)]
    done = citations.process(text, _locale, items, cited, lang)
    return {entry.key: citations.as_plain(entry.text) for entry in done.bibliography}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("i\u0307", "i"))


@pytest.mark.parametrize("lang", ["en", "az", "tr", "ru"])
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_a_work_is_printed(style: str, lang: str) -> None:
    found = listed(style, lang)
    for work in works():
        text = found[work.key]
        printed = _words(text)
        for family, _ in work.people:
            assert set(_words(family)) <= set(printed), (work, text)
        prints_place = work.kind != "thesis" or style not in NO_SCHOOLS
        place = _words(work.container) if prints_place else []
        for word in (*_words(work.title), *place, str(work.year)):
            assert any(one.startswith(word) for one in printed), (work, word, text)
        assert not re.search(r"[\\{}$]|\bn\.d\.|\bt\.y\.|tarixsiz|б\. ?г\.|и др|et al", text), text


def test_every_work_is_read_with_its_names_in_order() -> None:
    found = read()
    for work in works():
        item = found[work.key].item
        assert [one["family"] for one in item["author"]] == [family for family, _ in work.people]
        issued = item["issued"]
        year = issued["date-parts"][0][0] if "date-parts" in issued else issued["literal"]
        assert str(work.year) in str(year)
        assert str(item["language"]).partition("-")[0] == work.lang


#: What people put around a word or between words; each leaves the word as it is.
AROUND = (
    "{}", "{{{}}}", r"\emph{{{}}}", r"\textbf{{{}}}", r"{{\em {}}}", r"\textsc{{{}}}",
    r"\underline{{{}}}", r"\enquote{{{}}}", "``{}''", r"\mbox{{{}}}", r"\textcolor{{red}}{{{}}}",
    r"\unknown{{{}}}", r"{{\bf {}}}", "({})", r"\texttt{{{}}}", r"\textbf {}", "<i>{}</i>",
    r"\href{{https://example.org/a_b}}{{{}}}", r"\noindent {}", r"\textsuperscript{{{}}}",
)  # fmt: skip
BETWEEN = (
    " ", "  ", "~", r"\ ", r"\,", " -- ", "---", r" \& ", r" \% ", " # ", r"\\ ", " $x^2$ ",
    r" $\alpha$ ", r" \ldots{} ", r" \textendash\ ", " : ", "? ", r"\newline ", r" \S~", " / ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry whose fields are words with marks around and between them."""

    key: str
    text: str
    words: tuple[str, ...]


def _marked(number: int, chance: random.Random) -> Marked:
    fresh = iter(f"w{number}x{n}q" for n in range(100))
    words: list[str] = []

    def field(length: int) -> str:
        pieces: list[str] = []
        for n in range(length):
            words.append(next(fresh))
            pieces.append(chance.choice(BETWEEN) if n else "")
            pieces.append(chance.choice(AROUND).format(words[-1]))
        return "".join(pieces)

    fields = f"title = {{{field(4)}}}, journal = {{{field(3)}}}, subtitle = {{{field(2)}}}"
    person = "author = {" + " and ".join(f"Name, {letter}." for letter in "AB") + "}"
    text = f"@article{{m{number}, {person}, {fields}, year = {{2001}}, langid = {{english}}}}\n"
    return Marked(f"m{number}", text, tuple(words))


@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_a_field_that_a_style_prints_is_printed(style: str) -> None:
    chance = random.Random(style)
    entries = [_marked(n, chance) for n in range(150)]
    source = Source("a.bib", "".join(entry.text for entry in entries))
    found = load_bibliography([source], pandoc.biblatex_to_csl, language="en")
    assert not has_errors(found.diagnostics, strict=True)
    done = printed({one.key: one.item for one in found.value}, style, "en")
    for entry in entries:
        text = done[entry.key].casefold()
        missing = [word for word in entry.words if word not in text]
        assert not missing, (missing, entry.text, done[entry.key])
        assert not re.search(r"\\(?!alpha)|[{}]|</?[a-z]", text), (entry.text, text)
