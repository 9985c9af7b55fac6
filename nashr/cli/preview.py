"""``preview``: show the products in a browser, and build again when a source is saved."""

from __future__ import annotations

import contextlib
import os
from functools import partial

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import (
    HIGHEST_PORT,
    add_articles,
    add_formats,
    add_places,
    add_proof,
    number,
)
from nashr.messages import Message, reason_of
from nashr.outputs import table

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(
        parser,
        Message(
            "a folder in manuscript/, or its article.md, or the name of an issue; none means all"
        ),
    )
    names = ",".join(table.viewed())
    add_formats(
        parser,
        table.viewed(),
        Message("what to build, separated by commas (default: {names})", names=names),
    )
    parser.add_argument(
        "--port",
        type=number(0, HIGHEST_PORT, Message("a port")),
        default=8765,
        metavar="N",
        help=Message(
            "where on this computer the preview answers; 0 for any free port (default: 8765)"
        ),
    )
    add_proof(parser)
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    options.issues = _issues_of(options)
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    if workspace.leads_out:
        terminal.say(
            Message(
                "The folder output/ is a link that leads out of the project; name it with --output."
            )
        )
        return exit_codes.USAGE_ERROR
    return project.run_with_packages(partial(_preview, options, workspace))


def _issues_of(options: argparse.Namespace) -> tuple[str, ...]:
    """The issues that were named; their articles take their places among those that were."""
    issues = project.issues_among(options)
    if issues:
        from nashr.issue.load import articles_of_others

        of_issues = articles_of_others(project.open_workspace(options)).items()
        more = (slug for slug, name in of_issues if name in issues)
        options.articles = tuple(dict.fromkeys((*options.articles, *more)))
    return issues


def _preview(options: argparse.Namespace, workspace: Workspace) -> int:
    from pathlib import Path

    from nashr.processes.pool import open_pool

    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(open_pool(max(2, os.cpu_count() or 1)))
        # Forked before the imports below, and before there are threads.
        typesetters = pool.fork_server(project.preload_typesetter)
        from nashr.pipeline.compose import Request
        from nashr.preview import rebuilder
        from nashr.preview.issues import IssueRebuilder
        from nashr.project import atomic, ledger
        from nashr.project.cache import Cache

        # The records say which sources an article was built from. Without a cache, they are kept
        # in a temporary folder.
        folder = ledger.cache_folder(os.environ)
        folder = folder or str(stack.enter_context(atomic.temporary_folder()))
        request = Request(
            articles=options.articles,
            formats=options.format,
            proof=options.proof,
            environment=dict(os.environ),
            piecemeal=True,
        )
        log = terminal.PreviewLog()
        issues = None
        if not options.articles or options.issues:
            issues = IssueRebuilder(
                workspace,
                request,
                lambda name: project.open_ledger(options, folder, {"issue": name}),
                Cache(Path(folder)),
                log.of_issue,
                options.issues,
            )
        builder = rebuilder.Rebuilder(
            workspace,
            request,
            rebuilder.BuildProcesses.of(pool, typesetters),
            partial(project.open_ledger, options, folder),
            Cache(Path(folder)),
            log,
            issues,
        )
        try:
            rebuilder.preview(builder, options.port, terminal.preview_at)
        except rebuilder.PortTaken as taken:
            terminal.say(
                Message(
                    "The preview cannot use port {port}: {reason}. Choose another with --port, or "
                    "any free one with --port 0.",
                    port=options.port,
                    reason=reason_of(taken),
                )
            )
            return exit_codes.USAGE_ERROR
    return exit_codes.SUCCESS
