"""Where pages begin, held against the pages of finished PDFs."""

from __future__ import annotations

import lxml.html
import pytest
from pdf_kit import ENGINES, SENTENCE, make
from pypdfium2 import PdfDocument

from nashr.model import PageStart
from nashr.outputs.account.passages import key_of
from nashr.outputs.pdf import render as pdf

_BODY_TOP = 0.075


def typeset(text: str) -> tuple[list[str], list[str], tuple[PageStart, ...]]:
    """The lines at the head of each page after the first, what the web would show from each mark
    on, and the places.
    """
    edition = make(text)
    (artifact,) = pdf.render(edition, ENGINES).value
    edition = edition.with_pages(artifact.starts)
    body = edition.page_marks.within("text", edition.markup.body, beginning=True)
    return heads(artifact.data), after_marks(body), artifact.starts


def heads(data: bytes) -> list[str]:
    """The text of each page after the first, without its running head."""
    with PdfDocument(data) as document:
        pages = []
        for number in range(1, len(document)):
            page = document[number]
            top = page.get_height() * (1 - _BODY_TOP)
            pages.append(page.get_textpage().get_text_bounded(top=top))
    return pages


def after_marks(html: str) -> list[str]:
    """The text behind each mark of a page."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    texts: list[list[str]] = []
    for part in root.iter():
        if part.get("class") == "page-break":
            texts.append([])
        elif texts and part.get("role") != "doc-noteref":
            texts[-1].append(part.text or "")
        if texts:
            texts[-1].append(part.tail or "")
    return ["".join(text) for text in texts]


def opening(text: str, length: int = 8) -> str:
    """What a page begins with, without the repeated head of a table."""
    return key_of(text.replace("(davamı)\r\nAd Say", ""))[:length]


def holds(shown: str, marked: str) -> bool:
    """Whether a page shows what follows a mark, or begins in the middle of its first word."""
    word = marked.split()[0]
    wanted, there = key_of(marked), opening(shown)
    return any(wanted[cut:].startswith(there) for cut in range(len(key_of(word)) + 1))


TEXTS: dict[str, str] = {
    "paragraphs": "\n\n".join(f"{n}-ci abzas. {SENTENCE * 3}" for n in range(24)),
    "a long list": "\n".join(f"- Maddə {n}. *{SENTENCE}*" for n in range(60)),
    "a long table": "| Ad | Say |\n|---|--:|\n"
    + "\n".join(f"| Sətir {n} adı | {n} |" for n in range(150))
    + "\n\n: Uzun cədvəl\n",
    "headings": "\n\n".join(f"## Bölmə {n}\n\n{SENTENCE * 4}" for n in range(24)),
    "notes": "\n\n".join(f"{n}-ci abzas.[^{n}] {SENTENCE * 3}" for n in range(20))
    + "\n\n"
    + "\n\n".join(f"[^{n}]: Haşiyə {n}. {SENTENCE * 2}" for n in range(20)),
    "capitals": "\n\n".join(f"[{SENTENCE * 3}]{{.smallcaps}} straße ﬁn İI." for _ in range(20)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_page_begins_where_its_mark_says(name: str) -> None:
    shown, marked, starts = typeset(f"{SENTENCE}\n\n{TEXTS[name]}")
    assert len(starts) == len(shown) + 1 > 3
    assert starts[0] == PageStart()
    body = starts[2].part  # the first page may begin before the text, and the last behind it
    pages = [page for page, start in zip(shown, starts[1:], strict=True) if start.part == body]
    assert len(pages) > 2
    for page, text in zip(pages, marked, strict=True):
        assert holds(page, text), (page[:60], text[:60])


def test_a_figure_that_waited_for_its_page_does_not_begin_it() -> None:
    figure = "![Şəklin adı](media/square.svg){width=100% alt='Xəritə'}"
    text = [
        *(f"Abzas {n}. {SENTENCE * 6}" for n in range(3)),
        figure,
        f"# Başlıq\n\n{SENTENCE * 6}",
    ]
    text += [f"Abzas {n}. {SENTENCE * 6}" for n in range(5, 12)]
    shown, marked, _ = typeset("\n\n".join(text))
    pages = "".join(shown)
    assert pages.index("Başlıq") < pages.index("Şəklin adı"), "the figure was not moved"
    for page, words in zip(shown[-len(marked) :], marked, strict=True):
        assert holds(page.replace("Şəklin adı", ""), words), (page[:60], words[:60])
