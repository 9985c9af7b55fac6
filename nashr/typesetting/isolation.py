"""WeasyPrint isolated from the machine: no font, file or address but those that are given.

WeasyPrint asks fontconfig for fonts with every font configuration. Here that happens under a
fontconfig file that names no folder, so that installed fonts are neither used on a page nor
searched for.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import logging
import os
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from nashr.project.atomic import temporary_folder
from nashr.typesetting import declarations, default_stylesheets
from nashr.typesetting.patching.apply import patched

#: The base of relative names: an address that leads nowhere (RFC 2606).
BASE_URL = "https://nashr.invalid/"
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
  </match>
</fontconfig>
"""
#: A raster image that a drawing holds in itself, as ``untrusted.svg`` writes it.
_PICTURE = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,")
_SUBSETTER = ("fontTools.subset", "fontTools.varLib.instancer")
_environment = threading.Lock()


def import_weasyprint() -> Any:
    """The module ``weasyprint``, imported in half the time."""
    if "weasyprint" not in sys.modules:
        with (
            warnings.catch_warnings(),
            _libraries_by_name(),
            _deferred_subsetter(),
            _parsed_declarations(),
            default_stylesheets.taken_over(),
        ):
            # On import it looks for the machine's fonts, which no page will use.
            warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
            importlib.import_module("weasyprint")
    return sys.modules["weasyprint"]


def _libraries_by_name() -> contextlib.AbstractContextManager[None]:
    """Let cffi leave the search for libraries to the dynamic loader, where that is Linux's.

    WeasyPrint tries several names for each library. For each name that fails, cffi has ctypes
    start ldconfig, gcc and ld.
    """
    if sys.platform != "linux":
        return contextlib.nullcontext()
    return patched({"ctypes.util:find_library": lambda name: None})  # noqa: ARG005


def _deferred_subsetter() -> contextlib.AbstractContextManager[None]:
    """Let WeasyPrint import fontTools' subsetter and instancer when it first calls them.

    It needs them for variable fonts, and where HarfBuzz's subsetter is not installed.
    """
    names = [name for name in _SUBSETTER if name not in sys.modules]
    return patched({name: _Deferred(name) for name in names})


def _parsed_declarations() -> contextlib.AbstractContextManager[None]:
    """Let WeasyPrint take the declarations that setup parsed for it, where it did."""
    ffi = declarations.prepared()
    return contextlib.nullcontext() if ffi is None else patched({"cffi:FFI": lambda: ffi})


class _Deferred(ModuleType):
    """A module whose functions are imported at their first call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return call


@contextlib.contextmanager
def without_machine_fonts() -> Iterator[None]:
    """Let fontconfig find no fonts, and WeasyPrint write those of the page into a temporary folder.

    Blocks in other threads wait, for the environment is that of the process.
    """
    with _environment, temporary_folder() as folder:
        path = folder / "fonts.conf"
        path.write_text(_FONTCONFIG, encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            import_weasyprint()
            with patched({"weasyprint.text.fonts:mkdtemp": lambda **_: str(folder)}):
                yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def fetcher(
    files: Mapping[str, tuple[str, bytes]], convert: Callable[[bytes], bytes] = bytes
) -> Any:
    """A ``URLFetcher`` that has the given files and the raster images that drawings hold in
    themselves (``data:``), and refuses all other addresses. ``convert`` is given the bytes of each
    such image, and gives back those that are to be set.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            del headers
            held = _PICTURE.match(url)
            if held is not None:
                data = convert(base64.b64decode(url[held.end() :]))
                return URLFetcherResponse(BASE_URL, data, {"Content-Type": held[1]})
            name = unquote(url.removeprefix(BASE_URL)) if url.startswith(BASE_URL) else None
            if name is None or name not in files:
                raise ValueError(f"not one of the article's files: {url[:200]}")
            media_type, data = files[name]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Fetcher()


@contextlib.contextmanager
def logged_warnings() -> Iterator[list[str]]:
    """What WeasyPrint logs as a warning or worse while the block runs."""
    messages: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    handler = Handler(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
