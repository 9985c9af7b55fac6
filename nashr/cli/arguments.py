"""The grammar of the command line: the commands and their options, as ``--help`` shows them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from nashr import __version__
from nashr.cli.help import (
    CHECK,
    CHECK_EPILOG,
    CITE,
    CLEAN,
    DESCRIPTION,
    EPILOG,
    PREVIEW,
    VERIFY,
    VERIFY_EPILOG,
)
from nashr.outputs import table

TYPE_CHECKING = False  # typing itself takes a while to import
if TYPE_CHECKING:
    from typing import Any

#: No room for a user's name and password, which have no place in a command.
_SCHEDULER = r"(?:tcp|tls)://(?:[\w.\-]+|\[[0-9a-fA-F:.%]+\]):\d{1,5}"


def parser(command: str) -> argparse.ArgumentParser:
    """The parser of the command line, as far as it is needed: with that command alone, or with all
    where it is none. The command stands in ``command``.
    """
    whole = argparse.ArgumentParser(
        prog="build.py",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"nashr {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")
    for add in [COMMANDS[command]] if command in COMMANDS else COMMANDS.values():
        add(commands)
    return whole


def _add_build(commands: Any) -> None:
    build = commands.add_parser(
        "build",
        help="build articles (this is what happens when no command is given)",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_articles(build)
    _add_json(build)
    build.add_argument(
        "--format",
        type=_formats,
        default=table.usual(),
        metavar="LIST",
        help=f"what to make, separated by commas: {','.join(table.usual())} (default: all)",
    )
    build.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many processes work at a time (default: one for each core)",
    )
    build.add_argument(
        "--scheduler",
        type=_address,
        metavar="ADDRESS",
        help="have a Dask cluster work, e.g. tcp://10.0.0.5:8786 or tls://… (see docs/scaling.md)",
    )
    build.add_argument(
        "--no-cache", action="store_true", help="make everything anew, whatever was made before"
    )
    build.add_argument("--strict", action="store_true", help="treat warnings as errors")
    build.add_argument("--proof", action="store_true", help="show open questions in the margin")
    for output in table.outputs():
        if output.option:
            build.add_argument(
                f"--{output.option}",
                dest="requested",
                action="append_const",
                const=output.name,
                default=[],
                help=f"make the {output.label[0].lower()}{output.label[1:]} as well",
            )
    build.add_argument(
        "--check", action="store_true", help="put what was built before the judges (see check)"
    )
    _add_places(build)


def _add_preview(commands: Any) -> None:
    preview = commands.add_parser(
        "preview",
        help="show the products in a browser, and make them anew when a source is saved",
        description=PREVIEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_articles(preview)
    preview.add_argument(
        "--format",
        type=_formats,
        default=table.viewed(),
        metavar="LIST",
        help=f"what to make anew, separated by commas (default: {','.join(table.viewed())})",
    )
    preview.add_argument(
        "--port",
        type=_port,
        default=8765,
        metavar="N",
        help="where on this computer the preview answers; 0 for any free port (default: 8765)",
    )
    preview.add_argument("--proof", action="store_true", help="show open questions in the margin")
    preview.set_defaults(no_cache=False)
    _add_places(preview)


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check",
        help="put the products before independent judges",
        description=CHECK,
        epilog=CHECK_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_articles(check)
    _add_json(check)
    _add_places(check)


def _add_verify(commands: Any) -> None:
    verify = commands.add_parser(
        "verify",
        help="see whether the products still are what their manifest says",
        description=VERIFY,
        epilog=VERIFY_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verify.add_argument(
        "output",
        nargs="?",
        metavar="OUTPUT",
        help="an output folder, or the folder of one article in it (default: output/)",
    )
    verify.add_argument(
        "--project",
        metavar="DIR",
        help="the journal's folder, to compare the sources (default: the folder above OUTPUT)",
    )
    _add_json(verify)


def _add_new(commands: Any) -> None:
    new = commands.add_parser(
        "new",
        help="begin a new manuscript",
        description="Write manuscript/ARTICLE/article.md to start from.",
    )
    new.add_argument("article", metavar="ARTICLE", help="the name of its folder, e.g. my-article")
    _add_places(new)


def _add_cite(commands: Any) -> None:
    cite = commands.add_parser(
        "cite",
        help="write citations and a reference list for another program, JSON in and out",
        description=CITE,
    )
    _add_project(cite)


def _add_doctor(commands: Any) -> None:
    doctor = commands.add_parser(
        "doctor",
        help="see whether this computer has all that is needed, and how to get what is missing",
        description="List versions, libraries and fonts, and the command that mends what is amiss.",
    )
    doctor.add_argument(
        "--install", action="store_true", help="install what is missing with apt, where allowed"
    )
    doctor.add_argument("--quiet", action="store_true", help="say only what is missing")
    doctor.add_argument(
        "--patches",
        action="store_true",
        help="list what of WeasyPrint and other libraries is replaced while pages are set, and why",
    )
    doctor.add_argument(
        "--for",
        dest="purpose",
        choices=("build", "test"),
        default="build",
        help="what for: building (default) or running the tests too",
    )


def _add_clean(commands: Any) -> None:
    commands.add_parser("clean", help="empty the cache of what was made before", description=CLEAN)


#: In the order of the help.
COMMANDS: dict[str, Callable[[Any], None]] = {
    "build": _add_build,
    "preview": _add_preview,
    "check": _add_check,
    "verify": _add_verify,
    "new": _add_new,
    "cite": _add_cite,
    "doctor": _add_doctor,
    "clean": _add_clean,
}


class _Once(argparse.Action):
    """What is named twice is named once."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: str | None = None) -> None:
        del parser, option
        setattr(namespace, self.dest, tuple(dict.fromkeys(values)))


def _add_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        nargs="*",
        action=_Once,
        metavar="ARTICLE",
        help="a folder in manuscript/; none means all",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print the result as JSON, for other programs"
    )


def _add_places(parser: argparse.ArgumentParser) -> None:
    _add_project(parser)
    parser.add_argument(
        "--output", metavar="DIR", help="where products go (default: output/ in it)"
    )


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project",
        default=".",
        metavar="DIR",
        help="the journal's folder, with manuscript/ and bibliography/ (default: this one)",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: a number from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    import re

    if not re.fullmatch(_SCHEDULER, text):
        raise argparse.ArgumentTypeError("it is tcp:// or tls://, the host's name, and a port")
    return text


def _formats(text: str) -> tuple[str, ...]:
    wanted = [name.strip().lower() for name in text.split(",") if name.strip()]
    known = table.usual()
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        named = f"“{unknown[0]}”" if unknown else "nothing"
        raise argparse.ArgumentTypeError(f"{named} is not one of {', '.join(known)}")
    return tuple(name for name in known if name in wanted)


def formats(options: argparse.Namespace) -> tuple[str, ...]:
    """The names of the outputs to build: those of ``--format``, and those that have an option of
    their own, unless a proof is made and they are for print.
    """
    requested = table.rows(options.requested)
    more = (output.name for output in requested if output.proof or not options.proof)
    return (*options.format, *more)
