"""What pandoc answers, kept for a run of the tests.

Pandoc reads no file, clock or setting (``--sandbox``, no environment): the same arguments and the
same text have the same answer. Hundreds of tests build the same few articles, and pandoc takes a
quarter of the CPU time of each of these builds.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from pathlib import Path
from typing import Any

from nashr.engines import pandoc


def keep_answers(folder: Path) -> None:
    """Have pandoc answer each question once for all processes that keep its answers in the folder.
    A question that it refuses is put to it again.
    """
    ask = pandoc._run

    def answer(
        arguments: list[str], text: str | bytes, seconds: float, allocation: str
    ) -> tuple[bytes, tuple[str, ...]]:
        data = text if isinstance(text, bytes) else text.encode()
        question = repr((str(pandoc.path()), arguments, allocation)).encode()
        file = folder / hashlib.sha256(b"%d %b%b" % (len(question), question, data)).hexdigest()
        with contextlib.suppress(FileNotFoundError):
            kept: Any = pickle.loads(file.read_bytes())
            return kept  # type: ignore[no-any-return]
        said = ask(arguments, text, seconds, allocation)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(pickle.dumps(said))
        part.replace(file)
        return said

    pandoc._run = answer
