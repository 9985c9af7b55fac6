"""The models that read typed references, together."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.importing import reference_models
from nashr.importing.reference_features import features_of
from nashr.importing.reference_models import MODELS, Reading, models, started
from nashr.importing.reference_tokens import tokens_of

REFERENCE = "Oran, B. (1998). Dış siyaset. İstanbul: İletişim Yayınları."
RIGHT = ["author", "author", "date", "title", "title", "location", "publisher", "publisher"]


def _reading(text: str) -> Reading:
    return Reading(features_of(tokens_of(text)))


def test_the_models_are_small_and_loaded_with_the_first_reference() -> None:
    folder = Path(reference_models.__file__).with_name("data")
    assert sum((folder / name).stat().st_size for name in MODELS) < 1_000_000
    assert len(set(models())) == len(MODELS) > 1
    source = Path(reference_models.__file__).read_text("utf-8")
    assert "\nimport pycrfsuite" not in source


def test_the_first_word_of_a_field_is_told_apart() -> None:
    assert started(["author", "author", "date", "title", "doi"]) == [
        "B-author",
        "author",
        "B-date",
        "B-title",
        "doi",
    ]


def test_the_likeliest_labels_of_a_plain_reference_are_the_right_ones() -> None:
    reading = _reading(REFERENCE)
    assert reading.likeliest() == RIGHT
    assert 0.5 < reading.probability(RIGHT) <= 1


def test_wrong_labels_are_less_likely_and_unknown_ones_impossible() -> None:
    reading = _reading(REFERENCE)
    wrong = [*RIGHT[:3], "note", "note", *RIGHT[5:]]
    assert 0 < reading.probability(wrong) < reading.probability(RIGHT)
    assert reading.probability(["nothing"] * len(RIGHT)) == 0


class _Model:
    """A model that finds the same labels in any text, and is surer of some than of others."""

    def __init__(self, found: str, likely: dict[str, float]) -> None:
        self._found = found
        self._likely = likely

    def set(self, items: object) -> None:
        pass

    def labels(self) -> list[str]:
        return list("abcd")

    def tag(self) -> list[str]:
        return list(self._found)

    def probability(self, labels: list[str]) -> float:
        return self._likely.get("".join(labels), 0.0)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # Each has found what the other holds for unlikely; the surer one is right.
        (("abb", {"abb": 0.5, "abc": 0.3}), ("abc", {"abb": 0.1, "abc": 0.9}), "abc"),
        # What is impossible to one of them is not taken.
        (("abb", {"abb": 0.9}), ("abc", {"abb": 0.1, "abc": 0.9}), "abb"),
        # Each errs in another place.
        (
            ("bbad", {"bbad": 0.4, "abad": 0.3, "abac": 0.3}),
            ("abac", {"abac": 0.4, "abad": 0.35, "bbad": 0.05}),
            "abac",
        ),
        (
            ("bbad", {"bbad": 0.4, "abad": 0.3}),
            ("abac", {"abac": 0.4, "abad": 0.3, "bbad": 0.01}),
            "abad",
        ),
    ],
)
def test_of_what_the_models_find_the_likeliest_to_both_is_taken(
    monkeypatch: pytest.MonkeyPatch,
    first: tuple[str, dict[str, float]],
    second: tuple[str, dict[str, float]],
    wanted: str,
) -> None:
    taggers = (_Model(*first), _Model(*second))
    monkeypatch.setattr(reference_models, "_taggers", lambda: taggers)
    monkeypatch.setattr(reference_models, "_known_labels", lambda: frozenset("abcd"))
    found = Reading([["bias"]] * len(wanted)).likeliest()
    assert "".join(found) == wanted
