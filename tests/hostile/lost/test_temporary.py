"""The folder for temporary files: what a build puts there is what the next one knows and sweeps."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from lost_kit import Sandbox

from nashr.project import atomic, temporary_folders

#: A build that notes, from all of its processes, what they open in the folder for temporary files.
WATCHED = """
import os, sys

folder = os.environ["TMPDIR"]
notes = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.environ.pop("SOURCE_DATE_EPOCH")  # so that git is asked

def note(event, details):
    if event in ("open", "os.mkdir") and isinstance(details[0], (str, os.PathLike)):
        path = os.fspath(details[0])
        if os.path.dirname(path) == folder:
            os.write(notes, os.path.basename(path).encode() + b"\\n")

sys.addaudithook(note)
from nashr.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_nothing_is_tried_out_in_the_temporary_folder(
    jobs: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    """… for a build that is killed at that moment would leave it there for good."""
    git = [
        "git",
        "-C",
        str(sandbox.project),
        "-c",
        "user.name=Sample",
        "-c",
        "user.email=a@b.example",
    ]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "All"], check=True)
    notes = tmp_path / "notes"
    code, said = sandbox.start_script(WATCHED, str(notes), *sandbox.arguments(), "--jobs", jobs)
    assert code == 0, said
    opened = set(notes.read_text().split())
    assert len(opened) >= 4  # for the dates and the pages of two articles
    assert [n for n in opened if not n.startswith("nashr-scratch-") or n[-4:] != ".tmp"] == []
    sandbox.assert_swept()


def test_a_build_that_needs_no_temporary_folder_sweeps_those_of_dead_ones(sandbox: Sandbox) -> None:
    (sandbox.temporary / "nashr-scratch-dead.tmp" / "git").mkdir(parents=True)
    code, said = sandbox.build("html")
    assert code == 0, said
    sandbox.assert_swept()


def test_the_temporary_folder_is_the_first_that_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.touch()
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(file))
    monkeypatch.setenv("TEMP", str(tmp_path / "gone"))
    monkeypatch.setenv("TMP", str(folder))
    assert Path(temporary_folders.root()) == folder
    assert list(folder.iterdir()) == []
    monkeypatch.delenv("TMP")
    assert temporary_folders.root() in temporary_folders.USUAL
    monkeypatch.setattr(temporary_folders, "USUAL", (str(file),))
    monkeypatch.chdir(folder)
    assert Path(temporary_folders.root()) == folder


def test_without_a_temporary_folder_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    atomic.remove_stale_temporary_folders()
    with pytest.raises(FileNotFoundError, match="no folder for temporary files"):
        temporary_folders.root()
