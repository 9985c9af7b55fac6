"""What the bytes of a product depend on is named whole."""

from __future__ import annotations

import re
from pathlib import Path

from nashr.cli.needs import FONT_PACKAGES
from nashr.engines import fonts
from nashr.engines.script_fonts import SCRIPT_FONTS
from nashr.pipeline.toolchain import PACKAGES


def test_every_package_of_fonts_is_named() -> None:
    source = Path(fonts.__file__).read_text("utf-8")
    used = {name.replace("_", "-") for name in re.findall(r'"(fontpkg_\w+)"', source)}
    used |= {font.package.replace("_", "-") for font in SCRIPT_FONTS.values()}
    used -= {"ziamath"}  # which is there for formulas
    assert {"fontpkg-source-serif-4", "manimgx-fonts"} <= used
    assert used <= set(PACKAGES)
    assert used <= set(FONT_PACKAGES)
