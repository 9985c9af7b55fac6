"""The contents of an issue as a list: sections, and their articles with authors and pages."""

from __future__ import annotations

from markupsafe import Markup

from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issues import Issue, IssueSection
from nashr.languages import Language, language, sort_key
from nashr.model import Article
from nashr.outputs.fragments import issue_facts
from nashr.outputs.markup import inner, parse
from nashr.outputs.speech.linear import linear
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """A title as HTML, with its subtitle, and the language that it is in."""

    lang: str
    direction: str
    html: Markup

    @property
    def printed(self) -> Markup:
        """The title for print, with its formulas as lines of text."""
        if "<math" not in self.html:
            return self.html
        root = parse(self.html)
        for math in list(root.iter("math")):
            line = root.makeelement("span")
            line.text, line.tail = linear(math), math.tail
            math.getparent().replace(math, line)
        return Markup(inner(root))

    @property
    def text(self) -> str:
        """The title without markup."""
        return self.printed.striptags()


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the contents. ``titles`` begin with the one that the list is to show first."""

    slug: str
    titles: tuple[Title, ...]
    authors: str
    lang: str
    first_page: int
    pages: str


@dataclass(frozen=True, slots=True)
class Section:
    """Articles under a heading; empty where they have none."""

    title: str
    lang: str
    rows: tuple[Row, ...]


def sections(edition: IssueEdition, lang: str, *, own_first: bool = False) -> tuple[Section, ...]:
    """The contents in a language. Titles in it come first where there are any, or, with
    ``own_first``, those in the articles' own languages.
    """
    return tuple(_section(edition, one, lang, own_first) for one in edition.issue.sections)


def _section(edition: IssueEdition, section: IssueSection, lang: str, own_first: bool) -> Section:
    title = section.title_in(lang)
    is_translated = lang in section.titles or not title
    rows = (_row(edition.article(slug), lang, own_first) for slug in section.articles)
    of_title = lang if is_translated else edition.journal.language
    return Section(title or "", of_title, tuple(rows))


def _row(article: NumberedArticle, lang: str, own_first: bool) -> Row:
    record = article.entry.record
    first = record.lang if own_first or lang not in article.entry.titles else lang
    languages = dict.fromkeys((first, record.lang, *article.entry.titles))
    titles = tuple(title for one in languages if (title := _title(article, one)) is not None)
    names = [one.author.short_name for one in record.contributors]
    authors = language(record.lang).comma.join(names)
    return Row(article.slug, titles, authors, record.lang, article.first_page, article.pages)


def _title(article: NumberedArticle, lang: str) -> Title | None:
    html, words = article.entry.titles.get(lang), language(lang)
    if not html:
        return None
    subtitle = article.entry.subtitles.get(lang)
    whole = Markup(html) + (Markup(". {}").format(Markup(subtitle)) if subtitle else Markup(""))
    return Title(lang, words.direction, whole)


def facts(issue: Issue, words: Language) -> tuple[str, ...]:
    """Volume, number and year, a phrase each."""
    place = Article(issue.id, words.tag, (), volume=issue.volume, issue=issue.number)
    return (*issue_facts(place, words), str(issue.year))


def whole_title(edition: IssueEdition, lang: str) -> str:
    """The journal, the number and, of a special issue, its title."""
    words = language(lang)
    parts = [edition.journal_title(lang), words.comma.join(facts(edition.issue, words))]
    title = edition.issue.title_in(lang)
    return ". ".join(filter(None, (*parts, title)))


@dataclass(frozen=True, slots=True)
class IndexedAuthor:
    """An author of the issue, family name first, with the articles; the name is of the language of
    the first of them.
    """

    name: str
    direction: str
    rows: tuple[tuple[str, int], ...]


def authors(edition: IssueEdition) -> tuple[IndexedAuthor, ...]:
    """The authors by the alphabet of the journal's language, each with the keys and first pages of
    the articles.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    directions: dict[str, str] = {}
    for article in edition.articles:
        for one in article.entry.record.contributors:
            author = one.author
            words = language(article.entry.record.lang)
            name = words.comma.join(filter(None, (author.family, author.given)))
            directions.setdefault(name, words.direction)
            found.setdefault(name, []).append((article.slug, article.first_page))
    tag = edition.journal.language
    ordered = sorted(found, key=lambda name: sort_key(name, tag))
    return tuple(IndexedAuthor(name, directions[name], tuple(found[name])) for name in ordered)
