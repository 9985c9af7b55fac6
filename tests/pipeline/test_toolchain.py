"""What the bytes of a product depend on is named whole."""

from __future__ import annotations

import re
from pathlib import Path

from nashr.cli.needs import font_packages
from nashr.engines import fonts
from nashr.pipeline.toolchain import PACKAGES


def test_every_package_of_fonts_is_named() -> None:
    source = Path(fonts.__file__).read_text("utf-8")
    used = {name.replace("_", "-") for name in re.findall(r'"(fontpkg_\w+)"', source)}
    assert "fontpkg-source-serif-4" in used
    assert used <= set(PACKAGES)
    assert used <= set(font_packages())
