"""What installed packages bring to nashr, by their entry points: outputs, languages and themes.

Only folders that packages are installed into are searched, so that no project brings code. The
metadata is read as text, without ``importlib.metadata``, which takes longer to import than a build
with nothing to do. Nothing of a package is imported before it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections import namedtuple
from importlib import import_module

TYPE_CHECKING = False  # typing itself takes a while to import
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

OUTPUTS, LANGUAGES, THEMES = GROUPS = ("nashr.outputs", "nashr.languages", "nashr.themes")

#: An entry point: its group, name and target, the package with its version, and the folder that
#: the package is installed into.
Extension = namedtuple("Extension", "group name target package version place")

#: Bytes of a list of entry points that are read.
_LARGEST = 100_000
_cache: dict[tuple[str, ...], tuple[Extension, ...]] = {}


def places() -> tuple[str, ...]:
    """The folders of ``sys.path`` that packages are installed into."""
    return tuple(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))


def extensions(group: str = "") -> tuple[Extension, ...]:
    """The entry points of a group, or of all; of two with one name the first on the path holds."""
    where = places()
    if where not in _cache:
        first: dict[tuple[str, str], Extension] = {}
        for place in where:
            for one in _installed(place):
                first.setdefault((one.group, one.name), one)
        _cache[where] = tuple(sorted(first.values()))
    return tuple(one for one in _cache[where] if not group or one.group == group)


def _installed(place: str) -> Iterator[Extension]:
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return
    for name in names:
        if not name.endswith((".dist-info", ".egg-info")):
            continue
        text = _read(f"{place}/{name}/entry_points.txt")
        if b"nashr." not in text:
            continue
        package, _, version = name.rpartition(".")[0].partition("-")
        for group, entry, target in _entries(text.decode("utf-8", "replace")):
            yield Extension(group, entry, target, package.replace("_", "-"), version, place)


def _read(path: str) -> bytes:
    """A small file; nothing where there is none. It is asked for in every start, of every package,
    and so without the cost of a file object.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(descriptor, _LARGEST)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    """The entries of our groups (Python Packaging User Guide, "Entry points specification")."""
    group = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            group = line.strip("[] ")
        elif group in GROUPS and "=" in line and not line.startswith(("#", ";")):
            name, _, target = line.partition("=")
            yield group, name.strip(), target.partition("[")[0].strip()


def load(one: Extension) -> Any:
    """The object that an entry point names; raises whatever importing it raises."""
    module, _, attributes = one.target.partition(":")
    found: Any = import_module(module)
    for name in filter(None, attributes.split(".")):
        found = getattr(found, name)
    return found


def folder(one: Extension) -> str:
    """The folder that a dotted name leads to in the installed package; nothing is imported."""
    return str(os.path.join(one.place, *one.target.partition(":")[0].split(".")))


def code_of(one: Extension) -> str:
    """The folder or the file of the package's own code, on which its outputs depend."""
    top = os.path.join(one.place, one.target.partition(":")[0].split(".")[0])
    return top if os.path.isdir(top) else f"{top}.py"
