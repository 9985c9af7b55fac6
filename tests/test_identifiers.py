"""Identifiers of works: forms and check digits."""

from __future__ import annotations

import pytest

from nashr import identifiers


@pytest.mark.parametrize(
    ("text", "thirteen"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("0-8044-2957-X", "9780804429573"),
    ],
)
def test_the_forms_of_an_isbn_are_one(text: str, thirteen: str) -> None:
    assert identifiers.isbn13(text) == thirteen


@pytest.mark.parametrize("text", ["9780306406158", "0306406153", "4006381333931", "030640615", ""])
def test_no_isbn(text: str) -> None:
    with pytest.raises(identifiers.Invalid):
        identifiers.isbn(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("arXiv:2101.00001v2", "2101.00001v2"),
        ("https://arxiv.org/pdf/2101.00001.pdf", "2101.00001"),
        ("arXiv:2101.00001 [cs.DL]", "2101.00001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("10.48550/arXiv.2101.00001", "2101.00001"),
    ],
)
def test_arxiv(text: str, bare: str) -> None:
    assert identifiers.arxiv(text) == bare


def test_pmid() -> None:
    assert identifiers.pmid("https://pubmed.ncbi.nlm.nih.gov/24520159/") == "24520159"
    assert identifiers.pmid("PMID: 24520159") == "24520159"
    with pytest.raises(identifiers.Invalid):
        identifiers.pmid("012")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ISBN 978-0-00-000000-2", "978-0-00-000000-2"),
        ("978 0 00 000000 2", "978-0-00-000000-2"),
        ("9780000000002", "9780000000002"),
        ("0-306-40615-2", "9780306406157"),
    ],
)
def test_an_isbn_is_printed_with_the_hyphens_that_it_was_written_with(
    text: str, printed: str
) -> None:
    assert identifiers.printed_isbn(text) == printed
