"""The folios of an issue whose articles are set on other machines.

There an article cannot wait for its first page while the one before is laid out. So all of them are
set at once, on pages that are guessed from how long they were before; those of which the guess was
wrong are set again, all at once. How long an article is depends little on where it begins, so that
two rounds do mostly. After each round one more article, at least, is known to stand where it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nashr.issue.load import place_in
from nashr.issue.numbered import NumberedResult, as_data, pages_before
from nashr.issue.numbering import Numbering, Progress, begins_on


class NumberingInRounds(Numbering):
    """The articles of an issue, set on a pool whose tasks are not sent their first pages."""

    def run(self) -> Iterator[NumberedResult]:
        """The articles in their order, when all of them are made."""
        pages = {one.slug: pages_before(self._context, one.slug) for one in self._articles}
        while due := list(self._due(pages)):
            for one in due:
                self._set(one)
            for event in self._pool.events():
                self._take(event)
            pages |= {one.slug: one.done.pages for one in due if one.done is not None}
        for one in self._articles:
            assert one.done is not None
            yield one.done

    def _due(self, pages: Mapping[str, int]) -> Iterator[Progress]:
        """The articles that are not set on their pages, with their places."""
        page = self._issue.first_page
        for one in self._articles:
            first = begins_on(self._issue, page)
            if one.done is None or one.done.place.first_page != first:
                one.place = place_in(self._issue, one.slug, first)
                yield one
            page = first + pages[one.slug]

    def _set(self, one: Progress) -> None:
        assert one.place is not None
        one.done, one.pages, one.result, one.typeset = None, None, None, {}
        record = self._context.store.ledger.valid(one.slug, self._context.request.formats)
        if record is not None and record.facts.get("place") == as_data(one.place):
            self._keep(one, record)
        else:
            self._start(one, one.place)

    def _advance(self) -> None:
        """Nothing: places are given when a round has ended."""
