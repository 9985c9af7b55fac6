"""How a build goes on, as one sees it: on a terminal, in a log, and when it is broken off."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import warm_kit

from nashr.cli import exit_codes, progress
from nashr.cli import main as cli
from nashr.cli.progress import Lines, Progress
from nashr.pipeline.build import ArticleReport, build
from nashr.pipeline.compose import Request
from nashr.pipeline.manifest import Product
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal"),
    pytest.mark.timeout(180),
]
ROOT = Path(__file__).resolve().parents[2]
ESCAPE = "\x1b"
WHOLE = "What stands in the output folder is whole.\n"


@pytest.fixture
def project(project: Path) -> Path:
    """Three articles, of which the last has an error."""
    for slug in ("b", "c"):
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / slug)
    article = project / "manuscript" / "c" / "article.md"
    article.write_text(article.read_text("utf-8").replace("@cornell2001", "@nobody"), "utf-8")
    return project


def command(project: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), "build", "--project", str(project), *arguments]


def environment(**more: str) -> dict[str, str]:
    hidden = ("CI", "GITHUB_ACTIONS", "NO_COLOR", "COLUMNS", "LINES")
    return {k: v for k, v in os.environ.items() if k not in hidden} | {"TERM": "xterm"} | more


def on_terminal(
    line: Sequence[str], *, out: int | None = None, **variables: str
) -> tuple[int, str, str]:
    """The exit code, what a terminal got, and what went another way, of a command on a terminal;
    ``out`` is where its standard output goes instead.
    """
    near, far = os.openpty()
    process = subprocess.Popen(
        line,
        stdin=subprocess.DEVNULL,
        stdout=far if out is None else out,
        stderr=far,
        env=environment(**variables),
    )
    os.close(far)
    seen = b""
    with contextlib.suppress(OSError):  # so it ends where nobody has it open any more
        while piece := os.read(near, 1 << 16):
            seen += piece
    os.close(near)
    other = process.stdout.read().decode() if process.stdout else ""
    return process.wait(60), seen.decode().replace("\r\n", "\n"), other


def plain(seen: str) -> str:
    """What stays on the terminal, as good as: without colours and without what was drawn anew."""
    kept = [line.rpartition("\x1b[2K")[2] for line in seen.split("\n")]
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", "\n".join(kept))


def test_on_a_terminal_each_article_at_work_has_a_line(project: Path) -> None:
    code, seen, _ = on_terminal(command(project, "--format", "pdf,html", "--jobs", "2"))
    assert code == exit_codes.AUTHOR_ERROR
    assert re.search(r"a\x1b\[0m +reading +\d+ s", seen)
    assert re.search(r"b\x1b\[0m +setting the pages +\d+ s", seen)
    assert "2 of 3 articles" in seen
    assert seen.count(f"{ESCAPE}[?25l") == seen.count(f"{ESCAPE}[?25h") == 1, "the cursor is back"
    left = plain(seen)
    assert re.search(r"^a: built in \d+\.\d s \(pdf, html; 1 page\)$", left, re.M)
    assert re.search(r"^c: not built, it has errors$", left, re.M)
    assert re.search(
        r"^manuscript/c/article.md:8:31: error: .*\[citation-unknown-key\]$", left, re.M
    )
    assert re.search(r"^Built 2 articles in \d+\.\d s; 1 error\.$", left, re.M)


def test_a_result_that_goes_into_a_file_is_the_same_as_ever(project: Path, tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        _, seen, _ = on_terminal(command(project, "--format", "html"), out=log.fileno())
    assert "of 3 articles" in seen
    assert "b: built in" in plain(seen)
    said = (tmp_path / "log").read_text("utf-8")
    assert ESCAPE not in said
    alone = subprocess.run(
        command(project, "--format", "html"),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    seconds = re.compile(r"\d+\.\d s")
    assert seconds.sub("", said) == seconds.sub("", alone.stdout)


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_nothing_is_drawn_anew_where_that_makes_no_sense(
    variables: dict[str, str], project: Path
) -> None:
    _, seen, _ = on_terminal(command(project, "--format", "html"), **variables)
    assert f"{ESCAPE}[?25l" not in seen
    assert f"{ESCAPE}[2K" not in seen
    assert "of 3] c: not built, it has errors" in seen


def test_a_pipe_may_lead_to_the_same_terminal(project: Path) -> None:
    reading, writing = os.pipe()
    try:
        _, seen, _ = on_terminal(command(project, "--format", "html"), out=writing)
    finally:
        os.close(writing)
        os.close(reading)
    assert ESCAPE not in seen
    assert "of 3] b: built in" in seen


# --- without a terminal --------------------------------------------------------------------


def test_in_a_log_an_article_is_a_line_when_it_is_finished(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["--project", str(project), "--format", "html,epub", "--jobs", "1"])
    said = capsys.readouterr()
    lines = [re.sub(r"\d+\.\d s", "0.1 s", line) for line in said.err.splitlines()]
    assert lines == [
        "[1 of 3] a: built in 0.1 s (epub, html)",
        "[2 of 3] b: built in 0.1 s (epub, html)",
        "[3 of 3] c: not built, it has errors",
    ]
    assert ESCAPE not in said.out
    assert "built in" not in said.out


@pytest.mark.parametrize("arguments", [["a"], ["--json"]])
def test_where_the_result_says_it_nothing_more_is_said(
    arguments: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["--project", str(project), "--format", "html", *arguments])
    said = capsys.readouterr()
    assert said.err == ""
    if "--json" in arguments:
        assert [a["article"] for a in json.loads(said.out)["articles"]] == ["a", "b", "c"]


def test_what_stands_is_counted_and_has_no_line(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    cli.main(["--project", str(project), "--format", "html", "a"])
    capsys.readouterr()
    cli.main(["--project", str(project), "--format", "html", "--jobs", "1"])
    assert [line[:11] for line in capsys.readouterr().err.splitlines()] == [
        "[2 of 3] b:",
        "[3 of 3] c:",
    ]


# --- the count -----------------------------------------------------------------------------


def report(
    slug: str, *, pages: int = 0, unchanged: bool = False, built: bool = True
) -> ArticleReport:
    products = (Product(f"{slug}/{slug}.pdf", "pdf", 1, "", pages),) if built else ()
    return ArticleReport(slug, products, (), 1.0, unchanged=unchanged)


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([], ""),
        ([report("a"), report("b")], "Built before: a, b (2 of 40). "),
        ([report("a", unchanged=True)], "Built before: none (0 of 40; 1 unchanged). "),
        (
            [report("a", unchanged=True), report("b"), report("c", built=False)],
            "Built before: b (1 of 40; 1 unchanged; 1 with errors). ",
        ),
        (
            [report(f"{n}") for n in range(12)],
            "Built before: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more (12 of 40). ",
        ),
    ],
)
def test_what_was_finished_in_a_sentence(reports: list[ArticleReport], said: str) -> None:
    count = Progress(40)
    for one in reports:
        count.done(one)
    assert count.so_far() == said


def test_a_line_tells_of_pages(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines(2)
    lines.done(report("a\x1b[2J", pages=12))
    assert capsys.readouterr().err == "[1 of 2] a<U+001B>[2J: built in 1.0 s (pdf; 12 pages)\n"


@dataclass
class Heard:
    """An observer that remembers."""

    said: list[str] = field(default_factory=list)

    def at(self, slug: str, doing: str) -> None:
        self.said.append(f"{slug} {doing}")

    def done(self, told: ArticleReport) -> None:
        self.said.append(f"{told.slug} done")


class Backwards(InProcessPool):
    """A pool that does first what it was given last."""

    def start(self, *arguments: object, first: bool = False, last: bool = False) -> None:
        del first, last
        super().start(*arguments, first=True)  # type: ignore[arg-type]


def test_an_article_is_finished_before_its_turn_to_be_reported(project: Path) -> None:
    heard = Heard()
    request = Request(formats=("html", "pdf"), environment={"SOURCE_DATE_EPOCH": "0"})
    for told in build(Workspace(project), request, Backwards(), observer=heard):
        heard.said.append(f"{told.slug} reported")
    assert heard.said == [
        *("c reading", "c done"),
        *("b reading", "b writing", "b setting the pages", "b done"),
        *("a reading", "a writing", "a setting the pages", "a done"),
        *("a reported", "b reported", "c reported"),
    ]


def test_only_the_terminal_of_a_file_is_drawn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "GITHUB_ACTIONS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert progress._terminal() is None  # the tests have no terminal
    assert type(progress.progress_display(3, silent=False)) is Lines
    assert type(progress.progress_display(3, silent=True)) is Progress


# --- broken off ----------------------------------------------------------------------------


#: A build that goes no further than the second article that it tells of until a signal has come,
#: however busy the machine is.
PATIENT = """
import os, sys, time

os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

class Patient:
    def __init__(self, stream):
        self.stream, self.told = stream, 0

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, text):
        self.told += text.startswith("[")
        if self.told == 2:
            time.sleep(60)
        return self.stream.write(text)

sys.stderr = Patient(sys.stderr)
from nashr.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@contextlib.contextmanager
def begun(project: Path, *arguments: str) -> Iterator[warm_kit.Process]:
    _, _, *words = command(project, "--format", "html,epub", *arguments)
    process = warm_kit.start(words, environment(), project, script=PATIENT)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()


@pytest.mark.parametrize("jobs", ["0", "1", "2"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_broken_off_says_what_was_finished(
    name: str, jobs: str, project: Path
) -> None:
    for number in range(20):
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / f"d{number:02}")
    slugs = sorted(p.name for p in (project / "manuscript").iterdir() if p.is_dir())
    with begun(project, "--jobs", jobs) as process:
        first = process.stdout.readline()
        told = time.monotonic()
        process.send_signal(getattr(signal, name))
        said = first + process.stdout.read()
        assert process.wait(60) == 128 + getattr(signal, name)
        assert time.monotonic() - told < 5, "it ends at once; the test machine may be busy"
    *lines, last = said.splitlines(keepends=True)
    match = re.fullmatch(
        r"Stopped\. Built before: (.+) \((\d+) of 23(; 1 with errors)?\)\. ", last[: -len(WHOLE)]
    )
    assert match, last
    assert last.endswith(WHOLE)
    built = [line.split()[3][:-1] for line in lines if ": built in" in line]
    assert match[1].split(", ")[: len(built)] == built
    assert 0 < int(match[2]) == len(match[1].split(", ")) < 10
    stand = {slug for slug in slugs if (project / "output" / slug / "manifest.json").exists()}
    assert stand >= set(match[1].split(", "))
    assert len(stand - set(match[1].split(", "))) <= 1  # one may just have been put there


def test_a_terminal_is_left_in_order(project: Path) -> None:
    """The line says it at the end, the lines that were drawn are gone, and the cursor is back."""
    for number in range(60):  # more than are built before a busy machine gives the signal
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / f"d{number}")
    near, far = os.openpty()
    line = command(project, "--format", "html", "--jobs", "1")
    process = subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=far, stderr=far, env=environment()
    )
    os.close(far)
    seen, told = b"", False
    with contextlib.suppress(OSError):
        while piece := os.read(near, 1 << 16):
            seen += piece
            if b"a: built in" in seen and not told:
                told = True
                process.send_signal(signal.SIGINT)
    os.close(near)
    assert process.wait(60) == 130
    *_, last = seen.decode().replace("\r\n", "\n").rpartition(f"{ESCAPE}[?25h")
    assert re.fullmatch(rf"Stopped\. Built before: a.* of 63.*\)\. {WHOLE}", plain(last).lstrip())
