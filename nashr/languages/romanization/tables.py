"""The tables of romanization: letters and groups of letters, and what stands for them.

``TABLES`` has for each language the table that atlases and catalogues in English use, BGN/PCGN,
which for many languages is the national system, or the official Latin alphabet. Dots between
letters, which tell *ts* from *t·s*, are left out, as in bibliographies. ``ISO_9`` has a sign for
each letter, whatever the language; ``PASSPORT`` has what differs in passports.
"""

from __future__ import annotations

from collections.abc import Mapping

from nashr.records import dataclass, field, replace


# Compared by identity: a table is the key of what is compiled from it.
@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """``rules`` are regular expressions of small letters, which are tried before ``letters``."""

    tag: str
    letters: Mapping[str, str] = field(hash=False)
    rules: tuple[tuple[str, str], ...] = ()
    has_capitals: bool = True


def _letters(text: str, *silent: str) -> dict[str, str]:
    """Letters by pairs: ``а a б b``; those that are left out become nothing."""
    signs = text.split()
    pairs = dict(zip(signs[::2], signs[1::2], strict=True))
    return pairs | dict.fromkeys(silent, "")


#: Letters that have the same sign in all languages below, and those that most have.
_SAME = "а a б b в v д d з z к k л l м m н n о o п p р r с s т t у u ф f"
_MOST = f"{_SAME} г g е e и i й y ж zh х kh ц ts ч ch ш sh щ shch ы y ю yu я ya ё yo э e"
_APOSTROPHES = ("’", "ʼ", "'", "`")

#: BGN/PCGN 1947; letters of the orthography before 1918 as those that took their places, and a
#: hard sign at the end of a word, which that orthography wrote, as nothing.
_RUSSIAN = Table(
    "ru",
    _letters(f"{_MOST} ё ë ъ ” ь ’ ѣ e і i ѳ f ѵ i"),
    (
        ("(?<=[аеёиоуыэюяйъьѣі])[еѣ]|\\A[еѣ]", "ye"),
        ("(?<=[аеёиоуыэюяйъьѣі])ё|\\Aё", "yë"),
        ("(?<=[бвгджзклмнпрстфхцчшщ])ъ\\Z", ""),
    ),
)
#: The resolution of the Cabinet of Ministers of Ukraine no. 55 of 2010, as BGN/PCGN 2019 has it.
_UKRAINIAN = Table(
    "uk",
    _letters(
        f"{_SAME} г h ґ g е e є ie ж zh и y і i ї i й i х kh ц ts ч ch ш sh щ shch ю iu я ia "
        "ы y э e ё io ъ ”",
        "ь",
        *_APOSTROPHES,
    ),
    (
        ("\\Aє", "ye"),
        ("\\Aї", "yi"),
        ("\\Aй", "y"),
        ("\\Aю", "yu"),
        ("\\Aя", "ya"),
        ("(?<=з)г", "gh"),
    ),
)
#: BGN/PCGN 1979.
_BELARUSIAN = Table(
    "be",
    _letters(
        f"{_MOST} г h ґ g е ye і i ў w ь ’",
        *_APOSTROPHES,
    ),
)
#: The law on transliteration of 2009, as BGN/PCGN 2013 has it.
_BULGARIAN = Table("bg", _letters(f"{_MOST} х h щ sht ъ a ь y"), (("ия\\Z", "ia"),))
#: The Latin alphabet of Serbian, Bosnian and Montenegrin.
_SERBIAN = Table(
    "sr",
    _letters(
        f"{_SAME} г g ђ đ е e ж ž и i ј j љ lj њ nj ћ ć х h ц c ч č џ dž ш š з́ ź с́ ś",
    ),
)
#: BGN/PCGN 2013.
_MACEDONIAN = Table(
    "mk",
    _letters(f"{_SAME} г g ѓ ǵ е e ж ž ѕ dz и i ј j љ lj њ nj ќ ḱ х h ц c ч č џ dž ш š", "’"),
)
#: The alphabet of 1991, by the letters of that of 1958; those that were used until 1958 as well.
_AZERBAIJANI = Table(
    "az",
    _letters(
        f"{_SAME} г q ғ ğ е e ә ə ж j и i ы ı ј y й y ҝ g ө ö ү ü х x һ h ч ç ҹ c ш ş "
        "ц s щ ş э e ю yu я ya ё yo",
        "ь",
        "ъ",
        *_APOSTROPHES,
    ),
)
#: The alphabet of 1995; *e* is *ye* where a syllable begins with it.
_UZBEK = Table(
    "uz",
    _letters(
        f"{_SAME} г g е e ё yo ж j и i й y х x ц s ч ch ш sh ъ ʼ э e ю yu я ya ў oʻ қ q ғ gʻ ҳ h "
        "щ sh ы i",
        "ь",
    ),
    (("(?<=[аеёиоуэюяўъь])е|\\Aе", "ye"), ("(?<=[аеёиоуэюяў])ц", "ts")),
)
#: The alphabet of 1999.
_TURKMEN = Table(
    "tk",
    _letters(
        f"{_SAME} в w г g е e ё ýo ж ž җ j и i й ý ң ň ө ö ү ü х h ц s ч ç ш ş щ şç ы y э e ә ä "
        "ю ýu я ýa",
        "ь",
        "ъ",
    ),
    (("(?<=[аеёиоуыэюяәөү])е|\\Aе", "ýe"),),
)
#: BGN/PCGN 1979.
_KAZAKH = Table(
    "kk",
    _letters(f"{_MOST} ә ä ғ gh и ī қ q ң ng ө ö у ū ұ u ү ü һ h і i э ė ъ ” ь ’"),
)
#: BGN/PCGN 1979.
_KYRGYZ = Table("ky", _letters(f"{_MOST} ж j ң ng ө ö ү ü ъ ” ь ’"))
#: BGN/PCGN 1994, with its notes of 2017 on the letters that the orthography of 1998 gave up.
_TAJIK = Table(
    "tg",
    _letters(f"{_MOST} ғ gh ӣ í қ q ӯ ŭ ҳ h ҷ j э ė ъ ’ ц s щ sh ы i", "ь"),
    (("(?<=[аеёиӣоуӯыэюя])ц(?=[аеёиӣоуӯыэюя])", "ts"),),
)
#: ELOT 743 (1982), as BGN/PCGN 1996 and passports have it.
_GREEK = Table(
    "el",
    _letters(
        "α a ά a β v γ g δ d ε e έ e ζ z η i ή i θ th ι i ί i ϊ i ΐ i κ k λ l μ m ν n ξ x ο o "
        "ό o π p ρ r σ s ς s τ t υ y ύ y ϋ y ΰ y φ f χ ch ψ ps ω o ώ o"
    ),
    (
        ("ο[υύ]", "ou"),
        ("α[υύ](?=[θκξπσςτφχψ]|\\Z)", "af"),
        ("α[υύ]", "av"),
        ("ε[υύ](?=[θκξπσςτφχψ]|\\Z)", "ef"),
        ("ε[υύ]", "ev"),
        ("η[υύ](?=[θκξπσςτφχψ]|\\Z)", "if"),
        ("η[υύ]", "iv"),
        ("γ(?=[γξχ])", "n"),
        ("\\Aμπ|μπ\\Z", "b"),
    ),
)
#: The national system of 2002, as BGN/PCGN 2009 has it.
_GEORGIAN = Table(
    "ka",
    _letters(
        "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k’ ლ l მ m ნ n ო o პ p’ ჟ zh რ r ს s ტ t’ უ u "
        "ფ p ქ k ღ gh ყ q’ შ sh ჩ ch ც ts ძ dz წ ts’ ჭ ch’ ხ kh ჯ j ჰ h"
    ),
    has_capitals=False,
)
#: BGN/PCGN 1981.
_ARMENIAN = Table(
    "hy",
    _letters(
        "ա a բ b գ g դ d ե e զ z է e ը y թ t’ ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m "
        "յ y ն n շ sh ո o չ ch’ պ p ջ j ռ rr ս s վ v տ t ր r ց ts’ ւ v փ p’ ք k’ օ o ֆ f և ev "
        "ու u"
    ),
    (("\\A(?:և|եւ)", "yev"), ("\\Aե", "ye"), ("\\Aո(?=վ)", "o"), ("\\Aո(?!ւ)", "vo")),
)

TABLES: Mapping[str, Table] = {
    **{
        table.tag: table
        for table in (
            _RUSSIAN,
            _UKRAINIAN,
            _BELARUSIAN,
            _BULGARIAN,
            _SERBIAN,
            _MACEDONIAN,
            _AZERBAIJANI,
            _UZBEK,
            _TURKMEN,
            _KAZAKH,
            _KYRGYZ,
            _TAJIK,
            _GREEK,
            _GEORGIAN,
            _ARMENIAN,
        )
    },
    "bs": _SERBIAN,
}

#: ISO 9:1995, which GOST 7.79-2000 (system A) has as well.
ISO_9 = Table(
    "und",
    _letters(
        f"{_SAME} г g ґ g̀ ғ ġ ҕ ğ ђ đ ѓ ǵ е e ӗ ĕ ё ë є ê ж ž җ ž̦ ӂ z̆ ӝ z̄ ӟ z̈ ѕ ẑ ӡ ź и i ӣ ī "
        "ӥ î і ì ї ï й j ј ǰ қ ķ ҝ k̂ ҡ ǩ ҟ k̄ љ l̂ ң ņ ҥ ṅ њ n̂ ӧ ö ө ô ҫ ç ҭ ţ ћ ć ќ ḱ ӯ ū ў ŭ ӱ ü "
        "ӳ ű ү ù ұ u̇ х h ҳ ḩ һ ḥ ц c ч č ҷ ç ӌ ċ ҹ ĉ џ d̂ ш š щ ŝ ъ ʺ ы y ӹ ÿ ь ʹ э è ю û я â ӑ ă "
        "ӓ ä ә a̋ ѣ ě ѫ ǎ ѳ f̀ ѵ ỳ ҙ đ̦ ӏ ‡ ӕ æ"
    ),
)

#: For Russian that of ICAO Doc 9303; Georgian without its apostrophes.
PASSPORT: Mapping[str, Table] = {
    "ru": Table(
        "ru",
        _letters(f"{_MOST} ё e й i ъ ie ю iu я ia", "ь"),
    ),
    "ka": replace(
        _GEORGIAN, letters={sign: out.rstrip("’") for sign, out in _GEORGIAN.letters.items()}
    ),
}
