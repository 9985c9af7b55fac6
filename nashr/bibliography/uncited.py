"""The works of bibliography files that no article cites. Light: see ``project.ledger``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nashr.messages import Message, plural
from nashr.project.ledger import BuildRecord, RecordedFinding

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any

#: The most works of a file that its line names.
_NAMED = 3


def uncited_works(
    records: Iterable[BuildRecord], *, whole: bool, each: bool = False
) -> list[RecordedFinding]:
    """A warning for each file with works that no article cites; with ``each``, for each work.

    A work of an article's own file is not cited where that article does not cite it. The shared
    works are looked at where ``records`` are those of the ``whole`` journal.
    """
    cited: set[str] = set()
    shared: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for record in records:
        cited.update(record.facts["cited"])
        shared = shared or record.facts["shared"]
        own.update(record.facts["uncited"])
    works = {key: place for key, place in shared.items() if whole and key not in cited} | own
    return uncited_findings(works, each=each)


def uncited_findings(works: Mapping[str, Any], *, each: bool) -> list[RecordedFinding]:
    """The warnings for works by key, each with its file, line and column."""
    by_file: dict[str, dict[str, Any]] = {}
    for key, place in works.items():
        by_file.setdefault(place[0], {})[key] = place
    if each:
        return [
            _warning(place, Message("No article cites “{key}”.", key=key))
            for key, place in works.items()
        ]
    return [_of_file(found) for found in by_file.values()]


def _of_file(works: Mapping[str, Any]) -> RecordedFinding:
    """The line for a file, at the first of its works that are not cited."""
    first = min(works.values(), key=lambda place: tuple(place[1:]))
    named = tuple(f"“{key}”" for key in list(works)[:_NAMED])
    if len(works) <= _NAMED:
        return _warning(first, Message("No article cites {named}.", named=named))
    message = plural(
        "No article cites {n} work of this file: {named}, …",
        "No article cites {n} works of this file: {named}, …",
        len(works),
        named=named,
    )
    return _warning(first, message, Message("The option --uncited lists them."))


def _warning(place: Any, message: Message, hint: Message | None = None) -> RecordedFinding:
    file, line, column = place
    return RecordedFinding("warning", "reference-uncited", file, line, column, message, hint)
