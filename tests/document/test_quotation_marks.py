"""Quotation marks without a counterpart are told of, and no others."""

from __future__ import annotations

import pytest
from document_kit import clean, loaded, of_type, places

from nashr import ast


@pytest.mark.parametrize(
    "body",
    [
        "«внутри „других“ кавычек». А",
        'He said "a" and 5" then "b" 6\'.',
        "“One.\n\n“Two.\n\n“Three.”",
        '"One.\n\n"Two.\n\n"Three."',
        "“One.\n\nTwo.”",
        '**"a** b"',
        "„de“ »fr« ”sv” „pl” «az» \"en\" ''tex''",
        "See (“x”) and [“y”](https://example.org).",
        "“A ‘b’ c”, 'd', Ali'nin ''kitabı''",
        'צה"ל',
        "הוא אמר “כי צה”ל בא” היום",
        "“Azadlıq”ın və «Xalq»da, “Xalq qəzeti”nin, „Birlik“in.",
        "# Bakı’nın “İçərişəhər”i",
        "Il dit : « mot ». Puis «\u202fdeux\u202f» (« trois »).",
        "A 5″ rod and `“` and $“$.",
        "Use type=“review”, role:«editor», a+„b“ or x|“y”.",
        "The “[@a]” and “$x$” and “*it*”.",
    ],
)
def test_marks_that_are_paired_in_any_language(body: str) -> None:
    assert [d for d in loaded(body).diagnostics if d.code == "quotation-unmatched"] == []


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("So “it was said.", 4, 4),
        ('And "this too.', 4, 5),
        ("Text.\n\nA «b “c» d.", 6, 3),
        ("It was“ so.", 4, 7),
        ("Note.^[He “said.]", 4, 11),
        ("## The “end", 4, 8),
        ("Use type=“review, then go.", 4, 10),
        ("He said so:” and left.", 4, 12),
        ("“yanlış“ söz", 4, 1),
        ('Текст "внутри "других" кавычек". Это.', 4, 22),
        ("| a | “b |\n|---|---|\n| c | d |", 4, 7),
        ("“One.\n\nTwo.\n\nThree.”", 4, 1),
    ],
)
def test_a_mark_alone_is_told_where_it_stands(body: str, line: int, column: int) -> None:
    found = [one for one in places(loaded(body).diagnostics) if one[0] == "quotation-unmatched"]
    assert ("quotation-unmatched", line, column) == found[0]


def test_two_quotations_of_latex_that_are_not_closed_are_no_code() -> None:
    body = "He said ``well\\footnote{The note.} and went. Then ``so\\emph{o} it was."
    outcome = loaded(body)
    assert outcome.value is not None
    blocks = outcome.value.blocks
    assert ast.plain_text(blocks) == "He said “well and went. Then “soo it was."
    (note,) = of_type(blocks, "Note")
    assert ast.plain_text(note["c"]) == "The note."
    assert places(outcome.diagnostics) == [("quotation-unmatched", 4, 9)]


@pytest.mark.parametrize("code", ["a b", " a `b` ", "a`b", "a ", "\\emph{a} b"])
def test_code_in_two_marks_is_code(code: str) -> None:
    (found,) = of_type(clean(f"See ``{code}`` and more.").blocks, "Code")
    assert found["c"][1] == code.strip()


def test_the_same_words_in_a_note_are_told_of_at_their_own_mark() -> None:
    sentence = "He said “so and left."
    found = [
        one
        for one in places(loaded(f"{sentence} {sentence}^[{sentence}]\n\n{sentence}").diagnostics)
        if one[0] == "quotation-unmatched"
    ]
    assert found == [("quotation-unmatched", 4, column) for column in (9, 54)] + [
        ("quotation-unmatched", 6, 9)
    ]


def test_many_paragraphs_with_the_same_mark_are_read_in_time() -> None:
    text = "\n\n".join(["It was” so."] * 3000) + "\n\n" + "a” " * 3000
    found = [d for d in loaded(text).diagnostics if d.code == "quotation-unmatched"]
    assert len({d.span.line for d in found}) == len(found) == 3001
