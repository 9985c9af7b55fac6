"""The interior of an issue for a printing house: pages, folios, boxes and inks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cover_kit import ISSUE, edition_of, project_with
from issue_kit import PROJECT, MadeIssue, printed_issue, texts_of_pages
from PIL.Image import Image
from PIL.Image import new as new_image

from nashr.checking.validators.print_file import preflight_here
from nashr.issue.edition import IssueEdition
from nashr.issue.pdf.matter import set_matter
from nashr.issue.print.interior import interior as interior_of
from nashr.pipeline.render import engines
from nashr.ports import Engines, PrintingCondition
from nashr.typesetting.standards.icc import default_cmyk_profile


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> MadeIssue:
    return printed_issue(tmp_path_factory)


@pytest.fixture
def interior(issue: MadeIssue) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path_of(issue)) as pdf:
        yield pdf


def path_of(issue: MadeIssue) -> Path:
    return issue.folder / f"{issue.name}-print.pdf"


def has_colour(page: Image) -> bool:
    saturation, value = page.getchannel("S"), page.getchannel("V")
    pairs = zip(saturation.tobytes(), value.tobytes(), strict=True)
    return any(much > 60 and light > 60 for much, light in pairs)


def test_it_passes_the_preflight(issue: MadeIssue) -> None:
    assert preflight_here(path_of(issue)).findings == ()


def test_whole_sheets_of_four_pages(interior: pikepdf.Pdf) -> None:
    assert len(interior.pages) % 4 == 0


def test_the_manifest_lists_it(issue: MadeIssue) -> None:
    listed = issue.manifest["products"][path_of(issue).name]
    assert listed["format"] == "issue-print"
    assert listed["bytes"] == path_of(issue).stat().st_size


def test_it_is_told_which_pages_have_colours(issue: MadeIssue) -> None:
    with pypdfium2.PdfDocument(path_of(issue)) as pdf:
        pictures = [page.render().to_pil().convert("HSV") for page in pdf]
    # Black ink alone is no pure grey on a screen.
    shown = [number for number, one in enumerate(pictures, 1) if has_colour(one)]
    assert issue.coloured[path_of(issue).name] == shown


def test_each_page_has_the_folio_that_it_has_on_screen(
    issue: MadeIssue, interior: pikepdf.Pdf
) -> None:
    on_screen = issue.folder / f"{issue.name}.pdf"
    with pikepdf.open(on_screen) as pdf:
        whole = dict(
            zip((page.label for page in pdf.pages), texts_of_pages(on_screen), strict=True)
        )
    shown = texts_of_pages(path_of(issue))
    labels = [page.label for page in interior.pages]
    assert [one for one in labels if one] == list(whole)[1:]  # all but the cover
    for label, text in zip(labels, shown, strict=True):
        assert text == whole.get(label, ""), label


def test_odd_folios_are_on_the_right(interior: pikepdf.Pdf) -> None:
    for number, page in enumerate(interior.pages, 1):
        if page.label.isdecimal():
            assert int(page.label) % 2 == number % 2
    assert [page.label for page in interior.pages][:3] == ["", "ii", "iii"]


def test_all_pages_have_the_boxes_of_the_articles_print_files(
    issue: MadeIssue, interior: pikepdf.Pdf
) -> None:
    def boxes(page: pikepdf.Page) -> list[list[float]]:
        names = ("/MediaBox", "/TrimBox", "/BleedBox")
        return [[float(side) for side in page[name]] for name in names]

    with pikepdf.open(issue.product("kitab-fondu", "-print.pdf")) as article:
        of_article = boxes(article.pages[0])
    assert all(boxes(page) == of_article for page in interior.pages)
    millimetres = [round(side * 25.4 / 72, 2) for side in of_article[1]]
    assert millimetres == [10, 10, 180, 250]


def test_it_names_its_standard_press_and_title_and_leads_nowhere(
    issue: MadeIssue, interior: pikepdf.Pdf
) -> None:
    (intent,) = interior.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(interior.docinfo.Title).startswith("Nümunə Kitabxana Araşdırmaları")
    written = interior.Root.Metadata.read_bytes()
    assert b"PDF/X-4" in written
    assert b"urn:nashr:" in written
    with pikepdf.open(issue.product("kitab-fondu", "-print.pdf")) as article:
        assert article.Root.Metadata.read_bytes() != written
    assert not {"/Outlines", "/Names", "/StructTreeRoot"} & set(interior.Root.keys())
    assert not any("/Annots" in page for page in interior.pages)


def test_fonts_are_embedded_once_and_profiles_too(interior: pikepdf.Pdf) -> None:
    files: dict[str, set[tuple[int, int]]] = {}
    for one in interior.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            name = str(one.FontName).rpartition("+")[2]
            files.setdefault(name, set()).add(one.FontFile2.objgen)
    assert {name: len(found) for name, found in files.items()} == dict.fromkeys(files, 1)
    profiles = [one for one in interior.objects if isinstance(one, pikepdf.Stream) and "/N" in one]
    assert len([one for one in profiles if one.get("/Type") != "/ObjStm"]) == 1


def test_an_inner_cover_behind_the_cover_is_not_in_the_interior(tmp_path: Path) -> None:
    more = "spine: 6.5mm\n  inside-covers: inner-cover"
    project = project_with(tmp_path, {ISSUE: {"spine: 6.5mm": more}})
    made = interior_of(*_for_print(project))
    assert made is not None
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.pages[0].label == "iii"
        assert len(pdf.pages) % 4 == 0
    path = tmp_path / "interior.pdf"
    path.write_bytes(made.data)
    shown = texts_of_pages(path)
    assert "Mündəricat" in shown[0]
    assert not any("Redaksiya heyəti" in text for text in shown)


def test_pages_that_were_set_for_readers_are_not_taken_for_print(tmp_path: Path) -> None:
    edition, condition = edition_of(PROJECT)
    set_matter(edition, engines(), edition.issue.front, 1, is_front=True)
    made = interior_of(edition, engines(), condition)
    assert made is not None
    file = tmp_path / "interior.pdf"
    file.write_bytes(made.data)
    assert preflight_here(file).findings == ()


def _for_print(project: Path) -> tuple[IssueEdition, Engines, PrintingCondition]:
    edition, condition = edition_of(project)
    return edition, engines(), condition


def test_an_image_of_a_text_keeps_its_inks(tmp_path: Path) -> None:
    """Cyan alone is no mixture of other inks, which it would be by way of RGB."""
    folder, image = "manuscript/issues", '![Cyan.](cyan.jpg){alt="A blue ground."}'
    changes = {f"{folder}/notice.md": {"\n\nBu qay": f"\n\n{image}\n\nBu qay"}}
    project = project_with(tmp_path, changes)
    profile = default_cmyk_profile()
    assert profile is not None
    ink = new_image("CMYK", (600, 300), (255, 0, 0, 0))
    ink.save(project / folder / "cyan.jpg", quality=95, icc_profile=profile)
    made = interior_of(*_for_print(project))
    assert made is not None
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        images = [pikepdf.PdfImage(one) for page in pdf.pages for one in page.get_images().values()]
        cmyk = [one.as_pil_image() for one in images if one.mode == "CMYK"]
    assert cmyk
    extremes = [one.getextrema() for one in cmyk]
    assert any(magenta[1] < 30 and yellow[1] < 30 for _, magenta, yellow, _ in extremes), extremes
