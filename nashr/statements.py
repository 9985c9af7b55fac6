"""The statements of an article: texts of the front matter that are printed below its text, each
under a heading of its own. One row says all that the stages and the outputs need to know of one.

A statement also has a field of ``model.Article``, a key of ``frontmatter.schema.ArticleKeys`` and a
label of ``languages.Labels``, all of the row's name; ``docs/architecture.md`` lists the steps.
"""

from __future__ import annotations

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A row.

    ``key`` is the front matter's. ``jats`` is an element of ``back`` that has a title, or ``fn``
    for a footnote among the author's notes, and after a colon its type: ``ack``,
    ``fn:coi-statement``, ``sec:data-availability``. ``role`` is of DPUB-ARIA and ``epub_type`` of
    the EPUB Structural Semantics Vocabulary, where they have one.
    """

    key: str
    jats: str
    role: str = ""
    epub_type: str = ""

    @property
    def name(self) -> str:
        """The name of its field and of its label."""
        return self.key.replace("-", "_")


#: In the order in which they are printed.
STATEMENTS: tuple[Statement, ...] = (
    Statement("conflict-of-interest", "fn:coi-statement"),
    Statement("acknowledgements", "ack", "doc-acknowledgments", "acknowledgments"),
)
