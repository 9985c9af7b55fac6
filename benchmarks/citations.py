"""Citations: nashr against ``pandoc --citeproc`` on the same references, in one run.

    .venv/bin/python benchmarks/citations.py [ROUNDS] > benchmarks/citations.txt

Each measurement of nashr is a process of its own, which times what happens inside it: reading
the style, writing all citations and the whole list. Modules are loaded before the clock starts;
what loading them takes is told apart. Pandoc's time is that of its process, with what it takes
without ``--citeproc`` told apart. Rounds alternate, so that a busy machine disturbs both. The
references are generated: works of the usual types under names of which some come back in the
same year, each cited once, two out of ten with a page.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nashr.engines import pandoc  # noqa: E402

STYLE = "apa"
SIZES = (100, 750, 1500, 3000)
#: Pandoc takes minutes for the largest, so it runs these alone, and the largest once.
BESIDE = (100, 3000)
#: The project's bounds: seconds by number, and megabytes.
SECONDS = {100: 0.15, 3000: 4.0}
MEGABYTES = 300

FAMILIES = """
    Abbasov Adams Aliyeva Altun Anderson Aydın Bağırov Baker Becker Bennett Berg Brown Carter
    Çelik Clark Cohen Davies Demir Dubois Eliot Evans Fischer Foster Garcia Gray Green Guliyev
    Hall Harris Həsənov Hoffmann Hughes Ivanov Jackson Johnson Kaya Keller Khan King Klein Koch
    Kovács Lambert Larsen Lee Lewis Lindberg López Martin Mehdiyev Meyer Moore Morgan Müller Nagy
    Novak Öztürk Parker Petrov Quliyeva Reid Richter Roberts Rossi Rzayev Schmidt Silva Şahin
    Taylor Thomas Turner Ünal Vəliyev Walker Weber White Wilson Wolf Wright Yılmaz Young Zeynalov
""".split()
GIVEN = (
    "Ada Anar Ben Carl Dilara Emil Eva Farid Greta Hans Ilqar Jane Kamran Lala Max Nigar".split()
)
WORDS = """
    history memory border trade language reform energy poetry law school city river village press
    empire nation reading archive market voice
""".split()


def references(count: int) -> list[dict[str, Any]]:
    """``count`` works, the same in every run."""
    return [_reference(n) for n in range(count)]


def _reference(n: int) -> dict[str, Any]:
    people = [
        {"family": FAMILIES[(n * 7 + k * 31) % len(FAMILIES)], "given": GIVEN[(n + k) % len(GIVEN)]}
        for k in range(1 + n % 4)
    ]
    first, second, third = (WORDS[(n * step) % len(WORDS)] for step in (3, 7, 11))
    work: dict[str, Any] = {
        "id": f"work{n}",
        "author": people,
        "title": f"The {first} of {second} and {third}: an essay, number {n}",
        "issued": {"date-parts": [[1950 + (n * 13) % 75]]},
        "language": "en",
    }
    match n % 3:
        case 0:
            kind = {"type": "article-journal", "container-title": f"Journal of {first}"}
            return work | kind | {"volume": str(n % 60 + 1), "page": f"{n}-{n + 14}"}
        case 1:
            return work | {
                "type": "book",
                "publisher": f"{second} press",
                "publisher-place": "Bakı",
            }
        case _:
            editor = [{"family": FAMILIES[n % len(FAMILIES)], "given": "Orxan"}]
            kind = {"type": "chapter", "container-title": f"On {third}", "editor": editor}
            return work | kind | {"publisher": f"{first} press", "page": f"{n % 90}-{n % 90 + 9}"}


# --- one measurement -----------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    seconds: float
    #: Before the clock starts: modules for nashr, everything but citations for pandoc.
    start: float
    megabytes: float


def inside(count: int) -> None:
    """In a process of its own: time nashr and print the figures."""
    import resource

    works = {one["id"]: one for one in references(count)}
    begun = time.perf_counter()
    import nashr.citations.compiled_style  # noqa: F401
    from nashr import citations

    started = time.perf_counter()
    groups = [
        citations.read_citation({"citationItems": [_cited(n)]}, f"cite-{n}") for n in range(count)
    ]
    text = citations.style_text(STYLE) or ""
    done = citations.process(text, lambda _: None, works, groups, "en-US")
    texts = [citations.as_html(one.text) for one in (*done.citations, *done.bibliography)]
    seconds = time.perf_counter() - started
    assert len(texts) == 2 * count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, started - begun, peak]))


def _cited(n: int) -> dict[str, Any]:
    page = {"locator": str(n % 300 + 1), "label": "page"} if n % 5 == 0 else {}
    return {"id": f"work{n}", **page}


def ours(count: int) -> Measured:
    command = [sys.executable, __file__, "--inside", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(*json.loads(done.stdout))


def theirs(count: int) -> Measured:
    from nashr import citations

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "style.csl").write_text(citations.style_text(STYLE) or "", "utf-8")
        (folder / "items.json").write_text(json.dumps(references(count)), "utf-8")
        cites = [_cited(n) for n in range(count)]
        lines = [f"[@{c['id']}{', p. ' + c['locator'] if 'locator' in c else ''}]" for c in cites]
        (folder / "text.md").write_text("\n\n".join(lines), "utf-8")
        base = [str(pandoc.path()), "text.md", "--to=html", "--output=text.html"]
        plain, _ = _watched(base, folder)
        wanted = ["--citeproc", "--csl=style.csl", "--bibliography=items.json"]
        whole, peak = _watched([*base, *wanted], folder)
        return Measured(whole, plain, peak)


def _watched(command: list[str], folder: Path) -> tuple[float, float]:
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


# --- the table -----------------------------------------------------------------------------


def main() -> None:
    if sys.argv[1:2] == ["--inside"]:
        inside(int(sys.argv[2]))
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ours(10), theirs(10)  # the first round fills the file cache of the system
    print(f"Python {platform.python_version()}, pandoc {pandoc.version()}, {STYLE}; medians")
    print("references and citations:   nashr     memory    per 1,000 |   pandoc     memory")
    medians: dict[int, float] = {}
    for size in SIZES:
        mine, yours = _rounds(size, rounds)
        middle = _median(mine, lambda m: m.seconds)
        medians[size] = middle
        line = (
            f"{size:>6}                    {middle:>7.3f} s {_median(mine, _memory):>6.0f} MB"
            f"   {middle / size * 1000:>7.3f} s |"
        )
        if yours:
            line += f" {_median(yours, lambda m: m.seconds):>7.2f} s"
            line += f" {_median(yours, _memory):>6.0f} MB"
        print(line, flush=True)
        if size in SECONDS:
            print(f"       bound {SECONDS[size]} s, {MEGABYTES} MB; fastest {_least(mine):.3f} s")
    print(f"nashr loads its modules in {_median(mine, lambda m: m.start):.2f} s;", end=" ")
    print(f"pandoc reads and writes the longest text without citations in {yours[0].start:.2f} s")
    growth = medians[SIZES[-1]] / medians[SIZES[1]]
    print(f"{SIZES[-1] // SIZES[1]} times as many take nashr {growth:.2f} times as long")


def _rounds(size: int, rounds: int) -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
    mine, yours = [], []
    for n in range(rounds):
        mine.append(ours(size))
        if size in BESIDE and (n == 0 or size <= 1000):
            yours.append(theirs(size))
    return tuple(mine), tuple(yours)


def _memory(measured: Measured) -> float:
    return measured.megabytes


def _median(found: tuple[Measured, ...], figure: Callable[[Measured], float]) -> float:
    return statistics.median(map(figure, found))


def _least(found: tuple[Measured, ...]) -> float:
    return min(one.seconds for one in found)


if __name__ == "__main__":
    main()
