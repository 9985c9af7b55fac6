"""Passages and entries of another direction than the article's say so, in every output."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

from nashr.cli import main as cli
from nashr.model import Inlines
from nashr.outputs.directions import entry_language, set_directions

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
    assert cli.main(["--project", str(project)]) == 0
    return project / "output"


def entries(output: Path, slug: str, kind: str) -> dict[str, lxml.html.HtmlElement]:
    if kind == "html":
        text = (output / slug / f"{slug}.html").read_text("utf-8")
    else:
        with zipfile.ZipFile(output / slug / f"{slug}.epub") as epub:
            name = next(n for n in epub.namelist() if n.endswith("text.xhtml"))
            text = re.sub(r"<\?xml.*?\?>", "", epub.read(name).decode("utf-8"), count=1)
    root = lxml.html.parse(io.BytesIO(text.encode("utf-8")), lxml.html.HTMLParser(encoding="utf-8"))
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
    assert "Smith, J." in found["smith2011"].text_content()


def test_jats_names_the_language_of_each_entry(output: Path) -> None:
    root = lxml.etree.parse(output / "fa" / "fa.xml")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    found = [one.get(language, "") for one in root.iter("mixed-citation")]
    assert sorted(tag[:2] for tag in found) == ["en", "fa"]


def test_passages_and_citations_are_isolated() -> None:
    root = lxml.html.fragment_fromstring(
        '<div><span lang="en">x</span><span lang="fa">متن</span><div lang="en"><i lang="fa">متن</i>'
        '</div><a role="doc-biblioref">Smith و Brown</a><a role="doc-biblioref">[1]</a></div>'
    )
    set_directions(root, "rtl")
    assert [one.get("dir") for one in root.iter() if one is not root] == [
        *("ltr", None, "ltr", "rtl", "ltr", None)
    ]


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
