"""Asterisks and underlines that stand for themselves."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast


@pytest.mark.parametrize(
    "body",
    [
        "*p<.05, **p<.01, ***p<.001",
        "Note. *p < .05, **p < .01.",
        "It is 0.5*, 0.6**, and 0.7***.",
        "The forms *kök and *bar- were.",
        "*Gəl Ali-di, *Ali gəl.",
        "Since 3*4 and 2*3*4; N* of.",
        "From <*bar, of *kel",
        "V#, #_C and _# C",
        "y ~ x + z*w; a + b*x, 5* so",
        "From *kel-, “*kel-” and *bar.",
        "From <*kel-, *kel-/*käl-, *a~*ä and [*k].",
        "Of C*-algebras and W*-algebras.",
        "Of *p<.05; r=.3* and N*.",
        "The *kök of 0.6** here.",
        "If a<b, *kök is so.\n\nAnd *bar, *x; c>d.",
        "So 2**3 and (*) and “*” and 5*.",
    ],
)
def test_a_mark_without_a_partner_stays(body: str) -> None:
    blocks = clean(body).blocks
    assert ast.plain_text(blocks).split() == body.split()
    assert not of_type(blocks, "Emph") and not of_type(blocks, "Strong")


@pytest.mark.parametrize(
    ("body", "words", "emphasised"),
    [
        ("From <*bar*, *kel-* and *kök.", "From <bar, kel- and *kök.", ["bar", "kel-"]),
        ("*kök is *not* it", "*kök is not it", ["not"]),
        ("- *kök\n- *bar and *em*", "*kök *bar and em", ["em"]),
        ("| *a | *b |\n|----|---|\n| 5* | *c* |", "*a *b 5* c", ["c"]),
        ("**“söz”**dan **(a)**b", "“söz”dan (a)b", ["“söz”", "(a)"]),
        (
            "So **http://a.org/b** and http://a.org/*.",
            "So http://a.org/b and http://a.org/*.",
            ["http://a.org/b"],
        ),
        # Behind a note, a label or a citation with a colon.
        ("So[^1]: *a b* c.\n\n[^1]: *d e*, 5.", "So: a b c.", ["d e", "a b"]),
        ("So^[**d e** f.]: *a b* c.", "So: a b c.", ["d e", "a b"]),
        ("[12]: *a b* c.", "[12]: a b c.", ["a b"]),
        ("So *“a b”*’nin and *“c”*’da.", "So “a b”’nin and “c”’da.", ["“a b”", "“c”"]),
        # As converters of Word files leave it.
        ("The **bold **text and *a* b.", "The bold text and a b.", ["bold", "a"]),
        ("So **və*o*lar** and *a**b**c*.", "So vəolar and abc.", ["vəolar", "o", "abc", "b"]),
        ("***a** b* and **a *b***", "a b and a b", ["a b", "a", "a b", "b"]),
        ('The <u title="*a *b">c</u> `*d *e` $*f *g$', "The c *d *e *f *g", []),
    ],
)
def test_marks_with_a_partner_mark(body: str, words: str, emphasised: list[str]) -> None:
    blocks = clean(body).blocks
    assert ast.plain_text(blocks) == words
    found = [ast.plain_text(n["c"]) for n in ast.nodes(blocks) if n["t"] in ("Emph", "Strong")]
    assert found == emphasised


@pytest.mark.parametrize(
    "body",
    [
        "* p < 0.05\n\n** p < 0.01",
        "* Corresponding author.\n** Equal share.",
        "* of one, ** of two.",
        "A sum* of it.\n\n* Estimated.",
        "| a |\n|---|\n| 5* |\n\n* Estimated.\n\nText.",
    ],
)
def test_a_note_that_an_asterisk_calls_is_no_list(body: str) -> None:
    blocks = clean(body).blocks
    assert not of_type(blocks, "BulletList")
    words = body.replace("|---|", "").replace("|", "").split()
    assert ast.plain_text(blocks).split() == words


@pytest.mark.parametrize(
    "body", ["* One.", "A sum* of it.\n\n* One.\n* Two.", "A*.\n\n* B\n\n    c"]
)
def test_a_list_stays_one(body: str) -> None:
    assert of_type(clean(body).blocks, "BulletList")


def test_a_program_that_writes_backslashes_means_its_marks() -> None:
    blocks = clean("The *old *words\\. They\\-re so\\! So\\.").blocks
    assert [ast.plain_text(one["c"]) for one in of_type(blocks, "Emph")] == ["old"]
