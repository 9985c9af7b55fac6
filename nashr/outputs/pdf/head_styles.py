"""How a theme sets the running heads: their size, small capitals or not, the room between letters.

The base's style sheet has small capitals that grow with the text. A theme's own style sheet is read
after it and may say otherwise; its lengths are final.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.outputs.page_geometry import SIZE
from nashr.records import dataclass, replace

#: The classes of the heads of left and of right pages.
_CLASSES = ("running-authors", "running-title")
#: The base's size of a head in points, and its letter-spacing in em.
_SIZE, _SPACING = 8.6, 0.06
#: What a letter takes at most on average, as a part of its size.
_SMALL_CAPITAL, _LETTER = 0.64, 0.56
_POINTS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0}


@dataclass(frozen=True, slots=True)
class HeadStyle:
    """``size`` is in points, ``spacing`` in em."""

    size: float
    small_capitals: bool = True
    spacing: float = _SPACING

    @property
    def letter(self) -> float:
        """The points that a letter takes at most on average, with the room behind it."""
        part = _SMALL_CAPITAL if self.small_capitals else _LETTER
        return self.size * (part + self.spacing)


def head_styles(sheet: str, text_size: float) -> tuple[HeadStyle, HeadStyle]:
    """The heads of left and of right pages under a theme's style sheet, of rules that are for all
    such heads; ``text_size`` is the size of the theme's text in points.
    """
    base = HeadStyle(_SIZE * text_size / SIZE)
    left, right = (_styled(base, sheet, name, text_size) for name in _CLASSES)
    return left, right


def _styled(style: HeadStyle, sheet: str, name: str, text_size: float) -> HeadStyle:
    if name not in sheet:
        return style
    spacing: tuple[float, str] | None = None
    for declaration in _declarations(sheet, name):
        values = [one for one in declaration.value if one.type not in ("whitespace", "comment")]
        match declaration.lower_name:
            case "font-size" | "font":
                size = next(filter(None, (_points(one, text_size) for one in values)), None)
                style = replace(style, size=size or style.size)
                if declaration.lower_name == "font":
                    style = replace(style, small_capitals=_has_small_capitals(values))
            case "font-variant" | "font-variant-caps":
                style = replace(style, small_capitals=_has_small_capitals(values))
            case "letter-spacing" if values:
                spacing = _spacing(values[0])
    if spacing is None:
        return style
    length, unit = spacing
    return replace(style, spacing=length if unit == "em" else round(length / style.size, 4))


def _declarations(sheet: str, name: str) -> Iterator[Any]:
    """The declarations for elements of a class alone, in their order."""
    import tinycss2  # of WeasyPrint; most themes have no rule for the heads

    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selectors = tinycss2.serialize(rule.prelude).split(",")
        if f".{name}" in (selector.strip() for selector in selectors):
            found = tinycss2.parse_blocks_contents(rule.content)
            yield from (one for one in found if one.type == "declaration")


def _points(value: Any, text_size: float) -> float | None:
    """A size in points; None for what is none, such as a family's name."""
    if value.type == "percentage":
        return float(value.value) / 100 * text_size
    if value.type != "dimension":
        return None
    unit = value.lower_unit
    scale = text_size if unit in ("em", "rem") else _POINTS.get(unit)
    return float(value.value) * scale if scale is not None else None


def _spacing(value: Any) -> tuple[float, str]:
    """A letter-spacing with its unit, em or pt."""
    if value.type == "dimension":
        if value.lower_unit == "em":
            return float(value.value), "em"
        return float(value.value) * _POINTS.get(value.lower_unit, 0.0), "pt"
    return 0.0, "em"


def _has_small_capitals(values: list[Any]) -> bool:
    return any("small-caps" in getattr(one, "lower_value", "") for one in values)
