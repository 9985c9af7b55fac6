"""``verify``: see whether the products still are what their manifest says."""

from __future__ import annotations

from nashr.cli import exit_codes, terminal
from nashr.cli.arguments import add_json
from nashr.messages import Message, reason_of

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "output",
        nargs="?",
        metavar="OUTPUT",
        help=Message("an output folder, or the folder of one article in it (default: output/)"),
    )
    parser.add_argument(
        "--project",
        metavar="DIR",
        help=Message(
            "the journal's folder, to compare the sources (default: the folder above OUTPUT)"
        ),
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    from pathlib import Path

    from nashr.pipeline import verify

    project = Path(options.project) if options.project else None
    output = Path(options.output) if options.output else (project or Path()) / "output"
    try:
        found = verify.verify(output, project)
    except verify.NothingToVerify as nothing:
        terminal.say(reason_of(nothing))
        return exit_codes.USAGE_ERROR
    if options.json:
        # A name on the disk may be no Unicode text, which only an escape can write.
        terminal.tell_json(verify.as_object(found), ascii_only=True)
    else:
        terminal.tell("\n".join(verify.as_lines(found)))
    return exit_codes.SUCCESS if found.is_sound else exit_codes.AUTHOR_ERROR
