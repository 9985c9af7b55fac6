"""A build does what a change made necessary, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, SUCCESS
from nashr.project import article_folders, ledger

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, and sources that have long been as they are."""
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774958400")
    return tmp_path / "cache"


@pytest.fixture
def project(project: Path) -> Path:
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    return project


def build(project: Path, *arguments: str) -> int:
    time.sleep(0.06)  # the files' times lie in the past, as they do when an editor builds
    return cli.main(["--project", str(project), "--format", "html,epub", "--jobs", "0", *arguments])


def products(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project / "output").as_posix(): path.read_bytes()
        for path in sorted((project / "output").rglob("*"))
        if path.is_file()
    }


def marks(project: Path) -> dict[str, tuple[int, int]]:
    """The number and the time of each product: what tells a new file from an old one."""
    found = {}
    for path in sorted((project / "output").rglob("*.*")):
        state = path.stat()
        found[path.name] = (state.st_ino, state.st_mtime_ns)
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert build(project) == SUCCESS
    capsys.readouterr()
    return project


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.rstrip().rpartition("\n")[2]


def test_with_nothing_changed_nothing_is_done(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(project)
    first, before = capsys.readouterr().out, marks(project)
    for _ in range(2):
        assert build(project) == SUCCESS
        again = capsys.readouterr().out
        assert "2 articles unchanged" in again
        # The findings and the list of products are the same; only the last line differs.
        assert again.splitlines()[:-2] == first.splitlines()[:-2]
        assert marks(project) == before


def test_the_conditions_that_another_process_found_are_taken_over(project: Path) -> None:
    one = ledger.Ledger(None, str(project), str(project / "output"), {})
    one.take_conditions("")  # there was no cache
    own = one.conditions()
    one.take_conditions("found elsewhere")
    assert one.conditions() == own
    other = ledger.Ledger(None, str(project), str(project / "output"), {})
    other.take_conditions("found elsewhere")
    assert other.conditions() == "found elsewhere"


def test_touching_files_rebuilds_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = marks(built)
    for path in built.rglob("*"):
        os.utime(path)
    build(built)
    assert "2 articles unchanged" in last_line(capsys)
    assert {n: m[0] for n, m in marks(built).items()} == {n: m[0] for n, m in before.items()}


def test_a_changed_article_is_built_and_its_neighbour_is_not(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = marks(built)
    edit(built / "manuscript" / "a" / "article.md", "title:", "subtitle: Changed\ntitle:")
    assert build(built) == SUCCESS
    assert "Built 1 article in" in (line := last_line(capsys))
    assert line.endswith("1 article unchanged.")
    after = marks(built)
    assert after["b.html"] == before["b.html"]
    assert after["a.html"] != before["a.html"]


CHANGES: dict[str, Callable[[Path], object]] = {
    "the journal": lambda p: edit(
        p / "manuscript/journal.yaml", "title:", "short-title: J\ntitle:"
    ),
    "the bibliography": lambda p: edit(p / "bibliography/references.bib", "{2001}", "{2002}"),
    "a style of the project's own": lambda p: own(
        p, "bibliography/styles/nashr-author-date.csl", "<style", "<!-- --><style"
    ),
    "a template of the project's own": lambda p: own(p, "templates/html/article.css", "", "/**/"),
}


def own(project: Path, path: str, old: str, new: str) -> None:
    """Put a changed copy of a shipped file into the project."""
    text = (ROOT / path).read_text("utf-8")
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_an_article_is_made_of_counts(
    built: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    CHANGES[change](built)
    build(built)
    assert "Built 2 articles" in last_line(capsys)
    assert anew(built) == products(built)


def anew(project: Path) -> dict[str, bytes]:
    """What a build without any cache gives in another folder of the same name."""
    other = project.parent / "other" / project.name
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("output"))
    assert build(other, "--no-cache") == SUCCESS
    return products(other)


def test_a_template_of_one_output_rebuilds_that_output(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nashr.pipeline import article

    rendered: list[str] = []
    begin = article.begin_output

    def noting(output: object, edition: object) -> object:
        rendered.append(output.name)  # type: ignore[attr-defined]
        return begin(output, edition)  # type: ignore[arg-type]

    monkeypatch.setattr(article, "begin_output", noting)
    own(built, "templates/epub/article.css", "", "/**/")
    assert build(built, "--jobs", "0") == SUCCESS
    assert rendered == ["epub", "epub"]


@pytest.mark.parametrize("harm", ["removed", "changed"])
def test_a_product_that_does_not_stand_is_put_back(
    built: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    before = products(built)
    product = built / "output" / "a" / "a.epub"
    if harm == "removed":
        product.unlink()
    else:
        product.write_bytes(product.read_bytes() + b"!")
    assert build(built) == SUCCESS
    assert products(built) == before
    assert "1 article unchanged" in last_line(capsys)


@pytest.mark.parametrize("harm", ["deleted", "flipped", "emptied", "swapped"])
def test_a_cache_that_is_harmed_costs_time_and_nothing_else(
    built: Path, cache: Path, harm: str
) -> None:
    before = products(built)
    entries = sorted(path for path in cache.rglob("*") if path.is_file())
    assert len(entries) > 4
    contents = [path.read_bytes() for path in entries]
    for path, other in zip(entries, contents[1:] + contents[:1], strict=True):
        match harm:
            case "deleted":
                path.unlink()
            case "flipped":
                path.write_bytes(path.read_bytes()[:-2] + b"??")
            case "emptied":
                path.write_bytes(b"")
            case "swapped":
                path.write_bytes(other)
    shutil.rmtree(built / "output")
    assert build(built) == SUCCESS
    assert products(built) == before


def test_an_article_with_errors_is_looked_at_again_each_time(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = built / "manuscript" / "b" / "article.md"
    edit(article, "@cornell2001", "@nobody")
    for _ in range(2):
        assert build(built) == AUTHOR_ERROR
        assert "citation-unknown-key" in capsys.readouterr().out
    edit(article, "@nobody", "@cornell2001")
    assert build(built) == SUCCESS
    assert "unchanged" in last_line(capsys)


def test_strictness_is_asked_of_what_was_found_before(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (built / "bibliography" / "references.bib").open("a", encoding="utf-8") as file:
        file.write("\n@book{uncited, title = {Uncited}, author = {Ad, A}, date = {2001}}\n")
    build(built)
    assert "reference-uncited" in capsys.readouterr().out
    assert build(built) == SUCCESS
    assert "reference-uncited" in capsys.readouterr().out
    assert build(built, "--strict") == AUTHOR_ERROR


def test_a_long_message_is_as_short_the_second_time(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "bibliography" / "references.bib").open("a", encoding="utf-8") as file:
        file.write("\n@book{q, title = {Q}, author = {Ad, A}, date = {2001}, nashr-query = {")
        file.write("long " * 300 + "}}\n")
    edit(project / "manuscript" / "a" / "article.md", "@cornell2001", "@q; @cornell2001")
    assert build(project) == SUCCESS
    first = capsys.readouterr().out
    build(project)
    again = capsys.readouterr().out
    assert "… [reference-query]" in first
    assert again.splitlines()[:-2] == first.splitlines()[:-2]


def test_other_options_are_other_builds(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = products(built)
    build(built, "--proof")
    assert "Built 2 proofs" in last_line(capsys)
    build(built)
    beside = {name: data for name, data in products(built).items() if "-proof" not in name}
    assert beside == before


def test_fewer_formats_need_nothing_more_formats_need_them(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(built, "--format", "html")
    assert "2 articles unchanged" in last_line(capsys)
    build(built, "--format", "html,jats")
    assert "Built 2 articles" in last_line(capsys)
    build(built, "--format", "html,jats,epub")
    assert "2 articles unchanged" in last_line(capsys)


def test_json_tells_the_same_of_what_stands(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(built, "--json", "--no-cache")
    anew = json.loads(capsys.readouterr().out)
    build(built, "--json")
    again = json.loads(capsys.readouterr().out)
    for result in (anew, again):
        result.pop("seconds")
        for article in result["articles"]:
            article.pop("seconds")
    assert again == anew


def test_clean_empties_the_cache(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean"]) == SUCCESS
    assert "Emptied the cache: " in capsys.readouterr().out
    build(built)
    assert "Built 2 articles" in last_line(capsys)


def test_another_commit_is_looked_into(project: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=project, check=True, capture_output=True, timeout=60)

    def conditions() -> str:
        return ledger.Ledger(None, str(project), str(project / "output"), {}).conditions()

    bare = conditions()
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    first = conditions()
    assert conditions() == first
    git("commit", "-qm", "two", "--allow-empty")
    assert len({bare, first, conditions()}) == 3


def test_the_ledger_imports_next_to_nothing() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); before = set(sys.modules);"
        "import argparse, json, nashr.project.ledger;"
        "print([m for m in ('dataclasses', 'typing', 'pathlib', 'tempfile') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_with_nothing_changed_little_is_imported(
    built: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """… beyond argparse and json, by which such a build is measured."""
    build(built)
    temporary = tmp_path_factory.mktemp("temporary")  # without the folders of other builds
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import argparse, json;"
        "before = set(sys.modules); from nashr.cli.main import main;"
        f"code = main(['build', '--project', {str(built)!r}, '--format', 'html,epub']);"
        "print(code, *sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"NASHR_CACHE": str(cache), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "2 articles unchanged" in done.stdout
    code, *names = done.stdout.splitlines()[-1].split()
    assert int(code) == SUCCESS
    mine = {name for name in names if name.startswith("nashr.")}
    assert mine == {f"nashr.{name}" for name in LIGHT}
    heavy = {"asyncio", "dataclasses", "pathlib", "subprocess", "tempfile", "threading", "typing"}
    assert not heavy & {*names}


def test_with_nothing_changed_old_temporary_folders_are_swept(
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    temporary = tmp_path / "temporary"
    for name in ("nashr-scratch-dead.tmp", "nashr-scratch-other", "somebody-elses.tmp"):
        (temporary / name / "inside").mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert build(built) == SUCCESS
    assert "2 articles unchanged" in last_line(capsys)
    left = sorted(path.name for path in temporary.iterdir())
    assert left == ["nashr-scratch-other", "somebody-elses.tmp"]


#: What a build with nothing to do imports of nashr.
LIGHT = (
    "cli",
    *(f"cli.{name}" for name in ("arguments", "build", "exit_codes", "help", "interrupts")),
    *(f"cli.{name}" for name in ("language", "main", "project", "signals", "terminal")),
    *(
        "bibliography",
        "bibliography.uncited",
        "extensions",
        "invocation",
        "messages",
        "outputs",
        "outputs.product_names",
        "outputs.table",
    ),
    *(
        "project",
        *(f"project.{name}" for name in ("article_folders", "conflicts", "ignored", "ledger")),
        "project.misnamed",
        *(f"project.{name}" for name in ("prepared", "shipped", "temporary_folders")),
        *(f"project.{name}" for name in ("git_folder", "safe_files")),
    ),
    "wording",
)


def test_what_was_made_among_others_is_known_alone(built: Path, cache: Path) -> None:
    """Whoever read the shared bibliography, an edition has the same key."""
    before = products(built)
    shutil.rmtree(cache / "records")
    shutil.rmtree(built / "output")
    for slug, jobs in (("a", "0"), ("b", "1")):
        made = sorted((cache / "entries").rglob("*"))
        assert build(built, slug, "--jobs", jobs) == SUCCESS
        assert sorted((cache / "entries").rglob("*")) == made
    assert products(built) == before


@pytest.mark.usefixtures("built")
def test_records_share_what_is_the_same(cache: Path) -> None:
    """One line for all: it is read once, however large the journal's bibliography is."""
    records = [path.read_bytes().split(b"\n") for path in (cache / "records").rglob("*.json")]
    seals, own, common = zip(*records, strict=True)
    assert len(set(seals)) == len(set(own)) == 2
    assert len(set(common)) == 1
    assert "shared" in json.loads(common[0])


def test_an_article_that_leads_to_nothing_is_no_unchanged_one(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "manuscript" / "c").mkdir()
    (built / "manuscript" / "c" / "article.md").symlink_to("nowhere.md")
    assert build(built) == AUTHOR_ERROR
    assert "Not built, see the errors above: c" in capsys.readouterr().out


def test_an_article_in_a_closed_folder_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests: what the system says of a folder that may not be looked into."""

    def closed(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(article_folders.os, "listdir", lambda _: ["a"])
    monkeypatch.setattr(article_folders.os, "lstat", closed)
    assert article_folders.article_slugs("project") == ["a"]
