"""Front matter that pandoc reads as metadata."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.engines import pandoc
from nashr.importing.front_text import in_markdown
from nashr.importing.latex_front import with_front
from nashr.importing.meta_front import front_of_meta, notes_of_authors


def _meta(front: str) -> dict[str, Any]:
    source = rf"\documentclass{{article}}\begin{{document}}{front}\maketitle Mətn.\end{{document}}"
    tree, _ = pandoc.read_document(source.encode(), "latex")
    meta: dict[str, Any] = tree["meta"]
    return meta


def test_a_note_that_has_an_address_alone_is_the_author_s_address() -> None:
    meta = _meta(
        r"\title{Dil}\author{Ali Yazar\thanks{a@example.org} \and Veli Kimse\thanks{Sağ ol}}"
    )
    front = front_of_meta(meta)
    assert [one.get("email") for one in front["authors"]] == ["a@example.org", None]
    assert len(notes_of_authors(meta, front)) == 1


def test_a_note_may_say_who_answers_letters() -> None:
    meta = _meta(
        r"\title{Dil}\author{Ali Yazar\thanks{Sorumlu yazar: a@example.org} \and Veli Kimse}"
    )
    front = front_of_meta(meta)
    assert [one.get("corresponding") for one in front["authors"]] == [True, None]
    assert front["authors"][0]["email"] == "a@example.org"
    assert notes_of_authors(meta, front) == []
    read = with_front(
        r"\author[1]{Ali Yazar\thanks{Sorumlu yazar: a@example.org}}\affil[1]{Bir}\section{x}"
    ).front
    assert read["authors"][0]["corresponding"] is True


@pytest.mark.parametrize(
    "title",
    [
        r"{\Large Dil \emph{və} söz\par}",
        r"\begin{center}Dil\par \emph{və} söz\end{center}",
        "\\parbox{9cm}{\\centering Dil\n\n\\emph{və} söz}",
    ],
)
def test_a_title_in_a_box_or_of_paragraphs_is_one_line(title: str) -> None:
    read = front_of_meta(_meta(rf"\title{{{title}}}"))["title"]
    written = in_markdown({"title": read}, pandoc.write_markdown)["title"]
    assert written == "Dil *və* söz"
