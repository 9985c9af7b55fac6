"""The build of several articles: limits, lost processes, and what becomes of the neighbours."""

from __future__ import annotations

import os
import random
import shutil
import signal
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR
from nashr.pipeline import build as pipeline
from nashr.processes.pool import Send, can_fork

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="this system cannot split processes"),
    pytest.mark.timeout(300),
]
BUILD_ARTICLE = pipeline.build_article
TROUBLE = "b"


@pytest.fixture
def neighbours(project: Path) -> Path:
    """A project with three articles; the second will be in trouble."""
    for slug in (TROUBLE, "c"):
        shutil.copytree(project / "manuscript" / "a", project / "manuscript" / slug)
    return project


def limit(project: Path, **limits: int) -> None:
    journal = project / "manuscript" / "journal.yaml"
    lines = "".join(f"  {name}: {value}\n" for name, value in limits.items())
    journal.write_text(f"{journal.read_text('utf-8')}\nlimits:\n{lines}", "utf-8")


def build(project: Path, *arguments: str) -> int:
    return cli.main(["--project", str(project), "--format", "html", "--jobs", "2", *arguments])


def sleepy(send: Send, *arguments: Any) -> Any:
    if arguments[-1] == TROUBLE:
        time.sleep(600)
    return BUILD_ARTICLE(send, *arguments)


def greedy(send: Send, *arguments: Any) -> Any:
    if arguments[-1] == TROUBLE:
        return [bytearray(1 << 20) for _ in range(10_000)]
    return BUILD_ARTICLE(send, *arguments)


def killed(send: Send, *arguments: Any) -> Any:
    if arguments[-1] == TROUBLE:
        os.kill(os.getpid(), signal.SIGKILL)
    return BUILD_ARTICLE(send, *arguments)


def products(project: Path) -> Iterator[str]:
    for path in sorted((project / "output").rglob("*.html")):
        yield path.stem


@pytest.mark.parametrize(
    ("trouble", "limits", "said"),
    [
        (sleepy, {"time": 6}, "Building the article took longer than 6 seconds. [limit-time]"),
        pytest.param(
            greedy,
            {"memory": 900},
            "Building the article took more than 900 MB of memory. [limit-memory]",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory"),
        ),
        (killed, {}, "was lost: it was ended by the signal SIGKILL. [worker-lost]"),
    ],
)
def test_an_article_over_a_limit_ends_alone(
    neighbours: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: Any,
    limits: dict[str, int],
    said: str,
) -> None:
    monkeypatch.setattr(pipeline, "build_article", trouble)
    limit(neighbours, **limits or {"time": 300})
    assert build(neighbours) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert said in out
    assert "Not built, see the errors above: b" in out
    assert list(products(neighbours)) == ["a", "c"]


def test_products_over_the_limit_are_not_published(
    neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = neighbours / "manuscript" / TROUBLE
    (folder / "noise.png").write_bytes(noise(700))
    text = (folder / "article.md").read_text("utf-8")
    (folder / "article.md").write_text(f"{text}\n\n![Noise](noise.png){{alt='Noise'}}\n", "utf-8")
    limit(neighbours, output=1)
    assert build(neighbours) == AUTHOR_ERROR
    assert "The products have more than 1 MB together. [limit-output]" in capsys.readouterr().out
    assert list(products(neighbours)) == ["a", "c"]


def noise(side: int) -> bytes:
    """A square grey PNG that does not compress."""
    rows = b"".join(b"\0" + random.Random(row).randbytes(side * 3) for row in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        )

    head = struct.pack("!IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_the_number_of_jobs_changes_nothing(neighbours: Path) -> None:
    found = []
    for jobs in ("0", "1", "3"):
        output = neighbours / f"output-{jobs}"
        assert cli.main(
            ["--project", str(neighbours), "--output", str(output), "--jobs", jobs]
        ) in (0, AUTHOR_ERROR)
        found.append(
            {p.relative_to(output): p.read_bytes() for p in output.rglob("*") if p.is_file()}
        )
    assert found[0]
    assert found[0] == found[1] == found[2]
