"""Where a link of a manuscript may lead: to the web, a mail address, a DOI, a place of the article.

Everything else (programs in an address, files, folders beside the page) means something on the
machine of one reader only, or does harm there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_SAFE = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s/])", re.IGNORECASE)
_DOI = re.compile(r"doi:\s*(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)
_RAW = re.compile(r"""\b(?:href|cite)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)


def address(target: str) -> str | None:
    """The address as the products have it, a DOI by its resolver; None for one that may not be."""
    target = target.strip()
    doi = _DOI.match(target)
    if doi:
        return f"https://doi.org/{doi[1]}"
    return target if target.startswith("#") or _SAFE.match(target) else None


def refused_in_html(source: str) -> Iterator[str]:
    """The attributes of a piece of HTML that lead to where no link may lead, as they stand."""
    for found in _RAW.finditer(source):
        if address(html.unescape(found[1].strip("\"'"))) is None:
            yield found[0]
