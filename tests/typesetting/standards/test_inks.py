"""Colours in inks: black where they are nearly grey, and never more ink than the limit."""

from __future__ import annotations

import itertools

import pytest

from nashr.ports import PrintingCondition
from nashr.print_settings import PrintSettings
from nashr.typesetting.standards.inks import Inks


def test_dark_colours_that_are_nearly_grey_are_black_alone(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile)
    for dark in ((0.1, 0.1, 0.12), (0.2, 0.21, 0.2), (0.3, 0.28, 0.29), (0.0, 0.02, 0.0)):
        assert inks.of(dark)[:3] == (0, 0, 0), dark
        assert inks.of(dark)[3] == pytest.approx(1 - sum(dark) / 3, abs=0.03)
    for coloured in ((0.1, 0.1, 0.3), (0.3, 0.05, 0.05), (0.9, 0.88, 0.8)):
        assert sum(inks.of(coloured)[:3]) > 0.05, coloured
    assert inks.of_lab((20, 5, 5))[:3] == (0, 0, 0)
    assert sum(inks.of_lab((20, 20, 5))[:3]) > 0.2


def test_lab_and_srgb_of_one_colour_are_the_same_inks(condition: PrintingCondition) -> None:
    """The colour #c8321e is about L* 45, a* 57, b* 47."""
    inks = Inks(condition.profile)
    by_lab, by_rgb = inks.of_lab((45.1, 57.5, 46.6)), inks.of((200 / 255, 50 / 255, 30 / 255))
    assert by_lab == pytest.approx(by_rgb, abs=0.05)


@pytest.mark.parametrize("most", [200, 240, 300])
def test_no_colour_has_more_ink_than_the_limit(condition: PrintingCondition, most: int) -> None:
    inks = Inks(condition.profile, PrintSettings(max_ink=most))
    for colour in itertools.product((0.0, 0.1, 0.3), repeat=3):
        assert sum(inks.of(colour)) <= most / 100
    assert sum(inks.of_inks((1, 1, 1, 1))) <= most / 100
    free = Inks(condition.profile, PrintSettings(max_ink=400))
    assert sum(free.of_inks((1, 1, 1, 0.9))) == pytest.approx(3.9), "the control"


def test_in_one_ink_there_is_no_other(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile, PrintSettings(colour="black"))
    for colour in ((1, 0, 0), (0, 0, 1), (1, 1, 0), (0.5, 0.5, 0.6)):
        assert inks.of(colour)[:3] == (0, 0, 0)
    assert inks.of_lab((60, 50, 50))[:3] == inks.of_inks((1, 0, 0, 0))[:3] == (0, 0, 0)
    assert inks.of((1, 1, 0))[3] < inks.of((1, 0, 0))[3] < inks.of((0, 0, 1))[3]
