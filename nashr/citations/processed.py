"""The results of the processor, as rich text."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.citations.richtext import Attachments, Quotes
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class RichText:
    """Formatted text: a string with marks (see ``richtext``) and what the marks refer to."""

    text: str
    attachments: Attachments = field(default_factory=Attachments)
    quotes: Quotes = field(default_factory=Quotes)


@dataclass(frozen=True, slots=True)
class ProcessedCitation:
    id: str
    text: RichText
    #: In a note style, the author's name for the running text; empty where there is none.
    author_in_text: RichText | None = None


@dataclass(frozen=True, slots=True)
class ProcessedEntry:
    """An entry of the reference list, and the ids of the citations that cite it."""

    key: str
    text: RichText
    citation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Processed:
    """All citations in the order of the text, and the sorted reference list."""

    citations: tuple[ProcessedCitation, ...]
    bibliography: tuple[ProcessedEntry, ...]
    hanging_indent: bool = False
    #: ``flush``, ``margin`` or empty.
    second_field_align: str = ""
    warnings: tuple[str, ...] = ()
    in_notes: bool = False
    #: The works without a language whose case the style changes, by rules that languages differ in.
    without_language: tuple[str, ...] = ()
    #: The letters behind the years of works of the same author and year.
    year_suffixes: Mapping[str, str] = field(default_factory=dict, hash=False)
    #: The variables that the list has nowhere, by the works; of those that an author is told of.
    unprinted: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
