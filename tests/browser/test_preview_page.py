"""The preview as an editor sees it: the page follows the text, and the reader keeps the place."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser_kit import PATIENCE
from playwright.sync_api import Browser, FrameLocator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
#: Milliseconds until a build must have come, on a machine that does much else.
BUILD_TIMEOUT = 60_000
SECTIONS = 30
#: They share a preview.
pytestmark = pytest.mark.xdist_group("preview")


def body(note: str = "") -> str:
    """A text of many screens. ``note`` comes at its beginning, so that all else moves down."""
    begin = "\n\n".join(f"{note} {number}." for number in range(8)) if note else ""
    parts = [
        f"# Section {number}\n\nParagraph {number}. {'Words upon words. ' * 20}"
        for number in range(SECTIONS)
    ]
    return f"\n{begin}\n\n" + "\n\n".join(parts) + "\n\nA work [@cornell2001].\n"


@dataclass
class PreviewPage:
    """A preview: the manuscript that is edited, and the browser that shows it."""

    article: Path
    front: str
    address: str
    page: Page

    def saves(self, text: str) -> None:
        """As most editors do: a new file in the place of the old one."""
        new = self.article.with_name(".article.md.swp")
        new.write_text(self.front + text, "utf-8")
        new.replace(self.article)

    @property
    def shown(self) -> FrameLocator:
        return self.page.frame_locator("iframe.shown")

    def stands_at(self, text: str) -> float:
        """How far from the top of the window the paragraph is."""
        place = self.shown.locator("p", has_text=text).first
        return float(place.evaluate("element => element.getBoundingClientRect().top"))

    def goes_to(self, text: str) -> None:
        place = self.shown.locator("p", has_text=text).first
        place.evaluate("element => { element.scrollIntoView({behavior: 'instant'}); }")


@contextlib.contextmanager
def running_preview(project: Path, *arguments: str) -> Iterator[str]:
    """``build.py preview`` at a port of its choice; gives its address."""
    command = [sys.executable, str(ROOT / "build.py"), "preview", "--port", "0"]
    running = subprocess.Popen(
        [*command, "--project", str(project), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert running.stdout is not None
        first = running.stdout.readline()
        assert "http://" in first, first
        yield next(word for word in first.split() if word.startswith("http://"))
    finally:
        running.terminate()
        out, _ = running.communicate(timeout=60)
        assert "Traceback" not in out, out


@dataclass(frozen=True)
class RunningPreview:
    """The journal that is shown, with one article ``a``, and the address."""

    project: Path
    address: str


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPreview]:
    """A preview for all tests that show articles of their own in it."""
    project = tmp_path_factory.mktemp("preview") / "project"
    shutil.copytree(ROOT / "tests" / "projects" / "small", project)
    with running_preview(project) as address:
        yield RunningPreview(project, address)


@pytest.fixture
def preview(running: RunningPreview, browser: Browser) -> Iterator[PreviewPage]:
    """An article of the test's own, ``m``, as long as the test lasts."""
    with _preview_in(browser, running) as shown:
        yield shown


@contextlib.contextmanager
def _preview_in(browser: Browser, running: RunningPreview) -> Iterator[PreviewPage]:
    manuscript = running.project / "manuscript"
    text = (manuscript / "a" / "article.md").read_text("utf-8")
    front = "---" + text.split("---")[1] + "---\n"
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    try:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(f"{m.location['url']}: {m.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(running.address)
        expect(page.locator("main article")).to_have_count(1, timeout=BUILD_TIMEOUT)
        article = manuscript / "m" / "article.md"
        article.parent.mkdir()
        article.write_text(front + body(), "utf-8")
        expect(page.locator("main article")).to_have_count(2, timeout=BUILD_TIMEOUT)
        page.goto(f"{running.address}article/m/")
        expect(page.locator("iframe.shown")).to_have_count(1, timeout=BUILD_TIMEOUT)
        expect(page.get_by_role("status")).to_have_text("Up to date.", timeout=BUILD_TIMEOUT)
        expect(page.frame_locator("iframe.shown").get_by_text("Paragraph 17.")).to_have_count(1)
        yield PreviewPage(article, front, running.address, page)
        # The browser's own viewer of PDFs has files of its own.
        assert [line for line in said if not line.startswith("chrome")] == []
    finally:
        context.close()
        shutil.rmtree(manuscript / "m", ignore_errors=True)
        shutil.rmtree(running.project / "output" / "m", ignore_errors=True)


def test_a_saved_change_comes_to_the_page_and_the_reader_keeps_the_place(
    preview: PreviewPage,
) -> None:
    preview.goes_to("Paragraph 17.")
    before = preview.stands_at("Paragraph 17.")
    far = preview.shown.locator("html").evaluate("() => scrollY")
    preview.saves(body("A new beginning"))
    expect(preview.shown.get_by_text("A new beginning 7.")).to_have_count(1, timeout=BUILD_TIMEOUT)
    assert abs(preview.stands_at("Paragraph 17.") - before) < 2
    assert preview.shown.locator("html").evaluate("() => scrollY") > far + 100
    assert preview.page.locator("iframe.shown").count() == 1


def test_the_place_is_kept_where_the_very_paragraph_is_changed(preview: PreviewPage) -> None:
    preview.goes_to("Paragraph 17.")
    before = preview.stands_at("Paragraph 17.")
    preview.saves(body("A new beginning").replace("Paragraph 17.", "Paragraph 17, mended."))
    expect(preview.shown.get_by_text("Paragraph 17, mended.")).to_have_count(
        1, timeout=BUILD_TIMEOUT
    )
    assert abs(preview.stands_at("Paragraph 17, mended.") - before) < 60


def test_an_error_stands_above_the_last_good_page_until_it_is_mended(
    preview: PreviewPage,
) -> None:
    preview.goes_to("Paragraph 17.")
    before = preview.stands_at("Paragraph 17.")
    wrong = body() + "\nSee [@nobody].\n"
    line = (preview.front + wrong).split("See [@nobody]")[0].count("\n") + 1
    preview.saves(wrong)
    errors = preview.page.locator("#errors")
    expect(errors).to_contain_text(f"manuscript/m/article.md:{line}:", timeout=BUILD_TIMEOUT)
    expect(errors).to_contain_text("nobody")
    expect(errors).to_contain_text("the last good page")
    assert errors.bounding_box()["y"] < preview.page.locator("main").bounding_box()["y"]  # type: ignore[index]
    expect(preview.shown.get_by_text("Paragraph 17.")).to_have_count(1)
    assert abs(preview.stands_at("Paragraph 17.") - before) < 2
    preview.saves(body("Mended"))
    expect(errors).to_be_hidden(timeout=BUILD_TIMEOUT)
    expect(preview.shown.get_by_text("Mended 7.")).to_have_count(1, timeout=BUILD_TIMEOUT)
    assert abs(preview.stands_at("Paragraph 17.") - before) < 2


def test_what_a_manuscript_says_is_text_on_the_page(preview: PreviewPage) -> None:
    script = "<img src=x onerror=alert(1)>"
    preview.front = preview.front.replace("---\n", f'---\n"{script}": 1\n', 1)
    preview.saves(body())
    errors = preview.page.locator("#errors")
    expect(errors).to_contain_text("manuscript/m/article.md:2:1", timeout=BUILD_TIMEOUT)
    expect(errors).to_contain_text(script)
    assert errors.locator("img").count() == 0


def test_only_new_errors_are_announced_and_the_tab_counts_them(preview: PreviewPage) -> None:
    news = preview.page.get_by_role("alert")
    expect(news).to_have_text("")
    preview.saves(body() + "\nSee [@nobody].\n")
    expect(news).to_contain_text("nobody", timeout=BUILD_TIMEOUT)
    expect(preview.page).to_have_title("(1) m · preview")
    preview.saves(body() + "\nSee [@nobody].\n\nSee [@noone].\n")
    expect(news).to_contain_text("noone", timeout=BUILD_TIMEOUT)
    expect(news).not_to_contain_text("nobody")
    expect(preview.page).to_have_title("(2) m · preview")
    preview.saves(body())
    expect(news).to_have_text("No errors any more.", timeout=BUILD_TIMEOUT)
    expect(preview.page).to_have_title("m · preview")


def test_the_focus_stays_where_it_was_at_a_save(preview: PreviewPage) -> None:
    link = preview.page.get_by_role("link", name="Web page")
    link.focus()
    preview.saves(body("A new beginning"))
    expect(preview.shown.get_by_text("A new beginning 7.")).to_have_count(1, timeout=BUILD_TIMEOUT)
    expect(link).to_be_focused()
    cited = preview.shown.locator("a.citation-link")
    cited.focus()
    preview.saves(body("Another beginning"))
    expect(preview.shown.get_by_text("Another beginning 7.")).to_have_count(
        1, timeout=BUILD_TIMEOUT
    )
    expect(cited).to_be_focused()
    assert preview.page.evaluate("document.activeElement.className") == "shown"


def test_a_new_pdf_opens_at_the_page_that_was_open(
    running: RunningPreview, browser_with_viewer: Browser
) -> None:
    with _preview_in(browser_with_viewer, running) as preview:
        _check_that_a_new_pdf_opens_at_its_page(preview)


def _check_that_a_new_pdf_opens_at_its_page(preview: PreviewPage) -> None:
    preview.page.get_by_role("link", name="PDF").click()
    frame = preview.page.locator("iframe.shown[title=PDF]")
    expect(frame).to_have_count(1)
    folio = preview.page.get_by_label("Page")
    folio.fill("3")
    folio.press("Enter")
    folio.blur()
    expect(frame).to_have_attribute("src", _ends_with("#page=3"))
    version = frame.get_attribute("data-version")
    preview.saves(body("A new beginning"))
    expect(frame).not_to_have_attribute("data-version", str(version), timeout=BUILD_TIMEOUT)
    expect(frame).to_have_attribute("src", _ends_with("#page=3"))
    preview.page.get_by_role("link", name="Web page").click()
    expect(preview.shown.get_by_text("A new beginning 7.")).to_have_count(1)


def test_all_articles_stand_on_the_first_page(preview: PreviewPage) -> None:
    preview.page.goto(preview.address)
    row = preview.page.locator("main article")
    expect(row).to_have_count(2)
    expect(row.get_by_role("link", name="Web page")).to_have_count(2)
    expect(row.get_by_role("link", name="PDF (")).to_have_count(2)
    new = preview.article.parent.with_name("n")
    new.mkdir()
    (new / "article.md").write_text(preview.front + "\nSee [@nobody].\n", "utf-8")
    expect(row).to_have_count(3, timeout=BUILD_TIMEOUT)
    expect(row.nth(2)).to_contain_text("manuscript/n/article.md:", timeout=BUILD_TIMEOUT)
    expect(row.nth(2)).to_contain_text("It has errors.")
    expect(row.nth(2)).to_contain_text("Nothing is built yet.")
    shutil.rmtree(new)
    expect(row).to_have_count(2, timeout=BUILD_TIMEOUT)


def _ends_with(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text) + "$")


#: Put into the web page by a project's own template and script.
_HOSTILE = """
document.title = "ran";
for (const place of ["/events", "/output/b/b.html", "https://example.org/"]) {
  fetch(place).then(found => found.text()).then(text => { parent.document.title = text; });
}
parent.document.title = "ran";
"""


def test_a_script_of_the_project_does_not_run_in_the_preview(
    project: Path, browser: Browser
) -> None:
    own = project / "templates" / "html"
    shutil.copytree(ROOT / "templates" / "html", own)
    (own / "article.js").write_text(_HOSTILE)
    shell = (own / "article.html.j2").read_text("utf-8")
    frame = '<iframe src="/output/b/b.html"></iframe><img src="x" onerror="document.title=1">'
    (own / "article.html.j2").write_text(shell.replace("</body>", f"{frame}</body>"), "utf-8")
    shutil.copytree(project / "manuscript" / "a", project / "manuscript" / "b")
    with running_preview(project) as address:
        context = browser.new_context()
        try:
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{address}article/a/#html")
            expect(page.locator("iframe.shown")).to_have_count(1, timeout=BUILD_TIMEOUT)
            expect(page.get_by_role("status")).to_have_text("Up to date.", timeout=BUILD_TIMEOUT)
            inside = page.frame_locator("iframe.shown")
            expect(inside.locator("p").first).to_be_attached(timeout=BUILD_TIMEOUT)
            assert page.title() == "a · preview"
            assert inside.locator("html").evaluate("() => document.title") != "ran"
            assert not [url for url in asked if "/b/b.html" in url or "example.org" in url]
        finally:
            context.close()
