"""Captions that are typed as paragraphs beside their tables and figures are told of."""

from __future__ import annotations

import pytest
from document_kit import PNG, loaded, places

TABLE = "| a |\n|---|\n| b |"
IMAGE = '![](a.png){alt="x"}'


def told(body: str, lang: str = "az") -> list[tuple[int, int]]:
    found = loaded(body, files={"a.png": PNG}, lang=lang).diagnostics
    return [(line, column) for code, line, column in places(found) if code == "markdown-slip"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"Cədvəl 1. Əhali\n\n{TABLE}", 4),
        (f"Mətn.\n\n**Cədvəl № 2** – Əhali\n\n{TABLE}", 6),
        (f"{TABLE}\n\nCədvəl 1: *Əhali*", 8),
        (f"{IMAGE}\n\nŞəkil 1. Xəritə", 6),
        (f"Table 1\n\n{TABLE}", 4),
    ],
)
def test_a_typed_caption_is_told_of(body: str, line: int) -> None:
    assert [place[0] for place in told(body)] == [line]


@pytest.mark.parametrize(
    "body",
    [
        f"Cədvəl 1 göstərir ki, artım var.\n\n{TABLE}",
        f"Cədvəl 1. Əhali\n\n{TABLE}\n\n: Ad",
        f"Şəkil 1. Xəritə\n\n{TABLE}",
        f"Mətn.\n\n{TABLE}\n\nMənbə: müəllif.",
        '![Ad](a.png){alt="x"}\n\nŞəkil 2. Başqa.',
    ],
)
def test_what_is_no_typed_caption(body: str) -> None:
    assert told(body) == []
