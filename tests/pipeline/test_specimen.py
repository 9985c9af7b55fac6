"""The copy of a project in which a specimen is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.pipeline.specimen import lay_out, with_theme

JOURNAL = """\
title: A Journal
bibliography:
  - bibliography/a.bib
# A remark.
theme:
  name: plain
  colours: {accent: "#7a1a2b"}
license: CC-BY-4.0
sample-values: [title]
"""


def test_another_theme_takes_the_place_of_the_journals() -> None:
    assert with_theme(JOURNAL, "science") == (
        "title: A Journal\n# A remark.\nlicense: CC-BY-4.0\ntheme: science\n"
    )


@pytest.mark.parametrize("line", ["theme: plain", "theme: {name: plain, size: 12pt}"])
def test_the_journals_own_theme_keeps_its_settings(line: str) -> None:
    assert with_theme(f"title: A\n{line}\n", "plain") == f"title: A\n{line}\n"


def test_settings_on_lines_of_their_own_stay_too() -> None:
    assert 'colours: {accent: "#7a1a2b"}' in with_theme(JOURNAL, "plain")


def test_the_copy_has_what_a_theme_may_name_and_no_manuscript(
    project: Path, tmp_path: Path
) -> None:
    (project / "fonts").mkdir()
    (project / "fonts" / "own.ttf").write_bytes(b"x")
    (project / "manuscript" / "logo.svg").write_bytes(b"<svg/>")
    (project / "bibliography" / "styles").mkdir(parents=True, exist_ok=True)
    (project / "bibliography" / "styles" / "own.csl").write_bytes(b"<style/>")
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(
        "title: A\nbibliography: [bibliography/a.bib]\nlogo: manuscript/logo.svg\n"
        "theme: {typefaces: {headings: {regular: fonts/own.ttf}}}\n",
        "utf-8",
    )
    (project / "bibliography" / "a.bib").write_bytes(b"@book{a, title = {A}}")
    before = sorted(project.rglob("*"))
    folder = tmp_path / "copy"
    lay_out(project, "plain", folder)
    assert (folder / "fonts" / "own.ttf").is_file()
    assert (folder / "manuscript" / "logo.svg").is_file()
    assert (folder / "bibliography" / "styles" / "own.csl").is_file()
    assert not (folder / "bibliography" / "a.bib").exists(), "the specimen cites none of its works"
    assert sorted(p.name for p in (folder / "manuscript").iterdir() if p.is_dir()) == ["specimen"]
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("value", ["../outside.svg", "/etc/hosts", "manuscript", "none.svg"])
def test_what_is_no_file_of_the_project_is_not_copied(
    value: str, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.svg").write_bytes(b"<svg/>")
    (project / "manuscript" / "journal.yaml").write_text(f"title: A\nlogo: {value}\n", "utf-8")
    lay_out(project, "plain", tmp_path / "inner" / "copy")
    assert not (tmp_path / "inner" / "outside.svg").exists()


def test_nothing_of_the_project_but_what_is_needed_is_looked_at(
    project: Path, tmp_path: Path
) -> None:
    """A link out of the project, as virtual environments have, ended the copy before the logo."""
    (project / ".venv").symlink_to(tmp_path / "elsewhere")
    (project / "node_modules").mkdir()
    (project / "node_modules" / "link").symlink_to("/usr/bin")
    (project / "manuscript" / "logo.svg").write_bytes(b"<svg/>")
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text("title: A\nlogo: manuscript/logo.svg\n", "utf-8")
    lay_out(project, "plain", tmp_path / "copy")
    assert (tmp_path / "copy" / "manuscript" / "logo.svg").is_file()
    assert not (tmp_path / "copy" / "node_modules").exists()


def test_without_a_journal_there_is_a_sample(tmp_path: Path) -> None:
    lay_out(tmp_path / "nowhere", "plain", tmp_path / "copy")
    text = (tmp_path / "copy" / "manuscript" / "journal.yaml").read_text("utf-8")
    assert text.startswith("title: The Sample Journal\n")
    assert text.endswith("theme: plain\n")
