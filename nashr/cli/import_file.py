"""``import``: make a manuscript of an author's Word file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_json, add_project
from nashr.invocation import command_line

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.importing.report import Report

#: Bytes of a file that is read at all.
_LARGEST = 300_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the author's file, as it came: .docx, or .odt, .rtf, .html, .tex, .epub, JATS .xml",
    )
    parser.add_argument(
        "--as", dest="name", metavar="NAME", help="the name of the manuscript's folder"
    )
    parser.add_argument(
        "--changes",
        choices=("accept", "reject", "ask"),
        default="ask",
        help="what becomes of tracked changes (default: ask, a query for each)",
    )
    add_json(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    return project.run_with_packages(partial(_import, options))


def _import(options: argparse.Namespace) -> int:
    from nashr.cli.new import name_error
    from nashr.importing.changes import Treatment
    from nashr.pipeline.import_file import Imported, read_file
    from nashr.processes.pool import Status
    from nashr.project import safe_files
    from nashr.wording import in_ascii

    options.output = None
    workspace = project.open_workspace(options)
    file = Path(options.file)
    try:
        data = safe_files.read(options.file, _LARGEST)
    except OSError as error:
        terminal.say(f"{options.file} cannot be read: {error.strerror or error}.")
        return exit_codes.USAGE_ERROR
    slug = options.name or _slug(in_ascii(file.stem))
    wrong = name_error(slug, workspace.articles())
    if wrong:
        terminal.say(f"{wrong} Name it with --as.")
        return exit_codes.USAGE_ERROR
    ended = read_file(file.name, data, slug, Treatment(options.changes))
    imported = ended.value if ended.status is Status.DONE else Imported(failure=ended.reason)
    if imported.report is None:
        terminal.say(f"{options.file} was not imported. {imported.failure}")
        return exit_codes.AUTHOR_ERROR
    try:
        workspace.add_article(slug, imported.files)
    except OSError as error:
        terminal.say(f"manuscript/{slug}/ was not written: {error.strerror or error}.")
        return exit_codes.MACHINE_ERROR
    _tell(imported.report, options)
    return exit_codes.SUCCESS


def _slug(name: str) -> str:
    """The name of a file as one of a folder: its letters and digits, with hyphens between."""
    letters = "".join(c if c.isalnum() and c.isascii() else " " for c in name)
    return "-".join(letters.lower().split())


def _tell(report: Report, options: argparse.Namespace) -> None:
    from nashr.importing.findings import Outcome
    from nashr.wording import counted

    if options.json:
        terminal.tell_json(report.as_object())
        return
    for placed in report.findings:
        if placed.finding.outcome is not Outcome.DONE:
            where = f"manuscript/{report.article}/article.md"
            where += f":{placed.line}" if placed.line else ""
            terminal.tell(f"{where}: {placed.finding.outcome.value}: {placed.finding.message}")
    lost = len(report.of(Outcome.LOST))
    terminal.tell(
        f"\nWrote manuscript/{report.article}/ of {options.file}: {counted(lost, 'thing')} lost. "
        f"Look through it, then run: {command_line('build', report.article)}"
    )
