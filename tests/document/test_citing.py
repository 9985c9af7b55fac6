"""Citations: what is cited, where, and what takes the place of a citation in the text."""

from __future__ import annotations

import pytest
from document_kit import (
    article,
    cited,
    clean,
    loaded,
    manuscript,
    of_class,
    of_type,
    places,
    references,
)

from nashr import ast, citations
from nashr.diagnostics import Diagnostic, Span
from nashr.document.citing import insert_citations, list_citations
from nashr.model import (
    CiteItem,
    Document,
    Inlines,
    LocalText,
    Reference,
    ReferenceEntry,
    RenderedCitation,
    RenderedCitations,
)


def item(body: str, lang: str = "en") -> CiteItem:
    ((citation,), diagnostics) = cited(body, "oran1998", lang)
    assert diagnostics == ()
    (one,) = citation.items
    return one


@pytest.mark.parametrize(
    ("suffix", "lang", "label", "locator", "rest"),
    [
        (", 463", "en", "page", "463", ""),
        (" 463", "en", "page", "463", ""),
        (", s. 463", "az", "page", "463", ""),
        (", səh. 455–467", "az", "page", "455–467", ""),
        (", Səh. 455--467", "az", "page", "455–467", ""),
        (", p. 12", "az", "page", "12", ""),
        (", pp. 33-35, 38-39 and passim", "en", "page", "33-35, 38-39", " and passim"),
        (", pp. 33-35 and *passim*", "en", "page", "33-35", " and passim"),
        (", ch. 3", "en", "chapter", "3", ""),
        (", fəsil 3, qeyd 2", "az", "chapter", "3", ""),
        (", vol. iv", "en", "volume", "iv", ""),
        (", p. xii–xv", "en", "page", "xii–xv", ""),
        (", § 5", "en", "section", "5", ""),
        (", böl. 2", "tr", "chapter", "2", ""),
        (", SAYI 4", "tr", "issue", "4", ""),
        (", стр. 12", "ru", "page", "12", ""),
        (", 463 ff.", "en", "page", "463 ff.", ""),
        (", 12a", "en", "page", "12a", ""),
        (", p. A3", "en", "page", "A3", ""),
        ("{ii, A, D-Z}, with a suffix", "en", "page", "ii, A, D-Z", ", with a suffix"),
        (", {chap. the first}", "en", "chapter", "the first", ""),
        (", my translation", "en", None, None, ", my translation"),
        (", mild words", "en", None, None, ", mild words"),
        (", p. passim", "en", None, None, ", p.\u00a0passim"),
        (", chairs 3", "en", None, None, ", chairs 3"),
        (" and others", "en", None, None, " and others"),
        ("", "en", None, None, ""),
    ],
)
def test_locators(
    suffix: str, lang: str, label: str | None, locator: str | None, rest: str
) -> None:
    one = item(f"Text [@oran1998{suffix}].", lang)
    assert (one.label, one.locator) == (label, locator)
    assert ast.plain_text([ast.text("|"), *one.suffix]) == f"|{rest}"


def test_a_suffix_keeps_its_emphasis() -> None:
    assert of_type(item("[@oran1998, pp. 33-35 and *passim*]").suffix, "Emph")


def test_a_locator_in_the_language_of_its_passage() -> None:
    assert item("[слова [@oran1998, с. 12]]{lang=ru}").locator == "12"
    texts = (LocalText("en", "T"), LocalText("ru", "T", abstract="Слова [@a, гл. 2]."))
    done = clean("Text.", texts=texts)
    (citation,) = list_citations(done, references("a"), manuscript("")).value
    assert (citation.items[0].label, citation.items[0].locator) == ("chapter", "2")


def test_modes_and_affixes() -> None:
    assert ast.plain_text(item("[see *also* @oran1998]").prefix) == "see also"
    assert item("@oran1998 says").author_in_text
    assert item("[-@oran1998]").suppress_author
    in_text = item("@oran1998 [p. 3] says")
    assert (in_text.author_in_text, in_text.label, in_text.locator) == (True, "page", "3")


def test_groups_order_and_notes() -> None:
    body = """First [@a; see @b, 3].[^1] Then @a.^[Inline [@b].]

| x | y |
|---|---|
| [@b] | z |

: Caption @a

[^1]: In a note [@a].

    And its second paragraph @b.
"""
    found, diagnostics = cited(body, "a b")
    assert diagnostics == ()
    assert [(c.id, [i.key for i in c.items], c.note_number) for c in found] == [
        ("cite-1", ["a", "b"], 0),
        ("cite-2", ["a"], 1),
        ("cite-3", ["b"], 1),
        ("cite-4", ["a"], 0),
        ("cite-5", ["b"], 2),
        ("cite-6", ["a"], 0),
        ("cite-7", ["b"], 0),
    ]


# --- unknown keys --------------------------------------------------------------------------


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    found, (one,) = cited("Ədəbiyyat, ğ\nbax [@oran1989, s. 3].", "oran1998 kuzio2000")
    assert len(found) == 1
    assert (one.code, one.span) == (
        "citation-unknown-key",
        Span("manuscript/trial/article.md", 5, 6),
    )
    assert one.message == "No bibliography file has an entry “oran1989”."
    assert one.hint == "Did you mean [@oran1998]?"


def test_an_ending_behind_a_key_is_told_how_to_be_written() -> None:
    _, (one,) = cited("@oran1998-də", "oran1998 kuzio2000")
    assert one.hint == "An ending is kept apart by braces: @{oran1998}-də."


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("[@x]", 4, 2),
        ("[-@x]", 4, 3),
        ("𐐷ə [see @x]", 4, 9),
        ("`@x` and @x", 4, 10),
        ("    @x in code\n\nx @x", 6, 3),
        ("```\n@x\n```\n\n@x", 8, 1),
        ("<!-- @x -->\n@x", 5, 1),
        ("<https://example.org/@x> @x", 4, 26),
        ("[a](https://example.org/@x) @x", 4, 29),
        ("mail a@x.org @x", 4, 14),
        ("\\@x @x", 4, 5),
        ("$@x$ @x", 4, 6),
        ("A.[^1]\n\nB @k.\n\n[^1]: Note @x", 8, 12),
        ("A.[^1]\n\n[^1]: Note\n\n    more @x", 8, 10),
        ("| a | b |\n|---|---|\n| ə | @x |", 6, 7),
        ("+---+----+\n| a | b  |\n+===+====+\n| ə | @x |\n+---+----+", 7, 7),
        ("- a\n\n    b @x", 6, 7),
        ("> a\n> b @x", 5, 5),
        ("::: {.epigraph lang=tr}\nə @x\n:::", 5, 3),
        ("# Head @x", 4, 8),
        ("@{x}y", 4, 1),
        ("[@{x}]", 4, 2),
    ],
)
def test_the_place_of_a_key(body: str, line: int, column: int) -> None:
    _, diagnostics = cited(body, "k")
    unknown = tuple(d for d in diagnostics if "“x”" in d.message)
    assert places(unknown) == [("citation-unknown-key", line, column)]


@pytest.mark.parametrize("key", ["a:b-c_d.e", "Əliyev2001", "10.1000/xyz", "doe99:a", "a--b"])
def test_the_place_of_a_key_with_marks_in_it(key: str) -> None:
    _, diagnostics = cited(f"ə [see @{{{key}}}, p. 3]\nand @{{{key}}}.", "k")
    assert places(diagnostics) == [
        ("citation-unknown-key", 4, 8),
        ("citation-unknown-key", 5, 5),
    ]
    assert key in diagnostics[0].message


def test_every_place_of_a_key_in_the_order_of_the_page() -> None:
    _, diagnostics = cited("A [@x].[^1] B @x, c @y.\n\n[^1]: D @x.", "k")
    assert sorted(places(diagnostics)) == [
        ("citation-unknown-key", 4, 4),
        ("citation-unknown-key", 4, 15),
        ("citation-unknown-key", 4, 21),
        ("citation-unknown-key", 6, 9),
    ]


def test_a_key_in_the_front_matter_is_found_there() -> None:
    front_matter = "title: Trial\nabstract: |\n  ə [@x]"
    texts = (LocalText("en", "Trial", abstract="ə [@x]"),)
    outcome = loaded("Text.", front_matter=front_matter, texts=texts)
    assert outcome.value is not None
    found = list_citations(outcome.value, {}, manuscript("Text.", front_matter))
    assert places(found.diagnostics) == [("citation-unknown-key", 4, 6)]
    assert [c.id for c in found.value] == ["cite-1"]


def test_citations_of_statements_come_behind_those_of_the_text() -> None:
    texts = (LocalText("en", "Trial", abstract="See [@a]."),)
    outcome = loaded("Text [@b].", texts=texts, acknowledgements="Thanks to [@c].")
    assert outcome.value is not None
    found = list_citations(outcome.value, references("a b c"), manuscript("Text [@b]."))
    assert [citation.items[0].key for citation in found.value] == ["a", "b", "c"]


def test_an_elements_id_without_its_kind_is_explained() -> None:
    _, (one,) = cited("[Text]{#map} as in @map", "k")
    assert one.hint == "For a cross-reference the id begins with fig:, tbl:, eq: or sec:."


def test_a_citation_inside_a_citation_is_told() -> None:
    found, (one,) = cited("[@a and @tab:q]", "a b")
    assert (one.code, one.span.column) == ("content-dropped", 9)
    assert ast.plain_text(found[0].items[0].suffix) == "and @tab:q"


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("[@a, @b]", ["a", "b"]),
        ("[@a, @b, @c]", ["a", "b", "c"]),
        ("[see @a; @b,\n@c]", ["see a", "b", "c"]),
        ("[@a @b]", ["a", "b"]),
        ("[-@a, -@b]", ["-a", "-b"]),
        ("[@a, p. 3, @b, p. 5–6, and more]", ["a 3", "b 5–6, and more"]),
        ("[@a and @b]", ["a", "b"]),
        ("[see @a, p. 5, and @b, p. 7]", ["see a 5", "b 7"]),
        ("[@a, p. 3 & @b]", ["a 3", "b"]),
        ("[@a, see @b]", ["a", "see b"]),
        ("[@a, as told, but cf. @b, and @c]", ["a, as told", "but cf. b", "c"]),
        ("[@a in reply to @b]", ["a", "in reply to b"]),
    ],
)
def test_works_that_commas_part_are_works_of_their_own(body: str, items: list[str]) -> None:
    (citation,), diagnostics = cited(body, "a b c")
    assert diagnostics == ()
    assert [
        ast.plain_text(item.prefix)
        + " " * bool(item.prefix)
        + "-" * item.suppress_author
        + item.key
        + (f" {item.locator}" if item.locator else "")
        + ast.plain_text(item.suffix)
        for item in citation.items
    ] == items
    assert not any(item.author_in_text for item in citation.items)


def test_an_unknown_work_behind_a_comma_is_told() -> None:
    _, (one,) = cited("[@a, @b]", "a")
    assert (one.code, one.span.column) == ("citation-unknown-key", 6)


def test_an_entry_with_an_error_is_told_of_where_it_is_cited() -> None:
    fault = Diagnostic("bib-syntax", Span("own.bib", 12, 3), "It is not closed.", None, "b")
    document, source = clean("[@a; @b]"), manuscript("[@a; @b]")
    found = list_citations(document, references("a b"), source, faults={"b": fault})
    (one,) = found.diagnostics
    assert (one.code, one.span.column) == ("citation-unusable", 6)
    assert "own.bib:12:3" in one.message and "It is not closed." in str(one.hint)


def test_a_bibliography_that_cannot_be_read_is_told_of_where_an_entry_is_missed() -> None:
    fault = Diagnostic("bib-syntax", Span("own.bib", 1, 35), "It is not closed.")
    document, source = clean("[@a; @b]"), manuscript("[@a; @b]")
    found = list_citations(document, references("a"), source, hiding=fault)
    (one,) = found.diagnostics
    assert one.code == "citation-unusable"
    assert "own.bib:1:35" in one.message


def test_a_bibliography_of_which_nothing_can_be_read_is_told_of_once() -> None:
    fault = Diagnostic("file-not-utf8", Span("own.bib", 1, 35), "It is not UTF-8.")
    document, source = clean("[@a; @b] [@c]"), manuscript("[@a; @b] [@c]")
    assert list_citations(document, references("a"), source, hiding=fault).diagnostics == (fault,)
    assert not list_citations(document, references("a b c"), source, hiding=fault).diagnostics


# --- cite ----------------------------------------------------------------------------------


def rendering(*texts: str) -> RenderedCitations:
    return RenderedCitations(
        tuple(RenderedCitation(f"cite-{n}", ast.words(t)) for n, t in enumerate(texts, start=1)),
        (ReferenceEntry("b", ast.words("Book b"), ("cite-1",)),),
        hanging_indent=False,
    )


def test_rendered_citations_stand_in_their_places() -> None:
    texts = (LocalText("en", "T", abstract="As [@b]."),)
    done = clean("A [@b].[^1]\n\n[^1]: N @b.", texts=texts)
    known = references("a b")
    found = list_citations(done, known, manuscript("")).value
    done = insert_citations(done, found, rendering("(b 1)", "(b 2)", "b (3)"), known)
    assert ast.plain_text(done.fields["abstract.en"]) == "As (b 1)."
    assert ast.plain_text(done.blocks[0]) == "A (b 2)."
    assert of_class(done.blocks, "citation") == ["(b 2)", "b (3)"]
    assert not of_type(done.blocks, "Cite")
    spans = of_type([done.fields["abstract.en"], done.blocks], "Span")
    assert [node["c"][0][0] for node in spans] == ["cite-1", "cite-2", "cite-3"]
    assert [e.key for e in done.references] == ["b"]
    assert [(one.id, one.items[0].key) for one in done.citations] == [
        ("cite-1", "b"),
        ("cite-2", "b"),
        ("cite-3", "b"),
    ]
    assert [r.key for r in done.cited] == ["b"]
    assert done.hanging_indent is False


# --- note styles ---------------------------------------------------------------------------

NOTES = """A [@a]. Own note.[^1] B [@b; @a].

| x | y |
|---|---|
| [@b] | z |

: Caption @a

[^1]: In a note [@a] and [@b].
"""


def in_notes(body: str, keys: str = "a b", lang: str = "en", **texts: str | Inlines) -> Document:
    """The document in a note style whose citations read as in ``texts``, else as their ids."""
    done = clean(body, lang)
    known = references(keys)
    found = list_citations(done, known, manuscript(body), in_notes=True).value
    written = tuple(
        RenderedCitation(
            one.id,
            _written(texts.get(one.id.replace("-", ""), f"text {one.id}.")),
            ast.words("Oran") if one.items[0].author_in_text else [],
        )
        for one in found
    )
    rendered = RenderedCitations(written, (), in_notes=True)
    return insert_citations(done, found, rendered, known)


def _written(text: str | Inlines) -> Inlines:
    return ast.words(text) if isinstance(text, str) else text


def notes_of(done: Document) -> list[str]:
    return [ast.plain_text(note["c"]) for note in of_type(done.blocks, "Note")]


def test_citations_are_numbered_with_the_authors_own_notes() -> None:
    done = clean(NOTES)
    found = list_citations(done, references("a b"), manuscript(NOTES), in_notes=True).value
    assert [(c.id, c.note_number) for c in found] == [
        ("cite-1", 1),
        ("cite-2", 2),
        ("cite-3", 2),
        ("cite-4", 3),
        ("cite-5", 4),
        ("cite-6", 5),
    ]


def test_a_citation_becomes_the_note_of_its_number() -> None:
    assert notes_of(in_notes(NOTES)) == [
        "Text cite-1.",
        "In a note (text cite-2) and text cite-3.",
        "Text cite-4.",
        "Text cite-5.",
        "Text cite-6.",
    ]


def test_a_note_begins_with_a_capital_of_its_language() -> None:
    (note,) = notes_of(in_notes("A [@a].", lang="az", cite1="i. əsər."))
    assert note == "İ. əsər."
    (note,) = notes_of(in_notes("A [@a].", cite1="https://example.org"))
    assert note == "https://example.org"


def test_an_author_in_the_text_stays_there_with_the_note_beside() -> None:
    done = in_notes("So @a says, and @b [p. 3].")
    kinds = [node["t"] for node in done.blocks[0]["c"]]
    assert kinds == "Str Space Str Note Space Str Space Str Space Str Note".split()
    assert ast.plain_text(done.blocks[0]) == "So Oran says, and Oran."
    assert notes_of(done) == ["Text cite-1.", "Text cite-2."]


def where(body: str, lang: str = "en") -> str:
    """The line with ``^`` for the mark of a note."""
    marked = ast.rewrite(
        in_notes(body, lang=lang).blocks, lambda n: [ast.text("^")] if n["t"] == "Note" else None
    )
    return ast.plain_text(marked)


@pytest.mark.parametrize(
    ("body", "lang", "line"),
    [
        ("It was so [@a].", "en", "It was so.^"),
        ("It was so [@a], they say.", "en", "It was so,^ they say."),
        ("It was “so [@a].” They", "en", "It was “so.”^ They"),
        ("Was it so [@a]? Yes", "en", "Was it so?^ Yes"),
        ("It was so [@a] and so.", "en", "It was so^ and so."),
        ("It was (so [@a]).", "en", "It was (so^)."),
        ("It was so etc. [@a].", "en", "It was so etc.^"),
        ("*So* [@a].", "en", "So.^"),
        ("Так было [@a].", "ru", "Так было^."),
        ("Так было [@a], да.", "ru", "Так было^, да."),
        ("Так ли [@a]? Да", "ru", "Так ли?^ Да"),
        ("Belə idi [@a].", "az", "Belə idi.^"),
    ],
)
def test_the_mark_stands_at_its_word_by_the_habit_of_the_language(
    body: str, lang: str, line: str
) -> None:
    assert where(body, lang) == line


def test_two_marks_side_by_side_are_told_apart() -> None:
    assert where("It was so [@a].^[Own.]") == "It was so.^\u202f^"
    assert where("It was so [@a] [@b].") == "It was so.^\u202f^"
    assert where("It was so.^[One.]^[Two.]") == "It was so.^\u202f^"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("It was so ^[Own.]. And *so* ^[Own.], too.", "It was so^. And so^, too."),
        ("It was so\u00a0^[Own.] and so.\n^[Own.]", "It was so^ and so.^"),
        ("In 1991 ^[Own.] and $x$ ^[Own.]", "In 1991\u202f^ and x\u202f^"),
        ("^[Own.] It was so.", "^ It was so."),
    ],
)
def test_no_note_is_called_behind_a_space(body: str, line: str) -> None:
    """Where a line may be broken, the call would begin the next."""
    assert where(body) == line


def test_raised_numbers_stand_as_the_marks_of_notes_do() -> None:
    done = clean("It was so [@a]. So it was (@b).")
    known = references("a b")
    found = list_citations(done, known, manuscript("")).value
    raised = {"t": "Superscript", "c": [ast.link(ast.words("1"), "#ref-a")]}
    rendered = RenderedCitations(
        (RenderedCitation("cite-1", [raised]), RenderedCitation("cite-2", ast.words("(b)"))), ()
    )
    done = insert_citations(done, found, rendered, known)
    assert ast.plain_text(done.blocks) == "It was so.1 So it was ((b))."


@pytest.mark.parametrize(
    ("body", "reads"),
    [
        ("It was so[@a], [@a].", "It was so (b), (b)."),
        ("It was.[@a] “So”[@a] *it*[@a] $x$[@a]", "It was. (b) “So” (b) it (b) x (b)"),
        ("It was ([@a]) so—[@a].", "It was ((b)) so—(b)."),
        ("这样[@a]。", "这样(b)。"),
    ],
)
def test_a_citation_in_brackets_stands_apart_from_its_word(body: str, reads: str) -> None:
    done, known = clean(body), references("a b")
    found = list_citations(done, known, manuscript("")).value
    rendered = tuple(RenderedCitation(one.id, ast.words("(b)")) for one in found)
    done = insert_citations(done, found, RenderedCitations(rendered, ()), known)
    assert ast.plain_text(done.blocks) == reads


@pytest.mark.parametrize(
    ("note", "reads"),
    [
        ("See [@a].", "See T (1998)."),
        ("See [@a]", "See T (1998)."),
        ("See [@a], and more.", "See T (1998), and more."),
        ("See [@a] and more.", "See T (1998) and more."),
        ("See [@a] Then more.", "See T (1998). Then more."),
        ("(See [@a].)", "(See T (1998).)"),
        ("[@a] says so.", "T (1998) says so."),
        ("So it is [@a].", "So it is (T (1998))."),
        ("So it is [@a]", "So it is (T (1998))"),
        ("So it is: [@a].", "So it is: T (1998)."),
        ("Bax [@a].", "Bax T (1998)."),
        ("As @a has it.", "As T (1998) has it."),
        ("(See [@a])", "(See T (1998))"),
    ],
)
def test_a_citation_inside_an_authors_note_ends_as_its_sentence_does(note: str, reads: str) -> None:
    assert notes_of(in_notes(f"So.^[{note}]", cite1="T (1998).")) == [reads]


def test_an_abbreviation_keeps_its_point_inside_a_note() -> None:
    assert notes_of(in_notes("So.^[See [@a], too.]", cite1="Ibid.")) == ["See Ibid., too."]


def test_an_authors_own_note_stays_where_it_was_put() -> None:
    assert where("It was so^[Own [@a].].") == "It was so^."


WORKS = {
    "oran": {
        "type": "book",
        "author": [{"family": "Oran", "given": "Baskın"}],
        "title": "First",
        "publisher": "Press",
        "issued": {"date-parts": [[1998]]},
    },
    "kuzio": {
        "type": "book",
        "author": [{"family": "Kuzio", "given": "Taras"}],
        "title": "Second",
        "publisher": "Press",
        "issued": {"date-parts": [[2000]]},
    },
}


def printed(body: str, style: str) -> Document:
    """The document as the real processor writes its citations."""
    done = clean(body)
    known = {
        key: Reference(key, {"id": key, **work}, "bibliography/references.bib", 1)
        for key, work in WORKS.items()
    }
    found = list_citations(done, known, manuscript(body), in_notes=True).value
    items = {key: reference.item for key, reference in known.items()}
    text = citations.style_text(style)
    assert text is not None
    rendered = citations.format_citations(text, lambda _: None, items, found, "en-US")
    assert rendered.in_notes
    return insert_citations(done, found, rendered, known)


def test_ibid_follows_the_notes_as_they_are_printed() -> None:
    body = "A [@oran, 3]. B [@oran, 3]. C [@oran, 5]. D.^[Own words.] E [@oran, 5]. F [@kuzio]."
    done = printed(body, "chicago-notes-bibliography-subsequent-ibid")
    assert notes_of(done) == [
        "Baskın Oran, First (Press, 1998), 3.",
        "Ibid.",
        "Ibid., 5.",
        "Own words.",
        "Oran, First, 5.",
        "Taras Kuzio, Second (Press, 2000).",
    ]


@pytest.mark.parametrize(
    ("note", "reads"),
    [
        ("See @oran [p. 1].", "See ibid., 1."),
        ("Cf. @oran [p. 1].", "Cf. ibid., 1."),
        ("So it is [@oran, 1].", "So it is (ibid., 1)."),
        ("@oran [p. 1] says.", "Ibid., 1 says."),
        ("He erred. @oran [p. 1] too.", "He erred. Ibid., 1 too."),
        ("[@oran, 1].", "Ibid., 1."),
    ],
)
def test_ibid_is_small_within_a_sentence(note: str, reads: str) -> None:
    done = printed(f"A [@oran].\n\nB.^[{note}]", "chicago-notes-bibliography-subsequent-ibid")
    assert notes_of(done)[1] == reads


@pytest.mark.parametrize(
    ("cited", "reads"),
    [
        ("Oran, “First.”", "As Oran, “First” says."),
        ("Oran, *Book*.", "As Oran, Book says."),
        ("Oran, 3rd ed.", "As Oran, 3rd ed. says."),
        ("Oran (Press).", "As Oran (Press) says."),
    ],
)
def test_the_stop_of_a_citation_goes_where_its_sentence_goes_on(cited: str, reads: str) -> None:
    before, star, title = cited.partition("*")
    inlines = ast.words(before.rstrip())
    if star:
        title = title.removesuffix("*.")
        inlines += [ast.SPACE, {"t": "Emph", "c": ast.words(title)}, ast.text(".")]
    assert notes_of(in_notes("So.^[As @a says.]", cite1=inlines)) == [reads]


def test_a_later_citation_is_short_even_from_an_authors_own_note() -> None:
    body = "A [@oran]. B [@kuzio]. C.^[Compare [@oran, 4] and so on.]"
    assert notes_of(printed(body, "chicago-notes-bibliography"))[2] == (
        "Compare Oran, First, 4 and so on."
    )


def test_a_work_named_in_an_authors_own_note_is_printed_whole() -> None:
    body = "A.^[See @oran [p. 3]. So @kuzio says; @kuzio [4; @oran] too.] B.^[But see @oran.]"
    done = printed(body, "chicago-notes-bibliography-subsequent-ibid")
    assert notes_of(done) == [
        "See Baskın Oran, First (Press, 1998), 3. So Taras Kuzio, Second (Press, 2000) says; "
        "ibid., 4; Oran, First too.",
        "But see Oran, First.",
    ]
    assert "in-sentence" not in str(done.blocks)


def test_the_name_of_an_author_in_the_text_with_the_real_style() -> None:
    done = printed("So says @oran [p. 3].", "chicago-notes-bibliography")
    assert ast.plain_text(done.blocks) == "So says Baskın Oran."
    assert notes_of(done) == ["First (Press, 1998), 3."]


def test_what_the_style_does_not_list_has_no_line_and_no_link() -> None:
    body = "A [@letter; @b]."
    done = clean(body)
    known = references("letter b")
    found = list_citations(done, known, manuscript(body)).value
    links = [ast.link(ast.words(key), f"#ref-{key}") for key in ("letter", "b")]
    rendered = RenderedCitations(
        (RenderedCitation("cite-1", links),),
        (ReferenceEntry("letter", []), ReferenceEntry("b", ast.words("Book"))),
    )
    done = insert_citations(done, found, rendered, known)
    assert [entry.key for entry in done.references] == ["b"]
    assert [link["c"][2][0] for link in of_type(done.blocks, "Link")] == ["#ref-b"]
    assert ast.plain_text(done.blocks) == "A letterb."
    assert [reference.key for reference in done.cited] == ["b", "letter"]


def test_a_citation_that_was_not_listed_is_a_fault_of_ours() -> None:
    done = clean("A [@b].")
    with pytest.raises(KeyError):
        insert_citations(done, (), rendering(), references("b"))


def test_article_is_untouched() -> None:
    assert clean("Text.").article == article()
