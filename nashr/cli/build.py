"""``build``: build articles.

Whether every article is unchanged is found out first, and with few imports.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from functools import partial

from nashr.bibliography.uncited import uncited_works
from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import (
    add_articles,
    add_formats,
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
from nashr.messages import Message, reason_of, translate
from nashr.outputs import table
from nashr.project import ledger, temporary_folders
from nashr.project.article_folders import article_slugs
from nashr.project.conflicts import conflicts
from nashr.project.misnamed import misnamed_manuscripts

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.cli.progress import Progress
    from nashr.diagnostics import Diagnostic
    from nashr.pipeline.build import ArticleReport
    from nashr.pipeline.journal_reading import JournalReading
    from nashr.processes.pool import ForkServer, Pool
    from nashr.project.ledger import BuildRecord, Ledger
    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    add_json(parser)
    names = ",".join(table.usual())
    add_formats(
        parser,
        table.usual(),
        Message("what to make, separated by commas: {names} (default: all)", names=names),
    )
    add_jobs(parser)
    add_scheduler(parser)
    add_no_cache(parser)
    add_strict(parser)
    parser.add_argument(
        "--uncited", action="store_true", help=Message("list each work that no article cites")
    )
    add_proof(parser)
    add_requested(parser)
    parser.add_argument(
        "--report",
        action="store_true",
        help=Message(
            "write output/report.html: what was found in each article, and pictures of its pages"
        ),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=Message("put what was built before the judges (see the command check)"),
    )
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    begun = time.monotonic()
    options.format = _wanted_outputs(options)
    cache_folder = None if options.no_cache else ledger.cache_folder(os.environ)
    records = project.open_ledger(options, cache_folder)
    slugs = options.articles or tuple(article_slugs(records.project))
    valid = [record for slug in slugs if (record := records.valid(slug, options.format))]
    if valid and len(valid) == len(slugs) and _report_unchanged(options, records, valid, begun):
        _remove_stale_temporary_folders()
        return exit_codes.SUCCESS
    for output in table.rows(options.requested):
        if options.proof and not output.proof:
            terminal.say(
                Message(
                    "No {label} is made of a proof: leave out --proof to get it.",
                    label=output.label,
                )
            )
    from nashr.project import prepared_modules

    prepared_modules.install()  # what follows imports more than what went before
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    from nashr.cli import signals
    from nashr.cli.progress import progress_display

    for problem in table.problems.values():
        terminal.say(problem)
    display = progress_display(len(slugs), silent=options.json)
    is_typeset = any(output.typeset for output in table.rows(options.format))
    sets_pages = is_typeset and len(valid) < len(slugs)
    command = _BuildCommand(options, workspace, records, cache_folder, display, begun)
    try:
        return project.run_with_packages(partial(command.run, sets_pages))
    except KeyboardInterrupt as interrupt:
        before = display.so_far()
        stopped = Message("Stopped. {before}{whole}", before=before, whole=terminal.WHOLE)
        terminal.say(stopped)
        return signals.exit_code(interrupt)


def _wanted_outputs(options: argparse.Namespace) -> tuple[str, ...]:
    """The names of the outputs to build: those of ``--format``, and those that have an option of
    their own, unless a proof is made and they are for print.
    """
    return tuple(dict.fromkeys((*options.format, *requested_outputs(options))))


def _report_unchanged(
    options: argparse.Namespace, records: Ledger, valid: Sequence[BuildRecord], begun: float
) -> bool:
    """Print of unchanged articles what was printed when they were built. False,
    and nothing, where the output is to be more than plain lines, or the build would fail.
    """
    if (
        options.json
        or options.check
        or options.report
        or "GITHUB_ACTIONS" in os.environ
        or sys.stdout.isatty()
    ):
        return False
    of_articles = [record.findings(options.format) for record in valid]
    of_files = (finding for record in valid for finding in record.bibliography())
    uncited = uncited_works(valid, whole=not options.articles, each=options.uncited)
    others = records.others(options.articles) if options.articles else ()
    of_articles.append(conflicts(valid, others))
    misnamed = () if options.articles else misnamed_manuscripts(records.project)
    shared = ledger.sort_findings([*valid[0].journal(), *of_files, *uncited, *misnamed])
    found = [finding for findings in (*of_articles, shared) for finding in findings]
    if any(f.severity == "error" or (options.strict and f.severity == "warning") for f in found):
        return False
    for finding in found:
        terminal.tell(ledger.as_text(finding))
    products = [(record.slug, record.products(options.format)) for record in valid]
    terminal.list_products(products, records.output, proof=options.proof)
    terminal.tell("")
    terminal.tell(
        Message(
            "{unchanged} ({seconds:.1f} s).",
            unchanged=terminal.unchanged(len(valid)),
            seconds=time.monotonic() - begun,
        )
    )
    return True


def _remove_stale_temporary_folders() -> None:
    """Remove what killed builds left; what that takes is imported where there is something."""
    if temporary_folders.present():
        from nashr.project import atomic

        atomic.remove_stale_temporary_folders()


class _BuildCommand:
    """A build that has something to do, and what is shown of it."""

    def __init__(
        self,
        options: argparse.Namespace,
        workspace: Workspace,
        records: Ledger,
        cache_folder: str | None,
        display: Progress,
        begun: float,
    ) -> None:
        self._options = options
        self._workspace = workspace
        self._ledger = records
        self._cache_folder = cache_folder
        self._display = display
        self._begun = begun

    def run(self, sets_pages: bool) -> int:
        """Build, and give the exit code. ``sets_pages`` where an output is typeset."""
        from nashr.pipeline.journal_reading import JournalReading
        from nashr.processes.pool import open_pool

        if self._options.scheduler:
            return self._run_on_cluster()
        with open_pool(self._options.jobs) as pool:
            # One process reads the journal while this one imports the stages. The next, which sets
            # pages, needs the first half of these, and is ready when there is an article.
            readers = pool.fork_server(project.preload_parser)
            reading = JournalReading(pool, readers, self._workspace, self._alone())
            import nashr.pipeline.render

            typesetters = pool.fork_server(project.preload_typesetter) if sets_pages else None
            import nashr.pipeline.build  # noqa: F401

            return self._report(self._build(pool, typesetters, reading))

    def _alone(self) -> str | None:
        """The one article that has something to do, if it is one."""
        slugs = self._options.articles or tuple(article_slugs(self._ledger.project))
        formats = self._options.format
        wanted = [slug for slug in slugs if self._ledger.valid(slug, formats) is None]
        return wanted[0] if len(wanted) == 1 else None

    def _run_on_cluster(self) -> int:
        from nashr.cluster import client

        try:
            with client.open_pool(self._options.scheduler, terminal.say) as pool:
                return self._report(self._build(pool))
        except client.ClusterError as error:
            whole = translate(terminal.WHOLE)
            terminal.say(f"{translate(reason_of(error))} {self._display.so_far()}{whole}")
            return exit_codes.MACHINE_ERROR

    def _build(
        self,
        pool: Pool,
        typesetters: ForkServer | None = None,
        reading: JournalReading | None = None,
    ) -> Sequence[ArticleReport]:
        """The reports of all articles. Findings are shown as they are found."""
        from pathlib import Path

        from nashr.pipeline.article import BuildStore
        from nashr.pipeline.build import build as build_articles
        from nashr.pipeline.compose import Request
        from nashr.project.cache import Cache

        options, display = self._options, self._display
        request = Request(
            articles=options.articles,
            formats=options.format,
            strict=options.strict,
            proof=options.proof,
            list_uncited=options.uncited or options.json,
            environment=dict(os.environ),
        )
        folder = self._cache_folder
        store = BuildStore(self._ledger, Cache(Path(folder) if folder else None))
        reports: list[ArticleReport] = []
        shown: set[Diagnostic] = set()
        with display:
            for report in build_articles(
                self._workspace,
                request,
                pool,
                typesetters,
                store,
                observer=display,
                reading=reading,
            ):
                reports.append(report)
                for diagnostic in report.diagnostics if not options.json else ():
                    if diagnostic not in shown:  # what is wrong in a shared file is said once
                        shown.add(diagnostic)
                        display.show(diagnostic)
        return reports

    def _report(self, reports: Sequence[ArticleReport]) -> int:
        """Show the result, have it checked where that is wanted, and give the exit code."""
        from nashr.processes.forkserver import NO_PROCESS

        broken = [d for r in reports for d in r.diagnostics if d.code == "build-failed"]
        is_starved = any(NO_PROCESS in d.message for d in broken)
        # To look for what is lacking takes processes too.
        if broken and not is_starved and _show_lacks():
            return exit_codes.MACHINE_ERROR
        options, workspace, seconds = self._options, self._workspace, time.monotonic() - self._begun
        failed = [r for r in reports if _is_failure(r, options.strict)]
        result = terminal.as_json(reports, workspace, seconds) if options.json else {}
        if not options.json:
            terminal.summary(reports, workspace, seconds, proof=options.proof)
        if options.report and not self._write_report(reports):
            return exit_codes.MACHINE_ERROR
        code, built = exit_codes.SUCCESS, [r.slug for r in reports if r.products]
        if options.check and built:
            from nashr.cli.check import check_products

            code, result["check"] = check_products(
                workspace, built, options.format, silent=options.json, proof=options.proof
            )
        if options.json:
            terminal.tell_json(result)
        if is_starved:
            return exit_codes.MACHINE_ERROR
        return exit_codes.AUTHOR_ERROR if failed else code

    def _write_report(self, reports: Sequence[ArticleReport]) -> bool:
        """Write the report for editors, and say where; False where it cannot be written."""
        from nashr.pipeline.build_report import build_report
        from nashr.pipeline.shared import read_journal_alone
        from nashr.project.workspace import BUILD_REPORT

        workspace = self._workspace
        journal = read_journal_alone(workspace.for_article()).value
        page = build_report(journal, reports, workspace.published)
        try:
            path = workspace.publish_report(BUILD_REPORT, page)
        except OSError as error:
            reason = error.strerror or str(error)
            terminal.say(
                Message(
                    "The report cannot be written to {output}: {reason}.",
                    output=str(workspace.output),
                    reason=reason,
                )
            )
            return False
        terminal.say(Message("The report: {file}", file=terminal.relative_to_here(str(path))))
        return True


def _show_lacks() -> bool:
    """Show what the machine lacks, by which a build may have failed; whether it lacks anything."""
    from nashr.cli import needs

    lacking = needs.missing()
    missing = needs.packages_missing()
    if lacking:
        terminal.lacks(lacking)
    elif missing:
        terminal.lacks_packages(missing)
    return bool(lacking or missing)


def _is_failure(report: ArticleReport, strict: bool) -> bool:
    from nashr.diagnostics import has_errors

    return has_errors(report.diagnostics, strict=strict)
