"""The outside converters. Nothing else in the package imports WeasyPrint or runs pandoc.

Libraries that shape and draw text look into the environment, once a process, at their first use.
What stands there would change pages and covers from one machine to the next, so it goes first.
"""

import os

SHAPING_VARIABLES = (
    *("FREETYPE_PROPERTIES", "HB_FONT_FUNCS", "HB_OPTIONS", "HB_SHAPER_LIST", "HB_FACE_LOADER"),
    *("LANGUAGE", "PANGO_LANGUAGE", "PANGO_WIN32_NO_UNISCRIBE"),
)

for _name in SHAPING_VARIABLES:
    os.environ.pop(_name, None)
