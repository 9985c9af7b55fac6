"""The keys of journal.yaml and of an article's front matter, as pydantic models.

The models take what ``yaml_source.load(schema="text")`` gives: texts, lists, mappings and None,
nothing else, so that ``title: 1984`` stays the text that the author wrote. The same models print
the JSON Schema that editors use for completion; the description of a field is its text there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from nashr import identifiers
from nashr.identifiers import Invalid
from nashr.languages import CREDIT_ROLES

#: Characters of a title, a name, or whatever else is set in a line or two.
LONGEST_LINE = 2_000
_TEXT_SCHEMA = {"type": ["string", "number"]}


def _text(value: Any) -> str:
    """``{key}`` in a message stands for the key, which a validator is not told."""
    if isinstance(value, list | dict):
        kind = "a list" if isinstance(value, list) else "keys of its own"
        hint = "Put the text in quotation marks if it contains brackets or a colon."
        raise Invalid(f"“{{key}}” takes a text, not {kind}.", hint)
    text = "" if value is None else str(value).strip()
    if not text:
        raise Invalid("“{key}” has no value.")
    return text


def _line(value: Any) -> str:
    text = _text(value)
    if len(text) > LONGEST_LINE:
        raise Invalid(f"“{{key}}” has {len(text):,} characters; the most is {LONGEST_LINE:,}.")
    return text


def _having(form: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: form(_line(value)))


def _truth(value: Any) -> bool:
    text = _text(value).lower()
    if text not in ("true", "false"):
        raise Invalid(f"“{text}” is neither true nor false.", "Write true or false.")
    return text == "true"


def _whole(lowest: int, highest: int) -> BeforeValidator:
    def form(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Invalid(f"“{text}” is not a whole number.", "Write digits alone.")
        if not lowest <= int(text) <= highest:
            hint = f"“{{key}}” goes from {lowest} to {highest}."
            raise Invalid(f"{int(text)} is out of range.", hint)
        return int(text)

    return _having(form)


def _list_or_text(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _funders(value: Any) -> Any:
    return [{"funder": value}] if isinstance(value, str) else value


def _strings(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **schema})


Text = Annotated[str, BeforeValidator(_line), WithJsonSchema(_TEXT_SCHEMA)]
#: Of several paragraphs, in Markdown.
Prose = Annotated[str, BeforeValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Texts = list[Text]
LanguageTag = Annotated[str, _having(identifiers.language), _strings(examples=["az", "en-GB"])]
Address = Annotated[str, _having(identifiers.address), _strings(format="uri")]
Email = Annotated[str, _having(identifiers.email), _strings(format="email")]
IssnNumber = Annotated[
    str, _having(identifiers.issn), _strings(pattern="^[0-9]{4}-?[0-9]{3}[0-9Xx]$")
]
Orcid = Annotated[str, _having(identifiers.orcid), _strings(examples=["0000-0002-1825-0097"])]
Ror = Annotated[str, _having(identifiers.ror), _strings(examples=["https://ror.org/00f54p054"])]
Doi = Annotated[str, _having(identifiers.doi), _strings(examples=["10.1080/09662830008407454"])]
FunderId = Annotated[str, _having(identifiers.funder), _strings()]
Licence = Annotated[str, _having(identifiers.licence), _strings(enum=list(identifiers.LICENCES))]
Role = Annotated[str, _having(identifiers.role), _strings(enum=list(CREDIT_ROLES))]
ArticleType = Annotated[
    str, _having(identifiers.article_type), _strings(enum=list(identifiers.ARTICLE_TYPES))
]
ReferenceLanguage = Annotated[
    Literal["article", "item"],
    _having(identifiers.reference_language),
    _strings(enum=list(identifiers.REFERENCE_LANGUAGES)),
]
Length = Annotated[str, _having(identifiers.page_side), _strings(examples=["170mm", "6.5in"])]
Day = Annotated[dt.date, _having(identifiers.date), _strings(format="date")]
Truth = Annotated[bool, BeforeValidator(_truth)]
Year = Annotated[int, _whole(1000, 2999)]
Page = Annotated[int, _whole(1, 99_999)]
Seconds = Annotated[int, _whole(1, 86_400)]
Megabytes = Annotated[int, _whole(1, 1_000_000)]
Files = Annotated[
    list[Text],
    BeforeValidator(_list_or_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Keys(BaseModel):
    """A mapping of YAML: its keys have hyphens, unknown ones are refused, empty ones left out."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        optional = {f.alias for f in cls.model_fields.values() if not f.is_required()}
        return {k: v for k, v in value.items() if v is not None or k not in optional}


# --- journal.yaml --------------------------------------------------------------------------


class PublisherKeys(Keys):
    name: Text = Field(description="The publisher's name.")
    place: Text | None = Field(default=None, description="The city where the publisher sits.")
    url: Address | None = Field(default=None, description="The publisher's web page.")


class IssnKeys(Keys):
    print: IssnNumber | None = Field(default=None, description="The ISSN of the printed journal.")
    online: IssnNumber | None = Field(
        default=None, description="The ISSN of the electronic journal."
    )


class PageKeys(Keys):
    width: Length = Field(
        default="170mm",
        description="The width of the trimmed page, with its unit: mm, cm, in or pt.",
    )
    height: Length = Field(
        default="240mm",
        description="The height of the trimmed page, with its unit: mm, cm, in or pt.",
    )


class PrintKeys(Keys):
    profile: Text | None = Field(
        default=None,
        description="The ICC profile of the press, as the printer gives it: a file of the project.",
    )


class LimitKeys(Keys):
    time: Seconds = Field(default=300, description="Seconds that building an article may take.")
    memory: Megabytes = Field(default=2000, description="Megabytes of memory that it may take.")
    output: Megabytes = Field(
        default=200, description="Megabytes that the article's products may have together."
    )


class JournalKeys(Keys):
    """A journal: what all its articles share."""

    title: Text = Field(description="The journal's title in its own language.")
    short_title: Text | None = Field(
        default=None, description="The abbreviated title, for running heads and metadata."
    )
    titles: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="The title in other languages, each by its language tag."
    )
    publisher: PublisherKeys | None = Field(default=None, description="Who publishes the journal.")
    issn: IssnKeys = Field(default_factory=IssnKeys, description="The journal's ISSNs.")
    url: Address | None = Field(default=None, description="The journal's web page.")
    language: LanguageTag = Field(
        description="The language of articles that name none, as a tag such as az, tr or en."
    )
    style: Text = Field(
        default="nashr-author-date",
        description="The citation style: one of bibliography/styles, or a CSL style by its name.",
    )
    reference_language: ReferenceLanguage = Field(
        default="article",
        description="The language of the words in a reference: the article's, or the item's own.",
    )
    bibliography: Files = Field(
        default_factory=lambda: ["bibliography/references.bib"],
        description="The bibliography files that all articles cite from.",
    )
    license: Licence | None = Field(
        default=None, description="The licence of articles that name none, as its SPDX identifier."
    )
    page: PageKeys = Field(
        default_factory=PageKeys, description="The trimmed size of the printed page."
    )
    print: PrintKeys = Field(
        default_factory=PrintKeys, description="What build.py --print makes the printer's PDF for."
    )
    limits: LimitKeys = Field(
        default_factory=LimitKeys, description="What building one article may take."
    )
    sample_values: Texts = Field(
        default_factory=list,
        description="The keys whose values are samples, to be replaced before publication.",
    )


# --- front matter --------------------------------------------------------------------------


class TranslationKeys(Keys):
    """What is printed of the article in one more language."""

    title: Text = Field(description="The title in this language.")
    subtitle: Text | None = Field(default=None, description="The subtitle in this language.")
    abstract: Prose | None = Field(
        default=None, description="The abstract in this language, in Markdown."
    )
    keywords: Texts = Field(default_factory=list, description="The keywords in this language.")


class AuthorKeys(Keys):
    """An author, as the article prints the name."""

    given: Text | None = Field(default=None, description="The given names, as printed.")
    family: Text = Field(
        description="The family name, as printed; the whole name where there is only one."
    )
    orcid: Orcid | None = Field(default=None, description="The ORCID iD.")
    email: Email | None = Field(
        default=None, description="The e-mail address that readers may write to."
    )
    corresponding: Truth = Field(
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


class AffiliationKeys(Keys):
    """An institution that an author belongs to."""

    id: Text = Field(description="A short id, by which authors name the affiliation.")
    name: Text = Field(description="The institution's name.")
    department: Text | None = Field(default=None, description="The department or faculty.")
    city: Text | None = Field(default=None, description="The city.")
    country: Text | None = Field(default=None, description="The country.")
    ror: Ror | None = Field(default=None, description="The institution's ROR id.")


class DatesKeys(Keys):
    received: Day | None = Field(
        default=None, description="The day on which the manuscript came in."
    )
    revised: Day | None = Field(
        default=None, description="The day on which the last revision came in."
    )
    accepted: Day | None = Field(
        default=None, description="The day on which the article was accepted."
    )
    published: Day | None = Field(default=None, description="The day of publication.")


class FundingKeys(Keys):
    """A funder, and the grant."""

    funder: Text = Field(description="The funder's name.")
    award: Text | None = Field(default=None, description="The number of the grant.")
    id: FunderId | None = Field(default=None, description="The funder's ROR or Crossref funder id.")


Funders = Annotated[
    list[FundingKeys],
    BeforeValidator(_funders, json_schema_input_type=str | list[FundingKeys]),
]


class ArticleKeys(Keys):
    """An article's front matter."""

    title: Text = Field(description="The title, in Markdown.")
    subtitle: Text | None = Field(default=None, description="The subtitle, in Markdown.")
    short_title: Text | None = Field(
        default=None,
        description="The title for the running head; the title itself where none is given.",
    )
    lang: LanguageTag | None = Field(
        default=None,
        description="The article's language, as a tag; the journal's where none is given.",
    )
    type: ArticleType = Field(
        default="research-article", description="The kind of article, as JATS names it."
    )
    keywords: Texts = Field(
        default_factory=list, description="The keywords in the article's language."
    )
    abstract: Prose | None = Field(
        default=None, description="The abstract in the article's language, in Markdown."
    )
    translations: dict[LanguageTag, TranslationKeys] = Field(
        default_factory=dict,
        description="Title, abstract and keywords in other languages, each by its language tag.",
    )
    authors: list[AuthorKeys] = Field(
        default_factory=list, description="The authors, in the order of the title page."
    )
    affiliations: list[AffiliationKeys] = Field(
        default_factory=list, description="The institutions that the authors belong to."
    )
    dates: DatesKeys = Field(
        default_factory=DatesKeys, description="The article's history, as days such as 2024-03-15."
    )
    doi: Doi | None = Field(default=None, description="The article's DOI.")
    volume: Text | None = Field(default=None, description="The volume.")
    issue: Text | None = Field(default=None, description="The issue.")
    year: Year | None = Field(default=None, description="The year of the volume.")
    first_page: Page = Field(default=1, description="The number of the article's first page.")
    license: Licence | None = Field(
        default=None,
        description="The licence, as its SPDX identifier; the journal's where none is given.",
    )
    funding: Funders = Field(
        default_factory=list,
        description="Who paid for the work: one name, or a list of funders with their grants.",
    )
    acknowledgements: Prose | None = Field(default=None, description="Thanks, in Markdown.")
    conflict_of_interest: Prose | None = Field(
        default=None, description="The statement on conflicts of interest, in Markdown."
    )
    bibliography: Files = Field(
        default_factory=list,
        description="Bibliography files of this article alone, beside the journal's.",
    )
    sample_values: Texts = Field(
        default_factory=list,
        description="The keys whose values are samples, to be replaced before publication.",
    )


# --- finding a model by its place ----------------------------------------------------------

Kind = Literal["journal", "article"]
MODELS: dict[Kind, type[Keys]] = {"journal": JournalKeys, "article": ArticleKeys}


def model_at(model: type[Keys], path: tuple[str | int, ...]) -> type[Keys]:
    """The model of the mapping at ``path``; list positions and languages do not matter."""
    for part in path:
        field = key_fields(model).get(str(part))
        inner = _model_in(field) if field is not None else None
        model = inner or model
    return model


def key_fields(model: type[Keys]) -> dict[str, Any]:
    """The annotation of each key of a mapping, by the key as it is written in YAML."""
    return {f.alias or name: f.annotation for name, f in model.model_fields.items()}


def descriptions(model: type[Keys]) -> dict[str, str]:
    """What each key of a mapping is for."""
    return {f.alias or name: f.description or "" for name, f in model.model_fields.items()}


def _model_in(annotation: Any) -> type[Keys] | None:
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
