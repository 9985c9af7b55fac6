"""What ``check`` says and returns, with judges of our own in place of those of others."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nashr.checking import check as checking
from nashr.checking.validators import (
    JUDGES,
    Judge,
    JudgeFailed,
    Requirement,
    ValidatorFinding,
    Verdict,
)
from nashr.checking.validators.base import run, scratch
from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS, USAGE_ERROR
from nashr.diagnostics import CODES
from nashr.outputs.table import outputs

CLEAN = Verdict("1.2.3", "7 rules")
FAULT = ValidatorFinding("RSC-5", "An attribute\n is not allowed.", "EPUB/text.xhtml", 12, 3)
ABSENT = Requirement("qpdf", lambda: False, lambda: "nashr doctor --for test")


def judge(
    verdict: Verdict | Exception = CLEAN,
    code: str = "judge-epubcheck",
    standard: str = "EPUB 3.3",
    needs: tuple[Requirement, ...] = (),
) -> Judge:
    def examine(path: Path) -> Verdict:
        assert path.is_file()
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    return Judge("EPUBCheck", standard, code, needs, examine)


@pytest.fixture
def run_check(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Check the project's article, an EPUB and a page of it, before the judges that are given."""
    folder = project / "output" / "a"
    folder.mkdir(parents=True)
    (folder / "a.epub").write_bytes(b"a book")
    (folder / "a.html").write_bytes(b"a page")

    def check(judges: list[Judge], *arguments: str) -> int:
        monkeypatch.setattr(checking, "JUDGES", tuple(judges))
        return cli.main(["check", "--project", str(project), *arguments])

    return check


RunCheck = Callable[..., int]


def test_clean_products_pass(run_check: RunCheck, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_check([judge(), judge(standard="HTML", code="judge-nu")]) == SUCCESS
    out = capsys.readouterr().out
    assert "output/a/a.epub\n  EPUBCheck (EPUB 3.3)" in out
    assert "nothing found (1.2.3; 7 rules)" in out
    assert "2 products before 2 judges in 0 s; no fault found." in out


def test_a_fault_has_its_place_and_fails(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check([judge(Verdict("1", "", (FAULT,)))]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    line = (
        "output/a/a.epub: error: EPUBCheck (EPUB 3.3) RSC-5: EPUB/text.xhtml:12:3: "
        "An attribute is not allowed. [judge-epubcheck]"
    )
    assert line in out
    assert "1 found" in out


def test_a_place_in_the_product_itself_is_its_line(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = ValidatorFinding("error", "Wrong.", line=4, column=2)
    assert run_check([judge(Verdict("1", "", (fault,)), "judge-nu", "HTML")]) == AUTHOR_ERROR
    assert "output/a/a.html:4:2: error: " in capsys.readouterr().out


def test_a_remark_is_shown_and_is_no_fault(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    remark = replace(FAULT, remark=True)
    assert run_check([judge(Verdict("1", "", (remark,)))]) == SUCCESS
    out = capsys.readouterr().out
    assert "notice:" in out
    assert "[judge-remark]" in out
    assert "no fault found." in out


def test_a_missing_judge_is_no_pass(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check([judge(), judge(needs=(ABSENT,), standard="HTML")]) == MACHINE_ERROR
    out = capsys.readouterr().out
    assert "EPUBCheck (HTML) has judged nothing (html): this computer lacks qpdf." in out
    assert "To get it: nashr doctor --for test" in out
    assert "1 judge is missing, so this is no pass." in out
    assert out.endswith("\nThis brings the judges: make setup-test\n")


def test_a_fault_counts_more_than_a_missing_judge(run_check: RunCheck) -> None:
    assert run_check([judge(Verdict("1", "", (FAULT,))), judge(needs=(ABSENT,))]) == AUTHOR_ERROR


def test_a_judge_that_breaks_off_is_no_pass(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check([judge(JudgeFailed("exit code 1: out of memory"))]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "EPUBCheck (EPUB 3.3) gave no verdict: exit code 1: out of memory" in out
    assert "[judge-failed]" in out


def test_an_article_without_products_is_no_pass(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--project", str(project)]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "output/a: error: There is no product of “a” to judge. [product-missing]" in out
    assert f"Build it: nashr build --project {project} a" in out


def test_an_article_that_is_not_there_is_wrong_usage(run_check: RunCheck) -> None:
    assert run_check([judge()], "nowhere") == USAGE_ERROR


def test_many_findings_of_a_kind_are_counted(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tuple(replace(FAULT, line=n) for n in range(1, checking.SHOWN + 6))
    assert run_check([judge(Verdict("1", "", many))]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert out.count("[judge-epubcheck]") == checking.SHOWN + 1
    assert "and 5 more of this kind" in out


def test_json_for_other_programs(run_check: RunCheck, capsys: pytest.CaptureFixture[str]) -> None:
    judges = [judge(Verdict("1.2.3", "7 rules", (FAULT,))), judge(needs=(ABSENT,), standard="HTML")]
    assert run_check(judges, "--json") == AUTHOR_ERROR
    report = json.loads(capsys.readouterr().out)
    (judgement,) = report["judgements"]
    assert judgement["product"] == "output/a/a.epub"
    assert (judgement["judge"], judgement["version"], judgement["faults"]) == (
        "EPUBCheck",
        "1.2.3",
        1,
    )
    assert report["missing"][0]["lacks"] == [{"name": "qpdf", "remedy": ABSENT.remedy}]
    assert [d["code"] for d in report["diagnostics"]] == ["judge-epubcheck", "judge-missing"]


def test_annotations_in_ci(
    run_check: RunCheck, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run_check([judge(Verdict("1", "", (FAULT,)))]) == AUTHOR_ERROR
    assert "::error file=output/a/a.epub,title=judge-epubcheck::" in capsys.readouterr().out


def test_build_check_judges_what_was_built(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []

    def examine(path: Path) -> Verdict:
        seen.append(path.name)
        return CLEAN

    rows = [judge(standard=standard) for standard in ("HTML", "EPUB 3.3")]
    monkeypatch.setattr(checking, "JUDGES", tuple(replace(row, examine=examine) for row in rows))
    command = ["--project", str(project), "--format", "html", "--check"]
    assert cli.main(command) == SUCCESS
    assert seen == ["a.html"]
    assert "Built 1 article" in capsys.readouterr().out
    assert cli.main([*command, "--json"]) == SUCCESS
    assert json.loads(capsys.readouterr().out)["check"]["judgements"][0]["faults"] == 0


@pytest.mark.parametrize("kind", ["sparse", "link", "folder", "pipe"])
def test_no_judge_is_given_what_is_no_product(
    kind: str, run_check: RunCheck, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.parent / "diary.epub").write_bytes(b"private")
    product = project / "output" / "a" / "a.epub"
    product.unlink()
    match kind:
        case "sparse":
            with product.open("wb") as file:
                file.truncate(1 << 41)
        case "link":
            product.symlink_to(project.parent / "diary.epub")
        case "folder":
            product.mkdir()
        case "pipe":
            os.mkfifo(product)
    (project / "output" / "a" / "a.html").unlink()
    assert run_check([judge()]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    said = "it has more than 1000 MB" if kind == "sparse" else "There is no product of “a” to judge"
    assert said in out


# --- the table -----------------------------------------------------------------------------


def test_every_output_has_judges_and_every_judge_a_code() -> None:
    assert {name for row in JUDGES for name in row.formats} == {row.name for row in outputs()}
    named = {row.code for row in JUDGES}
    others = {"judge-remark", "judge-failed", "judge-missing"}
    assert named | others == {code for code in CODES if code.startswith("judge-")}
    assert len({row.title for row in JUDGES}) == len(JUDGES)


def test_every_need_says_how_to_get_it() -> None:
    for row in JUDGES:
        assert row.needs, row.title
        for need in row.needs:
            assert need.name
            assert "make setup-test" in need.remedy or "doctor" in need.remedy or "DTD" in need.name


# --- programs of others --------------------------------------------------------------------


def test_a_program_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    beats = tmp_path / "beats"
    child = (
        "import time, pathlib\n"
        f"with pathlib.Path({str(beats)!r}).open('a', buffering=1) as file:\n"
        "    while True:\n"
        "        print('alive', file=file)\n"
        "        time.sleep(0.02)\n"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    for limit in (1, 2, 4, 8, 16, 32):
        with pytest.raises(JudgeFailed, match=f"no verdict within {limit} s"):
            run([sys.executable, "-c", parent], limit=limit)
        if beats.exists() and beats.stat().st_size:
            break  # else the machine was so busy that the child had not even begun to write
    assert beats.read_text().startswith("alive"), "the child has never run"
    written = beats.stat().st_size
    time.sleep(1)
    assert beats.stat().st_size == written, "the child goes on"


def test_a_program_that_is_not_there_gives_no_verdict() -> None:
    with pytest.raises(JudgeFailed):
        run(["no-such-judge"])


def test_words_that_are_no_json_are_no_verdict() -> None:
    answer = run([sys.executable, "-c", "import sys; print('?'); sys.exit('out of memory')"])
    with pytest.raises(JudgeFailed, match="exit code 1: out of memory"):
        answer.json()


def test_a_judge_leaves_nothing_behind() -> None:
    with scratch() as (folder, environment):
        assert all(Path(place).is_dir() for place in environment.values())
        (Path(environment["TMPDIR"]) / "left").touch()
    assert not folder.exists()


@pytest.fixture
def made_issue(project: Path) -> Path:
    """An issue of the project's article, with its manifest."""
    issues = project / "manuscript" / "issues"
    issues.mkdir()
    text = "number: 1\nyear: 2026\nsections:\n  - articles: [a]\n"
    (issues / "2026-1.yaml").write_text(text)
    folder = project / "output" / "2026-1"
    (folder / "a").mkdir(parents=True)
    rows = {
        "2026-1.epub": "issue-epub",
        "2026-1.html": "contents",
        "2026-1.en.html": "contents",
        "a/a.html": "html",
        "a/figure.png": "html",
    }
    products = {}
    for path, form in rows.items():
        (folder / path).write_bytes(b"a product")
        products[path] = {"format": form, "bytes": 9, "sha256": "0" * 64}
    manifest = {
        "issue": {"id": "2026-1"},
        "articles": [{"article": "a"}],
        "date": {"utc": "2026-01-01T00:00:00+00:00", "from": "x"},
        "options": {"proof": False},
        "print-profile": None,
        "sources": {},
        "shipped": {},
        "style": None,
        "tools": {},
        "products": products,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.mark.parametrize("words", [["2026-1"], ["manuscript/issues/2026-1.yaml"], []])
def test_an_issue_is_judged_with_its_articles(
    words: list[str],
    made_issue: Path,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[str] = []

    def examine(path: Path) -> Verdict:
        seen.append(path.relative_to(made_issue).as_posix())
        return CLEAN

    rows = [replace(judge(standard=one), examine=examine) for one in ("HTML", "EPUB 3.3")]
    monkeypatch.setattr(checking, "JUDGES", tuple(rows))
    assert cli.main(["check", "--project", str(project), *words]) == SUCCESS
    assert sorted(seen) == ["2026-1.en.html", "2026-1.epub", "2026-1.html", "a/a.html"]
    assert "4 products before 2 judges" in capsys.readouterr().out


def test_an_issue_that_was_not_made_is_no_pass(
    made_issue: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made_issue / "manifest.json").unlink()
    assert cli.main(["check", "--project", str(project), "2026-1"]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "output/2026-1: error: There is no product of “2026-1” to judge." in out
    assert f"nashr issue --project {project} 2026-1" in out
