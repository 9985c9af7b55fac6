"""The whole build: load, read, cite, compose, render, publish.

Each article goes through the stages by itself. A stage gives back its value and what it found
wrong; when there is an error, the article stops there, its diagnostics are reported, whatever
stands in ``output/`` stays, and the next article is built.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nashr import citations, manifest
from nashr.composing import Log, Request, Stopped, compose, find_style, load_journal
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, in_order
from nashr.jobs import Crew, Ended, How, Limits, Send, Sent, Starter, named
from nashr.manifest import Product
from nashr.model import Artifact, BuildLimits, Journal
from nashr.outputs import OUTPUTS, Edition, Output
from nashr.rendering import render, set_pages
from nashr.toolchain import toolchain
from nashr.workspace import ARTICLE, MANUSCRIPTS, Workspace


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one article. Without products it was not built."""

    slug: str
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


# --- the build -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """What the first process of an article gives back: all but its PDF."""

    artifacts: tuple[tuple[str, Artifact], ...]
    diagnostics: tuple[Diagnostic, ...]
    #: The keys of the works that it cites, and of those that all articles may cite.
    cited: frozenset[str] = frozenset()
    shared: Mapping[str, Span] = field(default_factory=dict)
    #: What the manifest tells of the article; None where it was not composed.
    conditions: Mapping[str, Any] | None = None


@dataclass(slots=True)
class _Progress:
    """How far an article has come."""

    begun: float
    made: Made | None = None
    pdf: Outcome[tuple[Artifact, ...]] | None = None
    tasks: int = 1


def build(
    workspace: Workspace, request: Request, crew: Crew, typesetters: Starter | None = None
) -> Iterator[Report]:
    """Build the articles and report on each in their order. The last report may be of the shared
    files: what is wrong in ``journal.yaml``, or stands uncited in the journal's bibliography.

    Each article has a process of its own, and its PDF has another, which comes from
    ``typesetters``; all are held to the limits of the journal.
    """
    shared = Log(request.strict)
    the_journal = shared.take(load_journal(workspace))
    slugs = request.articles or tuple(workspace.articles())
    for slug in slugs:
        workspace.sweep(slug)
    if the_journal is not None and not has_errors(shared.found):
        built: list[Made] = []
        for report, made in _built(workspace, request, the_journal, slugs, crew, typesetters):
            if made is not None and report.products:
                built.append(made)
            yield report
        if built and len(built) == len(slugs) and not request.articles:
            shared.found.extend(_uncited(built))
    if shared.found:
        yield Report("", (), in_order(shared.found), 0.0)


def _built(
    workspace: Workspace,
    request: Request,
    the_journal: Journal,
    slugs: Sequence[str],
    crew: Crew,
    typesetters: Starter | None,
) -> Iterator[tuple[Report, Made | None]]:
    """The articles' reports in their order, as soon as they are there."""
    limits = the_journal.limits
    composers = crew.starter(_ready if len(slugs) > 1 else _nothing)
    typesetters = typesetters or composers
    at_work: dict[str, _Progress] = {}
    waiting = deque(slugs)
    done: dict[str, tuple[Report, Made | None]] = {}
    for slug in slugs:
        crew.start(
            composers, (slug, "make"), _allowed(limits), make, workspace, request, the_journal, slug
        )
    for event in crew.events():
        slug, step = event.tag
        progress = at_work.setdefault(slug, _Progress(time.monotonic()))
        if isinstance(event, Sent):
            progress.tasks += 1
            allowed = _allowed(limits, event.seconds)
            crew.start(typesetters, (slug, "pdf"), allowed, set_pages, event.data, first=True)
            continue
        progress.tasks -= 1
        if step == "make":
            progress.made = event.value or Made((), (_lost(slug, event, limits),))
        else:
            progress.pdf = event.value or Outcome((), (_lost(slug, event, limits),))
        if not progress.tasks:
            done[slug] = _finish(workspace, request, limits, slug, at_work.pop(slug)), progress.made
        while waiting and waiting[0] in done:
            yield done.pop(waiting.popleft())


def make(
    send: Send, workspace: Workspace, request: Request, the_journal: Journal, slug: str
) -> Made:
    """Compose an article, send its edition to be typeset, and render the other outputs."""
    log = Log(request.strict)
    own = workspace.for_article()
    shared: dict[str, Span] = {}
    edition = None
    with contextlib.suppress(Stopped):
        edition = compose(own, request, the_journal, slug, log, shared)
    if edition is None:
        return Made((), tuple(log.found))
    if "pdf" in request.formats:
        send(pickle.dumps(edition))
    artifacts: list[tuple[str, Artifact]] = []
    for output in OUTPUTS:
        if output.name in request.formats and output.name != "pdf":
            artifacts += [(output.name, made) for made in log.take(_rendered(output, edition))]
    return Made(
        tuple(artifacts),
        tuple(log.found),
        frozenset(reference.key for reference in edition.document.cited),
        shared,
        manifest.conditions(own, edition, find_style(own, the_journal).value, toolchain()),
    )


def _rendered(output: Output, edition: Edition) -> Outcome[tuple[Artifact, ...]]:
    """The output's artifacts. A fault of ours in one output is no reason to be silent on others."""
    try:
        return render(output, edition)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours or of the machine
        return Outcome((), (_failed(edition.document.article.slug, output.name, named(error)),))


def _finish(
    workspace: Workspace, request: Request, limits: BuildLimits, slug: str, progress: _Progress
) -> Report:
    """The report of an article whose outputs are there, published unless one has an error."""
    log = Log(request.strict)
    artifacts: list[tuple[str, Artifact]] = []
    made = progress.made
    if progress.pdf is not None:
        artifacts += [("pdf", artifact) for artifact in log.take(progress.pdf)]
    if made is not None:
        artifacts += made.artifacts
        log.found.extend(made.diagnostics)
    products: tuple[Product, ...] = ()
    if made is not None and made.conditions is not None:
        with contextlib.suppress(Stopped):
            _weigh(slug, artifacts, limits, log)
            log.checkpoint()
            products = publish(workspace, artifacts, made.conditions, log)
    return Report(slug, products, in_order(log.found), time.monotonic() - progress.begun)


def publish(
    workspace: Workspace,
    artifacts: Sequence[tuple[str, Artifact]],
    conditions: Mapping[str, Any],
    log: Log,
) -> tuple[Product, ...]:
    """Write the products, and the manifest that tells of them."""
    slug = conditions["article"]
    products = tuple(_product(slug, name, artifact) for name, artifact in artifacts)
    listed = {p.path.removeprefix(f"{slug}/"): manifest.entry(p) for p in products}
    written = partial(manifest.of, workspace, conditions, listed)
    try:
        workspace.publish(slug, [artifact for _, artifact in artifacts], written)
    except OSError as error:
        message = f"The products cannot be written: {error.strerror or error}."
        log.found.append(Diagnostic("output-unwritable", Span(f"output/{slug}"), message))
        raise Stopped from None
    return products


def _uncited(built: Sequence[Made]) -> list[Diagnostic]:
    cited = frozenset[str]().union(*(made.cited for made in built))
    return [
        Diagnostic("reference-uncited", place, f"No article cites “{key}”.")
        for key, place in built[0].shared.items()
        if key not in cited
    ]


def _product(slug: str, name: str, artifact: Artifact) -> Product:
    digest = hashlib.sha256(artifact.data).hexdigest()
    return Product(f"{slug}/{artifact.name}", name, len(artifact.data), digest, artifact.pages)


# --- limits --------------------------------------------------------------------------------

_MEGABYTE = 1_000_000
#: What a process may say beside the products: an edition with its images, twice over.
_BESIDE = 200 * _MEGABYTE


def _allowed(limits: BuildLimits, spent: float = 0.0) -> Limits:
    """The limits of a process, of whose time ``spent`` seconds are gone."""
    return Limits(
        seconds=max(1.0, limits.time - spent),
        memory=limits.memory * _MEGABYTE,
        output=limits.output * _MEGABYTE + _BESIDE,
    )


def _weigh(
    slug: str, artifacts: Sequence[tuple[str, Artifact]], limits: BuildLimits, log: Log
) -> None:
    """Find fault with products that are too large together."""
    total = sum(len(artifact.data) for _, artifact in artifacts)
    if total > limits.output * _MEGABYTE:
        log.found.append(_over("output", slug, limits))


def _lost(slug: str, ended: Ended, limits: BuildLimits) -> Diagnostic:
    """Why a process of an article has no result."""
    kinds = {How.TIMED_OUT: "time", How.OUT_OF_MEMORY: "memory", How.TOO_MUCH: "output"}
    if ended.how in kinds:
        return _over(kinds[ended.how], slug, limits)
    place = Span(f"{MANUSCRIPTS}/{slug}/{ARTICLE}")
    if ended.how is How.LOST:
        message = f"The process that built the article was lost: {ended.reason}."
        return Diagnostic("worker-lost", place, message, "Build the article again.")
    return _failed(slug, "pdf" if ended.tag[1] == "pdf" else None, ended.reason)


def _failed(slug: str, output: str | None, reason: str) -> Diagnostic:
    what = f"The {output} output" if output else "The article"
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


def _nothing() -> None:
    pass


def _ready() -> None:
    """What each article would have to do: done once, where there are several."""
    citations.prepare()
    toolchain()
