"""Computed values by a shorter way, and styles only where they are used.

WeasyPrint computes a property of an element when it is first read, in a function that handles
every case: some fifty thousand times for an article, nearly always to find an initial or an
inherited value. Its own style sheet has rules for the markers and notes of any element, and so it
makes six styles more for each, which only lists and notes use: they were a fifth of a book's
memory.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_MISSING = "weasyprint.css:ComputedStyle.__missing__"
_SET_STYLES = "weasyprint.css:StyleFor.set_computed_styles"
#: Properties that WeasyPrint computes from others, or by functions of their own.
_SPECIAL = {"display", "position", "float", "page"}
_DECORATION = "text_decoration_"
_OF_FOOTNOTES = {"footnote-call", "footnote-marker"}
_OF_NOTES = {"note-call", "note-marker", "note-callback"}
#: The pseudo-elements that only elements of one kind have.
_BY_KIND = {"marker", *_OF_FOOTNOTES, *_OF_NOTES}


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


def patch_pseudo_elements() -> AbstractContextManager[None]:
    """Let WeasyPrint make no style for a marker or note call of an element that has none."""
    set_styles = original(_SET_STYLES)

    def set_used(
        styles: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        **named: Any,
    ) -> None:
        if pseudo_type not in _BY_KIND or _is_used(styles, element, pseudo_type):
            set_styles(styles, element, parent, root, pseudo_type, **named)

    return patched({_SET_STYLES: set_used})


def _is_used(styles: Any, element: Any, pseudo_type: str) -> bool:
    """Whether ``formatting_structure.build`` asks for the style of this pseudo-element."""
    style = styles.get_computed_styles()[element, None]
    if pseudo_type in _OF_FOOTNOTES:
        return bool(style["float"] == "footnote")
    if pseudo_type in _OF_NOTES:
        return bool(style["position"][0] == "note()")
    cascaded = styles.get_cascaded_styles()
    generated = (element, "before") in cascaded or (element, "after") in cascaded
    return generated or "list-item" in style["display"]


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
