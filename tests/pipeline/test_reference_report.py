"""``references``: what an editor is told of a journal's bibliography, in three forms."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS, USAGE_ERROR
from nashr.pipeline.reference_report import report
from nashr.project.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def add(project: Path, entries: str, text: str = "") -> None:
    bib = project / "bibliography" / "references.bib"
    bib.write_text(bib.read_text("utf-8") + entries, "utf-8")
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + text, "utf-8")


def run(project: Path, *arguments: str) -> int:
    return cli.main(["references", *arguments, "--project", str(project)])


def codes(project: Path, *slugs: str) -> list[tuple[str, str | None]]:
    found = report(Workspace(project), slugs).all_findings(each=True)
    return [(finding.code, finding.entry) for finding in found]


def test_a_sound_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project) == SUCCESS
    assert "Checked 1 work in 1 article: nothing was found." in capsys.readouterr().out
    assert (project / "output" / "references.html").exists()


def test_nothing_else_is_written(project: Path) -> None:
    before = {path for path in project.rglob("*") if path.is_file()}
    run(project)
    after = {path for path in project.rglob("*") if path.is_file()}
    assert after - before == {project / "output" / "references.html"}


def test_the_report_is_no_stray_among_the_products(project: Path) -> None:
    cli.main(["build", "--project", str(project), "--format", "html", "--jobs", "0"])
    run(project)
    assert cli.main(["verify", "--project", str(project)]) == SUCCESS


UNCITED = "".join(f"\n@misc{{u{n}, title = {{The Work}}, date = {{19{n}}}}}" for n in range(60, 70))


def test_uncited_and_unmatched(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, UNCITED, "\n[@nobody]\n")
    assert run(project) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "article.md:10:2: error: No bibliography file has an entry “nobody”." in out
    assert "No article cites 10 works of this file" in out
    assert out.count("[reference-uncited]") == 1
    run(project, "--uncited")
    assert capsys.readouterr().out.count("[reference-uncited]") == 10
    page = (project / "output" / "references.html").read_text("utf-8")
    assert page.count("reference-uncited") == 10


def test_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, UNCITED)
    assert run(project, "--json") == SUCCESS
    result = json.loads(capsys.readouterr().out)
    assert result["report"] == str(project / "output" / "references.html")
    assert (result["works"], result["articles"]) == (11, ["a"])
    assert [d["code"] for d in result["diagnostics"]] == ["reference-uncited"] * 10
    assert {"file", "line", "column", "hint"} <= result["diagnostics"][0].keys()


def test_one_article_is_not_blamed_for_the_works_of_others(project: Path) -> None:
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    add(project, "\n@misc{x, title = {The Work}, date = {1960}}", "\n[@x]\n")
    assert codes(project, "b") == []
    assert codes(project) == []


def test_works_of_an_articles_own_file(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    text = article.read_text("utf-8").replace("title:", "bibliography: [own.bib]\ntitle:", 1)
    article.write_text(text, "utf-8")
    own = (
        "@misc{mine, title = {Small Nations and Great Powers}, author = {Cornell, S.}, year = 2001}"
    )
    (project / "own.bib").write_text(own, "utf-8")
    found = codes(project)
    assert ("reference-uncited", None) in found
    assert ("reference-duplicate", "mine") in found


def test_findings_stand_at_the_fields(project: Path) -> None:
    add(project, "\n@book{x, title = {THE COMPLETE WORKS},\n  isbn = {978-0-306-40615-8}}", "[@x]")
    found = {f.code: (f.span.line, f.span.column) for f in report(Workspace(project)).findings}
    assert found["reference-capitals"] == (10, 10)
    assert found["reference-identifier"] == (11, 3)


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "ieee"])
def test_any_style(project: Path, style: str) -> None:
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(journal.read_text("utf-8") + f"style: {style}\n", "utf-8")
    add(project, "\n@book{x, title = {The Work}, author = {A, B}, publisher = {P}}", "[@x]")
    [finding] = report(Workspace(project)).findings
    place = " or place of publication" if style == "ieee" else ""
    assert finding.message == f"“x” (book) has no year{place}."


def test_broken_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "manuscript" / "journal.yaml").write_text("title: [", "utf-8")
    assert run(project) == AUTHOR_ERROR
    assert "[yaml-syntax]" in capsys.readouterr().out
    assert not (project / "output").exists()


def test_front_matter_with_errors_hides_no_citation(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    text = article.read_text("utf-8").replace("title:", "titel: x\ntitle:", 1)
    article.write_text(text + "\n[@nobody]\n", "utf-8")
    found = [code for code, _ in codes(project)]
    assert {"key-unknown", "citation-unknown-key"} <= set(found)


def test_no_such_article(project: Path) -> None:
    assert run(project, "nothing") == USAGE_ERROR


def test_where_the_report_cannot_stand(project: Path) -> None:
    (project / "output").write_text("a file", "utf-8")
    assert run(project) == MACHINE_ERROR


def test_our_own_article_has_no_false_finding() -> None:
    """Its author was asked for all that is missing; the journal article may have a DOI."""
    findings = report(Workspace(ROOT)).all_findings(each=True)
    assert {f.code for f in findings} == {
        "reference-query",
        "reference-incomplete",
        "reference-doi-likely",
    }
    asked = {f.entry for f in findings if f.code == "reference-incomplete"}
    assert all(f.hint and "asked" in f.hint for f in findings if f.entry in asked and f.hint)
