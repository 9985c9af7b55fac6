"""The products before their judges: who judges what, what they found, and who is missing.

A judge that is not installed, or that breaks off, has not passed a product: the report says so.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nashr.checking.issue_products import issue_products
from nashr.checking.validators import JUDGES, Judge, JudgeFailed, ValidatorFinding, Verdict
from nashr.checking.validators.base import end_all
from nashr.checking.validators.tools import remedies
from nashr.diagnostics import Diagnostic, Span, as_json, has_errors, sort_diagnostics
from nashr.invocation import command_line
from nashr.messages import Message, plural, reason_of, translate
from nashr.outputs.table import outputs
from nashr.project.workspace import Workspace
from nashr.records import dataclass

#: Findings of one rule that are shown one by one; the rest is counted.
SHOWN = 20
#: Bytes of a product that judges are given.
LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CheckedProduct:
    """A product in ``output/``; ``shown`` is its path as the report names it."""

    article: str
    format: str
    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judge on one product. Without a verdict the judge broke off."""

    product: CheckedProduct
    judge: Judge
    verdict: Verdict | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All judgements, and ``lacks``: what could not be judged, and what to do about it."""

    judgements: tuple[Judgement, ...]
    missing: tuple[Judge, ...]
    lacks: tuple[Diagnostic, ...]
    seconds: float

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*(d for j in self.judgements for d in j.diagnostics), *self.lacks)

    @property
    def has_faults(self) -> bool:
        return has_errors(self.diagnostics)


def check(
    workspace: Workspace,
    articles: Sequence[str],
    formats: Collection[str] | None = None,
    judges: Sequence[Judge] | None = None,
    done: Callable[[Judgement], None] = lambda _: None,
    *,
    proof: bool | None = None,
    issues: Sequence[str] = (),
) -> CheckReport:
    """Put the products of the articles and issues before the judges that are installed: those of a
    ``proof``, or the final ones, or both.

    ``done`` is called with each judgement, in the order of the report. For an article without a
    product, and for a judge that is missing, ``lacks`` has a diagnostic.
    """
    begun = time.monotonic()
    rows = JUDGES if judges is None else tuple(judges)
    found: list[CheckedProduct] = []
    lacks: list[Diagnostic] = []
    for slug in articles:
        here = list(_products(workspace, slug, formats, proof))
        found += here
        if not here:
            lacks.append(_no_product(workspace, slug, command_line("build", slug)))
    for name in issues:
        of_issue = [
            CheckedProduct(name, output, workspace.output / path, shown)
            for output, path in issue_products(workspace, name, proof)
            if formats is None or output in formats
            if _is_product(workspace, workspace.output / path)
            if (shown := _shown(workspace, workspace.output / path))
        ]
        found += of_issue
        if not of_issue:
            lacks.append(_no_product(workspace, name, command_line("issue", name)))
    wanted = [judge for judge in rows if any(p.format in judge.formats for p in found)]
    missing = tuple(judge for judge in wanted if judge.missing())
    lacks += [_not_installed(judge, workspace) for judge in missing]
    present = [judge for judge in wanted if judge not in missing]
    judgements = []
    for judgement in _judge_all([(p, j) for p in found for j in present if p.format in j.formats]):
        judgements.append(judgement)
        done(judgement)
    return CheckReport(tuple(judgements), missing, tuple(lacks), time.monotonic() - begun)


def _products(
    workspace: Workspace, slug: str, formats: Collection[str] | None, proof: bool | None
) -> Iterator[CheckedProduct]:
    kinds = (False, True) if proof is None else (proof,)
    for output, kind in itertools.product(outputs(), kinds):
        path = workspace.output / slug / output.file_name(slug, proof=kind)
        if _is_product(workspace, path) and (formats is None or output.name in formats):
            yield CheckedProduct(slug, output.name, path, _shown(workspace, path))


def _is_product(workspace: Workspace, path: Path) -> bool:
    """Whether a regular file of the output folder is there: judges are given no other."""
    return path.is_file() and path.resolve().is_relative_to(workspace.output.resolve())


def _shown(workspace: Workspace, path: Path) -> str:
    if path.is_relative_to(workspace.project):
        return path.relative_to(workspace.project).as_posix()
    return path.as_posix()


def _no_product(workspace: Workspace, slug: str, command: str) -> Diagnostic:
    place = Span(_shown(workspace, workspace.output / slug))
    message = Message("There is no product of “{slug}” to judge.", slug=slug)
    return Diagnostic(
        "product-missing",
        place,
        message,
        Message("Build it: {command}", command=command),
    )


def _not_installed(judge: Judge, workspace: Workspace) -> Diagnostic:
    lacking = judge.missing()
    message = Message(
        "{judge} has judged nothing ({formats}): this computer lacks {names}.",
        judge=judge.title,
        formats=judge.formats,
        names=tuple(need.name for need in lacking),
    )
    hint = Message("To get it: {remedies}", remedies=tuple(need.remedy for need in lacking))
    place = Span(_shown(workspace, workspace.output))
    return Diagnostic("judge-missing", place, message, hint)


def _judge_all(pairs: Sequence[tuple[CheckedProduct, Judge]]) -> Iterator[Judgement]:
    """The judgements in the order of the pairs, a few made at a time."""
    executor = ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))
    try:
        yield from executor.map(lambda pair: judge_product(*pair), pairs)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        end_all()
        raise
    executor.shutdown()


def judge_product(product: CheckedProduct, judge: Judge) -> Judgement:
    """One judge on one product; a judge that breaks off is a finding too."""
    begun = time.monotonic()
    place = Span(product.shown)
    try:
        if product.path.stat().st_size > LARGEST:
            raise JudgeFailed(Message("it has more than {most} MB", most=LARGEST // 1_000_000))
        verdict = judge.examine(product.path)
    except JudgeFailed as error:
        message = Message(
            "{judge} gave no verdict: {reason}", judge=judge.title, reason=reason_of(error)
        )
        failed = (Diagnostic("judge-failed", place, message),)
        return Judgement(product, judge, None, failed, time.monotonic() - begun)
    found = sort_diagnostics(_diagnostics(product, judge, verdict))
    return Judgement(product, judge, verdict, found, time.monotonic() - begun)


def _diagnostics(product: CheckedProduct, judge: Judge, verdict: Verdict) -> Iterator[Diagnostic]:
    counts: dict[str, int] = {}
    for finding in verdict.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        if counts[finding.rule] <= SHOWN:
            yield _diagnostic(product, judge, finding)
    for rule, count in counts.items():
        if count > SHOWN:
            more = Message(
                "{judge} {rule}: and {number} more of this kind.",
                judge=judge.title,
                rule=rule,
                number=count - SHOWN,
            )
            worst = all(f.remark for f in verdict.findings if f.rule == rule)
            code = "judge-remark" if worst else judge.code
            yield Diagnostic(code, Span(product.shown), more)


def _diagnostic(product: CheckedProduct, judge: Judge, finding: ValidatorFinding) -> Diagnostic:
    """A finding inside a book names its file in the message: the product is the book."""
    code = "judge-remark" if finding.remark else judge.code
    place = Span(product.shown, finding.line, finding.column)
    said = " ".join(finding.message.split())
    if finding.inside:
        said = f"{Span(finding.inside, finding.line, finding.column)}: {said}"
        place = Span(product.shown)
    message = Message("{judge} {rule}: {said}", judge=judge.title, rule=finding.rule, said=said)
    return Diagnostic(code, place, message)


# --- the report ----------------------------------------------------------------------------


def summary(report: CheckReport) -> list[str]:
    """The report in lines: each product with its judges, then the verdict over all."""
    lines: list[str] = []
    shown: set[str] = set()
    for judgement in report.judgements:
        path = judgement.product.shown
        if path not in shown:
            shown.add(path)
            lines += ["", path]
        lines.append(f"  {translate(judgement.judge.title):<48} {_outcome(judgement)}")
    lines += ["", _closing(report)]
    if report.missing:
        lines += remedies(report.missing)
    return lines


def _outcome(judgement: Judgement) -> str:
    if judgement.verdict is None:
        return translate(Message("gave no verdict"))
    faults = len(judgement.verdict.faults)
    result = Message("{number} found", number=faults) if faults else Message("nothing found")
    scope = translate(judgement.verdict.scope)
    return f"{translate(result)} ({judgement.verdict.version}; {scope})"


def _closing(report: CheckReport) -> str:
    products = {judgement.product.shown for judgement in report.judgements}
    rows = {judgement.judge.title for judgement in report.judgements}
    faults = sum(d.code not in ("judge-remark", "judge-missing") for d in report.diagnostics)
    done = Message(
        "{products} before {judges} in {seconds:.0f} s",
        products=plural("{n} product", "{n} products", len(products)),
        judges=plural("{n} judge", "{n} judges", len(rows)),
        seconds=report.seconds,
    )
    found = plural("{n} fault found", "{n} faults found", faults)
    parts = [done, found if faults else Message("no fault found")]
    if report.missing:
        missing = plural(
            "{n} judge is missing, so this is no pass",
            "{n} judges are missing, so this is no pass",
            len(report.missing),
        )
        parts.append(missing)
    return f"{'; '.join(map(translate, parts))}."


def as_object(report: CheckReport) -> dict[str, Any]:
    """The report for other programs: what ``--json`` prints."""
    return {
        "seconds": round(report.seconds, 3),
        "judgements": [
            {
                "article": judgement.product.article,
                "product": judgement.product.shown,
                "format": judgement.product.format,
                "judge": judgement.judge.name,
                "standard": judgement.judge.standard,
                "version": judgement.verdict.version if judgement.verdict else None,
                "scope": judgement.verdict.scope if judgement.verdict else None,
                "faults": len(judgement.verdict.faults) if judgement.verdict else None,
                "seconds": round(judgement.seconds, 3),
            }
            for judgement in report.judgements
        ],
        "missing": [
            {
                "judge": judge.name,
                "standard": judge.standard,
                "lacks": [{"name": need.name, "remedy": need.remedy} for need in judge.missing()],
            }
            for judge in report.missing
        ],
        "diagnostics": [as_json(d) for d in report.diagnostics],
    }
