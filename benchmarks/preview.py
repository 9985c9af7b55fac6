"""From the save to the page renewed, in a running preview.

    .venv/bin/python benchmarks/preview.py [ROUNDS]

A copy of ``manuscript/azerbaycan-turkiye`` is previewed. In each round a word is put into its text,
and the time is taken from the writing of the file to the event that tells the browser of the new
web page, and to that of the new PDF. The bounds of the project are 0.5 s and 1 s, on a machine that
has its cores for itself. Beside the clock stands the CPU time of all the preview's processes, to
which other work on the machine adds little, and how much slower than its own CPU time a piece of
plain Python ran meanwhile: that is the share of the clock's time that others took.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SLUG = "azerbaycan-turkiye"
HTML_BOUND, PDF_BOUND = 0.5, 1.0
SECONDS = 120
TICK = os.sysconf("SC_CLK_TCK")
PLACE = "Türkiyə"


@dataclass(frozen=True)
class Round:
    """Seconds from the save by the clock, and of CPU in all processes of the preview."""

    html: float
    html_cpu: float
    pdf: float
    pdf_cpu: float


def cpu(pid: int) -> float:
    """CPU seconds of the process, its fork servers, and their children that have ended."""

    def fields(process: int) -> list[str]:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()

    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = sum(map(int, fields(pid)[11:13]))
    return (own + sum(int(f) for c in children for f in fields(int(c))[11:15])) / TICK


def slowness() -> float:
    """How much longer than its CPU time a piece of work takes just now."""
    begun, spent = time.perf_counter(), time.process_time()
    sum(n * n for n in range(1_500_000))
    return (time.perf_counter() - begun) / (time.process_time() - spent)


def events(address: str) -> Iterator[dict[str, Any]]:
    """The states that a browser with the article open is told of."""
    host = address.removeprefix("http://").rstrip("/")
    line = http.client.HTTPConnection(host, timeout=SECONDS)
    line.request("GET", f"/events?article={SLUG}")
    answer = line.getresponse()
    while row := answer.readline():
        if row.startswith(b"data: "):
            article: dict[str, Any] = json.loads(row[6:])["articles"][0]
            yield article


def versions(article: dict[str, Any]) -> dict[str, str]:
    return {product["format"]: product["version"] for product in article["products"]}


def settled(news: Iterator[dict[str, Any]]) -> dict[str, str]:
    """The versions once nothing is being made."""
    for article in news:
        if not article["awaited"] and article["products"]:
            return versions(article)
    raise RuntimeError("the preview has ended")


def one(news: Iterator[dict[str, Any]], text: Path, pid: int, number: int) -> Round:
    before = versions_now = settled_versions[-1]
    new = ORIGINAL.replace(PLACE, f"{PLACE} söz{number}", 1 + number % 3)
    spent, begun = cpu(pid), time.perf_counter()
    text.write_text(new, "utf-8")
    html = html_cpu = 0.0
    for article in news:
        versions_now = versions(article)
        if not html and versions_now["html"] != before["html"]:
            html, html_cpu = time.perf_counter() - begun, cpu(pid) - spent
        if versions_now["pdf"] != before["pdf"]:
            pdf, pdf_cpu = time.perf_counter() - begun, cpu(pid) - spent
            break
    if article["awaited"]:
        versions_now = settled(news)
    settled_versions.append(versions_now)
    return Round(html, html_cpu, pdf, pdf_cpu)


ORIGINAL = (ROOT / "manuscript" / SLUG / "article.md").read_text("utf-8")
settled_versions: list[dict[str, str]] = []


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        for part in ("manuscript", "bibliography"):
            shutil.copytree(ROOT / part, project / part)
        command = [sys.executable, str(ROOT / "build.py"), "preview", "--port", "0"]
        running = subprocess.Popen(
            [*command, "--project", str(project)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "NASHR_CACHE": str(Path(name) / "cache")},
        )
        try:
            assert running.stdout is not None
            address = next(w for w in running.stdout.readline().split() if w.startswith("http"))
            news = events(address)
            settled_versions.append(settled(news))
            text = project / "manuscript" / SLUG / "article.md"
            slow, found = [], []
            for number in range(rounds + 1):
                slow.append(slowness())
                found.append(one(news, text, running.pid, number))
                time.sleep(0.3)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(SECONDS)
    report(found[1:], slow[1:])  # the first fills the file cache of the system


def report(found: list[Round], slow: list[float]) -> None:
    def row(name: str, clock: list[float], spent: list[float], bound: float) -> str:
        middle = statistics.median(clock)
        return (
            f"{name}: median {middle:.2f} s, from {min(clock):.2f} to {max(clock):.2f} s "
            f"(bound {bound} s, {middle / bound:.2f} of it); CPU {statistics.median(spent):.2f} s"
        )

    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(found)} rounds")
    html, pdf = [r.html for r in found], [r.pdf for r in found]
    print(row("save to new web page", html, [r.html_cpu for r in found], HTML_BOUND))
    print(row("save to new PDF     ", pdf, [r.pdf_cpu for r in found], PDF_BOUND))
    taken = statistics.median(slow)
    print(f"plain Python meanwhile: {taken:.2f} times its CPU time by the clock (alone: 1.0)")


if __name__ == "__main__":
    main()
