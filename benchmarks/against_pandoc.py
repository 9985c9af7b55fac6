"""nashr against pandoc's three commands on the same article, in one run.

    .venv/bin/python benchmarks/against_pandoc.py [ROUNDS]

One side: ``python3 build.py`` of ``manuscript/azerbaycan-turkiye`` (PDF, EPUB, HTML and JATS, with
an empty cache). Other side: ``pandoc --citeproc`` to HTML, to EPUB, and to PDF through Typst, on
the same text and bibliography, with the title alone for front matter (pandoc's Typst template does
not compile with ours). Rounds alternate, so that a busy machine disturbs both; what counts is the
ratio, which must be at most 1.35. Python's bytecode is there, as after any first run, and so is
what ``make`` works out beforehand: a change of the code makes some of it void.
"""

from __future__ import annotations

import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nashr.engines import pandoc  # noqa: E402
from nashr.pipeline.prepare import prepare  # noqa: E402

ARTICLE = ROOT / "manuscript" / "azerbaycan-turkiye" / "article.md"
BIBLIOGRAPHY = ROOT / "bibliography" / "references.bib"
BOUND = 1.35
SECONDS = 300

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def timed(*commands: list[str], cache: Path | None = None) -> float:
    """Wall time of the commands, one after the other, in seconds. ``cache`` is nashr's."""
    environment = {**os.environ, "NASHR_CACHE": str(cache or "")}
    begun = time.perf_counter()
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=environment)
    return time.perf_counter() - begun


def plain(manuscript: str) -> str:
    """The manuscript with its title alone for front matter."""
    _, front_matter, body = manuscript.split("---\n", 2)
    title = next(line for line in front_matter.splitlines() if line.startswith("title:"))
    lang = next(line for line in front_matter.splitlines() if line.startswith("lang:"))
    return f"---\n{title}\n{lang}\n---\n{body}"


def ours(folder: Path) -> float:
    output, cache = folder / "output", folder / "cache"
    for path in (output, cache):
        shutil.rmtree(path, ignore_errors=True)
    build = [sys.executable, str(ROOT / "build.py"), ARTICLE.parent.name]
    build += ["--project", str(ROOT), "--format", "pdf,epub,html,jats", "--output", str(output)]
    return timed(build, cache=cache)


def theirs(folder: Path) -> float:
    return timed(*three_commands(folder, BIBLIOGRAPHY))


def three_commands(folder: Path, bibliography: Path) -> list[list[str]]:
    """HTML, EPUB and, by Typst, PDF of the ``article.md`` in the folder."""
    text = folder / "article.md"
    base = [str(pandoc.path()), str(text), "--citeproc", f"--bibliography={bibliography}"]
    base += ["--standalone", f"--resource-path={folder}"]
    typ, pdf = folder / "article.typ", folder / "article.pdf"
    return [
        [*base, "-o", str(folder / "article.html")],
        [*base, "-o", str(folder / "article.epub")],
        [*base, "-o", str(typ)],
        [sys.executable, "-c", TYPST, str(typ), str(pdf)],
    ]


def version() -> str:
    return pandoc.version()


def make_ready() -> None:
    """Do what ``make`` does and a changed file undoes, so that a build finds it."""
    compileall.compile_dir(ROOT / "nashr", quiet=2)
    prepare()


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    make_ready()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "article.md").write_text(plain(ARTICLE.read_text("utf-8")), "utf-8")
        ours(folder), theirs(folder)  # the first round fills the file cache of the system
        pairs = [(ours(folder), theirs(folder)) for _ in range(rounds)]
    ratios = [a / b for a, b in pairs]
    print(f"Python {platform.python_version()}, pandoc {pandoc.version()}, {rounds} rounds")
    print(f"nashr, four outputs:    median {statistics.median(a for a, _ in pairs):.2f} s")
    print(f"pandoc, three commands: median {statistics.median(b for _, b in pairs):.2f} s")
    print(
        f"ratio: median {statistics.median(ratios):.2f}, "
        f"from {min(ratios):.2f} to {max(ratios):.2f} (bound {BOUND})"
    )


if __name__ == "__main__":
    main()
