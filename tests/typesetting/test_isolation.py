"""WeasyPrint sees nothing of the machine, and leaves nothing on it."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from colour_kit import with_red_and_green_swapped
from PIL import Image

from nashr.engines.fonts import last_resort
from nashr.ports import PrintingCondition
from nashr.typesetting import weasyprint as typesetter

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere ctypes searches without programs")
def test_importing_weasyprint_starts_no_program() -> None:
    code = """
import sys
sys.addaudithook(lambda event, args: print(args) if event == "subprocess.Popen" else None)
from nashr.typesetting.isolation import import_weasyprint
import_weasyprint()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout


def test_importing_weasyprint_imports_no_subsetter() -> None:
    """The subsetter is imported when it is called, and then does what it is for."""
    code = """
import sys
from nashr.typesetting.isolation import import_weasyprint
import_weasyprint()
import weasyprint.pdf.fonts as fonts
print(sorted(name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.va"))))
options = fonts.subset.Options(retain_gids=True)
print(type(options).__module__, options.retain_gids)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    before, after = done.stdout.splitlines()
    assert "fontTools.subset" not in before
    assert "fontTools.varLib.instancer" not in before
    assert after == "fontTools.subset True"


def test_fonts_are_written_into_the_builds_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not into one of WeasyPrint's own, which a build that is killed leaves behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written: list[str] = []
    fit = typesetter.fit

    def look(*arguments: Any) -> bool:
        written.extend(path.name for path in tmp_path.iterdir())
        return fit(*arguments)

    monkeypatch.setattr(typesetter, "fit", look)
    face = '@font-face { font-family: "A"; src: url("a.ttf") } body { font-family: "A" }'
    done = typesetter.typeset("<p>bir", [face], {"a.ttf": ("font/ttf", last_resort())})
    assert done.pages == 1
    assert not [name for name in written if name.startswith("weasyprint")]
    assert not list(tmp_path.iterdir())


def test_a_drawing_shows_the_picture_that_it_holds(condition: PrintingCondition) -> None:
    """In both PDFs, a picture with a colour profile in the colours that it means; what leads out
    of the drawing stays refused.
    """
    swapped = Image.new("RGB", (8, 6), (20, 200, 30))
    file = io.BytesIO()
    swapped.save(file, "PNG", icc_profile=with_red_and_green_swapped())
    held = base64.b64encode(file.getvalue()).decode()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><image width="80" '
        f'height="60" href="data:image/png;base64,{held}"/></svg>'
    )
    html = '<html lang="en"><title>T</title><p><img src="a.svg" alt="x"></p>'
    sheets = ["@page{size:60pt 45pt;margin:0}body,p{margin:0;line-height:1}"]
    files = {"a.svg": ("image/svg+xml", drawing.encode())}
    for done in (
        typesetter.typeset(html, sheets, files),
        typesetter.typeset_for_print(html, sheets, files, condition),
    ):
        assert done.warnings == ()
        with pypdfium2.PdfDocument(done.pdf) as document:
            page = document[0].render().to_pil().convert("RGB")
        red, green, blue = page.getpixel((page.width // 2, page.height // 2))
        assert red > 150 and green < 80 and blue < 80, (red, green, blue)
    outside = drawing.replace(f"data:image/png;base64,{held}", "file:///etc/hostname")
    done = typesetter.typeset(html, sheets, {"a.svg": ("image/svg+xml", outside.encode())})
    assert "Failed to load image" in done.warnings[0]
