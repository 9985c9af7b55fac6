"""What an editor reads when a file is wrong: one folder a case under ``diagnostics/``.

The files of a case lie over the small project; ``expected.txt`` is what the build prints. A file
named ``NAME.delete`` removes ``NAME``; ``formats`` names the outputs, where that is not the web
page alone. Write the expected texts anew with ``--update-golden``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.diagnostics import CODES

CASES = Path(__file__).parent / "diagnostics"
NAMES = sorted(p.name for p in CASES.iterdir() if p.is_dir())

#: Codes that no author's file can bring about, and where they are tested instead.
ELSEWHERE = {
    "build-failed": "a fault of the program or the machine: tests/cli/test_main.py",
    "limit-time": "needs an article that takes long: tests/pipeline/test_build.py",
    "limit-memory": "needs an article that takes much: tests/pipeline/test_build.py",
    "limit-output": "needs an article that makes much: tests/pipeline/test_build.py",
    "worker-lost": "needs a killed process: tests/pipeline/test_build.py",
    "output-unwritable": "needs a full or closed disk: tests/cli/test_main.py",
    "layout-warning": "what the engine logs: tests/outputs/pdf/test_render.py",
    "date-invalid": "what the environment says: tests/project/test_dating.py",
    "file-unreadable": "depends on the user who runs the tests: tests/project/test_workspace.py",
    "input-too-large": "needs a large file: tests/hostile/test_hostile_text.py",
    "manuscript-unparsable": "needs a time or memory limit: tests/document/test_load.py",
    **{
        code: "what is said of a product, not of an author's file: tests/checking/test_check.py"
        for code in CODES
        if code.startswith("judge-") or code == "product-missing"
    },
    "math-unsupported": "needs a formula that cannot be drawn: tests/outputs/pdf/test_render.py",
}


def overlay(case: Path, project: Path) -> None:
    for file in sorted(case.rglob("*")):
        if file.is_dir() or file.parent == case:
            continue
        target = project / file.relative_to(case)
        if target.suffix == ".delete":
            target.with_suffix("").unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_editor_reads(
    name: str, project: Path, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    overlay(CASES / name, project)
    formats = CASES / name / "formats"
    wanted = formats.read_text("utf-8").strip() if formats.exists() else "html"
    code = cli.main(["build", "--project", str(project), "--format", wanted])
    printed = capsys.readouterr().out.replace(str(project), "PROJECT")
    printed = re.sub(r"in \d+\.\d s", "in N s", re.sub(r"\(\d+ kB\)", "(N kB)", printed))
    text = f"exit code {code}\n{printed}"
    expected = CASES / name / "expected.txt"
    if update_golden:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_case(code: str) -> None:
    shown = [n for n in NAMES if f"[{code}]" in (CASES / n / "expected.txt").read_text("utf-8")]
    assert bool(shown) != (code in ELSEWHERE), f"{code}: {shown or 'no golden case shows it'}"
