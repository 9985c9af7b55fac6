"""The rules of a theme's settings for the EPUB.

Readers choose their own size and ground. Titles and links have the theme's colours where these can
be read by day, and a reading system that darkens the page sets its own.
"""

from __future__ import annotations

from nashr.model import ThemeSettings


def style(theme: ThemeSettings) -> str:
    """The rules, to be read after the base's style sheet."""
    rules = ""
    if theme.heading_colour:
        rules += _by_day(f"h1, h2, h3, h4, h5, h6 {{ color: {theme.heading_colour}; }}")
    if theme.accent:
        rules += _by_day(f"a:link {{ color: {theme.accent}; }}")
    if "headings" in theme.typefaces:
        rules += (
            'h1, h2, h3, h4, h5, h6 { font-family: "Nashr Headings", "Nashr Arabic", '
            '"Nashr Broad", "Nashr Further", "Nashr Serif", serif; }\n'
        )
    if theme.text == "ragged":
        rules += "p { text-align: start; -webkit-hyphens: manual; hyphens: manual; }\n"
    return rules


def _by_day(rule: str) -> str:
    return f"@media (prefers-color-scheme: light) {{ {rule} }}\n"
