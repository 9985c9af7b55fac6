"""A Word file that nashr made becomes the manuscript again that it was made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import round_trip_kit as kit

from nashr import ast
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage, tag
from nashr.outputs.edition import Edition
from nashr.pipeline.import_file import ITEMS, Imported
from nashr.word_files import BODY, RECORD_PART

#: They share the Word files that they look at.
pytestmark = pytest.mark.xdist_group("own-draft")

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "tests" / "projects"
ARTICLES = {
    "azerbaycan-turkiye": ROOT,
    "kitchen-sink": PROJECTS / "kitchen-sink",
    "ucdilli-xulase": PROJECTS / "azerbaijan",
    "satir-sonlari": PROJECTS / "turkiye",
}
#: The article whose file is changed in the tests.
CHANGED = "kitchen-sink"


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Edition, bytes]]:
    made: dict[str, tuple[Edition, bytes]] = {}

    def of(slug: str) -> tuple[Edition, bytes]:
        if slug not in made:
            project = kit.project_of(ARTICLES[slug], tmp_path_factory.mktemp("before"))
            before = kit.edition(project, slug)
            made[slug] = before, kit.word_file(before)
        return made[slug]

    return of


def _in_project(slug: str, tmp_path: Path, data: bytes) -> tuple[Path, Imported]:
    project = kit.project_of(ARTICLES[slug], tmp_path)
    return project, kit.imported(project, data)


@pytest.mark.parametrize("slug", ARTICLES)
def test_the_manuscript_comes_back(
    slug: str, tmp_path: Path, word_file: Callable[[str], tuple[Edition, bytes]]
) -> None:
    before, data = word_file(slug)
    project, found = _in_project(slug, tmp_path, data)
    assert found.report is not None
    assert [
        one.finding.kind for one in found.report.findings if one.finding.outcome is not Outcome.DONE
    ] == []
    after = kit.written(project, found)
    assert kit.facts(after) == kit.facts(before)
    assert kit.same(after.document.blocks) == kit.same(before.document.blocks)
    assert kit.same(dict(after.document.fields)) == kit.same(dict(before.document.fields))
    assert kit.cited(after) == kit.cited(before)
    assert [e.inlines for e in after.document.references] == [
        e.inlines for e in before.document.references
    ]
    assert [(one.name, one.data) for one in after.document.resources] == [
        (one.name, one.data) for one in before.document.resources
    ]


def test_works_that_the_journal_has_are_not_listed_again(
    tmp_path: Path, word_file: Callable[[str], tuple[Edition, bytes]]
) -> None:
    _, data = word_file(CHANGED)
    _, found = _in_project(CHANGED, tmp_path, data)
    assert "wfd2000" in found.files[ITEMS].decode()  # of a file of the article alone
    assert "herschy2009" not in found.files[ITEMS].decode()


def test_elsewhere_all_works_come_with_it(
    tmp_path: Path, word_file: Callable[[str], tuple[Edition, bytes]]
) -> None:
    before, data = word_file(CHANGED)
    (tmp_path / "manuscript").mkdir()
    journal = (ARTICLES[CHANGED] / "manuscript" / "journal.yaml").read_text("utf-8")
    journal = journal.partition("bibliography:")[0] + "license: CC-BY-4.0\n"
    (tmp_path / "manuscript" / "journal.yaml").write_text(journal, "utf-8")
    after = kit.written(tmp_path, kit.imported(tmp_path, data))
    items = [{one.key: dict(one.item) for one in made.document.cited} for made in (after, before)]
    assert items[0] == items[1]


# --- what an author changes ----------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(
    tmp_path_factory: pytest.TempPathFactory,
    word_file: Callable[[str], tuple[Edition, bytes]],
) -> tuple[Imported, Edition]:
    """What comes back of a file that its author has changed, and its edition."""
    package = WordPackage(word_file(CHANGED)[1])
    for old, new in CHANGES.items():
        kit.change(package, old, new)
    formula = next(package.document.iter("{*}oMath"))
    next(formula.iter("{*}t")).text = "P"
    for code in package.document.iter("{*}instrText"):
        if "REF _nr_tbl_methods" in (code.text or ""):  # Word has counted anew
            code.getparent().xpath("following::*[local-name()='t'][1]")[0].text = "17"
    project, found = _in_project(CHANGED, tmp_path_factory.mktemp("answered"), package.write())
    return found, kit.written(project, found)


CHANGES = {
    "Measuring": "Gauging",
    "hard to count": "hard to reckon",
    "Ankara": "İzmir",
    "North-Holland": "Elsevier",
}


def test_a_changed_paragraph_is_changed_in_the_manuscript(
    answered: tuple[Imported, Edition],
) -> None:
    text = answered[0].files["article.md"].decode()
    assert "A river is easy to see and hard to reckon." in text


def test_what_is_changed_around_the_text_is_told_of(answered: tuple[Imported, Edition]) -> None:
    report = answered[0].report
    assert report is not None
    told = {
        one.finding.kind: str(one.finding.message)
        for one in report.findings
        if one.finding.outcome is not Outcome.DONE
    }
    assert told.keys() == {"front-taken", "front-changed", "reference-changed"}
    assert "İzmir" in told["front-changed"] and "Ankara" in told["front-changed"]
    assert "Elsevier" in told["reference-changed"]


def test_a_changed_title_is_taken(answered: tuple[Imported, Edition]) -> None:
    article = answered[1].document.article
    assert article.text.title.startswith("Gauging a River")
    assert article.affiliations[1].city == "Ankara"  # whose change an editor makes


def test_a_changed_formula_is_read_anew(answered: tuple[Imported, Edition]) -> None:
    assert "is written $P$ and given" in answered[0].files["article.md"].decode()


def test_numbers_are_of_no_account(
    answered: tuple[Imported, Edition], word_file: Callable[[str], tuple[Edition, bytes]]
) -> None:
    before, _ = word_file(CHANGED)
    here, there = (made.document.blocks[3] for made in (answered[1], before))
    assert ast.plain_text(here) == ast.plain_text(there)


def test_with_a_damaged_record_it_is_a_word_file_like_any_other(
    tmp_path: Path, word_file: Callable[[str], tuple[Edition, bytes]]
) -> None:
    package = WordPackage(word_file(CHANGED)[1])
    package.tree(RECORD_PART).text = "{"
    _, found = _in_project(CHANGED, tmp_path, package.write())
    text = found.files["article.md"].decode()
    assert "A river is easy to see and hard to count." in text
    assert "[@herschy2009, 1–4; @wmo2010]" in text


def test_citations_that_the_style_set_as_notes_are_citations_again(tmp_path: Path) -> None:
    project = kit.project_of(ARTICLES["azerbaycan-turkiye"], tmp_path)
    journal = project / "manuscript" / "journal.yaml"
    text = re.sub(
        r"^style: .*$", "style: chicago-notes-bibliography", journal.read_text("utf-8"), flags=re.M
    )
    journal.write_text(text, "utf-8")
    before = kit.edition(project, "azerbaycan-turkiye")
    after = kit.written(project, kit.imported(project, kit.word_file(before)))
    assert before.document.citation_style.in_notes
    assert kit.cited(after) == kit.cited(before)
    assert kit.same(after.document.blocks) == kit.same(before.document.blocks)


_SMALL = """---
title: Sınaq
lang: az
---

Düstur $\\overline{x}$ və $\\underline{x}$, $R$ və $\\mathbb{R}$, $\\mathrm{d}x$ və $dx$.

![Şəkil adı](figure.svg){#fig:a alt="x"}

| a   | b   |
|-----|-----|
| 1   | 2   |

Son $\\frac{a}{b}$ və $\\mathbf{v}$, $v$; bax @fig:a.
"""


def test_what_looks_alike_in_word_comes_back_as_it_was(tmp_path: Path) -> None:
    """Formulas whose structures have the same names, and a caption between a figure and a table."""
    project = kit.project_of(PROJECTS / "azerbaijan", tmp_path)
    folder = project / "manuscript" / "small"
    folder.mkdir()
    (folder / "article.md").write_text(_SMALL, encoding="utf-8")
    (folder / "figure.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
        encoding="utf-8",
    )
    found = kit.imported(project, kit.word_file(kit.edition(project, "small")))
    back = found.files["article.md"].decode().split("---\n", 2)[2]
    assert back == _SMALL.split("---\n", 2)[2]


# --- what LibreOffice writes otherwise -----------------------------------------------------

_SAVED = """---
title: Sınaq
lang: az
---

Düstur $f(x)$ və $a + b$; bax @tbl:a.

| a   | b   |
|-----|-----|
| 1   | 2   |

: Cədvəl adı {#tbl:a}

::: {lang="tr"}
Bu satır Türkçedir.
:::

1.  Birinci
2.  İkinci

Son abzas.
"""


def _save_as_libreoffice(package: WordPackage) -> None:
    body, w = package.body, tag("w:")

    def new(kind: str, **given: str) -> Any:
        return body.makeelement(w + kind, {w + key: one for key, one in given.items()})

    application = package.tree("docProps/app.xml").find("{*}Application")
    application.text = "LibreOffice/24.2.7.2$Linux_X86_64"
    # The bookmark around the text: two of its name, of which one has no end.
    (start,) = (one for one in body.iter(w + "bookmarkStart") if one.get(w + "name") == BODY)
    (end,) = (e for e in body.iter(w + "bookmarkEnd") if e.get(w + "id") == start.get(w + "id"))
    first, last = start.getnext(), end.getprevious()
    first.insert(1, start)
    last.insert(1, new("bookmarkStart", id="9999", name=BODY))
    last.append(new("bookmarkEnd", id="9999"))
    end.getparent().remove(end)
    # Ids of styles, languages, and the bold of heads.
    for style in body.iter(w + "rStyle"):
        style.set(w + "val", style.get(w + "val").replace("-", ""))
    for tree in (body, package.tree("word/styles.xml")):
        for lang in tree.iter(w + "lang"):
            known = {"az": "az-Latn-AZ", "tr": "tr-TR"}
            lang.set(w + "val", known.get(lang.get(w + "val"), lang.get(w + "val")))
    for run in body.iter(w + "r"):
        properties = run.find(w + "rPr")
        if properties is None:
            properties = new("rPr")
            run.insert(0, properties)
        if properties.find(w + "lang") is None:
            properties.append(new("lang", val="az-Latn-AZ"))
        if any(
            one.find(f"{w}trPr/{w}tblHeader") is not None for one in run.iterancestors(w + "tr")
        ):
            properties.insert(0, new("b"))
    # Brackets of formulas become structures.
    for text in body.iter("{*}t"):
        if text.tag != w + "t" and text.text:
            text.text = text.text.replace("(", "").replace(")", "")


def test_a_file_that_libreoffice_saved_comes_back(tmp_path: Path) -> None:
    project = kit.project_of(PROJECTS / "azerbaijan", tmp_path)
    (project / "manuscript" / "saved").mkdir()
    (project / "manuscript" / "saved" / "article.md").write_text(_SAVED, encoding="utf-8")
    package = WordPackage(kit.word_file(kit.edition(project, "saved")))
    _save_as_libreoffice(package)
    found = kit.imported(project, package.write())
    assert found.files["article.md"].decode().split("---\n", 2)[2] == _SAVED.split("---\n", 2)[2]
    # A part of a formula that it dropped is told of.
    next(one for one in package.document.iter("{*}t") if one.text == "a").text = ""
    report = kit.imported(project, package.write()).report
    assert report is not None
    assert [str(one.finding.kind) for one in report.findings].count("formula-rewritten") == 1
