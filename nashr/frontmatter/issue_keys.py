"""The keys of ``manuscript/issues/ID.yaml``."""

from __future__ import annotations

import re
import string
from typing import Annotated, Any, Literal

from nashr.diagnostics import nearest
from nashr.frontmatter.article_parts import Persons
from nashr.frontmatter.declaring import BeforeValidator, Field
from nashr.frontmatter.issue_print_keys import IssuePrintKeys
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.value_types import (
    Day,
    Doi,
    IssnNumber,
    LanguageTag,
    Page,
    PrintedIsbn,
    Text,
    Texts,
    TextsOrText,
    Year,
    choice,
    parsed_by,
    strings,
)
from nashr.identifiers import Invalid
from nashr.issues import MADE_PARTS
from nashr.messages import Message, either

#: The fields of a pattern for names of files.
NAME_FIELDS = ("abbr", "year", "volume", "issue", "page", "slug")
#: Without what ends a name or leads elsewhere: the names are those of files on every system.
_NAME = re.compile(r"[A-Za-z0-9_.\-]*")


def _file_names(text: str) -> str:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        raise Invalid(
            Message("A brace of “{text}” is not closed, or not opened.", text=text),
            Message("Write it like this: {pattern}", pattern="{abbr}{year}_{issue}_{page}"),
        ) from None
    for plain, name, form, conversion in parts:
        if name is not None and (name not in NAME_FIELDS or form or conversion):
            near = nearest(name, NAME_FIELDS)
            hint = (
                Message("Did you mean “{near}”?", near=near)
                if near
                else Message("Write {values}.", values=either(NAME_FIELDS))
            )
            raise Invalid(Message("“{name}” is no field of a file name.", name=name), hint)
        if not _NAME.fullmatch(plain):
            raise Invalid(
                Message("“{text}” cannot stand in a file name.", text=plain),
                Message("Write letters a–z, digits, hyphens, underscores and full stops."),
            )
    if not {"page", "slug"} & {name for _, name, _, _ in parts}:
        raise Invalid(
            Message("“{text}” gives all articles the same name.", text=text),
            Message("Put {page} or {slug} into it.", page="{page}", slug="{slug}"),
        )
    return text


def _part(value: Any) -> Any:
    """The keys of a part that is named by a word, or by the path of a Markdown file."""
    if not isinstance(value, str):
        return value
    word = value.strip()
    if word in MADE_PARTS:
        return {"part": word}
    if word.lower().endswith(".md"):
        return {"file": word}
    near = nearest(word, MADE_PARTS)
    hint = (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("Write {values}, or the path of a Markdown file.", values=either(MADE_PARTS))
    )
    raise Invalid(Message("“{text}” is no part of an issue.", text=word), hint)


class MatterKeys(Keys):
    """A part before or behind the articles."""

    part: Annotated[str, choice(*MADE_PARTS), strings(enum=list(MADE_PARTS))] | None = Field(
        default=None, description="A part that is made of what is known of the issue."
    )
    file: Text | None = Field(
        default=None, description="A Markdown file in manuscript/issues/, in place of that."
    )
    title: Text | None = Field(default=None, description="Its title, for the contents.")
    lang: LanguageTag | None = Field(
        default=None, description="Its language, where it is not that of the journal."
    )


Part = Annotated[MatterKeys, BeforeValidator(_part, json_schema_input_type=str | MatterKeys)]


class SectionKeys(Keys):
    """Articles under one heading."""

    title: Text | None = Field(default=None, description="The heading, in the journal's language.")
    titles: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="The heading in other languages, each by its tag."
    )
    articles: Texts = Field(
        description=Message("The folders of the articles in manuscript/, in their order."),
        min_length=1,
    )


class BoardKeys(Keys):
    """People of one office."""

    title: Text = Field(description=Message("The office, such as “Editor in chief”."))
    titles: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="The office in other languages, each by its tag."
    )
    members: Persons = Field(description=Message("Who has it: a name, or a list of persons."))


class CoverKeys(Keys):
    """The outer cover."""

    picture: Text | None = Field(
        default=None, description="A picture, as a path from the journal's folder."
    )
    description: Text | None = Field(
        default=None, description="What is to be seen, for those who cannot see it."
    )
    fit: Annotated[
        Literal["place", "page"], choice("place", "page"), strings(enum=["place", "page"])
    ] = Field(
        default="place",
        description="What the picture fills: a place between title and number, or the whole page "
        "to its edges, with title and number on top of it.",
    )


class IssueIssnKeys(Keys):
    print: IssnNumber | None = Field(default=None, description="The ISSN of the printed issue.")
    online: IssnNumber | None = Field(default=None, description="The ISSN of the electronic issue.")


class IssueKeys(Keys):
    """``manuscript/issues/ID.yaml``."""

    volume: Text | None = Field(default=None, description="The volume.")
    number: Text = Field(description=Message("The number of the issue in its volume or year."))
    year: Year = Field(description=Message("The year of the volume."))
    date: Day | None = Field(
        default=None, description="The day of publication, such as 2026-03-31."
    )
    title: Text | None = Field(default=None, description="The title of a special issue.")
    titles: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="That title in other languages, each by its tag."
    )
    editors: Persons = Field(default_factory=list, description="The editors of a special issue.")
    issn: IssueIssnKeys | None = Field(
        default=None, description="The ISSN, where it is not that of the journal."
    )
    doi: Doi | None = Field(default=None, description="The DOI of the issue.")
    isbn: PrintedIsbn | None = Field(
        default=None, description="The ISBN of the issue, if it has one."
    )
    first_page: Page = Field(
        default=1, description="The number of the page on which the first article begins."
    )
    articles_begin: Annotated[
        Literal["next", "right"], choice("next", "right"), strings(enum=["next", "right"])
    ] = Field(
        default="next",
        description="Where an article begins: on the next page, or on the next right-hand page.",
    )
    blank_pages: Annotated[
        Literal["empty", "sign"], choice("empty", "sign"), strings(enum=["empty", "sign"])
    ] = Field(
        default="empty",
        description="What stands on a page that is left over: nothing (empty), or the journal's "
        "sign (sign).",
    )
    file_names: Annotated[
        str, parsed_by(_file_names), strings(examples=["{abbr}{year}_{issue}_{page}"])
    ] = Field(
        default="{slug}",
        description="The names of the articles' files, with the fields {abbr}, {year}, {volume}, "
        "{issue}, {page} (the first one) and {slug}.",
    )
    abbreviation: Text | None = Field(
        default=None, description="The journal's letters in names of files: {abbr}."
    )
    cover: CoverKeys = Field(
        default_factory=CoverKeys, description="What stands on the outer cover."
    )
    board: list[BoardKeys] = Field(
        default_factory=list, description="The editorial board, by offices."
    )
    addresses: dict[LanguageTag, TextsOrText] = Field(
        default_factory=dict,
        description="The address of the editorial office, by language: its lines.",
    )
    imprint: dict[LanguageTag, TextsOrText] = Field(
        default_factory=dict,
        description="Further lines of the imprint, by language: certificate, printing house.",
    )
    front: list[Part] = Field(
        default_factory=list,
        description="What stands before the articles: cover, inner-cover, contents, or the paths "
        "of Markdown files in manuscript/issues/.",
    )
    back: list[Part] = Field(
        default_factory=list,
        description="What stands behind them: authors (an index), colophon, back-cover, or "
        "Markdown files.",
    )
    sections: list[SectionKeys] = Field(
        description=Message("The articles, under the headings of the contents."), min_length=1
    )
    print: IssuePrintKeys = Field(
        default_factory=IssuePrintKeys, description="How it is printed and bound."
    )
    sample_values: Texts = Field(
        default_factory=list,
        description="The keys whose values are samples, to be replaced before publication.",
    )
