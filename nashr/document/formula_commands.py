"""Commands of TeX formulas that pandoc does not know, in the words of those that it knows.

Pandoc refuses a whole formula for one command that it does not know, and prints what it takes for
text: the ``[t]`` of ``\\begin{aligned}[t]``, for instance. Sources: the manuals of amsmath,
mathtools, physics, braket and babel-russian, and The TeXbook on ``\\over``, ``\\matrix`` and
``\\rm``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from nashr.document import chemistry
from nashr.document.latex_syntax import ANY_COMMAND, Macro, arguments, group_end, use


def _macros(text: str) -> dict[str, Macro]:
    """``count: name name … = TeX`` a line; ``1o`` has an argument in brackets as well, the first;
    ``@`` in the TeX is the name.
    """
    found: dict[str, Macro] = {}
    for line in text.strip().splitlines():
        shape, _, rest = line.strip().partition(": ")
        names, _, value = rest.partition(" = ")
        count, default = int(shape[0]) + shape.endswith("o"), "" if shape.endswith("o") else None
        for name in names.split():
            found[name] = Macro(name, count, value.strip().replace("@", name), default)
    return found


_MACROS = _macros(
    r"""
    2o: cfrac = \dfrac{#2}{#3}
    2: dbinom tbinom = \binom{#1}{#2}
    2o: textcolor colorbox = {#3}
    1: mathnormal mathinner vcenter mathlarger mathsmaller = {#1}
    1o: smash = {#2}
    4: mathchoice = {#1}
    1: fbox framebox = \boxed{\text{#1}}
    1: hbox textnormal textup textmd textsc textsl = \text{#1}
    1: hphantom = \phantom{#1}
    1: vphantom vspace = {}
    2: rule = {}
    2o: raisebox = \text{#3}
    2: scalebox = \text{#2}
    3: resizebox = \text{#3}
    0: mathstrut strut nobreak linebreak newline par hfill hfil noindent centering = {}
    0: small large normalsize displaylimits = {}
    0: thinspace = \,
    0: negthinspace negmedspace negthickspace = \!
    1: mathbbm Bbb = \mathbb{#1}
    1: frak = \mathfrak{#1}
    1: bold symbfup = \mathbf{#1}
    1: symup symrm = \mathrm{#1}
    1: overarc = \wideparen{#1}
    1: slashed = \cancel{#1}
    2: underaccent = \underset{#1}{#2}
    3: prescript = {}^{#1}_{#2}#3
    3: sideset = {}#1#3#2
    1: textsuperscript = ^{\text{#1}}
    1: textsubscript = _{\text{#1}}
    0: idotsint = \int\cdots\int
    0: varlimsup = \overline{\lim}
    0: varliminf = \underline{\lim}
    0: injlim projlim = \operatorname{@}
    0: tg ctg cosec arctg arcctg sh ch th cth arsh arch arth = \operatorname{@}
    0: Tr tr rank Rank diag sgn sign supp erf Res Var Cov Corr = \operatorname{@}
    0: qed qedsymbol = \square
    0: degree textdegree = \text{°}
    0: celsius degreeCelsius textcelsius = \text{°C}
    0: ohm = \Omega
    0: micro textmu = \text{µ}
    0: perthousand permil textperthousand = \text{‰}
    0: texteuro = \text{€}
    0: S = \text{§}
    0: P = \text{¶}
    0: copyright = \text{©}
    0: AA angstrom = \text{Å}
    0: surd = \text{√}
    0: textellipsis mathellipsis = \ldots
    0: textasciitilde = \sim
    0: textbackslash = \backslash
    0: vcentcolon = :
    1: cline = {}
    1: bra = \left\langle #1\right|
    1: ket = \left|#1\right\rangle
    1: abs = \left|#1\right|
    1: norm = \left\|#1\right\|
    1: floor = \left\lfloor #1\right\rfloor
    1: ceil = \left\lceil #1\right\rceil
    1: set Set = \left\{#1\right\}
    2: comm commutator = \left[#1,#2\right]
    2: acomm anticommutator = \left\{#1,#2\right\}
    3: mel matrixel = \left\langle #1\right|#2\left|#3\right\rangle
    1: order = \mathcal{O}\left(#1\right)
    1: vb vectorbold = \mathbf{#1}
    1: va vectorarrow = \vec{\mathbf{#1}}
    1: vu vectorunit = \hat{\mathbf{#1}}
    1: qq qqtext = \quad\text{#1}\quad
    """
)
#: Arrows with words above, and below where they are given in brackets first.
_ARROWS = {
    "xleftrightarrow": "longleftrightarrow",
    "xRightarrow": "Longrightarrow",
    "xLeftarrow": "Longleftarrow",
    "xLeftrightarrow": "Longleftrightarrow",
    "xhookrightarrow": "hookrightarrow",
    "xhookleftarrow": "hookleftarrow",
    "xmapsto": "longmapsto",
    "xrightleftharpoons": "rightleftharpoons",
}


def _arrow(name: str, optional: list[str], needed: list[str]) -> str:
    arrow = rf"\overset{{{needed[0]}}}{{\{_ARROWS[name]}}}"
    return rf"\underset{{{optional[0]}}}{{{arrow}}}" if optional else arrow


def _derivative(name: str, optional: list[str], needed: list[str]) -> str:
    d = r"\partial" if name in ("pdv", "partialderivative") else r"\mathrm{d}"
    power = f"^{{{optional[0]}}}" if optional else ""
    if len(needed) == 1:
        return rf"\frac{{{d}{power}}}{{{d} {needed[0]}{power}}}"
    if len(needed) == 3 and d == r"\partial":
        return rf"\frac{{{d}^2 {needed[0]}}}{{{d} {needed[1]}\,{d} {needed[2]}}}"
    behind = f"{{{needed[2]}}}" if len(needed) == 3 else ""
    return rf"\frac{{{d}{power} {needed[0]}}}{{{d} {needed[1]}{power}}}{behind}"


def _brackets(name: str, optional: list[str], needed: list[str]) -> str:
    del optional
    if name in ("ketbra", "dyad", "outerproduct"):
        return rf"\left|{needed[0]}\right\rangle\left\langle {needed[-1]}\right|"
    if name in ("ev", "expval", "expectationvalue") and len(needed) == 2:
        return rf"\left\langle {needed[1]}\right|{needed[0]}\left|{needed[1]}\right\rangle"
    return rf"\left\langle {'|'.join(needed)}\right\rangle"


def _spanning(name: str, optional: list[str], needed: list[str]) -> str:
    """The cell, and the empty ones that it covers."""
    del name, optional
    columns = int(needed[0]) if needed[0].strip().isdigit() else 1
    return f"{{{needed[-1]}}}{' &' * min(columns - 1, 20)}"


def _row_of_words(name: str, optional: list[str], needed: list[str]) -> str:
    del name, optional
    return rf"\text{{{needed[0]}}}\\ "


def _chemical(name: str, optional: list[str], needed: list[str]) -> str:
    del optional
    found = chemistry.as_tex(needed[0])
    return rf"\{name}{{{needed[0]}}}" if found is None else f"{{{found}}}"


_Write = Callable[[str, list[str], list[str]], str]
#: Commands that take an argument in brackets or more than one number of arguments: the shape of
#: ``arguments``, how many are needed, and what stands for them.
_WRITTEN: dict[str, tuple[str, int, _Write]] = {
    **dict.fromkeys(_ARROWS, ("om", 1, _arrow)),
    **dict.fromkeys("dv derivative".split(), ("omm", 1, _derivative)),
    **dict.fromkeys("pdv partialderivative".split(), ("ommm", 1, _derivative)),
    **dict.fromkeys(
        "braket ip innerproduct ketbra dyad outerproduct ev expval expectationvalue".split(),
        ("mm", 1, _brackets),
    ),
    "multicolumn": ("mmm", 3, _spanning),
    **dict.fromkeys(("ce", "ch"), ("m", 1, _chemical)),
    **dict.fromkeys("intertext shortintertext".split(), ("m", 1, _row_of_words)),
}
#: Old declarations, which hold to the end of their group.
_DECLARED = {
    "rm": "mathrm",
    "bf": "mathbf",
    "it": "mathit",
    "sl": "mathit",
    "sf": "mathsf",
    "tt": "mathtt",
    "cal": "mathcal",
    "mit": "mathit",
}
#: Plain TeX's tables with their rows in braces.
_TABLES = {
    "matrix": "matrix",
    "pmatrix": "pmatrix",
    "cases": "cases",
    "eqalign": "aligned",
    "displaylines": "gathered",
}
_OPTION = re.compile(
    r"(\\begin\s*\{(?:[a-z]*aligned(?:at)?|gathered|multlined|[bpvBV]?matrix\*|array|split"
    r"|subarray)\})\s*(?:\[[^\[\]{}\n]{0,20}\])+"
)
_RENAMED = re.compile(r"\\(begin|end)\s*\{(?:(dcases\*?)|(rcases|drcases)|(subarray))\}")
_COLONS = re.compile(r"(\\begin\s*\{array\}\s*\{)([lcr|@:\s]*:[lcr|@:\s]*)(?=\})")
_SKIP = re.compile(
    r"\\(?:hskip|kern|mkern|mskip)\s*(?P<minus>-?)\s*[\d.]+\s*(?:em|ex|pt|mu|cm|mm)"
    r"(?:\s*(?:plus|minus)\s*[\d.]+\s*(?:em|ex|pt|mu|fil+))*\s?"
)
_ROOT = re.compile(r"\\root\s*(\{[^{}]*\}|[^{}\\]+?)\s*\\of\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\\?\w)")
_BUILT = re.compile(r"\\buildrel\s*(\{[^{}]*\}|[^{}]+?)\s*\\over\s*(\{[^{}]*\}|\\[A-Za-z]+|\S)")
_SIZED = re.compile(r"\\(?:qty|pqty|bqty|Bqty|vqty|abs|norm)\*?\s*(?=[(\[|])")
_STARRED = re.compile(r"(\\(?:abs|norm|vb|va|vu|ev|expval|mel|comm|qq|dv|pdv|qty))\*(?=\s*[{(\[])")
_INFIX = re.compile(r"\\(over|atop|above\s*[\d.]+\s*pt)(?![A-Za-z])")
_TABLE = re.compile(r"\\(" + "|".join(_TABLES) + r")\s*(?=\{)")
_DECLARATION = re.compile(r"\\(" + "|".join(_DECLARED) + r")(?![A-Za-z])\s*")
#: What no fraction and no declaration goes across.
_ACROSS = re.compile(r"&|\\\\|\\(?:left|right|begin|end)(?![A-Za-z])")
_TEXT = re.compile(r"\\(text|mbox|textrm|mathrm)\s*(?=\{)")
_TEXT_STYLE = re.compile(r"\\(textbf|textit|emph|texttt|textsf|textsc|textnormal|textup)\s*(?=\{)")
_UNUSUAL = re.compile(
    r"\\(?:" + "|".join(sorted({*_MACROS, *_WRITTEN, *_DECLARED, *_TABLES})) + r")(?![A-Za-z])"
    r"|\\(?:hskip|kern|mkern|mskip|root|buildrel|over|atop|above|qty)(?![A-Za-z])"
    r"|\\(?:text|mbox)\s*\{[^{}]*\\(?:text|emph)"
    r"|\\begin\s*\{(?:[^{}]*\}\s*\[|d?r?cases|subarray|array\}\s*\{[^{}]*:)"
)


def known(tex: str, own: Container[str]) -> str:
    """A formula in commands that pandoc knows; those of ``own`` are the author's."""
    if "\\" not in tex or _UNUSUAL.search(tex) is None:
        return tex
    tex = _OPTION.sub(r"\1", tex)
    tex = _COLONS.sub(lambda m: m[1] + m[2].replace(":", "|"), tex)
    tex = _RENAMED.sub(_renamed, tex)
    tex = _SKIP.sub(lambda m: "" if m["minus"] else r"\,", tex)
    tex = _ROOT.sub(lambda m: rf"\sqrt[{_bare(m[1])}]{{{_bare(m[2])}}}", tex)
    tex = _BUILT.sub(lambda m: rf"\overset{{{_bare(m[1])}}}{{{_bare(m[2])}}}", tex)
    tex = _STARRED.sub(r"\1", tex)
    tex = _sized(tex, own)
    tex = _plain_tables(tex)
    tex = _divided(tex)
    tex = _declared(tex, own)
    tex = _parted_text(tex)
    for _ in range(6):  # commands inside the arguments of others
        changed = _replaced(tex, own)
        if changed == tex:
            break
        tex = changed
    return tex


def _bare(group: str) -> str:
    return group[1:-1] if group.startswith("{") and group.endswith("}") else group


def _renamed(found: re.Match[str]) -> str:
    opens = found[1] == "begin"
    if found[2]:
        return rf"\{found[1]}{{cases}}"
    if found[3]:
        return r"\left.\begin{array}{ll}" if opens else r"\end{array}\right\}"
    return rf"\{found[1]}{{array}}"


def _sized(tex: str, own: Container[str]) -> str:
    r"""``\qty(…)`` and its kin: brackets that grow."""
    while (found := _SIZED.search(tex)) is not None:
        name = found[0].strip("\\* \t\n")
        if name in own:
            break
        opening = tex[found.end()]
        if opening == "|":
            closing = tex.find("|", found.end() + 1) + 1 or None
        else:
            closing = _closing(tex, found.end())
        if closing is None:
            break
        inside, last = tex[found.end() + 1 : closing - 1], tex[closing - 1]
        sized = rf"\left{opening}{inside}\right{last}"
        tex = f"{tex[: found.start()]}{sized}{tex[closing:]}"
    return tex


def _closing(tex: str, start: int) -> int | None:
    """The offset behind the bracket that closes this one, with those between them in pairs."""
    opening, closing = tex[start], {"(": ")", "[": "]"}[tex[start]]
    depth = 0
    for here in range(start, len(tex)):
        depth += (tex[here] == opening) - (tex[here] == closing)
        if not depth:
            return here + 1
    return None


def _plain_tables(tex: str) -> str:
    while (found := _TABLE.search(tex)) is not None:
        end = group_end(tex, found.end(), len(tex))
        if end is None:
            break
        name = _TABLES[found[1]]
        rows = re.sub(r"\\cr(?![A-Za-z])", r"\\\\", tex[found.end() + 1 : end - 1])
        rows = re.sub(r"\\\\\s*\Z", "", rows)
        table = rf"\begin{{{name}}}{rows}\end{{{name}}}"
        tex = f"{tex[: found.start()]}{table}{tex[end:]}"
    return tex


def _group_around(tex: str, at: int) -> tuple[int, int]:
    """Where what stands inside the innermost braces around an offset begins and ends."""
    depth, start = 0, at
    while start > 0:
        sign, escaped = tex[start - 1], start > 1 and tex[start - 2] == "\\"
        if not escaped and sign == "}":
            depth += 1
        elif not escaped and sign == "{":
            if not depth:
                break
            depth -= 1
        start -= 1
    end = group_end(tex, start - 1, len(tex)) if start else None
    return start, len(tex) if end is None else end - 1


def _divided(tex: str) -> str:
    r"""``{a \over b}`` as a fraction; the row of a table is no part of one."""
    for _ in range(50):
        found = _INFIX.search(tex)
        if found is None:
            break
        start, end = _group_around(tex, found.start())
        above, below = tex[start : found.start()], tex[found.end() : end]
        if _ACROSS.search(above + below):
            break
        line = found[1] == "over"
        fraction = rf"\frac{{{above.strip()}}}{{{below.strip()}}}"
        if not line:
            fraction = rf"\substack{{{above.strip()}\\{below.strip()}}}"
        tex = f"{tex[:start]}{fraction}{tex[end:]}"
    return tex


def _declared(tex: str, own: Container[str]) -> str:
    r"""``{\rm x}`` as ``{\mathrm{x}}``."""
    here = 0
    while (found := _DECLARATION.search(tex, here)) is not None:
        here = found.end()
        if found[1] in own:
            continue
        _, end = _group_around(tex, found.start())
        rest = tex[found.end() : end]
        if _ACROSS.search(rest):
            continue
        if rest[:1] == "{" and (closing := group_end(rest, 0, len(rest))) is not None:
            end, rest = found.end() + closing, rest[1 : closing - 1]
        styled = rf"\{_DECLARED[found[1]]}{{{rest}}}"
        tex = f"{tex[: found.start()]}{styled}{tex[end:]}"
        here = found.start() + 1
    return tex


def _parted_text(tex: str) -> str:
    r"""``\text{a \textbf{b}}`` as ``\text{a }\textbf{b}``."""
    here = 0
    while (found := _TEXT.search(tex, here)) is not None:
        here = found.end()
        end = group_end(tex, found.end(), len(tex))
        if end is None:
            continue
        inside = tex[found.end() + 1 : end - 1]
        parts: list[str] = []
        done = 0
        for style in _TEXT_STYLE.finditer(inside):
            closing = group_end(inside, style.end(), len(inside))
            if style.start() < done or closing is None:
                continue
            if before := inside[done : style.start()]:
                parts.append(rf"\{found[1]}{{{before}}}")
            name = {"emph": "textit"}.get(style[1], style[1])
            parts.append(rf"\{name}{inside[style.end() : closing]}")
            done = closing
        if parts:
            if after := inside[done:]:
                parts.append(rf"\{found[1]}{{{after}}}")
            whole = f"{{{''.join(parts)}}}"
            tex = f"{tex[: found.start()]}{whole}{tex[end:]}"
            here = found.start() + len(whole)
    return tex


def _replaced(tex: str, own: Container[str]) -> str:
    parts: list[str] = []
    here = 0
    for found in ANY_COMMAND.finditer(tex):
        name = found[1] or ""
        if found.start() < here or name in own:
            continue
        one: tuple[str, int] | None = None
        if name in _WRITTEN:
            shape, least, write = _WRITTEN[name]
            optional, needed, end = arguments(tex, found.end(1), shape, len(tex))
            if len(needed) >= least:
                one = write(name, [o.text for o in optional], [n.text for n in needed]), end
        elif name in _MACROS:
            one = use(tex, found, _MACROS[name], len(tex))
        if one is None:
            continue
        value, end = one
        apart = re.search(r"\\[A-Za-z]+\Z", value) and tex[end : end + 1].isalpha()
        parts += [tex[here : found.start()], value, " " if apart else ""]
        here = end
    return "".join([*parts, tex[here:]])
