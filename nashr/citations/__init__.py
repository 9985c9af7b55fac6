"""Citations and reference lists by a CSL style.

``format_citations`` serves the pipeline: Pandoc inlines in, Pandoc inlines out. ``process`` gives
the same as rich text, which ``as_html``, ``as_plain`` and ``as_inlines`` write out. Importing this
package is cheap; citeproc-py and lxml are loaded by the first call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nashr.citations.errors import StyleError
from nashr.citations.styles import style_names, style_text
from nashr.model import Citation, CslItem, Inlines, RenderedCitations

if TYPE_CHECKING:
    from nashr.citations.processed import Processed, Rich
    from nashr.citations.requests import CitedGroup

__all__ = [
    "StyleError",
    "as_html",
    "as_inlines",
    "as_plain",
    "format_citations",
    "preload",
    "preload_style",
    "process",
    "read_citation",
    "style_names",
    "style_text",
]

#: The text of a locale for a tag such as ``az-AZ``, or None.
Locales = Callable[[str], str | None]
#: CSL abbreviations: jurisdiction, then variable, then what is written in full.
Abbreviations = Mapping[str, Mapping[str, Mapping[str, str]]]


def preload() -> None:
    """Load what the first call would load; for a thread that has nothing else to do."""
    import nashr.citations.compiled_style
    import nashr.citations.processor
    import nashr.citations.rendering  # noqa: F401


def preload_style(style: str, locales: Locales, lang: str) -> None:
    """Read a style and its locales, so that ``format_citations`` need not do it again.

    Raises ``StyleError``.
    """
    from nashr.citations.compiled_style import load_style

    load_style(style, locales, lang)


def format_citations(
    style: str,
    locales: Locales,
    items: Mapping[str, CslItem],
    citations: Sequence[Citation],
    lang: str,
    *,
    item_language: bool = False,
) -> RenderedCitations:
    """Write ``citations``, in the order of the text, and the list of the works they name.

    ``style`` is the text of a CSL style. ``locales`` gives the text of a locale that the project
    brings for a tag such as ``az-AZ``, or None to fall back on those that citeproc-py carries.
    ``items`` are CSL JSON by citation key; those that no citation names are left out. ``lang``
    is the article's language, which chooses terms, casing and the order of the list; with
    ``item_language`` an entry's own ``language`` chooses the terms, dates, casing and quotes of
    that entry. A citation whose id begins with ``nocite`` puts its items into the list and is
    not written itself.

    Raises ``StyleError`` when ``style`` or a locale is not CSL.
    """
    from nashr.citations.rendering import rendered

    return rendered(process(style, locales, items, citations, lang, item_language=item_language))


def process(
    style: str,
    locales: Locales,
    items: Mapping[str, CslItem],
    citations: Sequence[Citation | CitedGroup],
    lang: str,
    *,
    abbreviations: Abbreviations | None = None,
    item_language: bool = False,
    listed: Sequence[str] | None = None,
) -> Processed:
    """As ``format_citations``, but gives rich text. Also takes what ``read_citation`` gives.

    ``abbreviations`` shorten what the style asks for in its short form. ``listed`` are the keys
    that the list holds, cited or not, in their order before sorting; without it those that are
    cited.
    """
    from nashr.citations.compiled_style import load_style
    from nashr.citations.processor import Processor

    compiled = load_style(style, locales, lang)
    if abbreviations:
        compiled = compiled.with_abbreviations(abbreviations)
    return Processor(compiled, items, citations, listed=listed, item_language=item_language).run()


def read_citation(value: Mapping[str, Any], identifier: str = "") -> CitedGroup:
    """A citation as the ``citeproc`` program reads it: ``citationItems`` and ``properties``."""
    from nashr.citations.requests import read_citation as read

    return read(value, identifier)


def as_html(rich: Rich) -> str:
    """HTML with the tags that the CSL test suite expects."""
    from nashr.citations.html import to_html

    return to_html(rich)


def as_plain(rich: Rich) -> str:
    """The text alone."""
    from nashr.citations.html import to_plain

    return to_plain(rich)


def as_inlines(rich: Rich) -> Inlines:
    """Pandoc inlines."""
    from nashr.citations.inlines import to_inlines

    return to_inlines(rich.text, rich.attachments, rich.quotes)
