"""The running heads: the authors on left pages, the short title on right ones, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nashr.diagnostics import Diagnostic
from nashr.languages import Language
from nashr.outputs.edition import Edition
from nashr.outputs.pdf import page_geometry
from nashr.wording import shortened

#: Points that a letter takes at most on average, in the small capitals of the running heads.
_LETTER = 6.0
#: Points that the folio takes on either side of a head, which stands in the middle.
_FOLIO = 24.0


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """Each is a line; where there are no authors, the title stands on both pages."""

    authors: str
    title: str
    proof: str


def running_heads(edition: Edition) -> RunningHeads:
    """The running heads of an edition, shortened to a line."""
    words, room = edition.language, _room(edition)
    names = [author.name for author in edition.document.article.authors]
    title = shortened(_title(edition), room)
    authors = joined_names(names, words)
    if len(names) > 2 or len(authors) > room:
        rest = f" {words.et_al}" if len(names) > 1 else ""
        authors = shortened(names[0], room - len(rest)) + rest
    return RunningHeads(authors or title, title, words.labels.proof if edition.proof else "")


def joined_names(names: Sequence[str], words: Language) -> str:
    """The names in a row, the last after the language's *and*."""
    if len(names) < 2:
        return "".join(names)
    return f"{words.listed(names[:-1])} {words.list_and} {names[-1]}"


def findings(edition: Edition) -> Iterator[Diagnostic]:
    """A warning where the title had to be shortened."""
    title, room = _title(edition), _room(edition)
    if len(title) <= room:
        return
    key = "short-title" if edition.document.article.short_title else "title"
    message = f"The {key} does not fit into a running head and reads “{shortened(title, room)}”."
    hint = f"Give a “short-title” of at most {room} characters."
    yield Diagnostic("running-head-shortened", edition.place_of(key), message, hint)


def _title(edition: Edition) -> str:
    return edition.document.article.short_title or edition.record.text.title


def _room(edition: Edition) -> int:
    """The characters that a running head has room for."""
    page = page_geometry.sheet(edition.journal.page, edition.theme.settings)
    scale = page_geometry.text_size(edition.theme.settings) / page_geometry.SIZE
    return max(12, int((page.text_width - 2 * _FOLIO * scale) / (_LETTER * scale)))
