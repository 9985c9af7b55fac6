"""What an editor reads when a file is wrong: one folder a case under ``diagnostics/``.

The files of a case lie over the small project; ``expected.txt`` is what the build prints. A file
named ``NAME.delete`` removes ``NAME``; ``formats`` names the outputs, where that is not the web
page alone, and ``command`` the command, where that is not ``build``. Write the expected texts anew
with ``--update-golden``.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from nashr.checking import validators
from nashr.cli import main as cli
from nashr.diagnostics import CODES

CASES = Path(__file__).parent / "diagnostics"
NAMES = sorted(p.name for p in CASES.iterdir() if p.is_dir())

#: Codes that no author's file can bring about here, and the test that brings them about instead.
ELSEWHERE = {
    # A fault of the program, of the machine, or of its settings.
    "build-failed": (
        "cli/test_main.py",
        "test_a_fault_of_ours_is_no_traceback_and_stops_no_other_article",
    ),
    "worker-lost": ("pipeline/test_build.py", "test_an_article_over_a_limit_ends_alone"),
    "output-unwritable": (
        "hostile/lost/test_disk_and_rights.py",
        "test_where_products_cannot_stand_nothing_is_changed",
    ),
    "date-invalid": ("project/test_dating.py", "test_an_epoch_that_is_no_date_is_an_error"),
    # An article that takes long, or much.
    "limit-time": ("pipeline/test_build.py", "test_an_article_over_a_limit_ends_alone"),
    "limit-memory": ("pipeline/test_build.py", "test_an_article_over_a_limit_ends_alone"),
    "limit-output": (
        "pipeline/test_build.py",
        "test_products_over_the_limit_are_not_published",
    ),
    "input-too-large": ("hostile/test_hostile_text.py", "test_large"),
    # A fault of the typesetter or of a template: no text brings it about.
    **dict.fromkeys(
        (
            *("text-lost", "text-doubled", "text-disordered"),
            *("text-outside-page", "text-overprinted", "note-misplaced"),
        ),
        ("typesetting/test_account.py", "test_a_broken_page_is_told_of_and_not_published"),
    ),
    "text-added": (
        "outputs/account/test_broken_products.py",
        "test_words_that_nobody_wrote_are_a_warning",
    ),
    "table-too-wide": (
        "typesetting/pages/test_tables.py",
        "test_what_no_page_holds_is_an_error_that_says_so",
    ),
    "formula-too-wide": (
        "outputs/pdf/test_wide.py",
        "test_what_no_line_holds_is_reported_and_stands_as_its_source",
    ),
    # What an engine says of a text that it gets in no other way.
    "layout-warning": (
        "outputs/pdf/test_render.py",
        "test_what_the_engine_complains_about_is_reported",
    ),
    "manuscript-unparsable": (
        "document/test_load.py",
        "test_what_pandoc_cannot_read_is_a_diagnostic",
    ),
    # A file that the user who runs the tests may not read, or that is a folder.
    "file-unreadable": ("project/test_workspace.py", "test_a_folder_is_not_a_file"),
    # What is said of a product, not of an author's file.
    **{
        judge.code: ("conformance/test_judges.py", "test_the_judge_refuses")
        for judge in validators.JUDGES
    },
    "judge-remark": ("checking/test_check.py", "test_a_remark_is_shown_and_is_no_fault"),
    "judge-failed": ("checking/test_check.py", "test_a_judge_that_breaks_off_is_no_pass"),
    "judge-missing": ("checking/test_check.py", "test_json_for_other_programs"),
    "product-missing": (
        "checking/test_check.py",
        "test_an_article_without_products_is_no_pass",
    ),
}
TESTS = Path(__file__).parents[1]


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
    formats, other = CASES / name / "formats", CASES / name / "command"
    wanted = formats.read_text("utf-8").strip() if formats.exists() else "html"
    command = ["build", "--format", wanted]
    if other.exists():
        command = other.read_text("utf-8").split()
    if command[0] in ("build", "issue"):
        command += ["--jobs", "0"]
    code = cli.main([*command, "--project", str(project)])
    printed = capsys.readouterr().out.replace(str(project), "PROJECT")
    printed = re.sub(r"in \d+\.\d s", "in N s", re.sub(r"\(\d+ kB\b", "(N kB", printed))
    text = f"exit code {code}\n{printed}"
    expected = CASES / name / "expected.txt"
    if update_golden:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_case(code: str) -> None:
    shown = [n for n in NAMES if f"[{code}]" in (CASES / n / "expected.txt").read_text("utf-8")]
    assert bool(shown) != (code in ELSEWHERE), f"{code}: {shown or 'no golden case shows it'}"


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_a_code_without_a_case_is_brought_about_by_the_test_that_is_named(code: str) -> None:
    assert code in CODES
    file, test = ELSEWHERE[code]
    assert code in " ".join(texts_of(file, test)), f"{file}::{test} does not speak of {code}"


def texts_of(file: str, test: str) -> Iterator[str]:
    """The string literals of a test, its parameters and whatever of its module it names."""
    defined = definitions(TESTS / file)
    assert test in defined, f"{file} has no {test}"
    assert test.startswith("test_")
    seen, waiting = {test}, [test]
    while waiting:
        for node in ast.walk(defined[waiting.pop()]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.Name) and node.id in defined and node.id not in seen:
                seen.add(node.id)
                waiting.append(node.id)


@cache
def definitions(path: Path) -> dict[str, ast.AST]:
    """What a module defines at its top level, by name."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found[node.name] = node
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = node
    return found
