"""What counts of a text where products are held against it."""

from __future__ import annotations

import pytest

from nashr.outputs.account.passages import FORMULA, IMAGE, is_counted, key_of


@pytest.mark.parametrize("char", [*"aİə٣Ⅷ_- .,“\u0301\u00ad\u200b'’", FORMULA, IMAGE, "漢", "🙂"])
def test_a_character_is_counted_where_it_stands_in_a_key(char: str) -> None:
    assert is_counted(char) == bool(key_of(char))
