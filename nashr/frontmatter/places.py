"""Where values stand in ``journal.yaml``, in a theme's settings and in front matter.

Apart from the models of the keys, which take long to import: later stages ask only for places.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nashr.diagnostics import Outcome, Span
from nashr.model import Manuscript, Source

if TYPE_CHECKING:
    from nashr.untrusted.yaml import Located


def value_span(source: Source | Manuscript, *path: str | int) -> Span:
    """The position of a value in journal.yaml or front matter, for diagnostics of later stages.

    For example ``value_span(manuscript, "bibliography", 0)``; if the file has no such value, the
    position of the innermost value around it.
    """
    if isinstance(source, Manuscript):
        file, loaded = source.source.path, front_matter_of(source)
    else:
        file, loaded = source.path, located(source, 1)
    return loaded.value.span(path) if loaded.value is not None else Span(file)


def front_matter_of(manuscript: Manuscript) -> Outcome[Located | None]:
    """The document of a manuscript's front matter."""
    return located(Source(manuscript.source.path, manuscript.front_matter), 2)


@lru_cache(maxsize=2)
def located(source: Source, first_line: int) -> Outcome[Located | None]:
    """The document of a text; kept, since the place of each of many values may be asked for."""
    from nashr.untrusted.yaml import load_yaml  # most articles need no place

    return load_yaml(source, first_line=first_line, schema="text")
