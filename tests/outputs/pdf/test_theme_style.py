"""The style sheet of the PDF under a theme."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from pdf_kit import ENGINES, SENTENCE, make

from nashr.model import Issn, PageSize, ThemeSettings, Typeface
from nashr.outputs import page_geometry
from nashr.outputs.edition import Theme
from nashr.outputs.pdf import render as pdf
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
        ".drop-cap",
        "font-size:8pt",
        '"Nashr Headings"',
    ):
        assert expected in rules


# --- the first page, heads and feet, as they are read -----------------------------------------


def pages(**settings: Any) -> list[str]:
    """The text of each page, line by line from its top."""
    edition = make("\n\n".join([SENTENCE * 5] * 14))
    edition = replace(edition, theme=Theme(ThemeSettings(**settings)))
    outcome = pdf.render(edition, ENGINES)
    assert not outcome.diagnostics
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=outcome.value[0].data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")


def test_heads_and_feet_say_what_the_theme_chose() -> None:
    found = pages(head_left="journal", head_right="doi", feet=("issn",), folio="foot")
    left, right = found[1].strip().splitlines(), found[2].strip().splitlines()
    assert left[0].strip().casefold() == "nümunə jurnalı"
    assert right[0].strip().casefold() == "https://doi.org/10.5555/sample.1"
    assert left[-1].split()[0] == "2"
    assert right[-1].split()[-1] == "3"
    assert "9999-9994" in left[-1]
    assert "doi.org" not in left[-1]


def test_heads_and_feet_may_be_empty() -> None:
    found = pages(head_left="none", head_right="none", feet=("none",))
    assert found[1].strip().splitlines()[0].strip() == "2"
    assert "Jurnalı" not in found[1] + found[2]


def test_the_parts_of_the_first_page_stand_in_the_order_that_was_chosen() -> None:
    first = pages(front=("abstract", "authors", "title", "type"))[0]
    places = [first.index(word) for word in ("Qısa xülasə", "İlqar", "İki ölkə haqqında")]
    assert places == sorted(places)


def test_the_history_stands_beside_title_and_abstract_in_a_side_column() -> None:
    lines = pages(side_column=True)[0].splitlines()

    def place(words: str) -> tuple[int, int]:
        """Line and column of the first page's text."""
        return next((n, line.index(words)) for n, line in enumerate(lines) if words in line)

    title, abstract = place("İki ölkə haqqında"), place("Qısa xülasə")
    cited, received = place("İstinad"), place("12 yanvar")
    assert cited[0] <= title[0], "the column begins beside the title"
    assert min(cited[1], received[1]) > max(title[1], abstract[1]) + 20
    assert received[0] < place("Türkiyə ilə")[0], "and ends above the text"


@pytest.mark.parametrize(
    ("title", "settings"),
    [
        ("Nümunə Jurnalı", {"margin_top": 14.0, "margin_bottom": 14.0}),
        ("Nümunə Jurnalı", {"size": 16.0, "leading": 22.0, "margin_bottom": 14.0}),
        ("Nümunə universitetinin elmi əsərləri " * 6, {"margin_bottom": 14.0}),
        ("Nümunə universitetinin elmi əsərləri " * 6, {"size": 16.0, "margin_bottom": 40.0}),
    ],
)
def test_heads_and_feet_have_room_in_any_margins(title: str, settings: dict[str, Any]) -> None:
    edition = make("\n\n".join([SENTENCE * 5] * 9))
    journal = replace(edition.journal, title=title.strip(), issn=Issn("0000-0000", "9999-9994"))
    edition = replace(edition, journal=journal, theme=Theme(ThemeSettings(**settings)))
    assert pdf.render(edition, ENGINES).diagnostics == ()


def test_an_issn_in_the_foot_is_not_parted_from_its_number() -> None:
    edition = make("\n\n".join([SENTENCE * 5] * 9))
    journal = replace(
        edition.journal, title="Nümunə Jurnalı " * 3, issn=Issn("0000-0000", "9999-9994")
    )
    for width in (96, 104, 112, 120):
        sheet = replace(journal, page=PageSize(f"{width}mm", "200mm"))
        found = pdf.render(replace(edition, journal=sheet), ENGINES).value[0].data
        command = ["pdftotext", "-layout", "-", "-"]
        said = subprocess.run(command, input=found, capture_output=True, check=True).stdout.decode()
        assert not re.search(r"[pe]-ISSN\s*$", said, re.M), width


def test_the_range_of_pages_in_the_masthead_is_on_one_line() -> None:
    edition = make("\n\n".join([SENTENCE * 5] * 9), first_page=41)
    for width in (90, 96, 104, 112):
        journal = replace(edition.journal, page=PageSize(f"{width}mm", "200mm"))
        found = pdf.render(replace(edition, journal=journal), ENGINES).value[0].data
        command = ["pdftotext", "-layout", "-l", "1", "-", "-"]
        said = subprocess.run(command, input=found, capture_output=True, check=True).stdout.decode()
        assert re.search(r"Səhifələr 41–\d", said), (width, said)


def test_a_drop_cap_is_three_lines_high_and_no_letter_is_lost() -> None:
    edition = make("A page is read before its words are. " * 30 + "\n\n" + SENTENCE)
    edition = replace(edition, theme=Theme(ThemeSettings(drop_cap=True)))
    outcome = pdf.render(edition, ENGINES)
    assert not outcome.diagnostics
    command = ["pdftotext", "-bbox", "-", "-"]
    done = subprocess.run(command, input=outcome.value[0].data, capture_output=True, check=True)
    letters = re.findall(r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">A<', done.stdout.decode())
    heights = [float(bottom) - float(top) for top, bottom in letters]
    assert max(heights) > 3 * page_geometry.LEADING


@pytest.mark.parametrize("begin", ["# Heading\n\nText.", "- item", "*Word* of text.", "123 texts."])
def test_a_text_that_begins_otherwise_is_whole(begin: str) -> None:
    edition = replace(make(begin), theme=Theme(ThemeSettings(drop_cap=True)))
    assert not pdf.render(edition, ENGINES).diagnostics
