"""Citations of programs for references that their authors have changed by hand."""

from __future__ import annotations

import json

import pytest
from word_kit import complex_field, paragraph, word_file, written

from nashr.importing.fields import CitationField
from nashr.importing.hand_changes import HandChange, hand_change, text_of_program

_MADE = "(Örnək, 2001)"
_TWO = "(Örnək, 2001; Misal, 2002)"


@pytest.mark.parametrize(
    ("shown", "made", "works", "change"),
    [
        (_MADE, _MADE, 1, None),
        ("(Örnək,\u00a0 2001)", _MADE, 1, None),
        ("(Örnək və b., 2001, s. 5)", "(Örnək et al., 2001, 5)", 1, None),
        ("(Örnək, 2001, s. 77)", _MADE, 1, HandChange(suffixes=("s. 77",))),
        ("[1, s. 5]", "[1]", 1, HandChange(suffixes=("s. 5",))),
        ("(bax. Örnək, 2001)", _MADE, 1, HandChange(prefix="bax.")),
        ("(2001)", _MADE, 1, HandChange(suffixes=("",), drops_author=True)),
        (
            "Örnəyin (2001: 15)",
            _MADE,
            1,
            HandChange("Örnəyin ", suffixes=("15",), drops_author=True),
        ),
        ("(Örnək, 2001) və sonra", _MADE, 1, HandChange(after=" və sonra")),
        ("(Örnək, 2001: 3; Misal, 2002)", _TWO, 2, HandChange(suffixes=("3", ""))),
        ("(Örnək, 2001; Misal, 2002: 4)", _TWO, 2, HandChange(suffixes=("", "4"))),
        ("(Misal, 2002; Başqa, 2003)", _TWO, 2, HandChange(is_understood=False)),
        ("(Örnək, 2001)", "", 1, None),
    ],
)
def test_what_is_changed_beside_the_text_of_the_program(
    shown: str, made: str, works: int, change: HandChange | None
) -> None:
    assert hand_change(shown, made, works) == change


@pytest.mark.parametrize(
    ("program", "instruction"),
    [
        ("zotero", 'ADDIN ZOTERO_ITEM {"properties":{"plainCitation":"(Örnək, 2001)"}}'),
        ("csl", 'ADDIN CSL_CITATION {"mendeley":{"plainTextFormattedCitation":"(Örnək, 2001)"}}'),
        ("csl", 'ADDIN CSL_CITATION {"manualOverride":{"citeprocText":"(Örnək, 2001)"}}'),
        (
            "endnote",
            "ADDIN EN.CITE <EndNote><Cite><DisplayText>(Örnək, <style>2001</style>)</DisplayText>"
            "</Cite></EndNote>",
        ),
    ],
)
def test_the_text_that_each_program_had_made_is_found(program: str, instruction: str) -> None:
    assert text_of_program(CitationField(program, instruction, "")) == _MADE


def test_pages_added_by_hand_stand_in_the_manuscript_and_what_is_not_read_is_told_of() -> None:
    """The page that an author types into a citation of Zotero is not in Zotero's record."""
    work = {"title": "Dil", "author": [{"family": "Oran"}], "issued": {"date-parts": [[2001]]}}

    def cited(shown: str) -> str:
        record = {
            "citationItems": [{"id": 1, "itemData": work}],
            "properties": {"plainCitation": "(Oran 2001)"},
        }
        field = f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(record)}"
        return paragraph("Söz ", complex_field(field, shown), ".")

    first = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş.")
    shown = ("(Oran 2001, s. 5)", "Oranın (2001)", "(Oran 2001), əlbəttə", "(Misal 1990)")
    made = written(word_file(first + "".join(map(cited, shown))))
    assert made.text.splitlines()[-7::2] == [
        "Söz [@oran2001, s. 5].",
        "Söz Oranın [-@oran2001].",
        "Söz [@oran2001], əlbəttə.",
        "Söz [@oran2001].",
    ]
    told = [one.finding for one in made.findings if one.finding.kind == "citation-by-hand"]
    assert [one.outcome.name for one in told] == ["DOUBTFUL", "DOUBTFUL", "DOUBTFUL", "LOST"]
    assert "“(Misal 1990)”" in told[-1].message
