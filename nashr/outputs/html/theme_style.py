"""The rules of a theme's settings for the web page: its colours, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.colours import legible
from nashr.model import ThemeSettings

#: The grounds of the page's style sheet, of text and of panels, by day and by night.
_GROUNDS = (("#fdfcfa", "#f4f1eb"), ("#17181b", "#222429"))


def style(theme: ThemeSettings) -> str:
    """The rules, to be read after the base's style sheet."""
    tokens = "".join(f"{name}:{value};" for name, value in _tokens(theme))
    rules = f":root{{{tokens}}}\n" if tokens else ""
    if theme.heading_colour:
        rules += f"h1,h2,h3,h4,h5,h6{{color:{_inks(theme.heading_colour, theme)}}}\n"
    if "headings" in theme.typefaces:
        rules += 'h1,h2,h3,h4,h5,h6,.masthead .journal{font-family:"Nashr Headings",var(--serif)}\n'
    return rules


def _tokens(theme: ThemeSettings) -> Iterator[tuple[str, str]]:
    if theme.background:
        yield "--paper", f"light-dark({theme.background},{_GROUNDS[1][0]})"
    if theme.text_colour:
        yield "--ink", _inks(theme.text_colour, theme)
    if theme.accent:
        yield "--accent", _inks(theme.accent, theme)


def _inks(ink: str, theme: ThemeSettings) -> str:
    """A colour of letters by day and by night, each as near to it as can be read there."""
    day, night = _GROUNDS
    by_day = ink
    for ground in (*day, *filter(None, (theme.background,))):
        by_day = legible(by_day, ground)
    by_night = ink
    for ground in night:
        by_night = legible(by_night, ground)
    return f"light-dark({by_day},{by_night})"
