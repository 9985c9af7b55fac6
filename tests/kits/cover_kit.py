"""The cover's sheet of a sample issue, with other words in its file."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from issue_kit import PROJECT

from nashr.diagnostics import Diagnostic
from nashr.issue.edition import IssueEdition
from nashr.issue.load import load_issue
from nashr.issue.print.cover_sheet import cover_sheet
from nashr.pipeline.compose import Log, printing_condition
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.logo import load_logo
from nashr.pipeline.render import engines
from nashr.pipeline.themes import load_theme
from nashr.ports import PrintingCondition
from nashr.project.workspace import Workspace
from nashr.records import replace

ISSUE = "manuscript/issues/2026-1.yaml"
JOURNAL = "manuscript/journal.yaml"


@dataclass(frozen=True)
class MadeCover:
    """A cover's sheet, and what was found."""

    pdf: bytes
    pages: int
    coloured: tuple[int, ...]
    found: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.found]


def project_with(folder: Path, changes: dict[str, dict[str, str]]) -> Path:
    """A copy of the sample journal, in which texts of its files are others."""
    project = folder / "journal"
    shutil.copytree(PROJECT, project)
    for name, texts in changes.items():
        file = project / name
        written = file.read_text("utf-8")
        for old, new in texts.items():
            assert old in written, old
            written = written.replace(old, new)
        file.write_text(written, "utf-8")
    return project


def edition_of(project: Path, **settings: Any) -> tuple[IssueEdition, PrintingCondition]:
    """The issue without its articles, and its printing condition with some settings."""
    workspace, log = Workspace(project), Log(strict=False)
    journal = log.need(load_journal(workspace))
    loaded = log.need(load_issue(workspace, "2026-1"))
    loaded = replace(loaded, issue=replace(loaded.issue, sections=()))
    look = load_theme(workspace, journal)
    edition = IssueEdition(
        look.journal,
        loaded,
        (),
        look.templates.texts,
        look.templates.assets,
        look.theme,
        log.take(load_logo(workspace, look.journal, look.logo)),
        dt.datetime(2026, 3, 31, tzinfo=dt.UTC),
        read=lambda path, at: workspace.read_bytes(path, at=at),
    )
    condition = log.need(printing_condition(workspace, look.journal))
    return edition, replace(condition, settings=replace(condition.settings, **settings))


def made_cover(project: Path, pages: int = 200, **settings: Any) -> MadeCover:
    """The sheet for an interior of so many pages."""
    edition, condition = edition_of(project, **settings)
    made = cover_sheet(edition, engines(), condition, pages)
    assert made.value is not None, made.diagnostics
    one = made.value
    return MadeCover(one.data, one.pages or 0, one.coloured or (), made.diagnostics)
