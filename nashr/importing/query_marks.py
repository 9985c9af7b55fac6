"""Queries to the author at places of a source that pandoc is to read: characters for private use
with a number between them, which come out of pandoc as they went in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nashr import ast
from nashr.importing.settling import query
from nashr.model import Blocks, Node

BEGIN, END = "\ue0f8", "\ue0f9"
_MARK = re.compile(f"{BEGIN}(\\d+){END}")


def ask(queries: list[str], text: str) -> str:
    """Add a query, and return the mark for its place."""
    queries.append(text)
    return f"{BEGIN}{len(queries)}{END}"


def with_queries(blocks: Blocks, queries: Sequence[str]) -> Blocks:
    """The blocks with the queries in the places of their marks; a mark of no query is left out."""

    def asked(text: str) -> list[Node] | None:
        pieces = _MARK.split(text)
        if len(pieces) == 1:
            return None
        nodes: list[Node] = []
        for n, piece in enumerate(pieces):
            if n % 2 == 0:
                nodes += [ast.text(piece)] if piece else []
            elif 0 < int(piece) <= len(queries):
                nodes.append(query(queries[int(piece) - 1]))
        return nodes

    done: Blocks = ast.rewrite_strings(blocks, asked)
    return done


def without_queries(text: str) -> str:
    """A text without the marks of queries."""
    return _MARK.sub("", text)


def is_query(node: Node) -> bool:
    """Whether a node is a query to the author."""
    return node["t"] == "RawInline" and str(node["c"][1]).startswith("<!-- query:")
