"""What fonts of symbols show in the places of letters: in files that are not Word's, pandoc leaves
the letters, as it reads such fonts in Word files alone.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The place of these fonts among the characters for private use.
_PRIVATE = 0xF000
#: The signs of the fonts by their numbers, from that of “!” on; a space stands for none that is
#: known.
_FIRST = 0x21
_SIGNS: Mapping[str, str] = {
    "Symbol": (
        "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞ"
        "ΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼                  "
        "               €ϒ′≤∕∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪"
        "⊃⊇⊄⊂⊆∈∉∠∇   ∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈   ∑           〉∫⌠ ⌡          "
    ),
    "Wingdings": (
        "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠"
        "✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷 ⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺"
        "❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·• ⚪🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵"
        "⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂🢬🢭🗶✔🗷🗹 "
    ),
}


def is_font_of_symbols(name: str) -> bool:
    """Whether the first of the fonts in a list, as of CSS, is one of these."""
    return _first(name) in _SIGNS


def in_symbols(font: str, text: str) -> str:
    """A text in a font of symbols as what that shows; a sign that is not known stays."""
    signs = _SIGNS[_first(font)]

    def shown(char: str) -> str:
        place = _code(char) - _FIRST
        sign = signs[place] if 0 <= place < len(signs) else " "
        return char if sign == " " else sign

    return "".join(map(shown, text))


def _first(fonts: str) -> str:
    return fonts.partition(",")[0].strip(" \t'\"")


def _code(char: str) -> int:
    number = ord(char)
    if number >= _PRIVATE:
        return number - _PRIVATE
    return number if number < 0x80 else int.from_bytes(char.encode("cp1252", "ignore") or b"\0")
