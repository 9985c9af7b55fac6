"""Modules whose code was kept: imported from there where that is sound, and as ever elsewhere."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from nashr import records
from nashr.project import prepared_modules

ROOT = Path(__file__).resolve().parents[2]
#: Imports what a build imports, and tells which of these modules did not come from what was kept.
_IMPORTS = f"""
import sys
sys.path[0] = {str(ROOT)!r}
from nashr.project import prepared_modules
prepared_modules.install()
before = set(sys.modules)
from nashr import citations
from nashr.pipeline import build, front_matter, render
front_matter.preload(), citations.preload()
render.preload(render.shipped_templates()), render.preload_typesetter(render.shipped_templates())
for name in sorted(set(sys.modules) - before):
    spec = getattr(sys.modules[name], "__spec__", None)
    if type(getattr(spec, "loader", None)).__name__ == "SourceFileLoader":
        if spec.origin.startswith((sys.prefix, sys.path[0])):
            print(name)
"""


@pytest.fixture(name="folder", autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A virtual environment with a package of two modules, whose code is kept; gives its folder."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    folder = tmp_path / "site" / "of_a_test"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("from of_a_test.inner import NAME\n", "utf-8")
    (folder / "inner.py").write_text("NAME = 'kept'\n", "utf-8")
    _import()
    prepared_modules.prepare()
    yield folder
    _forget()


def _forget() -> None:
    for name in [name for name in sys.modules if name.startswith("of_a_test")]:
        del sys.modules[name]


def _import() -> tuple[ModuleType, ModuleType]:
    """The package and its inner module, imported anew."""
    _forget()
    importlib.invalidate_caches()
    outer = importlib.import_module("of_a_test")
    return outer, importlib.import_module("of_a_test.inner")


def _is_kept(module: ModuleType) -> bool:
    return isinstance(module.__loader__, prepared_modules._Loader)


def test_modules_are_imported_from_what_was_kept() -> None:
    plain = _import()
    prepared_modules.install()
    found = _import()
    assert [*map(_is_kept, plain), *map(_is_kept, found)] == [False, False, True, True]
    for module, other in zip(found, plain, strict=True):
        assert module.__file__ == other.__file__
        assert module.__cached__ == other.__cached__
        assert getattr(module, "__path__", None) == getattr(other, "__path__", None)
        assert module.__package__ == other.__package__
    assert found[0].NAME == "kept"


def test_a_module_whose_source_changed_is_read_anew(folder: Path) -> None:
    prepared_modules.install()
    source = folder / "inner.py"
    source.write_text("NAME = 'changed'\n", "utf-8")
    outer, inner = _import()
    assert (_is_kept(outer), _is_kept(inner), inner.NAME) == (True, False, "changed")


def test_a_module_whose_source_is_gone_is_not_found(folder: Path) -> None:
    prepared_modules.install()
    (folder / "inner.py").unlink()
    with pytest.raises(ModuleNotFoundError, match=r"of_a_test\.inner"):
        _import()


def test_code_that_was_changed_is_not_run(tmp_path: Path) -> None:
    (kept,) = (tmp_path / "share" / "nashr").glob("code-*")
    kept.write_bytes(kept.read_bytes().replace(b"kept", b"evil"))
    prepared_modules.install()
    assert _import()[1].NAME == "kept"


def _let_everybody_write(folder: Path) -> None:
    folder.chmod(0o777)


def _damage_the_index(folder: Path) -> None:
    (index,) = folder.glob("modules-*")
    index.write_bytes(index.read_bytes() + b"\0")


def _remove_the_code(folder: Path) -> None:
    (code,) = folder.glob("code-*")
    code.unlink()


def _look_elsewhere_first(folder: Path) -> None:
    sys.path.insert(0, str(folder))


@pytest.mark.parametrize(
    "change", [_let_everybody_write, _damage_the_index, _remove_the_code, _look_elsewhere_first]
)
def test_nothing_is_believed_that_is_not_sound(
    change: Callable[[Path], None], tmp_path: Path
) -> None:
    change(tmp_path / "share" / "nashr")
    finders = list(sys.meta_path)
    prepared_modules.install()
    assert sys.meta_path == finders
    assert not any(map(_is_kept, _import()))


def test_methods_of_records_are_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "def __init__(self, of_this_test):\n self.of_this_test = of_this_test"
    monkeypatch.setattr(records, "compiled", {source: b"code"})
    prepared_modules.prepare()
    monkeypatch.setattr(records, "compiled", {})
    prepared_modules.install()
    assert records.compiled[source] == b"code"


def test_a_build_imports_all_from_what_setup_kept() -> None:
    without = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    python = sys.executable
    subprocess.run([python, "-m", "nashr.pipeline.prepare"], cwd=ROOT, env=without, check=True)
    done = subprocess.run(
        [python, "-c", _IMPORTS], env=without, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
