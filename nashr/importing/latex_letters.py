r"""The commands by which LaTeX names the letters of Cyrillic, ``\cyrsch``: pandoc's reader drops
them.

Source: the encodings T2A, T2B and X2 of cyrillic (cyrguide, the files ``t2aenc.def``).
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
