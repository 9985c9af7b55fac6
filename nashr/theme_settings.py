"""The look of a journal's pages: what journal.yaml and a theme say of it.

This module imports nothing of the package but ``records``; ``model`` has its types as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class PageSize:
    """The trimmed page, as CSS lengths; the margins at the spine and away from it in points, where
    they are given.
    """

    width: str = "170mm"
    height: str = "240mm"
    inner: float | None = None
    outer: float | None = None


@dataclass(frozen=True, slots=True)
class Typeface:
    """An installed family by its name, or files by style: ``regular``, ``bold-italic``."""

    family: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)


#: Begins the part of a font for letters that the other typefaces lack.
OTHER = "others: "


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What is said of the look, in journal.yaml or by a theme; None where nothing is said.

    Lengths are points, colours ``#rrggbb``. ``typefaces`` are by their part: ``text``,
    ``headings``, ``sans``, ``code``, and for each of ``others`` its name behind ``OTHER``.
    """

    name: str = "classic"
    accent: str | None = None
    text_colour: str | None = None
    heading_colour: str | None = None
    background: str | None = None
    typefaces: Mapping[str, Typeface] = field(default_factory=dict)
    size: float | None = None
    leading: float | None = None
    page: PageSize | None = None
    margin_inside: float | None = None
    margin_outside: float | None = None
    margin_top: float | None = None
    margin_bottom: float | None = None
    columns: int | None = None
    column_gap: float | None = None
    headings: Literal["numbered", "plain"] | None = None
    text: Literal["justified", "ragged"] | None = None
    drop_cap: bool | None = None
    side_column: bool | None = None
    front: tuple[str, ...] | None = None
    head_left: str | None = None
    head_right: str | None = None
    feet: tuple[str, ...] | None = None
    folio: Literal["head", "foot"] | None = None
    #: The file of the journal's sign in the theme's folder.
    logo: str | None = None
    reference_size: float | None = None
    back_links: bool | None = None


#: Nothing is said of the look.
NO_SETTINGS = ThemeSettings()
