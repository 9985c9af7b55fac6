"""An issue is made whole or not at all, and only what moved is set again."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from issue_kit import make

from nashr.diagnostics import Severity
from nashr.pipeline.verify import verify
from nashr.processes.pool import can_fork

TEXT = "Words of a sample paragraph, which take up some room on a page. " * 12


def manuscript(title: str, paragraphs: int, front: str = "") -> str:
    return f"---\ntitle: {title}\n{front}---\n\n" + "\n\n".join([TEXT] * paragraphs) + "\n"


@pytest.fixture
def journal(project: Path) -> Path:
    """Three articles of one page each, in an issue."""
    for slug in ("b", "c"):
        (project / f"manuscript/{slug}").mkdir()
        (project / f"manuscript/{slug}/article.md").write_text(manuscript(slug.upper(), 1))
    write_issue(project, "a, b, c")
    return project


def write_issue(project: Path, articles: str, more: str = "") -> None:
    folder = project / "manuscript/issues"
    folder.mkdir(exist_ok=True)
    (folder / "2026-1.yaml").write_text(
        f"volume: 3\nnumber: 1\nyear: 2026\n{more}sections:\n  - articles: [{articles}]\n"
    )


def bytes_below(folder: Path) -> Mapping[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_only_what_moved_is_set_again(journal: Path, tmp_path: Path) -> None:
    output, cache = tmp_path / "out", tmp_path / "cache"

    def made_now() -> list[str]:
        report = make(journal, output, "2026-1", cache=cache)
        assert report.folios, report.found
        assert verify(output, journal).is_sound
        return [one.slug for one in report.articles if not one.unchanged]

    assert made_now() == ["a", "b", "c"]
    assert made_now() == []
    assert make(journal, output, "2026-1", cache=cache).unchanged
    article = journal / "manuscript/b/article.md"
    article.write_text(manuscript("B, changed", 1))
    assert made_now() == ["b"]
    article.write_text(manuscript("B, longer", 12))
    assert made_now() == ["b", "c"]
    write_issue(journal, "a, b, c", "first-page: 11\n")
    assert made_now() == ["a", "b", "c"]


def test_an_article_with_errors_stops_the_issue_and_the_last_one_stays(
    journal: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    make(journal, output, "2026-1")
    before = bytes_below(output)
    (journal / "manuscript/b/article.md").write_text(manuscript("B", 1) + "\n[@nobody]\n")
    (journal / "manuscript/c/article.md").write_text(manuscript("C", 1) + "\n![x](no.png)\n")
    report = make(journal, output, "2026-1")
    assert {"citation-unknown-key", "image-missing"} <= {one.code for one in report.found}
    assert not report.products
    assert bytes_below(output) == before


@pytest.mark.skipif(not can_fork(), reason="this system cannot split processes")
def test_errors_of_the_last_pages_stop_what_is_begun_of_the_whole(
    journal: Path, tmp_path: Path
) -> None:
    """The products of the whole wait for a PDF then that does not come."""
    article = journal / "manuscript/c/article.md"
    article.write_text(manuscript("C", 1, "first-page: 3\nlast-page: 9\n"))
    report = make(journal, tmp_path / "out", "2026-1", jobs=2)
    errors = [one.code for one in report.found if one.severity is Severity.ERROR]
    assert errors == ["last-page-wrong"]
    assert not report.products


def lines_of(path: Path) -> list[str]:
    """The lines of the last page, their letters from left to right."""
    pdf = pypdfium2.PdfDocument(path)
    text = pdf[len(pdf) - 1].get_textpage()
    rows: dict[int, list[tuple[float, str]]] = {}
    for number in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(number, loose=True)
        row = rows.setdefault(round(bottom), [])
        row.append((left, text.get_text_range(number, 1)))
    pdf.close()
    return ["".join(char for _, char in sorted(row) if not char.isspace()) for row in rows.values()]


def test_an_issue_from_right_to_left(project: Path, tmp_path: Path) -> None:
    """What stands in another direction than the page is in its order, and the book opens there."""
    title = "مجلة المكتبات النموذجية"
    journal = project / "manuscript/journal.yaml"
    text = journal.read_text("utf-8").split("\n")
    kept = [line for line in text if not line.startswith(("title:", "language:"))]
    journal.write_text("\n".join([f"title: {title}", "language: ar", *kept]), "utf-8")
    article = "---\ntitle: مقال\nlang: ar\nauthors: [{given: أحمد, family: مثال}]\n---\n\nنص.\n"
    (project / "manuscript/a/article.md").write_text(article, "utf-8")
    more = "doi: 10.5555/sample.1\nisbn: 978-0-00-000000-2\nback: [authors, colophon]\n"
    write_issue(project, "a", more)
    output = tmp_path / "out"
    report = make(project, output, "2026-1")
    assert report.products, report.found
    with pikepdf.open(output / "2026-1/2026-1.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert b"<dc:identifier>https://doi.org/10.5555/sample.1<" in pdf.Root.Metadata.read_bytes()
    lines = lines_of(output / "2026-1/2026-1.pdf")
    assert "DOI10.5555/sample.1" in lines
    assert "ISBN978-0-00-000000-2" in lines
    with zipfile.ZipFile(output / "2026-1/2026-1.epub") as book:
        package = book.read("EPUB/package.opf").decode()
        index = book.read("EPUB/back-1.xhtml").decode()
    assert 'page-progression-direction="rtl"' in package
    assert ">urn:isbn:9780000000002<" in package
    assert "مثال، أحمد" in index
    page = (output / "2026-1/2026-1.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span class="id" dir="ltr">DOI <a href="https://doi.org/10.5555/sample.1">' in page
    assert '"propertyID":"ISBN","value":"978-0-00-000000-2"' in page


def test_an_article_that_moves_leaves_no_file_of_its_old_name(
    journal: Path, tmp_path: Path
) -> None:
    output, names = tmp_path / "out", 'file-names: "p{page}"\n'
    write_issue(journal, "a, b", names)
    make(journal, output, "2026-1")
    assert (output / "2026-1/b/p2.pdf").is_file()
    write_issue(journal, "b, a", names)
    make(journal, output, "2026-1")
    pdfs = {path.relative_to(output).as_posix() for path in output.rglob("p*.pdf")}
    assert pdfs == {"2026-1/b/p1.pdf", "2026-1/a/p2.pdf"}
    assert verify(output, journal).is_sound


def test_the_bytes_are_the_same_whatever_the_processes(journal: Path, tmp_path: Path) -> None:
    (journal / "manuscript/a/article.md").write_text(manuscript("A", 12))
    for jobs in (0, 1, 3):
        make(journal, tmp_path / str(jobs), "2026-1", jobs=jobs)
    one = bytes_below(tmp_path / "0")
    assert one == bytes_below(tmp_path / "1")
    assert one == bytes_below(tmp_path / "3")
    other = tmp_path / "elsewhere"
    shutil.copytree(journal, other)
    make(other, tmp_path / "4", "2026-1")
    assert one == bytes_below(tmp_path / "4")


def test_a_first_page_that_fits_is_no_conflict_and_another_one_is(
    journal: Path, tmp_path: Path
) -> None:
    article = journal / "manuscript/b/article.md"
    article.write_text(manuscript("B", 1, "first-page: 2\nlast-page: 2\n"))
    assert make(journal, tmp_path / "out", "2026-1").folios["b"] == (2, 2)
    article.write_text(manuscript("B", 1, "first-page: 20\n"))
    report = make(journal, tmp_path / "out", "2026-1")
    (found,) = (one for one in report.found if one.severity.value == "error")
    assert (found.code, found.span.line) == ("issue-place-conflict", 3)
