"""``new``: the names that an article's folder can have, on this computer and on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS, USAGE_ERROR
from nashr.cli.new import name_error


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a?b*",
            "a|b",
            "a<b>",
            'a"b',
            "a:b",
            "a/b",
            "a\\b",
            "../x",
            "/x",
            "~",
            "a$b",
            "a;b",
            "a#b",
        ),
        *("", ".", "..", ".hidden", "a.", "a.b", "journal.yaml"),
        *("two words", " a", "a ", "a\t", "a\n", "\n", "a\0b", "a\x1b[2J"),
        *("-a", "_a", "İki", "məqalə", "ａ", "а", "²", "\u202ea", "a\u200b"),
    ],
)
def test_a_name_with_other_characters_is_refused(name: str) -> None:
    assert "use letters a–z, digits, hyphens and underscores" in (name_error(name) or "")


@pytest.mark.parametrize("name", ["con", "CON", "Nul", "prn", "AUX", "com1", "COM0", "lpt9"])
def test_a_name_of_a_windows_device_is_refused(name: str) -> None:
    assert "Windows keeps it for a device" in (name_error(name) or "")


def test_a_name_is_not_endless() -> None:
    assert name_error("a" * 100) is None
    assert "100 characters are the most" in (name_error("a" * 101) or "")


def test_names_that_differ_in_capitals_alone_are_refused() -> None:
    assert "differs from the article “My-Article”" in (
        name_error("my-article", ["My-Article"]) or ""
    )
    assert name_error("my-article", ["my-article-2"]) is None


@pytest.mark.parametrize(
    "name", ["a", "my-article", "my_article", "2026-1", "A", "console", "com", "com10", "nul-1"]
)
def test_a_plain_name_is_accepted(name: str) -> None:
    assert name_error(name) is None


def test_a_refused_name_leaves_nothing_behind(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    for name in ("a?b*", "con", "A"):
        assert cli.main(["new", name, "--project", str(project)]) == USAGE_ERROR
    assert sorted(project.rglob("*")) == before
    assert capsys.readouterr().err.startswith("“a?b*” cannot be a folder's name here")


def test_the_next_command_is_the_one_to_type(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["new", "b"], "python3 ../build.py") == SUCCESS
    assert "then run: python3 ../build.py build b\n" in capsys.readouterr().out
    assert cli.main(["new", "c", "--project", str(project)]) == SUCCESS
    assert f"then run: nashr build --project {project} c\n" in capsys.readouterr().out
