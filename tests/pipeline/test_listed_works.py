"""Works that are listed though the text does not cite them, in every product."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import lxml.html
import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS
from nashr.diagnostics import Diagnostic
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace

WORKS = """
@book{cited, author = {Abasov, A.}, title = {First title}, date = {2001}, langid = {english}}
@book{listed, author = {Babayev, B.}, title = {Second title}, date = {2002}, ids = {older}, langid = {english}}
@book{left, author = {Cabbarov, C.}, title = {Third title}, date = {2003}, langid = {english}}
@letter{letter, author = {Dadaşov, D.}, title = {Fourth title}, date = {2004}, langid = {english}}
"""  # noqa: E501
OWN = "@book{own, author = {Eyvazov, E.}, title = {Fifth title}, date = {2005}, langid = {english}}"


@pytest.fixture(autouse=True)
def works(project: Path) -> None:
    (project / "bibliography" / "references.bib").write_text(WORKS, "utf-8")


def made(project: Path, keys: str, *formats: str, style: str = "apa") -> list[Diagnostic]:
    """What the build finds."""
    journal = project / "manuscript" / "journal.yaml"
    given = re.sub(r"^style:.*\n", "", journal.read_text("utf-8"), flags=re.M)
    journal.write_text(f"{given}style: {style}\n", "utf-8")
    text = f"---\ntitle: A title\n{keys}\n---\n\nText [@cited].\n"
    (project / "manuscript" / "a" / "article.md").write_text(text, "utf-8")
    request = Request(formats=formats or ("html",), environment={"SOURCE_DATE_EPOCH": "1774958400"})
    reports = build(Workspace(project, project / "output"), request, InProcessPool())
    usual = ("reference-uncited", "value-sample")
    return [one for report in reports for one in report.diagnostics if one.code not in usual]


def titles(text: str) -> list[str]:
    return re.findall(r"(First|Second|Third|Fourth|Fifth) title", text)


def listed(project: Path) -> list[str]:
    page = lxml.html.parse(str(project / "output" / "a" / "a.html"))
    return titles(" ".join(page.xpath("//*[starts-with(@id, 'ref-')]//text()")))


def test_every_product_lists_them_in_the_order_of_the_list(project: Path) -> None:
    assert not made(project, "nocite: [listed]", "html", "epub", "docx", "jats")
    assert listed(project) == ["First", "Second"]
    folder = project / "output" / "a"
    with ZipFile(folder / "a.epub") as epub:
        pages = [epub.read(name).decode() for name in epub.namelist() if name.endswith("html")]
    assert titles("".join(pages)) == ["First", "Second"]
    jats = (folder / "a.xml").read_text("utf-8")
    assert re.findall(r'<ref id="ref-(\w+)"', jats) == ["cited", "listed"]
    with ZipFile(folder / "a.docx") as word:
        text = word.read("word/document.xml").decode()
    field = re.search(r"ZOTERO_BIBL (\{.*?\}) CSL", text.replace("&quot;", '"'))
    assert field is not None
    assert len(json.loads(field[1])["uncited"]) == 1
    assert titles(text.split("ZOTERO_BIBL")[1]) == ["First", "Second"]


@pytest.mark.parametrize(
    "keys", ['nocite: "@left, @older"', "nocite: left older", "nocite:\n  - older\n  - '@left'"]
)
def test_as_pandoc_or_as_a_list_and_by_former_keys(project: Path, keys: str) -> None:
    assert not made(project, keys)
    assert listed(project) == ["First", "Second", "Third"]


def test_all_works_of_the_journal_or_of_the_article(project: Path) -> None:
    assert not made(project, 'nocite: "@*"')
    assert listed(project) == ["First", "Second", "Third"]  # this style lists no letters
    (project / "manuscript" / "a" / "own.bib").write_text(OWN, "utf-8")
    assert not made(project, 'nocite: "*"\nbibliography: manuscript/a/own.bib')
    assert listed(project) == ["First", "Fifth"]


def test_numbers_of_the_text_come_first(project: Path) -> None:
    assert not made(project, "nocite: [left, listed]", style="ieee")
    assert listed(project) == ["First", "Third", "Second"]


def test_what_is_nowhere_is_told_where_it_is_named(project: Path) -> None:
    (wrong,) = made(project, "nocite: [listed, liste]")
    assert (wrong.code, wrong.span.line) == ("citation-unknown-key", 3)
    assert "“liste”" in wrong.message


def test_a_style_that_does_not_list_the_work_is_told_of(project: Path) -> None:
    (left_out,) = made(project, "nocite: [letter]")
    assert left_out.code == "content-dropped"
    assert "“letter”" in left_out.message


def test_a_listed_work_is_not_told_of_as_uncited(project: Path) -> None:
    text = "---\ntitle: T\nnocite: [listed, left, letter]\n---\n\nText [@cited].\n"
    (project / "manuscript" / "a" / "article.md").write_text(text, "utf-8")
    request = Request(formats=("html",), environment={"SOURCE_DATE_EPOCH": "1774958400"})
    reports = build(Workspace(project, project / "output"), request, InProcessPool())
    codes = [one.code for report in reports for one in report.diagnostics]
    assert "reference-uncited" not in codes


@pytest.mark.parametrize(("output", "suffix"), [("docx", ".docx"), ("jats", ".xml")])
def test_an_import_of_the_product_lists_them_again(project: Path, output: str, suffix: str) -> None:
    assert not made(project, "nocite: [listed]", output)
    (project / "bibliography" / "references.bib").write_text("", "utf-8")
    product = project / "output" / "a" / f"a{suffix}"
    assert cli.main(["import", str(product), "--as", "b", "--project", str(project)]) == SUCCESS
    made_again = (project / "manuscript" / "b" / "article.md").read_text("utf-8")
    (key,) = re.search(r"nocite:\s*[-\[]\s*(\w+)", made_again).groups()  # type: ignore[union-attr]
    works = "".join(
        path.read_text("utf-8") for path in (project / "manuscript" / "b").glob("references.*")
    )
    assert key in works
    assert titles(works) == ["First", "Second"]
