"""Who wrote an article and where they work, as its page prints it in one of its languages."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.languages import Labels, Language, language
from nashr.languages.directions import text_direction
from nashr.model import Affiliation, Article, Author, Person
from nashr.outputs.catalogue import affiliation_line, contributors
from nashr.outputs.phrases import with_colon
from nashr.records import dataclass

_RIGHT_TO_LEFT_MARK = "\u200f"


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """An author. ``marks`` point to affiliations; there are none where all share a single one.

    ``turn`` stands behind the name: where the line runs from right to left and the name does not,
    it keeps the marks at the end of their own name, and the next name behind them.
    """

    name: str
    turn: str
    marks: tuple[str, ...]
    orcid: str | None
    orcid_url: str | None
    email: str | None
    corresponding: bool


@dataclass(frozen=True, slots=True)
class AffiliationLine:
    mark: str | None
    text: str
    ror: str | None


@dataclass(frozen=True, slots=True)
class Byline:
    """Authors, ranks and affiliations in a language; empty where the language has none of its own.

    ``ranks`` are degrees, titles and positions, a line an author.
    """

    authors: tuple[AuthorLine, ...] = ()
    ranks: tuple[str, ...] = ()
    affiliations: tuple[AffiliationLine, ...] = ()


def byline(article: Article, words: Language) -> Byline:
    """The byline in the article's own language."""
    return _byline(article, words, article.authors, article.affiliations)


def contacts(authors: Sequence[AuthorLine]) -> list[AuthorLine]:
    """Those whose addresses are printed: the corresponding authors, or all where there are none."""
    some = any(author.corresponding for author in authors)
    return [author for author in authors if author.email and (author.corresponding or not some)]


def contacts_label(authors: Sequence[AuthorLine], labels: Labels) -> str:
    """What stands before the addresses of the ``contacts``."""
    some = any(author.corresponding for author in authors)
    return labels.corresponding_author if some else labels.email


def local_byline(article: Article, words: Language, lang: str) -> Byline:
    """The byline in another language, if any name, rank or affiliation is given in it."""
    named = any(lang in author.translations for author in article.authors)
    if not named and not any(lang in place.translations for place in article.affiliations):
        return Byline()
    authors = tuple(author.in_language(lang) for author in article.authors)
    places = tuple(place.in_language(lang) for place in article.affiliations)
    return _byline(article, words, authors, places)


def author_lines(article: Article) -> tuple[AuthorLine, ...]:
    """The authors in the article's own language."""
    return _author_lines(article, article.authors, language(article.lang))


def affiliation_lines(article: Article, words: Language) -> tuple[AffiliationLine, ...]:
    """The affiliations in their order, marked as ``author_lines`` points to them."""
    return _affiliation_lines(article.affiliations, words)


def rank_lines(authors: tuple[Author, ...], words: Language) -> tuple[str, ...]:
    """Degree, academic title and position of each author; the name before them where there are
    several authors.
    """
    ranked = [author for author in authors if author.ranks]
    if len(authors) == 1:
        return tuple(words.listed(author.ranks) for author in ranked)
    return tuple(f"{with_colon(one.name, words)} {words.listed(one.ranks)}" for one in ranked)


def person_line(person: Person) -> str:
    """An editor or a reviewer, with the affiliation."""
    return f"{person.name} ({person.affiliation})" if person.affiliation else person.name


def _byline(
    article: Article,
    words: Language,
    authors: tuple[Author, ...],
    places: tuple[Affiliation, ...],
) -> Byline:
    return Byline(
        _author_lines(article, authors, words),
        rank_lines(authors, words),
        _affiliation_lines(places, words),
    )


def _author_lines(
    article: Article, authors: tuple[Author, ...], words: Language
) -> tuple[AuthorLine, ...]:
    several = len(article.affiliations) > 1
    mark = {
        place.id: words.in_digits(str(n)) for n, place in enumerate(article.affiliations, start=1)
    }
    return tuple(
        AuthorLine(
            name=author.name,
            turn=_turn(author.name, words),
            marks=tuple(mark[p.id] for p in contributor.affiliations) if several else (),
            orcid=author.orcid,
            orcid_url=contributor.orcid_url,
            email=author.email,
            corresponding=author.corresponding,
        )
        for author, contributor in zip(authors, contributors(article), strict=True)
    )


def _turn(name: str, words: Language) -> str:
    is_other = words.direction == "rtl" and text_direction(name) == "ltr"
    return _RIGHT_TO_LEFT_MARK if is_other else ""


def _affiliation_lines(
    places: tuple[Affiliation, ...], words: Language
) -> tuple[AffiliationLine, ...]:
    several = len(places) > 1
    return tuple(
        AffiliationLine(
            words.in_digits(str(n)) if several else None,
            affiliation_line(place, words.comma),
            place.ror,
        )
        for n, place in enumerate(places, start=1)
    )
