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
from lost_kit import ALL, SECONDS, Yard

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


@pytest.mark.parametrize("left", [0, 60_000, 150_000, 250_000])
def test_a_full_disk_keeps_the_old_products(left: int, yard: Yard) -> None:
    """However much room there is: none, for a part of a file, for some of the files."""
    old = shutil.move(yard.output, yard.project.parent / "old")
    before = yard.sources()
    with small_disk(yard.output, "4m"):
        shutil.copytree(old, yard.output, dirs_exist_ok=True)
        filler = fill(yard.output, left)
        code, said = yard.build()
        assert code == AUTHOR, said
        assert "[output-unwritable]" in said
        assert "No space left on device" in said
        filler.unlink()
        yard.assert_whole()
        yard.assert_agreed()
        yard.assert_swept()
        code, said = yard.build()
        assert code == 0, said
        yard.assert_new()
        assert yard.sources() == before


def test_an_article_for_which_there_is_no_room_leaves_no_folder(yard: Yard) -> None:
    shutil.rmtree(yard.output)
    with small_disk(yard.output, "1m"):
        fill(yard.output, 20_000).rename(yard.output / "filler.bin")
        code, said = yard.build()
        assert code == AUTHOR, said
        assert sorted(p.name for p in yard.output.iterdir()) == ["filler.bin"]


def test_a_full_temporary_folder_keeps_the_old_products(yard: Yard) -> None:
    """The typesetter puts the page's fonts there."""
    before = yard.sources()
    with small_disk(yard.temporary, "8m"):
        filler = fill(yard.temporary, 60_000)
        code, said = yard.build()
        assert code == AUTHOR, said
        assert "No space left on device" in said
        filler.unlink()
        assert yard.products() == yard.old
        yard.assert_agreed()
        yard.assert_swept()
        code, said = yard.build()
        assert code == 0, said
        yard.assert_new()
    assert yard.sources() == before


#: A build whose files may not grow beyond a size: what a quota does.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from nashr.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("limit", [1, 1_000, 50_000, 120_000])
def test_a_file_that_may_not_grow_keeps_the_old_products(limit: int, yard: Yard) -> None:
    before = yard.sources()
    code, said = yard.start_script(LIMITED, str(limit), *yard.arguments("html,epub"))
    assert code == AUTHOR, said
    assert "[output-unwritable]" in said
    assert "File too large" in said
    assert yard.products() == yard.old
    yard.assert_agreed()
    yard.assert_swept()
    code, said = yard.build()
    assert code == 0, said
    yard.assert_new()
    assert yard.sources() == before


def test_a_temporary_folder_that_is_not_there_is_no_fault(yard: Yard) -> None:
    elsewhere = Yard(yard.project, yard.temporary, yard.old, yard.new)
    (yard.temporary / "gone").mkdir()
    script = "import sys, os; os.environ['TMPDIR'] = sys.argv[1]; from nashr.cli.main import main; "
    script += "sys.exit(main(sys.argv[2:]))"
    gone = str(yard.temporary / "gone" / "further")
    code, said = elsewhere.start_script(script, gone, *yard.arguments())
    assert code == 0, said
    (yard.temporary / "gone").rmdir()
    yard.assert_new()


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
    name: str, damage: Callable[[Path], None], yard: Yard
) -> None:
    """… and does not keep its neighbour from being built."""
    damage(yard.project / "manuscript" / "a" / name)
    with restored(yard.project):
        code, said = yard.build(privileged=False)
    assert code == AUTHOR, said
    expected = (*KINDS[damage], "[image-missing]") if name == "figure.svg" else KINDS[damage]
    assert any(f"manuscript/a/{ARTICLE}" in line for line in said.splitlines()), said
    assert any(word in said for word in expected), said
    assert "Traceback" not in said
    found = yard.products()
    assert {p: d for p, d in found.items() if p.startswith("a/")} == {
        p: d for p, d in yard.old.items() if p.startswith("a/")
    }
    assert {p: d for p, d in found.items() if p.startswith("b/")} == {
        p: d for p, d in yard.new.items() if p.startswith("b/")
    }
    yard.assert_agreed()
    yard.assert_swept()


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["manuscript/journal.yaml", "bibliography/references.bib"])
def test_a_shared_file_that_cannot_be_read_keeps_all_products(
    name: str, damage: Callable[[Path], None], yard: Yard
) -> None:
    damage(yard.project / name)
    with restored(yard.project):
        code, said = yard.build(privileged=False)
    assert code == AUTHOR, said
    assert any(word in said for word in KINDS[damage]), said
    assert "Traceback" not in said
    assert yard.products() == yard.old
    yard.assert_agreed()
    yard.assert_swept()


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
def test_what_is_closed_is_named(name: str, code: int, words: str, yard: Yard) -> None:
    path = yard.project / name
    if not path.exists():
        path.parent.mkdir(parents=True)
        path.write_text("the project's own")
    path.chmod(0)
    with restored(yard.project):
        found, said = yard.build(privileged=False)
    assert (found, words in said) == (code, True), said
    assert "Traceback" not in said
    assert {p for p in yard.products() if p.startswith("a/")} <= set(yard.old)
    assert all(yard.products()[p] == d for p, d in yard.old.items() if p.startswith("a/"))
    yard.assert_swept()


# --- what may not be written ---------------------------------------------------------------


def output_closed(yard: Yard) -> None:
    for folder in (yard.output / "a", yard.output / "b"):
        folder.chmod(0o555)


def output_new_and_closed(yard: Yard) -> None:
    shutil.rmtree(yard.output)
    yard.output.mkdir()
    yard.output.chmod(0o555)


def output_a_file(yard: Yard) -> None:
    shutil.rmtree(yard.output)
    yard.output.write_text("a file")


def articles_are_files(yard: Yard) -> None:
    for name in ("a", "b"):
        shutil.rmtree(yard.output / name)
        (yard.output / name).write_text("a file")


def product_a_folder(yard: Yard) -> None:
    for name in ("a", "b"):
        (yard.output / name / f"{name}.html").unlink()
        (yard.output / name / f"{name}.html" / "kept").mkdir(parents=True)


def manifest_a_folder(yard: Yard) -> None:
    for name in ("a", "b"):
        (yard.output / name / "manifest.json").unlink()
        (yard.output / name / "manifest.json").mkdir()


def images_a_file(yard: Yard) -> None:
    for name in ("a", "b"):
        shutil.rmtree(yard.output / name / "media")
        (yard.output / name / "media").write_text("a file")


def link_into_the_sources(yard: Yard) -> None:
    for name in ("a", "b"):
        shutil.rmtree(yard.output / name)
        (yard.output / name).symlink_to(yard.project / "manuscript" / name)


def link_out_of_the_output(yard: Yard) -> None:
    (yard.project.parent / "elsewhere").mkdir()
    for name in ("a", "b"):
        shutil.rmtree(yard.output / name)
        (yard.output / name).symlink_to(yard.project.parent / "elsewhere")


def output_in_a_circle(yard: Yard) -> None:
    shutil.rmtree(yard.output)
    yard.output.symlink_to("output")


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
    damage: Callable[[Yard], None], yard: Yard
) -> None:
    damage(yard)
    standing, before = _standing(yard.output), yard.sources()
    code, said = yard.build(privileged=False)
    after, sources = _standing(yard.output), yard.sources()
    with restored(yard.project):
        pass
    assert code == AUTHOR, said
    assert said.count("[output-unwritable]") == 2, said
    assert "Traceback" not in said
    assert after == standing
    assert list(yard.temporary.iterdir()) == []
    if damage is not output_a_file and damage is not output_in_a_circle:
        assert sources == before
    assert list(yard.project.parent.rglob(".nashr-*")) == []
    if damage is link_out_of_the_output:
        assert list((yard.project.parent / "elsewhere").iterdir()) == []


def test_products_never_go_among_the_sources(yard: Yard) -> None:
    """``--output manuscript`` would put an ``a.pdf`` beside, or over, an author's figure."""
    figure = yard.project / "manuscript" / "a" / "a.html"
    figure.write_text("an author's own")
    before = yard.sources()
    place = str(yard.project / "manuscript")
    code, said = yard.build("html", articles=("--output", place))
    assert (code, said.count("[output-unwritable]")) == (AUTHOR, 2), said
    assert yard.sources() == before


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
def test_a_spoiled_manifest_is_written_anew(name: str, yard: Yard) -> None:
    for article in ("a", "b"):
        (yard.output / article / "manifest.json").write_bytes(MANIFESTS[name])
    code, said = yard.build()
    assert code == 0, said
    yard.assert_new()


@pytest.mark.parametrize(
    "damage", [closed, leads_nowhere, leads_in_a_circle, a_pipe], ids=lambda d: d.__name__
)
def test_products_that_cannot_be_read_are_replaced(
    damage: Callable[[Path], None], yard: Yard
) -> None:
    for article in ("a", "b"):
        damage(yard.output / article / "manifest.json")
        damage(yard.output / article / f"{article}.html")
    code, said = yard.build(privileged=False)
    assert code == 0, said
    yard.assert_new(ALL)
