"""The folios of an issue are the same in every product of every article."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from issue_kit import ISSUES, MadeIssue, made_issues, make, texts_of_pages

from nashr.checking.validators import jats
from nashr.issue.numbering import Numbering, begins_on
from nashr.issues import Issue, IssueSection
from nashr.model import Journal, PageStart
from nashr.pipeline.article import Ahead, BuildContext, BuildStore, build_article
from nashr.pipeline.build import COMPOSE, SET_PAGES, NoObserver
from nashr.pipeline.compose import Request
from nashr.pipeline.render import FirstPage
from nashr.processes.pool import ProcessPool, Sent, Started, can_fork
from nashr.project.workspace import Workspace


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeIssue]:
    return {one.name: one for one in made_issues(tmp_path_factory)}


def page_labels(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [page.label for page in pdf.pages]


def page_list(path: Path) -> list[str]:
    """The page list of an EPUB, as its navigation document has it."""
    with zipfile.ZipFile(path) as book:
        (name,) = (name for name in book.namelist() if name.endswith("nav.xhtml"))
        text = book.read(name).decode()
    listed = re.search(r'epub:type="page-list".*?</nav>', text, re.DOTALL)
    return re.findall(r"<a [^>]*>(\d+)</a>", listed[0]) if listed else []


@pytest.mark.parametrize("name", ISSUES)
def test_each_article_begins_where_the_one_before_ends(
    name: str, issues: dict[str, MadeIssue]
) -> None:
    before = {"2026-1": 0, "2026-2": 22}[name]
    for first, last in issues[name].folios.values():
        expected = before + 1
        if name == "2026-1":  # its articles begin on right-hand pages
            expected += expected % 2 == 0
        assert first == expected
        assert last >= first
        before = last


#: An Arabic article is cited with its own digits, and has the folios of the journal.
EUROPEAN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@pytest.mark.parametrize("name", ISSUES)
def test_every_product_has_these_folios(name: str, issues: dict[str, MadeIssue]) -> None:
    issue = issues[name]
    assert len(issue.folios) == {"2026-1": 7, "2026-2": 5}[name]
    for slug, (first, last) in issue.folios.items():
        pages = [str(page) for page in range(first, last + 1)]
        shown = rf"\b{first}[–-]{last}\b" if first < last else rf"\b{first}\b"
        pdf = issue.product(slug, ".pdf")
        assert page_labels(pdf) == pages, slug
        texts = texts_of_pages(pdf)
        assert len(texts) == len(pages)
        for folio, text in zip(pages, texts, strict=True):
            assert re.search(rf"(?m)(^|\s){folio}(\s|$)", text), (slug, folio)
        epub = issue.product(slug, ".epub")
        assert page_list(epub) == pages, slug
        jats = issue.product(slug, ".xml").read_text("utf-8")
        front = jats.partition("</front>")[0]
        assert f"<fpage>{first}</fpage>" in front
        assert f"<lpage>{last}</lpage>" in front
        page = issue.product(slug, ".html").read_text("utf-8")
        assert f'name="citation_firstpage" content="{first}"' in page
        assert f'name="citation_lastpage" content="{last}"' in page
        assert f'"pageStart": "{first}"' in page.replace('":"', '": "')
        for export in (f"SP  - {first}", f"EP  - {last}"):
            assert export.replace(" ", "%20") in page or export in page, (slug, export)
        (cited,) = re.findall(r'id="nashr-suggestion">(.*?)</p>', page)
        assert re.search(shown, cited.translate(EUROPEAN)), slug


@pytest.mark.parametrize("name", ISSUES)
def test_heads_and_tags_name_the_volume_and_the_number(
    name: str, issues: dict[str, MadeIssue]
) -> None:
    issue = issues[name]
    number = name.partition("-")[2]
    for slug in issue.folios:
        front = issue.product(slug, ".xml").read_text("utf-8").partition("</front>")[0]
        assert "<volume>12</volume>" in front
        assert f"<issue>{number}</issue>" in front
        first = texts_of_pages(issue.product(slug, ".pdf"))[0]
        # An Arabic article says them with its own digits.
        assert "12" in first or "١٢" in first
        assert "2026" in first or "٢٠٢٦" in first


def test_jats_names_the_section_and_the_doi_of_the_issue(issues: dict[str, MadeIssue]) -> None:
    issue = issues["2026-2"]
    headings = {}
    for slug in issue.folios:
        front = issue.product(slug, ".xml").read_text("utf-8").partition("</front>")[0]
        headings[slug] = re.findall(r"<subject>(.*?)</subject>", front)
        assert '<issue-id pub-id-type="doi">10.5555/sample.2026.2</issue-id>' in front
    assert headings["loan-times"] == ["Məqalələr", "Articles", "Makaleler", "Статьи"]
    assert headings["qisa-rey"][:2] == ["Rəylər", "Reviews"]
    assert headings["ikinci-soz"] == ["Redaktordan"]  # in no section: its type
    assert not jats.dtd(issue.product("loan-times", ".xml")).findings


def test_a_special_issue_has_its_title_in_the_language_of_each_article(
    issues: dict[str, MadeIssue],
) -> None:
    named = {"loan-times": "Measuring in libraries", "tarama": "Kütüphanede ölçmek"}
    for slug, title in named.items():
        page = issues["2026-2"].product(slug, ".html").read_text("utf-8")
        assert title in page, slug


def test_files_are_named_by_the_pattern(issues: dict[str, MadeIssue]) -> None:
    issue = issues["2026-1"]
    for slug, (first, _) in issue.folios.items():
        names = {path.stem for path in (issue.folder / slug).iterdir() if path.is_file()}
        assert names == {f"NKA2026_1_{first}"}


@pytest.mark.parametrize(
    ("start", "page", "begins"), [("next", 2, 2), ("next", 3, 3), ("right", 2, 3), ("right", 3, 3)]
)
def test_where_an_article_begins(start: str, page: int, begins: int) -> None:
    issue = Issue("i", "1", 2026, (IssueSection(("a",)),), start=start)  # type: ignore[arg-type]
    assert begins_on(issue, page) == begins


def lost_at_once(*_: Any, **__: Any) -> None:
    """A task whose process is lost."""
    os.kill(os.getpid(), signal.SIGKILL)


def lost_while_waiting(send: Any, *arguments: Any) -> Any:
    """``build_article`` in a process that is lost when it waits for its first page."""

    class Waiting:
        def __call__(self, data: bytes) -> None:
            send(data)

        def receive(self) -> bytes:
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

    return build_article(Waiting(), *arguments)  # type: ignore[arg-type]


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
@pytest.mark.parametrize(
    ("task", "replacement"),
    [("set_pages", lost_at_once), ("build_article", lost_while_waiting)],
)
def test_a_process_that_is_lost_before_its_first_page_is_known_is_told_of(
    task: str,
    replacement: Callable[..., Any],
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(project / "manuscript/a", project / "manuscript/b")
    (project / "manuscript/issues").mkdir()
    listed = "volume: 3\nnumber: 1\nyear: 2026\nsections:\n  - articles: [a, b]\n"
    (project / "manuscript/issues/2026-1.yaml").write_text(listed)
    monkeypatch.setattr(f"nashr.issue.numbering.{task}", replacement)
    report = make(project, tmp_path / "out", "2026-1", jobs=2)
    lost = [one for one in report.found if one.code == "worker-lost"]
    assert {one.span.file for one in lost} == {
        f"manuscript/{slug}/article.md" for slug in ("a", "b")
    }
    assert not (tmp_path / "out/2026-1/manifest.json").exists()


class Watched(ProcessPool):
    """A pool that begins nothing, and notes what it is given."""

    def __init__(self) -> None:
        super().__init__(2)
        self.queued: list[tuple[Any, bool]] = []
        self.told: dict[str, FirstPage] = {}

    def start(self, *arguments: Any, **options: Any) -> None:
        self.queued.append((arguments[1], options.get("first", False)))

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        if tag[1] == SET_PAGES and turn == 0:
            self.told[tag[0]] = pickle.loads(data)


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_a_layout_that_could_but_guess_blindly_lets_others_be_composed_first(
    tmp_path: Path,
) -> None:
    workspace, pool = Workspace(tmp_path), Watched()
    context = BuildContext(workspace, Request(), Journal("J", "en"), BuildStore.none(workspace))
    issue = Issue("i", "1", 2026, (IssueSection(("a", "b", "c")),))
    servers: Any = (pool, pool)
    numbering = Numbering(context, issue, pool, *servers, NoObserver())
    numbering._advance()
    assert [tag for tag, _ in pool.queued] == [("a", COMPOSE), ("b", COMPOSE), ("c", COMPOSE)]

    def composed(slug: str, extent: int) -> bool:
        """Whether its layout goes before what is queued."""
        numbering._take(Started((slug, COMPOSE)))
        data = pickle.dumps(Ahead(b"", extent, None))
        numbering._take(Sent((slug, COMPOSE), data, 0.1))
        tag, is_first = pool.queued[-1]
        assert tag == (slug, SET_PAGES)
        return is_first

    def laid_out(slug: str, pages: int) -> None:
        numbering._take(Started((slug, SET_PAGES)))
        numbering._take(Sent((slug, SET_PAGES), pickle.dumps([PageStart()] * pages), 0.1))

    assert not composed("b", 5000)
    assert composed("a", 3000)
    laid_out("a", 3)
    assert composed("c", 2000)
    for slug in ("b", "c"):  # the guess is made now, when it is known how much a page has
        numbering._take(Started((slug, SET_PAGES)))
    assert pool.told == {
        "a": FirstPage(1, is_known=True),
        "b": FirstPage(4, is_known=True),
        "c": FirstPage(9, is_known=False),
    }
