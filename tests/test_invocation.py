"""Command lines in messages: they can be typed as they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from nashr import invocation
from nashr.invocation import command_line, note, program_at

PACKAGE = Path(invocation.__file__).parent


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    note(invocation.INSTALLED)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("build.py", "python3 build.py"),
        ("../my nashr/build.py", "python3 '../my nashr/build.py'"),
        ("venv/bin/nashr", "nashr"),
        ("nashr.exe", "nashr"),
    ],
)
def test_the_program_is_named_as_it_was_typed(path: str, program: str) -> None:
    assert program_at(path) == program


def test_a_line_has_the_project_where_it_was_given() -> None:
    note("nashr", "my journal; rm -r *")
    line = command_line("build", "məqalə", "a b")
    words = ["nashr", "build", "--project", "my journal; rm -r *", "məqalə", "a b"]
    assert shlex.split(line) == words
    assert command_line("doctor", in_project=False) == "nashr doctor"
    note("python3 build.py")
    assert command_line("build", "a") == "python3 build.py build a"


def test_no_message_names_a_command_of_its_own() -> None:
    """``command_line`` writes them all."""
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "build.py" in line and "``" not in line and "#" not in line
    ]
    assert found == []
