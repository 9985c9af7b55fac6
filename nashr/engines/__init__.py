"""The outside converters: pandoc, MathML to SVG, and the fonts.

Libraries that shape and draw text read environment variables when they are first used in a
process. Their values would change pages and covers from one machine to another, and so they are
removed here, before any of these libraries is imported.
"""

import os

SHAPING_VARIABLES = (
    *("FREETYPE_PROPERTIES", "HB_FONT_FUNCS", "HB_OPTIONS", "HB_SHAPER_LIST", "HB_FACE_LOADER"),
    *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "FONTCONFIG_USE_MMAP", "FC_LANG"),
    *("LANGUAGE", "PANGO_LANGUAGE", "PANGO_WIN32_NO_UNISCRIBE", "PANGOCAIRO_BACKEND"),
)
#: How the names of the variables of these libraries begin, whichever a version knows.
_PREFIXES = ("FONTCONFIG_", "FC_", "FREETYPE_", "HB_", "PANGO", "FRIBIDI_", "CAIRO_", "GRAPHITE_")

for _name in [*os.environ]:
    if _name in SHAPING_VARIABLES or _name.startswith(_PREFIXES):
        del os.environ[_name]
