"""Products of an article of which some are made later."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.issue.awaited import AwaitedProducts
from nashr.model import Artifact

EPUB, PDF = Artifact("a.epub", b"book", ""), Artifact("a.pdf", b"pages", "")


def test_what_is_there_is_not_waited_for_and_the_rest_once() -> None:
    waits = 0

    def wait() -> Mapping[str, Artifact]:
        nonlocal waits
        waits += 1
        return {"pdf": PDF}

    products = AwaitedProducts({"epub": EPUB}, wait)
    assert products["epub"] is EPUB
    assert waits == 0
    assert products["pdf"] is PDF
    assert list(products.items()) == [("epub", EPUB), ("pdf", PDF)]
    assert len(products) == 2
    assert waits == 1
