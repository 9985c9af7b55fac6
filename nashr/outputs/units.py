"""Symbols of units, which stay on the line of their number, as the groups of its digits do."""

from __future__ import annotations

import re

#: Units by their symbols: those of the SI with their prefixes (BIPM, The International System of
#: Units, 9th edition, tables 2 to 8), their Cyrillic forms, currencies, and what counts thousands.
UNITS = "|".join(
    (
        r"(?:da|[QRYZEPTGMkhdcmµμnpfazyrq])?(?:m|g|s|A|K|mol|cd|rad|sr|Hz|N|Pa|J|W|C|V|F|Ω|S|Wb|T|H"
        r"|lm|lx|Bq|Gy|Sv|kat|eV|l|L|t|b|B|bit|bar|Wh|cal)[²³]?",
        r"min|h|d|ha|au|Da|dB|Np|ppm|ppb|rpm|pH|px|pt|in|ft|lb|oz|mi|kn|°[CF]?|[′″%‰‱℃℉]",
        r"(?:[кмМГндс]|да)?(?:м|г|с|А|К|моль|Гц|Н|Па|Дж|Вт|В|л|т|бит|Б)[²³]?|мин|ч|сут|га",
        r"[km]?q|sm|sa|dk|sn",  # Azerbaijani gram and centimetre, Turkish hour, minute and second
        r"[€$£¥₺₼₽₾₸₴]|AZN|TRY|TL|USD|EUR|GBP|RUB|GEL|KZT|руб|тыс|млн|млрд|mln|mlrd",
    )
)
#: What does not stand behind a unit: letters, and a hyphen that is not that of a suffix (45 %-i).
END = r"(?!\w|-(?![^\W\d_]{1,4}\b))"
#: The space among the digits of a number.
GROUPS = r"(?<=\d)(?<!\d{4}) (?=\d{3}(?!\d))"
_BETWEEN = re.compile(rf"(?<=\d) (?=(?:{UNITS}){END})|{GROUPS}")


def bound(text: str) -> str:
    """The text with no-break spaces within numbers, and between numbers and units."""
    return _BETWEEN.sub("\u00a0", text) if " " in text else text
