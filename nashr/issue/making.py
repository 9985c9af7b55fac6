"""The products of the whole made of the finished articles, several at a time.

To join the PDFs takes as long as all other products together, so that it has a process of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issue.load import load_issue
from nashr.issue.products import PAGES, PRINT, IssueProduct, needed
from nashr.issue.publish import IssueConditions, MadeProducts
from nashr.pipeline.article import BuildContext
from nashr.pipeline.compose import Log, printing_condition
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.limits import allowed
from nashr.pipeline.logo import load_logo
from nashr.pipeline.render import engines
from nashr.pipeline.themes import load_theme
from nashr.processes.pool import Ended, ForkServer, Pool, Send, Status
from nashr.project.workspace import JOURNAL, Trace
from nashr.records import replace


def make_all(
    context: BuildContext,
    name: str,
    articles: Sequence[NumberedArticle],
    rows: Sequence[IssueProduct],
    dates: Sequence[dt.datetime],
    pool: Pool,
    server: ForkServer,
) -> MadeProducts | Ended:
    """The products of an issue, or the end of a process that has none. ``dates`` are those of the
    articles.
    """
    limits = allowed(context.journal.limits)
    limits = replace(limits, memory=None, seconds=(limits.seconds or 0) * max(1, len(articles)))
    groups = list(_groups(rows))
    for number, group in enumerate(groups):
        own = [_with_outputs(one, needed(group)) for one in articles]
        pool.start(server, number, limits, make_products, context, name, own, group, dates)
    ends = {event.tag: event for event in pool.events() if isinstance(event, Ended)}
    for end in ends.values():
        if end.status is not Status.DONE:
            return end
    return _together([ends[number].value for number in range(len(groups))], rows)


def _groups(rows: Sequence[IssueProduct]) -> Iterator[tuple[IssueProduct, ...]]:
    """The products that one process makes after the other: each that joins pages has its own."""
    others = tuple(row for row in rows if not {PAGES, PRINT} & {*row.needs})
    yield from ((row,) for row in rows if row not in others)
    if others:
        yield others


def _with_outputs(article: NumberedArticle, outputs: Sequence[str]) -> NumberedArticle:
    """The article with the files of these outputs alone; of the others, their names."""
    kept = {
        output: part if output in outputs else replace(part, data=b"")
        for output, part in article.products.items()
    }
    return replace(article, products=kept)


def _together(made: Sequence[MadeProducts], rows: Sequence[IssueProduct]) -> MadeProducts:
    """What several processes made, in the order of the table."""
    order = [row.name for row in rows]
    artifacts = sorted(
        (one for part in made for one in part.artifacts), key=lambda one: order.index(one[0])
    )
    findings = dict.fromkeys(found for part in made for found in part.findings)
    traces = [part.trace for part in made]
    conditions = replace(
        made[0].conditions,
        sources={path: sha for one in made for path, sha in one.conditions.sources.items()},
        shipped={path: sha for one in made for path, sha in one.conditions.shipped.items()},
    )
    trace = Trace(
        project={path: sha for one in traces for path, sha in one.project.items()},
        shipped={path: sha for one in traces for path, sha in one.shipped.items()},
        absent=tuple(dict.fromkeys(path for one in traces for path in one.absent)),
        listed={path: sha for one in traces for path, sha in one.listed.items()},
    )
    return MadeProducts(tuple(artifacts), tuple(findings), trace, conditions)


def make_products(
    send: Send,
    context: BuildContext,
    name: str,
    articles: Sequence[NumberedArticle],
    rows: Sequence[IssueProduct],
    dates: Sequence[dt.datetime],
) -> MadeProducts:
    """Make some products of an issue, as a task. ``dates`` are those of the articles."""
    del send
    from nashr.pipeline.toolchain import toolchain

    own, log = context.workspace.for_article(), Log(context.request.strict)
    journal = log.need(load_journal(own))
    loaded = log.need(load_issue(own, name))
    look = load_theme(own, journal)
    logo = log.take(load_logo(own, look.journal, look.logo))
    dated = log.need(own.build_date(context.request.environment))
    is_printed = context.request.for_a_printer
    condition = printing_condition(own, look.journal, log) if is_printed else None
    edition = IssueEdition(
        look.journal,
        loaded,
        tuple(articles),
        look.templates.texts,
        look.templates.assets,
        look.theme,
        logo,
        max(dated.date, *dates),
        context.request.proof,
        condition,
        journal_file=own.read_text(JOURNAL).value,
        read=lambda path, at: own.read_bytes(path, at=at),
    )
    artifacts = [
        (row.name, part) for row in rows for part in log.take(row.render(edition, engines()))
    ]
    conditions = IssueConditions(
        date={"utc": edition.date.isoformat(), "from": dated.origin},
        sources=dict(own.reads),
        shipped=dict(own.shipped_reads),
        tools=dataclasses.asdict(toolchain()),
        proof=context.request.proof,
    )
    return MadeProducts(tuple(artifacts), tuple(log.found), own.trace(), conditions)
