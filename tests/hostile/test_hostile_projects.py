"""Projects whose journal, templates, folders and streams are hostile: one diagnostic, in time."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import warm_kit
from lost_kit import kill_family

ROOT = Path(__file__).resolve().parents[2]
JOURNAL = "title: J\nlanguage: en\nlimits: {time: 6, memory: 1500}\n"
pytestmark = [pytest.mark.timeout(120), pytest.mark.xdist_group("hostile-projects")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "manuscript" / "neighbour").mkdir(parents=True)
    (root / "manuscript" / "journal.yaml").write_text(JOURNAL)
    (root / "manuscript" / "neighbour" / "article.md").write_text(
        "---\ntitle: Fine\n---\n\nText.\n"
    )
    (root / "bibliography").mkdir()
    (root / "bibliography" / "references.bib").write_text("@book{a, title={T}, date={2001}}\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "diary.txt").write_text("private")
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    return root


def environment_of(project: Path) -> dict[str, str]:
    beside = project.parent
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(beside / "home"),
        "TMPDIR": str(beside / "tmp"),
        "SOURCE_DATE_EPOCH": "1774958400",
    }


def command(project: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """A command line, and its environment."""
    program = [sys.executable, str(ROOT / "build.py")]
    return [*program, *words, "--project", str(project)], environment_of(project)


def build_command(project: Path, *options: str) -> tuple[list[str], dict[str, str]]:
    """The command line that builds the web page, and its environment."""
    return command(project, "build", "--format", "html", *options)


def run(project: Path, *words: str, seconds: float = 60) -> tuple[int, str]:
    """The exit code of a command and what it says, both streams together."""
    arguments = [*words, "--project", str(project)]
    process = warm_kit.start(arguments, environment_of(project), project.parent)
    try:
        said, _ = process.communicate(seconds)
    finally:
        kill_family(process)
    assert "Traceback" not in said, said
    return process.wait(seconds), said


def build(project: Path, *options: str, seconds: float = 60) -> tuple[int, str]:
    return run(project, "build", "--format", "html", *options, seconds=seconds)


def findings(project: Path, *options: str, seconds: float = 60) -> list[dict[str, Any]]:
    _, said = build(project, "--json", *options, seconds=seconds)
    reports = json.loads(said)["articles"]
    return [finding for report in reports for finding in report["diagnostics"]]


def is_built(project: Path) -> bool:
    return (project / "output" / "neighbour" / "neighbour.html").is_file()


# --- writes outside ------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["output", "output/neighbour", "output/neighbour/media"])
def test_nothing_is_written_through_a_link(project: Path, link: str) -> None:
    outside = project.parent / "outside"
    for name in ("neighbour.html", "manifest.json", "photo.png"):
        (outside / name).write_text("precious")
    (outside / "neighbour").mkdir()
    (outside / "neighbour" / "manifest.json").write_text("precious")
    place = project / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside)
    pixel = (ROOT / "tests" / "projects").rglob("*.png")
    shutil.copy(next(pixel), project / "manuscript" / "neighbour" / "photo.png")
    text = '---\ntitle: Fine\n---\n\n![A photo](photo.png){#fig:a alt="A photo"}\n'
    (project / "manuscript" / "neighbour" / "article.md").write_text(text)
    found = findings(project, "--format", "jats")
    assert "output-unwritable" in {finding["code"] for finding in found}
    texts = {path.read_text() for path in outside.rglob("*") if path.is_file()}
    assert texts == {"precious", "private"}


# --- hangs before any limit ----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pipe", "zero", "sparse", "outside"])
@pytest.mark.parametrize(
    "name", ["bibliography/references.bib", "output/neighbour/neighbour.html", ".git"]
)
def test_what_becomes_something_else_after_a_build_is_not_waited_for(
    project: Path, name: str, kind: str
) -> None:
    build(project)
    assert is_built(project)
    place = project / name
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "sparse":
        with place.open("wb") as file:
            file.truncate(1 << 41)
    else:
        target = project.parent / "outside" / "diary.txt" if kind == "outside" else "/dev/zero"
        place.symlink_to(target)
    code, said = build(project, seconds=20)
    assert code == (1 if name.startswith("bibliography") else 0), said
    assert "private" not in said
    if code == 0:
        assert not (project / "output" / "neighbour" / "neighbour.html").is_symlink()


# --- work in processes under limits --------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "{% if false %}{{ 9**(9**9) }}{% endif %}",
        "{{ 'a' * 6000000000 }}",
        "{{ 'a'|center(9**11) }}",
    ],
)
def test_what_a_template_costs_is_paid_under_the_limits(project: Path, expression: str) -> None:
    shutil.copytree(ROOT / "templates" / "html", project / "templates" / "html")
    with (project / "templates" / "html" / "article.html.j2").open("a") as template:
        template.write(expression)
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(JOURNAL.replace("time: 6,", "time: 2,"))
    before = time.monotonic()
    found = findings(project, seconds=60)
    assert {finding["code"] for finding in found} <= {"limit-time", "limit-memory", "build-failed"}
    assert time.monotonic() - before < 40


def test_findings_are_capped(project: Path) -> None:
    with (project / "manuscript" / "journal.yaml").open("a") as journal:
        journal.writelines(f"k{n}: v\n" for n in range(40_000))
    code, said = build(project, "--json", seconds=45)
    assert code == 1
    assert len(said) < 50_000
    assert "39,980 more" in said


def test_hundreds_of_thousands_of_samples_are_counted(project: Path) -> None:
    with (project / "manuscript" / "journal.yaml").open("a") as journal:
        journal.write("sample-values:\n")
        journal.writelines(f"- k{n}\n" for n in range(200_000))
    code, said = build(project, "--json", seconds=60)
    assert code == 1
    assert len(said) < 50_000


def test_a_folder_of_styles_without_end_is_not_walked(project: Path) -> None:
    styles = project / "bibliography" / "styles"
    styles.joinpath(*["deep"] * 30).mkdir(parents=True)
    assert {finding["code"] for finding in findings(project)} == {"nesting-too-deep"}


def test_thousands_of_bibliographies_are_read(project: Path) -> None:
    names = [f"bibliography/b{n}.bib" for n in range(3000)]
    for n, name in enumerate(names):
        (project / name).write_text(f"@book{{k{n}, title={{T}}, date={{2001}}, langid={{en}}}}\n")
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(JOURNAL.replace("time: 6,", "time: 60,"))
    with journal.open("a") as file:
        file.write("bibliography:\n" + "".join(f"- {name}\n" for name in [*names[:-1], "no.bib"]))
    (found,) = {f["code"] for f in findings(project, seconds=100) if f["severity"] == "error"}
    assert found == "file-missing"


# --- commands other than build -------------------------------------------------------------


def costly_bibliography(project: Path) -> None:
    """A bibliography that takes longer to be read than the journal's limits allow."""
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(JOURNAL.replace("time: 6,", "time: 1,"))
    with (project / "bibliography" / "references.bib").open("a") as file:
        for n in range(3_000):
            file.write(
                f"@book{{k{n}, title={{T {n}}}, author={{F{n}, G and H, I}}, date={{2001}}}}\n"
            )


@pytest.mark.parametrize("words", [("new", "another"), ("references",), ("resolve", "--fill")])
def test_every_command_caps_what_it_finds_in_the_journal(
    project: Path, words: tuple[str, ...]
) -> None:
    with (project / "manuscript" / "journal.yaml").open("a") as journal:
        journal.writelines(f"k{n}: v\n" for n in range(40_000))
    code, said = run(project, *words, seconds=45)
    assert code == 1
    assert len(said) < 50_000
    assert "39,980 more" in said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("references",), "Checking the references took longer than 1 seconds"),
        (("resolve", "--fill"), "cannot be read: it takes longer than 1 seconds"),
        (("resolve", "--fill", "a"), "cannot be read: it takes longer than 1 seconds"),
    ],
)
def test_what_a_bibliography_costs_is_paid_under_the_limits(
    project: Path, words: tuple[str, ...], expected: str
) -> None:
    costly_bibliography(project)
    before = time.monotonic()
    code, said = run(project, *words)
    assert code == 1
    assert expected in said
    assert time.monotonic() - before < 30


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("words", [("references",), ("resolve", "--fill")])
def test_no_process_outlives_a_command_that_is_killed(
    project: Path, words: tuple[str, ...]
) -> None:
    (project / "manuscript" / "journal.yaml").write_text(JOURNAL.replace("time: 6,", "time: 60,"))
    with (project / "bibliography" / "references.bib").open("a") as file:
        # Pandoc reads it for so long that a busy machine sees it.
        file.write("@book{long, title={" + r"\'{e}a " * 20_000 + "}, date={2001}}\n")
    arguments, environment = command(project, *words)
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL) as running:
        until = time.monotonic() + 30
        started: list[int] = []
        while len(started) < 3 and time.monotonic() < until:  # a fork server, its child, pandoc
            time.sleep(0.02)
            started = children(running.pid)[1:]
        assert len(started) >= 3
        running.kill()
    until = time.monotonic() + 60
    while any(map(lives, started)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in started if lives(one)]


def lives(process: int) -> bool:
    """Whether a process runs: one that has ended and is not waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# --- tracebacks ----------------------------------------------------------------------------


def test_names_that_are_not_utf8_are_told_and_the_others_built(project: Path) -> None:
    folder = os.fsencode(project / "manuscript") + b"/\xff"
    odd = Path(os.fsdecode(folder))
    odd.mkdir()
    (odd / "article.md").write_text("---\ntitle: X\n---\n\nText.\n")
    found = findings(project)
    assert [(f["code"], f["file"]) for f in found if f["severity"] == "error"] == [
        ("file-not-utf8", "manuscript/\\xff")
    ]
    assert is_built(project)
    (project / "templates" / "html").mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(project / "templates" / "html") + b"/\xff.css")).touch()
    found = findings(project, "--no-cache")
    files = {f["file"] for f in found if f["severity"] == "error"}
    assert files == {"manuscript/\\xff", "templates/html/\\xff.css"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f'sample-values: ["{"1" * 5000}"]', "value-invalid"),
        (f"style: {'a' * 300}", "style-unknown"),
        (f"limits: {{time: {'9' * 5000}}}", "value-invalid"),
        (f"page: {{width: {'9' * 5000}}}", "value-invalid"),
    ],
)
def test_values_without_measure_are_wrong_values(project: Path, line: str, code: str) -> None:
    key = line.partition(":")[0]
    journal = project / "manuscript" / "journal.yaml"
    kept = [row for row in JOURNAL.splitlines() if not row.startswith(f"{key}:")]
    journal.write_text("\n".join([*kept, line]) + "\n")
    assert code in {finding["code"] for finding in findings(project)}


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_reason_not_to_build(project: Path, closed: str) -> None:
    arguments, environment = build_command(project)
    script = f'exec "$@" {closed}'
    shell = ["sh", "-c", script, "sh", *arguments]
    done = subprocess.run(shell, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert is_built(project)


def test_a_full_device_is_told_in_a_sentence(project: Path) -> None:
    arguments, environment = build_command(project)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            arguments, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 3
    assert done.stderr.decode().startswith("Standard output cannot be written: No space left")
    assert is_built(project)


# --- links out -----------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["templates", "templates/html", "bibliography/styles"])
@pytest.mark.parametrize("target", ["/", "outside"])
def test_a_folder_that_leads_out_is_refused_with_its_place(
    project: Path, folder: str, target: str
) -> None:
    place = project / folder
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(project.parent / target)
    found = findings(project, seconds=20)
    assert [(f["code"], f["file"]) for f in found] == [("file-outside-project", folder)]
    assert "diary" not in json.dumps(found)


# --- others --------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", [b"", b"\0" * 200, b"\xff" * 5000])
def test_a_forged_profile_of_a_press_is_a_wrong_value(project: Path, rest: bytes) -> None:
    header = bytearray(128)
    header[0:4] = (128 + len(rest)).to_bytes(4, "big")
    header[8:20] = b"\x04\x20\0\0prtrCMYK"
    header[20:24], header[36:40] = b"Lab ", b"acsp"
    (project / "press.icc").write_bytes(bytes(header) + rest)
    with (project / "manuscript" / "journal.yaml").open("a") as journal:
        journal.write("print: {profile: press.icc}\n")
    (wrong,) = (f for f in findings(project, "--print") if f["severity"] == "error")
    assert wrong["code"] == "value-invalid"


# --- the environment -----------------------------------------------------------------------


def test_the_cache_is_closed_to_others_under_any_umask(project: Path) -> None:
    arguments, environment = build_command(project)
    before = os.umask(0)
    try:
        subprocess.run(arguments, env=environment, capture_output=True, timeout=60, check=True)
    finally:
        os.umask(before)
    cache = project.parent / "home" / ".cache" / "nashr"
    assert cache.is_dir()
    open_to_others = [p for p in (cache, *cache.rglob("*")) if p.stat().st_mode & 0o077]
    assert open_to_others == []


# --- disturbed builds ----------------------------------------------------------------------


def children(process: int) -> list[int]:
    """A process and all that it has started, as Linux lists them."""
    found = [process]
    for one in found:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, tasks.read_text().split())
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processes_that_are_stopped_and_go_on_build_the_same(project: Path) -> None:
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(JOURNAL.replace("time: 6,", "time: 60,"))  # it passes while they stand still
    build(project)
    product = project / "output" / "neighbour" / "neighbour.html"
    expected = product.read_bytes()
    product.unlink()
    arguments, environment = build_command(project, "--no-cache")
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            time.sleep(0.15)
            stopped = children(running.pid)
            for number in (signal.SIGSTOP, signal.SIGCONT):
                for one in stopped:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(one, number)
                time.sleep(0.05)
    assert running.returncode == 0
    assert product.read_bytes() == expected


def test_files_that_are_exchanged_during_builds_let_nothing_in(project: Path) -> None:
    """A source and a folder of sources become links out and files again, all the time."""
    outside = project.parent / "outside"
    (outside / "references.bib").write_text("@book{secret, title={private}, date={2001}}\n")
    bibliography, kept = project / "bibliography", project / "kept"
    ended = threading.Event()

    def exchange() -> None:
        while not ended.is_set():
            bibliography.rename(kept)
            bibliography.symlink_to(outside)
            time.sleep(0.001)
            bibliography.unlink()
            kept.rename(bibliography)
            time.sleep(0.001)

    exchanging = threading.Thread(target=exchange)
    exchanging.start()
    try:
        for _ in range(3):
            _, said = build(project, "--no-cache", "--uncited")
            assert "secret" not in said
    finally:
        ended.set()
        exchanging.join()
    products = (project / "output").rglob("*.*")
    assert not [path for path in products if b"secret" in path.read_bytes()]


@pytest.mark.parametrize("year", [1970, 2400])
def test_files_of_any_time_are_built(project: Path, year: int) -> None:
    """After a clock has jumped, sources may be of the future, and products older than they."""
    build(project)
    stamp = (year - 1970) * 31_556_952
    for path in project.rglob("*.*"):
        os.utime(path, (stamp, stamp))
    article = project / "manuscript" / "neighbour" / "article.md"
    article.write_text(article.read_text() + "More text.\n")
    os.utime(article, (stamp, stamp))
    code, said = build(project)
    assert code == 0, said
    assert "More text." in (project / "output" / "neighbour" / "neighbour.html").read_text()


#: Python runs this before anything else: at each call the clock is ten years on, or ten years back.
JUMPING_CLOCK = """
import itertools, time

_time, _time_ns = time.time, time.time_ns
_years = itertools.cycle((0, 10, -10, 20, -20))


def _jump():
    return next(_years) * 31_556_952


time.time = lambda: _time() + _jump()
time.time_ns = lambda: _time_ns() + _jump() * 10**9
"""


def test_a_clock_that_jumps_during_a_build_changes_nothing(project: Path) -> None:
    """The date is that of the sources, and the time limits run by a clock that does not jump."""
    for path in project.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    arguments, environment = build_command(project, "--format", "html,jats,epub")
    del environment["SOURCE_DATE_EPOCH"]
    jumping = project.parent / "jumping"
    jumping.mkdir()
    (jumping / "sitecustomize.py").write_text(JUMPING_CLOCK)
    made = []
    for more, options in (({}, []), ({"PYTHONPATH": str(jumping)}, ["--no-cache"])):
        shutil.rmtree(project / "output", ignore_errors=True)
        done = subprocess.run(
            [*arguments, *options],
            env=environment | more,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        products = sorted((project / "output").rglob("*.*"))
        made.append({path.name: path.read_bytes() for path in products})
    assert len(made[0]) == 4
    assert made[0] == made[1]
    assert b"2023-11-14" in made[0]["manifest.json"]
    # With the cache too, in which the first build is: builds in any year find what they need.
    article = project / "manuscript" / "neighbour" / "article.md"
    for number in range(3):
        article.write_text(article.read_text() + f"More text {number}.\n")
        environment["PYTHONPATH"] = str(jumping)
        subprocess.run(arguments, env=environment, capture_output=True, timeout=60, check=True)
        page = project / "output" / "neighbour" / "neighbour.html"
        assert f"More text {number}." in page.read_text()
