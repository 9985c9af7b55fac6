"""The report of a build in a browser: on a phone and at a desk, in light and in dark."""

from __future__ import annotations

import io
from itertools import product

import pytest
from browser_kit import SCHEMES, WIDTHS, axe, goes_sideways, opened
from PIL import Image
from playwright.sync_api import Browser

from nashr.diagnostics import Diagnostic, Span
from nashr.model import Journal
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.build_report import build_report
from nashr.pipeline.manifest import Product

pytestmark = pytest.mark.xdist_group("browser")

LONG = "manuscript/azerbaycan-turkiye-ve-qonsular-bir-uzun-ad/article.md"


@pytest.fixture(scope="module")
def report() -> str:
    target = io.BytesIO()
    Image.new("RGB", (170, 240), "white").save(target, "PDF")
    findings = (
        Diagnostic(
            "image-missing", Span(LONG, 120, 45), "The image “a.png” is not there.", "Look."
        ),
        Diagnostic("quotation-unmatched", Span(LONG, 7), "“" + "w" * 300 + "” has no counterpart."),
        Diagnostic("value-sample", Span(LONG, 2, 1), "Still samples: title (line 4)."),
    )
    product = Product("built/built.pdf", "pdf", 20_000, "0" * 64, 1)
    reports = [
        ArticleReport("built", (product,), findings[1:], 1.0),
        ArticleReport(LONG.split("/")[1], (), findings, 1.0),
        ArticleReport("", (), findings[2:], 0.0),
    ]
    return build_report(Journal("Kiçik jurnal", "az"), reports, lambda _: target.getvalue())


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (WIDTHS[0], "light"),
        (WIDTHS[-1], "dark"),
        *(
            pytest.param(width, scheme, marks=pytest.mark.long)
            for width, scheme in product(WIDTHS, SCHEMES)
            if (width, scheme) not in ((WIDTHS[0], "light"), (WIDTHS[-1], "dark"))
        ),
    ],
)
def test_it_can_be_read_by_everyone(browser: Browser, report: str, width: int, scheme: str) -> None:
    with opened(browser, report, width=width, color_scheme=scheme, bypass_csp=True) as seen:
        assert not goes_sideways(seen.page)
        assert axe(seen.page) == []
        assert seen.messages == []
        assert seen.requests == []


def test_its_parts_are_reached_from_the_contents(browser: Browser, report: str) -> None:
    with opened(browser, report, width=360) as seen:
        seen.page.get_by_role("link", name="What all articles share").click()
        heading = seen.page.get_by_role("heading", name="What all articles share")
        assert heading.is_visible()
        assert seen.page.get_by_role("img", name="Page 1 of built").count() == 1
