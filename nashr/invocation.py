"""How this program was called, so that messages can name commands that work as they stand.

``main`` notes it once, before a command runs. It is light: every command imports it.
"""

from __future__ import annotations

import os

#: The name of the command that an installation brings.
INSTALLED = "nashr"

_program = INSTALLED
_project: str | None = None


def note(program: str, project: str | None = None) -> None:
    """Note the program as it was called, a piece of a command line, and the value of ``--project``
    where that was given.
    """
    global _program, _project
    _program, _project = program, project


def program() -> str:
    """The program as it was called: ``nashr``, or ``python3 path/to/build.py``."""
    return _program


def project() -> str | None:
    """The value of ``--project``, None where it was not given."""
    return _project


def program_at(path: str) -> str:
    """The piece of a command line that starts the program whose file, ``sys.argv[0]``, is given."""
    name = os.path.basename(path)
    return f"python3 {_quoted(path)}" if name.endswith(".py") else name.removesuffix(".exe")


def command_line(command: str, *words: str, in_project: bool = True) -> str:
    """The line to type for a command with its words, quoted for a shell. It has ``--project`` where
    this program was called with it, unless the command takes none (``in_project``).
    """
    parts = [_program, command]
    if in_project and _project is not None:
        parts += ["--project", _quoted(_project)]
    return " ".join([*parts, *map(_quoted, words)])


def _quoted(word: str) -> str:
    import shlex  # here, because a build with nothing to do names no command

    return shlex.quote(word)
