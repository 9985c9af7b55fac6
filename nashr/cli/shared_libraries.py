"""Shared libraries that the installed wheels link to and the machine does not have.

A wheel brings most libraries with it, but not all: the Node.js of Playwright, for instance, links
to the system's libatomic. What ``ldd`` cannot find is named here, with the package that has it.
Only the standard library is imported, as in ``doctor``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from nashr.cli.needs import Need

ELF = b"\x7fELF"
MINUTE = 60.0
#: Files that one run of ``ldd`` gets, so that the command line stays short.
AT_ONCE = 200

_UNRESOLVED = re.compile(r"^\s+(\S+) => not found$")
_SONAME = re.compile(r"^(?P<name>.+?)\.so(?:\.(?P<version>\d+))?(?:\.|$)")
#: Debian packages that are not named after the library in them.
_NAMED_OTHERWISE = {"libz.so.1": "zlib1g", "libc.so.6": "libc6", "libm.so.6": "libc6"}


def needs() -> list[Need]:
    """A need for each library that the wheels of this virtual environment lack."""
    from nashr.cli.needs import Need

    if not sys.platform.startswith("linux") or sys.prefix == sys.base_prefix:
        return []  # elsewhere the packages of the system see to their own libraries
    folder = sysconfig.get_paths()["platlib"]
    found = unresolved(list(binaries(folder)))
    return [
        Need(
            name,
            f"{os.path.relpath(users[0], folder)} links to",
            apt=debian_package(name),
            brew="",
            dnf=f"'{name}()(64bit)'",
            library=name.removeprefix("lib").partition(".so")[0],
        )
        for name, users in sorted(found.items())
    ]


def binaries(folder: str) -> Iterator[str]:
    """The programs and shared libraries below a folder that are in the format ELF."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118
            if (".so" in name or os.access(path, os.X_OK)) and _is_elf(path):
                yield path


def _is_elf(path: str) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(len(ELF)) == ELF


def unresolved(files: Sequence[str]) -> dict[str, list[str]]:
    """The libraries that ``ldd`` does not find, each with the files that link to it.

    A library that lies among the files is not missing: the one that needs it is loaded after it.
    """
    if shutil.which("ldd") is None:
        return {}
    brought = {os.path.basename(path) for path in files}  # noqa: PTH119
    found: dict[str, list[str]] = {}
    for first in range(0, len(files), AT_ONCE):
        part = files[first : first + AT_ONCE]
        done = subprocess.run(
            ["ldd", *part], capture_output=True, text=True, timeout=MINUTE, check=False
        )
        for name, users in parse(done.stdout.splitlines(), part[0]).items():
            if name not in brought:
                found.setdefault(name, []).extend(users)
    return found


def parse(lines: Iterable[str], only: str) -> Mapping[str, list[str]]:
    """What ``ldd`` printed; it names the file first, but not where it was given ``only`` one."""
    file, found = only, dict[str, list[str]]()
    for line in lines:
        missing = _UNRESOLVED.match(line)
        if missing:
            found.setdefault(missing[1], []).append(file)
        elif line.endswith(":") and not line[:1].isspace():
            file = line[:-1]
    return found


def debian_package(library: str) -> str:
    """The Debian package of a shared library: its name and version in lower case.

    The rule is that of Debian Policy 8.1: ``libatomic.so.1`` is in ``libatomic1``, and a hyphen
    parts the two where the name ends in a digit: ``libpango-1.0.so.0`` is in ``libpango-1.0-0``.
    """
    if library in _NAMED_OTHERWISE:
        return _NAMED_OTHERWISE[library]
    parts = _SONAME.match(library)
    if parts is None:
        return library
    name, version = parts["name"], parts["version"] or ""
    hyphen = "-" if version and name[-1].isdigit() else ""
    return f"{name}{hyphen}{version}".lower().replace("_", "-")
