"""The order of letters within the scripts that are not Latin, in the root collation of CLDR.

The primary order of the Default Unicode Collation Element Table (UTS #10), which CLDR's root takes
over within a script. Letters that differ from another by an accent alone are left out, save й, ї
and ў, which are letters of their own wherever they are used.

It is a table here because reading the element table (pyuca) takes 0.5 s at every start, more than
a whole reference list, and ICU's bindings have to be compiled on the user's machine.
"""

from functools import lru_cache

#: In the order of CLDR's root: Greek, Cyrillic, Georgian, Armenian, Hebrew, Arabic.
SCRIPTS = (
    "α β γ δ ε ϝ ϛ ζ ͱ η θ ι ϳ κ λ μ ν ξ ο π ϻ ϟ ϙ ρ ϼ σ ϲ τ υ φ χ ψ ω ϡ ͳ ϸ",
    "а ә ӕ б в г ґ ғ ӻ ҕ ӷ д ԁ ꚁ ђ ꙣ ԃ ҙ е є ж ԫ ꚅ җ з ꙁ ԅ ԑ ꙃ ѕ ꙅ ӡ ꚉ ԇ ꚃ и ҋ і ї ꙇ й ј ꙉ к "
    "қ ӄ ҡ ҟ ҝ ԟ ԛ л ӆ ԯ ԓ ԡ љ ꙥ ԉ ԕ м ӎ ꙧ н ԩ ӊ ң ӈ ԣ ҥ њ ԋ о ө п ԥ ҧ ҁ р ҏ ԗ с ԍ ҫ т ꚍ ԏ ҭ "
    "ꚋ ћ у ў ү ұ ѹ ф х ӽ ӿ ҳ һ ԧ ꚕ ѡ ѿ ꙍ ѽ ѻ ц ꙡ ꚏ ҵ ꚑ ч ԭ ꚓ ҷ ӌ ҹ ꚇ ҽ ҿ џ ш ꚗ щ ꙏ ꙿ ъ ꙑ ы ь "
    "ҍ ѣ ꙓ э ю ꙕ ꙗ я ԙ ѥ ѧ ꙙ ѫ ꙛ ѩ ꙝ ѭ ѯ ѱ ѳ ѵ ꙟ ҩ ԝ ӏ",
    "ა ბ გ დ ე ვ ზ ჱ თ ი კ ლ მ ნ ჲ ო პ ჟ რ ს ტ ჳ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჴ ჯ ჰ ჵ ჶ ჷ ჸ ჹ ჺ ჽ ჾ ჿ",
    "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ",
    "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
    "ء آ أ ٲ ٱ ؤ إ ٳ ݳ ݴ ئ ا ٮ ب ٻ پ ڀ ݐ ݑ ݒ ݓ ݔ ݕ ݖ ة ت ث ٹ ٺ ټ ٽ ٿ ج ڃ ڄ چ ڿ ڇ ح خ ځ ڂ څ ݗ "
    "ݘ ݮ ݯ ݲ ݼ د ذ ڈ ډ ڊ ڋ ڌ ڍ ڎ ڏ ڐ ۮ ݙ ݚ ر ز ڑ ڒ ړ ڔ ڕ ږ ڗ ژ ڙ ۯ ݛ ݫ ݬ ݱ س ش ښ ڛ ڜ ۺ ݜ ݭ ݰ "
    "ݽ ݾ ص ض ڝ ڞ ۻ ط ظ ڟ ع غ ڠ ۼ ݝ ݞ ݟ ف ڡ ڢ ڣ ڤ ڥ ڦ ݠ ݡ ٯ ق ڧ ڨ ك ک ڪ ګ ڬ ݿ ڭ ڮ گ ڰ ڱ ڲ ڳ ڴ "
    "ݢ ػ ؼ ݣ ݤ ل ڵ ڶ ڷ ڸ ݪ م ݥ ݦ ن ں ڻ ڼ ڽ ڹ ݧ ݨ ݩ ه ھ ہ ۃ ۿ ە و ۄ ۅ ۆ ۇ ۈ ۉ ۊ ۋ ۏ ݸ ݹ ى ي ی "
    "ۍ ێ ې ۑ ؽ ؾ ؿ ؠ ݵ ݶ ݷ ے ݺ ݻ",
)
#: Forms that stand for another letter.
_SAME = {"ς": "σ", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}


@lru_cache(maxsize=1)
def ranks() -> dict[str, int]:
    """The rank of each letter among those of all scripts, from 0."""
    letters = " ".join(SCRIPTS).split()
    found = {letter: rank for rank, letter in enumerate(letters)}
    return found | {form: found[letter] for form, letter in _SAME.items()}


def script_of(letter: str) -> str:
    """The letters of the script that a letter belongs to, in order; empty for one of no table."""
    return next((script for script in SCRIPTS if letter in script.split()), "")
