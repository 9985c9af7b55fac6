"""Quotations in single marks with a suffix behind them, as Turkish and Azerbaijani have them."""

from __future__ import annotations

import pytest

from nashr import ast
from tests.kits.document_kit import clean


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("bu 'Azadlıq'ın sayıdır", "bu ‘Azadlıq’ın sayıdır"),
        ("\"kitap, 'kentin aynası'dır\" der", "“kitap, ‘kentin aynası’dır” der"),
        ("('iki *ayrı* söz'ün biri)", "(‘iki ayrı söz’ün biri)"),
        ("'a'nın ve 'b'nin yeri", "‘a’nın ve ‘b’nin yeri"),
        ("bu 'tam' söz", "bu ‘tam’ söz"),
        ("'90'lar ve İstanbul'un yeri", "’90’lar ve İstanbul’un yeri"),
        ("Ankara'dan İzmir'e", "Ankara’dan İzmir’e"),
    ],
)
def test_the_mark_that_opens_it_is_an_opening_one(typed: str, printed: str) -> None:
    document = clean(typed, lang="tr")
    assert ast.plain_text(document.blocks) == printed


def test_an_apostrophe_in_english_is_left_alone() -> None:
    assert ast.plain_text(clean("'tis Ann's book", lang="en").blocks) == "’tis Ann’s book"
