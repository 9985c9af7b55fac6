"""Pages of HTML or XHTML held against what the author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.messages import Message
from nashr.model import Resource
from nashr.outputs.account import pictures, shown_html
from nashr.outputs.account.findings import FrontedEdition, account
from nashr.outputs.account.formulas import Form, of_pages
from nashr.outputs.account.looks import looks_of_pages


def account_of_pages(
    edition: FrontedEdition,
    product: Message,
    roots: Sequence[Any],
    *,
    form: Form = "mathml",
    heads: int = 1,
    resources: Iterable[Resource] | None = None,
) -> tuple[Diagnostic, ...]:
    """What of the edition's text the pages do not show, or show twice. ``form`` is that of their
    formulas; where they hold their pictures, ``resources`` are the files of these.
    """
    shown = shown_html.read(roots)
    return account(
        edition,
        product,
        shown.text,
        shown_html.alternatives(roots),
        heads=heads,
        formulas=of_pages(form, shown.formulas),
        pictures=pictures.of_pages(shown.images, resources),
        links=shown.links,
        shapes=shown.shapes,
        looks=looks_of_pages(roots),
    )
