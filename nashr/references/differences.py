"""Works that differ from their records in the store: other titles, years, names, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nashr.diagnostics import Diagnostic
from nashr.identifiers import Invalid
from nashr.messages import Message
from nashr.references.records import Record, comparable
from nashr.references.works import Work, family_name, folded, names_of, plain, year_of
from nashr.references.wrong_identifiers import parts_of

CODE = "reference-differs"

#: Similarities of 100, by rapidfuzz, below which titles and family names are others.
_TITLES = 80
_NAMES = 75
_ROLES = ("author", "editor")

#: Records by scheme and identifier.
Store = Mapping[tuple[str, str], Record]


def record_of(work: Work, store: Store) -> Record | None:
    """The record of a work by one of its identifiers."""
    return next((store[pair] for pair in identifiers_of(work) if pair in store), None)


def identifiers_of(work: Work) -> Iterator[tuple[str, str]]:
    """The identifiers of a work that registries know, each with its scheme."""
    arxiv = work.field("eprint") if _is_arxiv(work) else ""
    address = re.search(r"arxiv\.org/(?:abs|pdf)/\S+", work.text("URL"), re.IGNORECASE)
    named = [
        *(("doi", text) for text in [work.text("DOI")]),
        *(("pmid", text) for text in [work.text("PMID") or work.field("pmid")]),
        *(("arxiv", text) for text in [arxiv or (address[0] if address else "")]),
        *(("isbn", text) for text in parts_of("ISBN", work.text("ISBN")) if _is_whole(work)),
    ]
    for scheme, text in named:
        if text:
            try:
                yield scheme, comparable(scheme, text)
            except Invalid:
                continue


def _is_arxiv(work: Work) -> bool:
    kind = work.field("eprinttype") or work.field("archiveprefix")
    return kind.lower() == "arxiv"


def _is_whole(work: Work) -> bool:
    """Whether an ISBN is that of the work, and not of the book that it stands in."""
    return work.kind == "book"


def differences(work: Work, record: Record) -> Iterator[Diagnostic]:
    """A finding at each field that is other than the registry has it."""
    for variable, written, recorded in _unlike(work, record):
        message = Message(
            "“{key}” has {field} “{written}”, {registry} “{recorded}”.",
            key=work.key,
            field=_WORDS[variable],
            written=written,
            registry=record.registry,
            recorded=recorded,
        )
        hint = Message("Compare it with the work itself; the record is {path}.", path=record.path)
        yield work.finding(CODE, message, hint, variable)


_WORDS = {
    "title": Message("the title"),
    "author": Message("the author"),
    "editor": Message("the editor"),
    "issued": Message("the year"),
    "container-title": Message("the journal"),
    "volume": Message("the volume"),
    "issue": Message("the number"),
    "page": Message("the pages"),
    "ISSN": Message("the ISSN"),
}


def _unlike(work: Work, record: Record) -> Iterator[tuple[str, str, str]]:
    item = record.item
    if work.title and not titles_alike(work.title, plain(item.get("title"))):
        yield "title", work.title, plain(item.get("title"))
    for role in _ROLES:
        ours, theirs = names_of(work.item, role), names_of(item, role)
        if ours and theirs and not _is_one_name(ours[0], theirs[0]):
            yield role, family_name(ours[0]), family_name(theirs[0])
    years = set(record.years) | {year_of(item.get("issued"))} - {None}
    if work.year is not None and years and work.year not in years:
        yield "issued", str(work.year), ", ".join(str(year) for year in sorted(filter(None, years)))
    if work.kind == "article-journal" and not _is_one_journal(work, record):
        yield "container-title", work.text("container-title"), plain(item.get("container-title"))
    for variable in ("volume", "issue", "page"):
        written, recorded = work.text(variable), plain(item.get(variable))
        if written and recorded and _number(variable, written) != _number(variable, recorded):
            yield variable, written, recorded


#: Letters of a title that are compared: to compare takes the square of their number.
_COMPARED = 2000


def titles_alike(ours: str, theirs: str) -> bool:
    """Whether two titles are of one work: one of them may lack its subtitle."""
    from rapidfuzz import fuzz

    written, recorded = folded(ours[:_COMPARED]), folded(theirs[:_COMPARED])
    if not written or not recorded:
        return True
    if fuzz.token_sort_ratio(written, recorded) >= _TITLES:
        return True
    shorter, longer = sorted((written, recorded), key=len)
    return len(shorter) > 8 and fuzz.ratio(shorter, longer[: len(shorter)]) >= _TITLES


def _is_one_name(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    from rapidfuzz import fuzz

    written, recorded = folded(family_name(ours)), folded(family_name(theirs))
    whole = folded(" ".join(str(part) for part in theirs.values()))
    is_near = fuzz.ratio(written, recorded) >= _NAMES
    return is_near or set(written.split()) <= set(whole.split()) or recorded in written.split()


def _is_one_journal(work: Work, record: Record) -> bool:
    """Whether the journals are one; an abbreviated title is not compared."""
    from rapidfuzz import fuzz

    written = work.text("container-title")
    recorded = [plain(record.item.get(f"container-title{more}")) for more in ("", "-short")]
    known = [folded(title) for title in recorded if title]
    if not written or not known or "." in written or len(written) < 8:
        return True
    return any(fuzz.token_set_ratio(folded(written), title) >= _TITLES for title in known)


def _number(variable: str, text: str) -> str:
    """A number for comparison: of pages the first, of the others without words and zeros."""
    if variable == "page":
        return re.split(r"[-–—,]", text)[0].strip().lower()
    found = re.findall(r"\d+", text)
    return "-".join(str(int(number)) for number in found) if found else text.strip().lower()
