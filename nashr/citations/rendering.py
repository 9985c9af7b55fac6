"""Convert the results of the processor to Pandoc inlines."""

from __future__ import annotations

from nashr.citations.inlines import to_inlines
from nashr.citations.processed import Processed, RichText
from nashr.model import Inlines, ReferenceEntry, RenderedCitation, RenderedCitations


def to_rendered_citations(processed: Processed) -> RenderedCitations:
    """``processed`` as Pandoc inlines."""
    return RenderedCitations(
        citations=tuple(
            RenderedCitation(
                c.id,
                _inlines(c.text),
                _inlines(c.author_in_text) if c.author_in_text is not None else [],
            )
            for c in processed.citations
        ),
        entries=tuple(
            ReferenceEntry(e.key, _inlines(e.text), e.citation_ids) for e in processed.bibliography
        ),
        hanging_indent=processed.hanging_indent,
        warnings=processed.warnings,
        in_notes=processed.in_notes,
        without_language=processed.without_language,
        year_suffixes=processed.year_suffixes,
        unprinted=processed.unprinted,
    )


def _inlines(rich: RichText) -> Inlines:
    return to_inlines(rich.text, rich.attachments, rich.quotes)
