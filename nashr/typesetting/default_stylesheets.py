"""The style sheets that WeasyPrint itself has for HTML, parsed at setup.

WeasyPrint parses these three when it is imported, which takes 30 ms. Setup keeps what that gives;
without it they are parsed as ever.
"""

from __future__ import annotations

import contextlib
import importlib.util
import pickle
from collections.abc import Iterator
from pathlib import Path

from nashr.project import prepared
from nashr.typesetting import sheet_pickles
from nashr.typesetting.patching.apply import patched

_NAME = "default-stylesheets"
_COUNTERS = "UA_COUNTER_STYLE"
_SHEETS = ("UA_STYLESHEET", "UA_FORM_STYLESHEET", "PH_STYLESHEET")
#: The packages that parse the style sheets; the first of them has their texts.
_PACKAGES = ("weasyprint", "tinycss2", "cssselect2")


def prepare() -> None:
    """Keep the parsed style sheets; WeasyPrint has been imported."""
    html = importlib.import_module("weasyprint.html")
    sheets = [vars(getattr(html, name)) for name in _SHEETS]
    counters = dict(getattr(html, _COUNTERS))
    prepared.write(_NAME, _key(), sheet_pickles.pickled((counters, sheets)))


@contextlib.contextmanager
def taken_over() -> Iterator[None]:
    """Let WeasyPrint, which is imported in this block, take over the parsed style sheets."""
    data = prepared.read(_NAME, _key())
    if data is None:
        yield
        return
    with patched({"tinycss2:parse_stylesheet": lambda css: []}):  # noqa: ARG005
        yield
    html = importlib.import_module("weasyprint.html")
    counters, sheets = pickle.loads(data)
    getattr(html, _COUNTERS).update(counters)
    for name, sheet in zip(_SHEETS, sheets, strict=True):
        vars(getattr(html, name)).update(sheet)


def _key() -> str:
    """Of the texts of the style sheets, of the versions of what parses them, and of our code."""
    parts = [Path(__file__).read_bytes(), Path(sheet_pickles.__file__).read_bytes()]
    for package in _PACKAGES:
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            parts.append(Path(found.origin).read_bytes())  # has the version
            texts = sorted(Path(found.origin).parent.glob("css/*.css"))
            parts += [text.read_bytes() for text in texts]
    return prepared.key_of(*parts)
