"""The code of modules in one file, from which a build imports them: see ``prepared``.

Python looks for each module in the folders of its path, and reads it from a file of its own; the
dataclasses of ``records`` compile a method each, and regular expressions are compiled. For the
modules of a build that takes 0.13 s. ``make`` puts the code of all these into one file, with an
index; the modules of the standard library are left out.

A module is taken from there if its source has the size and the time that it had when its code was
kept, which is what Python itself asks of a ``.pyc``, and if the code has the digest that the index
tells. Any other module is imported as ever.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import mmap
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader

from nashr import records
from nashr.project import prepared, prepared_patterns, shipped

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType, ModuleType

    #: Of a module: its source and the file of its code, whether it is a package, the time and the
    #: size of the source; the place, length and digest of its code in the file.
    Entry = tuple[str, str, bool, int, int, int, int, bytes]

_INDEX, _CODE = "modules", "code"


def prepare() -> None:
    """Keep the code of the modules that this process has imported, without the standard library."""
    folders = (shipped.PACKAGE + os.sep, sys.prefix + os.sep)
    code = bytearray()
    index: dict[str, Entry] = {}
    for name, module in sorted(sys.modules.items()):
        spec: ModuleSpec | None = getattr(module, "__spec__", None)
        loader = spec.loader if spec is not None else None
        if spec is None or spec.name != name or not isinstance(loader, SourceFileLoader):
            continue
        origin = spec.origin or ""
        found = loader.get_code(name) if origin.startswith(folders) else None
        if found is None:
            continue
        data, source = marshal.dumps(found), os.stat(origin)
        times = (source.st_mtime_ns, source.st_size)
        digest = hashlib.sha256(data).digest()
        is_package = spec.submodule_search_locations is not None
        index[name] = (origin, spec.cached or "", is_package, *times, len(code), len(data), digest)
        code += data
    prepared.write(_CODE, _key(), bytes(code))
    known = (index, records.compiled, prepared_patterns.kept())
    prepared.write(_INDEX, _key(), marshal.dumps(known))


def install() -> None:
    """Have modules imported from what was kept from now on."""
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    data, path = prepared.read(_INDEX, _key()), prepared.find(_CODE, _key())
    if data is None or path is None or PathFinder not in sys.meta_path:
        return
    index, methods, patterns = marshal.loads(data)
    records.compiled.update(methods)
    prepared_patterns.restore(patterns)
    with open(path, "rb") as file:
        code = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    before = sys.meta_path.index(PathFinder)
    sys.meta_path.insert(before, _Finder(index, memoryview(code)))


class _Finder:
    """Finds modules in the index."""

    def __init__(self, index: Mapping[str, Entry], code: memoryview) -> None:
        self._index = index
        self._code = code

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        entry = self._index.get(name)
        if entry is None:
            return None
        origin, cached, is_package, time, size, start, length, digest = entry
        try:
            source = os.stat(origin)
        except OSError:
            return None
        if source.st_mtime_ns != time or source.st_size != size:
            return None
        folders = [os.path.dirname(origin)] if is_package else None
        spec = importlib.util.spec_from_file_location(
            name,
            origin,
            loader=_Loader(name, origin, self._code[start : start + length], digest),
            submodule_search_locations=folders,
        )
        if spec is not None:
            spec.cached = cached
        return spec


class _Loader(SourceFileLoader):
    """Loads a module from its marshalled code, or as ever if that has another digest."""

    def __init__(self, name: str, origin: str, data: memoryview, digest: bytes) -> None:
        super().__init__(name, origin)
        self._data = data
        self._digest = digest

    def get_code(self, fullname: str) -> CodeType | None:
        if hashlib.sha256(self._data).digest() != self._digest:
            return super().get_code(fullname)
        code: CodeType = marshal.loads(self._data)
        return code


def _key() -> str:
    """Of what decides which modules Python finds, and how they are kept. The folder of the program
    is no part of it: nashr alone is imported from there.
    """
    own = (os.path.dirname(shipped.PACKAGE), os.path.join(sys.prefix, "bin"))
    path = [sys.prefix, *(one for one in sys.path if one not in own)]
    python = (sys.version, str(sys.flags.optimize))
    return prepared.key_of("\0".join((*python, own[0], *path)).encode(), _own_code())


def _own_code() -> bytes:
    code = b""
    for path in (__file__, prepared_patterns.__file__):
        with open(path, "rb") as file:
            code += file.read()
    return code
