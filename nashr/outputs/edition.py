"""The edition: everything that an output is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from nashr.languages import Language
from nashr.model import Document, Journal, Manuscript, Resource
from nashr.outputs.markup import Markup
from nashr.ports import PrintingCondition


@dataclass(frozen=True, slots=True)
class Edition:
    """What an output is made from."""

    journal: Journal
    document: Document
    markup: Markup
    language: Language
    #: Template texts by path below ``templates/``, e.g. ``html/article.html.j2``.
    templates: Mapping[str, str]
    #: Pictures, fonts and other files that templates refer to, by path below ``templates/``.
    assets: Mapping[str, Resource] = field(default_factory=dict, kw_only=True)
    #: The newest change of the sources, UTC: the date that goes into the products.
    date: dt.datetime
    #: A proof shows queries to the author in the margin.
    proof: bool = False
    #: Where the date comes from, for the manifest: see ``nashr.project.dating``.
    dated_by: str = "files"
    #: The press for which a print file is made beside the PDF.
    printing_condition: PrintingCondition | None = None
    #: The author's text, for the lines of what the account of words finds.
    manuscript: Manuscript | None = None
