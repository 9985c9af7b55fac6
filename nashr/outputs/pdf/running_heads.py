"""The running heads: the authors on left pages, the short title on right ones, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.outputs import fragments, page_geometry, phrases
from nashr.outputs.edition import Edition
from nashr.outputs.pdf import theme_style
from nashr.outputs.pdf.head_styles import head_styles
from nashr.project.workspace import JOURNAL
from nashr.records import dataclass
from nashr.wording import shortened

#: Points that a letter takes at most on average in the small letters of the foot.
_SMALL_LETTER = 3.75
#: What part of a line of the foot is certainly filled before it ends.
_CERTAIN = 0.8
#: The least characters of the journal's name in the foot.
_SHORTEST_NAME = 24
#: The least characters of a title that is cut at its colon.
_SHORTEST_TITLE = 12
_BETWEEN = " · "
#: Points that the folio takes on either side of a head, which stands in the middle.
_FOLIO = 24.0


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """Each is a line; where there are no authors, the title stands on both pages.

    ``source`` says in the page's foot where it comes from, in a line or two of facts that are not
    divided.
    """

    authors: str
    title: str
    proof: str
    source: tuple[tuple[str, ...], ...]


def running_heads(edition: Edition) -> RunningHeads:
    """The running heads of an edition, shortened to a line."""
    theme = edition.theme.settings
    left = _head(edition, theme.head_left or "authors").shown
    right = _head(edition, theme.head_right or "title").shown
    proof = edition.language.labels.proof if edition.proof else ""
    return RunningHeads(left, right, proof, _source(edition))


@dataclass(frozen=True, slots=True)
class _Head:
    """A running head: what stands in it, and the ``whole`` text, of which that is the beginning.

    ``part`` is what of the article or journal it says, by the names of the settings of heads.
    """

    part: str
    whole: str
    shown: str


def _head(edition: Edition, chosen: str) -> _Head:
    """What a theme chose for the heads of left, or of right pages."""
    journal, words = edition.journal, edition.language
    whole = ""
    match chosen:
        case "authors" if edition.document.article.authors:
            return _authors(edition)
        case "authors" | "title":
            whole = _title(edition)
            return _Head("title", whole, _shortened_title(whole, _room(edition)))
        case "journal":
            whole = journal.short_title or journal.title
        case "issue":
            whole = _BETWEEN.join(fragments.issue_facts(edition.document.article, words))
        case "issn":
            whole = _BETWEEN.join(fragments.issn_facts(journal, words))
        case "doi":  # which nobody could follow if it were cut
            return _Head(chosen, edition.record.doi_url or "", edition.record.doi_url or "")
    return _Head(chosen, whole, shortened(whole, _room(edition)))


def _shortened_title(title: str, room: int) -> str:
    """A title that is too long without what stands behind its colon, or cut at a word."""
    before, colon, _ = title.partition(": ")
    is_enough = colon and _SHORTEST_TITLE <= len(before) <= room
    return before if len(title) > room and is_enough else shortened(title, room)


def _authors(edition: Edition) -> _Head:
    """Two authors, or the first and *et al.*, who alone is cut where the line is too short."""
    words, room = edition.language, _room(edition)
    names = [author.short_name for author in edition.document.article.authors]
    authors = phrases.joined_names(names, words)
    if len(names) <= 2 and len(authors) <= room:
        return _Head("authors", authors, authors)
    rest = f" {words.et_al}" if len(names) > 1 else ""
    return _Head("authors", names[0] + rest, shortened(names[0], room - len(rest)) + rest)


def _source(edition: Edition) -> tuple[tuple[str, ...], ...]:
    """Journal, volume, issue, year, ISSNs and DOI, those that are known and that the theme has in
    the feet of pages, in lines that end before a separator.
    """
    journal, words, theme = edition.journal, edition.language, edition.theme.settings
    wanted = theme.feet if theme.feet is not None else ("journal", "issue", "issn", "doi")
    name = [_foot_name(edition)] if "journal" in wanted else []
    issue = fragments.issue_facts(edition.document.article, words) if "issue" in wanted else ()
    members = [phrases.as_member(fact, words) for fact in issue] if name else list(issue)
    issue_of = tuple(filter(None, (words.listed([*name, *members]),)))
    issns = tuple(fragments.issn_facts(journal, words)) if "issn" in wanted else ()
    doi = tuple(filter(None, (edition.record.doi_url if "doi" in wanted else None,)))
    letter = _SMALL_LETTER * page_geometry.text_size(theme) / page_geometry.SIZE
    room = _measure(edition) / letter
    facts = (*issue_of, *issns)
    if not facts or not doi or _fits((*facts, *doi), room):
        lines: tuple[tuple[str, ...], ...] = ((*facts, *doi),)
    else:
        lines = (facts, doi)
    if _fits(lines[0], room) or not _fits(issue_of, room):
        return tuple(filter(None, lines))
    others = ((*issns, *doi),) if _fits((*issns, *doi), room) else (issns, doi)
    return tuple(filter(None, (issue_of, *others)))


def _fits(facts: tuple[str, ...], room: float) -> bool:
    """Whether facts have room in a line of so many characters."""
    return len(_BETWEEN.join(facts)) <= room


def _foot_name(edition: Edition) -> str:
    """The journal's name, so short that it leaves room for the rest on two lines."""
    journal, words = edition.journal, edition.language
    issue = fragments.issue_facts(edition.document.article, words)
    rest = len(_BETWEEN.join((*issue, *fragments.issn_facts(journal, words)))) + len(_BETWEEN)
    letter = _SMALL_LETTER * page_geometry.text_size(edition.theme.settings) / page_geometry.SIZE
    room = int(2 * _CERTAIN * _measure(edition) / letter) - rest
    return shortened(journal.short_title or journal.title, max(room, _SHORTEST_NAME))


def findings(edition: Edition) -> Iterator[Diagnostic]:
    """A warning for each text that had to be shortened for a running head."""
    theme, room = edition.theme.settings, _room(edition)
    heads = (
        _head(edition, theme.head_left or "authors"),
        _head(edition, theme.head_right or "title"),
    )
    for head in dict.fromkeys(heads):
        if head.shown == head.whole:
            continue
        place, message, hint = _said_of(head.part, edition, room)
        message = message.having(head=head.shown)
        yield Diagnostic("running-head-shortened", place, message, hint)


#: By what of a running head is too long; the rest are lines of a part that the theme names.
_SHORTENED = {
    "title": Message("The title does not fit into a running head and reads “{head}”."),
    "short-title": Message("The short-title does not fit into a running head and reads “{head}”."),
    "authors": Message(
        "The name of the first author does not fit into a running head and reads “{head}”."
    ),
    "journal's title": Message(
        "The journal's title does not fit into a running head and reads “{head}”."
    ),
    "journal's short-title": Message(
        "The journal's short-title does not fit into a running head and reads “{head}”."
    ),
}


def _said_of(part: str, edition: Edition, room: int) -> tuple[Span, Message, Message]:
    """Where a part of a running head was written, a message without the text of the head, and what
    an editor can do who wants another head.
    """
    article = edition.document.article
    short = Message("Give a “short-title” of at most {room} characters.", room=room)
    other = Message("Choose other heads in journal.yaml: “heads”, below “theme”.")
    match part:
        case "title":
            key = "short-title" if article.short_title else "title"
            return edition.place_of(key), _SHORTENED[key], short
        case "authors":
            if article.authors[0].is_body:
                return edition.place_of("authors"), _SHORTENED["authors"], other
            hint = Message(
                "Abbreviate the given names. Choose other heads in journal.yaml: “heads”, below "
                "“theme”."
            )
            return edition.place_of("authors"), _SHORTENED["authors"], hint
        case "journal":
            key = "short-title" if edition.journal.short_title else "title"
            return Span(JOURNAL), _SHORTENED[f"journal's {key}"], short
    message = Message(
        "The line with the {part} does not fit into a running head and reads “{head}”.", part=part
    )
    return edition.place_of(part), message, other


def _title(edition: Edition) -> str:
    return edition.document.article.short_title or edition.record.text.title


def _room(edition: Edition) -> int:
    """The characters that a running head has room for: the lesser number where the theme sets the
    two of them apart.
    """
    theme = edition.theme
    scale = page_geometry.text_size(theme.settings) / page_geometry.SIZE
    styles = head_styles(
        theme.sheets.get(theme_style.FOLDER, ""), page_geometry.text_size(theme.settings)
    )
    letter = max(style.letter for style in styles)
    return max(12, int((_measure(edition) - 2 * _FOLIO * scale) / letter))


def _measure(edition: Edition) -> float:
    """The points that lie between the margins."""
    return page_geometry.sheet(edition.journal.page, edition.theme.settings).text_width
