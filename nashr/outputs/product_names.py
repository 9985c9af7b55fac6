"""The names of products."""

from __future__ import annotations


def product_stem(slug: str, *, proof: bool) -> str:
    """How the names of an article's products begin: a proof never has the name of a product."""
    return f"{slug}-proof" if proof else slug
