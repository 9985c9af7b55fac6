"""Two users on one machine, and a user who may start few processes.

The build runs as a user without rights but that to read, since Python itself may lie where only its
owner reads. That takes root, as in a container.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: A user and a group that nobody has.
USER = 54_321
#: Exit codes: built, the author's matter, the machine's.
BUILT, AUTHOR_ERROR, MACHINE_ERROR = 0, 1, 3


def _may_change_user() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or shutil.which("setpriv") is None or shutil.which("prlimit") is None:
        return False
    asked = subprocess.run([*as_user(), "true"], capture_output=True, timeout=60, check=False)
    return asked.returncode == 0


def as_user() -> list[str]:
    """What runs a command as the other user, who may read every file and write only his own."""
    return [
        "setpriv",
        f"--reuid={USER}",
        f"--regid={USER}",
        "--clear-groups",
        "--inh-caps=+dac_read_search",
        "--ambient-caps=+dac_read_search",
        "--bounding-set=-all,+dac_read_search",
    ]


pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("hostile-users"),
    pytest.mark.skipif(
        not _may_change_user(),
        reason="only root can run a build as another user; setpriv and prlimit are needed too",
    ),
]


def give(*paths: Path, to: int = USER) -> None:
    """Make a user the owner of these files and folders, with all that is in them."""
    for path in paths:
        for one in (path, *path.rglob("*")):
            os.chown(one, to, to)


@pytest.fixture
def new_project() -> Iterator[Path]:
    """A project of the other user. The folders of pytest are closed to him."""
    with tempfile.TemporaryDirectory(prefix="users-") as made:
        beside = Path(made)
        beside.chmod(0o755)
        yield lay_out(beside)


@pytest.fixture(scope="module")
def original() -> Iterator[Path]:
    """A project that the other user has built, with his home and cache beside it."""
    with tempfile.TemporaryDirectory(prefix="users-") as made:
        beside = Path(made)
        beside.chmod(0o755)
        assert build(lay_out(beside))[0] == BUILT
        yield beside


@pytest.fixture
def project(original: Path) -> Iterator[Path]:
    """A copy of the project that is built."""
    with tempfile.TemporaryDirectory(prefix="users-") as made:
        shutil.copytree(original, made, dirs_exist_ok=True)
        give(*Path(made).iterdir())
        yield Path(made) / "project"


def lay_out(beside: Path) -> Path:
    root = beside / "project"
    article = root / "manuscript" / "a" / "article.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: Fine\n---\n\nText.\n")
    (root / "manuscript" / "journal.yaml").write_text("title: J\nlanguage: en\n")
    for name in ("home", "tmp"):
        (beside / name).mkdir()
    give(root, beside / "home", beside / "tmp")
    return root


def build(project: Path, *before: str, **variables: str) -> tuple[int, str]:
    """The exit code and the words of a build by the other user."""
    beside = project.parent
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(beside / "home"),
        "TMPDIR": str(beside / "tmp"),
        "SOURCE_DATE_EPOCH": "1774958400",
        "PYTHONDONTWRITEBYTECODE": "1",
        **variables,
    }
    program = [sys.executable, str(ROOT / "build.py"), "--project", str(project)]
    done = subprocess.run(
        [*as_user(), *before, *program, "--format", "html,jats"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=100,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    assert "Traceback" not in said, said
    return done.returncode, said


def products(project: Path) -> dict[str, bytes]:
    found = (path for path in sorted((project / "output").rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in found}


def test_whoever_may_start_few_processes_is_told_so(project: Path) -> None:
    """With any number the products are whole, or the old ones stand, and the reason is given."""
    whole = products(project)
    told = 0
    for number in (1, 2, 3, 4, 5, 6, 8, 10, 13):
        code, said = build(project, "prlimit", f"--nproc={number}", NASHR_CACHE="")
        assert products(project) == whole, number
        if code == BUILT:
            continue
        assert code == MACHINE_ERROR, (number, said)
        assert "this computer starts no more processes" in said.lower(), (number, said)
        assert "lacks" not in said, (number, said)
        told += 1
    assert told >= 3


def test_an_output_folder_of_another_user_is_left_as_it_is(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text() + "\nMore.\n")
    before = products(project)
    give(project / "output", to=0)
    code, said = build(project)
    assert code == AUTHOR_ERROR
    assert "[output-unwritable]" in said
    assert products(project) == before
    assert not list((project / "output").rglob(".*"))
    give(project / "output")
    assert build(project)[0] == BUILT
    assert b"More." in products(project)["a.html"]


def test_products_of_another_user_in_an_own_folder_are_replaced(project: Path) -> None:
    before = products(project)
    folder = project / "output" / "a"
    for path in (folder / "a.html", folder / "manifest.json"):
        path.write_bytes(b"of another user")
        path.chmod(0o600)
        os.chown(path, 0, 0)
    code, said = build(project)
    assert code == BUILT, said
    assert products(project) == before


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777, 0o1777])
def test_a_cache_of_another_user_is_not_used(project: Path, mode: int) -> None:
    """Neither read, for what is in a cache is trusted, nor written."""
    before = products(project)
    other = project.parent / "other"
    shutil.copytree(project.parent / "home" / ".cache" / "nashr", other)
    for path in other.rglob("*"):
        path.chmod(0o777)
    other.chmod(mode)
    give(other, to=0)
    stood = {path: path.stat().st_mtime_ns for path in other.rglob("*")}
    shutil.rmtree(project / "output")
    code, said = build(project, NASHR_CACHE=str(other))
    assert code == BUILT, said
    assert products(project) == before
    assert {path: path.stat().st_mtime_ns for path in other.rglob("*")} == stood


def test_temporary_files_of_another_user_stay_and_are_no_hindrance(new_project: Path) -> None:
    temporary = new_project.parent / "tmp"
    left = temporary / "nashr-scratch-abc.tmp"
    left.mkdir(mode=0o777)
    left.chmod(0o777)
    (left / "theirs").write_text("kept")
    give(temporary, to=0)
    temporary.chmod(0o1777)
    code, said = build(new_project)
    assert code == BUILT, said
    assert (left / "theirs").read_text() == "kept"
    assert [path.name for path in temporary.iterdir()] == [left.name]


def test_a_half_written_file_of_another_user_goes_with_the_next_build(project: Path) -> None:
    left = project / "output" / "a" / ".nashr-abc.part"
    left.write_text("half")
    os.chown(left, 0, 0)
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text() + "\nMore.\n")
    code, said = build(project)
    assert code == BUILT, said
    assert not left.exists()
