"""Images that are typed in HTML, as knitr and Manubot write them, as images and figures."""

from __future__ import annotations

import html
import re
from typing import Any

from nashr import ast
from nashr.document.positions import Placed
from nashr.model import Blocks, Node
from nashr.records import dataclass

_IMAGE = re.compile(r"<img\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>\Z", re.I)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[A-Za-z][\w:-]*)\s*(?:=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+)))?"""
)
_TAG = re.compile(r"\s*<(?P<close>/?)(?P<name>[a-z]+)\b(?P<attributes>[^<>]*)>\s*\Z", re.I)
_STYLED = re.compile(
    r"(?:^|;)\s*(?P<name>width|height)\s*:\s*(?P<value>[\d.]+(?:%|[a-z]{2}))", re.I
)
#: Elements around an image or a caption that mean nothing to a figure.
_AROUND = frozenset({"p", "center", "a", "div", "span"})


def with_images(tree: Any, body: str) -> Any:
    """A copy of the tree in which ``<img>``, ``<figure>`` and ``<div class="figure">`` are
    images and figures. ``body`` is the manuscript's text, in which their files have places.
    """
    return _Images(body).walk(tree)


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag by their names, from the text between its name and its end."""
    return {
        found["name"].lower(): html.unescape(found["a"] or found["b"] or found["c"] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


@dataclass(slots=True)
class _Images:
    body: str
    _cursor: int = 0

    def walk(self, tree: Any) -> Any:
        if isinstance(tree, dict):
            if tree.get("t") == "RawInline":
                return self._image(tree) or tree
            done = {k: v if k == "t" else self.walk(v) for k, v in tree.items()}
            if done.get("t") == "Div" and "figure" in done["c"][0][1]:
                return _figure(done["c"][0], done["c"][1]) or done
            return done
        if isinstance(tree, list):
            return _with_figures([one if ast.is_leaf(one) else self.walk(one) for one in tree])
        return tree

    def _image(self, node: Node) -> Node | None:
        form, source = node["c"]
        found = _IMAGE.match(source.strip()) if ast.is_html(form) else None
        if found is None:
            return None
        values = attributes_of(found["attributes"])
        target = values.get("src", "")
        if not target:
            return None
        sizes = {name: values[name] for name in ("width", "height") if values.get(name)}
        for styled in _STYLED.finditer(values.get("style", "")):
            sizes[styled["name"].lower()] = styled["value"]
        given = {"alt": values["alt"]} if "alt" in values else {}
        attributes = ast.attr(
            values.get("id", ""), values.get("class", "").split(), {**sizes, **given}
        )
        return {"t": "Image", "c": [attributes, [], [self._placed(source, target), ""]]}

    def _placed(self, source: str, target: str) -> Placed:
        at = self.body.find(source, self._cursor)
        if at < 0:
            return Placed(target)
        self._cursor = at + len(source)
        return Placed(target, at + max(source.find(target), 0))


def _with_figures(items: list[Any]) -> list[Any]:
    """Blocks in which those from ``<figure>`` to ``</figure>`` are one figure."""
    done: list[Any] = []
    n = 0
    while n < len(items):
        opening = _tag(items[n])
        if opening is not None and opening["name"].lower() == "figure" and not opening["close"]:
            end = _closing(items, n)
            values = attributes_of(opening["attributes"])
            attributes = ast.attr(values.get("id", ""), values.get("class", "").split())
            figure = _figure(attributes, items[n + 1 : end]) if end else None
            if figure is not None and end:
                done.append(figure)
                n = end + 1
                continue
        done.append(items[n])
        n += 1
    return done


def _closing(items: list[Any], start: int) -> int | None:
    for n in range(start + 1, len(items)):
        tag = _tag(items[n])
        if tag is not None and tag["name"].lower() == "figure":
            return n if tag["close"] else None
    return None


def _tag(item: Any) -> re.Match[str] | None:
    if not isinstance(item, dict) or item.get("t") != "RawBlock":
        return None
    form, source = item["c"]
    return _TAG.match(source) if ast.is_html(form) else None


def _figure(attributes: ast.Attr, blocks: Blocks) -> Node | None:
    """A figure of these blocks; None where they hold no image."""
    content: Blocks = []
    caption: Blocks = []
    in_caption = False
    for block in blocks:
        tag = _tag(block)
        if tag is not None:
            name = tag["name"].lower()
            classes = attributes_of(tag["attributes"]).get("class", "").split()
            if name == "figcaption" or (name == "p" and "caption" in classes):
                in_caption = not tag["close"]
                continue
            if name in _AROUND:
                in_caption = in_caption and not (tag["close"] and name == "p")
                continue
        is_caption = in_caption or (block["t"] == "Div" and "caption" in block["c"][0][1])
        if is_caption:
            caption += block["c"][1] if block["t"] == "Div" else [block]
        else:
            content.append(block)
    if not any(node["t"] == "Image" for node in ast.nodes(content, leaves=False)):
        return None
    identifier, classes, values = attributes
    kept = [name for name in classes if name != "figure"]
    return {"t": "Figure", "c": [[identifier, kept, values], [None, caption], content]}
