"""Make a draft of a Word file: the steps, in their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nashr.importing.alike_letters import write_alike_letters
from nashr.importing.balance import unbalanced
from nashr.importing.capitals import tell_capitals
from nashr.importing.captions import bind_captions
from nashr.importing.citations import make_citations
from nashr.importing.cleaning import clean
from nashr.importing.draft import Draft
from nashr.importing.emphasis_breaks import with_breaks_outside
from nashr.importing.extended_abstracts import take_extended_abstracts
from nashr.importing.findings import Outcome
from nashr.importing.front import take_front
from nashr.importing.front_tables import flatten_front_tables
from nashr.importing.front_text import blocks_of_front
from nashr.importing.headings import find_headings
from nashr.importing.indents import settle_indents
from nashr.importing.ledger import count_result
from nashr.importing.letterspacing import tell_spaced
from nashr.importing.library import Library
from nashr.importing.note_signs import tell_signs
from nashr.importing.numbered_equations import bind_equations
from nashr.importing.object_text import write_objects
from nashr.importing.objects import left_out
from nashr.importing.ooxml import WordPackage
from nashr.importing.own_draft import take_own
from nashr.importing.pictures import ask_for_pictures, take_pictures
from nashr.importing.preparing import Prepared
from nashr.importing.reference_list import take_references
from nashr.importing.run_languages import set_languages
from nashr.importing.settling import settle, split
from nashr.importing.table_balance import balance_tables, name_of_cell
from nashr.importing.typed_lists import find_lists
from nashr.importing.typed_notes import take_typed_notes
from nashr.importing.typing_habits import tell_habits
from nashr.messages import Message, plural
from nashr.model import Blocks

_LEFT_OUT = {
    "header": Message("The head of the pages was left out, for nashr makes its own: “{text}”."),
    "footer": Message("The foot of the pages was left out, for nashr makes its own: “{text}”."),
    "page": Message("What the page has around the text was left out: “{text}”."),
}
_MOST_WORDS = 8


def draft_of(
    package: WordPackage,
    prepared: Prepared,
    blocks: Blocks,
    log: Sequence[str],
    known: Collection[str] = (),
) -> Draft:
    """The draft of a manuscript. ``blocks`` and ``log`` are pandoc's, of the prepared file;
    ``known`` are the keys of works that the journal's bibliography has.
    """
    blocks = split(blocks)
    if prepared.record is None:
        blocks = with_breaks_outside(blocks)
    draft = Draft(blocks, prepared.things)
    for warning in log:
        draft.add(
            "pandoc-warning", Outcome.DOUBTFUL, Message("Pandoc says: {warning}", warning=warning)
        )
    _balance(draft, prepared)
    if prepared.record is None:
        write_alike_letters(draft)
        set_languages(draft)
        tell_habits(draft, prepared.habits)
        tell_capitals(draft, prepared.capitals)
        tell_signs(draft, prepared.note_signs)
        tell_spaced(draft, prepared.spaced)
        _tell_tabbed(draft, prepared.tabbed)
        settle_indents(draft)
    take_pictures(draft, package, prepared.record.images if prepared.record else ())
    write_objects(draft, prepared.equations)
    for kind, texts in left_out(package).items():
        for text in texts:
            tell_left_out(draft, kind, text)
    library = Library(keeps_items=prepared.record is not None, known=known)
    make_citations(draft, package, library)
    if prepared.record is not None:
        take_own(draft, prepared.record)
        for work in prepared.record.works:
            library.add_item(work)
    else:
        flatten_front_tables(draft)
        take_front(draft)
        find_headings(draft)
        bind_captions(draft)
        bind_equations(draft)
        take_typed_notes(draft)
        take_references(draft, library)
    draft.bibliography = library.text
    draft.items = library.json
    if prepared.record is None:
        find_lists(draft)
    settle(draft)
    clean(draft)
    ask_for_pictures(draft)
    if prepared.record is None:
        take_extended_abstracts(draft)
    draft.counts, draft.written = (
        prepared.counts,
        count_result([*draft.blocks, *blocks_of_front(draft.front)]),
    )
    return draft


def tell_left_out(draft: Draft, kind: str, text: str) -> None:
    """Say that the head or the foot of the pages (``header``, ``footer``) is left out."""
    draft.add(f"{kind}-left-out", Outcome.DONE, _LEFT_OUT[kind].having(text=text[:200]))


def _tell_tabbed(draft: Draft, count: int) -> None:
    if count:
        message = plural(
            "Lines that tabs set in columns became a table.",
            "Lines that tabs set in columns became {n} tables.",
            count,
        )
        draft.add("tabbed-table", Outcome.DOUBTFUL, message)


def _balance(draft: Draft, prepared: Prepared) -> None:
    cells = name_of_cell(prepared.tables)
    for found in unbalanced(prepared.paragraphs, draft):
        if found.missing:
            cell = cells.get(id(found.paragraph))
            draft.add_lost_words(found.missing, _MOST_WORDS, found.paragraph, cell)
        for kind in ("notes", "pictures", "formulas"):
            if number := getattr(found, kind):
                hint = Message("put it in by hand, or ask the author for it.")
                message = _lost(kind, number)
                draft.add(f"{kind}-lost", Outcome.LOST, message, found.paragraph, hint)
    balance_tables(draft, prepared.tables)


def _lost(kind: str, n: int) -> Message:
    """That things of a kind are not in the manuscript."""
    match kind:
        case "notes":
            return plural(
                "A note is not in the manuscript.", "{n} notes are not in the manuscript.", n
            )
        case "pictures":
            return plural(
                "A picture is not in the manuscript.", "{n} pictures are not in the manuscript.", n
            )
        case _:
            return plural(
                "A formula is not in the manuscript.", "{n} formulas are not in the manuscript.", n
            )
