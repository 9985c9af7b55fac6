"""Whether paper and binding, of the issue or of its journal, fit the number of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from cover_kit import ISSUE, JOURNAL, edition_of, project_with

from nashr.issue.print.binding import MOST_STAPLED, binding_findings
from nashr.issue.print.spine import thickness

OWN = "  paper: {weight: 80 g/m², bulk: 1.3 cm³/g}\n  spine: 6.5mm"


def found(folder: Path, pages: int, issue: str, journal: str = "") -> list[tuple[str, str]]:
    """The codes and files of what is said of an issue, in whose file lines stand below ``print``,
    as in that of the journal.
    """
    changes = {ISSUE: {OWN: issue}, JOURNAL: {"language: az": f"language: az\n{journal}"}}
    edition, _ = edition_of(project_with(folder, changes))
    return [(one.code, one.span.file) for one in binding_findings(edition, pages)]


@pytest.mark.parametrize(("pages", "codes"), [(76, []), (80, ["binding-too-thick"])])
def test_more_pages_than_staples_hold_are_told_of(
    tmp_path: Path, pages: int, codes: list[str]
) -> None:
    assert [code for code, _ in found(tmp_path, pages, "  binding: saddle")] == codes
    assert (thickness(pages, None) > MOST_STAPLED) == bool(codes)


def test_thin_paper_is_stapled_in_more_pages(tmp_path: Path) -> None:
    thin = "  binding: saddle\n  paper: {thickness: 60 µm}"
    assert not found(tmp_path, 128, thin)


def test_the_journal_names_paper_and_binding_for_its_issues(tmp_path: Path) -> None:
    of_journal = "print: {binding: saddle, paper: {thickness: 200 µm}}"
    told = found(tmp_path / "a", 48, "  cover-colour: black", of_journal)
    assert told == [("binding-too-thick", JOURNAL)]
    assert not found(tmp_path / "b", 48, "  binding: perfect", of_journal)
    assert not found(tmp_path / "c", 48, "  paper: {thickness: 60 µm}", of_journal)
    assert found(tmp_path / "d", 8, "  spine: 6.5mm", of_journal) == [("value-invalid", ISSUE)]


def test_a_spine_needs_its_paper(tmp_path: Path) -> None:
    assert found(tmp_path / "a", 48, "  cover-colour: black") == [("paper-unknown", ISSUE)]
    of_journal = "print: {paper: {thickness: 104 µm}}"
    assert not found(tmp_path / "b", 48, "  cover-colour: black", of_journal)
