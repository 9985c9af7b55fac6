"""The PDF for the screen: what its standards and its readers ask of the whole file."""

from __future__ import annotations

import pytest
from pdf_kit import SENTENCE, build
from pypdfium2 import PdfDocument


@pytest.mark.parametrize(("first", "labels"), [(119, ["119", "120"]), (None, ["1", "2"])])
def test_a_reader_goes_to_a_page_by_its_folio(first: int | None, labels: list[str]) -> None:
    data, pages, _ = build(f"{SENTENCE * 5}\n\n" * 6, first_page=first)
    with PdfDocument(data) as document:
        found = [document.get_page_label(number) for number in range(pages)]
    assert found[:2] == labels
    assert found == [str(int(labels[0]) + number) for number in range(pages)]
