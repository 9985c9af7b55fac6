"""The works in the journal's bibliography that no article cites. Light: see ``project.ledger``."""

from __future__ import annotations

from collections.abc import Iterable

from nashr.project.ledger import BuildRecord, RecordedFinding

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any


def uncited_by_all(records: Iterable[BuildRecord]) -> list[RecordedFinding]:
    """A warning for each such work, at its place in the bibliography; ``records`` are those of all
    articles of the journal.
    """
    cited: set[str] = set()
    shared: dict[str, Any] = {}
    for record in records:
        cited.update(record.facts["cited"])
        shared = shared or record.facts["shared"]
    return [
        RecordedFinding(
            "warning", "reference-uncited", file, line, column, f"No article cites “{key}”.", None
        )
        for key, (file, line, column) in shared.items()
        if key not in cited
    ]
