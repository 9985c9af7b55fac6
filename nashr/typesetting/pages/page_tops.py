"""The top of a page or column: no space above what begins there.

CSS Fragmentation 3 (5.2, margins at breaks) drops the margin above a block that begins a page,
unless the page break was asked for. WeasyPrint takes each break for such a one in a document whose
pages have names, and knows no columns of ours. A heading that begins a page stands on the first
line of the baseline grid, whatever the size of its letters.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.pages.footnotes import are_notes_laid_out, column_of
from nashr.typesetting.pages.grid import HEADINGS, Grid, grid_of
from nashr.typesetting.patching.apply import original, patched

_SWITCH = "weasyprint.layout.block:block_level_layout_switch"
#: How far a box may stand below the top of its page, in pixels.
_EXACT = 0.02
#: By what part of a line the text below a heading may miss one.
_LITTLE = 0.3


def patch_page_tops() -> AbstractContextManager[None]:
    """Let WeasyPrint drop the space above what begins a page or column."""
    lay_out = original(_SWITCH)

    def at_top(
        context: Any,
        box: Any,
        bottom_space: float,
        skip: Any,
        around: Any,
        page_is_empty: bool,
        *others: Any,
        **named: Any,
    ) -> Any:
        # The place of an article's opening, which stands across the columns, is not empty.
        is_first = page_is_empty or (context.current_page == 1 and column_of(context) is not None)
        if is_first and skip is None and _begins_page(context, box):
            box.margin_top = 0.0
            if box.element_tag in HEADINGS:
                _stand_on_grid(box, grid_of(context))
        return lay_out(context, box, bottom_space, skip, around, page_is_empty, *others, **named)

    return patched({_SWITCH: at_top})


def _begins_page(context: Any, box: Any) -> bool:
    """Whether a box of the text, before its layout, is at the top of a page that was not asked for,
    or of a column; the first page begins as its style sheet says, but both its columns begin on
    the same line below the opening.
    """
    grid, page = grid_of(context), context.current_page
    if grid is None or not page or abs(box.position_y - grid.top) > _EXACT:
        return False
    if are_notes_laid_out(context):
        return False
    column = column_of(context)
    if column is not None and (column.number or page == 1):
        return True
    return bool(page > 1 and context.page_maker[page - 1][1]["break"] == "any")


def _stand_on_grid(heading: Any, grid: Grid | None) -> None:
    """Move a heading so that its first line stands on the grid, and the text below it up by a line
    if it misses that line by little.
    """
    if grid is None or not grid.pitch:
        return
    from weasyprint.layout.inline import strut

    height, baseline = strut(heading.style)
    heading.margin_top = grid.usual - baseline
    beyond = (heading.margin_top + height + heading.margin_bottom) % grid.pitch
    if beyond < grid.pitch * _LITTLE:
        heading.margin_bottom = max(0.0, heading.margin_bottom - beyond)
