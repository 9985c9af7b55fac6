"""What the readers of the registries' answers share."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from nashr.messages import Message
from nashr.references.works import year_of
from nashr.registries.client import RegistryError

#: JATS' elements in titles by the tags of CSL JSON.
_FACES = {"italic": "i", "bold": "b", "sub": "sub", "sup": "sup", "i": "i", "b": "b", "em": "i"}
_FACE = re.compile(r"<(/?)(?:jats:)?(italic|bold|sub|sup|i|b|em)\s*>", re.IGNORECASE)


def json_object(data: bytes, registry: str) -> Mapping[str, Any]:
    """The object of an answer in JSON. Raises ``RegistryError``."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        message = Message("{registry} gives an answer that is no JSON.", registry=registry)
        raise RegistryError(message) from None
    if not isinstance(value, Mapping):
        message = Message("{registry} gives an answer of another form than it says.")
        raise RegistryError(message.having(registry=registry))
    return value


def check_identifier(registry: str, found: str, identifier: str) -> None:
    """Raise ``RegistryError`` where an answer is the record of another work."""
    if found != identifier:
        message = Message(
            "{registry} gives the record of “{found}” in place of “{identifier}”.",
            registry=registry,
            found=found,
            identifier=identifier,
        )
        raise RegistryError(message)


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def first(value: Any) -> str:
    """A text, or the first of a list of texts."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str) and one.strip()), "")
    return text(value)


def text(value: Any) -> str:
    """A text whose faces are those of CSL JSON, its entities written out."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    faced = _FACE.sub(lambda found: f"<{found[1]}{_FACES[found[2].lower()]}>", value)
    return " ".join(unescape(unescape(faced)).split())


def joined(title: str, subtitle: str) -> str:
    """A title with its subtitle, unless that stands in it already."""
    if not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!", ":")) else f"{title}: {subtitle}"


def date(value: Any) -> dict[str, Any]:
    """A date from ``2001-02-03``, ``2001-02`` or ``2001``; words stay words."""
    written = text(value)
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T|$)", written)
    if found:
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    return {"literal": written} if written else {}


def years(*dates: Any) -> tuple[int, ...]:
    """The years of dates of CSL JSON, sorted."""
    return tuple(sorted({year for one in dates if (year := year_of(one)) is not None}))
