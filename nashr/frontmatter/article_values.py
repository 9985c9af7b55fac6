"""An article of the model from the validated keys of its front matter."""

from __future__ import annotations

from typing import Any

from nashr.frontmatter import article_parts, schema
from nashr.frontmatter.latin_keys import latin_settings
from nashr.frontmatter.shares import shares_of
from nashr.languages import PEER_REVIEWS, language
from nashr.model import (
    Affiliation,
    Article,
    Author,
    Classification,
    CodeStyle,
    Dates,
    EthicsDecision,
    Funding,
    Journal,
    LocalAffiliation,
    LocalAuthor,
    LocalText,
    Markdown,
    Origin,
    Person,
)
from nashr.statements import STATEMENTS

#: The statements whose text is a part of what the key holds.
_WITH_PARTS = frozenset({"contribution_share", "ethics", "peer_review"})


def article_of(keys: schema.ArticleKeys, slug: str, journal: Journal) -> Article:
    """The article that the keys describe; what they leave open is as the journal has it."""
    lang = keys.lang or journal.language
    own = LocalText(
        lang,
        keys.title,
        keys.subtitle,
        keys.abstract,
        tuple(keys.keywords),
        keys.extended_abstract,
    )
    shares = shares_of(keys.contribution_share, [(a.given, a.family) for a in keys.authors])
    return Article(
        slug=slug,
        lang=lang,
        texts=(own, *(_local_text(tag, text) for tag, text in keys.translations.items())),
        authors=tuple(_author(author, shares.get(n)) for n, author in enumerate(keys.authors)),
        affiliations=tuple(_affiliation(place) for place in keys.affiliations),
        short_title=keys.short_title or "",
        type=keys.type,
        dates=Dates(**dict(keys.dates)),
        doi=keys.doi,
        volume=keys.volume,
        issue=keys.issue,
        year=keys.year,
        first_page=keys.first_page,
        last_page=keys.last_page,
        article_number=keys.article_number,
        isbn=keys.isbn,
        special_issue=keys.special_issue,
        classification=Classification(
            **{scheme: tuple(codes) for scheme, codes in keys.classification}
        ),
        editors=tuple(person_of(person) for person in keys.editor_in_charge),
        reviewers=tuple(person_of(person) for person in keys.reviewers),
        copyright_holder=tuple(keys.copyright_holder) or journal.copyright_holder,
        copyright_year=keys.copyright_year,
        license=keys.license or journal.license,
        code=code_style(keys.code, journal.code),
        abstracts_at=keys.abstracts_at or journal.abstracts_at,
        funding=tuple(_funding(funder) for funder in keys.funding),
        bibliography=tuple(keys.bibliography),
        nocite=tuple(keys.nocite),
        references_latin=latin_settings(keys.references_latin, journal.references_latin),
        sample_values=tuple(keys.sample_values),
        ethics_decision=EthicsDecision(keys.ethics.committee, keys.ethics.date, keys.ethics.number),
        origin=_origin(keys.derived_from),
        **_statements(keys, lang),
    )


def code_style(keys: schema.CodeKeys, usual: CodeStyle) -> CodeStyle:
    """How code is set: as the keys say, and where they say nothing, as usual."""
    return CodeStyle(
        usual.numbers if keys.numbers is None else keys.numbers,
        usual.colours if keys.colours is None else keys.colours,
    )


def _statements(keys: schema.ArticleKeys, lang: str) -> dict[str, Any]:
    """The statements in the article's language, and where it comes from, by their fields."""
    share = keys.contribution_share
    return {
        **{row.name: getattr(keys, row.name) for row in STATEMENTS if row.name not in _WITH_PARTS},
        "contribution_share": share if isinstance(share, str) else None,
        "ethics": keys.ethics.statement,
        "peer_review": _peer_review(keys.peer_review, lang),
        "derived_from": keys.derived_from.text if keys.derived_from else None,
    }


def _peer_review(value: str | None, lang: str) -> Markdown | None:
    """The text itself, or what the language calls a kind of peer review."""
    return f"{language(lang).peer_reviews[value]}." if value in PEER_REVIEWS else value


def _origin(keys: article_parts.OriginKeys | None) -> Origin:
    return Origin(keys.kind, keys.doi, keys.url) if keys else Origin()


def _local_text(lang: str, keys: article_parts.TranslationKeys) -> LocalText:
    given = {row.key: getattr(keys, row.name) for row in STATEMENTS if row.name not in ("ethics",)}
    given["ethics"] = keys.ethics.statement
    given["peer-review"] = _peer_review(keys.peer_review, lang)
    return LocalText(
        lang,
        keys.title or "",
        keys.subtitle,
        keys.abstract,
        tuple(keys.keywords),
        keys.extended_abstract,
        {key: text for key, text in given.items() if text},
        keys.ethics.committee,
        keys.special_issue,
        keys.derived_from,
    )


def _author(keys: article_parts.AuthorKeys, share: str | None) -> Author:
    return Author(
        family=keys.family,
        given=keys.given,
        orcid=keys.orcid,
        email=keys.email,
        corresponding=keys.corresponding,
        affiliations=tuple(keys.affiliations),
        roles=tuple(keys.roles),
        patronymic=keys.patronymic,
        degree=keys.degree,
        academic_title=keys.academic_title,
        position=keys.position,
        share=share,
        translations={lang: _local_author(local) for lang, local in keys.translations.items()},
    )


def _local_author(keys: article_parts.AuthorTranslationKeys) -> LocalAuthor:
    return LocalAuthor(
        keys.family,
        keys.given,
        keys.patronymic,
        keys.degree,
        keys.academic_title,
        keys.position,
    )


def _affiliation(keys: article_parts.AffiliationKeys) -> Affiliation:
    return Affiliation(
        keys.id,
        keys.name,
        keys.department,
        keys.city,
        keys.country,
        keys.ror,
        {lang: LocalAffiliation(**dict(local)) for lang, local in keys.translations.items()},
    )


def _funding(keys: article_parts.FundingKeys) -> Funding:
    names = {lang: local.funder for lang, local in keys.translations.items()}
    return Funding(keys.funder, keys.award, keys.id, names)


def person_of(keys: article_parts.PersonKeys) -> Person:
    return Person(keys.family, keys.given, keys.orcid, keys.affiliation)
