"""What an editor types to name a work."""

from __future__ import annotations

import pytest

from nashr.identifiers import Invalid
from nashr.references.identify import identify


@pytest.mark.parametrize(
    ("text", "scheme", "identifier"),
    [
        ("10.1080/09662830008407454", "doi", "10.1080/09662830008407454"),
        ("doi:10.5555/ABC", "doi", "10.5555/abc"),
        ("https://doi.org/10.5555/ABC", "doi", "10.5555/abc"),
        ("https://www.example.org/doi/full/10.5555/ABC?x=1", "doi", "10.5555/abc"),
        ("https://example.org/doi/10.5555/abc/pdf", "doi", "10.5555/abc"),
        ("https://example.org/x?doi=10.5555%2Fabc", "doi", "10.5555/abc"),
        ("https://www.jstor.org/stable/1234567", "doi", "10.2307/1234567"),
        ("978-0-306-40615-7", "isbn", "9780306406157"),
        ("0-306-40615-2", "isbn", "9780306406157"),
        ("ISBN 0306406152", "isbn", "9780306406157"),
        ("https://openlibrary.org/isbn/9780306406157", "isbn", "9780306406157"),
        ("24520159", "pmid", "24520159"),
        ("PMID: 24520159", "pmid", "24520159"),
        ("https://pubmed.ncbi.nlm.nih.gov/24520159/", "pmid", "24520159"),
        ("arXiv:2101.00001v2", "arxiv", "2101.00001"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://arxiv.org/abs/2101.00001", "arxiv", "2101.00001"),
        ("10.48550/arXiv.2101.00001", "arxiv", "2101.00001"),
    ],
)
def test_a_work(text: str, scheme: str, identifier: str) -> None:
    assert identify(text) == (scheme, identifier)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "oran1998",
        "10.5555",
        "10.5555/../secret",
        "978-0-306-40615-8",
        "https://example.org/page",
        "http://[::1",
        "https://arxiv.org/list/cs",
        "arXiv:2113.00001",
    ],
)
def test_no_work(text: str) -> None:
    with pytest.raises(Invalid):
        identify(text)
