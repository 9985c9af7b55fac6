"""The workspace: what may be read, what is written, and that nothing is half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from nashr.diagnostics import Span
from nashr.model import Artifact
from nashr.project.workspace import Workspace


def codes(outcome: object) -> list[str]:
    return [d.code for d in outcome.diagnostics]  # type: ignore[attr-defined]


def test_only_folders_with_a_manuscript_are_articles(project: Path) -> None:
    (project / "manuscript" / "notes").mkdir()
    assert Workspace(project).articles() == ["a"]


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hosts", "a/../../outside.txt", "..\\outside.txt"]
)
def test_a_path_out_of_the_project_is_refused(project: Path, path: str) -> None:
    (project.parent / "outside.txt").write_text("secret")
    found = Workspace(project).read_bytes(path, at=Span("article.md", 3, 7))
    assert (found.value, codes(found)) == (None, ["file-outside-project"])
    assert str(found.diagnostics[0].span) == "article.md:3:7"


def test_a_path_of_windows_is_told_as_such(project: Path) -> None:
    found = Workspace(project).read_bytes("bibliography\\a.bib", at=Span("journal.yaml", 3, 7))
    assert (found.value, codes(found)) == (None, ["file-missing"])
    assert found.diagnostics[0].hint == "Write bibliography/a.bib"


def test_a_symbolic_link_out_of_the_project_is_refused(project: Path) -> None:
    secret = project.parent / "secret.txt"
    secret.write_text("secret")
    (project / "link.txt").symlink_to(secret)
    assert codes(Workspace(project).read_bytes("link.txt")) == ["file-outside-project"]


def test_a_folder_is_not_a_file(project: Path) -> None:
    assert codes(Workspace(project).read_bytes("manuscript")) == ["file-unreadable"]


def test_a_file_of_a_mac_is_found_by_the_name_that_an_author_types(project: Path) -> None:
    (project / "manuscript" / "a" / "s\u0327ekil.png").write_bytes(b"x")
    workspace = Workspace(project)
    assert workspace.read_bytes("manuscript/a/\u015fekil.png").value == b"x"
    assert codes(workspace.read_bytes("manuscript/a/\u015fekil1.png")) == ["file-missing"]


def test_the_place_of_a_byte_that_is_not_utf8(project: Path) -> None:
    (project / "x.md").write_bytes("bir\nikiə ".encode() + b"\xfd")
    found = Workspace(project).read_text("x.md")
    assert (codes(found), str(found.diagnostics[0].span)) == (["file-not-utf8"], "x.md:2:6")


def test_windows_line_ends_and_byte_order_mark_are_gone(project: Path) -> None:
    (project / "x.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    source = Workspace(project).read_text("x.md").value
    assert source is not None
    assert source.text == "one\ntwo\nthree"


def test_the_projects_own_style_comes_before_the_shipped_one(project: Path) -> None:
    path = "bibliography/styles/nashr-author-date.csl"
    workspace = Workspace(project)
    shipped = workspace.shipped_text(path).value
    assert shipped is not None
    assert "<style" in shipped.text
    (project / "bibliography" / "styles").mkdir()
    (project / path).write_text("own")
    own = workspace.shipped_text(path).value
    assert own is not None
    assert own.text == "own"


def test_a_file_is_recorded_under_one_name(project: Path) -> None:
    (project / "x.md").write_text("x")
    (project / "manuscript" / "a" / "link.md").symlink_to(project / "x.md")
    workspace = Workspace(project)
    for path in ("x.md", "manuscript/../x.md", "./manuscript/a/../../x.md"):
        workspace.read_text(path)
    assert list(workspace.reads) == ["x.md"]
    workspace.read_text("manuscript/a/link.md")
    assert sorted(workspace.reads) == ["manuscript/a/link.md", "x.md"]


def test_what_ships_is_recorded_apart(project: Path) -> None:
    workspace = Workspace(project)
    workspace.shipped_text("bibliography/styles/nashr-author-date.csl")
    assert workspace.reads == {}
    assert list(workspace.shipped_reads) == ["bibliography/styles/nashr-author-date.csl"]


def test_published_files_are_whole_and_the_manifest_says_what_they_are(project: Path) -> None:
    workspace = Workspace(project)
    workspace.publish("a", [Artifact("a.html", b"new", "text/html")], lambda: {"article": "a"})
    folder = project / "output" / "a"
    assert (folder / "a.html").read_bytes() == b"new"
    assert json.loads((folder / "manifest.json").read_text()) == {"article": "a"}
    assert sorted(p.name for p in folder.iterdir()) == ["a.html", "manifest.json"]


def test_a_write_that_fails_leaves_the_old_product(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(project)
    workspace.publish("a", [Artifact("a.html", b"old", "text/html")], dict)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        workspace.publish("a", [Artifact("a.html", b"new", "text/html")], dict)
    folder = project / "output" / "a"
    assert (folder / "a.html").read_bytes() == b"old"
    assert sorted(p.name for p in folder.iterdir()) == ["a.html", "manifest.json"]


def test_a_folder_that_becomes_a_link_while_leftovers_are_looked_for_ends_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``os.path.realpath`` raises where a link is gone between two of its calls."""
    workspace = Workspace(project)

    def gone(path: object) -> str:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(os.path, "realpath", gone)
    workspace.sweep("a")


def test_a_new_manuscript_never_overwrites(project: Path) -> None:
    with pytest.raises(FileExistsError):
        Workspace(project).create("manuscript/a/article.md", "new")
