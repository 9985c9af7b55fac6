"""WeasyPrint's declarations of C functions, parsed at setup.

WeasyPrint gives cffi the declarations of Pango, HarfBuzz and fontconfig as text, which a parser
written in Python reads in every process, as it does the name of every C type that is met for the
first time. cffi can write the result down as a module (“out-of-line, ABI level”), which is loaded
in 2 ms and needs no parser. Setup keeps this module (``nashr.project.prepared``); without it
everything works as cffi does it.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import io
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nashr.project import prepared as kept
from nashr.typesetting.paragraphs.pango import DECLARATION

_NAME = "declarations"
_IMPORT = "import _cffi_backend\n"


def prepare() -> str | None:
    """Write the module into the virtual environment; None outside of one, or where WeasyPrint's
    declarations are not one plain text.
    """
    source = _source()
    declared = _declared(source) if source is not None else None
    if source is None or declared is None:
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
    return kept.write(_NAME, _key(source), code)


def prepared() -> Any | None:
    """The object that ``cffi.FFI()`` and ``cdef`` would make of WeasyPrint's declarations, or None
    where it was not prepared.
    """
    source = _source()
    code = kept.read(_NAME, _key(source)) if source is not None else None
    return _load(code.decode(), source) if code is not None and source is not None else None


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

    return kept.key_of(
        source, __version__.encode(), DECLARATION.encode(), Path(__file__).read_bytes()
    )
