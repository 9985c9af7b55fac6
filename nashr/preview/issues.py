"""The issues in the preview: made again when their file, a text, the cover or an article changes.

An issue takes longer than an article. So it is made while somebody looks at it: when its page is
opened, if it is not up to date, and at each change as long as the page is open. Articles that were
saved are built first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from nashr.diagnostics import Diagnostic, Severity, Span, has_errors, sort_diagnostics
from nashr.issue.load import issue_names, path_of
from nashr.issue.products import PRODUCTS
from nashr.messages import Message
from nashr.outputs import table
from nashr.pipeline.article import BuildStore
from nashr.pipeline.compose import Request
from nashr.pipeline.manifest import Product, published
from nashr.preview.state_feed import ArticleState, ShownProduct, StateFeed
from nashr.preview.watch import ANYWHERE, touches
from nashr.processes.forkserver import describe_error
from nashr.project.cache import Cache
from nashr.project.ledger import Ledger
from nashr.project.workspace import ISSUES, MANIFEST, PROOF_MANIFEST, Workspace
from nashr.records import dataclass, field, replace

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from nashr.issue.build import IssueReport
    from nashr.preview.build_processes import BuildProcesses


@dataclass(slots=True)
class IssueRebuilder:
    """Makes the issues that changes touch, and posts what became of them on the feed."""

    workspace: Workspace
    request: Request
    #: Opens the records of an issue's builds, anew for each.
    ledger: Callable[[str], Ledger]
    cache: Cache
    #: Called with each report.
    on_report: Callable[[IssueReport], None]
    #: The issues that are shown; all of the journal where none is named.
    names: tuple[str, ...] = ()
    #: The issues that may not be as their sources are.
    _stale: set[str] = field(default_factory=set)
    #: What was read for each issue that was made, and for its articles.
    _reads: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def there(self) -> list[str]:
        """The issues that are shown."""
        return [one for one in issue_names(self.workspace) if one in self.names or not self.names]

    def note(self, changed: Collection[str], feed: StateFeed) -> None:
        """Take notice of changed sources, and post the issues that there are."""
        there, known = self.there(), feed.state.issues
        self._stale |= {name for name in there if self._is_touched(name, changed)}
        self._stale &= set(there)
        issues = {name: known.get(name) or self.on_disk(name) for name in there}
        if issues != known:
            feed.post(replace(feed.state, issues=issues))

    def build(self, processes: BuildProcesses, feed: StateFeed) -> None:
        """Make the issues that are open in a browser and may not be as their sources are."""
        for name in sorted(self._stale & feed.open_articles()):
            self._stale.discard(name)
            state = feed.state.issues.get(name) or self.on_disk(name)
            pending = tuple(row.name for row in PRODUCTS if row.like and not row.option)
            feed.post(feed.state.with_issue(name, replace(state, pending=pending)))
            state = replace(self._made(name, processes, state), pending=())
            feed.post(feed.state.with_issue(name, state))

    def on_disk(self, name: str) -> ArticleState:
        """An issue, or the proof of it, as an earlier build left it."""
        file = PROOF_MANIFEST if self.request.proof else MANIFEST
        manifest = published(self.workspace, name, file)
        listed = manifest.products if manifest is not None and "issue" in manifest.contents else {}
        products = [
            Product(f"{name}/{path}", one.format, one.bytes, one.sha256, one.pages)
            for path, one in listed.items()
            if "/" not in path
        ]
        return ArticleState(_shown(products))

    def _is_touched(self, name: str, changed: Collection[str]) -> bool:
        reads = self._reads.get(name)
        if ANYWHERE in changed or path_of(name) in changed:
            return True
        if reads is None:
            return bool(changed)
        # That other issues are of another number, and have other articles, is looked at too.
        others = any(path.startswith(f"{ISSUES}/") for path in changed)
        return others or any(touches(changed, "\0", one) for one in reads)

    def _made(self, name: str, processes: BuildProcesses, state: ArticleState) -> ArticleState:
        from nashr.issue.build import build_issue
        from nashr.issue.products import wanted

        request = replace(self.request, articles=(), formats=table.usual(), piecemeal=False)
        store = BuildStore(self.ledger(name), self.cache)
        self._reads.pop(name, None)
        try:
            report = build_issue(
                self.workspace,
                request,
                name,
                wanted(),
                processes.pool,
                processes.typesetters,
                store,
                composers=processes.composers,
            )
        except ImportError:
            raise
        except Exception as error:  # noqa: BLE001 - shown; the next save makes it again
            message = Message("The build failed: {error}.", error=describe_error(error))
            found = (Diagnostic("build-failed", Span(path_of(name)), message),)
            return replace(state, findings=found, failed=True)
        self.on_report(report)
        findings = sort_diagnostics(_told(report))
        if has_errors(report.found):
            return replace(state, findings=findings, failed=True)
        slugs = (f"@{name}", *(one.slug for one in report.articles))
        records = [store.ledger.record(slug) for slug in slugs]
        self._reads[name] = [one.facts["read"] for one in records if one is not None]
        return ArticleState(_shown(report.products), findings)


def _told(report: IssueReport) -> Iterator[Diagnostic]:
    """All that was found in the issue, and the errors of its articles."""
    yield from report.diagnostics
    for article in report.articles:
        yield from (one for one in article.diagnostics if one.severity is Severity.ERROR)


def _shown(products: Collection[Product]) -> dict[str, ShownProduct]:
    """The products in the order of the table; of several files, the one with the shortest name:
    the contents in the journal's own language.
    """
    found = {}
    for row in PRODUCTS:
        files = [one for one in products if one.format == row.name]
        if row.like and files:
            one = min(files, key=lambda product: (len(product.path), product.path))
            found[row.name] = ShownProduct(row.name, one.path, one.sha256, one.bytes, one.pages)
    return found
