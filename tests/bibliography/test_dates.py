"""Dates as people type them."""

from __future__ import annotations

import pytest

from nashr.bibliography.dates import read


@pytest.mark.parametrize(
    ("text", "tags", "season"),
    [
        ("Spring 2004", (), 1),
        ("yaz 2004", ("tr",), 2),
        ("yaz 2004", ("az",), 1),
        ("kış 2004", ("tr",), 4),
        ("qış 2004", ("az",), 4),
        ("осень 2004", ("en",), 3),
    ],
)
def test_a_season_is_read_in_the_nearest_language(
    text: str, tags: tuple[str, ...], season: int
) -> None:
    assert read(text, tags) == {"date-parts": [[2004]], "season": season}
