"""Profiles: what an index, a registry or a commission asks a journal and its articles to have.

A profile is a file in ``profiles/``: its rules, each with its source. ``profile:`` in journal.yaml
names those that a journal wants to keep; nothing is read where it names none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Article, Journal
from nashr.people import Author
from nashr.records import dataclass

CODE = "profile-unmet"
_FOLDER = Path(__file__).with_name("profiles")
#: Gives the place of a key, by its parts.
Place = Callable[..., Span]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``kind`` is ``key``, ``languages``, ``keywords`` or ``each-author``."""

    kind: str
    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    title: str
    #: The types of articles that it is for.
    applies_to: tuple[str, ...]
    journal: tuple[Rule, ...]
    article: tuple[Rule, ...]


@cache
def profile(name: str) -> Profile:
    """The profile of a name of ``value_types.PROFILES``."""
    import yaml

    found = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return Profile(
        name,
        found["title"],
        tuple(found["applies-to"]),
        tuple(map(_rule, found["journal"])),
        tuple(map(_rule, found["article"])),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    [(kind, value)] = ((key, value) for key, value in entry.items() if key != "source")
    return Rule(kind, value, entry["source"])


def journal_findings(journal: Journal, place: Place) -> Iterator[Diagnostic]:
    """What ``journal.yaml`` lacks for the profiles that it names."""
    for name in journal.profiles:
        one = profile(name)
        for rule in one.journal:
            if not _OF_JOURNAL[rule.value](journal):
                yield _unmet(rule, place("profile"), _lacks(one, rule.value))


def article_findings(article: Article, journal: Journal, place: Place) -> Iterator[Diagnostic]:
    """What an article lacks for the profiles of its journal."""
    for name in journal.profiles:
        one = profile(name)
        if article.type in one.applies_to:
            for rule in one.article:
                if rule.value == "doi-or-url" and journal.articles_url:
                    continue
                for at, message in _CHECKS[rule.kind](one, rule.value, article):
                    yield _unmet(rule, place(*at), message)


def _unmet(rule: Rule, at: Span, message: Message) -> Diagnostic:
    hint = Message("The rule: {source}.", source=rule.source)
    return Diagnostic(CODE, at, message, hint)


# --- the rules -----------------------------------------------------------------------------

_Found = Iterator[tuple[tuple[str | int, ...], Message]]


def _lacks(one: Profile, key: str) -> Message:
    return Message("{profile} asks for “{key}”.", profile=one.title, key=_named(key))


def _named(key: str) -> str:
    return key.replace("-or-url", "").replace("-or-issue", "").replace("-or-number", "")


def _key(one: Profile, key: str, article: Article) -> _Found:
    if not _OF_ARTICLE[key](article):
        yield (_named(key).split(".")[0],), _lacks(one, key)


def _languages(one: Profile, tags: list[str], article: Article) -> _Found:
    texts = {text.lang.split("-")[0]: text for text in article.texts}
    for tag in tags:
        for part in ("title", "abstract", "keywords"):
            if not (tag in texts and getattr(texts[tag], part)):
                path = (part,) if tag == article.lang else ("translations", tag, part)
                message = Message(
                    "{profile} asks for “{part}” in the language “{tag}”.",
                    profile=one.title,
                    part=part,
                    tag=tag,
                )
                yield path, message


def _keywords(one: Profile, fewest: int, article: Article) -> _Found:
    for number, text in enumerate(article.texts):
        if 0 < len(text.keywords) < fewest:
            path = ("translations", text.lang, "keywords") if number else ("keywords",)
            message = Message(
                "{profile} asks for at least {fewest} keywords; in the language “{tag}” there are "
                "{found}.",
                profile=one.title,
                fewest=fewest,
                tag=text.lang,
                found=len(text.keywords),
            )
            yield path, message


def _each_author(one: Profile, key: str, article: Article) -> _Found:
    lacking = [(n, author) for n, author in enumerate(article.authors) if not _has(author, key)]
    if not article.authors:
        yield ("authors",), _lacks(one, "authors")
    for number, author in lacking:
        message = Message(
            "{profile} asks for “{key}” of each author; {name} has none.",
            profile=one.title,
            key=key,
            name=author.name,
        )
        yield ("authors", number), message


def _has(author: Author, key: str) -> bool:
    if author.given is None:  # a body has neither an ORCID iD nor a degree
        return key != "affiliations" or bool(author.affiliations)
    return bool(getattr(author, key))


_CHECKS: Mapping[str, Callable[[Profile, Any, Article], _Found]] = {
    "key": _key,
    "languages": _languages,
    "keywords": _keywords,
    "each-author": _each_author,
}


_OF_JOURNAL: Mapping[str, Callable[[Journal], object]] = {
    "issn": lambda j: j.issn.print or j.issn.online,
    "publisher": lambda j: j.publisher,
    "license": lambda j: j.license,
}
_OF_ARTICLE: Mapping[str, Callable[[Article], object]] = {
    "classification.udc": lambda a: a.classification.udc,
    "abstract": lambda a: a.text.abstract,
    "dates.received": lambda a: a.dates.received,
    "dates.accepted": lambda a: a.dates.accepted,
    "dates.published": lambda a: a.dates.published,
    "volume-or-issue": lambda a: a.volume or a.issue,
    "first-page": lambda a: a.first_page or a.article_number,
    "first-page-or-number": lambda a: a.first_page or a.article_number,
    "doi": lambda a: a.doi,
    "doi-or-url": lambda a: a.doi,
    "year": lambda a: a.year or a.dates.published,
    "license": lambda a: a.license,
    "references-latin": lambda a: a.references_latin,
    "ethics": lambda a: a.ethics or a.ethics_decision.committee,
    "conflict-of-interest": lambda a: a.conflict_of_interest,
    "contribution": lambda a: (
        a.contribution_share or any(one.roles or one.share for one in a.authors)
    ),
}
