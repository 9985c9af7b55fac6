"""``import``: make a manuscript of an author's Word file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_json, add_project
from nashr.invocation import command_line
from nashr.messages import Message, language, plural, reason_of, translate

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.importing.report import Report
    from nashr.pipeline.import_file import Update

#: Bytes of a file that is read at all.
_LARGEST = 300_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help=Message(
            "the author's file, as it came: .docx, or .odt, .rtf, .html, .tex, .epub, JATS .xml"
        ),
    )
    parser.add_argument(
        "--as", dest="name", metavar="NAME", help=Message("the name of the manuscript's folder")
    )
    parser.add_argument(
        "--changes",
        choices=("accept", "reject", "ask"),
        default="ask",
        help=Message("what becomes of tracked changes (default: ask, a query for each)"),
    )
    add_json(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    return project.run_with_packages(partial(_import, options))


def _import(options: argparse.Namespace) -> int:
    from nashr.cli.new import name_error
    from nashr.importing.changes import Treatment
    from nashr.pipeline.import_file import (
        Imported,
        failure_of,
        known_works,
        pictures_beside,
        placed_in,
        read_file,
        reports,
        update_of,
        with_names_before,
    )
    from nashr.processes.pool import Status
    from nashr.project import safe_files
    from nashr.project.workspace import ARTICLE
    from nashr.wording import in_ascii

    options.output = None
    workspace = project.open_workspace(options)
    file = Path(options.file)
    try:
        data = safe_files.read(options.file, _LARGEST)
    except OSError as error:
        message = Message(
            "{file} cannot be read: {reason}.", file=options.file, reason=reason_of(error)
        )
        terminal.say(translate(message))
        return exit_codes.USAGE_ERROR
    slug = options.name or _slug(in_ascii(file.stem))
    wrong = name_error(slug, workspace.articles())
    if wrong:
        terminal.say(wrong)
        terminal.say(translate(Message("Name it with --as.")))
        return exit_codes.USAGE_ERROR
    beside = pictures_beside(file, data)
    known = known_works(workspace)
    ended = read_file(file.name, data, slug, Treatment(options.changes), beside, known)
    imported = ended.value if ended.status is Status.DONE else Imported(failure=failure_of(ended))
    if imported.report is None:
        message = Message(
            "{file} was not imported. {reason}", file=options.file, reason=imported.failure
        )
        terminal.say(translate(message))
        return exit_codes.AUTHOR_ERROR
    imported = with_names_before(workspace, imported)
    assert imported.report is not None
    update = update_of(workspace, imported)
    if update is not None and (update.conflicts or update.changed_by_both):
        _tell_conflicts(update, slug, options)
        return exit_codes.AUTHOR_ERROR
    if update is not None:
        report = placed_in(imported.report, imported, update.files[ARTICLE])
        imported = Imported(imported.files, report)
    assert imported.report is not None
    files = dict(imported.files if update is None else update.files)
    files |= reports(imported, translate, language())
    try:
        workspace.write_article(slug, files, is_new=update is None)
    except OSError as error:
        message = Message(
            "manuscript/{name}/ was not written: {reason}.", name=slug, reason=reason_of(error)
        )
        terminal.say(translate(message))
        return exit_codes.MACHINE_ERROR
    _tell(imported.report, update, options)
    return exit_codes.SUCCESS


def _slug(name: str) -> str:
    """The name of a file as one of a folder: its letters and digits, with hyphens between."""
    letters = "".join(c if c.isalnum() and c.isascii() else " " for c in name)
    return "-".join(letters.lower().split())


def _tell_conflicts(update: Update, slug: str, options: argparse.Namespace) -> None:
    """Say why nothing was written: the editor and the author have changed the same."""
    for conflict in update.conflicts:
        place = f"manuscript/{slug}/article.md:{conflict.line}"
        message = Message(
            "{place}: both have changed this paragraph. Here: “{editor}”. In the file: “{author}”.",
            place=place,
            editor=conflict.editor,
            author=conflict.author,
        )
        terminal.say(translate(message))
    for name in update.changed_by_both:
        place = f"manuscript/{slug}/{name}"
        terminal.say(translate(Message("{place}: both have changed this file.", place=place)))
    command = command_line("import", options.file, "--as", f"{slug}-2")
    message = Message("Nothing was written. Import it beside the other: {command}", command=command)
    terminal.say(translate(message))


def _tell(report: Report, update: Update | None, options: argparse.Namespace) -> None:
    from nashr.importing.findings import Outcome

    if options.json:
        changed = list(update.changed) if update else None
        terminal.tell_json({**report.as_object(), "changed": changed})
        return
    words = {Outcome.LOST: Message("lost"), Outcome.DOUBTFUL: Message("doubtful")}
    for placed in report.findings:
        finding = placed.finding
        if finding.outcome in words:
            where = f"manuscript/{report.article}/article.md"
            where += f":{placed.line}" if placed.line else ""
            outcome = translate(words[finding.outcome])
            terminal.tell(f"{where}: {outcome}: {translate(finding.message)}")
    for excerpt in update.changed if update else ():
        terminal.tell(translate(Message("Changed by the author: “{text}”.", text=excerpt)))
    lost = plural(
        "{n} finding of what was lost",
        "{n} findings of what was lost",
        len(report.of(Outcome.LOST)),
    )
    message = Message(
        "Wrote manuscript/{name}/ of {file}: {lost}; the report is import.html there. Look "
        "through it, then run: {command}",
        name=report.article,
        file=options.file,
        lost=lost,
        command=command_line("build", report.article),
    )
    terminal.tell("")
    terminal.tell(translate(message))
