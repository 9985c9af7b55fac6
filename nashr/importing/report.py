"""The report of an import: what was found in the author's file, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nashr.importing.findings import Outcome, Placed
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of an import of one file, and how many of what the file has."""

    file: str
    article: str
    counts: Mapping[str, int]
    findings: tuple[Placed, ...]
    #: How many of what the manuscript has.
    written: Mapping[str, int] = field(default_factory=dict)

    def of(self, outcome: Outcome) -> tuple[Placed, ...]:
        return tuple(one for one in self.findings if one.finding.outcome is outcome)

    def as_object(self) -> dict[str, Any]:
        """The object of ``import.json``."""
        return {
            "file": self.file,
            "article": self.article,
            "counts": dict(self.counts),
            "in manuscript": dict(self.written),
            "findings": [_finding(one) for one in self.findings],
        }


def _finding(placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    at = finding.paragraph
    return {
        "kind": finding.kind,
        "outcome": finding.outcome.value,
        "message": finding.message,
        "hint": finding.hint or None,
        "paragraph": at.number if at else None,
        "story": at.story if at else None,
        "excerpt": at.excerpt if at else None,
        "line": placed.line or None,
    }
