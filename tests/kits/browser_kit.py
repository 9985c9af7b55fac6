"""A reader at a browser: opening a page as one does, and looking at what stands there.

The page is answered from memory at an address that exists nowhere, so that it behaves as on a
journal's site, and whatever else it asks for is written down and refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route

from nashr.languages.casing import upper

ADDRESS = "https://journal.test/article.html"
PATIENCE = 60_000  # milliseconds; as long as a loaded machine may need for what a reader waits for
HEIGHT = 900
WIDTHS = (360, 820, 1400)
SCHEMES = ("light", "dark")
AXE = Path(__file__).parents[1] / "conformance" / "node_modules" / "axe-core" / "axe.min.js"
#: Those of WCAG 2.0, 2.1 and 2.2; axe leaves the size of targets out unless asked.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Seen:
    """A page on the screen, and what it said and asked for."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


class Window:
    """A window that shows one page after the other, each as if it were its first.

    To start a renderer for a window takes four times as long as to load a page in it.
    """

    def __init__(self, browser: Browser, manners: Mapping[str, Any]) -> None:
        self.context = browser.new_context(viewport={"width": 1400, "height": HEIGHT}, **manners)
        self.context.set_default_timeout(PATIENCE)
        self.color_scheme = manners.get("color_scheme", "light")
        self.page = self.context.new_page()
        self.seen = Seen(self.page)
        self.html = ""
        self.context.route("**/*", self._answer)
        self.page.on("console", lambda message: self.seen.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.seen.messages.append(str(error)))

    def _answer(self, route: Route) -> None:
        if route.request.url.partition("#")[0] == ADDRESS:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        else:
            self.seen.requests.append(route.request.url)
            route.abort()

    def show(self, html: str, width: int) -> Seen:
        """Load the page, with nothing of the one before: its media, storage, pointer or noise."""
        self.page.goto("about:blank")
        self.page.emulate_media(media="null", color_scheme=self.color_scheme)
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.mouse.move(0, 0)
        session = self.context.new_cdp_session(self.page)
        stored = {"origin": ADDRESS.rpartition("/")[0], "storageTypes": "all"}
        session.send("Storage.clearDataForOrigin", stored)
        session.detach()
        self.html = html
        self.seen = Seen(self.page)
        self.page.goto(ADDRESS)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.seen


#: The windows that no test uses now, by browser and by the manners of their contexts.
_FREE: WeakKeyDictionary[Browser, dict[str, Window]] = WeakKeyDictionary()


@contextmanager
def opened(browser: Browser, html: str, *, width: int = 1400, **manners: Any) -> Iterator[Seen]:
    """The page in a window of its own; ``manners`` are those of ``Browser.new_context``.

    The window is used again, unless the test failed in it.
    """
    free = _FREE.setdefault(browser, {})
    key = repr(sorted(manners.items()))
    window = free.pop(key, None) or Window(browser, manners)
    try:
        yield window.show(html, width)
    except BaseException:
        window.context.close()
        raise
    if key in free:
        window.context.close()
    else:
        free[key] = window


# --- what an eye would find ----------------------------------------------------------------


def goes_sideways(page: Page) -> bool:
    """Whether the page can be pushed to the side, or something on it is cut off at the edge."""
    return bool(
        page.evaluate(
            """() => {
              scrollTo(9999, scrollY);
              const moved = scrollX !== 0;
              scrollTo(0, scrollY);
              const root = document.documentElement;
              return moved || root.scrollWidth > root.clientWidth
                || document.body.scrollWidth > root.clientWidth;
            }"""
        )
    )


def luminance(page: Page, selector: str, colour: str) -> float:
    """The relative luminance (WCAG 2.2) of ``color`` or ``backgroundColor`` of an element."""
    return float(
        page.evaluate(
            """([selector, colour]) => {
              const style = getComputedStyle(document.querySelector(selector))[colour];
              const canvas = new OffscreenCanvas(1, 1).getContext("2d");
              canvas.fillStyle = style;
              canvas.fillRect(0, 0, 1, 1);
              const part = v => v <= 10.31475 ? v / 255 / 12.92
                : Math.pow((v / 255 + 0.055) / 1.055, 2.4);
              const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
              return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
            }""",
            [selector, colour],
        )
    )


def gaps(page: Page, limit: int) -> list[str]:
    """Where the page is empty over its width for more than ``limit`` pixels from top to bottom."""
    found: list[str] = page.evaluate(
        """limit => {
          const rows = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node; (node = walker.nextNode());) {
            if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) rows.push([box.top, box.bottom, node.data]);
          }
          document.querySelectorAll("img, pre, table").forEach(element => {
            const box = element.getBoundingClientRect();
            if (element.checkVisibility()) rows.push([box.top, box.bottom, element.tagName]);
          });
          rows.sort((a, b) => a[0] - b[0]);
          let reach = 0;
          const found = [];
          for (const [top, bottom, text] of rows) {
            if (top - reach > limit) found.push(Math.round(top - reach) + " before " + text.trim());
            reach = Math.max(reach, bottom);
          }
          const end = document.documentElement.getBoundingClientRect().bottom;
          if (end - reach > limit) found.push(Math.round(end - reach) + " at the end");
          return found;
        }""",
        limit,
    )
    return found


def foreign_fonts(page: Page) -> list[str]:
    """The texts, outside of formulas, that are set in fonts of the machine.

    Formulas are taken away: a reader's own font for mathematics is the better one for them.
    """
    page.evaluate("document.querySelectorAll('math').forEach(m => { m.style.display = 'none'; })")
    # An answer covers the words of the children as well; so these need not be asked.
    path = "//body//*[text()[normalize-space()]][* or not(../text()[normalize-space()])]"
    found = []
    nodes = 0
    for session, node, fonts in fonts_of(page, path):
        nodes += 1
        for name in (font["familyName"] for font in fonts if not font["isCustomFont"]):
            markup = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            found.append(f"{name}: {markup[:300]}")
    assert nodes, "no text was examined"
    return found


def formula_fonts(page: Page) -> set[str]:
    """The fonts in which the letters, figures and signs of formulas are set, by family."""
    path = "//*[local-name()='mi' or local-name()='mn' or local-name()='mo']"
    return {font["familyName"] for _, _, fonts in fonts_of(page, path) for font in fonts}


def fonts_of(page: Page, path: str) -> Iterator[tuple[CDPSession, int, list[dict[str, Any]]]]:
    """The elements that an XPath finds, as nodes of a DevTools session, and the fonts of each."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    session.send("DOM.getDocument", {"depth": -1})
    search = session.send("DOM.performSearch", {"query": path})
    span = {"fromIndex": 0, "toIndex": search["resultCount"]}
    found = session.send("DOM.getSearchResults", {"searchId": search["searchId"], **span})
    for node in found["nodeIds"]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        yield session, node, fonts
    session.detach()


def miscased(page: Page) -> list[str]:
    """The texts that the page shows in capitals of the wrong language.

    The language is the nearest ``lang``, or what a control says that it should have been.
    """
    texts: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(element => getComputedStyle(element).textTransform === "uppercase")
          .filter(element => !element.children.length && element.checkVisibility())
          .map(element => [element.innerText, element.textContent,
                           element.closest("[data-true-lang], [lang]")])
          .map(([shown, text, place]) => [shown, text, place.dataset.trueLang || place.lang])"""
    )
    return [shown for shown, text, lang in texts if shown.split() != upper(text, lang).split()]


def wrong_way(page: Page) -> list[str]:
    """Paragraphs in Arabic that do not begin at the right, or whose full stop is not at the left.

    The full stop has no direction of its own: it takes that of the paragraph.
    """
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[lang=ar] p, p[lang=ar]")].filter(line => {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const nodes = [];
          for (let node; (node = walker.nextNode());) if (node.data.trim()) nodes.push(node);
          const letter = (node, at) => {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            return range.getBoundingClientRect();
          };
          const padding = parseFloat(getComputedStyle(line).paddingRight);
          const edge = line.getBoundingClientRect().right - padding;
          const last = nodes.at(-1);
          const end = last.data.trimEnd().length - 1;
          const begins = Math.abs(letter(nodes[0], 0).right - edge) < 4;
          const ends = last.data[end] !== "."
            || letter(last, end).right <= letter(last, end - 1).left + 2;
          return !(begins && ends);
        }).map(line => line.textContent)"""
    )
    return found


# --- what a judge would find ---------------------------------------------------------------


def axe(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, with all that can be opened open.

    ``rules`` narrows the search to these.

    The page is to be opened with ``bypass_csp``.
    """
    if not AXE.is_file():
        pytest.fail(f"{AXE.name} is missing: 'make test' installs it")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    which = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
    options = {
        "runOnly": which,
        "rules": {} if rules else {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],  # the others are not described at length
    }
    report = page.evaluate("options => axe.run(document, options)", options)
    assert report["passes"], "nothing was examined"
    return [
        f"{fault['id']}: {node['html'][:160]}: {node.get('failureSummary', '')}"
        for fault in report["violations"]
        for node in fault["nodes"]
    ]
