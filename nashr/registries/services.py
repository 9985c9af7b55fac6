"""Where the registries are. ``docs/security.md`` names them; no other host is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of the registries' interfaces."""

    crossref: str = "https://api.crossref.org/works/"
    datacite: str = "https://api.datacite.org/dois/"
    #: The resolver of DOIs, which answers with the registry's record where it is asked for CSL.
    doi: str = "https://doi.org/"
    openlibrary: str = "https://openlibrary.org/api/books"
    #: The Literature Citation Exporter of the NCBI, for works in PubMed.
    ncbi: str = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/"
    arxiv: str = "https://export.arxiv.org/api/query"
    #: Where doi.org sends those who ask for a record, beside the hosts above.
    negotiated: tuple[str, ...] = ("https://data.crossref.org/", "https://data.crosscite.org/")

    @property
    def origins(self) -> frozenset[str]:
        """Scheme, host and port of all of them."""
        named = (self.crossref, self.datacite, self.doi, self.openlibrary, self.ncbi, self.arxiv)
        return frozenset(map(origin, (*named, *self.negotiated)))


SERVICES = Services()


def origin(address: str) -> str:
    """Scheme, host and port of an address (RFC 6454); empty for what is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return ""
    if parts.username is not None or parts.password is not None or not parts.hostname:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}"
