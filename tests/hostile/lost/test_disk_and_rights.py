"""Disks that are full and files that may not be read or written: said plainly, and nothing lost."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lost_kit import SECONDS, WITHOUT_PDF, Sandbox

AUTHOR, USAGE_ERROR = 1, 2


# --- no room -------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of its own, in memory, at ``folder``."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder)]
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("only Linux mounts a disk in memory like this")
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], timeout=SECONDS, check=True)


def fill(folder: Path, left: int) -> Path:
    """A file that leaves ``left`` bytes of the disk."""
    filler = folder / "filler"
    free = os.statvfs(folder)
    filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - left)))
    return filler


@pytest.mark.parametrize(
    "left",
    [0, 150_000, *(pytest.param(left, marks=pytest.mark.long) for left in (60_000, 250_000))],
)
def test_a_full_disk_keeps_the_old_products(left: int, sandbox: Sandbox) -> None:
    """However much room there is: none, for a part of a file, for some of the files."""
    old = shutil.move(sandbox.output, sandbox.project.parent / "old")
    before = sandbox.sources()
    with small_disk(sandbox.output, "4m"):
        shutil.copytree(old, sandbox.output, dirs_exist_ok=True)
        filler = fill(sandbox.output, left)
        code, said = sandbox.build()
        assert code == AUTHOR, said
        assert "[output-unwritable]" in said
        assert "No space left on device" in said
        filler.unlink()
        sandbox.assert_whole()
        sandbox.assert_agreed()
        sandbox.assert_swept()
        code, said = sandbox.build()
        assert code == 0, said
        sandbox.assert_new()
        assert sandbox.sources() == before


def test_an_article_for_which_there_is_no_room_leaves_no_folder(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.output)
    with small_disk(sandbox.output, "1m"):
        fill(sandbox.output, 20_000).rename(sandbox.output / "filler.bin")
        code, said = sandbox.build()
        assert code == AUTHOR, said
        assert sorted(p.name for p in sandbox.output.iterdir()) == ["filler.bin"]


def test_a_full_temporary_folder_keeps_the_old_products(sandbox: Sandbox) -> None:
    """The typesetter puts the page's fonts there."""
    before = sandbox.sources()
    with small_disk(sandbox.temporary, "8m"):
        filler = fill(sandbox.temporary, 60_000)
        code, said = sandbox.build()
        assert code == AUTHOR, said
        assert "No space left on device" in said
        filler.unlink()
        assert sandbox.products() == sandbox.old
        sandbox.assert_agreed()
        sandbox.assert_swept()
        code, said = sandbox.build()
        assert code == 0, said
        sandbox.assert_new()
    assert sandbox.sources() == before


#: A build whose files may not grow beyond a size: what a quota does.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from nashr.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("limit", [1, 1_000, 50_000, 120_000])
def test_a_file_that_may_not_grow_keeps_the_old_products(limit: int, sandbox: Sandbox) -> None:
    before = sandbox.sources()
    code, said = sandbox.start_script(LIMITED, str(limit), *sandbox.arguments("html,epub"))
    assert code == AUTHOR, said
    assert "[output-unwritable]" in said
    assert "File too large" in said
    assert sandbox.products() == sandbox.old
    sandbox.assert_agreed()
    sandbox.assert_swept()
    code, said = sandbox.build("html,epub")
    assert code == 0, said
    sandbox.assert_new("html,epub")
    assert sandbox.sources() == before


def test_a_temporary_folder_that_is_not_there_is_no_fault(sandbox: Sandbox) -> None:
    (sandbox.temporary / "gone").mkdir()
    script = "import sys, os; os.environ['TMPDIR'] = sys.argv[1]; from nashr.cli.main import main; "
    script += "sys.exit(main(sys.argv[2:]))"
    gone = str(sandbox.temporary / "gone" / "further")
    code, said = sandbox.start_script(script, gone, *sandbox.arguments())
    assert code == 0, said
    (sandbox.temporary / "gone").rmdir()
    sandbox.assert_new()


# --- what may not be read ------------------------------------------------------------------


def closed(path: Path) -> None:
    path.chmod(0)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def leads_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("not-there")


def leads_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


UNREADABLE = "[file-unreadable]"
MISSING = "[file-missing]"
ARTICLE = "article.md"
KINDS = {
    closed: (UNREADABLE,),
    a_folder: (UNREADABLE,),
    leads_nowhere: (MISSING,),
    leads_in_a_circle: (UNREADABLE,),
    a_pipe: (UNREADABLE,),
}


@contextmanager
def restored(project: Path) -> Iterator[None]:
    """Rights are given back, so that what was done can be looked at and cleared away."""
    try:
        yield
    finally:
        for folder, folders, files in os.walk(project):
            for name in (*folders, *files):
                path = Path(folder) / name
                if not path.is_symlink():
                    path.chmod(0o755)


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["article.md", "figure.svg"])
def test_an_article_that_cannot_be_read_keeps_its_products(
    name: str, damage: Callable[[Path], None], sandbox: Sandbox
) -> None:
    """… and does not keep its neighbour from being built."""
    damage(sandbox.project / "manuscript" / "a" / name)
    with restored(sandbox.project):
        code, said = sandbox.build(WITHOUT_PDF, privileged=False)
    assert code == AUTHOR, said
    expected = (*KINDS[damage], "[image-missing]") if name == "figure.svg" else KINDS[damage]
    assert any(f"manuscript/a/{ARTICLE}" in line for line in said.splitlines()), said
    assert any(word in said for word in expected), said
    assert "Traceback" not in said
    found = sandbox.products()
    assert {p: d for p, d in found.items() if p.startswith("a/")} == {
        p: d for p, d in sandbox.old.items() if p.startswith("a/")
    }
    assert {p: d for p, d in found.items() if p.startswith("b/") and not p.endswith(".pdf")} == {
        p: d for p, d in sandbox.new_without_pdf.items() if p.startswith("b/")
    }
    sandbox.assert_agreed()
    sandbox.assert_swept()


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["manuscript/journal.yaml", "bibliography/references.bib"])
def test_a_shared_file_that_cannot_be_read_keeps_all_products(
    name: str, damage: Callable[[Path], None], sandbox: Sandbox
) -> None:
    damage(sandbox.project / name)
    with restored(sandbox.project):
        code, said = sandbox.build(privileged=False)
    assert code == AUTHOR, said
    assert any(word in said for word in KINDS[damage]), said
    assert "Traceback" not in said
    assert sandbox.products() == sandbox.old
    sandbox.assert_agreed()
    sandbox.assert_swept()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("manuscript/a", AUTHOR, UNREADABLE),
        ("manuscript", USAGE_ERROR, "may not be read"),
        ("bibliography", AUTHOR, UNREADABLE),
        ("templates/html/article.html.j2", AUTHOR, UNREADABLE),
        ("bibliography/styles/nashr-author-date.csl", AUTHOR, UNREADABLE),
    ],
)
def test_what_is_closed_is_named(name: str, code: int, words: str, sandbox: Sandbox) -> None:
    path = sandbox.project / name
    if not path.exists():
        path.parent.mkdir(parents=True)
        path.write_text("the project's own")
    path.chmod(0)
    with restored(sandbox.project):
        found, said = sandbox.build(privileged=False)
    assert (found, words in said) == (code, True), said
    assert "Traceback" not in said
    assert {p for p in sandbox.products() if p.startswith("a/")} <= set(sandbox.old)
    assert all(sandbox.products()[p] == d for p, d in sandbox.old.items() if p.startswith("a/"))
    sandbox.assert_swept()


# --- what may not be written ---------------------------------------------------------------


def output_closed(sandbox: Sandbox) -> None:
    for folder in (sandbox.output / "a", sandbox.output / "b"):
        folder.chmod(0o555)


def output_new_and_closed(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.output)
    sandbox.output.mkdir()
    sandbox.output.chmod(0o555)


def output_a_file(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.output)
    sandbox.output.write_text("a file")


def articles_are_files(sandbox: Sandbox) -> None:
    for name in ("a", "b"):
        shutil.rmtree(sandbox.output / name)
        (sandbox.output / name).write_text("a file")


def product_a_folder(sandbox: Sandbox) -> None:
    for name in ("a", "b"):
        (sandbox.output / name / f"{name}.html").unlink()
        (sandbox.output / name / f"{name}.html" / "kept").mkdir(parents=True)


def manifest_a_folder(sandbox: Sandbox) -> None:
    for name in ("a", "b"):
        (sandbox.output / name / "manifest.json").unlink()
        (sandbox.output / name / "manifest.json").mkdir()


def images_a_file(sandbox: Sandbox) -> None:
    for name in ("a", "b"):
        shutil.rmtree(sandbox.output / name / "media")
        (sandbox.output / name / "media").write_text("a file")


def link_into_the_sources(sandbox: Sandbox) -> None:
    for name in ("a", "b"):
        shutil.rmtree(sandbox.output / name)
        (sandbox.output / name).symlink_to(sandbox.project / "manuscript" / name)


def link_out_of_the_output(sandbox: Sandbox) -> None:
    (sandbox.project.parent / "elsewhere").mkdir()
    for name in ("a", "b"):
        shutil.rmtree(sandbox.output / name)
        (sandbox.output / name).symlink_to(sandbox.project.parent / "elsewhere")


def output_in_a_circle(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.output)
    sandbox.output.symlink_to("output")


OUTPUTS = (
    output_closed,
    output_new_and_closed,
    output_a_file,
    articles_are_files,
    product_a_folder,
    manifest_a_folder,
    images_a_file,
    link_into_the_sources,
    link_out_of_the_output,
    output_in_a_circle,
)


def _standing(folder: Path) -> dict[str, tuple[int, bytes]]:
    found = {}
    for path in [folder, *folder.rglob("*")] if folder.is_dir() else [folder]:
        mode = path.lstat().st_mode
        data = path.read_bytes() if stat.S_ISREG(mode) else b""
        found[str(path)] = (stat.S_IFMT(mode), data)
    return found


@pytest.mark.parametrize("damage", OUTPUTS, ids=lambda damage: damage.__name__)
def test_where_products_cannot_stand_nothing_is_changed(
    damage: Callable[[Sandbox], None], sandbox: Sandbox
) -> None:
    damage(sandbox)
    standing, before = _standing(sandbox.output), sandbox.sources()
    code, said = sandbox.build(WITHOUT_PDF, privileged=False)
    after, sources = _standing(sandbox.output), sandbox.sources()
    with restored(sandbox.project):
        pass
    assert code == AUTHOR, said
    assert said.count("[output-unwritable]") == 2, said
    assert "Traceback" not in said
    assert after == standing
    assert list(sandbox.temporary.iterdir()) == []
    if damage is not output_a_file and damage is not output_in_a_circle:
        assert sources == before
    assert list(sandbox.project.parent.rglob(".nashr-*")) == []
    if damage is link_out_of_the_output:
        assert list((sandbox.project.parent / "elsewhere").iterdir()) == []


def test_products_never_go_among_the_sources(sandbox: Sandbox) -> None:
    """``--output manuscript`` would put an ``a.pdf`` beside, or over, an author's figure."""
    figure = sandbox.project / "manuscript" / "a" / "a.html"
    figure.write_text("an author's own")
    before = sandbox.sources()
    place = str(sandbox.project / "manuscript")
    code, said = sandbox.build("html", articles=("--output", place))
    assert (code, said.count("[output-unwritable]")) == (AUTHOR, 2), said
    assert sandbox.sources() == before


MANIFESTS = {
    "empty": b"",
    "not JSON": b"{",
    "not text": b"\xff\xfe\x00",
    "a list": b"[]",
    "no products": b"{}",
    "products a list": b'{"products": [1]}',
    "a product a number": b'{"products": {"a.html": 1, "../../x": {"sha256": null}}}',
    "deep": b"[" * 200_000,
    "NUL in a name": b'{"products": {"a\\u0000b": {"sha256": null}}}',
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_spoiled_manifest_is_written_anew(name: str, sandbox: Sandbox) -> None:
    for article in ("a", "b"):
        (sandbox.output / article / "manifest.json").write_bytes(MANIFESTS[name])
    code, said = sandbox.build(WITHOUT_PDF)
    assert code == 0, said
    sandbox.assert_new(WITHOUT_PDF)


@pytest.mark.parametrize(
    "damage", [closed, leads_nowhere, leads_in_a_circle, a_pipe], ids=lambda d: d.__name__
)
def test_products_that_cannot_be_read_are_replaced(
    damage: Callable[[Path], None], sandbox: Sandbox
) -> None:
    for article in ("a", "b"):
        damage(sandbox.output / article / "manifest.json")
        damage(sandbox.output / article / f"{article}.html")
    code, said = sandbox.build(WITHOUT_PDF, privileged=False)
    assert code == 0, said
    sandbox.assert_new(WITHOUT_PDF)
