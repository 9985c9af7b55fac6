"""The report of a build: whole in itself, true, and readable without a terminal."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, MACHINE_ERROR, SUCCESS
from nashr.diagnostics import Diagnostic, Span
from nashr.model import Journal
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.build_report import MOST_PICTURES, build_report
from nashr.pipeline.manifest import Product
from nashr.pipeline.page_pictures import WIDTH, page_pictures

JOURNAL = Journal("Nümunə & Co <Jurnal>", "az")
ERROR = Diagnostic("image-missing", Span("a.md", 3, 7), "<script>x</script>", "“y” & z")
WARNING = Diagnostic("bib-unclear", Span("b.bib", 9), "Unclear.")
PDF = Product("my article/my article.pdf", "pdf", 2_000, "0" * 64, 1)


def one_page_pdf(pages: int = 1) -> bytes:
    target = io.BytesIO()
    page = Image.new("RGB", (170, 240), "white")
    page.save(target, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return target.getvalue()


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_findings_stand_with_their_article_the_gravest_first() -> None:
    reports = [
        ArticleReport("one", (), (WARNING, ERROR), 1.0),
        ArticleReport("two", (PDF,), (), 1.0),
        ArticleReport("", (), (WARNING,), 0.0),
    ]
    text = build_report(JOURNAL, reports, lambda _: one_page_pdf())
    tree = html.fromstring(text)
    one, two, shared = tree.iter("section")
    rows = [text_of(row) for row in one.iterfind(".//tbody/tr")]
    assert rows[0] == "a.md:3:7 Error: <script>x</script> “y” & z image-missing"
    assert rows[1].startswith("b.bib:9 Warning: Unclear.")
    assert "Not built: see the errors; 1 error, 1 warning." in text_of(one)
    assert "Built; nothing to mend." in text_of(two)
    assert text_of(shared.find("h2")) == "What all articles share"
    said = text_of(tree.find(".//header"))
    assert "1 article built, 1 article not built; 1 error, 1 warning." in said
    assert not list(tree.iter("script"))


def test_the_page_is_whole_in_itself_and_links_to_the_products() -> None:
    text = build_report(
        JOURNAL, [ArticleReport("my article", (PDF,), (), 1.0)], lambda _: one_page_pdf()
    )
    links = re.findall(r'(?:src|href)="((?!#|data:)[^"]*)"', text)
    assert links == ["my%20article/my%20article.pdf", "my%20article/my%20article.pdf#page=1"]
    assert not re.search(r"url\(|@import|https?:", text)


def test_words_of_the_journal_are_in_its_language() -> None:
    tree = html.fromstring(
        build_report(JOURNAL, [ArticleReport("a", (PDF,), (), 1.0)], lambda _: one_page_pdf())
    )
    in_azerbaijani = [text_of(e) for e in tree.iterfind('.//*[@lang="az"]')]
    assert in_azerbaijani == ["Əsas məzmuna keç", JOURNAL.title, "Mündəricat", "Səhifələr"]
    arabic = html.fromstring(build_report(Journal("مجلة", "ar"), [], lambda _: None))
    assert arabic.find(".//header/p").get("dir") == "rtl"


def test_pictures_are_of_the_pages_and_not_without_end() -> None:
    product = Product("a/a.pdf", "pdf", 2_000, "0" * 64, MOST_PICTURES + 3)
    pdf = one_page_pdf(MOST_PICTURES + 3)
    tree = html.fromstring(
        build_report(JOURNAL, [ArticleReport("a", (product,), (), 1.0)], lambda _: pdf)
    )
    pictures = list(tree.iter("img"))
    assert len(pictures) == MOST_PICTURES
    assert [p.get("alt") for p in pictures[:2]] == ["Page 1 of a", "Page 2 of a"]
    assert "3 more pages in the PDF." in text_of(tree)


def test_a_picture_shows_what_the_page_shows() -> None:
    target = io.BytesIO()
    page = Image.new("RGB", (100, 200), "white")
    page.paste("black", (0, 0, 100, 100))
    page.save(target, "PDF")
    (picture,) = page_pictures(target.getvalue(), 5)
    assert (picture.width, picture.height) == (WIDTH, 2 * WIDTH)
    drawn = Image.open(io.BytesIO(picture.data)).convert("L")
    assert drawn.getpixel((WIDTH // 2, WIDTH // 2)) < 30  # type: ignore[operator]
    assert drawn.getpixel((WIDTH // 2, WIDTH * 3 // 2)) > 225  # type: ignore[operator]


def test_a_pdf_that_is_gone_or_damaged_has_no_pictures() -> None:
    assert list(page_pictures(b"%PDF-1.7 damaged", 5)) == []
    text = build_report(JOURNAL, [ArticleReport("a", (PDF,), (), 1.0)], lambda _: None)
    assert "<img" not in text


# --- the option ----------------------------------------------------------------------------


def test_a_build_with_errors_has_its_report(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    article = project / "manuscript" / "b" / "article.md"
    article.write_text(article.read_text("utf-8").replace("@cornell2001", "@nobody"), "utf-8")
    words = ["--project", str(project), "--report", "--format", "pdf,html", "--jobs", "0"]
    assert cli.main(words) == AUTHOR_ERROR
    assert "The report: " in capsys.readouterr().err
    tree = html.parse(str(project / "output" / "report.html"))
    first, second = tree.iter("section")
    assert len(list(first.iter("img"))) == 1
    assert "No bibliography file has an entry “nobody”." in text_of(second)
    for link in first.iterfind(".//a"):
        assert (project / "output" / link.get("href").partition("#")[0]).is_file()


def test_what_stands_is_in_the_report_and_the_report_is_the_same(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    words = ["--project", str(project), "--report", "--format", "pdf,html", "--jobs", "0"]
    assert cli.main(words) == SUCCESS
    report = project / "output" / "report.html"
    before = report.read_bytes()
    report.unlink()
    assert cli.main(words) == SUCCESS
    assert report.read_bytes() == before


def test_without_the_option_there_is_none(project: Path) -> None:
    assert cli.main(["--project", str(project), "--format", "html", "--jobs", "0"]) == SUCCESS
    assert not (project / "output" / "report.html").exists()


def test_a_report_that_cannot_be_written_is_told_of(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output" / "report.html").mkdir(parents=True)
    words = ["--project", str(project), "--report", "--format", "html", "--jobs", "0"]
    assert cli.main(words) == MACHINE_ERROR
    assert "The report cannot be written" in capsys.readouterr().err
