"""What the tests share: the projects, built once for a run, and ``--update-golden``."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from _pytest import runner
from memory_kit import join_pages
from schedule_kit import FilesAndGroups
from shared_kit import made_once, shared_folder
from warm_kit import load

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from nashr import invocation  # noqa: E402
from nashr.processes import forkserver  # noqa: E402

KITCHEN_SINK = ROOT / "tests" / "projects" / "kitchen-sink"
STRESS = ROOT / "tests" / "projects" / "stress"
SMALL = ROOT / "tests" / "projects" / "small"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the golden tests find as expected"
    )


#: Those of a build (``nashr.cli.main``): a typesetter makes so many objects that it keeps that
#: Python would look through all of them, and through those of the tests, again and again.
_GC_THRESHOLDS = (200_000, 20, 50)
#: Characters of a parameter's value that are in the name of the test.
_LONGEST_NAME = 200


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(*_GC_THRESHOLDS)
    # Each worker would compile the 300 modules of the tests, and what makes their asserts tell what
    # they compare, in every run: half the time that it takes to find the tests.
    sys.dont_write_bytecode = False
    # A shell that starts the tests in the background has them ignore Ctrl-C, and so would the
    # builds that they start and interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # Tests that share something costly, as a cluster, are groups: they go to one worker, also
    # where only -n was said.
    if config.getoption("dist", "no") == "load":
        config.option.dist = "loadgroup"
    # A test sees what is built, not what was built before; the tests of the cache name their own.
    os.environ["NASHR_CACHE"] = ""
    # Whatever the language of who runs the tests.
    os.environ["NASHR_LANG"] = "en"
    if config.getoption("--update-golden"):
        os.environ["NASHR_UPDATE"] = "1"


def pytest_xdist_auto_num_workers() -> int:
    """For ``-n auto``, a worker more than there are cores: the tests spend a fifth of their time
    waiting, for a browser, a server or the time limit of a build, and the third one uses it.
    """
    return len(os.sched_getaffinity(0)) + 1 if sys.platform == "linux" else (os.cpu_count() or 1)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One by one where tests take minutes, or the last sixteen would keep one worker busy alone."""
    if config.getoption("dist") != "loadgroup" or config.getoption("markexpr") == "long":
        return None
    return FilesAndGroups(config, log)


_internal_errors: list[str] = []


def pytest_internalerror(excrepr: object) -> None:
    _internal_errors.append(str(excrepr))


def pytest_unconfigure() -> None:
    """Say again what went wrong first, in a worker: of a long log, CI shows the end."""
    if len(_internal_errors) > 1:
        print("the first internal error:", *_internal_errors[0].splitlines()[-20:], sep="\n")


def pytest_make_parametrize_id(val: object) -> str | None:
    """The beginning of a long text is name enough. Pytest would make the whole text part of the
    test's name, of which each worker has three copies and sends one with each report.
    """
    if isinstance(val, str | bytes) and len(val) > _LONGEST_NAME:
        text = val if isinstance(val, str) else repr(val)[2:-1]
        return text[:_LONGEST_NAME].encode("unicode_escape").decode("ascii")
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run a test, with its fixtures, as a build runs its tasks: see ``with_stack_chunk``."""
    return forkserver.with_stack_chunk(runner.pytest_runtest_protocol, item, nextitem)


def pytest_collection_finish() -> None:
    """The thousands of tests stay until the end: no collection of garbage goes through them."""
    gc.collect()
    gc.freeze()
    join_pages()


@pytest.fixture(scope="session", autouse=True)
def _answers_of_pandoc(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Pandoc answers each question of this process, and of those that it forks, once in a run."""
    import pandoc_kit

    folder = shared_folder(tmp_path_factory) / "pandoc"
    folder.mkdir(exist_ok=True)
    pandoc_kit.keep_answers(folder)


@pytest.fixture(scope="session", autouse=True)
def _fonts_of_layouts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Layouts of this process, and of those that it forks, have fonts made ready once."""
    import fonts_kit

    fonts_kit.keep_fonts(tmp_path_factory.getbasetemp())


@pytest.fixture(autouse=True)
def _not_called_yet() -> Iterator[None]:
    """A command line that a test ran in this process is not that of the next test."""
    yield
    invocation.note(invocation.INSTALLED)


@pytest.fixture
def java_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """EPUBCheck and veraPDF answer from one process that all workers share: see ``java_kit``."""
    import java_kit

    with java_kit.kept_running(shared_folder(tmp_path_factory)):
        yield


@pytest.fixture(scope="session")
def update_golden() -> bool:
    return bool(os.environ.get("NASHR_UPDATE"))


@dataclass(frozen=True)
class Products:
    """The products of one article, as they stand in an output folder."""

    slug: str
    folder: Path

    def path(self, suffix: str) -> Path:
        """The file that ends so: ``pdf``, or ``-print.pdf``."""
        return self.folder / f"{self.slug}{'' if suffix.startswith('-') else '.'}{suffix}"


def _build(project: Path, output: Path, formats: tuple[str, ...] = ()) -> None:
    from nashr.diagnostics import Severity
    from nashr.pipeline.build import build
    from nashr.pipeline.compose import Request
    from nashr.processes.pool import InProcessPool
    from nashr.project.workspace import Workspace

    load()
    request = Request(environment={"SOURCE_DATE_EPOCH": "1774958400"})
    request = replace(request, formats=formats or request.formats)
    for report in build(Workspace(project, output), request, InProcessPool()):
        loud = [d for d in report.diagnostics if d.severity is not Severity.NOTICE]
        assert not loud, loud


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The project's own article, built."""
    output = made_once(tmp_path_factory, "article", partial(_build, ROOT))
    return Products("azerbaycan-turkiye", output / "azerbaycan-turkiye")


@pytest.fixture(scope="session")
def kitchen_sink(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The article that uses everything that a manuscript may use, built."""
    output = made_once(tmp_path_factory, "kitchen-sink", partial(_build, KITCHEN_SINK))
    return Products("kitchen-sink", output / "kitchen-sink")


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The article in which everything breaks that can break across lines and pages, built."""
    output = made_once(tmp_path_factory, "stress", partial(_build, STRESS))
    return Products("reading-order", output / "reading-order")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The shortest article, built."""
    output = made_once(tmp_path_factory, "small", partial(_build, SMALL))
    return Products("a", output / "a")


def _for_print(paths: pytest.TempPathFactory, project: Path, slug: str) -> Products:
    build = partial(_build, project, formats=("print",))
    return Products(slug, made_once(paths, f"{slug}-print", build) / slug)


def _in_word(paths: pytest.TempPathFactory, project: Path, slug: str) -> Products:
    build = partial(_build, project, formats=("docx",))
    return Products(slug, made_once(paths, f"{slug}-docx", build) / slug)


@pytest.fixture(scope="session")
def article_in_word(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The Word file of the project's own article."""
    return _in_word(tmp_path_factory, ROOT, "azerbaycan-turkiye")


@pytest.fixture(scope="session")
def kitchen_sink_in_word(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The Word file of the article that uses everything."""
    return _in_word(tmp_path_factory, KITCHEN_SINK, "kitchen-sink")


@pytest.fixture(scope="session")
def small_in_word(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The Word file of the shortest article."""
    return _in_word(tmp_path_factory, SMALL, "a")


@pytest.fixture(scope="session")
def article_for_print(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The print file of the project's own article."""
    return _for_print(tmp_path_factory, ROOT, "azerbaycan-turkiye")


@pytest.fixture(scope="session")
def kitchen_sink_for_print(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The print file of the article that uses everything."""
    return _for_print(tmp_path_factory, KITCHEN_SINK, "kitchen-sink")


@pytest.fixture(scope="session")
def small_for_print(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """The print file of the shortest article."""
    return _for_print(tmp_path_factory, SMALL, "a")


@pytest.fixture
def no_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """``doctor`` looks through no installed wheels, for which it needs more than a second. The
    tests of ``nashr.cli.shared_libraries`` have it do so.
    """
    from nashr.cli import shared_libraries

    monkeypatch.setattr(shared_libraries, "needs", list)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small sound project that a test may break: one article ``a`` with one citation."""
    load()  # most of these tests build, each in processes that are forked from this one
    folder = tmp_path / "project"
    shutil.copytree(SMALL, folder)
    return folder
