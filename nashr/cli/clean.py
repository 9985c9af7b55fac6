"""``clean``: empty the cache."""

from __future__ import annotations

import os

from nashr.cli import exit_codes, terminal
from nashr.wording import counted, size

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
    terminal.tell(f"Emptied the cache: {counted(number, 'file')}, {size(total)}.")
    return exit_codes.SUCCESS
