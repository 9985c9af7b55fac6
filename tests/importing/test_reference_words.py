"""Words and names by which the parts of a typed reference are known."""

from __future__ import annotations

from nashr.importing.reference_words import (
    common_words,
    given_names,
    is_common,
    kinds,
    phrases_in,
    places,
    surnames,
)


def test_names_of_publishers_and_journals_are_known_by_all_of_their_words() -> None:
    words = "london oxford university press the new york times oxford street".split()
    assert phrases_in(words) == ["", *["publisher"] * 3, *["journal"] * 4, "", ""]


def test_the_longest_name_that_stands_there_is_meant() -> None:
    assert phrases_in("john wiley & sons inc".split()) == [*["publisher"] * 4, ""]
    assert phrases_in("phys rev lett 96".split()) == [*["journal"] * 3, ""]


def test_a_name_that_is_cut_off_is_none() -> None:
    assert phrases_in(["oxford", "university"]) == ["", ""]
    assert phrases_in([]) == []


def test_family_names_mean_nothing_else() -> None:
    assert surnames().isdisjoint(common_words() | places() | given_names())


def test_words_are_in_small_letters() -> None:
    for words in (surnames(), common_words(), places(), given_names(), kinds()):
        assert all(word == word.lower() for word in words)


def test_common_words_are_known_with_their_endings_and_hyphens() -> None:
    for word in ("movement", "movements", "donor's", "studies", "making", "long-range", "gelişimi"):
        assert is_common(word), word
    for word in ("brockden", "melville", "haavelmo", "s", "bao-wang", "smith-history"):
        assert not is_common(word), word
