"""The limits of the processes of an article, and the diagnostics where they are exceeded."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.diagnostics import Diagnostic, Span
from nashr.model import Artifact, BuildLimits
from nashr.processes.pool import Ended, Limits, Status
from nashr.project.workspace import ARTICLE, MANUSCRIPTS

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
    if ended.status is Status.LOST:
        message = f"The process that built the article was lost: {ended.reason}."
        return Diagnostic("worker-lost", place, message, "Build the article again.")
    return failed(slug, "The article", ended.reason)


def failed(slug: str, what: str, reason: str) -> Diagnostic:
    """An output or the article failed by a defect of nashr or of the machine."""
    place = Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")
    return Diagnostic("build-failed", place, f"{what} failed: {reason}.")


def _over(limit: str, slug: str, limits: BuildLimits) -> Diagnostic:
    messages = {
        "time": f"Building the article took longer than {limits.time} seconds.",
        "memory": f"Building the article took more than {limits.memory} MB of memory.",
        "output": f"The products have more than {limits.output} MB together.",
    }
    place = Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")
    hint = f"Where that is in order, raise “limits: {limit}:” in journal.yaml."
    return Diagnostic(f"limit-{limit}", place, messages[limit], hint)
