"""All checks of a list of references, in one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nashr.diagnostics import Diagnostic, sort_diagnostics
from nashr.messages import Message
from nashr.records import dataclass, field
from nashr.references.capitals import capitals
from nashr.references.differences import Store, differences, record_of
from nashr.references.duplicates import duplicates
from nashr.references.lacking import Render, lacking, likely_dois
from nashr.references.retractions import Notices, of_records, retractions
from nashr.references.scripts import languages
from nashr.references.works import Work
from nashr.references.wrong_identifiers import wrong_identifiers

#: The sections of a report: a heading, and the codes that stand below it. What is found elsewhere,
#: in reading the files, stands in the last.
SECTIONS: Mapping[Message, tuple[str, ...]] = {
    Message("Retracted and corrected works"): ("reference-retracted", "reference-corrected"),
    Message("Citations without an entry"): (
        "citation-unknown-key",
        "citation-unusable",
        "citation-typed",
    ),
    Message("Entries that no article cites"): ("reference-uncited",),
    Message("The same work twice"): ("reference-duplicate", "bib-duplicate-key", "bib-repeated"),
    Message("What is missing"): ("reference-incomplete", "reference-doi-likely", "reference-query"),
    Message("Identifiers that cannot be right"): ("reference-identifier",),
    Message("Other than the registry says"): ("reference-differs",),
    Message("Latin letters"): ("reference-not-romanized", "reference-romanized"),
    Message("Capitals"): ("reference-capitals",),
    Message("Languages"): ("reference-language", "bib-language-missing", "bib-language-unknown"),
    Message("Other faults of the files"): ("record-invalid",),
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the checks depend on besides the works."""

    #: The language of the journal.
    language: str
    #: Whether the terms of a reference are in its own language.
    by_item: bool
    render: Render
    #: The records of registries, and the tables of retractions.
    store: Store = field(default_factory=dict)
    tables: tuple[Notices, ...] = ()


def check_works(works: Sequence[Work], conditions: Conditions) -> tuple[Diagnostic, ...]:
    """The findings in the entries alone, in the order of the files."""
    return sort_diagnostics(_findings(works, conditions))


def _findings(works: Sequence[Work], conditions: Conditions) -> Iterator[Diagnostic]:
    yield from duplicates(works)
    yield from lacking(works, conditions.render)
    yield from likely_dois(works, conditions.render)
    yield from languages(works, conditions.language, by_item=conditions.by_item)
    yield from retractions(works, [*conditions.tables, of_records(conditions.store)])
    for work in works:
        record = record_of(work, conditions.store)
        if record is not None:
            yield from differences(work, record)
        yield from wrong_identifiers(work)
        yield from capitals(work, conditions.language)


def by_section(findings: Sequence[Diagnostic]) -> dict[Message, tuple[Diagnostic, ...]]:
    """The findings under their headings; a heading without any is left out."""
    known = {code: heading for heading, codes in SECTIONS.items() for code in codes}
    last = list(SECTIONS)[-1]
    found: dict[Message, list[Diagnostic]] = {heading: [] for heading in SECTIONS}
    for finding in findings:
        found[known.get(finding.code, last)].append(finding)
    return {heading: tuple(members) for heading, members in found.items() if members}
