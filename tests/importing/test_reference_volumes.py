"""Volumes that were taken for the end of a name."""

from __future__ import annotations

import pytest

from nashr.importing.reference_tokens import tokens_of
from nashr.importing.reference_volumes import with_volume

_LABELS = {"t": "title", "c": "container-title", "v": "volume", "p": "pages", "l": "location"}
_LETTERS = {label: letter for letter, label in _LABELS.items()}


@pytest.mark.parametrize(
    ("text", "labels", "wanted"),
    [
        ("Of rivers. Handbook of lakes, Vol. 3, London", "ttcccccl", "ttcccvvl"),
        ("Of rivers. Handbook of lakes (Vol. 3, pp. 4-9)", "ttcccccpp", "ttcccvvpp"),
        ("Of rivers. Handbook of lakes, Volume II, Part 1, London", "ttcccccccl", "ttcccvvvvl"),
        ("Of rivers. Handbook of lakes, vol. 2", "ttccccc", "ttcccvv"),
        ("Nehirler. Göller el kitabı, Cilt 2, Ankara", "tcccccl", "tcccvvl"),
        # It has a volume already.
        ("Of rivers. Lakes, Vol. 3, 17, London", "ttcccvl", "ttcccvl"),
        # It is no volume, or not of what the work stands in, or all that there is of its name.
        ("Of rivers. Handbook of volume 3 lakes, London", "ttcccccl", "ttcccccl"),
        ("Of rivers, Vol. 3. Lakes, London", "ttttcl", "ttttcl"),
        ("Of rivers. Vol. 3, London", "ttccl", "ttccl"),
        ("Of rivers. Speaking in volumes, London", "ttcccl", "ttcccl"),
    ],
)
def test_a_volume_at_the_end_of_a_name_is_the_volume(text: str, labels: str, wanted: str) -> None:
    tokens = tokens_of(text)
    assert len(tokens) == len(labels)
    found = with_volume(tokens, [_LABELS[letter] for letter in labels])
    assert "".join(_LETTERS[label] for label in found) == wanted


def test_labels_that_are_given_stay_as_they_are() -> None:
    labels = ["title", "container-title", "container-title", "container-title"]
    with_volume(tokens_of("Rivers. Lakes, Vol. 3"), labels)
    assert labels[1:] == ["container-title"] * 3
