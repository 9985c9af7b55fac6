"""What an issue costs beside the separate builds of its articles.

    .venv/bin/python benchmarks/issue.py > benchmarks/issue.txt
    .venv/bin/python benchmarks/issue.py --yearbook 0 --rounds 5

The articles are copies of one that ``archive.py`` makes. The separate builds are of the same pages:
of articles whose front matter has the volume, the number and the first page that the issue gives
them. An article without these has no line for them on its first page, and is set faster. The
commands take turns, each with a cache of its own, so that a busy machine disturbs both; bounds are
those of the project. The yearbook is an issue of so many articles; it is made once.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import archive
from memory import Peak
from scale import ROOT, Run, run

BUILD = [sys.executable, str(ROOT / "build.py")]
NAME = "2026-1"


def journal(folder: Path, articles: int, pages: int) -> None:
    """A journal of so many articles of so many pages, and an issue of all of them."""
    source = folder / "manuscript" / archive.generate_book(folder, pages=pages)
    text = (source / "article.md").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(volume|issue|year|first-page|last-page|doi|sample-values):.*\n", "", text)
    slugs = [f"article-{number:02}" for number in range(articles)]
    for slug in slugs:
        shutil.copytree(source, source.parent / slug)
        (source.parent / slug / "article.md").write_text(text, encoding="utf-8")
    shutil.rmtree(source)
    listed = "\n".join(f"      - {slug}" for slug in slugs)
    (folder / "manuscript/issues").mkdir()
    (folder / f"manuscript/issues/{NAME}.yaml").write_text(
        "volume: 1\nnumber: 1\nyear: 2026\nfront: [cover, inner-cover, contents]\nback: [authors]\n"
        f"sections:\n  - title: Articles\n    articles:\n{listed}\n",
        encoding="utf-8",
    )


def with_places(folder: Path, output: Path) -> Path:
    """A copy of the journal whose articles say where they stand in the issue that was made."""
    copy = folder.with_name("with-places")
    shutil.copytree(folder, copy)
    shutil.rmtree(copy / "manuscript/issues")
    made = json.loads((output / NAME / "manifest.json").read_text(encoding="utf-8"))
    for row in made["articles"]:
        source = copy / "manuscript" / row["article"] / "article.md"
        place = f"volume: 1\nissue: 1\nyear: 2026\nfirst-page: {row['first-page']}\n"
        text = source.read_text(encoding="utf-8").removeprefix("---\n")
        source.write_text(f"---\n{place}{text}", encoding="utf-8")
    return copy


def separate(folder: Path, cache: Path) -> Run:
    """The articles built by themselves."""
    return run([*BUILD, "build", "--project", str(folder), "--output", str(cache / "out")], cache)


def issue(folder: Path, cache: Path, peak: Peak) -> Run:
    """The issue made."""
    command = [*BUILD, "issue", NAME, "--project", str(folder), "--output", str(cache / "out")]
    return run(command, cache, peak.watching)


def change_middle(folder: Path, articles: int) -> None:
    """Change an article so that it is made again, with as many pages."""
    middle = folder / f"manuscript/article-{articles // 2:02}/article.md"
    middle.write_text(middle.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def _line(label: str, value: float, bound: float | None = None) -> None:
    limit = f"  (at most {bound:g})" if bound is not None else ""
    print(f"{label:<58} {value:8.2f}{limit}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--yearbook", type=int, default=60, help="its articles; 0 for none")
    options = parser.parse_args()
    apart: list[Run] = []
    whole: list[Run] = []
    changed: list[Run] = []
    standing: list[Run] = []
    peak = Peak()
    with tempfile.TemporaryDirectory() as made:
        folder, placed = Path(made) / "journal", None
        journal(folder, options.articles, options.pages)
        for number in range(options.rounds):
            caches = [Path(made) / f"{kind}-{number}" for kind in ("apart", "whole")]
            whole.append(issue(folder, caches[1], peak))
            placed = placed or with_places(folder, caches[1] / "out")
            apart.append(separate(placed, caches[0]))
            change_middle(folder, options.articles)
            changed.append(issue(folder, caches[1], peak))
            standing.append(issue(folder, caches[1], peak))
    of_apart = _median(apart)
    _line(f"{options.articles} articles of {options.pages} pages apart, seconds", of_apart)
    for label, runs, bound in (
        ("the issue, nothing cached: times that", whole, 1.15),
        ("one article changed and none moved: times that", changed, 0.3),
        ("nothing changed: times that", standing, None),
    ):
        _line(label, _median(runs) / of_apart, bound)
    for label, runs in (("the issue", whole), ("one article changed", changed)):
        cpu = statistics.median(b.cpu / a.cpu for a, b in zip(apart, runs, strict=True))
        _line(f"processor time, {label}: times that of the articles", cpu)
    _line("most memory of all processes together, MB", peak.megabytes, 2000)
    if options.yearbook:
        yearbook(options.yearbook, options.pages, _median(whole) / options.articles)


def yearbook(articles: int, pages: int, seconds: float) -> None:
    """Make an issue of so many articles; ``seconds`` is what one of fewer takes for each."""
    peak = Peak()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "journal"
        journal(folder, articles, pages)
        taken = issue(folder, Path(made) / "cache", peak)
    _line(f"a yearbook of {articles} articles, seconds", taken.seconds)
    _line("an article of it: times one of the issue", taken.seconds / articles / seconds, 1.1)
    _line("most memory of all processes together, MB", peak.megabytes, 2000)


def _median(runs: list[Run]) -> float:
    return statistics.median(one.seconds for one in runs)


if __name__ == "__main__":
    main()
