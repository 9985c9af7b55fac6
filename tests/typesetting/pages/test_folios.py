"""The pages on which a work is cited, in the reference list."""

from __future__ import annotations

import re

from pages_kit import pages_of
from pdf_kit import build, cite


def test_a_work_that_a_page_cites_often_stays_inside_the_measure() -> None:
    text = " ".join(f"Bir {cite(number)}." for number in range(1, 61))
    rows = [row for page in pages_of(build(text)[0]) for row in page]
    folios = [row for row in rows if re.search(r"\(\d+\)\(\d+\)", row.text)]
    assert "(60)" in "".join(row.text for row in folios)
    assert len(folios) > 1
    widest = max(row.right for row in rows if row.text.startswith("Bir"))
    assert max(row.right for row in folios) <= widest + 1
