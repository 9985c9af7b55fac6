"""Issues in the preview: made while they are looked at, told of with their places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nashr.issue.build import IssueReport
from nashr.pipeline.compose import Request
from nashr.preview.issues import IssueRebuilder
from nashr.preview.rebuilder import BuildProcesses, Rebuilder
from nashr.preview.state_feed import message
from nashr.preview.watch import ANYWHERE
from nashr.processes.pool import InProcessPool
from nashr.project.cache import Cache
from nashr.project.ledger import Ledger
from nashr.project.workspace import Workspace

ISSUE = "manuscript/issues/2026-1.yaml"
TEXT = "number: 1\nyear: 2026\nback: [notice.md]\nsections:\n  - articles: [a]\n"


@pytest.fixture
def builder(project: Path, tmp_path: Path) -> Rebuilder:
    """A preview of an article and its issue."""
    (project / ISSUE).parent.mkdir()
    (project / ISSUE).write_text(TEXT)
    (project / "manuscript/issues/notice.md").write_text("# Notice\n\nA word.\n")
    cache = tmp_path / "cache"

    def ledger(issue: str = "") -> Ledger:
        return Ledger(str(cache), str(project), str(project / "output"), {"issue": issue})

    pool, workspace = InProcessPool(), Workspace(project)
    request = Request(formats=("html",), environment={"SOURCE_DATE_EPOCH": "0"}, piecemeal=True)
    reports: list[IssueReport] = []
    issues = IssueRebuilder(workspace, request, ledger, Cache(cache), reports.append)
    processes = BuildProcesses(pool, pool, pool)
    return Rebuilder(workspace, request, processes, ledger, Cache(cache), lambda _: None, issues)


def versions(builder: Rebuilder) -> dict[str, str]:
    products = builder.feed.state.issues["2026-1"].products
    return {name: one.version for name, one in products.items()}


def test_an_issue_is_made_while_it_is_looked_at(builder: Rebuilder, project: Path) -> None:
    builder.build({ANYWHERE})
    assert versions(builder) == {}
    with builder.feed.read_by(lambda: None, "2026-1"):
        builder.build(())
        made = versions(builder)
        assert set(made) == {"contents", "issue-epub", "issue-pdf"}

        builder.build({"bibliography/other.bib"})
        assert versions(builder) == made

        (project / ISSUE).write_text(TEXT.replace("[a]", "[none]"))
        builder.build({ISSUE})
        issue = builder.feed.state.issues["2026-1"]
        assert issue.failed
        assert versions(builder) == made
        (found,) = (one for one in issue.findings if one.severity.value == "error")
        assert (found.code, found.span.line) == ("issue-article-unknown", 5)

        (project / ISSUE).write_text(TEXT)
        (project / "manuscript/issues/notice.md").write_text("# Notice\n\nOther words.\n")
        builder.build({ISSUE, "manuscript/issues/notice.md"})
        assert not builder.feed.state.issues["2026-1"].failed
        assert versions(builder)["issue-pdf"] != made["issue-pdf"]
        assert builder.issues is not None
        assert set(builder.issues.on_disk("2026-1").products) == set(made)

    told = json.loads(message(builder.feed.state, "2026-1"))["articles"][0]
    shown = [(one["format"], one["view"], one["path"]) for one in told["products"]]
    assert told["issue"]
    assert shown == [
        ("contents", "page", "2026-1/2026-1.html"),
        ("issue-pdf", "pages", "2026-1/2026-1.pdf"),
        ("issue-epub", "", "2026-1/2026-1.epub"),
    ]
    (project / ISSUE).unlink()
    builder.build({ISSUE})
    assert builder.feed.state.issues == {}


def test_an_article_that_changes_makes_its_issue_stale_and_another_does_not(
    builder: Rebuilder,
) -> None:
    issues = builder.issues
    assert issues is not None
    reads = {"project": {"manuscript/a/article.md": []}, "absent": [], "listed": []}
    issues._reads["2026-1"] = [reads]
    issues._stale.clear()
    issues.note({"manuscript/b/article.md"}, builder.feed)
    assert not issues._stale
    issues.note({"manuscript/a/article.md"}, builder.feed)
    assert issues._stale == {"2026-1"}
