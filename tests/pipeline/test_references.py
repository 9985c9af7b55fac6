"""What is wrong in a bibliography is told once, and stops the articles that cite it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.processes.pool import can_fork

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="this system cannot split processes"),
    pytest.mark.timeout(300),
]
BIBLIOGRAPHY = "bibliography/references.bib"
JOURNAL = "manuscript/journal.yaml"


@pytest.fixture
def neighbours(project: Path) -> Path:
    """A project with three articles; ``c`` cites nothing."""
    for slug in "bc":
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / slug)
    path = project / "manuscript" / "c" / "article.md"
    path.write_text(path.read_text("utf-8").partition("\n---\n")[0] + "\n---\n\nWords.\n", "utf-8")
    return project


def build(project: Path, *arguments: str) -> int:
    return cli.main(["--project", str(project), "--format", "html", "--jobs", "0", *arguments])


def built(project: Path) -> list[str]:
    return sorted(path.stem for path in (project / "output").rglob("*.html"))


def add(project: Path, text: str, path: str = BIBLIOGRAPHY) -> None:
    with (project / path).open("a", encoding="utf-8") as file:
        file.write(text)


def cite(project: Path, slug: str, key: str) -> None:
    add(project, f"\nMore [@{key}].\n", f"manuscript/{slug}/article.md")


def codes(printed: str) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in printed.split("\n") if line[-1:] == "]"]


FAULTS = {
    "a date in no calendar": "@book{faulty, title = {T}, date = {2001-02-30}}\n",
    "a comma that is missing": "@book{faulty, title = {T} date = {2001}}\n",
    "two entries of one key": (
        "@book{faulty, title = {T}, date = {2001}}\n@book{faulty, title = {U}, date = {2002}}\n"
    ),
    "two values of one field": "@book{faulty, title = {T}, title = {U}, date = {2001}}\n",
    "a character that is invisible": "@book{faulty, title = {T\u202e}, date = {2001}}\n",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_entry_with_an_error_stops_those_that_cite_it(
    neighbours: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    add(neighbours, fault)
    cite(neighbours, "b", "faulty")
    for _ in range(2):  # the second time, two articles are unchanged
        assert build(neighbours) != 0
        assert built(neighbours) == ["a", "c"]
        found = codes(capsys.readouterr().out)
        assert sorted(found)[-1] == "citation-unusable"
        assert len(found) == 2


def test_a_file_that_cannot_be_read_stops_only_those_that_cite(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (neighbours / BIBLIOGRAPHY).write_bytes(b"@book{cornell2001, title = {\xfd}}\n")
    assert build(neighbours) != 0
    assert built(neighbours) == ["c"]
    out = capsys.readouterr().out
    assert codes(out) == ["file-not-utf8"]
    assert "; 1 error." in out


def test_a_warning_about_an_entry_is_told_once_and_stops_where_warnings_do(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(neighbours, "@newspaper{daily, title = {T}, date = {2001}}\n")
    for slug in "ab":
        cite(neighbours, slug, "daily")
    assert build(neighbours) == 0
    assert codes(capsys.readouterr().out) == ["bib-type-unknown"]
    assert build(neighbours, "--strict") != 0
    found = codes(capsys.readouterr().out)
    assert sorted(found) == ["bib-type-unknown", "citation-unusable", "citation-unusable"]


def test_a_book_that_a_chapter_inherits_from_need_not_be_cited(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(neighbours, "@incollection{part, title = {P}, crossref = {whole}}\n")
    add(neighbours, "@collection{whole, title = {T}, date = {2001}}\n")
    cite(neighbours, "a", "part")
    assert build(neighbours) == 0
    assert codes(capsys.readouterr().out) == []


def test_works_that_no_article_cites_are_one_line_a_file_or_a_list(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(5):
        add(neighbours, f"@book{{spare{n}, title = {{T}}, date = {{2001}}}}\n")
    assert build(neighbours) == 0
    printed = capsys.readouterr().out
    assert codes(printed) == ["reference-uncited"]
    assert "5 works of this file: “spare0”, “spare1”, “spare2”, …" in printed
    for _ in range(2):
        assert build(neighbours, "--uncited") == 0
        assert codes(capsys.readouterr().out) == ["reference-uncited"] * 5
    assert build(neighbours, "--json") == 0
    reports = json.loads(capsys.readouterr().out)["articles"]
    listed = [found["message"] for report in reports for found in report["diagnostics"]]
    assert listed == [f"No article cites “spare{n}”." for n in range(5)]


def test_an_articles_own_works_are_told_of_when_it_is_built_alone(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "manuscript/b/own.bib"
    add(neighbours, "@book{mine, title = {T}, date = {2001}}\n", own)
    path = neighbours / "manuscript" / "b" / "article.md"
    front, _, body = path.read_text("utf-8").partition("\n---\n")
    path.write_text(f"{front}\nbibliography: [{own}]\n---\n{body}", "utf-8")
    assert build(neighbours, "b") == 0
    assert f"{own}:1:7: warning: No article cites “mine”." in capsys.readouterr().out


def without_bibliography(project: Path) -> Path:
    """The project in which nothing is cited, and nothing is there to be cited."""
    (project / BIBLIOGRAPHY).unlink()
    shutil.rmtree(project / "manuscript" / "a")
    shutil.rmtree(project / "manuscript" / "b")
    return project


def test_a_journal_without_a_bibliography_file_is_built(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(without_bibliography(neighbours)) == 0
    assert built(neighbours) == ["c"]
    assert codes(capsys.readouterr().out) == []


def test_who_cites_without_a_bibliography_is_told_where_to_write_one(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cite(without_bibliography(neighbours), "c", "oran1998")
    assert build(neighbours) == 1
    out = capsys.readouterr().out
    assert codes(out) == ["citation-unknown-key"]
    assert f"hint: There are no works yet: write them into {BIBLIOGRAPHY}" in out


def test_a_bibliography_that_appears_is_noticed(
    neighbours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    entry = (neighbours / BIBLIOGRAPHY).read_text("utf-8")
    cite(without_bibliography(neighbours), "c", "cornell2001")
    assert build(neighbours) == 1
    add(neighbours, entry)
    assert build(neighbours) == 0


def test_a_bibliography_that_is_named_must_be_there(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(without_bibliography(neighbours), f"bibliography: {BIBLIOGRAPHY}\n", JOURNAL)
    line = (neighbours / JOURNAL).read_text("utf-8").count("\n")
    assert build(neighbours) == 1
    assert f"{JOURNAL}:{line}:15: error: There is no file" in capsys.readouterr().out
