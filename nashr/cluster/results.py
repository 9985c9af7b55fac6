"""What a worker sends back, read as what it may be: the result of the article that it was given.

A worker is another machine, and may send anything. Its answer has a largest size, is unpickled into
nashr's own types and a few plain ones alone, must be of the article that was asked for, and names
its products by their paths in that article's folder. That its products are those of the sources is
not checked: see docs/security.md.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import posixpath
from collections.abc import Mapping
from enum import Enum
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome
from nashr.messages import Message
from nashr.model import Artifact
from nashr.pipeline.article import ArticleResult, Provenance

#: Types of other packages that a result may hold.
_PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("builtins", "bytearray"),
        ("datetime", "datetime"),
        ("datetime", "date"),
        ("datetime", "timezone"),
        ("datetime", "timedelta"),
    }
)


class Refused(Exception):
    """A worker's answer is none to the article. The text says why, in a few words."""


class _Reader(pickle.Unpickler):
    """Knows the dataclasses and enumerations of nashr, messages, and plain values."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith("nashr.") else None
        if not isinstance(found, type) or found.__module__ != module:
            raise Refused(Message("it holds {module}.{name}", module=module, name=name))
        if not dataclasses.is_dataclass(found) and not issubclass(found, Enum | Message):
            raise Refused(Message("it holds {module}.{name}", module=module, name=name))
        return found


def read(data: Any, slug: str, formats: tuple[str, ...], limit: int) -> ArticleResult:
    """The result of an article, of at most ``limit`` bytes. Raises ``Refused``."""
    if not isinstance(data, bytes):
        raise Refused(Message("it is not of bytes"))
    if len(data) > limit:
        raise Refused(Message("it is larger than the article may be"))
    try:
        result = _Reader(io.BytesIO(data)).load()
    except Refused:
        raise
    except Exception as error:
        raise Refused(Message("it cannot be read: {error}", error=type(error).__name__)) from error
    if not isinstance(result, ArticleResult):
        raise Refused(Message("it is no result of an article"))
    _check(result, slug, formats)
    return result


def _check(result: ArticleResult, slug: str, formats: tuple[str, ...]) -> None:
    if not all(isinstance(found, Diagnostic) for found in result.findings):
        raise Refused(Message("its findings are none"))
    if not isinstance(result.outputs, Mapping) or not set(result.outputs) <= set(formats):
        raise Refused(Message("it has outputs that were not asked for"))
    for outcome in result.outputs.values():
        artifacts = outcome.value if isinstance(outcome, Outcome) else None
        if not isinstance(artifacts, tuple) or not all(map(_is_product, artifacts)):
            raise Refused(Message("its products are none, or lead out of the article's folder"))
    if result.unfinished is not None:
        raise Refused(Message("it is not finished"))
    provenance = result.provenance
    if provenance is None:
        return
    if not isinstance(provenance, Provenance) or provenance.conditions.get("article") != slug:
        raise Refused(Message("it is of another article"))
    if not set(result.outputs) <= set(provenance.keys):
        raise Refused(Message("it does not say what its products are made of"))


def _is_product(artifact: Any) -> bool:
    """Whether it is bytes with a path below the article's folder."""
    if not isinstance(artifact, Artifact) or not isinstance(artifact.data, bytes):
        return False
    name = artifact.name
    is_plain = bool(name) and name == posixpath.normpath(name) and "\\" not in name
    return is_plain and "\0" not in name and name.split("/", 1)[0] not in ("", ".", "..")
