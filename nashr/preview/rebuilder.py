"""The preview: products on a page of their own, made anew when a source is saved.

One thread builds, one serves, one watches. The processes of the build come from starters that were
split off before there were threads, and that stay: what they have imported serves every build.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.pipeline import build as pipeline
from nashr.pipeline.build import ArticleReport, Memory
from nashr.pipeline.compose import Request
from nashr.preview.state_feed import State, StateFeed, View, standing
from nashr.preview.warm_up import warm_up
from nashr.preview.watch import ANYWHERE, Watch, is_beside, touches
from nashr.processes.forkserver import describe_error
from nashr.processes.pool import ForkServer, Pool
from nashr.project.cache import Cache
from nashr.project.ledger import BuildRecord, Ledger, RecordedFinding, uncited
from nashr.project.workspace import MANUSCRIPTS, Workspace

#: An editor may take a text away before it puts the new one in its place: so many seconds.
_ABSENCE = 0.3
#: So many articles are built before a look at whether something was saved meanwhile.
_AT_A_TIME = 8


@dataclass(frozen=True, slots=True)
class BuildProcesses:
    """Who builds: the crew, and the two starters that its processes come from."""

    crew: Pool
    composers: ForkServer
    typesetters: ForkServer

    @classmethod
    def of(cls, crew: Pool, typesetters: ForkServer, workspace: Workspace) -> BuildProcesses:
        """With composers that have done once what every build has to do."""
        return cls(crew, crew.fork_server(partial(warm_up, workspace)), typesetters)


@dataclass(slots=True)
class Rebuilder:
    """Builds what changes touch, and posts on the board what came of it."""

    workspace: Workspace
    request: Request
    staff: BuildProcesses
    #: A new ledger for each build: one looks at a file once.
    ledger: Callable[[], Ledger]
    cache: Cache
    #: Hears of each report.
    told: Callable[[ArticleReport], None]
    #: Whether something was saved since the build began.
    hurried: Callable[[], bool] = lambda: False
    board: StateFeed = field(init=False)
    #: What a build that was hurried left for the next.
    _left: list[str] = field(default_factory=list)
    _records: dict[str, BuildRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        output = self.workspace.output
        self.board = StateFeed(State({slug: standing(output, slug) for slug in self._slugs()}))

    def build(self, changed: Collection[str]) -> None:
        """Build the articles that the changed sources touch."""
        there = self._slugs()
        if set(self.board.state.articles) - set(there):
            time.sleep(_ABSENCE)
            there = self._slugs()
        known = self.board.state.articles
        views = {slug: known.get(slug) or standing(self.workspace.output, slug) for slug in there}
        left = frozenset(self._left)
        due = [s for s in there if s in left or touches(changed, s, self._reads(s))]
        views |= {slug: replace(views[slug], awaited=self.request.formats) for slug in due}
        self.board.post(replace(self.board.state, articles=views))
        if due:
            self._build(sorted(due, key=partial(self._rank, changed)))

    def beside(self) -> frozenset[str]:
        """The sources that lie outside of the folders that are watched."""
        read = {path for record in self._records.values() for path in _reads(record)["project"]}
        return frozenset(filter(is_beside, read))

    def _slugs(self) -> list[str]:
        there = self.workspace.articles()
        return [slug for slug in there if slug in (self.request.articles or there)]

    def _reads(self, slug: str) -> Any:
        record = self._records.get(slug)
        return _reads(record) if record is not None else None

    def _rank(self, changed: Collection[str], slug: str) -> tuple[bool, bool]:
        """First what someone has before them, then what was itself changed."""
        own = any(path.startswith(f"{MANUSCRIPTS}/{slug}/") for path in changed)
        return slug not in self.board.open_articles(), not own

    def _build(self, slugs: list[str]) -> None:
        memory = Memory(self.ledger(), self.cache)
        shared: tuple[Diagnostic, ...] = ()
        self._left = slugs
        while self._left:
            some, self._left = self._left[:_AT_A_TIME], self._left[_AT_A_TIME:]
            shared = self._build_some(some, memory)
            if self.hurried():
                break
        views = {
            slug: replace(view, awaited=view.awaited if slug in self._left else ())
            for slug, view in self.board.state.articles.items()
        }
        self.board.post(State(views, (*shared, *self._uncited(views))))

    def _build_some(self, slugs: list[str], memory: Memory) -> tuple[Diagnostic, ...]:
        """Build the articles; what was found in the files that they share."""
        request = replace(self.request, articles=tuple(slugs))
        crew, composers = self.staff.crew, self.staff.composers
        shared: tuple[Diagnostic, ...] = ()
        try:
            for report in pipeline.build(
                self.workspace, request, crew, self.staff.typesetters, memory, composers
            ):
                self.told(report)
                if report.slug:
                    self._note(report, memory.ledger)
                else:
                    shared = report.diagnostics
        except ImportError:
            raise
        except Exception as error:  # noqa: BLE001 - shown; the next save is another try
            message = f"The build failed: {describe_error(error)}."
            shared = (Diagnostic("build-failed", Span(MANUSCRIPTS), message),)
        return shared

    def _note(self, report: ArticleReport, ledger: Ledger) -> None:
        state = self.board.state
        view = state.articles.get(report.slug, View()).built(report.products)
        failed = not report.products
        view = replace(view, findings=report.diagnostics, failed=failed)
        if not report.unfinished:
            view = replace(view, awaited=())
            record = None if failed else ledger.record(report.slug)
            self._records.pop(report.slug, None)
            if record is not None:
                self._records[report.slug] = record
        self.board.post(state.with_article(report.slug, view))

    def _uncited(self, views: Collection[str]) -> Iterator[Diagnostic]:
        """The works that no article cites, where all articles are known."""
        whole = set(self._records) >= set(views) == set(self.workspace.articles())
        found: list[RecordedFinding] = uncited(self._records.values()) if whole else []
        for one in found:
            yield Diagnostic(one.code, Span(one.file, one.line, one.column), one.message, one.hint)


class PortTaken(Exception):
    """Another program listens at the port, or it is none of ours to use."""


def preview(desk: Rebuilder, port: int, ready: Callable[[str], None]) -> None:
    """Serve, watch and build until an exception, such as Ctrl-C, ends it. ``ready`` hears the
    address once there is somebody at it. Raises ``PortTaken``.
    """
    from nashr.preview import server

    with contextlib.ExitStack() as stack:
        try:
            line = stack.enter_context(server.listener(port))
        except OSError as error:
            raise PortTaken(error.strerror or str(error)) from None
        stack.enter_context(server.serving(desk.board, desk.workspace.output, line))
        watch = stack.enter_context(Watch(desk.workspace.project).running())
        desk.hurried = lambda: not watch.is_silent()
        ready(f"http://{server.ADDRESS}:{line.getsockname()[1]}/")
        desk.build({ANYWHERE})
        watch.beside = desk.beside()
        for changed in watch.changes():
            desk.build(changed)
            watch.beside = desk.beside()


def _reads(record: BuildRecord) -> Any:
    return record.facts["read"]


__all__ = ["BuildProcesses", "PortTaken", "Rebuilder", "preview"]
