"""An article of an issue that was made, and what the ledger records of it for the next time."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.issue.edition import NumberedArticle
from nashr.issues import IssuePlace
from nashr.model import Artifact
from nashr.pipeline.article import ArticleResult, BuildContext
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.placing import ContentsEntry
from nashr.pipeline.render import RenderedOutput
from nashr.project.ledger import BuildRecord
from nashr.project.workspace import Workspace
from nashr.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class NumberedResult:
    """An article of the issue: its report, and how many pages it has from its first one on.

    ``result`` and ``rendered`` are those of one that was made now; ``record`` is that of one that
    stands as it was.
    """

    report: ArticleReport
    place: IssuePlace
    pages: int
    result: ArticleResult | None = None
    rendered: Mapping[str, RenderedOutput] = field(default_factory=dict)
    record: BuildRecord | None = None
    #: Whether its outputs are all there: those that are typeset may be known by their pages alone.
    is_done: bool = True

    @property
    def failed(self) -> bool:
        return self.result is None and self.record is None

    @property
    def last_page(self) -> int:
        return (self.place.first_page or 1) + self.pages - 1

    @property
    def entry(self) -> ContentsEntry:
        """How the contents list it."""
        if self.record is not None:
            entry: ContentsEntry = pickle.loads(base64.b64decode(self.record.facts["entry"]))
            return entry
        provenance = self.result.provenance if self.result is not None else None
        assert provenance is not None
        assert provenance.entry is not None
        return provenance.entry

    def artifacts(self) -> list[tuple[str, Artifact]]:
        """The products that were made now, with their outputs."""
        return [(name, part) for name, one in self.rendered.items() for part in one.value]


def facts_of(place: IssuePlace, entry: ContentsEntry, pages: int) -> dict[str, object]:
    """What the record of an article has besides, in an issue."""
    packed = base64.b64encode(pickle.dumps(entry)).decode()
    return {"place": as_data(place), "entry": packed, "pages": pages}


def conditions_of(one: NumberedResult) -> Mapping[str, Any]:
    """What an article's products were made from."""
    if one.record is not None:
        kept: Mapping[str, Any] = one.record.facts["conditions-of"]
        return kept
    assert one.result is not None
    assert one.result.provenance is not None
    named = ("date", "sources", "shipped", "style", "print-profile")
    return {key: one.result.provenance.conditions[key] for key in named}


def numbered_article(
    workspace: Workspace, one: NumberedResult, outputs: Sequence[str]
) -> NumberedArticle:
    """An article for the products of the whole, with the files of the outputs that they need."""
    first = one.place.first_page or 1
    # The first of an output's files is the article; others, as pictures of JATS, lie beside it.
    artifacts: dict[str, Artifact] = {}
    for output, part in one.artifacts() if one.record is None else _kept(workspace, one):
        artifacts.setdefault(output, part)
    kept = {
        output: part if output in outputs else replace(part, data=b"")
        for output, part in artifacts.items()
    }
    slug = one.report.slug
    return NumberedArticle(slug, first, one.last_page, one.entry, kept, is_done=one.is_done)


def _kept(workspace: Workspace, one: NumberedResult) -> Iterator[tuple[str, Artifact]]:
    """The products of an article that stands as it was."""
    for row in one.report.products:
        data = workspace.published(row.path) or b""
        yield row.format, Artifact(row.path.rsplit("/", 1)[1], data, "", row.pages)


#: Where the first page stands in the data of a place.
FIRST_PAGE = 5


def as_data(place: IssuePlace) -> list[object]:
    names = ("issue", "number", "year", "volume", "title", "first_page", "file_name")
    more = ("abbreviation", "doi", "section")
    titles, sections = (sorted(map(list, one.items())) for one in (place.titles, place.sections))
    return [*(getattr(place, name) for name in (*names, *more)), titles, sections]


def pages_before(context: BuildContext, slug: str) -> int:
    """How many pages an article had that has errors now, as far as that is known."""
    record = context.store.ledger.record(slug)
    return int(record.facts.get("pages", 1)) if record is not None else 1


def findings_of(results: Sequence[NumberedResult]) -> list[Diagnostic]:
    """All that was found in the articles."""
    return [one for result in results for one in result.report.diagnostics]
