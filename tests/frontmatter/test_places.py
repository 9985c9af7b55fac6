"""Where values stand in ``journal.yaml`` and in front matter."""

from __future__ import annotations

from nashr.diagnostics import Span
from nashr.frontmatter.load import split_manuscript
from nashr.frontmatter.places import value_span
from nashr.model import Source


def test_later_stages_can_ask_for_a_place() -> None:
    source = Source("a.md", "---\ntitle: T\nbibliography:\n  - a.bib\n  - b.bib\n---\n\nText.\n")
    text = split_manuscript(source).value
    assert text is not None
    assert value_span(text, "bibliography", 1) == Span("a.md", 5, 5)
    journal = Source("journal.yaml", "title: J\nstyle: apa\n")
    assert value_span(journal, "style") == Span("journal.yaml", 2, 8)
    assert value_span(journal, "bibliography", 0) == Span("journal.yaml", 1, 1)
