"""``new``: write a manuscript to start from, or a journal."""

from __future__ import annotations

import re
from functools import partial

from nashr import invocation
from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_places
from nashr.invocation import command_line
from nashr.messages import Message, reason_of
from nashr.wording import in_ascii

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

_LONGEST = 100
#: Words of which a name can be made: letters of any script with what titles have between them.
_TITLE = re.compile(
    r"[(«“‘„\"']?[^\W_](?:[^\W_]|[ \-_.,:;!…&%№()«»“”„‘’\"'ʻʼ–—]|[\u0300-\u036f]"
    r"|\?(?=[!?…»”\"’)]*(?: |$)))*"
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
#: Names that Windows keeps for devices, in any case, with a suffix too ("Naming Files, Paths, and
#: Namespaces" in Microsoft's documentation of Win32). A journal's folder may be copied there.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article",
        nargs="*",
        metavar="ARTICLE",
        help=Message("the name of its folder, e.g. my-article, or the title, of which one is made"),
    )
    parser.add_argument(
        "--journal",
        metavar="FOLDER",
        help=Message("begin a journal in this folder, with a first article that builds at once"),
    )
    parser.add_argument(
        "--issue",
        metavar="NAME",
        help=Message("begin an issue, named by year and number: 2026-1"),
    )
    parser.add_argument(
        "--lang",
        metavar="TAG",
        help=Message("the language of the new journal: az, tr, en, ru and others (default: en)"),
    )
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    words = " ".join(options.article)
    if options.journal is not None:
        return _new_journal(options, words)
    if options.issue is not None:
        return project.run_with_packages(partial(_new_issue, options, words))
    if options.lang is not None:
        terminal.say(
            "--lang is the language of a new journal; an article is in that of its journal."
        )
        return exit_codes.USAGE_ERROR
    if not words:
        example = command_line("new", "my-article")
        terminal.say(Message("Name the article, as in: {command}", command=example))
        return exit_codes.USAGE_ERROR
    return project.run_with_packages(partial(_new_article, options, words))


def _new_article(options: argparse.Namespace, words: str) -> int:
    from nashr.frontmatter.new_manuscript import new_manuscript
    from nashr.pipeline.shared import read_journal_alone
    from nashr.project.workspace import ARTICLE, MANUSCRIPTS

    workspace = project.open_workspace(options)
    slug, title = _slug_and_title(words)
    wrong = name_error(slug, workspace.articles())
    if wrong:
        terminal.say(wrong)
        return exit_codes.USAGE_ERROR
    found = read_journal_alone(workspace)
    if found.value is None:
        for diagnostic in found.diagnostics:
            terminal.show(diagnostic)
        return exit_codes.AUTHOR_ERROR
    path = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    try:
        written = workspace.create(path, new_manuscript(slug, found.value, title))
    except FileExistsError:
        terminal.say(Message("{path} is there already; it was left as it is.", path=path))
        return exit_codes.USAGE_ERROR
    message = Message("Wrote {file}. Edit it, then run: {command}")
    if title:
        message = Message(
            "Wrote {file}. The folder's name is made of “{title}”. Edit it, then run: {command}",
            title=title,
        )
    wrote = terminal.relative_to_here(str(written))
    terminal.tell(message.having(file=wrote, command=command_line("build", slug)))
    return exit_codes.SUCCESS


# --- an issue ------------------------------------------------------------------------------

#: The name of an issue: a year, and a number in it.
_ISSUE = re.compile(r"([12][0-9]{3})-([A-Za-z0-9][A-Za-z0-9_-]*)")


def _new_issue(options: argparse.Namespace, words: str) -> int:
    from nashr.frontmatter.new_issue import new_issue
    from nashr.issue.load import articles_of_others, path_of
    from nashr.pipeline.shared import read_journal_alone

    name = options.issue.rsplit("/", 1)[-1].removesuffix(".yaml")
    found = _ISSUE.fullmatch(name)
    if found is None or words or options.lang is not None:
        example = command_line("new", "--issue", "2026-1")
        terminal.say(
            Message("An issue is named by its year and its number, as in: {command}").having(
                command=example
            )
        )
        return exit_codes.USAGE_ERROR
    options.articles = ()
    workspace = project.named_workspace(options)
    if workspace is None:
        return exit_codes.USAGE_ERROR
    journal = read_journal_alone(workspace)
    if journal.value is None:
        for diagnostic in journal.diagnostics:
            terminal.show(diagnostic)
        return exit_codes.AUTHOR_ERROR
    taken = articles_of_others(workspace)
    free = [slug for slug in workspace.articles() if slug not in taken]
    path = path_of(name)
    try:
        text = new_issue(found[2], int(found[1]), journal.value, free)
        written = workspace.create(path, text)
    except FileExistsError:
        terminal.say(Message("{path} is there already; it was left as it is.", path=path))
        return exit_codes.USAGE_ERROR
    wrote = terminal.relative_to_here(str(written))
    terminal.tell(
        Message(
            "Wrote {file}. Edit it, then run: {command}",
            file=wrote,
            command=command_line("issue", name),
        )
    )
    if not free:
        terminal.tell(Message("No article is left for it: all are in other issues."))
    return exit_codes.SUCCESS


# --- a journal -----------------------------------------------------------------------------


def _new_journal(options: argparse.Namespace, words: str) -> int:
    from nashr.languages import is_supported, supported

    if options.project is not None:
        terminal.say(
            Message("Name the new journal's folder with --journal alone, without --project.")
        )
        return exit_codes.USAGE_ERROR
    language = options.lang or "en"
    if not is_supported(language):
        terminal.say(
            Message(
                "“{language}” is not a language that nashr knows: {supported}.",
                language=language,
                supported=tuple(supported()),
            )
        )
        return exit_codes.USAGE_ERROR
    options.project = options.journal
    invocation.note(invocation.program(), options.journal)
    return project.run_with_packages(partial(_write_journal, options, words, language))


def _write_journal(options: argparse.Namespace, words: str, language: str) -> int:
    from nashr.frontmatter import new_journal
    from nashr.frontmatter.new_manuscript import new_manuscript
    from nashr.frontmatter.starter_words import starter_words
    from nashr.model import USUAL_BIBLIOGRAPHY, Journal
    from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS

    workspace = project.open_workspace(options)
    there = workspace.articles()
    slug, title = _slug_and_title(words or starter_words(language).title)
    slug = slug if words or _NAME.fullmatch(slug) else "first-article"
    wrong = name_error(slug)
    if wrong:
        terminal.say(wrong)
        return exit_codes.USAGE_ERROR
    journal = Journal(starter_words(language).journal, language)
    starter = new_manuscript(slug, journal, title, new_journal.SAMPLE_KEY)
    files = [(JOURNAL, new_journal.new_journal(language))]
    if not workspace.exists(USUAL_BIBLIOGRAPHY):
        files.append((USUAL_BIBLIOGRAPHY, new_journal.new_bibliography(language)))
    if not there:
        files.append((f"{MANUSCRIPTS}/{slug}/{ARTICLE}", starter))
    written = []
    try:
        for path, text in files:
            written.append(workspace.create(path, text))
    except FileExistsError:
        terminal.say(
            Message(
                "{file} is there already in {folder}; it was left as it is.",
                file=JOURNAL,
                folder=options.journal,
            )
        )
        return exit_codes.USAGE_ERROR
    except OSError as error:
        terminal.say(
            Message(
                "{journal} cannot be written: {reason}.",
                journal=options.journal,
                reason=reason_of(error),
            )
        )
        return exit_codes.MACHINE_ERROR
    for (path, _), file in zip(files, written, strict=True):
        wrote = terminal.relative_to_here(str(file))
        change = _CHANGE[path.split("/")[-1]]
        terminal.tell(Message("Wrote {file}: {change}", file=wrote, change=change))
    terminal.tell(Message("It builds as it is: {command}", command=command_line("build")))
    another = command_line("new", "my-article")
    terminal.tell(Message("Another article: {command}", command=another))
    return exit_codes.SUCCESS


#: What is to be changed in each file of a new journal.
_CHANGE = {
    "journal.yaml": Message("put in the journal's title and publisher, and what else it has."),
    "references.bib": Message("put in the works that the articles cite."),
    "article.md": Message("write the article, and replace the sample values."),
}


# --- names ---------------------------------------------------------------------------------

#: Cyrillic letters, as the passports of Russia (ICAO 9303) and Ukraine (Resolution 55 of 2010) have
#: them, and those of Kazakh, Kyrgyz and Azerbaijani.
_CYRILLIC = str.maketrans(
    {
        **dict(
            zip(
                "абвгдезийклмнопрстуфыэіґўҝҹәөүҮһқғңұҳ",
                "abvgdeziiklmnoprstufyeigukceouuhqgnuh",
                strict=True,
            )
        ),
        **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
        **{"ъ": "", "ь": "", "ю": "iu", "я": "ia", "є": "ie", "ї": "i"},
    }
)


def _slug_and_title(words: str) -> tuple[str, str]:
    """The folder's name, and the title of which it was made, where the words are no such name.

    A path such as ``manuscript/my-article/article.md`` names the folder in it.
    """
    path = words.removeprefix("./").removesuffix("/article.md").rstrip("/")
    word = path.removeprefix("manuscript/")
    if _NAME.fullmatch(word) or not _TITLE.fullmatch(words):
        return word, ""
    letters = re.sub(r"['’‘ʻʼ]", "", words.lower().translate(_CYRILLIC))
    plain = in_ascii(re.sub(r"[^\w\u0300-\u036f]+", "-", letters)).lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
    return (slug, words.strip()) if slug else (words, "")


def name_error(slug: str, known: Iterable[str] = ()) -> str | None:
    """Why an article's folder cannot have the name, in a sentence; None where it can. ``known`` are
    the articles that the journal has.
    """
    shown = f"“{slug}”"
    if not _NAME.fullmatch(slug):
        return Message(
            "{shown} cannot be a folder's name here: use letters a–z, digits, hyphens and "
            "underscores, and begin with a letter or a digit.",
            shown=shown,
        )
    if len(slug) > _LONGEST:
        return Message(
            "{shown} is too long for a folder's name: {longest} characters are the most.",
            shown=shown,
            longest=_LONGEST,
        )
    if _DEVICES.fullmatch(slug):
        return Message(
            "{shown} cannot be a folder's name: Windows keeps it for a device.", shown=shown
        )
    other = next((k for k in known if k != slug and k.casefold() == slug.casefold()), None)
    if other is not None:
        return Message(
            "{shown} differs from the article “{other}” in capital letters alone, which not every "
            "computer tells apart: choose another name.",
            shown=shown,
            other=other,
        )
    return None
