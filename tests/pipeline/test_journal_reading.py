"""The journal and an article's front matter, read in a process of their own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from nashr.diagnostics import Outcome
from nashr.model import Journal
from nashr.pipeline import front_matter, journal_reading
from nashr.pipeline.front_matter import Parsed, preload
from nashr.pipeline.journal_reading import JournalReading
from nashr.processes.pool import InProcessPool, Limits, Pool, can_fork, open_pool
from nashr.project.workspace import Workspace


def read(project: Path, pool: Pool, article: str | None) -> tuple[Outcome[Journal | None], Parsed]:
    return JournalReading(pool, pool.fork_server(preload), Workspace(project), article).result()


def functions(parsed: Parsed) -> list[str]:
    return [call.function for call in parsed]


WHOLE = ["parse_theme", "split_manuscript", "parse_article"]


def test_the_journal_and_the_article_are_read(project: Path) -> None:
    found, parsed = read(project, InProcessPool(), "a")
    assert found.value is not None
    assert functions(parsed) == WHOLE
    found, parsed = read(project, InProcessPool(), None)
    assert found.value is not None
    assert parsed == ()


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_other_tasks_can_follow_in_the_same_pool(project: Path) -> None:
    with open_pool(1) as pool:
        for _ in range(2):
            found, parsed = read(project, pool, "a")
            assert found.value is not None
            assert functions(parsed) == WHOLE


def test_a_journal_with_errors_is_told_of_and_no_article_is_parsed(project: Path) -> None:
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text("titel: T\n" + journal.read_text("utf-8"), "utf-8")
    found, parsed = read(project, InProcessPool(), "a")
    assert found.value is None
    assert [d.code for d in found.diagnostics] == ["key-unknown"]
    assert parsed == ()


def ending(*_: Any) -> None:
    os._exit(3)


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_a_process_that_is_lost_is_told_of(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_matter, "load_journal", ending)
    # What this process has grown to by now is the child's as well.
    monkeypatch.setattr(journal_reading, "OF_JOURNAL", Limits())
    with open_pool(1) as pool:
        found, parsed = read(project, pool, "a")
    assert [(d.code, d.span.file) for d in found.diagnostics] == [
        ("build-failed", "manuscript/journal.yaml")
    ]
    assert (found.value, parsed) == (None, ())


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_a_process_that_is_lost_with_the_article_has_read_the_journal(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_matter, "split_manuscript", ending)
    monkeypatch.setattr(front_matter, "_parse_article", ending)
    with open_pool(1) as pool:
        found, parsed = read(project, pool, "a")
    assert found.value is not None
    assert parsed == ()
