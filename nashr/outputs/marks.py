"""Marks that the outputs draw themselves."""

from __future__ import annotations

#: ORCID's iD mark: a disc in ORCID's green with the letters iD in white.
ORCID_MARK = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    b'<circle cx="12" cy="12" r="12" fill="#a6ce39"/>'
    b'<g fill="#fff"><circle cx="7.35" cy="5.9" r="1.15"/><path d="M6.45 8.3h1.8v9.3h-1.8z"/>'
    b'<path fill-rule="evenodd" d="M10.3 8.3h3.6c3.2 0 5 2.1 5 4.65s-1.9 4.65-5 4.65h-3.6zM12.1 '
    b'9.95v6h1.65c2.2 0 3.3-1.25 3.3-3s-1.1-3-3.3-3z"/></g></svg>'
)
