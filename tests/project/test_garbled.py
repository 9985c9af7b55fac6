"""Letters that were spoiled by an encoding before a text came here."""

from __future__ import annotations

import pytest

from nashr.project.garbled import garbled


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "cp1251"])
@pytest.mark.parametrize("meant", ["ışık", "çöl", "Türkçe", "Azərbaycan", "Текст"])
def test_letters_that_were_read_in_a_wrong_encoding_are_told_of(meant: str, encoding: str) -> None:
    spoiled = "".join(bytes([byte]).decode(encoding, "replace") for byte in meant.encode())
    found = garbled("a.md", f"Bir.\n\nO {spoiled}, {spoiled}.\n")
    assert [(one.code, one.span.line) for one in found][:1] == [("text-garbled", 3)], spoiled
    if "\ufffd" not in spoiled and encoding != "cp1251":
        assert spoiled in found[0].message
        assert meant in found[0].message


def test_the_sign_for_a_lost_letter_is_told_of() -> None:
    (found,) = garbled("a.md", "T\ufffdrk\n\ufffd")
    assert (found.span.line, found.span.column) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Plain.",
        "„Ä“, «Â», 5 Å–10 Å, 3 Å², Ñ” É’ Ä, DAĞ’da, ÂÃ ÄÖÜ ŞÇĞİ ə Ə",
        "Рис. «С», С° и РС; Р.С. Пушкин, СССР, РСФСР № 5, Р“",
        "“x” – ‘y’ … ½ ² ° ± § © ™ €5 £ ¥",
    ],
)
def test_a_text_as_it_should_be_is_not(text: str) -> None:
    assert garbled("a.md", text) == ()
