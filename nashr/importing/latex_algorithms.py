r"""Algorithms of a LaTeX source, line by line: pandoc's reader drops the words of their commands,
and the formulas in these.

Sources: the manuals of algorithmicx (algpseudocode) and algorithmic.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, arguments

#: What a command prints: before its argument and behind it, how deep the lines behind it stand.
_BEGIN = {
    "if": ("if", "then"), "elsif": ("else if", "then"), "elseif": ("else if", "then"),
    "for": ("for", "do"), "forall": ("for all", "do"), "foreach": ("for each", "do"),
    "while": ("while", "do"), "else": ("else", ""), "repeat": ("repeat", ""), "loop": ("loop", ""),
    "function": ("function", ""), "procedure": ("procedure", ""),
}  # fmt: skip
_END = {
    "endif": "end if", "endfor": "end for", "endforall": "end for", "endforeach": "end for",
    "endwhile": "end while", "endloop": "end loop", "endfunction": "end function",
    "endprocedure": "end procedure", "until": "until",
}  # fmt: skip
_LINES = {
    "state": "", "statex": "", "require": "Require:", "ensure": "Ensure:", "input": "Input:",
    "output": "Output:", "return": "return", "print": "print",
}  # fmt: skip
#: Those that end a block and begin another one.
_MIDDLE = frozenset({"else", "elsif", "elseif"})
_INDENT = "~" * 4
_ENVIRONMENT = re.compile(
    r"\\begin\{(algorithmic|algorithmicx|algpseudocode)\}(?:\[[^\]]*\])?(.*?)\\end\{\1\}", re.DOTALL
)
_HOLDER = re.compile(r"\\begin\{algorithm\*?\}(?:\[[^\]]*\])?|\\end\{algorithm\*?\}")
_CAPTION = re.compile(r"\\caption\s*(?=\{)")


_FLOAT = re.compile(r"\\begin\{algorithm\*?\}(?P<inside>.*?)\\end\{algorithm\*?\}", re.DOTALL)
_LABEL = re.compile(r"\\label\s*\{([^{}]+)\}")
_REFERENCE = re.compile(
    r"\\(?P<name>ref|autoref|[cC]ref|labelcref|vref)\*?\s*\{(?P<label>[^{}]+)\}"
)
_CALLED = re.compile(
    r"\\(?:floatname\s*\{algorithm\}|SetAlgorithmName|(?:re)?newcommand\*?\s*\{?\\(?:algorithmname"
    r"|ALG@name)\}?)\s*\{([^{}]+)\}"
)


def with_algorithm_numbers(text: str) -> str:
    """A source whose algorithms have the numbers that LaTeX prints, before their captions and where
    they are referred to.
    """
    if "\\begin{algorithm" not in text:
        return text
    called = _CALLED.search(text)
    word = called[1] if called else "Algorithm"
    numbers: dict[str, str] = {}
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        inside = found["inside"]
        caption = _CAPTION.search(inside)
        if caption is None:
            return found[0]
        count += 1
        lines = _ENVIRONMENT.search(inside)
        bare = f"{inside[: lines.start()]}{inside[lines.end() :]}" if lines else inside
        # Further labels are those of lines, where the lines are not in an environment of their own.
        for label in _LABEL.findall(bare)[: None if lines else 1]:
            numbers[label.strip()] = str(count)
            inside = re.sub(rf"\\label\s*\{{{re.escape(label)}\}}", "", inside, count=1)
        shown = re.sub(r"\\caption\s*\{", lambda m: f"{m[0]}{word} {count}: ", inside, count=1)
        start = found.start()
        return f"{found[0][: found.start('inside') - start]}{shown}\\end{{algorithm}}"

    made = _FLOAT.sub(number, text)

    def call(found: re.Match[str]) -> str:
        shown = numbers.get(found["label"].strip())
        if shown is None:
            return found[0]
        if found["name"] in ("ref", "labelcref", "vref"):
            return shown
        return f"{word.lower() if found['name'] == 'cref' else word}~{shown}"

    return _REFERENCE.sub(call, made) if numbers else made


def with_algorithms(text: str) -> str:
    """A source whose algorithms are quotations of lines, with the caption before them in bold."""
    if not _ENVIRONMENT.search(text):
        return text
    parts = []
    place = 0
    for found in re.finditer(r"\\begin\{algorithm\*?\}.*?\\end\{algorithm\*?\}", text, re.DOTALL):
        whole = found[0]
        if _ENVIRONMENT.search(whole):
            whole = _HOLDER.sub("\n\n", _CAPTION.sub(r"\\noindent\\textbf", whole))
        parts += [text[place : found.start()], whole]
        place = found.end()
    return _ENVIRONMENT.sub(lambda m: _lines(m[2]), "".join((*parts, text[place:])))


def _lines(body: str) -> str:
    lines: list[str] = []
    depth = place = 0
    for found in ANY_COMMAND.finditer(body):
        name = (found[1] or "").lower()
        if found.start() < place or name not in _BEGIN.keys() | _END.keys() | _LINES.keys():
            continue
        _go_on(lines, body[place : found.start()])
        if name in _END or name in _MIDDLE:
            depth = max(0, depth - 1)
        shape = "mm" if name in ("function", "procedure") else "m"
        takes = name in _BEGIN and name not in ("else", "repeat", "loop")
        place = found.end()
        words = ""
        if takes or name == "until":
            _, needed, place = arguments(body, found.end(), shape, len(body))
            words = " ".join(one.text for one in needed[:1])
            if len(needed) > 1:
                words += f"({needed[1].text})"
        if lines and name in _LINES and not lines[-1].strip("~ "):
            lines.pop()  # “\State \Return x” is one line
        before, behind = _BEGIN.get(name, (_END.get(name) or _LINES.get(name, ""), ""))
        pieces = [f"\\textbf{{{before}}}" if before else "", words]
        pieces.append(f"\\textbf{{{behind}}}" if behind else "")
        lines.append(_INDENT * depth + " ".join(filter(None, pieces)))
        depth += name in _BEGIN
    _go_on(lines, body[place:])
    return "\n\n\\begin{quote}\n" + "\\\\\n".join(lines) + "\n\\end{quote}\n\n"


def _go_on(lines: list[str], words: str) -> None:
    """Words between commands belong to the line before them."""
    text = re.sub(r"\\[cC](?:omment|OMMENT)\s*(?=\{)", r"~▷ ", words)
    text = re.sub(r"\\(?:Call|CALL)\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1(\2)", text)
    text = " ".join(text.split())
    if not text:
        return
    if lines:
        lines[-1] = f"{lines[-1]} {text}" if lines[-1].strip("~") else f"{lines[-1]}{text}"
    else:
        lines.append(text)
