"""A formula as it is said.

The rules are those of ClearSpeak (Benetech and ETS, *ClearSpeak Specification and
Recommendations*) where it has any: a listener hears what stands there in the order of its meaning,
and hears the end of what is longer than a letter. The words are those of a language
(``nashr.languages.formula_words``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from nashr.languages.formula_words import FormulaWords, formula_words
from nashr.outputs.speech.shapes import (
    end_of,
    is_braced,
    is_differential,
    is_matrix,
    is_prefix,
    is_signed_number,
    is_without_rule,
    only_sign,
)
from nashr.outputs.speech.tokens import (
    Element,
    Token,
    children_of,
    content_of,
    is_upright,
    name_of,
    row_of,
)
from nashr.outputs.speech.units import units_at
from nashr.records import dataclass

_FENCES = {
    ("|", "|"): "absolute",
    ("∥", "∥"): "norm",
    ("⌊", "⌋"): "floor",
    ("⌈", "⌉"): "ceiling",
}
_BIG = frozenset("∑∏∐⋃⋂⋀⋁∫∬∭∮")
#: Functions below which something runs: ``max`` over a set.
_RANGING = frozenset("max min sup inf argmax argmin".split())
_LOGARITHMS = frozenset({"log", "lg", "ln"})
#: Letters that stand for a function where parentheses follow.
_FUNCTION_LETTERS = frozenset("fghFGHPpφψϕΦΨΓζ")
_ACCENTS = {
    "̂": "hat", "^": "hat", "ˆ": "hat", "\u030c": "check", "ˇ": "check", "̃": "tilde", "~": "tilde",
    "˜": "tilde", "‾": "bar", "¯": "bar", "̅": "bar", "̄": "bar", "―": "bar", "̇": "dot", "˙": "dot",
    "̈": "double-dot", "¨": "double-dot", "⃛": "triple-dot", "…": "triple-dot", "˘": "breve",
    "̆": "breve", "´": "acute", "́": "acute", "`": "grave", "̀": "grave", "˚": "ring", "̊": "ring",
    "→": "vector", "⃗": "vector", "⏞": "brace-above", "︷": "brace-above",
}  # fmt: skip
_UNDERLINES = {"_": "underlined", "̲": "underlined", "⏟": "brace-below", "︸": "brace-below"}
_UNDERLINES |= {"‾": "underlined", "¯": "underlined"}
_PRIMES = {
    "′": "prime", "'": "prime", "″": "double-prime", "′′": "double-prime", "‴": "triple-prime",
    "′′′": "triple-prime",
}  # fmt: skip
_DEGREES = frozenset("∘°")
_STYLES = {"double-struck": "double-struck", "script": "script", "fraktur": "fraktur"}
_SPOKEN_RAISED = frozenset("*∗⋆+−-†‡±")
_BLANKS = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;])")
_DOUBLED = re.compile(r"[,;](?=\s*[,.;])")
_NEVER = str.maketrans(dict.fromkeys("\\^_{}", " "))


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and whether they are so short that they need no end: a letter, a number."""

    text: str
    is_short: bool = False


def speech(math: Element, tag: str) -> tuple[str, str]:
    """The formula in words, and the language of these: that of the tag, or else English."""
    words = formula_words(tag)
    return _Speaker(words, math).whole(math), words.lang


class _Speaker:
    def __init__(self, words: FormulaWords, math: Element) -> None:
        self._words = words
        letters = {_plain(content_of(e)) for e in math.iter() if name_of(e) == "mi"}
        #: Capitals whose small letters stand in the formula as well.
        self._capitals = {
            a for a in letters if len(a) == 1 and a.isupper() and a.lower() in letters
        }

    def whole(self, math: Element) -> str:
        tokens = row_of(math)
        while len(tokens) > 1 and tokens[-1].sign in set(",.;"):
            tokens.pop()  # of the sentence, not of the formula
        return _tidy(self._row(tokens).text)

    # --- rows --------------------------------------------------------------------------------

    def _say(self, pattern: str, *parts: str) -> str:
        return self._words.patterns[pattern].format(*parts)

    def _sized(self, pattern: str, *parts: Said) -> Said:
        """A construction by its short pattern, or its long one, which says where it ends."""
        is_short = all(part.is_short for part in parts)
        return Said(self._say(pattern if is_short else f"long-{pattern}", *(p.text for p in parts)))

    def _in(self, element: Element) -> Said:
        return self._row(row_of(element))

    def _row(self, tokens: Sequence[Token]) -> Said:
        parts: list[Said] = []
        position = 0
        while position < len(tokens):
            said, position = self._next(tokens, position)
            if said.text:
                parts.append(said)
        is_short = len(parts) == 1 and (parts[0].is_short or tokens[0].kind == "operator")
        is_short = is_short or is_signed_number(tokens) or is_differential(tokens)
        return Said(" ".join(part.text for part in parts), is_short)

    def _next(self, tokens: Sequence[Token], at: int) -> tuple[Said, int]:
        token = tokens[at]
        if token.kind == "space":
            return Said(","), at + 1
        if token.kind == "open":
            end = end_of(tokens, at)
            if end is None:
                return self._unclosed(tokens, at)
            is_applied = self._is_applied(tokens, at)
            return self._fenced(tokens, at, end, is_applied=is_applied), end + 1
        if token.kind == "close":
            said = Said(self._sign(token.sign))
            return (self._scripted(token.scripts, said) if token.scripts is not None else said), (
                at + 1
            )
        if token.kind == "operator":
            return self._operator(tokens, at), at + 1
        units, used = units_at(tokens, at, self._words)
        if used:
            return Said(units), at + used
        return self._operand(token), at + 1

    def _operator(self, tokens: Sequence[Token], at: int) -> Said:
        sign = tokens[at].sign
        if sign in ("−", "-", "+") and is_prefix(tokens, at):
            return Said(self._say("positive" if sign == "+" else "negative"))
        if sign in _BIG and at + 1 < len(tokens):
            return Said(self._say("of", self._sign(sign)))
        return Said(self._sign(sign), is_short=sign in ("∞", "∅"))

    # --- fences ------------------------------------------------------------------------------

    def _is_applied(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether parentheses hold the argument of a function."""
        if at == 0 or tokens[at].sign != "(" or tokens[at - 1].kind != "operand":
            return False
        base = tokens[at - 1].element
        while name_of(base) in ("msup", "msub", "msubsup", "mover") and children_of(base):
            base = children_of(base)[0]
        text = tokens[at - 1].joined or content_of(base)
        return text in _FUNCTION_LETTERS or (text in self._words.functions and is_upright(base))

    def _fenced(self, tokens: Sequence[Token], at: int, end: int, *, is_applied: bool) -> Said:
        inside = tokens[at + 1 : end]
        group = self._group(tokens[at].sign, inside, tokens[end].sign, is_applied=is_applied)
        scripts = tokens[end].scripts
        return self._scripted(scripts, group) if scripts is not None else group

    def _group(
        self, opening: str, inside: Sequence[Token], closing: str, *, is_applied: bool
    ) -> Said:
        only = inside[0].element if len(inside) == 1 else None
        if only is not None and name_of(only) == "mtable":
            return self._matrix(only, "determinant" if opening == "|" else "matrix")
        if only is not None and name_of(only) == "mfrac" and is_without_rule(only):
            over, under = (self._in(part).text for part in children_of(only))
            return Said(self._say("binomial", over, under))
        if (opening, closing) == ("{", "}"):
            return Said(self._set(inside))
        content = self._row(inside)
        kind = _FENCES.get((opening, closing))
        if kind in ("absolute", "norm"):
            return self._sized(kind, content)
        if kind is not None:
            return Said(self._say(kind, content.text))
        if is_applied and content.is_short:
            return Said(self._say("apply", content.text))
        said = f"{self._sign(opening)} {content.text} {self._sign(closing)}"
        return Said(self._say("long-apply", said) if is_applied else said)

    def _set(self, inside: Sequence[Token]) -> str:
        for number, token in enumerate(inside):
            if token.sign in ("∣", "|", ":") and token.kind == "operator" and number:
                members, condition = self._row(inside[:number]), self._row(inside[number + 1 :])
                return self._say("set-builder", members.text, condition.text)
        return self._say("set", self._row(inside).text)

    def _unclosed(self, tokens: Sequence[Token], at: int) -> tuple[Said, int]:
        """A fence without its partner: the brace of cases, or a bracket that stands alone."""
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if tokens[at].sign == "{" and following and name_of(following.element) == "mtable":
            return Said(self._cases(following.element)), at + 2
        return Said(self._sign(tokens[at].sign)), at + 1

    # --- operands ----------------------------------------------------------------------------

    def _operand(self, token: Token) -> Said:
        element = token.element
        match name_of(element):
            case "mi" | "mn" | "mtext" | "ms":
                return self._letters(element, token.joined or content_of(element))
            case "mfrac":
                return self._fraction(element)
            case "msqrt":
                return self._sized("root", self._in_all(element))
            case "mroot":
                return self._root(element)
            case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
                return self._scripted(element, None)
            case "mmultiscripts":
                return self._multiscripts(element)
            case "mtable":
                return Said(self._table(element))
            case "menclose":
                return Said(self._say("cancelled", self._in_all(element).text))
        return self._in_all(element)

    def _in_all(self, element: Element) -> Said:
        """All children of an element as one row."""
        return self._row([t for child in children_of(element) for t in row_of(child)])

    def _letters(self, element: Element, text: str) -> Said:
        if name_of(element) == "mtext":
            return Said(" ".join(self._spelled(text).split()), is_short=len(text) < 3)
        if name_of(element) == "mn":
            return Said(text, is_short=True)
        if text in self._words.signs:  # ℝ, ℓ and Greek letters
            return Said(self._sign(text), is_short=True)
        if text in self._words.functions and (is_upright(element) or len(text) > 1):
            return Said(self._words.functions[text], is_short=True)
        plain = _plain(text)
        said = self._sign(plain) if plain in self._words.signs else self._spelled(plain)
        if plain in self._capitals:
            said = self._say("capital", said)
        variant = element.get("mathvariant", "")
        if "bold" in variant:
            said = self._say("bold", said)
        for style, pattern in _STYLES.items():
            if style in variant:
                said = self._say(pattern, said)
        return Said(said, is_short=True)

    def _sign(self, sign: str) -> str:
        known = self._words.signs.get(sign)
        if known is not None:
            return known
        return " ".join(self._words.signs.get(char, char) for char in sign)

    def _spelled(self, text: str) -> str:
        """A text without the characters of TeX, which no one says."""
        return text.translate(_NEVER)

    def _fraction(self, element: Element) -> Said:
        parts = children_of(element)
        if len(parts) != 2:
            return self._in_all(element)
        over, under = (self._in(part) for part in parts)
        named = self._words.fractions
        numbers = [content_of(part) for part in parts if name_of(part) == "mn"]
        if len(numbers) == 2:
            if (exact := named.get("/".join(numbers))) is not None:
                return Said(exact, is_short=True)
            if (by_denominator := named.get(f"/{numbers[1]}")) is not None:
                return Said(by_denominator.format(numbers[0]), is_short=True)
        if is_without_rule(element):
            return Said(self._say("binomial", over.text, under.text))
        return self._sized("fraction", over, under)

    def _root(self, element: Element) -> Said:
        radicand, index = ([self._in(part) for part in children_of(element)] + [Said("")] * 2)[:2]
        kinds = {"2": "root", "3": "cube-root"}
        if index.text in kinds:
            return self._sized(kinds[index.text], radicand)
        name = "nth-root" if radicand.is_short else "long-nth-root"
        return Said(self._say(name, radicand.text, index.text))

    # --- scripts -----------------------------------------------------------------------------

    def _scripted(self, element: Element, base: Said | None) -> Said:
        """A base with what stands above, below or beside it. ``base`` is given where it is a group
        that was closed by the element's own base.
        """
        first, *others = children_of(element)
        name = name_of(element)
        below = others[0] if name in ("msub", "msubsup", "munder", "munderover") else None
        above = others[-1] if name in ("msup", "msubsup", "mover", "munderover") else None
        if base is None:
            sign = only_sign(first)
            if sign in _BIG or content_of(first) in {"lim", *_RANGING}:
                return self._ranged(first, below, above)
            base = self._in(first)
            if content_of(first) in _LOGARITHMS and below is not None:
                base = Said(self._say("base", base.text, self._in(below).text))
                base, below = Said(self._say("of", base.text), is_short=True), None
        if not base.text:
            return self._before(below, above)
        if name in ("munder", "mover", "munderover"):
            return self._accented(base, first, below, above)
        if below is not None:
            base = self._indexed(base, self._in(below))
        return self._raised(first, base, above) if above is not None else base

    def _indexed(self, base: Said, index: Said) -> Said:
        pattern = "index" if index.is_short else "long-index"
        return Said(self._say(pattern, base.text, index.text), is_short=index.is_short)

    def _before(self, below: Element | None, above: Element | None) -> Said:
        """Scripts without a base stand before what follows: a mass number."""
        said = [self._say("left-super", self._in(above).text)] if above is not None else []
        said += [self._say("left-sub", self._in(below).text)] if below is not None else []
        return Said(" ".join(said))

    def _raised(self, first: Element, base: Said, above: Element) -> Said:
        text = content_of(above)
        is_token = name_of(above) in ("mo", "mi", "mn", "mrow")
        if text in _PRIMES and is_token:
            return Said(self._say(_PRIMES[text], base.text), is_short=base.is_short)
        if text[:1] in _PRIMES and len(text) > 1 and name_of(above) == "mrow":
            return self._primed(first, base, above)
        if text[:1] in _DEGREES and is_token:
            after = text[1:].strip()
            said = self._say("degrees", base.text)
            return Said(f"{said} {self._words.units.get(after, after)}".strip(), is_short=True)
        if text in ("2", "3"):
            return Said(self._say("squared" if text == "2" else "cubed", base.text))
        if text in ("−1", "-1") and content_of(first) in self._words.functions:
            return Said(self._say("inverse", base.text), is_short=True)
        if text == "⊤" or (text in ("T", "t") and is_matrix(first)):
            return Said(self._say("transposed", base.text), is_short=True)
        if len(text) == 1 and text in _SPOKEN_RAISED:
            return Said(self._say("raised-sign", base.text, self._sign(text)), is_short=True)
        power = self._in(above)
        if not power.is_short:
            return Said(self._say("long-power", base.text, power.text))
        is_name = text.isalpha() and len(text) == 1
        return Said(self._say("nth-power" if is_name else "power", base.text, power.text))

    def _primed(self, first: Element, base: Said, above: Element) -> Said:
        """Primes and what is raised beside them."""
        marks = [child for child in children_of(above) if content_of(child) in _PRIMES]
        for mark in marks:
            base = Said(self._say(_PRIMES[content_of(mark)], base.text), is_short=base.is_short)
        others = [child for child in children_of(above) if child not in marks]
        for other in others:
            base = self._raised(first, base, other)
        return base

    def _ranged(self, first: Element, below: Element | None, above: Element | None) -> Said:
        """A sum, an integral or a limit, with what it runs over."""
        sign = only_sign(first)
        base = self._sign(sign) if sign else self._in(first).text
        if content_of(first) == "lim" and below is not None:
            return Said(self._say("limit", self._approach(below)))
        low = self._in(below).text if below is not None else None
        high = self._in(above).text if above is not None else None
        if low is not None and high is not None:
            return Said(self._say("from-to", base, low, high))
        if low is not None:
            return Said(self._say("over-set", base, low))
        return Said(self._say("to", base, high)) if high is not None else Said(base)

    def _approach(self, below: Element) -> str:
        parts: list[str] = []
        part: list[Token] = []
        for token in row_of(below):
            if token.sign in ("→", "⟶"):
                parts += [self._row(part).text, self._say("approaches")]
                part = []
            else:
                part.append(token)
        return " ".join([*parts, self._row(part).text])

    def _accented(
        self, base: Said, first: Element, below: Element | None, above: Element | None
    ) -> Said:
        if below is not None:
            mark = _UNDERLINES.get(content_of(below))
            label = is_braced(first, _UNDERLINES)
            if mark is not None:
                base = Said(self._say(mark, base.text), is_short=base.is_short)
            else:
                words = "labelled" if label else "below"
                base = Said(self._say(words, base.text, self._in(below).text))
        if above is not None:
            mark = _ACCENTS.get(content_of(above))
            if mark is not None:
                return Said(self._say(mark, base.text), is_short=base.is_short)
            words = "labelled" if is_braced(first, _ACCENTS) else "above"
            return Said(self._say(words, base.text, self._in(above).text))
        return base

    def _multiscripts(self, element: Element) -> Said:
        """A base with scripts on both sides (MathML 3, section 3.4.7)."""
        base, *scripts = [child for child in element if name_of(child)]
        names = [name_of(script) for script in scripts]
        cut = names.index("mprescripts") if "mprescripts" in names else len(scripts)
        said = self._in(base)
        before = []
        for number, script in enumerate(scripts):
            if name_of(script) in ("none", "mprescripts"):
                continue
            text = self._in(script)
            if number > cut:
                is_low = (number - cut) % 2 == 1
                before.append(self._say("left-sub" if is_low else "left-super", text.text))
            elif number % 2 == 0:
                said = self._indexed(said, text)
            else:
                said = self._raised(base, said, script)
        return Said(" ".join([*before, said.text]), is_short=said.is_short and not before)

    # --- tables ------------------------------------------------------------------------------

    def _cells(self, table: Element) -> list[list[str]]:
        rows = [row for row in children_of(table) if name_of(row) in ("mtr", "mlabeledtr")]
        return [[self._in(cell).text for cell in children_of(row)] for row in rows]

    def _matrix(self, table: Element, kind: str) -> Said:
        cells = self._cells(table)
        blank = self._say("blank")
        rows = (
            self._say("row", str(number), ", ".join(cell or blank for cell in row))
            for number, row in enumerate(cells, start=1)
        )
        columns = max(map(len, cells), default=0)
        return Said(self._say(kind, str(len(cells)), str(columns), " ".join(rows)))

    def _cases(self, table: Element) -> str:
        cells = self._cells(table)
        found = (
            self._say("case", str(number), ", ".join(filter(None, row)))
            for number, row in enumerate(cells, start=1)
        )
        return self._say("cases", str(len(cells)), " ".join(found))

    def _table(self, table: Element) -> str:
        """A table without fences: lines of equations, or an array."""
        rows = [row for row in children_of(table) if name_of(row) in ("mtr", "mlabeledtr")]
        sides = [cell.get("columnalign") for row in rows[:1] for cell in children_of(row)]
        is_aligned = len(sides) < 2 or sides == ["right", "left"] * (len(sides) // 2)
        if not is_aligned:
            return self._matrix(table, "array").text
        lines = [self._row([t for cell in children_of(row) for t in row_of(cell)]) for row in rows]
        if len(lines) == 1:
            return lines[0].text
        found = (
            self._say("line", str(number), line.text.strip(" ,.;"))
            for number, line in enumerate(lines, start=1)
        )
        return self._say("lines", str(len(lines)), " ".join(found))


def _plain(letter: str) -> str:
    """A letter without the style that its character has: ℒ as L, 𝒗 as v."""
    return unicodedata.normalize("NFKC", letter)


def _tidy(text: str) -> str:
    """One line, with pauses where they belong."""
    text = _BEFORE_MARK.sub(r"\1", _BLANKS.sub(" ", text.translate(_NEVER)))
    return _DOUBLED.sub("", text).strip(" ,;")
