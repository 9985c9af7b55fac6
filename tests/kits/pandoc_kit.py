"""What pandoc answers, kept for a run of the tests.

Pandoc reads no file, clock or setting (``--sandbox``, no environment): the same arguments and the
same text have the same answer. Hundreds of tests build the same few articles, and pandoc takes a
quarter of the CPU time of each of these builds. New questions go to ``resident_pandoc_kit`` first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from pathlib import Path
from typing import Any

from resident_pandoc_kit import ResidentPandoc

from nashr.engines import pandoc

#: Starts pandoc for each question, as builds do.
PROGRAM = pandoc._run
#: Where this process keeps the answers.
kept_in: Path | None = None


def keep_answers(folder: Path, *, staying: bool = True) -> None:
    """Have pandoc answer each question once for all processes that keep its answers in the folder.
    A question that it refuses is put to it again. Without ``staying`` it is started for each new
    question, as builds do.
    """
    global kept_in
    kept_in = folder
    binary, usual = pandoc.path(), pandoc.SECONDS
    resident = ResidentPandoc() if staying else None

    def asked(
        arguments: list[str], text: str | bytes, seconds: float, allocation: str
    ) -> tuple[bytes, str]:
        if resident and seconds == usual and pandoc.path() == binary:
            data = text if isinstance(text, bytes) else text.encode()
            said = resident.ask(arguments, data)
            if said is not None:
                return said, ""
        return PROGRAM(arguments, text, seconds, allocation)

    def answer(
        arguments: list[str], text: str | bytes, seconds: float, allocation: str
    ) -> tuple[bytes, str]:
        data = text if isinstance(text, bytes) else text.encode()
        question = repr((str(pandoc.path()), arguments, allocation)).encode()
        file = folder / hashlib.sha256(b"%d %b%b" % (len(question), question, data)).hexdigest()
        with contextlib.suppress(FileNotFoundError):
            kept: Any = pickle.loads(file.read_bytes())
            return kept  # type: ignore[no-any-return]
        said = asked(arguments, text, seconds, allocation)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(pickle.dumps(said))
        part.replace(file)
        return said

    pandoc._run = answer
