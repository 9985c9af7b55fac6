"""What a blind reader hears of the PDF: everything, once, in order, and with its names."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from pdf_kit import build
from structure_kit import SOFT_HYPHEN, Book, Heard, listen

ROLES = set(
    """
    Document Art Sect Div P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table Caption THead TBody TFoot TR TH
    TD Figure Formula BlockQuote Quote Code Link Reference Note BibEntry Span
    """.split()
)
#: What an element may stand in, where that is not free (ISO 32000-1, 14.8.4.3).
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "BibEntry": {"LBody"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TR": {"THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Caption": {"Table", "Figure"},
}
GROUPS = {"Document", "Art", "Sect", "Div", "BlockQuote", "Note", "L", "LI", "Table", "TR"}
BLOCKS = GROUPS | {"P", "H1", "H2", "H3", "H4", "Caption", "THead", "TBody", "LBody", "TD", "TH"}


@pytest.fixture(scope="module")
def books(request: pytest.FixtureRequest) -> dict[str, Book]:
    names = ("article", "kitchen_sink", "stress")
    return {name: listen(request.getfixturevalue(name).path("pdf")) for name in names}


@pytest.fixture(params=["article", "kitchen_sink", "stress"])
def book(request: pytest.FixtureRequest, books: dict[str, Book]) -> Book:
    return books[request.param]


@pytest.fixture
def stressed(books: dict[str, Book]) -> Book:
    return books["stress"]


def siblings(heard: Heard) -> list[Heard | str]:
    assert heard.parent is not None
    return heard.parent.kids


def before(heard: Heard) -> Heard:
    """The nearest element before that is not a note."""
    around = siblings(heard)
    kids = [k for k in around[: around.index(heard)] if isinstance(k, Heard) and k.role != "Note"]
    return kids[-1]


# --- everything, once, in order ------------------------------------------------------------


def test_all_that_is_marked_is_read_or_passed_over(book: Book) -> None:
    # That no mark is read twice is seen to while listening.
    assert book.unread == []


@pytest.mark.parametrize("name", ["article", "kitchen_sink", "stress"])
def test_the_words_are_heard_whole_and_in_the_manuscripts_order(
    name: str, request: pytest.FixtureRequest, books: dict[str, Book]
) -> None:
    page = lxml.html.fromstring(request.getfixturevalue(name).path("html").read_bytes())
    heard = words(books[name].document.text)
    place, found, other = 0, 0, []
    for block in page.xpath("//section//p"):
        if block.xpath(".//*[local-name()='math'] | .//img | .//a[@role='doc-noteref'] | .//sup"):
            continue
        if block.xpath("ancestor::*[@role='doc-endnotes'] | ancestor::*[@role='doc-bibliography']"):
            continue
        text = words(block.text_content())
        if len(text) < 60:
            continue
        if text not in heard:
            other.append(text)
            continue
        found += 1
        # The PDF has these elsewhere: behind the text, and on the first page.
        if block.xpath("ancestor::*[@class='translations' or @class='cite']"):
            assert heard.count(text) == 1, f"heard twice: {text[:60]}"
            continue
        assert text in heard[place:], f"out of order: {text[:60]}"
        assert heard.count(text) == 1, f"heard twice: {text[:60]}"
        place = heard.index(text, place) + len(text)
    assert found > 2 * len(other), other


def words(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\u00a0", " ").split())


def test_a_word_that_a_line_parts_is_one_word(books: dict[str, Book]) -> None:
    article = books["article"].document
    assert article.raw.count(SOFT_HYPHEN) > 20
    assert not re.search(r"\w- \w", article.text)
    stressed = books["stress"].document.text
    for word in ("incomprehensibilities", "counterrevolutionaries", "twenty-five-year-old"):
        assert word in stressed


def test_words_at_the_ends_of_lines_are_not_run_together(books: dict[str, Book]) -> None:
    text = books["article"].document.text
    run_together = re.findall(r"\w*[a-zəıöüğçş][.,;:][^\W\d_]{2}\w*", urls_out(text))
    assert run_together == []
    manuscript = Path(__file__).parents[3] / "manuscript/azerbaycan-turkiye/article.md"
    known = set(re.findall(r"\w+", manuscript.read_text("utf-8")))
    body = [p.text for p in books["article"].document.all("P")][20:60]
    strange = {w for text in body for w in re.findall(r"[^\W\d]{4,}", text)} - known
    assert len(strange) < 25, strange


def urls_out(text: str) -> str:
    return re.sub(r"\S*(?:https?:|www\.|@|\.org)\S*", "", text)


# --- the tree ------------------------------------------------------------------------------


def test_elements_are_standard_ones_and_stand_where_they_may(book: Book) -> None:
    for heard in book.document.walk():
        assert heard.role in ROLES
        if heard.role in PARENTS:
            assert heard.parent is not None
            assert heard.parent.role in PARENTS[heard.role], (heard.role, heard.parent.role)
        if heard.role in {"P", "H1", "H2", "H3", "H4", "Lbl", "Span", "Link", "Code"}:
            inside = {inner.role for inner in heard.walk() if inner is not heard}
            assert not inside & BLOCKS, (heard.role, inside)
        if heard.role in GROUPS:
            assert not any(isinstance(kid, str) and kid.strip() for kid in heard.kids)


def test_no_element_is_empty(book: Book) -> None:
    for heard in book.document.walk():
        assert heard.text or heard.alt or heard.role in {"TD", "TH"} or inner_alt(heard)


def inner_alt(heard: Heard) -> bool:
    return any(inner.alt for inner in heard.walk())


def test_headings_go_down_by_one_level(book: Book) -> None:
    levels = [int(h.role[1]) for h in book.document.walk() if re.fullmatch(r"H\d", h.role)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_table_over_pages_is_one_table_whose_head_is_read_once(stressed: Book) -> None:
    table = stressed.document.all("Table")[0]
    assert len(table.all("TR")) == 136
    assert len({cell.page for cell in table.all("TD")}) >= 3
    assert [head.text for head in table.all("TH")] == ["Number", "Words", "Rest"]
    assert stressed.document.text.count("Number Words Rest") == 1
    numbers = [row.all("TD")[0].text for row in table.all("TR")[1:]]
    assert numbers == [str(n) for n in range(1, 136)]


def test_head_cells_say_what_they_head_and_spans_are_told(book: Book) -> None:
    for head in book.document.all("TH"):
        assert head.attributes["Scope"] in {"Column", "Row"}
    for table in book.document.all("Table"):
        widths = {sum(int(c.attributes.get("ColSpan", 1)) for c in row.kids if isinstance(c, Heard))
                  for row in table.all("TR")}  # fmt: skip
        spans = any("RowSpan" in cell.attributes for cell in table.all("TH", "TD"))
        assert len(widths) == 1 or spans


def test_lists_of_four_levels_stay_whole(stressed: Book) -> None:
    section = next(s for s in stressed.document.all("Sect") if s.text.startswith("A list of four"))
    top = next(kid for kid in section.kids if isinstance(kid, Heard) and kid.role == "L")
    assert len([kid for kid in top.kids if isinstance(kid, Heard)]) == 6
    assert max(depth(heard) for heard in top.all("L")) == 4
    assert len({heard.page for heard in top.walk()}) >= 2
    labels = [item.kids[0].text for item in top.kids if isinstance(item, Heard)]
    assert labels == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert top.attributes["ListNumbering"] == "Decimal"


def depth(heard: Heard | None) -> int:
    return 0 if heard is None else (heard.role == "L") + depth(heard.parent)


def test_the_parts_of_a_definition_are_told_apart(books: dict[str, Book]) -> None:
    items = [i for i in books["kitchen_sink"].document.all("LI") if i.text.startswith("Depth")]
    assert [kid.role for kid in items[0].kids if isinstance(kid, Heard)] == ["Lbl", "LBody"]


# --- notes, links, references --------------------------------------------------------------


def test_a_note_is_read_behind_the_block_that_calls_it(book: Book) -> None:
    for note in book.document.all("Note"):
        host = before(note)
        targets = [link["target"] for inner in host.walk() for link in inner.links]
        assert f"#{note.id}" in targets, (note.id, host.text)


NOTED = """# Başlıq[^1]

- bənd[^2] davamı

    - alt bənd[^3]

- son

> Sitat[^4]

Söz[^5]
:   izah[^6]

| A[^7] | B |
|---|---|
| bir[^8] | iki |

: Cədvəl[^9]

Son.

""" + "\n\n".join(f"[^{n}]: Haşiyə nömrə {n}." for n in range(1, 10))


def test_a_note_may_be_called_from_anywhere() -> None:
    book = listen(io.BytesIO(build(NOTED)[0]))
    notes = book.document.all("Note")
    assert len(notes) == 9
    told = {note.text.split(" nömrə ")[1].rstrip("."): note for note in notes}
    around = {name: note.parent.role for name, note in told.items() if note.parent}
    assert around == {
        **{"1": "Sect", "2": "LBody", "3": "LBody", "4": "BlockQuote", "5": "LBody", "6": "LBody"},
        **{"7": "Sect", "8": "Sect", "9": "Sect"},
    }
    kids = [kid.role for kid in siblings(told["2"]) if isinstance(kid, Heard)]
    assert kids == ["P", "Note", "L"]
    after_table = [kid for kid in siblings(told["7"]) if isinstance(kid, Heard)]
    place = next(n for n, kid in enumerate(after_table) if kid.role == "Table")
    assert [kid.role for kid in after_table[place + 1 :]] == ["Note", "Note", "Note", "P"]
    assert not any(table.all("Note") for table in book.document.all("Table"))


def test_a_note_and_its_call_lead_to_each_other(book: Book) -> None:
    calls = {
        link["target"]: link["contents"]
        for heard in book.document.all("Reference")
        for inner in heard.walk()
        for link in inner.links
    }
    for note in book.document.all("Note"):
        label = note.kids[0]
        assert isinstance(label, Heard) and label.role == "Lbl"
        back = label.all("Link")[0].links[0]
        assert back["target"] == f"#fnref{label.text}"
        assert label.text in back["contents"] and len(back["contents"]) > 5
        assert label.text in calls[f"#{note.id}"] and len(calls[f"#{note.id}"]) > 3


def test_notes_have_names_of_their_own(book: Book) -> None:
    names = [note.id for note in book.document.all("Note")]
    assert len(names) == len(set(names))
    assert all(names)


def test_every_link_has_words_and_says_more_than_its_target(book: Book) -> None:
    links = book.document.all("Link")
    assert links
    for link in links:
        assert link.text or any(heard.alt for heard in link.walk()), link.links
        assert link.links, link.text
        assert len({found["target"] for found in link.links}) == 1
        for found in link.links:
            assert found["contents"] and not found["contents"].startswith("#")
            assert found["contents"] != found["target"] or found["target"] == link.text


def test_a_picture_that_is_a_link_has_its_words() -> None:
    data = build("[![Xəritənin şəkli](media/square.svg)](https://example.org/pic)")[0]
    book = listen(io.BytesIO(data))
    link = next(x for x in book.document.all("Link") if x.links[0]["target"].endswith("/pic"))
    assert link.links[0]["contents"] == "Xəritənin şəkli"
    assert link.all("Figure")[0].alt == "Xəritənin şəkli"


def test_a_link_over_three_lines_is_one_link(stressed: Book) -> None:
    links = [x for x in stressed.document.all("Link") if x.text.startswith("International Assoc")]
    assert len(links) == 1
    assert len(links[0].links) >= 2
    assert links[0].text.endswith("whose name is longer still")
    assert {found["contents"] for found in links[0].links} == {links[0].text}


@pytest.mark.parametrize("name", ["article", "kitchen_sink", "stress"])
def test_no_annotation_stands_outside_of_the_tree(
    name: str, request: pytest.FixtureRequest, books: dict[str, Book]
) -> None:
    with pikepdf.open(request.getfixturevalue(name).path("pdf")) as file:
        on_pages = sum(len(page.get("/Annots", [])) for page in file.pages)
    assert on_pages == sum(len(link.links) for link in books[name].document.walk())


def test_references_are_entries_of_a_list(book: Book) -> None:
    entries = book.document.all("BibEntry")
    assert entries
    assert len({id(e.parent.parent.parent) for e in entries if e.parent and e.parent.parent}) == 1
    assert all(len(entry.text) > 10 for entry in entries)


# --- languages, pictures, formulas ---------------------------------------------------------


def test_another_language_is_told(stressed: Book) -> None:
    told = {heard.lang: heard.text for heard in stressed.document.all("Span") if heard.lang}
    assert told["fa"] == "این متن فارسی است"
    division = stressed.document.all("Div")[0]
    assert division.lang == "ar"
    assert "تمتد على أكثر من سطر واحد حتى يُرى كيف تُقرأ الأسطر واحدًا بعد الآخر" in division.text


def test_the_translated_abstract_is_in_its_language(books: dict[str, Book]) -> None:
    parts = {s.lang: s.text for s in books["kitchen_sink"].document.all("Sect") if s.lang}
    assert set(parts) == {"tr", "ru", "ar"}
    assert "Bir nehir ne kadar su taşır?" in parts["tr"]


def test_pictures_and_formulas_have_words_and_a_place(books: dict[str, Book]) -> None:
    for name, book in books.items():
        for picture in book.document.all("Figure", "Formula"):
            assert picture.alt, name
            left, bottom, right, top = picture.attributes["BBox"]
            assert 0 <= left < right <= 482 and 0 <= bottom < top <= 681, (name, picture.alt)


def test_a_caption_is_part_of_its_figure(books: dict[str, Book]) -> None:
    figures = [f for f in books["kitchen_sink"].document.all("Figure") if f.all("Caption")]
    assert [f.all("Caption")[0].text[:9] for f in figures] == [
        "Figure 1.",
        "Figure 2.",
        "Figure 3.",
    ]


def test_a_formula_that_a_line_parts_is_one_formula(stressed: Book) -> None:
    assert [f.text for f in stressed.document.all("Formula") if f.alt.startswith("f of")] == [
        "f(x_1, x_2, x_3) = x_1^2 + x_2^2 + x_3^2 + 2x_1 x_2 x_3"
    ]


def test_raised_and_lowered_numbers_are_told(stressed: Book) -> None:
    assert "H₂O and 10⁶" in stressed.document.text


def test_boxes_of_a_task_list_are_told(books: dict[str, Book]) -> None:
    labels = [label.alt for label in books["kitchen_sink"].document.all("Lbl") if label.alt]
    assert labels == ["done", "done", "to do"]


# --- what is passed over -------------------------------------------------------------------


def test_running_heads_and_folios_are_no_part_of_the_text(books: dict[str, Book]) -> None:
    book = books["stress"]
    margins = [a for a in book.artifacts if a[1].get("Subtype") in {"Header", "Footer"}]
    heads = [(page, facts["Subtype"], text) for page, facts, text in margins]
    assert (0, "Footer", "1") in heads
    assert (1, "Header", "Sample Author") in heads and (1, "Header", "2") in heads
    assert (2, "Header", "The Order of Reading") in heads
    assert (1, "Footer", "J. Sample Read.") in heads
    assert len(heads) == 3 * book.pages - 2, "the first page has its folio alone"
    assert all(facts["Type"] == "Pagination" and len(facts["BBox"]) == 4 for _, facts, _ in margins)
    # As the title, and in the article's own reference.
    assert book.document.text.count("The Order of Reading") == 2


def test_repeated_heads_and_rules_are_passed_over(stressed: Book) -> None:
    repeated = [text for _, facts, text in stressed.artifacts if text == "Number"]
    assert len(repeated) >= 2
    assert any(not text for _, _, text in stressed.artifacts), "no rule is drawn as an artifact"


# --- the file ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["article", "kitchen_sink", "stress"])
def test_the_file_declares_both_standards(name: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(name).path("pdf")
    with pikepdf.open(path) as file:
        root = file.Root
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.MarkInfo.Marked
        assert all(page.Tabs == "/S" for page in file.pages)
        assert "/Filter" not in root.Metadata
        with file.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
            assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
            assert metadata["dc:title"] == str(file.docinfo["/Title"])
            assert ", ".join(metadata["dc:creator"]) == str(file.docinfo["/Author"])
            assert set(metadata["dc:language"]) == {str(root.Lang)}
            created = re.sub(r"\D", "", metadata["xmp:CreateDate"])
            assert created == re.sub(r"\D", "", str(file.docinfo["/CreationDate"]))
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in path.read_bytes()
