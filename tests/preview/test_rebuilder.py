"""The preview: who is answered and with what, what a change touches, what the pages are told."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from nashr.pipeline.build import ArticleReport
from nashr.pipeline.compose import Request
from nashr.preview import server
from nashr.preview.rebuilder import BuildProcesses, Rebuilder
from nashr.preview.server import listener, serving
from nashr.preview.state_feed import ArticleState, PreviewState, StateFeed
from nashr.preview.watch import ANYWHERE, Watch, is_editor_file, touches
from nashr.processes.pool import InProcessPool
from nashr.project import safe_files
from nashr.project.cache import Cache
from nashr.project.ledger import Ledger
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60  # seconds for anything that a reader would wait for
SECRET = b"not for the world"
PAGE = "<!doctype html><title>ə</title>".encode()


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + TIMEOUT
    while not what():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)


# --- the server ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A preview's site that answers, and what lies behind it."""

    feed: StateFeed
    output: Path
    port: int

    def ask(self, target: str, *, host: str = "localhost", method: str = "GET") -> tuple[int, Any]:
        """The status and the answer to a request, put on the line as it is given."""
        return self.say(f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n")

    def say(self, head: str) -> tuple[int, Any]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT) as line:
            line.sendall(f"{head}Connection: close\r\n\r\n".encode("utf-8", "surrogateescape"))
            answer = http.client.HTTPResponse(line, method=head.split(" ", 1)[0])
            answer.begin()
            body = b"" if "event-stream" in (answer.getheader("content-type") or "") else None
            return answer.status, (answer, answer.read() if body is None else body)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    output = tmp_path_factory.mktemp("preview") / "project" / "output"
    article = output / "a"
    article.mkdir(parents=True)
    (article / "a.html").write_bytes(PAGE)
    (article / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (article / "a.xml").write_bytes(b"<article/>")
    for path in ("../secret.txt", "secret.txt", ".hidden/secret.txt", "a/.secret.txt", "b/b.html"):
        (output / path).parent.mkdir(exist_ok=True)
        (output / path).write_bytes(SECRET)
    (article / "out").symlink_to(output.parent / "secret.txt")
    (article / "up").symlink_to("..")
    (article / "hidden").symlink_to(".secret.txt")
    os.mkfifo(article / "pipe")
    feed = StateFeed(PreviewState({"a": ArticleState()}))
    line = listener(0)
    with serving(feed, output, line):
        yield Site(feed, output, line.getsockname()[1])


@pytest.mark.parametrize("target", ["/", "/article/a/", "/output/a/a.html", "/shell/page.js"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LocalHost:{port}", "127.0.0.1:{port}"])
def test_who_calls_this_computer_is_answered(site: Site, target: str, host: str) -> None:
    status, _ = site.ask(target, host=host.format(port=site.port))
    assert status == 200


@pytest.mark.parametrize("target", ["/", "/events", "/output/a/a.html", "/shell/page.js", "/x"])
@pytest.mark.parametrize(
    "host",
    [
        "journal.test",
        "journal.test:{port}",
        "localhost.journal.test",
        "127.0.0.1.journal.test",
        "journal.test@localhost",
        "localhost:{port}:80",
        "localhost:",
        "localhost.",
        "0.0.0.0:{port}",
        "2130706433",
    ],
)
def test_another_hosts_name_is_turned_away(site: Site, target: str, host: str) -> None:
    status, (_, body) = site.ask(target, host=host.format(port=site.port))
    assert status == 421
    assert b"localhost only" in body


def test_a_product_is_closed_for_a_reader_who_has_gone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    handles: list[int] = []
    open_file = safe_files.open_file

    def noted(*arguments: str) -> int | None:
        handle = open_file(*arguments)
        handles.append(handle or -1)
        return handle

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        raise OSError("the reader has gone")

    monkeypatch.setattr(safe_files, "open_file", noted)
    scope = {
        **{"type": "http", "method": "GET", "query_string": b"", "root_path": ""},
        **{"path": "/output/a/a.html", "headers": [(b"host", b"localhost")]},
        "asgi": {"version": "3.0", "spec_version": "2.4"},
    }
    answer = server.site(site.feed, site.output)(scope, receive, send)
    # In a thread, since the browser of other tests may have a loop of its own in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises((OSError, ClientDisconnect)):
        thread.submit(asyncio.run, answer).result()
    (handle,) = handles
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: journal.test\r\n",
        "GET / HTTP/1.1\r\nHost: journal.test\r\nX-Forwarded-Host: localhost\r\n",
    ],
)
def test_a_request_with_no_name_or_two_is_turned_away(site: Site, head: str) -> None:
    status, _ = site.say(head)
    assert status in (400, 421)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]
)
@pytest.mark.parametrize("target", ["/", "/events", "/output/a/a.html"])
def test_the_preview_can_only_be_read(site: Site, target: str, method: str) -> None:
    status, (answer, _) = site.ask(target, method=method)
    assert status == 405
    assert answer.getheader("allow") == "GET, HEAD"
    assert (site.output / "a" / "a.html").read_bytes() == PAGE


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "b/b.html",  # no article of this preview
        "a/../secret.txt",
        "a/../../secret.txt",
        "../secret.txt",
        "a/%2e%2e/%2e%2e/secret.txt",
        "a/..%2f..%2fsecret.txt",
        "a/..%5c..%5csecret.txt",
        "a//../../secret.txt",
        "/etc/passwd",
        "a//etc/passwd",
        "a/%00",
        "a/out",
        "a/up/secret.txt",
        "a/up/b/b.html",
        "a/.secret.txt",
        "a/./.secret.txt",
        "a/hidden",
        ".hidden/secret.txt",
        "a/pipe",
        "a",
        "a/",
        "",
        "a/" + "x" * 3000,
        "a/%ff",
        "a/a.html/",
    ],
)
def test_nothing_but_products_is_served(site: Site, path: str) -> None:
    status, (_, body) = site.ask(f"/output/{path}")
    assert status in (307, 404)
    assert SECRET not in body
    assert b"root:" not in body


def test_the_packages_own_files_are_not_served(site: Site) -> None:
    for name in ("__init__.py", "server.py", "page.html", "..%2fcli.py", ".", ""):
        status, _ = site.ask(f"/shell/{name}")
        assert status == 404, name


def test_a_product_is_served_as_it_stands(site: Site) -> None:
    status, (answer, body) = site.ask("/output/a/a.html")
    assert (status, body) == (200, PAGE)
    assert answer.getheader("content-type") == "text/html; charset=utf-8"
    status, (answer, body) = site.ask("/output/a/a.html", method="HEAD")
    assert (status, body) == (200, b"")
    assert answer.getheader("content-length") == str(len(PAGE))


def test_a_page_may_run_no_script_but_ours_and_ask_for_nothing(site: Site) -> None:
    _, (answer, _) = site.ask("/output/a/a.html")
    rules = dict(
        rule.strip().split(" ", 1)
        for rule in (answer.getheader("content-security-policy") or "").split(";")
    )
    script = (Path(shipped_folder()) / "templates" / "html" / "article.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.strip().encode()).digest()).decode()
    assert rules.pop("script-src") == f"'sha256-{digest}'"
    assert rules.pop("frame-ancestors") == "'self'"
    assert set(rules.values()) == {"'none'"}
    assert {"connect-src", "frame-src", "worker-src", "object-src", "form-action"} <= set(rules)


@pytest.mark.parametrize("target", ["/", "/events", "/output/a/a.pdf", "/output/a/a.xml", "/no"])
def test_other_sites_cannot_look_in(site: Site, target: str) -> None:
    _, (answer, _) = site.say(
        f"GET {target} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://journal.test\r\n"
    )
    assert not [name for name, _ in answer.getheaders() if name.startswith("access-control")]
    assert answer.getheader("cross-origin-resource-policy") == "same-origin"
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("cache-control") == "no-store"
    if target.startswith("/output/") or target == "/":
        assert "frame-ancestors" in (answer.getheader("content-security-policy") or "")


def test_it_listens_on_the_loopback_alone() -> None:
    with listener(0) as line:
        assert line.getsockname()[0] == "127.0.0.1"


# --- news ----------------------------------------------------------------------------------


@contextlib.contextmanager
def news(port: int, article: str | None = None) -> Iterator[Iterator[dict[str, Any]]]:
    """The states that a browser is told of."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    line.request("GET", f"/events?article={article}" if article else "/events")
    answer = line.getresponse()
    assert answer.getheader("content-type") == "text/event-stream; charset=utf-8"

    def told() -> Iterator[dict[str, Any]]:
        while row := answer.readline():
            if row.startswith(b"data: "):
                yield json.loads(row[6:])

    try:
        yield told()
    finally:
        answer.close()
        line.close()


def test_a_reader_hears_the_state_at_once_and_each_change(site: Site) -> None:
    with news(site.port, "a") as heard:
        assert next(heard)["articles"][0]["failed"] is False
        site.feed.post(PreviewState({"a": ArticleState(failed=True), "b": ArticleState()}))
        state = next(heard)
        assert [one["slug"] for one in state["articles"]] == ["a"]
        assert state["articles"][0]["failed"] is True
        assert site.feed.open_articles() == {"a"}
    site.feed.post(
        PreviewState({"a": ArticleState(), "b": ArticleState()})
    )  # a post finds that the reader is gone
    site.feed.post(PreviewState({"a": ArticleState(failed=True)}))
    site.feed.post(PreviewState({"a": ArticleState()}))
    wait_for(lambda: not site.feed.open_articles())


def test_many_readers_hear_the_same(site: Site) -> None:
    with contextlib.ExitStack() as stack:
        heard = [stack.enter_context(news(site.port)) for _ in range(20)]
        for one in heard:
            next(one)
        site.feed.post(PreviewState({"a": ArticleState(failed=True)}))
        assert all(next(one)["articles"][0]["failed"] for one in heard)
    site.feed.post(PreviewState({"a": ArticleState()}))


# --- what a change touches -----------------------------------------------------------------

READS = {
    "project": {"manuscript/journal.yaml": "", "manuscript/a/article.md": "", "refs/x.bib": ""},
    "absent": ["manuscript/a/figure.png"],
    "listed": {"templates": "", "bibliography/styles": ""},
}


@pytest.mark.parametrize(
    ("path", "known", "unknown"),
    [
        ("manuscript/a/article.md", True, True),
        ("manuscript/a/figure.png", True, True),
        ("manuscript/a", True, True),
        ("manuscript", True, True),
        (ANYWHERE, True, True),
        ("manuscript/journal.yaml", True, True),
        ("refs/x.bib", True, True),
        ("refs", True, True),
        ("templates/html/article.css", True, True),
        ("bibliography/styles/own.csl", True, True),
        ("bibliography/other.bib", False, True),
        ("manuscript/ab/article.md", False, False),
        ("manuscript/b/article.md", False, False),
        ("manuscript/b/figure.png", False, True),
    ],
)
def test_what_a_change_touches(path: str, known: bool, unknown: bool) -> None:
    assert touches({path}, "a", READS) is known
    assert touches({path}, "a", None) is unknown


@pytest.mark.parametrize(
    "name", [".article.md.swp", "article.md~", "#article.md#", ".#article.md", "4913", "a.tmp"]
)
def test_what_editors_keep_for_themselves_is_no_source(name: str) -> None:
    assert is_editor_file(f"manuscript/a/{name}")


@pytest.mark.parametrize("name", ["article.md", "figure#1.png", "own.bib", "house.csl", "49134"])
def test_a_source_is_one(name: str) -> None:
    assert not is_editor_file(f"manuscript/a/{name}")


@dataclass
class Heard:
    """What a watch has told, in one heap."""

    watch: Watch

    def __post_init__(self) -> None:
        self.paths: list[str] = []
        self.times = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for changed in self.watch.changes():
            self.times += 1
            self.paths += changed


@pytest.fixture
def heard(project: Path) -> Iterator[Heard]:
    with Watch(project, frozenset({"beside.bib"})).running() as watch:
        yield Heard(watch)


def test_a_save_by_rename_is_heard_and_the_swap_file_is_not(project: Path, heard: Heard) -> None:
    article = project / "manuscript" / "a" / "article.md"
    beside = article.with_name(".article.md.swp")
    beside.write_text("x")
    beside.replace(article)
    wait_for(lambda: "manuscript/a/article.md" in heard.paths)
    last = project / "manuscript" / "last"
    last.touch()
    wait_for(lambda: "manuscript/last" in heard.paths)
    assert set(heard.paths) == {"manuscript/a/article.md", "manuscript/last"}


def test_new_and_deleted_folders_are_heard(project: Path, heard: Heard) -> None:
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    wait_for(lambda: any(path.startswith("manuscript/b") for path in heard.paths))
    heard.paths.clear()
    shutil.rmtree(project / "manuscript" / "b")
    wait_for(lambda: any(path.startswith("manuscript/b") for path in heard.paths))
    heard.paths.clear()
    (project / "templates").mkdir()
    wait_for(lambda: ANYWHERE in heard.paths)


def test_a_source_outside_of_the_folders_is_heard(project: Path, heard: Heard) -> None:
    (project / "beside.bib").write_text("@book{x}")
    wait_for(lambda: "beside.bib" in heard.paths)


# --- the builder ------------------------------------------------------------------------------


@dataclass
class Editor:
    """An editor before a preview that builds the web page when told to."""

    project: Path
    builder: Rebuilder
    reports: list[ArticleReport]

    @property
    def article(self) -> Path:
        return self.project / "manuscript" / "a" / "article.md"

    def saves(self, path: str, text: str) -> list[str]:
        """Which articles were built for it."""
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return self.changes(path)

    def changes(self, *paths: str) -> list[str]:
        self.reports.clear()
        self.builder.build(paths)
        return [report.slug for report in self.reports if report.slug and not report.unchanged]

    def state_of(self, slug: str = "a") -> ArticleState:
        return self.builder.feed.state.articles[slug]

    def page(self, slug: str = "a") -> str:
        return (self.project / "output" / slug / f"{slug}.html").read_text("utf-8")


@pytest.fixture
def editor(project: Path, tmp_path: Path) -> Editor:
    folder, reports = tmp_path / "cache", list[ArticleReport]()
    workspace = Workspace(project)
    pool = InProcessPool()
    request = Request(formats=("html",), environment={"SOURCE_DATE_EPOCH": "0"}, piecemeal=True)

    def ledger() -> Ledger:
        return Ledger(str(folder), str(project), str(project / "output"), {})

    processes = BuildProcesses(pool, pool, pool)
    builder = Rebuilder(workspace, request, processes, ledger, Cache(folder), reports.append)
    editor = Editor(project, builder, reports)
    assert editor.changes(ANYWHERE) == ["a"]
    return editor


def test_a_save_renews_the_page(editor: Editor) -> None:
    before = editor.state_of().products["html"].version
    text = editor.article.read_text("utf-8")
    assert editor.saves("manuscript/a/article.md", f"{text}\nA new word.\n") == ["a"]
    assert "A new word." in editor.page()
    assert editor.state_of().products["html"].version != before
    assert editor.state_of().pending == ()


def test_a_file_touched_without_a_change_renews_nothing(editor: Editor) -> None:
    text = editor.article.read_text("utf-8")
    assert editor.saves("manuscript/a/article.md", text) == []
    assert editor.state_of().pending == ()


def test_an_error_is_told_with_its_place_and_the_last_good_page_stays(editor: Editor) -> None:
    good, version = editor.page(), editor.state_of().products["html"].version
    text = editor.article.read_text("utf-8")
    editor.saves("manuscript/a/article.md", f"{text}\nSee [@nobody].\n")
    (found,) = [d for d in editor.state_of().findings if d.code == "citation-unknown-key"]
    assert found.span.file == "manuscript/a/article.md"
    assert found.span.line == text.count("\n") + 2
    assert editor.state_of().failed
    assert editor.page() == good
    assert editor.state_of().products["html"].version == version
    assert editor.saves("manuscript/a/article.md", text) == []  # what stands is what it would be
    assert not editor.state_of().failed
    assert not [d for d in editor.state_of().findings if d.code == "citation-unknown-key"]


def test_an_error_in_the_journal_is_told_and_mended(editor: Editor) -> None:
    path = "manuscript/journal.yaml"
    text = (editor.project / path).read_text("utf-8")
    editor.saves(path, f"{text}\nnonsense: true\n")
    assert [d.span.file for d in editor.builder.feed.state.shared] == [path]
    assert editor.state_of().pending == ()
    editor.saves(path, text)
    assert editor.builder.feed.state.shared == ()


def test_only_what_is_touched_is_built(editor: Editor) -> None:
    text = editor.article.read_text("utf-8")
    assert editor.saves("manuscript/b/article.md", text) == ["b"]
    assert editor.saves("manuscript/b/article.md", f"{text}\nMore.\n") == ["b"]
    path = "bibliography/references.bib"
    bibliography = (editor.project / path).read_text("utf-8")
    added = "\n@book{late2001, author = {Late, A.}, title = {Late}, date = {2001}}\n"
    assert editor.saves(path, bibliography + added) == ["a", "b"]
    uncited = [d for d in editor.builder.feed.state.shared if d.code == "reference-uncited"]
    assert any("late2001" in d.message for d in uncited)
    editor.saves("manuscript/b/article.md", f"{text}\nSee [@late2001].\n")
    shared = editor.builder.feed.state.shared
    assert not any("late2001" in d.message for d in shared)


def test_a_deleted_article_leaves_the_pages_and_a_new_one_comes(editor: Editor) -> None:
    text = editor.article.read_text("utf-8")
    shutil.rmtree(editor.article.parent)
    assert editor.changes("manuscript/a") == []
    assert dict(editor.builder.feed.state.articles) == {}
    editor.article.parent.mkdir()
    assert editor.saves("manuscript/b/article.md", text) == ["b"]
    assert set(editor.builder.feed.state.articles) == {"b"}


def test_what_someone_reads_is_built_first(editor: Editor) -> None:
    text = editor.article.read_text("utf-8")
    editor.saves("manuscript/b/article.md", text)
    path = "manuscript/journal.yaml"
    journal = (editor.project / path).read_text("utf-8")
    with editor.builder.feed.read_by(lambda: None, "b"):
        assert editor.saves(path, f"{journal}\n# a remark\n") == ["b", "a"]


def test_a_save_does_not_wait_for_a_hundred_articles(editor: Editor) -> None:
    text = editor.article.read_text("utf-8")
    slugs = [f"b{number:02}" for number in range(20)]
    for slug in slugs:
        shutil.copytree(editor.article.parent, editor.article.parent.with_name(slug))
    editor.builder.interrupted = lambda: True
    first = editor.changes(*(f"manuscript/{slug}" for slug in slugs))
    assert 0 < len(first) < len(slugs)
    waiting = [slug for slug in slugs if editor.state_of(slug).pending]
    assert sorted(first + waiting) == slugs
    editor.builder.interrupted = lambda: False
    assert editor.saves("manuscript/a/article.md", f"{text}\nMore.\n") == ["a", *waiting]
    assert not any(editor.state_of(slug).pending for slug in slugs)


def test_a_fault_of_ours_is_told_and_the_preview_goes_on(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Iterator[ArticleReport]:
        raise RuntimeError("no more ink")

    text = editor.article.read_text("utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("nashr.pipeline.build.build", fail)
        editor.saves("manuscript/a/article.md", f"{text}\nOne.\n")
        (found,) = editor.builder.feed.state.shared
        assert "no more ink" in found.message
    editor.saves("manuscript/a/article.md", f"{text}\nOne.\n")
    assert editor.builder.feed.state.shared == ()
    assert "One." in editor.page()


def test_the_web_page_is_there_before_the_pdf(project: Path, tmp_path: Path) -> None:
    workspace, pool = Workspace(project), InProcessPool()
    seen = []

    def told(report: ArticleReport) -> None:
        names = sorted(path.suffix for path in (project / "output" / "a").iterdir())
        seen.append((report.unfinished, names, builder.feed.state.articles["a"].pending))

    request = Request(("a",), ("pdf", "html"), environment={}, piecemeal=True)
    folder = str(tmp_path / "cache")
    builder = Rebuilder(
        workspace,
        request,
        BuildProcesses(pool, pool, pool),
        lambda: Ledger(folder, str(project), str(project / "output"), {}),
        Cache(Path(folder)),
        told,
    )
    builder.build({ANYWHERE})
    assert [one[:2] for one in seen] == [
        (True, [".html", ".json"]),
        (False, [".html", ".json", ".pdf"]),
    ]
    assert seen[1][2] == ("pdf",)
    assert set(builder.feed.state.articles["a"].products) == {"html", "pdf"}


# --- the command ---------------------------------------------------------------------------


@contextlib.contextmanager
def running(project: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """``build.py preview`` at a port of its choice."""
    command = [sys.executable, str(ROOT / "build.py"), "preview", "--port", "0"]
    started = subprocess.Popen(
        [*command, "--project", str(project), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert started.stdout is not None
        first = started.stdout.readline()
        assert "http://127.0.0.1:" in first, first
        yield started, int(first.split("http://127.0.0.1:")[1].split("/")[0])
    finally:
        if started.poll() is None:
            started.kill()
        started.communicate(timeout=TIMEOUT)


def children(pid: int) -> list[int]:
    done = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, timeout=60, check=True
    )
    rows = [tuple(map(int, row.split())) for row in done.stdout.splitlines()]
    own = [child for child, parent in rows if parent == pid]
    return own + [grandchild for child in own for grandchild in children(child)]


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_preview_follows_the_editor_until_it_is_ended(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    with running(project, "a", "--format", "html") as (process, port), news(port, "a") as heard:
        first = next(s for s in heard if s["articles"][0]["products"])
        before = first["articles"][0]["products"][0]["version"]
        article.write_text(article.read_text("utf-8") + "\nA new word.\n", "utf-8")
        for state in heard:
            (product,) = state["articles"][0]["products"]
            if product["version"] != before:
                break
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
            line.timeout = TIMEOUT
            line.request("GET", f"/output/{product['path']}")
            assert b"A new word." in line.getresponse().read()
        family = children(process.pid)
        assert family
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=TIMEOUT)
        assert process.returncode == 128 + signal.SIGINT, out
        assert time.monotonic() - begun < TIMEOUT / 2
        assert "Traceback" not in out
        assert out.splitlines()[-1] == "Stopped. What stands in the output folder is whole."
    until = time.monotonic() + TIMEOUT  # what the preview did not wait for, the system clears away
    while left := [pid for pid in family if exists(pid)]:
        assert time.monotonic() < until, f"still there: {left}"
        time.sleep(0.05)


def test_a_port_in_use_is_said(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, str(ROOT / "build.py"), "preview", "--project", str(project)]
        done = subprocess.run(
            [*command, "--port", port],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(f"The preview cannot use port {port}: ")
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr
