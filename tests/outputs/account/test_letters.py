"""Characters without a typeface are told at every line that has them."""

from __future__ import annotations

from nashr.diagnostics import Span, has_errors
from nashr.model import Source
from nashr.outputs.account.letters import unshown

PLACE = Span("manuscript/a/article.md")


def found(text: str, characters: str) -> list[tuple[int | None, int | None, str]]:
    source = Source("manuscript/a/article.md", text)
    told = unshown([source], frozenset(characters), PLACE)
    assert not told or has_errors(told)
    return [(one.span.line, one.span.column, one.message) for one in told]


def test_every_line_is_told_with_its_characters() -> None:
    text = "Bir 𐎠 və 𐎡 və 𐎠.\n\nİki.\nÜç 𐎡."
    assert found(text, "𐎠𐎡") == [
        (1, 5, "No font has these characters: 𐎠 (U+103A0), 𐎡 (U+103A1)."),
        (4, 4, "No font has these characters: 𐎡 (U+103A1)."),
    ]


def test_a_character_that_is_written_by_its_number_is_found() -> None:
    assert found("Bir &#x103A0; və &#66465;.", "𐎠𐎡") == [
        (1, 5, "No font has these characters: 𐎠 (U+103A0), 𐎡 (U+103A1).")
    ]


def test_a_character_of_a_font_alone_is_named_by_its_number() -> None:
    (line,) = found("Söz \ue123 var.", "\ue123")
    assert line == (1, 5, "No font has these characters: U+E123.")


def test_what_stands_in_no_source_is_told_of_the_file() -> None:
    assert found("Söz", "𐎠") == [(0, 0, "No font has these characters: 𐎠 (U+103A0).")]


def test_other_texts_have_places_of_their_own() -> None:
    entry = Span("bibliography/references.bib", 7, 1)
    (told,) = unshown([], frozenset("𐎠"), PLACE, [(entry, "A 𐎠 title"), (PLACE, "None")])
    assert told.span == entry
