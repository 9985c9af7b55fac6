"""The command line: argv in, exit code out. Only this and ``terminal`` print.

Exit codes: 0 built, 1 the author's files have errors, 2 wrong usage, 3 the machine lacks
something, 128 and the signal's number when one ended it. Heavy modules are imported where they
are used, so that help and wrong usage answer at once and ``doctor`` runs before anything is
installed.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nashr import ledger, terminal
from nashr.arguments import COMMANDS, parser
from nashr.manual import counted, size

if TYPE_CHECKING:
    from nashr import checks
    from nashr.jobs import Crew, Starter
    from nashr.ledger import Ledger, Record
    from nashr.pipeline import Report
    from nashr.workspace import Workspace

BUILT, AUTHOR, USAGE, MACHINE = 0, 1, 2, 3


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
    options = parser().parse_args(arguments)
    try:
        with _ended_in_order():
            return _RUN[options.command](options)
    except KeyboardInterrupt as end:
        terminal.say("Stopped. What stands in the output folder is whole.")
        return 128 + (end.number if isinstance(end, _Ended) else signal.SIGINT)
    except BrokenPipeError:  # whoever was listening has gone, as head does after some lines
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - for what Python flushes at its end
        return 128 + signal.SIGPIPE


class _Ended(KeyboardInterrupt):
    """The signal ``number`` told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that it leaves nothing behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    process = os.getpid()

    def end(number: int, _: object) -> None:
        if os.getpid() == process:
            raise _Ended(number)
        signal.signal(number, signal.SIG_DFL)  # a worker has nothing to put in order
        os.kill(os.getpid(), number)

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # Under nohup, SIGHUP is to be left alone.
    ours = [n for n in numbers if signal.getsignal(n) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


# --- build ---------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    begun = time.monotonic()
    the_ledger = _ledger(options)
    slugs = options.articles or tuple(ledger.articles(the_ledger.project))
    standing = [the_ledger.standing(slug, options.format) for slug in slugs]
    told = [record for record in standing if record is not None]
    if told and len(told) == len(standing) and _say_again(options, the_ledger, told, begun):
        return BUILT
    workspace = _workspace(options)
    wrong = _wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    from nashr import jobs

    def run() -> int:
        if options.scheduler:
            return _distributed(options, workspace, the_ledger, begun)
        with jobs.crew(options.jobs) as crew:
            # The typesetters import WeasyPrint while this process imports the rest.
            pdf = "pdf" in options.format and len(told) < len(slugs)
            typesetters = crew.starter(partial(_warm, workspace)) if pdf else None
            return _built(options, workspace, the_ledger, crew, typesetters, begun)

    return _with_packages(run)


def _with_packages(run: Callable[[], int]) -> int:
    """Run what needs the packages; say so where one is not installed."""
    try:
        return run()
    except ImportError:
        from nashr import machine

        missing = machine.packages_missing()
        if not missing:
            raise
        terminal.lacks_packages(missing)
        return MACHINE


def _distributed(
    options: argparse.Namespace, workspace: Workspace, the_ledger: Ledger, begun: float
) -> int:
    from nashr import cluster

    try:
        with cluster.crew(options.scheduler, terminal.say) as crew:
            return _built(options, workspace, the_ledger, crew, None, begun)
    except cluster.ClusterError as error:
        terminal.say(f"{error} What stands in the output folder is whole.")
        return MACHINE


def _ledger(options: argparse.Namespace, folder: str | None = None) -> Ledger:
    """The records of builds with these options, by which earlier work is known."""
    folder = folder or (None if options.no_cache else ledger.folder(os.environ))
    output = options.output or options.project / "output"
    what = {
        "proof": options.proof,
        "print": options.print,
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }
    return ledger.Ledger(folder, str(options.project), str(output), what)


def _say_again(
    options: argparse.Namespace, the_ledger: Ledger, records: Sequence[Record], begun: float
) -> bool:
    """Say of articles that stand as they would be built what was said when they were, if plain
    lines will do.
    """
    if options.json or options.check or "GITHUB_ACTIONS" in os.environ or sys.stdout.isatty():
        return False
    told = [record.findings(options.format) for record in records]
    shared = records[0].journal()
    if not options.articles:
        shared = ledger.in_order([*shared, *ledger.uncited(records)])
    found = [finding for one in (*told, shared) for finding in one]
    if any(f.severity == "error" or (options.strict and f.severity == "warning") for f in found):
        return False
    for finding in found:
        print(ledger.as_text(finding))
    products = [(record.slug, record.products(options.format)) for record in records]
    terminal.list_products(products, Path(the_ledger.output))
    print(f"\n{terminal.unchanged(len(records))} ({time.monotonic() - begun:.1f} s).")
    return True


def _built(
    options: argparse.Namespace,
    workspace: Workspace,
    the_ledger: Ledger,
    crew: Crew,
    typesetters: Starter | None,
    begun: float,
) -> int:
    from nashr.cache import Cache
    from nashr.composing import Request
    from nashr.pipeline import Memory, build

    request = Request(
        articles=options.articles,
        formats=options.format,
        strict=options.strict,
        proof=options.proof,
        print=options.print,
        environment=dict(os.environ),
    )
    folder = None if options.no_cache else ledger.folder(os.environ)
    memory = Memory(the_ledger, Cache(Path(folder) if folder else None))
    reports = []
    for report in build(workspace, request, crew, typesetters, memory):
        reports.append(report)
        if not options.json:
            for diagnostic in report.diagnostics:
                terminal.show(diagnostic)
    if any(d.code == "build-failed" for r in reports for d in r.diagnostics):
        from nashr import machine

        if lacking := machine.missing():
            terminal.lacks(lacking)
            return MACHINE
        if missing := machine.packages_missing():
            terminal.lacks_packages(missing)
            return MACHINE
    seconds = time.monotonic() - begun
    failed = [r for r in reports if _is_failure(r, options.strict)]
    result = terminal.as_json(reports, workspace, seconds)
    if not options.json:
        terminal.summary(reports, workspace, seconds)
    judged, built = BUILT, [r.slug for r in reports if r.products]
    if options.check and built:
        judged, result["check"] = _judged(workspace, built, options.json, options.format)
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    return AUTHOR if failed else judged


def _warm(workspace: Workspace) -> None:
    from nashr import rendering

    rendering.warm(workspace.templates().value)


def _workspace(options: argparse.Namespace) -> Workspace:
    from nashr.workspace import Workspace

    return Workspace(options.project, options.output)


def _wrong_names(workspace: Workspace, articles: Sequence[str]) -> str | None:
    from nashr.diagnostics import nearest
    from nashr.workspace import MANUSCRIPTS

    known = workspace.articles()
    if not (workspace.project / MANUSCRIPTS).is_dir():
        return f"There is no folder manuscript/ in {workspace.project}; see --project."
    if not os.access(workspace.project / MANUSCRIPTS, os.R_OK | os.X_OK):
        return f"The folder manuscript/ in {workspace.project} may not be read; see its rights."
    for slug in articles:
        if slug not in known:
            near = nearest(slug, known)
            hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}"
            return f"There is no article “{slug}” in manuscript/; {hint}"
    if not known:
        return "There is no article in manuscript/ yet: python build.py new my-article"
    return None


def _is_failure(report: Report, strict: bool) -> bool:
    from nashr.diagnostics import has_errors

    return has_errors(report.diagnostics, strict=strict)


# --- preview -------------------------------------------------------------------------------


def _preview(options: argparse.Namespace) -> int:
    workspace = _workspace(options)
    wrong = _wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    return _with_packages(partial(_previewed, options, workspace))


def _previewed(options: argparse.Namespace, workspace: Workspace) -> int:
    from nashr import jobs

    with contextlib.ExitStack() as stack:
        crew = stack.enter_context(jobs.crew(max(2, os.cpu_count() or 1)))
        typesetters = crew.starter(partial(_warm, workspace))
        from nashr import preview, shelf
        from nashr.cache import Cache
        from nashr.composing import Request

        # What an article was made of is known from the records: without a cache, from some of
        # our own.
        folder = ledger.folder(os.environ)
        folder = folder or str(stack.enter_context(shelf.scratch()))
        request = Request(
            articles=options.articles,
            formats=options.format,
            proof=options.proof,
            environment=dict(os.environ),
            piecemeal=True,
        )
        desk = preview.Desk(
            workspace,
            request,
            preview.Staff.of(crew, typesetters, workspace),
            partial(_ledger, options, folder),
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
    workspace = _workspace(options)
    wrong = _wrong_names(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return USAGE
    articles = options.articles or tuple(workspace.articles())
    code, result = _judged(workspace, articles, options.json)
    if options.json:
        result = {"output": str(workspace.output), **result}
        print(json.dumps(result, ensure_ascii=False, indent=2))
    return code


def _judged(
    workspace: Workspace,
    articles: Sequence[str],
    silent: bool,
    formats: Sequence[str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """The exit code of the judges' report, and the report as JSON; shown unless ``silent``."""
    from nashr import checks

    def show(judgement: checks.Judgement) -> None:
        for diagnostic in judgement.diagnostics:
            terminal.show(diagnostic)

    report = checks.check(workspace, articles, formats, done=(lambda _: None) if silent else show)
    if not silent:
        for diagnostic in report.lacks:
            terminal.show(diagnostic)
        print("\n".join(checks.summary(report)))
    code = AUTHOR if report.has_faults else MACHINE if report.missing else BUILT
    return code, checks.as_object(report)


# --- clean ---------------------------------------------------------------------------------


def _clean(options: argparse.Namespace) -> int:
    del options
    from nashr.cache import Cache

    folder = ledger.folder(os.environ)
    number, total = Cache(Path(folder) if folder else None).clear()
    print(f"Emptied the cache: {counted(number, 'file')}, {size(total)}.")
    return BUILT


# --- verify --------------------------------------------------------------------------------


def _verify(options: argparse.Namespace) -> int:
    from nashr import verify

    output = options.output or (options.project or Path()) / "output"
    try:
        found = verify.verify(output, options.project)
    except verify.NothingToVerify as nothing:
        terminal.say(str(nothing))
        return USAGE
    if options.json:
        print(json.dumps(verify.as_object(found), indent=2))  # a name may be no Unicode
    else:
        print("\n".join(verify.as_lines(found)))
    return BUILT if found.is_sound else AUTHOR


# --- new -----------------------------------------------------------------------------------


def _new(options: argparse.Namespace) -> int:
    from nashr import journal
    from nashr.composing import load_journal
    from nashr.workspace import ARTICLE, MANUSCRIPTS

    slug = options.article
    if not slug or slug.startswith(".") or any(c in slug for c in "/\\ :") or not slug.isascii():
        terminal.say(f"“{slug}” cannot be a folder's name: use letters a–z, digits and hyphens.")
        return USAGE
    workspace = _workspace(options)
    found = load_journal(workspace)
    if found.value is None:
        for diagnostic in found.diagnostics:
            terminal.show(diagnostic)
        return AUTHOR
    path = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    try:
        written = workspace.create(path, journal.starter(slug, found.value))
    except FileExistsError:
        terminal.say(f"{path} stands already; it was left as it is.")
        return USAGE
    print(f"Wrote {terminal.friendly(written)}. Edit it, then run: python build.py {slug}")
    return BUILT


# --- cite ----------------------------------------------------------------------------------


def _cite(options: argparse.Namespace) -> int:
    from nashr import citations, door
    from nashr.workspace import LOCALES, STYLES, Workspace

    workspace = Workspace(options.project)

    def shipped(path: str) -> str | None:
        found = workspace.shipped_text(path).value
        return found.text if found is not None else None

    def names() -> list[str]:
        own = [name.removesuffix(".csl") for name in workspace.shipped_names(STYLES)]
        return [*own, *citations.style_names()]

    library = door.Library(
        style=lambda name: shipped(f"{STYLES}/{name}.csl") or citations.style_text(name),
        style_names=names,
        locale=lambda tag: shipped(f"{LOCALES}/locales-{tag}.xml"),
    )
    try:
        answer = door.answer(sys.stdin.buffer.read().decode("utf-8-sig"), library)
    except UnicodeDecodeError as error:
        terminal.say(f"The input is not UTF-8: byte {error.start + 1} cannot be read.")
        return USAGE
    except door.Refused as refusal:
        terminal.say(str(refusal))
        return USAGE
    sys.stdout.buffer.write(answer.encode() + b"\n")
    sys.stdout.buffer.flush()
    return BUILT


# --- doctor --------------------------------------------------------------------------------


def _doctor(options: argparse.Namespace) -> int:
    from nashr import machine

    lacking = machine.missing(options.purpose)
    if lacking and options.install:
        print(f"Installing {', '.join(n.name for n in lacking)} …", flush=True)
        machine.install(lacking)
        lacking = machine.missing(options.purpose)
    if lacking:
        terminal.lacks(lacking)
        return MACHINE
    if options.quiet:
        return BUILT
    for line in machine.inventory(options.purpose):
        print(line)
    missing = machine.packages_missing()
    if missing:
        terminal.lacks_packages(missing)
        return MACHINE
    print("\nAll is there.")
    return BUILT


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "cite": _cite,
    "clean": _clean,
    "doctor": _doctor,
    "new": _new,
    "preview": _preview,
    "verify": _verify,
}
