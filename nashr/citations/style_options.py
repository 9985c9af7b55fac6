"""The options of a style that rendering depends on."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.citations.disambiguation import Methods
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class StyleOptions:
    """The attributes of a style that apply to all of its elements, for one language."""

    #: The tag of the article's language.
    lang: str = ""
    #: The tag of the language that the style was made for.
    made_for: str = "en-US"
    in_notes: bool = False
    hanging_indent: bool = False
    second_field_align: str = ""
    page_range_format: str = ""
    #: What follows an initial, in a style that has initials in all names.
    initialize_with: str | None = None
    demotes_in_sorting: bool = True
    substitute: str | None = None
    substitute_rule: str = "complete-all"
    #: The types of works that its conditions name.
    known_types: frozenset[str] = frozenset()
    #: The variables that it may print in the list.
    listed_variables: frozenset[str] = frozenset()
    #: Whether the style places the year suffix itself.
    prints_year_suffix: bool = False
    #: Whether it asks for dates that are not certain, to print them otherwise.
    knows_circa: bool = False
    #: Whether it prints the title of one volume apart from that of the whole.
    prints_volume_title: bool = False
    #: Whether it sets two slashes before what a part stands in, as GOST does.
    prints_slashes: bool = False
    prints_italics: bool = False
    #: Whether a note has the whole reference of a work.
    notes_in_full: bool = False
    #: The kinds of locators, such as *chapter*, for which it has conditions.
    known_locators: frozenset[str] = frozenset()
    #: Whether it has the names that CSL has not, as one text (see ``contributors``).
    prints_contributors: bool = False
    prints_compiler: bool = False
    #: Whether a cite may differ if its work was cited before.
    knows_positions: bool = False
    #: Whether it has the word *ibid.*, which is said in the language of the article.
    says_ibid: bool = False
    methods: Methods = field(default_factory=Methods)
    #: Abbreviations given by the caller, by variable and full text.
    abbreviations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def abbreviation(self, variable: str, text: str) -> str:
        """The caller's abbreviation for a variable's text, or an empty string."""
        return self.abbreviations.get(variable, {}).get(text, "")


@dataclass(frozen=True, slots=True)
class GroupingOptions:
    """The attributes of ``cs:citation`` that control the grouping and collapsing of cites."""

    collapse: str
    in_text: bool
    group_delimiter: str | None
    after_collapse: str | None
    year_suffix_delimiter: str
    near_note: int
