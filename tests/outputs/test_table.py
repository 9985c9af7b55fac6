"""An output is a row of the table: what a row brings shows wherever outputs are named."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from nashr.checking import check as checking
from nashr.checking.validators import Judge, Verdict
from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS
from nashr.diagnostics import Outcome
from nashr.model import Artifact
from nashr.outputs import table
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output
from nashr.ports import Engines
from nashr.preview import state_feed

MODULE = "plain_text_output"


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The title as a text file."""
    del engines
    article = edition.document.article
    return Outcome((Artifact(f"{article.slug}.txt", article.text.title.encode(), "text/plain"),))


@pytest.fixture
def plain_text(monkeypatch: pytest.MonkeyPatch) -> Output:
    """A row of the table, and its module."""
    module = ModuleType(MODULE)
    module.render = render  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, MODULE, module)
    row = Output("text", "Plain text", ".txt", MODULE, standards=("plain text",))
    monkeypatch.setattr(table, "SHIPPED", (*table.SHIPPED, row))
    return row


def run(project: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--project", str(project), "--jobs", "0"])


@pytest.mark.usefixtures("plain_text")
def test_an_added_output_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["build", "--help"])
    assert "pdf,epub,html,jats,text" in "".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("plain_text")
def test_an_added_output_is_built_and_stands_in_the_manifest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "build", "--format", "text,jats") == SUCCESS
    folder = project / "output" / "a"
    assert "text  " in capsys.readouterr().out
    assert (folder / "a.txt").read_text("utf-8")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["products"]["a.txt"]["format"] == "text"
    assert manifest["options"]["formats"] == ["jats", "text"]


@pytest.mark.usefixtures("plain_text")
def test_the_preview_lists_an_added_output(project: Path) -> None:
    assert run(project, "build", "--format", "text,html") == SUCCESS
    article = state_feed.state_on_disk(project / "output", "a")
    told = json.loads(state_feed.message(state_feed.PreviewState({"a": article}), "a"))
    assert [(p["name"], p["view"]) for p in told["articles"][0]["products"]] == [
        ("Web page", "page"),
        ("Plain text", ""),
    ]


@pytest.mark.usefixtures("plain_text")
def test_check_puts_an_added_output_before_its_judges(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(project, "build", "--format", "text,html") == SUCCESS
    seen: list[str] = []

    def examine(path: Path) -> Verdict:
        seen.append(path.name)
        return Verdict("1", "one line")

    judge = Judge("A reader", "plain text", "judge-nu", (), examine)
    monkeypatch.setattr(checking, "JUDGES", (judge,))
    assert cli.main(["check", "--project", str(project)]) == SUCCESS
    assert seen == ["a.txt"]


# --- the printer's PDF ---------------------------------------------------------------------


def test_the_printers_pdf_is_made_on_request_only() -> None:
    assert "print" not in table.usual()
    assert [row.name for row in table.rows(("print", "pdf"))] == ["pdf", "print"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--format", "pdf", "--print"), {"a.pdf", "a-print.pdf"}),
        (("--format", "jats", "--print"), {"a.xml", "a-print.pdf"}),
        (("--format", "pdf", "--print", "--proof"), {"a-proof.pdf"}),
        (("--format", "pdf"), {"a.pdf"}),
        (("--format", "jats", "--docx"), {"a.xml", "a.docx"}),
        (("--format", "docx", "--docx", "--proof"), {"a-proof.docx"}),
    ],
)
def test_which_files_the_options_give(
    project: Path, options: tuple[str, ...], expected: set[str]
) -> None:
    assert run(project, "build", *options) == SUCCESS
    names = {path.name for path in (project / "output" / "a").iterdir()}
    assert names - {"manifest.json", "manifest-proof.json"} == expected


def test_check_sees_the_printers_pdf(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the judges that know PDF/X-4, and none that asks for the tags of the screen's PDF."""
    assert run(project, "build", "--format", "pdf", "--print") == SUCCESS
    (project / "output" / "a" / "a.pdf").unlink()
    capsys.readouterr()
    cli.main(["check", "--project", str(project), "--json"])
    told = json.loads(capsys.readouterr().out)
    asked = {one["judge"] for key in ("judgements", "missing") for one in told[key]}
    assert asked == {"qpdf", "mutool", "pdffonts", "preflight", "Ghostscript"}
    assert [one for one in told["judgements"] if one["faults"] != 0] == []
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    assert {one["format"] for one in told["judgements"]} == {"print"}
