"""The account of words of an issue: what a product leaves out is told, at the line of the file."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from issue_kit import PROJECT, MadeIssue, made_issues

from nashr.diagnostics import Diagnostic
from nashr.issue.account import findings
from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issue.epub.account import book_findings
from nashr.issue.epub.articles import article_part, folder_of
from nashr.issue.epub.matter import MatterPage
from nashr.issue.load import load_issue
from nashr.issue.pdf import matter
from nashr.issue.pdf.join import Part, join, saved
from nashr.issue.pdf.joined import lost_pages, page_marks
from nashr.issue.wanted import IssueWords, WantedWords
from nashr.issues import MatterPart
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs.account.passages import key_of
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.placing import ContentsEntry
from nashr.pipeline.render import shipped_templates
from nashr.pipeline.themes import load_theme
from nashr.project.workspace import Workspace
from nashr.records import replace

NAME = "2026-2"
TITLES = {
    "ikinci-soz": "İkinci söz",
    "loan-times": "How long books are lent",
    "tarama": "Raflardaki kitapların taranması",
    "chitateli": "Читатели сельской библиотеки",
    "qisa-rey": "Qısa bir rəy",
}
PRODUCT = Message("the product")


@cache
def edition() -> IssueEdition:
    """The second sample issue, its articles with titles alone."""
    workspace = Workspace(PROJECT)
    journal, loaded = load_journal(workspace).value, load_issue(workspace, NAME).value
    assert journal is not None
    assert loaded is not None
    look = load_theme(workspace, journal)
    articles = []
    for page, (slug, title) in enumerate(TITLES.items(), 23):
        record: Any = SimpleNamespace(lang="az", title=title, contributors=())
        entry = ContentsEntry(record, {"az": title})
        articles.append(NumberedArticle(slug, page, page, entry))
    date: Any = None
    return IssueEdition(
        journal,
        loaded,
        tuple(articles),
        shipped_templates(),
        look.templates.assets,
        look.theme,
        None,
        date,
        journal_file=workspace.read_text("manuscript/journal.yaml").value,
    )


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.span.file.rpartition("/")[2], one.span.line) for one in found]


def line_of(written: str, file: str = "2026-2.yaml") -> int:
    """The line of a file of the sample that has these words first."""
    folder = PROJECT / "manuscript"
    path = folder / "issues" / file if file == "2026-2.yaml" else folder / file
    lines = path.read_text("utf-8").split("\n")
    return next((n for n, line in enumerate(lines, 1) if written in line), 0)


def of_html(parts: list[MatterPart], old: str = "", new: str = "") -> list[Any]:
    """What the account says of a part's HTML, made with a template that was changed."""
    name = "issue/parts.html.j2"
    text = edition().templates[name]
    assert old in text
    changed = {**edition().templates, name: text.replace(old, new)}
    one = replace(edition(), templates=changed)
    html = matter._html(one, tuple(parts), {}, None, (), is_front=True)
    return told(matter._account(one, tuple(parts), {}, html))


@pytest.mark.parametrize("kind", ["cover", "inner-cover", "contents", "authors", "colophon"])
def test_the_shipped_templates_show_all_words(kind: Any) -> None:
    assert of_html([MatterPart(kind)]) == []


@pytest.mark.parametrize(
    ("kind", "dropped", "written"),
    [
        ("inner-cover", "<p>{{ line }}</p>", "1 Sample Street"),
        ("inner-cover", '<p class="special">{{ issue.title }}</p>', "title: "),
        ("cover", '<p class="cover-journal">{{ journal.title }}</p>', "title: "),
        ("contents", "{{ row.titles[0].printed }}", "[ikinci-soz]"),
        ("contents", ">{{ words.in_digits(row.first_page | string) }}<", "[ikinci-soz]"),
        ("colophon", "{{ journal.url }}</a>", "url: "),
    ],
)
def test_what_a_template_leaves_out_is_told_at_its_line(
    kind: Any, dropped: str, written: str
) -> None:
    found = of_html([MatterPart(kind)], dropped)
    lost = {(file, line) for code, file, line in found if code == "text-lost"}
    assert lost & {(file, line_of(written, file)) for file in ("2026-2.yaml", "journal.yaml")}


def test_titles_in_another_order_are_told() -> None:
    words = IssueWords(edition()).contents("az")
    words = WantedWords(rows=words.rows)
    lines = [key_of(f"{title} {page}") for page, title in enumerate(TITLES.values(), 23)]
    assert not findings(PRODUCT, words, "".join(lines))
    (found,) = findings(PRODUCT, words, "".join([lines[1], lines[0], *lines[2:]]))
    assert (found.code, found.span.line) == ("text-disordered", line_of("loan-times"))
    (found,) = findings(PRODUCT, words, "".join(lines).replace("24", "42"))
    assert (found.code, found.span.line) == ("text-lost", line_of("loan-times"))
    assert "24" in str(found.message)


def test_a_title_that_stands_twice_is_told() -> None:
    words = IssueWords(edition()).contents("az")
    long = replace(words.words[0], text="Long " * 20, key="Long" * 20)
    wanted = WantedWords((long,))
    assert not findings(PRODUCT, wanted, long.key)
    (found,) = findings(PRODUCT, wanted, 2 * long.key)
    assert found.code == "text-doubled"


def test_words_that_no_part_is_made_of_are_told() -> None:
    words = IssueWords(edition())
    every = [MatterPart("inner-cover"), MatterPart("colophon")]
    assert words.unplaced(every) == []
    lines = {one.place.line for one in words.unplaced([MatterPart("contents")])}
    assert lines == {line_of("title: "), line_of("editors: "), line_of("az: [")}


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> MadeIssue:
    return next(one for one in made_issues(tmp_path_factory) if one.name == NAME)


def pdf_of(issue: MadeIssue, slug: str) -> bytes:
    return issue.product(slug, ".pdf").read_bytes()


def test_a_page_that_was_not_joined_is_told(issue: MadeIssue) -> None:
    slugs = ["loan-times", "tarama"]
    parts = [Part(slug, pdf_of(issue, slug), slug, 24) for slug in slugs]
    marked = [(part, page_marks(part.pdf)) for part in parts]
    with join(parts, parts[0].pdf, "az") as pdf:
        assert lost_pages(marked, saved(pdf)) == []
        del pdf.pages[1]
        lost = [(part.key, page) for part, page in lost_pages(marked, saved(pdf))]
        assert lost[0] == ("loan-times", 2)


def test_words_that_were_taken_from_a_joined_page_are_told(issue: MadeIssue) -> None:
    part = Part("tarama", pdf_of(issue, "tarama"), "Tarama", 26)
    with join([part], part.pdf, "az") as pdf:
        content = pdf.pages[1].Contents.read_bytes()
        pdf.pages[1].Contents = pikepdf.Stream(pdf, content[: len(content) // 2])
        assert [page for _, page in lost_pages([(part, page_marks(part.pdf))], saved(pdf))] == [2]


def without(book: Path, name: str, old: bytes = b"", new: bytes = b"") -> bytes:
    """A book in which a file was changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(written, "w") as target:
        for one in source.namelist():
            data = source.read(one)
            if one == f"EPUB/{name}":
                assert old in data
                data = data.replace(old, new, 1)
            target.writestr(one, data)
    return written.getvalue()


def test_what_a_book_leaves_out_is_told_at_the_line_of_the_article(issue: MadeIssue) -> None:
    book = issue.folder / f"{NAME}.epub"
    articles = []
    for one in edition().articles:
        data = issue.product(one.slug, ".epub").read_bytes()
        articles.append(replace(one, products={"epub": Artifact("a.epub", data, "")}))
    parts = [article_part(one, folder_of(at)) for at, one in enumerate(articles, 1)]
    of_contents = book_findings(edition(), (), (), book.read_bytes())

    def lost(data: bytes) -> list[Any]:
        found = book_findings(edition(), (), parts, data)
        return told(tuple(one for one in found if one not in of_contents))

    assert lost(book.read_bytes()) == []
    (name,) = [name for name in parts[1].texts if name.endswith("/text.xhtml")]
    section = lost(without(book, name, b"<p>", b"<p>X"))
    assert section == [("text-lost", "2026-2.yaml", line_of("loan-times"))]
    page = lost(without(book, "package.opf", b'<itemref idref="file-article-03-text-xhtml"/>'))
    assert page[0] == ("text-lost", "2026-2.yaml", line_of("loan-times"))


def test_a_page_of_the_book_shows_the_words_of_its_part(issue: MadeIssue) -> None:
    book = issue.folder / f"{NAME}.epub"
    page: Any = SimpleNamespace(name="title.xhtml")
    wanted = IssueWords(edition()).title_page()
    one = MatterPage(page, (), wanted)
    data = without(book, "title.xhtml", b"1 Sample Street, AZ1000 Baku", b"")
    found = told(book_findings(edition(), (one,), (), data))
    assert ("text-lost", "2026-2.yaml", line_of("1 Sample Street")) in found
    whole = told(book_findings(edition(), (one,), (), book.read_bytes()))
    assert ("text-lost", "2026-2.yaml", line_of("1 Sample Street")) not in whole
