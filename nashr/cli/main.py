"""The command line: argv in, exit code out. ``building`` has the command that is the most work.

Exit codes: 0 built, 1 the author's files have errors, 2 wrong usage, 3 the machine lacks
something, 128 and the signal's number when one ended it. Heavy modules are imported where they
are used, so that help and wrong usage answer at once and ``doctor`` runs before anything is
installed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial

from nashr.cli import build as build_command
from nashr.cli import signals, terminal
from nashr.cli.arguments import COMMANDS, parser
from nashr.cli.build import AUTHOR, BUILT, MACHINE, USAGE
from nashr.project import ledger
from nashr.wording import counted, size

TYPE_CHECKING = False  # typing itself takes a while to import
if TYPE_CHECKING:
    import argparse

    from nashr.project.workspace import Workspace


def main(argv: Sequence[str]) -> int:
    """Run the command and give its exit code. Wrong usage exits by argparse, with code 2."""
    # A build keeps nearly all that it makes: looking for rubbish takes a fifth of the start.
    gc.set_threshold(200_000, 20, 50)
    for stream in (sys.stdout, sys.stderr):  # where a terminal has no “ə”, its number is shown
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search all packages
    arguments = list(argv)
    if not arguments or arguments[0] not in (*COMMANDS, "-h", "--help", "--version"):
        arguments.insert(0, "build")
    options = parser(arguments[0]).parse_args(arguments)
    try:
        with signals.as_interrupts():
            return _RUN[options.command](options)
    except KeyboardInterrupt as end:
        terminal.say(f"Stopped. {terminal.WHOLE}")
        return signals.code(end)
    except BrokenPipeError:  # whoever was listening has gone, as head does after some lines
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - for what Python flushes at its end
        return signals.BROKEN_PIPE


# --- preview -------------------------------------------------------------------------------


def _preview(options: argparse.Namespace) -> int:
    workspace = build_command.workspace_of(options)
    wrong = build_command.wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    return build_command.with_packages(partial(_previewed, options, workspace))


def _previewed(options: argparse.Namespace, workspace: Workspace) -> int:
    from pathlib import Path

    from nashr.processes import pool

    with contextlib.ExitStack() as stack:
        crew = stack.enter_context(pool.open_pool(max(2, os.cpu_count() or 1)))
        typesetters = crew.fork_server(partial(build_command.warm, workspace))
        from nashr.pipeline.compose import Request
        from nashr.preview import rebuilder as preview
        from nashr.project import atomic
        from nashr.project.cache import Cache

        # What an article was made of is known from the records: without a cache, from some of
        # our own.
        folder = ledger.folder(os.environ)
        folder = folder or str(stack.enter_context(atomic.scratch()))
        request = Request(
            articles=options.articles,
            formats=options.format,
            proof=options.proof,
            environment=dict(os.environ),
            piecemeal=True,
        )
        desk = preview.Rebuilder(
            workspace,
            request,
            preview.BuildProcesses.of(crew, typesetters, workspace),
            partial(build_command.ledger_of, options, folder),
            Cache(Path(folder)),
            terminal.News(),
        )
        try:
            preview.preview(desk, options.port, terminal.preview_at)
        except preview.PortTaken as taken:
            terminal.say(
                f"The preview cannot use port {options.port}: {taken}. "
                "Choose another with --port, or any free one with --port 0."
            )
            return USAGE
    return BUILT


# --- check ---------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    workspace = build_command.workspace_of(options)
    wrong = build_command.wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    articles = options.articles or tuple(workspace.articles())
    code, result = build_command.judged(workspace, articles, options.json)
    if options.json:
        terminal.tell_json({"output": str(workspace.output), **result})
    return code


# --- clean ---------------------------------------------------------------------------------


def _clean(options: argparse.Namespace) -> int:
    del options
    from pathlib import Path

    from nashr.project.cache import Cache

    folder = ledger.folder(os.environ)
    number, total = Cache(Path(folder) if folder else None).clear()
    terminal.tell(f"Emptied the cache: {counted(number, 'file')}, {size(total)}.")
    return BUILT


# --- verify --------------------------------------------------------------------------------


def _verify(options: argparse.Namespace) -> int:
    from pathlib import Path

    from nashr.pipeline import verify

    project = Path(options.project) if options.project else None
    output = Path(options.output) if options.output else (project or Path()) / "output"
    try:
        found = verify.verify(output, project)
    except verify.NothingToVerify as nothing:
        terminal.say(str(nothing))
        return USAGE
    if options.json:
        terminal.tell_json(verify.as_object(found), ascii_only=True)  # a name may be no Unicode
    else:
        terminal.tell("\n".join(verify.as_lines(found)))
    return BUILT if found.is_sound else AUTHOR


# --- new -----------------------------------------------------------------------------------


def _new(options: argparse.Namespace) -> int:
    from nashr.frontmatter.new_manuscript import new_manuscript
    from nashr.pipeline.compose import load_journal
    from nashr.project.workspace import ARTICLE, MANUSCRIPTS

    slug = options.article
    if not slug or slug.startswith(".") or any(c in slug for c in "/\\ :") or not slug.isascii():
        terminal.say(f"“{slug}” cannot be a folder's name: use letters a–z, digits and hyphens.")
        return USAGE
    workspace = build_command.workspace_of(options)
    found = load_journal(workspace)
    if found.value is None:
        for diagnostic in found.diagnostics:
            terminal.show(diagnostic)
        return AUTHOR
    path = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    try:
        written = workspace.create(path, new_manuscript(slug, found.value))
    except FileExistsError:
        terminal.say(f"{path} stands already; it was left as it is.")
        return USAGE
    wrote = terminal.friendly(str(written))
    terminal.tell(f"Wrote {wrote}. Edit it, then run: python build.py {slug}")
    return BUILT


# --- cite ----------------------------------------------------------------------------------


def _cite(options: argparse.Namespace) -> int:
    from pathlib import Path

    from nashr import citations
    from nashr.cli import cite
    from nashr.project.workspace import LOCALES, STYLES, Workspace

    workspace = Workspace(Path(options.project))

    def shipped(path: str) -> str | None:
        found = workspace.shipped_text(path).value
        return found.text if found is not None else None

    def names() -> list[str]:
        own = [name.removesuffix(".csl") for name in workspace.shipped_names(STYLES)]
        return [*own, *citations.style_names()]

    library = cite.Library(
        style=lambda name: shipped(f"{STYLES}/{name}.csl") or citations.style_text(name),
        style_names=names,
        locale=lambda tag: shipped(f"{LOCALES}/locales-{tag}.xml"),
    )
    try:
        answer = cite.answer(sys.stdin.buffer.read().decode("utf-8-sig"), library)
    except UnicodeDecodeError as error:
        terminal.say(f"The input is not UTF-8: byte {error.start + 1} cannot be read.")
        return USAGE
    except cite.Refused as refusal:
        terminal.say(str(refusal))
        return USAGE
    sys.stdout.buffer.write(answer.encode() + b"\n")
    sys.stdout.buffer.flush()
    return BUILT


# --- doctor --------------------------------------------------------------------------------


def _doctor(options: argparse.Namespace) -> int:
    from nashr.cli import doctor, shared_libraries

    if options.patches:
        for line in doctor.patches():
            terminal.tell(line)
        return BUILT
    lacking = [*doctor.missing(options.purpose), *shared_libraries.needs()]
    if lacking and options.install:
        terminal.tell(f"Installing {', '.join(n.name for n in lacking)} …", at_once=True)
        doctor.install(lacking)
        lacking = [*doctor.missing(options.purpose), *shared_libraries.needs()]
    if lacking:
        terminal.lacks(lacking)
        return MACHINE
    if options.quiet:
        return BUILT
    for line in doctor.inventory(options.purpose):
        terminal.tell(line)
    missing = doctor.packages_missing()
    if missing:
        terminal.lacks_packages(missing)
        return MACHINE
    terminal.tell("\nAll is there.")
    return BUILT


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build_command.build,
    "check": _check,
    "cite": _cite,
    "clean": _clean,
    "doctor": _doctor,
    "new": _new,
    "preview": _preview,
    "verify": _verify,
}
