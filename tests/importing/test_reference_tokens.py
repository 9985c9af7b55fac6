"""The words of a typed reference."""

from __future__ import annotations

import pytest

from nashr.importing.reference_tokens import seen, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bakı:Elm,2005", ["Bakı:", "Elm,", "2005"]),
        ("Lancet 2009;37(4):221-7", ["Lancet", "2009;", "37(4):", "221-7"]),
        ("(1998)Başlıq", ["(1998)", "Başlıq"]),
        ("M.Ə.Rəsulzadə", ["M.Ə.Rəsulzadə"]),
        ("https://example.org/a:b,2005", ["https://example.org/a:b,2005"]),
    ],
)
def test_words_that_lack_their_space_are_parted(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens_of(text)] == words


def test_the_marks_around_a_word_are_known_apart_from_it() -> None:
    [token] = tokens_of("(“Ömür”),")
    assert (token.lead, token.bare, token.trail) == ("(“", "Ömür", "”),")


def test_each_token_knows_where_it_stands() -> None:
    text = "Oran, B.  (1998).Türk"
    assert all(text[one.start :].startswith(one.text) for one in tokens_of(text))


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("1998a", "year"),
        ("463–470", "range"),
        ("12(3)", "volume"),
        ("M.Ə.", "initials"),
        ("WJ", "initials"),
        ("10.1234/x", "doi"),
        ("Bakı", "place"),
        ("Mehmet", "given"),
        ("səh.", "k=page"),
        ("№", "k=issue"),
    ],
)
def test_a_word_tells_what_it_may_be(word: str, sign: str) -> None:
    [token] = tokens_of(word)
    assert sign in seen(token, 3).own
