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


@pytest.mark.parametrize(
    "name",
    ["paper.md", "Məqalə.docx", "main.tex", "x.odt", "Article.MD", "article.md.txt", "article.txt"],
)
def test_a_manuscript_under_another_name(tmp_path: Path, name: str) -> None:
    ((file, hint),) = found(tmp_path, f"x/{name}", "x/figure.png")
    assert file == f"manuscript/x/{name}"
    assert hint is not None
    assert "manuscript/x/article.md" in hint


def test_an_article_in_a_folder_of_folders(tmp_path: Path) -> None:
    files = ("2026/a/article.md", "2026/b/article.md", "x/article.md", "x/old/article.md")
    assert found(tmp_path, *files) == [
        (f"manuscript/2026/{one}/article.md", f"Name it manuscript/2026-{one}/article.md.")
        for one in "ab"
    ]


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


def test_a_part_of_an_article_in_a_file_of_its_own(tmp_path: Path) -> None:
    files = ("x/article.md", "x/02-end.md", "x/README.md", "y/article.md")
    assert found(tmp_path, *files) == [
        ("manuscript/x/02-end.md", "Put its text into article.md, or move it out of the folder.")
    ]


def test_drafts_and_descriptions_are_no_parts(tmp_path: Path) -> None:
    folder = tmp_path / "manuscript" / "x"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("![a](a.png){long-desc=map.md}\n", "utf-8")
    (folder / "map.md").write_text("The map.\n", "utf-8")
    (folder / "old.md").write_text("---\ntitle: Old\n---\n\nText.\n", "utf-8")
    (folder / "empty.md").write_text("", "utf-8")
    assert misnamed_manuscripts(str(tmp_path)) == []
