"""The state of rendering one cite, or one entry of the reference list.

Compiled elements are shared between cites, so they keep their state in a ``Cite``, which is passed
from element to element.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from nashr.citations.disambiguation import DEFAULT_DETAIL, Detail
from nashr.citations.locales import Locale
from nashr.citations.richtext import Attachments
from nashr.citations.style_options import StyleOptions
from nashr.citations.works import DATES, DateValue, PersonName, Work
from nashr.records import dataclass, field

Area = Literal["citation", "bibliography"]


@dataclass(frozen=True, slots=True)
class SortMode:
    """The et-al options of a sort key. Sort keys have inverted names and dates in digits."""

    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


@dataclass(frozen=True, slots=True)
class EntryStart:
    """The start of an entry: the names of its first ``cs:names``, or the text in their place."""

    names: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Cite:
    """The input of rendering a cite, and what has been rendered of it so far."""

    style: StyleOptions
    locale: Locale
    work: Work
    area: Area
    attachments: Attachments = field(default_factory=Attachments)
    number: int = 0
    locator: str = ""
    label: str = "page"
    #: What is printed for the label, where the author has a sign for it.
    sign: str = ""
    #: The locators behind the first: the label, the number and the sign of each.
    more: tuple[tuple[str, str, str], ...] = ()
    positions: frozenset[str] = frozenset({"first"})
    first_note: int = 0
    detail: Detail = DEFAULT_DETAIL
    #: How far a person's given name is written out everywhere (global disambiguation rules).
    given_levels: Mapping[PersonName, int] = field(default_factory=dict)
    #: Whether the first names are omitted: the sentence, or the previous cite, has them.
    suppress_author: bool = False
    #: Whether the year is omitted, because the previous cite has it.
    suppress_year: bool = False
    #: The start of the previous entry, for ``subsequent-author-substitute``.
    previous_start: EntryStart | None = None
    sort: SortMode | None = None
    #: What the style would leave out, and is printed all the same, by the variable that it is to
    #: stand behind (see ``left_out``).
    left_out: Mapping[str, str] = field(default_factory=dict)
    #: Whether the text is only rendered to be compared with others.
    comparing: bool = False
    #: How many ``disambiguate`` conditions have been tested.
    conditions: int = 0
    #: Whether a term at the start is capitalized.
    starts_sentence: bool = False
    #: What stands between the first and the last page; empty for the mark of the locale.
    range_mark: str = ""
    #: The works without a language of which an element changed the case, for all cites together.
    without_language: set[str] = field(default_factory=set)

    #: The terms printed where one may begin a sentence, with their languages.
    terms: dict[str, str] = field(default_factory=dict)
    #: The terms printed, in lower case.
    said: set[str] = field(default_factory=set)
    #: A word that stands behind the title of the container in this language, and the variable of
    #: that title.
    postposition: str = ""
    postposed: str = ""
    #: How many variables had been printed before the word *retrieved*, once it is there.
    retrieved: int | None = None
    #: Whether *retrieved from* stands before an address, with no date between its words.
    without_access: bool = False
    #: Variables that a substitution has printed; they are not printed again.
    suppressed: set[str] = field(default_factory=set)
    #: Variables that have been printed, in order.
    rendered: list[str] = field(default_factory=list)
    #: How many variables were requested, and how many of them had a value.
    variables_called: int = 0
    variables_filled: int = 0
    #: Whether the word for the locator has been printed.
    labelled: bool = False
    #: Whether a ``cs:substitute`` is being tried.
    substituting: bool = False
    #: Whether a ``cs:names`` of it has been printed: the others of a ``cs:choose`` are then not.
    substituted: bool = False
    #: Whether the first ``cs:names``, or its substitute, is being rendered.
    in_first_names: bool = False
    #: The text of the first ``cs:names``; it is also used for an author in the sentence.
    author: str | None = None
    entry_start: EntryStart = EntryStart()
    #: For each list of names: how many names it has, and how many were printed.
    namesets: list[tuple[int, int]] = field(default_factory=list)
    #: The persons in each list that was printed.
    people: list[tuple[PersonName, ...]] = field(default_factory=list)
    #: The names printed, by which cites are grouped.
    name_text: str = ""
    suffix_printed: bool = False
    #: Whether the year suffix stands between the number of a year and its era.
    suffix_in_year: bool = False
    #: The printed year that the year suffix belongs to.
    year_text: str = ""

    def record(self, variable: str, text: str) -> str:
        """Record that ``variable`` was requested and whether it has text; returns ``text``."""
        self.variables_called += 1
        if text:
            self.variables_filled += 1
            self.rendered.append(variable)
        return text

    def suppress_since(self, since: int) -> None:
        """Suppress the variables printed since ``rendered`` had the length ``since``.

        Dates are not suppressed: styles that substitute title and year for the author, such as
        ISO 690, print the full date later on. citeproc-js and pandoc do the same.
        """
        self.suppressed.update(v for v in self.rendered[since:] if v not in DATES)

    def names(self, variable: str) -> tuple[PersonName, ...]:
        return () if variable in self.suppressed else self.work.names.get(variable, ())

    def date(self, variable: str) -> DateValue | None:
        return None if variable in self.suppressed else self.work.dates.get(variable)

    def text(self, variable: str) -> str:
        return "" if variable in self.suppressed else self.work.fields.get(variable, "")

    @property
    def year_suffix(self) -> str:
        """The letter that tells works of a year apart: 2001a, and *in press-a* behind words."""
        letter = self.detail.year_suffix
        date = self.work.dates.get("issued")
        words = date.literal if date is not None else ""
        return f"-{letter}" if letter and words[-1:].isalpha() else letter

    def has(self, variable: str) -> bool:
        """Whether the item has a value for the variable, suppressed or not."""
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


#: A compiled element: gives its text for a cite, or an empty string.
Renderer: TypeAlias = Callable[[Cite], str]
