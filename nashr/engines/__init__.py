"""The outside converters: pandoc, MathML to SVG, and the fonts.

Libraries that shape and draw text read environment variables when they are first used in a
process. Their values would change pages and covers from one machine to another, and so they are
removed here, before any of these libraries is imported.
"""

import os

SHAPING_VARIABLES = (
    *("FREETYPE_PROPERTIES", "HB_FONT_FUNCS", "HB_OPTIONS", "HB_SHAPER_LIST", "HB_FACE_LOADER"),
    *("LANGUAGE", "PANGO_LANGUAGE", "PANGO_WIN32_NO_UNISCRIBE"),
)

for _name in SHAPING_VARIABLES:
    os.environ.pop(_name, None)
