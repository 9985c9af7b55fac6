"""WeasyPrint's C declarations as setup parses them: used where they are sound, and only there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nashr.typesetting import declarations

ROOT = Path(__file__).resolve().parents[2]
_SETS_A_PAGE = """
import sys
from nashr.typesetting import weasyprint
text = "<html lang=az><title>t</title><p>" + 99 * "Şəhərin küçələri. " + "</html>"
file = weasyprint.typeset(text, ["p { text-align: justify }"], {})
print("pycparser" in sys.modules or "cffi.cparser" in sys.modules, file.pages)
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in which nothing is prepared; gives the folder for it."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    return tmp_path / "share" / "nashr"


def test_what_was_prepared_is_used() -> None:
    """In a fresh interpreter, no declaration is parsed."""
    assert declarations.prepare() is not None
    done = subprocess.run(
        [sys.executable, "-c", _SETS_A_PAGE], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    parsed, pages = done.stdout.split()
    assert parsed == "False"
    assert pages == "1"


def test_it_knows_all_that_is_declared(environment: Path) -> None:
    assert declarations.prepared() is None
    path = declarations.prepare()
    assert path is not None and path.parent == environment
    ffi = declarations.prepared()
    assert ffi is not None
    assert ffi.sizeof("PangoRectangle") == 16
    assert ffi.new("PangoLayoutLine **")[0] == ffi.NULL
    with pytest.raises(NotImplementedError):
        ffi.cdef("int isatty (int);")


def test_it_is_prepared_once(environment: Path) -> None:
    first = declarations.prepare()
    assert first is not None
    stale = environment / "of-another-version.py"
    stale.write_text("")
    modified = first.stat().st_mtime_ns
    assert declarations.prepare() == first
    assert first.stat().st_mtime_ns == modified
    assert sorted(environment.iterdir()) == [first]


def _damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Pango", b"Tango", 1))


def _let_the_group_write(path: Path) -> None:
    path.chmod(0o664)


def _let_everybody_write_beside_it(path: Path) -> None:
    path.parent.chmod(0o777)


def _replace_by_a_link(path: Path) -> None:
    other = path.with_suffix(".txt")
    path.rename(other)
    path.symlink_to(other)


def _name_it_after_another_version(path: Path) -> None:
    _, _, digest = path.stem.partition("-")
    path.rename(path.with_name(f"{'0' * 64}-{digest}.py"))


@pytest.mark.usefixtures("environment")
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
def test_what_others_could_have_written_is_not_loaded(change: Callable[[Path], None]) -> None:
    path = declarations.prepare()
    assert path is not None
    assert declarations.prepared() is not None
    change(path)
    assert declarations.prepared() is None


def test_outside_a_virtual_environment_nothing_is_written(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    assert declarations.prepare() is None
    assert declarations.prepared() is None
    assert not environment.exists()
