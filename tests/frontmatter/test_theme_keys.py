"""The keys below ``theme`` in journal.yaml, and those of a theme's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.load import parse_journal, parse_theme
from nashr.frontmatter.theme_keys import SettingKeys
from nashr.model import NO_SETTINGS, PageSize, Source, ThemeSettings, Typeface


def settings(text: str) -> ThemeSettings:
    found = parse_journal(Source("journal.yaml", f"title: T\nlanguage: en\n{text}"))
    assert found.value is not None, found.diagnostics
    return found.value.theme


def fault(text: str) -> Diagnostic:
    found = parse_journal(Source("journal.yaml", f"title: T\nlanguage: en\n{text}"))
    assert found.value is None
    (one,) = found.diagnostics
    return one


def test_without_a_theme_nothing_is_said() -> None:
    assert settings("") == NO_SETTINGS


def test_the_name_alone_is_enough() -> None:
    assert settings("theme: plain") == ThemeSettings("plain")


def test_everything_that_may_be_said() -> None:
    read = settings(
        """\
page: A4
back-links: false
theme:
  name: science
  colours: {accent: "#8A1C2E", text: 222222, headings: "#036", background: "#fffff8"}
  typefaces:
    text: {regular: a.ttf, italic: b.ttf, bold: c.ttf, bold-italic: d.ttf}
    headings: Source Sans 3
    others: [fonts/Old.ttf, Noto Sans Tamil]
  size: 10
  leading: 5 mm
  margins: {inside: 20mm, outside: 1 in, top: 60pt, bottom: "2,5cm"}
  columns: 2
  column-gap: 6mm
  headings: numbered
  text: ragged
  drop-cap: true
  side-column: true
  front: [authors, title]
  heads: {left: journal, right: none}
  feet: doi
  folio: foot
  references: {size: 9pt}
"""
    )
    assert read.name == "science"
    assert (read.accent, read.text_colour, read.heading_colour) == ("#8a1c2e", "#222222", "#003366")
    assert read.typefaces["headings"] == Typeface("Source Sans 3")
    assert read.typefaces["text"].files["bold-italic"] == "d.ttf"
    assert read.typefaces["others: fonts/Old.ttf"] == Typeface(None, {"regular": "fonts/Old.ttf"})
    assert read.typefaces["others: Noto Sans Tamil"] == Typeface("Noto Sans Tamil")
    assert (read.size, read.leading) == (10, 14.173)
    assert (read.margin_outside, read.margin_bottom) == (72, 70.866)
    assert (read.columns, read.headings, read.text, read.drop_cap) == (
        2,
        "numbered",
        "ragged",
        True,
    )
    assert read.front == ("authors", "title", "type", "abstract")
    assert (read.head_left, read.head_right, read.feet) == ("journal", "none", ("doi",))
    assert (read.side_column, read.folio) == (True, "foot")
    assert (read.reference_size, read.back_links) == (9, False)
    assert read.page == PageSize("210mm", "297mm")


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("theme: {colour: {}}", (3, 9), "Did you mean “colours”?"),
        ("theme:\n  colours:\n    accent: #8a1c2e", (5, 12), "in quotation marks"),
        ("theme:\n  colours: {accent: crimson}", (4, 21), "in quotation marks"),
        ("theme: {columns: 3}", (3, 18), "1 or 2"),
        ("theme: {text: ragge}", (3, 15), "Did you mean “ragged”?"),
        ("theme: {heads: {left: autors}}", (3, 23), "Did you mean “authors”?"),
        ("theme: {front: [title, abstracts]}", (3, 24), "Did you mean “abstract”?"),
        ("theme: {size: 3pt}", (3, 15), "from 6 to 24 points"),
        ("theme: {size: large}", (3, 15), "as 10pt"),
        ("theme: {typefaces: {text: {bold: a.ttf}}}", (3, 27), "regular: fonts/Own.ttf"),
    ],
)
def test_faults_have_a_place_and_a_hint(text: str, place: tuple[int, int], says: str) -> None:
    found = fault(text)
    assert says in (found.hint or "")
    assert (found.span.line, found.span.column)[: len(place)] == place


def test_the_page_on_themes_explains_every_setting() -> None:
    page = (Path(__file__).parents[2] / "docs" / "themes.md").read_text("utf-8")
    known = {field.alias or name for name, field in SettingKeys.model_fields.items()}
    explained = {key for key in known if f"{key}:" in page}
    assert explained == known


def test_a_themes_own_file_names_its_base_and_its_page() -> None:
    found = parse_theme(Source("theme.yaml", "base: plain\npage: 210x280\ncolumns: 2"), "own")
    assert found.value is not None
    read, base = found.value
    assert (read.name, read.columns, base) == ("own", 2, "plain")
    assert read.page == PageSize("210mm", "280mm")
