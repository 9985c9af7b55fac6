"""JATS: what each part of an article becomes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from document_kit import PNG, SVG
from jats_kit import ALI, LANG, MML, XLINK, edition, written, xml
from lxml import etree

from nashr.model import (
    Affiliation,
    Author,
    Dates,
    Funding,
    Issn,
    Journal,
    LocalText,
    Publisher,
)
from nashr.outputs.jats import render as jats
from nashr.outputs.jats.references import element_citation
from nashr.outputs.jats.xml import Ids, add, make, unwrap
from nashr.outputs.table import outputs
from nashr.project.workspace import Workspace


def body(text: str, **values: object) -> str:
    """What the ``body`` holds."""
    whole = xml(written(text, **values).find("body"))  # type: ignore[arg-type]
    return whole.removeprefix("<body>").removesuffix("</body>")


# --- the file ------------------------------------------------------------------------------


def test_jats_is_an_output_like_the_others() -> None:
    row = next(output for output in outputs() if output.name == "jats")
    artifacts = row.render(edition("Text."), None).value  # type: ignore[arg-type]
    assert [(a.name, a.media_type) for a in artifacts] == [("trial.xml", "application/jats+xml")]


def test_the_file_names_its_document_type_and_its_language() -> None:
    artifact, *_ = jats.render(edition("Mətn.", "az"), None).value  # type: ignore[arg-type]
    head = artifact.data.decode().split("<article", 1)[0]
    assert head.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC')
    assert "JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4" in head
    root = etree.fromstring(artifact.data)
    assert root.get(LANG) == "az"
    assert (root.get("article-type"), root.get("dtd-version")) == ("research-article", "1.4")


def test_the_same_edition_gives_the_same_bytes() -> None:
    text = "# One {#sec:a}\n\nText^[A note.] with $x$ and @sec:a."
    one, two = (jats.render(edition(text), None).value for _ in range(2))  # type: ignore[arg-type]
    assert one == two


def test_images_go_into_a_folder_beside_the_file() -> None:
    shown = edition("![](a.png){alt=A}\n\n![B](b.svg) text", files={"a.png": PNG, "b.svg": SVG})
    artifacts = jats.render(shown, None).value  # type: ignore[arg-type]
    assert [(a.name, a.media_type) for a in artifacts[1:]] == [
        ("media/a.png", "image/png"),
        ("media/b.svg", "image/svg+xml"),
    ]
    assert artifacts[1].data == PNG


def test_the_folder_of_images_is_published_with_the_file(tmp_path: Path) -> None:
    shown = edition("![B](b.svg) text", files={"b.svg": SVG})
    artifacts = jats.render(shown, None).value  # type: ignore[arg-type]
    Workspace(tmp_path).publish("trial", artifacts, dict)
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*"))
    assert found == [
        "output/trial/manifest.json",
        "output/trial/media/b.svg",
        "output/trial/trial.xml",
    ]


# --- the journal ---------------------------------------------------------------------------


def test_the_journal_is_named_in_its_languages() -> None:
    journal = Journal(
        "Çaylar",
        "az",
        short_title="Çayl.",
        titles={"en": "Rivers", "az": "Çaylar"},
        publisher=Publisher("Nəşriyyat", "Bakı"),
        issn=Issn(print="1234-5679", online="8765-4326"),
        url="https://example.org/journal",
    )
    meta = written("Text.", journal=journal).find("front/journal-meta")
    assert xml(meta) == (
        '<journal-meta><journal-id journal-id-type="publisher-id">Çayl.</journal-id>'
        '<journal-id journal-id-type="issn">8765-4326</journal-id>'
        '<journal-title-group><journal-title xml:lang="az">Çaylar</journal-title>'
        '<trans-title-group xml:lang="en"><trans-title>Rivers</trans-title></trans-title-group>'
        '<abbrev-journal-title abbrev-type="publisher">Çayl.</abbrev-journal-title>'
        "</journal-title-group>"
        '<issn publication-format="print">1234-5679</issn>'
        '<issn publication-format="electronic">8765-4326</issn>'
        "<publisher><publisher-name>Nəşriyyat</publisher-name>"
        "<publisher-loc>Bakı</publisher-loc></publisher>"
        '<self-uri xlink:href="https://example.org/journal">https://example.org/journal</self-uri>'
        "</journal-meta>"
    )


# --- the article's front -------------------------------------------------------------------


def test_a_language_without_a_title_has_its_abstract_alone() -> None:
    texts = (LocalText("az", "Çay"), LocalText("en", "", None, "Text of the abstract."))
    meta = written("Mətn.", "az", texts=texts).find("front/article-meta")
    assert meta is not None
    assert meta.find("title-group/trans-title-group") is None
    assert "Text of the abstract." in xml(meta.find("trans-abstract"))


def test_titles_abstracts_and_keywords_stand_in_each_language() -> None:
    texts = (
        LocalText("az", "Çay *haqqında*", "Bir baxış", "Xülasənin mətni.", ("çay", "su")),
        LocalText("en", "On a *River*", None, "Text of the abstract.", ("river",)),
    )
    meta = written("Mətn.", "az", texts=texts).find("front/article-meta")
    assert meta is not None
    assert xml(meta.find("title-group")) == (
        '<title-group><article-title xml:lang="az">Çay <italic>haqqında</italic></article-title>'
        '<subtitle xml:lang="az">Bir baxış</subtitle>'
        '<trans-title-group xml:lang="en"><trans-title>On a <italic>River</italic></trans-title>'
        "</trans-title-group></title-group>"
    )
    assert xml(meta.find("abstract")) == (
        '<abstract xml:lang="az"><title>Xülasə</title><p>Xülasənin mətni.</p></abstract>'
    )
    assert xml(meta.find("trans-abstract")) == (
        '<trans-abstract xml:lang="en"><title>Abstract</title><p>Text of the abstract.</p>'
        "</trans-abstract>"
    )
    assert [xml(group) for group in meta.findall("kwd-group")] == [
        '<kwd-group kwd-group-type="author" xml:lang="az"><title>Açar sözlər</title>'
        "<kwd>çay</kwd><kwd>su</kwd></kwd-group>",
        '<kwd-group kwd-group-type="author" xml:lang="en"><title>Keywords</title>'
        "<kwd>river</kwd></kwd-group>",
    ]


def test_an_abstract_may_have_sections() -> None:
    texts = (LocalText("en", "T", abstract="# Aim\n\nOne.\n\n# Method\n\n- Two."),)
    abstract = written("Text.", texts=texts).find("front/article-meta/abstract")
    assert xml(abstract) == (
        '<abstract xml:lang="en"><title>Abstract</title>'
        "<sec><title>Aim</title><p>One.</p></sec><sec><title>Method</title>"
        '<list list-type="bullet"><list-item><p>Two.</p></list-item></list></sec></abstract>'
    )


def test_an_author_has_identifier_roles_and_affiliations() -> None:
    author = Author(
        "Müəllif",
        "Nümunə",
        orcid="0000-0002-1825-0097",
        email="a@example.org",
        corresponding=True,
        affiliations=("uni",),
        roles=("data-curation",),
    )
    place = Affiliation("uni", "Universitet", "Kafedra", "Bakı", "Azərbaycan", "https://ror.org/0x")
    meta = written("Mətn.", "az", authors=(author,), affiliations=(place,)).find(
        "front/article-meta"
    )
    assert meta is not None
    assert xml(meta.find("contrib-group/contrib")) == (
        '<contrib contrib-type="author" corresp="yes">'
        '<contrib-id contrib-id-type="orcid" authenticated="false">'
        "https://orcid.org/0000-0002-1825-0097</contrib-id>"
        '<name name-style="western"><surname>Müəllif</surname>'
        "<given-names>Nümunə</given-names></name><email>a@example.org</email>"
        '<role vocab="credit" vocab-identifier="https://credit.niso.org/" '
        'vocab-term="Data curation" vocab-term-identifier='
        '"https://credit.niso.org/contributor-roles/data-curation/">'
        "Məlumatların idarə edilməsi</role>"
        '<xref ref-type="aff" rid="aff-uni"/><xref ref-type="corresp" rid="nashr-cor-1"/></contrib>'
    )
    assert xml(meta.find("aff")) == (
        '<aff id="aff-uni"><institution content-type="dept">Kafedra</institution>, '
        '<institution-wrap><institution-id institution-id-type="ror">https://ror.org/0x'
        "</institution-id><institution>Universitet</institution></institution-wrap>, "
        "<city>Bakı</city>, <country>Azərbaycan</country></aff>"
    )
    assert xml(meta.find("author-notes/corresp")) == (
        '<corresp id="nashr-cor-1">Məsul müəllif: Nümunə Müəllif, '
        "<email>a@example.org</email></corresp>"
    )


def test_affiliations_are_numbered_when_there_are_several() -> None:
    places = (Affiliation("a", "First"), Affiliation("b", "Second"))
    article = written("Text.", affiliations=places)
    assert [e.text for e in article.iterfind("front/article-meta/aff/label")] == ["1", "2"]


def test_dates_folios_and_the_number() -> None:
    dates = Dates(
        received=dt.date(2026, 1, 2),
        revised=dt.date(2026, 2, 3),
        accepted=dt.date(2026, 3, 4),
        published=dt.date(2026, 4, 5),
    )
    meta = written(
        "Text.", dates=dates, doi="10.5555/x", volume="3", issue="1", first_page=117
    ).find("front/article-meta")
    assert meta is not None
    assert [(e.get("pub-id-type"), e.text) for e in meta.findall("article-id")] == [
        ("doi", "10.5555/x"),
        ("publisher-id", "trial"),
    ]
    assert [(d.get("date-type"), d.get("iso-8601-date")) for d in meta.findall("history/date")] == [
        ("received", "2026-01-02"),
        ("rev-recd", "2026-02-03"),
        ("accepted", "2026-03-04"),
    ]
    assert [(d.get("date-type"), d.findtext("year")) for d in meta.findall("pub-date")] == [
        ("pub", "2026"),
        ("collection", "2026"),
    ]
    assert [meta.findtext(tag) for tag in ("volume", "issue", "fpage")] == ["3", "1", "117"]
    uri = meta.find("self-uri")
    assert uri is not None
    assert uri.get(f"{XLINK}href") == "https://doi.org/10.5555/x"


def test_the_licence_is_a_sentence_and_an_address() -> None:
    license_ = written("Mətn.", "az", license="CC-BY-4.0").find(".//license")
    assert license_ is not None
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert license_.get(f"{XLINK}href") == address
    assert license_.findtext(f"{ALI}license_ref") == address
    statement = license_.find("license-p")
    assert statement is not None
    assert statement.get(LANG) == "az"
    assert "CC BY 4.0" in (statement.text or "")


def test_a_formula_stands_where_a_statement_on_funding_may_hold_one() -> None:
    article = written("Text.", funding_statement="So *it* is, $p < 1$, [so](https://e.org).")
    statement = article.find(".//funding-statement")
    assert statement is not None
    # The DTD allows emphasis, links and addresses alone.
    assert [one.tag for one in statement] == ["italic", "styled-content", "ext-link"]
    assert statement.find("styled-content/inline-formula") is not None


def test_funding_conflict_and_thanks() -> None:
    article = written(
        "Text.",
        funding=(
            Funding("Fund", "F-1", "https://ror.org/0x"),
            Funding("Other", None, "https://doi.org/10.13039/1"),
            Funding("Third"),
        ),
        conflict_of_interest="None *at all*.",
        acknowledgements="Thanks.",
    )
    assert [xml(e) for e in article.iter("award-group")] == [
        '<award-group id="nashr-award-1"><funding-source><institution-wrap>'
        '<institution-id institution-id-type="ror">https://ror.org/0x</institution-id>'
        "<institution>Fund</institution></institution-wrap></funding-source>"
        "<award-id>F-1</award-id></award-group>",
        '<award-group id="nashr-award-2"><funding-source><institution-wrap>'
        '<institution-id institution-id-type="funder-id">https://doi.org/10.13039/1'
        "</institution-id><institution>Other</institution></institution-wrap></funding-source>"
        "</award-group>",
        '<award-group id="nashr-award-3"><funding-source>Third</funding-source></award-group>',
    ]
    assert xml(article.find(".//author-notes/fn")) == (
        '<fn fn-type="coi-statement" id="nashr-coi"><label>Conflict of interest</label>'
        "<p>None <italic>at all</italic>.</p></fn>"
    )
    assert xml(article.find("back/ack")) == (
        "<ack><title>Acknowledgements</title><p>Thanks.</p></ack>"
    )


def test_what_can_be_counted_is_counted() -> None:
    counts = written("![Caption](a.png){alt=A}\n\n$$x$$ {#eq:a}", files={"a.png": PNG}).find(
        ".//counts"
    )
    assert xml(counts) == (
        '<counts><fig-count count="1"/><table-count count="0"/><equation-count count="1"/>'
        '<ref-count count="0"/></counts>'
    )


# --- sections, paragraphs, languages -------------------------------------------------------


def test_sections_nest_as_their_headings_do() -> None:
    text = (
        "Before.\n\n# One {#sec:one}\n\nIn one.\n\n### Deep\n\nBelow.\n\n"
        "# Two\n\nHere, see @sec:one."
    )
    assert body(text) == (
        "<p>Before.</p>"
        '<sec id="sec-one"><label>1</label><title>One</title><p>In one.</p>'
        '<sec id="deep"><label>1.1</label><title>Deep</title><p>Below.</p></sec></sec>'
        '<sec id="two"><label>2</label><title>Two</title>'
        '<p>Here, see <xref rid="sec-one" ref-type="sec">section\u00a01</xref>.</p></sec>'
    )


def test_passages_in_another_language_say_so() -> None:
    text = (
        "English [سلام]{lang=ar} text.\n\n::: {lang=tr}\nTürkçe.\n\n> Alıntı.\n:::\n\n"
        "::: {lang=ru}\n# Глава\n\nТекст.\n:::"
    )
    assert body(text) == (
        '<p>English <styled-content xml:lang="ar">سلام</styled-content> text.</p>'
        '<p xml:lang="tr">Türkçe.</p><disp-quote xml:lang="tr"><p>Alıntı.</p></disp-quote>'
        '<sec id="глава" xml:lang="ru"><title>Глава</title><p xml:lang="ru">Текст.</p></sec>'
    )


def test_a_heading_where_no_section_can_begin_is_a_paragraph() -> None:
    assert body("> # Quoted\n>\n> Text.") == (
        '<disp-quote><p id="quoted" content-type="heading"><bold>Quoted</bold></p>'
        "<p>Text.</p></disp-quote>"
    )


def test_faces_keep_their_meaning_and_the_space_between_them() -> None:
    text = "*a* **b** ~~c~~ H~2~O x^2^ [d]{.smallcaps} [e]{.underline} `f` [g]{.mark}"
    assert body(text) == (
        "<p><italic>a</italic> <bold>b</bold> <strike>c</strike> H<sub>2</sub>O x<sup>2</sup> "
        "<sc>d</sc> <underline>e</underline> <monospace>f</monospace> "
        '<styled-content style-type="mark">g</styled-content></p>'
    )


def test_no_space_is_put_between_elements_that_touch() -> None:
    assert body("*a***b**") == "<p><italic>a</italic><bold>b</bold></p>"


def test_broken_lines_are_paragraphs_of_a_line() -> None:
    assert body("One  \n*two*  \nthree") == (
        '<p content-type="line">One</p><p content-type="line"><italic>two</italic></p>'
        '<p content-type="line">three</p>'
    )


def test_raw_html_keeps_its_text_and_what_jats_can_mark() -> None:
    text = 'v<sub>i</sub> <kbd>Ctrl</kbd> <abbr title="United Nations">UN</abbr> <small>x</small>'
    assert body(text) == (
        "<p>v<sub>i</sub> <monospace>Ctrl</monospace> "
        '<abbrev alt="United Nations">UN</abbrev> x</p>'
    )
    assert body("<table><tr><td>*cell*</td></tr></table>") == (
        '<table-wrap id="table-1"><table><tbody><tr><td><italic>cell</italic></td></tr></tbody>'
        "</table></table-wrap>"
    )
    assert body("<td>*cell*</td>") == "<p><italic>cell</italic></p>"
    assert body("<pre>kept  as is</pre>") == "<preformat>kept  as is</preformat>"


def test_links_lead_out_and_in() -> None:
    text = (
        "# H {#here}\n\n[out](https://example.org) <a@example.org> [in](#here) [nowhere](#gone) "
        "[*both*](https://example.org)"
    )
    uri = '<ext-link ext-link-type="uri" xlink:href="https://example.org">'
    assert (
        f"<p>{uri}out</ext-link> <email>a@example.org</email> "
        f'<xref rid="here" ref-type="sec">in</xref> nowhere {uri}<italic>both</italic></ext-link>'
        "</p>"
    ) in body(text)


# --- blocks --------------------------------------------------------------------------------


def test_lists_nest_and_keep_their_numbers() -> None:
    assert body("3. three\n4. four\n    - deep") == (
        '<list list-type="order"><list-item><label>3.</label><p>three</p></list-item>'
        "<list-item><label>4.</label><p>four</p>"
        '<list list-type="bullet"><list-item><p>deep</p></list-item></list></list-item></list>'
    )
    assert 'list-type="roman-lower"' in body("i. a\nii. b")
    assert "<label>c.</label>" in body("c. a\nd. b")


def test_lists_keep_the_brackets_of_their_numbers() -> None:
    assert re.findall("<label>(.*?)</label>", body("a) one\nb) two")) == ["a)", "b)"]
    assert re.findall("<label>(.*?)</label>", body("(1) one\n(2) two")) == ["(1)", "(2)"]


def test_terms_are_defined() -> None:
    assert body("Term\n:   One.\n\n    Two.") == (
        "<def-list><def-item><term>Term</term><def><p>One.</p><p>Two.</p></def></def-item>"
        "</def-list>"
    )


def test_quotations_epigraphs_and_boxes() -> None:
    assert body("> One.\n>\n> > Two.") == (
        "<disp-quote><p>One.</p><disp-quote><p>Two.</p></disp-quote></disp-quote>"
    )
    assert body("::: {.epigraph}\n> Stream.\n:::") == (
        '<disp-quote content-type="epigraph"><p>Stream.</p></disp-quote>'
    )
    assert body("::: {.note}\nMind.\n:::") == (
        '<boxed-text content-type="note"><p>Mind.</p></boxed-text>'
    )


def test_verse_keeps_its_lines_stanzas_and_indents() -> None:
    assert body("| One\n|   *two*") == (
        "<verse-group><verse-line>One</verse-line>"
        "<verse-line>\u00a0\u00a0<italic>two</italic></verse-line></verse-group>"
    )
    assert body("| One\n|\n| Two [a](https://example.org)") == (
        "<verse-group><verse-group><verse-line>One</verse-line></verse-group><verse-group>"
        '<verse-line>Two <styled-content><ext-link ext-link-type="uri" '
        'xlink:href="https://example.org">a</ext-link></styled-content></verse-line>'
        "</verse-group></verse-group>"
    )


def test_code_keeps_its_lines() -> None:
    code = written("```python\nif a < b:\n    pass\n```").find("body/code")
    assert code is not None
    assert code.get("language") == "python"
    assert code.text == "if a < b:\n    pass"


def test_a_figure_has_label_caption_image_and_alternative_text() -> None:
    text = 'See @fig:a.\n\n![The *map*.](a.png){#fig:a alt="A map"}'
    assert body(text, files={"a.png": PNG}) == (
        '<p>See <xref rid="fig-a" ref-type="fig">figure\u00a01</xref>.</p>'
        '<fig id="fig-a"><label>Figure 1.</label>'
        "<caption><p>The <italic>map</italic>.</p></caption>"
        '<graphic mimetype="image" mime-subtype="png" xlink:href="media/a.png">'
        "<alt-text>A map</alt-text></graphic></fig>"
    )


def test_an_image_in_a_line_stays_in_it() -> None:
    assert body("A ![staff](s.svg) here.", files={"s.svg": SVG}) == (
        '<p>A <inline-graphic mimetype="image" mime-subtype="svg+xml" xlink:href="media/s.svg">'
        "<alt-text>staff</alt-text></inline-graphic> here.</p>"
    )


def test_a_figure_of_several_images_is_a_group() -> None:
    text = "::: {#fig:both}\n![One](a.png){alt=A}\n\n![Two](b.svg){alt=B}\n\nBoth together.\n:::"
    group = written(text, files={"a.png": PNG, "b.svg": SVG}).find("body/fig-group")
    assert group is not None
    assert group.get("id") == "fig-both"
    assert group.findtext("label") == "Figure 1."
    assert group.findtext("caption/p") == "Both together."
    assert [e.get(f"{XLINK}href") for e in group.iterfind("fig/graphic")] == [
        "media/a.png",
        "media/b.svg",
    ]


def test_text_between_the_images_of_a_figure_stays_where_it_is() -> None:
    text = (
        "::: {#fig:both}\nTwo views.\n\n![One](a.png){alt=A}\n\n![Two](b.svg){alt=B}\n\n"
        "Source: the authors.\n\nBoth together.\n:::"
    )
    figure = written(text, files={"a.png": PNG, "b.svg": SVG}).find("body/fig")
    assert figure is not None
    assert figure.findtext("caption/p") == "Both together."
    shown = ["".join(e.itertext()) for e in figure if e.tag in ("p", "graphic")]
    assert shown == ["Two views.", "A", "(a) One", "B", "(b) Two", "Source: the authors."]
    assert len(list(figure.iter("fig"))) == 1, "a figure within a figure is no valid JATS"


def test_columns_of_numbers_are_aligned_by_their_decimal_sign() -> None:
    text = "| A | B | C |\n|---|:-:|---|\n| 1,25 | 5 | a |\n| 120,5^a^ | 17 | b |\n| – | 3 | c |\n"
    table = written(text, lang="az").find(".//table")
    assert table is not None
    cells = [(cell.get("align"), cell.get("char")) for cell in table.iter("td")]
    assert cells[:6] == [("char", ","), ("center", None), (None, None)] * 2
    assert cells[6] == ("char", ",")
    assert [cell.get("align") for cell in table.iter("th")] == ["right", "center", None]
    assert "".join("".join(table.itertext()).split()).startswith("ABC1,255a120,5a17b")


def test_a_table_has_label_caption_and_headers_with_scope() -> None:
    text = "| A | B |\n|:--|--:|\n| x | 1 |\n\n: The values {#tbl:v}\n\nSee @tbl:v."
    assert body(text) == (
        '<table-wrap id="tbl-v"><label>Table 1.</label><caption><p>The values</p></caption>'
        '<table><thead><tr><th scope="col" align="left">A</th>'
        '<th scope="col" align="right">B</th></tr></thead>'
        '<tbody><tr><td align="left">x</td><td align="right">1</td></tr></tbody></table>'
        '</table-wrap><p>See <xref rid="tbl-v" ref-type="table">table\u00a01</xref>.</p>'
    )


def test_cells_may_span_and_hold_paragraphs() -> None:
    text = (
        "+---+---+\n| A     |\n+===+===+\n| x | y |\n|   |   |\n|   | z |\n+---+---+\n"
        "| - u   |\n+---+---+\n"
    )
    assert body(text) == (
        '<table-wrap id="table-1"><table><col width="5.56%"/><col width="5.56%"/>'
        '<thead><tr><th scope="colgroup" colspan="2">A</th></tr></thead>'
        "<tbody><tr><td>x</td><td><p>y</p><p>z</p></td></tr>"
        '<tr><td colspan="2"><list list-type="bullet"><list-item><p>u</p></list-item></list></td>'
        "</tr></tbody></table></table-wrap>"
    )


# --- formulas ------------------------------------------------------------------------------


def test_a_formula_is_mathml_beside_its_tex() -> None:
    assert body("So $x^2$ it is.") == (
        "<p>So <inline-formula><alternatives><tex-math>x^2</tex-math>"
        '<mml:math display="inline"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup>'
        "</mml:math></alternatives></inline-formula> it is.</p>"
    )


def test_a_display_formula_has_its_number() -> None:
    article = written("$$a < b$$ {#eq:less}\n\nBy @eq:less.")
    formula = article.find("body/disp-formula")
    assert formula is not None
    assert formula.get("id") == "eq-less"
    assert formula.findtext("label") == "(1)"
    assert formula.findtext("alternatives/tex-math") == "a < b"
    math = formula.find(f"alternatives/{MML}math")
    assert math is not None
    assert math.get("display") == "block"
    assert [e.text for e in math.iter(f"{MML}mo")] == ["<"]
    assert xml(article.find("body/p")) == (
        '<p>By <xref rid="eq-less" ref-type="disp-formula">equation\u00a0(1)</xref>.</p>'
    )


@pytest.mark.parametrize(
    ("columns", "opening"),
    [
        ("|c|c", '<mml:menclose notation="left"><mml:mtable columnlines="solid">'),
        ("c|c", '<mml:math display="block"><mml:mtable columnlines="solid">'),
    ],
)
def test_the_lines_of_an_array(columns: str, opening: str) -> None:
    formula = body(rf"$$\begin{{array}}{{{columns}}} a & b \\ c & d \end{{array}}$$")
    assert opening in formula


def test_a_formula_that_has_no_mathml_keeps_its_tex() -> None:
    assert body(r"So $\unknown{x}$.") == (
        r"<p>So <inline-formula><tex-math>\unknown{x}</tex-math></inline-formula>.</p>"
    )


# --- notes and citations -------------------------------------------------------------------


def test_a_note_is_called_where_it_stands_and_written_at_the_back() -> None:
    article = written("One^[A *note*.] and[^b].\n\n[^b]: Two.\n\n    - Three.")
    assert xml(article.find("body/p")) == (
        '<p>One<xref ref-type="fn" rid="fn1"><sup>1</sup></xref> '
        'and<xref ref-type="fn" rid="fn2"><sup>2</sup></xref>.</p>'
    )
    assert xml(article.find("back/fn-group")) == (
        '<fn-group><fn id="fn1"><label>1</label><p>A <italic>note</italic>.</p></fn>'
        '<fn id="fn2"><label>2</label><p>Two.</p>'
        '<p><list list-type="bullet"><list-item><p>Three.</p></list-item></list></p></fn>'
        "</fn-group>"
    )


def test_notes_of_the_front_matter_come_first() -> None:
    texts = (LocalText("en", "T", abstract="Short^[From the abstract.]."),)
    notes = written("Long^[From the body.].", texts=texts).findall("back/fn-group/fn")
    assert [(n.findtext("label"), n.findtext("p")) for n in notes] == [
        ("1", "From the abstract."),
        ("2", "From the body."),
    ]


def test_a_citation_leads_to_its_reference() -> None:
    works = {"oran:98": {"type": "book", "title": "One"}, "kuzio": {"type": "book", "title": "Two"}}
    article = written("As [@oran:98; @kuzio] say.", works=works)
    assert xml(article.find("body/p")) == (
        '<p>As <xref rid="ref-oran-98" ref-type="bibr">oran:98</xref>'
        '<xref rid="ref-kuzio" ref-type="bibr">kuzio</xref> say.</p>'
    )
    assert [ref.get("id") for ref in article.iterfind("back/ref-list/ref")] == [
        "ref-oran-98",
        "ref-kuzio",
    ]


def test_the_reference_reads_as_the_list_does() -> None:
    article = written("[@a]", works={"a": {"type": "book", "title": "Title"}})
    assert xml(article.find("back/ref-list")) == (
        '<ref-list><title>References</title><ref id="ref-a">'
        '<element-citation publication-type="book"><source>Title</source></element-citation>'
        '<mixed-citation publication-type="book">Entry of a, <italic>in full.</italic>'
        "</mixed-citation></ref></ref-list>"
    )


def test_an_article_citation_has_its_parts() -> None:
    item = {
        "type": "article-journal",
        "author": [
            {"family": "Le Coz", "given": "J."},
            {"family": "Jazarī", "given": "Ibn", "non-dropping-particle": "al-"},
            {"literal": "The <i>Group</i>"},
            {"literal": "others"},
        ],
        "editor": [{"family": "Ed", "given": "E.", "suffix": "Jr."}],
        "title": 'On <i>x</i> and <span class="nocase">GUUAM</span>, a < b & c',
        "container-title": "Journal",
        "issued": {"date-parts": [[2000, 2, 1]]},
        "volume": 9,
        "issue": "2",
        "page": "81-114",
        "ISSN": "1234-5679",
        "DOI": "10.5555/x",
        "PMID": "123",
        "URL": "https://example.org",
        "accessed": {"date-parts": [["2026", "3"]]},
        "language": "en-GB",
    }
    assert xml(element_citation(item)) == (
        '<element-citation publication-type="journal" xml:lang="en-GB">'
        '<person-group person-group-type="author">'
        '<name name-style="western"><surname>Le Coz</surname><given-names>J.</given-names></name>'
        '<name name-style="western"><surname>al-Jazarī</surname><given-names>Ibn</given-names>'
        "</name><collab>The Group</collab><etal/></person-group>"
        '<person-group person-group-type="editor"><name name-style="western">'
        "<surname>Ed</surname><given-names>E.</given-names><suffix>Jr.</suffix></name>"
        "</person-group>"
        "<article-title>On <italic>x</italic> and GUUAM, a &lt; b &amp; c</article-title>"
        "<source>Journal</source>"
        '<day>1</day><month>2</month><year iso-8601-date="2000-02-01">2000</year>'
        "<volume>9</volume><issue>2</issue><fpage>81</fpage><lpage>114</lpage>"
        "<page-range>81–114</page-range><issn>1234-5679</issn>"
        '<pub-id pub-id-type="doi">10.5555/x</pub-id><pub-id pub-id-type="pmid">123</pub-id>'
        '<ext-link ext-link-type="uri" xlink:href="https://example.org">https://example.org'
        "</ext-link>"
        '<date-in-citation content-type="access-date" iso-8601-date="2026-03">2026-03'
        "</date-in-citation></element-citation>"
    )


@pytest.mark.parametrize(
    ("pages", "tag"),
    [
        ({"page": "1234", "eid": "1234"}, "elocation-id"),
        ({"page": "e0231234"}, "elocation-id"),
        ({"page": "1234"}, "fpage"),
        ({"page": "E5"}, "fpage"),
    ],
)
def test_the_number_of_an_article_is_no_first_page(pages: dict[str, str], tag: str) -> None:
    citation = element_citation({"type": "article-journal", "title": "T", **pages})
    assert citation.findtext(tag) == pages["page"]


@pytest.mark.parametrize(
    ("kind", "container", "publication", "tag"),
    [
        ("book", "", "book", "source"),
        ("chapter", "A Book", "book", "chapter-title"),
        ("paper-conference", "Proceedings", "confproc", "article-title"),
        ("article-newspaper", "Radikal", "newspaper", "article-title"),
        ("thesis", "", "thesis", "source"),
        ("dataset", "", "data", "data-title"),
        ("webpage", "", "website", "source"),
        ("song", "", "other", "source"),
    ],
)
def test_each_kind_of_work_has_its_title_in_its_element(
    kind: str, container: str, publication: str, tag: str
) -> None:
    item = {"type": kind, "title": "Title", "container-title": container}
    citation = element_citation(item)
    assert citation.get("publication-type") == publication
    assert citation.findtext(tag) == "Title"


def test_a_date_in_words_and_pages_in_pieces_stay_as_they_are() -> None:
    item = {"type": "book", "issued": {"literal": "n.d."}, "page": "1-3, 7"}
    assert xml(element_citation(item)) == (
        '<element-citation publication-type="book"><string-date>n.d.</string-date>'
        "<page-range>1-3, 7</page-range></element-citation>"
    )


# --- the small hands -----------------------------------------------------------------------


def test_ids_become_names_and_stay_apart() -> None:
    ids = Ids()
    assert ids.claim("fig:a") == "fig-a"
    assert ids.claim("fig-a") == "fig-a-2"
    assert ids.claim("fig:a") is None
    assert ids.name("fig:a") == "fig-a"
    assert ids.name("1st") == "id-1st"
    assert ids.name("şəkil") == "şəkil"


def test_unwrapping_leaves_text_and_children_in_their_order() -> None:
    parent = make("p", "a")
    inner = add(parent, "xref", "b")
    add(inner, "bold", "c").tail = "d"
    inner.tail = "e"
    unwrap(inner)
    assert xml(parent) == "<p>ab<bold>c</bold>de</p>"


def test_what_xml_forbids_is_left_out() -> None:
    assert xml(make("p", "a\x00b\x0bc", id="x\x01y")) == '<p id="xy">abc</p>'
