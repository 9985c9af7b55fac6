"""What a build costs, against the bounds of the project: ratios measured in one run.

    .venv/bin/python benchmarks/scale.py > benchmarks/scale.txt
    .venv/bin/python benchmarks/scale.py standing book --articles 20 --pages 60

Every build is a process of its own with a cache of its own; CPU seconds and the greatest memory
are those of the whole tree of its processes, pandoc among them. Commands that are compared take
turns, so that a busy machine disturbs both. Rows: ``standing``, ``pandoc``, ``archive``, ``many``
(nothing or a word changed in 500 articles), ``book``. The journal and the book are made by
``archive.py``; preview and cluster have measurements of their own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import against_pandoc
import archive

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "azerbaycan-turkiye"
THREE = "pdf,epub,html"
#: The start of Python that a build with nothing to do is held against.
START = [sys.executable, "-c", "import argparse, json"]
HOURS = 3 * 3600
#: How many articles pandoc is run on, spread over the archive.
SAMPLED = 20


@dataclass(frozen=True)
class Run:
    """A process and all that it started."""

    seconds: float
    cpu: float
    #: Of the greatest single process.
    megabytes: float
    said: str


#: What goes on while a process runs, by its number.
Watch = Callable[[int], contextlib.AbstractContextManager[None]]


def _watch_nothing(pid: int) -> contextlib.AbstractContextManager[None]:
    del pid
    return contextlib.nullcontext()


@dataclass(frozen=True)
class Row:
    """A line of the table; without a bound it only tells."""

    measure: str
    measured: float
    bound: float | None = None
    unit: str = ""
    at_least: bool = False
    remark: str = ""

    def kept(self) -> bool | None:
        if self.bound is None:
            return None
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


@dataclass(frozen=True)
class Options:
    articles: int
    many: int
    pages: int
    rounds: int


def run(command: Sequence[str], cache: Path | None = None, watch: Watch = _watch_nothing) -> Run:
    """Run it to its end, within ``watch`` of its number; ``subprocess.CalledProcessError`` where it
    fails.
    """
    environment = os.environ | {"NASHR_CACHE": str(cache) if cache else ""}
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=complained, env=environment)
        with watch(process.pid):
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0), complained.seek(0)
        text = said.read().decode()
        if process.returncode:
            error = text + complained.read().decode()
            raise subprocess.CalledProcessError(process.returncode, command, error)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


@dataclass(frozen=True)
class Project:
    """A journal, the folder of its products and the folder of its cache."""

    folder: Path
    output: Path
    cache: Path

    def build(self, *more: str, formats: str = THREE) -> Run:
        command = [sys.executable, str(ROOT / "build.py"), "build", "--format", formats]
        command += ["--project", str(self.folder), "--output", str(self.output), *more]
        return run(command, self.cache)

    def emptied(self) -> Project:
        """The same project as if it had never been built."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        return self


def _project(folder: Path, sources: Path, name: str) -> Project:
    return Project(sources, folder / f"{name}-output", folder / f"{name}-cache")


# --- the rows ------------------------------------------------------------------------------


def standing(folder: Path, options: Options) -> Iterator[Row]:
    """One article: nothing changed, against its cold build and the start of Python."""
    project = _project(folder, ROOT, "one")
    cold, again, start = [], [], []
    for _ in range(options.rounds):
        cold.append(project.emptied().build(SAMPLE).seconds)
        project.build(SAMPLE)  # what was written in the last moment is looked at once more
        for _ in range(3):
            again.append(project.build(SAMPLE).seconds)
            start.append(run(START).seconds)
    middle = statistics.median(again)
    yield Row("nothing changed, one article: of the cold build", middle / _median(cold), 0.15)
    yield Row("the same: of a start of Python", middle / _median(start), 2.5)
    usage = project.emptied().build(SAMPLE)
    yield Row("memory of the greatest process on the article", usage.megabytes, 400, "MB")


def pandoc(folder: Path, options: Options) -> Iterator[Row]:
    """One article cold, against pandoc's three commands."""
    text = folder / "article.md"
    text.write_text(against_pandoc.plain(against_pandoc.ARTICLE.read_text("utf-8")), "utf-8")
    against_pandoc.ours(folder), against_pandoc.theirs(folder)
    ratios = [
        against_pandoc.ours(folder) / against_pandoc.theirs(folder) for _ in range(options.rounds)
    ]
    measure = "cold build of an article: of pandoc's three commands"
    yield Row(measure, _median(ratios), against_pandoc.BOUND)


def many_articles(folder: Path, options: Options) -> Iterator[Row]:
    """Nothing, and one word, changed in many articles."""
    sources = folder / "many"
    slugs = archive.generate(sources, articles=options.many)
    project = _project(folder, sources, "many")
    project.build()
    project.build()
    again = [project.build().seconds for _ in range(options.rounds)]
    count = len(slugs)
    yield Row(f"nothing changed, {count} articles", _median(again), 1.0, "s")
    slug = slugs[count // 2]
    alone = _project(folder, sources, "alone")
    ratios, of_cpu = [], []
    for number in range(options.rounds):
        article = sources / "manuscript" / slug / archive.ARTICLE
        _change_a_word(article, number)
        changed, cold = project.build(), alone.emptied().build(slug)
        ratios.append(changed.seconds / cold.seconds)
        of_cpu.append(changed.cpu / cold.cpu)
    measure = f"a word changed in one of {count}: of that article's cold build"
    yield Row(measure, _median(ratios), 1.1, remark=f"{_median(of_cpu):.2f} of its CPU")


def _change_a_word(article: Path, number: int) -> None:
    head, body = article.read_text("utf-8").split("\n---\n", 1)
    words = body.split(" ")
    words[30] = f"söz{number}"
    article.write_text(f"{head}\n---\n{' '.join(words)}", "utf-8")


def whole_archive(folder: Path, options: Options) -> Iterator[Row]:
    """A cold build of many articles, against pandoc, and by one and two workers."""
    sources = folder / "archive"
    slugs = archive.generate(sources, articles=options.articles)
    project = _project(folder, sources, "archive")
    one = project.emptied().build("--jobs", "1")
    two = project.emptied().build("--jobs", "2")
    shutil.rmtree(project.output)
    step = max(1, len(slugs) // SAMPLED)
    theirs = [_pandoc_on(sources, slug, folder) for slug in slugs[::step]]
    mine, yours = two.cpu / len(slugs), statistics.mean(theirs)
    count = len(slugs)
    remark = f"{mine:.2f} s of {yours:.2f} s, pandoc on {len(theirs)} of them"
    measure = f"{count} articles, CPU an article: of pandoc's three commands"
    yield Row(measure, mine / yours, 0.85, remark=remark)
    remark = f"{one.seconds:.0f} s and {two.seconds:.0f} s; {os.cpu_count()} cores"
    yield Row("the same, two workers over one", one.seconds / two.seconds, 1.8, "", True, remark)
    yield Row("the same, memory of the greatest process", two.megabytes, 400, "MB")


def _pandoc_on(sources: Path, slug: str, folder: Path) -> float:
    """CPU seconds of pandoc's three commands on an article, in its folder."""
    work = sources / "manuscript" / slug
    text = (work / archive.ARTICLE).read_text("utf-8")
    plain = folder / "plain" / slug
    shutil.copytree(work, plain, dirs_exist_ok=True)
    (plain / archive.ARTICLE).write_text(against_pandoc.plain(text), "utf-8")
    bibliography = sources / "bibliography" / "references.bib"
    commands = against_pandoc.three_commands(plain, bibliography)
    return sum(run(command).cpu for command in commands)


def book(folder: Path, options: Options) -> Iterator[Row]:
    """One manuscript of 10 to 600 pages: time by pages, and memory."""
    sources = folder / "book"
    project = _project(folder, sources, "book")
    sizes = [n for n in (10, 30, 100, 300, 600) if n < options.pages] + [options.pages]
    cpu: dict[int, float] = {}
    for size in sizes:
        slug = archive.generate_book(sources, pages=size)
        done = project.emptied().build(slug, "--json")
        pages = _pages(done)
        cpu[size] = done.cpu / pages
        remark = f"{done.cpu:.1f} s CPU, {done.seconds:.1f} s by the clock, {done.megabytes:.0f} MB"
        yield Row(f"book of {pages} pages: a page", 1000 * cpu[size], None, "ms", remark=remark)
    yield Row("the last: memory of the greatest process", done.megabytes, 800, "MB")
    least = 30 if 30 in cpu else sizes[0]
    measure = f"time a page, of {sizes[-1]} pages over of {least}"
    yield Row(measure, cpu[sizes[-1]] / cpu[least], 1.1)


def _pages(done: Run) -> int:
    products = (p for a in json.loads(done.said)["articles"] for p in a["products"])
    return next(int(p["pages"]) for p in products if p["pages"])


def _median(found: Sequence[float]) -> float:
    return statistics.median(found)


# --- the table -----------------------------------------------------------------------------

ROWS: dict[str, Callable[[Path, Options], Iterator[Row]]] = {
    "standing": standing,
    "pandoc": pandoc,
    "many": many_articles,
    "archive": whole_archive,
    "book": book,
}


def _line(row: Row) -> str:
    measured = f"{row.measured:.2f}" if row.measured < 100 else f"{row.measured:.0f}"
    bound = "" if row.bound is None else f"{'≥' if row.at_least else '≤'} {row.bound:g} {row.unit}"
    verdict = {None: "", True: "kept", False: "NOT KEPT"}[row.kept()]
    text = f"{row.measure:<62}{measured:>7} {row.unit:<3}{bound.strip():<11}{verdict:<9}"
    return f"{text} {row.remark}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all")
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="of the archive")
    parser.add_argument("--many", type=int, default=500, metavar="N", help="of what stands")
    parser.add_argument("--pages", type=int, default=600, metavar="N", help="of the longest book")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of what is compared")
    given = parser.parse_args()
    if unknown := [name for name in given.rows if name not in ROWS]:
        parser.error(f"“{unknown[0]}” is not one of {', '.join(ROWS)}")
    options = Options(given.articles, given.many, given.pages, given.rounds)
    version = against_pandoc.version()
    against_pandoc.make_ready()
    print(f"Python {platform.python_version()}, pandoc {version}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        for row_name in given.rows or ROWS:
            folder = Path(name) / row_name
            folder.mkdir()
            for row in ROWS[row_name](folder, options):
                print(_line(row), flush=True)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
