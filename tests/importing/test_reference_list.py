"""A typed list of references becomes entries of a bibliography file."""

from __future__ import annotations

import pytest
from word_kit import imported, paragraph, word_file, written

from nashr.engines import pandoc
from nashr.importing.findings import Outcome
from nashr.importing.other_formats import draft_of_tree

HEAD = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş", style="Balk1")
ORAN = "Oran, B. (1998). Dış siyaset. İstanbul: İletişim Yayınları."
NADIR = "Rəsulzadə M.Ə. Azərbaycan Cümhuriyyəti. Bakı: Elm, 1990. 116 s."
LEWIS = "Lewis, B. (1993). Modern Türkiye. Ankara: Metis."


def _file(*entries: str, heading: str = "Ədəbiyyat", cited: str = "Bax (Oran, 1998).") -> bytes:
    listed = "".join(map(paragraph, entries))
    return word_file(HEAD + paragraph(cited) + paragraph(heading, style="Balk1") + listed)


def test_each_reference_becomes_an_entry_that_keeps_what_was_typed() -> None:
    _, draft = imported(_file(ORAN, NADIR))
    assert "@book{oran1998," in draft.bibliography
    assert "@book{resulzade1990," in draft.bibliography
    assert f"nashr-typed  = {{{NADIR}}}," in draft.bibliography
    assert "pagetotal    = {116}," in draft.bibliography
    assert "langid       = {azerbaijani}," in draft.bibliography
    assert draft.bibliography.count("nashr-confidence = {0.") == 2 or "{1.00}" in draft.bibliography


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "Kaynakça",
        "Kaynaklar",
        "İstifadə olunmuş ədəbiyyat",
        "Список литературы",
        "ЛИТЕРАТУРА",
        "5. Ədəbiyyat siyahısı:",
        "Literaturverzeichnis",
        "Références",
    ],
)
def test_the_list_is_known_by_its_heading(heading: str) -> None:
    made = written(_file(ORAN, heading=heading))
    assert "Bax [@oran1998]." in made.text
    assert "İletişim" not in made.text, "nashr prints the list"


def test_the_list_is_known_below_a_paragraph_that_is_no_heading() -> None:
    data = word_file(
        HEAD + paragraph("Bax (Oran, 1998).") + paragraph("Ədəbiyyat") + paragraph(ORAN)
    )
    assert "[@oran1998]" in written(data).text


@pytest.mark.parametrize(
    ("cited", "entries"), [("Mətn.", (ORAN,)), ("Bax (Oran, 1998).", (ORAN, NADIR, LEWIS))]
)
def test_a_list_of_which_little_is_cited_stays_in_the_text(
    cited: str, entries: tuple[str, ...]
) -> None:
    data = _file(*entries, cited=cited)
    _, draft = imported(data)
    [found] = [one for one in draft.findings if one.kind == "references-uncited"]
    assert found.outcome is Outcome.DOUBTFUL
    assert "İletişim" in written(data).text
    assert cited in written(data).text
    assert "@book{oran1998," in draft.bibliography


def test_a_work_that_is_not_cited_is_told_of() -> None:
    _, draft = imported(_file(ORAN, NADIR))
    [found] = [one for one in draft.findings if one.kind == "reference-uncited"]
    assert "Rəsulzadə" in found.message
    assert "@resulzade1990" in found.hint


def test_a_heading_inside_of_the_list_is_told_of_and_does_not_end_it() -> None:
    _, draft = imported(_file(ORAN, "Rus dilində", NADIR))
    assert "@book{resulzade1990," in draft.bibliography
    [found] = [one for one in draft.findings if one.kind == "references-heading"]
    assert "Rus dilində" in found.message


def test_what_follows_the_list_stays() -> None:
    data = word_file(
        HEAD
        + paragraph("Bax (Oran, 1998).")
        + paragraph("Ədəbiyyat", style="Balk1")
        + paragraph(ORAN)
        + paragraph("Əlavə", style="Balk1")
        + paragraph("The text in English.")
    )
    made = written(data).text
    assert made.rstrip().endswith("# Əlavə\n\nThe text in English.")


def test_lines_of_one_paragraph_are_references_of_their_own() -> None:
    lines = f"<w:r><w:t>{ORAN}</w:t><w:br/><w:t>{NADIR}</w:t></w:r>"
    _, draft = imported(
        word_file(
            HEAD
            + paragraph("Bax (Oran, 1998).")
            + paragraph("Ədəbiyyat", style="Balk1")
            + paragraph(lines)
        )
    )
    assert draft.bibliography.count("\n@") == 1


def test_dashes_stand_for_the_author_above() -> None:
    _, draft = imported(_file(ORAN, "———. (2001). Azınlıklar. İstanbul: İletişim Yayınları."))
    assert "@book{oran2001," in draft.bibliography


def test_a_reference_that_is_read_with_doubt_asks_its_author() -> None:
    odd = "Bir gün, iki 12 cild ad 1988 yoxsa, bəlkə Press 4, 5, 6 kitab jurnalı Moskva nə"
    _, draft = imported(_file(ORAN, odd))
    assert f"nashr-query  = {{Bu mənbə belə yazılmışdı: “{odd}”" in draft.bibliography
    assert any(one.kind == "reference-doubtful" for one in draft.findings)


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("html", "<h1>Giriş</h1><p>Bax (Oran, 1998: 4).</p><h1>Ədəbiyyat</h1><ol><li>{}</li></ol>"),
        ("latex", "\\section{{Giriş}}Bax (Oran, 1998: 4).\\section{{Ədəbiyyat}}\n\n{}\n"),
    ],
)
def test_other_formats_have_their_lists_read_too(form: str, source: str) -> None:
    tree, _ = pandoc.read_document(source.format(ORAN).encode(), form)
    draft = draft_of_tree(tree, {}, "x")
    assert "@book{oran1998," in draft.bibliography
    assert "@oran1998" in pandoc.write_markdown(draft.blocks)


def test_an_address_alone_is_the_next_entry_of_a_numbered_list() -> None:
    entries = (
        "1. Oran, B. (1998). Türk dış politikası. İstanbul: İletişim.",
        "Elektron mənbələr",
        "2. https://example.org/dil",
    )
    made = written(_file(*entries, cited="Bax [1] və [2, s. 3]."))
    assert "example.org" not in made.text.split("---\n", 2)[2]
    assert made.text.count("[@") == 2
