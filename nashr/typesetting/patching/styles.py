"""Computed values by a shorter way.

WeasyPrint computes a property of an element when it is first read, in a function that handles
every case: some fifty thousand times for an article, nearly always to find an initial or an
inherited value.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_MISSING = "weasyprint.css:ComputedStyle.__missing__"
#: Properties that WeasyPrint computes from others, or by functions of their own.
_SPECIAL = {"display", "position", "float", "page"}
_DECORATION = "text_decoration_"


def patch_computed_values() -> AbstractContextManager[None]:
    """Let WeasyPrint take initial and inherited values of an element without computing them."""
    compute = original(_MISSING)
    inherited, initial, logical = _plain_properties()

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded:
            if key in initial:
                names = logical.get(key)
                if names is None or not (names[0] in cascaded or names[1] in cascaded):
                    value = style[key] = initial[key]
                    return value
            elif key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
        return compute(style, key)

    return patched({_MISSING: missing})


@cache
def _plain_properties() -> tuple[frozenset[str], dict[str, Any], dict[str, tuple[str, str]]]:
    """The properties that are inherited unless a rule sets them, those that have their initial
    value, with it, and the logical names (``margin-inline-start`` …) that set a physical property,
    for text from left to right and from right to left.
    """
    from weasyprint.css import (
        INHERITED,
        INITIAL_NOT_COMPUTED,
        INITIAL_VALUES,
        PHYSICAL_FUNCTIONS,
    )

    logical = {
        key: (name(block="ttb", inline="ltr"), name(block="ttb", inline="rtl"))
        for key, name in PHYSICAL_FUNCTIONS.items()
    }
    plain = [
        key for key in INITIAL_VALUES if key not in _SPECIAL and not key.startswith(_DECORATION)
    ]
    inherited = frozenset(key for key in plain if key in INHERITED and key not in logical)
    initial = {
        key: INITIAL_VALUES[key]
        for key in plain
        if key not in INHERITED and key not in INITIAL_NOT_COMPUTED
    }
    return inherited, initial, logical
