"""What concerns an issue, its articles and the other issues."""

from __future__ import annotations

from pathlib import Path

from nashr.issue.load import articles_of_others, issue_names, load_issue
from nashr.project.workspace import Workspace

ISSUE = "volume: 12\nnumber: {number}\nyear: 2026\nsections:\n  - articles: [{articles}]\n"


def write(project: Path, name: str, number: str, articles: str) -> None:
    folder = project / "manuscript/issues"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(ISSUE.format(number=number, articles=articles))


def test_the_issues_are_the_yaml_files_of_their_folder(project: Path) -> None:
    write(project, "2026-1", "1", "a")
    (project / "manuscript/issues/notice.md").write_text("# Notice\n")
    (project / "manuscript/issues/2026-1").mkdir()
    assert issue_names(Workspace(project)) == ["2026-1"]
    assert Workspace(project).articles() == ["a"]


def test_the_articles_of_an_issue_with_errors_are_not_known(project: Path) -> None:
    write(project, "2026-1", "1", "a")
    (project / "manuscript/issues/2026-2.yaml").write_text("number: [\n")
    assert articles_of_others(Workspace(project)) == {"a": "2026-1"}
    assert articles_of_others(Workspace(project), "2026-1") == {}


def test_an_issue_cannot_have_the_name_of_an_article(project: Path) -> None:
    write(project, "a", "1", "a")
    found = load_issue(Workspace(project), "a")
    assert found.value is None
    assert [one.code for one in found.diagnostics] == ["value-invalid"]


def test_the_same_number_of_another_volume_is_another_issue(project: Path) -> None:
    write(project, "2026-1", "1", "a")
    other = ISSUE.replace("12", "13").format(number="1", articles="b")
    (project / "manuscript/issues/other.yaml").write_text(other)
    assert not load_issue(Workspace(project), "2026-1").diagnostics
