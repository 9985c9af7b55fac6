"""The folios of an issue: articles are set in their order, each from where the one before ends.

All processors work all the time: articles are composed ahead, and most of their pages are laid out,
with a guess at their first page (``typesetting.pages.awaited_folio``). Once an article is laid out,
the number of its pages is known and the next one gets its first page; the PDF is written, and the
other products are made, meanwhile. An article is laid out twice only where it turns out to begin on
another side of the sheet than was guessed. One that stands as it was, on the pages that it has now,
is not set.
"""

from __future__ import annotations

import functools
import pickle
import time
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.diagnostics import has_errors, sort_diagnostics
from nashr.issue.load import place_in
from nashr.issue.making import WHOLE, Making
from nashr.issue.numbered import (
    FIRST_PAGE,
    NumberedResult,
    as_data,
    findings_of,
    pages_before,
)
from nashr.issues import Issue, IssuePlace
from nashr.pipeline import recorded
from nashr.pipeline.article import NO_PAGES, Ahead, ArticleResult, BuildContext, build_article
from nashr.pipeline.build import (
    COMPOSE,
    ON_CLUSTER,
    READING,
    SET_PAGES,
    SETTING,
    WRITING,
    ArticleReport,
    Observer,
    not_typeset,
)
from nashr.pipeline.compose import Log
from nashr.pipeline.limits import allowed, lost, size_findings
from nashr.pipeline.manifest import Product
from nashr.pipeline.render import NO_KEYS, FirstPage, RenderedOutput, set_pages, starts_of
from nashr.processes.pool import Ended, ForkServer, Pool, ProcessPool, Sent, Started
from nashr.project.ledger import BuildRecord
from nashr.records import dataclass, field, replace

#: How many articles are composed, at most, before their first pages are known.
_AHEAD = 3
#: How many more as long as nothing is known of their length: about so many are composed by one
#: processor while the first article is laid out by another, and the second waits for that.
_MORE_AHEAD = 3
#: Characters of HTML on a page, as long as no article of the issue has been laid out: a mean of
#: articles on pages of 170 × 240 mm.
_USUAL_PAGE = 2200


def begins_on(issue: Issue, page: int) -> int:
    """The page on which an article begins that may begin on ``page``."""
    return page + 1 if issue.start == "right" and page % 2 == 0 else page


@dataclass(slots=True)
class Progress:
    """An article while the issue is made."""

    slug: str
    since: float = 0.0
    is_queued: bool = False
    has_begun: bool = False
    #: Whether it was queued before its first page was known, and gets it by a reply.
    is_awaiting: bool = False
    #: What it sent when it was composed, and then the keys of its outputs in the cache.
    ahead: Ahead | None = None
    keys: bytes | None = None
    #: Whether its pages are laid out by a process that waits for both.
    is_in_layout: bool = False
    #: Where its pages begin, as it is sent to the process that composed it.
    starts: bytes | None = None
    place: IssuePlace | None = None
    pages: int | None = None
    tasks: int = 0
    result: ArticleResult | None = None
    typeset: Mapping[str, RenderedOutput] = field(default_factory=dict)
    done: NumberedResult | None = None


class Numbering:
    """The articles of an issue, numbered in their order while they are made."""

    def __init__(
        self,
        context: BuildContext,
        issue: Issue,
        pool: Pool,
        composers: ForkServer,
        typesetters: ForkServer,
        observer: Observer,
        making: Making | None = None,
    ) -> None:
        self._context = context
        self._issue = issue
        self._pool = pool
        self._composers = composers
        self._typesetters = typesetters
        self._observer = observer
        self._making = making
        self._is_supplied = False
        self._articles = [Progress(slug) for slug in issue.articles]
        self._by_slug = {one.slug: one for one in self._articles}
        #: The first of the articles whose pages are not known, and the page on which it may begin.
        self._next, self._page = 0, issue.first_page
        #: Only tasks in processes of this machine can be sent their first page while they wait.
        self._ahead = _AHEAD if isinstance(pool, ProcessPool) else 0

    def run(self) -> Iterator[NumberedResult]:
        """The articles in their order, as soon as they are made."""
        waiting = list(self._articles)
        self._advance()
        while waiting and waiting[0].done is not None:
            yield waiting.pop(0).done  # type: ignore[misc]
        for event in self._pool.events():
            self._take(event)
            while waiting and waiting[0].done is not None:
                yield waiting.pop(0).done  # type: ignore[misc]
        for one in waiting:
            assert one.done is not None
            yield one.done

    # --- the order of the pages --------------------------------------------------------------

    def _advance(self) -> None:
        """Give first pages to articles, as far as they are known, and have others composed."""
        while self._next < len(self._articles):
            one = self._articles[self._next]
            if one.place is None:
                one.place = place_in(self._issue, one.slug, begins_on(self._issue, self._page))
                self._place(one, one.place)
            if one.pages is None:
                break
            assert one.place.first_page is not None
            self._page = one.place.first_page + one.pages
            self._next += 1
        self._compose_ahead()

    def _place(self, one: Progress, place: IssuePlace) -> None:
        if one.is_awaiting:
            self._reply_place(one)
            return
        record = self._context.store.ledger.valid(one.slug, self._context.request.formats)
        if record is not None and record.facts.get("place") == as_data(place):
            self._keep(one, record)
        else:
            self._start(one, place)

    def _compose_ahead(self) -> None:
        """Queue articles that have to be made whatever their first pages are."""
        if not self._ahead:
            return
        later = self._articles[self._next + 1 :]
        waiting = sum(one.is_awaiting and one.place is None for one in later)
        room = self._ahead + (0 if self._is_page_known else _MORE_AHEAD) - waiting
        for one in later:
            if room <= 0:
                return
            if one.is_queued or one.done is not None:
                continue
            ledger, formats = self._context.store.ledger, self._context.request.formats
            if ledger.valid(one.slug, formats) is None:
                self._start(one, None)
                room -= 1

    def _guess(self, one: Progress) -> int:
        """The page on which an article is going to begin, as far as can be told."""
        if one.place is not None and one.place.first_page is not None:
            return one.place.first_page
        if one.ahead is not None and one.ahead.first_page is not None:
            return one.ahead.first_page
        page = self._page
        for other in self._articles[self._next : self._articles.index(one)]:
            page = begins_on(self._issue, page) + self._likely_pages(other)
        return begins_on(self._issue, page)

    @property
    def _is_page_known(self) -> bool:
        """Whether it is known how much text a page of the issue has."""
        return any(one.pages and one.ahead for one in self._articles)

    def _can_guess(self, one: Progress) -> bool:
        """Whether there is more to guess by than how much text pages of other journals have."""
        if one.ahead is not None and one.ahead.first_page is not None:
            return True
        before = self._articles[self._next : self._articles.index(one)]
        return self._is_page_known or all(
            other.pages or self._recorded(other).get("pages") for other in before
        )

    def _likely_pages(self, one: Progress) -> int:
        """How many pages an article is going to have: as many as before, or by its text."""
        before = one.pages or self._recorded(one).get("pages")
        if before:
            return int(before)
        known = [(one.pages, one.ahead.extent) for one in self._articles if one.pages and one.ahead]
        pages = sum(pages for pages, _ in known)
        page = sum(extent for _, extent in known) / pages if pages else _USUAL_PAGE
        # Of one that is not composed yet, as much text as the others have.
        extents = [other.ahead.extent for other in self._articles if other.ahead is not None]
        extent = one.ahead.extent if one.ahead is not None else sum(extents) / max(1, len(extents))
        return max(1, round(extent / (page or _USUAL_PAGE)))

    def _recorded(self, one: Progress) -> Mapping[str, Any]:
        """What is recorded of an article from the last time that it was made."""
        record = self._context.store.ledger.record(one.slug)
        return record.facts if record is not None else {}

    def _start(self, one: Progress, place: IssuePlace | None) -> None:
        """Have an article made; its place is sent to it later where the pool can send it."""
        if self._ahead or place is None:
            one.is_awaiting = True
            before = self._recorded(one).get("place")
            place = replace(
                place_in(self._issue, one.slug), expected_page=before and before[FIRST_PAGE]
            )
        request = replace(self._context.request, places={one.slug: place})
        context = replace(self._context, request=request)
        one.is_queued, one.since, one.tasks = True, time.monotonic(), 1
        limits = allowed(self._context.journal.limits)
        tag = (one.slug, COMPOSE)
        self._pool.start(self._composers, tag, limits, build_article, context, one.slug)

    def _reply_place(self, one: Progress) -> None:
        for step, waits in ((COMPOSE, one.has_begun), (SET_PAGES, one.is_in_layout)):
            if waits:
                self._reply_place_to(one, step)

    def _reply_place_to(self, one: Progress, step: str) -> None:
        """Send a task the first page, and what else was meant for it: replies have an order."""
        if one.place is None:
            return
        turn = 1 if step == SET_PAGES else 0  # behind the guess
        self._pool.reply((one.slug, step), pickle.dumps(one.place.first_page), turn=turn)
        if step == SET_PAGES:
            self._reply_keys(one)
        elif one.starts is not None:
            self._reply_pages(one, one.starts)

    def _reply_keys(self, one: Progress) -> None:
        if one.is_in_layout and one.keys is not None:
            self._pool.reply((one.slug, SET_PAGES), one.keys, turn=2)

    def _reply_pages(self, one: Progress, data: bytes) -> None:
        one.starts = data
        self._pool.reply((one.slug, COMPOSE), data, turn=1 if one.is_awaiting else 0)

    def _set_pages(self, one: Progress, pages: int) -> None:
        if one.pages is None:
            one.pages = pages
            self._advance()

    # --- what happens ------------------------------------------------------------------------

    def _take(self, event: Started | Sent | Ended) -> None:
        slug, step = event.tag
        if slug == WHOLE:
            assert self._making is not None
            self._making.take(event)
            return
        self._take_of_article(event, slug, step)
        self._begin_whole()

    def _take_of_article(self, event: Started | Sent | Ended, slug: str, step: str) -> None:
        one = self._by_slug[slug]
        if isinstance(event, Started):
            here = SETTING if step == SET_PAGES else READING
            self._observer.at(slug, ON_CLUSTER if event.is_remote else here)
            self._begin(one, step)
            return
        if isinstance(event, Sent) and step == SET_PAGES:
            self._reply_pages(one, event.data)
            starts = pickle.loads(event.data)
            if starts:
                self._set_pages(one, len(starts))
            return
        if isinstance(event, Sent):
            self._observer.at(slug, WRITING)
            self._take_edition(one, event)
            return
        one.tasks -= 1
        if step == COMPOSE:
            if one.keys is None:
                one.keys = NO_KEYS
                self._reply_keys(one)
            one.result = event.value or ArticleResult(
                (lost(slug, event, self._context.journal.limits),)
            )
        else:
            one.typeset = event.value or not_typeset(self._context, slug, event)
            self._reply_pages(one, NO_PAGES)
        if not one.tasks:
            self._finish(one)

    # --- the products of the whole -----------------------------------------------------------

    def _begin_whole(self) -> None:
        """Have the products of the whole begun when all is known of the articles but what is
        typeset, and supply the rest when that is there.
        """
        making = self._making
        if making is None or not self._ahead:
            return
        if not making.is_begun:
            known = [_known(one) for one in self._articles]
            made = [one for one in known if one is not None]
            strict = self._context.request.strict
            if len(made) < len(known) or has_errors(findings_of(made), strict=strict):
                return
            making.begin(made)
        done = [one.done for one in self._articles if one.done is not None]
        if any(one.failed for one in done):
            making.give_up()
        elif len(done) == len(self._articles) and not self._is_supplied:
            self._is_supplied = True
            making.supply(done)

    def _begin(self, one: Progress, step: str) -> None:
        """A task runs, and can be sent what it is going to wait for."""
        if not one.is_awaiting:
            return
        if step == COMPOSE:
            one.has_begun = True
            self._reply_place_to(one, step)
        elif one.ahead is not None and one.ahead.pages is not None:
            one.is_in_layout = True
            told = FirstPage(self._guess(one), is_known=one.place is not None)
            self._pool.reply((one.slug, step), pickle.dumps(told))
            self._reply_place_to(one, step)

    def _take_edition(self, one: Progress, event: Sent) -> None:
        """What an article sends to have its pages set, before its first page is known or after."""
        pages, is_known = event.data, True
        if one.is_awaiting and one.ahead is None:
            one.ahead = pickle.loads(event.data)
            assert one.ahead is not None
            if one.ahead.pages is None:
                return
            pages, is_known = one.ahead.pages, False
        elif one.ahead is not None and one.ahead.pages is not None:
            one.keys = event.data
            self._reply_keys(one)
            return
        one.tasks += 1
        limits = allowed(self._context.journal.limits, event.seconds)
        # Others are composed first where nothing is known of the pages before this article: they
        # may be known when its turn comes.
        first = is_known or self._can_guess(one)
        tag = (one.slug, SET_PAGES)
        task = functools.partial(set_pages, is_first_known=is_known)
        self._pool.start(self._typesetters, tag, limits, task, pages, first=first)

    def _keep(self, one: Progress, record: BuildRecord) -> None:
        """An article that stands as it was, on the same pages."""
        assert one.place is not None
        formats = self._context.request.formats
        found = tuple(map(recorded.diagnostic, record.findings(formats)))
        products = tuple(Product(*row) for row in record.products(formats))
        shared = tuple(map(recorded.diagnostic, record.bibliography()))
        report = ArticleReport(one.slug, products, found, 0.0, unchanged=True, bibliography=shared)
        one.pages = record.facts["pages"]
        one.done = NumberedResult(report, one.place, one.pages or 1, record=record)
        self._observer.done(report)

    def _finish(self, one: Progress) -> None:
        """An article whose outputs are there, or that has errors."""
        context = self._context
        result = one.result or ArticleResult(())
        result = result.finished(starts_of(one.typeset))
        rendered = {**result.outputs, **one.typeset}
        log = Log(context.request.strict)
        log.found.extend(result.findings)
        artifacts = [part for output in rendered.values() for part in log.take(output)]
        log.found.extend(size_findings(one.slug, artifacts, context.journal.limits))
        pages = one.pages or next((part.pages for part in artifacts if part.pages), None)
        failed = result.provenance is None or has_errors(log.found, strict=context.request.strict)
        report = ArticleReport(
            one.slug,
            (),
            sort_diagnostics(log.found),
            time.monotonic() - one.since,
            bibliography=result.bibliography,
        )
        place = one.place or place_in(self._issue, one.slug, self._page)
        if failed:
            one.done = NumberedResult(report, place, pages or pages_before(context, one.slug))
        else:
            one.done = NumberedResult(report, place, pages or 1, result, rendered)
        self._observer.done(report)
        # Of an article that failed, the others are made all the same, for what is wrong in them.
        self._set_pages(one, one.done.pages)


def _known(one: Progress) -> NumberedResult | None:
    """An article that is made, or of which all but what is typeset is made; None of others, and of
    one with errors.
    """
    if one.done is not None:
        return None if one.done.failed else one.done
    result = one.result
    if result is None or result.provenance is None or result.unfinished is not None:
        return None
    if one.place is None or one.pages is None:
        return None
    report = ArticleReport(one.slug, (), result.findings, 0.0)
    return NumberedResult(report, one.place, one.pages, result, result.outputs, is_done=False)
