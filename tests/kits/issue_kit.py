"""The sample journal of two issues, made once for all tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from shared_kit import made_once
from warm_kit import load

PROJECT = Path(__file__).resolve().parents[1] / "projects" / "issues"
ISSUES = ("2026-1", "2026-2")
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1774958400"}


@dataclass(frozen=True)
class MadeIssue:
    """An issue that was made: its folder, and its manifest."""

    name: str
    folder: Path

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        return found

    @property
    def coloured(self) -> dict[str, list[int] | None]:
        """The pages of its print files that have colours, by their names."""
        found: dict[str, list[int] | None] = json.loads(
            (self.folder.parents[1] / "coloured.json").read_text("utf-8")
        )
        return found

    @property
    def folios(self) -> dict[str, tuple[int, int]]:
        """The first and the last page of each article, by its slug, in their order."""
        rows = self.manifest["articles"]
        return {one["article"]: (one["first-page"], one["last-page"]) for one in rows}

    def product(self, slug: str, suffix: str) -> Path:
        (found,) = (self.folder / slug).glob(f"*{suffix}")
        return found


def texts_of_pages(path: Path) -> list[str]:
    """What each page of a PDF shows, as it would be copied."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def make(project: Path, output: Path, name: str, *, jobs: int = 0, **request: Any) -> Any:
    """Make an issue, in this process or in others, and give its report."""
    from nashr.issue.build import build_issue
    from nashr.issue.products import wanted
    from nashr.pipeline.article import BuildStore
    from nashr.pipeline.compose import Request
    from nashr.processes.pool import open_pool
    from nashr.project.cache import Cache
    from nashr.project.ledger import Ledger
    from nashr.project.workspace import Workspace

    load()
    cache, workers = request.pop("cache", None), request.pop("workers", None)
    rows = wanted(request.pop("options", ()))
    ledger = Ledger(cache and str(cache), str(project), str(output), {"issue": name})
    store = BuildStore(ledger, Cache(cache))
    asked = Request(environment=ENVIRONMENT, **request)
    with open_pool(jobs) as pool:
        workspace, more = Workspace(project, output), {"store": store, "workers": workers}
        return build_issue(workspace, asked, name, rows, pool, **more)


def _make_both(folder: Path) -> None:
    from nashr.diagnostics import Severity

    for name in ISSUES:
        report = make(PROJECT, folder / "output", name, cache=folder / "cache")
        loud = [one for one in report.found if one.severity is not Severity.NOTICE]
        assert not loud, loud


def made_issues(paths: pytest.TempPathFactory) -> tuple[MadeIssue, ...]:
    """Both sample issues."""
    output = made_once(paths, "issues", _make_both) / "output"
    return tuple(MadeIssue(name, output / name) for name in ISSUES)


def _make_printed(cache: Path, output: Path) -> None:
    from nashr.diagnostics import has_errors
    from nashr.outputs.table import usual

    formats = (*usual(), "print")
    wanted = {"options": ("print",), "formats": formats}
    report = make(PROJECT, output / "output", ISSUES[0], cache=cache, **wanted)
    assert not has_errors(report.found), report.found
    coloured = {one.path.rpartition("/")[2]: one.coloured for one in report.products}
    (output / "coloured.json").write_text(json.dumps(coloured), "utf-8")


def printed_issue(paths: pytest.TempPathFactory) -> MadeIssue:
    """The first sample issue with its print files. What readers get has been made for the others,
    and is in their cache.
    """
    cache = made_once(paths, "issues", _make_both) / "cache"
    output = made_once(paths, "printed-issue", partial(_make_printed, cache))
    return MadeIssue(ISSUES[0], output / "output" / ISSUES[0])
