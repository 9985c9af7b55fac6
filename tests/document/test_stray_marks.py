"""Marks that stand where pandoc does not look for them, and those of other Markdowns."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_type, slips

from nashr import ast


def shown(body: str) -> str:
    return ast.plain_text(clean(body, files={"a.png": PNG}).blocks)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("An API is.\n\n*[API]: Interface", "An API (Interface) is."),
        ("# API\n\nThe API’s use, API.\n\n*[API]: Face", "API The API’s (Face) use, API."),
        ("`API`, then **API**.\n\n*[API]: Face", "API, then API (Face)."),
        ("The Face (API), API.\n\n*[API]: Face", "The Face (API), API."),
        ("API (Face of it).\n\n*[API]: Face", "API (Face of it)."),
        ("XAPI and API.\n\n*[API]: Face\n*[B]: C\n\nB.", "XAPI and API (Face). B (C)."),
        ("*[sic]: emphasis*", "[sic]: emphasis"),
    ],
)
def test_an_abbreviation_has_its_long_form_once(body: str, words: str) -> None:
    assert shown(body) == words


def test_an_abbreviation_that_is_not_used_is_told_of() -> None:
    outcome = loaded("Text.\n\n*[API]: Interface")
    assert [(one.code, one.span.line) for one in outcome.diagnostics] == [("content-dropped", 6)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A paragraph. ^fig-3\n\n- item ^abc123\n- more", "A paragraph. item more"),
        ("| a |\n|---|\n| b |\n\n^37066d", "a b"),
        ("A paragraph.\n{: .lead}\n\nB **c**{:.red} d.", "A paragraph. B c d."),
        ("Seen ^^ and ^^.", "Seen ^^ and ^^."),
        ("Seen ~~ and so.", "Seen ~~ and so."),
        ("The ~~old one~~ went.", "The old one went."),
        ("Seen ~~ beside the ~~old one~~.", "Seen ~~ beside the old one."),
        ("The 2 ^2nd\n\nm^2^ ^a", "The 2 ^2nd m2 ^a"),
        ("Two lines\nof a heading\n===\n\nText.", "Two lines of a heading Text."),
    ],
)
def test_no_mark_of_another_markdown_is_printed(body: str, words: str) -> None:
    assert shown(body) == words


@pytest.mark.parametrize(
    "body", ["They say ^word", "See the ^note-below\n\nMore.", "Of ^137Cs", "- Bax: ^qeyd\n- b"]
)
def test_a_word_behind_a_caret_stays_where_nothing_says_that_it_is_a_name(body: str) -> None:
    words = [one for one in body.split() if one != "-"]
    assert ast.plain_text(clean(body).blocks).split() == words


def test_a_name_of_a_paragraph_that_a_link_leads_to_is_not_printed() -> None:
    outcome = loaded("A paragraph. ^block-id\n\nSee [[#^block-id]].")
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks) == "A paragraph. See [[#^block-id]]."


def test_carets_underline() -> None:
    (underlined,) = of_type(clean("The ^^marked *words*^^ here.").blocks, "Underline")
    assert ast.plain_text(underlined["c"]) == "marked words"


@pytest.mark.parametrize("body", ["Text. {#a}", "- item {#a}", "Text.\n{: #a}", "Text.\n\n{#a}"])
def test_an_id_behind_a_paragraph_is_the_goal_of_links(body: str) -> None:
    done = clean(f"{body}\n\nSee [there](#a).")
    assert [span["c"][0][0] for span in of_type(done.blocks, "Span")] == ["a"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (":::note The *title*\nText.\n:::", "The title Text."),
        ("::: warning[Title]\n\nText.\n:::", "Title Text."),
        (":::: details More of it\nText.\n::::", "More of it Text."),
    ],
)
def test_a_div_may_have_its_title_on_its_line(body: str, words: str) -> None:
    blocks = clean(body).blocks
    assert [block["t"] for block in blocks] == ["Div"]
    assert ast.plain_text(blocks) == words


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_attributes_behind_a_space_belong_to_the_image(gap: str) -> None:
    body = f'![Words](a.png){gap}{{#fig:a alt="Seen" width=50%}}\n\nSee @fig:a.'
    (image,) = of_type(clean(body, files={"a.png": PNG}).blocks, "Figure")
    assert image["c"][0][0] == "fig:a"


@pytest.mark.parametrize(
    "body",
    [
        "# Heading [x] {#sec:a}\n\nSee @sec:a.",
        "Heading [x] {#sec:a}\n===\n\nSee @sec:a.",
        "# Heading^[Note.] {#sec:a .unnumbered}",
        "| a |\n|---|\n| b |\n\n: Caption [x] {#tbl:a}\n\nSee @tbl:a.",
    ],
)
def test_attributes_of_headings_and_captions_stay_theirs(body: str) -> None:
    assert "{" not in shown(body)


@pytest.mark.parametrize("rule", ["***", "* * *", "___"])
def test_a_rule_may_stand_right_below_text(rule: str) -> None:
    blocks = clean(f"Above it\nand so on\n{rule}\nbelow.").blocks
    assert [block["t"] for block in blocks] == ["Para", "HorizontalRule", "Para"]


@pytest.mark.parametrize("body", ["# {#a}\n\nText.", "Text.\n\n##\n\nMore."])
def test_a_heading_without_words_is_left_out(body: str) -> None:
    outcome = loaded(body)
    assert [one.code for one in outcome.diagnostics] == ["content-dropped"]
    assert outcome.value is not None and not of_type(outcome.value.blocks, "Header")


def test_attributes_in_a_line_are_told_of_still() -> None:
    assert slips("Words {.smallcaps} here.") == [(4, 7)]


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("Text.\n# Heading\nmore", ["Para", "Header", "Para"]),
        ("- item\n# Heading", ["BulletList", "Header"]),
        ("Text\n> quoted\n> on", ["Para", "BlockQuote"]),
        ("Text:\n| a | b |\n|:--|--:|\n| c | d |\nmore", ["Para", "Table", "Para"]),
        ("Where p\n> 0.05 and\n>= 3", ["Para"]),
        ("> Text\n> # Heading\n> | a |\n> |---|\n> | b |", ["BlockQuote"]),
        ("> a\n> > b", ["BlockQuote"]),
    ],
)
def test_a_block_may_stand_right_below_text(body: str, tags: list[str]) -> None:
    blocks = clean(body).blocks
    assert [block["t"] for block in blocks] == tags
    inside = (
        [block["t"] for block in of_type(blocks, "BlockQuote")[0]["c"]] if ">" in body[:1] else []
    )
    assert "Table" in inside or "|" not in ast.plain_text(blocks)
    assert "#" not in ast.plain_text(blocks)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("It cost $5 and $10 then. Now 5$ or 10$.", "It cost $5 and $10 then. Now 5$ or 10$."),
        ("From $20 to 30$, of $a$ by 4$.", "From $20 to 30$, of a by 4$."),
        ("US$20; €30; £1,000; 5$ or $2, 3$.", "US$20; €30; £1,000; 5$ or 2, 3."),
        ("Of $5 and $10; 100$ or 200$, $2, 3$.", "Of $5 and $10; 100$ or 200$, $2, 3$."),
        ("5$-a aldı, 10$-a; 5$/kq, 10$/kq, 2$n$.", "5$-a aldı, 10$-a; 5$/kq, 10$/kq, 2n."),
        (
            "5 $ və 10 $; $5 və $10; 5$–10$; 9 $/kq, $a$.",
            "5 $ və 10 $; $5 və $10; 5$–10$; 9 $/kq, a.",
        ),
        ("Of $10-$20, x (a+b) and 10$/kg.", "Of $10-$20, x (a+b) and 10$/kg."),
        ("Of US$5, C$6 or 10$/kg; US$7 8$.", "Of US$5, C$6 or 10$/kg; US$7 8$."),
        ("Of 20$/30$ and 5$-10$ each.", "Of 20$/30$ and 5$-10$ each."),
    ],
)
def test_amounts_of_both_fashions_make_no_formula(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("One.\n\n---\nBy.\n\n# C\n\nDo.\n\n---\n\nEnd.", "Para Rule Para Header Para Rule Para"),
        ("One.\n\n---\nB: *c*.\nDo.\n---\n\nEnd.", "Para Rule Para Rule Para"),
        ("One.\n\n---\n- b\n- c\n\n---\n\nEnd.", "Para Rule BulletList Rule Para"),
        ("One.\n\n---\n<p>B</p>\n---\n\nEnd.", "Para Rule RawBlock Plain RawBlock Rule Para"),
        ("One.\n\n---\nB\n---\n\nEnd.", "Para Rule Header Para"),
        ("One.\n\n-----\nb\n\nc\n-----\n\n: Caption.\n\nEnd.", "Para Table Para"),
        ("One.\n\n------\nh  i\n-- ---\nb  c\n\nd  e\n------\n\nEnd.", "Para Table Para"),
        ("One.\n\n  ------\n  b\n\n  c\n  ------\n\nEnd.", "Para Table Para"),
        ("> ---\n> By.\n>\n> # C\n>\n> ---\n", "BlockQuote"),
    ],
)
def test_text_below_a_line_of_hyphens_is_no_table(body: str, tags: str) -> None:
    outcome = loaded(body)
    assert outcome.value is not None
    found = [block["t"].replace("HorizontalRule", "Rule") for block in outcome.value.blocks]
    assert found == tags.split()


@pytest.mark.parametrize(
    ("body", "words", "notes"),
    [
        ("Text[^1].\n[^1]: Note.\n[^2]: Two.\n\nMore[^2].", "Text. More.", ["Note.", "Two."]),
        ("- One[^1]\n[^1]: Note.\n- Two", "One Two", ["Note."]),
        ("1. One[^1]\n[^1]: Note.\n2. Two", "One Two", ["Note."]),
        ("> Said[^1].\n> [^1]: Note.\n\nEnd.", "Said. End.", ["Note."]),
        ("> Said[^1].\n[^1]: Note.\n\nEnd.", "Said. End.", ["Note."]),
        (
            "Text[^1]\ngoes on.\n[^1]: Note\n    goes on.\n\nEnd.",
            "Text goes on. End.",
            ["Note goes on."],
        ),
    ],
)
def test_the_text_of_a_note_may_stand_right_below_a_line(
    body: str, words: str, notes: list[str]
) -> None:
    blocks = clean(body).blocks
    assert ast.plain_text(blocks) == words
    assert [ast.plain_text(note["c"]) for note in of_type(blocks, "Note")] == notes
