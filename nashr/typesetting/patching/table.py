"""The monkeypatches: what of WeasyPrint and other libraries is replaced, and why.

``apply.patched`` replaces nothing that is not in this table. ``nashr doctor --patches`` prints it,
and ``tests/typesetting/patching/test_table.py`` compares it with what a build really replaces. The
versions that the patches are written for are pinned in ``pyproject.toml``; ``docs/upstream.md``
says which of them could become options of WeasyPrint and pydyf.

A patch for speed alone has to save at least 5% of a cold build, either of
``manuscript/azerbaycan-turkiye`` or of the book that ``benchmarks/archive.py --book 110`` makes:
of its processor time, of its time by the clock, or of its memory. ``saves`` is what was measured.
"""

from __future__ import annotations

from typing import Literal

from nashr.messages import Message
from nashr.records import dataclass

Gain = Literal["looks", "tags", "file", "isolation", "speed", "text"]
#: When the patch is applied: while WeasyPrint is imported, from the parsing of the style sheets to
#: the written file, during layout, while pages are laid out whose folios are not known yet, while
#: the file is written, or while the printer's is.
Phase = Literal["import", "document", "layout", "folios", "writing", "printing"]


@dataclass(frozen=True, slots=True)
class Patch:
    """One attribute, or one module, that is replaced.

    ``target`` is ``module:attribute`` or ``module:Class.attribute``, where the attribute is
    defined. A function is replaced in all loaded modules of its package that imported it by name,
    or only in those of ``used_in``.
    """

    target: str
    why: Message
    gain: Gain
    phase: Phase
    #: The test that fails when an upgrade breaks the patch.
    test: str
    #: For speed, the part of a cold build that it saves; of processor time if not said otherwise.
    saves: Message | None = None
    used_in: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        """The attribute, with its class if it has one; empty where a module is replaced."""
        return self.target.partition(":")[2]


_SHAPING = "tests/typesetting/paragraphs/test_shaping.py"
_MEASURING = "tests/typesetting/paragraphs/test_measuring.py"
_LINES = "tests/typesetting/paragraphs/test_lineboxes.py"
_TURNOVERS = "tests/typesetting/paragraphs/test_turnovers.py"
_STRUCTURE = "tests/typesetting/tagging/test_structure_builder.py"
_PDF = "tests/outputs/pdf/test_render.py"
_FOOTNOTES = "tests/typesetting/pages/test_footnotes.py"
_FLOATS = "tests/typesetting/pages/test_floats.py"
_COMPUTED = "tests/typesetting/patching/test_styles.py"
_ISOLATION = "tests/typesetting/test_isolation.py"
_KEEPS = "tests/typesetting/spreads/test_keeps.py"
_TABLES = "tests/typesetting/pages/test_tables.py"

PATCHES: tuple[Patch, ...] = (
    Patch(
        "weasyprint.formatting_structure.build:build_formatting_structure",
        Message(
            "The account of words asks for the computed style of elements that have no box: what "
            "a style sheet does not display is not missing."
        ),
        "text",
        "layout",
        "tests/typesetting/test_account.py::test_what_is_not_displayed_beside_the_text_is_not_missing",
        used_in=("weasyprint.document",),
    ),
    Patch(
        "ctypes.util:find_library",
        Message(
            "On Linux the dynamic loader finds libraries by name; cffi would start ldconfig, gcc "
            "and ld for each spelling of a name that fails."
        ),
        "speed",
        "import",
        f"{_ISOLATION}::test_importing_weasyprint_starts_no_program",
        saves=Message("saves 13% of the article's cold build"),
        used_in=("ctypes.util",),
    ),
    Patch(
        "tinycss2:parse_stylesheet",
        Message(
            "WeasyPrint parses its own style sheets when it is imported; what that gives is kept "
            "by setup."
        ),
        "speed",
        "import",
        "tests/typesetting/test_default_stylesheets.py::test_they_are_the_same_as_parsed_anew",
        saves=Message(
            "saves 5% of the processor time of the article's cold build, with the style sheet of "
            "articles"
        ),
        used_in=("tinycss2",),
    ),
    Patch(
        "fontTools.subset",
        Message(
            "WeasyPrint is imported without fontTools' subsetter, which it needs only for "
            "variable fonts and without HarfBuzz's; the module is imported at the first call."
        ),
        "speed",
        "import",
        f"{_ISOLATION}::test_importing_weasyprint_imports_no_subsetter",
        saves=Message("saves 6% of the article's cold build by the clock, with the other module"),
    ),
    Patch(
        "fontTools.varLib.instancer",
        Message(
            "WeasyPrint is imported without fontTools' instancer, which it needs only for "
            "variable fonts and without HarfBuzz's; the module is imported at the first call."
        ),
        "speed",
        "import",
        f"{_ISOLATION}::test_importing_weasyprint_imports_no_subsetter",
        saves=Message("saves 6% of the article's cold build by the clock, with the other module"),
    ),
    Patch(
        "cffi:FFI",
        Message(
            "WeasyPrint takes its declarations of C functions as setup parsed them, where it "
            "did; cffi parses them, and the name of each type, in every process."
        ),
        "speed",
        "import",
        "tests/typesetting/test_declarations.py::test_what_was_prepared_is_used",
        saves=Message("saves 5% of the CPU time of the article's cold build"),
        used_in=("cffi",),
    ),
    Patch(
        "weasyprint.text.fonts:mkdtemp",
        Message(
            "The fonts of a page are written into the build's own temporary folder, which is "
            "removed also after a build that was killed."
        ),
        "isolation",
        "document",
        f"{_ISOLATION}::test_fonts_are_written_into_the_builds_temporary_folder",
        used_in=("weasyprint.text.fonts",),
    ),
    Patch(
        "weasyprint.layout.inline:add_word_spacing",
        Message(
            "The lines of planned paragraphs are justified without a new layout of Pango's, and "
            "all others become as wide as they are to be."
        ),
        "looks",
        "layout",
        f"{_SHAPING}::test_justified_lines_end_where_they_should",
    ),
    Patch(
        "weasyprint.layout.inline:iter_line_boxes",
        Message(
            "The lines of a paragraph are chosen together (Knuth and Plass), not one after the "
            "other."
        ),
        "looks",
        "layout",
        f"{_PDF}::test_text_is_hyphenated_and_its_lines_end_evenly",
    ),
    Patch(
        "weasyprint.layout.block:find_earlier_page_break",
        Message(
            "A right-hand page does not end in the middle of a word where it has to end early, "
            "before a paragraph's last lines or a heading."
        ),
        "looks",
        "layout",
        f"{_LINES}::test_no_word_is_divided_before_what_belongs_to_the_next_page",
    ),
    Patch(
        "weasyprint.layout.block:block_level_page_break",
        Message(
            "A heading stands above two lines of its text, and a display below two lines, also "
            "where these are paragraphs of one line."
        ),
        "looks",
        "layout",
        f"{_KEEPS}::test_a_heading_stands_above_two_lines",
    ),
    Patch(
        "weasyprint.layout.inline:split_text_box",
        Message(
            "Spaces that are removed and hyphens that are inserted at line ends are noted for "
            "the tagged text."
        ),
        "tags",
        "layout",
        f"{_STRUCTURE}::test_words_at_the_ends_of_lines_are_not_run_together",
    ),
    Patch(
        "weasyprint.layout.inline:split_inline_box",
        Message(
            "A word that fits a line is not broken between any two letters where it stands in an "
            "element at the end of the line before."
        ),
        "looks",
        "layout",
        "tests/typesetting/paragraphs/test_linestarts.py::"
        "test_a_word_in_an_element_is_not_broken_behind_its_first_letter",
    ),
    Patch(
        "weasyprint.css:ComputedStyle.__missing__",
        Message(
            "Initial and inherited values, which are nearly all, are taken without computing them."
        ),
        "speed",
        "layout",
        f"{_COMPUTED}::test_values_are_those_that_weasyprint_computes",
        saves=Message(
            "saves 6% of a book's, 5% of the article's cold build, with the other patch of values"
        ),
    ),
    Patch(
        "weasyprint.css:AnonymousStyle.__missing__",
        Message(
            "The initial values that every box is asked for are written together into the style "
            "of a box without an element, too."
        ),
        "speed",
        "layout",
        f"{_COMPUTED}::test_values_are_those_that_weasyprint_computes",
        saves=Message(
            "saves 6% of a book's, 5% of the article's cold build, with the other patch of values"
        ),
    ),
    Patch(
        "weasyprint.css:StyleFor.set_computed_styles",
        Message(
            "Elements that are no list items or notes have no styles for their markers and "
            "calls, six for each."
        ),
        "speed",
        "layout",
        f"{_COMPUTED}::test_markers_and_notes_have_their_styles",
        saves=Message("saves 7% of the memory of a book's cold build, and no time"),
    ),
    Patch(
        "weasyprint.text.line_break:split_first_line",
        Message(
            "Heads and feet of pages, and the cells of tables, are measured once for each text, "
            "not on every page and in every layout."
        ),
        "speed",
        "layout",
        f"{_MEASURING}::test_widths_are_those_of_weasyprint",
        saves=Message("saves 6% of the article's cold build by the clock"),
        used_in=("weasyprint.layout.preferred",),
    ),
    Patch(
        "weasyprint.css.targets:TargetCollector.collect_missing_counters",
        Message(
            "The text of a page reference waits for its target alone, not for the number of pages."
        ),
        "speed",
        "layout",
        f"{_PDF}::test_citations_lead_to_their_entry_and_the_entry_leads_back",
        saves=Message("saves 25% of a book's, 2% of the article's cold build"),
    ),
    Patch(
        "weasyprint.css.targets:TargetCollector.cache_target_page_counters",
        Message(
            "A page reference is written when the page of its target is known, without a further "
            "layout, and is compared with that target alone."
        ),
        "speed",
        "layout",
        f"{_PDF}::test_two_citations_on_a_page_are_one_number_and_two_links",
        saves=Message("saves 25% of a book's, 2% of the article's cold build"),
    ),
    Patch(
        "weasyprint.layout.absolute:absolute_block",
        Message("A query in the margin of a proof is laid out whole at the foot of a page."),
        "looks",
        "layout",
        f"{_PDF}::test_questions_stand_in_the_outer_margin_at_the_height_of_their_place",
    ),
    Patch(
        "weasyprint.draw.text:draw_text",
        Message(
            "Shaped lines are drawn with their spacing and tracking, and hyphens are extracted "
            "as those of the keyboard."
        ),
        "looks",
        "writing",
        f"{_SHAPING}::test_a_line_stands_where_weasyprint_would_set_it",
        used_in=("weasyprint.draw",),
    ),
    Patch(
        "weasyprint.svg.defs:draw_gradient",
        Message(
            "The cells of the patterns for gradients are larger than what they fill; poppler "
            "does not draw them otherwise, and other readers repeat a column at the edge."
        ),
        "looks",
        "writing",
        "tests/typesetting/test_gradients.py::test_a_gradient_is_drawn_whole",
        used_in=("weasyprint.svg",),
    ),
    Patch(
        "weasyprint.svg:SVG.draw_node",
        Message(
            "Texts of drawings are set in the document's typefaces, and shaped as a whole: letters "
            "join, stand from right to left, and carry their marks."
        ),
        "looks",
        "writing",
        "tests/typesetting/test_drawings.py::test_arabic_in_a_drawing_is_joined",
    ),
    Patch(
        "weasyprint.draw:draw_block_level",
        Message(
            "A mark stands beside each line of code that goes on in the next line, and the "
            "numbers of lines where a block has them."
        ),
        "looks",
        "writing",
        f"{_TURNOVERS}::test_a_mark_stands_beside_each_line_that_goes_on",
    ),
    Patch(
        "weasyprint.layout.page:block_level_layout",
        Message(
            "The text of a page is laid out until its notes have room, and the notes are laid "
            "out one by one, so that a long one can be continued on the next page."
        ),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_a_long_note_goes_on_at_the_next_foot",
        used_in=("weasyprint.layout.page",),
    ),
    Patch(
        "weasyprint.layout.page:remake_page",
        Message(
            "The notes that a page takes over from the page before are kept for each page, so "
            "that a page that is laid out again shows the same notes."
        ),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_a_page_that_is_laid_out_again_shows_its_notes_once",
    ),
    Patch(
        "weasyprint.layout.page:make_margin_boxes",
        Message("Heads and feet show folios that became known during the layout."),
        "text",
        "folios",
        "tests/typesetting/pages/test_awaited_folio.py::test_pages_are_those_of_a_known_folio",
    ),
    Patch(
        "weasyprint.layout.page:make_all_pages",
        Message(
            "WeasyPrint takes the page on which the text ends for the last, also where notes "
            "follow."
        ),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_notes_that_go_on_behind_the_text_have_pages_of_their_own",
    ),
    Patch(
        "weasyprint.layout.block:_in_flow_layout",
        Message("The text goes on past a figure that has no room on its page."),
        "looks",
        "layout",
        f"{_FLOATS}::test_text_goes_on_past_a_figure_and_is_cut_where_the_page_ends",
        used_in=("weasyprint.layout.block",),
    ),
    Patch(
        "weasyprint.layout.block:block_level_page_name",
        Message("The text goes on past a table that is turned on a page of its own."),
        "looks",
        "layout",
        f"{_FLOATS}::test_text_goes_on_past_a_table_that_is_turned",
        used_in=("weasyprint.layout.block",),
    ),
    Patch(
        "weasyprint.layout.block:block_level_layout_switch",
        Message(
            "A figure that is laid out is measured before its siblings are moved to the next "
            "page; a block across columns is not laid out where it stands in the text."
        ),
        "looks",
        "layout",
        f"{_FLOATS}::test_text_goes_on_past_a_figure_and_is_cut_where_the_page_ends",
        used_in=("weasyprint.layout.block",),
    ),
    Patch(
        "weasyprint.layout:LayoutContext.layout_footnote",
        Message(
            "Which notes a page shows follows from the calls that stand on it when it is laid out."
        ),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_every_note_stands_once_on_the_page_of_its_call",
    ),
    Patch(
        "weasyprint.layout:LayoutContext.unlayout_footnote",
        Message("A line that is moved to the next page gives back the room of its own notes only."),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_a_note_whose_line_is_moved_moves_with_it",
    ),
    Patch(
        "weasyprint.layout:LayoutContext.report_footnote",
        Message("No note is moved to the page after its call to make room for a line."),
        "looks",
        "layout",
        f"{_FOOTNOTES}::test_every_note_stands_once_on_the_page_of_its_call",
    ),
    Patch(
        "weasyprint.layout.table:auto_table_layout",
        Message(
            "The width that a table may have is kept, so that one that is wider can be made to fit."
        ),
        "text",
        "layout",
        f"{_TABLES}::test_tables_that_are_too_wide_are_made_to_fit",
    ),
    Patch(
        "weasyprint.layout.table:table_and_columns_preferred_widths",
        Message("Columns become narrower than their longest word where a table would not fit."),
        "text",
        "layout",
        f"{_TABLES}::test_tables_that_are_too_wide_are_made_to_fit",
        used_in=("weasyprint.layout.table",),
    ),
    Patch(
        "weasyprint.layout.table:table_layout",
        Message(
            "The row of a table's head that says that the table goes on is left out where it "
            "begins."
        ),
        "looks",
        "layout",
        f"{_TABLES}::test_a_table_that_goes_on_says_so_in_the_language_of_the_article",
        used_in=("weasyprint.layout.block",),
    ),
    Patch(
        "weasyprint.layout.table:_find_earlier_page_break",
        Message(
            "A table that begins its page ends it between rows that are kept together where no "
            "page holds them; WeasyPrint breaks off."
        ),
        "text",
        "layout",
        f"{_TABLES}::test_rows_that_are_kept_together_are_parted_where_no_page_holds_them",
    ),
    Patch(
        "weasyprint.pdf:add_tags",
        Message("The structure tree follows the elements of the HTML instead of the boxes."),
        "tags",
        "writing",
        f"{_STRUCTURE}::test_all_that_is_marked_is_read_or_passed_over",
        used_in=("weasyprint.pdf",),
    ),
    Patch(
        "pydyf:zlib",
        Message(
            "Compressed streams do not end in a line break, which PDF/A readers take for the end "
            "of line before endstream."
        ),
        "file",
        "writing",
        f"{_PDF}::test_the_end_of_every_stream_can_be_seen",
        used_in=("pydyf",),
    ),
    Patch(
        "weasyprint.images:Gradient.draw",
        Message(
            "The colours of gradients are taken to sRGB, also those of lab() and oklch(), at "
            "which WeasyPrint breaks off."
        ),
        "looks",
        "writing",
        "tests/typesetting/test_gradients.py::test_gradients_mix_colours_of_all_spaces",
    ),
    Patch(
        "weasyprint.images:RasterImage.get_x_object",
        Message(
            "Raster images are written in the inks of the press, by their own colour profiles, "
            "which WeasyPrint ignores."
        ),
        "file",
        "printing",
        "tests/typesetting/standards/test_pdfx.py::test_pictures_are_converted_by_their_profiles",
    ),
)
