r"""Commands of a LaTeX title page that pandoc's reader drops: whom a work is dedicated to, where
an author lives now, who answers letters, numbers of classifications, dates under other names.

Each becomes a note before the text, or what the front matter is read from. Statements below the
text, as ``\funding{…}`` of mdpi, become sections.

Sources: the classes amsart, KOMA-Script, elsarticle, sn-jnl, acmart, mdpi, revtex, copernicus.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, Call, arguments, call, group_end
from nashr.importing.latex_code import is_in, kept
from nashr.records import dataclass, field

#: Notes, and what stands before the words of each.
_NOTES = {
    **dict.fromkeys(
        "dedicatory dedication subject titlehead publishers uppertitleback lowertitleback corres "
        "correspondence firstnote secondnote thirdnote fourthnote fifthnote sixthnote seventhnote "
        "eighthnote equalcont cortext thanks nonumnote credit tnotetext fntext".split(),
        "",
    ),
    "curraddr": "Current address: ",
    "CRclass": "CR Subject Classification: ",
}
_ADDRESSES = frozenset("urladdr homepage".split())
#: Statements of classes, and the headings that these print.
_STATEMENTS = {
    "supplementary": "Supplementary Materials", "authorcontributions": "Author Contributions",
    "authorcontribution": "Author contributions", "funding": "Funding",
    "institutionalreview": "Institutional Review Board Statement",
    "informedconsent": "Informed Consent Statement",
    "dataavailability": "Data Availability Statement", "codeavailability": "Code availability",
    "codedataavailability": "Code and data availability",
    "sampleavailability": "Sample Availability", "videosupplement": "Video supplement",
    "acknowledgments": "Acknowledgments", "conflictsofinterest": "Conflicts of Interest",
    "competinginterests": "Competing interests", "disclaimer": "Disclaimer",
    "publicinvolvement": "Public Involvement Statement",
    "guidelinesandstandards": "Guidelines and Standards Statement",
    "useofartificialintelligence": "Use of Artificial Intelligence",
}  # fmt: skip
#: Settings whose arguments are no text, and how many there are.
_SETTINGS = {
    **dict.fromkeys(
        "appendixtitles reftitle externalbibliography PublishersNote runningauthor shortauthors "
        "pubdiscuss published firstpage".split(),
        1,
    ),
    "isAPAandChicago": 2,
}
#: The letters of an author's command of mdpi, by which it finds an ORCID iD.
_ORCID = re.compile(r"\\(?:re)?newcommand\*?\s*\{?\\orcidauthor([A-Z])\}?\s*\{([^{}]*)\}")
_ORCID_CALL = re.compile(r"\\orcid([A-Z])(?![A-Za-z])(?:\{\})?")
#: A note that says no more than that its author answers letters.
_ANSWERS = re.compile(r"\s*corresponding\s+authors?\s*[.:]?\s*", re.IGNORECASE)
_MSC = re.compile(r"\b\d\d(?:[A-Z](?:\d\d|xx)|-\d\d|-XX)\b")
_SCHEMES = re.compile(r"\b(JEL|MSC|PACS)\b", re.IGNORECASE)
_DOCUMENT = "\\begin{document}"


@dataclass(slots=True)
class TitlePage:
    """A source without these commands, and what they say."""

    text: str
    notes: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    #: Whether an author with a star answers letters.
    has_stars: bool = False


def title_page(source: str) -> TitlePage:
    """Read these commands of a source without comments."""
    page = TitlePage(_with_options_of_cas(_with_one_column(_with_orcids(source))))
    page.has_stars = "\\corres{" in source
    spans = kept(page.text)
    concepts: list[str] = []
    cuts: list[tuple[int, int, str]] = []
    for found in ANY_COMMAND.finditer(page.text):
        if is_in(found.start(), spans) or (cuts and found.start() < cuts[-1][1]):
            continue
        new = _read(page, found, concepts)
        if new is not None:
            cuts.append((found.start(), *new))
    for begin, end, words in reversed(cuts):
        page.text = page.text[:begin] + words + page.text[end:]
    if concepts:
        page.notes.append(f"\\textbf{{CCS Concepts:}} {'; '.join(concepts)}")
    return page


def _read(page: TitlePage, found: re.Match[str], concepts: list[str]) -> tuple[int, str] | None:
    """Read a command; gives where it ends and what stands in its place."""
    text, name = page.text, found[1] or ""
    if name in _STATEMENTS and _begins_group(text, found.end()) and not _is_defined(text, name):
        one = call(text, found, "m", len(text))
        heading = f"\n\n\\section*{{{_STATEMENTS[name]}}}\n\n"
        return (one.end, f"{heading}{one.needed[0].text}\n\n") if one.needed else None
    if name == "abbreviations" and _begins_group(text, found.end()):
        one = call(text, found, "mm", len(text))
        if len(one.needed) < 2:
            return None
        heading, words = (argument.text for argument in one.needed)
        return one.end, f"\n\n\\section*{{{heading}}}\n\n{words}\n\n"
    if name == "Author":  # copernicus has the given name and the family name apart
        one = call(text, found, "oomm", len(text))
        if len(one.needed) < 2:
            return None
        given, family = (argument.text for argument in one.needed)
        options = "".join(f"[{argument.text}]" for argument in one.optional[:1])
        email = f"\\email{{{one.optional[1].text}}}" if len(one.optional) > 1 else ""
        return one.end, f"\\author{options}{{\\fnm{{{given}}} \\sur{{{family}}}}}{email}"
    if name in ("introduction", "conclusions") and "copernicus" in text[: text.find(_DOCUMENT)]:
        one = call(text, found, "o", len(text))
        heading = one.optional[0].text if one.optional else name.capitalize()
        return one.end, f"\n\n\\section{{{heading}}}\n\n"
    if name in _SETTINGS:
        return arguments(text, found.end(), "m" * _SETTINGS[name], len(text))[2], ""
    if name == "grantsponsor":
        one = call(text, found, "mmm", len(text))
        return (one.end, one.needed[1].text) if len(one.needed) == 3 else None
    if name == "grantnum":
        one = call(text, found, "omm", len(text))
        return (one.end, one.needed[1].text) if len(one.needed) == 2 else None
    if name == "PACS" and not _begins_group(text, found.end()):
        return None  # that of elsarticle stands among keywords
    if name not in ("ccsdesc", "subjclass", "subclass", "PACS", "pacs", *_NOTES, *_ADDRESSES):
        return None
    one = call(text, found, "om", len(text))
    if not one.needed or _depth(text, found.start()) or _is_defined(text, name):
        return None
    words = one.needed[0].text.strip()
    if name == "ccsdesc":
        concepts.append(words.replace("~", " → "))
    elif name in ("subjclass", "subclass", "PACS", "pacs"):
        return (one.end, "") if _read_codes(page, one, name, words) else None
    elif name in _ADDRESSES:
        page.notes.append(f"\\url{{{words}}}")
    elif words and not _ANSWERS.fullmatch(words):
        page.notes.append(_NOTES[name] + words)
    return one.end, ""


def _read_codes(page: TitlePage, one: Call, name: str, words: str) -> bool:
    """Read numbers of a classification; says whether they are understood."""
    options = one.optional[0].text if one.optional else ""
    if name == "PACS":
        codes = [code.strip() for code in re.split(r"\\and\b|[;,]", words) if code.strip()]
        page.codes.setdefault("pacs", []).extend(codes)
        return bool(codes)
    if name in ("subjclass", "subclass"):
        codes = _MSC.findall(words)
        if codes:
            page.codes.setdefault("msc", []).extend(codes)
        return bool(codes)
    scheme = _SCHEMES.search(options)
    if scheme is None:
        return False  # those of revtex are read elsewhere
    codes = [code.strip() for code in re.split(r"[;,]", words) if code.strip()]
    page.codes.setdefault(scheme[1].lower(), []).extend(codes)
    return True


def _with_orcids(source: str) -> str:
    """A source with the ORCID iDs of mdpi in the places where they are called."""
    orcids = dict(_ORCID.findall(source))
    if not orcids:
        return source
    return _ORCID_CALL.sub(
        lambda m: f"\\orcidlink{{{orcids[m[1]]}}}" if m[1] in orcids else m[0], source
    )


_OF_CAS = re.compile(
    r"\\author(?:\s*\[[^\]\n]*\])?\s*(?=\{)|\\title\s*(?P<mode>\[mode\s*=\s*title\])"
    r"|\\(?P<mark>cor|fn|tnote)mark\s*\[[^\]\n]*\]"
)
_CREDIT = re.compile(r"\\credit\s*(?=\{)")
_BIO = re.compile(r"\\bio\s*\{([^{}]*)\}(?P<words>.*?)\\endbio(?![A-Za-z])", re.DOTALL)


def _with_options_of_cas(source: str) -> str:
    """A source of the classes cas-sc and cas-dc as elsarticle has it: ORCID iDs, marks, roles and
    lives of authors.
    """
    if not re.search(r"\\(?:cor|fn|tnote)mark\s*\[|\[mode\s*=\s*title\]|\\bio\s*\{", source):
        return source
    text = source
    for found in reversed(list(_OF_CAS.finditer(source))):
        if found["mode"]:
            text = f"{text[: found.start('mode')]}{text[found.end('mode') :]}"
        elif found["mark"]:
            new = "\\corref{c}" if found["mark"] == "cor" else ""
            text = f"{text[: found.start()]}{new}{text[found.end() :]}"
        else:
            end = group_end(text, found.end(), len(text))
            options = re.compile(r"\s*\[([^\]]*)\]").match(text, end) if end else None
            behind = options.end() if options else end
            orcid = re.search(r"orcid\s*=\s*([\dXx-]{19})", options[1]) if options else None
            stars = re.compile(r"\s*\\corref\{c\}").match(text, behind) if behind else None
            inside = f"\\orcidlink{{{orcid[1]}}}" if orcid else ""
            inside += "\\corref{c}" if stars else ""
            if end and behind:
                rest = text[stars.end() if stars else behind :]
                name = text[found.end() + 1 : end - 1]
                rest = _with_named_credit(rest, name)
                text = f"{text[: end - 1]}{inside}}}{rest}"
    return _BIO.sub(_life, text)


def _with_named_credit(rest: str, name: str) -> str:
    """The text behind an author, in which the roles before the next one have the name."""
    found = _CREDIT.search(rest)
    after = rest.find("\\author")
    if found is None or 0 <= after < found.start():
        return rest
    return f"{rest[: found.end() + 1]}{name}: {rest[found.end() + 1 :]}"


def _life(found: re.Match[str]) -> str:
    picture = f"\n\n\\includegraphics{{{found[1]}}}\n\n" if found[1].strip() else "\n\n"
    return f"{picture}{found['words'].strip()}\n\n"


_TWO = re.compile(r"\\twocolumn\s*\[")
_WIDE = re.compile(r"\\(?:begin|end)\s*\{@twocolumnfalse\}")


def _with_one_column(source: str) -> str:
    r"""A source in which what stands above two columns, ``\twocolumn[…]``, is text."""
    found = _TWO.search(source)
    if found is None:
        return source
    depth = brackets = 0
    for sign in re.compile(r"\\.|[{}\[\]]", re.DOTALL).finditer(source, found.end()):
        if sign[0] == "]" and not depth and not brackets:
            inside = _WIDE.sub("\n", source[found.end() : sign.start()])
            return f"{source[: found.start()]}\n{inside}\n{source[sign.end() :]}"
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        brackets += {"[": 1, "]": -1}.get(sign[0], 0) if not depth else 0
    return source


def _begins_group(text: str, place: int) -> bool:
    return re.compile(r"\s*\{").match(text, place) is not None


def _is_defined(text: str, name: str) -> bool:
    return bool(re.search(rf"\\(?:(?:re|provide)?(?:new)?command|def)\*?\s*\{{?\\{name}\b", text))


def _depth(text: str, place: int) -> int:
    """In how many groups a place of the front stands, as in that of a title."""
    begin = text.find(_DOCUMENT)
    start = begin if 0 <= begin < place else 0
    depth = 0
    for sign in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start, place):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
    return max(depth, 0)
