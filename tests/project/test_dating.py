"""The date of the products: what it is taken from, and that asking git runs nothing."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from nashr.diagnostics import Outcome
from nashr.project.dating import Dated, date_of
from nashr.project.workspace import Workspace

FIRST, SECOND, LATER = 981173106, 1012709106, 1043981106
ARTICLE = "manuscript/a/article.md"
SHARED = "bibliography/references.bib"


def git(folder: Path, *arguments: str, stamp: int = FIRST) -> str:
    """Git in a folder, at a time, with no configuration but the repository's."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_DATE": f"{stamp} +0400" for who in ("COMMITTER", "AUTHOR")},
        **{f"GIT_{who}_NAME": "Sample" for who in ("COMMITTER", "AUTHOR")},
        **{f"GIT_{who}_EMAIL": "sample@example.org" for who in ("COMMITTER", "AUTHOR")},
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def commit(folder: Path, *paths: str, stamp: int = FIRST) -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", *(paths or (".",)))
    git(folder, "commit", "-qm", "x", stamp=stamp)


def change(file: Path, stamp: int) -> None:
    """A change of a file at a time."""
    file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, (stamp, stamp))


def dated(project: Path, *paths: str, **environment: str) -> Dated:
    """The date of something made of the article, the bibliography, and the paths."""
    found = outcome(project, *paths, **environment)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def outcome(project: Path, *paths: str, **environment: str) -> Outcome[Dated | None]:
    workspace = Workspace(project)
    for path in (ARTICLE, SHARED, *paths):
        assert workspace.read_bytes(path).value is not None
    return workspace.build_date(environment)


def at(stamp: int, origin: str) -> Dated:
    return Dated(dt.datetime.fromtimestamp(stamp, dt.UTC), origin)


# --- SOURCE_DATE_EPOCH ---------------------------------------------------------------------


@pytest.mark.parametrize("epoch", ["0", "1774958400", "253402300799"])
def test_source_date_epoch_decides_the_date(project: Path, epoch: str) -> None:
    commit(project)
    assert dated(project, SOURCE_DATE_EPOCH=epoch) == at(int(epoch), "SOURCE_DATE_EPOCH")


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "²", "253402300800", "9" * 5000])
def test_an_epoch_that_is_no_date_is_an_error(project: Path, epoch: str) -> None:
    found = outcome(project, SOURCE_DATE_EPOCH=epoch)
    assert (found.value, [d.code for d in found.diagnostics]) == (None, ["date-invalid"])


def test_an_empty_epoch_is_none(project: Path) -> None:
    commit(project)
    assert dated(project, SOURCE_DATE_EPOCH="") == at(FIRST, "git")


# --- files ---------------------------------------------------------------------------------


def test_without_git_the_newest_source_dates_the_products(project: Path) -> None:
    for file in project.rglob("*"):
        os.utime(file, (1000, 1000))
    os.utime(project / SHARED, (86400, 86400.9))
    assert dated(project) == at(86400, "files")


def test_what_the_article_is_not_made_of_does_not_date_it(project: Path) -> None:
    for file in project.rglob("*"):
        os.utime(file, (1000, 1000))
    (project / "bibliography" / "other.bib").write_text("")
    (project / "manuscript" / "a" / "notes.txt").write_text("")
    assert dated(project) == at(1000, "files")


def test_times_out_of_all_range_do_no_harm(project: Path) -> None:
    for path in (ARTICLE, SHARED):
        os.utime(project / path, (-86400, -86400))
    assert dated(project) == at(0, "files")


# --- git -----------------------------------------------------------------------------------


def test_with_git_the_newest_commit_dates_the_products(project: Path) -> None:
    commit(project)
    change(project / SHARED, LATER)
    commit(project, stamp=SECOND)
    assert dated(project) == at(SECOND, "git")


def test_a_commit_of_other_files_does_not_date_the_products(project: Path) -> None:
    commit(project)
    (project / "bibliography" / "other.bib").write_text("")
    commit(project, stamp=SECOND)
    assert dated(project) == at(FIRST, "git")
    assert dated(project, "bibliography/other.bib") == at(SECOND, "git")


def test_a_change_that_is_not_committed_counts_with_the_time_of_its_file(project: Path) -> None:
    commit(project)
    change(project / ARTICLE, LATER)
    assert dated(project) == at(LATER, "files")
    git(project, "add", ".")
    assert dated(project) == at(LATER, "files"), "staged is not committed"


def test_a_source_that_git_does_not_know_counts_with_its_time(project: Path) -> None:
    commit(project, "manuscript")
    os.utime(project / SHARED, (LATER, LATER))
    assert dated(project) == at(LATER, "files")


def test_a_repository_without_a_commit_is_as_none(project: Path) -> None:
    git(project, "init", "-q")
    for path in (ARTICLE, SHARED):
        os.utime(project / path, (SECOND, SECOND))
    assert dated(project) == at(SECOND, "files")


def test_the_repository_may_begin_above_the_project(project: Path) -> None:
    (project.parent / "README").write_text("")
    commit(project.parent)
    assert dated(project) == at(FIRST, "git")


def test_an_image_beyond_the_folder_and_names_with_odd_letters_count(project: Path) -> None:
    odd = "manuscript/a/../:(top)şəkil *\n[1].png"
    commit(project)
    (project / odd).write_bytes(b"x")
    commit(project, stamp=SECOND)
    assert dated(project, odd) == at(SECOND, "git")


def test_line_ends_of_windows_and_large_files_are_no_change(project: Path) -> None:
    text = (project / ARTICLE).read_bytes()
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 1\n"
    (project / "figure.png").write_text(pointer)
    commit(project)
    (project / "figure.png").write_text("x")
    (project / ARTICLE).write_bytes(text.replace(b"\n", b"\r\n"))
    assert dated(project, "figure.png") == at(FIRST, "git")


def test_a_clone_has_the_same_date(project: Path) -> None:
    commit(project)
    change(project / SHARED, LATER)
    commit(project, stamp=SECOND)
    clone = project.parent / "a clone"
    git(project.parent, "clone", "-q", str(project), str(clone))
    assert dated(clone) == dated(project)


def test_a_shallow_clone_says_that_it_is_one(project: Path) -> None:
    commit(project)
    (project / "other.txt").write_text("")
    commit(project, stamp=SECOND)
    clone = project.parent / "clone"
    git(project.parent, "clone", "-q", "--depth=1", project.as_uri(), str(clone))
    assert dated(clone) == at(SECOND, "git-shallow")


def test_a_second_worktree_has_the_same_date(project: Path) -> None:
    commit(project)
    tree = project.parent / "tree"
    git(project, "worktree", "add", "-q", str(tree))
    assert dated(tree) == at(FIRST, "git")


def test_a_repository_with_sha256_names(project: Path) -> None:
    git(project, "init", "-q", "--object-format=sha256")
    commit(project)
    assert dated(project) == at(FIRST, "git")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_another_user_dates_as_ones_own(project: Path) -> None:
    commit(project)
    for place in (project, *project.rglob("*")):
        os.chown(place, 12345, 12345, follow_symlinks=False)
    assert dated(project) == at(FIRST, "git")


@pytest.mark.parametrize("broken", ["HEAD", "config", "objects"])
def test_a_broken_repository_is_as_none(project: Path, broken: str) -> None:
    commit(project)
    for path in (ARTICLE, SHARED):
        os.utime(project / path, (SECOND, SECOND))
    place = project / ".git" / broken
    if broken == "objects":
        for file in place.rglob("*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(b"rubbish")
    else:
        place.write_text("[rubbish")
    assert dated(project) == at(SECOND, "files")


# --- what a hostile repository tries -------------------------------------------------------

TRAPS = (
    "core.fsmonitor",
    "core.pager",
    "pager.log",
    "pager.rev-list",
    "pager.rev-parse",
    "core.editor",
    "core.sshCommand",
    "core.gitProxy",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.x.textconv",
    "diff.x.command",
    "filter.x.clean",
    "filter.x.smudge",
    "filter.x.process",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
    "alias.log",
    "alias.rev-list",
    "alias.rev-parse",
    "alias.ls-tree",
    "trailer.x.command",
    "sequence.editor",
    "interactive.diffFilter",
)


def laid(project: Path) -> Path:
    """The trap, laid in every place of a repository that may name a program; what it writes."""
    sprung = project.parent / "sprung"
    trap = project.parent / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> "{sprung}"\ncat\n')
    trap.chmod(0o755)
    for name in TRAPS:
        git(project, "config", name, f"!{trap}" if name.startswith("alias.") else str(trap))
    for name, value in (
        ("log.showSignature", "true"),
        ("protocol.allow", "always"),
        ("protocol.ext.allow", "always"),
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::{trap} %S"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ("core.hooksPath", str(project / "hooks")),
    ):
        git(project, "config", name, value)
    (project / ".gitattributes").write_text("* filter=x diff=x\n")
    for folder in (project / "hooks", project / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for hook in ("post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor"):
            (folder / hook).write_bytes(trap.read_bytes())
            (folder / hook).chmod(0o755)
    return sprung


def test_nothing_that_a_repository_names_is_run(project: Path) -> None:
    commit(project)
    sprung = laid(project)
    assert dated(project) == at(FIRST, "git")
    change(project / ARTICLE, LATER)
    assert dated(project) == at(LATER, "files")
    assert not sprung.exists()


def test_the_trap_would_have_worked(project: Path) -> None:
    commit(project)
    sprung = laid(project)
    change(project / ARTICLE, LATER)
    git(project, "status")
    assert sprung.exists()


def test_missing_objects_are_fetched_from_nowhere(project: Path) -> None:
    commit(project)
    sprung = laid(project)
    tree = git(project, "rev-parse", "HEAD^{tree}").strip()
    (project / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    for path in (ARTICLE, SHARED):
        os.utime(project / path, (SECOND, SECOND))
    assert dated(project) == at(SECOND, "files")
    assert not sprung.exists()


def test_a_git_in_the_project_is_not_run(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(project)
    sprung = project / "sprung"
    (project / "git").write_text(f'#!/bin/sh\necho > "{sprung}"\n')
    (project / "git").chmod(0o755)
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    assert dated(project) == at(FIRST, "git")
    assert not sprung.exists()


def test_no_variable_of_git_changes_the_date(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project)
    monkeypatch.setenv("GIT_DIR", str(project.parent / "elsewhere"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(project.parent / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "rubbish")
    assert dated(project) == at(FIRST, "git")


def test_a_repository_is_left_as_it_is(project: Path) -> None:
    commit(project)
    before = {p: p.stat().st_mtime_ns for p in (project / ".git").rglob("*")}
    os.utime(project / ARTICLE, (LATER, LATER))
    dated(project)
    assert {p: p.stat().st_mtime_ns for p in (project / ".git").rglob("*")} == before


def test_without_sources_there_is_a_date_all_the_same(project: Path) -> None:
    assert date_of(project, [], {}).value == at(0, "files")
