"""Readings of a reference in which nothing stands twice that a work has once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nashr.importing.reference_plausible import Probability, plausible

_LABELS = {
    "a": "author",
    "t": "title",
    "c": "container-title",
    "d": "date",
    "p": "publisher",
    "v": "volume",
}
_LETTERS = {label: letter for letter, label in _LABELS.items()}


def _by(likely: dict[str, float]) -> Probability:
    """The probability of labels that are written by letters."""

    def probability(labels: Sequence[str]) -> float:
        return likely.get("".join(_LETTERS.get(label, "-") for label in labels), 0.0)

    return probability


def _labels(letters: str) -> list[str]:
    return [_LABELS[letter] for letter in letters]


@pytest.mark.parametrize(
    ("found", "likely", "wanted"),
    [
        # “Journal Part I: Second Half” is one name.
        ("atctcd", {"atctcd": 0.2, "atcccd": 0.1, "atttcd": 0.001}, "atcccd"),
        # What was taken for a second title is the journal.
        ("atdtv", {"atdtv": 0.2, "atdcv": 0.15}, "atdcv"),
        # The publisher is the author, or no publisher at all.
        ("pptp", {"pptp": 0.3, "aatp": 0.2}, "aatp"),
        # A work may have something twice after all.
        ("atctcd", {"atctcd": 0.9, "atcccd": 0.0001}, "atctcd"),
        # Nothing stands twice: the likeliest labels stay.
        ("atcd", {"atcd": 0.1, "attd": 0.09}, "atcd"),
        ("", {}, ""),
    ],
)
def test_what_a_work_has_once_stands_once(
    found: str, likely: dict[str, float], wanted: str
) -> None:
    assert plausible(_labels(found), _by(likely)) == _labels(wanted)


def test_several_parts_are_read_anew_one_after_the_other() -> None:
    likely = {"atdtvpdp": 0.2, "atdcvpdp": 0.15, "atdcvvdp": 0.1, "atdtvvdp": 0.01}
    assert plausible(_labels("atdtvpdp"), _by(likely)) == _labels("atdcvvdp")
