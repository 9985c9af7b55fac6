"""One cite or one entry while it is being rendered.

lxml drops what is set on its elements, and the compiled elements are shared, so whatever they
must remember stands here and is handed from element to element.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from nashr.citations.disambiguation import USUAL, Detail
from nashr.citations.locales import Locale
from nashr.citations.richtext import Attachments
from nashr.citations.style_options import StyleOptions
from nashr.citations.works import DATES, DateValue, PersonName, Work

Area = Literal["citation", "bibliography"]


@dataclass(frozen=True, slots=True)
class SortMode:
    """Rendering a sort key: names inverted, dates as digits; et-al limits of the key."""

    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """What an entry begins with: its first names one by one, or what stands for them."""

    names: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Cite:
    """What is rendered, and what has been rendered of it so far."""

    style: StyleOptions
    locale: Locale
    work: Work
    area: Area
    attachments: Attachments = field(default_factory=Attachments)
    number: int = 0
    locator: str = ""
    label: str = "page"
    positions: frozenset[str] = frozenset({"first"})
    first_note: int = 0
    detail: Detail = USUAL
    #: How far the given name of a person is spelled out wherever it stands (global rules).
    given_levels: Mapping[PersonName, int] = field(default_factory=dict)
    #: Whether the first names are left out: the author is in the text, or was just cited.
    suppress_author: bool = False
    #: Whether the year is left out, since the cite before has it.
    suppress_year: bool = False
    #: The names that began the entry before, for ``subsequent-author-substitute``.
    lead_before: Lead | None = None
    sort: SortMode | None = None
    #: Whether the text is only compared with others, not printed.
    looking: bool = False
    #: How many tests of ``disambiguate`` have been made.
    conditions: int = 0
    #: Whether a term that comes first gets a capital.
    opens_sentence: bool = False

    #: Variables that a substitution has used up.
    suppressed: set[str] = field(default_factory=set)
    #: Variables that have been printed, in order.
    rendered: list[str] = field(default_factory=list)
    #: How many variables were asked for, and how many of them had something to print.
    called: int = 0
    filled: int = 0
    #: Whether a ``cs:substitute`` is being tried.
    substituting: bool = False
    #: Whether the first ``cs:names``, or what is substituted for it, is being printed.
    leading: bool = False
    #: The text of the first ``cs:names``, which is what an author in the text is.
    author: str | None = None
    lead: Lead = Lead()
    #: For each list of names: how many there are and how many were printed.
    namesets: list[tuple[int, int]] = field(default_factory=list)
    #: The persons printed, list by list.
    people: list[tuple[PersonName, ...]] = field(default_factory=list)
    #: The names printed, for the grouping of cites.
    name_text: str = ""
    suffix_printed: bool = False
    #: The year that carries the year suffix, as printed.
    year_text: str = ""

    def note(self, variable: str, text: str) -> str:
        """Remember that ``variable`` was asked for and whether it printed; gives ``text``."""
        self.called += 1
        if text:
            self.filled += 1
            self.rendered.append(variable)
        return text

    def use_up(self, since: int) -> None:
        """Withhold from the rest what was printed since ``rendered`` had that length.

        Dates are left: styles that put title and year in place of the author, as those of
        ISO 690 do, count on the full date further on; so do citeproc-js and pandoc.
        """
        self.suppressed.update(v for v in self.rendered[since:] if v not in DATES)

    def names(self, variable: str) -> tuple[PersonName, ...]:
        return () if variable in self.suppressed else self.work.names.get(variable, ())

    def date(self, variable: str) -> DateValue | None:
        return None if variable in self.suppressed else self.work.dates.get(variable)

    def text(self, variable: str) -> str:
        return "" if variable in self.suppressed else self.work.fields.get(variable, "")

    def has(self, variable: str) -> bool:
        """Whether the item has a value for the variable, even where a substitution used it."""
        match variable:
            case "locator":
                return bool(self.locator)
            case "citation-number":
                return bool(self.number)
            case "year-suffix":
                return bool(self.detail.year_suffix)
            case "first-reference-note-number":
                return bool(self.first_note)
            case "language":
                return bool(self.work.language)
            case _:
                return self.work.has(variable)


#: A compiled element: its text for a cite, empty where it has nothing to print.
Show: TypeAlias = Callable[[Cite], str]
