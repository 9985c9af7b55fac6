"""Citations that are typed in words and cite nothing: “(Oran, 1998: 463)”, “Oran (1998)”, “[12]”.

A name and a year may be something else: a town and the year of a congress, a treaty and that of
its signing. A name that the bibliography has is taken for a citation in every form; one that it
does not have, only where little else is likely: a comma before the year in brackets, pages behind
it, *et al.*
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.scanning import Scan, scan
from nashr.languages import all_languages
from nashr.messages import Message
from nashr.model import Manuscript
from nashr.records import dataclass
from nashr.references.works import Work, folded

CODE = "citation-typed"

_BRACKETS = re.compile(r"\(([^()\[\]@\x00]{4,300})\)")
_DATED = re.compile(
    r"(?P<names>[^\d\x00]{2,120}?)(?P<comma>,?)\s*(?P<day>(?:\d{1,2}\.){2})?"
    r"\b(?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z]?)\b(?P<rest>.{0,80})",
    re.DOTALL,
)
_YEAR_ALONE = re.compile(
    r"\((?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z]?)(?P<rest>[^()\x00]{0,60})\)(?P<ending>['’]\w)?"
)
_PAGE = r"(?:səh|sayfa|стр|бет|ss|pp|sf|bl|s|p|с)\.?"
_LOCATOR = re.compile(
    rf"\s*(?P<mark>[:,])\s*(?P<page>{_PAGE}\s*)?(?P<pages>\d+(?:\s*[-–—,]\s*\d+)*)\s*", re.I
)
_MORE_YEARS = re.compile(r"(?:\s*,\s*(?:1[4-9]\d\d|20\d\d)[a-z]?)+\s*")
_NUMBERED = re.compile(
    rf"(?<![\w\]!\\\[])\[(?P<first>[1-9]\d{{0,2}})"
    rf"(?P<more>(?:\s*[,;–-]\s*(?:{_PAGE}\s*)?[1-9]\d{{0,3}}){{0,8}})\](?![(\[:{{])",
    re.IGNORECASE,
)
#: Brackets of Markdown with citations, notes, links or attributes.
_MARKUP = re.compile(
    r"\[[^\[\]]{0,500}@[^\[\]]{0,500}\]|!?\[[^\[\]\n]*\]\([^()\s]*\)"
    r"|@[^\s\[\](){},;]{1,200}\s?\[[^\[\]\n]{0,200}\]|\{[^{}\n]*\}"
)
_PARAGRAPH = re.compile(r"\n\s*\n")

#: *Et al.* as it is typed, folded.
_OTHERS = frozenset(
    "et al, ve b, ve digerleri, ve basqalari, ve s, vb, vd, v d, ve ark, ve dig, ve arkadaslari, "
    "ve digerleri, ve otekiler, и др, та ін, u a, ve hemmuellifleri".split(", ")
)
#: Words between a name and its year: *Oran’a göre (1998)*.
_ACCORDING = frozenset("gore ait aid".split())
_AND = frozenset("and ve i и та і et und y e ile".split())
_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le el al bin ibn ter af".split()
)
#: Towns that stand with a year where a congress, a treaty or a match is meant.
_TOWNS = frozenset(
    "baku baki gence naxcivan susa tbilisi istanbul ankara izmir qars kars tehran tebriz moskva "
    "moscow kiev kyiv minsk almati astana daskend taskent london paris berlin wien vienna geneve "
    "geneva roma rome madrid lisbon lissabon lisbon bruksel brussels maastricht helsinki prague "
    "praqa warsaw varsava budapest bucharest sofia sofiya athens afina new york washington "
    "vasinqton tokyo pekin beijing москва баку лондон париж женева".split()
)
#: Below figures and tables the author's own work is named so.
_THEMSELVES = frozenset(
    "author authors autor autores autoren auteur auteurs muellif muellifler yazar yazarlar "
    "автор авторы автора авторов автори own work".split()
)
_LONGEST_NAMES = 12


def typed_citations(
    manuscript: Manuscript, works: Sequence[Work], towns: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """A finding at each citation that is typed in a manuscript; ``works`` are those that it may
    cite, ``towns`` are names that stand with a year for something else.
    """
    prose = _prose(scan(manuscript.body))
    cited = _Cited(works)
    search = _Search(prose, cited, frozenset(map(folded, towns)) | _TOWNS)
    places = Places(manuscript)
    found = [*search.in_brackets(), *search.narrative(), *search.numbered()]
    for typed in sorted(found, key=lambda one: one.start):
        message = Message("“{text}” reads like a citation, and cites nothing.", text=typed.text)
        yield Diagnostic(CODE, places.at(typed.start), message, typed.hint)


def _prose(text: Scan) -> str:
    """The text with blanks in place of what is no prose, and of the citations that nashr reads."""
    pieces = []
    here = 0
    for region in text.regions:
        pieces += [text.text[here : region.start], _blank(text.text[region.start : region.end])]
        here = region.end
    whole = "".join([*pieces, text.text[here:]])
    return _MARKUP.sub(lambda found: _blank(found[0]), whole)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", "\x00", text)


# --- the works by their names --------------------------------------------------------------


@dataclass(frozen=True)
class _Cited:
    """The works that may be cited, by the names that a citation would begin with."""

    works: Sequence[Work]

    @cached_property
    def _by_name(self) -> Mapping[str, list[Work]]:
        found: dict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            first = work.families[0] if work.families else folded(work.text("container-title"))
            if first:
                found[first].append(work)
        return found

    def named(self, words: Sequence[str]) -> list[Work]:
        """The works whose first name stands first in these folded words; its ending may be that of
        a case, as in *Oranın*.
        """
        for start in range(len(words)):
            for end in range(min(len(words), start + 6), start, -1):
                works = self._by_name.get(" ".join(words[start:end]))
                if works:
                    return works
            for name, works in self._by_name.items():
                more = len(words[start]) - len(name)
                if len(name) >= 4 and 0 < more <= 4 and words[start].startswith(name):
                    return works
        return []


@dataclass(frozen=True, slots=True)
class _Typed:
    start: int
    text: str
    hint: Message


@dataclass(frozen=True, slots=True)
class _Part:
    """One work of a typed citation: what was found of it, and what cites it."""

    works: Sequence[Work]
    same_year: Sequence[Work]
    pages: str
    certain: bool


@dataclass(frozen=True)
class _Search:
    """The search through one text."""

    prose: str
    cited: _Cited
    towns: frozenset[str]

    def in_brackets(self) -> Iterator[_Typed]:
        """“(Oran, 1998: 463; Kuzio, 2000)”."""
        for found in _BRACKETS.finditer(self.prose):
            parts = [self._part(text) for text in found[1].split(";")]
            read = [part for part in parts if part is not None and part.certain]
            if read:
                complete = len(read) == len(parts)
                yield _Typed(found.start(), _shown(found[0]), _hint(read, complete=complete))

    def _part(self, text: str) -> _Part | None:
        """One of the works in brackets; None for what is no citation."""
        found = _DATED.fullmatch(text.strip())
        if found is None:
            return None
        names = names_of_citation(found["names"])
        pages = _pages(found["rest"])
        if names is None or pages is None:
            return None
        words, others = names
        works = self.cited.named(words)
        if not works:
            if found["day"] or self._is_other(words):
                return None
            certain = bool(found["comma"] or others or pages)
            return _Part((), (), pages, certain)
        year = int(found["year"])
        return _Part(works, [work for work in works if work.year == year], pages, True)

    def narrative(self) -> Iterator[_Typed]:
        """“Oran (1998: 463)”, also “Oran (1998)’a göre”."""
        for found in _YEAR_ALONE.finditer(self.prose):
            before = _PARAGRAPH.split(self.prose[max(0, found.start() - 120) : found.start()])[-1]
            pages = _pages(found["rest"])
            run = names_at_end(before)
            if pages is None or not run:
                continue
            words, others, start = run
            works = self.cited.named(words)
            year = int(found["year"])
            same = [work for work in works if work.year == year]
            sure = others or bool(pages) or bool(found["ending"])
            if not same and not sure:
                continue  # the year may be that of an event
            if not works and (self._is_other(words) or self._opens_entry(found, start, before)):
                continue
            start += found.start() - len(before)
            hint = _hint([_Part(works, same, pages, True)], complete=True, narrative=True)
            yield _Typed(start, _shown(self.prose[start : found.end()]), hint)

    def _is_other(self, words: Sequence[str]) -> bool:
        """Whether the words name something that stands with a year and is no work."""
        is_own = _THEMSELVES.issuperset(words)
        return " ".join(words) in self.towns or is_own or any(word in _times() for word in words)

    def _opens_entry(self, found: re.Match[str], start: int, before: str) -> bool:
        """Whether names and year begin a line of a typed reference list: a title follows."""
        begins = found.start() - len(before) + start
        line = self.prose[self.prose.rfind("\n", 0, begins) + 1 : begins]
        follows = self.prose[found.end() : found.end() + 3].lstrip(" .:,")[:1]
        words = line.strip(" \\\t*_-+.)0123456789").split()
        return all(word[0].isupper() for word in words) and follows.isupper()

    def numbered(self) -> Iterator[_Typed]:
        """“[12, s. 5]”, as lists with numbers are cited."""
        for found in _NUMBERED.finditer(self.prose):
            hint = Message(
                "Write the key of the work in the bibliography in place of its number: [@key]."
            )
            yield _Typed(found.start(), _shown(found[0]), hint)


# --- names, years, pages -------------------------------------------------------------------


def names_of_citation(text: str) -> tuple[list[str], bool] | None:
    """The folded words of names, and whether *et al.* stands behind them; None for other words.

    Words in small letters before the first capital are those that introduce a citation (*bax*).
    """
    words = [word for word in re.sub(r"[*_“”\"«»]", " ", text).split() if word.strip(",.:&/–")]
    introduced = [n for n, word in enumerate(words) if word.endswith(":")]
    words = words[introduced[-1] + 1 :] if introduced else words
    while words and not words[0][0].isupper():
        if words[0].lower() in _PARTICLES and len(words) > 1 and words[1][0].isupper():
            break
        words.pop(0)
    if not words or len(words) > _LONGEST_NAMES:
        return None
    plain, others = _without_others([folded(_uninflected(word)) for word in words])
    kept = words[: len(plain)]
    for word, bare in zip(kept, plain, strict=True):
        if not (word[0].isupper() or bare in _AND or bare in _PARTICLES):
            return None
    joined = [bare for bare in plain if bare and bare not in _AND]
    return (joined, others) if joined else None


def names_at_end(text: str) -> tuple[list[str], bool, int] | None:
    """The same for the names that a text ends with, and where they begin in it."""
    if text[-1:] not in (" ", "\n"):
        return None
    found = list(re.finditer(r"\S+", text))[-8:]
    while found and folded(found[-1][0]) in _ACCORDING:
        found.pop()
    if found and re.search(r"[.!?][\"”»’]$", found[-1][0]):
        return None  # what is quoted ends here, and its source may be a page
    plain, others = _without_others([folded(_uninflected(word[0])) for word in found])
    run: list[tuple[str, int]] = []
    for match, bare in zip(reversed(found[: len(plain)]), reversed(plain), strict=True):
        word = match[0].strip("*_")
        ends = word[-1:] in tuple(".;:!?)") and not re.fullmatch(r"\w\.", word)
        if not word or "\x00" in word or (run and ends):
            break
        if not (word[0].isupper() or (run and (bare in _AND or bare in _PARTICLES))):
            break
        run.insert(0, (bare, match.start()))
    while run and run[0][0] in _AND:
        run.pop(0)
    names = [bare for bare, _ in run if bare and bare not in _AND]
    return (names, others, run[0][1]) if names else None


def _without_others(words: list[str]) -> tuple[list[str], bool]:
    for count in (2, 1):
        if " ".join(words[-count:]) in _OTHERS and len(words) > count:
            return words[:-count], True
    return words, False


def _uninflected(word: str) -> str:
    """A word without the ending that an apostrophe sets apart: *Oran’a*."""
    return re.sub(r"(?<=\w\w)['’]\w{1,6}[,.]?$", "", word)


def _pages(rest: str) -> str | None:
    """The pages behind a year, empty for none; None for what is no locator."""
    if not rest.strip() or _MORE_YEARS.fullmatch(rest):
        return ""
    found = _LOCATOR.fullmatch(rest)
    return found["pages"] if found else None


@cache
def _times() -> frozenset[str]:
    """The names of months and seasons in all languages, folded."""
    records = list(all_languages())
    months = (month for record in records for month in record.months)
    seasons = (word for record in records for line in record.seasons for word in line.split())
    return frozenset(folded(word) for word in (*months, *seasons))


# --- what is said --------------------------------------------------------------------------


def _shown(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:80]


def _hint(parts: Sequence[_Part], *, complete: bool, narrative: bool = False) -> Message:
    """What to write in its place."""
    keys = [part.same_year[0].key if len(part.same_year) == 1 else "" for part in parts]
    if complete and all(keys):
        if narrative:
            pages = f" [{parts[0].pages}]" if parts[0].pages else ""
            citation = f"@{_keyed(keys[0])}{pages}"
            return Message("Write {citation}", citation=citation)
        items = (
            f"@{_keyed(key)}{f', {part.pages}' if part.pages else ''}"
            for key, part in zip(keys, parts, strict=True)
        )
        citation = f"[{'; '.join(items)}]"
        return Message("Write {citation}", citation=citation)
    several = next((part.same_year for part in parts if len(part.same_year) > 1), ())
    if several:
        return Message("Write the one that is meant: {several}.", several=_listed(several))
    named = [work for part in parts for work in part.works]
    if named:
        return Message(
            "Of this name the bibliography has {named}; add the work if it is another.",
            named=_listed(named),
        )
    return Message(
        "Add the work to the bibliography, and write [@key]; if it is no citation, let it stand."
    )


def _keyed(key: str) -> str:
    return key if re.fullmatch(r"\w[\w:.#$%&\-+?<>~/]*\w|\w", key) else f"{{{key}}}"


def _listed(works: Sequence[Work]) -> str:
    return ", ".join(f"[@{_keyed(work.key)}]" for work in works[:3])
