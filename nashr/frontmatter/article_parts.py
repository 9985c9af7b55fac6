"""The mappings inside an article's front matter: people, places, dates, texts in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from nashr.frontmatter.declaring import BeforeValidator, Field, model_validator
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.theme_keys import text_or_keys
from nashr.frontmatter.value_types import (
    Address,
    BbkCodes,
    Boolean,
    Day,
    Doi,
    Email,
    FunderId,
    JelCodes,
    LanguageTag,
    MscCodes,
    Orcid,
    OriginKind,
    PacsCodes,
    PeerReview,
    Prose,
    Role,
    Ror,
    Text,
    Texts,
    TextsOrText,
    UdcCodes,
)
from nashr.identifiers import Invalid
from nashr.messages import Message


def _as_key(name: str) -> BeforeValidator:
    """Before a mapping: a text stands for the mapping with this one key."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


#: Before the mapping of a statement: a text stands for the statement.
STATEMENT_AS_TEXT = _as_key("statement")


_AUTHOR_OF_ONE_NAME = Message("An author has a “name”, or “given” and “family”, not both.")
_NAME_OF_A_BODY = Message("“name” is for an institution or a group.")


def _without_both_names(
    value: Any, message: Message = _AUTHOR_OF_ONE_NAME, hint: Message = _NAME_OF_A_BODY
) -> Any:
    """A mapping with “family” for a name that is written as a whole; raises ``Invalid`` with the
    message and the hint where both are written.
    """
    if not isinstance(value, Mapping) or value.get("name") is None:
        return value
    if "family" in value or "given" in value:
        raise Invalid(message, hint)
    return {**value, "family": value["name"]}


# --- what it is about, and where it comes from ---------------------------------------------


class ClassificationKeys(Keys):
    """The codes of classifications, a text or a list each."""

    udc: UdcCodes = Field(
        default_factory=list,
        description="Numbers of the Universal Decimal Classification (UOT, УДК), as 327(479.24).",
    )
    bbk: BbkCodes = Field(
        default_factory=list,
        description="Indexes of the Library-Bibliographic Classification (KBT, ББК).",
    )
    jel: JelCodes = Field(
        default_factory=list, description="Codes of the Journal of Economic Literature, as F51."
    )
    msc: MscCodes = Field(
        default_factory=list,
        description="Codes of the Mathematics Subject Classification, as 35Q30.",
    )
    pacs: PacsCodes = Field(
        default_factory=list,
        description="Codes of the Physics and Astronomy Classification Scheme, as 42.25.Fx.",
    )
    field: TextsOrText = Field(
        default_factory=list, description="The field of science, in the article's language."
    )


class OriginKeys(Keys):
    """The thesis, paper or project that the article was made from."""

    text: Prose = Field(
        description=Message(
            "The sentence that says so, in Markdown; it stands at the foot of the first page."
        )
    )
    kind: OriginKind | None = Field(
        default=None, description="What it is: thesis, paper, project or preprint."
    )
    doi: Doi | None = Field(default=None, description="Its DOI.")
    url: Address | None = Field(default=None, description="Its web page.")


Origin = Annotated[OriginKeys, _as_key("text")]


# --- texts in one more language ------------------------------------------------------------


class EthicsTextKeys(Keys):
    """The statement on ethics in one more language."""

    statement: Prose | None = Field(default=None, description="The statement, in Markdown.")
    committee: Text | None = Field(default=None, description="The committee's name.")


class EthicsKeys(EthicsTextKeys):
    """The statement on ethics, and the decision of the committee."""

    date: Day | None = Field(default=None, description="The day of the committee's decision.")
    number: Text | None = Field(default=None, description="The number of its decision.")


class StatementKeys(Keys):
    """What is declared below the article, in one language."""

    funding_statement: Prose | None = Field(
        default=None, description="A sentence on funding, or that there was none, in Markdown."
    )
    conflict_of_interest: Prose | None = Field(
        default=None, description="The statement on conflicts of interest, in Markdown."
    )
    consent: Prose | None = Field(
        default=None, description="The statement on the consent of participants, in Markdown."
    )
    data_availability: Prose | None = Field(
        default=None, description="Where the data are and who may have them, in Markdown."
    )
    ai_use: Prose | None = Field(
        default=None, description="What artificial intelligence was used for, in Markdown."
    )
    peer_review: PeerReview | None = Field(
        default=None,
        description="How the article was reviewed: open, single-blind, double-blind, or a sentence "
        "in Markdown.",
    )
    plagiarism_check: Prose | None = Field(
        default=None, description="How likeness to other texts was checked, in Markdown."
    )
    acknowledgements: Prose | None = Field(default=None, description="Thanks, in Markdown.")


class _LocalTextKeys(Keys):
    """Titles and texts in one more language."""

    title: Text | None = Field(default=None, description=Message("The title in this language."))
    subtitle: Text | None = Field(default=None, description="The subtitle in this language.")
    abstract: Prose | None = Field(
        default=None, description="The abstract in this language, in Markdown."
    )
    keywords: Texts = Field(default_factory=list, description="The keywords in this language.")
    extended_abstract: Prose | None = Field(
        default=None,
        description="A longer summary in this language, in Markdown with headings, which stands "
        "after the references.",
    )


class TranslationKeys(StatementKeys, _LocalTextKeys):
    """What is printed of the article in one more language."""

    contribution_share: Prose | None = Field(
        default=None, description="What each author contributed, in Markdown."
    )
    special_issue: Text | None = Field(
        default=None, description="The title of the special issue in this language."
    )
    derived_from: Prose | None = Field(
        default=None,
        description="The sentence on the work that the article was made from, in Markdown.",
    )
    ethics: Annotated[EthicsTextKeys, STATEMENT_AS_TEXT] = Field(
        default_factory=EthicsTextKeys,
        description="The statement on ethics in this language.",
        json_schema_extra=text_or_keys,
    )


# --- people and places ---------------------------------------------------------------------


class AuthorTranslationKeys(Keys):
    """An author in one more language."""

    name: Text | None = Field(
        default=None, description="The whole name of an institution or a group in this language."
    )
    given: Text | None = Field(default=None, description="The given names in this language.")
    patronymic: Text | None = Field(default=None, description="The patronymic in this language.")
    family: Text | None = Field(default=None, description="The family name in this language.")
    degree: Text | None = Field(default=None, description="The degree in this language.")
    academic_title: Text | None = Field(
        default=None, description="The academic title in this language."
    )
    position: Text | None = Field(default=None, description="The position in this language.")

    @model_validator(mode="before")
    @classmethod
    def _take_whole_name(cls, value: Any) -> Any:
        return _without_both_names(value)


def _name_or_family(schema: dict[str, Any]) -> None:
    """In the JSON Schema: an author has a family name, or the name of a body."""
    schema["anyOf"] = [{"required": ["family"]}, {"required": ["name"]}]
    schema["required"] = [name for name in schema.get("required", ()) if name != "family"]


class AuthorKeys(Keys):
    """An author, as the article prints the name."""

    json_schema_extra = staticmethod(_name_or_family)

    name: Text | None = Field(
        default=None,
        description="The whole name of an institution or a group, in place of the other two.",
    )
    given: Text | None = Field(default=None, description="The given names, as printed.")
    patronymic: Text | None = Field(
        default=None,
        description="The patronymic, where the title page shall have it; references have not.",
    )
    family: Text = Field(
        description=Message("The family name, as printed; the whole name where there is only one.")
    )
    orcid: Orcid | None = Field(default=None, description="The ORCID iD.")
    email: Email | None = Field(
        default=None, description="The e-mail address that readers may write to."
    )
    corresponding: Boolean = Field(
        default=False,
        description="Whether letters about the article go to this author: true or false.",
    )
    affiliations: Texts = Field(
        default_factory=list,
        description="The ids of the affiliations, as listed under the article's “affiliations”.",
    )
    roles: list[Role] = Field(
        default_factory=list, description="What the author did, as CRediT roles."
    )
    degree: Text | None = Field(
        default=None, description="The degree, as the title page names it: PhD."
    )
    academic_title: Text | None = Field(
        default=None, description="The academic title: docent, professor."
    )
    position: Text | None = Field(
        default=None, description="The position: lecturer, head of department."
    )
    translations: dict[LanguageTag, AuthorTranslationKeys] = Field(
        default_factory=dict,
        description="Name, degree, title and position in other languages, each by its tag.",
    )

    @model_validator(mode="before")
    @classmethod
    def _take_whole_name(cls, value: Any) -> Any:
        return _without_both_names(value)


class AffiliationTranslationKeys(Keys):
    """An institution in one more language."""

    name: Text | None = Field(default=None, description="The institution's name in this language.")
    department: Text | None = Field(
        default=None, description="The department or faculty in this language."
    )
    city: Text | None = Field(default=None, description="The city in this language.")
    country: Text | None = Field(default=None, description="The country in this language.")


class AffiliationKeys(Keys):
    """An institution that an author belongs to."""

    id: Text = Field(description=Message("A short id, by which authors name the affiliation."))
    name: Text = Field(description=Message("The institution's name."))
    department: Text | None = Field(default=None, description="The department or faculty.")
    city: Text | None = Field(default=None, description="The city.")
    country: Text | None = Field(default=None, description="The country.")
    ror: Ror | None = Field(default=None, description="The institution's ROR id.")
    translations: dict[LanguageTag, AffiliationTranslationKeys] = Field(
        default_factory=dict, description="The names in other languages, each by its tag."
    )


class PersonKeys(Keys):
    """An editor or a reviewer."""

    json_schema_extra = staticmethod(_name_or_family)

    name: Text | None = Field(default=None, description="The whole name, in place of two parts.")
    given: Text | None = Field(default=None, description="The given names.")
    family: Text = Field(description=Message("The family name."))
    orcid: Orcid | None = Field(default=None, description="The ORCID iD.")
    affiliation: Text | None = Field(default=None, description="Where the person works.")

    @model_validator(mode="before")
    @classmethod
    def _take_whole_name(cls, value: Any) -> Any:
        return _without_both_names(
            value,
            Message("A person has a “name”, or “given” and “family”, not both."),
            Message("“name” is the whole name."),
        )


def _persons(value: Any) -> Any:
    listed = value if isinstance(value, list) else [value]
    return [{"name": one} if isinstance(one, str) else one for one in listed]


Persons = Annotated[
    list[PersonKeys],
    BeforeValidator(_persons, json_schema_input_type=str | PersonKeys | list[str | PersonKeys]),
]


# --- when, and who paid --------------------------------------------------------------------


class DatesKeys(Keys):
    received: Day | None = Field(
        default=None, description="The day on which the manuscript came in."
    )
    sent: Day | None = Field(
        default=None, description="The day on which it was sent to the reviewers."
    )
    reviewed: Day | None = Field(
        default=None, description="The day on which the reviews were complete."
    )
    revised: Day | None = Field(
        default=None, description="The day on which the last revision came in."
    )
    resubmitted: Day | None = Field(
        default=None, description="The day on which the manuscript came in again."
    )
    accepted: Day | None = Field(
        default=None, description="The day on which the article was accepted."
    )
    published: Day | None = Field(default=None, description="The day of publication.")


class FunderTranslationKeys(Keys):
    """A funder in one more language."""

    funder: Text = Field(description=Message("The funder's name in this language."))


class FundingKeys(Keys):
    """A funder, and the grant."""

    funder: Text = Field(description=Message("The funder's name."))
    award: Text | None = Field(default=None, description="The number of the grant.")
    id: FunderId | None = Field(default=None, description="The funder's ROR or Crossref funder id.")
    translations: dict[LanguageTag, Annotated[FunderTranslationKeys, _as_key("funder")]] = Field(
        default_factory=dict, description="The funder's name in other languages, each by its tag."
    )


def _funders(value: Any) -> Any:
    return [{"funder": value}] if isinstance(value, str) else value


Funders = Annotated[
    list[FundingKeys],
    BeforeValidator(_funders, json_schema_input_type=str | list[FundingKeys]),
]
