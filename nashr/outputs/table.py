"""The table of outputs: a row for each, with everything that other modules need to know of it.

An output is a module with a function ``render``, which gets an ``Edition`` (everything that it is
made from, frozen) and the ``Engines`` that it may call, and gives back artifacts. It reads and
writes nothing itself. No other module names an output: they ask the rows.

An output that tells on which page of the PDF a place stands has a function ``begin`` instead. It
does what can be done while the pages are set, and gives back a function that does the rest with the
edition as it is then.

The command line reads this table before anything else is imported, so it imports little.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection

from nashr.extensions import OUTPUTS, Extension, extensions, load
from nashr.messages import Message
from nashr.outputs.product_names import product_stem

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from nashr.diagnostics import Outcome
    from nashr.model import Artifact
    from nashr.outputs.edition import Edition, Finish
    from nashr.ports import Engines

    Render = Callable[[Edition, Engines], Outcome[tuple[Artifact, ...]]]
    Begin = Callable[[Edition, Engines], Finish]
    View = Literal["", "page", "pages"]


class Output:
    """A row of the table.

    Attributes:
        name: what ``--format``, the manifest and ``--json`` call it.
        label: what people call it.
        suffix: what follows the article's slug in the name of its file.
        module: where its ``render`` or ``begin`` is. It is imported when the output is made.
        templates: the folder below ``templates/`` that it is filled from.
        typeset: whether it is made in a typesetting process, where WeasyPrint stays loaded.
        follows_pages: whether it tells where the pages of the PDF begin; its module has ``begin``.
        option: the option of the command line (without ``--``) that asks for it beside others; an
            output that has none is made unless ``--format`` names others.
        proof: whether it is made of a proof too.
        printing_condition: whether its bytes depend on the printer's ICC profile.
        button: what the web page calls it on the button that leads to its file, which is to stand
            beside the page; empty where there is no button.
        view: how the preview shows it: a ``page`` that scrolls, ``pages`` with folios, or not.
        standards: what its file is held against by ``check``: the standards of the judges in
            ``checking.validators.table``.
    """

    __slots__ = (
        "button",
        "follows_pages",
        "label",
        "module",
        "name",
        "option",
        "printing_condition",
        "proof",
        "standards",
        "suffix",
        "templates",
        "typeset",
        "view",
    )

    def __init__(
        self,
        name: str,
        label: str,
        suffix: str,
        module: str,
        *,
        templates: str = "",
        typeset: bool = False,
        follows_pages: bool = False,
        option: str = "",
        proof: bool = True,
        printing_condition: bool = False,
        button: str = "",
        view: View = "",
        standards: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.label = label
        self.suffix = suffix
        self.module = module
        self.templates = templates or name
        self.typeset = typeset
        self.follows_pages = follows_pages
        self.option = option
        self.proof = proof
        self.printing_condition = printing_condition
        self.button = button
        self.view = view
        self.standards = standards

    def __repr__(self) -> str:
        return f"Output({self.name!r})"

    def file_name(self, slug: str, *, proof: bool = False) -> str:
        """The name of the article's file, or of that of its proof."""
        return f"{product_stem(slug, proof=proof)}{self.suffix}"

    def render(self, edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
        """The output's artifacts."""
        if self.follows_pages:
            return self.begin(edition, engines)(edition)
        function: Render = importlib.import_module(self.module).render
        return function(edition, engines)

    def begin(self, edition: Edition, engines: Engines) -> Finish:
        """Make what does not depend on the pages; the function gives the artifacts."""
        function: Begin = importlib.import_module(self.module).begin
        return function(edition, engines)


#: What every PDF is held against. The printer's is PDF/X-4, which neither PDF/UA nor PDF/A allows
#: beside them.
_PDF = ("PDF syntax", "PDF drawing", "fonts of the PDF")

#: The outputs that nashr brings.
SHIPPED: tuple[Output, ...] = (
    Output(
        "pdf",
        "PDF",
        ".pdf",
        "nashr.outputs.pdf.render",
        typeset=True,
        button="PDF",
        view="pages",
        standards=("PDF/UA-1", "PDF/A-2a", *_PDF),
    ),
    Output(
        "epub",
        "EPUB",
        ".epub",
        "nashr.outputs.epub.render",
        follows_pages=True,
        button="EPUB",
        standards=("EPUB 3.3", "EPUB Accessibility 1.1"),
    ),
    Output(
        "html",
        Message("Web page"),
        ".html",
        "nashr.outputs.html.render",
        follows_pages=True,
        view="page",
        standards=("HTML", "WCAG 2.2 A and AA", "accessibility, best practices, SEO"),
    ),
    Output(
        "jats",
        "JATS XML",
        ".xml",
        "nashr.outputs.jats.render",
        follows_pages=True,
        button="JATS",
        standards=("DTD of JATS 1.4",),
    ),
    Output(
        "print",
        Message("Printer's PDF/X-4"),
        "-print.pdf",
        "nashr.outputs.pdf.printer",
        templates="pdf",
        typeset=True,
        option="print",
        proof=False,
        printing_condition=True,
        standards=(*_PDF, "print file", "printing plates"),
    ),
    Output(
        "docx",
        "Word",
        ".docx",
        "nashr.outputs.docx.render",
        follows_pages=True,
        option="docx",
        standards=("Open XML",),
    ),
)


#: What was wrong with outputs of installed packages, a sentence each, by their names.
problems: dict[str, str] = {}
_brought: dict[Extension, Output | None] = {}


def outputs() -> tuple[Output, ...]:
    """All rows, in the order in which products are listed: ours, then those of packages."""
    named = {row.name for row in SHIPPED}
    brought = (_row(one) for one in extensions(OUTPUTS) if one.name not in named)
    return (*SHIPPED, *(row for row in brought if row is not None))


def _row(one: Extension) -> Output | None:
    """The row that an entry point names; None where it cannot be had, which is a problem."""
    if one not in _brought:
        _brought[one] = None
        try:
            row = load(one)
        except Exception as error:  # noqa: BLE001 - the code of a package may raise anything
            reason = f"{type(error).__name__}: {error}"
        else:
            reason = Message("{target} is not an Output of that name", target=one.target)
            if isinstance(row, Output) and row.name == one.name:
                _brought[one] = row
                return row
        problems[one.name] = Message(
            "The output “{name}” of the package {package} cannot be used: {reason}.",
            name=one.name,
            package=one.package,
            reason=reason,
        )
    return _brought[one]


def rows(names: Collection[str]) -> tuple[Output, ...]:
    """The rows of these names, in the order of the table."""
    return tuple(output for output in outputs() if output.name in names)


def usual() -> tuple[str, ...]:
    """The names of the outputs that are made when nothing is said."""
    return tuple(output.name for output in outputs() if not output.option)


def named() -> tuple[str, ...]:
    """The names that ``--format`` knows: the usual outputs, and others that are no matter of the
    press.
    """
    return tuple(output.name for output in outputs() if output.proof or not output.option)


def viewed() -> tuple[str, ...]:
    """The names of the outputs that the preview shows in its own window."""
    return tuple(output.name for output in outputs() if output.view)
