"""The record of a language: what the composition of a page needs to know of it.

One module of this package holds one language, as the constant ``LANGUAGE``. Whatever is
printed in the article's language and is not the author's text stands in these records.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from nashr.records import dataclass, field

Direction = Literal["ltr", "rtl"]

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]
"""A key to sort by: letters, accents, case, and the text itself."""

END_OF_NAME = "\u2063"
"""Invisible separator: between the parts of names in a sort key, before all letters and spaces."""

ARTICLE_TYPES = (
    "research-article",
    "review-article",
    "brief-report",
    "case-report",
    "book-review",
    "article-commentary",
    "discussion",
    "reply",
    "editorial",
    "introduction",
    "letter",
    "translation",
    "correction",
    "retraction",
    "obituary",
)
"""Article types by their names in JATS (values suggested for ``@article-type``)."""

CALLOUTS = ("note", "tip", "important", "warning", "caution")
"""The kinds of boxes beside the text, by their names in Quarto and GitHub."""

CREDIT_ROLES = (
    "conceptualization",
    "data-curation",
    "formal-analysis",
    "funding-acquisition",
    "investigation",
    "methodology",
    "project-administration",
    "resources",
    "software",
    "supervision",
    "validation",
    "visualization",
    "writing-original-draft",
    "writing-review-editing",
)
"""Contributor roles by their identifiers in CRediT (ANSI/NISO Z39.104-2022)."""

THEOREMS = (
    "theorem",
    "lemma",
    "corollary",
    "proposition",
    "conjecture",
    "definition",
    "example",
    "exercise",
    "remark",
)
"""Statements of mathematics that are numbered, by their classes in bookdown and Quarto."""

HIJRI_YEARS = range(1200, 1500)
"""Years that are counted from the Hijra in languages that count so."""

PEER_REVIEWS = ("open", "single-blind", "double-blind")
"""Kinds of peer review: who knows of whom."""

LICENSES = {
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
    "CC-BY-SA-4.0": "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
    "CC-BY-NC-4.0": "Creative Commons Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)",
    "CC-BY-NC-SA-4.0": (
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0)"
    ),
    "CC-BY-ND-4.0": "Creative Commons Attribution-NoDerivatives 4.0 International (CC BY-ND 4.0)",
    "CC-BY-NC-ND-4.0": (
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International "
        "(CC BY-NC-ND 4.0)"
    ),
    "CC0-1.0": "Creative Commons CC0 1.0 Universal",
}
"""Licences by SPDX identifier, with the name that Creative Commons gives them."""

LOCATORS = (
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "volume",
)
"""Locator labels of CSL 1.0.2."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks: the outer pair, and the pair for a quotation inside a quotation."""

    open: str
    close: str
    inner_open: str
    inner_close: str


# Without eq: generating it for fifty fields takes a third of the time to import this module.
@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The words that the journal itself prints, each in the form in which it stands alone.

    ``figure``, ``table``, ``section`` and ``equation`` are the words of a cross-reference that
    opens a sentence, with ``{n}`` for the number; the ``_lower`` forms stand inside one. The
    ``_caption`` forms stand before a caption; ``table_continued`` follows the number of a table
    that goes on. ``colon`` joins a label to what follows it, with ``{label}`` for the label.
    The ``access_`` sentences sum up for a reader what the EPUB offers
    those who cannot read print; where a language has none, English ones stand. ``cited_on`` says
    what the folios behind the entries of a reference list are, ``cited_again`` also what the
    numbers of several citations on a page are. ``references_latin`` is the heading
    of a list in Latin letters in the article's own language, ``check_romanization`` the query to
    the author at an entry of it. ``udc``, ``bbk``, ``jel``, ``msc`` and
    ``pacs`` are the names of classifications, ``field`` is that of a field of science.
    ``cited_page``, with ``{page}``, and ``of_several``, with ``{n}`` and ``{total}``, are heard for
    a way back from a reference. ``done`` and ``to_do`` are the states of a task, ``not_described``
    is heard for an image without alternative text, ``description`` stands above a long one.
    """

    abstract: str
    keywords: str
    figure: str
    figure_lower: str
    figure_caption: str
    table: str
    table_lower: str
    table_caption: str
    table_continued: str
    section: str
    section_lower: str
    equation: str
    equation_lower: str
    references: str
    references_latin: str
    notes: str
    footnote: str
    contents: str
    authors: str
    corresponding_author: str
    affiliation: str
    email: str
    received: str
    revised: str
    accepted: str
    published: str
    volume: str
    issue: str
    #: Before the number of one page, and before those of several.
    page: str
    pages: str
    funding: str
    acknowledgements: str
    conflict_of_interest: str
    sent: str
    reviewed: str
    resubmitted: str
    ethics: str
    ethics_committee: str
    decision_date: str
    decision_number: str
    consent: str
    data_availability: str
    ai_use: str
    peer_review: str
    plagiarism_check: str
    derived_from: str
    extended_abstract: str
    editor_in_charge: str
    reviewer: str
    reviewers: str
    special_issue: str
    article_number: str
    field: str
    udc: str
    bbk: str
    credit: str
    credit_of_one: str
    about_article: str
    cite_this_article: str
    cite_as: str
    back_to_text: str
    cited_on: str
    cited_again: str
    cover: str
    landmarks: str
    start_of_text: str
    title_page: str
    download: str
    copy: str
    copied: str
    skip_to_content: str
    cited_page: str
    of_several: str
    done: str
    to_do: str
    description: str
    not_described: str
    author_query: str
    check_romanization: str
    proof: str
    editors: str
    publisher: str
    editorial_office: str
    colophon: str
    author_index: str
    theme: str
    light: str
    dark: str
    close: str
    code: str
    access_text: str = ""
    access_images: str = ""
    access_math: str = ""
    doi: str = "DOI"
    issn: str = "ISSN"
    jel: str = "JEL"
    msc: str = "MSC"
    pacs: str = "PACS"
    colon: str = "{label}:"


TURKISH_CONSONANTS = "bcçdfgğhjklmnpqrsştvwxyz"


@dataclass(frozen=True, slots=True)
class SyllableRules:
    """The letters of a language as its syllables see them; see ``nashr.languages.hyphenation``.

    ``quads`` lists the consonants that, where they open a group of four between vowels, end the
    syllable with the *s* after them (Azerbaijani *kons-truk-si-ya*, but *avst-ri-ya*), ``onsets``
    lists clusters that are not parted: written ``kt-yo`` for *ak-tyor*, the break stands before
    the letter that precedes the hyphen.

    ``seams`` are letters between which a compound is parted whatever its syllables are, as
    ``lər-ara`` for *döv-lət-lər-ara-sı*; a full stop is the beginning or the end of the word.
    ``foreign`` are letters that only words of other languages have; such words are not divided.
    """

    vowels: str
    consonants: str
    quads: str = ""
    onsets: tuple[str, ...] = ()
    seams: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Respelling:
    """How words are spelled in another script: ``letters`` by groups of letters, those at the
    beginning of a word (``initial``) and ``stems`` of loan words before them; all in small letters.
    """

    endonym: str
    alphabet: tuple[str, ...]
    letters: Mapping[str, str]
    initial: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a publisher meets it.

    Attributes:
        tag: BCP 47 tag.
        endonym: the language's name in the language itself.
        direction: direction of the script.
        alphabet: lowercase letters in their order, digraphs included; empty where the order
            of Unicode is to be used.
        dotted_i: whether i and ı are two letters, with the capitals İ and I.
        quotes: quotation marks.
        has_suffixes: whether suffixes stand behind a closing quotation mark (*'Azadlıq'ın*).
        months: the twelve months of the Gregorian calendar, in the form used inside a date.
        hijri_months: the months of dates in ``HIJRI_YEARS``: of the solar calendar in Persian, of
            the lunar one in Arabic; empty where all dates are Gregorian.
        date: the written date, with ``{day}``, ``{month}`` (its name) and ``{year}``.
        date_in_numbers: the same in numbers alone.
        percent: a share in percent, with ``{n}`` for the number.
        list_and: the word before the last member of a list.
        comma_before_and: whether a comma may stand before it.
        et_al: what stands for all authors but the first.
        labels: words printed by the journal.
        article_types: names of the ``ARTICLE_TYPES``.
        peer_reviews: names of the ``PEER_REVIEWS``.
        credit_roles: names of the ``CREDIT_ROLES``.
        license_statements: one sentence for each of the ``LICENSES``.
        locator_terms: for a CSL locator label the words that authors write for it, whole and
            abbreviated, singular and plural, in lower case.
        sorted_as: letters that are sorted as a variant of another letter (Russian ё as е).
        comma: what stands between the members of a list.
        semicolon: what stands between members that have commas themselves.
        abbreviations: what ends in a full stop that does not end the sentence, in lower case.
        theses: what a doctoral thesis and a master's thesis are called in a reference.
        reports: what a technical report and a research report are called in a reference.
        introducing: words after which a citation is part of the sentence (*see*), in lower case.
        before_number: abbreviations, without their full stop, that stay on the line of the number
            after them (*p.* 5).
        query: words by which a comment is a query to the author, in lower case.
        seasons: spring, summer, autumn and winter as bibliographies date by them, each in all its
            words, with spaces between them, in lower case.
        reference_words: for ``figure``, ``table``, ``section`` and ``equation`` the words that
            authors type before a cross-reference beside those of ``labels`` and ``locator_terms``,
            such as abbreviations and other cases, in lower case.
        marks_before_stop: whether the mark of a note precedes full stop and comma.
        small_in_lists: whether the members of a list begin with small letters behind a colon and
            semicolons; German writes its nouns with capitals.
        capitals: what letters become in capitals where Unicode does not have it.
        also_written: letters of its texts that its alphabet does not list.
        digits: those of numbers that nashr gives or writes, from 0 to 9, where they are not these.
        decimal_sign: what stands before the fraction of a number (Unicode CLDR, ``decimal``).
        names: names in lower case by which a bibliography calls it, beside the endonym.
        postpositions: CSL terms that stand behind the title of the container instead of before it.
        era_first: whether *BC* and *AD* stand before the year: Turkish *MÖ 44*.
        round_ordinals: the suffixes of ordinals of 0 and of multiples of a thousand, a million …,
            which follow the last word of the number and not its digits.
        patents: what a *patent* is called in a reference, and BibLaTeX's kinds of it by country,
            where they have other names than in English.
        states: *submitted*, *accepted* and *in preparation*, said of a work that is not published.
        contributors: what stands before the names of those who wrote a *foreword*, *introduction*
            or *afterword*, of an *annotator* and *commentator*, and of the *holder* of a patent.
        style_words: what stands for the words that citation styles made for other languages print
            themselves, by those words in lower case.
        capitalizes_words: whether a citation style may give each word of a term a capital.
        syllables: rules of hyphenation, for a language that Pyphen has no patterns for.
        spine_text: which way the text on a spine runs where that language is printed.
        theorems: the words of the ``THEOREMS``; English ones where there are none.
        pictures: words for pictures that authors count for themselves, *Map 1*, in lower case.
        proof: the word before a proof; the English one where there is none.
        callouts: what stands above a callout of each of the ``CALLOUTS`` that has no title.
        respellings: how these words are spelled in other scripts, by the subtags of those.
    """

    tag: str
    endonym: str
    quotes: Quotes
    months: tuple[str, ...]
    date: str
    list_and: str
    et_al: str
    labels: Labels
    article_types: Mapping[str, str] = field(hash=False)
    peer_reviews: Mapping[str, str] = field(hash=False)
    credit_roles: Mapping[str, str] = field(hash=False)
    license_statements: Mapping[str, str] = field(hash=False)
    locator_terms: Mapping[str, tuple[str, ...]] = field(hash=False)
    alphabet: tuple[str, ...] = ()
    direction: Direction = "ltr"
    dotted_i: bool = False
    has_suffixes: bool = False
    sorted_as: Mapping[str, str] = field(default_factory=dict, hash=False)
    comma: str = ", "
    semicolon: str = "; "
    abbreviations: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    theses: tuple[str, str] = ("PhD thesis", "Master’s thesis")
    reports: tuple[str, str] = ("Technical report", "Research report")
    before_number: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    hijri_months: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    reference_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    marks_before_stop: bool = False
    small_in_lists: bool = True
    comma_before_and: bool = False
    capitals: Mapping[str, str] = field(default_factory=dict, hash=False)
    also_written: str = ""
    digits: str = ""
    decimal_sign: str = "."
    date_in_numbers: str = "{day:02}.{month:02}.{year}"
    percent: str = "{n}%"
    names: tuple[str, ...] = ()
    postpositions: frozenset[str] = frozenset()
    era_first: bool = False
    round_ordinals: Mapping[int, str] = field(default_factory=dict, hash=False)
    patents: Mapping[str, str] = field(default_factory=dict, hash=False)
    states: Mapping[str, str] = field(default_factory=dict, hash=False)
    contributors: Mapping[str, str] = field(default_factory=dict, hash=False)
    style_words: Mapping[str, str] = field(default_factory=dict, hash=False)
    capitalizes_words: bool = True
    syllables: SyllableRules | None = None
    spine_text: Literal["up", "down"] = "up"
    theorems: tuple[str, ...] = ()
    proof: str = ""
    pictures: tuple[str, ...] = ()
    callouts: Mapping[str, str] = field(default_factory=dict, hash=False)
    respellings: Mapping[str, Respelling] = field(default_factory=dict, hash=False)

    def in_digits(self, text: str) -> str:
        """A number, or a text with some, in the digits of the language."""
        return text.translate(str.maketrans("0123456789", self.digits)) if self.digits else text

    def listed(self, items: Iterable[str]) -> str:
        """The items in a row, with the language's comma."""
        return self.comma.join(items)


def words(line: str) -> tuple[str, ...]:
    """Read letters or words that are written with spaces between them."""
    return tuple(line.split())


def locators(table: str) -> dict[str, tuple[str, ...]]:
    """Read a table of words by label, one label a line: ``page: p., pp., page, pages``."""
    terms = {}
    for line in table.strip().splitlines():
        label, _, written = line.partition(":")
        terms[label.strip()] = tuple(word.strip() for word in written.split(","))
    return terms


def callouts(line: str) -> dict[str, str]:
    """Read the words for the ``CALLOUTS``, in their order."""
    return dict(zip(CALLOUTS, line.split(", "), strict=True))


def license_statements(sentence: str, public_domain: str) -> dict[str, str]:
    """Write ``sentence`` for each licence and ``public_domain`` for CC0, ``{name}`` filled in."""
    return {
        spdx: (public_domain if spdx == "CC0-1.0" else sentence).format(name=name)
        for spdx, name in LICENSES.items()
    }
