"""The table of patches: nothing else is replaced, and everything is restored."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nashr.cli import exit_codes
from nashr.cli import main as cli
from nashr.pipeline import prepare
from nashr.typesetting import weasyprint as typesetter
from nashr.typesetting.patching.apply import holders_of, original, patched
from nashr.typesetting.patching.table import PATCHES, Patch, Phase

ROOT = Path(__file__).resolve().parents[3]
#: Packages of which something is replaced, or could be.
_PACKAGES = (
    "weasyprint",
    "pydyf",
    "cffi",
    "ctypes",
    "fontTools",
    "pyphen",
    "zlib",
    "tinyhtml5",
    "tinycss2",
)
_PAGE = """<!DOCTYPE html><html lang="az"><head><title>t</title></head><body>
<p>Bir iki üç <a href="#x">dörd</a>.</p><p id="x">Beş.</p></body></html>"""
#: With the property for which columns are set, as one.
_SHEET = """html { --columns: 1 } p { text-align: justify }
a::after { content: target-counter(attr(href), page) }"""
#: An attribute of a module or of one of its classes, e.g. ``("pydyf", "Stream.data")``.
Attribute = tuple[str, str]


def _attributes() -> dict[Attribute, Any]:
    """Every attribute of the libraries' modules and of the classes that are defined in them."""
    return dict(_walk(m for name, m in sorted(sys.modules.items()) if _is_of_library(name)))


def _is_of_library(module: str) -> bool:
    return module.partition(".")[0] in _PACKAGES


def _walk(modules: Iterator[ModuleType]) -> Iterator[tuple[Attribute, Any]]:
    for module in modules:
        for name, value in vars(module).copy().items():
            yield (module.__name__, name), value
            if isinstance(value, type) and value.__module__ == module.__name__:
                for member, inner in vars(value).copy().items():
                    yield (module.__name__, f"{name}.{member}"), inner


def _replaced(before: Mapping[Attribute, Any]) -> set[Attribute]:
    now = _attributes()
    return {key for key, value in before.items() if now.get(key) is not value}


def _expected(*phases: Phase) -> set[Attribute]:
    found: set[Attribute] = set()
    for patch in PATCHES:
        if patch.phase in phases:
            path = patch.target.partition(":")[2]
            for holder in holders_of(patch):
                module = holder.__module__ if isinstance(holder, type) else holder.__name__
                found.add((module, path))
    return found


@pytest.fixture
def phases(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[Attribute]]:
    """What is replaced during layout, while the file is written, and afterwards."""
    found: dict[str, set[Attribute]] = {}
    typesetter.typeset(_PAGE, [_SHEET], {})  # so that all modules are imported
    before = _attributes()

    def noting(phase: str, name: str) -> None:
        function = getattr(typesetter, name)

        def call(*arguments: Any) -> Any:
            found[phase] = _replaced(before)
            return function(*arguments)

        monkeypatch.setattr(typesetter, name, call)

    noting("layout", "fit")
    noting("writing", "declare")
    assert typesetter.typeset(_PAGE, [_SHEET], {}).pages == 1
    found["afterwards"] = _replaced(before)
    return found


def test_layout_replaces_what_the_table_says(phases: dict[str, set[Attribute]]) -> None:
    assert phases["layout"] == _expected("layout", "document")


def test_writing_replaces_what_the_table_says(phases: dict[str, set[Attribute]]) -> None:
    assert phases["writing"] == _expected("writing", "document")


def test_everything_is_restored(phases: dict[str, set[Attribute]]) -> None:
    assert not phases["afterwards"]


def test_everything_is_restored_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ArithmeticError

    typesetter.typeset(_PAGE, [_SHEET], {})
    before = _attributes()
    for name in ("fit", "declare"):
        with monkeypatch.context() as patch, pytest.raises(ArithmeticError):
            patch.setattr(typesetter, name, fail)
            typesetter.typeset(_PAGE, [_SHEET], {})
        assert not _replaced(before), name


def test_importing_weasyprint_replaces_what_the_table_says() -> None:
    """Compared in a fresh interpreter, at the moment at which WeasyPrint loads its libraries."""
    prepare.keep_stylesheets()
    code = """
import cffi, ctypes.util, importlib.abc, sys, tinycss2
from nashr.typesetting import declarations
from nashr.typesetting.isolation import import_weasyprint
declarations.prepare()
modules = [(name, module) for name, module in sys.modules.items() if module is not None]
before = {(name, key): value for name, module in modules for key, value in vars(module).items()}
present = set(sys.modules)

class Spy(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint.pdf.fonts":
            for (module, key), value in before.items():
                if module.partition(".")[0] in LIBRARIES:
                    if vars(sys.modules[module]).get(key) is not value:
                        print(f"{module}:{key}")
            for other in set(sys.modules) - present:
                is_ours = other.partition(".")[0] in LIBRARIES
                if is_ours and getattr(sys.modules[other], "__spec__", None) is None:
                    print(other)
        return None

sys.meta_path.insert(0, Spy())
import_weasyprint()
for (module, key), value in before.items():
    if module == "ctypes.util" and vars(sys.modules[module]).get(key) is not value:
        print("not restored:", module, key)
""".replace("LIBRARIES", repr(_PACKAGES))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    expected = {patch.target for patch in PATCHES if patch.phase == "import"}
    assert set(done.stdout.split("\n")) - {""} == (expected if sys.platform == "linux" else set())


def test_a_module_that_is_loaded_later_is_patched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    typesetter.typeset(_PAGE, [_SHEET], {})  # so that all modules are imported
    everywhere = (patch for patch in PATCHES if patch.attribute and not patch.used_in)
    patch = next(patch for patch in everywhere if "." not in patch.attribute)
    module = ModuleType("weasyprint.of_a_test")
    vars(module)[patch.attribute] = original(patch.target)
    before = holders_of(patch)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert holders_of(patch) == [*before, module]
    monkeypatch.delitem(sys.modules, module.__name__)
    assert holders_of(patch) == before


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.target)
def test_what_is_replaced_exists_in_the_installed_library(patch: Patch) -> None:
    value = original(patch.target)
    name = patch.target.rpartition(":")[2].rpartition(".")[2]
    for holder in holders_of(patch):
        assert vars(holder)[name] is value, f"{holder} has another {name}"


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.target)
def test_a_row_names_a_test_that_exists(patch: Patch) -> None:
    path, _, name = patch.test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_every_row_says_why_and_speed_is_measured() -> None:
    assert len({patch.target for patch in PATCHES}) == len(PATCHES)
    for patch in PATCHES:
        assert patch.why.endswith("."), patch.target
        assert bool(patch.saves) == (patch.gain == "speed"), patch.target
        assert not patch.saves or int(re.findall(r"(\d+)%", patch.saves)[0]) >= 5, patch.target


def test_what_is_not_in_the_table_is_not_replaced() -> None:
    with pytest.raises(KeyError), patched({"pydyf:PDF.write": None}):
        pass


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_the_patched_versions_are_pinned(package: str) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"{package}=={version(package)}" in wanted
    for lock in ROOT.glob("requirements*.lock"):
        assert f"\n{package}=={version(package)} " in f"\n{lock.read_text('utf-8')}", lock.name


def test_doctor_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--patches"]) == exit_codes.SUCCESS
    printed = capsys.readouterr().out
    for patch in PATCHES:
        assert patch.target in printed
        assert patch.why in " ".join(printed.split())
    assert importlib.import_module("weasyprint").__version__ in printed
