"""Typing slips that pandoc takes for text are warned of, and only they."""

from __future__ import annotations

import re

import pytest
from document_kit import loaded, of_type, places, slips


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("#Heading\n\nText.", 4, 1),
        ("A.\n\n##İkinci başlıq\n\nB.", 6, 1),
        ("Method\n~~~~~~\n\nText.", 4, 1),
        ("Giriş və *üsul*\n^^^^^^^^^^^^^\n\nText.", 4, 1),
        ("Text.\n\n++++++\nMethod\n++++++\n\nText.", 7, 1),
        ("*****\nMethod\n*****", 5, 1),
        ("Method\n``````\n\nText.\n\nResults\n```````\n\nText.", 4, 1),
        ("They are\n- one\n- two", 5, 1),
        ("They are\n1. one\n2. two", 5, 1),
        ("Bunlar\n* bir\n* iki\n\nSon.", 5, 1),
        ("So it was (@oran1998, s. 7).", 4, 11),
        ("So it was (@oran1998).", 4, 11),
        ("So (bkz. @oran1998, 7; @bulut2001, 9).", 4, 4),
        ("So (см. @oran1998).", 4, 4),
        ("Words {.smallcaps} here.", 4, 7),
        ("A line.\n\n{#fig:map}", 6, 1),
        ('Words {.x title="It\'s -- so"} here.', 4, 7),
        ("$$\na = b\n\nc = d\n$$", 4, 1),
        ("In the caf\\'e.", 4, 11),
        ("So a*b*c = 24.", 4, 4),
        ("An &schwa; here.", 4, 4),
        ("The **open words here.\n\nNext.", 4, 5),
        ("The ** open** words.", 4, 12),
        ("S = a*b*c", 4, 5),
        ("So $ x $ is.", 4, 4),
        ("So $x^2 $ and $a$.", 4, 4),
        ("It is $ \\frac{1}{2}$ here.", 4, 7),
        ("::: note\nA.\n:::\n\n:::\n\nB.", 8, 1),
        ("A.\n\n::::\n\n::: note\n\n::: {.x}\nB.\n:::\n:::\n", 6, 1),
        ("A r\\^ole.", 4, 4),
        ("+---+---+\n| a | b |\n+===+===+\n| cc | d |\n+---+---+", 7, 1),
    ],
)
def test_a_slip_is_told_where_it_stands(body: str, line: int, column: int) -> None:
    assert slips(body) == [(line, column)]


@pytest.mark.parametrize(
    "body",
    [
        "# Heading\n\nText.",
        "Method\n======\n\nText.\n\nResults\n-------\n\nText.",
        "The verse\n..........\n\nName:\n_______\n\nText.\n***",
        "Text of a paragraph.\n~~~\ncode\n~~~\n\nCode:\n\n```\na\n```",
        "2 * 3 * 4, 2*3, ab*cd*ef, `2*3*4`, $2*3*4$, 2\\*3\\*4",
        "C\\# and #1 and issue #12, and a #tag.",
        "They are:\n\n- one\n- two",
        "It was in\n1998. Then\n1999. And so on.",
        "(as @oran1998 says in his book)",
        "It cost 5\n- no, 6 - lira.",
        "> quoted\n\n- one\n- two\n  - three",
        "::::: note\n::: {.x}\nA.\n:::\n:::::\n\n```\n:::\n```",
        "From 5 $ + 10 $, of $5 and 10 $, and $x$ = $y$; `$ x $`, \\$ x \\$, $a$ + $b$.",
        "`#Heading` and\n\n```\n#comment\na:\n- b\n(@k, 3)\n```",
        "See (@fig:a).\n\n![A](a.png){#fig:a}",
        "    #include <a>",
        "Mail (someone@example.org).",
        "$$a = b$$ {#eq:a}\n\n[words]{.smallcaps} `{.x}` {a, b} $x_{.5}$",
        "It\\'s x\\^2 a\\_b \\{c\\}.",
        "+---+-----+\n| a | b   |\n+===+=====+\n| c | 漢d |\n+---+-----+",
    ],
)
def test_nothing_is_told_of_what_is_right(body: str) -> None:
    assert slips(body) == []


def test_two_headings_of_tildes_have_no_code_between_them() -> None:
    body = "Method\n~~~~~~\n\nSo\\footnote{Note.} it was.\n\nResults\n~~~~~~~\n\nText."
    assert slips(body) == [(4, 1), (9, 1)]
    outcome = loaded(body)
    assert outcome.value is not None
    assert len(of_type(outcome.value.blocks, "Note")) == 1


def test_the_hint_for_brackets_with_a_work_that_has_no_key_can_be_cited() -> None:
    [hint] = [
        one.hint
        for one in loaded("So it was (@oran1998, 7; Bek, 2005; @bulut2001).").diagnostics
        if one.code == "markdown-slip"
    ]
    assert hint == "Write [@oran1998, 7\\; Bek, 2005; @bulut2001]"


def test_a_name_with_a_colon_is_no_link_that_is_refused() -> None:
    found = loaded("Bax PMID:20798049 və [bura](PMID:2).").diagnostics
    assert [one.message for one in found if one.code == "link-forbidden"] == [
        "The link to “PMID:2” was left out, its words stay."
    ]


def test_what_stands_behind_the_frame_of_a_grid_is_lost() -> None:
    found = loaded("+---+---+\n| a | b | cd ef |\n+---+---+").diagnostics
    assert places(found) == [("text-lost", 5, 1)]
    assert found[0].message == "“cd ef” is lost: it stands behind the frame of the grid table."


@pytest.mark.parametrize(
    "row",
    ["| a | bc de |", "| a | b^[one note] |", "| a | bc de |\n| a | b | more |", "| 中 | bcd |"],
)
def test_the_last_cell_of_a_grid_is_read_beyond_its_frame(row: str) -> None:
    read = loaded(f"+---+---+\n{row}\n+---+---+")
    assert places(read.diagnostics) == [("markdown-slip", 5, 1)]
    assert read.value is not None
    shown = "".join(node["c"] for node in of_type(read.value.blocks, "Str"))
    for word in re.findall(r"\w+", row):
        assert word in shown, f"“{word}” is lost, and only warned of"


def test_a_link_without_an_address_is_told_where_it_stands() -> None:
    assert places(loaded("Text and [a link]().").diagnostics) == [("link-forbidden", 4, 17)]


@pytest.mark.parametrize(
    "line",
    [
        "    Abzas^[Qeyd.] davam.",
        "\tSöz [@oran1998, 5].",
        "    Bu abzas boşluqlarla içəri çəkilib və cümlədir.",
        "    — Sən kimsən, haradan gəlirsən, hara gedirsən?",
    ],
)
def test_a_paragraph_that_is_indented_as_code_is_told_of(line: str) -> None:
    assert slips(f"Mətn.\n\n{line}\n\nSon.") == [(6, len(line) - len(line.lstrip()) + 1)]


@pytest.mark.parametrize(
    "body",
    [
        "Mətn.\n\n    for word in all words: print(word)",
        "Mətn.\n\n    Men   üy-gö   bar-dım  men  üy-gö",
        "- Bir\n\n    Bu abzas siyahının içindədir və bir cümlədir.",
        "Söz.[^1]\n\n[^1]: Qeyd.\n\n    Bu abzas qeydin içindədir və bir cümlədir.",
        "```\n\n    Bu sətir kodun içində olan bir cümlədir.\n```",
        "Termin\n\n:   Tərif.\n\n    Bu abzas tərifin içində olan bir cümlədir.",
    ],
)
def test_what_is_indented_and_read_as_it_should_be(body: str) -> None:
    assert slips(body) == []
