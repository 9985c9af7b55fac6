"""What ``--help`` says: the commands, with a line for the list, a description, and an epilog."""

from __future__ import annotations

from collections import namedtuple

from nashr.invocation import program
from nashr.messages import Message, translate

CommandHelp = namedtuple("CommandHelp", "summary description epilog", defaults=("",))

_INTRODUCTION = Message("""\
Build a journal's articles: from each manuscript a typeset PDF, an EPUB, a web page and JATS XML.
""")
_EXAMPLES = (
    ("", Message("build every article in manuscript/")),
    ("my-article", Message("build one article")),
    ("--format pdf", Message("only the PDF")),
    ("preview", Message("show the products in a browser, and build again at each save")),
    ("check", Message("put the products before independent judges")),
    ("verify", Message("see whether the products are still as they were built")),
    ("references", Message("check the bibliography and its citations")),
    ("import FILE.docx", Message("make a manuscript of an author's Word file")),
    ("issue 2026-1", Message("make an issue of the journal")),
    ("new my-article", Message("begin a new manuscript")),
    ("new --journal my-journal --lang az", Message("begin a journal in a folder")),
    ("doctor", Message("see whether this computer has all that is needed")),
)
_EPILOG = Message("""\
exit codes: 0 all was built · 1 a manuscript, the bibliography or journal.yaml has errors
            2 the command was not understood · 3 this computer lacks something (see doctor)
""")

_CHECK = Message("""\
Put the products in output/ before the independent judges that are installed here: EPUBCheck and Ace
for the EPUB; the Nu checker, axe-core and Lighthouse for the web page;
page-validation, veraPDF, qpdf, mutool and pdffonts for the PDF; the DTD for the JATS. The printer's
PDF goes through a preflight of our own besides, and Ghostscript makes its plates.
""")
_CHECK_EPILOG = Message("""\
exit codes: 0 every judge ran and found no fault · 1 a judge found a fault
            2 the command was not understood · 3 no fault, but a judge is missing here
""")

_VERIFY = Message("""\
Compare the products with the manifest.json that the build wrote beside them: which are as they were
built, which changed, are missing, or come from elsewhere; and whether the sources have changed
since, where the project is there to compare. Nothing is built and nothing is written.
""")
_VERIFY_EPILOG = Message("""\
exit codes: 0 all is as the manifest says · 1 a product, or a source, is not
            2 the command was not understood, or there is no manifest
""")

_PREVIEW = Message("""\
Show the web page and the PDF of each article in a browser. When a source is saved, the articles
that it touches are built again, and the page is renewed where you are reading. An error is shown
with its file and line above the last good page. Only this computer can see the preview, and of it
only output/. Ctrl-C ends it.
""")

_REFERENCES = Message("""\
Check the list of references as an editor does, and write the report to output/references.html:
entries that no article cites and citations without an entry, the same work twice, what an entry
lacks for the journal's style, identifiers that cannot be right, citations typed in words, capitals,
languages. Nothing is built, and the network is not used. See docs/writing.md.
""")
_REFERENCES_EPILOG = Message("""\
exit codes: 0 no errors, perhaps warnings · 1 there are errors
            2 the command was not understood · 3 the report cannot be written
""")

_NEW = Message("""\
Write manuscript/ARTICLE/article.md to start from, in the journal's language. With --journal FOLDER,
write a small journal into the folder that builds at once: journal.yaml, a bibliography, an article.
""")

_ISSUE = Message("""\
Make an issue of the journal by its file in manuscript/issues/. The articles are set in their order,
each from the page where the one before ends, and their pages stand in all their products. Nothing
of the issue is published where an article has an error. See docs/issue.md.
""")
_ISSUE_EPILOG = Message("""\
exit codes: 0 the issue was made · 1 the issue, an article or journal.yaml has errors
            2 the command was not understood · 3 this computer lacks something (see doctor)
""")

_RECODE = Message("""\
Save a text that is in another encoding (Turkish or Cyrillic Windows, Latin-9, UTF-16 and others) as
UTF-8. The encoding is found by the letters of the text and the journal's language. The file as it
was is kept beside it, with .bak at the end of its name.
""")

_RESOLVE = Message("""\
Ask the registries for a work by its DOI, ISBN, PMID or arXiv identifier, store what they say in
bibliography/records/, and add an entry to the .bib file; no other line of it is touched. With
--fill, fill in what entries lack. This is the only command that uses the network, and it asks the
registries that docs/security.md names and no others. What is stored already is not asked for again.
""")
_RESOLVE_EPILOG = Message("""\
exit codes: 0 all was done · 1 a work has no record, or is not named by an identifier
            2 the command was not understood · 3 a registry cannot be reached, or a file not written
""")

_IMPOSE = Message("""\
Put the pages of a PDF on sheets for an office printer or a copy shop: folded together to a booklet,
or to signatures of 4, 8, 16 or 32 pages that are sewn or glued. Inner pages move towards the spine
by the thickness of the paper, so that the margins are the same once the booklet is trimmed.
""")

_THEME = Message("""\
List the themes: those of nashr, of the project (templates/themes/) and of installed packages. With
--specimen, set an article in one that shows all that a page has, with the journal's name and
settings; it goes to specimen-NAME/ here. The project is not changed. See docs/themes.md.
""")

_IMPORT = Message("""\
Make manuscript/NAME/ of an author's Word file: the text as article.md, its pictures beside it, and
a report of what was found in the file, what is doubtful, and what was lost. See docs/intake.md.
""")
_IMPORT_EPILOG = Message("""\
exit codes: 0 the manuscript was written · 1 the file cannot be read
            2 the command was not understood · 3 this computer lacks something, or no room to write
""")

_CITE = Message("""\
Read one JSON object from standard input: references (CSL JSON), citations, style (CSL text or a
style's name) and, where wanted, lang, abbreviations, reference-language (article or item) and
format (html or plain). Write the citations, the bibliography and the warnings as JSON. See
docs/cite.md.
""")

_CLEAN = Message("""\
Empty the cache, in which nashr keeps what it has made, so that it need not make it again. The
products in output/ stay. The next build takes as long as the first.
""")

_BUILD = Message("build articles (this is what happens when no command is given)")

#: In the order of the help.
COMMANDS = {
    "build": CommandHelp(_BUILD, "", _EPILOG),
    "issue": CommandHelp(
        Message("make an issue of the journal, its articles numbered in their order"),
        _ISSUE,
        _ISSUE_EPILOG,
    ),
    "preview": CommandHelp(
        Message("show the products in a browser, and build again when a source is saved"), _PREVIEW
    ),
    "check": CommandHelp(
        Message("put the products before independent judges"), _CHECK, _CHECK_EPILOG
    ),
    "verify": CommandHelp(
        Message("see whether the products still are what their manifest says"),
        _VERIFY,
        _VERIFY_EPILOG,
    ),
    "references": CommandHelp(
        Message("check the bibliography and its citations, and write a report"),
        _REFERENCES,
        _REFERENCES_EPILOG,
    ),
    "resolve": CommandHelp(
        Message("add a work to the bibliography by its DOI, ISBN, PMID or arXiv identifier"),
        _RESOLVE,
        _RESOLVE_EPILOG,
    ),
    "new": CommandHelp(Message("begin a new manuscript, or a journal"), _NEW),
    "import": CommandHelp(
        Message("make a manuscript of an author's Word file, and report what was lost"),
        _IMPORT,
        _IMPORT_EPILOG,
    ),
    "recode": CommandHelp(Message("save a text as UTF-8, and keep the file as it was"), _RECODE),
    "impose": CommandHelp(Message("put the pages of a PDF on sheets that are folded"), _IMPOSE),
    "theme": CommandHelp(Message("list the themes, and make a specimen of one"), _THEME),
    "cite": CommandHelp(
        Message("write citations and a reference list for another program, JSON in and out"), _CITE
    ),
    "doctor": CommandHelp(
        Message("see whether this computer has all that is needed, and how to get what is missing"),
        Message(
            "List versions, libraries and fonts, and the command that installs what is missing.\n"
        ),
    ),
    "clean": CommandHelp(Message("empty the cache of what was made before"), _CLEAN),
}


def module_of(command: str) -> str:
    """The module of a command: of its name, but for one that is a keyword of Python."""
    return "nashr.cli." + ("import_file" if command == "import" else command)


def overview() -> CommandHelp:
    """What is said of the program, and of ``build``, with examples of how it is called here."""
    lines = [(f"{program()} {words}".rstrip(), translate(meaning)) for words, meaning in _EXAMPLES]
    width = max(len(line) for line, _ in lines) + 2
    examples = "\n".join(f"  {line:<{width}}{meaning}" for line, meaning in lines)
    products = translate(Message("The products go to output/, a folder for each article."))
    description = f"{translate(_INTRODUCTION)}\n{examples}\n\n{products}\n"
    return CommandHelp(_BUILD, description, _EPILOG)


def command_help(command: str) -> CommandHelp:
    """What is said of a command."""
    return overview() if command == "build" else COMMANDS[command]
