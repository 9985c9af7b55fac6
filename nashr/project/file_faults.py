"""What is wrong with a file or a folder of the project, as diagnostics."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message, reason_of
from nashr.project import safe_files
from nashr.project.safe_files import LARGEST_FILE


def refuse(code: str, at: Span, message: Message) -> Outcome[Any]:
    return Outcome(None, (Diagnostic(code, at, message),))


def unread(path: str, at: Span, error: OSError) -> Outcome[Any]:
    """Why a file of the project could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refuse("file-missing", at, Message("There is no file “{path}”.", path=path))
    if error.errno == errno.EFBIG:
        most = LARGEST_FILE // 1_000_000
        message = Message("“{path}” has more than {most} megabytes.", path=path, most=most)
        return refuse("input-too-large", at, message)
    if error.errno == errno.EINVAL:
        return refuse(
            "file-unreadable", at, Message("“{path}” is not a file of the usual kind.", path=path)
        )
    reason = reason_of(error)
    return refuse(
        "file-unreadable",
        at,
        Message("“{path}” cannot be read: {reason}.", path=path, reason=reason),
    )


def walk_findings(walked: safe_files.Walked) -> Iterator[Diagnostic]:
    """What kept a folder of the project from being listed."""
    place = Span(printable_name(walked.at))
    if walked.fault == safe_files.LEADS_OUT:
        message = Message("The link leads out of the project.")
        yield Diagnostic("file-outside-project", place, message)
    elif walked.fault == safe_files.TOO_MANY:
        message = Message("The folder has more than {most} files.", most=safe_files.MOST_NAMES)
        yield Diagnostic("input-too-large", place, message)
    elif walked.fault:
        message = Message(
            "Folders are nested more than {most} levels deep.", most=safe_files.DEEPEST
        )
        yield Diagnostic("nesting-too-deep", place, message)


def name_findings(folder: str, names: Iterable[str], kind: str = "file") -> Iterator[Diagnostic]:
    """The names that are no UTF-8, and so can stand in no product and no text."""
    for name in sorted(names):
        if not is_utf8(name):
            place = Span(printable_name(f"{folder}/{name}"))
            message = Message("The name of the file is not UTF-8.")
            if kind == "folder":
                message = Message("The name of the folder is not UTF-8.")
            yield Diagnostic("file-not-utf8", place, message, Message("Give it another name."))


def is_utf8(name: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def printable_name(name: str) -> str:
    """A path with the bytes that are not UTF-8 as ``\\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
