"""What holds for the items of every kind of bibliography."""

from __future__ import annotations

import pytest
from citations_kit import listed

from nashr.bibliography.items import settled


@pytest.mark.parametrize(
    ("variable", "typed", "kept"),
    [
        ("publisher-place", "Bakı.", "Bakı"),
        ("publisher", "Gənclik.", "Gənclik"),
        ("publisher", "Elm və Təhsil.", "Elm və Təhsil"),
        ("title", "Əsrin siması.", "Əsrin siması"),
        ("publisher-place", "М.", "М."),
        ("publisher-place", "Calif.", "Calif."),
        ("publisher-place", "Washington, D.C.", "Washington, D.C."),
        ("publisher", "Oxford Univ.", "Oxford Univ."),
        ("publisher", "Wiley Ltd.", "Wiley Ltd."),
        ("title", "What is it...", "What is it..."),
        ("title", "Studies in the U.S.", "Studies in the U.S."),
        ("title", "Fascism, war, etc.", "Fascism, war, etc."),
        ("container-title", "Phys. Today.", "Phys. Today."),
    ],
)
def test_a_full_stop_at_the_end_of_a_field(variable: str, typed: str, kept: str) -> None:
    assert settled({"type": "book", variable: typed})[variable] == kept


def test_no_colon_stands_behind_a_full_stop() -> None:
    work = settled(
        {
            "type": "book",
            "title": "Əsrin siması.",
            "author": [{"family": "Göl", "given": "A."}],
            "publisher": "Gənclik.",
            "publisher-place": "Bakı.",
            "issued": {"date-parts": [[1991]]},
        }
    )
    (entry,) = listed("taylor-and-francis-national-library-of-medicine", [work], "az")
    assert entry.endswith("Göl A. Əsrin siması. Bakı: Gənclik; 1991.")
