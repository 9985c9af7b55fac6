"""What the tests of typesetting share."""

from __future__ import annotations

import pytest

from nashr.ports import PrintingCondition
from nashr.typesetting.standards.icc import default_cmyk_profile


@pytest.fixture(scope="session")
def condition() -> PrintingCondition:
    """The printing condition of the machine."""
    profile = default_cmyk_profile()
    assert profile is not None, "make test installs libgs-common, which has the profile"
    return PrintingCondition(profile)
