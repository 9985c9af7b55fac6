"""The limits of the processes of an article, and the diagnostics where they are exceeded."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Artifact, BuildLimits
from nashr.processes.forkserver import NO_PROCESS
from nashr.processes.pool import Ended, ForkServer, Limits, Pool, Status, Task, open_pool
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS

_MEGABYTE = 1_000_000
#: Bytes that a process may send beside the products: an edition with its images, twice.
_BESIDE = 200 * _MEGABYTE


def allowed(limits: BuildLimits, spent: float = 0.0) -> Limits:
    """The limits of a process; ``spent`` seconds of the article's time are gone."""
    return Limits(
        seconds=max(1.0, limits.time - spent),
        memory=limits.memory * _MEGABYTE,
        output=limits.output * _MEGABYTE + _BESIDE,
    )


def within(
    limits: Limits,
    pool: Pool,
    server: ForkServer,
    task: Task,
    *arguments: Any,
    last: bool = False,
) -> Ended:
    """The end of one task in a process under limits, the ``last`` of its server or not. The pool
    runs nothing else meanwhile.
    """
    pool.start(server, "", limits, task, *arguments, last=last)
    *_, ended = pool.events()
    assert isinstance(ended, Ended)
    return ended


def nothing() -> None:
    """Prepare nothing: for fork servers whose tasks need nothing that is loaded already."""


def alone(limits: Limits, task: Task, *arguments: Any) -> Ended:
    """The end of one task in a process under limits, for which a pool is opened and closed. The
    process ends with this one, whatever ends this one.
    """
    with open_pool(1) as pool:
        return within(limits, pool, pool.fork_server(nothing), task, *arguments)


def size_findings(
    slug: str, artifacts: Sequence[Artifact], limits: BuildLimits
) -> list[Diagnostic]:
    """The error where the products together are larger than the journal allows."""
    total = sum(len(artifact.data) for artifact in artifacts)
    return [_over("output", slug, limits)] if total > limits.output * _MEGABYTE else []


def lost(slug: str, ended: Ended, limits: BuildLimits) -> Diagnostic:
    """Why a process of an article has no result."""
    kinds = {Status.TIMED_OUT: "time", Status.OUT_OF_MEMORY: "memory", Status.TOO_MUCH: "output"}
    if ended.status in kinds:
        return _over(kinds[ended.status], slug, limits)
    place = Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")
    if ended.status is Status.LOST and ended.reason != NO_PROCESS:
        message = Message(
            "The process that built the article was lost: {reason}.", reason=ended.reason
        )
        return Diagnostic("worker-lost", place, message, Message("Build the article again."))
    return failed(slug, Message("The article failed: {reason}."), ended.reason)


#: The limits of reading ``journal.yaml``, which has those of the articles.
OF_JOURNAL = Limits(seconds=30.0, memory=1000 * _MEGABYTE, output=100 * _MEGABYTE)


def journal_lost(ended: Ended) -> Diagnostic:
    """Why the process that read ``journal.yaml`` has no result."""
    place = Span(JOURNAL)
    if ended.status is Status.TIMED_OUT:
        message = Message(
            "Reading the file took longer than {seconds:g} seconds.",
            seconds=OF_JOURNAL.seconds or 0,
        )
        return Diagnostic("limit-time", place, message, Message("Shorten it."))
    if ended.status in (Status.OUT_OF_MEMORY, Status.TOO_MUCH):
        return Diagnostic(
            "limit-memory",
            place,
            Message("The file is too large to be read."),
            Message("Shorten it."),
        )
    return _failed(place, Message("Reading the file failed: {reason}."), ended.reason)


#: The limits of ``cite``, for which a program may give the references of a large book.
OF_CITE = Limits(seconds=300.0, memory=2000 * _MEGABYTE, output=500 * _MEGABYTE)


def references_lost(ended: Ended, limits: Limits) -> Diagnostic:
    """Why the process that checked the references of a journal has no result."""
    place = Span(JOURNAL)
    if ended.status is Status.TIMED_OUT:
        message = Message(
            "Checking the references took longer than {seconds:g} seconds.",
            seconds=limits.seconds or 0,
        )
        return Diagnostic("limit-time", place, message, _raise("time"))
    if ended.status in (Status.OUT_OF_MEMORY, Status.TOO_MUCH):
        megabytes = (limits.memory or 0) // _MEGABYTE
        message = Message(
            "Checking the references took more than {megabytes} MB of memory.", megabytes=megabytes
        )
        return Diagnostic("limit-memory", place, message, _raise("memory"))
    return _failed(place, Message("Checking the references failed: {reason}."), ended.reason)


#: What helps where the system lets no file be as large as a product.
LARGER_FILES = Message("Let files be larger: ulimit -f says how large they may be here.")


def failed(slug: str, message: Message, reason: str) -> Diagnostic:
    """An output or the article failed by a defect of nashr or of the machine; ``message`` lacks the
    reason.
    """
    return _failed(Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}"), message, reason)


def _failed(place: Span, message: Message, reason: str) -> Diagnostic:
    more = Message("End other programs of this user, or allow more processes (ulimit -u).")
    hint = more if NO_PROCESS in reason else None
    if reason == os.strerror(errno.EFBIG):
        hint = LARGER_FILES
    return Diagnostic("build-failed", place, message.having(reason=reason), hint)


def _over(limit: str, slug: str, limits: BuildLimits) -> Diagnostic:
    messages = {
        "time": Message("Building the article took longer than {time} seconds.", time=limits.time),
        "memory": Message(
            "Building the article took more than {memory} MB of memory.", memory=limits.memory
        ),
        "output": Message(
            "The products have more than {output} MB together.", output=limits.output
        ),
    }
    place = Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")
    return Diagnostic(f"limit-{limit}", place, messages[limit], _raise(limit))


def _raise(limit: str) -> Message:
    return Message("Where that is in order, raise “limits: {limit}:” in journal.yaml.", limit=limit)
