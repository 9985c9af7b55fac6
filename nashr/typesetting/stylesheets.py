"""Parsed style sheets: each once in a process, the journal's own at setup.

WeasyPrint takes 40 ms to parse the style sheet of articles, a third of it to compile the tests of
selectors. Setup keeps the parsed sheet as a pickle; a style sheet that was not kept is parsed.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nashr.project import prepared
from nashr.typesetting import sheet_pickles
from nashr.typesetting.isolation import (
    BASE_URL,
    fetcher,
    import_weasyprint,
    logged_warnings,
)
from nashr.typesetting.sheet_pickles import pickled

_NAME = "stylesheets"
#: Parsed style sheets without fonts, each with the warnings that parsing it gave.
_sheets: dict[str, tuple[Any, list[str]]] = {}


def parsed(sheet: str, warnings: list[str]) -> Any:
    """The style sheet, which has no fonts, as WeasyPrint parses it; what it warns of is added to
    ``warnings``.
    """
    if sheet not in _sheets:
        data = _kept().get(_digest(sheet))
        _sheets[sheet] = _parse(sheet) if data is None else pickle.loads(data)
    found, logged = _sheets[sheet]
    warnings.extend(logged)
    return found


def prepare(sheets: Iterable[str]) -> None:
    """Keep the parsed style sheets for all builds."""
    kept = {_digest(sheet): pickled(_parse(sheet)) for sheet in sheets}
    prepared.write(_NAME, _key(), marshal.dumps(kept))
    _kept.cache_clear()


def _parse(sheet: str) -> tuple[Any, list[str]]:
    with logged_warnings() as logged:
        found = import_weasyprint().CSS(string=sheet, base_url=BASE_URL, url_fetcher=fetcher({}))
    return found, logged


@cache
def _kept() -> Mapping[str, bytes]:
    """The pickles of the style sheets that were kept, by their digests."""
    data = prepared.read(_NAME, _key())
    return marshal.loads(data) if data is not None else {}


def _digest(sheet: str) -> str:
    return hashlib.sha256(sheet.encode()).hexdigest()


def _key() -> str:
    import cssselect2  # type: ignore[import-untyped]
    import tinycss2

    versions = (import_weasyprint().__version__, tinycss2.__version__, cssselect2.__version__)
    code = (Path(__file__).read_bytes(), Path(sheet_pickles.__file__).read_bytes())
    return prepared.key_of(" ".join(versions).encode(), *code)
