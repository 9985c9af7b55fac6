"""What an issue costs beside the separate builds of its articles.

    .venv/bin/python benchmarks/issue.py > benchmarks/issue.txt
    .venv/bin/python benchmarks/issue.py --articles 60 --pages 10 --rounds 1

The articles are copies of one that ``archive.py`` makes. Both commands take turns, each with a
cache of its own, so that a busy machine disturbs both; bounds are those of the project.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import archive
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


def separate(folder: Path, cache: Path) -> Run:
    """The articles built by themselves."""
    return run([*BUILD, "build", "--project", str(folder), "--output", str(cache / "out")], cache)


def issue(folder: Path, cache: Path) -> Run:
    """The issue made."""
    command = [*BUILD, "issue", NAME, "--project", str(folder), "--output", str(cache / "out")]
    return run(command, cache)


def _line(label: str, value: float, bound: float | None = None) -> None:
    limit = f"  (at most {bound:g})" if bound is not None else ""
    print(f"{label:<58} {value:8.2f}{limit}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    apart: list[Run] = []
    whole: list[Run] = []
    changed: list[Run] = []
    standing: list[Run] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "journal"
        journal(folder, options.articles, options.pages)
        for number in range(options.rounds):
            caches = [Path(made) / f"{kind}-{number}" for kind in ("apart", "whole")]
            apart.append(separate(folder, caches[0]))
            whole.append(issue(folder, caches[1]))
            middle = folder / f"manuscript/article-{options.articles // 2:02}/article.md"
            text = middle.read_text(encoding="utf-8")
            middle.write_text(re.sub(r"\bthe\b", "the", text, count=1) + "\n", encoding="utf-8")
            changed.append(issue(folder, caches[1]))
            standing.append(issue(folder, caches[1]))
    of_apart = statistics.median(one.seconds for one in apart)
    _line(f"{options.articles} articles of {options.pages} pages apart, seconds", of_apart)
    for label, runs, bound in (
        ("the issue, nothing cached: times that", whole, 1.15),
        ("one article changed and none moved: times that", changed, 0.3),
        ("nothing changed: times that", standing, None),
    ):
        seconds = statistics.median(one.seconds for one in runs)
        _line(label, seconds / of_apart, bound)
    for label, runs in (("the issue", whole), ("one article changed", changed)):
        cpu = statistics.median(b.cpu / a.cpu for a, b in zip(apart, runs, strict=True))
        _line(f"processor time, {label}: times that of the articles", cpu)
    _line("most memory of one process, MB", max(one.megabytes for one in whole), 2000)


if __name__ == "__main__":
    main()
