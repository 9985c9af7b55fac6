"""What an installed package brings by its entry points is found, used, listed and recorded."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nashr import extensions
from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS, USAGE_ERROR
from nashr.engines.fonts import shop
from nashr.languages import is_supported, language, records
from nashr.outputs import table
from nashr.pipeline.toolchain import toolchain
from nashr.ports import Face
from nashr.project import ledger
from nashr.project.shipped import shipped_folder

ENTRIES = """\
[console_scripts]
sample = sample_press:main

[nashr.outputs]
words = sample_press:WORDS
pdf = sample_press:WORDS
broken = sample_press_that_is_not_there:ROW

[nashr.languages]
qya = sample_press.quenya:LANGUAGE
az = sample_press.quenya:LANGUAGE

[nashr.themes]
slate = sample_press.slate
"""
MODULE = """\
from nashr.diagnostics import Outcome
from nashr.model import Artifact
from nashr.outputs.table import Output

WORDS = Output("words", "Word count", ".words.txt", "sample_press")

def render(edition, engines):
    slug = edition.document.article.slug
    return Outcome((Artifact(slug + ".words.txt", b"many", "text/plain"),))
"""
LANGUAGE = """\
from dataclasses import replace
from nashr.languages.en import LANGUAGE as ENGLISH

LANGUAGE = replace(ENGLISH, tag="qya", endonym="Quenya", list_and="ar")
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages with one that extends nashr."""
    site = tmp_path / "site-packages"
    package = site / "sample_press"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(MODULE, "utf-8")
    (package / "quenya.py").write_text(LANGUAGE, "utf-8")
    metadata = site / "sample_press-1.2.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(ENTRIES, "utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: sample-press\nVersion: 1.2\n")
    monkeypatch.syspath_prepend(str(site))
    forget()
    yield site
    for name in [name for name in sys.modules if name.partition(".")[0] == "sample_press"]:
        del sys.modules[name]
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Have all that was found looked for again."""
    for found in (records.supported, records.own, records._brought, records.language, toolchain):
        found.cache_clear()
    table.problems.clear()
    table._brought.clear()
    importlib.invalidate_caches()


@pytest.mark.usefixtures("site")
def test_an_output_of_a_package_is_built_and_recorded(project: Path) -> None:
    command = ["build", "--project", str(project), "--format", "words", "--jobs", "0"]
    assert cli.main(command) == SUCCESS
    folder = project / "output" / "a"
    assert (folder / "a.words.txt").read_bytes() == b"many"
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["products"]["a.words.txt"]["format"] == "words"
    brought = manifest["tools"]["extensions"]["sample-press"]
    assert brought["version"] == "1.2" and len(brought["sha256"]) == 64
    assert {"nashr.outputs: words", "nashr.themes: slate"} <= set(brought["entries"])


@pytest.mark.usefixtures("site")
def test_a_language_of_a_package_is_supported() -> None:
    assert is_supported("qya") and language("qya").list_and == "ar"


@pytest.mark.usefixtures("site")
def test_what_nashr_has_is_not_replaced() -> None:
    assert language("az").endonym == "Azərbaycan dili"
    assert [row.module for row in table.rows(["pdf"])] == ["nashr.outputs.pdf.render"]


@pytest.mark.usefixtures("site", "no_wheels")
def test_doctor_lists_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == SUCCESS
    lines = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    assert "output words sample-press 1.2" in lines
    assert "language qya sample-press 1.2" in lines
    assert "theme slate sample-press 1.2" in lines
    assert "output pdf sample-press 1.2, not used: nashr has one of that name" in lines
    assert any("output broken" in line and "NOT USED" in line for line in lines)


@pytest.mark.usefixtures("site")
def test_an_output_that_cannot_be_loaded_is_told_of_and_stops_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        cli.main(["build", "--project", str(project), "--format", "jats", "--jobs", "0"]) == SUCCESS
    )
    said = capsys.readouterr().err
    assert "The output “broken” of the package sample-press cannot be used" in said


def test_other_code_of_a_package_makes_another_build(site: Path) -> None:
    before = ledger.extension_digests()
    (site / "sample_press" / "__init__.py").write_text(f"{MODULE}\n# changed\n", "utf-8")
    assert ledger.extension_digests() != before


def test_a_project_brings_no_code(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Metadata of a package that lies in the project's folder is not looked at."""
    metadata = project / "sample_press-1.2.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(ENTRIES, "utf-8")
    (project / "sample_press.py").write_text(MODULE, "utf-8")
    monkeypatch.chdir(project)
    monkeypatch.syspath_prepend(str(project))
    forget()
    assert extensions.extensions() == ()
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "--format", "words"])
    assert ended.value.code == USAGE_ERROR
    assert "“words” is not one of" in capsys.readouterr().err


# --- themes --------------------------------------------------------------------------------


def themed(site: Path, project: Path) -> Path:
    """The project with the theme of the package, whose pages end in a word of its own."""
    shipped = Path(shipped_folder()) / "templates" / "html" / "article.html.j2"
    theme = site / "sample_press" / "slate" / "html"
    theme.mkdir(parents=True)
    text = shipped.read_text("utf-8").replace("</body>", "<p>Slate</p></body>")
    (theme / "article.html.j2").write_text(text, "utf-8")
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(f"{journal.read_text('utf-8')}\ntheme: slate\n", "utf-8")
    return theme


def page_of(project: Path) -> str:
    command = ["build", "--project", str(project), "--format", "html", "--jobs", "0"]
    assert cli.main(command) == SUCCESS
    return (project / "output" / "a" / "a.html").read_text("utf-8")


def test_the_templates_of_a_theme_come_before_the_shipped_ones(site: Path, project: Path) -> None:
    themed(site, project)
    assert "<p>Slate</p>" in page_of(project)


def test_the_logo_and_the_typeface_of_a_theme_are_those_of_the_package(
    site: Path, project: Path
) -> None:
    folder = themed(site, project).parent
    font = shop().subset(Face("sans"), frozenset("abcdefghijklmnopqrstuvwxyz"), "ttf")
    (folder / "own.ttf").write_bytes(font)
    (folder / "sign.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    )
    (folder / "theme.yaml").write_text(
        "logo: sign.svg\ntypefaces: {headings: {regular: own.ttf}}\n"
    )
    page = page_of(project)
    assert 'class="logo drawing"' in page
    assert '@font-face{font-family:"Nashr Headings"' in page


def test_the_templates_of_the_project_come_before_those_of_a_theme(
    site: Path, project: Path
) -> None:
    themed(site, project)
    own = project / "templates" / "html" / "article.html.j2"
    own.parent.mkdir(parents=True)
    shipped = Path(shipped_folder()) / "templates" / "html" / "article.html.j2"
    own.write_text(shipped.read_text("utf-8").replace("</body>", "<p>Own</p></body>"), "utf-8")
    page = page_of(project)
    assert "<p>Own</p>" in page and "<p>Slate</p>" not in page


def test_a_changed_theme_makes_another_page(site: Path, project: Path) -> None:
    theme = themed(site, project)
    page_of(project)
    template = theme / "article.html.j2"
    template.write_text(template.read_text("utf-8").replace("Slate", "Granite"), "utf-8")
    forget()
    assert "<p>Granite</p>" in page_of(project)
