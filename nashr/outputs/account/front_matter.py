"""What products print of the front matter beside the passages, each in its place: the names in
order, with the marks of their affiliations; affiliations, ranks, dates and codes, each in a line.

It is read from the front matter and not from what the templates are given, which may be a
project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from nashr.languages import Language, language
from nashr.model import Article, Author, Document, Journal, LocalText
from nashr.outputs.account.compare import Discrepancy
from nashr.outputs.account.passages import (
    CALL,
    Passage,
    expected_of_blocks,
    key_of,
    remembering_last,
)
from nashr.outputs.byline import person_line, rank_lines
from nashr.outputs.catalogue import affiliation_line, copyright_holders, copyright_year
from nashr.outputs.phrases import as_member, joined_names, written_date
from nashr.records import dataclass, field, names_of

#: So many letters may stand between two names of a row: identifier and address of the first.
_GAP = 240
#: So many letters are no part of a name by chance.
_LONG = 12


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is as it is printed, ``keys`` are the forms of its key, ``source`` is the key of the
    front matter that says it.
    """

    text: str
    keys: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Name:
    """An author in a row of names, ``text`` with the numbers of affiliations; ``pattern`` is what
    the key of a page has for it.
    """

    name: str
    text: str
    key: str
    pattern: re.Pattern[str]
    #: Whether others have numbers and this one has none.
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """What is printed of an author behind the name, or in a line with it."""

    author: int
    line: Line
    #: Whether it is missing where it stands nowhere: a template may print other addresses.
    is_wanted: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Lines stand anywhere around the text, each in a place of its own. The first of the ``rows``
    is in the article's language, and the ``details`` are of its authors.
    """

    lines: tuple[Line, ...]
    rows: tuple[tuple[Name, ...], ...]
    details: tuple[Detail, ...]
    #: The key of the copyright line, which a journal's own template may leave out.
    copyright: str = ""
    #: How the title ends, the key of it.
    title: str = ""
    #: Whether the names have the numbers of affiliations.
    is_numbered: bool = False


class _Edition(Protocol):
    @property
    def document(self) -> Document: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def language(self) -> Language: ...


@remembering_last
def front_matter(edition: _Edition) -> FrontMatter:
    """What products of the edition print of its front matter, each line and row of names."""
    article, words = edition.document.article, edition.language
    lines = [*_byline(article, article.authors, article.lang, words)]
    lines += _dates(edition, words)
    lines += _facts(edition)
    rows = [_row(article, article.authors)]
    texts = {text.lang: text for text in reversed(article.texts)}  # one of each language is shown
    for text in texts.values():
        lines += _keywords(text)
        if text.lang != article.lang and (text.title or text.abstract or text.keywords):
            lines += _in_another(edition, text.lang, rows)
    return FrontMatter(
        tuple(one for one in lines if all(one.keys)),
        tuple(row for row in rows if row),
        tuple(_details(article)),
        key_of(_copyright(article, words)),
        _end_of_title(edition),
        len(article.affiliations) > 1 and any(author.affiliations for author in article.authors),
    )


def _end_of_title(edition: _Edition) -> str:
    """The key of the last words above the names, up to the last call of a note."""
    fields, lang = edition.document.fields, edition.document.article.lang
    blocks = fields.get(f"subtitle.{lang}") or fields.get(f"title.{lang}", [])
    keys = [one.key for group in expected_of_blocks(blocks).groups[:1] for one in group]
    return "".join(keys).rstrip(CALL).rpartition(CALL)[2]


def _in_another(edition: _Edition, lang: str, rows: list[tuple[Name, ...]]) -> Iterator[Line]:
    """The lines above an abstract in another language; its names are added to the rows."""
    article, words = edition.document.article, language(lang)
    authors = article.authors
    places = article.affiliations
    if any(lang in a.translations for a in authors) or any(lang in p.translations for p in places):
        local = tuple(author.in_language(lang) for author in authors)
        rows.append(_row(article, local))
        yield from _byline(article, local, lang, words)
        if authors:
            yield from _dates(edition, words)


def _row(article: Article, authors: Sequence[Author]) -> tuple[Name, ...]:
    """The authors with the numbers of their affiliations, where there are several of these."""
    places = [place.id for place in article.affiliations]
    several = len(places) > 1
    row = []
    for number, author in enumerate(authors, start=1):
        marks = [str(places.index(i) + 1) for i in author.affiliations if i in places]
        forms = {key_of(author.name), key_of(f"{author.family}{author.given_names}")}
        pattern = "|".join(map(re.escape, sorted(forms)))
        text = author.name
        if several:
            # Behind the last name the number of the first affiliation may follow.
            end = r"(?!\d)" if number < len(authors) else ""
            pattern = f"(?:{pattern}){''.join(marks)}{end}"
            text = f"{text} {', '.join(marks)}".strip()
        bare = several and not marks
        row.append(Name(author.name, text, key_of(author.name), re.compile(pattern), bare))
    return tuple(row)


def _byline(
    article: Article, authors: tuple[Author, ...], lang: str, words: Language
) -> Iterator[Line]:
    """Affiliations, each behind its number, and ranks."""
    several = len(article.affiliations) > 1
    for number, place in enumerate(article.affiliations, start=1):
        text = affiliation_line(place if lang == article.lang else place.in_language(lang))
        text = f"{number} {text}" if several else text
        yield Line(text, (key_of(text),), "affiliations")
    for text in rank_lines(authors, words):
        yield Line(text, (key_of(text),), "authors")


def _dates(edition: _Edition, words: Language) -> Iterator[Line]:
    """The days of the article's history, each behind what it is the day of."""
    dates = edition.document.article.dates
    for name in names_of(dates):
        date = getattr(dates, name)
        if date is not None:
            label: str = getattr(words.labels, name)
            text = written_date(date, words, edition.journal.dates_style)
            forms = (f"{label} {text}", f"{as_member(label, words)} {text}")
            yield Line(f"{label} {text}", tuple(map(key_of, forms)), "dates")


def _keywords(text: LocalText) -> Iterator[Line]:
    if text.keywords:
        key = "".join(map(key_of, text.keywords))
        yield Line(language(text.lang).listed(text.keywords), (key,), "keywords")


def _facts(edition: _Edition) -> Iterator[Line]:
    article, words = edition.document.article, edition.language
    if article.doi:
        yield Line(article.doi, (key_of(article.doi),), "doi")
    about, labels = article.classification, words.labels
    schemes = (
        (labels.udc, about.udc),
        (labels.bbk, about.bbk),
        (labels.field, about.field),
        (labels.jel, about.jel),
        (labels.msc, about.msc),
        (labels.pacs, about.pacs),
    )
    for label, codes in schemes:
        if codes:
            text = f"{label} {words.listed(codes)}"
            yield Line(text, (key_of(text),), "classification")
    for people, source in ((article.editors, "editors"), (article.reviewers, "reviewers")):
        if people:
            text = words.listed(map(person_line, people))
            yield Line(text, (key_of(text),), source)


def _copyright(article: Article, words: Language) -> str:
    """The year and the holders; of more than three, the first."""
    holders, year = copyright_holders(article), copyright_year(article)
    named = joined_names(holders, words) if len(holders) <= 3 else f"{holders[0]} {words.et_al}"
    return " ".join(filter(None, ("©", str(year or ""), named))) if holders else ""


def _details(article: Article) -> Iterator[Detail]:
    some = any(author.corresponding for author in article.authors)
    for number, author in enumerate(article.authors):
        if author.orcid:
            forms = (author.orcid, f"https://orcid.org/{author.orcid}")
            line = Line(f"{author.name} {author.orcid}", tuple(map(key_of, forms)), "authors")
            yield Detail(number, line)
        if author.email and (author.corresponding or not some):
            text = f"{author.name} {author.email}"
            line = Line(text, (key_of(author.email),), "authors")
            yield Detail(number, line, author.corresponding)


# --- held against a product ----------------------------------------------------------------


def unshown(
    front: FrontMatter, shown: str, spans: Sequence[tuple[int, int]], *, heads: int = 1
) -> Iterator[Discrepancy]:
    """What of the front matter stands nowhere in ``shown``, a key, or with another author or
    date. ``spans`` are the places of passages, which hold nothing of it. Above ``heads`` parts the
    authors are named, above those behind the first by their names alone.
    """
    yield from _Page(shown, spans).unshown(front, heads)


@dataclass(slots=True)
class _Page:
    """The key of a product; what was found in it is taken out."""

    text: str
    _passages: Sequence[tuple[int, int]]
    #: Where each name of a row stands.
    _named: dict[int, tuple[int, int]] = field(default_factory=dict)

    def unshown(self, front: FrontMatter, heads: int) -> Iterator[Discrepancy]:
        own = front.rows[0] if front.rows else ()
        if own and heads > 1 and not self._take_head(own, front.title):
            yield lost(", ".join(name.name for name in own), "authors")
        # Numbers tell a row of names from other lines, and behind the last may follow another.
        if front.is_numbered:
            yield from self._unshown_of_rows(front)
        # Without a year it looks as the row of names does.
        if front.copyright != "".join(name.key for name in own):
            self._take([front.copyright] if front.copyright else [])
        lines = sorted(front.lines, key=lambda one: -len(one.keys[0]))
        names = {name.key for row in front.rows for name in row}
        first = [one for one in lines if any(name in one.keys[0] for name in names)]
        first += [one for one in lines if one not in first and len(one.keys[0]) >= _LONG]
        yield from self._unshown_lines(first)
        # A list of addresses names the authors again; it is no row of names.
        apart = [one for one in front.details if not self._take_with_name(own, one)]
        if not front.is_numbered:
            yield from self._unshown_of_rows(front)
        yield from self._unshown_details(apart)
        # What is short may be a part of a name.
        yield from self._unshown_lines(one for one in lines if one not in first)

    def _take_head(self, row: Sequence[Name], title: str) -> bool:
        """Take out the names without their numbers that stand behind the title, the last ones."""
        key = "".join(name.key for name in row)
        at = self.text.rfind(key)
        while at >= 0:
            if self.text[:at].rstrip(CALL).endswith(title):
                self._take_out(at, at + len(key))
                return True
            at = self.text.rfind(key, 0, at)
        return False

    def _unshown_lines(self, lines: Iterable[Line]) -> Iterator[Discrepancy]:
        for line in lines:
            if not self._take(line.keys):
                yield lost(line.text, line.source)

    def _unshown_of_rows(self, front: FrontMatter) -> Iterator[Discrepancy]:
        for number, row in enumerate(front.rows):
            places = self._places_of(row, is_own=not number)
            yield from self._unshown_of_row(row, places)
            for start, end in places.values():
                self._take_out(start, end)
            if not number:
                self._named = places

    def _take(self, keys: Iterable[str]) -> bool:
        """Take out the first of the keys that stands outside of the passages."""
        for key in keys:
            at = self.text.find(key)
            while at >= 0:
                if self._is_free(at, at + len(key)):
                    self._take_out(at, at + len(key))
                    return True
                at = self.text.find(key, at + 1)
        return False

    def _is_free(self, start: int, end: int) -> bool:
        return not any(first <= start and end <= last for first, last in self._passages)

    def _take_out(self, start: int, end: int) -> None:
        self.text = self.text[:start] + "\n" * (end - start) + self.text[end:]

    def _take_with_name(self, row: Sequence[Name], detail: Detail) -> bool:
        """Take out a line that has the detail right behind the name, or that of the only author."""
        name = row[detail.author].key if detail.author < len(row) else ""
        keys = [name + key for key in detail.line.keys]
        return self._take(keys if len(row) > 1 else [*keys, *detail.line.keys])

    def _unshown_of_row(
        self, row: Sequence[Name], places: Mapping[int, tuple[int, int]]
    ) -> Iterator[Discrepancy]:
        for number, one in enumerate(row):
            if number in places:
                continue
            if any(number < other for other in places) and self._match(one, 0, len(self.text)):
                passage = Passage("field", one.text, key_of(one.text))
                yield Discrepancy("disordered", passage, one.text, "authors")
            else:
                yield lost(one.text, "authors")

    def _places_of(self, row: Sequence[Name], *, is_own: bool) -> dict[int, tuple[int, int]]:
        """The places of the names that follow each other, the most that do. An author without a
        number is named elsewhere too: of several places, those are taken that are near together,
        but in the article's language the first.
        """
        best: dict[int, tuple[int, int]] = {}
        for first, name in enumerate(row):
            start = 0
            if len(best) >= len(row) - first:
                break
            while at := self._match(name, start, len(self.text)):
                found = {first: at}
                for number in range(first + 1, len(row)):
                    behind = max(found.values())[1]
                    if following := self._match(row[number], behind, behind + _GAP):
                        found[number] = following
                is_near = not is_own and name.is_bare and len(found) == len(best)
                if len(found) > len(best) or (is_near and _extent(found) < _extent(best)):
                    best = found
                start = at[0] + 1
        return best

    def _match(self, name: Name, start: int, end: int) -> tuple[int, int] | None:
        while match := name.pattern.search(self.text, start, end):
            if self._is_free(*match.span()):
                return match.span()
            start = match.start() + 1
        return None

    def _unshown_details(self, details: Iterable[Detail]) -> Iterator[Discrepancy]:
        """The details that do not stand between the name of their author and the next."""
        starts = sorted(start for start, _ in self._named.values())
        for one in details:
            if one.author not in self._named:
                continue  # the name is told of
            _, end = self._named[one.author]
            behind = next((start for start in starts if start >= end), end + _GAP)
            segment = self.text[end : min(behind, end + _GAP)]
            if any(key in segment for key in one.line.keys):
                continue
            if one.is_wanted or any(key in self.text for key in one.line.keys):
                yield lost(one.line.text, one.line.source)


def lost(text: str, source: str) -> Discrepancy:
    """The discrepancy of a line that a product lacks, by the key of the front matter."""
    return Discrepancy("lost", Passage("field", text, key_of(text)), text, source)


def _extent(places: Mapping[int, tuple[int, int]]) -> int:
    return max(places.values())[1] - min(places.values())[0]
