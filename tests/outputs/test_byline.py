"""Whose addresses are printed, and what stands before them."""

from __future__ import annotations

import pytest

from nashr.languages import language
from nashr.outputs.byline import AuthorLine, contacts, contacts_label


def _author(name: str, email: str | None, *, corresponding: bool = False) -> AuthorLine:
    return AuthorLine(name, "", (), None, None, email, corresponding)


@pytest.mark.parametrize(
    ("authors", "printed", "label"),
    [
        (
            [_author("A", "a@example.org", corresponding=True), _author("B", "b@example.org")],
            ["A"],
            "Məsul müəllif",
        ),
        ([_author("A", "a@example.org"), _author("B", None)], ["A"], "E-poçt"),
        ([_author("A", "a@example.org"), _author("B", "b@example.org")], ["A", "B"], "E-poçt"),
        ([_author("A", None, corresponding=True)], [], "Məsul müəllif"),
    ],
)
def test_addresses_of_the_corresponding_authors_or_of_all(
    authors: list[AuthorLine], printed: list[str], label: str
) -> None:
    assert [author.name for author in contacts(authors)] == printed
    assert contacts_label(authors, language("az").labels) == label
