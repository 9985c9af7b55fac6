"""``doctor``: see whether the machine has all that is needed, and how to get what is missing.

Only the standard library is imported here: this runs before the virtual environment exists.
"""

from __future__ import annotations

import importlib.util
import sys
import textwrap

from nashr.cli import exit_codes, shared_libraries, terminal
from nashr.cli.needs import (
    FONT_PACKAGES,
    NEEDS,
    PACKAGES,
    Need,
    Purpose,
    install,
    missing,
    package_version,
    packages_missing,
)
from nashr.messages import Message, translate

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--install",
        action="store_true",
        help=Message("install what is missing with apt, where allowed"),
    )
    parser.add_argument("--quiet", action="store_true", help=Message("say only what is missing"))
    parser.add_argument(
        "--patches",
        action="store_true",
        help=Message(
            "list what of WeasyPrint and other libraries is replaced while pages are set, and why"
        ),
    )
    parser.add_argument(
        "--for",
        dest="purpose",
        choices=("build", "test"),
        default="build",
        help=Message("what for: building (default) or running the tests too"),
    )


def run(options: argparse.Namespace) -> int:
    if options.patches:
        for line in patches():
            terminal.tell(line)
        return exit_codes.SUCCESS
    lacking = _lacking(options.purpose)
    if lacking and options.install:
        terminal.tell(
            Message("Installing {names} …", names=tuple(n.name for n in lacking)), at_once=True
        )
        install(lacking)
        lacking = _lacking(options.purpose)
    if lacking:
        terminal.lacks(lacking)
        return exit_codes.MACHINE_ERROR
    if options.quiet:
        return exit_codes.SUCCESS
    for line in inventory(options.purpose):
        terminal.tell(line)
    packages = packages_missing()
    if packages:
        terminal.lacks_packages(packages)
        return exit_codes.MACHINE_ERROR
    terminal.tell("")
    terminal.tell(Message("All that a build needs is there."))
    for line in (*judges(), *office()):
        terminal.tell(line)
    return exit_codes.SUCCESS


def _missing() -> str:
    return translate(Message("MISSING"))


def _lacking(purpose: Purpose) -> list[Need]:
    return [*missing(purpose), *shared_libraries.needs()]


def inventory(purpose: Purpose = "build") -> list[str]:
    """A line for each thing that a build (or the tests) uses, with its version or ``MISSING``."""
    lines = [f"{'Python':<28}{sys.version.split()[0]}"]
    for name in (*PACKAGES, *FONT_PACKAGES):
        lines.append(f"{name:<28}{package_version(name) or _missing()}")
    lines.append(f"{'pandoc':<28}{_pandoc() or _missing()}")
    for need in NEEDS:
        if need.purpose == "build" or purpose == "test":
            lines.append(
                f"{need.name:<28}{translate(Message('there')) if need.present() else _missing()}"
            )
    return [*lines, *_brought()]


def judges() -> list[str]:
    """A line for each judge of ``check``, and the command that brings those that are missing."""
    from nashr.checking.validators import JUDGES
    from nashr.checking.validators.tools import remedies

    lines = ["", Message("The judges of the command check, which no build needs:")]
    lacking = []
    for judge in JUDGES:
        lacks = [need.name for need in judge.missing()]
        lacking += [judge] if lacks else []
        state = Message("MISSING: {names}", names=tuple(lacks)) if lacks else Message("there")
        lines.append(f"{translate(judge.title):<47} {translate(state)}")
    if not lacking:
        return [*lines, "", Message("All judges are there.")]
    return [
        *lines,
        "",
        Message("{number} of {total} are missing.", number=len(lacking), total=len(JUDGES)),
        *remedies(lacking),
    ]


def office() -> list[str]:
    """Whether LibreOffice is there, which an import uses where a Word file has old formulas."""
    from nashr.engines import libreoffice

    lines = ["", Message("The command import reads formulas of MathType with this:")]
    there = libreoffice.path() is not None
    state = translate(Message("there")) if there else _missing()
    lines.append(f"{'LibreOffice':<47} {state}")
    if not there:
        lines.append(Message("To get it: {command}", command=libreoffice.COMMAND))
    return lines


def _brought() -> list[str]:
    """A line for each output, language and theme that an installed package brings."""
    from nashr.extensions import LANGUAGES, OUTPUTS, extensions
    from nashr.languages import records
    from nashr.outputs import table

    own = {OUTPUTS: {row.name for row in table.SHIPPED}, LANGUAGES: records.own()}
    table.outputs()
    lines = []
    for one in extensions():
        kind = one.group.removeprefix("nashr.").removesuffix("s")
        line = f"{kind + ' ' + one.name:<28}{one.package} {one.version}"
        if one.name in own.get(one.group, ()):
            line += f", {translate(Message('not used: nashr has one of that name'))}"
        elif one.group == OUTPUTS and one.name in table.problems:
            problem = Message("NOT USED: {problem}", problem=table.problems[one.name])
            line += f", {translate(problem)}"
        lines.append(line)
    return lines


#: What a patch is for, and when it is applied, by ``Patch.gain`` and ``Patch.phase``.
_GAINS = {
    "looks": Message("for the looks"),
    "tags": Message("for the tags"),
    "file": Message("for the file"),
    "isolation": Message("for the isolation"),
    "speed": Message("for the speed"),
    "text": Message("for the text"),
}
_PHASES = {
    "import": Message("during the import"),
    "document": Message("from style sheets to file"),
    "layout": Message("during the layout"),
    "folios": Message("during a layout that waits for its folios"),
    "writing": Message("while the file is written"),
    "printing": Message("while the printer's file is written"),
}


def patches() -> list[str]:
    """The patches of the typesetter, a paragraph each, below the versions that they are for."""
    from nashr.typesetting.patching.table import PATCHES

    packages = ("weasyprint", "pydyf")
    lines = [", ".join(f"{name} {package_version(name) or _missing()}" for name in packages)]
    for patch in PATCHES:
        facts = (_GAINS[patch.gain], patch.saves, _PHASES[patch.phase])
        told = "; ".join(translate(fact) for fact in facts if fact)
        lines += ["", f"{patch.target} ({told})"]
        lines += textwrap.wrap(
            translate(patch.why), 88, initial_indent="  ", subsequent_indent="  "
        )
        lines.append(f"  {patch.test}")
    return lines


def _pandoc() -> str | None:
    if importlib.util.find_spec("pypandoc") is None:
        return None
    from nashr.engines import pandoc

    try:
        return pandoc.version()
    except (pandoc.PandocError, pandoc.PandocMissing, OSError):
        return None
