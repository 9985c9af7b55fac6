"""Diagnostics: errors, warnings and notices about an author's files.

Codes are stable: editors, tests and CI may rely on them. ``CODES`` defines the severity and the
explanation of each code; ``docs/diagnostics.md`` is generated from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import Enum
from typing import Generic, TypeVar

from nashr import messages, wording
from nashr.messages import Message, translate
from nashr.records import dataclass

T = TypeVar("T")


class Severity(Enum):
    """Errors stop the article; warnings do not; notices ask for a decision before publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Span:
    """A position in a file. Lines and columns start at 1; line 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return (
            f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A code of ``CODES``, a position, a message of one sentence, and an optional hint."""

    code: str
    span: Span
    message: Message
    hint: Message | None = None
    #: The key of the bibliography's entry that it is about; it concerns those who cite the entry.
    entry: str | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"no such diagnostic code: {self.code}")

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity


@dataclass(frozen=True, slots=True)
class Code:
    severity: Severity
    explanation: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a stage: its value, and its diagnostics."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

CODES: dict[str, Code] = {
    # files
    "file-missing": Code(_E, "A file that the project needs or names is not there."),
    "file-not-utf8": Code(
        _E, "A text file is not UTF-8: save it again as UTF-8. Or the name of a file is not."
    ),
    "text-garbled": Code(_W, "Letters were lost when a text was saved in another encoding."),
    "file-outside-project": Code(_E, "A path leads out of the project's folder."),
    "file-unreadable": Code(_E, "A file is there but cannot be read."),
    "date-invalid": Code(_E, "SOURCE_DATE_EPOCH is not a date."),
    "input-too-large": Code(_E, "A file, or a line of it, is larger than any manuscript needs."),
    "nesting-too-deep": Code(_E, "Elements are nested more deeply than can be processed."),
    "character-forbidden": Code(
        _E, "A character is invisible, or changes the direction of the text."
    ),
    # journal.yaml and front matter
    "yaml-syntax": Code(_E, "The YAML cannot be read."),
    "yaml-duplicate-key": Code(_E, "A YAML mapping contains the same key twice."),
    "front-matter-missing": Code(_E, "The manuscript does not begin with YAML front matter."),
    "key-unknown": Code(_E, "A key is not one that nashr knows."),
    "key-missing": Code(_E, "A required key is missing."),
    "value-invalid": Code(_E, "A value does not have the form that its key asks for."),
    "running-head-shortened": Code(
        _W, "A title or name is longer than the line of a running head."
    ),
    "last-page-wrong": Code(_E, "The PDF does not end on the last page that front matter gives."),
    "doi-duplicate": Code(_E, "Two articles of the journal have the same DOI."),
    "pages-overlapping": Code(_E, "Two articles have the same page of the same issue."),
    "issue-article-unknown": Code(_E, "An issue names an article that the journal does not have."),
    "issue-article-twice": Code(_E, "An article is in two issues, or twice in one."),
    "issue-duplicate": Code(_E, "Two files are of the same number of the same volume."),
    "issue-place-conflict": Code(
        _E, "An article's own volume, number, year or pages are not those of its issue."
    ),
    "issue-heading-untranslated": Code(
        _N, "A section of an issue has no heading in one of the journal's languages."
    ),
    "issue-pages-overlapping": Code(_E, "Two issues of a volume have the same pages."),
    "value-sample": Code(_N, "A value is still a sample and must be replaced before publication."),
    "title-untranslated": Code(
        _W, "An article has an abstract or keywords in a language, and no title in it."
    ),
    "profile-unmet": Code(_W, "A profile of the journal asks for what is missing here."),
    "language-unsupported": Code(_W, "nashr has no labels for a language and uses English ones."),
    "affiliation-unknown": Code(_E, "An author names an affiliation that is not listed."),
    # manuscript
    "manuscript-misnamed": Code(
        _W,
        "A manuscript is not called article.md, or a part of one lies beside it; it is not built.",
    ),
    "manuscript-empty": Code(_E, "The manuscript has no text."),
    "manuscript-unparsable": Code(_E, "Pandoc cannot read the manuscript."),
    "image-missing": Code(_E, "An image is not in the project."),
    "image-unsupported": Code(_E, "An image is of a type that not all outputs can show."),
    "image-unreadable": Code(_E, "An image is damaged, or not an image at all."),
    "image-too-large": Code(_E, "An image has more pixels, bytes or parts than can be shown."),
    "image-external": Code(_E, "A drawing asks for a file or an address outside of it."),
    "image-placeholder": Code(_W, "An empty frame stands for a picture that is missing."),
    "image-without-alt": Code(_W, "An image has no alternative text for those who cannot see it."),
    "id-duplicate": Code(_E, "Two elements of the article have the same id."),
    "crossref-unknown": Code(_E, "A cross-reference names an element that does not exist."),
    "code-language-unknown": Code(
        _N, "Code is in a language that pandoc does not know, and is not coloured."
    ),
    "math-unsupported": Code(_W, "A formula cannot be drawn and is shown as its TeX source."),
    "link-forbidden": Code(
        _W, "A link leads to no web page, mail address or place in the article."
    ),
    "dialect-unsupported": Code(
        _E, "Markup of another tool that has no meaning here; nothing of it is printed."
    ),
    "chunk-unexecuted": Code(_E, "A chunk of R Markdown or Quarto was not run."),
    "note-unknown": Code(_E, "A call leads to no note."),
    "note-duplicate": Code(_E, "Two notes of the article have the same label."),
    "note-repeated": Code(_W, "A note is called more than once, and is printed as often."),
    "note-uncalled": Code(_E, "A note is called nowhere, so its text would be lost."),
    "block-unclosed": Code(_E, "A block of code or a fenced div is opened and never closed."),
    "link-broken": Code(_W, "A link inside the article leads to nothing."),
    "pandoc-warning": Code(_W, "Pandoc warns of something in the manuscript."),
    "markdown-slip": Code(_W, "Something is typed nearly as Markdown asks, and is read as text."),
    "quotation-unmatched": Code(_W, "A quotation mark opens or closes nothing."),
    "content-dropped": Code(_W, "Something in the manuscript cannot be shown and was left out."),
    # bibliography and citations
    "bib-syntax": Code(_E, "An entry of the bibliography cannot be read; the others are loaded."),
    "bib-duplicate-key": Code(_E, "Two different entries of the bibliography have the same key."),
    "bib-repeated": Code(_W, "An entry, or a field of one, stands twice and says the same."),
    "bib-type-unknown": Code(
        _W, "An entry is of a type that does not exist; it is read as another."
    ),
    "bib-date-invalid": Code(_E, "A date of an entry is in no calendar."),
    "bib-unclear": Code(_W, "A field of an entry can be understood in more than one way."),
    "bib-field-unread": Code(_W, "A field of an entry is read by nothing, and printed nowhere."),
    "bib-parent-missing": Code(_W, "An entry inherits from another that is not there."),
    "bib-entry-invalid": Code(_E, "An entry of the bibliography lacks what it must have."),
    "bib-language-unknown": Code(_W, "An entry names a language that nashr does not know."),
    "bib-language-missing": Code(
        _W, "An entry has no language, and the style changes its case by that of the article."
    ),
    "bib-unsupported-format": Code(_E, "nashr does not read bibliography files of this kind."),
    "citation-unknown-key": Code(_E, "A citation names an entry that no bibliography file has."),
    "citation-unusable": Code(_E, "A citation names an entry in which there is an error."),
    "reference-uncited": Code(_W, "Works of a bibliography file are cited by no article."),
    "reference-list-typed": Code(
        _W, "A list of works is typed beside the one of the works that the text cites by keys."
    ),
    "reference-query": Code(_N, "An entry waits for an answer of the author."),
    "reference-field-unprinted": Code(
        _N, "The citation style has no place for a field of the works that are cited."
    ),
    "reference-romanized": Code(
        _N, "A work was romanized for the list in Latin letters, and is to be checked."
    ),
    "reference-not-romanized": Code(
        _W, "A work has no Latin form, and none can be made, in the list in Latin letters."
    ),
    "reference-duplicate": Code(_W, "Two entries seem to be of the same work, or share its DOI."),
    "reference-incomplete": Code(_W, "An entry lacks what the style prints of works of its type."),
    "reference-doi-likely": Code(_N, "An entry has no DOI, and the work seems to have one."),
    "reference-identifier": Code(_W, "A DOI, ISBN, ISSN, arXiv id or address cannot be right."),
    "reference-capitals": Code(_W, "A name or a title of an entry is in capitals throughout."),
    "reference-language": Code(_W, "An entry names no language, or one of another script."),
    "reference-retracted": Code(_W, "A work was retracted or withdrawn after it was published."),
    "reference-corrected": Code(_W, "A work was corrected, or there is concern about it."),
    "reference-differs": Code(_W, "A field of an entry differs from the registry's record."),
    "record-invalid": Code(_E, "A file in bibliography/records/ is no record or table of them."),
    "citation-typed": Code(_W, "A citation is typed in words and leads to no entry."),
    "style-unknown": Code(_E, "The citation style is neither the journal's own nor a known one."),
    "theme-unknown": Code(_E, "There is no theme of the name that the journal gives."),
    "font-unusable": Code(
        _E, "A typeface of the theme is not installed, no font, or may not be embedded."
    ),
    "print-profile-default": Code(
        _N, "The journal names no ICC profile of its press, and a usual one stands in."
    ),
    "image-inks-unknown": Code(
        _W, "An image is in CMYK and has no colour profile, so its colours are guessed."
    ),
    "image-coarse": Code(_W, "A picture has fewer dots than its size in print needs."),
    "paper-unknown": Code(
        _N, "An issue does not say what paper it is printed on, and its spine is for a usual one."
    ),
    "binding-too-thick": Code(_W, "An issue has more pages than staples hold."),
    "spine-too-narrow": Code(_W, "The text of the spine has no room on it."),
    "barcode-incomplete": Code(_W, "The cover has no barcode, or one without its add-on."),
    "colour-contrast": Code(_E, "Letters of this colour cannot be read on their ground."),
    "style-invalid": Code(_E, "The citation style cannot be read."),
    "style-unsupported": Code(_W, "The citation style asks for what the processor cannot do."),
    # layout and machine
    "layout-warning": Code(_W, "The typesetting engine cannot do what a style sheet asks for."),
    "text-lost": Code(_E, "Words of the article do not stand in a product."),
    "text-doubled": Code(_E, "Words of the article stand twice in a product."),
    "text-disordered": Code(_E, "Words of the article stand in another order in a product."),
    "text-added": Code(_W, "A product has words within the text that are no part of it."),
    "text-outside-page": Code(_E, "Text or a picture runs over the edge of a page of the PDF."),
    "table-too-wide": Code(_E, "A table has too many columns for a page of the PDF."),
    "formula-too-wide": Code(_W, "A formula is wider than a line and stands as its TeX source."),
    "text-overprinted": Code(
        _E, "Text of the PDF is printed over other text or a picture, or a coloured box over it."
    ),
    "note-misplaced": Code(_W, "A footnote begins on another page of the PDF than its call."),
    "glyph-missing": Code(_E, "A character is in none of the embedded fonts."),
    "script-without-font": Code(_E, "Most of an article's text is in none of the embedded fonts."),
    "limit-time": Code(_E, "The article takes longer to build than journal.yaml allows."),
    "limit-memory": Code(_E, "The article takes more memory to build than journal.yaml allows."),
    "limit-output": Code(_E, "The article's products are larger than journal.yaml allows."),
    "worker-lost": Code(_E, "The process that built the article was killed."),
    "output-unwritable": Code(_E, "A product cannot be written: no room, or no right to write."),
    "build-failed": Code(_E, "The build of the article failed, and not by an error in its files."),
    # validators of the products
    "judge-epubcheck": Code(_E, "EPUBCheck: the EPUB does not keep to EPUB 3.3."),
    "judge-ace": Code(_E, "Ace by DAISY: a page of the EPUB keeps some readers out."),
    "judge-nu": Code(_E, "The Nu HTML checker: the web page is not valid HTML, ARIA or CSS."),
    "judge-axe": Code(_E, "axe-core: the web page does not keep to WCAG 2.2 A and AA."),
    "judge-lighthouse": Code(_E, "Lighthouse: the web page scores below 100 in a category."),
    "judge-page": Code(_E, "page-validation: the PDF does not keep to PDF/UA-1 or PDF/A-2a."),
    "judge-verapdf": Code(_E, "veraPDF: the PDF does not keep to PDF/UA-1 or PDF/A-2a."),
    "judge-qpdf": Code(_E, "qpdf: the PDF's syntax is damaged."),
    "judge-mutool": Code(_E, "mutool: a page of the PDF cannot be drawn as it stands."),
    "judge-pdffonts": Code(_E, "pdffonts: a font of the PDF is not as a font must be."),
    "judge-preflight": Code(_E, "The printer's PDF is not as a printing house asks for."),
    "judge-ghostscript": Code(_E, "Ghostscript: the plates of the printer's PDF are not right."),
    "judge-jats-dtd": Code(_E, "The DTD of JATS 1.4: the JATS is not valid."),
    "judge-open-xml": Code(_E, "openxml-audit: the Word file does not keep to Open XML."),
    "judge-remark": Code(_N, "A judge asks for a look at something; it is no fault."),
    "judge-failed": Code(_E, "A judge broke off, so a product was not judged by it."),
    "judge-missing": Code(_W, "A judge is not installed, so no product was judged by it."),
    "product-missing": Code(_E, "An article has no product that could be judged."),
}


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most similar to ``word``, or None if none is similar."""
    matches = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return matches[0] if matches else None


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line, column and code, without duplicates."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda d: (d.span.file, d.span.line, d.span.column, d.code, d.message),
        )
    )


#: The most findings of one code in one file that are told one by one.
MOST_ALIKE = 100


def capped(diagnostics: Iterable[Diagnostic], most: int = MOST_ALIKE) -> tuple[Diagnostic, ...]:
    """The first ``most`` of each code in each file, and for the rest one that says how many."""
    kept: list[Diagnostic] = []
    numbers: dict[tuple[str, str], int] = {}
    for found in diagnostics:
        kind = found.span.file, found.code
        numbers[kind] = numbers.get(kind, 0) + 1
        if numbers[kind] <= most:
            kept.append(found)
    more = ((kind, number - most) for kind, number in numbers.items() if number > most)
    return (*kept, *(rest_of(code, file, most, rest) for (file, code), rest in more))


def rest_of(code: str, file: str, shown: int, more: int) -> Diagnostic:
    """That a file has ``more`` findings of a code than the ``shown`` ones."""
    message = messages.plural(
        "The file has the {shown} findings of this kind that are shown and {n} more.",
        "The file has the {shown} findings of this kind that are shown and {n:,} more.",
        more,
        shown=shown,
    )
    return Diagnostic(code, Span(file), message)


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether there are errors; ``strict`` counts warnings as errors."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in stopping for d in diagnostics)


# --- output formats ------------------------------------------------------------------------


def as_text(diagnostic: Diagnostic) -> str:
    """``file:line:column: error: sentence [code]``, and the hint on a line of its own."""
    severity = diagnostic.severity.value
    return wording.format_diagnostic(
        str(diagnostic.span), severity, diagnostic.message, diagnostic.code, diagnostic.hint
    )


def as_json(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    """The object for ``--json``; line and column are null for the whole file."""
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "file": diagnostic.span.file,
        "line": diagnostic.span.line or None,
        "column": diagnostic.span.column or None,
        "message": wording.message_text(diagnostic.message),
        "hint": wording.message_text(diagnostic.hint) if diagnostic.hint else None,
    }


def as_annotation(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions, escaped."""
    parts = [f"file={_property(diagnostic.span.file)}"]
    if diagnostic.span.line:
        parts.append(f"line={diagnostic.span.line}")
    if diagnostic.span.column:
        parts.append(f"col={diagnostic.span.column}")
    parts.append(f"title={_property(diagnostic.code)}")
    text = translate(diagnostic.message)
    if diagnostic.hint:
        text = f"{text} {translate(diagnostic.hint)}"
    return f"::{diagnostic.severity.value} {','.join(parts)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
