"""Computed values by a shorter way, and styles only where they are used.

WeasyPrint computes a property of an element when it is first read, in a function that handles
every case: some fifty thousand times for an article, nearly always to find an initial or an
inherited value. Its own style sheet has rules for the markers and notes of any element, and so it
makes six styles more for each, which only lists and notes use: they were a fifth of a book's
memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_MISSING = "weasyprint.css:ComputedStyle.__missing__"
_MISSING_ANONYMOUS = "weasyprint.css:AnonymousStyle.__missing__"
_SET_STYLES = "weasyprint.css:StyleFor.set_computed_styles"
#: Properties that WeasyPrint computes from others, or by functions of their own.
_SPECIAL = {"display", "position", "float", "page"}
_DECORATION = "text_decoration_"
_OF_FOOTNOTES = {"footnote-call", "footnote-marker"}
_OF_NOTES = {"note-call", "note-marker", "note-callback"}
#: The pseudo-elements that only elements of one kind have.
_BY_KIND = {"marker", *_OF_FOOTNOTES, *_OF_NOTES}


#: What WeasyPrint asks of every box that it lays out, and of every box that it draws. Most of it
#: has its initial value, and is written into a style at once when the first of it is asked for.
_SIDES = ("top", "right", "bottom", "left")
_LAID_OUT = (
    *(f"{name}_{side}" for side in _SIDES for name in ("margin", "padding")),
    *(f"border_{side}_style" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height", "box_sizing"),
    *("anchor", "counter_reset", "counter_set", "counter_increment", "overflow", "bookmark_level"),
)
_DRAWN = (
    *(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right")),
    *("border_image_source", "mask_border_source", "image_orientation", "background_image"),
    *("background_color", "box_shadow", "transform", "opacity", "bookmark_state", "appearance"),
    *("outline_style", "outline_offset", "outline_color"),
)
#: Widths that are 0 where the style of their line is ``none``, by the name of that.
_WIDTHS = {
    f"{line}_style": f"{line}_width" for line in (*(f"border_{side}" for side in _SIDES), "outline")
}
#: What it asks of all that has text. Nearly all of it is inherited.
_OF_TEXT = (
    *("color", "visibility", "white_space", "lang", "line_height", "hyphens", "overflow_wrap"),
    *("word_spacing", "letter_spacing"),
    *(f"font_{name}" for name in ("family", "size", "style", "weight", "stretch", "kerning")),
    *(f"font_{name}" for name in ("feature_settings", "variation_settings", "language_override")),
    *(f"font_variant_{name}" for name in ("ligatures", "position", "caps", "numeric")),
    *("font_variant_alternates", "font_variant_east_asian"),
)


def patch_computed_values() -> AbstractContextManager[None]:
    """Let WeasyPrint take initial and inherited values of an element without computing them."""
    compute, compute_anonymous = original(_MISSING), original(_MISSING_ANONYMOUS)
    inherited, initial, logical = _plain_properties()
    groups, of_text = _groups(), _inherited_by_text()

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded:
            if key in initial:
                names = logical.get(key)
                if names is None or not (names[0] in cascaded or names[1] in cascaded):
                    if key in groups:
                        _set_initial(style, groups[key], cascaded)
                    value = style[key] = initial[key]
                    return value
            elif key in inherited and style.parent_style is not None:
                parent = style.parent_style
                if key in of_text:
                    for name in of_text - cascaded.keys() - style.keys():
                        style[name] = parent[name]
                value = style[key] = parent[key]
                return value
        return compute(style, key)

    def missing_anonymous(style: Any, key: str) -> Any:
        if key in groups:
            _set_initial(style, groups[key], ())
        return style[key] if key in style else compute_anonymous(style, key)

    return patched({_MISSING: missing, _MISSING_ANONYMOUS: missing_anonymous})


def _set_initial(style: Any, values: dict[str, Any], cascaded: Iterable[str]) -> None:
    """Write the initial values into a style that no rule of ``cascaded`` sets and it has not."""
    set_by = _set_by()
    known = [name for name in (*cascaded, *(style.keys() & values.keys())) if name in set_by]
    if known:
        values = values.copy()
        for name in set().union(*map(set_by.__getitem__, known)):
            values.pop(name, None)
    style.update(values)


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
def _groups() -> dict[str, dict[str, Any]]:
    """The initial values that are written together, by the name of each."""
    _, initial, _ = _plain_properties()
    found: dict[str, dict[str, Any]] = {}
    for names in (_LAID_OUT, _DRAWN):
        group = {name: initial[name] for name in names}
        group |= {_WIDTHS[name]: 0 for name in names if name in _WIDTHS}
        found |= dict.fromkeys(names, group)
    return found


@cache
def _inherited_by_text() -> frozenset[str]:
    inherited, _, _ = _plain_properties()
    return inherited.intersection(_OF_TEXT)


@cache
def _set_by() -> dict[str, set[str]]:
    """The properties of the groups that a name in a rule, or in a style, sets: itself, those that a
    logical name stands for, and the width of a line whose style it is.
    """
    _, _, logical = _plain_properties()
    found: dict[str, set[str]] = {}
    for name in (*_groups(), *_WIDTHS.values()):
        for setter in (name, *logical.get(name, ())):
            found.setdefault(setter, set()).add(name)
            if name in _WIDTHS:
                found[setter].add(_WIDTHS[name])
    return found


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
