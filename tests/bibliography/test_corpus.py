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
from nashr.model import Citation, CiteItem, Reference, Source
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


@dataclass(frozen=True, slots=True)
class Work:
    """A sample, as it is meant."""

    key: str
    habit: str
    lang: str
    people: tuple[tuple[str, str], ...]
    title: str
    container: str
    year: int


def works() -> Iterator[Work]:
    chance = random.Random(1998)
    for n in range(450):
        habit = HABITS[n % len(HABITS)]
        lang = list(WORDS)[n // len(HABITS) % len(WORDS)]
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
            people,
            f"{title[0].upper()}{title[1:]}",
            container.capitalize() if lang != "tr" else f"Yeni {container}",
            1900 + n % 120,
        )


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in text)


def bibtex(work: Work) -> str:
    """The work as a program, or a person, writes it into a ``.bib`` file."""
    names = " and ".join(f"{family}, {given}" for family, given in work.people)
    title, journal, date = work.title, work.container, f"year = {{{work.year}}}"
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
            names = "; ".join(f"{family}, {given}" for family, given in work.people)
            date = f"date = {{12.05.{work.year}}}"
    fields = f"author = {{{names}}}, title = {{{title}}}, journal = {{{journal}}}, {date}, {lang}"
    return f"@article{{{work.key}, {fields}, volume = {{3}}, pages = {{12--20}}}}\n"


def _braced(title: str) -> str:
    first, _, rest = title.partition(" ")
    return f"{{{{{first}}}}} {rest}"


def ris(work: Work) -> str:
    people = "".join(f"AU  - {family}, {given}\n" for family, given in work.people)
    return (
        f"TY  - JOUR\nID  - {work.key}\n{people}TI  - {work.title}\nT2  - {work.container}\n"
        f"Y1  - {work.year}/05/12/\nVL  - 3\nSP  - 12\nEP  - 20\nLA  - {work.lang}\nER  - \n"
    )


def endnote(work: Work) -> str:
    people = "".join(f"<author>{family}, {given}</author>" for family, given in work.people)
    return (
        f'<record><ref-type name="Journal Article">17</ref-type><contributors><authors>{people}'
        f"</authors></contributors><titles><title>{work.title}</title></titles><periodical>"
        f"<full-title>{work.container}</full-title></periodical><pages>12-20</pages>"
        f"<volume>3</volume><dates><year>{work.year}</year></dates><language>{work.lang}"
        f"</language><label>{work.key}</label></record>"
    )


def csl(work: Work) -> str:
    people = ", ".join(f"{{family: {family}, given: {given}}}" for family, given in work.people)
    return (
        f"- {{id: {work.key}, type: article-journal, author: [{people}], title: {work.title}, "
        f"container-title: {work.container}, issued: {{raw: 12.05.{work.year}}}, "
        f"language: {work.lang}, volume: 3, page: 12-20}}\n"
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
    own = FOLDER / "styles" / f"{style}.csl"
    text = own.read_text("utf-8") if own.is_file() else citations.style_text(style)
    assert text is not None
    items = {key: reference.item for key, reference in read().items()}
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
        for word in (*_words(work.title), *_words(work.container), str(work.year)):
            assert any(one.startswith(word) for one in printed), (work, word, text)
        assert not re.search(r"[\\{}$]|\bn\.d\.|\bt\.y\.|tarixsiz|б\. ?г\.|и др|et al", text), text


def test_every_work_is_read_with_its_names_in_order() -> None:
    found = read()
    for work in works():
        item = found[work.key].item
        assert [one["family"] for one in item["author"]] == [family for family, _ in work.people]
        assert item["issued"]["date-parts"][0][0] == work.year
        assert str(item["language"]).partition("-")[0] == work.lang
