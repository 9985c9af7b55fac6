"""A repository's own files are read without waiting, and none outside of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from nashr.project import git_folder

pytestmark = pytest.mark.timeout(20)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for arguments in (("init", "-q", "-b", "main"), ("commit", "-qm", "x", "--allow-empty")):
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True)
    return tmp_path


def test_the_commit_is_found_in_files_of_every_kind(project: Path, tmp_path: Path) -> None:
    head = (project / ".git" / "refs" / "heads" / "main").read_text()
    assert git_folder.commit(str(project)) == head
    assert git_folder.is_sound(str(project))
    tree = tmp_path / "tree"
    subprocess.run(["git", "worktree", "add", "-q", "--detach", str(tree)], cwd=project, check=True)
    assert git_folder.commit(str(tree)) == head
    assert git_folder.is_sound(str(tree))
    subprocess.run(["git", "pack-refs", "--all"], cwd=project, check=True)
    assert head.strip() in git_folder.commit(str(project))


def test_outside_of_git_there_is_no_commit(tmp_path: Path) -> None:
    assert git_folder.commit(str(tmp_path)) == ""
    assert not git_folder.is_sound(str(tmp_path))


@pytest.mark.parametrize(
    "name",
    [
        *(".git", ".git/HEAD", ".git/config", ".git/packed-refs", ".git/shallow"),
        *(".git/refs/heads/main", ".git/refs/heads/other", ".git/objects/info/alternates"),
        ".git/objects/pack/x.idx",
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "zero", "out"])
def test_what_is_no_file_of_the_repository_is_not_waited_for(
    project: Path, name: str, kind: str
) -> None:
    place = project / name
    if place.is_dir():
        place.rename(project / "moved")
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero" if kind == "zero" else "/etc/hosts")
    assert "localhost" not in git_folder.commit(str(project))
    assert not git_folder.is_sound(str(project))


@pytest.mark.parametrize(
    "name", ["../../secret", "/etc/hosts", "refs/../../secret", "refs/heads/../../../secret", "."]
)
def test_a_head_that_leads_out_is_not_followed(project: Path, name: str) -> None:
    (project / "secret").write_text("secret words")
    (project / ".git" / "HEAD").write_text(f"ref: {name}\n")
    assert git_folder.commit(str(project)) == f"ref: {name}\n"


def test_a_branch_that_is_a_link_out_is_not_read(project: Path) -> None:
    (project / "secret").write_text("secret words")
    branch = project / ".git" / "refs" / "heads" / "main"
    branch.unlink()
    branch.symlink_to(project / "secret")
    assert git_folder.commit(str(project)) == ""
