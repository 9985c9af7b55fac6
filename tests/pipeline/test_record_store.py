"""``[@doi:10.…]`` in a text: from the bibliography, or from the records in the project."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, SUCCESS
from nashr.references.records import Record, as_text

DOI = "10.5555/sample.1"
ITEM = {
    "type": "article-journal",
    "title": "A Sample of <i>Titles</i>",
    "author": [{"family": "Sample", "given": "Ann"}],
    "container-title": "Sample Studies",
    "volume": "9",
    "page": "81-114",
    "issued": {"date-parts": [[2001]]},
    "language": "en",
}


def cite(project: Path, text: str) -> None:
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + f"\n{text}\n", "utf-8")


def store(project: Path, doi: str = DOI, **item: object) -> Path:
    record = Record("doi", doi, "Crossref", {**ITEM, "DOI": doi, **item})
    path = project / record.path
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_text(record), "utf-8")
    return path


def build(project: Path) -> int:
    return cli.main(["build", "--project", str(project), "--format", "html,jats", "--jobs", "0"])


def page(project: Path) -> str:
    text = (project / "output" / "a" / "a.html").read_text("utf-8")
    return " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]+>", "", text, flags=re.S).split())


def test_from_the_store(project: Path) -> None:
    store(project)
    cite(project, "Here [@doi:10.5555/Sample.1, 82], and @doi:10.5555/sample.1 says.")
    assert build(project) == SUCCESS
    assert "Here (Sample, 2001: 82), and Sample (2001) says." in page(project)
    assert page(project).count("A Sample of Titles") == 1
    jats = (project / "output" / "a" / "a.xml").read_text("utf-8")
    assert '<pub-id pub-id-type="doi">10.5555/sample.1</pub-id>' in jats


@pytest.mark.parametrize("prefix", ["doi:", "https://doi.org/"])
def test_from_the_bibliography_first(project: Path, prefix: str) -> None:
    store(project, title="The Record")
    bib = project / "bibliography" / "references.bib"
    bib.write_text(bib.read_text("utf-8").replace("date", "doi = {10.5555/SAMPLE.1},\n  date", 1))
    cite(project, f"Here [@{prefix}{DOI}] and [@cornell2001].")
    assert build(project) == SUCCESS
    assert "The Record" not in page(project)
    assert "Here (Cornell, 2001) and (Cornell, 2001)." in page(project)


def test_a_doi_with_brackets(project: Path) -> None:
    store(project, "10.5555/s0140-6736(97)11096-0")
    cite(project, "Here [@{doi:10.5555/S0140-6736(97)11096-0}].")
    assert build(project) == SUCCESS
    assert "Here (Sample, 2001)." in page(project)


def test_a_work_that_is_not_stored(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cite(project, "Here [@doi:10.5555/sample.1].")
    assert build(project) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "article.md:10:7: error: Neither the bibliography nor the stored records have" in out
    assert f"--project {project} --record 10.5555/sample.1\n" in out


def test_a_record_that_comes_later_is_seen(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    cite(project, "Here [@doi:10.5555/sample.1].")
    assert build(project) == AUTHOR_ERROR
    store(project)
    time.sleep(0.06)
    assert build(project) == SUCCESS
    store(project, title="Another Title")
    time.sleep(0.06)
    assert build(project) == SUCCESS
    assert "Another Title" in page(project)


def test_a_damaged_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(project).write_text("{", "utf-8")
    cite(project, "Here [@doi:10.5555/sample.1].")
    assert build(project) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "[record-invalid]" in out
    assert "cannot be cited: its entry has a fault at bibliography/records/doi-" in out


def test_what_is_no_doi_is_a_key(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cite(project, "Here [@doi:sample].")
    assert build(project) == AUTHOR_ERROR
    assert "No bibliography file has an entry “doi:sample”." in capsys.readouterr().out


def test_a_record_that_is_cited_is_checked_and_not_uncited(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(project, title="A SAMPLE OF TITLES")
    cite(project, "Here [@doi:10.5555/sample.1].")
    assert cli.main(["references", "--project", str(project)]) == SUCCESS
    out = capsys.readouterr().out
    assert "[reference-uncited]" not in out
    assert "bibliography/records/doi-10.5555-sample.1-" in out
    assert "[reference-capitals]" in out
