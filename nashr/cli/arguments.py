"""The parser of the command line, and the arguments that several commands have."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable

from nashr import __version__
from nashr.cli.help import COMMANDS, command_help, module_of, overview
from nashr.invocation import program
from nashr.messages import SOURCE, Message, language, translate
from nashr.outputs import table

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any

HIGHEST_PORT = 65535
#: The most processes that work at a time.
MOST_JOBS = 1000
#: Without a user's name and password, which have no place in a command.
_SCHEDULER = r"(?:tcp|tls)://(?:[\w.\-]+|\[[0-9a-fA-F:.%]+\]):([0-9]{1,5})"


#: What argparse itself says. It asks gettext for them, whose catalogues are compiled files.
_ARGPARSE = (
    Message("usage: "),
    Message("positional arguments"),
    Message("options"),
    Message("show this help message and exit"),
    Message("show program's version number and exit"),
    Message("%(prog)s: error: %(message)s\n"),
    Message("argument %(argument_name)s: %(message)s"),
    Message("unrecognized arguments: %s"),
    Message("the following arguments are required: %s"),
    Message("invalid choice: %(value)r (choose from %(choices)s)"),
    Message("expected one argument"),
    Message("expected at least one argument"),
    Message("ambiguous option: %(option)s could match %(matches)s"),
    Message("not allowed with argument %s"),
)


def _speak() -> None:
    """Have argparse speak the language that was chosen."""
    words: dict[str, str] = {str(one): one for one in _ARGPARSE}
    if language() != SOURCE:
        vars(argparse)["_"] = lambda text: _said(words, text)


def _said(words: dict[str, str], text: str) -> str:
    return translate(words.get(text, text))


def parser(command: str) -> argparse.ArgumentParser:
    """The parser for a command line that begins with ``command``: with the arguments of that
    command alone or, where it is none, with the list of all commands. ``command`` of the
    options is the command that was parsed.
    """
    _speak()
    about = overview()
    whole = _parser(argparse.ArgumentParser, about.description, about.epilog, prog=program())
    whole.add_argument(
        "--version",
        action="version",
        version=f"nashr {__version__}",
        help=Message("show program's version number and exit"),
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")
    for name in [command] if command in COMMANDS else COMMANDS:
        about = command_help(name)
        one = _parser(
            commands.add_parser,
            about.description,
            about.epilog,
            name=name,
            help=translate(about.summary),
        )
        if name == command:
            importlib.import_module(module_of(name)).add_arguments(one)
            _translate(one)
    _translate(whole)
    return whole


def _translate(parser: argparse.ArgumentParser) -> None:
    """Have the help of the arguments in the language that was chosen."""
    for action in parser._actions:
        action.help = action.help and translate(action.help)


def _parser(
    make: Callable[..., argparse.ArgumentParser], description: str, epilog: str, **more: Any
) -> argparse.ArgumentParser:
    """A parser that leaves the lines of its texts as they are."""
    return make(
        **more,
        description=translate(description),
        epilog=translate(epilog),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


# --- arguments -----------------------------------------------------------------------------


def add_articles(parser: argparse.ArgumentParser, help: str = "") -> None:
    usual = Message("a folder in manuscript/, or its article.md; none means all")
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help=help or usual)


def add_formats(parser: argparse.ArgumentParser, default: tuple[str, ...], help: str) -> None:
    parser.add_argument("--format", type=formats, default=default, metavar="LIST", help=help)


def add_scheduler(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scheduler",
        type=scheduler,
        metavar="ADDRESS",
        help=Message(
            "have a Dask cluster work, e.g. tcp://10.0.0.5:8786 or tls://… (see docs/scaling.md)"
        ),
    )


def add_requested(parser: argparse.ArgumentParser) -> None:
    """An option for each output that is made when it is asked for."""
    for output in table.outputs():
        if output.option:
            parser.add_argument(
                f"--{output.option}",
                dest="requested",
                action="append_const",
                const=output.name,
                default=[],
                help=Message("make this as well: {output}", output=output.label),
            )


def requested_outputs(options: argparse.Namespace) -> tuple[str, ...]:
    """The names of the outputs that were asked for by these options, without those for print
    where a proof is made.
    """
    rows = table.rows(options.requested)
    return tuple(output.name for output in rows if output.proof or not options.proof)


def add_strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help=Message("treat warnings as errors"))


def add_proof(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--proof", action="store_true", help=Message("show open questions in the margin")
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help=Message("print the result as JSON, for other programs")
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        type=number(0, MOST_JOBS, Message("a number of processes")),
        default=os.cpu_count() or 1,
        metavar="N",
        help=Message(
            "how many processes work at a time, 0 for none but this one, without limits of time "
            "and memory (default: one for each core)"
        ),
    )


def add_no_cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help=Message("make everything anew, whatever was made before"),
    )


def add_places(parser: argparse.ArgumentParser) -> None:
    """The folder of the project and that of the products."""
    add_project(parser)
    parser.add_argument(
        "--output", metavar="DIR", help=Message("where products go (default: output/ in it)")
    )


def add_project(parser: argparse.ArgumentParser) -> None:
    """The folder of the project, None for the folder that the program was called in."""
    parser.add_argument(
        "--project",
        metavar="DIR",
        help=Message(
            "the journal's folder, with manuscript/ and bibliography/ (default: this one)"
        ),
    )


# --- values --------------------------------------------------------------------------------


def number(lowest: int, highest: int, what: str) -> Callable[[str], int]:
    """Reads a whole number in digits; ``what`` it is, for the message where it is out of range."""

    def read(text: str) -> int:
        is_number = text.isascii() and text.isdecimal() and len(text) < 10
        if not is_number or not lowest <= int(text) <= highest:
            message = Message(
                "“{text}” is not {what}: a whole number from {lowest} to {highest}",
                text=text,
                what=what,
                lowest=lowest,
                highest=highest,
            )
            raise argparse.ArgumentTypeError(translate(message))
        return int(text)

    return read


def scheduler(text: str) -> str:
    """Reads the address of a Dask scheduler."""
    import re

    found = re.fullmatch(_SCHEDULER, text)
    if found is None or int(found[1]) > HIGHEST_PORT:
        # The text is not shown: it may have a password in it.
        message = Message("it is tcp:// or tls://, the host's name, and a port")
        raise argparse.ArgumentTypeError(translate(message))
    return text


def formats(text: str) -> tuple[str, ...]:
    """Reads a list of outputs, into the order of the table."""
    wanted = [name.strip().lower() for name in text.split(",") if name.strip()]
    known = table.named()
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        message = Message("nothing is not one of {names}")
        if unknown:
            message = Message("“{text}” is not one of {names}", text=unknown[0])
        raise argparse.ArgumentTypeError(translate(message.having(names=known)))
    return tuple(name for name in known if name in wanted)
