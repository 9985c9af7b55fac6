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
    before = sorted(project.rglob("*"))
    folder = tmp_path / "copy"
    lay_out(project, "plain", folder)
    assert (folder / "fonts" / "own.ttf").is_file()
    assert (folder / "manuscript" / "logo.svg").is_file()
    assert sorted(p.name for p in (folder / "manuscript").iterdir() if p.is_dir()) == ["specimen"]
    assert sorted(project.rglob("*")) == before


def test_without_a_journal_there_is_a_sample(tmp_path: Path) -> None:
    lay_out(tmp_path / "nowhere", "plain", tmp_path / "copy")
    text = (tmp_path / "copy" / "manuscript" / "journal.yaml").read_text("utf-8")
    assert text.startswith("title: The Sample Journal\n")
    assert text.endswith("theme: plain\n")
