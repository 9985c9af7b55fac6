"""Computed styles, the short way.

WeasyPrint computes a property when it is first asked for, in a function that knows every case:
some fifty thousand times for an article, nearly always to find an initial or an inherited value.
And it looks at a dozen and a half properties of each box to see which are percentages, and at a
dozen to see what stands behind it, where most styles have neither.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from nashr.typesetting.patching.replace import replaced

#: Computed from others, or in a way of their own.
_SPECIAL = {"display", "position", "float", "page"}
_DECORATION = "text_decoration_"
#: Where a style keeps the lengths of its boxes, when they are the same for all of them.
_LENGTHS = "nashr_lengths"
#: Where it keeps whether nothing is drawn behind and around its boxes.
_BARE = "nashr_bare"
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_RADII = tuple(f"border_{corner}_radius" for corner in _CORNERS)
_NOTHING = {"background": None} | dict.fromkeys(_RADII, (0, 0))
_SIDES = ("left", "right", "top", "bottom")
#: The used values that ``resolve_percentages`` finds, in WeasyPrint's order.
_RESOLVED = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_LEAST = ("min_width", "min_height")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)


@contextlib.contextmanager
def quick_styles() -> Iterator[None]:
    """Let WeasyPrint find values by the short way while the block runs, where there is one."""
    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.layout.background import layout_box_backgrounds
    from weasyprint.layout.percent import resolve_percentages

    computed, anonymous = ComputedStyle.__missing__, AnonymousStyle.__missing__
    inherited, initial, logical = _plain()

    def of_element(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded:
            if key in initial:
                others = logical.get(key)
                if others is None or not (others[0] in cascaded or others[1] in cascaded):
                    value = style[key] = initial[key]
                    return value
            elif key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
        return computed(style, key)

    def of_box(style: Any, key: str) -> Any:
        if key in initial:
            value = style[key] = initial[key]
            return value
        return anonymous(style, key)

    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        lengths = style.__dict__.get(_LENGTHS)
        if lengths is None:
            lengths = _lengths(style)
            setattr(style, _LENGTHS, lengths)
        if lengths:
            getattr(box, "_box", box).__dict__.update(lengths)
        else:
            resolve_percentages(box, containing_block)

    def lay_behind(page: Any, box: Any, get_image: Any, *others: Any, **named: Any) -> None:
        if box is page or others or named or not _is_bare(box.style):
            layout_box_backgrounds(page, box, get_image, *others, **named)
            return
        # The place of a box that is positioned elsewhere stands for it.
        getattr(box, "_box", box).__dict__.update(_NOTHING)
        for child in box.all_children():
            lay_behind(page, child, get_image)

    ComputedStyle.__missing__, AnonymousStyle.__missing__ = of_element, of_box
    try:
        with (
            replaced(resolve_percentages, resolve),
            replaced(layout_box_backgrounds, lay_behind),
        ):
            yield
    finally:
        ComputedStyle.__missing__, AnonymousStyle.__missing__ = computed, anonymous


@cache
def _plain() -> tuple[frozenset[str], dict[str, Any], dict[str, tuple[str, str]]]:
    """The properties whose value is their parent's or their initial one unless a rule sets them;
    of the latter those that also have a name relative to the direction of writing, with it.
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


def _lengths(style: Any) -> dict[str, Any]:
    """The used values of the boxes of a style; none where they are not the same for every box."""
    from weasyprint.css import AnonymousStyle

    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    if isinstance(style, AnonymousStyle) and style.keys().isdisjoint(_RESOLVED):
        return _initial_lengths()
    return _found_lengths(style)


@cache
def _initial_lengths() -> dict[str, Any]:
    """Those of text, and of other boxes that no element has."""
    from weasyprint.css import INITIAL_VALUES

    return _found_lengths(INITIAL_VALUES | dict.fromkeys(_BORDERS, 0))


def _found_lengths(style: Mapping[str, Any]) -> dict[str, Any]:
    lengths: dict[str, Any] = {}
    for name in _RESOLVED:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in _LEAST else value
        elif getattr(value, "unit", None) == "px":
            lengths[name] = value.value
        else:
            return {}
    for name in _BORDERS:
        lengths[name] = style[name]
    return lengths


def _is_bare(style: Any) -> bool:
    """Whether a style has no background, border image, shadow or rounded corner."""
    from weasyprint.draw.color import get_color

    bare: bool | None = style.__dict__.get(_BARE)
    if bare is None:
        images = (style["border_image_source"], style["mask_border_source"])
        bare = (
            all((0, "px") in style[radius] for radius in _RADII)
            and all(kind == "none" for kind, _ in (*images, *style["background_image"]))
            and not style["box_shadow"]
            and (style["visibility"] == "hidden" or get_color(style, "background_color").alpha == 0)
        )
        setattr(style, _BARE, bare)
    return bare
