"""Front matter that one process parsed for another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nashr.frontmatter import load
from nashr.pipeline import front_matter
from nashr.pipeline.compose import Log, load_article
from nashr.pipeline.themes import load_theme
from nashr.processes.pool import SendOnly
from nashr.project.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
SEND = SendOnly([].append)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    yield
    front_matter.remember(())


@pytest.fixture
def without_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text is parsed in this process."""

    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    for name in ("parse_article", "parse_journal", "parse_theme", "split_manuscript"):
        monkeypatch.setattr(load, name, refuse)


def parsed_ahead(project: Path) -> front_matter.Parsed:
    return front_matter.read_in_process(SEND, Workspace(project), "a")


def test_an_article_is_not_parsed_twice(project: Path, request: pytest.FixtureRequest) -> None:
    workspace, log = Workspace(project), Log(strict=False)
    journal = front_matter.load_journal(workspace).value
    assert journal is not None
    parsed = parsed_ahead(project)
    expected = load_article(workspace, journal, "a", Log(strict=False))
    look = load_theme(workspace, journal)
    request.getfixturevalue("without_parser")
    front_matter.remember(parsed)
    assert load_article(workspace, journal, "a", log) == expected
    assert load_theme(workspace, journal) == look


def test_faults_are_told_of_as_if_they_had_been_parsed_here(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace("---\n", "---\ntitel: T\n", 1), "utf-8")
    front_matter.remember(parsed_ahead(project))
    workspace, log = Workspace(project), Log(strict=False)
    journal = front_matter.load_journal(workspace).value
    assert journal is not None
    load_article(workspace, journal, "a", log)
    assert [(f.code, f.span.line) for f in log.found] == [("key-unknown", 2)]


def test_a_text_that_was_changed_meanwhile_is_parsed_again(project: Path) -> None:
    front_matter.remember(parsed_ahead(project))
    article = project / "manuscript" / "a" / "article.md"
    lines = article.read_text("utf-8").split("\n")
    lines = ["title: Changed" if line.startswith("title:") else line for line in lines]
    article.write_text("\n".join(lines), "utf-8")
    workspace = Workspace(project)
    journal = front_matter.load_journal(workspace).value
    assert journal is not None
    _, found = load_article(workspace, journal, "a", Log(strict=False))
    assert found is not None
    assert [text.title for text in found.texts][:1] == ["Changed"]


def test_what_cannot_be_read_is_left_out(project: Path) -> None:
    (project / "manuscript" / "a" / "article.md").write_bytes(b"\xff")
    assert [call.function for call in parsed_ahead(project)] == ["parse_theme"]


def test_the_stages_do_without_the_parser() -> None:
    script = (
        "import sys, nashr.pipeline.build;"
        "print([m for m in ('pydantic', 'yaml', 'nashr.frontmatter.load') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == "[]\n"
