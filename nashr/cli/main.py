"""The command line: argv in, exit code out. Each command is a module of this package.

A module of that name has ``add_arguments(parser)`` and ``run(options)``; ``help`` has the list of
the commands and what is said of them. Only the module of the command that was given is imported,
so that help and wrong usage answer at once, and ``doctor`` runs before any package is installed.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from nashr import invocation
from nashr.cli import exit_codes, interrupts, language, signals, terminal
from nashr.cli.arguments import parser
from nashr.cli.help import COMMANDS, module_of
from nashr.messages import Message, reason_of

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

#: Collections of garbage are rare: a build keeps nearly all the objects that it makes, and to look
#: for others takes a fifth of the time in which it starts.
_GC_THRESHOLDS = (200_000, 20, 50)


def main(argv: Sequence[str], program: str = invocation.INSTALLED) -> int:
    """Run the command and give its exit code. ``program`` is how the program was called, for
    messages that name a command. Wrong usage raises SystemExit with code 2, as argparse does.
    """
    gc.set_threshold(*_GC_THRESHOLDS)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):  # a letter that a terminal lacks is shown by its number
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search all packages
    arguments = list(argv)
    language.choose(arguments, os.environ)
    if not arguments or arguments[0] not in (*COMMANDS, "-h", "--help", "--version"):
        arguments.insert(0, "build")
    invocation.note(program)
    options = parser(arguments[0]).parse_args(arguments)
    invocation.note(program, getattr(options, "project", None))
    if hasattr(options, "articles"):
        from nashr.cli import project

        options.articles = project.named_articles(options)
    try:
        with signals.as_interrupts():
            code: int = importlib.import_module(module_of(options.command)).run(options)
            return code
    except KeyboardInterrupt as interrupt:
        terminal.say(Message("Stopped. {whole}", whole=terminal.WHOLE))
        return signals.exit_code(interrupt)
    except BrokenPipeError:
        # Python flushes standard output when it ends, and would raise the same error again.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return exit_codes.BROKEN_PIPE
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.ENOMEM) and error.filename is None:
            terminal.say(
                Message(
                    "This computer starts no more processes: {reason}.", reason=reason_of(error)
                )
            )
            return exit_codes.MACHINE_ERROR
        if not _is_broken(sys.stdout):
            raise
        terminal.say(_unwritable(error))
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return exit_codes.MACHINE_ERROR


def _open_closed_streams() -> None:
    """Put the null device in the place of standard streams that are closed: or the next file that
    is opened would take the place, and get what is printed.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
        if getattr(sys, name) is None:
            stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _is_broken(stream: TextIO) -> bool:
    """Whether a stream cannot be written, as on a full disk."""
    try:
        stream.flush()
    except OSError:
        return True
    return False


def _unwritable(error: OSError) -> str:
    return Message(
        "Standard output cannot be written: {reason}. {whole}",
        reason=reason_of(error),
        whole=terminal.WHOLE,
    )


def run() -> NoReturn:
    """Run the command line of this process, and end the process with the exit code."""
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8"):
        # The names of files are UTF-8, whatever the locale says.
        interrupts.hold()
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.argv])
    code = main(sys.argv[1:], invocation.program_at(sys.argv[0]))
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = exit_codes.BROKEN_PIPE
    except OSError as error:
        terminal.say(_unwritable(error))
        code = code or exit_codes.MACHINE_ERROR
    # The interpreter's own shutdown would take a tenth of a second.
    os._exit(code)
