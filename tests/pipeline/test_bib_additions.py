"""``resolve``, from the command to the files, against registries on this machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from registry_kit import Answer, Registries, ask_without_proxies, serving

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS, USAGE_ERROR
from nashr.registries import services

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registries]:
    ask_without_proxies(monkeypatch)
    with serving() as found:
        monkeypatch.setattr(services, "SERVICES", found.services)
        yield found


def run(project: Path, *arguments: str) -> int:
    return cli.main(["resolve", *arguments, "--project", str(project)])


def bib(project: Path) -> Path:
    return project / "bibliography" / "references.bib"


def records(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "bibliography" / "records").glob("*"))


def test_a_work_is_added(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bib(project).read_bytes()
    assert run(project, "https://doi.org/10.5555/SAMPLE.1") == SUCCESS
    out = capsys.readouterr().out
    assert (
        "added as “ornek2000” to bibliography/references.bib, from Crossref. It was retracted"
        in out
    )
    after = bib(project).read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].startswith(
        "\n@article{ornek2000,\n  author       = {Örnək".encode()
    )
    assert [name[:20] for name in records(project)] == ["doi-10.5555-sample.1"]
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + "\n[@ornek2000, 81]\n", "utf-8")
    assert (
        cli.main(["build", "--project", str(project), "--format", "html", "--jobs", "0"]) == SUCCESS
    )
    page = (project / "output" / "a" / "a.html").read_text("utf-8")
    assert "Pipelines</em> &amp; Politics: The Second Line" in page
    assert cli.main(["references", "--project", str(project)]) == SUCCESS
    assert "was retracted on 2015-03-12" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("work", "key"),
    [
        ("10.5555/sample.data", "sample2021"),
        ("10.5555/sample.other", "sample2011"),
        ("978-0-306-40615-7", "vandersample2009"),
        ("pmid:12345678", "sample2014"),
        ("https://arxiv.org/abs/2101.00001", "sample2021"),
    ],
)
def test_every_registry(project: Path, work: str, key: str) -> None:
    assert run(project, work) == SUCCESS
    assert f"{{{key},\n" in bib(project).read_text("utf-8")
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + f"\n[@{key}]\n", "utf-8")
    assert (
        cli.main(["build", "--project", str(project), "--format", "html", "--jobs", "0"]) == SUCCESS
    )


def test_what_is_stored_is_not_asked_for_again(project: Path, registries: Registries) -> None:
    run(project, "10.5555/sample.1", "--record")
    asked = len(registries.asked)
    before = bib(project).read_bytes()
    assert before == bib(project).read_bytes()
    assert run(project, "10.5555/sample.1") == SUCCESS
    assert len(registries.asked) == asked
    assert run(project, "10.5555/sample.1", "--refresh") == SUCCESS
    assert len(registries.asked) == asked + 1


def test_a_work_that_is_there_is_not_added_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, "10.5555/sample.1")
    before = bib(project).read_bytes()
    assert run(project, "doi:10.5555/Sample.1") == SUCCESS
    assert "it stands in the bibliography already, as “ornek2000”" in capsys.readouterr().out
    assert bib(project).read_bytes() == before


def test_several_works_and_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ["10.5555/sample.data", "arXiv:2101.00001", "10.5555/nothing", "x"]
    assert run(project, *named, "--json") == AUTHOR_ERROR
    result = json.loads(capsys.readouterr().out)["works"]
    assert [one["key"] for one in result] == ["sample2021", "sample2021b", None, None]
    assert [one["failed"] for one in result] == [False, False, True, True]
    assert "Neither Crossref nor DataCite nor doi.org knows it." in result[2]["message"]


def test_fill(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gap = "@article{mine,\n  title = {A sample of pipelines},\n  doi   = {10.5555/sample.1},\n}\n"
    whole = bib(project).read_text("utf-8")
    bib(project).write_text(f"{gap}\n{whole}", "utf-8")
    assert run(project, "--fill") == SUCCESS
    assert "mine: 6 fields filled in: author, journaltitle" in capsys.readouterr().out
    text = bib(project).read_text("utf-8")
    assert text.endswith(f"}}\n\n{whole}")
    lines = text.removesuffix(whole).splitlines()
    assert lines[:3] == gap.splitlines()[:3]
    assert lines[3] == "  author = {Örnək, Ann and {Sample Institute}},"
    assert run(project, "--fill", "mine") == SUCCESS
    assert "nothing is missing" in capsys.readouterr().out
    assert bib(project).read_text("utf-8") == text


def test_another_work_is_not_filled_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = "@article{mine, title = {Horses in Anatolia}, doi = {10.5555/sample.1}}\n"
    bib(project).write_text(other, "utf-8")
    assert run(project, "--fill", "mine") == AUTHOR_ERROR
    assert "Crossref has another title" in capsys.readouterr().err
    assert bib(project).read_text("utf-8") == other


def test_a_registry_that_is_not_there(
    project: Path, registries: Registries, capsys: pytest.CaptureFixture[str]
) -> None:
    registries.answer("/crossref/works/10.5555%2Fsample.1", Answer(b"", 503, {"Retry-After": "0"}))
    before = bib(project).read_bytes()
    assert run(project, "10.5555/sample.1") == MACHINE_ERROR
    assert "is busy" in capsys.readouterr().err
    assert bib(project).read_bytes() == before
    assert records(project) == []


def test_wrong_use(project: Path, registries: Registries) -> None:
    assert run(project) == USAGE_ERROR
    assert run(project, "oran1998") == AUTHOR_ERROR
    assert run(project, "--fill", "nobody") == AUTHOR_ERROR
    assert registries.asked == []


def test_a_new_file(project: Path) -> None:
    assert run(project, "10.5555/sample.1", "--into", "bibliography/more.bib") == SUCCESS
    assert (project / "bibliography" / "more.bib").read_text("utf-8").startswith("@article{ornek")


def test_a_build_does_not_reach_for_the_network(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a build opens a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    article = project / "manuscript" / "a" / "article.md"
    more = "\n[@cornell2001] https://doi.org/10.5555/1 ![](https://example.org/x.png)\n"
    article.write_text(article.read_text("utf-8") + more, "utf-8")
    for command in ("build", "references"):
        cli.main(
            [command, "--project", str(project), "--jobs", "0"][: 3 + 2 * (command == "build")]
        )


@pytest.mark.parametrize("command", ["build", "references"])
def test_no_other_command_imports_a_client(project: Path, command: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r});"
        "from nashr.cli.main import main;"
        f"main([{command!r}, '--project', {str(project)!r}]);"
        "print([m for m in sys.modules if m.startswith(('httpx', 'nashr.registries'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.rstrip().endswith("[]")
