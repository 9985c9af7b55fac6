"""What the tests of what a disturbed build leaves share."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("lost_kit")

from lost_kit import Pattern, Yard, make_pattern  # noqa: E402 - after what lets it tell of faults


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    """The journal whose builds are disturbed, with the digests of undisturbed ones."""
    return make_pattern(tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def yard(pattern: Pattern, tmp_path: Path) -> Yard:
    """The journal with new sources over old products."""
    return pattern.yard(tmp_path / "yard")
