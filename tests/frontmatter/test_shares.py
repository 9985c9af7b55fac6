"""Shares of authors: whom a key means, what a percent is, when shares are a whole."""

from __future__ import annotations

import pytest

from nashr.frontmatter.shares import author_named, makes_a_whole, percent, shares_of

AUTHORS = [("Ülviyyə", "Əliyeva"), ("Şahin", "İsmayıl-zadə"), (None, "Tarix İnstitutu")]


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("1", 0),
        ("3", 2),
        ("0", None),
        ("4", None),
        ("Əliyeva", 0),
        ("Ülviyyə  Əliyeva", 0),
        ("Əliyeva, Ülviyyə", 0),
        ("Tarix İnstitutu", 2),
        ("Şahin", None),
    ],
)
def test_an_author_is_named_by_number_or_name(key: str, number: int | None) -> None:
    assert author_named(key, AUTHORS) == number


def test_a_name_of_two_authors_means_none_of_them() -> None:
    assert author_named("Kaya", [("Ali", "Kaya"), ("Can", "Kaya")]) is None
    assert author_named("Can Kaya", [("Ali", "Kaya"), ("Can", "Kaya")]) == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("60", "60"),
        ("60%", "60"),
        ("%60", "60"),
        ("33,3 %", "33.3"),
        ("100", "100"),
        ("0", None),
        ("101", None),
        ("half", None),
        ("-5", None),
    ],
)
def test_a_percent(text: str, share: str | None) -> None:
    assert percent(text) == share


def test_rounded_shares_make_a_whole() -> None:
    assert makes_a_whole(["33.3", "33.3", "33.3"])
    assert not makes_a_whole(["60", "30"])
    assert not makes_a_whole(["60", "41"])


def test_shares_by_the_place_of_the_author() -> None:
    assert shares_of({"2": "40", "Əliyeva": "60"}, AUTHORS) == {0: "60", 1: "40"}
    assert shares_of("A sentence.", AUTHORS) == {}
