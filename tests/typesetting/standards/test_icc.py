"""Profiles of presses: any that is valid is used, and called as the registry of the ICC does."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.ports import PrintingCondition
from nashr.typesetting.standards.icc import description, is_cmyk_profile, registered_name
from nashr.typesetting.standards.inks import Inks

#: A profile that LittleCMS reads and cannot write again.
UNWRITABLE = Path("/usr/share/color/icc/ghostscript/ps_cmyk.icc")


def named(profile: bytes, name: str) -> bytes:
    """The profile with another description of at most its length (ICC.1:2001, 6.5.17)."""
    tag = next(at for at in range(132, 400, 12) if profile[at : at + 4] == b"desc")
    start = int.from_bytes(profile[tag + 4 : tag + 8])
    old = int.from_bytes(profile[start + 8 : start + 12])
    text = name.encode()
    assert profile[start : start + 4] == b"desc" and len(text) < old
    return profile[: start + 12] + text.ljust(old, b"\0") + profile[start + 12 + old :]


def test_a_profile_that_cannot_be_written_is_used() -> None:
    if not UNWRITABLE.is_file():
        pytest.skip("Debian's libgs-common is not installed")
    profile = UNWRITABLE.read_bytes()
    assert is_cmyk_profile(profile)
    cyan, magenta, yellow, _ = Inks(profile).of((0.8, 0.1, 0.1))
    assert magenta > 0.8 and yellow > 0.8 and cyan < 0.7


def test_what_is_no_profile_of_a_press_is_refused(condition: PrintingCondition) -> None:
    assert not is_cmyk_profile(condition.profile[:400])
    assert not is_cmyk_profile(b"")


@pytest.mark.parametrize(
    ("name", "registered"),
    [
        ("ISO Coated v2 (ECI)", "FOGRA39"),
        ("Coated FOGRA39", "FOGRA39"),
        ("PSO Coated v3", "FOGRA51"),
        ("GRACoL2006_Coated1v2", "CGATS TR 006"),
        ("Artifex CMYK", None),
    ],
)
def test_a_printing_condition_has_its_registered_name(
    condition: PrintingCondition, name: str, registered: str | None
) -> None:
    profile = named(condition.profile, name)
    assert description(profile) == name
    assert registered_name(profile) == registered
