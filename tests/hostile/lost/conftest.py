"""What the tests of what a disturbed build leaves share."""

from __future__ import annotations

from pathlib import Path

import pytest
from lost_kit import Pattern, Sandbox, make_pattern, read_pattern
from shared_kit import made_once


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    """The journal whose builds are disturbed, with the digests of undisturbed ones."""
    return read_pattern(made_once(tmp_path_factory, "pattern", make_pattern))


@pytest.fixture
def sandbox(pattern: Pattern, tmp_path: Path) -> Sandbox:
    """The journal with new sources over old products."""
    return pattern.sandbox(tmp_path / "sandbox")
