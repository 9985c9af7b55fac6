"""Tracked changes of a page."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.html_changes import with_settled_changes
from nashr.importing.query_marks import with_queries
from nashr.importing.writing import write

_PAGE = (
    '<p>a <del cite="x" datetime="2024"><span>old</span></del><ins datetime="2024">new</ins> b '
    "<del>c</del>.</p>"
)


@pytest.mark.parametrize(
    ("treatment", "made"),
    [
        (
            Treatment.ASK,
            "a <!-- query: 1. deleted here: “old” -->new<!-- query: 2. inserted before this --> b "
            "~~c~~.",
        ),
        (Treatment.ACCEPT, "a new b ~~c~~."),
        (Treatment.REJECT, "a old b ~~c~~."),
    ],
)
def test_changes_are_settled_and_what_is_only_struck_stays(treatment: Treatment, made: str) -> None:
    queries: list[str] = []
    page = with_settled_changes(_PAGE, treatment, queries)
    tree, _ = pandoc.read_document(page.encode(), "html")
    draft = Draft(with_queries(tree["blocks"], queries), {})
    written = write(draft, pandoc.write_markdown).text
    assert written.split("---\n")[-1].strip() == made


def test_paragraphs_that_are_inserted_or_deleted() -> None:
    queries: list[str] = []
    page = with_settled_changes(
        '<ins datetime="1"><p>Bir.</p><p>İki.</p></ins><del datetime="1"><p>Üç.</p></del>',
        Treatment.ASK,
        queries,
    )
    assert queries == ["1. inserted before this", "2. deleted here: “Üç.”"]
    assert page.startswith("<p>Bir.</p><p>İki.\ue0f8")
