"""Prepare a Word file for pandoc: what it cannot read becomes text with marks."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.importing.capitals import Capitals, write_capitals
from nashr.importing.changes import Treatment, settle_changes
from nashr.importing.comments import mark_comments
from nashr.importing.fields import mark_fields
from nashr.importing.flattening import (
    choose_alternatives,
    move_text_boxes,
    name_braces,
    part_prescripts,
    remove_forged_marks,
)
from nashr.importing.floating_pictures import part_floating_pictures
from nashr.importing.font_letters import mark_font_letters
from nashr.importing.formula_paragraphs import part_formulas
from nashr.importing.ledger import count_package
from nashr.importing.letterspacing import stress_spaced_words
from nashr.importing.linear_formulas import build_up_formulas
from nashr.importing.marks import Marks
from nashr.importing.note_signs import take_signs
from nashr.importing.numbering_words import write_numbering_words
from nashr.importing.objects import OldEquations, mark_objects
from nashr.importing.ooxml import WordPackage
from nashr.importing.own_marks import mark_own
from nashr.importing.own_record import OwnRecord, own_record
from nashr.importing.paragraphs import Paragraph, mark_paragraphs
from nashr.importing.run_languages import mark_languages
from nashr.importing.shared_numbering import share_numbers
from nashr.importing.stored_citations import mark_stored_citations
from nashr.importing.tabbed_tables import make_tables_of_tabs
from nashr.importing.typing_habits import Habits, count_habits
from nashr.importing.unread_markup import write_plainly
from nashr.importing.word_tables import WordTable, mend_tables, tables_of
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Word file for pandoc, and what the marks in it stand for."""

    data: bytes
    things: Mapping[int, object]
    paragraphs: tuple[Paragraph, ...]
    #: What the file has, and what of it is left when its changes are settled (``ledger.NAMES``).
    counts: Mapping[str, int]
    settled: Mapping[str, int]
    equations: OldEquations
    habits: Habits
    #: Places whose words are in another language.
    languages: int
    #: Words that are shown in capitals, and notes with signs of their own.
    capitals: Capitals = Capitals()
    note_signs: int = 0
    #: Places whose words are letterspaced, and tables that were made of tabs.
    spaced: int = 0
    tabbed: int = 0
    #: What the file says of its manuscript, where nashr made it.
    record: OwnRecord | None = None
    tables: tuple[WordTable, ...] = ()


def prepare(
    package: WordPackage, treatment: Treatment, equations: OldEquations | None = None
) -> Prepared:
    """Settle the changes, mark comments, fields and paragraphs, and move text boxes into the text.
    Raises ``WordError``.
    """
    marks = Marks()
    equations = equations or OldEquations()
    remove_forged_marks(package)
    choose_alternatives(package)
    record = own_record(package)
    tabbed = make_tables_of_tabs(package) if record is None else 0
    mend_tables(package)
    name_braces(package)
    part_prescripts(package)
    build_up_formulas(package)
    if record is None:
        part_formulas(package)
    counts = count_package(package)
    write_plainly(package, marks)
    share_numbers(package)
    if record is None:
        write_numbering_words(package)
    mark_font_letters(package, marks)
    settle_changes(package, treatment, marks)
    if record is not None:
        mark_own(package, marks, record)
    note_signs = take_signs(package) if record is None else 0
    capitals = write_capitals(package) if record is None else Capitals()
    spaced = stress_spaced_words(package) if record is None else 0
    settled = count_package(package)
    mark_comments(package, marks)
    mark_fields(package, marks)
    mark_stored_citations(package, marks)
    habits = count_habits(package)
    languages = mark_languages(package, marks) if record is None else 0
    mark_objects(package, marks, equations.formulas)
    if record is None:
        part_floating_pictures(package)
    move_text_boxes(package, marks)
    paragraphs = mark_paragraphs(package, marks)
    tables = tables_of(package, marks.things)
    return Prepared(
        package.write(),
        marks.things,
        tuple(paragraphs),
        counts,
        settled,
        equations,
        habits,
        languages,
        capitals,
        note_signs,
        spaced,
        tabbed,
        record,
        tables,
    )
