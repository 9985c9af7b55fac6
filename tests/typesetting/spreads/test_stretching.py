"""What of a page gives a line: not the space between the items of a list."""

from __future__ import annotations

from pages_kit import pages_of
from pdf_kit import SENTENCE, build

_ITEM = "- Bənd {n}\n    a) {text}\n        - Dərin {n}\n    b) {text}\n        - Dərin {n}\n"


def test_a_marker_stays_beside_its_item_on_a_page_that_gives_a_line() -> None:
    alone = []
    for before in range(1, 3):
        items = "".join(_ITEM.format(n=n, text=SENTENCE) for n in range(24))
        pages = pages_of(build(f"{SENTENCE * before}\n\n{items}\n\n# Son\n\n{SENTENCE * 3}")[0])
        alone += [row.text for page in pages for row in page if len(row.text) < 3]
    assert alone == []
