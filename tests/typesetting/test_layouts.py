"""What of a layout is kept while its file is written: a book must fit into memory."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pypdfium2
import pytest
from weasyprint.formatting_structure.boxes import Box

from nashr.typesetting import layouts, weasyprint
from nashr.typesetting.tagging import structure_builder

_DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
    b'<text x="2" y="14" font-size="12">abcde</text></svg>'
)
_FILES = {"a.svg": ("image/svg+xml", _DRAWING)}
_SHEET = (
    "@page { size: 200pt 120pt; margin: 10pt }"
    "a::after { content: ' (' target-counter(attr(href), page) ')' }"
    "p { text-align: justify }"
)


def html(paragraphs: int) -> str:
    text = "".join(
        f'<p id="p{n}">Sözlər bir neçə sətir tutur, <a href="#p{paragraphs - n - 1}">keçid</a> ilə '
        "birlikdə, və abzas səhifədən səhifəyə keçir, orada isə bitir.</p>"
        for n in range(paragraphs)
    )
    return f'<html lang="az"><title>T</title><body><img src="a.svg" alt="x">{text}'


def boxes_below(box: Any) -> set[int]:
    own = getattr(box, "_box", box)
    return {id(own)}.union(*map(boxes_below, getattr(own, "children", ())))


@pytest.fixture(autouse=True)
def short_documents_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "LONG", 1)
    monkeypatch.setattr(structure_builder, "LONG", 1)


@pytest.mark.parametrize("is_broken_off", [False, True])
def test_a_finished_layout_has_no_boxes_but_those_of_its_pages(
    monkeypatch: pytest.MonkeyPatch, is_broken_off: bool
) -> None:
    if is_broken_off:  # as if the first page were too full for text
        monkeypatch.setattr(weasyprint, "least_lines", lambda _: 1000)
        monkeypatch.setattr(weasyprint, "make_room", lambda *_: None)
    gc.collect()
    before = {id(found) for found in gc.get_objects() if isinstance(found, Box)}
    with weasyprint._laid_out(html(60), [_SHEET], _FILES, "pdf/ua-1") as laid_out:
        pages = laid_out.document.pages
        on_pages = set[int]().union(*(boxes_below(page._page_box) for page in pages))
        gc.collect()
        alive = [found for found in gc.get_objects() if isinstance(found, Box)]
        others = [found for found in alive if id(found) not in before | on_pages]
        assert len(pages) > 10
        # WeasyPrint keeps the boxes of generated content, as it made them first.
        assert {box.element_tag for box in others} <= {"a::after"}


def test_a_finished_layout_waits_for_no_garbage_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    targets: list[weakref.ref[Any]] = []

    def finish(document: Any, context: Any) -> None:
        targets.append(weakref.ref(context.target_collector))
        layouts.finish(document, context)

    monkeypatch.setattr(weasyprint, "finish", finish)
    gc.disable()
    try:
        with weasyprint._laid_out(html(10), [_SHEET], _FILES, "pdf/ua-1"):
            assert [target() for target in targets] == [None]
    finally:
        gc.enable()


def test_text_in_drawings_is_drawn_when_the_layout_is_released() -> None:
    file = weasyprint.typeset(html(3), [_SHEET], _FILES)
    text = pypdfium2.PdfDocument(file.pdf)[0].get_textpage().get_text_range()
    assert "abcde" in text
    assert file.faults == ()
