"""References rendered by a style of the collection, with the locales of the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nashr import citations
from nashr.citations.processed import Processed
from nashr.model import Citation, CiteItem
from nashr.project.shipped import shipped_folder

LOCALES = Path(shipped_folder()) / "bibliography" / "locales"


def locale(tag: str) -> str | None:
    path = LOCALES / f"locales-{tag}.xml"
    return path.read_text("utf-8") if path.is_file() else None


def process(
    style: str, works: Sequence[Mapping[str, Any]], lang: str, *, by_item: bool = False
) -> Processed:
    text = citations.style_text(style)
    assert text is not None
    return process_by(text, works, lang, by_item=by_item)


def process_by(
    text: str, works: Sequence[Mapping[str, Any]], lang: str, *, by_item: bool = False
) -> Processed:
    """Each of the works cited once, in their order, by the text of a style."""
    items = {str(n): {"id": str(n), **work} for n, work in enumerate(works)}
    cited = [Citation(f"cite-{key}", (CiteItem(key),), n) for n, key in enumerate(items, 1)]
    return citations.process(text, locale, items, cited, lang, item_language=by_item)


def listed(
    style: str, works: Sequence[Mapping[str, Any]], lang: str, *, by_item: bool = False
) -> list[str]:
    done = process(style, works, lang, by_item=by_item)
    return [citations.as_plain(entry.text) for entry in done.bibliography]
