"""The journal's theme: its folder found, its settings laid over those of the themes below it.

A theme is a folder of ``templates/themes/``, the project's or a shipped one, or a folder that an
installed package brings. It may have settings (``theme.yaml``), style sheets that are read after
the base's (``pdf.css``), and templates in place of the base's (``pdf/article.html.j2``). What it
does not say, the theme says that it is based on, and at last the base.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from nashr import colours
from nashr.diagnostics import Diagnostic, Span, nearest
from nashr.extensions import THEMES, extensions, folder
from nashr.frontmatter.places import value_span
from nashr.messages import Message, either, reason_of
from nashr.model import Journal, PageSize, Source, ThemeSettings, Typeface
from nashr.outputs.edition import Theme
from nashr.pipeline.front_matter import BASE_THEME, SETTINGS, parse_theme
from nashr.pipeline.front_matter import THEMES as FOLDER
from nashr.pipeline.logo import LogoFile
from nashr.pipeline.references import journal_place
from nashr.ports import FontSource
from nashr.project.template_files import TemplateFiles
from nashr.project.workspace import TEMPLATES, Workspace
from nashr.records import dataclass, field, names_of, replace
from nashr.theme_settings import OTHER
from nashr.untrusted.font_files import FontError, check_font

#: The colour of the web page's text where no theme has one, as ``html/colours.css`` says.
USUAL_INK = "#201e1b"
#: Which family of ``Face`` a part's typeface stands for.
_ROLES = {"text": "serif", "headings": "headings", "sans": "sans", "code": "mono"}
#: What the role of a font for other letters has of the font's name.
_LETTERS = re.compile(r"[^a-z0-9]+")
#: Each style of a typeface as slope and weight.
_STYLES: Mapping[str, tuple[Literal["normal", "italic"], int]] = {
    "regular": ("normal", 400),
    "italic": ("italic", 400),
    "bold": ("normal", 700),
    "bold-italic": ("italic", 700),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a theme makes of a journal.

    Attributes:
        journal: the journal with all settings of its look.
        theme: the theme, as outputs need it.
        templates: all templates, with those of the theme.
        logo: the sign of the theme; None where it has none, or the journal has its own.
        diagnostics: what is wrong with the theme.
    """

    journal: Journal
    theme: Theme
    templates: TemplateFiles
    logo: LogoFile | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Chain:
    """The themes from the journal's down to the base, and what was found wrong in them."""

    workspace: Workspace
    journal: Journal
    files: TemplateFiles
    names: list[str] = field(default_factory=list)
    settings: list[ThemeSettings] = field(default_factory=list)
    #: By the output's folder, the path of a sheet and its text.
    sheets: list[Mapping[str, tuple[str, str]]] = field(default_factory=list)
    templates: list[TemplateFiles] = field(default_factory=list)
    typefaces: dict[str, tuple[FontSource, ...]] = field(default_factory=dict)
    logo: LogoFile | None = None
    #: Where each setting stands that was laid over the others.
    places: dict[str, Callable[[], Span]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def load_theme(workspace: Workspace, journal: Journal) -> Look:
    """The theme of a journal, laid over those that it is based on."""
    name = journal.theme.name
    chain = _Chain(workspace, journal, TemplateFiles({}, {}))
    package = None
    _read_templates(chain, None)
    if name not in _folders(chain.files):
        package = _package(name)
        if package is not None:
            _read_templates(chain, package)
    _follow(chain, name, package)
    _journals_own(chain)
    settings = _merged([*reversed(chain.settings), journal.theme])
    _check_contrast(chain, settings)
    sheets: dict[str, str] = {}
    made_of: dict[str, tuple[tuple[str, int], ...]] = {}
    for one in reversed(chain.sheets):
        for part, (path, text) in one.items():
            before = sheets.get(part, "")
            sheets[part] = before + text
            made_of[part] = (*made_of.get(part, ()), (path, before.count("\n") + 1))
    theme = Theme(settings, sheets, chain.typefaces, made_of)
    looks = replace(
        journal,
        theme=settings,
        page=settings.page or PageSize(),
        back_links=settings.back_links is not False,
    )
    return Look(looks, theme, _with_templates(chain), chain.logo, tuple(chain.found))


#: What the themes that come with nashr say that they are for.
_OF_SHIPPED = (
    Message("One column on a small page, for the humanities."),
    Message("Large letters without serifs and ragged lines on A4, for readers with low vision."),
    Message("Two columns and numbered headings on a large page, for the sciences."),
)


def known_themes(workspace: Workspace) -> dict[str, str]:
    """The themes of the project, of nashr and of installed packages, each with what it is for."""
    from nashr.frontmatter.load import description

    files = workspace.templates().value
    found: dict[str, str] = {}
    for name in sorted(_folders(files)):
        asset = files.assets.get(f"{FOLDER}{name}/{SETTINGS}")
        text = asset.data.decode("utf-8-sig", "replace") if asset is not None else ""
        said = description(Source(f"{TEMPLATES}/{FOLDER}{name}/{SETTINGS}", text))
        found[name] = next((one for one in _OF_SHIPPED if one == said), said)
    packages = {
        one.name: Message("of the package {name}", name=one.package) for one in extensions(THEMES)
    }
    return {**packages, **found}


def _read_templates(chain: _Chain, package: Path | None) -> None:
    read = chain.workspace.templates(package)
    chain.files = read.value
    chain.found = list(read.diagnostics)


def _package(name: str) -> Path | None:
    """The folder that an installed package brings as the theme."""
    known = {one.name: one for one in extensions(THEMES)}
    return Path(os.path.realpath(folder(known[name]))) if name in known else None


def _folders(files: TemplateFiles) -> set[str]:
    """The names of the themes below ``templates/themes/``."""
    paths = (path for path in (*files.texts, *files.assets) if path.startswith(FOLDER))
    return {path.split("/")[1] for path in paths if path.count("/") > 1}


def _follow(chain: _Chain, name: str, package: Path | None) -> None:
    """Read the themes from ``name`` down to the base."""
    known = _folders(chain.files)
    named_by: Source | None = None
    while name not in chain.names:
        prefix = f"{FOLDER}{name}/"
        if package is not None and not chain.names:
            prefix = ""
        elif name not in known:
            if known:  # else not even the base could be read, of which the templates tell
                place = value_span(named_by, "base") if named_by is not None else None
                chain.found.append(_unknown(chain, name, place, known))
            return
        chain.names.append(name)
        own = _below(chain.files, prefix)
        chain.templates.append(own)
        chain.sheets.append(
            {p[:-4]: (f"{TEMPLATES}/{prefix}{p}", t) for p, t in own.texts.items() if _is_sheet(p)}
        )
        path = f"{TEMPLATES}/{prefix}{SETTINGS}"
        text = _settings_text(chain, prefix, path)
        settings, base = ThemeSettings(name=name), None
        if text:
            parsed = parse_theme(Source(path, text), name)
            chain.found += parsed.diagnostics
            settings, base = parsed.value or (settings, None)
        source = Source(path, text)
        chain.settings.append(settings)
        _note_places(chain, settings, source)
        _add_typefaces(chain, settings.typefaces, own, source)
        if settings.logo and chain.logo is None and chain.journal.logo is None:
            _add_logo(chain, settings.logo, own, value_span(source, "logo"))
        if name == BASE_THEME:
            return
        name, named_by = base or BASE_THEME, source
    place = value_span(source, "base")
    message = Message(
        "The theme “{name}” is based on itself, by way of {file} of “{other}”.",
        name=name,
        file=SETTINGS,
        other=chain.names[-1],
    )
    chain.found.append(
        Diagnostic("theme-unknown", place, message, Message("Base it on {base}.", base=BASE_THEME))
    )


def _settings_text(chain: _Chain, prefix: str, path: str) -> str:
    asset = chain.files.assets.get(f"{prefix}{SETTINGS}")
    if asset is None:
        return ""
    try:
        return asset.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = Message("{path} is not UTF-8.", path=path)
        chain.found.append(
            Diagnostic("file-not-utf8", Span(path), message, Message("Save it as UTF-8."))
        )
        return ""


def _is_sheet(path: str) -> bool:
    return "/" not in path and path.endswith(".css")


def _below(files: TemplateFiles, prefix: str) -> TemplateFiles:
    """The files of a theme by their paths in its folder; of a package's, they are among all."""
    cut = len(prefix)
    texts = {path[cut:]: text for path, text in files.texts.items() if path.startswith(prefix)}
    assets = {path[cut:]: one for path, one in files.assets.items() if path.startswith(prefix)}
    return TemplateFiles(texts, assets)


def _unknown(chain: _Chain, name: str, place: Span | None, folders: set[str]) -> Diagnostic:
    place = place or journal_place(chain.workspace, "theme", "name")
    names = sorted({*folders, *(one.name for one in extensions(THEMES))} - set(chain.names))
    near = nearest(name, names)
    hint = (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("The themes are {names}.", names=tuple(names))
    )
    return Diagnostic(
        "theme-unknown", place, Message("There is no theme “{name}”.", name=name), hint
    )


def _with_templates(chain: _Chain) -> TemplateFiles:
    """The templates of the base, with those of the themes in place of them; the project's own
    come before.
    """
    read = chain.files
    texts = {path: one for path, one in read.texts.items() if not path.startswith(FOLDER)}
    assets = {path: one for path, one in read.assets.items() if not path.startswith(FOLDER)}
    for own in reversed(chain.templates):
        for path, text in own.texts.items():
            if "/" in path and not chain.workspace.exists(f"{TEMPLATES}/{path}"):
                texts[path] = text
        for path, one in own.assets.items():
            if path != SETTINGS and not chain.workspace.exists(f"{TEMPLATES}/{path}"):
                assets[path] = replace(one, name=path)
    return TemplateFiles(texts, assets)


# --- settings ------------------------------------------------------------------------------


def _merged(settings: list[ThemeSettings]) -> ThemeSettings:
    """The settings, those that come later laid over those before."""
    merged: dict[str, Any] = {}
    for one in settings:
        for name in names_of(one):
            value = getattr(one, name)
            if name == "typefaces":
                merged[name] = {**merged.get(name, {}), **value}
            elif value is not None:
                merged[name] = value
    return ThemeSettings(**merged)


_COLOURS = {
    "accent": ("colours", "accent"),
    "text_colour": ("colours", "text"),
    "heading_colour": ("colours", "headings"),
    "background": ("colours", "background"),
}


def _note_places(chain: _Chain, settings: ThemeSettings, source: Source) -> None:
    for name, keys in _COLOURS.items():
        if getattr(settings, name) is not None:
            chain.places.setdefault(name, partial(value_span, source, *keys))


def _add_logo(chain: _Chain, path: str, files: TemplateFiles, at: Span) -> None:
    if path in files.assets:
        chain.logo = LogoFile(path, files.assets[path].data, at)
    else:
        chain.found.append(_not_in_folder(path, files, at))


def _not_in_folder(path: str, files: TemplateFiles, at: Span) -> Diagnostic:
    near = nearest(path, [name for name in files.assets if name != SETTINGS])
    hint = (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("Put it into the theme's folder.")
    )
    message = Message("The theme's folder has no file {path}.", path=path)
    return Diagnostic("file-missing", at, message, hint)


def _journals_own(chain: _Chain) -> None:
    """The settings of journal.yaml: where they stand, and the files that they name."""
    own = chain.journal.theme
    for name, keys in _COLOURS.items():
        if getattr(own, name) is not None:
            chain.places[name] = partial(journal_place, chain.workspace, "theme", *keys)
    if own.accent is not None and own.accent == chain.journal.colour:
        chain.places["accent"] = partial(journal_place, chain.workspace, "colour")
    faces: dict[str, tuple[FontSource, ...]] = {}
    for part, typeface in own.typefaces.items():
        of_part = ("theme", "typefaces", part.partition(":")[0])
        at = journal_place(chain.workspace, *of_part)
        data: dict[str, bytes] = {}
        for style, path in typeface.files.items():
            place = journal_place(chain.workspace, *of_part, style)
            read = chain.workspace.read_bytes(path, at=place)
            chain.found += read.diagnostics
            if read.value is not None:
                data |= _checked(chain, path, style, read.value, place)
        faces |= _sources(chain, part, typeface, data, at)
    chain.typefaces |= faces


def _add_typefaces(
    chain: _Chain, given: Mapping[str, Typeface], files: TemplateFiles, source: Source
) -> None:
    """The typefaces of a theme, where none that stands above it has them."""
    for part, typeface in given.items():
        if _role(part) in chain.typefaces or part in chain.journal.theme.typefaces:
            continue
        keys = ("typefaces", part.partition(":")[0])
        at = value_span(source, *keys)
        data: dict[str, bytes] = {}
        for style, path in typeface.files.items():
            place = value_span(source, *keys, style)
            if path in files.assets:
                data |= _checked(chain, path, style, files.assets[path].data, place)
            else:
                chain.found.append(_not_in_folder(path, files, place))
        chain.typefaces |= _sources(chain, part, typeface, data, at)


def _checked(chain: _Chain, path: str, style: str, data: bytes, at: Span) -> dict[str, bytes]:
    try:
        check_font(data)
    except FontError as error:
        hint = Message(
            "Take a TrueType or OpenType font (.ttf, .otf) whose licence allows embedding."
        )
        chain.found.append(
            Diagnostic(
                "font-unusable",
                at,
                Message("{file} {clause}.", file=path, clause=reason_of(error)),
                hint,
            )
        )
        return {}
    return {style: data}


def _role(part: str) -> str:
    """The family of ``Face`` that the typeface of a part stands for."""
    if not part.startswith(OTHER):
        return _ROLES[part]
    name = part.removeprefix(OTHER).rpartition("/")[2].rpartition(".")[0] or part
    return f"further-own-{_LETTERS.sub('', name.lower())}"


def _sources(
    chain: _Chain, part: str, typeface: Typeface, data: Mapping[str, bytes], at: Span
) -> dict[str, tuple[FontSource, ...]]:
    """The typeface of a part by the family that it stands for; nothing where it cannot be used."""
    role = _role(part)
    if typeface.family is not None:
        problems = list(_family_problems(part, typeface.family, at))
        chain.found += problems
        return {} if problems else {role: (FontSource(typeface.family),)}
    if data.keys() != typeface.files.keys():
        return {}
    lacking = [style for style in ("italic", "bold") if style not in data] if part == "text" else ()
    if lacking:
        message = Message("The typeface of the text has no {lacking}.", lacking=either(lacking))
        hint = Message(
            "Name its file beside “regular”, as {lacking}: fonts/Own-{title}.ttf.",
            lacking=lacking[0],
            title=lacking[0].title(),
        )
        chain.found.append(Diagnostic("font-unusable", at, message, hint))
        return {}
    sources = tuple(FontSource("", one, *_STYLES[style]) for style, one in sorted(data.items()))
    return {role: sources}


def _family_problems(part: str, family: str, at: Span) -> Iterator[Diagnostic]:
    from nashr.engines.fonts import has_style, installed_family

    if installed_family(family) is None:
        message = Message("The font family “{family}” is not installed.", family=family)
        hint = Message(
            "Name its files in the project, as {part}: {{regular: fonts/Own.ttf}}, or a family of"
            " fontpkg that is installed (docs/themes.md, Typefaces).",
            part=part,
        )
        yield Diagnostic("font-unusable", at, message, hint)
    elif part == "text" and not has_style(family, "italic"):
        message = Message(
            "The font family “{family}” has no italic, which the text needs.", family=family
        )
        hint = Message("Take it for headings, and another for the text.")
        yield Diagnostic("font-unusable", at, message, hint)


def _check_contrast(chain: _Chain, settings: ThemeSettings) -> None:
    """A diagnostic for each colour of letters that cannot be read on paper or on its ground."""
    grounds = dict.fromkeys((colours.WHITE, settings.background or colours.WHITE))
    for name in ("accent", "text_colour", "heading_colour"):
        ink = getattr(settings, name)
        is_usual = ink is None and name == "text_colour" and settings.background is not None
        if is_usual:
            ink = USUAL_INK
        if ink is None:
            continue
        worst = min(grounds, key=lambda ground: colours.contrast(ink, ground))
        ratio = colours.contrast(ink, worst)
        if ratio < colours.LEAST_CONTRAST:
            on = Message("white")
            if worst != colours.WHITE:
                on = Message("the background {colour}", colour=worst)
            message = Message(
                "The colour {ink} has a contrast of {ratio:.1f} : 1 with {on}.",
                ink=ink,
                ratio=ratio,
                on=on,
            )
            # Of the usual text on a background, the background has to change.
            better = colours.legible(worst, ink) if is_usual else colours.legible(ink, worst)
            hint = Message(
                'Most readers need at least {least_contrast} : 1; take "{better}".',
                least_contrast=colours.LEAST_CONTRAST,
                better=better,
            )
            place = chain.places["background" if is_usual else name]()
            chain.found.append(Diagnostic("colour-contrast", place, message, hint))
