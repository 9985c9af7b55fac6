"""The JSON Schemas that editors use for completion in ``journal.yaml``, front matter and
the files of issues."""

from __future__ import annotations

import json
from typing import Any, Literal

from nashr.frontmatter import schema
from nashr.frontmatter.issue_keys import IssueKeys
from nashr.frontmatter.models import model_of


def json_schema(which: schema.Kind | Literal["issue"]) -> str:
    """The JSON Schema (draft 2020-12) of journal.yaml, of front matter or of the file of an issue,
    as text.
    """
    model = IssueKeys if which == "issue" else schema.MODELS[which]
    written = model_of(model).model_json_schema(by_alias=True)
    simplified = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_simplified(written)}
    return json.dumps(simplified, ensure_ascii=False, indent=2) + "\n"


def _simplified(node: Any) -> Any:
    """Remove empty defaults, and the titles that pydantic derives from the names of fields."""
    if isinstance(node, list):
        return [_simplified(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _simplified(value)
        for key, value in node.items()
        if not (key == "default" and not value) and not (key == "title" and isinstance(value, str))
    }
