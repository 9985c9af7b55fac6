"""The statements of an article: texts of the front matter that are printed below its text, each
under a heading of its own. One row says all that the stages and the outputs need to know of one.

A statement also has a field of ``model.Article``, a key of ``frontmatter.schema.ArticleKeys`` and a
label of ``languages.Labels``, all of the row's name unless it says otherwise;
``docs/architecture.md`` lists the steps.
"""

from __future__ import annotations

from collections.abc import Iterable

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A row.

    ``key`` is the front matter's. ``jats`` is an element of ``back`` that has a title, or ``fn``
    for a footnote among the author's notes, and after a colon its type: ``ack``,
    ``fn:coi-statement``, ``sec:data-availability``; it is empty where the outputs write it
    elsewhere. ``role`` is of DPUB-ARIA and ``epub_type`` of the EPUB Structural Semantics
    Vocabulary, where they have one. ``label`` is the name of the label, and ``anchor`` the id of
    the statement's place in the products, where they are not the key.
    """

    key: str
    jats: str
    role: str = ""
    epub_type: str = ""
    label: str = ""
    anchor: str = ""

    @property
    def name(self) -> str:
        """The name of its field."""
        return self.key.replace("-", "_")

    @property
    def label_name(self) -> str:
        """The name of its label."""
        return self.label or self.name

    @property
    def id(self) -> str:
        """The id of its place in the products."""
        return self.anchor or self.key


#: In the order in which they are printed.
STATEMENTS: tuple[Statement, ...] = (
    Statement("contribution-share", "fn:con", label="credit", anchor="contributions"),
    Statement("funding-statement", "", label="funding", anchor="funding"),
    Statement("conflict-of-interest", "fn:coi-statement"),
    Statement("ethics", "fn:ethics"),
    Statement("consent", "fn:consent"),
    Statement("data-availability", "sec:data-availability"),
    Statement("ai-use", "fn:ai-use"),
    Statement("peer-review", "fn:peer-review"),
    Statement("plagiarism-check", "fn:plagiarism-check"),
    Statement("acknowledgements", "ack", "doc-acknowledgments", "acknowledgments"),
)


#: The fields of a document that are printed above its text.
_ABOVE_TEXT = frozenset({"title", "subtitle", "derived-from", "abstract"})


def around_text(fields: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a document's fields that stand above its text, and of those below it. Notes and
    citations are counted through the first, then through the text, then through the others.
    """
    names = tuple(fields)
    above = tuple(name for name in names if name.partition(".")[0] in _ABOVE_TEXT)
    return above, tuple(name for name in names if name not in above)
