"""The judges of the PDF: two validators of PDF/UA and PDF/A, and three programs that read it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from nashr.checking.validators import own_process, tools
from nashr.checking.validators.base import Command, JudgeFailed, ValidatorFinding, Verdict, run
from nashr.messages import Message, plural

_VERAPDF_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"


def page(pdf: Path, profile: str) -> Verdict:
    """The validator ``page``, by the profile ``ua1`` or ``2a``. It knows no PDF 2.0."""
    if _is_pdf_2(pdf):
        return Verdict(_page_version(), Message("no rules for PDF 2.0"), ())
    return own_process.examine("pdf.page_here", pdf, profile)


def _page_version() -> str:
    from importlib.metadata import version

    return version("page-validation")


def page_here(pdf: Path, profile: str) -> Verdict:
    """``page`` in this process."""
    import page as validator

    try:
        report = validator.validate_pdf(pdf, profile=profile)
    except validator.PageError as error:
        return Verdict(validator.__version__, "", (ValidatorFinding("unreadable", str(error)),))
    findings = tuple(ValidatorFinding(f.rule_id, f.message) for f in report.failures)
    return Verdict(
        validator.__version__, plural("{n} rule", "{n} rules", report.rules.total), findings
    )


#: The profiles for a file of PDF 2.0, by those for PDF 1.7.
_FOR_PDF_2 = {"ua1": "ua2", "2a": "4f"}


def _is_pdf_2(pdf: Path) -> bool:
    with pdf.open("rb") as file:
        return file.read(8) == b"%PDF-2.0"


def verapdf(pdf: Path, profile: str) -> Verdict:
    """veraPDF, by the profile ``ua1`` or ``2a``: one finding a rule that fails. A file of PDF 2.0
    is judged by PDF/UA-2 or PDF/A-4f, and the verdict says so.
    """
    in_pdf_2 = _is_pdf_2(pdf)
    profile = _FOR_PDF_2[profile] if in_pdf_2 else profile
    program: Command = [*tools.JAVA, "-cp", tools.VERAPDF_JAR, _VERAPDF_CLASS]
    answer = run([*program, "--format", "json", "--flavour", profile, pdf])
    report = answer.json()["report"]
    version = next(
        part["version"]
        for part in report["buildInformation"]["releaseDetails"]
        if part["id"] == "core"
    )
    job = report["jobs"][0]
    if "validationResult" not in job:
        trouble = job.get("taskException", {}).get("exceptionMessage", answer.last_words())
        return Verdict(version, "", (ValidatorFinding("unreadable", str(trouble)),))
    details = job["validationResult"][0]["details"]
    findings = tuple(
        ValidatorFinding(
            f"{rule['clause']}-{rule['testNumber']}",
            f"{rule['description']} (failed checks: {rule['failedChecks']})",
        )
        for rule in details["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    )
    rules = details["passedRules"] + details["failedRules"]
    checks = details["passedChecks"] + details["failedChecks"]
    scope = Message("{rules} rules, {checks} checks")
    if in_pdf_2:
        scope = Message("{rules} rules of the profile {profile}, {checks} checks")
    return Verdict(version, scope.having(rules=rules, checks=checks, profile=profile), findings)


def qpdf(pdf: Path) -> Verdict:
    """qpdf: the file's syntax, its cross-reference table and every stream's encoding."""
    answer = run(["qpdf", "--check", pdf])
    lines = [line for line in answer.err.splitlines() if line.strip()]
    findings = [ValidatorFinding("check", line) for line in lines]
    if answer.code and not findings:
        findings = [ValidatorFinding("check", answer.last_words())]
    return Verdict(_version("qpdf", "--version"), Message("syntax and streams"), tuple(findings))


#: What Debian's MuPDF says of itself, whatever the file.
_OWN_MATTER = "ICC support is not available"


def mutool(pdf: Path) -> Verdict:
    """MuPDF: every page drawn; what it warns of or repairs on the way is a fault."""
    answer = run(["mutool", "draw", "-q", "-F", "trace", "-o", os.devnull, pdf])
    lines = [s for line in answer.err.splitlines() if (s := line.strip()) and _OWN_MATTER not in s]
    findings = [ValidatorFinding("draw", line) for line in lines]
    if answer.code and not findings:
        findings = [ValidatorFinding("draw", answer.last_words())]
    return Verdict(_version("mutool", "-v"), Message("every page drawn"), tuple(findings))


_FONT = re.compile(
    r"^(?P<name>.+?) +(?P<type>(?:CID )?(?:Type|True).*?) +\S+ +"
    r"(?P<emb>yes|no) +(?P<sub>yes|no) +(?P<uni>yes|no) +\d+ +\d+$"
)


def pdffonts(pdf: Path) -> Verdict:
    """Poppler: all fonts embedded, as subsets, with their characters, and none drawn (Type 3)."""
    answer = run(["pdffonts", pdf])
    rows = answer.out.splitlines()[2:]
    fonts = [match for row in rows if (match := _FONT.match(row))]
    if len(fonts) != len(rows):
        raise JudgeFailed(f"a line of the table of fonts cannot be read: {answer.out[-300:]}")
    # What is no PDF at all has no table; what is damaged has one, and complaints beside it.
    findings = [
        ValidatorFinding("reading", line) for line in answer.err.splitlines() if line.strip()
    ]
    if not fonts:
        findings.append(ValidatorFinding("no-fonts", "There is no font, so there is no text."))
    for font in fonts:
        findings += [
            ValidatorFinding(rule, f"{font['name']}: {words}") for rule, words in _wrong(font)
        ]
    return Verdict(
        _version("pdffonts", "-v"), plural("{n} font", "{n} fonts", len(fonts)), tuple(findings)
    )


def _wrong(font: re.Match[str]) -> list[tuple[str, str]]:
    found = []
    if font["emb"] == "no":
        found.append(("not-embedded", "the font is not in the file."))
    elif font["sub"] == "no":
        found.append(("not-subset", "the whole font is in the file."))
    if font["uni"] == "no":
        found.append(("no-characters", "its glyphs do not tell their characters (ToUnicode)."))
    if font["type"] == "Type 3":
        found.append(("type-3", "the font is a Type 3 font, drawn and not set."))
    return found


_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def _version(program: str, option: str) -> str:
    answer = run([program, option])
    found = _NUMBER.search(answer.out or answer.err)
    return found.group() if found else "?"
