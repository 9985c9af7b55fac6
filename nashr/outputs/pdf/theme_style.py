"""The style sheet of the PDF under a theme: scaled to its size, and the rules of its settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.colours import WHITE, legible
from nashr.model import ThemeSettings
from nashr.outputs.page_geometry import GAP, LEADING, SIZE, leading, text_size
from nashr.outputs.typefaces import HEADINGS

#: The folder of the PDF's templates, and the name of its style sheet in a theme.
FOLDER = "pdf"
_FALLBACKS = '"Nashr Arabic", "Nashr Broad", "Nashr Further", "Nashr Sans"'
#: Sizes of letters: ``font-size``, and what stands first in ``font``.
_LETTERS = re.compile(r"(\bfont-size:\s*|\bfont:[^;}/\"]*?\s?)(\d+(?:\.\d+)?)pt")
_LENGTH = re.compile(r"(?<![\w.#-])(-?\d+(?:\.\d+)?)pt\b")
#: Stands for points that are scaled already.
_DONE = "\0"
#: Lines that a drop cap is high, and what a capital letter has of its size.
_DROP_LINES, _CAPITAL = 3, 0.67


def scaled(sheet: str, theme: ThemeSettings) -> str:
    """The base's style sheet with the sizes of its letters and all other lengths in points as many
    times larger as the theme's text and the distance of its lines are.
    """
    letters, lines = text_size(theme) / SIZE, leading(theme) / LEADING
    if letters == 1 and lines == 1:
        return sheet

    def size(found: re.Match[str]) -> str:
        return f"{found[1]}{float(found[2]) * letters:.3f}{_DONE}"

    def length(found: re.Match[str]) -> str:
        return f"{float(found[1]) * lines:.3f}pt"

    return _LENGTH.sub(length, _LETTERS.sub(size, sheet)).replace(_DONE, "pt")


def style(theme: ThemeSettings) -> str:
    """The rules of the theme's settings, to be read after the base's style sheet."""
    return "".join(f"{rule}\n" for rule in _rules(theme))


def _rules(theme: ThemeSettings) -> Iterator[str]:
    if (theme.columns or 1) > 1:
        yield from _columns(theme)
    if theme.text_colour:
        yield f"html{{color:{theme.text_colour}}}"
    if theme.heading_colour:
        yield (
            ":is(h2,h3,h4,h5,h6),.title,.subtitle,.translated-title"
            f"{{color:{theme.heading_colour}}}"
        )
    if theme.accent:
        yield (
            f":root{{--journal-colour:{theme.accent};--journal-ink:{legible(theme.accent, WHITE)}}}"
        )
    if "headings" in theme.typefaces:
        yield (
            ":is(h2,h3,h4,h5,h6),.title,.subtitle,.journal,.declarations h2"
            f'{{font-family:"{HEADINGS}",{_FALLBACKS}}}'
        )
        yield f'.abstract h2{{font-family:"{HEADINGS}",{_FALLBACKS}}}'
    if theme.side_column:
        yield ".sided{display:table;width:100%}.sided>*{display:table-cell;vertical-align:top}"
        yield ".side{width:31%;padding-left:1.6em}[dir=rtl] .side{padding:0 1.6em 0 0}"
        yield ".side :is(.facts,.licence){float:none;display:block;width:auto;margin-bottom:0.8em}"
        yield ".side .facts>*,.side .facts>*+*{display:block;width:auto;padding:0;margin:0 0 0.8em}"
    if theme.folio == "foot":
        yield from _folio_at_foot(theme)
    if theme.text == "ragged":
        yield "html,.footnote,.note-paragraph{text-align:start}"
    if theme.reference_size:
        size = theme.reference_size
        yield f".references ol{{font-size:{size:g}pt;line-height:{size * LEADING / SIZE:.2f}pt}}"
    if theme.drop_cap:
        size = ((_DROP_LINES - 1) * leading(theme) + _CAPITAL * text_size(theme)) / _CAPITAL
        height = _DROP_LINES * leading(theme)
        yield (
            f'.drop-cap{{float:left;font:{size:.2f}pt/{height:.2f}pt "Nashr Serif Display";'
            "padding-right:0.06em;--grid:none}"
            "[dir=rtl] .drop-cap{float:none;font:inherit;padding:0}"
        )


def _columns(theme: ThemeSettings) -> Iterator[str]:
    """Which blocks stand across the columns; the engine does the rest."""
    gap = theme.column_gap or GAP
    yield f"html{{--columns:{theme.columns};--column-gap:{gap:g}pt;--span:none}}"
    yield ".opening>*,[data-span]>*{--span:none}"  # the property is inherited
    yield ".opening,[data-span=all]{--span:all}[data-span=none]{--span:none}"
    yield "[data-span=page]{page:whole}"
    yield f".opening{{margin-bottom:{2 * leading(theme):g}pt}}.text{{margin-top:0}}"


def _folio_at_foot(theme: ThemeSettings) -> Iterator[str]:
    """The page's number outside in the foot."""
    size = 9.4 * text_size(theme) / SIZE
    number = (
        f'content:counter(page);font:{size:.2f}pt "Nashr Serif Caption";'
        "font-variant-numeric:oldstyle-nums proportional-nums;"
        f"vertical-align:top;padding-top:{14 * leading(theme) / LEADING:.2f}pt"
    )
    for side in ("left", "right"):
        yield f"@page :{side}{{@top-{side}{{content:none}}@bottom-{side}{{{number}}}}}"
    yield "@page :first{@bottom-left{content:none}@bottom-right{content:none}}"
