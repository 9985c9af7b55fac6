"""The web page as its reader, a screen reader and a browser's policy meet it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import lxml.html
import pytest
from edition_kit import ARTICLE, ENGINES, JOURNAL, TEMPLATES, edition

from nashr.model import Article, Issn, Journal, LocalText, PageStart, Resource
from nashr.outputs.assets import data_uri
from nashr.outputs.edition import Edition
from nashr.outputs.html import render as html
from nashr.outputs.html import web_markup


def page(made: Edition | None = None) -> str:
    (artifact,) = html.render(made or edition(), ENGINES).value
    return artifact.data.decode()


def tree(made: Edition | None = None) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page(made))


def one(root: lxml.html.HtmlElement, path: str) -> lxml.html.HtmlElement:
    found = root.xpath(path)
    assert len(found) == 1, (path, len(found))
    return found[0]


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- the file ------------------------------------------------------------------------------


def test_it_is_one_file_named_after_the_article_and_the_same_each_time() -> None:
    first, second = (html.render(edition(), ENGINES).value for _ in range(2))
    assert [artifact.name for artifact in first] == ["sinaq.html"]
    assert first[0].media_type == "text/html"
    assert first[0].data == second[0].data


def test_nothing_is_fetched() -> None:
    root = tree()
    for path in ("//@src", "//link[@rel='icon']/@href", "//@srcset", "//@poster"):
        assert all(address.startswith("data:") for address in root.xpath(path))
    assert not root.xpath("//link[@rel='stylesheet'] | //script[@src] | //iframe | //form")
    style = root.findtext(".//style")
    assert all(u.startswith('"data:') for u in re.findall(r"url\(([^)]{8})", style))
    assert "@import" not in style


def test_the_policy_allows_exactly_what_the_page_holds() -> None:
    root = tree()
    content = one(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.split(" ", 1) for part in content.split("; "))

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert directives["style-src"] == digest(root.findtext(".//style"))
    assert {digest(script.text) for script in root.iter("script")} == set(
        directives["script-src"].split()
    )
    assert "unsafe" not in content
    assert directives["frame-src"] == directives["object-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert not root.xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_a_page_without_images_forbids_all_but_its_own() -> None:
    content = one(tree(edition(text="Mətn.")), "//meta[@http-equiv]/@content")
    assert "default-src 'none'" in content
    assert "img-src data:" in content


def test_an_image_that_is_no_file_of_the_article_is_not_asked_for() -> None:
    root = tree(edition(text="![Xəritə](https://example.org/x.png) və mətn"))
    assert not root.xpath("//img")
    assert "Xəritə" in words(one(root, "//div[@class='body']"))


def test_a_manuscript_is_not_a_template() -> None:
    assert "{{ 7 * 7 }}" in words(one(tree(edition(text="`{{ 7 * 7 }}`")), "//div[@class='body']"))


# --- the head of the article ---------------------------------------------------------------


def test_title_subtitle_and_language() -> None:
    root = tree()
    assert (root.get("lang"), root.get("dir")) == ("az", "ltr")
    assert words(one(root, "//h1")) == "İşıq və ölçü 10 % & {qalan}"
    assert one(root, "//h1/em").text == "və"
    assert root.findtext(".//title").startswith("İşıq və ölçü: 10 % & {qalan} · ")


def test_the_masthead_names_journal_issue_and_issns() -> None:
    root = tree()
    assert one(root, "//div[@class='journal']/a/@href") == "https://example.org/jurnal"
    facts = [words(span) for span in root.xpath("//p[@class='issue']/span")]
    assert facts == ["Cild 3", "№ 2", "2026", "p-ISSN 1234-5679", "e-ISSN 8765-4326"]


def test_a_single_issn_is_just_an_issn() -> None:
    journal = replace(JOURNAL, issn=Issn(online="8765-4326"))
    assert "ISSN 8765-4326" in [
        words(span) for span in tree(edition(journal=journal)).xpath("//p[@class='issue']/span")
    ]


def test_authors_with_orcid_mail_and_marks() -> None:
    root = tree()
    first, second = root.xpath("//ul[@class='authors']/li")
    assert words(first).startswith("Ülviyyə Əliyeva1,2 ORCID 0000-0002-1825-0097 Məsul müəllif:")
    assert [a.get("href") for a in first.iter("a")] == [
        "#nashr-affiliation-1",
        "#nashr-affiliation-2",
        "https://orcid.org/0000-0002-1825-0097",
        "mailto:u@example.org",
    ]
    assert first.xpath(".//sup/a/@aria-label") == ["Təşkilat 1", "Təşkilat 2"]
    assert words(second) == "Şahin İsmayıl-zadə2"  # not corresponding: no address
    places = [words(li) for li in root.xpath("//ul[@class='affiliations']/li")]
    assert places == ["1 Optika, Sınaq Universiteti, Bakı, Azərbaycan ROR", "2 İnstitut"]


def test_dates_are_written_out_and_readable_by_machines() -> None:
    times = [(t.get("datetime"), t.text) for t in tree().iter("time")]
    assert times == [("2026-01-12", "12 yanvar 2026"), ("2026-03-31", "31 mart 2026")]


def test_the_licence_links_to_its_deed() -> None:
    badge, sentence = tree().xpath("//a[@rel='license']")
    for link in (badge, sentence):
        assert link.get("href") == "https://creativecommons.org/licenses/by/4.0/"
    assert badge.text == "CC BY 4.0"
    assert "açıq" in sentence.text


def test_a_licence_without_a_deed_is_named_as_it_is() -> None:
    root = tree(edition(replace(ARTICLE, license="LicenseRef-Own")))
    assert not root.xpath("//a[@rel='license']")
    assert words(one(root, "//li[@class='badge']")) == "LicenseRef-Own"


def test_buttons_lead_to_the_files_beside_the_page() -> None:
    links = tree().xpath("//ul[@class='actions']/li/a[not(@rel)]")
    assert [(words(a), a.get("href")) for a in links] == [
        ("PDF", "sinaq.pdf"),
        ("EPUB", "sinaq.epub"),
        ("JATS", "sinaq.xml"),
        ("Bu məqaləyə istinad", "#nashr-cite"),
    ]


def test_the_addresses_are_those_of_the_articles_folder() -> None:
    journal = replace(JOURNAL, articles_url="https://example.org/articles/")
    root = tree(edition(replace(ARTICLE, slug="iki söz"), journal=journal))
    folder = "https://example.org/articles/iki%20s%C3%B6z"
    assert one(root, "//link[@rel='canonical']/@href") == f"{folder}/iki%20s%C3%B6z.html"
    assert one(root, "//meta[@name='citation_pdf_url']/@content") == f"{folder}/iki%20s%C3%B6z.pdf"
    assert one(root, "//meta[@property='og:url']/@content") == f"{folder}/iki%20s%C3%B6z.html"
    assert not tree().xpath("//link[@rel='canonical'] | //meta[@property='og:url']")


def test_buttons_of_a_proof_lead_to_proofs() -> None:
    made = edition(replace(ARTICLE, slug="iki söz"), proof=True)
    links = tree(made).xpath("//ul[@class='actions']/li/a[not(@rel)]/@href")
    assert [unquote(link) for link in links][:2] == ["iki söz-proof.pdf", "iki söz-proof.epub"]
    assert not any(" " in link for link in links)


def test_translations_are_folded_and_the_abstract_is_open() -> None:
    root = tree()
    assert one(root, "//header/section[@class='abstract']/details").get("open") is not None
    folded = root.xpath("//div[@class='translations']/section[@class='abstract']/details")
    assert [part.get("open") for part in folded] == [None, None]
    assert [words(one(part, "./summary/h2")) for part in folded] == ["Abstract", "الملخص"]


def test_a_translated_title_alone_is_not_folded() -> None:
    texts = (ARTICLE.texts[0], LocalText("en", "Light and measure"))
    part = one(tree(edition(replace(ARTICLE, texts=texts))), "//section[@lang='en']")
    assert words(part) == "Light and measure"
    assert not part.xpath(".//details")


def test_abstracts_stand_in_their_languages() -> None:
    own, english, arabic = tree().xpath("//section[@class='abstract']")
    assert own.get("lang") is None
    assert words(own) == "Xülasə Birinci “xülasə” qalın. Açar sözlər: işıq, ölçü"
    assert (english.get("lang"), words(one(english, ".//h2"))) == ("en", "Abstract")
    assert "Light and measure" in words(english)
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert "ضوء، قياس" in words(arabic)


# --- the text ------------------------------------------------------------------------------


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(h.tag[1]) for h in tree().xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_contents_nest_as_the_headings_do() -> None:
    nav = one(tree(), "//nav[@class='contents']")
    assert words(nav.getroottree().getroot().get_element_by_id(nav.get("aria-labelledby"))) == (
        "Mündəricat"
    )
    top = [words(one(li, "./a")) for li in nav.xpath("./details/ol/li")]
    assert top == ["Birinci", "Son", "Qeydlər", "Ədəbiyyat", "Bu məqaləyə istinad"]
    assert one(nav, ".//ol//ol//a/@href") == "#alt"


def test_every_link_inside_the_page_arrives() -> None:
    root = tree()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    # The kit's entries name citations that its short text does not have.
    known = {*ids, "cite-2", "cite-3"}
    assert {a[1:] for a in root.xpath("//a/@href") if a.startswith("#")} <= known


def test_citations_lead_to_entries_and_entries_back() -> None:
    root = tree()
    assert one(root, "//*[@id='cite-1']/a/@href") == "#ref-oran1998"
    oran, kuzio = root.xpath("//section[@role='doc-bibliography']//li")
    assert oran.get("id") == "ref-oran1998"
    backs = oran.xpath(".//a[@role='doc-backlink']")
    assert [a.get("href") for a in backs] == ["#cite-1", "#cite-2"]
    assert [words(a) for a in backs] == [
        "Mətnə qayıt, istinad 1, cəmi 2 ↑1",
        "Mətnə qayıt, istinad 2, cəmi 2 ↑2",
    ]
    assert [words(a) for a in kuzio.xpath(".//a")] == ["Mətnə qayıt ↑"]


def test_notes_lead_there_and_back() -> None:
    root = tree()
    call = one(root, "//a[@role='doc-noteref']")
    assert (call.get("href"), call.get("aria-label")) == ("#fn1", "Haşiyə 1")
    note = one(root, "//section[@role='doc-endnotes']//li")
    assert words(one(note, "./div")) == "Qeydin mətni."
    assert one(note, ".//a[@role='doc-backlink']/@href") == f"#{call.get('id')}"


def test_a_table_scrolls_under_a_caption_that_is_heard_once() -> None:
    root = tree()
    figure = one(root, "//figure[@id='tbl:a']")
    region = one(figure, "./div")
    assert (region.get("tabindex"), region.get("role")) == ("0", "group")
    assert region.get("aria-label") == "Cədvəl"
    caption = one(figure, "./figcaption")
    assert not figure.xpath(".//@aria-labelledby")
    assert "Cədvəl." in words(caption)
    assert [th.get("scope") for th in figure.iter("th")] == ["col", "col"]


def test_a_style_becomes_a_class_that_says_the_same() -> None:
    root = tree()
    right = root.xpath("//td")[1]
    assert f".{right.get('class')}{{text-align:right}}" in root.findtext(".//style")


def test_the_same_style_is_one_class() -> None:
    styles = web_markup.Styles()
    assert styles.class_for("width: 40%; text-align:left") == styles.class_for(
        "text-align: left;width:40%;"
    )
    assert styles.class_for("width: 41%") == "s2"


def test_an_image_is_in_the_page_with_its_size() -> None:
    image = one(tree(), "//img")
    assert image.get("src") == "data:image/png;base64," + base64.b64encode(b"\x89PNG").decode()
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("40", "20", "Şəkil")


def test_arabic_runs_from_the_right_and_gets_its_face() -> None:
    root = tree()
    assert one(root, "//div[@class='body']//*[@lang='ar']/@dir") == "rtl"
    assert '@font-face{font-family:"Nashr Arabic"' in root.findtext(".//style")


def test_a_formula_is_mathml_that_can_be_scrolled() -> None:
    box = one(tree(), "//*[@class='formula']")
    assert (box.get("tabindex"), box.get("aria-label")) == ("0", "Tənlik")
    assert len(box.xpath("./math")) == 1


def test_funding_thanks_and_roles_have_headings() -> None:
    sections = tree().xpath("//section[@class='declaration']")
    assert [words(s) for s in sections] == [
        "Müəlliflərin töhfəsi Şahin İsmayıl-zadə: proqram təminatı.",
        "Maliyyələşdirmə Fond (A-1).",
        "Təşəkkür Sağ olun.",
    ]


def test_the_contribution_of_one_author_is_told_of_one() -> None:
    article = replace(ARTICLE, authors=tuple(a for a in ARTICLE.authors if a.roles)[:1])
    sections = tree(edition(article=article)).xpath("//section[@class='declaration']/*[1]")
    assert "Müəllifin töhfəsi" in [words(s) for s in sections]


# --- cite this article ---------------------------------------------------------------------


def test_the_records_can_be_downloaded_without_a_script() -> None:
    root = tree()
    links = root.xpath("//a[@download]")
    assert [a.get("download") for a in links] == ["sinaq.bib", "sinaq.ris", "sinaq.csl.json"]
    bib = unquote(links[0].get("href").partition(",")[2])
    assert bib.startswith("@article{eliyeva2026,")
    assert "Əliyeva, Ülviyyə" in bib
    assert all(button.get("hidden") is not None for button in root.iter("button"))


def test_the_suggested_citation() -> None:
    assert words(one(tree(), "//p[@class='suggestion']")) == "Əliyeva, Ü. (2026). İşıq. 81."


def test_the_sign_of_the_journal_stands_before_its_name() -> None:
    assert not tree().xpath("//header[@class='masthead']/img")
    sign = Resource("logo.svg", b"<svg/>", "image/svg+xml")
    made = tree(replace(edition(), logo=sign))
    image = one(made, "//header[@class='masthead']/img")
    assert (image.get("src"), image.get("alt")) == (data_uri(sign), "")


# --- proofs --------------------------------------------------------------------------------


def test_queries_are_in_the_proof_and_never_in_the_final() -> None:
    assert "Hansı əsər?" not in page()
    assert "Bunu yoxlayın" not in page()
    root = tree(edition(proof=True))
    notes = root.xpath("//*[@role='note']")
    assert {note.get("aria-label") for note in notes} == {"Müəllifə sual"}
    assert [words(note) for note in notes] == ["Bunu yoxlayın", "Müəllifə sual: Hansı əsər?"]


# --- fonts ---------------------------------------------------------------------------------


def fonts(source: str) -> dict[str, str]:
    """Face -> the characters that were cut, from the kit's font shop."""
    found = re.findall(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)", source)
    texts = [base64.b64decode(data).decode() for data in found]
    return {" ".join(t.split(" ", 3)[:3]): t.split(" ", 3)[3] for t in texts}


def test_faces_are_cut_for_what_the_page_shows() -> None:
    cut = fonts(page())
    assert set("ƏəİıŞğ↑") <= set(cut["serif normal 400"])
    assert "€" not in cut["serif normal 400"]
    assert set(cut["serif italic 600"]) == set("və")  # the emphasis in the title
    assert "arabic normal 400" in cut


def test_a_face_for_formulas_has_the_italics_that_browsers_set() -> None:
    cut = fonts(page(edition(text="$h_0 = -\\alpha x \\kappa \\varkappa$")))
    assert set("ℎ0=−𝛼𝑥𝜅𝜘") <= set(cut["math normal 400"])
    assert "math normal 400" not in fonts(page(edition(text="Mətn.")))


def test_small_capitals_are_cut_for_their_words() -> None:
    source = page(edition(text="[Nizami]{.smallcaps} və **[Füzuli]{.smallcaps}**."))
    faces = re.findall(
        r'font-family:"Nashr Small Capitals";font-style:normal;font-weight:(\d+);'
        r"[^}]*base64,([A-Za-z0-9+/=]+)",
        source,
    )
    cut = {weight: base64.b64decode(data).decode().split(" ", 3)[3] for weight, data in faces}
    assert {weight: set(text) for weight, text in cut.items()} == {
        "400": set("Nizami"),
        "600": set("Füzuli"),
    }


def test_no_small_capitals_no_face_for_them() -> None:
    assert '@font-face{font-family:"Nashr Small Capitals"' not in page()


def test_no_arabic_no_arabic_face() -> None:
    article = replace(ARTICLE, texts=ARTICLE.texts[:2])
    assert not [f for f in fonts(page(edition(article, "Mətn."))) if f.startswith("arabic")]


# --- little is enough ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["az", "en", "ar", "ka", "xx"])
def test_an_article_of_a_title_and_a_line_makes_a_page(lang: str) -> None:
    bare = Article("a", lang, (LocalText(lang, "Ad"),))
    made = edition(bare, "Mətn.", journal=Journal(title="J", language="az"))
    made = replace(
        made,
        document=replace(made.document, references=(), cited=()),
        markup=replace(made.markup, entries=()),
    )
    root = tree(made)
    assert root.get("dir") == ("rtl" if lang == "ar" else "ltr")
    assert not root.xpath("//section[@class='abstract'] | //*[@role='doc-bibliography']")
    assert "None" not in words(one(root, "//body"))


# --- the style sheet -----------------------------------------------------------------------


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_every_ink_can_be_read_on_every_paper(theme: int) -> None:
    names = ("colours.css", "article.css")
    css = "".join((TEMPLATES / "html" / name).read_text(encoding="utf-8") for name in names)
    tokens = {
        name: pair.split(", ")[theme]
        for name, pair in re.findall(r"--(\w[\w-]*): light-dark\((#\w{6}, #\w{6})\)", css)
    }
    for paper in ("paper", "panel", "mark"):
        for ink in ("ink", "soft", "accent", "code-word", "code-text"):
            assert _contrast(tokens[ink], tokens[paper]) >= 4.5, (ink, paper)
    assert _contrast(tokens["edge"], tokens["paper"]) >= 3  # borders of controls


def test_no_capitals_are_made_by_style() -> None:
    """Not every browser knows that the capital of i is İ in Azerbaijani."""
    css = (TEMPLATES / "html" / "article.css").read_text(encoding="utf-8")
    assert not re.search(r"text-transform|small-caps|initial-letter", css)


def test_a_long_formula_in_a_line_scrolls_and_a_short_one_stays_in_it() -> None:
    long = "+".join(f"a_{n}" for n in range(20))
    shown = page(edition(text=f"Short $x+y$ and long ${long}$ text."))
    assert shown.count('class="formula in-line" tabindex="0"') == 1


#: What a template of a journal's own may show; it is not written anew when nashr's own changes.
_NAMES_FOR_TEMPLATES = (
    "abstract abstracts affiliations article_type authors before_references body citation cite "
    "classification codes contacts contents dates declarations direction downloads extended files "
    "hanging_indent holders issns issue_facts journal_lang lang latin license logo logo_is_drawing "
    "notes opening origin people proof ranks references special_issue subtitle title translations"
).split()


def test_a_template_of_a_journal_finds_the_names_that_it_was_written_with() -> None:
    there = {name for name in dir(html.WebPage) if not name.startswith("_")}
    assert there == set(_NAMES_FOR_TEMPLATES), "add new names to the list; none may go"


# --- the pages of the PDF ------------------------------------------------------------------


def test_the_page_tells_where_the_pages_of_the_pdf_begin_and_which_is_the_last() -> None:
    starts = [PageStart(), PageStart("abstract.en", 0), PageStart("text", 3)]
    made = edition(article=replace(ARTICLE, first_page=81, last_page=None)).with_pages(starts)
    root = tree(made)
    marks = root.xpath("//*[@role='doc-pagebreak']")
    assert [mark.get("id") for mark in marks] == [f"nashr-page-{n}" for n in (81, 82, 83)]
    assert [mark.get("title") for mark in marks] == ["81", "82", "83"]
    assert one(root, "//meta[@name='citation_lastpage']").get("content") == "83"
    assert "81–83" in words(one(root, "//*[@id='nashr-suggestion']"))
    downloads = "".join(root.xpath("//*[@class='cite']//pre//text()"))
    assert "81--83" in downloads
    assert "EP  - 83" in downloads
    assert '"page": "81-83"' in downloads
