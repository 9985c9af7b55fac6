"""Citations and reference lists by a CSL style: Pandoc inlines in, Pandoc inlines out.

Importing this package is cheap; citeproc-py and lxml are loaded by the first ``render``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from nashr.citations.errors import StyleError
from nashr.citations.styles import style_names, style_text
from nashr.model import Citation, CslItem, RenderedCitations

__all__ = ["StyleError", "render", "style_names", "style_text"]


def render(
    style: str,
    locales: Callable[[str], str | None],
    items: Mapping[str, CslItem],
    citations: Sequence[Citation],
    lang: str,
) -> RenderedCitations:
    """Write ``citations``, in the order of the text, and the list of the works they name.

    ``style`` is the text of a CSL style. ``locales`` gives the text of a locale that the project
    brings for a tag such as ``az-AZ``, or None to fall back on those that citeproc-py carries.
    ``items`` are CSL JSON by citation key; those that no citation names are left out. ``lang``
    is the article's language, which chooses terms, casing and the order of the list. A citation
    whose id begins with ``nocite`` puts its items into the list and is not written itself.

    Raises ``StyleError`` when ``style`` or a locale is not CSL.
    """
    from nashr.citations.processor import Processor
    from nashr.citations.sheet import load_sheet

    return Processor(load_sheet(style, locales, lang), items, citations).run()
