"""What is printed: findings, the summary of a build, what a machine lacks.

Nothing else in the package prints, but for ``progress``, and ``cite``, whose answer is bytes.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence

from nashr.messages import Message, plural, translate
from nashr.wording import SEVERITIES, numbers_of, ranges, size

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any

    from rich.console import Console

    from nashr.cli.needs import Need
    from nashr.diagnostics import Diagnostic
    from nashr.issue.build import IssueReport
    from nashr.pipeline.build import ArticleReport
    from nashr.pipeline.manifest import Product
    from nashr.project.workspace import Workspace

#: Said where a build was stopped: products are published whole or not at all.
WHOLE = Message("What stands in the output folder is whole.")


def show(diagnostic: Diagnostic, console: Console | None = None) -> None:
    """Print a finding: a line of text, or an annotation where GitHub runs the build. ``console`` is
    the one that draws progress on the terminal, if any: it prints above its own lines.
    """
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
    line.highlight_words(
        [f"{translate(SEVERITIES[diagnostic.severity.value])}:"], style[diagnostic.severity]
    )
    line.stylize("bold", 0, len(str(diagnostic.span)))
    (console or Console()).print(line, soft_wrap=True)


def summary(
    reports: Sequence[ArticleReport], workspace: Workspace, seconds: float, *, proof: bool = False
) -> None:
    """What was built, where it is, and what of an earlier text was removed."""
    built = [r for r in reports if r.products]
    stopped = [r.slug for r in reports if r.slug and not r.products]
    products = [(report.slug, report.products) for report in built]
    list_products(products, str(workspace.output), proof=proof)
    list_removed([path for report in reports for path in report.removed], str(workspace.output))
    print()
    if stopped:
        print(translate(Message("Not built, see the errors above: {names}", names=tuple(stopped))))
    fresh = sum(not report.unchanged for report in built)
    many = (
        plural("Built {n} proof in {seconds:.1f} s", "Built {n} proofs in {seconds:.1f} s", fresh)
        if proof
        else plural(
            "Built {n} article in {seconds:.1f} s", "Built {n} articles in {seconds:.1f} s", fresh
        )
    )
    done: Message = many.having(seconds=seconds)
    if counts := _counts(reports):
        done = Message("{built}; {findings}", built=done, findings=counts)
    if fresh < len(built):
        others = unchanged(len(built) - fresh)
        print(translate(Message("{built}. {unchanged}.", built=done, unchanged=others)))
        return
    print(translate(Message("{built}.", built=done)))


def preview_at(address: str) -> None:
    """The address of the preview."""
    tell(Message("The preview is at {address} (Ctrl-C ends it).", address=address), at_once=True)


class PreviewLog:
    """Prints a line for each article or issue that the preview has built, and the findings that its
    last build did not have.
    """

    def __init__(self) -> None:
        self._before: dict[str, tuple[Diagnostic, ...]] = {}

    def __call__(self, report: ArticleReport) -> None:
        if not report.unfinished:
            self._tell(report.slug, report.diagnostics, report)

    def of_issue(self, report: IssueReport) -> None:
        """An issue that the preview has made."""
        self._tell(report.name, tuple(dict.fromkeys(report.found)), report)

    def _tell(
        self, name: str, found: tuple[Diagnostic, ...], report: ArticleReport | IssueReport
    ) -> None:
        before = self._before.get(name, ())
        self._before[name] = found
        for diagnostic in found:
            if diagnostic not in before:
                show(diagnostic)
        if name and not report.unchanged:
            message = Message("{article}: not built", article=name)
            if report.products:
                message = Message(
                    "{article}: built in {seconds:.1f} s", article=name, seconds=report.seconds
                )
            tell(message, at_once=True)


def list_removed(paths: Sequence[str], output: str) -> None:
    """What of an earlier text was removed."""
    if not paths:
        return
    print()
    tell(Message("Removed, since they were of an earlier text:"))
    for path in paths:
        print(f"  {relative_to_here(os.path.join(output, path))}")


def list_products(
    articles: Sequence[tuple[str, Sequence[Any]]], output: str, *, proof: bool = False
) -> None:
    """Each article's products. ``articles`` are slugs with ``Product`` or ``RecordedProduct``."""
    here = os.getcwd()
    for slug, products in articles:
        print()
        tell(Message("{article} (proof)", article=slug) if proof else slug)
        width = max((5, *(len(product.format) for product in products)))
        for product in products:
            path = relative_to_here(os.path.join(output, product.path), here)
            facts = [size(product.bytes)]
            if product.pages:
                facts.append(plural("{n} page", "{n} pages", product.pages))
            if product.coloured is not None:
                facts.append(_inks(product.coloured))
            print(f"  {product.format:<{width}} {path}  ({', '.join(map(translate, facts))})")


def _inks(coloured: Sequence[int]) -> Message:
    """Which pages of a print file have colour, counted from its first page."""
    if not coloured:
        return Message("black ink alone")
    pages = ranges(coloured)
    if len(coloured) == 1:
        return Message("colour on page {pages}", pages=pages)
    return Message("colour on pages {pages}", pages=pages)


def unchanged(number: int) -> Message:
    """“3 articles unchanged”."""
    return plural("{n} article unchanged", "{n} articles unchanged", number)


def _counts(reports: Sequence[ArticleReport]) -> tuple[str, ...]:
    distinct = dict.fromkeys(d for r in reports for d in r.diagnostics)
    return numbers_of([d.severity.value for d in distinct])


def relative_to_here(path: str, here: str | None = None) -> str:
    """The path as one would type it in the current folder, ``here``."""
    base = os.path.join(here or os.getcwd(), "")
    return path.removeprefix(base).replace(os.sep, "/") if path.startswith(base) else path


def as_json(
    reports: Sequence[ArticleReport], workspace: Workspace, seconds: float
) -> dict[str, Any]:
    """What ``--json`` prints of a build."""
    from nashr.diagnostics import as_json

    return {
        "output": str(workspace.output),
        "seconds": round(seconds, 3),
        "articles": [
            {
                "article": report.slug,
                "seconds": round(report.seconds, 3),
                "products": [product_as_json(product) for product in report.products],
                "removed": list(report.removed),
                "diagnostics": [as_json(d) for d in report.diagnostics],
            }
            for report in reports
        ],
    }


def product_as_json(product: Product) -> dict[str, Any]:
    """A product, as ``--json`` lists it."""
    return {
        "path": product.path,
        "format": product.format,
        "bytes": product.bytes,
        "sha256": product.sha256,
        "pages": product.pages,
        "coloured": product.coloured,
    }


def lacks_packages(missing: Sequence[str]) -> None:
    """Say which Python packages are not installed."""
    from nashr.project.shipped import install_packages

    command = install_packages(missing, "setup")
    message = Message("Python packages are missing ({names}). Run: {command}")
    say(message.having(names=tuple(missing), command=command))


def lacks(lacking: Sequence[Need]) -> None:
    """Say what the machine lacks, and how to get it."""
    from nashr.cli.needs import remedies

    say(Message("This computer lacks:"))
    for need in lacking:
        told = translate(Message("{name}, which {why}", name=need.name, why=need.why))
        say(f"  {told}")
    say(Message("Install it with the line for your system:"))
    for manager, command in remedies(lacking).items():
        say(f"  {manager + ':':<6}{command}")


def tell(text: str, *, at_once: bool = False) -> None:
    """Print a result on standard output."""
    print(translate(text), flush=at_once)


def tell_json(result: Mapping[str, Any], *, ascii_only: bool = False) -> None:
    """Print a result as JSON on standard output."""
    import json

    print(json.dumps(result, ensure_ascii=ascii_only, indent=2))


def say(text: str) -> None:
    """Print a sentence that is no result on standard error, where that can be written."""
    with contextlib.suppress(OSError):
        print(translate(text), file=sys.stderr, flush=True)
