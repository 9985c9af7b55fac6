"""JATS and other formats: their front matter, citations and pictures."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.jats import front_of, parse_jats, sub_articles
from nashr.importing.latex_source import whole_source
from nashr.importing.other_formats import draft_of_jats, draft_of_tree, prepare_jats
from nashr.importing.source_words import passages_of
from nashr.importing.writing import write

ARTICLE = """<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD//EN" "x.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="az" article-type="review-article">
<front><article-meta>
<article-id pub-id-type="doi">10.5555/sample.1</article-id>
<title-group><article-title>Xarici siyasət<xref ref-type="fn">*</xref></article-title>
<subtitle>Bir baxış</subtitle>
<trans-title-group xml:lang="en"><trans-title>Foreign policy</trans-title></trans-title-group>
</title-group>
<contrib-group>
<contrib contrib-type="author" corresp="yes"><contrib-id contrib-id-type="orcid">
https://orcid.org/0000-0000-0000-0001</contrib-id><name><surname>Müəllif</surname>
<given-names>Nümunə</given-names></name><email>a@example.org</email>
<xref ref-type="aff" rid="i1"><sup>1</sup></xref></contrib>
<contrib contrib-type="author"><collab>Nümunə Qrupu</collab></contrib>
<aff id="i1"><label>1</label><institution>Nümunə Universiteti</institution>, <city>Bakı</city>,
<country>Azərbaycan</country></aff></contrib-group>
<volume>3</volume><issue>2</issue><fpage>17</fpage><lpage>30</lpage>
<history><date date-type="received"><day>5</day><month>1</month><year>2026</year></date></history>
<permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions>
<abstract><title>Xülasə</title><p>Qısa.</p></abstract>
<trans-abstract xml:lang="en"><p>Short.</p></trans-abstract>
<kwd-group xml:lang="az"><kwd>siyasət</kwd></kwd-group>
</article-meta></front>
<body><sec><title>Giriş</title><p>Mətn <xref ref-type="bibr" rid="B1">1</xref> və
<xref ref-type="bibr" rid="B2">2</xref>.</p></sec></body>
<back><ref-list>
<ref id="B1"><mixed-citation publication-type="book"><name><surname>Oran</surname>
<given-names>Baskın</given-names></name> (<year>2001</year>) <source>Dış politika</source>.
<publisher-loc>İstanbul</publisher-loc></mixed-citation></ref>
<ref id="B2"><mixed-citation>Adsız qəzet məqaləsi, 1999.</mixed-citation></ref>
</ref-list></back>
<sub-article article-type="translation" xml:lang="en"><front-stub><title-group>
<article-title>Foreign policy</article-title></title-group></front-stub>
<body><p>Text.</p></body></sub-article></article>
"""


def _draft(source: str | bytes) -> Draft:
    root = parse_jats(source.encode() if isinstance(source, str) else source)
    list(sub_articles(root))
    prepared = prepare_jats(root)
    tree, _ = pandoc.read_document(prepared.data, "jats")
    return draft_of_jats(prepared, tree)


def _body(draft: Draft) -> str:
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip()


def test_the_front_matter_of_jats() -> None:
    assert front_of(parse_jats(ARTICLE.encode())) == {
        "title": "Xarici siyasət",
        "subtitle": "Bir baxış",
        "lang": "az",
        "type": "review-article",
        "abstract": "Qısa.",
        "keywords": ["siyasət"],
        "translations": {"en": {"title": "Foreign policy", "abstract": "Short."}},
        "authors": [
            {
                "given": "Nümunə",
                "family": "Müəllif",
                "orcid": "0000-0000-0000-0001",
                "email": "a@example.org",
                "corresponding": True,
                "affiliations": ["a1"],
            },
            {"name": "Nümunə Qrupu"},
        ],
        "affiliations": [
            {
                "id": "a1",
                "name": "Nümunə Universiteti",
                "city": "Bakı",
                "country": "Azərbaycan",
            }
        ],
        "dates": {"received": "2026-01-05"},
        "doi": "10.5555/sample.1",
        "volume": 3,
        "issue": 2,
        "first-page": 17,
        "license": "CC-BY-4.0",
    }


def test_references_of_jats_are_entries_and_their_calls_citations() -> None:
    draft = _draft(ARTICLE)
    assert _body(draft) == "# Giriş\n\nMətn [@oran2001] və [@adsiz1999]."
    assert "@book{oran2001," in draft.bibliography
    assert "location     = {İstanbul}" in draft.bibliography
    assert "nashr-typed  = {Adsız qəzet məqaləsi, 1999.}" in draft.bibliography


def test_sub_articles_are_articles_of_their_own() -> None:
    root = parse_jats(ARTICLE.encode())
    [one] = sub_articles(root)
    assert root.find("sub-article") is None
    draft = _draft(one)
    assert draft.front["title"] == "Foreign policy"
    assert _body(draft) == "Text."


def test_words_that_pandoc_leaves_out_are_named() -> None:
    source = ARTICLE.replace("</body>\n<back>", "</body>\n<back><fn-group><fn><p>Qeyd burada."
                             "</p></fn></fn-group>")  # fmt: skip
    found = {one.kind: one.message for one in _draft(source).findings}
    lost = found.get("words-lost", "")
    assert "Qeyd" in lost or "Qeyd" in _body(_draft(source))


def _of_html(source: str, files: dict[str, bytes] | None = None) -> Draft:
    tree: dict[str, Any] = pandoc.read_document(source.encode(), "html")[0]
    return draft_of_tree(tree, files or {}, "x.html")


def test_html_is_read_with_its_title() -> None:
    draft = _of_html(
        "<html><head><title>Başlıq</title></head>"
        "<body><h1>Giriş</h1><p>Mətn <b>qalın</b>.</p></body></html>"
    )
    assert draft.front == {"title": "Başlıq", "lang": "az"}
    assert _body(draft) == "# Giriş\n\nMətn **qalın**."
    assert [one.kind for one in draft.findings] == ["format"]


@pytest.mark.parametrize("program", ["LibreOffice 24.2 (Linux)", "Microsoft Word 15 (filtered)"])
def test_the_properties_of_an_office_program_are_no_front_matter(program: str) -> None:
    head = f'<meta name="Generator" content="{program}"><meta name="author" content="User">'
    draft = _of_html(
        f"<html><head>{head}<title>Şablon</title></head>"
        "<body><h1>Tarix</h1><p>Mətn burada başlayır və bir az davam edir.</p></body></html>"
    )
    assert draft.front == {"lang": "az", "title": "Tarix"}


def test_an_abstract_of_latex_keeps_its_markup() -> None:
    abstract = (
        "\\begin{abstract}\nBurada $x^2$, CO\\textsubscript{2} və \\emph{Quercus}."
        "\\footnote{Qeyd.}\n"
        "\\begin{itemize}\\item bir\\item iki\\end{itemize}\n\\end{abstract}\nMətn."
    )
    draft = _of_latex(abstract)
    made = write(draft, pandoc.write_markdown).text
    assert yaml.safe_load(made.split("---\n")[1])["abstract"] == (
        "Burada $x^2$, CO~2~ və *Quercus*.^[Qeyd.]\n\n- bir\n\n- iki"
    )
    assert "words-lost" not in [one.kind for one in draft.findings]


def test_a_date_of_latex_with_labels_is_read_and_another_one_told_of() -> None:
    labelled = _of_latex("Mətn.", "\\title{A}\\date{Received 3 May 2024; accepted 5 June 2024}")
    dates = {"received": "2024-05-03", "accepted": "2024-06-05"}
    assert labelled.front["dates"] == dates
    other = _of_latex("\\maketitle Mətn.", "\\title{A}\\date{May 2024}")
    assert "dates" not in other.front
    [told] = [one for one in other.findings if one.kind == "date-left-out"]
    assert "“May 2024”" in told.message


def test_keywords_and_codes_below_the_abstract_of_latex() -> None:
    body = (
        "\\begin{abstract}Bu məzmun burada və belədir.\\end{abstract}\n"
        "\\textbf{Açar sözlər:} bir, iki\\\\\n\\textbf{JEL:} A10, B20\n\n\\section{Giriş}\nMətn."
    )
    draft = _of_latex(body, "\\title{A}")
    assert draft.front["keywords"] == ["bir", "iki"]
    assert draft.front["classification"] == {"jel": ["A10", "B20"]}
    assert _body(draft).startswith("# Giriş")


def test_words_before_and_behind_a_citation_are_not_told_of_as_lost() -> None:
    draft = _of_latex(r"Mətn \citep[bax][səh.~2]{a} davam edir.")
    assert "words-lost" not in [one.kind for one in draft.findings]


def test_the_labels_of_a_page_are_before_the_keywords_of_its_head() -> None:
    abstract = "Bu çalışmanın amacı romanda zamanı incelemektir."
    draft = _of_html(
        '<html><head><meta name="keywords" content="dergi, makale"></head><body>'
        f"<h1>Roman</h1><h2>Öz</h2><p>{abstract}</p><p><b>Anahtar Kelimeler:</b> zaman, roman</p>"
        "<h2>Giriş</h2><p>Metin.</p></body></html>"
    )
    assert draft.front["abstract"] == abstract
    assert draft.front["keywords"] == ["zaman", "roman"]
    bare = _of_html('<head><meta name="keywords" content="bir, iki"></head><p>a</p><p>b</p>')
    assert bare.front["keywords"] == ["bir", "iki"]


def test_links_to_figures_and_works_of_a_page_are_references() -> None:
    draft = _of_html(
        '<h1>T</h1><h2>A</h2><p><a href="#f">Şəkil 1</a>-də; <a href="#b">Nümunə (2005)</a>.</p>'
        '<figure id="f"><img src="data:image/png;base64,AA=="><figcaption>Şəkil 1. Xəritə'
        '</figcaption></figure><h2>Ədəbiyyat</h2><ul><li id="b">Nümunə, A. (2005). Kitabın adı. '
        "Bakı: Elm.</li></ul>"
    )
    assert "Şəkil [-@fig:1]-də; @numune2005." in _body(draft)


def test_words_beside_the_picture_of_a_latex_figure_stand_behind_it() -> None:
    latex = whole_source(
        rb"\begin{figure}\includegraphics{x}\caption{Bir}\par Source: $x^2$ office.\end{figure}",
        {},
    )
    tree, log = pandoc.read_document(latex.text.encode(), "latex")
    draft = draft_of_tree(tree, {}, "x.tex", (), log, latex=latex)
    assert write(draft, pandoc.write_markdown).text.strip().endswith("Source: $x^2$ office.")


def test_captions_in_boxes_of_their_own_are_those_of_figures() -> None:
    page = r"\begin{minipage}{5cm}\includegraphics{%s}\caption{%s}\end{minipage}"
    source = f"\\begin{{figure}}{page % ('x', 'Bir')}{page % ('y', 'İki')}\\end{{figure}}"
    latex = whole_source(source.encode(), {})
    tree, log = pandoc.read_document(latex.text.encode(), "latex")
    draft = draft_of_tree(tree, {}, "x.tex", (), log, latex=latex)
    figures = [node for node in ast.nodes(draft.blocks) if node["t"] == "Figure"]
    assert [ast.plain_text(one["c"][1][1]).partition("<")[0] for one in figures] == ["Bir", "İki"]


def test_pictures_are_taken_from_the_archive_or_told_of() -> None:
    draft = _of_html(
        '<p><img src="a.png" alt="x"> <img src="b.png" alt="y"></p>', {"m/a.png": b"1"}
    )
    assert draft.files["figure-1.png"] == b"1"
    assert [one.kind for one in draft.findings] == ["format", "picture-outside"]


def _of_latex(body: str, preamble: str = "") -> Draft:
    source = (
        f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}"
    )
    tree, log = pandoc.read_document(source.encode(), "latex")
    return draft_of_tree(tree, {}, "x.tex", passages_of("tex", source.encode(), {}), log)


def test_the_front_matter_of_latex_is_read() -> None:
    preamble = (
        "\\usepackage[turkish]{babel}\n\\title{Başlık}\n"
        "\\author{Ayşe Örnek\\thanks{Bir Üniversite} \\and Ali Deneme}"
    )
    abstract = "\\begin{abstract}\nÖz burada.\n\nİkinci.\n\\end{abstract}\nMetin."
    draft = _of_latex(abstract, preamble)
    assert draft.front == {
        "title": "Başlık",
        "lang": "tr",
        "authors": [
            {"given": "Ayşe", "family": "Örnek", "affiliations": ["a1"]},
            {"given": "Ali", "family": "Deneme"},
        ],
        "affiliations": [{"id": "a1", "name": "Bir Üniversite"}],
        "abstract": "Öz burada.\n\nİkinci.",
    }
    assert _body(draft) == "Metin."
    assert "words-lost" not in [one.kind for one in draft.findings]


def test_words_that_pandoc_leaves_out_of_latex_are_named_with_their_lines() -> None:
    draft = _of_latex("Mətn.\n\n\\naməlum{itən} söz \\unknown{itən mətn} qalır.\n\nSon.")
    lost = [one.message for one in draft.findings if one.kind == "words-lost"]
    assert any("line 6" in one and "itən" in one for one in lost)


def test_a_dotless_letter_below_an_accent_is_the_usual_letter() -> None:
    draft = _of_latex(r"Na\"{\i}ve, \i{}l.")
    assert _body(draft) == "Naïve, ıl."
    assert "words-lost" not in {one.kind for one in draft.findings}


def test_files_that_latex_includes_are_named() -> None:
    draft = _of_latex("Mətn.\n\n\\input{other}")
    assert any("other.tex" in one.message for one in draft.findings)


def test_a_suffix_that_is_a_part_of_a_family_name_stands_with_it() -> None:
    named = "<surname>Oran</surname>"
    assert named in ARTICLE
    filho = _draft(ARTICLE.replace(named, f"{named}<suffix>Filho</suffix>")).bibliography
    assert "{Oran Filho, " in filho
    junior = _draft(ARTICLE.replace(named, f"{named}<suffix>Jr.</suffix>")).bibliography
    assert "{Oran, Jr., " in junior


def test_the_front_matter_of_a_page_is_read_from_its_first_paragraphs() -> None:
    draft = _of_html(
        "<p>UOT 81</p><p><b>Dilin tarixi</b></p><p>Nümunə Əliyeva<sup>1</sup></p>"
        "<p><sup>1</sup>Bakı Dövlət Universiteti</p><p><b>Xülasə.</b> Qısa məzmun.</p>"
        "<p><b>Açar sözlər:</b> dil, söz</p><h1>Giriş</h1><p>Mətn burada başlayır.</p>"
    )
    assert draft.front["title"] == "Dilin tarixi"
    assert draft.front["authors"][0]["affiliations"] == ["a1"]
    assert draft.front["keywords"] == ["dil", "söz"]
    assert _body(draft) == "# Giriş\n\nMətn burada başlayır."


def test_notes_of_a_title_and_of_names_are_kept() -> None:
    preamble = (
        r"\title{Məqalənin adı\thanks{Fond dəstəkləyib.}}"
        r"\author{Aysel Bir\thanks{Bakı Universiteti, a@example.org} \and Vəli İki\thanks{Tələbə.}}"
    )
    draft = _of_latex("\\section{Giriş} Mətn burada davam edir.", preamble)
    made = write(draft, pandoc.write_markdown).text
    assert "title: Məqalənin adı^[Fond dəstəkləyib.]" in made
    assert draft.front["affiliations"] == [{"id": "a1", "name": "Bakı Universiteti"}]
    assert draft.front["authors"][0]["email"] == "a@example.org"
    assert _body(draft).startswith("Tələbə.")
    kinds = [one.kind for one in draft.findings]
    assert "front-notes" in kinds and "words-lost" not in kinds
