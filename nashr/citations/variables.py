"""The text of a variable, before formatting."""

from __future__ import annotations

import re

from nashr.citations import numbers
from nashr.citations.cite import Cite
from nashr.citations.locales import are_of_one_language
from nashr.citations.richtext import join, plain
from nashr.citations.varnames import IN_VOLUMES
from nashr.languages import capitalize_first, is_supported, language
from nashr.languages.directions import text_direction

#: Variables whose ranges get an en dash; in others a hyphen is part of the number.
_RANGED = frozenset({"volume", "issue", "edition", "number-of-pages", "chapter-number"})
#: The hyphen of a law or report and the comma of a patent: 506-IVQ, TR-2019-7, 4,586,960.
_PART_OF_NUMBER = re.compile(r"(?<=\w)-(?=\w)|(?<=\d),(?=\d{3}(?!\d))")
#: A number that is no part of another: 2, and neither 2a nor 1.2.
_WHOLE = re.compile(r"(?<![^\W_])(?<!\d\.)\d+(?![^\W_]|\.\d)")
_FORMS = frozenset({"ordinal", "long-ordinal", "roman"})


def variable_text(variable: str, cite: Cite, *, short: bool = False) -> str:
    """The text of a standard or number variable, before its formatting."""
    match variable:
        case "locator":
            return _locator(cite)
        case "citation-number":
            number = str(cite.number) if cite.number else ""
            return number if cite.sort else language(cite.style.lang).in_digits(number)
        case "year-suffix":
            cite.suffix_printed = True
            return "" if cite.suffix_in_year else cite.year_suffix
        case "first-reference-note-number":
            return str(cite.first_note) if cite.first_note else ""
        case "language":
            return cite.work.language
        case "citation-label":
            return _citation_label(cite)
        case "page":
            return pages(cite.text(variable), cite)
    if short:
        return _with_issue(variable, _short(variable, cite), cite)
    if variable == "container-title":
        return _with_issue(variable, cite.text(variable), cite)
    if variable.endswith("-short"):
        return cite.text(variable) or _short(variable.removesuffix("-short"), cite, only=True)
    text = cite.text(variable)
    if variable == "status":
        return state_of_publication(text, cite) or text
    if variable == "title":
        return _with_volume(text, cite)
    if variable == "genre":
        return _genre(text, cite)
    if variable.endswith("publisher-place"):
        return _places(text, cite)
    if text and variable in _RANGED and numbers.is_numeric(text):
        return numbers.ranges(text, None, "–", ampersand(cite))
    return text


#: What BibLaTeX and people call a work that is not published yet, and the term of CSL for it.
_STATES = {
    "in press": "in press",
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "to appear": "forthcoming",
    "to be published": "forthcoming",
    "submitted": "",
    "accepted": "",
    "in preparation": "",
    "pre-published": "advance-online-publication",
}


def state_of_publication(text: str, cite: Cite) -> str:
    """*In press* and its like in the language of the entry; empty for other words."""
    phrase = text.lower()
    name = _STATES.get(phrase)
    if name is None:
        return ""
    tag = cite.locale.lang
    words = language(tag).states.get(phrase, "")
    if name and are_of_one_language(cite.locale.term_language(name), tag):
        words = cite.locale.term(name)
    if not words or are_of_one_language(tag, "en"):
        return text
    return capitalize_first(words, tag) if text[0].isupper() else words


def of_undated(words: str, cite: Cite) -> str:
    """*No date*, or *forthcoming* and its like in its place, with the letter that tells such works
    apart.
    """
    if cite.sort is not None:
        return words
    status = cite.text("status")
    is_free = status.lower() != "pre-published" and "status" not in cite.style.listed_variables
    if is_free and (state := state_of_publication(status, cite)):
        cite.rendered.append("status")
        words = state
    letter = cite.detail.year_suffix
    if not words or not letter or cite.suffix_printed or cite.style.prints_year_suffix:
        return words
    cite.suffix_printed = True
    return f"{words}-{letter}"


#: What people and programs write for the kind of a work in English, and the term of CSL for it.
_GENRES = {
    "blog post": "post-weblog",
    "book review": "review-book",
    "conference paper": "paper-conference",
    "dataset": "dataset",
    "film": "film",
    "interview": "interview",
    "manuscript": "manuscript",
    "map": "map",
    "pamphlet": "pamphlet",
    "podcast": "podcast",
    "preprint": "preprint",
    "radio broadcast": "radio-broadcast",
    "report": "report",
    "software": "software",
    "television broadcast": "television-broadcast",
    "treaty": "treaty",
    "video": "video",
    "working paper": "working-paper",
}


#: What pandoc makes of BibLaTeX's kinds of patents, where the entry is in English.
_PATENTS = {
    "U.S. patent": "patentus",
    "European patent": "patenteu",
    "German patent": "patentde",
    "French patent": "patentfr",
    "British patent": "patentuk",
}


def _genre(text: str, cite: Cite) -> str:
    """The kind of a work; an English word for it in the language of the list."""
    name, tag = _GENRES.get(text.lower(), ""), cite.locale.lang
    if patent := language(tag).patents.get(_PATENTS.get(text, "")):
        return patent
    if not name or are_of_one_language(tag, "en") or not is_supported(tag):
        return text
    if not are_of_one_language(cite.locale.term_language(name), tag):
        return text
    word = cite.locale.term(name)
    return capitalize_first(word, tag) if text[0].isupper() else word


def _with_volume(title: str, cite: Cite) -> str:
    """A title, with that of the volume where the style has no place for it."""
    volume = "" if cite.style.prints_volume_title else cite.text("volume-title")
    title = join([title, volume], ". ")
    return title if cite.text("container-title") else _with_number(title, cite)


def _with_number(title: str, cite: Cite) -> str:
    """The title of a book with the number of its volume, where the style has no place for it."""
    if "volume" not in cite.left_out or cite.work.type not in IN_VOLUMES or not title:
        return title
    word = cite.locale.term("volume", "short")
    return join([title, join([word, variable_text("volume", cite)], "\u00a0")], ", ")


def _with_issue(variable: str, title: str, cite: Cite) -> str:
    """The title of a periodical, with that of its issue, for which CSL has no place."""
    if variable != "container-title" or (cite.area == "citation" and not cite.style.in_notes):
        return title
    title = _with_number(title, cite)
    return join([title, cite.text("issue-title")], ": ")


#: *And* between two places, and not inside the name of one: *Trinidad and Tobago*.
_BETWEEN_PLACES = re.compile(
    r" and (?!(?:Barbuda|Futuna|Herzegovina|Labrador|Miquelon|Nevis|Pr[ií]ncipe|the|Tobago|Wear)\b)"
)


def _places(text: str, cite: Cite) -> str:
    """Places of publication: BibLaTeX has *and* between them, whatever the language is."""
    if " and " not in text or are_of_one_language(cite.locale.lang, "en"):
        return text
    *places, last = _BETWEEN_PLACES.split(text)
    return f"{', '.join(places)} {cite.locale.term('and')} {last}" if places else text


#: Variables that are numbers, and no names of a law or report.
_COUNTS = frozenset(
    "volume issue page page-first edition number-of-pages number-of-volumes chapter-number "
    "collection-number locator first-reference-note-number".split()
)


def in_digits_of_work(text: str, cite: Cite, variable: str = "page") -> str:
    """A number in the digits of the work's language, where the list's has digits of its own too: a
    Persian list has Persian works with Persian numbers and English ones with English numbers.
    """
    listed = language(cite.style.lang).digits if cite.style.lang else ""
    if not listed or variable not in _COUNTS or _LATIN.search(text):
        return text
    if cite.work.language:
        return language(cite.work.language).in_digits(text)
    is_rtl = text_direction(cite.work.fields.get("title", "")) == "rtl"
    return language(cite.style.lang).in_digits(text) if is_rtl else text


_LATIN = re.compile("[A-Za-z]")


def _short(variable: str, cite: Cite, *, only: bool = False) -> str:
    full = cite.text(variable)
    found = cite.style.abbreviation(variable, full) if full else ""
    return found or cite.text(f"{variable}-short") or ("" if only else full)


def pages(text: str, cite: Cite) -> str:
    if not text:
        return ""
    delimiter = cite.range_mark or cite.locale.term("page-range-delimiter") or "–"
    return numbers.ranges(text, cite.style.page_range_format, delimiter, ampersand(cite))


def ampersand(cite: Cite) -> str:
    """The symbol for *and* between numbers."""
    return cite.locale.own_symbol("and") or "&"


def _locator(cite: Cite) -> str:
    """All locators of a cite; before the first of them the style has its label."""
    if not cite.locator:
        return ""
    first = _located(cite.label, cite.locator, cite)
    return join([first, *(_with_label(*one, cite) for one in cite.more)], ", ")


def _located(label: str, number: str, cite: Cite) -> str:
    if label == "page":
        return pages(number, cite)
    return numbers.ranges(number, None, "–", ampersand(cite))


def _with_label(label: str, number: str, sign: str, cite: Cite) -> str:
    several = is_several("locator", number, cite)
    word = sign or cite.locale.term(label, "short", several)
    return join([word, in_digits_of_work(_located(label, number, cite), cite)], "\u00a0")


def unprinted_locator(cite: Cite) -> str:
    """The locator with its label, where the style has not printed it: Vancouver has no place for
    one at all, and others have none behind laws and cases.
    """
    if not cite.locator or "locator" in cite.rendered:
        return ""
    several = is_several("locator", cite.locator, cite)
    label = cite.sign or cite.locale.term(cite.label, "short", several)
    return join([label, in_digits_of_work(_locator(cite), cite)], "\u00a0")


def raw_number(variable: str, cite: Cite) -> str:
    """The number as in the item, from which singular or plural is determined."""
    if variable == "locator":
        return cite.locator
    return cite.text(variable) or variable_text(variable, cite)


#: What stands in the place of pages, and is none: e0231234, 061102.
_ARTICLE_NUMBER = re.compile(r"[eE][\d.]{3,}|\d{5,}|[A-Za-z]{2,}\d{4,}")


#: What an issue is called that has no number, or none of its volume's: *Suppl. 1*, and not *S1*.
_SPECIAL_ISSUE = re.compile(r"(?![IVXLC]+\b)[^\W\d_]{3}|[^\W\d_]+ [^\W\d_]{3}[^\d]*$")


def takes_no_word(variable: str, value: str, cite: Cite) -> bool:
    """Whether *p.* or *no.* would be wrong before it: the number of an article in the place of its
    pages, or a special issue.
    """
    text = plain(value).strip()
    if variable == "issue":
        return bool(_SPECIAL_ISSUE.match(text))
    is_said = bool(cite.text("eid"))
    return variable == "page" and (is_said or bool(_ARTICLE_NUMBER.fullmatch(text)))


def at_page(at: str, cite: Cite) -> str:
    """*At* before the page of a case, where English has it: other languages say *page*."""
    if cite.label != "page" or are_of_one_language(cite.locale.term_language("at"), "en"):
        return at
    return cite.locale.term("page", "short", is_several("locator", cite.locator, cite))


def is_several(variable: str, value: str, cite: Cite) -> bool:
    """Whether the label for ``value`` is plural."""
    if variable.startswith("number-of"):
        return value.strip() != "1"
    text = plain(value)
    if variable in ("number", "version"):
        text = _PART_OF_NUMBER.sub("", text)
    return numbers.is_plural(text, cite.locale.term("and"))


def number_text(text: str, form: str, variable: str, cite: Cite) -> str:
    """A number in its ``form``: digits, ordinals, Roman numerals.

    A number with a prefix or suffix of its own, such as 2nd or 2b, is no ordinal (CSL 1.0.2,
    ``cs:number``).
    """
    if form not in _FORMS or not numbers.is_numeric(plain(text)):
        return text
    return _WHOLE.sub(lambda digits: _formed(digits[0], form, variable, cite), text)


def _formed(digits: str, form: str, variable: str, cite: Cite) -> str:
    if len(digits) > numbers.MAX_DIGITS:
        return digits
    number = int(digits)
    if form == "roman":
        return numbers.roman(number)
    locale = cite.locale
    gender = locale.gender(variable)
    if form == "long-ordinal" and 0 < number <= 10:
        long = locale.term(f"long-ordinal-{number:02}", gender=gender)
        if long:
            return long
    return digits + locale.ordinal(number, gender)


#: How many letters of each name are in a citation label, by the number of names. From
#: citeproc-js.
_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}


def _citation_label(cite: Cite) -> str:
    label = cite.text("citation-label")
    if not label:
        people = next(iter(cite.work.names.values()), ())
        counts = _LETTERS.get(len(people), (1, 1, 1, 1))
        names = (plain(p.family or p.literal) for p in people)
        label = "".join(name[:count] for name, count in zip(names, counts, strict=False))
        date = cite.work.dates.get("issued")
        if date is not None and date.begin is not None:
            label += f"{abs(date.begin.year) % 100:02}"
    suffix = cite.detail.year_suffix
    if suffix:
        cite.suffix_printed = True
    return label + suffix
