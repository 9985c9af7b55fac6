"""WeasyPrint's C declarations as setup parses them: used where they are sound, and only there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nashr.typesetting import declarations

ROOT = Path(__file__).resolve().parents[2]
_SETS_A_PAGE = """
import sys
from nashr.typesetting import weasyprint
text = "<html lang=az><title>t</title><p>" + 99 * "Şəhərin küçələri. " + "</html>"
file = weasyprint.typeset(text, ["p { text-align: justify }"], {})
print("pycparser" in sys.modules or "cffi.cparser" in sys.modules, file.pages)
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in which nothing is prepared; gives the folder for it."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    return tmp_path / "share" / "nashr"


def test_what_was_prepared_is_used() -> None:
    """In a fresh interpreter, no declaration is parsed."""
    assert declarations.prepare() is not None
    done = subprocess.run(
        [sys.executable, "-c", _SETS_A_PAGE], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    parsed, pages = done.stdout.split()
    assert parsed == "False"
    assert pages == "1"


def test_it_knows_all_that_is_declared(environment: Path) -> None:
    assert declarations.prepared() is None
    path = declarations.prepare()
    assert path is not None and Path(path).parent == environment
    ffi = declarations.prepared()
    assert ffi is not None
    assert ffi.sizeof("PangoRectangle") == 16
    assert ffi.new("PangoLayoutLine **")[0] == ffi.NULL
    with pytest.raises(NotImplementedError):
        ffi.cdef("int isatty (int);")
