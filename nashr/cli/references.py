"""``references``: check the bibliography and its citations, and write a report."""

from __future__ import annotations

from functools import partial

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_articles, add_json, add_places
from nashr.messages import Message

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    parser.add_argument(
        "--uncited", action="store_true", help=Message("list each work that no article cites")
    )
    add_json(parser)
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    return project.run_with_packages(partial(_check, options, workspace))


def _check(options: argparse.Namespace, workspace: Workspace) -> int:
    from nashr.diagnostics import as_json, has_errors
    from nashr.pipeline.reference_report import report
    from nashr.project.workspace import REFERENCE_REPORT
    from nashr.references.page import page

    found = report(workspace, options.articles)
    each = found.all_findings(each=True)
    path = None
    if found.journal is not None:
        try:
            text = page(found.journal, found.summary, each)
            path = workspace.publish_report(REFERENCE_REPORT, text)
        except OSError as error:
            reason = error.strerror or str(error)
            terminal.say(
                Message(
                    "The report cannot be written to {output}: {reason}.",
                    output=str(workspace.output),
                    reason=reason,
                )
            )
            return exit_codes.MACHINE_ERROR
    if options.json:
        terminal.tell_json(
            {
                "report": str(path) if path is not None else None,
                "articles": list(found.articles),
                "works": found.works,
                "diagnostics": [as_json(finding) for finding in each],
            }
        )
    else:
        for finding in found.all_findings(each=options.uncited):
            terminal.show(finding)
        terminal.tell("")
        terminal.tell(found.summary)
        if path is not None:
            terminal.tell(Message("The report: {file}", file=terminal.relative_to_here(str(path))))
    return exit_codes.AUTHOR_ERROR if has_errors(each) else exit_codes.SUCCESS
