"""``issue``: make an issue of the journal, its articles numbered in their order."""

from __future__ import annotations

import os
import time
from functools import partial

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import (
    add_jobs,
    add_json,
    add_no_cache,
    add_places,
    add_proof,
    add_requested,
    add_scheduler,
    add_strict,
    requested_outputs,
)
from nashr.invocation import command_line
from nashr.messages import Message, reason_of, translate
from nashr.outputs import table
from nashr.project import ledger

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from nashr.cli.progress import Progress
    from nashr.issue.build import IssueReport
    from nashr.issue.products import IssueProduct
    from nashr.pipeline.article import BuildStore
    from nashr.pipeline.build import Observer
    from nashr.processes.pool import ForkServer, Pool
    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "issue",
        metavar="ISSUE",
        help=Message("the name of a file in manuscript/issues/, as 2026-1, or its path"),
    )
    add_requested(parser)
    add_proof(parser)
    add_json(parser)
    add_strict(parser)
    add_jobs(parser)
    add_scheduler(parser)
    add_no_cache(parser)
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    options.articles = ()
    return project.run_with_packages(partial(_run, options))


def _run(options: argparse.Namespace) -> int:
    begun = time.monotonic()
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    name, wrong = _issue_named(options.issue, workspace)
    if wrong:
        terminal.say(wrong)
        return exit_codes.USAGE_ERROR
    from nashr.cli import signals
    from nashr.cli.progress import progress_display

    display = progress_display(1, silent=options.json)
    command = _IssueCommand(options, workspace, name, begun)
    try:
        with display:
            report = command.build(display)
        return exit_codes.MACHINE_ERROR if report is None else command.report(report)
    except KeyboardInterrupt as interrupt:
        before = display.so_far()
        terminal.say(Message("Stopped. {before}{whole}", before=before, whole=terminal.WHOLE))
        return signals.exit_code(interrupt)


def _issue_named(word: str, workspace: Workspace) -> tuple[str, Message | None]:
    """The name of the issue that a word means; or what is wrong with the word."""
    from nashr.diagnostics import nearest
    from nashr.issue.load import SUFFIX, issue_names
    from nashr.project.workspace import ISSUES

    known = issue_names(workspace)
    found = project.issue_named(word, known)
    if found:
        return found, None
    name = word.rstrip("/").rsplit("/", 1)[-1].removesuffix(SUFFIX)
    if not known:
        return name, Message(
            "There is no issue in {folder}/ yet. Begin one: {command}",
            folder=ISSUES,
            command=command_line("new", "--issue", "2026-1"),
        )
    near = nearest(name, known)
    hint = (
        Message("did you mean “{near}”?", near=near)
        if near
        else Message("there are: {names}", names=tuple(known))
    )
    return name, Message("There is no issue “{name}” in {folder}/; {hint}").having(
        name=name, folder=ISSUES, hint=hint
    )


class _IssueCommand:
    """An issue that is made, and what is shown of it."""

    def __init__(
        self, options: argparse.Namespace, workspace: Workspace, name: str, begun: float
    ) -> None:
        self._options = options
        self._workspace = workspace
        self._name = name
        self._begun = begun
        self._formats = (*table.usual(), *requested_outputs(options))
        self._cache = None if options.no_cache else ledger.cache_folder(os.environ)

    def build(self, display: Progress) -> IssueReport | None:
        """Make the issue; None where the cluster cannot, of which the user is told."""
        from nashr.processes.pool import open_pool

        with open_pool(self._options.jobs) as pool:
            typesetters = pool.fork_server(project.preload_typesetter)
            if not self._options.scheduler:
                return self._build(pool, typesetters, display)
            from nashr.cluster import client

            try:
                with client.open_pool(self._options.scheduler, terminal.say) as workers:
                    return self._build(pool, typesetters, display, workers)
            except client.ClusterError as error:
                whole = translate(terminal.WHOLE)
                terminal.say(f"{translate(reason_of(error))} {display.so_far()}{whole}")
                return None

    def _build(
        self,
        pool: Pool,
        typesetters: ForkServer | None,
        observer: Observer,
        workers: Pool | None = None,
    ) -> IssueReport:
        from nashr.issue.build import build_issue
        from nashr.pipeline.compose import Request

        options = self._options
        request = Request(
            formats=self._formats,
            strict=options.strict,
            proof=options.proof,
            environment=dict(os.environ),
        )
        return build_issue(
            self._workspace,
            request,
            self._name,
            self._products(),
            pool,
            typesetters,
            self._store(),
            observer,
            workers=workers,
        )

    def _products(self) -> tuple[IssueProduct, ...]:
        from nashr.issue.products import wanted

        return wanted(tuple(self._options.requested))

    def _store(self) -> BuildStore:
        from pathlib import Path

        from nashr.pipeline.article import BuildStore
        from nashr.project.cache import Cache

        more = {"issue": self._name}
        records = project.open_ledger(self._options, self._cache, more)
        return BuildStore(records, Cache(Path(self._cache) if self._cache else None))

    # --- what is shown -----------------------------------------------------------------------

    def report(self, report: IssueReport) -> int:
        """Show the result, and give the exit code."""
        from nashr.diagnostics import has_errors

        failed = has_errors(report.found, strict=self._options.strict)
        if self._options.json:
            terminal.tell_json(self._as_json(report, failed=failed))
        else:
            for diagnostic in dict.fromkeys(report.found):
                terminal.show(diagnostic)
            self._summary(report, failed=failed)
        return exit_codes.AUTHOR_ERROR if failed else exit_codes.SUCCESS

    def _summary(self, report: IssueReport, *, failed: bool) -> None:
        seconds = time.monotonic() - self._begun
        if failed:
            terminal.tell("")
            terminal.tell(
                Message(
                    "The issue {issue} was not made, see the errors above; the last one that was "
                    "made whole stays.",
                    issue=report.name,
                )
            )
            return
        rows: list[tuple[str, Any]] = [(report.name, report.products)]
        rows += [(self._title(report, one.slug), one.products) for one in report.articles]
        output = str(self._workspace.output)
        terminal.list_products(rows, output, proof=self._options.proof)
        terminal.list_removed(report.removed, output)
        terminal.tell("")
        fresh = sum(not one.unchanged for one in report.articles)
        if report.unchanged and not fresh:
            terminal.tell(
                Message(
                    "The issue {issue} stands as it was made: nothing to do ({seconds:.1f} s).",
                    issue=report.name,
                    seconds=seconds,
                )
            )
            return
        terminal.tell(
            Message(
                "Made the issue {issue}, pages {first}–{last}, in {seconds:.1f} s: {fresh} of "
                "{number} articles were made now.",
                issue=report.name,
                first=min(first for first, _ in report.folios.values()),
                last=max(last for _, last in report.folios.values()),
                seconds=seconds,
                fresh=fresh,
                number=len(report.articles),
            )
        )

    @staticmethod
    def _title(report: IssueReport, slug: str) -> str:
        first, last = report.folios[slug]
        pages = str(first) if first == last else f"{first}–{last}"
        return Message("{article}, {pages}", article=slug, pages=pages)

    def _as_json(self, report: IssueReport, *, failed: bool) -> dict[str, Any]:
        from nashr.diagnostics import as_json

        found = terminal.as_json(report.articles, self._workspace, time.monotonic() - self._begun)
        for one in found["articles"]:
            first, last = report.folios[one["article"]]
            one |= {"first-page": first, "last-page": last}
        return {
            **found,
            "issue": report.name,
            "made": not failed,
            "unchanged": report.unchanged,
            "products": [terminal.product_as_json(one) for one in report.products],
            "removed": list(report.removed),
            "diagnostics": [as_json(one) for one in report.diagnostics],
        }
