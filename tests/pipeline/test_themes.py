"""The journal's theme: found, laid over its base, and shown by the products."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
import yaml
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from shared_kit import for_long

from nashr.diagnostics import Diagnostic
from nashr.engines.fonts import shop
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.themes import USUAL_INK, load_theme
from nashr.ports import Face
from nashr.processes.pool import InProcessPool
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import Workspace

JOURNAL = "manuscript/journal.yaml"
KITCHEN_SINK = Path(__file__).parents[1] / "projects" / "kitchen-sink"


def set_theme(project: Path, theme: object) -> None:
    path = project / JOURNAL
    journal = yaml.safe_load(path.read_text("utf-8"))
    journal["theme"] = theme
    path.write_text(yaml.safe_dump(journal, allow_unicode=True), "utf-8")


def own_theme(project: Path, name: str, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        target = project / "templates" / "themes" / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


def made(project: Path, *formats: str) -> tuple[Path, tuple[Diagnostic, ...]]:
    request = Request(formats=formats, environment={"SOURCE_DATE_EPOCH": "1774958400"})
    (report,) = build(Workspace(project, project / "output"), request, InProcessPool())
    return project / "output" / "a", report.diagnostics


def errors(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.span} {d.code} {d.message}" for d in found if d.severity.value == "error"]


def found(project: Path) -> tuple[Diagnostic, ...]:
    workspace = Workspace(project, project / "output")
    journal = load_journal(workspace).value
    assert journal is not None
    return load_theme(workspace, journal).diagnostics


def size(folder: Path) -> tuple[int, int]:
    """Width and height of the first page in points."""
    with pikepdf.open(folder / "a.pdf") as pdf:
        left, top, right, bottom = (float(side) for side in pdf.pages[0].mediabox)
    return round(right - left), round(bottom - top)


def font_names(folder: Path) -> set[str]:
    """The fonts of the pages, without the tag of the subset."""
    with pikepdf.open(folder / "a.pdf") as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


@pytest.fixture(scope="module")
def font() -> bytes:
    letters = frozenset(map(chr, range(32, 0x17F)))
    return shop().subset(Face("sans"), letters, "ttf")


def test_a_journal_without_a_theme_looks_as_one_that_names_the_base(project: Path) -> None:
    before = (made(project, "pdf")[0] / "a.pdf").read_bytes()
    set_theme(project, "classic")
    assert (made(project, "pdf")[0] / "a.pdf").read_bytes() == before


def test_the_plain_theme_is_large_and_on_a4(project: Path) -> None:
    set_theme(project, "plain")
    folder, diagnostics = made(project, "pdf", "html", "epub")
    assert errors(diagnostics) == []
    assert size(folder) == (595, 842)
    assert "font-size: 1.3125rem" in (folder / "a.html").read_text("utf-8")
    with zipfile.ZipFile(folder / "a.epub") as book:
        assert "line-height: 1.65" in book.read("EPUB/styles/article.css").decode()


def test_the_journals_own_page_comes_before_the_themes(project: Path) -> None:
    path = project / JOURNAL
    path.write_text(path.read_text("utf-8") + "page: 170x240\n", "utf-8")
    set_theme(project, "plain")
    assert size(made(project, "pdf")[0]) == (482, 680)


def test_a_theme_of_the_project_changes_its_base_by_a_few_rules(project: Path, font: bytes) -> None:
    own_theme(
        project,
        "house",
        {
            "theme.yaml": "base: plain\ncolours: {accent: '#7a1a2b'}\nsize: 12pt\n"
            "typefaces: {headings: {regular: fonts/house.ttf}}\n",
            "pdf.css": ".title { font-size: 30pt }",
            "html.css": ".house-rule { color: inherit }",
            "fonts/house.ttf": font,
        },
    )
    set_theme(project, "house")
    folder, diagnostics = made(project, "pdf", "html")
    assert errors(diagnostics) == []
    page = (folder / "a.html").read_text("utf-8")
    assert page.index("1.3125rem") < page.index(".house-rule")  # the base's rules, then its own
    assert "light-dark(#7a1a2b," in page
    assert '@font-face{font-family:"Nashr Headings"' in page
    assert any("Headings" in name for name in font_names(folder)), font_names(folder)


def test_a_template_of_a_theme_takes_the_place_of_the_bases(project: Path) -> None:
    own_theme(project, "house", {"epub/article.css": "p { margin: 7em }"})
    set_theme(project, "house")
    folder, _ = made(project, "epub")
    with zipfile.ZipFile(folder / "a.epub") as book:
        assert "margin: 7em" in book.read("EPUB/styles/article.css").decode()


def test_a_theme_that_is_not_there_is_named_with_one_that_is(project: Path) -> None:
    set_theme(project, "plan")
    (one,) = found(project)
    assert (one.code, one.hint) == ("theme-unknown", "Did you mean “plain”?")


def test_a_theme_is_not_offered_itself_as_its_base(project: Path) -> None:
    own_theme(project, "house", {"theme.yaml": "base: hause"})
    set_theme(project, "house")
    (one,) = found(project)
    assert (one.code, one.hint) == ("theme-unknown", "The themes are classic, plain, science.")


def test_themes_that_are_based_on_each_other_are_refused(project: Path) -> None:
    own_theme(project, "one", {"theme.yaml": "base: two"})
    own_theme(project, "two", {"theme.yaml": "base: one"})
    set_theme(project, "one")
    (one,) = found(project)
    assert "is based on itself" in one.message


def test_a_fault_in_a_themes_settings_is_told_of_in_its_file(project: Path) -> None:
    own_theme(project, "house", {"theme.yaml": "size: 10pt\ncolumn: 2\n"})
    set_theme(project, "house")
    (one,) = found(project)
    assert str(one.span) == "templates/themes/house/theme.yaml:2:1"
    assert one.hint == "Did you mean “columns”?"


SIGN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'


def test_the_logo_of_a_theme_is_that_of_its_folder(project: Path) -> None:
    own_theme(project, "base", {"theme.yaml": "logo: b.svg", "b.svg": SIGN.replace("9", "8")})
    own_theme(project, "house", {"theme.yaml": "base: base\nlogo: a.svg\n", "a.svg": SIGN})
    set_theme(project, "house")
    folder, diagnostics = made(project, "html")
    assert errors(diagnostics) == []
    page = (folder / "a.html").read_text("utf-8")
    encoded = re.search(r'class="logo drawing"[^>]*src="data:image/svg\+xml;base64,([^"]+)', page)
    assert encoded and b'width="9"' in base64.b64decode(encoded[1])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("size: 10pt\nlogo: sing.svg\n", 2, "The theme's folder has no file sing.svg."),
        ("logo: note.png\n", 1, "“note.png” is not an image, or a damaged one."),
        (
            "typefaces:\n  code:\n    regular: fonts/none.ttf\n",
            3,
            "The theme's folder has no file fonts/none.ttf.",
        ),
        (
            "colours:\n  text: '#dddddd'\n",
            2,
            "The colour #dddddd has a contrast of 1.4 : 1 with white.",
        ),
        ("description: Ours.\nbase: scince\n", 2, "There is no theme “scince”."),
    ],
)
def test_what_a_theme_names_wrongly_is_told_of_at_its_line(
    text: str, line: int, message: str, project: Path
) -> None:
    own_theme(project, "house", {"theme.yaml": text, "sign.svg": SIGN, "note.png": "none"})
    set_theme(project, "house")
    _, diagnostics = made(project, "html")
    (one,) = (one for one in diagnostics if one.severity.value == "error")
    assert (one.span.file, one.span.line) == ("templates/themes/house/theme.yaml", line)
    assert one.message == message
    assert one.hint


def test_a_file_of_the_project_is_a_typeface(project: Path, font: bytes) -> None:
    (project / "fonts").mkdir()
    for name in ("a", "b", "c"):
        (project / "fonts" / f"{name}.ttf").write_bytes(font)
    files = {"regular": "fonts/a.ttf", "italic": "fonts/b.ttf", "bold": "fonts/c.ttf"}
    set_theme(project, {"typefaces": {"text": files}})
    _, diagnostics = made(project, "pdf")
    assert errors(diagnostics) == []


def test_letters_that_no_font_has_are_set_in_those_of_the_theme(project: Path) -> None:
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(article.read_text("utf-8") + "\n\nTwo letters: 𐰀𐎠.\n", "utf-8")
    (told,) = errors(made(project, "pdf")[1])
    assert "No font has these characters: 𐰀 (U+10C00), 𐎠 (U+103A0)." in told
    (project / "fonts").mkdir()
    for name, letter in (("old-turkic", "𐰀"), ("old-persian", "𐎠")):
        made_up = TTFont(io.BytesIO(shop().subset(Face("sans"), frozenset("x"), "ttf")))
        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = {ord(letter): made_up.getBestCmap()[ord("x")]}
        made_up["cmap"].tables = [table]
        made_up.save(project / "fonts" / f"{name}.ttf")
    files = [f"fonts/{name}.ttf" for name in ("old-turkic", "old-persian")]
    set_theme(project, {"typefaces": {"others": files}})
    folder, diagnostics = made(project, "pdf", "html", "epub")
    assert errors(diagnostics) == []
    listed = subprocess.run(["pdffonts", folder / "a.pdf"], capture_output=True, check=True)
    assert b"Nashr-Further-Own-Oldturkic" in listed.stdout
    assert b"Nashr-Further-Own-Oldpersian" in listed.stdout


def test_the_text_needs_an_italic_and_a_bold(project: Path, font: bytes) -> None:
    (project / "a.ttf").write_bytes(font)
    set_theme(project, {"typefaces": {"text": {"regular": "a.ttf"}}})
    (one,) = found(project)
    assert one.message == "The typeface of the text has no italic or bold."


def test_a_file_that_is_no_font_is_refused(project: Path) -> None:
    set_theme(project, {"typefaces": {"code": {"regular": JOURNAL}}})
    (one,) = found(project)
    assert (one.code, one.span.file) == ("font-unusable", JOURNAL)
    assert "is not a TrueType or OpenType font" in one.message


def test_a_family_that_is_not_installed_names_no_package_that_may_not_be_there(
    project: Path,
) -> None:
    set_theme(project, {"typefaces": {"text": "No Such Serif"}})
    (one,) = found(project)
    assert one.hint == (
        "Name its files in the project, as text: {regular: fonts/Own.ttf}, or a family of fontpkg"
        " that is installed (docs/themes.md, Typefaces)."
    )


def test_a_colour_that_cannot_be_read_is_an_error_with_one_that_can(project: Path) -> None:
    set_theme(project, {"colours": {"accent": "#f5c400"}})
    (one,) = found(project)
    assert one.code == "colour-contrast"
    assert "1.6 : 1 with white" in one.message


def test_a_pale_background_counts_too(project: Path) -> None:
    set_theme(project, {"colours": {"text": "#767676", "background": "#f0f0f0"}})
    (one,) = found(project)
    assert "the background #f0f0f0" in one.message


@pytest.mark.parametrize("background", ["#333333", "#7a1a2b", "#777777"])
def test_a_dark_background_is_an_error_with_a_lighter_one(project: Path, background: str) -> None:
    """The hint works as it stands, and is the colour of the background, not of the text."""
    set_theme(project, {"colours": {"background": background}})
    (one,) = found(project)
    assert one.code == "colour-contrast"
    line = (project / JOURNAL).read_text("utf-8").splitlines()[one.span.line - 1]
    assert "background" in line
    better = re.search(r'"(#[0-9a-f]{6})"', str(one.hint))
    assert better
    set_theme(project, {"colours": {"background": better[1]}})
    assert found(project) == ()


def test_the_usual_ink_is_that_of_the_web_page() -> None:
    sheet = (Path(shipped_folder()) / "templates" / "html" / "colours.css").read_text("utf-8")
    assert f"--ink: light-dark({USUAL_INK}," in sheet


def test_logo_and_page_may_stand_below_theme(project: Path) -> None:
    (project / "sign.svg").write_text(SIGN, "utf-8")
    set_theme(project, {"name": "plain", "logo": "sign.svg", "page": "A5"})
    folder, diagnostics = made(project, "pdf", "html")
    assert errors(diagnostics) == []
    assert size(folder) == (420, 595)
    assert 'class="logo drawing"' in (folder / "a.html").read_text("utf-8")


def test_a_logo_below_theme_that_is_not_there_is_told_of_at_its_line(project: Path) -> None:
    set_theme(project, {"name": "plain", "logo": "sign.svg"})
    _, diagnostics = made(project, "html")
    (one,) = (one for one in diagnostics if one.code == "file-missing")
    assert (
        "logo: sign.svg" in (project / JOURNAL).read_text("utf-8").splitlines()[one.span.line - 1]
    )


# --- articles that are hard to set, in each theme --------------------------------------------

SENTENCE = (
    "The reader looks at the lines of a page before a word of it is read, and they look back. "
)
ARABIC = "قياس النهر في مصر القديمة وما حولها من البلاد التي يجري فيها الماء. "
LONG_TITLE = ("Words of a title that goes on and on " * 9)[:300].strip()


def _text(sentence: str) -> str:
    sections = (
        f"# Section {n}\n\n{sentence * 6}^[A note. {sentence}]\n\n{sentence * 9}\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2.5 |\n\n: A table\n"
        for n in range(5)
    )
    return "\n\n".join(sections)


def _hard_articles() -> dict[str, str]:
    authors = "".join(
        f"  - {{given: Sample{n}, family: Author{n}, affiliations: [u{n % 9}]}}\n"
        for n in range(60)
    )
    places = "".join(f"  - {{id: u{n}, name: University of Samples {n}}}\n" for n in range(9))
    many = f"title: {LONG_TITLE}\nsubtitle: {LONG_TITLE}\nlang: en\nauthors:\n{authors}"
    many += f"affiliations:\n{places}abstract: |\n  {SENTENCE * 8}\nshort-title: Short\n"
    arabic = f"title: قياس النهر\nlang: ar\nabstract: |\n  {ARABIC * 4}\n"
    return {
        "many": f"---\n{many}---\n\n{_text(SENTENCE)}",
        "arabic": f"---\n{arabic}---\n\n{_text(ARABIC)}",
    }


@pytest.mark.parametrize("theme", ["science", *for_long(["classic", "plain"])])
def test_hard_articles_are_whole_in_every_product(theme: str, project: Path) -> None:
    """The account of words balances, and nothing is to be said of the pages."""
    set_theme(project, theme)
    for slug, text in _hard_articles().items():
        path = project / "manuscript" / slug / "article.md"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    request = Request(environment={"SOURCE_DATE_EPOCH": "1774958400"})
    reports = tuple(build(Workspace(project, project / "output"), request, InProcessPool()))
    found = [d for report in reports for d in report.diagnostics if d.severity.value != "notice"]
    assert [f"{d.span} {d.code} {d.message}" for d in found] == []
    assert {report.slug for report in reports} == {"a", "many", "arabic"}


@pytest.mark.long
@pytest.mark.parametrize("theme", ["classic", "plain", "science"])
def test_the_article_that_uses_everything_is_whole(theme: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(KITCHEN_SINK, project, ignore=shutil.ignore_patterns("output"))
    set_theme(project, theme)
    request = Request(environment={"SOURCE_DATE_EPOCH": "1774958400"})
    reports = build(Workspace(project, project / "output"), request, InProcessPool())
    assert errors([one for report in reports for one in report.diagnostics]) == []
