"""WeasyPrint's declarations of C functions, parsed at setup.

WeasyPrint gives cffi the declarations of Pango, HarfBuzz and fontconfig as text, which a parser
written in Python reads in every process, as it does the name of every C type that is met for the
first time. cffi can write the result down as a module (“out-of-line, ABI level”), which is loaded
in 2 ms and needs no parser. ``make`` has this module written into the virtual environment:
``python -m nashr.typesetting.declarations``.

A module is only loaded where nobody but its owner may write, if its name has the digest of its
bytes, and the digest of all that it was made from: WeasyPrint's text, cffi, Python and this file.
Without one everything works as cffi does it.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.util
import io
import os
import stat
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nashr.typesetting.paragraphs.pango import DECLARATION

#: In the virtual environment.
_FOLDER = "share/nashr"
_IMPORT = "import _cffi_backend\n"


def prepare() -> Path | None:
    """Write the module into the virtual environment; None outside of one, or where WeasyPrint's
    declarations are not one plain text.
    """
    folder, source = _folder(), _source()
    declared = _declared(source) if source is not None else None
    if folder is None or source is None or declared is None:
        return None
    import cffi

    ffi = cffi.FFI()
    ffi.cdef(declared)
    ffi.cdef(DECLARATION)
    ffi.set_source("nashr_weasyprint", None)
    with tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch) / "declarations.py"
        with contextlib.redirect_stdout(io.StringIO()):  # cffi tells of it
            ffi.emit_python_code(str(written))
        code = written.read_bytes()
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    path = folder / f"{_key(source)}-{hashlib.sha256(code).hexdigest()}.py"
    for other in folder.glob("*.py"):
        if other != path:
            other.unlink(missing_ok=True)
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(code)
        part.replace(path)
    return path


def prepared() -> Any | None:
    """The object that ``cffi.FFI()`` and ``cdef`` would make of WeasyPrint's declarations, or None
    where it was not prepared.
    """
    folder, source = _folder(), _source()
    if folder is None or source is None or not _is_private(folder):
        return None
    for path in folder.glob(f"{_key(source)}-*.py"):
        code = path.read_bytes()
        if _is_private(path) and path.stem.endswith(hashlib.sha256(code).hexdigest()):
            return _load(code.decode(), source)
    return None


def _load(code: str, source: bytes) -> Any:
    import _cffi_backend

    class Prepared(_cffi_backend.FFI):  # type: ignore[misc]
        """Knows WeasyPrint's declarations and ours, and can take no others."""

        def cdef(self, csource: str) -> None:
            if csource != DECLARATION and csource.encode() not in source:
                raise NotImplementedError(csource)

    names: dict[str, Any] = {"_cffi_backend": SimpleNamespace(FFI=Prepared)}
    exec(compile(code.replace(_IMPORT, "", 1), "<declarations>", "exec"), names)
    return names["ffi"]


def _folder() -> Path | None:
    return Path(sys.prefix) / _FOLDER if sys.prefix != sys.base_prefix else None


def _source() -> bytes | None:
    """The module of WeasyPrint that declares, which is not imported for this."""
    found = importlib.util.find_spec("weasyprint")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "text" / "ffi.py"
    return path.read_bytes() if path.is_file() else None


def _declared(source: bytes) -> str | None:
    """The argument of the module's only call of ``ffi.cdef``."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "cdef"
    ]
    if len(calls) != 1 or len(calls[0].args) != 1 or calls[0].keywords:
        return None
    text = calls[0].args[0]
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def _key(source: bytes) -> str:
    from _cffi_backend import __version__

    digest = hashlib.sha256(source)
    digest.update(f"{__version__} {importlib.util.MAGIC_NUMBER!r}".encode())
    digest.update(DECLARATION.encode() + Path(__file__).read_bytes())
    return digest.hexdigest()


def _is_private(path: Path) -> bool:
    """Whether nobody can have written there but its owner, who is this user or the system's."""
    if not hasattr(os, "geteuid"):
        return False
    try:
        found = path.lstat()
    except OSError:
        return False
    others = stat.S_IWGRP | stat.S_IWOTH
    is_ours = found.st_uid in (0, os.geteuid())
    return is_ours and not found.st_mode & others and not stat.S_ISLNK(found.st_mode)


if __name__ == "__main__":
    prepare()
