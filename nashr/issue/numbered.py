"""An article of an issue that was made, and what the ledger records of it for the next time."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Mapping, Sequence

from nashr.diagnostics import Diagnostic
from nashr.issues import IssuePlace
from nashr.model import Artifact
from nashr.pipeline.article import ArticleResult, BuildContext
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.placing import ContentsEntry
from nashr.pipeline.render import RenderedOutput
from nashr.project.ledger import BuildRecord
from nashr.records import dataclass, field


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
