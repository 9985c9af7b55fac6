"""``theme``: the themes that there are, and a specimen of one."""

from __future__ import annotations

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_formats, add_places
from nashr.invocation import command_line
from nashr.messages import Message, translate
from nashr.outputs import table
from nashr.wording import size

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=Message("a theme; none lists them"))
    parser.add_argument(
        "--specimen",
        action="store_true",
        help=Message("make an article that shows all that a page has"),
    )
    add_formats(
        parser,
        table.viewed(),
        Message(
            "what to make of it, separated by commas: {formats} (default: {usual})",
            formats=",".join(table.usual()),
            usual=",".join(table.viewed()),
        ),
    )
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    return project.run_with_packages(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    from nashr.diagnostics import nearest
    from nashr.pipeline.themes import known_themes

    themes = known_themes(project.open_workspace(options))
    if options.name is None:
        width = max(map(len, themes), default=0)
        for name, meaning in themes.items():
            terminal.tell(f"{name:<{width}}  {translate(meaning)}".rstrip())
        return exit_codes.SUCCESS
    if options.name not in themes:
        near = nearest(options.name, list(themes))
        hint = (
            Message("did you mean “{near}”?", near=near)
            if near
            else Message("there are: {names}", names=tuple(themes))
        )
        message = Message("There is no theme “{name}”; {hint}", name=options.name, hint=hint)
        terminal.say(message)
        return exit_codes.USAGE_ERROR
    if not options.specimen:
        meaning = themes[options.name]
        made = command_line("theme", options.name, "--specimen")
        terminal.tell(f"{options.name}  {translate(meaning)}")
        terminal.tell(Message("See it: {command}", command=made))
        return exit_codes.SUCCESS
    return _make_specimen(options)


def _make_specimen(options: argparse.Namespace) -> int:
    from pathlib import Path

    from nashr.cli import build
    from nashr.cli.arguments import parser
    from nashr.pipeline import specimen
    from nashr.project.atomic import temporary_folder

    output = Path(options.output or f"{specimen.SLUG}-{options.name}").resolve()
    with temporary_folder() as folder:
        try:
            specimen.lay_out(Path(project.project_folder(options)).resolve(), options.name, folder)
        except specimen.TooLargeError:
            most = size(specimen.LARGEST)
            terminal.say(
                Message("The project has more than {most} beside its manuscripts.", most=most)
            )
            return exit_codes.USAGE_ERROR
        words = ["build", "--project", str(folder), "--output", str(output), "--no-cache"]
        words += ["--format", ",".join(options.format), specimen.SLUG]
        return build.run(parser("build").parse_args(words))
