"""The preview: serves the products, watches the sources, and builds again what a change touches.

One thread builds, one serves, one watches. The processes of the build come from fork servers, which
were started before there were threads and keep running: every build uses what they have imported.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from nashr.bibliography.uncited import uncited_works
from nashr.diagnostics import Diagnostic, Span, sort_diagnostics
from nashr.messages import Message
from nashr.pipeline import build as pipeline
from nashr.pipeline.article import BuildStore
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.compose import Request
from nashr.preview.build_processes import BuildProcesses
from nashr.preview.issues import IssueRebuilder
from nashr.preview.state_feed import ArticleState, PreviewState, StateFeed, state_on_disk
from nashr.preview.watch import ANYWHERE, Watch, is_outside, touches
from nashr.processes.forkserver import describe_error
from nashr.project.cache import Cache
from nashr.project.conflicts import conflicts
from nashr.project.ledger import BuildRecord, Ledger, RecordedFinding
from nashr.project.workspace import MANUSCRIPTS, Workspace
from nashr.records import dataclass, field, replace

#: Seconds for which an editor may remove a text before it renames the new one to its name.
_ABSENCE = 0.3
#: How many articles are built before a check whether something was saved meanwhile.
_AT_A_TIME = 8


@dataclass(slots=True)
class Rebuilder:
    """Builds what changes touch, and posts the results on the feed."""

    workspace: Workspace
    request: Request
    processes: BuildProcesses
    #: Opens the ledger anew for each build, because a ledger memoises what it reads.
    ledger: Callable[[], Ledger]
    cache: Cache
    #: Called with each report.
    on_report: Callable[[ArticleReport], None]
    #: What makes the issues, where the preview shows them.
    issues: IssueRebuilder | None = None
    #: Whether something was saved since the build began.
    interrupted: Callable[[], bool] = lambda: False
    feed: StateFeed = field(init=False)
    #: The articles that an interrupted build left for the next.
    _left: list[str] = field(default_factory=list)
    _records: dict[str, BuildRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.feed = StateFeed(PreviewState({slug: self._on_disk(slug) for slug in self._slugs()}))
        if self.issues is not None:
            self.issues.note({ANYWHERE}, self.feed)

    def _on_disk(self, slug: str) -> ArticleState:
        return state_on_disk(self.workspace.output, slug, proof=self.request.proof)

    def build(self, changed: Collection[str]) -> None:
        """Build the articles that the changed sources touch, then the issues that are open."""
        self._build_articles(changed)
        if self.issues is not None:
            self.issues.note(changed, self.feed)
            if not self.interrupted():
                self.issues.build(self.processes, self.feed)

    def _build_articles(self, changed: Collection[str]) -> None:
        there = self._slugs()
        if set(self.feed.state.articles) - set(there):
            time.sleep(_ABSENCE)
            there = self._slugs()
        known = self.feed.state.articles
        articles = {slug: known.get(slug) or self._on_disk(slug) for slug in there}
        left = frozenset(self._left)
        due = [s for s in there if s in left or touches(changed, s, self._reads(s))]
        articles |= {slug: replace(articles[slug], pending=self.request.formats) for slug in due}
        self.feed.post(replace(self.feed.state, articles=articles))
        if due:
            self._build(sorted(due, key=partial(self._rank, changed)))

    def outside(self) -> frozenset[str]:
        """The sources outside of the folders that are watched."""
        read = {path for record in self._records.values() for path in _reads(record)["project"]}
        return frozenset(filter(is_outside, read))

    def _slugs(self) -> list[str]:
        there = self.workspace.articles()
        return [slug for slug in there if slug in (self.request.articles or there)]

    def _reads(self, slug: str) -> Any:
        record = self._records.get(slug)
        return _reads(record) if record is not None else None

    def _rank(self, changed: Collection[str], slug: str) -> tuple[bool, bool]:
        """The sort key: first what is open in a browser, then what was itself changed."""
        own = any(path.startswith(f"{MANUSCRIPTS}/{slug}/") for path in changed)
        return slug not in self.feed.open_articles(), not own

    def _build(self, slugs: list[str]) -> None:
        store = BuildStore(self.ledger(), self.cache)
        shared: tuple[Diagnostic, ...] = ()
        self._left = slugs
        while self._left:
            some, self._left = self._left[:_AT_A_TIME], self._left[_AT_A_TIME:]
            shared = sort_diagnostics([*shared, *self._build_some(some, store)])
            if self.interrupted():
                break
        articles = {
            slug: replace(article, pending=article.pending if slug in self._left else ())
            for slug, article in self.feed.state.articles.items()
        }
        shared = sort_diagnostics([*shared, *self._of_bibliographies(articles)])
        self.feed.post(replace(self.feed.state, articles=articles, shared=shared))

    def _build_some(self, slugs: list[str], store: BuildStore) -> tuple[Diagnostic, ...]:
        """Build the articles, and give the findings in the files that they share."""
        request = replace(self.request, articles=tuple(slugs))
        processes = self.processes
        shared: tuple[Diagnostic, ...] = ()
        try:
            for report in pipeline.build(
                self.workspace,
                request,
                processes.pool,
                processes.typesetters,
                store,
                processes.composers,
            ):
                self.on_report(report)
                if report.slug:
                    self._note(report, store.ledger)
                else:
                    shared = report.diagnostics
        except ImportError:
            raise
        except Exception as error:  # noqa: BLE001 - shown; the next save builds again
            message = Message("The build failed: {error}.", error=describe_error(error))
            shared = (Diagnostic("build-failed", Span(MANUSCRIPTS), message),)
        return shared

    def _note(self, report: ArticleReport, ledger: Ledger) -> None:
        state = self.feed.state
        article = state.articles.get(report.slug, ArticleState()).built(report.products)
        failed = not report.products
        article = replace(article, findings=report.diagnostics, failed=failed)
        if not report.unfinished:
            article = replace(article, pending=())
            record = None if failed else ledger.record(report.slug)
            self._records.pop(report.slug, None)
            if record is not None:
                self._records[report.slug] = record
        self.feed.post(state.with_article(report.slug, article))

    def _of_bibliographies(self, articles: Collection[str]) -> Iterator[Diagnostic]:
        """What is wrong in the bibliographies, and the works that no article cites, where all
        articles are known.
        """
        whole = set(self._records) >= set(articles) == set(self.workspace.articles())
        records = self._records.values()
        found: list[RecordedFinding] = uncited_works(records, whole=True) if whole else []
        found += [finding for record in records for finding in record.bibliography()]
        found += conflicts(records)
        for one in found:
            yield Diagnostic(one.code, Span(one.file, one.line, one.column), one.message, one.hint)


class PortTaken(Exception):
    """Another program listens at the port, or this user may not use it."""


def preview(builder: Rebuilder, port: int, ready: Callable[[str], None]) -> None:
    """Serve, watch and build until an exception, such as Ctrl-C, ends it. ``ready`` is called with
    the address once the server listens. Raises ``PortTaken``.
    """
    from nashr.preview import server

    with contextlib.ExitStack() as stack:
        try:
            listener = stack.enter_context(server.listener(port))
        except OSError as error:
            raise PortTaken(error.strerror or str(error)) from None
        stack.enter_context(server.serving(builder.feed, builder.workspace.output, listener))
        watch = stack.enter_context(Watch(builder.workspace.project).running())
        builder.interrupted = lambda: not watch.is_unchanged()
        builder.feed.on_open = watch.look_again
        ready(f"http://{server.ADDRESS}:{listener.getsockname()[1]}/")
        builder.build({ANYWHERE})
        watch.outside = builder.outside()
        for changed in watch.changes():
            builder.build(changed)
            watch.outside = builder.outside()


def _reads(record: BuildRecord) -> Any:
    return record.facts["read"]


__all__ = ["BuildProcesses", "PortTaken", "Rebuilder", "preview"]
