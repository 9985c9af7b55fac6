"""Two issues of a volume whose files give them the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.issue.load import load_issue
from nashr.issue.overlaps import overlaps
from nashr.project.workspace import Workspace


@pytest.mark.parametrize(
    ("first", "other", "told"),
    [
        # This issue has four pages from its first one on, the other two articles.
        ("first-page: 1", "first-page: 5", ""),
        ("first-page: 1", "first-page: 4", "begins on page 4, and this one has the pages 1–4"),
        ("first-page: 7", "first-page: 6", "has the pages 6–7, and this one 7–10"),
        ("first-page: 8", "first-page: 6", ""),
        ("first-page: 8", "articles-begin: right\nfirst-page: 6", "has the pages 6–8"),
        ("first-page: 1", "", ""),
        ("", "first-page: 1", ""),
        ("first-page: 1", "first-page: 1\nvolume: 2", ""),
    ],
)
def test_two_files_that_fix_the_same_pages(
    first: str, other: str, told: str, project: Path
) -> None:
    folder = project / "manuscript/issues"
    folder.mkdir()
    for slug in "bcd":
        (project / f"manuscript/{slug}").mkdir()
        (project / f"manuscript/{slug}/article.md").write_text("---\ntitle: T\n---\n\nText.\n")

    def write(name: str, more: str, articles: str) -> None:
        volume = "" if "volume" in more else "volume: 1\n"
        text = f"{volume}number: {name}\nyear: 2026\n{more}\n"
        (folder / f"{name}.yaml").write_text(f"{text}sections:\n  - articles: [{articles}]\n")

    write("1", first, "a, b")
    write("2", other, "c, d")
    workspace = Workspace(project)
    loaded = load_issue(workspace, "1").value
    assert loaded is not None
    found = overlaps(workspace, loaded, loaded.issue.first_page + 3)
    assert [told in str(one.message) for one in found] == ([True] if told else [])
    if "begins" in told:
        assert "first-page: 5” in manuscript/issues/2.yaml" in str(found[0].hint)
