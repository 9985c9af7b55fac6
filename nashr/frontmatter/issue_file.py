"""Parse ``manuscript/issues/ID.yaml``; all errors are reported at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, sort_diagnostics
from nashr.frontmatter.article_values import person_of
from nashr.frontmatter.issue_keys import IssueKeys, MatterKeys
from nashr.frontmatter.issue_print_keys import IssuePrintKeys
from nashr.frontmatter.print_keys import paper_lacks, paper_of
from nashr.frontmatter.validation import validate
from nashr.issues import PRINTING, BoardGroup, Cover, Issue, IssueSection, MatterPart
from nashr.messages import Message
from nashr.model import Issn, Source
from nashr.print_settings import BarcodeSettings, IssuePrint
from nashr.untrusted.text import size_diagnostics
from nashr.untrusted.yaml import Located, load_yaml

#: Letters in the names of files.
_ABBREVIATION = re.compile(r"[A-Za-z0-9_\-]+")


def parse_issue(source: Source, name: str) -> Outcome[Issue | None]:
    """The issue of a file; None after an error. ``name`` is that of the file without its ending."""
    large = size_diagnostics(source)
    if large:
        return Outcome(None, large)
    found = validate(_located(source), IssueKeys)
    keys = found.keys
    if keys is None:
        return Outcome(None, found.diagnostics)
    diagnostics = sort_diagnostics((*found.diagnostics, *_inconsistent(source, keys)))
    if has_errors(diagnostics):
        return Outcome(None, diagnostics)
    issue = Issue(
        id=name,
        number=keys.number,
        year=keys.year,
        sections=tuple(
            IssueSection(tuple(one.articles), one.title, dict(one.titles)) for one in keys.sections
        ),
        volume=keys.volume,
        date=keys.date,
        title=keys.title,
        titles=dict(keys.titles),
        editors=tuple(map(person_of, keys.editors)),
        issn=Issn(keys.issn.print, keys.issn.online) if keys.issn else None,
        doi=keys.doi,
        isbn=keys.isbn,
        first_page=keys.first_page,
        start=keys.articles_begin,
        blank_pages=keys.blank_pages,
        file_names=keys.file_names,
        abbreviation=keys.abbreviation,
        cover=Cover(keys.cover.picture, keys.cover.description, keys.cover.fit),
        board=tuple(
            BoardGroup(one.title, tuple(map(person_of, one.members)), dict(one.titles))
            for one in keys.board
        ),
        addresses={lang: tuple(lines) for lang, lines in keys.addresses.items()},
        imprint={lang: tuple(lines) for lang, lines in keys.imprint.items()},
        front=tuple(map(_part, keys.front)),
        back=tuple(map(_part, keys.back)),
        print=_printing(keys.print),
        sample_values=tuple(keys.sample_values),
    )
    return Outcome(issue, diagnostics)


def _part(keys: MatterKeys) -> MatterPart:
    kind = keys.part or "text"
    return MatterPart(kind, keys.file, keys.title, keys.lang)  # type: ignore[arg-type]


def _printing(keys: IssuePrintKeys) -> IssuePrint:
    code = keys.barcode
    return IssuePrint(
        keys.binding,
        paper_of(keys.paper) if keys.paper is not None else None,
        keys.spine,
        keys.spine_text,
        keys.inside_covers,
        keys.cover_colour,
        BarcodeSettings(code.number, code.add_on, code.price_code, code.place),
    )


def _of_print(source: Source, keys: IssueKeys) -> Iterator[Diagnostic]:
    """What does not fit together below ``print``."""
    at = issue_span(source, PRINTING, "paper")
    for message, hint in paper_lacks(keys.print.paper) if keys.print.paper is not None else ():
        yield Diagnostic("value-invalid", at, message, hint)
    if keys.print.spine is not None and keys.print.binding == "saddle":
        yield spine_of_staples(issue_span(source, PRINTING, "spine"))
    if keys.print.inside_covers == "inner-cover":
        parts = [one.part for one in keys.front]
        if parts[:2] != ["cover", "inner-cover"]:
            message = Message("The issue does not begin with a cover and an inner cover.")
            hint = Message("Write “front: [cover, inner-cover, …]”.")
            at = issue_span(source, PRINTING, "inside-covers")
            yield Diagnostic("value-invalid", at, message, hint)
    if keys.print.barcode.number == "isbn" and not keys.isbn:
        message = Message("The barcode is to have the ISBN of the issue, which has none.")
        hint = Message("Write it: “isbn: …”; or “number: issn”.")
        at = issue_span(source, PRINTING, "barcode", "number")
        yield Diagnostic("value-invalid", at, message, hint)


def spine_of_staples(at: Span) -> Diagnostic:
    """That an issue without a spine is given the width of one."""
    message = Message("What is stapled through the fold has no spine.")
    hint = Message("Take “spine” out, or write “binding: perfect”.")
    return Diagnostic("value-invalid", at, message, hint)


def _inconsistent(source: Source, keys: IssueKeys) -> Iterator[Diagnostic]:
    """What concerns several keys."""
    for key, parts in (("front", keys.front), ("back", keys.back)):
        for number, part in enumerate(parts):
            if (part.part is None) == (part.file is None):
                message = Message("A part of an issue has a “part” or a “file”, one of the two.")
                yield Diagnostic("value-invalid", issue_span(source, key, number), message)
    if "{abbr}" in keys.file_names and not keys.abbreviation:
        message = Message("“file-names” has {field}, and there is no “{key}”.")
        message = message.having(field="{abbr}", key="abbreviation")
        hint = Message("Write the journal's letters: “abbreviation: NJ”.")
        yield Diagnostic("value-invalid", issue_span(source, "file-names"), message, hint)
    if "{volume}" in keys.file_names and not keys.volume:
        message = Message("“file-names” has {field}, and there is no “{key}”.")
        message = message.having(field="{volume}", key="volume")
        yield Diagnostic("value-invalid", issue_span(source, "file-names"), message)
    if keys.abbreviation and not _ABBREVIATION.fullmatch(keys.abbreviation):
        message = Message("“{text}” cannot stand in a file name.", text=keys.abbreviation)
        hint = Message("Write letters a–z, digits, hyphens and underscores.")
        yield Diagnostic("value-invalid", issue_span(source, "abbreviation"), message, hint)
    yield from _of_print(source, keys)
    if keys.cover.fit == "page" and not keys.cover.picture:
        message = Message("There is no picture that could fill the page.")
        hint = Message("Name one below “cover”, “picture: manuscript/issues/cover.jpg”.")
        yield Diagnostic("value-invalid", issue_span(source, "cover", "fit"), message, hint)
    if keys.cover.picture and not keys.cover.description:
        message = Message("The picture of the cover has no description.")
        hint = Message("Say below “cover” what is to be seen: “description: …”.")
        yield Diagnostic("image-without-alt", issue_span(source, "cover", "picture"), message, hint)


def issue_span(source: Source, *path: str | int) -> Span:
    """The position of a value in the issue's file, or of the innermost value around it."""
    loaded = _located(source)
    return loaded.value.span(path) if loaded.value is not None else Span(source.path)


def names_first_page(source: Source) -> bool:
    """Whether the issue's file says on which page it begins."""
    loaded = _located(source)
    return loaded.value is not None and ("first-page",) in loaded.value.values


@lru_cache(maxsize=2)
def _located(source: Source) -> Outcome[Located | None]:
    return load_yaml(source, first_line=1, schema="text")
