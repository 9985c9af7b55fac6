"""``check``: put the products before independent judges."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_articles, add_json, add_places
from nashr.messages import Message

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from nashr.checking.check import Judgement
    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(
        parser,
        Message(
            "a folder in manuscript/, or its article.md, or the name of an issue; none means all"
        ),
    )
    add_json(parser)
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    is_all = not options.articles
    issues: Sequence[str] = project.issues_among(options)
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    articles: Sequence[str] = options.articles
    if is_all:
        articles, issues = _all(workspace)
    code, result = check_products(workspace, articles, silent=options.json, issues=issues)
    if options.json:
        terminal.tell_json({"output": str(workspace.output), **result})
    return code


def _all(workspace: Workspace) -> tuple[list[str], list[str]]:
    """The articles and the issues to judge where none is named: of the articles of issues that were
    made, those that have products of their own.
    """
    from nashr.checking.issue_products import made_issues

    made = made_issues(workspace)
    in_issues = frozenset(slug for articles in made.values() for slug in articles)
    known = workspace.articles()
    own = [slug for slug in known if slug not in in_issues or (workspace.output / slug).is_dir()]
    return own, list(made)


def check_products(
    workspace: Workspace,
    articles: Sequence[str],
    formats: Sequence[str] | None = None,
    *,
    silent: bool,
    proof: bool | None = None,
    issues: Sequence[str] = (),
) -> tuple[int, dict[str, Any]]:
    """The exit code and, as JSON, the report of the judges; shown unless ``silent``."""
    from nashr.checking import check

    def show(judgement: Judgement) -> None:
        for diagnostic in judgement.diagnostics:
            terminal.show(diagnostic)

    done = (lambda _: None) if silent else show
    report = check.check(workspace, articles, formats, done=done, proof=proof, issues=issues)
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
