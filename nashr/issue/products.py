"""The products of an issue, a row each. A product is a module with ``render(edition, engines)``."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from nashr.diagnostics import Diagnostic, Outcome, Span, capped
from nashr.issue.edition import IssueEdition
from nashr.issue.load import path_of
from nashr.messages import Message
from nashr.model import Artifact
from nashr.ports import Engines
from nashr.processes.forkserver import describe_error
from nashr.records import dataclass

Render = Callable[[IssueEdition, Engines], Outcome[tuple[Artifact, ...]]]


@dataclass(frozen=True, slots=True)
class IssueProduct:
    """A row of the table.

    Attributes:
        name: what the manifest and ``--json`` call it.
        module: where its ``render`` is. It is imported when the product is made.
        needs: the outputs of the articles that it is made from.
        option: the option of the command line by which it is made; made always without one.
        like: the output of articles that its file is like: ``check`` gives it to the same judges,
            and the preview shows it in the same way.
    """

    name: str
    module: str
    needs: tuple[str, ...] = ()
    option: str = ""
    like: str = ""

    def render(self, edition: IssueEdition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
        """The product's files. What an exception tells is a finding."""
        function: Render = importlib.import_module(self.module).render
        try:
            found = function(edition, engines)
            return Outcome(found.value, capped(found.diagnostics))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a defect of nashr or of the machine
            return Outcome((), (_broken(self.name, edition, error),))


def _broken(name: str, edition: IssueEdition, error: Exception) -> Diagnostic:
    message = Message(
        "The {output} output failed: {reason}.", output=name, reason=describe_error(error)
    )
    return Diagnostic("build-failed", Span(path_of(edition.issue.id)), message)


#: The output of the articles whose pages the issue has.
PAGES = "pdf"
#: The output of the articles that are the parts of the book.
BOOK = "epub"
#: The output of the articles whose pages the interior for the printing house has.
PRINT = "print"
#: The output of the articles that is a web page, as the contents are.
PAGE = "html"

PRODUCTS: tuple[IssueProduct, ...] = (
    IssueProduct("issue-pdf", "nashr.issue.pdf.render", needs=(PAGES,), like=PAGES),
    IssueProduct("issue-epub", "nashr.issue.epub.render", needs=(BOOK,), like=BOOK),
    IssueProduct("contents", "nashr.issue.contents.render", like=PAGE),
    IssueProduct(
        "issue-print", "nashr.issue.print.render", needs=(PRINT,), option="print", like=PRINT
    ),
)


def wanted(options: tuple[str, ...] = ()) -> tuple[IssueProduct, ...]:
    """The products that are made with these options of the command line."""
    return tuple(row for row in PRODUCTS if not row.option or row.option in options)


def needed(rows: tuple[IssueProduct, ...]) -> tuple[str, ...]:
    """The outputs of articles that these products are made from."""
    return tuple(dict.fromkeys(name for row in rows for name in row.needs))
