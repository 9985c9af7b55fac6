"""Passages and entries of another direction than the article's say so, in every output."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import lxml.etree
import lxml.html
import pikepdf
import pytest

from nashr import ast
from nashr.cli import main as cli
from nashr.model import Inlines, Node
from nashr.outputs.directions import (
    entry_language,
    isolated_by_characters,
    set_directions,
    set_title_languages,
    words_by_direction,
)

#: Most of them look at the products of one build.
pytestmark = pytest.mark.xdist_group("directions")

BIBLIOGRAPHY = """
@book{smith2011, author={Smith, Jane and Brown, Ann}, title={History of Samples},
  publisher={Sample Press}, year={2011}, langid={english}}
@book{rezaei2010, author={رضایی, علی}, title={تاریخ نمونه},
  publisher={نشر نمونه}, year={2010}, langid={persian}}
"""
PERSIAN = """---
title: نمونه
lang: fa
authors: [{given: نمونه, family: نویسنده}]
---

# بخش نمونه

متن نمونه [@rezaei2010, ص. 12; @smith2011] و [English words, too]{lang=en} در متن.^[یادداشت نمونه.]

- مورد نخست
- مورد دوم

| نام | عدد |
|-----|----:|
| تبریز | 12 |

: جدول نمونه {#tbl:t}

متن پایانی با $a^2$ و فرمول.

```
code
```
"""
ARABIC = """---
title: عينة
lang: ar
authors: [{given: عينة, family: كاتب}]
---

# قسم

نص عينة [@rezaei2010; @smith2011, 12] مع [English words]{lang=en}.^[حاشية العينة.]

::: {lang=en}
An English sentence.^[A note in English.]
:::

فقرة ثانية من النص.

1. الأول
2. الثاني
"""
ENGLISH = """---
title: A Sample
lang: en
authors: [{given: Sample, family: Author}]
---

Text [@rezaei2010; @smith2011] and [متن فارسی]{lang=fa}.
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("directions")
    (project / "bibliography").mkdir()
    (project / "bibliography" / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    for slug, text in (("fa", PERSIAN), ("ar", ARABIC), ("en", ENGLISH)):
        (project / "manuscript" / slug).mkdir(parents=True)
        (project / "manuscript" / slug / "article.md").write_text(text, "utf-8")
    journal = "title: Sample Journal\nlanguage: en\nstyle: apa\n"
    (project / "manuscript" / "journal.yaml").write_text(journal)
    # The account of words is part of every build: what did not balance would fail it.
    assert cli.main(["--project", str(project), "--jobs", "0"]) == 0
    return project / "output"


def document(output: Path, slug: str, kind: str) -> lxml.html.HtmlElement:
    if kind == "html":
        text = (output / slug / f"{slug}.html").read_text("utf-8")
    else:
        with zipfile.ZipFile(output / slug / f"{slug}.epub") as epub:
            name = next(n for n in epub.namelist() if n.endswith("text.xhtml"))
            text = re.sub(r"<\?xml.*?\?>", "", epub.read(name).decode("utf-8"), count=1)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.parse(io.BytesIO(text.encode("utf-8")), parser)


def entries(output: Path, slug: str, kind: str) -> dict[str, lxml.html.HtmlElement]:
    root = document(output, slug, kind)
    return {key: root.xpath(f"//li[@id='ref-{key}']")[0] for key in ("smith2011", "rezaei2010")}


@pytest.mark.parametrize("kind", ["html", "epub"])
@pytest.mark.parametrize(
    ("slug", "english", "persian"), [("fa", "ltr", None), ("ar", "ltr", None), ("en", None, "rtl")]
)
def test_an_entry_reads_in_its_own_direction(
    output: Path, kind: str, slug: str, english: str | None, persian: str | None
) -> None:
    found = entries(output, slug, kind)
    assert found["smith2011"].get("dir") == english
    assert found["rezaei2010"].get("dir") == persian
    assert "رضایی، ع" in found["rezaei2010"].text_content()
    assert "Smith,\u00a0J." in found["smith2011"].text_content()


def test_jats_names_the_language_of_each_entry(output: Path) -> None:
    root = lxml.etree.parse(output / "fa" / "fa.xml")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    found = [one.get(language, "") for one in root.iter("mixed-citation")]
    assert sorted(tag[:2] for tag in found) == ["en", "fa"]


def test_jats_isolates_the_names_of_a_citation_by_characters(output: Path) -> None:
    root = lxml.etree.parse(output / "en" / "en.xml")
    calls = {x.get("rid"): x.text for x in root.iter("xref") if x.get("ref-type") == "bibr"}
    assert calls["ref-rezaei2010"] == "\u2067رضایی\u2069, 2010"
    assert calls["ref-smith2011"] == "Smith & Brown, 2011"


def test_passages_and_citations_are_isolated() -> None:
    root = lxml.html.fragment_fromstring(
        '<div><span lang="en">x</span><span lang="fa">متن</span><div lang="en"><i lang="fa">متن</i>'
        '</div><a role="doc-biblioref">Smith, 2011</a><a role="doc-biblioref">[1]</a></div>'
    )
    set_directions(root, "rtl")
    assert [one.get("dir") for one in root.iter() if one is not root] == [
        *("ltr", None, "ltr", "rtl", "ltr", None)
    ]


@pytest.mark.parametrize(
    ("around", "text", "isolated"),
    [
        ("ltr", "رضایی and احمدی, 2010: 12", ["رضایی", "احمدی"]),
        ("ltr", "آل احمد et al. (2010, ص. 12)", ["آل احمد", "ص. 12"]),
        ("ltr", "“تاریخ، ادب و 3 هنر,” 2010", ["تاریخ، ادب و 3 هنر"]),
        ("ltr", "احمدی 2010; Smith 2011", ["احمدی"]),
        ("ltr", "Smith and Brown, 2011: 34", []),
        ("rtl", "Smith و Brown, 2011: 34", ["Smith", "Brown"]),
        ("rtl", "رضایی (2012، pp. 5–9)", ["pp. 5–9"]),
        ("rtl", "van den Berg و همکاران، 2011", ["van den Berg"]),
        ("rtl", "Smith et al., 2011؛ رضایی", ["Smith et al."]),
        ("rtl", "[1، 2]", []),
    ],
)
def test_the_words_of_another_direction_in_a_citation(
    around: str, text: str, isolated: list[str]
) -> None:
    pieces = list(words_by_direction(text, around))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, direction in pieces if direction is not None] == isolated


def test_the_names_of_a_citation_are_isolated_where_it_stands() -> None:
    """In a passage of another direction they are those that the passage does not have."""
    cite = (
        '<span class="citation">(<a role="doc-biblioref">رضایی and <em>Smith</em>, 2010</a>)</span>'
    )
    root = lxml.html.fragment_fromstring(f'<div>{cite}, <p lang="fa">{cite}.</p></div>')
    text = root.text_content()
    set_directions(root, "ltr")
    assert [(one.text, one.get("dir")) for one in root.iter("bdi")] == [
        ("رضایی", "rtl"),
        ("and", "ltr"),
        ("Smith", "ltr"),
    ]
    assert root.text_content() == text


def test_characters_isolate_the_names_in_links_and_emphasis() -> None:
    def link(*inside: Node) -> Node:
        return ast.link(list(inside), "#ref-a")

    emphasis: Node = {"t": "Emph", "c": ast.words("رضایی et al.")}
    (done,) = isolated_by_characters([link(emphasis, *ast.words(", 2010"))], "ltr")
    assert ast.plain_text(done) == "\u2067رضایی\u2069 et al., 2010"
    (whole,) = isolated_by_characters([link(*ast.words("Smith, 2010"))], "rtl")
    assert ast.plain_text(whole) == "\u2066Smith, 2010\u2069"
    same = [link(*ast.words("Smith and Çelik, 2010"))]
    assert ast.plain_text(isolated_by_characters(same, "ltr")) == ast.plain_text(same)


@pytest.mark.parametrize(
    ("text", "tag", "lang", "direction"),
    [
        ("Smith", "en-GB", "en-GB", "ltr"),
        ("رضایی", "fa", "fa", "rtl"),
        ("رضایی", "en", None, "rtl"),
        ("Smith", "", None, "ltr"),
        ("Smith", "no language", None, "ltr"),
    ],
)
def test_the_letters_of_an_entry_outweigh_a_wrong_language(
    text: str, tag: str, lang: str | None, direction: str
) -> None:
    inlines: Inlines = [{"t": "Str", "c": text}]
    found = entry_language(inlines, {"language": tag})
    assert (found.lang, found.direction) == (lang, direction)


@pytest.mark.parametrize("kind", ["html", "epub"])
def test_a_note_has_the_language_of_the_passage_that_calls_it(output: Path, kind: str) -> None:
    root = document(output, "ar", kind)
    (note,) = root.xpath("//*[@id='fn2']//p[contains(., 'A note in English')]")
    assert (note.get("lang"), note.get("dir")) == ("en", "ltr")
    (arabic,) = root.xpath("//*[@id='fn1']//p[contains(., 'حاشية')]")
    assert arabic.get("lang") is None


@pytest.mark.parametrize(
    ("cite", "item", "lang"),
    [
        (
            "F. Smith, <em>Open Seas</em> (1998), 5",
            {"language": "en-GB", "title": "Open seas"},
            "en-GB",
        ),
        (
            "Smith, <em>Seas</em>, 5",
            {"language": "en", "title": "Open seas", "title-short": "Seas"},
            "en",
        ),
        ("F. Smith, “Open: Seas,” 5", {"language": "en", "title": "<i>Open</i> seas"}, "en"),
        ("Smith, 1998", {"language": "en", "title": "Open seas"}, None),
        ("Smith, <em>Open Seas</em>", {"title": "Open seas"}, None),
        ("Quliyev, <em>Dəniz</em>", {"language": "az", "title": "Dəniz"}, None),
        ("Смит, <em>Море</em>", {"language": "fa", "title": "Море"}, None),
    ],
)
def test_a_citation_that_shows_a_foreign_title_has_its_language(
    cite: str, item: dict[str, str], lang: str | None
) -> None:
    html = f'<div><a href="#ref-a" role="doc-biblioref">{cite}</a>, s. 7</div>'
    root = lxml.html.fragment_fromstring(html)
    before = root.text_content()
    set_title_languages(root, {"ref-a": item}, "az")
    assert root.text_content() == before
    assert [str(tag) for tag in root.xpath("//@lang")] == ([lang] if lang else [])
    if lang:
        (span,) = root.xpath("//a/span[@lang]")
        assert len(span.getparent()) == 1


def test_notes_of_a_style_that_cites_in_them_name_the_language_of_titles(project: Path) -> None:
    journal = project / "manuscript/journal.yaml"
    text = re.sub(r"^style:.*$", "", journal.read_text("utf-8"), flags=re.M)
    journal.write_text(f"{text}\nstyle: chicago-notes-bibliography\n", "utf-8")
    bib = next(project.rglob("*.bib"))
    bib.write_text(
        "@book{smith, author={Smith, Ann}, title={Open Seas}, year={1998}, langid={english},"
        " publisher={Sample}, location={London}}\n",
        "utf-8",
    )
    article = project / "manuscript/a/article.md"
    head = article.read_text("utf-8").split("---\n")[1]
    article.write_text(f"---\n{head}---\n\nMətn [@smith, 5].\n", "utf-8")
    assert cli.main(["--project", str(project), "--format", "html,pdf", "--jobs", "0"]) == 0
    page = lxml.html.document_fromstring((project / "output/a/a.html").read_bytes())
    (title,) = page.xpath("//*[@id='nashr-notes']//a[@role='doc-biblioref']/span[@lang]")
    assert title.get("lang").startswith("en")
    assert "Open Seas" in title.text_content()
    with pikepdf.open(project / "output/a/a.pdf") as pdf:
        langs = {str(one.Lang) for one in pdf.objects if _has_language(one)}
    assert any(lang.startswith("en") for lang in langs)


def _has_language(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span" and "/Lang" in one
