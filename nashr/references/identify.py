"""What an editor types to name a work: a DOI, an ISBN, a PMID, an arXiv identifier, an address."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from nashr import identifiers
from nashr.identifiers import Invalid
from nashr.messages import Message
from nashr.references.records import comparable

_DOI = re.compile(r"\b(10\.\d{4,9}(?:\.\d+)*/[^\s?#&]+)")
#: What stands behind a DOI in the addresses of publishers.
_BEHIND = re.compile(r"/(?:full|abstract|pdf|epdf|summary|html?|meta)$|\.(?:pdf|html?|xml)$", re.I)
_ISBN = re.compile(r"(?:^|/)(?:isbn/|ISBN:?)?(97[89][\d\-]{10,14}|\d[\d\-]{8,11}[\dXx])(?:$|[/.?])")


def identify(text: str) -> tuple[str, str]:
    """The scheme (see ``records.SCHEMES``) and the identifier in the form that is compared.

    Raises ``Invalid`` for what names no work, and for what no registry knows.
    """
    text = text.strip().strip("<>")
    if re.match(r"https?://", text, re.IGNORECASE):
        return _of_address(text)
    lowered = text.lower()
    if lowered.startswith(("doi:", "10.48550/arxiv.")) or re.match(r"10\.\d{4,9}", text):
        return _of_doi(text)
    if lowered.startswith("www."):
        return _of_address(f"https://{text}")
    if lowered.startswith("arxiv:"):
        return "arxiv", comparable("arxiv", text)
    if lowered.startswith("isbn"):
        return "isbn", comparable("isbn", text)
    if lowered.startswith("pmid"):
        return "pmid", comparable("pmid", text)
    for scheme in ("arxiv", "pmid", "isbn"):
        try:
            return scheme, comparable(scheme, text)
        except Invalid:
            continue
    if re.fullmatch(r"[\d\-\s]{9,17}[\dXx]?", text):
        return "isbn", comparable("isbn", text)  # raises: it says what is wrong with it
    hint = Message(
        "Give a DOI (10.…), an ISBN, a PMID, an arXiv identifier, or an address with one of them."
    )
    raise Invalid(Message("“{text}” is the identifier of no work.", text=text), hint)


def _of_doi(text: str) -> tuple[str, str]:
    doi = comparable("doi", text)
    if doi.startswith("10.48550/arxiv."):
        return "arxiv", comparable("arxiv", doi)
    if any(part in ("", ".", "..") for part in doi.split("/")):
        raise Invalid(
            Message("“{text}” is not a DOI.", text=text),
            Message("Copy it anew from the page of the work."),
        )
    return "doi", doi


def _of_address(address: str) -> tuple[str, str]:
    """The identifier in the address of a work's page."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        raise Invalid(Message("“{address}” is no address.", address=address)) from None
    if host.endswith("arxiv.org"):
        return "arxiv", comparable("arxiv", address)
    if host.endswith("ncbi.nlm.nih.gov") and "/pmc/" not in parts.path:
        return "pmid", comparable("pmid", address.split("?")[0])
    found = _DOI.search(unquote(f"{parts.path}?{parts.query}"))
    if found:
        return _of_doi(_BEHIND.sub("", found[1].rstrip("/.,;")))
    stable = re.fullmatch(r"/stable/(\d+)", parts.path)
    if host.endswith("jstor.org") and stable:
        return "doi", f"10.2307/{stable[1]}"
    isbn = _ISBN.search(parts.path)
    if isbn:
        try:
            return "isbn", identifiers.isbn13(isbn[1])
        except Invalid:
            pass
    message = Message(
        "“{address}” has no identifier in it, and no registry knows web pages.", address=address
    )
    raise Invalid(message, Message("Give the DOI of the work, or type the entry as @online."))
