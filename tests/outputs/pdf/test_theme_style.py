"""The style sheet of the PDF under a theme."""

from __future__ import annotations

from nashr.model import ThemeSettings, Typeface
from nashr.outputs.pdf.theme_style import scaled, style

SHEET = """\
p { font: 600 8pt/10pt "Nashr Serif"; margin: -4pt 1.2em 6.5pt }
q { font-size: 9.8pt; line-height: 13pt; --grid: 13pt; width: 42%; color: #10ac20 }
img { max-height: 150mm }
"""


def test_without_settings_the_sheet_stays_as_it_is() -> None:
    assert scaled(SHEET, ThemeSettings()) is SHEET
    assert style(ThemeSettings()) == ""


def test_all_lengths_in_points_grow_with_the_size() -> None:
    grown = scaled(SHEET, ThemeSettings(size=19.6))
    assert 'font: 600 16.000pt/20.000pt "Nashr Serif"' in grown
    assert "margin: -8.000pt 1.2em 13.000pt" in grown
    assert "font-size: 19.600pt; line-height: 26.000pt; --grid: 26.000pt" in grown
    assert "width: 42%; color: #10ac20" in grown
    assert "max-height: 150mm" in grown


def test_leading_alone_moves_lines_apart_and_leaves_letters() -> None:
    grown = scaled(SHEET, ThemeSettings(leading=26))
    assert 'font: 600 8.000pt/20.000pt "Nashr Serif"' in grown
    assert "font-size: 9.800pt; line-height: 26.000pt" in grown


def test_each_setting_has_its_rule() -> None:
    rules = style(
        ThemeSettings(
            accent="#112233",
            text_colour="#000001",
            heading_colour="#000002",
            text="ragged",
            drop_cap=True,
            reference_size=8,
            typefaces={"headings": Typeface("Source Sans 3")},
        )
    )
    for expected in (
        "--journal-colour:#112233",
        "html{color:#000001}",
        "{color:#000002}",
        "text-align:start",
        "::first-letter",
        "font-size:8pt",
        '"Nashr Headings"',
    ):
        assert expected in rules
