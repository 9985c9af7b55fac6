"""The title of a page, among its headings."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from nashr.engines import pandoc
from nashr.importing.html_source import readable
from nashr.importing.html_title import take_title
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write

_TEXT = "<p>Mətn belədir və davam edir.</p>"


def _made(body: str, name: str = "Microsoft Word - a.doc") -> tuple[dict[str, Any], str]:
    source = f"<html><head><title>{name}</title></head><body>{body}</body></html>"
    tree, log = pandoc.read_document(readable(source).encode(), "html")
    draft = draft_of_tree(tree, {}, "a.html", (), log)
    _, front, text = write(draft, pandoc.write_markdown).text.split("---\n", 2)
    return yaml.safe_load(front), text.strip()


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Kitabın <i>tarixi</i></h1>",
        "<p class=MsoTitle align=center>Kitabın <i>tarixi</i></p>",
        '<p class="c9 title" id="h.a"><span>Kitabın <i>tarixi</i></span></p>',
        '<div><h1 class="title">Kitabın <i>tarixi</i></h1></div>',
    ],
)
def test_a_heading_above_all_others_is_the_title(heading: str) -> None:
    front, text = _made(f"{heading}<h2>Giriş</h2>{_TEXT}<h3>Bir</h3>{_TEXT}<h2>Nəticə</h2>{_TEXT}")
    assert front["title"] == "Kitabın *tarixi*"
    assert [line for line in text.splitlines() if line[:1] == "#"] == [
        "# Giriş",
        "## Bir",
        "# Nəticə",
    ]


def test_a_title_beside_sections_of_the_first_level() -> None:
    front, text = _made(f"<p class=MsoTitle>Başlıq</p><h1>Giriş</h1>{_TEXT}<h1>Nəticə</h1>{_TEXT}")
    assert front["title"] == "Başlıq"
    assert text.startswith("# Giriş")


def test_the_first_of_several_sections_is_no_title() -> None:
    front, text = _made(f"<h1>Giriş</h1>{_TEXT}<h1>Nəticə</h1>{_TEXT}", "Başlıq")
    assert front["title"] == "Başlıq"
    assert text.startswith("# Giriş")


def test_names_below_a_title_are_not_taken_for_it() -> None:
    body = (
        "<h1>Kitabın tarixi</h1><p><b>Nümunə Müəllif<sup>1</sup></b></p>"
        "<p><sup>1</sup>Bakı Dövlət Universiteti</p><p><b>Xülasə:</b> Bu iş kitabı araşdırır.</p>"
        f"<p><b>Açar sözlər:</b> kitab, tarix</p><h2>Giriş</h2>{_TEXT}"
    )
    front, text = _made(body, "Kitabın tarixi")
    assert front["title"] == "Kitabın tarixi"
    assert [one["family"] for one in front["authors"]] == ["Müəllif"]
    assert text.startswith("# Giriş")


def test_the_first_heading_of_a_book_is_no_title_of_it() -> None:
    blocks = pandoc.read_document(b"<h1>Bir</h1><p>a</p><h2>Alt</h2><p>b</p>", "html")[0]["blocks"]
    assert take_title(blocks, "Kitab", is_book=True) == (None, blocks)
    assert take_title(blocks, "Kitab")[0] == "Bir"


def test_a_heading_such_as_introduction_is_no_title() -> None:
    front, text = _made(f"<h1>Giriş</h1>{_TEXT}<h2>Alt</h2>{_TEXT}", "Başlıq")
    assert front["title"] == "Başlıq"
    assert text.startswith("# Giriş")
