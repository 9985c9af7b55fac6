"""The files below ``templates/``: texts, from which templates are made, and assets, which are taken
as they are: pictures, fonts, reference documents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from nashr.model import Resource
from nashr.records import dataclass

#: What is read as text, by suffix. An SVG is an asset too.
_TEXTS = frozenset(
    ".j2 .css .js .xml .html .xhtml .svg .txt .md .json .csl .opf .ncx .tex .lua".split()
)
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """Texts and assets by their paths below ``templates/``."""

    texts: Mapping[str, str]
    assets: Mapping[str, Resource]


def is_text(name: str) -> bool:
    return posixpath.splitext(name)[1].lower() in _TEXTS


def is_asset(name: str) -> bool:
    return not is_text(name) or posixpath.splitext(name)[1].lower() in _MEDIA_TYPES


def asset(name: str, data: bytes) -> Resource:
    """The asset of that path below ``templates/``."""
    suffix = posixpath.splitext(name)[1].lower()
    return Resource(name, data, _MEDIA_TYPES.get(suffix, "application/octet-stream"))
