"""Manuscripts that are not called ``article.md`` are told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.project.misnamed import misnamed_manuscripts


def found(root: Path, *files: str) -> list[tuple[str | None, str | None]]:
    for file in files:
        path = root / "manuscript" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n", "utf-8")
    return [(one.file, one.hint) for one in misnamed_manuscripts(str(root))]


@pytest.mark.parametrize("name", ["paper.md", "Məqalə.docx", "main.tex", "x.odt", "Article.MD"])
def test_a_manuscript_under_another_name(tmp_path: Path, name: str) -> None:
    ((file, hint),) = found(tmp_path, f"x/{name}", "x/figure.png")
    assert file == f"manuscript/x/{name}"
    assert hint is not None
    assert "manuscript/x/article.md" in hint


def test_markdown_is_named_before_what_it_was_made_from(tmp_path: Path) -> None:
    assert found(tmp_path, "x/a.docx", "x/b.md") == [
        ("manuscript/x/b.md", "Name it manuscript/x/article.md.")
    ]


def test_a_manuscript_beside_the_folders(tmp_path: Path) -> None:
    ((file, hint),) = found(tmp_path, "paper.md", "journal.yaml", "README.md")
    assert file == "manuscript/paper.md"
    assert hint == "Name it manuscript/paper/article.md."


def test_nothing_is_said_of_what_is_no_manuscript(tmp_path: Path) -> None:
    files = ("x/article.md", "x/old.docx", "y/readme.md", "y/a.png", ".git/a.md", "z/~a.docx~")
    assert found(tmp_path, *files) == []
    assert misnamed_manuscripts(str(tmp_path / "nowhere")) == []
