"""The people of an article and where they work, with their names in several languages.

This module imports nothing of the package but ``records``; ``model`` has its types as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from nashr.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class LocalAffiliation:
    """An affiliation in one more language; None where nothing is said."""

    name: str | None = None
    department: str | None = None
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    id: str
    name: str
    department: str | None = None
    city: str | None = None
    country: str | None = None
    #: The full ROR URI, e.g. ``https://ror.org/00f54p054``.
    ror: str | None = None
    #: By language tag.
    translations: Mapping[str, LocalAffiliation] = field(default_factory=dict, hash=False)

    def in_language(self, lang: str) -> Affiliation:
        """The affiliation as a language has it.

        The name stays where it is not translated. Of the rest, what is not translated beside
        something that is does not stand in a line of two languages.
        """
        local = self.translations.get(lang)
        if local is None:
            return self
        return replace(
            self,
            name=local.name or self.name,
            department=local.department,
            city=local.city,
            country=local.country,
        )


@dataclass(frozen=True, slots=True)
class LocalAuthor:
    """An author in one more language; None where nothing is said."""

    family: str | None = None
    given: str | None = None
    patronymic: str | None = None
    degree: str | None = None
    academic_title: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    family: str
    given: str | None = None
    #: The sixteen characters with hyphens, without the address.
    orcid: str | None = None
    email: str | None = None
    corresponding: bool = False
    #: Ids of ``Article.affiliations``.
    affiliations: tuple[str, ...] = ()
    #: CRediT role ids, e.g. ``writing-original-draft``.
    roles: tuple[str, ...] = ()
    patronymic: str | None = None
    degree: str | None = None
    academic_title: str | None = None
    position: str | None = None
    #: The share of the work in percent, with a full stop before a fraction.
    share: str | None = None
    #: By language tag.
    translations: Mapping[str, LocalAuthor] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given, self.patronymic, self.family)))

    @property
    def short_name(self) -> str:
        """The name without the patronymic, for lines that have little room."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def given_names(self) -> str:
        """What stands before the family name; empty for an institution."""
        return " ".join(filter(None, (self.given, self.patronymic)))

    @property
    def is_body(self) -> bool:
        """Whether the author is an institution or a group: a person has given names or an ORCID."""
        return not self.given and not self.orcid

    @property
    def ranks(self) -> tuple[str, ...]:
        """Degree, academic title and position, those that there are."""
        return tuple(filter(None, (self.degree, self.academic_title, self.position)))

    def in_language(self, lang: str) -> Author:
        """The author as a language other than the article's has it.

        A name that is not translated stays as it is. Degree, title and position are words of the
        article's language and are left out where they are not translated.
        """
        local = self.translations.get(lang, LocalAuthor())
        renamed = local.family or local.given
        return replace(
            self,
            family=local.family or self.family,
            given=local.given or self.given,
            patronymic=local.patronymic or (None if renamed else self.patronymic),
            degree=local.degree,
            academic_title=local.academic_title,
            position=local.position,
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named beside the authors: an editor, a reviewer.

    ``family`` is the whole name where ``given`` is None.
    """

    family: str
    given: str | None = None
    orcid: str | None = None
    affiliation: str | None = None

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}" if self.given else self.family
