"""The judges of the EPUB: EPUBCheck for the standard, Ace for those who cannot see the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nashr.checking.validators import tools
from nashr.checking.validators.base import (
    Command,
    JudgeFailed,
    ValidatorFinding,
    Verdict,
    run,
    scratch,
)
from nashr.messages import plural

#: EPUBCheck remarks on every @font-face; a book with its own fonts cannot do without.
USUAL = frozenset({"CSS-028"})


def epubcheck(book: Path) -> Verdict:
    """EPUBCheck with its usage messages. Fatal errors, errors and warnings are faults; infos and
    usages are remarks.
    """
    with scratch() as (folder, environment):
        report = folder / "report.json"
        command: Command = [
            *tools.JAVA,
            "-jar",
            tools.epubcheck_jar(),
            "-u",
            "--json",
            report,
            book,
        ]
        answer = run(command, environment=environment)
        if not report.is_file():
            raise JudgeFailed(answer.last_words())
        found = answer.json(report.read_text("utf-8"))
    findings = tuple(
        finding
        for message in found["messages"]
        if message["severity"] != "SUPPRESSED" and message["ID"] not in USUAL
        for finding in _epubcheck_findings(message)
    )
    entries = len(found.get("items", []))
    return Verdict(
        found["checker"]["checkerVersion"],
        plural("{n} file of the book", "{n} files of the book", entries),
        findings,
    )


def _epubcheck_findings(message: dict[str, Any]) -> list[ValidatorFinding]:
    remark = message["severity"] in ("INFO", "USAGE")
    return [
        ValidatorFinding(
            message["ID"],
            message["message"],
            place["path"],
            max(place.get("line", 0), 0),
            max(place.get("column", 0), 0),
            remark,
        )
        for place in message["locations"] or [{"path": ""}]
    ]


def ace(book: Path) -> Verdict:
    """Ace by DAISY: its own rules and axe-core's over each page of the book."""
    with scratch() as (folder, environment):
        environment["PUPPETEER_EXECUTABLE_PATH"] = tools.chromium()
        # A busy machine opens its browser later than the five seconds that Ace gives it.
        environment["ACE_TIMEOUT_INITIAL"] = "60000"
        command: Command = [
            "node",
            tools.ACE,
            "--force",
            "--lang",
            "en",
            "--outdir",
            folder / "ace",
            book,
        ]
        answer = run(command, environment=environment)
        report = folder / "ace" / "report.json"
        if answer.code or not report.is_file():
            raise JudgeFailed(answer.last_words())
        found = answer.json(report.read_text("utf-8"))
    pages = found["assertions"]
    findings = tuple(
        _ace_finding(page["earl:testSubject"]["url"], item)
        for page in pages
        for item in page["assertions"]
    )
    version = found["earl:assertedBy"]["doap:release"]["doap:revision"]
    return Verdict(
        version, plural("{n} page of the book", "{n} pages of the book", len(pages)), findings
    )


def _ace_finding(page: str, item: dict[str, Any]) -> ValidatorFinding:
    test, result = item["earl:test"], item["earl:result"]
    # The description goes on with axe's advice, a paragraph a line.
    sentence = " ".join(result["dct:description"].split())
    place = result.get("html", "")
    message = f"{test['earl:impact']}: {sentence} {place}".strip()
    return ValidatorFinding(test["dct:title"], message[:400], page)
