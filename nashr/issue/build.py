"""An issue made whole: its articles numbered, its products made, all of it published as one."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, sort_diagnostics
from nashr.issue.load import LoadedIssue, load_in_process, path_of
from nashr.issue.making import Making
from nashr.issue.numbered import NumberedResult, conditions_of, facts_of, findings_of
from nashr.issue.numbering import Numbering
from nashr.issue.overlaps import overlaps
from nashr.issue.products import IssueProduct, needed
from nashr.issue.publish import MadeProducts, publish_issue
from nashr.issue.rounds import NumberingInRounds
from nashr.messages import Message
from nashr.pipeline import recorded
from nashr.pipeline.article import BuildContext, BuildStore
from nashr.pipeline.build import ArticleReport, NoObserver, Observer, record_article
from nashr.pipeline.compose import Log, Request, Stopped
from nashr.pipeline.front_matter import known_journal
from nashr.pipeline.limits import OF_JOURNAL, lost, nothing, within
from nashr.pipeline.manifest import Product
from nashr.pipeline.shared import preload_shared, read_journal
from nashr.processes.pool import Ended, ForkServer, Pool, Status
from nashr.project.ledger import BuildRecord
from nashr.project.workspace import JOURNAL, Workspace
from nashr.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What became of an issue. Its products are those of the whole; ``articles`` have theirs."""

    name: str
    articles: tuple[ArticleReport, ...] = ()
    products: tuple[Product, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    #: The first and the last page of each article, by its slug, in their order.
    folios: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    seconds: float = 0.0
    unchanged: bool = False
    #: Files of an earlier build that were removed.
    removed: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All findings, of the issue and of its articles."""
        return (*self.diagnostics, *(d for one in self.articles for d in one.diagnostics))


def build_issue(
    workspace: Workspace,
    request: Request,
    name: str,
    rows: Sequence[IssueProduct],
    pool: Pool,
    typesetters: ForkServer | None = None,
    store: BuildStore | None = None,
    observer: Observer | None = None,
    composers: ForkServer | None = None,
    workers: Pool | None = None,
) -> IssueReport:
    """Make an issue. Nothing of it is published where an article or a product has an error.

    ``request`` has the outputs of the articles, and ``rows`` are the products of the whole. Files
    are read and articles composed in processes of ``composers``, or else of new fork servers;
    with ``workers``, a pool of other machines, the articles are made there.
    """
    begun = time.monotonic()
    observer, store = observer or NoObserver(), store or BuildStore.none(workspace)
    formats = tuple(dict.fromkeys((*needed(tuple(rows)), *request.formats)))
    request = replace(request, formats=formats)
    workspace.sweep(name)
    log = Log(request.strict)
    report = IssueReport(name)
    try:
        readers = composers or pool.fork_server(nothing)
        source = workspace.for_article().read_text(JOURNAL).value
        read = read_journal(workspace, pool, readers)
        journal = log.need(read)
        loaded = log.need(_read(workspace, name, pool, readers))
        log.checkpoint()
        journal = replace(journal, issn=loaded.issue.issn or journal.issn)
        store.ledger.conditions()
        context = BuildContext(workspace, request, journal, store)
        composers = composers or pool.fork_server(lambda: preload_shared(workspace, journal))
        setters = typesetters or composers
        parsed = known_journal(source, read)
        making = Making(context, name, rows, pool, setters, parsed)
        numbering = (
            Numbering(context, loaded.issue, pool, composers, setters, observer, making)
            if workers is None
            else NumberingInRounds(context, loaded.issue, workers, composers, setters, observer)
        )
        results = list(numbering.run())
        report = _with_articles(report, results)
        last = max((one.last_page for one in results), default=0)
        log.found.extend(overlaps(workspace, loaded, last))
        if has_errors([*log.found, *findings_of(results)], strict=request.strict):
            raise Stopped
        report = _finish(context, loaded, rows, results, pool, making, report, log)
    except Stopped:
        pass
    seconds = time.monotonic() - begun
    return replace(report, diagnostics=sort_diagnostics(log.found), seconds=seconds)


def _read(
    workspace: Workspace, name: str, pool: Pool, readers: ForkServer
) -> Outcome[LoadedIssue | None]:
    """The issue's file, read in a process under limits, since a stranger may have written it."""
    ended = within(OF_JOURNAL, pool, readers, load_in_process, workspace, name)
    if ended.status is Status.DONE:
        found: Outcome[LoadedIssue | None] = ended.value
        return found
    message = Message(
        "Reading the file failed: {reason}.", reason=ended.reason or ended.status.name
    )
    return Outcome(None, (Diagnostic("build-failed", Span(path_of(name)), message),))


def _with_articles(report: IssueReport, results: Sequence[NumberedResult]) -> IssueReport:
    """The report with what became of the articles."""
    folios = {one.report.slug: (one.place.first_page or 0, one.last_page) for one in results}
    return replace(report, articles=tuple(one.report for one in results), folios=folios)


# --- the products of the whole -------------------------------------------------------------


def _finish(
    context: BuildContext,
    loaded: LoadedIssue,
    rows: Sequence[IssueProduct],
    results: Sequence[NumberedResult],
    pool: Pool,
    making: Making,
    report: IssueReport,
    log: Log,
) -> IssueReport:
    """The report with the products, made and published unless all stand as they were."""
    name, ledger = loaded.issue.id, context.store.ledger
    wanted = tuple(row.name for row in rows)
    made_of = [_identity(one) for one in results]
    before = ledger.valid(_record_name(name), wanted)
    if before is not None and _are_among(made_of, before.facts.get("articles")):
        log.found.extend(map(recorded.diagnostic, before.findings(wanted)))
        products = tuple(Product(*row) for row in before.products(wanted))
        return replace(report, products=products, unchanged=True)
    if not making.is_begun:
        making.begin(results)
        for event in pool.events():
            making.take(event)
    conditions, made = [conditions_of(one) for one in results], making.made()
    if isinstance(made, Ended):
        log.found.append(_at_issue(lost(name, made, context.journal.limits), name))
        raise Stopped
    log.found.extend(made.findings)
    log.checkpoint()
    done = publish_issue(context, loaded.issue, results, made, conditions, log)
    for one in results:
        if one.result is not None:
            _record(context, one, done.of_articles[one.report.slug])
    facts = _facts(made, made_of, wanted, done.of_issue)
    ledger.write(_record_name(name), facts)
    articles_now = tuple(
        one.report
        if one.report.unchanged
        else replace(one.report, products=done.of_articles[one.report.slug])
        for one in results
    )
    return replace(report, articles=articles_now, products=done.of_issue, removed=done.removed)


def _at_issue(found: Diagnostic, name: str) -> Diagnostic:
    return replace(found, span=Span(path_of(name)))


def _record_name(name: str) -> str:
    """The name of the issue's record, which no article has."""
    return f"@{name}"


def _are_among(articles: Sequence[list[Any]], before: Any) -> bool:
    """Whether the articles are those of before, which may have had further outputs."""
    if not isinstance(before, list) or len(before) != len(articles):
        return False
    return all(
        now[:-1] == then[:-1] and all(row in then[-1] for row in now[-1])
        for now, then in zip(articles, before, strict=True)
    )


def _identity(one: NumberedResult) -> list[Any]:
    """What the issue's products depend on of an article: its pages and the bytes of its files."""
    if one.record is not None:
        digests = sorted((p.format, p.sha256) for p in one.report.products)
    else:
        parts = one.artifacts()
        digests = sorted((name, hashlib.sha256(part.data).hexdigest()) for name, part in parts)
    return [one.report.slug, one.place.first_page, one.pages, [list(row) for row in digests]]


# --- the ledger ----------------------------------------------------------------------------


def _record(context: BuildContext, one: NumberedResult, products: Sequence[Product]) -> BuildRecord:
    assert one.result is not None
    more = {
        **facts_of(one.place, one.entry, one.pages),
        "conditions-of": conditions_of(one),
    }
    return record_article(context, one.report.slug, one.result, one.rendered, products, more)


def _facts(
    made: MadeProducts, articles: Sequence[Any], wanted: Sequence[str], products: Sequence[Product]
) -> dict[str, Any]:
    """The issue's own record."""
    found = [recorded.row(one) for one in made.findings]
    outputs = {
        name: {
            "key": "",
            "products": [dataclasses.astuple(p) for p in products if p.format == name],
            "findings": [],
            "without": (),
        }
        for name in wanted
    }
    return {
        "articles": articles,
        "findings": found,
        "outputs": outputs,
        "journal": [],
        "bibliography": [],
        "shared": {},
        "libraries": {},
        "read": dataclasses.asdict(made.trace),
    }
