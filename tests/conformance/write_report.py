"""Write the judges' report into docs/conformance.md, from a run over both articles.

``make conformance`` calls this. It builds the article and the test article into a folder of its
own, puts the products before every judge and replaces what stands between the two marks. It ends
with 1 where a judge found a fault or is missing; the page says so as well.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from nashr.checking import check as checking  # noqa: E402
from nashr.checking.check import CheckReport, Judgement  # noqa: E402
from nashr.checking.validators import JUDGES, Judge, tools  # noqa: E402
from nashr.outputs.table import usual  # noqa: E402
from nashr.pipeline.build import build  # noqa: E402
from nashr.pipeline.compose import Request  # noqa: E402
from nashr.processes.pool import InProcessPool  # noqa: E402
from nashr.project.workspace import Workspace  # noqa: E402

PAGE = ROOT / "docs" / "conformance.md"
BEGIN, END = "<!-- report: begin (make conformance) -->", "<!-- report: end -->"
PROJECTS = (ROOT, ROOT / "tests" / "projects" / "kitchen-sink")
PRODUCTS = {
    "epub": "EPUB",
    "html": "web page",
    "pdf": "PDF",
    "jats": "JATS",
    "print": "print file",
    "docx": "Word file",
}


def report_on(project: Path, output: Path) -> CheckReport:
    """Build the project's articles and put them before the judges."""
    workspace = Workspace(project, output)
    # A date that is given keeps the products, and with them the counts, the same on every day.
    environment = {"SOURCE_DATE_EPOCH": "1774958400"}
    request = Request(formats=(*usual(), "print", "docx"), environment=environment)
    for _ in build(workspace, request, InProcessPool()):
        pass
    return checking.check(workspace, workspace.articles())


def table(reports: list[CheckReport]) -> list[str]:
    """A line a judge: what it asks, its version, and what it found in each article."""
    lines = ["| product | asked for | judge | the article | the test article |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for judge in JUDGES:
        found = [_of(report, judge) for report in reports]
        version = next((j.verdict.version for j in found if j and j.verdict), "")
        cells = " | ".join(_cell(judgement) for judgement in found)
        name = f"{judge.name} {version}".strip()
        lines.append(f"| {PRODUCTS[judge.formats[0]]} | {judge.standard} | {name} | {cells} |")
    return lines


def _of(report: CheckReport, judge: Judge) -> Judgement | None:
    return next((j for j in report.judgements if j.judge == judge), None)


def _cell(judgement: Judgement | None) -> str:
    if judgement is None or judgement.verdict is None:
        return "**not judged**"
    faults = len(judgement.verdict.faults)
    if faults:
        return f"**{faults} fault{'s' * (faults > 1)}** ({judgement.verdict.scope})"
    return f"no fault ({judgement.verdict.scope})"


def _first_line(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    lines = (done.stdout or done.stderr).strip().splitlines()
    return lines[0].strip() if lines else "?"


def section(reports: list[CheckReport]) -> str:
    """What stands between the marks."""
    tools_used = f"{_first_line(tools.chromium(), '--version')}; {_first_line('java', '-version')}"
    lines = [BEGIN, "", *table(reports), "", f"Run with {tools_used}.", "", END]
    return "\n".join(lines)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        reports = [report_on(project, Path(folder)) for project in PROJECTS]
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(before + section(reports) + after, encoding="utf-8")
    bad = [d for report in reports for d in report.diagnostics if d.severity.value != "notice"]
    for diagnostic in bad:
        print(f"{diagnostic.span}: {diagnostic.message} [{diagnostic.code}]", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
