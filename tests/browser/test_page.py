"""The web page in Chromium, as readers meet it: on a phone, a tablet, a desk and on paper.

Every check that judges a page has a control beside it, a page that it must refuse.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from browser_kit import (
    ADDRESS,
    SCHEMES,
    WIDTHS,
    axe,
    foreign_fonts,
    formula_fonts,
    gaps,
    goes_sideways,
    luminance,
    miscased,
    opened,
    wrong_way,
)
from edition_kit import ENGINES, edition
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Locator, Page, expect

from nashr.engines.fonts import shop
from nashr.outputs.html.render import render

pytestmark = [pytest.mark.timeout(120), pytest.mark.xdist_group("browser")]

CITATION = ".body .citation-link"
NOTE = ".footnote-ref"
POP = "#nashr-pop"


@pytest.fixture(params=["specimen", pytest.param("article", marks=pytest.mark.long)])
def html(request: pytest.FixtureRequest) -> str:
    """The page of the article that uses everything; in the long tests the project's own too."""
    return str(request.getfixturevalue(f"{request.param}_page"))


@pytest.fixture(params=["article", "specimen"])
def either(request: pytest.FixtureRequest) -> str:
    """Both pages, which are in different languages."""
    return str(request.getfixturevalue(f"{request.param}_page"))


def with_part(html: str, part: str) -> str:
    """The page with something put before its end."""
    assert html.count("</main>") == 1
    return html.replace("</main>", f"{part}</main>")


#: A style sheet, a page and a script that do not belong to the article.
_NOISE = (
    "<link rel='stylesheet' href='https://elsewhere.test/x.css'>"
    "<iframe src='https://elsewhere.test/x.html'></iframe><script>console.log('ay')</script>"
)


def words(text: str | None) -> str:
    return " ".join((text or "").split())


def target_of(link: Locator) -> str:
    """The selector of what the link leads to."""
    return f'[id="{(link.get_attribute("href") or "").removeprefix("#")}"]'


# --- at every width, light and dark, with and without a script -----------------------------


@pytest.mark.parametrize(
    ("width", "script"),
    [
        *((width, True) for width in WIDTHS),
        (WIDTHS[0], False),
        *(pytest.param(width, False, marks=pytest.mark.long) for width in WIDTHS[1:]),
    ],
)
def test_the_page_stands_everywhere(browser: Browser, html: str, width: int, script: bool) -> None:
    """Quiet, alone, no wider than the window, without holes, in the colours of its scheme."""
    with opened(browser, html, width=width, java_script_enabled=script) as seen:
        page = seen.page
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert not goes_sideways(page)
            assert gaps(page, 300) == []
            darkest, middle, lightest = shades(page)
            assert middle < 50 if scheme == "dark" else middle > 225
            assert lightest - darkest > 150, "nothing to read"
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".theme")).to_be_visible(visible=script)
        assert seen.messages == []
        assert seen.requests == []


def shades(page: Page) -> tuple[int, int, int]:
    """The darkest, the middle and the lightest grey of the window, from 0 to 255."""
    picture = ImageStat.Stat(Image.open(BytesIO(page.screenshot())).convert("L"))
    darkest, lightest = picture.extrema[0]
    return darkest, picture.median[0], lightest


def test_a_wide_thing_is_noticed(browser: Browser, article_page: str) -> None:
    with opened(browser, with_part(article_page, "<p>" + "ə" * 20 + "</p>")) as seen:
        assert not goes_sideways(seen.page)
    wide = with_part(article_page, "<pre style='width: 2000px; overflow: visible'>ə</pre>")
    with opened(browser, wide, width=360, bypass_csp=True) as seen:
        assert goes_sideways(seen.page)


def test_a_hole_is_noticed(browser: Browser, article_page: str) -> None:
    hole = with_part(article_page, "<p style='margin-top: 500px'>Son</p>")
    with opened(browser, hole, bypass_csp=True) as seen:
        assert len(gaps(seen.page, 300)) == 1


def test_a_request_and_a_message_are_noticed(browser: Browser, article_page: str) -> None:
    with opened(browser, with_part(article_page, _NOISE), bypass_csp=True) as seen:
        assert seen.requests == ["https://elsewhere.test/x.css", "https://elsewhere.test/x.html"]
        assert "ay" in seen.messages


def test_the_policy_stops_what_does_not_belong(browser: Browser, article_page: str) -> None:
    """The same page, obeying its own policy, fetches nothing and runs nothing.

    The policy of a page with pictures, as with the journal's logo, says nothing of pictures.
    """
    with opened(browser, with_part(article_page, _NOISE)) as seen:
        assert seen.requests == []
        assert "ay" not in seen.messages
        assert any("Content Security Policy" in message for message in seen.messages)


def test_it_opens_from_a_disk(browser: Browser, article) -> None:  # type: ignore[no-untyped-def]
    """As a file that somebody was sent."""
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(article.path("html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".theme")).to_be_visible()
    assert messages == []
    page.close()


@pytest.mark.parametrize("width", [640, 1400])
def test_large_text_fits(browser: Browser, html: str, width: int) -> None:
    """Text at twice its size (WCAG 1.4.4), without scrolling to the side."""
    with opened(browser, html, width=width) as seen:
        seen.page.evaluate(
            """() => { const root = document.documentElement;
            root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"; }"""
        )
        assert not goes_sideways(seen.page)


def test_large_text_fits_on_a_phone(browser: Browser, article_page: str) -> None:
    with opened(browser, article_page, width=360) as seen:
        seen.page.evaluate("document.documentElement.style.fontSize = '36px'")
        assert not goes_sideways(seen.page)


# --- everybody can read it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "width"),
    # The judge axe-core of tests/conformance sees the article at other widths too.
    [
        ("article", WIDTHS[0]),
        ("specimen", WIDTHS[0]),
        ("specimen", WIDTHS[2]),
        pytest.param("specimen", WIDTHS[1], marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, name: str, width: int, request: pytest.FixtureRequest
) -> None:
    html = request.getfixturevalue(f"{name}_page")
    with opened(browser, html, width=width, bypass_csp=True) as seen:
        seen.page.keyboard.press("Tab")
        seen.page.locator(CITATION).first.focus()
        expect(seen.page.locator(POP)).to_be_visible()
        assert axe(seen.page) == []
        seen.page.emulate_media(color_scheme="dark")
        assert axe(seen.page, ("color-contrast", "link-in-text-block")) == []
        expect(seen.page.locator(POP)).to_be_visible()


def test_axe_refuses_what_cannot_be_read(browser: Browser, article_page: str) -> None:
    faults = with_part(
        article_page,
        "<p style='color: #999; background: #fff'>Solğun yazı</p>"
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>"
        "<p lang='azərbaycanca'>Dil</p>"
        "<button type='button'></button>",
    )
    with opened(browser, faults, bypass_csp=True) as seen:
        found = sorted(fault.partition(":")[0] for fault in axe(seen.page))
        assert found == ["button-name", "color-contrast", "image-alt", "valid-lang"]


def test_axe_refuses_pale_text_in_the_dark(browser: Browser, article_page: str) -> None:
    pale = with_part(article_page, "<p style='color: #444'>Solğun yazı</p>")
    with opened(browser, pale, color_scheme="dark", bypass_csp=True) as seen:
        assert len(axe(seen.page, ("color-contrast",))) == 1


def test_what_has_no_caption_is_named_to_a_screen_reader(
    browser: Browser, specimen_page: str
) -> None:
    with opened(browser, specimen_page) as seen:
        assert seen.page.locator(".body").get_by_role("group", name="Code", exact=True).count()
        note = seen.page.locator(NOTE).first
        expect(note).to_have_accessible_name("Footnote 1")


# --- letters -------------------------------------------------------------------------------


def test_no_font_but_the_embedded_ones(browser: Browser, either: str) -> None:
    with opened(browser, either) as seen:
        page = seen.page
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        page.locator(CITATION).first.hover()
        expect(page.locator(POP)).to_be_visible()
        page.evaluate("document.fonts.ready.then(() => true)")
        assert foreign_fonts(page) == []
        assert page.evaluate("[...document.fonts].every(face => face.status === 'loaded')")
        assert page.evaluate("document.fonts.check('16px \"Nashr Serif\"', 'Əə İı Ğğ Şş Qq')")


def test_formulas_need_no_font_of_the_machine(browser: Browser, specimen_page: str) -> None:
    with opened(browser, specimen_page) as seen:
        assert seen.page.locator("math").count() > 5
        assert formula_fonts(seen.page) == {"Nashr Math"}


@pytest.mark.parametrize("chosen", [False, True])
def test_a_drawing_has_no_white_box_in_the_dark(
    browser: Browser, specimen_page: str, chosen: bool
) -> None:
    with opened(browser, specimen_page, color_scheme="light" if chosen else "dark") as seen:
        if chosen:
            seen.page.locator(".theme").click()
        drawings = seen.page.locator("figure img.drawing").all()
        assert len(drawings) == 2, "a drawing in SVG and a chart of pixels"
        for drawing in drawings:
            picture = Image.open(BytesIO(drawing.screenshot())).convert("L")
            assert ImageStat.Stat(picture.crop((2, 2, 12, 12))).mean[0] < 40
        logo = Image.open(BytesIO(seen.page.locator(".masthead .logo").screenshot()))
        assert ImageStat.Stat(logo.convert("L").crop((0, 0, 4, 4))).mean[0] < 40
        seen.page.emulate_media(media="print")
        assert drawing.evaluate("image => getComputedStyle(image).filter") == "none"


def test_small_capitals_are_glyphs_of_the_font(browser: Browser) -> None:
    """They are neither small letters nor capitals, and no font of the machine stands in."""
    made = edition(text="Şair [nizami]{.smallcaps}, nizami, NIZAMI.")
    (artifact,) = render(made, replace(ENGINES, fonts=shop())).value
    with opened(browser, artifact.data.decode()) as seen:
        small, plain, large = seen.page.evaluate(
            """() => {
              const place = document.querySelector(".smallcaps");
              const words = [["nizami", "smallcaps"], ["nizami", ""], ["NIZAMI", ""]];
              return words.map(([text, name]) => {
                const word = document.createElement("span");
                word.className = name;
                word.textContent = text;
                word.style.letterSpacing = "0";
                place.after(word);
                const { width } = word.getBoundingClientRect();
                word.remove();
                return width;
              });
            }"""
        )
        assert plain + 1 < small < large - 1
        assert foreign_fonts(seen.page) == []


def test_a_font_of_the_machine_is_noticed(browser: Browser, article_page: str) -> None:
    """By name, and where the embedded font lacks a letter."""
    named = with_part(article_page, "<p style='font-family: monospace'>Ad</p>")
    lacking = with_part(article_page, "<p>Ѣ</p>")
    for html in (named, lacking):
        with opened(browser, html, bypass_csp=True) as seen:
            assert len(foreign_fonts(seen.page)) == 1


def test_capitals_keep_their_dots(browser: Browser, either: str) -> None:
    with opened(browser, either) as seen:
        assert miscased(seen.page) == []


def test_capitals_of_another_language_are_noticed(browser: Browser, article_page: str) -> None:
    shout = "style='text-transform: uppercase' data-true-lang='az'>istiqlal ışığı</p>"
    with opened(browser, with_part(article_page, f"<p {shout}"), bypass_csp=True) as seen:
        expect(seen.page.locator("main > p")).to_have_text("İSTİQLAL IŞIĞI", use_inner_text=True)
        assert miscased(seen.page) == []
    wrong = with_part(article_page, f"<p lang='en' {shout}")
    with opened(browser, wrong, bypass_csp=True) as seen:
        assert miscased(seen.page) == ["ISTIQLAL IŞIĞI"]


def test_arabic_runs_from_right_to_left(browser: Browser, specimen_page: str) -> None:
    with opened(browser, specimen_page) as seen:
        page = seen.page
        assert page.locator("body [lang=ar]").count() >= 4
        for passage in page.locator("body [lang=ar]").all():
            expect(passage).to_have_css("direction", "rtl")
        assert wrong_way(page) == []


def test_arabic_from_left_to_right_is_noticed(browser: Browser, specimen_page: str) -> None:
    turned = specimen_page.replace('lang="ar" dir="rtl"', 'lang="ar" dir="ltr"')
    assert turned != specimen_page
    with opened(browser, turned) as seen:
        assert len(wrong_way(seen.page)) >= 2


# --- the contents --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "script", "step"), [(1400, True, 2), (360, True, 5), (360, False, 1)]
)
def test_the_contents_lead_to_the_headings(
    browser: Browser, html: str, width: int, script: bool, step: int
) -> None:
    """Every line (without a script), or every so many; on a phone a chosen line shuts the list."""
    with opened(browser, html, width=width, java_script_enabled=script) as seen:
        page = seen.page
        contents = page.locator("nav.contents")
        links = contents.locator("li a")
        assert links.count() > 10
        for link in links.all()[::step]:
            if not link.is_visible():
                contents.locator("summary").click()
            place = page.locator(target_of(link))
            heading = place.locator("h2, h3, h4, h5, h6").first
            name = words(link.text_content())
            link.click()
            assert words(heading.text_content()).startswith(name)
            expect(heading).to_be_in_viewport()


def test_the_contents_stand_open_at_a_desk_only(browser: Browser, article_page: str) -> None:
    first = "nav.contents li a >> nth=0"
    for script in (True, False):
        with opened(browser, article_page, java_script_enabled=script) as seen:
            expect(seen.page.locator(first)).to_be_visible()
        with opened(browser, article_page, width=360, java_script_enabled=script) as seen:
            expect(seen.page.locator(first)).to_be_hidden()


def test_at_a_desk_no_button_stands_above_the_contents_that_does_nothing(
    browser: Browser, article_page: str
) -> None:
    heading = "nav.contents h2"
    with opened(browser, article_page) as seen:
        expect(seen.page.locator("nav.contents summary")).to_be_hidden()
        expect(seen.page.locator(heading)).to_be_visible()
        seen.page.set_viewport_size({"width": 360, "height": 700})
        expect(seen.page.locator("nav.contents summary").locator("h2")).to_be_visible()


def test_a_pop_up_leaves_its_link_free_in_a_low_window(browser: Browser, article_page: str) -> None:
    with opened(browser, article_page) as seen:
        seen.page.set_viewport_size({"width": 700, "height": 160})
        link = seen.page.locator(".citation-link").nth(2)
        link.scroll_into_view_if_needed()
        link.hover()
        pop = seen.page.locator("#nashr-pop")
        expect(pop).to_be_visible()
        of_link, of_pop = link.bounding_box(), pop.bounding_box()
        assert of_link and of_pop
        is_below = of_pop["y"] >= of_link["y"] + of_link["height"]
        assert is_below or of_pop["y"] + of_pop["height"] <= of_link["y"]


def test_the_contents_mark_the_place(browser: Browser, article_page: str) -> None:
    with opened(browser, article_page) as seen:
        link = seen.page.locator("nav.contents li a").nth(4)
        link.click()
        expect(seen.page.locator("nav.contents a[aria-current]")).to_have_text(link.inner_text())


def test_the_skip_link_is_the_first_stop(browser: Browser, article_page: str) -> None:
    with opened(browser, article_page) as seen:
        skip = seen.page.locator(".skip")
        expect(skip).not_to_be_in_viewport()
        seen.page.keyboard.press("Tab")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()


# --- citations and notes -------------------------------------------------------------------


def shown_for(page: Page, link: Locator) -> str:
    """What the pop-up of the link is to say: its entry or note, without the way back."""
    return words(page.locator(target_of(link)).locator(".entry, .note").text_content())


def tab_to(page: Page, link: Locator) -> None:
    """Go to the link as the keyboard goes: one stop after the other."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            return
    pytest.fail("the keyboard does not come to the link")


@pytest.fixture(params=[CITATION, NOTE], ids=["citation", "note"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_hovering_shows_it(browser: Browser, specimen_page: str, kind: str) -> None:
    with opened(browser, specimen_page) as seen:
        page, link, pop = seen.page, seen.page.locator(kind).first, seen.page.locator(POP)
        link.hover()
        expect(pop).to_be_visible()
        assert words(pop.text_content()) == shown_for(page, link) != ""
        pop.hover()  # it can be reached, to read or to follow a link in it (WCAG 1.4.13)
        page.wait_for_timeout(400)
        expect(pop).to_be_visible()
        page.mouse.move(2, 2)
        expect(pop).to_have_count(0)
        link.hover()
        expect(pop).to_be_visible()
        page.keyboard.press("Escape")
        expect(pop).to_have_count(0)
        assert page.url == ADDRESS


def test_the_keyboard_shows_it(browser: Browser, specimen_page: str, kind: str) -> None:
    with opened(browser, specimen_page) as seen:
        page, link, pop = seen.page, seen.page.locator(kind).first, seen.page.locator(POP)
        tab_to(page, link)
        expect(pop).to_be_visible()
        assert words(pop.text_content()) == shown_for(page, link) != ""
        # It is read on the way from the link, and not as its description too.
        expect(link).to_have_accessible_description("")
        assert link.evaluate("link => link.nextElementSibling.id") == "nashr-pop"
        page.keyboard.press("Escape")
        expect(pop).to_have_count(0)
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(target_of(link))).to_be_in_viewport()


def test_a_tap_shows_it(browser: Browser, specimen_page: str, kind: str) -> None:
    manners = {"width": 360, "has_touch": True, "is_mobile": True}
    with opened(browser, specimen_page, **manners) as seen:
        page, link, pop = seen.page, seen.page.locator(kind).first, seen.page.locator(POP)
        link.tap()
        expect(pop).to_be_visible()
        assert words(pop.text_content()).startswith(shown_for(page, link))
        assert page.url == ADDRESS
        link.tap()
        expect(pop).to_have_count(0)
        link.tap()
        page.keyboard.press("Escape")
        expect(pop).to_have_count(0)
        link.tap()
        pop.get_by_role("button", name="Close").tap()
        expect(pop).to_have_count(0)
        expect(link).to_be_focused()
        link.tap()
        pop.locator(".way a").tap()
        expect(pop).to_have_count(0)
        expect(page.locator(target_of(link))).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1400])
def test_every_pop_up_is_whole_and_in_the_window(browser: Browser, html: str, width: int) -> None:
    with opened(browser, html, width=width) as seen:
        page, pop = seen.page, seen.page.locator(POP)
        page.keyboard.press("Tab")
        links = page.locator(f":is({CITATION}, {NOTE}):not({POP} *)")  # a pop-up holds links, too
        for link in links.all():
            link.focus()
            expect(pop).to_be_visible()
            assert words(pop.text_content()) == shown_for(page, link)
            box = pop.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= 900


@pytest.mark.parametrize("width", [360, 1400])
def test_without_a_script_the_links_lead_there_and_back(
    browser: Browser, specimen_page: str, kind: str, width: int
) -> None:
    with opened(browser, specimen_page, width=width, java_script_enabled=False) as seen:
        page, link = seen.page, seen.page.locator(kind).last
        entry = page.locator(target_of(link))
        link.click()
        expect(entry).to_be_in_viewport()
        assert page.url == ADDRESS + (link.get_attribute("href") or "")
        expect(page.locator(POP)).to_have_count(0)
        back = entry.locator(".back").last
        place = target_of(back)
        back.click()
        expect(page.locator(place)).to_be_in_viewport()
        expect(link).to_be_in_viewport()


def test_the_article_goes_there_and_back_as_well(browser: Browser, article_page: str) -> None:
    """Every entry, through every one of its ways back, comes to a citation of it."""
    with opened(browser, article_page, java_script_enabled=False) as seen:
        page = seen.page
        entries = page.locator("#nashr-references li[id]")
        assert entries.count() == 7
        for entry in entries.all():
            own = f'[href="#{entry.get_attribute("id")}"]'
            for back in entry.locator(".back").all():
                place = page.locator(target_of(back))
                back.click()
                expect(place).to_be_in_viewport()
                assert place.locator(own).count()


# --- light and dark ------------------------------------------------------------------------


def is_dark(page: Page) -> bool:
    paper, ink = luminance(page, "html", "backgroundColor"), luminance(page, "html", "color")
    assert abs(paper - ink) > 0.5
    return paper < ink


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_theme_can_be_chosen_and_is_remembered(
    browser: Browser, article_page: str, scheme: str
) -> None:
    dark = scheme == "dark"
    with opened(browser, article_page, color_scheme=scheme) as seen:
        page, button = seen.page, seen.page.locator(".theme")
        names = {True: "Görünüş: Açıq", False: "Görünüş: Tünd"}
        assert is_dark(page) is dark
        expect(button).to_have_accessible_name(names[dark])
        button.click()
        assert is_dark(page) is not dark
        expect(button).to_have_accessible_name(names[not dark])
        page.reload()
        assert is_dark(page) is not dark
        another = page.context.new_page()
        another.goto(ADDRESS)
        assert is_dark(another) is not dark
        another.close()
        button.click()
        page.reload()
        assert is_dark(page) is dark


def test_the_theme_follows_the_machine_until_one_is_chosen(
    browser: Browser, article_page: str
) -> None:
    with opened(browser, article_page, color_scheme="light") as seen:
        seen.page.emulate_media(color_scheme="dark")
        assert is_dark(seen.page)
        seen.page.emulate_media(color_scheme="light")
        assert not is_dark(seen.page)


# --- cite this article ---------------------------------------------------------------------


def test_copying_puts_the_record_on_the_clipboard(browser: Browser, html: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(browser, html, permissions=permissions) as seen:
        page = seen.page
        page.locator(".cite summary").click()
        buttons = page.locator("[data-copy]")
        assert buttons.count() == 4
        for button in buttons.all():
            source = page.locator(f"#{button.get_attribute('data-copy')}")
            button.click()
            expect(button).to_have_text(button.get_attribute("data-copied") or "?")
            expect(page.get_by_role("status")).to_have_text(
                button.get_attribute("data-copied") or "?"
            )
            clipboard = page.evaluate("navigator.clipboard.readText()")
            assert clipboard == (source.text_content() or "").strip() != ""


def test_without_a_script_no_button_stands_there_idle(browser: Browser, html: str) -> None:
    with opened(browser, html, java_script_enabled=False) as seen:
        seen.page.locator(".cite summary").click()
        expect(seen.page.locator("#nashr-record-1")).to_be_visible()
        for button in seen.page.locator("button").all():
            expect(button).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_records_can_be_downloaded(
    browser: Browser, specimen_page: str, tmp_path: Path, script: bool
) -> None:
    files = {}
    with opened(browser, specimen_page, java_script_enabled=script) as seen:
        seen.page.locator(".cite summary").click()
        for link in seen.page.locator("a[download]").all():
            with seen.page.expect_download() as started:
                link.click()
            name = started.value.suggested_filename
            started.value.save_as(tmp_path / name)
            files[name] = (tmp_path / name).read_text("utf-8")
        shown = [words(text) for text in seen.page.locator(".cite pre").all_text_contents()]
    assert list(files) == ["kitchen-sink.bib", "kitchen-sink.ris", "kitchen-sink.csl.json"]
    assert [words(text) for text in files.values()] == shown
    bib, ris, csl = files.values()
    assert bib.startswith("@article{")
    assert "Sample and Writer" in bib.replace("Author, ", "") or "Author, Sample" in bib
    assert "10.5555/sample.2026.117" in bib
    assert ris.splitlines()[0] == "TY  - JOUR"
    assert "AU  - Author, Sample" in ris
    assert "DO  - 10.5555/sample.2026.117" in ris
    assert ris.strip().splitlines()[-1].startswith("ER  -")
    (work,) = json.loads(csl)
    assert work["type"] == "article-journal"
    assert work["title"].startswith("Measuring a River: From the Nilometer to the Radar")
    assert work["DOI"] == "10.5555/sample.2026.117"
    assert [name["family"] for name in work["author"]] == ["Author", "Writer"]


# --- paper ---------------------------------------------------------------------------------


FURNITURE = (
    ".skip, .theme, nav.contents, .actions, .margin, .back, .cite details, .cite button, #nashr-pop"
)


def on_paper(page: Page) -> list[str]:
    """The furniture of the screen that would be printed."""
    return [
        words(part.text_content()) for part in page.locator(FURNITURE).all() if part.is_visible()
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white_and_without_furniture(browser: Browser, html: str, scheme: str) -> None:
    with opened(browser, html, color_scheme=scheme) as seen:
        page = seen.page
        if scheme == "dark":  # chosen by hand, too, it is a matter of the screen
            page.locator(".theme").click(click_count=2)
        page.locator(CITATION).first.hover()
        expect(page.locator(POP)).to_be_visible()
        assert on_paper(page) != []
        page.emulate_media(media="print", color_scheme=scheme)
        assert on_paper(page) == []
        assert luminance(page, "html", "backgroundColor") == 1.0
        assert luminance(page, "html", "color") == 0.0
        for part in ("h1", ".abstract", ".body", "#nashr-references", "#nashr-suggestion"):
            expect(page.locator(part).first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_paper_has_what_is_folded_on_the_screen(browser: Browser, html: str, width: int) -> None:
    with opened(browser, html, width=width) as seen:
        seen.page.emulate_media(media="print")
        seen.page.evaluate("document.querySelector('.about summary').remove()")
        for part in seen.page.locator(".about, .abstract").all():
            text = "".join(words(part.text_content()).split())
            assert "".join(part.inner_text().split()) == text
            foot = part.evaluate("part => part.getBoundingClientRect().bottom")
            last = part.locator("p, dl, ul").last
            assert last.evaluate("last => last.getBoundingClientRect().bottom") <= foot + 1


@pytest.mark.parametrize(("rows", "gaps_behind"), [(10, []), (12, [5, 10]), (15, [5, 10])])
def test_a_long_table_has_a_gap_behind_each_fifth_row(
    browser: Browser, rows: int, gaps_behind: list[int]
) -> None:
    text = "| A | B |\n|---|---|\n" + "".join(f"| {n} | {n} |\n" for n in range(rows))
    (artifact,) = render(edition(text=text), replace(ENGINES, fonts=shop())).value
    with opened(browser, artifact.data.decode()) as seen:
        heights = seen.page.evaluate(
            "[...document.querySelectorAll('tbody tr')].map(row => row.offsetHeight)"
        )
        usual = min(heights)
        assert [n for n, height in enumerate(heights, 1) if height > usual + 4] == gaps_behind


# --- the margin ----------------------------------------------------------------------------


def beside(page: Page) -> list[list[float]]:
    """The notes in the margin: top, bottom, left, and the top of the call."""
    found: list[list[float]] = page.evaluate(
        """() => {
          const calls = [...document.querySelectorAll(".body .footnote-ref")];
          return [...document.querySelectorAll(".margin .beside")].map((note, n) => {
            const box = note.getBoundingClientRect();
            return [box.top, box.bottom, box.left, calls[n].getBoundingClientRect().top];
          });
        }"""
    )
    return found


def test_notes_stand_beside_their_calls_where_there_is_room(
    browser: Browser, specimen_page: str
) -> None:
    with opened(browser, specimen_page, width=1280) as seen:
        notes = beside(seen.page)
        text = seen.page.locator(".body").bounding_box()
        assert notes
        assert text is not None
        last = 0.0
        for top, bottom, left, call in notes:
            assert left > text["x"] + text["width"]
            assert top >= last
            assert abs(top - call) < 12 or top - last < 16
            last = bottom
        assert not goes_sideways(seen.page)
        assert not seen.page.locator(".margin a:not([tabindex='-1'])").count()


def test_a_narrow_window_and_paper_have_no_notes_in_the_margin(
    browser: Browser, specimen_page: str
) -> None:
    with opened(browser, specimen_page, width=1100) as seen:
        expect(seen.page.locator(".margin .beside").first).to_be_hidden()
    with opened(browser, specimen_page, width=1280) as seen:
        expect(seen.page.locator(".margin .beside").first).to_be_visible()
        seen.page.emulate_media(media="print")
        expect(seen.page.locator(".margin .beside").first).to_be_hidden()


def test_notes_that_would_drift_from_their_calls_stand_below_the_text_alone(
    browser: Browser,
) -> None:
    text = " ".join(f"Word^[{'A note of some words. ' * 20}]." for _ in range(12))
    (artifact,) = render(edition(text=text), replace(ENGINES, fonts=shop())).value
    with opened(browser, artifact.data.decode(), width=1280) as seen:
        expect(seen.page.locator(".margin .beside").first).to_be_hidden()
        expect(seen.page.locator(".notes li").first).to_be_visible()


# --- the first screens ---------------------------------------------------------------------


def test_on_a_phone_the_text_begins_within_a_screen_and_a_half(browser: Browser, html: str) -> None:
    with opened(browser, html, width=390) as seen:
        box = seen.page.locator(".body").bounding_box()
        assert box is not None
        assert box["y"] <= 1.5 * 844


def test_a_long_abstract_is_cut_on_a_phone_until_it_is_touched(browser: Browser, html: str) -> None:
    with opened(browser, html, width=390) as seen:
        abstract = seen.page.locator(".front > .abstract details")
        short = abstract.evaluate("part => part.offsetHeight")
        abstract.locator("p").first.click(position={"x": 20, "y": 20})
        assert abstract.evaluate("part => part.open && part.offsetHeight") > short


def test_an_abstract_is_whole_where_there_is_room(browser: Browser, html: str) -> None:
    with opened(browser, html, width=1280) as seen:
        abstract = seen.page.locator(".front > .abstract details")
        assert abstract.evaluate("part => part.open && !part.classList.contains('cut')")
        expect(seen.page.locator(".license")).to_be_visible()


def test_a_short_abstract_is_whole_on_a_phone(browser: Browser, article_page: str) -> None:
    short = re.sub(
        r"(<summary><h2 id=\"nashr-abstract-az\">.*?</summary>).*?(</details>)",
        r"\1<p>Qısa xülasə.</p>\2",
        article_page,
        flags=re.DOTALL,
    )
    with opened(browser, short, width=390) as seen:
        assert seen.page.locator(".front > .abstract details").evaluate("part => part.open")


def test_all_the_words_are_on_the_screen(browser: Browser, either: str) -> None:
    """Nothing that stands in the body is lost to the eye."""
    tree = lxml.html.document_fromstring(either)
    (body,) = tree.xpath("//div[@class='body']")
    for formula in body.xpath(".//*[local-name()='math']"):
        formula.drop_tree()
    with opened(browser, either) as seen:
        seen.page.evaluate("document.querySelectorAll('.body math').forEach(m => m.remove())")
        text = "".join(body.text_content().split())
        assert "".join(seen.page.locator(".body").inner_text().split()) == text
        seen.page.locator(".body p").first.evaluate("line => { line.style.display = 'none'; }")
        assert "".join(seen.page.locator(".body").inner_text().split()) != text
