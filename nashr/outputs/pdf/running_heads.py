"""The running heads: the authors on left pages, the short title on right ones, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nashr.diagnostics import Diagnostic
from nashr.languages import Language
from nashr.outputs import fragments
from nashr.outputs.edition import Edition
from nashr.outputs.pdf import page_geometry
from nashr.wording import shortened

#: Points that a letter takes at most on average, in the small capitals of the running heads.
_LETTER = 6.0
#: The same in the small letters of the foot.
_SMALL_LETTER = 3.75
_BETWEEN = " · "
#: Points that the folio takes on either side of a head, which stands in the middle.
_FOLIO = 24.0


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """Each is a line; where there are no authors, the title stands on both pages.

    ``source`` says in the page's foot where it comes from, in a line or two.
    """

    authors: str
    title: str
    proof: str
    source: tuple[str, ...]


def running_heads(edition: Edition) -> RunningHeads:
    """The running heads of an edition, shortened to a line."""
    theme = edition.theme.settings
    left = _head(edition, theme.head_left or "authors")
    right = _head(edition, theme.head_right or "title")
    proof = edition.language.labels.proof if edition.proof else ""
    return RunningHeads(left, right, proof, _source(edition))


def _head(edition: Edition, chosen: str) -> str:
    """What a theme chose for the heads of left, or of right pages."""
    journal, words, room = edition.journal, edition.language, _room(edition)
    match chosen:
        case "authors":
            return _authors(edition) or shortened(_title(edition), room)
        case "title":
            return shortened(_title(edition), room)
        case "journal":
            return shortened(journal.short_title or journal.title, room)
        case "issue":
            facts = fragments.issue_facts(edition.document.article, words)
            return shortened(_BETWEEN.join(facts), room)
        case "issn":
            return _BETWEEN.join(fragments.issn_facts(journal, words))
        case "doi":
            return edition.record.doi_url or ""
    return ""


def _authors(edition: Edition) -> str:
    words, room = edition.language, _room(edition)
    names = [author.name for author in edition.document.article.authors]
    authors = joined_names(names, words)
    if len(names) > 2 or len(authors) > room:
        rest = f" {words.et_al}" if len(names) > 1 else ""
        authors = shortened(names[0], room - len(rest)) + rest
    return authors


def _source(edition: Edition) -> tuple[str, ...]:
    """Journal, volume, issue, year, ISSNs and DOI, those that are known and that the theme has in
    the feet of pages, in a line or two.
    """
    journal, words, theme = edition.journal, edition.language, edition.theme.settings
    wanted = theme.feet if theme.feet is not None else ("journal", "issue", "issn", "doi")
    name = [journal.short_title or journal.title] if "journal" in wanted else []
    issue = fragments.issue_facts(edition.document.article, words) if "issue" in wanted else ()
    members = [fragments.as_member(fact, words) for fact in issue] if name else list(issue)
    issns = fragments.issn_facts(journal, words) if "issn" in wanted else ()
    doi = edition.record.doi_url if "doi" in wanted else None
    line = _BETWEEN.join(filter(None, (words.listed([*name, *members]), *issns)))
    letter = _SMALL_LETTER * page_geometry.text_size(theme) / page_geometry.SIZE
    if line and doi and len(line) + len(_BETWEEN) + len(doi) <= _measure(edition) / letter:
        return (f"{line}{_BETWEEN}{doi}",)
    return tuple(filter(None, (line, doi)))


def joined_names(names: Sequence[str], words: Language) -> str:
    """The names in a row, the last after the language's *and*."""
    if len(names) < 2:
        return "".join(names)
    return f"{words.listed(names[:-1])} {words.list_and} {names[-1]}"


def findings(edition: Edition) -> Iterator[Diagnostic]:
    """A warning where the title had to be shortened."""
    title, room, theme = _title(edition), _room(edition), edition.theme.settings
    heads = (theme.head_left or "authors", theme.head_right or "title")
    if len(title) <= room or "title" not in heads:
        return
    key = "short-title" if edition.document.article.short_title else "title"
    message = f"The {key} does not fit into a running head and reads “{shortened(title, room)}”."
    hint = f"Give a “short-title” of at most {room} characters."
    yield Diagnostic("running-head-shortened", edition.place_of(key), message, hint)


def _title(edition: Edition) -> str:
    return edition.document.article.short_title or edition.record.text.title


def _room(edition: Edition) -> int:
    """The characters that a running head has room for."""
    scale = page_geometry.text_size(edition.theme.settings) / page_geometry.SIZE
    return max(12, int((_measure(edition) - 2 * _FOLIO * scale) / (_LETTER * scale)))


def _measure(edition: Edition) -> float:
    """The points that lie between the margins."""
    return page_geometry.sheet(edition.journal.page, edition.theme.settings).text_width
