"""What setup worked out beforehand: used where it is sound, and only there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nashr.project import prepared

KEY = prepared.key_of(b"made of this")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in which nothing is prepared; gives the folder for it."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    return tmp_path / "share" / "nashr"


def written() -> Path:
    path = prepared.write("templates", KEY, b"a template")
    assert path is not None
    return Path(path)


def test_what_was_written_is_read() -> None:
    assert prepared.read("templates", KEY) is None
    written()
    assert prepared.read("templates", KEY) == b"a template"
    assert prepared.read("hyphenation", KEY) is None
    assert prepared.read("templates", prepared.key_of(b"made of that")) is None


def test_it_is_written_once_and_what_it_replaces_goes(folder: Path) -> None:
    other = prepared.write("hyphenation", KEY, b"patterns")
    prepared.write("templates", prepared.key_of(b"an older version"), b"a template")
    first = written()
    modified = first.stat().st_mtime_ns
    assert written() == first
    assert first.stat().st_mtime_ns == modified
    assert other is not None
    assert sorted(folder.iterdir()) == sorted([first, Path(other)])


def _damage(path: Path) -> None:
    path.write_bytes(b"another")


def _let_the_group_write(path: Path) -> None:
    path.chmod(0o664)


def _let_everybody_write_beside_it(path: Path) -> None:
    path.parent.chmod(0o777)


def _replace_by_a_link(path: Path) -> None:
    other = path.with_suffix(".txt")
    path.rename(other)
    path.symlink_to(other)


def _name_it_after_another_version(path: Path) -> None:
    path.rename(path.with_name(path.name.replace(KEY, "0" * 64)))


@pytest.mark.parametrize(
    "change",
    [
        _damage,
        _let_the_group_write,
        _let_everybody_write_beside_it,
        _replace_by_a_link,
        _name_it_after_another_version,
    ],
)
def test_what_others_could_have_written_is_not_read(change: Callable[[Path], None]) -> None:
    path = written()
    assert prepared.read("templates", KEY) is not None
    change(path)
    assert prepared.read("templates", KEY) is None


def test_outside_a_virtual_environment_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    assert prepared.write("templates", KEY, b"a template") is None
    assert prepared.read("templates", KEY) is None
    assert not folder.exists()
