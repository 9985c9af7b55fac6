"""Front matter that pandoc reads as metadata."""

from __future__ import annotations

from typing import Any

from nashr.engines import pandoc
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
