"""Applying the monkeypatches of ``table`` for the duration of a ``with`` block."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, reduce
from types import ModuleType
from typing import Any

from nashr.typesetting.patching.table import PATCHES, Patch


def original(target: str) -> Any:
    """What a patch replaces, as it is now; ``target`` is as in the table.

    Attributes of classes are given as they are stored, so that a property is the property itself.
    Raises ``KeyError`` for a target that the table does not have, ``AttributeError`` or
    ``ImportError`` for one that the installed library does not have.
    """
    patch = _rows()[target]
    if not patch.attribute:
        return importlib.import_module(target)
    owner, name = _owner(patch)
    return vars(owner)[name] if isinstance(owner, type) else getattr(owner, name)


@contextlib.contextmanager
def patched(replacements: Mapping[str, Any]) -> Iterator[None]:
    """Replace each target with its replacement while the block runs.

    Raises ``KeyError`` for a target that the table does not have.
    """
    with contextlib.ExitStack() as stack:
        for target, replacement in replacements.items():
            patch = _rows()[target]
            replace = _replaced if patch.attribute else _replaced_module
            stack.enter_context(replace(patch, replacement))
        yield


@contextlib.contextmanager
def _replaced(patch: Patch, replacement: Any) -> Iterator[None]:
    holders = holders_of(patch)
    _, name = _owner(patch)
    before = original(patch.target)
    for holder in holders:
        setattr(holder, name, replacement)
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, name, before)


@contextlib.contextmanager
def _replaced_module(patch: Patch, replacement: Any) -> Iterator[None]:
    """Let ``import`` find the replacement of a module that has not been imported yet."""
    if patch.target in sys.modules:
        raise ValueError(f"{patch.target} has been imported already")
    sys.modules[patch.target] = replacement
    try:
        yield
    finally:
        del sys.modules[patch.target]


def holders_of(patch: Patch) -> list[Any]:
    """The modules, or the class, whose attribute is replaced.

    A function that was imported by name has to be replaced in every module that imported it.
    A module that is replaced has no holder but ``sys.modules``.
    """
    if not patch.attribute:
        return []
    owner, name = _owner(patch)
    if isinstance(owner, type):
        return [owner]
    if patch.used_in:
        return [importlib.import_module(module) for module in patch.used_in]
    value, package = getattr(owner, name), owner.__name__.partition(".")[0]
    loaded = _loaded(package, len(sys.modules))
    return [owner, *(m for m in loaded if m is not owner and getattr(m, name, None) is value)]


@lru_cache(maxsize=1)
def _loaded(package: str, modules: int) -> tuple[ModuleType, ...]:
    """The modules of a package; ``modules`` is how many of all packages are loaded.

    A layout asks for them forty times. To go through all that are loaded takes each time as long as
    to set a line.
    """
    del modules
    found = sys.modules.copy().items()
    return tuple(module for path, module in found if path.startswith(package))


def _owner(patch: Patch) -> tuple[Any, str]:
    """The module or class that has the attribute, and the attribute's name."""
    module = patch.target.partition(":")[0]
    *classes, name = patch.attribute.split(".")
    return reduce(getattr, classes, importlib.import_module(module)), name


@cache
def _rows() -> dict[str, Patch]:
    return {patch.target: patch for patch in PATCHES}
