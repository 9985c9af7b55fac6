"""A build on a Dask cluster: the same products and the same words, whatever becomes of workers."""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS
from nashr.processes.pool import Status, can_fork

if find_spec("distributed") is None:  # to import it takes a second, which each worker would need
    pytest.skip("the extra “cluster” is not installed", allow_module_level=True)
import psutil
from cluster_kit import (
    ROOT,
    Built,
    Cluster,
    begin,
    build,
    end,
    finish,
    kill,
    wait_for,
    worker_processes,
)

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="this system cannot split processes"),
    pytest.mark.timeout(400),
]
#: The tests that share the cluster.
on_the_cluster = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start_scheduler()
        made.start_worker()
        made.start_worker()
        yield made
    finally:
        made.end()


@dataclass(frozen=True)
class Journal:
    """A project, and what an undisturbed build on this machine gives."""

    project: Path
    serial: Built


EPOCH = {"SOURCE_DATE_EPOCH": "1774958400"}
FIVE = ("--format", "pdf,html")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """Five articles, built in the formats ``FIVE``."""
    folder = tmp_path_factory.mktemp("five")
    project = folder / "project"
    shutil.copytree(ROOT / "tests" / "projects" / "small", project)
    for slug in "bcde":
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / slug)
    return Journal(project, build(project, folder / "serial", *FIVE, **EPOCH))


@pytest.fixture
def journal(project: Path) -> Path:
    """Articles of all sorts, in git but for one figure: with figures of their own, of others and
    from outside, with works of their own, a style and a locale of the project's own; two of them
    have errors.
    """
    manuscript = project / "manuscript"
    figures = ROOT / "tests" / "projects" / "kitchen-sink" / "manuscript" / "kitchen-sink"
    start = (manuscript / "a" / "article.md").read_text("utf-8")
    texts = {
        "b": "\n\n![Curve](rating-curve.png){alt='A curve'}\n\n![Staff](../c/staff%201.svg)\n",
        "c": "\n\n![Staff](staff%201.svg){alt='A staff'} and [@own1999].\n",
        "d": "\n\nNothing is known of [@nobody] nor of ![this](missing.png).\n",
        "e": "\n\n![Out](out.svg) ![Far](../../../../far.svg) ![Folder](folder)\n",
        "f": "\n\nA plain neighbour.\n",
    }
    for slug, text in texts.items():
        (manuscript / slug).mkdir()
        (manuscript / slug / "article.md").write_text(start + text, "utf-8")
    shutil.copy(figures / "rating-curve.png", manuscript / "b")
    shutil.copy(figures / "staff.svg", manuscript / "c" / "staff 1.svg")
    own = (project / "bibliography" / "references.bib").read_text("utf-8")
    (project / "bibliography" / "own.bib").write_text(own.replace("cornell2001", "own1999"))
    for slug in ("c", "f"):
        article = manuscript / slug / "article.md"
        text = article.read_text("utf-8").replace("title:", "bibliography: own.bib\ntitle:", 1)
        article.write_text(text.replace("own.bib", "bibliography/own.bib", 1), "utf-8")
    (manuscript / "e" / "folder").mkdir()
    (manuscript / "e" / "out.svg").symlink_to(figures / "staff.svg")
    for path in ("bibliography/styles/nashr-author-date.csl", "templates/html/article.css"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / path).read_text("utf-8")
        comment = "/* own */\n" if path.endswith("css") else "<!-- own -->\n"
        head, _, rest = text.partition("\n")
        (project / path).write_text(f"{head}\n{comment}{rest}", "utf-8")
    committed(project, "manuscript/b/article.md", "2020-05-05T05:05:05Z")
    committed(project, ".", "2022-02-02T02:02:02Z")
    figure = manuscript / "b" / "rating-curve.png"
    figure.write_bytes(figure.read_bytes() + b"\n")
    os.utime(figure, (1_700_000_000, 1_700_000_000))
    return project


def committed(project: Path, path: str, date: str) -> None:
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_COMMITTER_DATE": date}
    who = ("-c", "user.name=Sample", "-c", "user.email=sample@example.org")
    for command in (("init", "-q"), ("add", path), (*who, "commit", "-q", "-m", "Text")):
        subprocess.run(["git", *command], cwd=project, env=environment, timeout=60, check=True)


def same(one: Built, other: Built) -> None:
    assert one.said.splitlines() == other.said.splitlines()
    assert sorted(one.products) == sorted(other.products)
    assert [name for name in one.products if one.products[name] != other.products[name]] == []
    assert one.code == other.code


@on_the_cluster
def test_serial_parallel_distributed_and_cached_builds_are_the_same(
    cluster: Cluster, journal: Path, tmp_path: Path
) -> None:
    serial = build(journal, tmp_path / "serial", "--jobs", "0")
    assert {name.partition("/")[0] for name in serial.products} == {"a", "b", "c", "f"}
    for code in (
        "citation-unknown-key",
        "image-missing",
        "file-outside-project",
        "file-unreadable",
    ):
        assert f"[{code}]" in serial.said
    same(serial, build(journal, tmp_path / "parallel", "--jobs", "2"))
    kept = {"NASHR_CACHE": str(tmp_path / "cache")}
    where = ("--scheduler", cluster.address)
    distributed = build(journal, tmp_path / "distributed", *where, **kept)
    same(serial, distributed)
    lines = distributed.complained.splitlines()
    assert [line for line in lines if not line.startswith("[")] == []
    # What came back from the cluster is known here: to the ledger, and to the cache.
    again = build(journal, tmp_path / "distributed", *where, **kept)
    assert again.code == AUTHOR_ERROR
    same(serial, again)
    shutil.rmtree(tmp_path / "distributed" / "f")
    same(serial, build(journal, tmp_path / "distributed", **kept))


@on_the_cluster
def test_an_issue_is_set_on_the_workers_and_joined_here(
    cluster: Cluster, five: Journal, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(five.project, project)
    (project / "manuscript" / "issues").mkdir()
    issue = "number: 1\nyear: 2026\nfirst-page: 8\nsections:\n  - articles: [c, a]\n"
    (project / "manuscript" / "issues" / "2026-1.yaml").write_text(issue)

    def made(name: str, *arguments: str) -> Built:
        output = tmp_path / name
        return build(project, output, "2026-1", *arguments, command="issue", **EPOCH)

    here, there = made("here"), made("there", "--scheduler", cluster.address)
    assert here.code == SUCCESS
    same(here, there)


@on_the_cluster
def test_the_limits_of_the_journal_hold_on_the_workers(
    cluster: Cluster, project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    picture = project / "manuscript" / "b" / "noise.svg"
    dots = "".join(f'<circle cx="{n * 7919 % 997}" cy="{n}" r="1"/>' for n in range(40_000))
    picture.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{dots}</svg>', "utf-8"
    )
    article = project / "manuscript" / "b" / "article.md"
    article.write_text(article.read_text("utf-8") + "\n\n![Noise](noise.svg){alt='Dots'}\n")
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(journal.read_text("utf-8") + "\nlimits:\n  output: 1\n", "utf-8")
    where = ("--format", "html", "--scheduler", cluster.address)
    found = build(project, tmp_path / "output", *where)
    assert "[limit-output]" in found.said
    assert sorted(found.products) == ["a/a.html", "a/manifest.json"]
    article.write_text(article.read_text("utf-8") + "\n\nOne paragraph [@cornell2001].\n" * 4000)
    journal.write_text(journal.read_text("utf-8").replace("output: 1", "time: 1"), "utf-8")
    found = build(project, tmp_path / "none", "b", *where)
    assert "took longer than 1 seconds. [limit-time]" in found.said
    assert not found.products


@on_the_cluster
def test_a_build_that_is_broken_off_says_what_was_finished(
    cluster: Cluster, project: Path, tmp_path: Path
) -> None:
    for number in range(60):  # more than are built before a busy machine gives the signal
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / f"b{number:02}")
    output = tmp_path / "output"
    what = ("--format", "html", "--scheduler", cluster.address)
    running = begin(project, output, *what, **EPOCH)
    assert running.stderr is not None
    first = running.stderr.readline()
    assert first.startswith("[1 of 61] ")
    running.send_signal(signal.SIGINT)
    found = finish(running, output)
    assert found.code == 130
    last = found.complained.splitlines()[-1]
    assert last.startswith(f"Stopped. Built before: {first.split()[3][:-1]}")
    assert last.endswith("). What stands in the output folder is whole.")
    for nanny in cluster.started[1:]:
        wait_for(lambda nanny=nanny: not [*worker_processes(nanny)], 20)  # type: ignore[misc]


def at_work(nanny: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    """The worker processes that build an article now: their fork servers have children."""
    for process in worker_processes(nanny):
        with contextlib.suppress(psutil.NoSuchProcess):
            if any(server.children() for server in process.children()):
                yield process


@on_the_cluster
@pytest.mark.parametrize("victim", ["worker", "process"])
def test_what_a_killed_process_was_at_is_done_again(
    cluster: Cluster, five: Journal, tmp_path: Path, victim: str
) -> None:
    where = ("--scheduler", cluster.address)
    running = begin(five.project, tmp_path / "output", *FIVE, *where, **EPOCH)
    nanny = cluster.started[1]
    found_at_work: list[psutil.Process] = []
    wait_for(lambda: found_at_work.extend(at_work(nanny)) or found_at_work)
    kill(found_at_work[0] if victim == "process" else found_at_work[0].parent())
    found = finish(running, tmp_path / "output")
    assert found.code == SUCCESS, found.said + found.complained
    same(five.serial, found)
    # Nothing of ours is left behind.
    wait_for(lambda: not [*worker_processes(nanny)], 20)


@on_the_cluster
def test_workers_that_would_give_other_products_are_left_out(
    cluster: Cluster, project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for folder in ("nashr", "templates", "bibliography"):
        shutil.copytree(ROOT / folder, other / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (other / "nashr" / "another.py").write_text("", "utf-8")
    differing = [cluster.start_worker(place, nanny=False) for place in (other, None)]
    try:
        where = ("--format", "html", "--scheduler", cluster.address)
        found = build(project, tmp_path / "output", *where)
        assert found.code == SUCCESS
        assert "a/a.html" in found.products
        assert "is left out: it differs from this machine in nashr.\n" in found.complained
        assert "is left out: nashr does not start there." in found.complained
        assert found.complained.count("\n") == 2
    finally:
        end(*differing)


# --- what goes wrong before it begins --------------------------------------------------------


def test_without_a_scheduler_it_says_so(project: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        hurry = "from nashr.cluster import client; client.CONNECT_TIMEOUT = 2"
        found = build(project, tmp_path / "output", "--scheduler", address, before=hurry)
    assert found.code == MACHINE_ERROR
    assert f"There is no scheduler to be reached at {address}. Is it running" in found.complained
    assert "Traceback" not in found.complained


def started(project: Path, output: Path, *arguments: str, before: str) -> Built:
    """A build by a Python that has imported nothing yet."""
    return finish(begin(project, output, *arguments, before=before), output)


def test_without_dask_it_says_how_to_get_it(project: Path, tmp_path: Path) -> None:
    without = "sys.modules['distributed'] = None"
    found = started(
        project, tmp_path / "output", "--scheduler", "tcp://127.0.0.1:1", before=without
    )
    assert found.code == MACHINE_ERROR
    assert "To install them: make setup-cluster." in found.complained
    assert found.complained.count("\n") == 1


def test_dask_is_imported_only_for_a_cluster(project: Path, tmp_path: Path) -> None:
    without = "sys.modules['distributed'] = sys.modules['dask'] = None"
    assert started(project, tmp_path / "output", "--format", "html", before=without).code == SUCCESS


@pytest.mark.parametrize("address", ["http://h:1", "tcp://h", "tls://me:secret@h:1", "tcp://h:1/x"])
def test_an_address_of_another_kind_is_refused_unseen(
    project: Path, tmp_path: Path, address: str
) -> None:
    found = build(project, tmp_path / "output", "--scheduler", address)
    assert found.code == 2
    assert "argument --scheduler: it is tcp:// or tls://" in found.complained
    assert "secret" not in found.complained


# --- TLS -------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_the_settings_for_tls_are_honoured(project: Path, tmp_path: Path) -> None:
    def certificate(name: str) -> tuple[str, str]:
        key, signed = tmp_path / f"{name}.key", tmp_path / f"{name}.pem"
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
                *("-subj", "/CN=localhost", "-keyout", str(key), "-out", str(signed)),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return str(key), str(signed)

    def settings(key: str, signed: str) -> dict[str, str]:
        tls = "DASK_DISTRIBUTED__COMM__TLS"
        return {
            f"{tls}__CA_FILE": signed,
            f"{tls}__CLIENT__KEY": key,
            f"{tls}__CLIENT__CERT": signed,
        }

    key, signed = certificate("cluster")
    security = ("--tls-ca-file", signed, "--tls-cert", signed, "--tls-key", key)
    made = Cluster(tmp_path / "cluster", security)
    hurry = "from nashr.cluster import client; client.NO_WORKER_TIMEOUT = 3; "
    try:
        made.start_scheduler()
        assert made.address.startswith("tls://")

        def built(connect: int = 6, **variables: str) -> Built:
            where = ("--format", "html", "--scheduler", made.address)
            before = f"{hurry}client.CONNECT_TIMEOUT = {connect}"
            return build(project, tmp_path / "output", *where, before=before, **variables)

        for found in (built(2), built(2, **settings(*certificate("another")))):
            assert found.code == MACHINE_ERROR
            assert "There is no scheduler to be reached at tls://127.0.0.1" in found.complained
            assert "Traceback" not in found.complained
            assert "PRIVATE" not in found.complained
        found = built(**settings(key, signed))
        assert found.code == MACHINE_ERROR
        assert "has had no worker for 3 seconds." in found.complained
        made.start_worker(nanny=False)
        found = built(**settings(key, signed))
        assert found.code == SUCCESS, found.complained
        assert "a/a.html" in found.products
    finally:
        made.end()


# --- small parts -----------------------------------------------------------------------------


class Line:
    """Stands for a client; remembers what would have travelled."""

    id = "one"

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.scheduler = self

    def register_worker_plugin(self, **_: Any) -> None: ...
    def unregister_worker_plugin(self, **_: Any) -> None: ...
    def identity(self, **_: Any) -> None: ...

    def sync(self, call: Any, **arguments: Any) -> Any:
        if call == self.identity:
            raise OSError
        self.sent.append(pickle.dumps(arguments))
        return {}


def test_the_environment_stays_at_home(project: Path) -> None:
    from nashr.cluster import client
    from nashr.pipeline.build import build as build_all
    from nashr.pipeline.compose import Request
    from nashr.project.workspace import Workspace

    request = Request(environment={"TOKEN": "hunter2", "SOURCE_DATE_EPOCH": "1774958400"})
    line = Line()
    pool = client.ClusterPool(line, "tcp://h:1", print)
    with pytest.raises(client.ClusterError, match="connection to the scheduler at tcp://h:1"):
        list(build_all(Workspace(project), request, pool))
    (worker_processes,) = line.sent
    assert b"The Small Journal" in worker_processes
    assert b"hunter2" not in worker_processes


class Gone:
    """A future whose workers were lost one after the other."""

    status = "error"

    def exception(self, **_: Any) -> Exception:
        from distributed import KilledWorker

        return KilledWorker("task", None, 3)

    def release(self) -> None: ...


def test_an_article_whose_workers_are_lost_each_time_is_given_up() -> None:
    from nashr.cluster import client

    pool = client.ClusterPool(Line(), "tcp://h:1", print)
    future = Gone()
    pool._submitted[future] = client._RemoteTask(("a", "compose"), "a")
    unused: Any = None
    ended = pool._result_of(future, unused, unused)
    assert ended is not None
    assert ended.status is Status.LOST


@pytest.mark.parametrize(("dies", "tries"), [("at its article", 3), ("before it", 1)])
def test_worker_processes_that_are_lost_are_given_up(
    dies: str, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from nashr.cluster import plugin

    started, closed = [], []

    class Brittle:
        def __init__(self) -> None:
            started.append(self)
            self.said = False

        def receive(self, _: float) -> Any:
            if self.said:
                raise plugin.ProcessLost
            self.said = True
            return {}

        def send(self, _: bytes) -> None:
            if dies == "before it":
                raise plugin.ProcessLost

        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(plugin, "WorkerProcess", Brittle)
    worker_processes = plugin.WorkerProcessPlugin("n", b"", {}, 1.0)
    worker_processes.closed, worker_processes.lock = False, threading.Lock()
    worker_processes.processes, worker_processes.idle, worker_processes.differs = set(), [], None
    assert worker_processes.build(b"") is None
    assert len(started) == tries
    assert closed == started
    assert worker_processes.processes == set()
