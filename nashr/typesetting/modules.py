"""Modules of WeasyPrint for functions that are called for every box.

They cannot be imported at the head of a file: WeasyPrint is imported late and in a way of its own
(``isolation``). An import statement in a function looks the module up in every call; with some
thirty thousand calls for an article that takes 3% of its typesetting.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any


@cache
def module(name: str) -> Any:
    """The module, e.g. ``weasyprint.layout.inline``."""
    return importlib.import_module(name)


def box_classes() -> Any:
    """WeasyPrint's classes of boxes."""
    return module("weasyprint.formatting_structure.boxes")
