"""Lines where a page ends, read from the pages."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from pdf_kit import SENTENCE, build

from nashr.typesetting import weasyprint as typesetter
from nashr.typesetting.paragraphs.lineboxes import ORIGIN


def last_lines(data: bytes) -> list[str]:
    """The last line of the text of each page but the first, above the foot."""
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    said = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    pages = [
        [line for line in page.splitlines() if line.strip() and not re.search("ISSN|doi.org", line)]
        for page in said.split("\f")
    ]
    return [lines[-1].rstrip() for lines in pages[1:] if lines]


def test_no_word_is_divided_where_a_right_hand_page_ends() -> None:
    left = 0
    for words in range(1, 7, 2):
        text = "\n\n".join("sözlər " * (words + n % 4) + SENTENCE * (5 + n % 3) for n in range(40))
        lines = last_lines(build(text)[0])
        left += sum(line.endswith("\u00ad") for line in lines[:-1:2])
        right = [line for line in lines[1:-1:2] if line.endswith("\u00ad")]
        assert right == [], words
    assert left, "left-hand pages may end so, and some do"


def test_no_word_is_lost_where_a_page_ends_otherwise() -> None:
    text = " ".join(f"mərhələlər{n}münasibətlərindən" for n in range(1200))
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    data = build(text)[0]
    said = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    joined = said.replace("\u00ad\n", "").replace("-\n", "")
    found = [joined.count(f"mərhələlər{n}münasibətlərindən") for n in range(0, 1200, 7)]
    assert set(found) == {1}


def test_no_word_is_divided_before_what_belongs_to_the_next_page() -> None:
    """A paragraph that announces a list leaves its last lines to the page of the list."""
    text = "\n\n".join(
        "sözlər " * (n % 7) + SENTENCE * 5 + "aşağıdakılardır:\n\n- bir\n- iki\n- üç"
        for n in range(40)
    )
    lines = last_lines(build(text)[0])
    assert [line for line in lines[1:-1:2] if line.endswith("\u00ad")] == []
    assert [line for line in lines[:-1:2] if line.endswith("\u00ad")], "some left-hand pages do"


def test_only_paragraphs_that_cross_pages_keep_their_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of 600 pages would take a quarter more memory."""
    kept: dict[int, set[int]] = {}
    lines = 0

    def note(document: Any, *_: Any) -> bool:
        nonlocal lines
        for number, page in enumerate(document.pages):
            for box in page._page_box.descendants():
                lines += type(box).__name__ == "LineBox"
                if hasattr(box, ORIGIN):
                    kept.setdefault(id(getattr(box, ORIGIN)[0]), set()).add(number)
        return False

    monkeypatch.setattr(typesetter, "fit", note)
    text = "".join(f"<p>{SENTENCE * (3 + n % 5)}</p>" for n in range(60))
    page = f'<!DOCTYPE html><html lang="az"><head><title>t</title></head><body>{text}</body></html>'
    sheet = "@page { size: A6 } p { text-align: justify; margin: 0 }"
    done = typesetter.typeset(page, [sheet], {})
    assert done.pages > 8
    assert lines > 30 * done.pages / 2
    across = [pages for pages in kept.values() if len(pages) > 1]
    assert across, "some paragraphs cross pages"
    assert len(across) == len(kept)
