"""The products of one article as trees, each made when a test first asks for it.

Whoever changes one works on a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import edition_kit
import lxml.html

from nashr.outputs.edition import Edition
from nashr.outputs.html import render as html
from nashr.outputs.jats.render import article_element


class Products:
    def __init__(self, make: Callable[[], Edition]) -> None:
        self.edition = cache(make)
        self.page = cache(self._page)
        self.jats = cache(self._jats)

    def _page(self) -> Any:
        (file,) = html.render(self.edition(), edition_kit.ENGINES).value
        return lxml.html.document_fromstring(file.data)

    def _jats(self) -> Any:
        return article_element(self.edition())


def of_text(text: str) -> Products:
    """Those of an article with this Markdown."""
    return Products(lambda: edition_kit.edition(text=text))
