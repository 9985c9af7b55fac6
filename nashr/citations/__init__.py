"""Citations and reference lists by a CSL style.

``format_citations`` takes and gives Pandoc inlines. ``process`` gives rich text, which ``as_html``,
``as_plain`` and ``as_inlines`` convert. Importing this package is cheap: citeproc-py and lxml are
imported by the first call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nashr.citations.errors import StyleError
from nashr.citations.styles import meant_style, style_names, style_text
from nashr.model import Citation, CslItem, Inlines, ReferenceEntry, RenderedCitations
from nashr.records import replace

if TYPE_CHECKING:
    from nashr.citations.processed import Processed, RichText
    from nashr.citations.requests import CitedGroup

__all__ = [
    "StyleError",
    "as_html",
    "as_inlines",
    "as_plain",
    "format_citations",
    "format_second_list",
    "meant_style",
    "preload",
    "preload_style",
    "process",
    "read_citation",
    "style_names",
    "style_text",
]

#: Gives the text of a locale for a tag such as ``az-AZ``, or None.
Locales = Callable[[str], str | None]
#: CSL abbreviations: by jurisdiction, then by variable, then by full text.
Abbreviations = Mapping[str, Mapping[str, Mapping[str, str]]]


def preload() -> None:
    """Import what the first call would import, for example in a thread of its own."""
    import nashr.citations.compiled_style
    import nashr.citations.processor
    import nashr.citations.rendering  # noqa: F401


def preload_style(style: str, locales: Locales, lang: str) -> None:
    """Compile a style and its locales, so that ``format_citations`` finds them cached.

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
    """Render ``citations``, in the order of the text, and the list of the works they cite.

    ``style`` is the text of a CSL style. ``locales`` gives the text of a locale of the project for
    a tag such as ``az-AZ``, or None to use the one that citeproc-py ships. ``items`` are CSL JSON
    by citation key; items that are not cited are left out. ``lang`` is the article's language,
    which determines terms, casing and the order of the list; with ``item_language`` the terms,
    dates, casing and quotes of an entry are those of its own ``language``. A citation whose id
    begins with ``nocite`` adds its items to the list and is not rendered itself.

    Raises ``StyleError`` when ``style`` or a locale is not CSL.
    """
    from nashr.citations.rendering import to_rendered_citations

    return to_rendered_citations(
        process(style, locales, items, citations, lang, item_language=item_language)
    )


def format_second_list(
    style: str,
    locales: Locales,
    items: Mapping[str, CslItem],
    citations: Sequence[Citation],
    lang: str,
    first: RenderedCitations,
) -> tuple[ReferenceEntry, ...]:
    """The reference list once more, in another language, of ``items`` in another form.

    The works have the numbers and the letters behind their years that they have in ``first``, and
    its order where the style numbers the list; otherwise they are sorted anew. Nothing leads back
    to the text. Raises ``StyleError``.
    """
    from nashr.citations.compiled_style import load_style
    from nashr.citations.processor import FirstList, Processor
    from nashr.citations.rendering import to_rendered_citations

    known = FirstList([entry.key for entry in first.entries], first.year_suffixes)
    processor = Processor(load_style(style, locales, lang), items, citations, first=known)
    entries = to_rendered_citations(processor.run()).entries
    return tuple(replace(entry, citation_ids=()) for entry in entries)


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
    """Like ``format_citations``, but gives rich text; also takes the results of ``read_citation``.

    ``abbreviations`` are used where the style asks for the short form of a variable. ``listed``
    are the keys of the entries in the list, cited or not, in their order before sorting; without
    it, those that are cited.
    """
    from nashr.citations.compiled_style import load_style
    from nashr.citations.processor import Processor

    compiled = load_style(style, locales, lang)
    if abbreviations:
        compiled = compiled.with_abbreviations(abbreviations)
    return Processor(compiled, items, citations, listed=listed, item_language=item_language).run()


def read_citation(value: Mapping[str, Any], identifier: str = "") -> CitedGroup:
    """Read a citation in the format of ``citeproc``: ``citationItems`` and ``properties``."""
    from nashr.citations.requests import read_citation as read

    return read(value, identifier)


def as_html(rich: RichText) -> str:
    """HTML with the tags that the CSL test suite expects."""
    from nashr.citations.html import to_html

    return to_html(rich)


def as_plain(rich: RichText) -> str:
    """Plain text."""
    from nashr.citations.html import to_plain

    return to_plain(rich)


def as_inlines(rich: RichText) -> Inlines:
    """Pandoc inlines."""
    from nashr.citations.inlines import to_inlines

    return to_inlines(rich.text, rich.attachments, rich.quotes)
