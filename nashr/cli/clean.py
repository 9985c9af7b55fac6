"""``clean``: empty the cache."""

from __future__ import annotations

import os

from nashr.cli import exit_codes, terminal
from nashr.messages import plural
from nashr.wording import size

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # it takes none


def run(options: argparse.Namespace) -> int:
    del options
    from pathlib import Path

    from nashr.project import ledger
    from nashr.project.cache import Cache

    folder = ledger.cache_folder(os.environ)
    number, total = Cache(Path(folder) if folder else None).clear()
    terminal.tell(
        plural(
            "Emptied the cache: {n} file, {size}.",
            "Emptied the cache: {n} files, {size}.",
            number,
            size=size(total),
        )
    )
    return exit_codes.SUCCESS
