"""What the machine must have, and how to install it.

Only the standard library is imported here: this runs before the virtual environment exists.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from typing import Literal

from nashr.messages import Message
from nashr.records import dataclass

MINUTE = 60.0
Purpose = Literal["build", "test"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the machine must have: how to find it, and its package in three systems."""

    name: str
    why: str
    apt: str
    brew: str
    dnf: str
    library: str = ""
    command: str = ""
    module: str = ""
    file: str = ""
    purpose: Purpose = "build"
    #: The start of ``sys.platform`` where the thing is needed; it is needed everywhere without.
    platform: str = ""
    #: The distribution that has the thing, by its ID of os-release(5); others do without.
    distribution: str = ""

    def present(self) -> bool:
        if not sys.platform.startswith(self.platform):
            return True
        if self.distribution not in ("", _distribution()):
            return True
        if self.library:
            import ctypes.util

            return ctypes.util.find_library(self.library) is not None
        if self.file:
            return os.path.exists(self.file)  # noqa: PTH110
        if self.command:
            return shutil.which(self.command) is not None
        return importlib.util.find_spec(self.module) is not None


NEEDS: tuple[Need, ...] = (
    Need(
        "venv",
        Message("sets up the environment"),
        "python3-venv",
        "python",
        "python3",
        module="ensurepip",
    ),
    Need(
        "Pango", Message("shapes text for the PDF"), "libpango-1.0-0", "pango", "pango", "pango-1.0"
    ),
    Need("PangoFT2", Message("loads fonts"), "libpangoft2-1.0-0", "pango", "pango", "pangoft2-1.0"),
    Need(
        "HarfBuzz subset",
        Message("cuts the fonts that go into the PDF"),
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
        "harfbuzz-subset",
    ),
    Need(
        "CMYK profile",
        Message("names the colours of the printer's PDF"),
        "libgs-common",
        "ghostscript",
        "libgs",
        file="/usr/share/color/icc/ghostscript/default_cmyk.icc",
        purpose="test",
    ),
    Need("git", Message("dates the products"), "git", "git", "git", command="git"),
    Need(
        "Poppler",
        Message("reads the PDF in the tests"),
        "poppler-utils",
        "poppler",
        "poppler-utils",
        command="pdftoppm",
        purpose="test",
    ),
    Need("qpdf", Message("judges the PDF"), "qpdf", "qpdf", "qpdf", command="qpdf", purpose="test"),
    Need(
        "MuPDF",
        Message("judges the PDF"),
        "mupdf-tools",
        "mupdf",
        "mupdf",
        command="mutool",
        purpose="test",
    ),
    Need(
        "Ghostscript",
        Message("makes plates of the printer's PDF in check"),
        "ghostscript",
        "ghostscript",
        "ghostscript",
        command="gs",
        purpose="test",
    ),
    Need(
        "Java",
        Message("runs EPUBCheck, the Nu checker and veraPDF"),
        "default-jre-headless",
        "openjdk",
        "java-latest-openjdk-headless",
        command="java",
        purpose="test",
    ),
    Need(
        "libatomic",
        Message("runs the Node.js that Playwright brings"),
        "libatomic1",
        "",
        "libatomic",
        library="atomic",
        purpose="test",
        platform="linux",
    ),
    Need(
        "Maven",
        Message("installs veraPDF"),
        "maven",
        "maven",
        "maven",
        command="mvn",
        purpose="test",
    ),
    Need(
        "npm",
        Message("installs the Nu checker, axe-core, Lighthouse and Ace"),
        "npm",
        "node",
        "nodejs-npm",
        command="npm",
        purpose="test",
    ),
    Need(
        "Node.js",
        Message("runs Lighthouse and Ace"),
        "nodejs",
        "node",
        "nodejs",
        command="node",
        purpose="test",
    ),
    Need(
        "Chromium",
        Message("opens the web page and the EPUB in the tests"),
        "chromium",
        "chromium",
        "chromium",
        command="chromium",
        purpose="test",
    ),
    Need(
        "Chromium without windows",
        Message("opens pages in half the time"),
        "chromium-headless-shell",
        "",
        "",
        command="chromium-headless-shell",
        purpose="test",
        distribution="debian",
    ),
)


def _distribution() -> str:
    """The ID of this machine's distribution; empty where it says none."""
    import platform

    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def missing(purpose: Purpose = "build") -> list[Need]:
    """What is not there. The tests need all that a build needs, and more."""
    return [n for n in NEEDS if (n.purpose == "build" or purpose == "test") and not n.present()]


def remedies(needs: Iterable[Need]) -> dict[str, str]:
    """The command that installs the needs, by package manager."""
    found = list(needs)

    def packages(manager: str) -> str:
        return " ".join(dict.fromkeys(filter(None, (getattr(n, manager) for n in found))))

    commands = {
        "apt": "sudo apt-get install -y --no-install-recommends",
        "brew": "brew install",
        "dnf": "sudo dnf install -y",
    }
    return {name: f"{line} {packages(name)}" for name, line in commands.items() if packages(name)}


def install(needs: Iterable[Need]) -> bool:
    """Install the needs with apt, where that needs no password; give whether it was done."""
    packages = [n.apt for n in needs]
    prefix = _root_prefix()
    if not packages or prefix is None or shutil.which("apt-get") is None:
        return not packages
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            [*prefix, *command],
            env=environment,
            stdout=sys.stderr,
            timeout=20 * MINUTE,
            check=False,
        )
        if done.returncode:
            return False
    return True


def _root_prefix() -> list[str] | None:
    """The beginning of a command that root runs; None where that needs a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, timeout=MINUTE, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


#: The Python packages that do the work, as ``importlib.metadata`` knows them.
PACKAGES = ("pypandoc_binary", "weasyprint", "citeproc-py", "jinja2", "pydantic", "nh3", "rich")
#: Those that have the fonts.
FONT_PACKAGES = (
    *("fontpkg-source-serif-4", "fontpkg-source-sans-3", "fontpkg-source-code-pro"),
    *("fontpkg-amiri", "fontpkg-noto-serif", "manimgx-fonts", "weblate-fonts"),
)


def packages_missing() -> list[str]:
    """The Python packages and fonts that are not installed."""
    return [name for name in (*PACKAGES, *FONT_PACKAGES) if package_version(name) is None]


def package_version(package: str) -> str | None:
    """The installed version of a Python package; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None
