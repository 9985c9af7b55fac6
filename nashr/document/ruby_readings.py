"""Readings beside words, typed as ``<ruby>``: brackets around those that have none.

Browsers write a reading above its word and hide the brackets, which HTML has an element for. Every
other product writes word and reading one behind the other.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.model import Node

_TAG = re.compile(r"\s*<(/?)\s*(ruby|rb|rt|rtc|rp)\b", re.I)


def with_readings(tree: Any) -> Any:
    """A copy of the tree in which each reading stands in brackets."""
    if isinstance(tree, dict):
        return {k: with_readings(v) if k != "t" else v for k, v in tree.items()}
    if not isinstance(tree, list):
        return tree
    done: list[Any] = []
    in_reading, behind_bracket = False, False
    for item in tree:
        tag = _tag(item)
        if in_reading and tag and tag != "/rp":
            if tag == "/rt":
                done.append(item)
            if tag != "rp":
                done += _bracket(")")
            in_reading = False
            if tag == "/rt":
                continue
        if tag == "rt" and not behind_bracket:
            done += _bracket("(")
            in_reading = True
        if tag:
            behind_bracket = tag == "/rp"
        done.append(item if ast.is_leaf(item) else with_readings(item))
    return done


def _tag(item: Any) -> str:
    if not isinstance(item, dict) or item.get("t") != "RawInline":
        return ""
    found = _TAG.match(item["c"][1])
    return f"{found[1]}{found[2].lower()}" if found else ""


def _bracket(sign: str) -> list[Node]:
    return [ast.raw_html("<rp>"), ast.text(sign), ast.raw_html("</rp>")]
