"""Ctrl-C while the program starts: the process ends as other programs do, and shows nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Presses Ctrl-C when a module is looked for; ``site`` imports it before anything else runs.
_CUSTOM = """
import os, signal, sys

class Press:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["PRESS_AT"]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Press())
"""
_MODULES = ("nashr.cli.main", "nashr.cli.terminal", "argparse", "nashr.cli.help", "nashr.outputs")


def start(tmp_path: Path, command: list[str], at: str) -> tuple[int, str]:
    """The exit code of a command in which Ctrl-C is pressed, and all that it printed."""
    (tmp_path / "sitecustomize.py").write_text(_CUSTOM, "utf-8")
    environment = os.environ | {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "PRESS_AT": at,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("module", _MODULES)
def test_a_checkout_ends_silently(module: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--help"]
    assert start(tmp_path, command, module) == (-signal.SIGINT, "")


@pytest.mark.parametrize("module", _MODULES)
def test_an_installed_command_ends_silently(module: str, tmp_path: Path) -> None:
    """What the script does that pip writes for the entry point."""
    script = "import sys; from nashr.cli.entry import run; sys.argv[1:] = ['--help']; run()"
    assert start(tmp_path, [sys.executable, "-c", script], module) == (-signal.SIGINT, "")


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows cannot hold a signal")
def test_one_that_comes_while_python_starts_again_is_kept(tmp_path: Path) -> None:
    """``build.py`` goes on in its virtual environment, and Python starts for a second time."""
    script = (
        "import os, signal, sys; from nashr.cli import interrupts; interrupts.let_end();"
        "interrupts.hold(); os.kill(os.getpid(), signal.SIGINT);"
        f"os.execv(sys.executable, [sys.executable, {str(ROOT / 'build.py')!r}, '--help'])"
    )
    command = [sys.executable, "-c", script]
    assert start(tmp_path, command, "no.such.module") == (-signal.SIGINT, "")


def test_one_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """As a shell has it that starts the program in the background."""
    script = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
        f"os.execv(sys.executable, [sys.executable, {str(ROOT / 'build.py')!r}, '--version'])"
    )
    code, printed = start(tmp_path, [sys.executable, "-c", script], "nashr.cli.main")
    assert code == 0
    assert printed.startswith("nashr ")


def test_a_command_that_runs_is_told_of_it() -> None:
    script = (
        "import os, signal, sys; from nashr.cli import entry, doctor;"
        "doctor.run = lambda _: os.kill(os.getpid(), signal.SIGINT);"
        "sys.argv[1:] = ['doctor']; entry.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr.startswith("Stopped.")
    assert "Traceback" not in done.stderr
