"""The keys of journal.yaml and of an article's front matter.

Input is what ``load_yaml(schema="text")`` gives: strings, lists, mappings and None, so that
``title: 1984`` stays the string that the author wrote. The same declarations give the JSON Schema
that editors use for completion, with the descriptions of the keys.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from nashr.frontmatter.article_parts import (
    STATEMENT_AS_TEXT,
    AffiliationKeys,
    AuthorKeys,
    ClassificationKeys,
    DatesKeys,
    EthicsKeys,
    Funders,
    Origin,
    Persons,
    StatementKeys,
    TranslationKeys,
)
from nashr.frontmatter.declaring import Field
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.latin_keys import LATIN_AS_TEXT, LatinKeys, boolean_or_keys
from nashr.frontmatter.print_keys import (
    BLEED,
    BindingName,
    Bleed,
    InkPercent,
    Marks,
    PagesMultiple,
    PaperKeys,
    PdfStandardName,
    PrintColour,
    PrintingConditionName,
)
from nashr.frontmatter.theme_keys import Colour, PageKeys, ThemeAsText, ThemeKeys, text_or_keys
from nashr.frontmatter.value_types import (
    PAGE_AS_TEXT,
    AbstractsPlace,
    Address,
    ArticleType,
    Boolean,
    CitationKeys,
    DatesStyle,
    Doi,
    Files,
    Isbn,
    IssnNumber,
    LanguageTag,
    Licence,
    Megabytes,
    MessagesLanguage,
    Page,
    Profiles,
    Prose,
    ReferenceLanguage,
    Seconds,
    Shares,
    Text,
    Texts,
    TextsOrText,
    Year,
)
from nashr.messages import Message
from nashr.model import USUAL_BIBLIOGRAPHY

# --- journal.yaml --------------------------------------------------------------------------


class PublisherTranslationKeys(Keys):
    """The publisher in one more language."""

    name: Text = Field(description=Message("The publisher's name in this language."))
    place: Text | None = Field(default=None, description="The city in this language.")


class PublisherKeys(Keys):
    name: Text = Field(description=Message("The publisher's name."))
    place: Text | None = Field(default=None, description="The city where the publisher sits.")
    url: Address | None = Field(default=None, description="The publisher's web page.")
    translations: dict[LanguageTag, PublisherTranslationKeys] = Field(
        default_factory=dict, description="Name and place in other languages, each by its tag."
    )


class IssnKeys(Keys):
    print: IssnNumber | None = Field(default=None, description="The ISSN of the printed journal.")
    online: IssnNumber | None = Field(
        default=None, description="The ISSN of the electronic journal."
    )


class CodeKeys(Keys):
    """How blocks of code are set that do not say it themselves."""

    numbers: Boolean | None = Field(
        default=None, description="Whether lines of code have numbers: true or false (the default)."
    )
    colours: Boolean | None = Field(
        default=None,
        description="Whether keywords, strings and comments of code are told apart, by colours on "
        "screens and by weight and slope in print: true (the default) or false.",
    )


class PrintKeys(Keys):
    """What the printer's PDF is made for."""

    profile: Text | None = Field(
        default=None,
        description="The ICC profile of the press, as the printer gives it: a file of the project.",
    )
    condition: PrintingConditionName | None = Field(
        default=None,
        description="The printing condition's name in the registry of the ICC, such as FOGRA39; "
        "the profile's own where none is given.",
    )
    max_ink: InkPercent = Field(
        default=300,
        description="The most ink at one place, all inks together, in percent: 200 to 400.",
    )
    colour: PrintColour = Field(
        default="inks",
        description="inks, for colours in four inks, or black, for an interior in one ink.",
    )
    marks: Marks = Field(default="crop", description="The printer's marks: crop or none.")
    bleed: Bleed = Field(
        default=BLEED,
        description="How far pictures reach beyond the trimmed page, such as 3mm or 5mm.",
    )
    pages_multiple: PagesMultiple = Field(
        default=1,
        description="Empty pages are added until the number of pages can be divided by this: 1, "
        "2, 4, 8, 16 or 32.",
    )
    binding: BindingName = Field(
        default="perfect",
        description="How issues are bound that do not say it: perfect, glued at a spine, or "
        "saddle, stapled through the fold.",
    )
    paper: PaperKeys = Field(
        default_factory=PaperKeys,
        description="The paper of issues that name none, for the width of their spines.",
    )


class PdfKeys(Keys):
    """What the PDF for readers is made for."""

    standard: PdfStandardName = Field(
        default="ua-1",
        description="ua-1, for PDF/UA-1 with PDF/A-2a, or ua-2, for PDF/UA-2 with PDF/A-4f.",
    )


class LimitKeys(Keys):
    time: Seconds = Field(default=300, description="Seconds that building an article may take.")
    memory: Megabytes = Field(default=2000, description="Megabytes of memory that it may take.")
    output: Megabytes = Field(
        default=200, description="Megabytes that the article's products may have together."
    )


class JournalKeys(Keys):
    """A journal: what all its articles share."""

    never_empty = frozenset({"colour"})

    title: Text = Field(description=Message("The journal's title in its own language."))
    short_title: Text | None = Field(
        default=None, description="The abbreviated title, for running heads and metadata."
    )
    titles: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="The title in other languages, each by its language tag."
    )
    publisher: PublisherKeys | None = Field(default=None, description="Who publishes the journal.")
    issn: IssnKeys = Field(default_factory=IssnKeys, description="The journal's ISSNs.")
    url: Address | None = Field(default=None, description="The journal's web page.")
    articles_url: Address | None = Field(
        default=None,
        description="The address of the folder in which the articles' folders of output/ are "
        "published.",
    )
    language: LanguageTag = Field(
        description=Message(
            "The language of articles that name none, as a tag such as az, tr or en."
        )
    )
    style: Text = Field(
        default="nashr-author-date",
        description="The citation style: one of bibliography/styles, or a CSL style by its name.",
    )
    theme: Annotated[ThemeKeys, ThemeAsText] = Field(
        default_factory=ThemeKeys,
        description="The look: the name of a theme (classic, science, plain, a folder of "
        "templates/themes, or one of an installed package), or its name and settings.",
        json_schema_extra=text_or_keys,
    )
    reference_language: ReferenceLanguage = Field(
        default="article",
        description="The language of the words in a reference: the article's, or the item's own.",
    )
    references_latin: Annotated[LatinKeys, LATIN_AS_TEXT] = Field(
        default_factory=LatinKeys,
        description="Whether references that are not in Latin letters make a second list in which "
        "all are: true or false (the default), or how.",
        json_schema_extra=boolean_or_keys,
    )
    bibliography: Files = Field(
        default_factory=lambda: [USUAL_BIBLIOGRAPHY],
        description="The bibliography files that all articles cite from; where it is left out, "
        "bibliography/references.bib, if there is such a file.",
    )
    license: Licence | None = Field(
        default=None, description="The licence of articles that name none, as its SPDX identifier."
    )
    logo: Text | None = Field(
        default=None,
        description="The picture of the journal's sign: an SVG or PNG file of the project.",
    )
    colour: Colour | None = Field(
        default=None,
        description="The journal's colour: red, green and blue as hexadecimal digits, in "
        'quotation marks, as in "#7a1a2b".',
    )
    messages: MessagesLanguage | None = Field(
        default=None,
        description="The language that nashr speaks to the editors: az, en, ru or tr. It is set at "
        "the beginning of a line.",
    )
    abstracts_at: AbstractsPlace = Field(
        default="end",
        description="Where the PDF has the abstracts in other languages: front, before the text, "
        "or end, after the references.",
    )
    dates_style: DatesStyle = Field(
        default="words",
        description="How dates are written: words, with the name of the month, or numbers.",
    )
    copyright_holder: TextsOrText = Field(
        default_factory=list,
        description="Who holds the copyright of articles that do not say it, one or several; "
        "their authors where nobody is named.",
    )
    profile: Profiles = Field(
        default_factory=list,
        description="The indexes and commissions whose rules the journal keeps: aak, vak, "
        "tr-dizin, dergipark, doaj, pmc; what an article lacks for them is told.",
    )
    page: Annotated[PageKeys, PAGE_AS_TEXT] = Field(
        default_factory=PageKeys,
        description="The trimmed size of the printed page: A4, A5, B5, letter, 170x240 (in "
        "millimetres), or its width and height.",
        json_schema_extra=text_or_keys,
    )
    code: CodeKeys = Field(
        default_factory=CodeKeys, description="How the code of articles is set that say nothing."
    )
    pdf: PdfKeys = Field(
        default_factory=PdfKeys, description="The standards that the PDF keeps to."
    )
    print: PrintKeys = Field(
        default_factory=PrintKeys,
        description="What the option --print makes a PDF for.",
    )
    back_links: Boolean = Field(
        default=True,
        description="Whether the reference list leads back to the citations: true or false.",
    )
    limits: LimitKeys = Field(
        default_factory=LimitKeys, description="What building one article may take."
    )
    sample_values: Texts = Field(
        default_factory=list,
        description="The keys whose values are samples, to be replaced before publication.",
    )


# --- front matter --------------------------------------------------------------------------


class _ArticleOwnKeys(Keys):
    """Front matter but for the statements."""

    title: Text = Field(description=Message("The title, in Markdown."))
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
    classification: ClassificationKeys = Field(
        default_factory=ClassificationKeys,
        description="What the article is about, by the codes of classifications.",
    )
    keywords: Texts = Field(
        default_factory=list, description="The keywords in the article's language."
    )
    abstract: Prose | None = Field(
        default=None, description="The abstract in the article's language, in Markdown."
    )
    extended_abstract: Prose | None = Field(
        default=None,
        description="A longer summary in the article's language, in Markdown with headings, which "
        "stands after the references.",
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
    first_page: Page | None = Field(
        default=None, description="The number of the article's first page."
    )
    last_page: Page | None = Field(
        default=None,
        description="The number of the last page, where it is fixed; the PDF must end on it.",
    )
    article_number: Text | None = Field(
        default=None, description="The number of an article that has no pages, as e0123."
    )
    isbn: Isbn | None = Field(default=None, description="The ISBN of the EPUB, if it has one.")
    special_issue: Text | None = Field(
        default=None, description="The title of the special issue that the article belongs to."
    )
    derived_from: Origin | None = Field(
        default=None,
        description="The thesis, paper or project that the article was made from: a sentence in "
        "Markdown, or the sentence with what it is and where it is found.",
    )
    editor_in_charge: Persons = Field(
        default_factory=list, description="The editor in charge, by name, or a list of them."
    )
    reviewers: Persons = Field(
        default_factory=list, description="The reviewers, where they are named: a list."
    )
    copyright_holder: TextsOrText = Field(
        default_factory=list,
        description="Who holds the copyright, one or several; the authors where nobody is named.",
    )
    copyright_year: Year | None = Field(
        default=None, description="The year of the copyright, where it is not that of the volume."
    )
    license: Licence | None = Field(
        default=None,
        description="The licence, as its SPDX identifier; the journal's where none is given.",
    )
    code: CodeKeys = Field(
        default_factory=CodeKeys,
        description="How the article's code is set; as the journal's where nothing is given.",
    )
    abstracts_at: AbstractsPlace | None = Field(
        default=None,
        description="Where the PDF has the abstracts in other languages, front or end; as the "
        "journal has them where it is not said.",
    )
    funding: Funders = Field(
        default_factory=list,
        description="Who paid for the work: one name, or a list of funders with their grants.",
    )
    contribution_share: Shares | None = Field(
        default=None,
        description="What each author contributed: the percent by family name or by number in the "
        "list of authors, or a text in Markdown.",
    )
    ethics: Annotated[EthicsKeys, STATEMENT_AS_TEXT] = Field(
        default_factory=EthicsKeys,
        description="The statement on ethics, or the statement with the committee, the date and "
        "the number of its decision.",
        json_schema_extra=text_or_keys,
    )
    references_latin: Annotated[LatinKeys, LATIN_AS_TEXT] = Field(
        default_factory=LatinKeys,
        description="Whether there is a second list of references in Latin letters: true or "
        "false, or how; as the journal has it where nothing is given.",
        json_schema_extra=boolean_or_keys,
    )
    bibliography: Files = Field(
        default_factory=list,
        description="Bibliography files of this article alone, beside the journal's.",
    )
    nocite: CitationKeys = Field(
        default_factory=list,
        description="The keys of works that are listed though the text does not cite them; "
        "“@*” for all works of the article's own bibliography files, or else of the journal's.",
    )
    sample_values: Texts = Field(
        default_factory=list,
        description="The keys whose values are samples, to be replaced before publication.",
    )


class ArticleKeys(StatementKeys, _ArticleOwnKeys):
    """An article's front matter."""


# --- looking up classes and keys -----------------------------------------------------------

Kind = Literal["journal", "article"]
MODELS: dict[Kind, type[Keys]] = {"journal": JournalKeys, "article": ArticleKeys}


def model_at(model: type[Keys], path: tuple[str | int, ...]) -> type[Keys]:
    """The class of the mapping at ``path``; list indexes and language tags are skipped."""
    for part in path:
        field = key_fields(model).get(str(part))
        inner = _model_in(field) if field is not None else None
        model = inner or model
    return model


def key_fields(model: type[Keys]) -> dict[str, Any]:
    """The annotation of each key of a mapping, by the key as it is written in YAML."""
    return {f.alias or name: f.annotation for name, f in model.model_fields.items()}


def descriptions(model: type[Keys]) -> dict[str, str]:
    """The description of each key of a mapping."""
    return {f.alias or name: f.description or "" for name, f in model.model_fields.items()}


def _model_in(annotation: Any) -> type[Keys] | None:
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
