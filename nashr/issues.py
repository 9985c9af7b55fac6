"""The types of an issue of the journal: what its file says, and an article's place in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeAlias

from nashr.model import Issn
from nashr.people import Person
from nashr.print_settings import IssuePrint
from nashr.records import dataclass, field

#: Stands in ``OwnCitation`` for the number of a first page that is not known yet.
FIRST_PAGE = "\ue001"
#: The parts before and behind the articles that are made of what is known of the issue; ``text`` is
#: a Markdown file.
MatterKind: TypeAlias = Literal[
    "cover", "inner-cover", "contents", "authors", "colophon", "back-cover", "text"
]
MADE_PARTS = ("cover", "inner-cover", "contents", "authors", "colophon", "back-cover")
#: The key of what journal.yaml and an issue's file say of printing and binding.
PRINTING = "print"
#: Where an article begins.
ArticleStart: TypeAlias = Literal["next", "right"]
#: What stands on a page that is left over: nothing, or the journal's sign.
BlankPage: TypeAlias = Literal["empty", "sign"]


@dataclass(frozen=True, slots=True)
class MatterPart:
    """A part before or behind the articles. ``file`` and ``lang`` are those of a ``text``."""

    kind: MatterKind
    file: str | None = None
    title: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class IssueSection:
    """Articles under one heading; without a title they stand by themselves."""

    articles: tuple[str, ...]
    title: str | None = None
    #: The title in other languages, by language tag.
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def title_in(self, lang: str) -> str | None:
        return self.titles.get(lang, self.title)


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """People with one office, such as the editors in chief."""

    title: str
    members: tuple[Person, ...]
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def title_in(self, lang: str) -> str:
        return self.titles.get(lang, self.title)


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture of the outer cover, as a path of the project, the words for it, and what it
    covers: a place between title and number, or the whole page, with these on top of it.
    """

    picture: str | None = None
    description: str | None = None
    fit: Literal["place", "page"] = "place"


@dataclass(frozen=True, slots=True)
class Issue:
    """``manuscript/issues/ID.yaml``."""

    id: str
    number: str
    year: int
    sections: tuple[IssueSection, ...]
    volume: str | None = None
    date: dt.date | None = None
    #: The title of a special issue.
    title: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    editors: tuple[Person, ...] = ()
    #: Those of the journal, where it names none.
    issn: Issn | None = None
    doi: str | None = None
    isbn: str | None = None
    first_page: int = 1
    start: ArticleStart = "next"
    blank_pages: BlankPage = "empty"
    #: The names of the articles' files without their endings, with fields in braces.
    file_names: str = "{slug}"
    abbreviation: str | None = None
    cover: Cover = Cover()
    board: tuple[BoardGroup, ...] = ()
    #: The lines of the editorial office's address, by language tag.
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: Further lines of the imprint, by language tag: certificate, printing house, number of copies.
    imprint: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    front: tuple[MatterPart, ...] = ()
    back: tuple[MatterPart, ...] = ()
    print: IssuePrint = IssuePrint()
    sample_values: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of all sections, in their order."""
        return tuple(slug for section in self.sections for slug in section.articles)

    def title_in(self, lang: str) -> str | None:
        return self.titles.get(lang, self.title)


#: The keys of front matter that an issue says for its articles.
SAID_BY_ISSUES = frozenset({"volume", "issue", "year", "first-page"})


@dataclass(frozen=True, slots=True)
class IssuePlace:
    """What an issue says of one of its articles. Without a first page, that is not known yet."""

    issue: str
    number: str
    year: int
    volume: str | None = None
    title: str | None = None
    #: The title of a special issue in other languages, by language tag.
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    first_page: int | None = None
    #: The first page that it had before, where the first page is not known yet.
    expected_page: int | None = None
    #: How the names of the article's products begin, with fields in braces.
    file_name: str = "{slug}"
    abbreviation: str | None = None
    #: The DOI of the issue.
    doi: str | None = None
    #: The heading of the article's section, in the journal's language and, by tags, in others.
    section: str | None = None
    sections: Mapping[str, str] = field(default_factory=dict, hash=False)
