"""The command line, as an editor or another program meets it."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nashr.checking.validators import JUDGES, tools
from nashr.cli import doctor, needs
from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS, USAGE_ERROR
from nashr.messages import Message
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output
from nashr.ports import Engines

ROOT = Path(__file__).resolve().parents[2]


def build(project: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--project", str(project), "--format", "html", "--jobs", "0"])


def broken(project: Path, slug: str = "b") -> None:
    """A second article with an error beside the sound one."""
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / slug)
    article = project / "manuscript" / slug / "article.md"
    article.write_text(article.read_text("utf-8").replace("@cornell2001", "@nobody"), "utf-8")


def test_a_sound_project_is_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project) == SUCCESS
    assert "Built 1 article in" in capsys.readouterr().out
    assert (project / "output" / "a" / "a.html").exists()


def test_an_error_stops_its_article_and_no_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(project)
    assert build(project) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "Not built, see the errors above: b" in out
    assert (project / "output" / "a" / "a.html").exists()
    assert not (project / "output" / "b").exists()


def test_an_earlier_product_survives_a_failed_build(project: Path) -> None:
    build(project)
    before = (project / "output" / "a" / "a.html").read_bytes()
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + "\n[@nobody]\n", "utf-8")
    assert build(project) == AUTHOR_ERROR
    assert (project / "output" / "a" / "a.html").read_bytes() == before


def test_strict_stops_on_a_warning(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + "\n<iframe></iframe>\n", "utf-8")
    assert build(project) == SUCCESS
    shutil.rmtree(project / "output")
    assert build(project, "--strict") == AUTHOR_ERROR
    assert not (project / "output" / "a").exists()


def test_json_for_other_programs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken(project)
    assert build(project, "--json") == AUTHOR_ERROR
    result = json.loads(capsys.readouterr().out)
    a, b = result["articles"]
    assert [p["path"] for p in a["products"]] == ["a/a.html"]
    assert b["products"] == []
    assert (b["diagnostics"][0]["code"], b["diagnostics"][0]["line"]) == ("citation-unknown-key", 8)


def test_annotations_in_github_actions(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(project)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    build(project)
    assert "::error file=manuscript/b/article.md,line=8,col=31," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bb"], "There is no article “bb” in manuscript/"),
        (["--project", "nowhere"], "There is no folder manuscript/"),
    ],
)
def test_wrong_usage(
    arguments: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--project", str(project), *arguments]) == USAGE_ERROR
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--format", "odt"], ["--nonsense"], ["recode"]])
def test_wrong_words_end_with_code_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == USAGE_ERROR


def test_help_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == SUCCESS
    assert "build every article in manuscript/" in capsys.readouterr().out


def test_a_new_article_builds_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "second", "--project", str(project)]) == SUCCESS
    assert build(project, "second") == SUCCESS
    assert cli.main(["new", "second", "--project", str(project)]) == USAGE_ERROR
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "a?b", "文"])
def test_a_new_article_needs_a_plain_name(name: str, project: Path) -> None:
    assert cli.main(["new", name, "--project", str(project)]) == USAGE_ERROR


@pytest.mark.usefixtures("no_wheels")
def test_a_machine_that_lacks_pango_is_told_the_command(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    pango = next(need for need in needs.NEEDS if need.name == "Pango")
    monkeypatch.setattr("nashr.pipeline.article.begin_output", fails)
    for module in (needs, doctor):
        monkeypatch.setattr(module, "missing", lambda *_: [pango])
    assert build(project) == MACHINE_ERROR
    said = capsys.readouterr().err
    assert "apt-get install -y --no-install-recommends libpango-1.0-0" in said
    assert "brew install pango" in said
    assert cli.main(["doctor"]) == MACHINE_ERROR


def test_what_one_distribution_has_is_not_asked_for_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    need = needs.Need(
        "Shell", Message("shows"), "shell", "", "", command="no-shell", distribution="debian"
    )
    for here, present in (("debian", False), ("ubuntu", True), ("", True)):
        monkeypatch.setattr(needs, "_distribution", lambda here=here: here)
        assert need.present() == present, here


def test_a_machine_that_tells_no_distribution_is_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise OSError("no os-release")

    monkeypatch.setattr("platform.freedesktop_os_release", fails)
    assert needs._distribution() == ""


def test_doctor_lists_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == SUCCESS
    out = capsys.readouterr().out
    assert "weasyprint" in out
    assert "All that a build needs is there." in out


@pytest.mark.usefixtures("no_wheels")
def test_doctor_tells_of_judges_apart_from_what_a_build_needs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NASHR_JATS_DTD", str(tmp_path / "none.dtd"))
    monkeypatch.setenv("CHROME_PATH", "")
    monkeypatch.setattr(tools, "CHROMIUM_NAMES", ())
    assert cli.main(["doctor"]) == SUCCESS
    build, _, judges = capsys.readouterr().out.partition("All that a build needs is there.")
    assert "veraPDF" not in build
    assert re.search(r"^axe-core \(WCAG 2\.2 A and AA\) +MISSING: Chromium$", judges, re.M)
    assert re.search(r"^libxml2 \(DTD of JATS 1\.4\) +MISSING: the DTD of JATS 1\.4$", judges, re.M)
    assert re.search(rf"^\d+ of {len(JUDGES)} are missing\.$", judges, re.M)
    assert "This brings the judges: make setup-test" in judges
    assert "To get the DTD of JATS 1.4: " in judges


def test_a_fault_of_ours_is_no_traceback_and_stops_no_other_article(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(project)
    begin = Output.begin

    def fails(output: Output, edition: Edition, engines: Engines) -> object:
        if edition.document.article.slug == "a":
            raise RuntimeError("a fault of ours")
        return begin(output, edition, engines)

    monkeypatch.setattr(Output, "begin", fails)
    assert build(project) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "The html output failed: RuntimeError: a fault of ours (test_main.py, line " in out
    assert "[build-failed]" in out
    assert "citation-unknown-key" in out


def test_a_folder_that_takes_no_file_is_told_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output").write_text("a file where the folder should be")
    assert build(project) == AUTHOR_ERROR
    assert "output/a: error: The products cannot be written" in capsys.readouterr().out


def test_the_script_runs_from_anywhere(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(project)]
    done = subprocess.run(
        [*command, "--format", "pdf,html"],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (SUCCESS, "")
    assert (project / "output" / "a" / "a.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize("odd", [{"PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}], ids=list)
def test_a_locale_without_the_letters_ends_no_build(project: Path, odd: dict[str, str]) -> None:
    (project / "manuscript" / "a").rename(project / "manuscript" / "bəd")
    environment = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"} | odd
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--project", str(project), "--format", "html"],
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (SUCCESS, b"")
    assert "bəd".encode() in done.stdout or b"b\\u0259d" in done.stdout
    assert (project / "output" / "bəd" / "bəd.html").exists()


def test_a_listener_who_goes_away_is_no_traceback(project: Path) -> None:
    command = [sys.executable, "build.py", "--project", str(project), "--format", "html"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(timeout=120) == 141
        assert process.stderr.read() == b""


def test_a_computer_that_starts_no_more_processes_is_told_of(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refuse)
    assert cli.main(["--project", str(project)]) == MACHINE_ERROR
    assert capsys.readouterr().err.startswith("This computer starts no more processes: ")
