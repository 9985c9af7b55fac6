"""The front matter of files in other formats than Word's, from what pandoc reads as metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.importing.names import persons
from nashr.languages import is_supported
from nashr.model import Node


def front_of_meta(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Title, language, authors, keywords and abstract, as far as they are there, as plain text;
    without what is said of authors in notes.
    """
    language = ast.plain_text(_content(meta, "lang")).partition("-")[0].lower()
    front: dict[str, Any] = {
        "title": ast.plain_text(_content(meta, "title")),
        "subtitle": ast.plain_text(_content(meta, "subtitle")),
        "lang": language if is_supported(language) else "",
        "authors": [
            author for one in _list(meta, "author") for author in _authors(one, language or "en")
        ],
        "keywords": [text for one in _list(meta, "keywords") if (text := ast.plain_text(one))],
        "abstract": "\n\n".join(
            text for one in _list(meta, "abstract") for text in _paragraphs(one)
        ),
    }
    return {name: value for name, value in front.items() if value}


def _content(meta: Mapping[str, Any], name: str) -> Any:
    """What a key has, as inlines or blocks; nothing where it has a list or is not there."""
    value = meta.get(name, {})
    content = value.get("c", [])
    if value.get("t") == "MetaString":
        return [ast.text(content)]
    return content if value.get("t") in ("MetaInlines", "MetaBlocks") else []


def _list(meta: Mapping[str, Any], name: str) -> Iterator[Any]:
    """The contents of a list, or the one content that there is instead."""
    value = meta.get(name, {})
    if value.get("t") == "MetaList":
        for one in value["c"]:
            yield _content({name: one}, name)
    elif content := _content(meta, name):
        yield content


def _authors(content: list[Node], language: str) -> Iterator[dict[str, Any]]:
    """The persons of a name, or the name as it stands where it is none of a person."""
    for line in ast.lines(content) if content and content[0]["t"] != "Para" else [content]:
        text = ast.plain_text(line)
        found = persons(text, language)
        if found:
            yield from ({"given": one.given, "family": one.family} for one in found)
        elif text:
            yield {"name": text}


def _paragraphs(content: list[Node]) -> Iterator[str]:
    if content and content[0]["t"] in ("Para", "Plain", "Div"):
        yield from filter(None, (ast.plain_text([block]) for block in content))
    elif text := ast.plain_text(content):
        yield text
