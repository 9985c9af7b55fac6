"""What a work lacks of what the journal's style prints of works of its type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.messages import Message, either, plural
from nashr.model import CslItem
from nashr.records import dataclass
from nashr.references.works import Work, plain

CODE, LIKELY = "reference-incomplete", "reference-doi-likely"

#: The text that the style is given for a variable that a work lacks, to see whether it prints it.
SAMPLE = "Qxzqxz"
#: Renders the reference list of items by key with the journal's style: its texts by key.
Render = Callable[[Mapping[str, CslItem]], Mapping[str, str]]

#: What each type needs, in the words of an editor; alternatives are parted by “|”.
_ARTICLE = "makers title container-title issued volume|issue|number page|number"
_IN_BOOK = "makers title container-title issued page publisher publisher-place"
_NEEDS: Mapping[str, str] = {
    "article-journal": _ARTICLE,
    "article-magazine": "title container-title issued page|URL",
    "article-newspaper": "title container-title issued day page|URL",
    "book": "makers title issued publisher publisher-place",
    "chapter": _IN_BOOK,
    "paper-conference": "makers title container-title|event|event-title issued page|URL|DOI",
    "entry": "title container-title issued",
    "entry-dictionary": "title container-title issued",
    "entry-encyclopedia": "title container-title issued",
    "thesis": "makers title issued publisher",
    "report": "makers title issued publisher",
    "webpage": "title URL issued|accessed",
    "post-weblog": "title URL issued|accessed",
    "post": "title URL issued|accessed",
    "dataset": "makers title issued publisher|URL|DOI",
    "software": "title issued|version",
    "patent": "makers title issued number",
    "manuscript": "title issued|archive|publisher",
    "legislation": "title issued",
    "legal_case": "title issued",
    "standard": "title issued",
    "article": "makers title issued",
}
_OTHERS = "title issued"
_WORDS = {
    "makers": Message("author or editor"),
    "title": Message("title"),
    "container-title": Message("title of what it stands in"),
    "issued": Message("year"),
    "day": Message("day"),
    "volume": Message("volume"),
    "page": Message("pages"),
    "publisher": Message("publisher"),
    "publisher-place": Message("place of publication"),
    "URL": Message("address"),
    "number": Message("number"),
    "event": Message("title of the conference"),
}
#: The same by type, where it has another word.
_WORDS_OF = {
    ("article-journal", "container-title"): Message("journal"),
    ("article-newspaper", "container-title"): Message("newspaper"),
    ("article-magazine", "container-title"): Message("magazine"),
    ("chapter", "container-title"): Message("title of the book"),
    ("paper-conference", "container-title"): Message("title of the proceedings"),
    ("thesis", "publisher"): Message("university"),
    ("report", "publisher"): Message("institution"),
}
#: Works that wait for their printing have no pages yet.
_FORTHCOMING = re.compile(
    r"press|forthcoming|accepted|submitted|baskıda|yakında|çapda|çapdadır|печати|preprint", re.I
)
#: Since when the journals of the large publishers give their articles DOIs (Crossref, 2000), and
#: for how many years before the first of which it is known a journal may have given them.
_DOIS_SINCE = 2000
_YEARS_BEFORE = 3
_DOI_IN_ADDRESS = re.compile(r"\b(10\.\d{4,9}/[^\s?#]+)")


@dataclass(frozen=True, slots=True)
class _Gap:
    """One thing that a work lacks."""

    work: Work
    #: The variable of CSL with which the style would be tried.
    variable: str
    word: str


def lacking(works: Sequence[Work], render: Render) -> Iterator[Diagnostic]:
    """A finding for each work that lacks what the style prints of its type."""
    gaps = [gap for work in works for gap in _gaps(work)]
    printed = _printed(gaps, render)
    by_key: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        if (gap.work.kind, gap.variable) in printed:
            by_key[gap.work.key].append(gap.word)
    for work in works:
        words = by_key.get(work.key)
        if words:
            message = Message(
                "“{key}” ({kind}) has no {words}.",
                key=work.key,
                kind=work.kind,
                words=either(words),
            )
            hint = plural(
                "Fill it in: the style prints it.",
                "Fill them in: the style prints them.",
                len(words),
            )
            if work.reference.query:
                hint = Message("The author is asked for it: see nashr-query.")
            yield work.finding(CODE, message, hint)


def likely_dois(works: Sequence[Work], render: Render) -> Iterator[Diagnostic]:
    """A notice for each article without a DOI that seems to have one."""
    first: dict[str, int] = {}
    for work in works:
        if work.doi and work.kind == "article-journal" and work.year is not None:
            first[_journal(work)] = min(work.year, first.get(_journal(work), work.year))
    without = [work for work in works if not work.doi and work.kind == "article-journal"]
    printed = _printed([_Gap(work, "DOI", "DOI") for work in without], render)
    for work in without if printed else ():
        address = _DOI_IN_ADDRESS.search(work.text("URL"))
        if address:
            message = Message("“{key}” has no DOI, and its address has one in it.", key=work.key)
            yield work.finding(
                LIKELY, message, Message("Write doi = {{{address}}}.", address=address[1]), "URL"
            )
        elif _is_likely(work, first):
            message = Message(
                "“{key}” has no DOI, and one is likely for an article like this.", key=work.key
            )
            hint = Message("Look for it at search.crossref.org, and write doi = {…}.")
            yield work.finding(LIKELY, message, hint)


def _is_likely(work: Work, first: Mapping[str, int]) -> bool:
    """Whether articles like this have a DOI: of a journal of which a work here has one (``first``
    are their years), or in English, with volume and pages, since there are DOIs.
    """
    if work.year is None:
        return False
    if work.year >= first.get(_journal(work), work.year + 1 + _YEARS_BEFORE) - _YEARS_BEFORE:
        return True
    english = work.text("language").lower().startswith("en")
    placed = bool(work.text("volume") and work.text("page") and work.text("container-title"))
    return english and placed and work.year >= _DOIS_SINCE


def _journal(work: Work) -> str:
    return work.text("container-title").casefold() or f"no journal: {work.key}"


# --- what a type needs ---------------------------------------------------------------------


def _gaps(work: Work) -> Iterator[_Gap]:
    forthcoming = bool(work.text("status")) or _is_forthcoming(work)
    is_preprint = bool(work.field("eprint")) or "arxiv.org/" in work.text("URL")
    for need in _NEEDS.get(work.kind, _OTHERS).split():
        names = need.split("|")
        if any(_has(work, name) for name in names):
            continue
        if forthcoming and names[0] in ("issued", "day", "volume", "page"):
            continue
        if is_preprint and names[0] in ("container-title", "volume", "page"):
            continue
        if names[0] == "issued" and (work.field("date") or work.field("year")):
            continue  # what cannot be understood is told of where the file is read
        if names[0] == "publisher-place" and (work.text("URL") or work.doi):
            continue  # what is read on the web is found without a place
        variable = {"makers": "author", "day": "issued"}.get(names[0], names[0])
        word = _WORDS_OF.get((work.kind, names[0]), _WORDS.get(names[0], names[0]))
        yield _Gap(work, variable, word)


def _is_forthcoming(work: Work) -> bool:
    issued = work.item.get("issued")
    words = str(issued.get("literal", "")) if isinstance(issued, Mapping) else ""
    return bool(_FORTHCOMING.search(words) or _FORTHCOMING.search(work.field("pubstate")))


def _has(work: Work, name: str) -> bool:
    if name == "makers":
        return bool(work.makers)
    if name == "issued":
        return bool(work.item.get("issued"))
    if name == "day":
        return _has_day(work.item.get("issued"))
    return bool(plain(work.item.get(name)))


def _has_day(issued: Any) -> bool:
    """Whether a date says its day; words may."""
    if not isinstance(issued, Mapping) or not issued:
        return True  # there is no date at all, which is told of as such
    parts = issued.get("date-parts")
    return not parts or len(parts[0]) == 3


# --- what the style prints -----------------------------------------------------------------


def _printed(gaps: Iterable[_Gap], render: Render) -> set[tuple[str, str]]:
    """The types and variables of the gaps that the style prints: a work of each is given a sample
    for what it lacks, and its reference is looked through for it.
    """
    tried: dict[str, CslItem] = {}
    of_key: dict[str, tuple[str, str]] = {}
    for gap in gaps:
        pair = (gap.work.kind, gap.variable)
        if sum(tried_pair == pair for tried_pair in of_key.values()) >= _TRIALS:
            continue
        key = f"trial-{len(tried)}"
        tried[key] = {**gap.work.item, gap.variable: _sample(gap.variable), "id": key}
        of_key[key] = pair
    if not tried:
        return set()
    texts = render(tried)
    return {of_key[key] for key in tried if _shows(texts.get(key, ""))}


#: How many works of a type are tried for a variable: what is printed may depend on what else the
#: work has.
_TRIALS = 3


def _sample(variable: str) -> Any:
    if variable == "issued":
        return {"date-parts": [[_SAMPLE_YEAR, 2, 1]]}
    if variable == "author":
        return [{"family": SAMPLE, "given": "Sample"}]
    if variable == "page":
        return "98761-98769"
    if variable in ("volume", "issue", "number"):
        return "98761"
    if variable == "DOI":
        return f"10.5555/{SAMPLE}"
    return f"https://example.org/{SAMPLE}" if variable == "URL" else SAMPLE


_SAMPLE_YEAR = 9876


def _shows(text: str) -> bool:
    """Whether a sample stands in a reference; the numbers begin as the year does."""
    text = text.casefold()
    return SAMPLE.casefold() in text or str(_SAMPLE_YEAR) in text
