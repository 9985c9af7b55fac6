"""Which link targets a manuscript may use: web and mail addresses, DOIs, and ids of the article.

Everything else (``javascript:`` addresses, files, folders beside the page) does not work on the
reader's machine, or does harm there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_SAFE = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s/])", re.IGNORECASE)
_DOI = re.compile(r"doi:\s*(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)
_RAW = re.compile(r"""\b(?:href|cite)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)


def link_address(target: str) -> str | None:
    """The address to use in products (a DOI as its resolver's URL); None if it is not allowed."""
    target = target.strip()
    doi = _DOI.match(target)
    if doi:
        return f"https://doi.org/{doi[1]}"
    return target if target.startswith("#") or _SAFE.match(target) else None


def refused_links_in_html(source: str) -> Iterator[str]:
    """The ``href`` and ``cite`` attributes of an HTML fragment whose address is not allowed."""
    for found in _RAW.finditer(source):
        if link_address(html.unescape(found[1].strip("\"'"))) is None:
            yield found[0]
