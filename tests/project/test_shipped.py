"""nashr as an installed package: a wheel, in an environment outside of the repository."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from nashr.project import ledger, shipped

#: They share a wheel and an environment.
pytestmark = pytest.mark.xdist_group("shipped")
ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("nashr", "templates", "bibliography", "docs", "pyproject.toml", "setup.py", "README.md")
Done = subprocess.CompletedProcess[str]
JOURNAL = """\
title: The Sample Journal
language: en
bibliography: [bibliography/references.bib]
"""


def run(command: list[str | Path], folder: Path, **variables: str) -> Done:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources: a build writes beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder)
    (folder / "templates" / ".DS_Store").write_bytes(b"\0")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", "out", "."]
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    (found,) = (folder / "out").glob("nashr-*.whl")
    return found


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``nashr`` in a fresh environment, which has the other packages of this one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, symlinks=True)
    scheme = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    others = [place for place in site.getsitepackages() if Path(place) != packages]
    (packages / "others.pth").write_text("".join(f"{place}\n" for place in others), "utf-8")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps"]
    done = run([*command, "--no-index", wheel], folder)
    assert done.returncode == 0, done.stderr
    return python.parent / "nashr"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "journal.yaml").write_text(JOURNAL, "utf-8")
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / "references.bib").write_text("", "utf-8")
    return tmp_path


def test_a_wheel_has_every_file_that_comes_with_nashr(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "nashr", "templates", "docs/schema"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.split("\0")
    bibliography = ROOT / "bibliography"
    files = [f for part in ("styles", "locales") for f in (bibliography / part).rglob("*")]
    tracked += [file.relative_to(ROOT).as_posix() for file in files if file.is_file()]
    expected = {
        name if name.startswith("nashr/") else f"nashr/shipped/{name}"
        for name in tracked
        if name and (ROOT / name).is_file()
    }
    assert names == expected


def test_the_installed_command_builds_a_journal_anywhere(program: Path, journal: Path) -> None:
    def nashr(*arguments: str, **variables: str) -> Done:
        return run([program, *arguments], journal, **variables)

    begun = nashr("new", "my-article")
    assert begun.returncode == 0, begun.stderr
    assert begun.stdout.endswith("then run: nashr build my-article\n")
    built = nashr("--print")
    assert built.returncode == 0, built.stdout + built.stderr
    output = journal / "output" / "my-article"
    names = {path.suffix for path in output.iterdir()}
    assert names >= {".pdf", ".epub", ".html", ".xml", ".json"}
    assert (output / "my-article.pdf").read_bytes().startswith(b"%PDF-1.7")
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    assert manifest["tools"]["code"] == ledger.code_digest(), "not the digest of the checkout"
    assert set(manifest["shipped"]) >= {"templates/html/article.html.j2"}
    verified = nashr("verify")
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    assert "All products are as their manifest says." in verified.stdout


def test_the_products_are_those_of_a_checkout(program: Path, journal: Path) -> None:
    clock = {"SOURCE_DATE_EPOCH": "1774958400"}
    run([program, "new", "a"], journal)
    wanted = ["--format", "html,epub", "--output"]
    first = run([program, *wanted, "installed"], journal, **clock)
    second = run([sys.executable, ROOT / "build.py", *wanted, "checkout"], journal, **clock)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert products(journal / "installed") == products(journal / "checkout")


def products(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*/*"))}


def test_an_unchanged_article_is_not_built_again(program: Path, journal: Path) -> None:
    cache = {"NASHR_CACHE": str(journal / "cache")}
    run([program, "new", "a"], journal)
    run([program, "--format", "html"], journal, **cache)
    again = run([program, "--format", "html"], journal, **cache)
    assert "1 article unchanged" in again.stdout, again.stdout + again.stderr


def test_the_messages_of_the_installed_command_name_it(program: Path, journal: Path) -> None:
    empty = run([program], journal)
    assert empty.returncode == 2
    assert empty.stderr.endswith("Begin one: nashr new my-article\n")
    elsewhere = run([program, "--project", journal.name], journal.parent)
    assert elsewhere.stderr.endswith(f"Begin one: nashr new --project {journal.name} my-article\n")
    run([program, "new", "a"], journal)
    unbuilt = run([program, "check"], journal)
    assert "Build it: nashr build a\n" in unbuilt.stdout


def test_a_missing_package_is_installed_by_pip_or_in_a_checkout_by_make(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shipped.install_packages(["rich", "nh3"], "setup") == "make setup"
    monkeypatch.setattr(shipped, "is_checkout", lambda: False)
    command = "python3 -m pip install rich nh3"
    assert shipped.install_packages(["rich", "nh3"], "setup") == command
