"""What stands below the text of an article under headings of its own: who did what, who paid,
statements on conflicts, ethics, data and the like.

First those in the article's language, then those in each of the others, under the words of that
language. A declaration is made of the facts that the front matter gives (the shares of authors, the
funders, the decision of a committee) and of the statement that its author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from nashr import statements
from nashr.languages import Language, language
from nashr.model import Article, LocalText
from nashr.outputs.catalogue import contributors
from nashr.outputs.edition import Edition
from nashr.outputs.phrases import as_member, percent, with_colon, written_date
from nashr.records import dataclass, field
from nashr.statements import Statement


@dataclass(frozen=True, slots=True)
class Declaration:
    """What stands after the text under a heading of its own: funding, thanks, roles.

    ``role`` and ``epub_type`` are those of a ``statements.Statement``; empty where it has none.
    ``lang`` and ``direction`` are empty where they are those of the article.
    """

    id: str
    heading: str
    html: Markup
    role: str = ""
    epub_type: str = ""
    #: The marks of the pages that begin with its heading.
    before: Markup = field(default_factory=Markup)
    lang: str = ""
    direction: str = ""
    #: The part of ``html`` that is made of facts, and the name in ``Document.fields`` of the rest.
    facts: Markup = field(default_factory=Markup)
    source: str = ""


def declarations(edition: Edition) -> tuple[Declaration, ...]:
    """The declarations of an article, in the order of ``STATEMENTS``, language by language."""
    return tuple(
        declaration
        for text in edition.document.article.texts
        for row in statements.STATEMENTS
        if (declaration := _declaration(edition, row, text)) is not None
    )


def _declaration(edition: Edition, row: Statement, text: LocalText) -> Declaration | None:
    article = edition.document.article
    own = text is article.text
    words = edition.language if own else language(text.lang)
    name = field_name(row, text, article)
    stated = Markup(edition.markup.fields.get(name, ""))
    facts = Markup("").join(_facts(edition, row, text, words))
    html = facts + stated
    if not html:
        return None
    return Declaration(
        row.id if own else f"{row.id}-{text.lang}",
        heading(row, article, words),
        html,
        row.role,
        row.epub_type,
        lang="" if own else text.lang,
        direction="" if own else words.direction,
        facts=facts,
        source=name,
    )


def field_name(row: Statement, text: LocalText, article: Article) -> str:
    """The name of a statement in ``Document.fields``, in the language of ``text``."""
    return row.key if text is article.text else f"{row.key}.{text.lang}"


def heading(row: Statement, article: Article, words: Language) -> str:
    """The label of a statement; that of contributions is another for a single author."""
    if row.label_name == "credit" and len(article.authors) == 1:
        return words.labels.credit_of_one
    label: str = getattr(words.labels, row.label_name)
    return label


# --- facts ---------------------------------------------------------------------------------


def _facts(edition: Edition, row: Statement, text: LocalText, words: Language) -> Iterator[Markup]:
    """The facts of a statement, a paragraph each."""
    article = edition.document.article
    if row.name == "funding_statement":
        yield from _funders(text, article)
        return
    if row.name == "contribution_share" and text is article.text:
        yield from _roles(article, words)
    for line in fact_lines(edition, row, text, words):
        yield Markup("<p>{}</p>").format(line)


def fact_lines(edition: Edition, row: Statement, text: LocalText, words: Language) -> list[str]:
    """What is printed of a statement's facts as sentences, in a language."""
    article = edition.document.article
    match row.name:
        case "contribution_share" if text is article.text:
            return _shares(article, words)
        case "ethics":
            return _decision(edition, text, words)
    return []


def _shares(article: Article, words: Language) -> list[str]:
    shares = [
        f"{with_colon(author.name, words)} {percent(author.share, words)}"
        for author in article.authors
        if author.share
    ]
    return [f"{words.semicolon.join(shares)}."] if shares else []


def _decision(edition: Edition, text: LocalText, words: Language) -> list[str]:
    """The ethics committee, the day and the number of its decision.

    In another language they are printed where the committee has a name in it.
    """
    article, labels = edition.document.article, words.labels
    decision, own = article.ethics_decision, text is article.text
    committee = decision.committee if own else text.ethics_committee
    if not own and not committee:
        return []
    style = edition.journal.dates_style
    day = written_date(decision.date, words, style) if decision.date else None
    facts = (
        (labels.ethics_committee, committee),
        (labels.decision_date, day),
        (labels.decision_number, decision.number),
    )
    shown = [(label, value) for label, value in facts if value]
    parts = [
        f"{with_colon(as_member(label, words) if n else label, words)} {value}"
        for n, (label, value) in enumerate(shown)
    ]
    return [f"{words.semicolon.join(parts)}."] if parts else []


def _roles(article: Article, words: Language) -> Iterator[Markup]:
    for contributor in contributors(article):
        author = contributor.author
        names = (words.credit_roles.get(role, role) for role in author.roles)
        roles = words.semicolon.join(as_member(name, words) for name in names)
        if roles:
            yield Markup("<p>{} {}.</p>").format(with_colon(author.name, words), roles)


def _funders(text: LocalText, article: Article) -> Iterator[Markup]:
    """The funders; in another language those that have a name in it."""
    for funding in article.funding:
        own = text is article.text
        written = funding.funder if own else funding.translations.get(text.lang)
        if not written:
            continue
        name: str | Markup = written
        if funding.id:
            name = Markup('<a href="{}">{}</a>').format(funding.id, written)
        award = f" ({funding.award})" if funding.award else ""
        yield Markup("<p>{}{}.</p>").format(name, award)
