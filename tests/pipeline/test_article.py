"""Outputs that mark where the pages of the PDF begin, whatever order the work is done in."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest

from nashr.pipeline.article import BuildStore
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.processes.pool import Pool, can_fork, open_pool
from nashr.project.cache import Cache
from nashr.project.ledger import Ledger
from nashr.project.workspace import Workspace

ALL = ("pdf", "epub", "html", "jats")
LONG = "\n\n".join(f"{n}-ci abzas ölkələrdən bəhs edir. " * 12 for n in range(20))
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "0"}


@pytest.fixture
def project(project: Path) -> Path:
    """A small project whose article has several pages, and says on which it begins."""
    manuscript = project / "manuscript/a/article.md"
    text = manuscript.read_text("utf-8").replace("---\n", "---\nfirst-page: 81\n", 1)
    manuscript.write_text(f"{text}\n\n{LONG}\n", "utf-8")
    return project


def made(
    project: Path,
    pool: Pool,
    *formats: str,
    store: BuildStore | None = None,
    piecemeal: bool = False,
) -> list[bool]:
    """Whether each article was there as it would be built."""
    request = Request(formats=formats, environment=ENVIRONMENT, piecemeal=piecemeal)
    reports = list(build(Workspace(project), request, pool, store=store))
    assert all(report.products or not report.slug for report in reports), reports
    return [report.unchanged for report in reports if report.slug]


def digests(project: Path) -> dict[str, str]:
    files = sorted((project / "output/a").glob("a.*"))
    return {one.suffix: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def is_marked(project: Path) -> bool:
    page = (project / "output/a/a.html").read_text("utf-8")
    marked = 'role="doc-pagebreak" id="nashr-page-82"' in page
    assert marked == ('name="citation_lastpage"' in page)
    return marked


def store_in(folder: Path, project: Path) -> BuildStore:
    folder.mkdir(exist_ok=True)
    ledger = Ledger(str(folder), str(project), str(project / "output"), {})
    return BuildStore(ledger, Cache(folder))


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_the_products_are_the_same_in_one_process_and_in_many(project: Path) -> None:
    found = []
    for size in (0, 1, 3):
        with open_pool(size) as pool:
            made(project, pool, *ALL)
        found.append(digests(project))
        assert is_marked(project)
    assert found[0] == found[1] == found[2]
    assert "<lpage>" in (project / "output/a/a.xml").read_text("utf-8")


def test_without_a_pdf_no_page_is_told(project: Path) -> None:
    with open_pool(0) as pool:
        made(project, pool, "html", "jats")
    assert not is_marked(project)
    assert "<lpage>" not in (project / "output/a/a.xml").read_text("utf-8")


def test_a_page_made_before_the_pdf_is_made_again_with_it(project: Path, tmp_path: Path) -> None:
    with open_pool(0) as pool:
        made(project, pool, "html", store=store_in(tmp_path / "cache", project))
        assert not is_marked(project)
        made(project, pool, "pdf", store=store_in(tmp_path / "cache", project))
        for unchanged in (False, True):
            store = store_in(tmp_path / "cache", project)
            assert made(project, pool, "pdf", "html", store=store) == [unchanged]
            assert is_marked(project)


def test_the_pages_of_a_pdf_of_the_same_sources_are_known(project: Path, tmp_path: Path) -> None:
    with open_pool(0) as pool:
        made(project, pool, *ALL, store=store_in(tmp_path / "cache", project))
        before = digests(project)
        (project / "output/a/a.html").unlink()
        made(project, pool, "html", store=store_in(tmp_path / "cache", project))
        assert digests(project)[".html"] == before[".html"]
        manuscript = project / "manuscript/a/article.md"
        manuscript.write_text(manuscript.read_text("utf-8") + "\nDaha bir abzas.\n", "utf-8")
        made(project, pool, "html", store=store_in(tmp_path / "cache", project))
        assert not is_marked(project)


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_a_page_whose_pdf_was_lost_is_not_taken_for_one_with_pages(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(formats=("pdf", "html"), environment=ENVIRONMENT)
    with monkeypatch.context() as patch, open_pool(1) as pool:
        patch.setattr("nashr.pipeline.build.set_pages", killed)
        store = store_in(tmp_path / "cache", project)
        reports = list(build(Workspace(project), request, pool, store=store))
        assert [one.code for report in reports for one in report.diagnostics] == ["worker-lost"]
    with open_pool(1) as pool:
        made(project, pool, "pdf", "html", store=store_in(tmp_path / "cache", project))
    assert is_marked(project)


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_is_published_piece_by_piece_waits_for_no_pages(project: Path, tmp_path: Path) -> None:
    with open_pool(0) as pool:
        for unchanged in (False, True):
            store = store_in(tmp_path / "cache", project)
            told = made(project, pool, "pdf", "html", store=store, piecemeal=True)
            assert told[-1] is unchanged
            assert not is_marked(project)
        store = store_in(tmp_path / "cache", project)
        assert made(project, pool, "pdf", "html", store=store) == [False]
        assert is_marked(project)
