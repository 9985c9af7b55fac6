"""The command line: argv in, exit code out. The only module that prints.

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

from nashr import machine
from nashr.arguments import COMMANDS, parser
from nashr.manual import counted, size

if TYPE_CHECKING:
    from nashr import checks
    from nashr.diagnostics import Diagnostic
    from nashr.jobs import Crew, Starter
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
        _say("Stopped. What stands in the output folder is whole.")
        return 128 + (end.number if isinstance(end, _Ended) else signal.SIGINT)


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
    from nashr import jobs

    workspace = _workspace(options)
    articles = tuple(dict.fromkeys(options.articles))
    wrong = _wrong_names(workspace, articles)
    if wrong:
        _say(wrong)
        return USAGE
    try:
        with jobs.crew(options.jobs) as crew:
            # The typesetters import WeasyPrint while this process imports the rest.
            typesetters = (
                crew.starter(partial(_warm, workspace)) if "pdf" in options.format else None
            )
            return _built(options, workspace, articles, crew, typesetters)
    except ImportError:
        missing = machine.packages_missing()
        if not missing:
            raise
        return _lacks_packages(missing)


def _built(
    options: argparse.Namespace,
    workspace: Workspace,
    articles: tuple[str, ...],
    crew: Crew,
    typesetters: Starter | None,
) -> int:
    begun = time.monotonic()
    from nashr.composing import Request
    from nashr.pipeline import build

    request = Request(
        articles=articles,
        formats=options.format,
        strict=options.strict,
        proof=options.proof,
        print=options.print,
        environment=dict(os.environ),
    )
    reports = []
    for report in build(workspace, request, crew, typesetters):
        reports.append(report)
        if not options.json:
            for diagnostic in report.diagnostics:
                _show(diagnostic)
    if any(d.code == "build-failed" for r in reports for d in r.diagnostics):
        if lacking := machine.missing():
            return _lacks(lacking)
        if missing := machine.packages_missing():
            return _lacks_packages(missing)
    seconds = time.monotonic() - begun
    failed = [r for r in reports if _is_failure(r, options.strict)]
    result = _as_json(reports, workspace, seconds)
    if not options.json:
        _summary(reports, workspace, seconds)
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


def _show(diagnostic: Diagnostic) -> None:
    from nashr.diagnostics import Severity, as_annotation, as_text

    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(as_annotation(diagnostic), flush=True)
        return
    text = as_text(diagnostic)
    if not sys.stdout.isatty():
        print(text, flush=True)
        return
    from rich.console import Console
    from rich.text import Text

    style = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
    line = Text(text)
    line.highlight_words([f"{diagnostic.severity.value}:"], style[diagnostic.severity])
    line.stylize("bold", 0, len(str(diagnostic.span)))
    Console().print(line, soft_wrap=True)


def _summary(reports: Sequence[Report], workspace: Workspace, seconds: float) -> None:
    built = [r for r in reports if r.products]
    stopped = [r.slug for r in reports if r.slug and not r.products]
    for report in built:
        print(f"\n{report.slug}")
        for product in report.products:
            pages = f", {counted(product.pages, 'page')}" if product.pages else ""
            path = _friendly(workspace.output / product.path)
            print(f"  {product.format:<5} {path}  ({size(product.bytes)}{pages})")
    counts = _counts(reports)
    print()
    if stopped:
        print(f"Not built, see the errors above: {', '.join(stopped)}")
    print(f"Built {counted(len(built), 'article')} in {seconds:.1f} s{counts}.")


def _counts(reports: Sequence[Report]) -> str:
    found = [d.severity.value for r in reports for d in r.diagnostics]
    parts = []
    for kind in ("error", "warning", "notice"):
        if kind in found:
            parts.append(counted(found.count(kind), kind))
    return f"; {', '.join(parts)}" if parts else ""


def _friendly(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _as_json(reports: Sequence[Report], workspace: Workspace, seconds: float) -> dict[str, Any]:
    from nashr.diagnostics import as_json

    return {
        "output": str(workspace.output),
        "seconds": round(seconds, 3),
        "articles": [
            {
                "article": report.slug,
                "seconds": round(report.seconds, 3),
                "products": [
                    {
                        "path": product.path,
                        "format": product.format,
                        "bytes": product.bytes,
                        "sha256": product.sha256,
                        "pages": product.pages,
                    }
                    for product in report.products
                ],
                "diagnostics": [as_json(d) for d in report.diagnostics],
            }
            for report in reports
        ],
    }


# --- check ---------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    workspace = _workspace(options)
    articles = tuple(dict.fromkeys(options.articles))
    wrong = _wrong_names(workspace, articles)
    if wrong:
        _say(wrong)
        return USAGE
    articles = articles or tuple(workspace.articles())
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
            _show(diagnostic)

    report = checks.check(workspace, articles, formats, done=(lambda _: None) if silent else show)
    if not silent:
        for diagnostic in report.lacks:
            _show(diagnostic)
        print("\n".join(checks.summary(report)))
    code = AUTHOR if report.has_faults else MACHINE if report.missing else BUILT
    return code, checks.as_object(report)


# --- verify --------------------------------------------------------------------------------


def _verify(options: argparse.Namespace) -> int:
    from nashr import verify

    output = options.output or (options.project or Path()) / "output"
    try:
        found = verify.verify(output, options.project)
    except verify.NothingToVerify as nothing:
        _say(str(nothing))
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
        _say(f"“{slug}” cannot be a folder's name: use letters a–z, digits and hyphens.")
        return USAGE
    workspace = _workspace(options)
    found = load_journal(workspace)
    if found.value is None:
        for diagnostic in found.diagnostics:
            _show(diagnostic)
        return AUTHOR
    path = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    try:
        written = workspace.create(path, journal.starter(slug, found.value))
    except FileExistsError:
        _say(f"{path} stands already; it was left as it is.")
        return USAGE
    print(f"Wrote {_friendly(written)}. Edit it, then run: python build.py {slug}")
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
        _say(f"The input is not UTF-8: byte {error.start + 1} cannot be read.")
        return USAGE
    except door.Refused as refusal:
        _say(str(refusal))
        return USAGE
    sys.stdout.buffer.write(answer.encode() + b"\n")
    sys.stdout.buffer.flush()
    return BUILT


# --- doctor --------------------------------------------------------------------------------


def _doctor(options: argparse.Namespace) -> int:
    lacking = machine.missing(options.purpose)
    if lacking and options.install:
        print(f"Installing {', '.join(n.name for n in lacking)} …", flush=True)
        machine.install(lacking)
        lacking = machine.missing(options.purpose)
    if lacking:
        return _lacks(lacking)
    if options.quiet:
        return BUILT
    for line in machine.inventory(options.purpose):
        print(line)
    missing = machine.packages_missing()
    if missing:
        return _lacks_packages(missing)
    print("\nAll is there.")
    return BUILT


def _lacks_packages(missing: Sequence[str]) -> int:
    _say(f"Python packages are missing ({', '.join(missing)}). Run: make setup")
    return MACHINE


def _lacks(lacking: Sequence[machine.Need]) -> int:
    _say("This computer lacks:")
    for need in lacking:
        _say(f"  {need.name}, which {need.why}")
    _say("Install it with the line for your system:")
    for manager, command in machine.remedies(lacking).items():
        _say(f"  {manager + ':':<6}{command}")
    return MACHINE


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "cite": _cite,
    "doctor": _doctor,
    "new": _new,
    "verify": _verify,
}
