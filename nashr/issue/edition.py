"""What the products of an issue are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from nashr.diagnostics import Outcome, Span
from nashr.document.images import ReadFile
from nashr.issue.load import LoadedIssue
from nashr.issues import Issue
from nashr.languages import Language, language
from nashr.model import Artifact, Issn, Journal, Resource, Source
from nashr.outputs.account.findings import span_of_words
from nashr.outputs.edition import Theme
from nashr.outputs.product_names import product_stem
from nashr.pipeline.placing import ContentsEntry
from nashr.ports import PrintingCondition
from nashr.print_settings import IssuePrint
from nashr.project.workspace import JOURNAL
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """An article with its pages in the issue, and its finished products by output."""

    slug: str
    first_page: int
    last_page: int
    entry: ContentsEntry
    products: Mapping[str, Artifact] = field(default_factory=dict)
    #: Whether all of these are there.
    is_done: bool = True

    @property
    def pages(self) -> str:
        """The pages as they are printed: 5, or 5–14."""
        if self.first_page == self.last_page:
            return str(self.first_page)
        return f"{self.first_page}–{self.last_page}"


@dataclass(frozen=True, slots=True)
class IssueEdition:
    """The issue, the journal with the settings of its look, the articles, templates and files."""

    journal: Journal
    loaded: LoadedIssue
    articles: tuple[NumberedArticle, ...]
    #: Template texts and files by their paths below ``templates/``.
    templates: Mapping[str, str]
    assets: Mapping[str, Resource]
    theme: Theme
    logo: Resource | None
    #: The newest change of all sources, UTC.
    date: dt.datetime
    proof: bool = False
    #: What the print files are made for, where they are asked for.
    printing_condition: PrintingCondition | None = None
    #: Whether its pages are set for a press: images keep their own inks and colour profiles.
    is_for_print: bool = False
    #: ``journal.yaml``, for the places of what is found in it.
    journal_file: Source | None = None
    #: Reads a file of the project, which the place names.
    read: ReadFile = lambda _path, _at: Outcome(None)
    #: Tells the other processes of the pages before and behind the articles, which are set once,
    #: and waits for what is told of them; that is nothing where no other process sets them.
    tell: Callable[[bytes], None] = lambda _data: None
    told: Callable[[], bytes | None] = lambda: None

    @property
    def issue(self) -> Issue:
        return self.loaded.issue

    @property
    def issn(self) -> Issn:
        return self.issue.issn or self.journal.issn

    @property
    def printing(self) -> IssuePrint:
        """How it is printed and bound."""
        return self.issue.print.with_usual(self.journal.print)

    @property
    def words(self) -> Language:
        """The words of the journal's language."""
        return language(self.journal.language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the journal, its own first."""
        return tuple(dict.fromkeys((self.journal.language, *self.journal.titles)))

    def journal_title(self, lang: str) -> str:
        return self.journal.titles.get(lang, self.journal.title)

    def journal_place(self, words: str) -> Span:
        """Where the journal's file has words."""
        return (
            Span(JOURNAL) if self.journal_file is None else span_of_words(self.journal_file, words)
        )

    def article(self, slug: str) -> NumberedArticle:
        return next(one for one in self.articles if one.slug == slug)

    def file_name(self, suffix: str) -> str:
        """The name of a product, which says of a proof that it is one."""
        return f"{product_stem(self.issue.id, proof=self.proof)}{suffix}"
