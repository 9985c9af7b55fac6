"""Works that were retracted or corrected: by their records, or by a table of retractions.

The table is a CSV file with the columns of the Retraction Watch database, which a journal may put
into ``bibliography/records/``.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message, either
from nashr.records import dataclass
from nashr.references.differences import Store, identifiers_of
from nashr.references.records import CODE as INVALID
from nashr.references.records import Record
from nashr.references.works import Work

RETRACTED, CORRECTED = "reference-retracted", "reference-corrected"

#: What makes a work one that is withdrawn, and what only changes it, folded: what is said of it
#: without a day and with one.
_WITHDRAWN = {
    "retraction": (Message("was retracted"), Message("was retracted on {day}")),
    "partial-retraction": (
        Message("was retracted in part"),
        Message("was retracted in part on {day}"),
    ),
    "withdrawal": (Message("was withdrawn"), Message("was withdrawn on {day}")),
    "removal": (Message("was removed"), Message("was removed on {day}")),
}
_CORRECTED = Message("was corrected"), Message("was corrected on {day}")
_ADDENDUM = Message("has an addendum")
_CONCERN = Message("is under an expression of concern")
_CHANGED = {
    "correction": _CORRECTED,
    "corrigendum": _CORRECTED,
    "erratum": _CORRECTED,
    "addendum": (_ADDENDUM, _ADDENDUM),
    "clarification": (Message("was clarified"), Message("was clarified on {day}")),
    "expression-of-concern": (_CONCERN, _CONCERN),
}
_REINSTATED = "reinstatement"
_COLUMNS = ("OriginalPaperDOI", "RetractionNature")
#: Characters of a field of the table, and the delimiters that it may have.
_LONGEST_FIELD = 1_000_000
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that concerns a work."""

    kind: str
    date: str
    doi: str
    source: str


#: Notices by scheme and identifier of the work.
Notices = Mapping[tuple[str, str], list[Notice]]


def read_table(path: str, data: bytes) -> Outcome[Notices]:
    """The notices of a table. A table of other columns is an error."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # DOIs and dates are the same in it
    limit = csv.field_size_limit(_LONGEST_FIELD)
    found: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    try:
        rows = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
        if not set(_COLUMNS) <= {name.strip() for name in rows.fieldnames or ()}:
            return Outcome(
                {},
                (_refused(path, Message("has no column {columns}", columns=either(_COLUMNS))),),
            )
        for row in rows:
            for pair in _works_of(row):
                found[pair].append(_notice(row, path))
    except csv.Error as error:
        at = _refused(path, Message("cannot be read as CSV: {reason}", reason=str(error)))
        return Outcome({}, (at,))
    finally:
        csv.field_size_limit(limit)
    return Outcome(found)


def _refused(path: str, clause: Message) -> Diagnostic:
    hint = Message("Take the CSV file of Retraction Watch as it is, from the site of Crossref.")
    return Diagnostic(
        INVALID, Span(path, 1), Message("{file} {clause}.", file=path, clause=clause), hint
    )


def _works_of(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    doi = (row.get("OriginalPaperDOI") or "").strip().lower()
    if doi.startswith("10."):
        yield "doi", doi
    pmid = (row.get("OriginalPaperPubMedID") or "").strip()
    if re.fullmatch(r"[1-9]\d{0,7}", pmid):
        yield "pmid", pmid


def _notice(row: Mapping[str, str], path: str) -> Notice:
    kind = _kind(row.get("RetractionNature") or "")
    found = _DATE.search(row.get("RetractionDate") or "")
    date = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    doi = (row.get("RetractionDOI") or "").strip()
    return Notice(kind, date, doi if doi.startswith("10.") else "", path)


def _kind(text: str) -> str:
    return re.sub(r"[\s_]+", "-", text.strip().lower())


def of_records(store: Store) -> Notices:
    """The notices that the records know."""
    found: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for pair, record in store.items():
        for update in record.updates:
            notice = Notice(_kind(update.kind), update.date, update.doi, record.path)
            found[pair].append(notice)
    return found


def withdrawn(record: Record) -> str:
    """That a work was retracted or withdrawn, as a sentence; empty for all others."""
    notices = of_records({(record.scheme, record.identifier): record})
    gone = [one for found in notices.values() for one in found if one.kind in _WITHDRAWN]
    latest = max(gone, key=lambda one: one.date, default=None)
    if latest is None:
        return ""
    return Message("It {clause}.", clause=_clause(_WITHDRAWN[latest.kind], latest))


def _clause(words: tuple[Message, Message], notice: Notice) -> Message:
    """What is said of a work after its name."""
    plain, dated = words
    return dated.having(day=notice.date) if notice.date and dated is not plain else plain


def retractions(works: Iterable[Work], tables: Iterable[Notices]) -> Iterator[Diagnostic]:
    """A finding for each work that was retracted, or else corrected."""
    known = list(tables)
    for work in works:
        pairs = list(identifiers_of(work))
        notices = [one for table in known for pair in pairs for one in table.get(pair, ())]
        finding = _finding(work, notices)
        if finding is not None:
            yield finding


def _finding(work: Work, notices: list[Notice]) -> Diagnostic | None:
    """The gravest of what holds. A work that was reinstated is retracted no longer."""
    reinstated = max((n.date for n in notices if n.kind == _REINSTATED), default="")
    withdrawn = [
        n for n in notices if n.kind in _WITHDRAWN and not (reinstated and n.date <= reinstated)
    ]
    changed = [n for n in notices if n.kind in _CHANGED]
    code, words, holding = (
        (RETRACTED, _WITHDRAWN, withdrawn) if withdrawn else (CORRECTED, _CHANGED, changed)
    )
    if not holding:
        return None
    notice = max(holding, key=lambda one: one.date)
    message = Message("“{key}” {clause}, says {source}.")
    if notice.doi:
        message = Message(
            "“{key}” {clause}, says {source}; see {address}.",
            address="https://doi.org/" + notice.doi,
        )
    clause = _clause(words[notice.kind], notice)
    message = message.having(key=work.key, clause=clause, source=notice.source)
    hint = Message("See whether what the article takes from it still holds.")
    if code == RETRACTED:
        hint = Message("Take the citation out, or say in the text that the work was retracted.")
    return work.finding(code, message, hint)
