"""Identifiers that cannot be right are told of, those that can are not."""

from __future__ import annotations

import pytest
from references_kit import entry, works

from nashr.references.wrong_identifiers import wrong_identifiers

WRONG = [
    ("doi", "10.1000"),
    ("doi", "not a doi"),
    ("doi", "10.1016/j.sample.2001.01.001.pdf"),
    ("doi", "10.5555/a b"),
    ("doi", "10.5555/abc…"),
    ("isbn", "978-0-306-40615-8"),
    ("isbn", "0-306-40615-3"),
    ("isbn", "12345"),
    ("issn", "0378-5954"),
    ("issn", "0378-5955, 1234-5678"),
    ("pmid", "PM12"),
    ("url", "www.example.org/page"),
    ("url", "https://example"),
    ("url", "https//example.org"),
    ("url", "htps://example.org"),
    ("url", "https://example.org/a b"),
    ("url", "https://example.org:port/"),
    ("url", "https://www-jstor-org.ezproxy.example.edu/stable/1"),
    ("url", "https://doi.org/sample"),
    ("url", "file:///C:/sample.pdf"),
    ("url", "https://arxiv.org/abs/2113.00001"),
]
RIGHT = [
    ("doi", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"),
    ("doi", "https://doi.org/10.5555/ABC_def"),
    ("isbn", "978-0-306-40615-7"),
    ("isbn", "0-306-40615-2"),
    ("isbn", "0-8044-2957-X"),
    ("isbn", "9780306406157 0306406152"),
    ("isbn", "978-0-306-40615-7 (pbk.), 0-306-40615-2"),
    ("issn", "0378-5955"),
    ("issn", "0378-5955, 2434-561X"),
    ("pmid", "24520159"),
    ("url", "https://example.org/a_b%20c~d?x=1&y=2#frag"),
    ("url", "http://www.azertag.az/məqalə/əsas"),
    ("url", "https://пример.рф/страница"),
    ("url", "https://web.archive.org/web/20200101000000/https://example.org/"),
    ("url", "http://192.0.2.7/page"),
    ("url", "https://arxiv.org/abs/hep-th/9901001v2"),
]


def found(**fields: str) -> list[str]:
    [work] = works(entry("a", title="T", **fields))
    findings = list(wrong_identifiers(work))
    assert all(finding.span.column > 8 for finding in findings), "the place is that of the field"
    return [finding.message for finding in findings]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_right(name: str, value: str) -> None:
    assert len(found(**{name: value})) == 1


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_what_can_be_right(name: str, value: str) -> None:
    assert found(**{name: value}) == []


@pytest.mark.parametrize(
    ("eprint", "right"),
    [
        ("2101.00001", True),
        ("0704.0001v3", True),
        ("math.GT/0309136", True),
        ("2101.0001", False),
        ("1401.00001", False),
        ("2113.00001", False),
        ("hep-th/9913001", False),
        ("cond-mat/12", False),
    ],
)
def test_arxiv(eprint: str, right: bool) -> None:
    assert (found(eprint=eprint, eprinttype="arxiv") == []) is right
