"""The whole build: load, read, cite, compose, render, publish.

Each article goes through the stages by itself. A stage gives back its value and what it found
wrong; when there is an error, the article stops there, its diagnostics are reported, whatever
is in ``output/`` stays, and the next article is built.
"""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from nashr.bibliography.uncited import uncited_works
from nashr.diagnostics import Diagnostic, Outcome, has_errors, sort_diagnostics
from nashr.messages import Message
from nashr.outputs.table import rows
from nashr.pipeline import recorded
from nashr.pipeline.article import (
    NO_PAGES,
    ArticleResult,
    BuildContext,
    BuildStore,
    build_article,
)
from nashr.pipeline.compose import (
    Log,
    Request,
    Stopped,
)
from nashr.pipeline.front_matter import Parsed
from nashr.pipeline.journal_reading import JournalReading
from nashr.pipeline.limits import (
    allowed,
    failed,
    lost,
    nothing,
    size_findings,
)
from nashr.pipeline.manifest import Product
from nashr.pipeline.publish import publish
from nashr.pipeline.render import (
    RenderedOutput,
    set_pages,
    starts_of,
)
from nashr.pipeline.shared import preload_shared, read_journal
from nashr.processes.pool import (
    Ended,
    ForkServer,
    InProcessPool,
    Pool,
    ProcessPool,
    Sent,
    Started,
    Status,
    open_pool,
)
from nashr.project import atomic
from nashr.project.conflicts import conflicts
from nashr.project.ledger import BuildRecord
from nashr.project.misnamed import misnamed_manuscripts
from nashr.project.workspace import Workspace
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What became of one article. Without products it was not built."""

    slug: str
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    #: Whether its products were there already as they would be built.
    unchanged: bool = False
    #: Whether what is typeset is not there yet: then there will be another report.
    unfinished: bool = False
    #: What is wrong in the bibliography files that it reads, whether it cites that or not.
    bibliography: tuple[Diagnostic, ...] = ()
    #: Products of an earlier text that were removed, by their paths below the output folder.
    removed: tuple[str, ...] = ()


class Observer(Protocol):
    """Is told of the progress of a build at once, where the reports keep the articles' order."""

    def at(self, slug: str, doing: str) -> None:
        """A process works on the article; ``doing`` is the step."""

    def done(self, report: ArticleReport) -> None:
        """The article is finished."""


class NoObserver:
    """An observer for builds that nobody observes."""

    def at(self, slug: str, doing: str) -> None: ...

    def done(self, report: ArticleReport) -> None: ...


# --- the build -----------------------------------------------------------------------------

#: The tasks of an article: composing it and rendering most of its outputs, and setting its pages.
COMPOSE, SET_PAGES = "compose", "pages"
#: The steps of an article, for the progress.
READING, WRITING = Message("reading"), Message("writing")
SETTING = Message("setting the pages")
ON_CLUSTER = Message("with the cluster")


@dataclass(slots=True)
class _ArticleProgress:
    """An article whose tasks run: when they started, how many are left, and their results."""

    started: float
    result: ArticleResult | None = None
    typeset: Mapping[str, RenderedOutput] = field(default_factory=dict)
    tasks: int = 1


def build(
    workspace: Workspace,
    request: Request,
    pool: Pool,
    typesetters: ForkServer | None = None,
    store: BuildStore | None = None,
    composers: ForkServer | None = None,
    observer: Observer | None = None,
    reading: JournalReading | None = None,
) -> Iterator[ArticleReport]:
    """Build the articles and report on each in their order. The last report may be of the shared
    files: what is wrong in ``journal.yaml`` and in bibliographies, and works that no article cites.

    Each article has a process of its own, forked from ``composers`` or else from a new fork server,
    and what is typeset of it has another, forked from ``typesetters``; all have the limits of the
    journal. An article whose products are there as they would be built is not built again.
    ``reading``, where it is given, reads ``journal.yaml`` while this process is still busy, and the
    front matter of an article that is built alone; the fork servers are then of this build alone.
    """
    shared = Log(request.strict)
    with contextlib.ExitStack() as stack:
        is_local = isinstance(pool, ProcessPool | InProcessPool)
        own = pool if is_local else stack.enter_context(open_pool(1))
        slugs = request.articles or tuple(workspace.articles())
        store = store or BuildStore.none(workspace)
        alone = reading.article if reading is not None else None
        bare = None
        if composers is None and (reading is None or alone is not None):
            bare = own.fork_server(nothing)
        # What needs no journal is done while it may still be read.
        for slug in slugs:
            workspace.sweep(slug)
        atomic.remove_stale_temporary_folders()
        if alone is None:  # else its process finds them while pandoc reads
            store.ledger.conditions()  # once, and not in each article's process
        parsed: Parsed = ()
        if reading is not None:
            found, parsed = reading.result()
        else:
            reader = composers or bare
            assert reader is not None
            found = read_journal(workspace, own, reader)
        journal = shared.take(found)
    for finding in workspace.misnamed() if not request.articles else ():
        yield ArticleReport(finding.span.file.split("/")[1], (), (finding,), 0.0)
    if journal is not None and not has_errors(shared.found):
        context = BuildContext(workspace, request, journal, store, tuple(shared.found))
        records: list[BuildRecord] = []
        told: set[Diagnostic] = set()
        observer = observer or NoObserver()
        is_only = composers is None and alone is not None
        servers = _Servers(composers, bare if is_local else None, typesetters, is_only)
        for report, record in _build_articles(context, slugs, pool, servers, observer, parsed):
            yield report
            told.update(report.diagnostics)
            shared.found.extend(report.bibliography)
            records += [record] if record is not None and not report.unfinished else []
        whole = len(records) == len(slugs) and not request.articles
        uncited = uncited_works(records, whole=whole, each=request.list_uncited)
        misnamed = () if request.articles else misnamed_manuscripts(str(workspace.project))
        others = store.ledger.others(request.articles) if request.articles else ()
        of_all = (*uncited, *conflicts(records, others), *misnamed)
        shared.found.extend(map(recorded.diagnostic, of_all))
        shared.found = [finding for finding in shared.found if finding not in told]
    if shared.found:
        yield ArticleReport("", (), sort_diagnostics(shared.found), 0.0)


@dataclass(frozen=True, slots=True)
class _Servers:
    """The fork servers that there are: with what is loaded for composing, with nothing loaded, and
    with what is loaded for typesetting.
    """

    composers: ForkServer | None
    bare: ForkServer | None
    typesetters: ForkServer | None
    #: Whether they are of this build alone, and each has one task.
    have_one_task: bool


def _build_articles(
    context: BuildContext,
    slugs: Sequence[str],
    pool: Pool,
    servers: _Servers,
    observer: Observer,
    parsed: Parsed,
) -> Iterator[tuple[ArticleReport, BuildRecord | None]]:
    """The articles' reports in their order, as soon as they are there."""
    limits = context.journal.limits
    done: dict[str, tuple[ArticleReport, BuildRecord | None]] = {
        slug: found for slug in slugs if (found := _unchanged(context, slug)) is not None
    }
    for report, _ in done.values():
        observer.done(report)
    waiting = deque(slugs)
    wanted = [slug for slug in slugs if slug not in done]
    composers = servers.composers or (servers.bare if len(wanted) == 1 else None)
    preload = partial(preload_shared, context.workspace, context.journal)
    composers = composers or pool.fork_server(preload)
    at_work: dict[str, _ArticleProgress] = {}
    for slug in wanted:
        task = partial(build_article, parsed=parsed) if parsed else build_article
        own = servers.have_one_task and servers.typesetters is not None
        pool.start(composers, (slug, COMPOSE), allowed(limits), task, context, slug, last=own)
    for event in pool.events():
        slug, step = event.tag
        progress = at_work.setdefault(slug, _ArticleProgress(time.monotonic()))
        if isinstance(event, Started):
            here = SETTING if step == SET_PAGES else READING
            observer.at(slug, ON_CLUSTER if event.is_remote else here)
            continue
        if isinstance(event, Sent) and step == SET_PAGES:
            pool.reply((slug, COMPOSE), event.data)
            continue
        if isinstance(event, Sent):
            observer.at(slug, WRITING)
            progress.tasks += 1
            pool.start(
                servers.typesetters or composers,
                (slug, SET_PAGES),
                allowed(limits, event.seconds),
                set_pages,
                event.data,
                first=True,
                last=servers.have_one_task and servers.typesetters is not None,
            )
            continue
        progress.tasks -= 1
        if step == COMPOSE:
            progress.result = event.value or ArticleResult((lost(slug, event, limits),))
            if progress.tasks and context.request.piecemeal:
                yield _finished(context, slug, progress)
        else:
            progress.typeset = event.value or not_typeset(context, slug, event)
            pool.reply((slug, COMPOSE), NO_PAGES)
        if not progress.tasks:
            starts = starts_of(progress.typeset)
            progress.result = progress.result and progress.result.finished(starts)
            done[slug] = _finished(context, slug, at_work.pop(slug))
            observer.done(done[slug][0])
        while waiting and waiting[0] in done:
            yield done.pop(waiting.popleft())
    for slug in waiting:
        yield done[slug]


def _unchanged(context: BuildContext, slug: str) -> tuple[ArticleReport, BuildRecord] | None:
    """The report of an article whose products are there as they would be built."""
    ledger, formats = context.store.ledger, context.request.formats
    record = ledger.valid(slug, formats, whole=not context.request.piecemeal)
    if record is None:
        return None
    found = tuple(map(recorded.diagnostic, record.findings(formats)))
    stopped = has_errors(found, strict=context.request.strict)
    products = () if stopped else tuple(Product(*row) for row in record.products(formats))
    shared = tuple(map(recorded.diagnostic, record.bibliography()))
    report = ArticleReport(slug, products, found, 0.0, unchanged=True, bibliography=shared)
    return report, record


def not_typeset(context: BuildContext, slug: str, ended: Ended) -> dict[str, RenderedOutput]:
    """The errors in place of the outputs of an article whose typesetting process has no result."""
    if ended.status is Status.FAILED:
        why = failed(slug, Message("Setting the pages failed: {reason}."), ended.reason)
    else:
        why = lost(slug, ended, context.journal.limits)
    wanted = (output.name for output in rows(context.request.formats) if output.typeset)
    return dict.fromkeys(wanted, Outcome((), (why,)))


def _finished(
    context: BuildContext, slug: str, progress: _ArticleProgress
) -> tuple[ArticleReport, BuildRecord | None]:
    """The report of an article whose outputs are there, published unless one has an error."""
    result = progress.result or ArticleResult(())
    rendered = {**result.outputs, **progress.typeset}
    outcomes = {name: rendered[name] for name in context.request.formats if name in rendered}
    log = Log(context.request.strict)
    log.found.extend(result.findings)
    artifacts = [(name, part) for name, one in outcomes.items() for part in log.take(one)]
    products: tuple[Product, ...] = ()
    removed: tuple[str, ...] = ()
    awaited = [name for name in context.request.formats if name not in outcomes]
    record = None
    if result.provenance is not None:
        context.store.ledger.take_conditions(result.provenance.ledger_conditions)
        with contextlib.suppress(Stopped):
            found = size_findings(slug, [part for _, part in artifacts], context.journal.limits)
            log.found.extend(found)
            log.checkpoint()
            products, removed = publish(
                context.workspace, artifacts, result.provenance.conditions, log, awaited
            )
            record = record_article(context, slug, result, outcomes, products)
    seconds = time.monotonic() - progress.started
    diagnostics = sort_diagnostics(log.found)
    unfinished = bool(progress.tasks)
    report = ArticleReport(
        slug,
        products,
        diagnostics,
        seconds,
        unfinished=unfinished,
        bibliography=result.bibliography,
        removed=removed,
    )
    return report, record


def record_article(
    context: BuildContext,
    slug: str,
    result: ArticleResult,
    outcomes: Mapping[str, RenderedOutput],
    products: Sequence[Product],
    more: Mapping[str, Any] | None = None,
) -> BuildRecord:
    """Enter a built article into the ledger, with ``more`` facts. The entry of an output that was
    not built now is kept where its key is the same.
    """
    ledger, provenance = context.store.ledger, result.provenance
    assert provenance is not None
    before = ledger.record(slug)
    known = before.facts["outputs"] if before is not None else {}
    rows = {name: row for name, row in known.items() if row["key"] == provenance.keys[name]}
    for name, outcome in outcomes.items():
        rows[name] = {
            "key": provenance.keys[name],
            "products": [dataclasses.astuple(p) for p in products if p.format == name],
            "findings": [recorded.row(found) for found in outcome.diagnostics],
            "without": provenance.unmarked.get(name, ()),
        }
    pages = (product.pages for product in products if product.pages)
    facts = {
        "journal": [recorded.row(found) for found in context.findings],
        "findings": [recorded.row(found) for found in result.findings],
        "outputs": rows,
        "cited": provenance.cited,
        "bibliography": [recorded.row(found) for found in result.bibliography],
        "shared": recorded.places(provenance.shared),
        "uncited": recorded.places(provenance.uncited),
        "claims": recorded.with_pages(provenance.claims, max(pages, default=None)),
        "read": dataclasses.asdict(provenance.trace),
        "libraries": provenance.libraries,
        **(more or {}),
    }
    return ledger.write(slug, facts)
