"""The words that the parts of an issue must show: what its file, that of the journal, its texts and
its articles say, each with the place where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from nashr.diagnostics import Span
from nashr.issue import listing
from nashr.issue.edition import IssueEdition
from nashr.issue.texts import MatterText
from nashr.issues import MatterPart
from nashr.languages import language
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.passages import IMAGE, key_of
from nashr.people import Person
from nashr.records import dataclass

_TEMPLATE = Message(
    "Show it in the template of this part below templates/issue/, or report this with the file."
)
_NO_LANGUAGE = Message("Name the language below “titles” of journal.yaml, or take the words out.")
_NO_PART = Message("Add “{part}” to “front” or “back”, or take the words out.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that a product must show, where they are written, and what to do where it does not."""

    text: str
    key: str
    place: Span
    hint: Message = _TEMPLATE


@dataclass(frozen=True, slots=True)
class WantedRow:
    """A line of the contents or of an index, in its order: its words, and the pages beside them;
    empty where it has none.
    """

    title: Wanted
    page: str = ""


@dataclass(frozen=True, slots=True)
class WantedWords:
    """What the account asks of a product, or of one of its pages."""

    words: tuple[Wanted, ...] = ()
    rows: tuple[WantedRow, ...] = ()
    texts: tuple[MatterText, ...] = ()

    def __add__(self, other: WantedWords) -> WantedWords:
        return WantedWords(
            self.words + other.words, self.rows + other.rows, self.texts + other.texts
        )


class IssueWords:
    """What the parts of an issue must show, from its file, the journal's and its articles."""

    def __init__(self, edition: IssueEdition) -> None:
        self._edition = edition
        self._issue, self._journal = edition.issue, edition.journal
        self._languages = frozenset(edition.languages)

    def part(self, part: MatterPart, text: MatterText | None = None) -> WantedWords:
        """What a part before or behind the articles must show, in the PDF and in the EPUB."""
        made = {
            "cover": self._cover,
            "inner-cover": self._inner_cover,
            "colophon": self._colophon,
            "back-cover": self._numbers,
        }
        if part.kind in made:
            return WantedWords(tuple(made[part.kind]()))
        if part.kind == "authors":
            return self._authors()
        if part.kind == "contents":
            return self.contents(self._journal.language, own_first=True, all_languages=True)
        return WantedWords(texts=(text,)) if text is not None else WantedWords()

    def unplaced(self, parts: Sequence[MatterPart]) -> list[Wanted]:
        """The words of the issue's file that no part of the PDF is made of."""
        kinds = {part.kind for part in parts}
        makers = (
            ("title", ("cover", "inner-cover")),
            ("editors", ("inner-cover",)),
            ("board", ("inner-cover",)),
            ("addresses", ("inner-cover",)),
            ("imprint", ("colophon",)),
        )
        found = []
        for key, made in makers:
            if kinds.isdisjoint(made):
                text = " ".join(_texts_of(getattr(self._issue, key)))
                found += self._say(text, key, hint=_NO_PART.having(part=made[0]))
        return found

    def page_of(self, key: str, title: str, page: int) -> Wanted:
        """A page of an article, at the line that names it, or of another part."""
        for number, section in enumerate(self._issue.sections):
            if key in section.articles:
                at = ("sections", number, "articles", section.articles.index(key))
                return self._say(f"{title}, {page}", *at)[0]
        return self._say(str(page), "front" if key.startswith("front") else "back")[0]

    def title_page(self) -> WantedWords:
        """What the title page of the EPUB must show: the inner cover, and the numbers."""
        more = (self._say(text, key) for key, text in self._identifiers())
        return WantedWords((*self._inner_cover(), *(one for row in more for one in row)))

    def contents(
        self, lang: str, *, own_first: bool = False, all_languages: bool = False
    ) -> WantedWords:
        """The contents in a language: headings, titles, authors and pages; with ``all_languages``
        headings in all that the issue's file has.
        """
        sections = listing.sections(self._edition, lang, own_first=own_first)
        words: list[Wanted] = []
        rows: list[WantedRow] = []
        for number, section in enumerate(sections):
            of_issue = self._issue.sections[number]
            words += self._say(section.title, "sections", number, "title")
            for tag, title in of_issue.titles.items() if all_languages else ():
                if title != section.title or tag != section.lang:
                    words += self._say(title, "sections", number, "titles", tag, lang=tag)
            for at, row in enumerate(section.rows):
                path = ("sections", number, "articles", at)
                titles = [
                    self._html(one.printed if all_languages else one.html, *path)
                    for one in row.titles
                ]
                words += [*titles, *self._say(row.authors, *path)]
                shown = str(row.first_page) if all_languages else row.pages
                if titles:
                    rows.append(WantedRow(titles[0], shown))
        return WantedWords(tuple(words), tuple(rows))

    def page_of_contents(self, lang: str) -> WantedWords:
        """What the web page of the contents must show in a language."""
        words = language(lang)
        wanted = [self._of_journal(self._edition.journal_title(lang))]
        facts = listing.facts(self._issue, words)
        wanted += [one for fact in facts for one in self._say(fact, "number")]
        wanted += self._say(self._issue.title_in(lang), "title")
        wanted += [one for key, text in self._identifiers() for one in self._say(text, key)]
        wanted += [self._of_journal(number) for number in self._issns()]
        found = WantedWords(tuple(wanted)) + self.contents(lang)
        abstracts = []
        for number, section in enumerate(self._issue.sections):
            for at, slug in enumerate(section.articles):
                for html in self._edition.article(slug).entry.abstracts.values():
                    path = ("sections", number, "articles", at)
                    abstracts.append(self._html(Markup(html), *path))
        return found + WantedWords(tuple(one for one in abstracts if one.key))

    def navigation(self, titles: Iterable[str]) -> WantedWords:
        """What the contents of the EPUB must show; ``titles`` are those of its other pages."""
        lang = self._journal.language
        words = [Wanted(title, key_of(title), self._span()) for title in titles if title]
        rows = []
        for number, section in enumerate(listing.sections(self._edition, lang, own_first=True)):
            words += self._say(section.title, "sections", number, "title")
            for at, row in enumerate(section.rows):
                title = self._edition.article(row.slug).entry.record.title
                words += self._say(title, "sections", number, "articles", at)
                rows.append(WantedRow(words[-1]))
        return WantedWords(tuple(words), tuple(rows))

    # --- the made parts ----------------------------------------------------------------------

    def _cover(self) -> Iterator[Wanted]:
        yield from map(self._of_journal, self._journal_titles())
        yield from self._say(self._issue.title, "title")
        if self._issue.cover.picture:
            description = self._issue.cover.description or self._issue.cover.picture
            yield Wanted(description, IMAGE, self._span("cover", "picture"))
        yield from self._numbers()

    def _inner_cover(self) -> Iterator[Wanted]:
        issue = self._issue
        yield from map(self._of_journal, self._journal_titles())
        yield from self._facts()
        if issue.title:
            yield from self._say(issue.title, "title")
            for tag, title in issue.titles.items():
                if tag != self._journal.language:
                    yield from self._say(title, "titles", tag, lang=tag)
        for number, person in enumerate(issue.editors):
            yield from self._person(person, "editors", number)
        for number, group in enumerate(issue.board):
            yield from self._say(group.title, "board", number, "title")
            for tag, title in group.titles.items():
                if tag != self._journal.language:
                    yield from self._say(title, "board", number, "titles", tag, lang=tag)
            for at, person in enumerate(group.members):
                yield from self._person(person, "board", number, "members", at)
        for tag, lines in issue.addresses.items():
            for at, line in enumerate(lines):
                yield from self._say(line, "addresses", tag, at)
        yield from self._publisher(self._edition.languages)
        yield from map(self._of_journal, self._issns())

    def _authors(self) -> WantedWords:
        rows = []
        for author in listing.authors(self._edition):
            pages = " ".join(str(page) for _, page in author.rows)
            rows += [WantedRow(one, pages) for one in self._say(author.name, "sections")]
        return WantedWords(tuple(row.title for row in rows), tuple(rows))

    def _colophon(self) -> Iterator[Wanted]:
        lang = self._journal.language
        yield self._of_journal(self._journal.title)
        yield from self._facts()
        yield from self._say(self._issue.title_in(lang), "title")
        yield from self._publisher((lang,))
        yield from map(self._of_journal, self._issns())
        for key, text in self._identifiers():
            yield from self._say(text, key)
        for tag, lines in self._issue.imprint.items():
            for at, line in enumerate(lines):
                yield from self._say(line, "imprint", tag, at)
        if self._journal.url:
            yield self._of_journal(self._journal.url)

    def _numbers(self) -> Iterator[Wanted]:
        yield from self._facts()
        yield from map(self._of_journal, self._issns())

    # --- values ------------------------------------------------------------------------------

    def _facts(self) -> Iterator[Wanted]:
        for fact in listing.facts(self._issue, self._edition.words):
            yield from self._say(fact, "number")

    def _person(self, person: Person, *path: str | int) -> Iterator[Wanted]:
        for text in (person.name, person.affiliation, person.orcid):
            yield from self._say(text, *path)

    def _journal_titles(self) -> Iterator[str]:
        for tag in self._edition.languages:
            yield self._edition.journal_title(tag)

    def _issns(self) -> list[str]:
        issn = self._edition.issn
        return [one for one in (issn.print, issn.online) if one]

    def _identifiers(self) -> list[tuple[str, str]]:
        issue = self._issue
        named = (("doi", issue.doi), ("isbn", issue.isbn))
        return [(key, text) for key, text in named if text]

    def _publisher(self, languages: Sequence[str]) -> Iterator[Wanted]:
        publisher = self._journal.publisher
        if publisher is None:
            return
        for tag in languages:
            local = publisher.translations.get(tag) or (publisher.name, publisher.place)
            yield self._of_journal(" ".join(filter(None, local)))

    def _say(
        self, text: str | None, *path: str | int, lang: str = "", hint: Message = _TEMPLATE
    ) -> list[Wanted]:
        """Words of the issue's file; none where they have no letters."""
        key = key_of(text or "")
        if lang and lang not in self._languages:
            hint = _NO_LANGUAGE
        return [Wanted(text or "", key, self._span(*path), hint)] if key else []

    def _html(self, html: Markup, *path: str | int) -> Wanted:
        """Words of an article, at the line that names it."""
        root = shown_html.parsed(f"<body><div>{html}</div></body>")
        return Wanted(html.striptags(), shown_html.shown([root]), self._span(*path))

    def _of_journal(self, text: str) -> Wanted:
        return Wanted(text, key_of(text), self._edition.journal_place(text))

    def _span(self, *path: str | int) -> Span:
        return self._edition.loaded.span(*path)


def _texts_of(value: Any) -> Iterator[str]:
    """The words in a value of the issue's file."""
    if value is None or isinstance(value, str):
        yield value or ""
    elif isinstance(value, Person):
        yield from filter(None, (value.name, value.affiliation))
    elif hasattr(value, "members"):
        yield from (value.title, *_texts_of(value.members))
    elif hasattr(value, "values"):
        yield from _texts_of(tuple(value.values()))
    else:
        for one in value:
            yield from _texts_of(one)
