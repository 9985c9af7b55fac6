"""The printed article: what a reader finds on its pages, and what the file says of itself."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import tempfile
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_kit import ENGINES, SENTENCE, build, cite, make
from structure_kit import Heard, listen

from nashr.model import Author, PageSize, Resource
from nashr.outputs import page_geometry
from nashr.outputs.pdf import render as pdf
from nashr.ports import Typeset
from nashr.typesetting.standards.deflate import deflate
from nashr.typesetting.weasyprint import typeset


def read(data: bytes, page: int | None = None) -> str:
    """The text of the PDF, or of one of its pages from 1, as poppler reads it."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-enc", "UTF-8", "-layout", *pages, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def in_one_line(text: str) -> str:
    return " ".join(re.sub(r"(?<=\w)[-\u00ad]\n\s*", "", text).split())


class Watched:
    """A typesetter that keeps what it was given."""

    def __init__(self) -> None:
        self.html = self.css = ""
        self.files: Mapping[str, tuple[str, bytes]] = {}

    def __call__(
        self, html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]
    ) -> Typeset:
        self.html, self.css, self.files = html, "".join(sheets), files
        return Typeset(b"%PDF", 3, ("a rule that is not known",))


def given(body: str, **options: Any) -> Watched:
    """What the typesetter is given for a text."""
    watched = Watched()
    pdf.render(make(body, **options), replace(ENGINES, typeset=watched))
    return watched


@pytest.mark.parametrize(
    ("marks", "name"),
    [
        ("(8) (9)", ""),
        ("98. 99.", ""),
        ("(9) (10)", "wide-numbers"),
        ("99. 100.", "wide-numbers"),
        ("(99) (100)", "widest-numbers"),
        ("vii) viii)", "widest-numbers"),
    ],
)
def test_wide_numbers_of_a_list_have_room_before_their_items(marks: str, name: str) -> None:
    html = given("\n".join(f"{mark} söz" for mark in marks.split())).html
    found = re.search(r"<ol[^>]*>", html)
    assert found is not None
    assert re.findall(r"wid\w+-numbers", found[0]) == [name] * bool(name)


# --- the first page ------------------------------------------------------------------------


def test_the_first_page_carries_masthead_title_people_and_licence() -> None:
    data, _, diagnostics = build(SENTENCE * 60)
    page = in_one_line(read(data, 1))
    for expected in (
        "Nümunə Jurnalı",
        "p-ISSN 0000-0000",
        "e-ISSN 9999-9994",
        "https://doi.org/10.5555/sample.1",
        "İki ölkə haqqında",
        "İlqar İsmayılov",
        "Sample University, Bakı",
        "ORCID: 0000-0002-1825-0097",
        "a@example.org",
        "12 yanvar 2026",
        "Qısa xülasə.",
        "siyasət, tarix",
        "CC BY 4.0",
    ):
        assert expected in page, expected
    assert not diagnostics


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", None])
def test_an_orcid_stands_in_the_foot_without_an_address_and_dates_beside_it(
    orcid: str | None,
) -> None:
    edition = make(SENTENCE)
    article = edition.document.article
    authors = tuple(replace(author, email=None, orcid=orcid) for author in article.authors)
    article = replace(article, authors=authors, dates=type(article.dates)())
    made = replace(edition, document=replace(edition.document, article=article))
    outcome = pdf.render(made, ENGINES)
    assert not outcome.diagnostics
    page = in_one_line(read(outcome.value[0].data, 1))
    assert ("ORCID: 0000-0002-1825-0097" in page) == bool(orcid)


def test_the_masthead_tells_the_last_page() -> None:
    data, pages, _ = build(SENTENCE * 60, first_page=5)
    assert pages > 2
    assert f"5–{5 + pages - 1}" in read(data, 1)


@pytest.mark.parametrize(("lang", "first"), [("en", "journal"), ("ar", "issn")])
def test_the_foot_runs_as_the_article_does_and_not_as_its_journal(lang: str, first: str) -> None:
    edition = make("Words of a text. " * 900, lang=lang)
    journal = replace(edition.journal, language="ar", title="Mecelle")
    data = pdf.render(replace(edition, journal=journal), ENGINES).value[0].data
    words = words_on(data, 2)
    foot = {name: x for word, x, *_ in words for name, begins in FOOT if word.startswith(begins)}
    assert min(foot, key=lambda name: foot[name]) == first, words


#: Facts of the foot, and how they begin.
FOOT = (("journal", "Mecelle"), ("issn", "0000-0000"))


def test_folios_begin_with_the_first_page_and_stand_outside() -> None:
    data, pages, _ = build(SENTENCE * 90, first_page=5)
    assert pages >= 3
    left, right = (read(data, n).strip().splitlines()[0].split() for n in (2, 3))
    assert left[0] == "6"
    assert right[-1] == "7"


def test_an_article_may_begin_on_a_left_page() -> None:
    data, _, _ = build(SENTENCE * 90, first_page=8)
    first = read(data, 2).strip().splitlines()[0].split()
    assert first[-1] == "9"


def test_a_volume_that_is_bound_on_the_right_has_its_folios_outside_too() -> None:
    edition = make(SENTENCE * 90, first_page=5)
    journal = replace(edition.journal, language="fa")
    data = pdf.render(replace(edition, journal=journal), ENGINES).value[0].data
    even, odd = (read(data, n).strip().splitlines()[0].split() for n in (2, 3))
    assert even[-1] == "۶" and "lqar" in " ".join(even).lower()
    assert odd[0] == "۷"
    pages = pdf.prepare_pages(replace(edition, journal=journal), ENGINES)
    assert any("arabic" in name.lower() for name in pages.files), "the folios have no glyphs"


def test_running_heads_name_author_and_title_but_not_on_the_first_page() -> None:
    data, _, _ = build(SENTENCE * 90)
    heads = [read(data, n).strip().splitlines()[0].lower() for n in (1, 2, 3)]
    assert "ilqar" not in heads[0] and "iki" not in heads[0]
    assert "lqar" in heads[1]
    assert "ölkə" in heads[2]


# --- the text ------------------------------------------------------------------------------


def test_text_is_hyphenated_and_its_lines_end_evenly() -> None:
    text = "\n\n".join("söz " * number + SENTENCE * 3 for number in range(1, 16))
    data, _, _ = build(text)
    lines = [line.rstrip() for line in read(data, 2).splitlines() if line.strip()]
    assert any(line.endswith("\u00ad") for line in lines)
    assert not any(re.search(r"\d-$", line) for line in lines), "1991- parted from ci"


@pytest.mark.parametrize("before", [22, 26, 30, 34])
def test_a_figure_that_has_no_room_leaves_no_hole(before: int) -> None:
    figure = "![Böyük şəkil](media/square.svg){width=100%}"
    text = "\n\n".join([SENTENCE * before, figure, *[SENTENCE * 4] * 8])
    data, pages, _ = build(text)
    for number in range(2, pages):
        lines = [line for line in read(data, number).splitlines() if line.strip()]
        assert len(lines) > 30 or "Böyük şəkil" in " ".join(lines), number
    # It is read where the manuscript has it.
    heard = listen(io.BytesIO(data)).document
    kids = [kid for kid in heard.all("Art")[0].kids if isinstance(kid, Heard)]
    place = next(n for n, kid in enumerate(kids) if kid.role == "Figure")
    assert len(kids[place - 1].text) > 3000 and len(kids[place + 1].text) < 1000


def test_a_footnote_stands_at_the_foot_of_its_page() -> None:
    data, _, _ = build("Mətn[^1].\n\n[^1]: Haşiyənin *mətni*.\n\n    İkinci abzas.")
    page = read(data)
    assert "Haşiyənin mətni." in page
    assert "İkinci abzas." in page
    assert page.index("Mətn") < page.index("Haşiyənin")


def test_a_footnote_and_its_call_lead_to_each_other() -> None:
    html = given("Mətn[^1].\n\n[^1]: Haşiyə.").html
    assert re.search(r'<a[^>]*id="fnref1"[^>]*href="#fn1"|<a[^>]*href="#fn1"[^>]*id="fnref1"', html)
    assert '<span class="footnote" id="fn1"><a class="note-number" href="#fnref1"' in html


def test_a_list_in_a_footnote_does_not_tear_its_paragraph() -> None:
    html = given("Mətn[^1] davam.\n\n[^1]: Bax:\n\n    - bir\n    - iki").html
    footnote = html[html.index('<span class="footnote"') : html.index("davam.")]
    assert "note-item" in footnote
    assert "<ul" not in footnote and "<p" not in footnote


def test_the_items_of_a_list_in_a_footnote_are_marked() -> None:
    data, _, _ = build("Mətn[^1].\n\n[^1]: Bax:\n\n    - bir\n    - iki\n\n    1. üç\n    2. dörd")
    note = listen(io.BytesIO(data)).document.all("Note")[0]
    items = [
        [part.text for part in item.kids if isinstance(part, Heard)] for item in note.all("LI")
    ]
    assert items == [["•", "bir"], ["•", "iki"], ["1.", "üç"], ["2.", "dörd"]]
    assert [found.attributes["ListNumbering"] for found in note.all("L")] == ["Disc", "Decimal"]


def test_a_list_begins_with_the_number_that_its_author_gave() -> None:
    document = listen(io.BytesIO(build("3. üç\n4. dörd\n\nSon.")[0])).document
    assert [label.text for label in document.all("Lbl")] == ["3.", "4."]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("a) bir\nb) iki", ["a)", "b)"]),
        ("(3) bir\n(4) iki", ["(3)", "(4)"]),
        ("(A) bir\n(B) iki", ["(A)", "(B)"]),
        ("i) bir\nii) iki", ["i)", "ii)"]),
        ("Mətn[^1].\n\n[^1]: Bax:\n\n    a) bir\n    b) iki", ["a)", "b)"]),
    ],
)
def test_a_list_keeps_the_brackets_of_its_numbers(body: str, numbers: list[str]) -> None:
    document = listen(io.BytesIO(build(body)[0])).document
    assert [label.text.strip() for label in document.all("Lbl")][-2:] == numbers


def test_a_contents_list_is_one() -> None:
    html = (
        '<html lang="en"><title>T</title><h1 id="a">A</h1><nav><ol><li><a href="#a">A</a>'
        '<ol><li><a href="#b">B</a></li></ol></li></ol></nav><h2 id="b">B</h2>'
    )
    document = listen(io.BytesIO(typeset(html, (), {}).pdf)).document
    contents = document.all("TOC")[0]
    assert [item.role for item in contents.walk()][:5] == [
        "TOC",
        "TOCI",
        "Lbl",
        "Reference",
        "Link",
    ]
    assert [item.text for item in contents.all("Link")] == ["A", "B"]
    assert [kid.role for kid in contents.all("TOCI")[0].kids if isinstance(kid, Heard)] == [
        *("Lbl", "Reference", "TOC")
    ]


def test_a_table_head_says_what_it_heads() -> None:
    html = given("| İl | Say |\n|---|--:|\n| 1991 | 1 |").html
    assert html.count('scope="col"') == 2


def test_the_caption_of_an_image_is_no_description_of_it() -> None:
    assert 'alt=""' in given('![Xəritə](media/square.svg){alt=""}').html
    html = given("![Xəritə](media/square.svg){.undescribed}").html
    assert 'alt="təsvir olunmayıb"' in html


def test_a_task_list_shows_its_boxes() -> None:
    html = given("- [x] bir\n- [ ] iki").html
    assert "<input" not in html
    assert html.count('class="checkbox"') == 2


# --- formulas ------------------------------------------------------------------------------


def test_a_formula_is_a_picture_with_words_for_those_who_listen_and_text_to_copy() -> None:
    watched = given(r"Burada $x^2 + y^2$ və" + "\n\n" + r"$$E = mc^2$$")
    assert 'alt="x kvadrat üstəgəl y kvadrat"' in watched.html
    assert 'alt="E bərabərdir m c kvadrat"' in watched.html
    assert 'data-text="E = mc^2"' in watched.html
    assert "<math" not in watched.html
    assert {"formula/1.svg", "formula/2.svg"} <= set(watched.files)


def test_a_long_formula_in_the_text_may_be_parted_after_its_signs() -> None:
    html = given(r"Mətn $\ln Q = \ln a + b \ln (h - h_0) + c$ davam.").html
    assert 'class="whole-formula" aria-label="natural loqarifm Q bərabərdir natural' in html
    parts = [
        alt.replace("\u2061", "") for alt in re.findall(r'alt="([^"]*)" class="formula"', html)
    ]
    assert parts == ["lnQ=", "lna+", "bln(h−h0)+", "c"]


def test_a_formula_that_cannot_be_drawn_is_shown_as_tex_and_reported() -> None:
    engines = replace(ENGINES, draw_math=lambda _: None)
    outcome = pdf.render(make(r"Burada $\frac{1}{2}$."), engines)
    assert [d.code for d in outcome.diagnostics] == ["math-unsupported"]
    assert r"\frac{1}{2}" in in_one_line(read(outcome.value[0].data))


# --- references ----------------------------------------------------------------------------


def links(data: bytes) -> list[tuple[int, str]]:
    """The links inside the PDF as (page from 1, name of the target)."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as file:
        for number, page in enumerate(file.pages, start=1):
            for annotation in page.get("/Annots", pikepdf.Array()):
                if "/Dest" in annotation:
                    found.append((number, str(annotation["/Dest"])))
    return found


def test_citations_lead_to_their_entry_and_the_entry_leads_back() -> None:
    data, pages, _ = build(f"Bir {cite(1)}.\n\n{SENTENCE * 60}\n\nİki {cite(2)}.")
    targets = [target for _, target in links(data)]
    assert targets.count("ref-oran1998") == 2
    assert {"cite-1", "cite-2"} <= set(targets)
    last = in_one_line(read(data, pages))
    assert re.search(r"Oran, B\. \(1998\)\. Bir əsər\. \[\d+, \d+\]", last), last


def test_two_citations_on_a_page_are_one_number_and_two_links() -> None:
    data, pages, _ = build(f"Bir {cite(1)}, iki {cite(2)} və üç {cite(3)}.")
    text = in_one_line(read(data))
    assert re.search(r"\[\d\s\(2\)\s\(3\)\]", text), text
    assert {"cite-1", "cite-2", "cite-3"} <= {target for _, target in links(data)}
    assert pages <= 2


def test_questions_stand_in_a_proof_and_nowhere_else() -> None:
    body = f"Mətn {cite(1)} [hansı il?]{{.query}}."
    data = build(body, proof=True)[0]
    proof = listen(io.BytesIO(data)).document.text
    assert "Hansı əsərdir?" in proof and "hansı il?" in proof
    assert "korrektura" in read(data).lower()
    final = in_one_line(read(build(body)[0]))
    assert "Hansı əsərdir?" not in final and "hansı il?" not in final
    assert "korrektura" not in final.lower()


def words_on(data: bytes, page: int) -> list[tuple[str, float, float, float]]:
    """The words of a page: text, left edge, top and bottom, in points."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, html = Path(folder) / "a.pdf", Path(folder) / "a.html"
        pdf.write_bytes(data)
        command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), str(html)]
        subprocess.run(command, check=True, timeout=60)
        text = html.read_text("utf-8")
    box = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"'
    found = re.findall(box + ">(.*?)</word>", text)
    return [(text, float(x), float(top), float(bottom)) for x, top, bottom, text in found]


def test_questions_stand_in_the_outer_margin_at_the_height_of_their_place() -> None:
    ask = "[SUAL bu cümlə doğrudurmu, mənbəyi haradadır, ili necədir?]{.query}"
    text = f"NİŞAN{ask} {SENTENCE * 3} NİŞAN{ask} və NİŞAN{ask} {SENTENCE * 2}\n\n"
    data, pages, _ = build(text * 8, proof=True)
    assert pages >= 3
    # The trimmed page is 482 points wide, the sheet of a proof 632.
    for page in (2, 3):
        words = words_on(data, page)
        places = sorted(top for word, _, top, _ in words if word.startswith("NİŞAN"))
        asked = [
            (x, top)
            for word, x, top, _ in words
            if re.fullmatch(r"\?\d+", word) and (x < 60 if page == 2 else x > 482)
        ]
        assert len(places) == len(asked) > 3
        assert len({round(x) for x, _ in asked}) == 1
        tops = sorted(top for _, top in asked)
        assert all(abs(top - place) < 40 for place, top in zip(places, tops, strict=True))
        lines = sorted(top for word, _, top, _ in words if word in {"SUAL", "mənbəyi"})
        gaps = [below - above for above, below in itertools.pairwise(lines)]
        assert all(gap < 2 or gap > 8 for gap in gaps), "two questions overlap"


def test_a_question_may_stand_anywhere() -> None:
    ask = "[SUAL?]{.query}"
    body = (
        f"# Başlıq{ask}\n\nMətn[^1].\n\n[^1]: Haşiyə{ask}.\n\n| A | B |\n|---|---|\n"
        f"| bir{ask} | iki |\n\n: Cədvəl{ask}\n\n- bənd{ask}\n"
    )
    data, pages, diagnostics = build(body, proof=True)
    assert not diagnostics
    asked = [
        x for n in range(1, pages + 1) for word, x, _, _ in words_on(data, n) if word == "SUAL?"
    ]
    assert len(asked) == 5
    assert all(x > 482 or x < 60 for x in asked)


# --- the file ------------------------------------------------------------------------------


def test_no_font_but_the_embedded_ones() -> None:
    data, _, _ = build("Mətn *italik* **qalın** `kod` → 中.\n\n[سلام]{lang=ar}")
    names = set()
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing:
                names.add(str(thing["/BaseFont"]).partition("+")[2])
                assert "/FontFile2" in thing["/FontDescriptor"]
    assert {"Nashr-Serif", "Nashr-Serif-Italic", "Nashr-Mono", "Nashr-Arabic"} <= names
    assert all(name.startswith("Nashr-") for name in names), names


def test_a_word_is_set_in_one_font_so_that_its_letters_are_kerned() -> None:
    data, _, _ = build("Vətəndə təhsil, ATƏT-in Avropa, İki ölkə, “Tə”, qərəz. " * 40)
    with pikepdf.open(io.BytesIO(data)) as file:
        fonts = {
            str(font["/BaseFont"]).partition("+")[2]
            for page in file.pages
            for font in page.Resources.Font.values()
        }
        changes = [
            sum(str(operator) == "Tf" for _, operator in pikepdf.parse_content_stream(page))
            for page in file.pages
        ]
        lines = [
            sum(str(operator) == "BT" for _, operator in pikepdf.parse_content_stream(page))
            for page in file.pages
        ]
    assert "Nashr-Last-Resort" not in fonts
    assert all(of_page <= texts for of_page, texts in zip(changes, lines, strict=True))


def test_what_looks_alike_is_copied_as_it_was_written() -> None:
    text = "O‘zbek, oʻzbek, ma’no, maʼno, 5 µm, μ"
    data, _, _ = build(f"{text}, [Fikret, Kılıç]{{.smallcaps lang=en}}.")
    assert f"{text}, Fikret, Kılıç." in in_one_line(read(data))


@pytest.mark.parametrize(
    "text",
    [
        "Sanskrit संस्कृतम् दुनिया क्\u200dष",
        "Sounds /ɯ̞̈/, ā̱̰, l̥̄́ and ǖ́",
        "Sounds [d͡ʒ], [ə̥t], [n̪̩] and r̥̄ in words",
        "Adlam 𞤀𞤣𞤤𞤢𞤥 of two 𞤆𞤵𞤤𞤢𞤪 words",
        "Unverständlicherweisel̥̄́unverständlicherweiseundnochweiterunddarüberhinaus",
        "A long line with the sound l̥̄́, which is hyphenated, unverständlicherweise",
    ],
)
def test_letters_whose_glyphs_stand_otherwise_are_copied_as_written(text: str) -> None:
    data, _, diagnostics = build(f"[{text * 3}.]{{lang=de}}")
    assert not diagnostics
    written = unicodedata.normalize("NFC", f"{text * 3}.")
    assert written in unicodedata.normalize("NFC", in_one_line(read(data)))


def test_a_character_that_no_font_has_is_reported() -> None:
    _, _, diagnostics = build("Burada 𐎠 var.")
    assert [d.code for d in diagnostics] == ["glyph-missing"]
    assert "𐎠 (U+103A0)" in diagnostics[0].message


def test_the_file_describes_itself() -> None:
    data, _, _ = build("# Giriş\n\nMətn.\n\n# Ölçü $x^2 < 1{,}5$ *üçün*^[Qeyd.]\n\nMətn.")
    with pikepdf.open(io.BytesIO(data)) as file:
        info = file.docinfo
        assert str(info["/Title"]) == "İki ölkə haqqında"
        assert str(info["/Author"]) == "İlqar İsmayılov"
        assert str(info["/Keywords"]) == "siyasət, tarix"
        assert str(info["/CreationDate"]).startswith("D:20260331120000")
        assert str(info["/Creator"]).startswith("nashr ")
        assert str(file.Root.Lang) == "az"
        assert file.Root.MarkInfo.Marked
        titles = [item.title for item in file.open_outline().root]
        assert titles == ["İki ölkə haqqında"]
        headings = [item.title for item in file.open_outline().root[0].children]
        assert "Giriş" in headings
        assert "Ölçü x^2 < 1,5 üçün" in headings
        with file.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert build(SENTENCE * 5)[0] == build(SENTENCE * 5)[0]


def test_a_page_that_asks_for_more_than_its_files_is_refused_and_told_of() -> None:
    result = typeset(
        '<html lang="en"><title>T</title><img src="file:///etc/passwd" alt="x">'
        '<img src="https://example.org/a.png" alt="y">',
        (),
        {},
    )
    assert result.pages == 1
    assert len([w for w in result.warnings if "not one of the article's files" in w]) == 2


def test_what_the_engine_complains_about_is_reported() -> None:
    outcome = pdf.render(make("Mətn."), replace(ENGINES, typeset=Watched()))
    assert [(d.code, d.message) for d in outcome.diagnostics] == [
        ("layout-warning", "a rule that is not known")
    ]
    assert outcome.value[0].pages == 3


# --- the sheet -----------------------------------------------------------------------------


def test_the_page_has_the_size_that_the_journal_asks_for() -> None:
    edition = make("Mətn.")
    edition = replace(edition, journal=replace(edition.journal, page=PageSize("148mm", "210mm")))
    data = pdf.render(edition, ENGINES).value[0].data
    with pikepdf.open(io.BytesIO(data)) as file:
        box = [float(value) for value in file.pages[0].mediabox]
    assert box[2] == pytest.approx(148 / 25.4 * 72, abs=0.1)
    assert box[3] == pytest.approx(210 / 25.4 * 72, abs=0.1)


@pytest.mark.parametrize("size", [("170mm", "240mm"), ("6in", "9in"), ("21cm", "29.7cm")])
def test_full_pages_hold_whole_lines(size: tuple[str, str]) -> None:
    page = page_geometry.sheet(PageSize(*size))
    block = page.height - page.top - page.bottom
    assert block / page_geometry.LEADING == pytest.approx(page.lines)
    assert page.inner < page.outer
    assert page.top < page.bottom


def test_a_length_that_is_no_length_gives_the_usual_page() -> None:
    assert page_geometry.sheet(PageSize("wide", "7 parsecs")) == page_geometry.sheet(PageSize())


def test_the_end_of_every_stream_can_be_seen() -> None:
    unlucky = b"\x0c"  # its checksum ends in a carriage return
    assert zlib.compress(unlucky).endswith(b"\r")
    packed = deflate(unlucky)
    assert not packed.endswith(b"\r")
    assert zlib.decompressobj().decompress(packed) == unlucky
    assert not re.search(rb"[\r\n]\r?\nendstream", build(SENTENCE * 20)[0])


# --- pages, copyright, back links ----------------------------------------------------------


def test_an_article_of_one_page_has_one_number_and_none_without_a_first_page() -> None:
    assert "5–5" not in (page := in_one_line(read(build("Mətn.", first_page=5)[0])))
    assert "Səhifə 5 " in page
    assert "Səhifələr" not in in_one_line(read(build("Mətn.")[0]))
    data, pages, _ = build(SENTENCE * 40, first_page=5)
    assert f"5–{4 + pages}" in in_one_line(read(data))


def test_without_authors_there_is_no_copyright_sign() -> None:
    assert "©" in read(build("Mətn.")[0])
    assert "©" not in read(build("Mətn.", authors=(), year=None)[0])


def test_a_citation_on_the_page_of_the_list_has_that_page() -> None:
    for before in (5, 20, 30, 40):
        data, pages, _ = build(f"{SENTENCE * before}\n\nSon {cite(1)}.", first_page=5)
        shown = in_one_line(read(data, pages))
        assert re.search(rf"əsər\. \[({pages + 3}|{pages + 4})\]", shown), shown[-300:]


def test_captions_and_headings_are_balanced_and_not_hyphenated() -> None:
    words = "beynəlxalq əməkdaşlıq münasibətlərinin formalaşması mərhələləri təhlükəsizlik "
    text = f"# {words * 2}\n\n{SENTENCE}\n\n![{words * 2}](media/square.svg)\n\n{SENTENCE}"
    data, pages, _ = build(text)
    said = "\n".join(read(data, number) for number in range(1, pages + 1))
    shown = [line.strip() for line in said.splitlines()]
    found = [
        line for line in shown if line and set(re.findall(r"\w{4,}", line)) <= set(words.split())
    ]
    assert len(found) >= 4, "two lines or more of each"
    assert not any(line.endswith("\u00ad") for line in found)


def test_the_space_behind_a_notes_number_is_not_widened(tmp_path: Path) -> None:
    notes = "".join(f"\n\n[^{n}]: {'söz ' * n}{SENTENCE * 2}" for n in range(1, 7))
    (tmp_path / "a.pdf").write_bytes(build(SENTENCE + "[^1][^2][^3][^4][^5][^6]" + notes)[0])
    command = ["pdftotext", "-bbox", str(tmp_path / "a.pdf"), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    found = re.findall(r'xMin="(.+?)" yMin=".+?" xMax="(.+?)" .+?>(.+?)<', said)
    gaps = [
        round(float(after[0]) - float(number[1]), 1)
        for number, after in itertools.pairwise(found)
        if number[2] in "123456" and after[2] == "söz"
    ]
    assert len(gaps) == 6
    assert max(gaps) - min(gaps) < 0.3


def test_what_is_said_of_several_citations_on_a_page_is_said_where_there_may_be_some() -> None:
    html = given(f"Bir {cite(1)}.").html
    assert "istinad edilən səhifələr.</p>" in html
    html = given(f"Bir {cite(1)}, iki {cite(2)}.").html
    assert "istinad edilən səhifələr; (2), (3): eyni səhifədə yenidən.</p>" in html


def test_a_sentence_goes_on_behind_a_formula_without_an_indent() -> None:
    formula = "[$$a = b$$]{.equation}"
    html = given(
        f"Orta:\n\n{formula}\n\nburada *a* saydır.\n\n{formula}\n\nBurada yeni cümlə."
    ).html
    assert 'class="continued">burada' in html
    assert 'data-part="text">Burada' in html


def test_names_are_not_divided_between_the_lines_of_a_byline() -> None:
    names = [("Məhəmməd Əmin", "Sınaqzadə"), ("Orxan Tural", "Örnəkov"), ("Kamal", "Sınaqlı")]
    authors = tuple(Author(family, given) for given, family in names * 3)
    data, _, _ = build(SENTENCE, authors=authors)
    lines = [" ".join(line.split()) for line in read(data, 1).splitlines()]
    begin = next(n for n, line in enumerate(lines) if line.startswith("Məhəmməd"))
    starts = {line.split(",")[0] for line in lines[begin : begin + 4] if line}
    assert starts <= {f"{given} {family}" for given, family in names}, starts


@pytest.mark.parametrize("size", ["98pt", "104pt", "110pt", "116pt"])
def test_a_short_text_in_a_narrow_column_keeps_a_sign_and_its_number(size: str) -> None:
    made = make("- Bu Nümunə, 1937, № 118.\n- Bu Nümunə, 1937, s. 118.")
    sheet = f"{made.templates['pdf/article.css']}\n.text li {{ max-width: {size} }}"
    made = replace(made, templates={**made.templates, "pdf/article.css": sheet})
    lines = read(pdf.render(made, ENGINES).value[0].data, 1).splitlines()
    assert [line for line in lines if line.rstrip().endswith(("№", " s."))] == []


def test_letters_that_only_a_drawing_has_are_shown() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><title>ქ</title>'
        '<text x="5" y="20" font-family="Arial">Экспорт <tspan>ß</tspan> Ω</text></svg>'
    ).encode()
    edition = make("Mətn.\n\n![Qrafik.](media/square.svg)")
    resources = (Resource("media/square.svg", drawing, "image/svg+xml"),)
    edition = replace(edition, document=replace(edition.document, resources=resources))
    outcome = pdf.render(edition, ENGINES)
    assert not [found for found in outcome.diagnostics if found.code == "layout-warning"]
    assert "Экспорт ß Ω" in in_one_line(read(outcome.value[0].data))
