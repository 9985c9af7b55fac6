"""LibreOffice, run as a program: a Word file in, a Word file out, in which the formulas of MathType
and of Word's old editor of equations are Word's own.

What it reads comes from strangers. It runs with a profile of its own that lasts for one call, with
macros off, for a limited time, and without a network where the system can take it away. It is in
the process group of the process that calls it, and ends with that, and the limits of memory of that
process are its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from nashr.project.atomic import temporary_folder

#: The time of one call, in seconds. It starts in 2 to 10, and reads 136 equations in 3.
SECONDS = 50.0
#: What brings it, on Debian and its relatives.
COMMAND = "apt install libreoffice-writer-nogui libreoffice-math-nogui"
_NAMES = ("soffice", "libreoffice")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
#: Its own program; ``soffice`` is a script that starts it, and would outlive its end by a signal.
_PROGRAM = "soffice.bin"
#: It has made its profile, and asks to be started again.
_START_AGAIN = 81
_SETTINGS = {
    "Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "Misc": {"FirstRun": "false", "UseLocking": "false"},
}


class LibreOfficeError(ValueError):
    """It gave no result: a sentence says why."""


@cache
def path() -> str | None:
    """Where its program is, with the part for formulas; None where there is none."""
    for name in (*filter(None, map(shutil.which, _NAMES)), *_PLACES):
        program = Path(name).resolve()
        own = program.with_name(_PROGRAM)
        formulas = list(program.parent.glob("libsmlo.*")) or sys.platform == "darwin"
        if program.is_file() and formulas:
            return str(own if own.is_file() else program)
    return None


def with_word_equations(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """A Word file as LibreOffice writes it again. Raises ``LibreOfficeError``."""
    program = path()
    if program is None:
        raise LibreOfficeError("LibreOffice is not installed")
    with temporary_folder() as folder:
        (folder / "in.docx").write_bytes(data)
        _write_settings(folder / "profile")
        command = [
            *_without_network(),
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "in.docx")),
        ]
        _run(command, folder, seconds)
        written = folder / "out" / "in.docx"
        if not written.is_file():
            raise LibreOfficeError("LibreOffice cannot read it")
        return written.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    for _ in range(2):
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                env=environment,
                cwd=folder,
            )
        except subprocess.TimeoutExpired:
            message = f"LibreOffice did not finish within {seconds:g} seconds"
            raise LibreOfficeError(message) from None
        except OSError as error:
            raise LibreOfficeError(f"LibreOffice cannot be started: {error.strerror}") from error
        if done.returncode != _START_AGAIN:
            break
    if done.returncode:
        raise LibreOfficeError(f"LibreOffice ended with code {done.returncode}")


@cache
def _without_network() -> tuple[str, ...]:
    """What is written before a command so that it has no network; nothing where that cannot be."""
    prefix = ("unshare", "--user", "--map-root-user", "--net", "--")
    if not sys.platform.startswith("linux") or shutil.which(prefix[0]) is None:
        return ()
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False, timeout=10)
    return () if tried.returncode else prefix


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/{group}"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for group, values in _SETTINGS.items()
        for name, value in values.items()
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n",
        "utf-8",
    )
