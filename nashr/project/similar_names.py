"""The file that was meant by a name which no file has."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Sequence

from nashr.diagnostics import nearest


def similar(path: str, names: Sequence[str]) -> str | None:
    """The name of ``names`` that a path probably means: written with other capitals, encoded
    otherwise, in another folder, with another ending, or mistyped. None where there is no such.
    """
    for part in (_whole, _base, _stem):
        same = [name for name in names if part(name) == part(path)]
        if same:
            return same[0]
    by_base = {_base(name): name for name in names}
    near = nearest(_base(path), by_base)
    return by_base[near] if near else None


def _whole(name: str) -> str:
    """Without what file systems and keyboards differ in: capitals, dots of i, forms of Unicode."""
    composed = unicodedata.normalize("NFC", name).replace("İ", "i").replace("ı", "i")
    return composed.casefold()


def _base(name: str) -> str:
    return posixpath.basename(_whole(name))


def _stem(name: str) -> str:
    return posixpath.splitext(_base(name))[0]
