"""The layouts of a document, and what a finished one needs no more.

WeasyPrint keeps all that a layout was made with until the file is written: the boxes of the whole
text before they were divided into pages, and the plans of paragraphs, are more than half of a
book's memory, and a layout that was broken off, or is followed by another, has them too. Images
hold them: a drawing keeps the context of the layout in which it was met first, for the text in it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from nashr.typesetting.paragraphs.plan_memory import forget_all_plans
from nashr.typesetting.patching.apply import original, patched
from nashr.typesetting.tagging.structure_builder import LONG

_BUILD = "weasyprint.formatting_structure.build:build_formatting_structure"
#: What of a layout's context text in drawings is set with.
_FOR_DRAWINGS = ("font_config", "counter_style", "dictionaries", "get_image_from_uri")


@contextlib.contextmanager
def remember_contexts() -> Iterator[list[Any]]:
    """Keep the context of the last document that is laid out while the block runs, and release
    those before it.
    """
    build = original(_BUILD)
    kept: list[Any] = []

    def build_and_keep(root: Any, style_for: Any, get_image: Any, *rest: Any) -> Any:
        for context in kept:
            release(context)
        kept[:] = [get_image.keywords["context"]]
        return build(root, style_for, get_image, *rest)

    with patched({_BUILD: build_and_keep}):
        yield kept


def finish(document: Any, context: Any) -> None:
    """Release the context of a long document that is laid out for good, and the plans of its pages.

    Of an article, the end of the process does that in less time.
    """
    if len(document.pages) < LONG:
        return
    for page in document.pages:
        forget_all_plans(page._page_box)
    release(context)


def release(context: Any) -> None:
    """Let go what the context of a finished layout holds, but for what drawings need."""
    values = vars(context)
    targets = values.get("target_collector")
    if targets is not None:  # its functions that fill in page numbers hold boxes, and itself
        vars(targets).clear()
    for name in [name for name in values if name not in _FOR_DRAWINGS]:
        del values[name]
