"""What the processes that make an issue's products ask for, and are replied to."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nashr.diagnostics import Outcome
from nashr.issue.making import WHOLE, Making, make_products
from nashr.issue.numbered import NumberedResult
from nashr.issue.products import IssueProduct, wanted
from nashr.issues import IssuePlace
from nashr.model import Artifact, Journal
from nashr.pipeline.article import ArticleResult, BuildContext, BuildStore, Provenance
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.compose import Request
from nashr.pipeline.placing import ContentsEntry
from nashr.processes.pool import Ended, Sent, Started, Status
from nashr.project.workspace import Trace, Workspace

PAGES, BOOK = 0, 1  # the groups of the PDF, and of the EPUB and the contents


class Watched:
    """A pool that notes what is begun and replied."""

    def __init__(self) -> None:
        self.begun: dict[int, tuple[Any, ...]] = {}
        self.replies: list[tuple[int, Any, int]] = []

    def start(self, server: Any, tag: Any, limits: Any, task: Any, *arguments: Any) -> None:
        del server, limits
        assert task is make_products
        assert tag[0] == WHOLE
        self.begun[tag[1]] = arguments

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        self.replies.append((tag[1], pickle.loads(data) if data else data, turn))


Begin = Callable[..., tuple[Making, Watched]]


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    def made(rows: tuple[IssueProduct, ...] = wanted()) -> tuple[Making, Watched]:
        workspace, pool = Workspace(tmp_path), Watched()
        journal = Journal("J", "en")
        context = BuildContext(workspace, Request(), journal, BuildStore.none(workspace))
        making = Making(context, "2026-1", rows, pool, pool, ())  # type: ignore[arg-type]
        making.begin([article("a", pdf=b"A"), article("b")])
        return making, pool

    return made


def article(slug: str, pdf: bytes | None = None) -> NumberedResult:
    """An article of one page, whose PDF may not be there."""
    conditions = {"date": {"utc": "2026-03-31T00:00:00+00:00"}}
    conditions |= dict.fromkeys(("sources", "shipped", "style", "print-profile"))
    trace, entry = Trace({}, {}, (), {}), ContentsEntry.__new__(ContentsEntry)
    provenance = Provenance({}, (), {}, {}, {}, conditions, trace, {}, {}, entry)
    rendered = {"epub": Outcome((Artifact(f"{slug}.epub", b"book", ""),))}
    if pdf is not None:
        rendered["pdf"] = Outcome((Artifact(f"{slug}.pdf", pdf, ""),))
    report, place = ArticleReport(slug, (), (), 0.0), IssuePlace("2026-1", "1", 2026, first_page=1)
    result = ArticleResult((), {}, provenance)
    return NumberedResult(report, place, 1, result, rendered, is_done=pdf is not None)


def asks(making: Making, number: int, what: str) -> None:
    making.take(Sent((WHOLE, number), pickle.dumps((what, b"")), 0.0))


def tells(making: Making, number: int, data: bytes) -> None:
    making.take(Sent((WHOLE, number), pickle.dumps(("tell", data)), 0.0))


def test_the_processes_have_the_files_that_they_need_and_the_names_of_all(begin: Begin) -> None:
    _, pool = begin()
    for number, with_bytes in ((PAGES, ["pdf"]), (BOOK, ["epub"])):
        done, awaited = pool.begun[number][2]
        assert done.is_done
        assert not awaited.is_done
        assert [name for name, part in done.products.items() if part.data] == with_bytes
        assert set(done.products) == {"epub", "pdf"}
        assert set(awaited.products) == {"epub"}


def test_what_is_asked_for_is_replied_when_it_is_there(begin: Begin) -> None:
    making, pool = begin()
    making.take(Started((WHOLE, PAGES)))
    asks(making, BOOK, "matter")
    asks(making, PAGES, "products")
    assert pool.replies == []
    tells(making, BOOK, pickle.dumps("not by this one"))
    assert pool.replies == []
    tells(making, PAGES, pickle.dumps("pages"))
    assert pool.replies == [(BOOK, "pages", 0)]
    asks(making, BOOK, "products")
    making.supply([article("a", pdf=b"A"), article("b", pdf=b"B")])
    (_, of_pages, first), (_, of_book, second) = pool.replies[1:]
    assert (first, second) == (0, 1)
    assert of_pages == {"a": {}, "b": {"pdf": Artifact("b.pdf", b"B", "")}}
    assert of_book == {"a": {}, "b": {"pdf": Artifact("b.pdf", b"", "")}}


def test_a_process_that_ends_without_telling_keeps_nobody_waiting(begin: Begin) -> None:
    making, pool = begin()
    asks(making, BOOK, "matter")
    making.take(Ended((WHOLE, PAGES), Status.LOST))
    assert pool.replies == [(BOOK, None, 0)]
    lost = making.made()
    assert isinstance(lost, Ended)
    assert lost.status is Status.LOST


def test_where_no_process_sets_the_pages_each_does(begin: Begin) -> None:
    making, pool = begin(tuple(row for row in wanted() if row.name != "issue-pdf"))
    asks(making, 0, "matter")
    assert pool.replies == [(0, b"", 0)]


def test_an_article_with_errors_ends_the_waiting(begin: Begin) -> None:
    making, pool = begin()
    asks(making, PAGES, "products")
    making.give_up()
    making.give_up()
    assert pool.replies == [(PAGES, b"", 0)]
