"""The Word file as a whole: what stands in it, and what Word knows of it."""

from __future__ import annotations

import json
from dataclasses import replace

import docx_kit
import edition_kit
import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.ooxml import WordPackage, find_all, tag
from nashr.issues import FIRST_PAGE
from nashr.model import LAST_PAGE, Citation, CitationStyle, CiteItem, Origin, OwnCitation, PageStart
from nashr.outputs import markup
from nashr.outputs.edition import Edition
from nashr.word_files import BODY, RECORD_PART

TEXT = """
Bax [@oran1998].[^1] [(Oran 1998: 4)]{#cite-1 .citation}

[^1]: Qeyd $x^2$.

# [1]{.heading-number} Giriş {#sec:giris}

Bax [şəkil 1](#fig:a){.cross-reference} və [bölmə 1](#sec:giris){.cross-reference}.

::: {lang=ar dir=rtl}
نص عربي
:::

| Bir *misra*
|    iki misra

[[$$E = mc^2$$]{}[(1)]{.equation-number}]{#eq:e .equation}

***

```python
print(1)
```
"""


def edition() -> Edition:
    made = edition_kit.edition(text=TEXT)
    item = CiteItem("oran1998", label="page", locator="4")
    document = replace(
        made.document,
        citations=(Citation("cite-1", (item,)),),
        citation_style=CitationStyle("http://www.zotero.org/styles/apa"),
    )
    return replace(made, document=document)


@pytest.fixture(scope="module")
def file() -> WordPackage:
    return docx_kit.package(edition())


def test_the_whole_article_stands_in_it_once() -> None:
    _, found = docx_kit.made(edition_kit.edition())
    assert found == ()


@pytest.mark.parametrize(("pages", "shown"), [(1, "17"), (3, "17–19")])
def test_the_citation_of_an_article_has_the_pages_of_its_issue(pages: int, shown: str) -> None:
    made = edition()
    known, ranged = (ast.words(f"Nümunə, {p}.") for p in (FIRST_PAGE, f"{FIRST_PAGE}–{LAST_PAGE}"))
    document = replace(made.document, own_citation=OwnCitation(known, ranged))
    numbered = replace(made, document=document).numbered(17)
    done = docx_kit.package(numbered.with_pages([PageStart("", 0)] * pages))
    text = [words for _, words in docx_kit.paragraphs(done)]
    assert any(words.endswith(f"Nümunə, {shown}.") for words in text), text


def test_the_sentence_on_the_origin_of_an_article_stands_in_it() -> None:
    sentence = "Dissertasiya *əsasında*, $x$ ilə^[Qeyd.] birlikdə."
    article = replace(edition_kit.ARTICLE, derived_from=sentence, origin=Origin("thesis", "10.5/t"))
    whole = edition_kit.edition(article)
    data, found = docx_kit.made(whole)
    assert found == ()
    (words,) = [
        w for style, w in docx_kit.paragraphs(WordPackage(data)) if style == "ArticleOrigin"
    ]
    assert words.startswith("Dissertasiya əsasında, ")
    assert words.endswith("birlikdə. https://doi.org/10.5/t")


def test_a_paragraph_that_is_not_written_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = edition_kit.edition(text="Birinci abzas burada durur.\n\nİkinci abzas itib getdi.")
    write = pandoc.write_docx
    monkeypatch.setattr(
        docx_kit,
        "ENGINES",
        replace(docx_kit.ENGINES, write_docx=lambda blocks, way: write(_without(blocks), way)),
    )
    _, found = docx_kit.made(whole)
    assert [(one.code, "İkinci abzas" in one.message) for one in found] == [("text-lost", True)]


def _without(blocks: list[dict[str, object]]) -> list[dict[str, object]]:
    return [block for block in blocks if "İkinci" not in str(block)]


def test_a_note_that_stands_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Bu qeydin mətni o qədər uzundur ki, iki dəfə çap olunsa, bunu hər oxucu dərhal görər."
    whole = edition_kit.edition(text=f"Abzas.^[{long}]")
    write = pandoc.write_docx
    monkeypatch.setattr(
        docx_kit,
        "ENGINES",
        replace(docx_kit.ENGINES, write_docx=lambda blocks, way: write(_twice(blocks), way)),
    )
    _, found = docx_kit.made(whole)
    assert "text-doubled" in [one.code for one in found]


def _twice(blocks: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for block in blocks for one in [block] * (1 + ("Abzas." in str(block)))]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert docx_kit.made(edition())[0] == docx_kit.made(edition())[0]


def test_each_part_has_the_style_of_its_name(file: WordPackage) -> None:
    styles = dict(reversed(docx_kit.paragraphs(file)))
    assert styles["Title"] == "İşıq və ölçü"
    assert styles["Author"].startswith("Ülviyyə Əliyeva")
    assert styles["Heading1"] == "1 Giriş"
    assert styles["Verse"].startswith("Bir misra")
    assert styles["SectionBreak"] == "* * *"
    assert styles["SourceCode"] == "print(1)"
    assert styles["Bibliography"] == "Oran (1998)."
    defined = find_all(file.related_tree("styles"), "//w:style/@w:styleId")
    used = find_all(file.document, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
    assert set(used) <= set(defined)


def test_the_text_stands_apart_from_what_is_above_it(file: WordPackage) -> None:
    styles = [
        next(iter(find_all(one, "./w:pPr/w:pStyle/@w:val")), "")
        for one in file.document.iter(tag("w:p"))
    ]
    end = styles.index("ArticleFactsEnd")
    assert "ArticleFacts" not in styles[end:], "the space below the facts of the article"
    assert styles[end + 1] == "FirstParagraph", "no indent below a space"


def test_the_text_below_a_table_stands_apart_from_it() -> None:
    text = "| Yıl | Nüfus |\n|--|--|\n| 1920 | 12 |\n\nBirinci abzas.\n\nİkinci abzas.\n"
    file = docx_kit.package(edition_kit.edition(text=text))
    below = next(file.document.iter(tag("w:tbl"))).getnext()
    assert find_all(below, "./w:pPr/w:spacing/@w:before"), "touches the rule of the table"
    assert not find_all(below.getnext(), "./w:pPr/w:spacing")


def test_word_divides_words_where_lines_are_of_one_length(file: WordPackage) -> None:
    assert find_all(file.tree("word/settings.xml"), "./w:autoHyphenation")
    divided = {
        style.get(tag("w:styleId")): not find_all(style, "./w:pPr/w:suppressAutoHyphens")
        for style in file.tree("word/styles.xml").iter(tag("w:style"))
    }
    assert (divided["BodyText"], divided["Heading1"], divided["Title"]) == (True, False, False)


def test_word_knows_its_own_styles_by_their_names(file: WordPackage) -> None:
    names = find_all(file.related_tree("styles"), "//w:style/w:name/@w:val")
    assert {"Normal", "Title", "heading 1", "Body Text", "caption", "footnote text"} <= set(names)


def test_the_text_lies_between_the_ends_of_its_bookmark(file: WordPackage) -> None:
    (start,) = find_all(file.document, f"//w:bookmarkStart[@w:name='{BODY}']")
    assert "Giriş" not in "".join(start.xpath("preceding::*/text()"))
    number = start.get(tag("w:id"))
    (end,) = find_all(file.document, f"//w:bookmarkEnd[@w:id='{number}']")
    assert "Oran (1998)." in "".join(end.xpath("following::*/text()"))


def test_cross_references_are_fields_that_word_refreshes(file: WordPackage) -> None:
    fields = docx_kit.fields(file)
    assert ("REF _nr_sec_giris \\h", "1") in fields
    (start,) = find_all(file.document, "//w:bookmarkStart[@w:name='_nr_sec_giris']")
    behind = start.getnext()
    assert "".join(behind.itertext()) == "1"


def test_a_formula_with_a_number_is_one_of_word(file: WordPackage) -> None:
    assert find_all(file.document, "//w:tbl//m:oMathPara/m:oMath")
    assert ("SEQ Equation \\* ARABIC", "1") in docx_kit.fields(file)


def test_a_passage_from_right_to_left_says_so(file: WordPackage) -> None:
    (run,) = find_all(file.document, "//w:r[w:t='نص'] | //w:r[w:t='نص عربي']")
    assert find_all(run, "./w:rPr/w:rtl") and find_all(run, "./w:rPr/w:lang[@w:bidi='ar']")
    assert find_all(run, "./ancestor::w:p/w:pPr/w:bidi")


def test_a_note_is_one_of_word(file: WordPackage) -> None:
    notes = file.related_tree("footnotes")
    assert "Qeyd " in "".join(notes.itertext())
    assert find_all(file.document, "//w:footnoteReference")


def test_the_page_is_that_of_the_pdf(file: WordPackage) -> None:
    (size,) = find_all(file.document, "//w:sectPr/w:pgSz")
    assert (size.get(tag("w:w")), size.get(tag("w:h"))) == ("9638", "13606")
    (start,) = find_all(file.document, "//w:sectPr/w:pgNumType/@w:start")
    assert start == "17"


def test_heads_and_feet_have_title_authors_and_journal(file: WordPackage) -> None:
    title, authors, first = (
        "".join(docx_kit.part(file, f"word/header{n}.xml").itertext()) for n in (1, 2, 3)
    )
    assert title.startswith("İşıq və ölçü") and "PAGE" in title
    assert authors.startswith("Ülviyyə Əliyeva")
    assert first == ""
    foot = "".join(docx_kit.part(file, "word/footer1.xml").itertext())
    assert foot.startswith("Sınaq J. · Cild 3") and foot.endswith("https://doi.org/10.5555/sinaq_1")


def test_the_properties_say_what_it_is(file: WordPackage) -> None:
    core = " ".join(docx_kit.part(file, "docProps/core.xml").itertext())
    assert "Ülviyyə Əliyeva; Şahin İsmayıl-zadə" in core and "2026-03-31T00:00:00Z" in core
    custom = docx_kit.part(file, "docProps/custom.xml")
    values = {one.get("name"): "".join(one.itertext()) for one in custom}
    assert (values["Volume"], values["DOI"]) == ("3", "10.5555/sinaq_1")
    settings = "".join(values[name] for name in sorted(values) if name.startswith("ZOTERO_PREF"))
    assert 'style id="http://www.zotero.org/styles/apa"' in settings
    assert all(len(value) <= 255 for name, value in values.items() if "ZOTERO" in name)


def test_a_citation_is_a_field_of_zotero(file: WordPackage) -> None:
    cited = [f for f in docx_kit.fields(file) if f[0].startswith("ADDIN ZOTERO_ITEM")]
    ((instruction, result),) = cited
    data = json.loads(instruction.partition("CSL_CITATION ")[2])
    assert result == data["properties"]["plainCitation"] == "(Oran 1998: 4)"
    (item,) = data["citationItems"]
    assert (item["locator"], item["label"]) == ("4", "page")
    assert item["itemData"]["citation-key"] == "oran1998"
    lists = [f for f in docx_kit.fields(file) if f[0].startswith("ADDIN ZOTERO_BIBL")]
    assert [result for _, result in lists] == ["Oran (1998).Kuzio (2000)."]


def test_what_the_record_has_is_data_and_no_comment_of_an_editor(file: WordPackage) -> None:
    record = json.loads("".join(docx_kit.part(file, RECORD_PART).itertext()))
    assert record["article"] == "sinaq"
    assert record["bookmarks"]["sec_giris"] == "sec:giris"
    assert "E = mc^2" in record["formulas"].values()
    assert record["code"] == {"print(1)": ["python"]}
    assert ["title.az", "İşıq və ölçü"] in record["printed"]


def test_a_query_is_a_comment_of_word_in_a_proof_alone() -> None:
    proof = docx_kit.package(edition_kit.edition(proof=True))
    comments = docx_kit.part(proof, "word/comments.xml")
    assert "Bunu yoxlayın" in "".join(comments.itertext())
    assert "Hansı əsər?" in "".join(comments.itertext())
    shown = "".join(words for _, words in docx_kit.paragraphs(proof))
    assert "Bunu yoxlayın" not in shown
    plain = docx_kit.package(edition_kit.edition())
    assert "word/comments.xml" not in plain.files


def test_a_note_may_be_the_beginning_of_an_entry_of_the_references() -> None:
    """In a style of notes a work stands in both, in nearly the same words."""
    entry = (
        "Long-Term Storage Capacity of Reservoirs, Transactions of Engineers 116 (1951): 770–799."
    )
    made = edition_kit.edition(text="Abzas.^[" + entry.removesuffix("–799.") + ".]")
    references = (replace(made.document.references[0], inlines=ast.words(entry)),)
    document = replace(made.document, references=references)
    _, found = docx_kit.made(
        replace(made, document=document, markup=markup.to_markup(document, pandoc.write_html))
    )
    assert found == ()
