"""What setup works out beforehand: ``python -m nashr.pipeline.prepare``.

It needs no network and no compiler, and each part is made anew where what it is made from has
changed. See ``nashr.project.prepared`` for when it is believed.
"""

from __future__ import annotations

from nashr.engines.fonts import shop
from nashr.outputs import shells
from nashr.pipeline.render import shipped_templates, subset_ordinary_fonts
from nashr.typesetting import declarations, dictionaries


def prepare() -> None:
    declarations.prepare()
    dictionaries.prepare()
    shells.prepare(shipped_templates())
    subset_ordinary_fonts()
    shop().prepare()


if __name__ == "__main__":
    prepare()
