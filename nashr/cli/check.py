"""``check``: put the products before independent judges."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_articles, add_json, add_places

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from nashr.checking.check import Judgement
    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    add_json(parser)
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    articles = options.articles or tuple(workspace.articles())
    code, result = check_products(workspace, articles, silent=options.json)
    if options.json:
        terminal.tell_json({"output": str(workspace.output), **result})
    return code


def check_products(
    workspace: Workspace,
    articles: Sequence[str],
    formats: Sequence[str] | None = None,
    *,
    silent: bool,
    proof: bool | None = None,
) -> tuple[int, dict[str, Any]]:
    """The exit code and, as JSON, the report of the judges; shown unless ``silent``."""
    from nashr.checking import check

    def show(judgement: Judgement) -> None:
        for diagnostic in judgement.diagnostics:
            terminal.show(diagnostic)

    done = (lambda _: None) if silent else show
    report = check.check(workspace, articles, formats, done=done, proof=proof)
    if not silent:
        for diagnostic in report.lacks:
            terminal.show(diagnostic)
        terminal.tell("\n".join(check.summary(report)))
    code = exit_codes.SUCCESS
    if report.has_faults:
        code = exit_codes.AUTHOR_ERROR
    elif report.missing:
        code = exit_codes.MACHINE_ERROR
    return code, check.as_object(report)
