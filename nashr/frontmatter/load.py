"""Parse ``journal.yaml`` and a manuscript's front matter; all errors are reported at once.

``schema`` defines the keys and the form of their values, ``validation`` reports violations of it,
and ``consistency`` checks what concerns several keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span, capped, has_errors, sort_diagnostics
from nashr.frontmatter import schema, theme_keys
from nashr.frontmatter.article_values import article_of, code_style
from nashr.frontmatter.consistency import check_consistency
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.latin_keys import latin_settings
from nashr.frontmatter.places import front_matter_of, located, value_span
from nashr.frontmatter.plain_values import check_plain_values
from nashr.frontmatter.print_keys import paper_lacks, paper_of
from nashr.frontmatter.profiles import article_findings, journal_findings
from nashr.frontmatter.reading import prepare_reading
from nashr.frontmatter.validation import validate
from nashr.issues import PRINTING
from nashr.messages import Message
from nashr.model import (
    Article,
    BuildLimits,
    CodeStyle,
    Issn,
    Journal,
    Manuscript,
    Publisher,
    Source,
    ThemeSettings,
)
from nashr.print_settings import PrintSettings
from nashr.records import replace
from nashr.untrusted.text import character_diagnostics, limit_diagnostics, size_diagnostics

_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_FRONT_MATTER_HINT = Message(
    "Begin the file with a line of three hyphens, the keys, and such a line again."
)


def preload_models(*, every: bool = False) -> None:
    """Read the declarations of the files' keys now, not for the first article. With ``every``,
    pydantic's models are built as well, by which articles with errors are explained.
    """
    prepare_reading(schema.JournalKeys, schema.ArticleKeys, theme_keys.ThemeFileKeys)
    if every:
        from nashr.frontmatter.models import model_of

        for keys in _models(Keys):
            model_of(keys).model_rebuild()


def _models(model: type[Keys]) -> Iterator[type[Keys]]:
    for own in model.__subclasses__():
        yield own
        yield from _models(own)


# --- the manuscript's two parts ------------------------------------------------------------


def split_manuscript(source: Source) -> Outcome[Manuscript | None]:
    """Front matter and body of an ``article.md``.

    The value is None after ``front-matter-missing``, and for a text that exceeds the limits of
    ``untrusted.text``. After ``manuscript-empty`` the manuscript is still given, so that its front
    matter can be checked.
    """
    exceeded = limit_diagnostics(source)
    if exceeded:
        return Outcome(None, exceeded)
    lines = source.text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)  # below empty lines
    if lines[start].rstrip() != "---":
        message = Message("The manuscript does not begin with front matter.")
        return _without_front_matter(source, message)
    ends = (n for n, line in enumerate(lines) if n > start and line.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None:
        message = Message(
            "The front matter that begins here has no line of three hyphens at its end."
        )
        return _without_front_matter(source, message)
    front_matter = "\n" * start + "\n".join(lines[start + 1 : end]) + "\n"
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    manuscript = Manuscript(source, front_matter, body)
    found = character_diagnostics(Source(source.path, body))
    if _COMMENT.sub("", body).strip():
        return Outcome(manuscript, found)
    at = Span(source.path, end + 1, 1)
    message = Message("The manuscript has no text after its front matter.")
    hint = Message("Write the article below this line.")
    return Outcome(manuscript, (*found, Diagnostic("manuscript-empty", at, message, hint)))


def _without_front_matter(source: Source, message: Message) -> Outcome[Manuscript | None]:
    at = Span(source.path, 1, 1)
    diagnostic = Diagnostic("front-matter-missing", at, message, _FRONT_MATTER_HINT)
    return Outcome(None, (diagnostic,))


# --- the journal and the article -----------------------------------------------------------


def parse_journal(source: Source) -> Outcome[Journal | None]:
    """The journal of a ``journal.yaml``; None after an error."""
    large = size_diagnostics(source)
    if large:
        return Outcome(None, large)
    found = validate(located(source, 1), schema.JournalKeys)
    keys = found.keys
    if keys is None:
        return Outcome(None, found.diagnostics)
    at = value_span(source, PRINTING, "paper")
    if wrong := [Diagnostic("value-invalid", at, *one) for one in paper_lacks(keys.print.paper)]:
        return Outcome(None, sort_diagnostics((*found.diagnostics, *wrong)))
    journal = Journal(
        title=keys.title,
        language=keys.language,
        short_title=keys.short_title,
        titles=dict(keys.titles),
        publisher=_publisher(keys.publisher),
        issn=Issn(keys.issn.print, keys.issn.online),
        url=keys.url,
        articles_url=keys.articles_url,
        style=keys.style,
        theme=_theme(keys),
        reference_language=keys.reference_language,
        references_latin=latin_settings(keys.references_latin, None),
        bibliography=tuple(keys.bibliography),
        names_bibliography="bibliography" in keys.model_fields_set,
        license=keys.license,
        code=code_style(keys.code, CodeStyle()),
        logo=keys.logo or keys.theme.logo,
        colour=keys.colour,
        abstracts_at=keys.abstracts_at,
        dates_style=keys.dates_style,
        profiles=tuple(keys.profile),
        copyright_holder=tuple(keys.copyright_holder),
        page=theme_keys.page_size(keys.page),
        print=PrintSettings(**{**dict(keys.print), "paper": paper_of(keys.print.paper)}),
        pdf_standard=keys.pdf.standard,
        back_links=keys.back_links,
        limits=BuildLimits(keys.limits.time, keys.limits.memory, keys.limits.output),
        sample_values=tuple(keys.sample_values),
    )
    lacking = journal_findings(journal, partial(value_span, source)) if journal.profiles else ()
    return Outcome(journal, (*found.diagnostics, *lacking))


def _publisher(keys: schema.PublisherKeys | None) -> Publisher | None:
    if keys is None:
        return None
    translations = {lang: (local.name, local.place) for lang, local in keys.translations.items()}
    return Publisher(keys.name, keys.place, keys.url, translations)


def _theme(keys: schema.JournalKeys) -> ThemeSettings:
    """The settings below ``theme``, with the keys beside it that a theme may set as well."""
    given = keys.model_fields_set
    more: dict[str, Any] = {}
    if "page" in given:
        more["page"] = theme_keys.page_size(keys.page)
    elif keys.theme.page is not None:
        more["page"] = theme_keys.page_size(keys.theme.page)
    if "back_links" in given:
        more["back_links"] = keys.back_links
    found = theme_keys.settings(keys.theme, keys.theme.name, **more)
    return replace(found, accent=found.accent or keys.colour)


def parse_theme(source: Source, name: str) -> Outcome[tuple[ThemeSettings, str | None] | None]:
    """The settings of a ``theme.yaml``, and the theme that it changes; None after an error."""
    large = size_diagnostics(source)
    if large:
        return Outcome(None, large)
    found = validate(located(source, 1), theme_keys.ThemeFileKeys)
    keys = found.keys
    if keys is None:
        return Outcome(None, found.diagnostics)
    more: dict[str, Any] = {"logo": keys.logo}
    if keys.page is not None:
        more["page"] = theme_keys.page_size(keys.page)
    return Outcome((theme_keys.settings(keys, name, **more), keys.base), found.diagnostics)


def description(source: Source) -> str:
    """What a ``theme.yaml`` says that the theme is for; empty where it says nothing, or nothing
    that can be read.
    """
    keys = validate(located(source, 1), theme_keys.ThemeFileKeys).keys if source.text else None
    return keys.description or "" if keys is not None else ""


def parse_article(manuscript: Manuscript, slug: str, journal: Journal) -> Outcome[Article | None]:
    """The article that a manuscript's front matter describes; None after an error.

    Language and licence default to those of the journal.
    """
    loaded = front_matter_of(manuscript)
    found = validate(loaded, schema.ArticleKeys)
    diagnostics = found.diagnostics
    if loaded.value is not None:
        inconsistent = capped(check_consistency(loaded.value, journal.language))
        marked_up = capped(check_plain_values(loaded.value))
        diagnostics = sort_diagnostics((*diagnostics, *inconsistent, *marked_up))
    if found.keys is None or has_errors(diagnostics):
        return Outcome(None, diagnostics)
    article = article_of(found.keys, slug, journal)
    if journal.profiles:
        lacking = article_findings(article, journal, partial(value_span, manuscript))
        diagnostics = sort_diagnostics((*diagnostics, *lacking))
    return Outcome(article, diagnostics)
