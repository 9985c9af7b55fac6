"""The values on the command line: what is understood, and what is said where it is not."""

from __future__ import annotations

import re

import pytest

from nashr.cli import main as cli
from nashr.cli.arguments import parser
from nashr.cli.exit_codes import SUCCESS, USAGE_ERROR
from nashr.cli.help import COMMANDS

NO_NUMBERS = ("-1", "-0", "+1", "1.5", "1e3", "", " ", "two", "²", "٣", "0x10", "9" * 5000)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *((["--jobs", text], "not a number of processes") for text in (*NO_NUMBERS, "1001")),
        *((["preview", "--port", text], "not a port") for text in (*NO_NUMBERS, "65536")),
        (["--jobs=-1"], "“-1” is not a number of processes: a whole number from 0 to 1000"),
        (["preview", "--port=99999"], "“99999” is not a port: a whole number from 0 to 65535"),
        *(
            (["--scheduler", address], "it is tcp:// or tls://, the host's name, and a port")
            for address in ("h:1", "tcp://h", "tcp://h:65536", "tcp://h:٣", "http://h:1")
        ),
        (["--scheduler", "tcp://me:secret@h:1"], "--scheduler: it is tcp:// or tls://"),
        (["--format", "odt"], "“odt” is not one of pdf, epub, html, jats, docx"),
        (["--format", ","], "nothing is not one of"),
    ],
)
def test_what_is_not_understood_is_said_at_once(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == USAGE_ERROR
    assert message in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        (["build", "--jobs", "0"], "jobs", 0),
        (["build", "--jobs", "1000"], "jobs", 1000),
        (["preview", "--port", "0"], "port", 0),
        (["preview", "--port", "65535"], "port", 65535),
        (["build", "--scheduler", "tls://[::1]:8786"], "scheduler", "tls://[::1]:8786"),
        (["build", "--format", " HTML, pdf"], "format", ("pdf", "html")),
        (["build", "--format", "docx"], "format", ("docx",)),
    ],
)
def test_what_is_understood(arguments: list[str], name: str, value: object) -> None:
    assert getattr(parser(arguments[0]).parse_args(arguments), name) == value


@pytest.mark.parametrize("program", ["nashr", "python3 build.py"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_the_program_as_it_was_called(
    command: str, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*filter(None, [command]), "--help"], program)
    assert ended.value.code == SUCCESS
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: {program} ")
    if command in ("", "build"):
        assert re.search(rf"^  {program} new my-article  +begin", shown, re.M)
        other = {"nashr": "build.py", "python3 build.py": "  nashr "}[program]
        assert other not in shown


def test_every_command_is_in_the_list_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert all(f" {name} {about.summary}" in shown for name, about in COMMANDS.items())
