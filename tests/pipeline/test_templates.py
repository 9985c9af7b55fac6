"""What lies in ``templates/``: desktop files do no harm, and pictures are shown by all outputs."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from nashr.diagnostics import Diagnostic, Span
from nashr.outputs.assets import file_name
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.processes.pool import InProcessPool
from nashr.project import ledger
from nashr.project.ignored import is_ignored
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import Workspace

LEFT_BY_OTHERS = (
    *(".DS_Store", "Thumbs.db", "desktop.ini", "article.css~", "#article.css#", ".#article.css"),
    *(".article.css.swp", "article.css.bak", ".idea/workspace.xml"),
)


def made(project: Path, *formats: str) -> tuple[Path, tuple[Diagnostic, ...]]:
    request = Request(formats=formats, environment={"SOURCE_DATE_EPOCH": "1774958400"})
    (report,) = build(Workspace(project, project / "output"), request, InProcessPool())
    return project / "output" / "a", report.diagnostics


def logo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 20)).save(data, "PNG")
    return data.getvalue()


def own_template(project: Path, name: str, old: str, new: str) -> None:
    """The shipped template with a change, as one of the project."""
    text = (Path(shipped_folder()) / "templates" / name).read_text("utf-8")
    assert old in text
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("folder", ["templates/pdf", "bibliography/styles"])
def test_files_of_desktops_and_editors_are_ignored(project: Path, folder: str) -> None:
    before = ledger.listing(str(project), folder)
    for name in LEFT_BY_OTHERS:
        path = project / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x00\xff\xfe no text")
    _, diagnostics = made(project, "jats")
    assert [d for d in diagnostics if d.severity.value == "error"] == []
    assert ledger.listing(str(project), folder) == before


@pytest.mark.parametrize("name", ["article.css", "a/logo.png", "#1.png", "x.csl", "Thumbs.db.css"])
def test_sources_are_not_ignored(name: str) -> None:
    assert not is_ignored(name)


def test_a_text_that_is_no_utf_8_still_is_an_error(project: Path) -> None:
    path = project / "templates" / "html" / "article.css"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    _, diagnostics = made(project, "html")
    assert "file-not-utf8" in {d.code for d in diagnostics}


def test_a_picture_of_the_templates_is_shown_in_every_output(project: Path) -> None:
    """A logo, as the head of each output has it."""
    tag = """<img class="logo" src="{{ asset('logo.png') }}" alt="The journal's logo"/>"""
    own_template(project, "html/article.html.j2", '<header class="masthead">', tag)
    own_template(project, "pdf/article.html.j2", '<header class="opening">', tag)
    own_template(project, "epub/title.xhtml.j2", '<div class="masthead">', f"<div>{tag}")
    (project / "templates" / "logo.png").write_bytes(logo())
    folder, diagnostics = made(project, "pdf", "epub", "html")
    assert [d.code for d in diagnostics if d.code != "value-sample"] == []
    page = (folder / "a.html").read_text("utf-8")
    assert 'class="logo" src="data:image/png;base64,' in page
    with zipfile.ZipFile(folder / "a.epub") as book:
        assert book.read("EPUB/assets/logo.png") == logo()
        assert (
            'href="assets/logo.png" media-type="image/png"'
            in book.read("EPUB/package.opf").decode()
        )
    listed = subprocess.run(
        ["pdfimages", "-list", str(folder / "a.pdf")], capture_output=True, text=True, check=True
    )
    assert [line.split()[3:5] for line in listed.stdout.splitlines()[2:]] == [["40", "20"]]


def test_another_picture_makes_another_product(project: Path) -> None:
    tag = '<img src="{{ asset(\'html/logo.png\') }}" alt="">'
    own_template(project, "html/article.html.j2", '<header class="masthead">', tag)
    (project / "templates" / "html" / "logo.png").write_bytes(logo())
    before = (made(project, "html")[0] / "a.html").read_bytes()
    (project / "templates" / "html" / "logo.png").write_bytes(logo() + b"\0")
    assert (made(project, "html")[0] / "a.html").read_bytes() != before


def test_a_picture_that_is_not_there_is_told_of_by_its_path(project: Path) -> None:
    tag = '<img src="{{ asset(\'html/lgo.png\') }}" alt="">'
    own_template(project, "html/article.html.j2", '<header class="masthead">', tag)
    _, diagnostics = made(project, "html")
    assert ["there is no file templates/html/lgo.png" in d.message for d in diagnostics] == [True]


def test_assets_of_one_name_in_two_folders_keep_apart() -> None:
    from nashr.model import Resource

    names = {file_name(Resource(n, b"", "")) for n in ("pdf/logo.png", "html/logo.png", "logo.png")}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<p>\n{{ title }</p>", 2, "TemplateSyntaxError"),
        ("<html>\n\n<p>{{ nosuch.thing }}</p>", 3, "'nosuch' is undefined"),
        ("<html>\n{% include 'no.j2' %}", 2, "no.j2"),
    ],
)
def test_a_fault_in_a_template_has_its_file_and_line(
    text: str, line: int, says: str, project: Path
) -> None:
    path = project / "templates/html/article.html.j2"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    _, diagnostics = made(project, "html")
    (found,) = [d for d in diagnostics if d.code == "build-failed"]
    assert found.span == Span("templates/html/article.html.j2", line)
    assert says in found.message
