"""What the account of words costs: its share of the CPU of a cold build of the article.

    .venv/bin/python benchmarks/account.py [ROUNDS]

Each build runs in one new process, so that the CPU of every part can be read, that of its start
included; the functions of the account are timed where the outputs call them. At most 5%.
"""

from __future__ import annotations

import compileall
import contextlib
import io
import pkgutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nashr.cli import main as cli  # noqa: E402

BOUND = 0.05
#: The functions of the account that the outputs call, by the module or class that has them.
CALLED = {
    "nashr.outputs.account.shown_html": ("parsed",),
    "nashr.outputs.html.render": ("account_of_pages",),
    "nashr.outputs.epub.render": ("account_of_pages",),
    "nashr.outputs.jats.render": ("account", "unshown", "read", "alternatives", "looks_of"),
    "nashr.outputs.pdf.render": ("account_of_pages", "layout_account"),
    "nashr.typesetting.account:PageReading": ("__init__", "faults"),
    "nashr.typesetting.weasyprint": ("table_fault",),
}


class Watch:
    """The seconds of CPU that the functions took; calls inside one another count once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self._depth += 1
            begun = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.process_time() - begun

        return call


def once() -> None:
    """Build in this process and print the share."""
    watch = Watch()
    for place, names in CALLED.items():
        holder = pkgutil.resolve_name(place)
        for name in names:
            setattr(holder, name, watch.timed(getattr(holder, name)))
    with tempfile.TemporaryDirectory() as output, contextlib.redirect_stdout(io.StringIO()):
        command = ["build", "--project", str(ROOT), "--no-cache", "--jobs", "0"]
        if cli.main([*command, "--output", output]):
            sys.exit("the build failed")
    print(watch.seconds / time.process_time())


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    command = [sys.executable, __file__, "once"]
    compileall.compile_dir(ROOT / "nashr", quiet=2)  # as after any first run
    shares = []
    for _ in range(rounds):
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
        shares.append(float(done.stdout))
    share = statistics.median(shares)
    print(f"the account of words, of the CPU of a cold build: {share:.1%} (at most {BOUND:.0%})")
    return int(share > BOUND)


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        once()
    else:
        sys.exit(main())
