"""The products of the whole made of the finished articles, several at a time.

To join the PDFs takes as long as all other products together, so that it has a process of its own.
It sets the pages before and behind the articles and tells the others of them.

The processes are begun as soon as the folios and titles of all articles are known. What is made of
the PDFs of the last articles waits for them (``AwaitedProducts``): a process asks for what it needs
and is replied to when that is there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from nashr.issue.awaited import AwaitedProducts
from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issue.load import load_issue
from nashr.issue.numbered import NumberedResult, conditions_of, numbered_article
from nashr.issue.products import PAGES, PRINT, IssueProduct, needed
from nashr.issue.publish import IssueConditions, MadeProducts
from nashr.model import Artifact
from nashr.pipeline import front_matter
from nashr.pipeline.article import BuildContext
from nashr.pipeline.compose import Log
from nashr.pipeline.front_matter import Parsed, load_journal
from nashr.pipeline.limits import allowed
from nashr.pipeline.logo import load_logo
from nashr.pipeline.press import printing_condition
from nashr.pipeline.render import engines
from nashr.pipeline.themes import load_theme
from nashr.processes.pool import Ended, ForkServer, Pool, Send, Sent, Started, Status
from nashr.project.workspace import JOURNAL, Trace
from nashr.records import dataclass, replace

#: The first part of the tags of these tasks, where those of articles have a slug.
WHOLE = "@whole"
#: What a process may ask for: what is told of the pages before and behind the articles, and the
#: products of articles that were not there when it began.
Asked = Literal["matter", "products"]
_TELL = "tell"
#: What is told of the pages before and behind the articles where none were set.
_NO_MATTER = pickle.dumps(None)

#: Products of articles by slug and output.
Products = Mapping[str, Mapping[str, Artifact]]


class Making:
    """The products of an issue, while processes of a server make them. ``parsed`` is what of the
    journal's file was parsed already.
    """

    def __init__(
        self,
        context: BuildContext,
        name: str,
        rows: Sequence[IssueProduct],
        pool: Pool,
        server: ForkServer,
        parsed: Parsed,
    ) -> None:
        self._context, self._name, self._rows = context, name, rows
        self._pool, self._server, self._parsed = pool, server, parsed
        self._groups = list(_groups(rows))
        setters = (n for n, rows in enumerate(self._groups) if any(PAGES in r.needs for r in rows))
        self._setter = next(setters, -1)
        #: What is replied to what is asked for; an empty reply is that nobody is going to tell.
        self._known: dict[str, Callable[[int], bytes]] = {}
        self._asked: dict[int, str] = {}
        self._replies: Counter[int] = Counter()
        self._begun_with: Products = {}
        self._ends: dict[int, Ended] = {}
        self.is_begun = False
        if self._setter < 0:
            self._known["matter"] = lambda _: b""

    def begin(self, articles: Sequence[NumberedResult]) -> None:
        """Have the products made. Of articles that are not done, the rest of their products is
        supplied later.
        """
        self.is_begun = True
        limits = allowed(self._context.journal.limits)
        seconds = (limits.seconds or 0) * max(1, len(articles))
        limits = replace(limits, memory=None, seconds=seconds)
        dates = [dt.datetime.fromisoformat(conditions_of(one)["date"]["utc"]) for one in articles]
        outputs, workspace = needed(tuple(self._rows)), self._context.workspace
        numbered = [numbered_article(workspace, one, outputs) for one in articles]
        self._begun_with = {one.slug: one.products for one in numbered}
        for number, group in enumerate(self._groups):
            own = [
                replace(one, products=_with_outputs(one.products, needed(group)))
                for one in numbered
            ]
            task = (self._context, self._name, own, group, dates, self._parsed)
            tag = (WHOLE, number)
            self._pool.start(self._server, tag, limits, make_products, *task)

    def supply(self, articles: Sequence[NumberedResult]) -> None:
        """What was not there of the articles when the products were begun; all are done now."""
        outputs, workspace = needed(tuple(self._rows)), self._context.workspace
        rest = {
            one.slug: {
                output: part
                for output, part in one.products.items()
                if output not in self._begun_with[one.slug]
            }
            for one in (numbered_article(workspace, one, outputs) for one in articles)
        }

        def of_group(number: int) -> bytes:
            names = needed(self._groups[number])
            return pickle.dumps({slug: _with_outputs(one, names) for slug, one in rest.items()})

        self._known["products"] = of_group
        self._reply()

    def give_up(self) -> None:
        """An article has errors, so that what is begun is of no use."""
        self._known["products"] = lambda _: b""
        self._reply()

    def take(self, event: Started | Sent | Ended) -> None:
        """What became of a process."""
        number = event.tag[1]
        if isinstance(event, Sent):
            what, data = pickle.loads(event.data)
            if what != _TELL:
                self._asked[number] = what
            elif number == self._setter:
                self._known["matter"] = lambda _: data
        elif isinstance(event, Ended):
            self._ends[number] = event
            if number == self._setter:
                self._known.setdefault("matter", lambda _: _NO_MATTER)
        self._reply()

    def _reply(self) -> None:
        for number, what in list(self._asked.items()):
            if what in self._known:
                del self._asked[number]
                data = self._known[what](number)
                self._pool.reply((WHOLE, number), data, turn=self._replies[number])
                self._replies[number] += 1

    def made(self) -> MadeProducts | Ended:
        """The products, when all processes have ended, or the end of one that has none."""
        for end in self._ends.values():
            if end.status is not Status.DONE:
                return end
        made = [self._ends[number].value for number in range(len(self._groups))]
        return _together(made, self._rows)


def _groups(rows: Sequence[IssueProduct]) -> Iterator[tuple[IssueProduct, ...]]:
    """The products that one process makes after the other: each that joins pages has its own."""
    others = tuple(row for row in rows if not {PAGES, PRINT} & {*row.needs})
    yield from ((row,) for row in rows if row not in others)
    if others:
        yield others


def _with_outputs(
    products: Mapping[str, Artifact], outputs: Sequence[str]
) -> Mapping[str, Artifact]:
    """The files of these outputs alone; of the others, their names."""
    return {
        output: part if output in outputs else replace(part, data=b"")
        for output, part in products.items()
    }


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


# --- a process -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Requests:
    """What a process asks the one for that begun it."""

    send: Send

    def ask(self, what: Asked) -> bytes | None:
        """The reply; None where the pool cannot reply."""
        self.send(pickle.dumps((what, b"")))
        return self.send.receive()

    def tell(self, data: bytes) -> None:
        self.send(pickle.dumps((_TELL, data)))


def make_products(
    send: Send,
    context: BuildContext,
    name: str,
    articles: Sequence[NumberedArticle],
    rows: Sequence[IssueProduct],
    dates: Sequence[dt.datetime],
    parsed: Parsed = (),
) -> MadeProducts:
    """Make some products of an issue, as a task. ``dates`` are those of the articles."""
    from nashr.pipeline.toolchain import toolchain

    front_matter.remember(parsed)
    own, log = context.workspace.for_article(), Log(context.request.strict)
    requests = _Requests(send)
    journal = log.need(load_journal(own))
    loaded = log.need(load_issue(own, name))
    look = load_theme(own, journal)
    logo = log.take(load_logo(own, look.journal, look.logo))
    dated = log.need(own.build_date(context.request.environment))
    is_printed = context.request.for_a_printer
    condition = log.need(printing_condition(own, look.journal)) if is_printed else None
    edition = IssueEdition(
        look.journal,
        loaded,
        tuple(_with_awaited(articles, requests)),
        look.templates.texts,
        look.templates.assets,
        look.theme,
        logo,
        max(dated.date, *dates),
        context.request.proof,
        condition,
        journal_file=own.read_text(JOURNAL).value,
        read=lambda path, at: own.read_bytes(path, at=at),
        tell=requests.tell,
        told=lambda: requests.ask("matter"),
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


def _with_awaited(
    articles: Sequence[NumberedArticle], requests: _Requests
) -> Iterator[NumberedArticle]:
    """The articles; those that were not done when this process began wait for the rest."""

    @functools.cache
    def rest() -> Products:
        supplied: Products = pickle.loads(requests.ask("products") or _NO_MATTER) or {}
        return supplied

    for one in articles:
        if one.is_done:
            yield one
            continue
        wait = functools.partial(lambda slug: rest().get(slug, {}), one.slug)
        yield replace(one, products=AwaitedProducts(one.products, wait))
