"""What a style leaves out of an entry although nobody finds the work without it: the volume of a
book, the year of what is printed, the book of a chapter, the number of a law, the shelf mark of a
manuscript, the translator.

Styles have no place for them in some types, or only beside what this work does not have: one
prints the year of an article behind the number of its volume, and no year where there is none.
Each is printed behind what the style does print, its *anchor*.
"""

from __future__ import annotations

from nashr.citations.cite import Cite
from nashr.citations.contributors import LEFT_OUT as NAMES
from nashr.citations.contributors import named_with_word
from nashr.citations.richtext import CLOSE, ITALIC, glue, join, plain
from nashr.citations.variables import (
    is_several,
    number_text,
    pages,
    raw_number,
    state_of_publication,
    variable_text,
)
from nashr.citations.varnames import IN_VOLUMES
from nashr.languages import capitalize_first

_ONLINE = frozenset({"dataset", "post", "post-weblog", "software", "webpage"})
_YEARS = (
    IN_VOLUMES
    | _ONLINE
    | frozenset(
        "article article-journal article-magazine article-newspaper interview manuscript pamphlet "
        "report review review-book thesis".split()
    )
)
#: Where they are; a style that has no addresses of anything prints none.
_ADDRESSES = frozenset({"DOI", "PMCID", "PMID", "URL"})
_REVIEWS = frozenset({"review", "review-book"})
LAWS = frozenset({"bill", "legal_case", "legislation", "regulation", "treaty"})
_RECORDED = frozenset({"broadcast", "motion_picture", "song"})
_UNPUBLISHED = frozenset({"document", "manuscript", "personal_communication"})
#: What the year stands behind: what comes last of these.
_BEFORE_YEAR = frozenset({"publisher", "container-title", "title"})
#: What a work of a type is not found without, in the order in which it is printed.
_NEEDED: tuple[tuple[str, frozenset[str]], ...] = (
    ("number", LAWS | {"patent", "report", "standard"}),
    ("version", frozenset({"dataset", "software"})),
    ("genre", frozenset({"thesis"})),
    (
        "container-title",
        LAWS
        | {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "interview"}
        | {"paper-conference"}
        | _RECORDED,
    ),
    ("volume", LAWS | _REVIEWS | {"interview"}),
    ("issue", LAWS | _REVIEWS | {"interview"}),
    ("page", LAWS | _REVIEWS | {"interview"}),
    ("publisher", frozenset({"manuscript", "thesis"})),
    ("archive", _UNPUBLISHED | {"graphic"}),
    ("archive_location", _UNPUBLISHED | {"graphic"}),
    ("call-number", _UNPUBLISHED | {"graphic"}),
    ("note", _UNPUBLISHED),
)
#: What prints the same under another name.
_ALSO = {
    "container-title": ("container-title-short", "collection-title"),
    "page": ("page-first",),
    "publisher": ("authority",),
    "archive": ("publisher",),
}
#: Names that are printed behind the title where a style leaves them out.
_NAMES = ("translator", "interviewer", "recipient", "director", "illustrator")
#: Words of styles for a thesis of any kind.
_THESES = ("thesis", "dissertation", "диссертация")
#: What each stands behind: the first of these that is printed; otherwise the title.
_ANCHORS = {
    **dict.fromkeys(("volume", "issue", "page", "status"), ("container-title",)),
    **dict.fromkeys(("archive", "note"), ("publisher",)),
    **dict.fromkeys(("archive_location", "call-number"), ("archive", "publisher")),
    **dict.fromkeys(("DOI", "URL"), ("publisher", "container-title")),
}


def left_out(cite: Cite, text: str) -> dict[str, str]:
    """What is to be printed in another place of an entry, rendered as ``text``, which is then
    rendered anew: the variables, and of each the one that it is to stand behind; ``names`` has
    those of names.
    """
    found: dict[str, str] = {}
    known, there = cite.style.listed_variables, {*cite.rendered}
    if cite.work.type in IN_VOLUMES and cite.text("volume") and "volume" in known - there:
        found["volume"] = "title"
    if "title" in there:
        found |= _needed(cite, there, known, plain(text).lower())
    elif cite.work.type == "patent" and "number" in there and cite.text("title"):
        found["title"] = "number"
    date = cite.work.dates.get("issued")
    if (
        cite.work.type in _YEARS
        and "issued" in known
        and date is not None
        and date.begin is not None
        and date.begin.year > 0
        and not {"issued", "original-date", "accessed"} & there
        and (before := next((v for v in reversed(cite.rendered) if v in _BEFORE_YEAR), ""))
    ):
        found["year"] = before
    return found


def _needed(cite: Cite, there: set[str], known: frozenset[str], text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, kinds in _NEEDED:
        if cite.work.type not in kinds or not cite.text(variable):
            continue
        if cite.work.type == "document" and cite.text("URL"):
            continue  # a page of the web
        if cite.work.type == "interview" and cite.text("publisher"):
            continue  # a part of a book, whose pages styles have their reasons to leave out
        if variable == "genre" and any(word in text for word in _THESES):
            continue
        if variable in there or there & {*_ALSO.get(variable, ())}:
            continue
        if variable == "issue" and cite.work.type in _REVIEWS and "volume" not in found:
            continue  # the style has the volumes of journals, and no issues
        if cite.text(variable).lower() in cite.said:
            continue
        found[variable] = _anchor(variable, there)
    addresses = [one for one in ("DOI", "URL") if cite.text(one)]
    if addresses and cite.work.type in _ONLINE and not there & _ADDRESSES and known & _ADDRESSES:
        found[addresses[0]] = _anchor(addresses[0], there)
    status = cite.text("status")
    whole = {"container-title", "issued", "publisher"} & there
    if status and whole and "status" not in there and state_of_publication(status, cite):
        found["status"] = _anchor("status", there)
    if (
        _has_another_author_of_whole(cite)
        and "container-author" not in there
        and "container-title" in there | {*found}
    ):
        found["container-author"] = found.get("container-title", "container-title")
    if names := [one for one in _NAMES if cite.names(one) and one not in there]:
        found[NAMES] = " ".join(names)
    return found


def _anchor(variable: str, there: set[str]) -> str:
    return next((one for one in _ANCHORS.get(variable, ()) if one in there), "title")


def _has_another_author_of_whole(cite: Cite) -> bool:
    """Whether the book in which a part stands is by others than the part: a foreword is."""
    whole = cite.names("container-author")
    return bool(whole) and whole != cite.names("author")


#: What few styles have a place for, and nobody needs to find the work: the author is told.
_TOLD = ("note", "original-title", "original-publisher", "original-publisher-place", "scale")


def unprinted(cite: Cite) -> tuple[str, ...]:
    """The variables of a rendered work of which the style has printed nothing, of those that an
    author has to be told of.
    """
    there = {*cite.rendered, *cite.left_out}
    found = [name for name in _TOLD if cite.text(name) and name not in there]
    if cite.date("original-date") is not None and "original-date" not in there:
        found.append("original-date")
    return tuple(found)


def left_out_of_note(cite: Cite, text: str) -> dict[str, str]:
    """The same of a note that has the whole reference, where the page that is cited is enough."""
    if "first" not in cite.positions or not cite.style.notes_in_full:
        return {}
    found = left_out(cite, text)
    if not {"publisher", "container-title"} & {*cite.rendered}:
        found.pop("volume", None)
    if cite.locator:
        found.pop("page", None)
    for part in ("year", "DOI", "URL") if cite.style.listed_variables else ("year",):
        found.pop(part, None)
    return found


def with_left_out(text: str, variable: str, cite: Cite) -> str:
    """The text of a variable, formatted, with what was left out and is to stand behind it."""
    if cite.rendered.count(variable) > 1:
        return text
    for part in (part for part, anchor in cite.left_out.items() if anchor == variable):
        match part:
            case "number" | "version" | "volume" | "issue" | "page":
                if part != "volume" or cite.work.type not in IN_VOLUMES:
                    text = join([text, _numbered(part, cite)], ", ")
            case "container-title":
                text = _within(text, cite)
            case "container-author":
                text = join([text, named_with_word(part, cite)], ", ")
            case "archive_location" | "call-number" if "archive" in (variable, *cite.left_out):
                text = join([text, variable_text(part, cite)], ", ")
            case "DOI" | "URL":
                text = join([text, _address(part, cite)], ". ")
            case "status":
                text = join([text, f"({state_of_publication(cite.text(part), cite)})"], " ")
            case "year":
                text = join([text, _year(cite)], ", ")
            case _ if part != NAMES:
                said = variable_text(part, cite)
                text = join([text, capitalize_first(said, cite.locale.lang)], ". ")
    return text


def _numbered(variable: str, cite: Cite) -> str:
    """A number with the word for it: *no. 779*, *s. 4–9*."""
    value = raw_number(variable, cite)
    text = pages(value, cite) if variable == "page" else variable_text(variable, cite)
    form = "long" if variable == "version" else "short"
    word = cite.locale.term(variable, form, is_several(variable, value, cite))
    return join([word, number_text(text, "numeric", variable, cite)], "\u00a0")


def _address(variable: str, cite: Cite) -> str:
    address = cite.text(variable)
    if variable == "DOI":
        address = f"https://doi.org/{address}"
    return cite.attachments.link(address, address)


def _within(title: str, cite: Cite) -> str:
    """A title with that of the work in which it stands."""
    whole = variable_text("container-title", cite)
    if cite.style.prints_slashes:
        return join([title, f"// {whole}"], " ")
    if cite.style.prints_italics:
        whole = f"{ITALIC}{whole}{CLOSE}"
    if cite.work.type not in LAWS | _RECORDED | {"interview"}:
        word = cite.locale.term("in")
        behind = "in" in cite.locale.postpositions
        before = f"{capitalize_first(word, cite.locale.lang)}: "
        whole = f"{whole} {word}" if behind else glue(before, whole)
    return join([title, whole], ". ")


def _year(cite: Cite) -> str:
    date = cite.work.dates["issued"]
    year = str(date.begin.year) if date.begin is not None else ""
    about = cite.locale.term("circa", "short") if date.circa else ""
    return join([about, year], "\u00a0")
