r"""The commands by which LaTeX names letters, ``\cyrsch`` and ``\textalpha``, and signs by their
numbers, ``\ding{51}``: pandoc's reader drops them.

Sources: the encodings T2A, T2B and X2 of cyrillic (cyrguide, the files ``t2aenc.def``); the manuals
of textgreek, tipa and pifont; the table of Zapf Dingbats of Unicode.
"""

from __future__ import annotations

_NAMES = (
    "a а b б v в g г d д e е yo ё zh ж z з i и ishrt й k к l л m м n н o о p п r р s с t т u у f ф "
    "h х c ц ch ч sh ш shch щ hrdsn ъ ery ы sftsn ь erev э yu ю ya я ie є ii і yi ї ushrt ў gup ґ "
    "je ј lje љ nje њ dje ђ tshe ћ dzhe џ dze ѕ ghcrs ғ ghk ҕ zhdsc җ zdsc ҙ kdsc қ kbeak ҡ "
    "kvcrs ҝ ndsc ң ng ҥ otld ө sdsc ҫ y ү yhcrs ұ hdsc ҳ hhcrs ӿ chrdsc ҷ chvcrs ҹ shha һ "
    "abhch ҽ abhchdsc ҿ ae ӕ abhdze ӡ abhha ҩ khk ӄ nhk ӈ lhk ӆ chldsc ӌ tetse ҵ tdsc ҭ yat ѣ"
).split()
#: The letters by their commands, ``cyra`` and ``CYRA``.
CYRILLIC: dict[str, str] = {
    **{f"cyr{name}": letter for name, letter in zip(_NAMES[::2], _NAMES[1::2], strict=True)},
    **{
        f"CYR{name.upper()}": letter.upper()
        for name, letter in zip(_NAMES[::2], _NAMES[1::2], strict=True)
    },
    "cyrpalochka": "ӏ",
    "CYRpalochka": "Ӏ",
}

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "varsigma sigma tau upsilon phi chi psi omega"
).split()
#: The letters of Greek in the text, and of phonetics.
NAMED: dict[str, str] = {
    **{f"text{name}": chr(0x3B1 + number) for number, name in enumerate(_GREEK)},
    **{
        f"text{name.capitalize()}": chr(0x391 + number)
        for number, name in enumerate(_GREEK)
        if name != "varsigma"
    },
    "Schwa": "Ə", "textSchwa": "Ə", "textesh": "ʃ", "textyogh": "ʒ", "texteng": "ŋ",
    "textglotstop": "ʔ", "textgamma": "γ", "textturnm": "ɯ", "textltailn": "ɲ", "textopeno": "ɔ",
    "textepsilon": "ɛ", "textlengthmark": "ː", "textprimstress": "ˈ", "textsecstress": "ˌ",
}  # fmt: skip
#: Signs of Zapf Dingbats that stand elsewhere in Unicode, by their numbers.
_ELSEWHERE = {
    37: 0x260E, 42: 0x261B, 43: 0x261E, 72: 0x2605, 108: 0x25CF, 110: 0x25A0, 115: 0x25B2,
    116: 0x25BC, 117: 0x25C6, 119: 0x25D7, 168: 0x2663, 169: 0x2666, 170: 0x2665, 171: 0x2660,
    213: 0x2192, 214: 0x2194, 215: 0x2195,
}  # fmt: skip


def dingbat(number: int) -> str:
    """The sign of a number of ``\\ding``; empty where there is none."""
    if number in _ELSEWHERE:
        return chr(_ELSEWHERE[number])
    for first, last, begin in (
        (33, 126, 0x2701), (161, 167, 0x2761), (172, 181, 0x2460), (182, 211, 0x2776),
        (212, 212, 0x2794), (216, 239, 0x2798), (241, 254, 0x27B1),
    ):  # fmt: skip
        if first <= number <= last:
            return chr(begin + number - first)
    return ""
