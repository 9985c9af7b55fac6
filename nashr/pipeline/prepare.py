"""What setup works out beforehand: ``python -m nashr.pipeline.prepare``.

It needs no network and no compiler, and each part is made anew where what it is made from has
changed. See ``nashr.project.prepared`` for when it is believed.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

from nashr import citations
from nashr.engines.fonts import shop
from nashr.outputs import shells
from nashr.outputs.pdf import render as pdf
from nashr.pipeline import front_matter, render
from nashr.pipeline.render import shipped_templates, subset_ordinary_fonts
from nashr.project import ledger, prepared_modules, prepared_patterns, shipped
from nashr.typesetting import declarations, default_stylesheets, dictionaries, stylesheets
from nashr.typesetting.isolation import import_weasyprint

#: What a build imports beside that which it loads before its first article.
_LATE = (
    *("bibtexparser.entrypoint", "nashr.engines.svg_pictures"),
    *("nashr.pipeline.build", "nashr.pipeline.toolchain"),
)


def prepare() -> None:
    declarations.prepare()
    dictionaries.prepare()
    shells.prepare(shipped_templates())
    subset_ordinary_fonts()
    shop().prepare()
    keep_stylesheets()
    ledger.keep_code_digest()
    _in_new_process("keep_modules")


def keep_stylesheets() -> None:
    """Keep WeasyPrint's own style sheets, and that of all articles unless it is scaled."""
    import_weasyprint()
    default_stylesheets.prepare()
    stylesheets.prepare([shipped_templates()[pdf.STYLE]])


def keep_modules() -> None:
    """Import what a build imports, and keep the code of these modules."""
    prepared_patterns.make_room()
    for name in _LATE:
        importlib.import_module(name)
    front_matter.preload()
    citations.preload()
    render.preload(shipped_templates())
    render.preload_typesetter(shipped_templates())
    prepared_modules.prepare()


def _in_new_process(function: str) -> None:
    """Run a function of this module in a process that has imported nothing else."""
    code = f"import sys; sys.path[0] = {str(Path(shipped.PACKAGE).parent)!r}; "
    code += f"from nashr.pipeline import prepare; prepare.{function}()"
    # -E: a PYTHONPATH would lead to other modules than those of a build.
    subprocess.run([sys.executable, "-EB", "-c", code], check=True)


if __name__ == "__main__":
    prepare()
