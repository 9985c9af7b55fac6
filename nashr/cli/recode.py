"""``recode``: save a text as UTF-8, and keep the file as it was."""

from __future__ import annotations

import os

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_project
from nashr.messages import Message, plural, reason_of

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

#: The ending of the file that is kept; builds pass over such files.
_KEPT = ".bak"
#: Characters of the line that is shown, so that one sees whether the letters are right.
_SHOWN = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help=Message("the text, e.g. bibliography/references.bib")
    )
    parser.add_argument(
        "--from",
        dest="encoding",
        metavar="ENCODING",
        help=Message(
            "the encoding that it is in: cp1254, cp1251, utf-16 … (default: found by its letters)"
        ),
    )
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    from pathlib import Path

    from nashr.project import atomic, encodings, safe_files
    from nashr.project.workspace import JOURNAL

    folder = Path(project.project_folder(options))
    places = (folder / options.file, Path(options.file))
    named = next((place for place in places if place.is_file()), None)
    if named is None:
        terminal.say(Message("There is no file “{file}” here.", file=options.file))
        return exit_codes.USAGE_ERROR
    path = named.resolve()
    try:
        data = safe_files.read(str(path))
        journal = folder / JOURNAL
        languages = encodings.language_in(
            safe_files.read(str(journal)) if journal.is_file() else b""
        )
        if options.encoding is None and encodings.is_utf8(data):
            terminal.tell(
                Message("{file} is UTF-8 already; it was left as it is.", file=options.file)
            )
            return exit_codes.SUCCESS
        if options.encoding is None:
            found = encodings.read(data, languages)
        else:
            found = encodings.read_as(data, options.encoding)
        if found is None:
            terminal.say(_undecided(options.file, options.encoding))
            return exit_codes.USAGE_ERROR
        kept = _keep(path, data, found.encoding.codec)
        atomic.replace(path, found.text.encode())
    except OSError as error:
        terminal.say(
            Message(
                "“{file}” cannot be saved anew: {reason}.",
                file=options.file,
                reason=reason_of(error),
            )
        )
        return exit_codes.MACHINE_ERROR
    saved = terminal.relative_to_here(str(path))
    terminal.tell(
        Message(
            "Saved {saved} as UTF-8; it was {encoding}.", saved=saved, encoding=found.encoding.name
        )
    )
    terminal.tell(Message("The file as it was: {file}", file=terminal.relative_to_here(str(kept))))
    line = encodings.telling_line(found.text)
    if line:
        terminal.tell(Message("Look whether the letters are right: {line}", line=line[:_SHOWN]))
    lost = encodings.question_marks_inside_words(found.text)
    if lost:
        terminal.tell(
            plural(
                "{n} question mark inside a word: the program that saved the file wrote one for "
                "each letter that its encoding lacks, such as ə.",
                "{n} question marks inside words: the program that saved the file wrote one for "
                "each letter that its encoding lacks, such as ə.",
                lost,
            )
        )
    return exit_codes.SUCCESS


def _undecided(file: str, encoding: str | None) -> str:
    from nashr.invocation import command_line

    if encoding is not None:
        return Message("“{file}” cannot be read as “{encoding}”.", file=file, encoding=encoding)
    example = command_line("recode", "--from", "cp1254", file)
    return Message(
        "It cannot be told which encoding “{file}” is in. Name it, as in: {command}",
        file=file,
        command=example,
    )


def _keep(path: Path, data: bytes, codec: str) -> Path:
    """A copy of the file beside it, under a name that is not taken."""
    state = path.stat()
    number = 1
    while True:
        suffix = f".{codec}{'' if number == 1 else f'-{number}'}{_KEPT}"
        kept = path.with_name(path.name + suffix)
        try:
            with kept.open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
            continue
        os.utime(kept, ns=(state.st_atime_ns, state.st_mtime_ns))
        return kept
