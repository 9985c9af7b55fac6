"""The PDF of an issue: its labels, outline, structure, links and fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from issue_kit import ISSUES, MadeIssue, made_issues, texts_of_pages

from nashr.checking.validators import pdf as judges
from nashr.issue.pdf.matter import Matter
from nashr.issue.pdf.render import parts_behind


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeIssue]:
    return {one.name: one for one in made_issues(tmp_path_factory)}


@pytest.fixture(params=ISSUES)
def issue(request: pytest.FixtureRequest, issues: dict[str, MadeIssue]) -> MadeIssue:
    return issues[request.param]


@pytest.fixture
def whole(issue: MadeIssue) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path_of(issue)) as pdf:
        yield pdf


def path_of(issue: MadeIssue) -> Path:
    return issue.folder / f"{issue.name}.pdf"


def elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def article_parts(pdf: pikepdf.Pdf) -> list[Any]:
    """The structure elements of the articles, in their order."""
    (document,) = pdf.Root.StructTreeRoot.K
    groups = [one for top in elements(document) for one in (top, *elements(top))]
    return [one for one in groups if one.S == "/Part" and "/Lang" in one and "/T" in one]


def pages_of(issue: MadeIssue, pdf: pikepdf.Pdf, slug: str) -> range:
    labels = [page.label for page in pdf.pages]
    first, last = issue.folios[slug]
    return range(labels.index(str(first)), labels.index(str(last)) + 1)


def test_pages_are_labelled_by_roman_numbers_and_folios(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    labels = [page.label for page in whole.pages]
    roman = [one for one in labels if not one.isdecimal()]
    assert roman == ["i", "ii", "iii", "iv", "v", "vi"][: len(roman)]
    first = next(iter(issue.folios.values()))[0]
    arabic = labels[len(roman) :]
    assert arabic == [str(number) for number in range(first, first + len(arabic))]
    assert (len(roman) + 1) % 2 == first % 2  # a right-hand page


def test_each_page_of_an_article_is_that_of_its_offprint(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    shown = texts_of_pages(path_of(issue))
    for slug in issue.folios:
        pages = pages_of(issue, whole, slug)
        assert [shown[page] for page in pages] == texts_of_pages(issue.product(slug, ".pdf")), slug


def test_the_contents_name_the_first_pages_and_lead_there(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    numbers = {page.objgen: number for number, page in enumerate(whole.pages)}
    links = [
        (annotation, numbers[annotation.Dest[0].objgen])
        for page in whole.pages
        for annotation in page.get("/Annots", ())
        if isinstance(annotation.get("/Dest"), pikepdf.Array)
    ]
    led = {page for _, page in links}
    contents = next(text for text in texts_of_pages(path_of(issue)) if "Mündəricat" in text)
    for slug, (first, _) in issue.folios.items():
        assert pages_of(issue, whole, slug)[0] in led, slug
        assert f"\n{first}\r" in contents.replace("\r\n", "\n") + "\r" or str(first) in contents


def test_the_contents_lead_to_the_pages_behind_the_articles(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    labels = [page.label for page in whole.pages]
    numbers = {page.objgen: number for number, page in enumerate(whole.pages)}
    led = {
        numbers[annotation.Dest[0].objgen]
        for page in whole.pages
        for annotation in page.get("/Annots", ())
        if isinstance(annotation.get("/Dest"), pikepdf.Array)
    }
    last = max(folio for _, folio in issue.folios.values())
    with whole.open_outline() as outline:
        places = [item.destination for item in outline.root]
    behind = [
        number
        for place in places
        if isinstance(place, pikepdf.Array)
        and labels[number := numbers[pikepdf.Page(place[0]).objgen]].isdecimal()
        and int(labels[number]) > last
    ]
    assert behind
    assert led >= set(behind)


def test_links_of_an_article_lead_to_its_own_notes_and_references(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    names = whole.Root.Names.Dests.Names
    places = {bytes(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    assert [bytes(names[at]) for at in range(0, len(names), 2)] == sorted(places)
    numbers = {page.objgen: number for number, page in enumerate(whole.pages)}
    followed = 0
    for slug in issue.folios:
        pages = pages_of(issue, whole, slug)
        for page in pages:
            for annotation in whole.pages[page].get("/Annots", ()):
                name = annotation.get("/Dest")
                if isinstance(name, pikepdf.String):
                    assert numbers[places[bytes(name)][0].objgen] in pages, (slug, name)
                    followed += 1
    assert followed > 10


def test_each_article_is_a_part_in_its_language(issue: MadeIssue, whole: pikepdf.Pdf) -> None:
    found = article_parts(whole)
    assert len(found) == len(issue.folios)
    offprints = [pikepdf.open(issue.product(slug, ".pdf")) for slug in issue.folios]
    assert [str(one.Lang) for one in found] == [str(one.Root.Lang) for one in offprints]
    assert [str(one.T) for one in found] == [str(one.docinfo.Title) for one in offprints]
    for one in offprints:
        one.close()


def test_the_numbers_of_marked_content_lead_back_to_their_own_page(whole: pikepdf.Pdf) -> None:
    nums = whole.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    assert len(parents) * 2 == len(nums)
    assert list(parents) == sorted(parents)
    for page in whole.pages:
        if "/StructParents" in page:
            owners = parents[int(page.StructParents)]
            assert all(one.Pg.objgen == page.objgen for one in owners if "/Pg" in one)
        for annotation in page.get("/Annots", ()):
            assert "/S" in parents[int(annotation.StructParent)]


def test_the_outline_has_sections_articles_and_their_headings(
    issue: MadeIssue, whole: pikepdf.Pdf
) -> None:
    with whole.open_outline() as outline:
        rows = {item.title: [one.title for one in item.children] for item in outline.root}
        sections = {"Məqalələr", "Rəylər"}
        assert sections <= set(rows)
        listed = [title for name in sections for title in rows[name]]
        assert len(listed) == len(issue.folios) - 1  # the editorial stands by itself
        (articles,) = (item for item in outline.root if item.title == "Məqalələr")
        assert all(one.children for one in articles.children)


def test_each_font_is_embedded_once(whole: pikepdf.Pdf) -> None:
    files: dict[str, set[tuple[int, int]]] = {}
    for one in whole.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            name = str(one.FontName).rpartition("+")[2]
            files.setdefault(name, set()).add(one.FontFile2.objgen)
    assert {name: len(found) for name, found in files.items()} == dict.fromkeys(files, 1)


def test_the_file_is_smaller_than_its_parts(issue: MadeIssue) -> None:
    parts = sum(issue.product(slug, ".pdf").stat().st_size for slug in issue.folios)
    assert path_of(issue).stat().st_size < parts


def test_title_and_metadata_are_those_of_the_issue(whole: pikepdf.Pdf) -> None:
    assert "Nümunə Kitabxana Araşdırmaları" in str(whole.docinfo.Title)
    assert "2026" in str(whole.docinfo.Title)
    assert b"pdfuaid:part" in whole.Root.Metadata.read_bytes()
    assert str(whole.Root.Lang) == "az"
    assert str(whole.docinfo.CreationDate).startswith("D:20260331")
    assert b"<xmp:CreateDate>2026-03-31" in whole.Root.Metadata.read_bytes()


@pytest.mark.usefixtures("java_kept")
def test_the_judges_find_nothing(issue: MadeIssue) -> None:
    path = path_of(issue)
    for verdict in (judges.qpdf(path), judges.mutool(path), judges.pdffonts(path)):
        assert not verdict.findings
    for profile in ("ua1", "2a"):
        assert not judges.verapdf(path, profile).findings


def test_a_notice_in_another_language_is_listed_in_its_language() -> None:
    """Behind the articles, where the outline of the pages has no languages."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_outline() as outline:
            for title in ("Bildiriş", "A  notice"):
                outline.root.append(
                    pikepdf.OutlineItem(title, pikepdf.make_page_destination(pdf, 0))
                )
        pdf.save(written)
    back = Matter(written.getvalue(), 1, 9, foreign={"A notice": "en"})
    edition: Any = SimpleNamespace(journal=SimpleNamespace(language="az"))
    listed = parts_behind(edition, (back,))
    assert [(one.title, one.lang) for one in listed] == [("Bildiriş", "az"), ("A  notice", "en")]
