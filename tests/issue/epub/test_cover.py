"""What the cover of an issue's EPUB says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from nashr.issue.epub.cover import cover_text
from nashr.languages import language


class Shop:
    """Typefaces that have Latin letters alone."""

    def missing(self, characters: frozenset[str]) -> frozenset[str]:
        return frozenset(one for one in characters if ord(one) > 0x24F)


def edition(title: str, special: str | None, titles: dict[str, str]) -> Any:
    journal = SimpleNamespace(language="ta", title=title, titles={"en": "Sample Studies"})
    issue = SimpleNamespace(title=special, titles=titles, title_in=lambda _: special)
    issn = SimpleNamespace(print=None, online="8765-4326")
    return SimpleNamespace(journal=journal, issue=issue, issn=issn, words=language("en"))


@pytest.mark.parametrize(
    ("title", "special", "titles", "expected"),
    [
        ("Ad", None, {}, ("Ad", "12 · 2026", ("ISSN 8765-4326",))),
        ("Ad", "Say", {}, ("Ad", "Say", ("12", "2026"))),
        ("தமிழ்", "தமிழ்", {"en": "On x"}, ("Sample Studies", "On x", ("12", "2026"))),
        ("தமிழ்", "தமிழ்", {}, ("Sample Studies", "12 · 2026", ("ISSN 8765-4326",))),
    ],
)
def test_words_that_no_typeface_sets_give_way_to_a_translation(
    title: str,
    special: str | None,
    titles: dict[str, str],
    expected: tuple[str, str, tuple[str, ...]],
) -> None:
    shop: Any = Shop()
    text = cover_text(edition(title, special, titles), ("12", "2026"), shop)
    assert (text.title, text.subtitle, text.facts) == expected
