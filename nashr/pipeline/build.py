"""The whole build: load, read, cite, compose, render, publish.

Each article goes through the stages by itself. A stage gives back its value and what it found
wrong; when there is an error, the article stops there, its diagnostics are reported, whatever
stands in ``output/`` stays, and the next article is built.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import itertools
import pickle
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, sort_diagnostics
from nashr.model import Artifact, Journal
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output, outputs, rows
from nashr.pipeline import compose as composing
from nashr.pipeline import manifest
from nashr.pipeline import render as rendering
from nashr.pipeline.compose import (
    Log,
    Request,
    Stopped,
    compose,
    find_style,
    load_journal,
    read_references,
    remember,
    shared_sources,
)
from nashr.pipeline.limits import allowed, failed, lost, weigh
from nashr.pipeline.manifest import Product
from nashr.pipeline.render import Rendering, keep, render_output, set_pages
from nashr.processes import pool
from nashr.processes.pool import Begun, Ended, ForkServer, Pool, Send, Sent, Status
from nashr.project import atomic
from nashr.project.cache import Cache, key_of
from nashr.project.file_bundle import MissingFiles
from nashr.project.ledger import BuildRecord, Ledger, RecordedFinding, uncited
from nashr.project.workspace import Trace, Workspace


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What became of one article. Without products it was not built."""

    slug: str
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    #: Whether it stood already as it would be built.
    stood: bool = False
    #: Whether what is typeset is still to come: then there will be another report.
    unfinished: bool = False


class Observer(Protocol):
    """Hears how a build goes on while it does; the reports keep their order, and may wait."""

    def at(self, slug: str, doing: str) -> None: ...

    def done(self, report: ArticleReport) -> None: ...


class _Unobserved:
    """Lets it pass."""

    def at(self, slug: str, doing: str) -> None: ...

    def done(self, report: ArticleReport) -> None: ...


# --- the build -----------------------------------------------------------------------------

#: The steps of an article: composing it and making most of its outputs, and setting its pages.
MAKE, PAGES = "make", "pages"
READING, WRITING, SETTING = "reading", "writing", "setting the pages"
ELSEWHERE = "with the cluster"


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier builds left: records of what was built of what, and what they made."""

    ledger: Ledger
    cache: Cache

    @classmethod
    def none(cls, workspace: Workspace) -> Memory:
        """A memory that keeps nothing."""
        return cls(Ledger(None, str(workspace.project), str(workspace.output), {}), Cache(None))


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What all articles of a build have in common."""

    workspace: Workspace
    request: Request
    journal: Journal
    memory: Memory
    #: What was found in ``journal.yaml``.
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What the first process of an article gives back: all but the outputs that are typeset."""

    findings: tuple[Diagnostic, ...]
    outputs: Mapping[str, Rendering] = field(default_factory=dict)
    #: Of what; None where the article was not composed.
    origin: Origin | None = None
    #: Why it could not be composed where its files are not.
    lacking: MissingFiles | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What an article was made of, for its manifest and for the ledger."""

    #: The key of each output: outputs with the same key are the same.
    keys: Mapping[str, str]
    #: The works that it cites, and those that all articles may cite, each with its place.
    cited: tuple[str, ...]
    shared: Mapping[str, Span]
    #: What the manifest tells of it.
    conditions: Mapping[str, Any]
    #: What was looked at on the disk.
    trace: Trace
    #: The libraries of the machine that were used.
    libraries: Mapping[str, Sequence[int]]


@dataclass(slots=True)
class _Progress:
    """How far an article has come."""

    begun: float
    made: Made | None = None
    typeset: Mapping[str, Rendering] = field(default_factory=dict)
    tasks: int = 1


def build(
    workspace: Workspace,
    request: Request,
    crew: Pool,
    typesetters: ForkServer | None = None,
    memory: Memory | None = None,
    composers: ForkServer | None = None,
    observer: Observer | None = None,
) -> Iterator[ArticleReport]:
    """Build the articles and report on each in their order. The last report may be of the shared
    files: what is wrong in ``journal.yaml``, or stands uncited in the journal's bibliography.

    Each article has a process of its own, which comes from ``composers`` or else from a new
    starter, and what is typeset of it has another, which comes from ``typesetters``; all are held
    to the limits of the journal. What stands already as it would be built is left alone.
    """
    shared = Log(request.strict)
    the_journal = shared.take(load_journal(workspace))
    slugs = request.articles or tuple(workspace.articles())
    for slug in slugs:
        workspace.sweep(slug)
    atomic.sweep_scratch()
    if the_journal is not None and not has_errors(shared.found):
        memory = memory or Memory.none(workspace)
        memory.ledger.conditions()  # found out once, and not by each article
        work = BuildContext(workspace, request, the_journal, memory, tuple(shared.found))
        records: list[BuildRecord] = []
        observer = observer or _Unobserved()
        for report, record in _built(work, slugs, crew, typesetters, composers, observer):
            yield report
            records += [record] if record is not None and not report.unfinished else []
        if len(records) == len(slugs) and not request.articles:
            shared.found.extend(map(_diagnostic, uncited(records)))
    if shared.found:
        yield ArticleReport("", (), sort_diagnostics(shared.found), 0.0)


def _built(
    work: BuildContext,
    slugs: Sequence[str],
    crew: Pool,
    typesetters: ForkServer | None,
    composers: ForkServer | None,
    observer: Observer,
) -> Iterator[tuple[ArticleReport, BuildRecord | None]]:
    """The articles' reports in their order, as soon as they are there."""
    limits = work.journal.limits
    done: dict[str, tuple[ArticleReport, BuildRecord | None]] = {
        slug: found for slug in slugs if (found := _standing(work, slug)) is not None
    }
    for report, _ in done.values():
        observer.done(report)
    waiting = deque(slugs)
    wanted = [slug for slug in slugs if slug not in done]
    prepare_all = partial(ready, work) if len(wanted) > 1 else _nothing
    composers = composers or crew.fork_server(prepare_all)
    at_work: dict[str, _Progress] = {}
    for slug in wanted:
        crew.start(composers, (slug, MAKE), allowed(limits), make, work, slug)
    for event in crew.events():
        slug, step = event.tag
        progress = at_work.setdefault(slug, _Progress(time.monotonic()))
        if isinstance(event, Begun):
            observer.at(
                slug, ELSEWHERE if event.elsewhere else SETTING if step == PAGES else READING
            )
            continue
        if isinstance(event, Sent):
            observer.at(slug, WRITING)
            progress.tasks += 1
            crew.start(
                typesetters or composers,
                (slug, PAGES),
                allowed(limits, event.seconds),
                set_pages,
                event.data,
                first=True,
            )
            continue
        progress.tasks -= 1
        if step == MAKE:
            progress.made = event.value or Made((lost(slug, event, limits),))
            if progress.tasks and work.request.piecemeal:
                yield _finished(work, slug, progress)
        else:
            progress.typeset = event.value or unset(work, slug, event)
        if not progress.tasks:
            done[slug] = _finished(work, slug, at_work.pop(slug))
            observer.done(done[slug][0])
        while waiting and waiting[0] in done:
            yield done.pop(waiting.popleft())
    for slug in waiting:
        yield done[slug]


def _standing(work: BuildContext, slug: str) -> tuple[ArticleReport, BuildRecord] | None:
    """The report of an article that stands as it would be built."""
    ledger, formats = work.memory.ledger, work.request.formats
    record = ledger.standing(slug, formats)
    if record is None:
        return None
    found = tuple(map(_diagnostic, record.findings(formats)))
    stopped = has_errors(found, strict=work.request.strict)
    products = () if stopped else tuple(Product(*told) for told in record.products(formats))
    return ArticleReport(slug, products, found, 0.0, stood=True), record


def make(send: Send, work: BuildContext, slug: str) -> Made:
    """Compose an article, send its edition to be typeset, and render the other outputs.

    An output that was made of the same edition before is taken from the cache.
    """
    request, memory = work.request, work.memory
    log = Log(request.strict)
    own = work.workspace.for_article()
    shared: dict[str, Span] = {}
    edition = None
    with contextlib.suppress(Stopped):
        edition = compose(own, request, work.journal, slug, log, shared)
    if edition is None:
        return Made(tuple(log.found))
    bare = _pickled(replace(edition, templates={}, printing_condition=None))
    keys = {output.name: _key(memory, output, bare, edition) for output in outputs()}
    found = {name: memory.cache.get(keys[name]) for name in request.formats}
    made = {name: pickle.loads(data) for name, data in found.items() if data is not None}
    wanted = [output for output in rows(request.formats) if output.name not in made]
    typeset = {output.name: keys[output.name] for output in wanted if output.typeset}
    if typeset:
        condition = edition.printing_condition
        send(pickle.dumps((bare, edition.templates, condition, memory.cache, typeset)))
    for output in wanted:
        if not output.typeset:
            made[output.name] = render_output(output, edition)
            keep(memory.cache, keys[output.name], made[output.name])
    from nashr.pipeline.toolchain import library_files, toolchain  # while pages are being set

    origin = Origin(
        keys,
        tuple(sorted({reference.key for reference in edition.document.cited})),
        shared,
        manifest.conditions(own, edition, find_style(own, work.journal).value, toolchain()),
        own.trace(),
        library_files(),
    )
    return Made(tuple(log.found), made, origin)


def _pickled(edition: Edition) -> bytes:
    """The edition's bytes. Equal editions have equal ones: without a memo, it does not show which
    of their parts are one object, which depends on where they were made.
    """
    data = io.BytesIO()
    pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(edition)
    return data.getvalue()


def _key(memory: Memory, output: Output, bare: bytes, edition: Edition) -> str:
    """The key of an output: its edition (``bare`` of templates and printing condition), what of
    these two it depends on, and all that stands behind them.
    """
    if memory.cache.folder is None:
        return ""
    texts = sorted(edition.templates.items())
    own = (one for one in texts if one[0].startswith(f"{output.templates}/"))
    condition = edition.printing_condition if output.printing_condition else None
    profile = condition.profile if condition else b""
    conditions = memory.ledger.conditions()
    return key_of(output.name, conditions, bare, profile, *itertools.chain.from_iterable(own))


def unset(work: BuildContext, slug: str, ended: Ended) -> dict[str, Rendering]:
    """What stands for the outputs of an article whose typesetting process has no result."""
    if ended.how is Status.FAILED:
        why = failed(slug, "Setting the pages", ended.reason)
    else:
        why = lost(slug, ended, work.journal.limits)
    wanted = (output.name for output in rows(work.request.formats) if output.typeset)
    return dict.fromkeys(wanted, Outcome((), (why,)))


def _finished(
    work: BuildContext, slug: str, progress: _Progress
) -> tuple[ArticleReport, BuildRecord | None]:
    """The report of an article whose outputs are there, published unless one has an error."""
    made = progress.made or Made(())
    there = {**made.outputs, **progress.typeset}
    outcomes = {name: there[name] for name in work.request.formats if name in there}
    log = Log(work.request.strict)
    log.found.extend(made.findings)
    artifacts = [(name, part) for name, one in outcomes.items() for part in log.take(one)]
    products: tuple[Product, ...] = ()
    record = None
    if made.origin is not None:
        with contextlib.suppress(Stopped):
            log.found.extend(weigh(slug, [part for _, part in artifacts], work.journal.limits))
            log.checkpoint()
            products = publish(work.workspace, artifacts, made.origin.conditions, log)
            record = _recorded(work, slug, made, outcomes, products)
    seconds = time.monotonic() - progress.begun
    found = sort_diagnostics(log.found)
    return ArticleReport(slug, products, found, seconds, unfinished=bool(progress.tasks)), record


def _recorded(
    work: BuildContext,
    slug: str,
    made: Made,
    outcomes: Mapping[str, Rendering],
    products: Sequence[Product],
) -> BuildRecord:
    """Enter a built article into the ledger. An output of an earlier build that would be the same
    today stays known.
    """
    ledger, origin = work.memory.ledger, made.origin
    assert origin is not None
    before = ledger.record(slug)
    known = before.facts["outputs"] if before is not None else {}
    rows = {name: row for name, row in known.items() if row["key"] == origin.keys[name]}
    for name, outcome in outcomes.items():
        rows[name] = {
            "key": origin.keys[name],
            "products": [dataclasses.astuple(p) for p in products if p.format == name],
            "findings": [_row(found) for found in outcome.diagnostics],
        }
    facts = {
        "journal": [_row(found) for found in work.findings],
        "findings": [_row(found) for found in made.findings],
        "outputs": rows,
        "cited": origin.cited,
        "shared": {key: (at.file, at.line, at.column) for key, at in origin.shared.items()},
        "read": dataclasses.asdict(origin.trace),
        "libraries": origin.libraries,
    }
    return ledger.write(slug, facts)


def _row(found: Diagnostic) -> RecordedFinding:
    at = found.span
    return RecordedFinding(
        found.severity.value, found.code, at.file, at.line, at.column, found.message, found.hint
    )


def _diagnostic(told: RecordedFinding) -> Diagnostic:
    return Diagnostic(told.code, Span(told.file, told.line, told.column), told.message, told.hint)


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


def _product(slug: str, name: str, artifact: Artifact) -> Product:
    digest = hashlib.sha256(artifact.data).hexdigest()
    return Product(f"{slug}/{artifact.name}", name, len(artifact.data), digest, artifact.pages)


# --- what is done once for all articles -----------------------------------------------------


def _nothing() -> None:
    pass


#: Seconds after which the articles are left to read the shared bibliography themselves.
_PATIENCE = 30.0


def ready(work: BuildContext) -> None:
    """What each article would have to do: done once, where there are several. Whatever fails
    here will fail in the articles, and be told there.
    """
    from nashr.pipeline.toolchain import toolchain

    toolchain()
    own = work.workspace.for_article()
    with contextlib.suppress(Exception):
        composing.preload(work.journal)
    with contextlib.suppress(Exception):
        rendering.preload(own.templates().value)
    with contextlib.suppress(Exception):
        _read_shared(own, work.journal)


def _read_shared(workspace: Workspace, journal: Journal) -> None:
    """Read the bibliography that the articles share, in a process that is held to the limits."""
    sources = shared_sources(workspace, journal)
    most = allowed(journal.limits)
    most = replace(most, seconds=min(_PATIENCE, journal.limits.time))
    with pool.open_pool(1) as readers:
        reader = readers.fork_server(_nothing)
        readers.start(reader, "", most, read_references, sources, journal.language)
        for event in readers.events():
            if isinstance(event, Ended) and event.how is Status.DONE:
                remember(sources, journal.language, event.value)
