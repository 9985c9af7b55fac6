"""Manuscripts, front matter and journal.yaml that come from a stranger with bad intentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile_kit import Batch, Built, Case, article, check, parameters

ARTICLES = (
    article("harmless", "One [link](https://example.org/).", shows=("https://example.org/",)),
    article(
        "script-element",
        "A <script>alert(1)</script> B",
        "content-dropped:5",
        never=("<script>alert",),
    ),
    article(
        "bibliography-out",
        "Text.",
        "file-outside-project",
        front="title: T\nbibliography: ../outside/secret.txt",
    ),
)


@pytest.mark.parametrize(("case", "batch"), parameters("articles", ARTICLES))
def test_hostile_article(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
