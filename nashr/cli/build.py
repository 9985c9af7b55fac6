"""The command ``build``, and what it has in common with the commands that show and judge.

Whether all stands as it would be built is settled first, and with next to nothing imported.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from nashr.cli import arguments, terminal
from nashr.outputs.table import rows
from nashr.project import ledger

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from nashr.checking.check import Judgement
    from nashr.cli.progress import Progress
    from nashr.pipeline.build import ArticleReport
    from nashr.processes.pool import ForkServer, Pool
    from nashr.project.ledger import BuildRecord, Ledger
    from nashr.project.workspace import Workspace

BUILT, AUTHOR, USAGE, MACHINE = 0, 1, 2, 3


def build(options: argparse.Namespace) -> int:
    """Build the articles, and give the exit code."""
    begun = time.monotonic()
    options.format = arguments.formats(options)
    the_ledger = ledger_of(options)
    slugs = options.articles or tuple(ledger.articles(the_ledger.project))
    standing = [the_ledger.standing(slug, options.format) for slug in slugs]
    told = [record for record in standing if record is not None]
    if told and len(told) == len(standing) and _say_again(options, the_ledger, told, begun):
        return BUILT
    workspace = workspace_of(options)
    wrong = wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    from nashr.cli import signals
    from nashr.cli.progress import progress

    told_of = progress(len(slugs), silent=options.json)
    sets_pages = len(told) < len(slugs) and any(row.typeset for row in rows(options.format))
    the_build = _Build(options, workspace, the_ledger, told_of, begun)
    try:
        return with_packages(partial(the_build.run, sets_pages))
    except KeyboardInterrupt as end:
        terminal.say(f"Stopped. {told_of.so_far()}{terminal.WHOLE}")
        return signals.code(end)


def _say_again(
    options: argparse.Namespace, the_ledger: Ledger, records: Sequence[BuildRecord], begun: float
) -> bool:
    """Say of articles that stand as they would be built what was said when they were, if plain
    lines will do.
    """
    if options.json or options.check or "GITHUB_ACTIONS" in os.environ or sys.stdout.isatty():
        return False
    told = [record.findings(options.format) for record in records]
    shared = records[0].journal()
    if not options.articles:
        shared = ledger.sort_findings([*shared, *ledger.uncited(records)])
    found = [finding for one in (*told, shared) for finding in one]
    if any(f.severity == "error" or (options.strict and f.severity == "warning") for f in found):
        return False
    for finding in found:
        terminal.tell(ledger.as_text(finding))
    products = [(record.slug, record.products(options.format)) for record in records]
    terminal.list_products(products, the_ledger.output)
    terminal.tell(f"\n{terminal.unchanged(len(records))} ({time.monotonic() - begun:.1f} s).")
    return True


class _Build:
    """A build that has something to do, as far as it is heard and seen."""

    def __init__(
        self,
        options: argparse.Namespace,
        workspace: Workspace,
        the_ledger: Ledger,
        told_of: Progress,
        begun: float,
    ) -> None:
        self._options = options
        self._workspace = workspace
        self._ledger = the_ledger
        self._progress = told_of
        self._begun = begun

    def run(self, sets_pages: bool) -> int:
        """Build, and give the exit code. ``sets_pages`` where an output will be typeset."""
        from nashr.processes import pool

        if self._options.scheduler:
            return self._distributed()
        with pool.open_pool(self._options.jobs) as crew:
            # The typesetters import WeasyPrint while this process imports the rest.
            typesetters = crew.fork_server(partial(warm, self._workspace)) if sets_pages else None
            return self._told(self._built(crew, typesetters))

    def _distributed(self) -> int:
        from nashr.cluster import client

        try:
            with client.open_pool(self._options.scheduler, terminal.say) as crew:
                return self._told(self._built(crew, None))
        except client.ClusterError as error:
            terminal.say(f"{error} {self._progress.so_far()}{terminal.WHOLE}")
            return MACHINE

    def _built(self, crew: Pool, typesetters: ForkServer | None) -> Sequence[ArticleReport]:
        """The reports of all articles. What is wrong is shown as it is found."""
        from pathlib import Path

        from nashr.pipeline.build import Memory
        from nashr.pipeline.build import build as build_all
        from nashr.pipeline.compose import Request
        from nashr.project.cache import Cache

        options, progress = self._options, self._progress
        request = Request(
            articles=options.articles,
            formats=options.format,
            strict=options.strict,
            proof=options.proof,
            environment=dict(os.environ),
        )
        folder = None if options.no_cache else ledger.folder(os.environ)
        memory = Memory(self._ledger, Cache(Path(folder) if folder else None))
        reports = []
        with progress:
            for report in build_all(
                self._workspace, request, crew, typesetters, memory, observer=progress
            ):
                reports.append(report)
                for diagnostic in report.diagnostics if not options.json else ():
                    progress.show(diagnostic)
        return reports

    def _told(self, reports: Sequence[ArticleReport]) -> int:
        """Say what came of the build, judge it where that is wanted, and give the exit code."""
        if any(d.code == "build-failed" for r in reports for d in r.diagnostics) and _lacks():
            return MACHINE
        options, workspace, seconds = self._options, self._workspace, time.monotonic() - self._begun
        failed = [r for r in reports if _is_failure(r, options.strict)]
        result = terminal.as_json(reports, workspace, seconds) if options.json else {}
        if not options.json:
            terminal.summary(reports, workspace, seconds)
        code, built = BUILT, [r.slug for r in reports if r.products]
        if options.check and built:
            code, result["check"] = judged(workspace, built, options.json, options.format)
        if options.json:
            terminal.tell_json(result)
        return AUTHOR if failed else code


def _lacks() -> bool:
    """Whether the machine lacks something by which a build may have failed; then it is said."""
    from nashr.cli import doctor

    lacking = doctor.missing()
    missing = doctor.packages_missing()
    if lacking:
        terminal.lacks(lacking)
    elif missing:
        terminal.lacks_packages(missing)
    return bool(lacking or missing)


def _is_failure(report: ArticleReport, strict: bool) -> bool:
    from nashr.diagnostics import has_errors

    return has_errors(report.diagnostics, strict=strict)


# --- what other commands do too ------------------------------------------------------------


def workspace_of(options: argparse.Namespace) -> Workspace:
    """The project and the output folder that were named."""
    from pathlib import Path

    from nashr.project.workspace import Workspace

    return Workspace(Path(options.project), Path(options.output) if options.output else None)


def ledger_of(options: argparse.Namespace, folder: str | None = None) -> Ledger:
    """The records of builds with these options, by which earlier work is known."""
    folder = folder or (None if options.no_cache else ledger.folder(os.environ))
    output = options.output or os.path.join(options.project, "output")
    what = {
        "proof": options.proof,
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }
    return ledger.Ledger(folder, options.project, output, what)


def wrong_names(workspace: Workspace, articles: Sequence[str]) -> str | None:
    """What is wrong with the project or the articles that were named, for the one who did."""
    from nashr.diagnostics import nearest
    from nashr.project.workspace import MANUSCRIPTS

    known = workspace.articles()
    if not (workspace.project / MANUSCRIPTS).is_dir():
        return f"There is no folder manuscript/ in {workspace.project}; see --project."
    if not os.access(workspace.project / MANUSCRIPTS, os.R_OK | os.X_OK):
        return f"The folder manuscript/ in {workspace.project} may not be read; see its rights."
    for slug in articles:
        if slug not in known:
            near = nearest(slug, known)
            hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}"
            return f"There is no article “{slug}” in manuscript/; {hint}"
    if not known:
        return "There is no article in manuscript/ yet: python build.py new my-article"
    return None


def with_packages(run: Callable[[], int]) -> int:
    """Run what needs the packages; say so where one is not installed."""
    try:
        return run()
    except ImportError:
        from nashr.cli import doctor

        missing = doctor.packages_missing()
        if not missing:
            raise
        terminal.lacks_packages(missing)
        return MACHINE


def warm(workspace: Workspace) -> None:
    """What a typesetter does before there is anything to do."""
    from nashr.pipeline import render as rendering

    rendering.preload_typesetter(workspace.templates().value)


def judged(
    workspace: Workspace,
    articles: Sequence[str],
    silent: bool,
    formats: Sequence[str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """The exit code of the judges' report, and the report as JSON; shown unless ``silent``."""
    from nashr.checking import check as checking

    def show(judgement: Judgement) -> None:
        for diagnostic in judgement.diagnostics:
            terminal.show(diagnostic)

    report = checking.check(workspace, articles, formats, done=(lambda _: None) if silent else show)
    if not silent:
        for diagnostic in report.lacks:
            terminal.show(diagnostic)
        terminal.tell("\n".join(checking.summary(report)))
    code = AUTHOR if report.has_faults else MACHINE if report.missing else BUILT
    return code, checking.as_object(report)
