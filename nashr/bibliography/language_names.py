"""Language names used in bibliographies, and their BCP 47 tags."""

from __future__ import annotations

from nashr import identifiers
from nashr.diagnostics import nearest
from nashr.messages import Message

#: Names of babel, polyglossia and biblatex, English names, and languages' own names.
_TAGS = {
    "afrikaans": "af",
    "albanian": "sq",
    "american": "en-US",
    "arabic": "ar",
    "armenian": "hy",
    "australian": "en-AU",
    "austrian": "de-AT",
    "azerbaijani": "az",
    "azeri": "az",
    "azərbaycan": "az",
    "azərbaycanca": "az",
    "bashkir": "ba",
    "basque": "eu",
    "belarusian": "be",
    "bengali": "bn",
    "bosnian": "bs",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "breton": "br",
    "british": "en-GB",
    "bulgarian": "bg",
    "canadian": "en-CA",
    "catalan": "ca",
    "chechen": "ce",
    "chinese": "zh",
    "crimean tatar": "crh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "español": "es",
    "esperanto": "eo",
    "estonian": "et",
    "farsi": "fa",
    "finnish": "fi",
    "français": "fr",
    "french": "fr",
    "galician": "gl",
    "georgian": "ka",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "icelandic": "is",
    "indonesian": "id",
    "irish": "ga",
    "italian": "it",
    "japanese": "ja",
    "kazakh": "kk",
    "korean": "ko",
    "kurdish": "ku",
    "kurmanji": "kmr",
    "kyrgyz": "ky",
    "latin": "la",
    "latvian": "lv",
    "lezgian": "lez",
    "lithuanian": "lt",
    "macedonian": "mk",
    "malay": "ms",
    "mongolian": "mn",
    "ngerman": "de",
    "norsk": "nb",
    "norwegian": "no",
    "nynorsk": "nn",
    "ottoman": "ota",
    "ottoman turkish": "ota",
    "pashto": "ps",
    "persian": "fa",
    "polish": "pl",
    "portuges": "pt",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "sanskrit": "sa",
    "serbian": "sr",
    "slovak": "sk",
    "slovene": "sl",
    "slovenian": "sl",
    "spanish": "es",
    "swahili": "sw",
    "swedish": "sv",
    "swissgerman": "de-CH",
    "tajik": "tg",
    "talysh": "tly",
    "tatar": "tt",
    "thai": "th",
    "turkish": "tr",
    "turkmen": "tk",
    "türkçe": "tr",
    "ukenglish": "en-GB",
    "ukrainian": "uk",
    "urdu": "ur",
    "usenglish": "en-US",
    "uyghur": "ug",
    "uzbek": "uz",
    "vietnamese": "vi",
    "welsh": "cy",
    "русский": "ru",
}


def language_tag(name: str) -> str | None:
    """The BCP 47 tag for a language name or tag; None if ``name`` is neither."""
    bare = name.strip().replace("_", "-")
    known = _TAGS.get(bare.lower()) or _TAGS.get(bare.lower().removeprefix("lang"))
    if known:
        return known
    try:
        return identifiers.language(bare)
    except identifiers.Invalid:
        return None


#: Names of the table that are not what English calls a language.
_NOT_ENGLISH = frozenset(
    "azeri deutsch español farsi français ngerman ottoman portuges slovene".split()
)


def english_name(tag: str) -> str | None:
    """What English calls a language; None for one that is not in the table."""
    wanted = tag.partition("-")[0].lower()
    names = (name for name, known in _TAGS.items() if known == wanted and name not in _NOT_ENGLISH)
    name = next(names, None)
    return name.title() if name else None


def language_hint(name: str) -> Message:
    """A hint for a name without a tag: the most similar known name."""
    near = nearest(name.lower(), _TAGS)
    return (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("Give its tag, such as az, tr or en.")
    )
