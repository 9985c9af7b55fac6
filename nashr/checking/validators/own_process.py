"""Judges that are Python packages, in a process of their own: a product may be a stranger's, and
what it costs, or a crash, is not the command's.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import sys
from pathlib import Path

from nashr.checking.validators.base import (
    LIMIT,
    Command,
    JudgeFailed,
    ValidatorFinding,
    Verdict,
    run,
    scratch,
)
from nashr.messages import as_data, from_data

#: Bytes of memory that the process may take, on Linux.
_MEMORY = 4_000_000_000
_FOLDER = Path(__file__).resolve().parents[3]
#: Without the folder that it is called in, where a stranger's modules may lie.
_COMMAND = [sys.executable, "-P", "-c", f"from {__name__} import main; main()"]


def examine(function: str, product: Path, *arguments: str, limit: float = LIMIT) -> Verdict:
    """The verdict of ``module.function(product, *arguments)``, a function of this package, within
    ``limit`` seconds. Raises ``JudgeFailed``.
    """
    with scratch() as (folder, environment):
        report = folder / "report.json"
        command: Command = [*_COMMAND, report, function, product.resolve(), *arguments]
        environment["PYTHONPATH"] = str(_FOLDER)
        answer = run(command, limit=limit, environment=environment)
        if answer.code or not report.is_file():
            raise JudgeFailed(answer.last_words())
        found = answer.json(report.read_text("utf-8"))
    findings = tuple(ValidatorFinding(**row) for row in found["findings"])
    return Verdict(found["version"], from_data(found["scope"]), findings)


def main() -> None:
    """Run the function that the command line names after a file, and write its verdict to the file,
    as JSON.
    """
    report, named, product, *arguments = sys.argv[1:]
    module, _, name = named.partition(".")
    _set_limits()
    judge = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    try:
        verdict = judge(Path(product), *arguments)
    except JudgeFailed as error:
        sys.exit(str(error))
    except MemoryError:
        sys.exit(f"it takes more than {_MEMORY // 1_000_000} MB of memory")
    found = dataclasses.asdict(verdict) | {"scope": as_data(verdict.scope)}
    Path(report).write_text(json.dumps(found), "utf-8")


def _set_limits() -> None:
    """Limit the memory, and write no image of it after a crash."""
    if sys.platform == "linux":
        import resource

        for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, _MEMORY)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
